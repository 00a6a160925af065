import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../api/context.ts'
import { everyItem } from '../../api/every.ts'
import type { AuditEntry } from '../../api/operating.ts'
import type { Me } from '../../api/types.ts'
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
  const filter = {
    deed: search.get('deed'),
    about: search.get('about'),
    by: search.get('by'),
    since,
    until,
  }
  const { items } = await everyItem<AuditEntry>(api, '/api/audit', filter, PAGES)
  return csvFile(
    'stoa-audit.csv',
    csv(
      ['When', 'By', 'Name', 'What', 'About', 'About id', 'Before', 'After', 'From'],
      items.map((one) => [
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
