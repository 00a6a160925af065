import { split, type Tx } from '#base'
import { postRule } from '#ledger'
import type { OrderPaid, PaidLine } from '#payments'
import { type Interval, priceOf, type Version, versionById } from './catalogue.ts'
import { monthsWithin } from './months.ts'
import type { Subscription } from './subscription.ts'

/** Credits that a paid period brings at one moment; `value` is what was paid for them: their basis. */
export type Part = {
  credits: bigint
  value: bigint
  dueAt: Temporal.Instant
  expiresAt: Temporal.Instant | undefined
}

/** What was paid, divided: what access earns day by day, and the credits, month by month. */
export type Shares = { access: bigint; parts: Part[] }

type Period = { start: Temporal.Instant; end: Temporal.Instant; interval: Interval }

/**
 * A whole period: access gets what the plan says that it is worth alone, and the credits the rest of
 * what was really paid (not of the list price), in equal parts over its months.
 */
export function wholeShares(
  version: Version,
  period: Period,
  currency: string,
  net: bigint,
): Shares {
  const price = priceOf(version, period.interval, currency)
  if (version.monthlyCredits === 0n || !price) return { access: net, parts: [] }
  const access = price.access > net ? net : price.access
  const months = monthsWithin(period)
  const values = split(
    net - access,
    months.map(() => 1n),
  )
  const parts = months.map((month, index) => ({
    credits: version.monthlyCredits,
    value: values[index]!,
    dueAt: month.start,
    expiresAt: expiryOf(version, month.end),
  }))
  return { access, parts }
}

const seconds = (from: Temporal.Instant, to: Temporal.Instant) =>
  BigInt(Math.max(0, Math.round(from.until(to).total('seconds'))))

/**
 * An upgrade within a period: the difference in credits for what is left of this month, by the second and
 * rounded down to the hundredth, and whole for each month after it; of the money, access gets its
 * difference for what is left, and the credits the rest.
 */
export function upgradeShares(
  { from, to }: { from: Version; to: Version },
  whole: Period,
  since: Temporal.Instant,
  currency: string,
  net: bigint,
): Shares {
  const more = to.monthlyCredits - from.monthlyCredits
  const parts =
    more <= 0n
      ? []
      : monthsWithin(whole)
          .filter(({ end }) => Temporal.Instant.compare(end, since) > 0)
          .map((month) => {
            const late = Temporal.Instant.compare(since, month.start) > 0
            const dueAt = late ? since : month.start
            return {
              credits: (more * seconds(dueAt, month.end)) / seconds(month.start, month.end),
              value: 0n,
              dueAt,
              expiresAt: expiryOf(to, month.end),
            }
          })
          .filter(({ credits }) => credits > 0n)
  if (parts.length === 0) return { access: net, parts: [] }
  const worth = (version: Version) => priceOf(version, whole.interval, currency)?.access ?? 0n
  const difference = worth(to) - worth(from)
  const left = (difference * seconds(since, whole.end)) / (seconds(whole.start, whole.end) || 1n)
  const access = left < 0n ? 0n : left > net ? net : left
  const values = split(
    net - access,
    parts.map(({ credits }) => credits),
  )
  return { access, parts: parts.map((part, index) => ({ ...part, value: values[index]! })) }
}

/** When credits of a month that ends then run out, by the plan's own rule; undefined: never. */
export function expiryOf(
  version: Pick<Version, 'unused' | 'rollMonths'>,
  monthEnd: Temporal.Instant,
): Temporal.Instant | undefined {
  if (version.unused === 'keep') return undefined
  const months = version.unused === 'roll' ? version.rollMonths! : 0
  return monthEnd.toZonedDateTimeISO('UTC').add({ months }).toInstant()
}

/** Divides what was paid for a period, or for a change within one. */
async function sharesOf(
  tx: Tx,
  paid: OrderPaid,
  line: PaidLine,
  version: Version,
  subscription: Subscription,
): Promise<Shares> {
  const { part } = paid.period!
  const start = Temporal.Instant.from(paid.period!.start)
  const end = Temporal.Instant.from(paid.period!.end)
  const interval = line.data.interval as Interval
  const net = BigInt(line.net)
  if (!part) return wholeShares(version, { start, end, interval }, paid.currency, net)
  // The period that the change lies in; later news of it may have come before.
  const [period] = await tx<{ start: Temporal.Instant }>`
    select starts_at as start from plans.access
     where subscription_id = ${subscription.id} and ends_at = ${end} and starts_at <= ${start}
     order by starts_at limit 1`
  const from = await versionById(tx, (line.data.from as string | null) ?? subscription.versionId)
  const whole = { start: period?.start ?? subscription.periodStart, end, interval }
  return upgradeShares({ from, to: version }, whole, start, paid.currency, net)
}

/**
 * Books a paid period, once per invoice: its access, the credits that come with it at once, and what is
 * still to come, whose money waits in deferred access. Answers the credits that came at once.
 */
export async function bookPeriod(
  tx: Tx,
  paid: OrderPaid,
  line: PaidLine,
  version: Version,
  subscription: Subscription,
): Promise<Part | undefined> {
  const { invoice, start, end, part } = paid.period!
  const { access, parts } = await sharesOf(tx, paid, line, version, subscription)
  const [now, ...later] = parts
  const waiting = later.reduce((sum, { value }) => sum + value, 0n)
  const tax = BigInt(line.tax)
  const facts = {
    subscriber: paid.buyer,
    provider: paid.provider,
    currency: paid.currency,
    access: access + waiting,
    creditsValue: now?.value ?? 0n,
    tax,
    fee: BigInt(line.fee),
    credits: now?.credits ?? 0n,
    expiresAt: now?.expiresAt,
  }
  // Nothing was paid and nothing comes of it: a trial, a change in a period's last moment.
  if (BigInt(line.net) + tax === 0n && !now) return undefined
  const receipt = await postRule(tx, part ? 'subscription.upgraded' : 'subscription.paid', facts, {
    key: `invoice:${paid.provider}:${invoice}`,
    about: { type: 'subscription', id: subscription.id },
    by: `provider:${paid.provider}`,
    at: Temporal.Instant.from(paid.paidAt),
    metadata: { order: paid.name, plan: version.name, invoice },
  })
  await tx`
    insert into plans.access (order_id, subscription_id, currency, total, starts_at, ends_at)
    values (${paid.orderId}, ${subscription.id}, ${paid.currency}, ${access}, ${start}, ${end})
    on conflict (order_id) do nothing`
  for (const [number, one] of parts.entries()) {
    const lot = number === 0 ? receipt.lots[0]!.id : null
    await tx`
      insert into plans.monthly_grant
        (order_id, number, subscription_id, credits, value, currency, due_at, expires_at, granted_at, lot_id)
      values (${paid.orderId}, ${number}, ${subscription.id}, ${one.credits}, ${one.value}, ${paid.currency},
              ${one.dueAt}, ${one.expiresAt}, ${lot === null ? null : paid.paidAt}, ${lot})
      on conflict (order_id, number) do nothing`
  }
  return now
}
