import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@react-router/node'
import { renderToPipeableStream } from 'react-dom/server'
import {
  type EntryContext,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router'
import { ApiProblem } from './api/client.ts'
import { visitOf } from './api/context.ts'
import { NonceProvider } from './components/nonce.tsx'

/** Longest wait for a page; the API's own limits are shorter. */
export const streamTimeout = 10_000

/** Renders the whole page before answering: loaders have all they need, so nothing is gained by dribbling. */
export default function answer(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Promise<Response> | Response {
  headers.set('content-type', 'text/html; charset=utf-8')
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const { nonces } = context.get(visitOf)
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonces}>
        <ServerRouter context={entry} url={request.url} nonce={nonces.script} />
      </NonceProvider>,
      {
        nonce: nonces,
        onAllReady() {
          const body = new PassThrough()
          pipe(body)
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }))
        },
        onShellError: reject,
      },
    )
    setTimeout(abort, streamTimeout + 1_000).unref()
  })
}

/** Refusals of the API are answers, not faults; only what nobody foresaw is written down. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
): void {
  if (request.signal.aborted || error instanceof ApiProblem || isRouteErrorResponse(error)) return
  context.get(visitOf).report(error)
}
