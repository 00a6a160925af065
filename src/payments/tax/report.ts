import type { Query } from '#base'
import { balance, PLATFORM } from '#ledger'

/** Tax that fell due in a stretch of time, as documents say it, by where, by what rule and in which currency. */
export type TaxReportLine = {
  country: string | undefined
  zone: string | undefined
  name: string | undefined
  /** Millionths; undefined: the provider reckoned it. */
  rate: number | undefined
  currency: string
  /** Sold, less what was given back. */
  net: bigint
  tax: bigint
  /** Of these: sales, refunds (below zero), credits that were used. */
  sold: bigint
  back: bigint
  used: bigint
}

export type TaxReport = {
  lines: TaxReportLine[]
  /** By currency: the tax of all lines, and what the account of tax payable moved; they are equal. */
  sums: { currency: string; documents: bigint; books: bigint }[]
}

type Row = Omit<TaxReportLine, 'country' | 'zone' | 'name' | 'rate'> & {
  country: string | null
  zone: string | null
  name: string | null
  rate: number | null
}

/**
 * What is owed to tax offices for a stretch of time (`until` is not in it): sales by the day they were paid,
 * refunds by the day they were asked for, credits with tax at redemption by the day they were used. Beside
 * it what the books say; tax that was paid to an office (`tax.remitted`) is not in either.
 */
export async function taxReport(
  q: Query,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): Promise<TaxReport> {
  const rows = await q<Row>`
    with moved as (
      select o.tax_country as country, o.tax_zone as zone, l.tax_name as name, l.tax_rate as rate, o.currency,
             l.net, l.tax, l.tax as sold, 0::bigint as back, 0::bigint as used
        from payments.orders o join payments.order_line l on l.order_id = o.id
       where o.state = 'paid' and l.tax_due = 'sale' and l.tax > 0 and o.paid_at >= ${from} and o.paid_at < ${until}
      union all
      select o.tax_country, o.tax_zone, l.tax_name, l.tax_rate, o.currency,
             sign.n * p.net, sign.n * p.tax, 0, sign.n * p.tax, 0
        from payments.refund r join payments.refund_part p on p.refund_id = r.id
        join payments.orders o on o.id = r.order_id
        join payments.order_line l on l.order_id = o.id and l.position = p.line
        cross join lateral (
          select -1 as n, r.asked_at as at union all select 1, r.state_at where r.state = 'withdrawn') sign
       where p.tax > 0 and sign.at >= ${from} and sign.at < ${until}
      union all
      select t.country, t.zone, u.tax_name, u.tax_rate, t.currency, u.net, u.tax, 0, 0, u.tax
        from payments.tax_redeemed u join payments.taxed_later t on t.lot = u.lot
       where u.at >= ${from} and u.at < ${until}
      union all
      select t.country, t.zone, u.tax_name, u.tax_rate, t.currency, -b.net, -b.tax, 0, 0, -b.tax
        from payments.tax_given_back b join payments.tax_redeemed u on u.hold = b.hold and u.lot = b.lot
        join payments.taxed_later t on t.lot = b.lot
       where b.at >= ${from} and b.at < ${until})
    select country, zone, name, rate, currency, sum(net)::bigint as net, sum(tax)::bigint as tax,
           sum(sold)::bigint as sold, sum(back)::bigint as back, sum(used)::bigint as used
      from moved group by country, zone, name, rate, currency order by country, zone nulls first, currency, rate`
  const lines = rows.map((row) => ({
    ...row,
    country: row.country ?? undefined,
    zone: row.zone ?? undefined,
    name: row.name ?? undefined,
    rate: row.rate ?? undefined,
  }))
  const currencies = [...new Set(lines.map(({ currency }) => currency))]
  const sums = await Promise.all(
    currencies.map(async (currency) => ({
      currency,
      documents: lines.reduce((sum, one) => (one.currency === currency ? sum + one.tax : sum), 0n),
      books: await movedInBooks(q, currency, from, until),
    })),
  )
  return { lines, sums }
}

/** What tax payable moved: more owed is above zero. */
async function movedInBooks(
  q: Query,
  asset: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<bigint> {
  const account = { owner: PLATFORM, purpose: 'tax_payable', asset } as const
  // The moment before each: an entry of that very instant belongs to what follows.
  const at = (instant: Temporal.Instant) =>
    balance(q, account, { at: instant.subtract({ microseconds: 1 }) })
  return (await at(until)) - (await at(from))
}
