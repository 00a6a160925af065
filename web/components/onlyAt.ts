import { redirect } from 'react-router'

/**
 * Keeps a page at its one address: whoever asks for it under older words is sent on for good, with what
 * else the address said. Requests of the router for data keep the address that they came from.
 */
export function onlyAt(request: Request, path: string): void {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.pathname.endsWith('.data')) return
  if (url.pathname !== path) throw redirect(`${path}${url.search}`, 301)
}
