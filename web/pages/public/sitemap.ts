import type { LoaderFunctionArgs } from 'react-router'
import { apiOf, visitOf } from '../../api/context.ts'
import { everyItem } from '../../api/every.ts'

const LONGEST = 20

/** Every public page: the fixed ones, the sessions to come, the educators. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { origin } = context.get(visitOf)
  const api = context.get(apiOf)
  const all = async (path: string) =>
    (await everyItem<{ id: string }>(api, path, {}, LONGEST)).items.map(({ id }) => id)
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
