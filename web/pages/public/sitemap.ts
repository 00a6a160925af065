import type { LoaderFunctionArgs } from 'react-router'
import { apiOf, visitOf } from '../../api/context.ts'
import type { Page } from '../../api/types.ts'

const LONGEST = 20

/** Every public page: the fixed ones, the sessions to come, the educators. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { origin } = context.get(visitOf)
  const api = context.get(apiOf)
  const all = async (path: string) => {
    const ids: string[] = []
    let cursor: string | null = null
    for (let page = 0; page < LONGEST; page += 1) {
      const answer: Page<{ id: string }> = await api.get(path, { cursor, limit: 100 })
      ids.push(...answer.items.map(({ id }) => id))
      cursor = answer.next
      if (!cursor) break
    }
    return ids
  }
  const [sessions, educators] = await Promise.all([all('/api/sessions'), all('/api/educators')])
  const paths = [
    '/',
    '/sessions',
    '/educators',
    '/plans',
    ...sessions.map((id) => `/sessions/${id}`),
    ...educators.map((id) => `/educators/${id}`),
  ]
  const body = paths.map((path) => `<url><loc>${origin}${path}</loc></url>`).join('\n')
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${body}\n</urlset>\n`,
    {
      headers: {
        'content-type': 'application/xml; charset=utf-8',
        'cache-control': 'public, max-age=3600',
      },
    },
  )
}
