import type { LoaderFunctionArgs } from 'react-router'
import { data } from 'react-router'
import { apiOf, visitOf } from '../../api/context.ts'
import type { Answer } from '../../api/types.ts'
import { educatorPath, sessionPath } from '../../format/addresses.ts'

type Counted = Answer<'/api/addresses'>
type Addresses = Answer<'/api/addresses/{of}'>

const FIXED = ['/', '/sessions', '/educators', '/plans', '/ranking']

const xml = (inside: string) =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${inside}\n`, {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    },
  })

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** The map of all maps, or one of them: at most 50,000 public pages each. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { origin } = context.get(visitOf)
  const api = context.get(apiOf)
  if (!params.map) {
    const counted = await api.get<Counted>('/api/addresses')
    const maps = ['pages-1', ...mapsOf('sessions', counted), ...mapsOf('educators', counted)]
    return xml(
      `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${maps
        .map((name) => `<sitemap><loc>${origin}/sitemaps/${name}.xml</loc></sitemap>`)
        .join('\n')}\n</sitemapindex>`,
    )
  }
  const [, of, number] = /^(pages|sessions|educators)-([1-9]\d{0,3})\.xml$/.exec(params.map) ?? []
  if (!of || !number) throw data(null, { status: 404 })
  const pages = of === 'pages' ? FIXED.map((path) => ({ path, on: '' })) : await listed(of, number)
  if (pages.length === 0 || (of === 'pages' && number !== '1')) throw data(null, { status: 404 })
  return xml(
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages
      .map(
        ({ path, on }) =>
          `<url><loc>${escaped(`${origin}${path}`)}</loc>${on && `<lastmod>${on}</lastmod>`}</url>`,
      )
      .join('\n')}\n</urlset>`,
  )

  async function listed(of: string, map: string) {
    const { items } = await api.get<Addresses>(`/api/addresses/${of}`, { map: Number(map) })
    return items.map(({ id, title, changedAt }) => ({
      path: of === 'sessions' ? sessionPath({ id, title }) : educatorPath({ id, name: title }),
      on: changedAt.slice(0, 10),
    }))
  }
}

function mapsOf(of: 'sessions' | 'educators', counted: Counted): string[] {
  const maps = Math.ceil(counted[of] / counted.inOneMap)
  return Array.from({ length: maps }, (_, index) => `${of}-${index + 1}`)
}
