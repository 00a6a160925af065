import type { LoaderFunctionArgs } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { everyItem } from '../../../api/every.ts'
import type { PaperCard } from '../../../api/types.ts'
import { csv, csvFile } from '../../../format/csv.ts'

/** Longest list that becomes a file: two hundred pages of a hundred. */
const PAGES = 200

/** Every document that the page's filters find, as CSV, latest first. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const filter = { kind: search.get('kind'), search: search.get('search') }
  const { items } = await everyItem<PaperCard>(api, '/api/documents/issued', filter, PAGES)
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
      items.map((one) => [
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
