import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { AuditEntry } from '../../api/operating.ts'
import type { Me, Page } from '../../api/types.ts'
import { csv, csvFile } from '../../format/csv.ts'
import { days } from '../../format/periods.ts'

/** Longest list that becomes a file: two hundred pages of a hundred. */
const PAGES = 200

const words = (part: Record<string, unknown> | null) => (part ? JSON.stringify(part) : '')

/** Every entry that the page's filters find, as CSV, newest first. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const me = await api.get<Me>('/api/me')
  const { from: since, to: until } = days(search, me.person?.zone)
  const all: AuditEntry[] = []
  let cursor: string | null = null
  for (let page = 0; page < PAGES; page += 1) {
    const found: Page<AuditEntry> = await api.get('/api/audit', {
      deed: search.get('deed'),
      about: search.get('about'),
      by: search.get('by'),
      since,
      until,
      cursor,
      limit: 100,
    })
    all.push(...found.items)
    cursor = found.next
    if (!cursor) break
  }
  return csvFile(
    'stoa-audit.csv',
    csv(
      ['When', 'By', 'Name', 'What', 'About', 'About id', 'Before', 'After', 'From'],
      all.map((one) => [
        one.at,
        one.by,
        one.byName,
        one.deed,
        one.about.type,
        one.about.id,
        words(one.before),
        words(one.after),
        one.from,
      ]),
    ),
  )
}
