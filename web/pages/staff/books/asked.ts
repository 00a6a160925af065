import type { RouterContextProvider } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import { endOf, startOf } from '../../../format/periods.ts'
import { personOf } from '../../../visitor.ts'

/** What of the books is asked for in the address. Days are the reader's; `asOf` counts its day in whole. */
export async function asked(request: Request, context: Readonly<RouterContextProvider>) {
  const { zone } = await personOf(context)
  const search = new URL(request.url).searchParams
  const now = (await context.get(apiOf).get<{ now: string }>('/api/me')).now
  const asOf = endOf(search.get('asOf'), zone)
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate()
  const from = dayIn(search, 'from') ?? today.with({ day: 1 }).toString()
  const to = dayIn(search, 'to') ?? today.toString()
  return {
    zone,
    now,
    asOf,
    /** The as-of day as it stands in the address; empty for this moment. */
    asOfDay: asOf ? (search.get('asOf') ?? '') : '',
    currency: currencyIn(search),
    /** First and last day of a period, as days and as instants: [since, until). */
    period: {
      from,
      to,
      since: startOf(from, zone)!,
      until: startOf(to, zone, 1)!,
    },
    today: today.toString(),
  }
}

export type Asked = Awaited<ReturnType<typeof asked>>

const currencyIn = (search: URLSearchParams) => {
  const currency = search.get('currency') ?? ''
  return /^[A-Z]{3}$/.test(currency) ? currency : 'USD'
}

function dayIn(search: URLSearchParams, name: string): string | undefined {
  const day = search.get(name) ?? ''
  return startOf(day, 'UTC') ? day : undefined
}

/** The address of an account's statement. */
export const accountAddress = (owner: string, purpose: string, asset: string) =>
  `/operate/books/accounts/${encodeURIComponent(owner)}/${purpose}/${asset}`
