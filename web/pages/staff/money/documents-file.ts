import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Page, PaperCard } from '../../../api/types.ts'
import { csv, csvFile } from '../../../format/csv.ts'

/** Longest list that becomes a file: two hundred pages of a hundred. */
const PAGES = 200

/** Every document that the page's filters find, as CSV, latest first. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const all: PaperCard[] = []
  let cursor: string | null = null
  for (let page = 0; page < PAGES; page += 1) {
    const found: Page<PaperCard> = await api.get('/api/documents/issued', {
      kind: search.get('kind'),
      search: search.get('search'),
      cursor,
      limit: 100,
    })
    all.push(...found.items)
    cursor = found.next
    if (!cursor) break
  }
  return csvFile(
    'stoa-documents.csv',
    csv(
      [
        'Number',
        'Kind',
        'Issued',
        'Buyer',
        'Buyer id',
        'Order id',
        'Net',
        'Tax',
        'Total',
        'Currency',
      ],
      all.map((one) => [
        one.number,
        one.kind,
        one.issuedAt,
        one.buyer.name,
        one.buyer.id,
        one.orderId,
        one.net.amount,
        one.tax.amount,
        one.total.amount,
        one.total.asset,
      ]),
    ),
  )
}
