import { atomically, type Db, eachApart, idFrom, type Query, record, sql, type Tx } from '#base'
import { worth } from '#payments'
import { TOKEN } from '../commission.ts'
import { payExtra } from '../extra.ts'

/** A month of a transition agreement, reckoned. Smallest units. */
export type GuaranteeMonth = {
  transitionId: string
  /** Its first day. */
  month: string
  /** The days that count; the end is left out. */
  fromOn: string
  untilOn: string
  minimum: bigint
  earned: bigint
  topUp: bigint
  commissionId: string | null
  reckonedAt: Temporal.Instant
}

/**
 * The part of a month's minimum for `days` of its `of` days, half to even: who is guaranteed 3,000.00 and begins on the
 * 16th of a month of 30 days is guaranteed 1,500.00 for it.
 */
export function prorated(minimum: bigint, days: number, of: number): bigint {
  const product = minimum * BigInt(days)
  const whole = product / BigInt(of)
  const twice = (product % BigInt(of)) * 2n
  return twice > BigInt(of) || (twice === BigInt(of) && whole % 2n === 1n) ? whole + 1n : whole
}

/** Months of transition agreements that are over and not reckoned yet. */
const dueMonths = sql`
  select t.id, m.month::date::text as month, (m.month + interval '1 month') at time zone t.zone as ended
  from earnings.transition t
  cross join lateral generate_series(date_trunc('month', t.starts_on::timestamp), (t.ends_on - 1)::timestamp,
    interval '1 month') m(month)
  where t.ends_on > t.starts_on and not exists (
    select from earnings.guarantee_month g where g.transition_id = t.id and g.month = m.month::date)`

/** When the next month ends for which somebody is guaranteed a minimum. */
export const nextGuarantee = sql`select min(ended) from (${dueMonths}) due`

/**
 * Reckons every month that is over, each in a transaction of its own: what the educator's commissions fall short of
 * the guaranteed minimum is topped up, available at once. A month is reckoned once, also by two at a time; months
 * that ended while nobody ran are made up for in order. Answers how many months.
 */
export async function topUpGuarantees(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string; month: string }>`
    select id, month from (${dueMonths}) due where ended <= ${now} order by month, id`
  return await eachApart(due, ({ id, month }) =>
    atomically(db, (tx) => reckon(tx, id, Temporal.PlainDate.from(month), now)),
  )
}

type Row = {
  educatorId: string
  minimum: bigint
  currency: string
  zone: string
  startsOn: string
  endsOn: string
}

async function reckon(
  tx: Tx,
  id: string,
  month: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<boolean> {
  const [row] = await tx<Row>`
    select educator_id as "educatorId", minimum, currency, zone, starts_on::text as "startsOn", ends_on::text as "endsOn"
    from earnings.transition where id = ${id} for update`
  const [known] = await tx`
    select 1 as one from earnings.guarantee_month where transition_id = ${id} and month = ${month}`
  if (!row || known) return false
  const after = month.add({ months: 1 })
  const from = later(month, Temporal.PlainDate.from(row.startsOn))
  const until = earlier(after, Temporal.PlainDate.from(row.endsOn))
  // It was ended before this month while another run looked.
  if (Temporal.PlainDate.compare(from, until) >= 0) return false

  const days = from.until(until, { largestUnit: 'days' }).days
  const minimum = prorated(row.minimum, days, month.daysInMonth)
  const earned = await earnedIn(tx, row, from, until)
  const short = minimum > earned ? minimum - earned : 0n
  const end = until.toZonedDateTime(row.zone).toInstant()
  const commission =
    short === 0n
      ? null
      : await payExtra(
          tx,
          {
            source: 'guarantee',
            sourceId: idFrom('guarantee', id, month.toString()),
            educator: row.educatorId,
            amount: short,
            currency: row.currency,
            title: `Guaranteed minimum, ${month.toString().slice(0, 7)}`,
            about: end,
            by: 'schedule',
          },
          now,
        )
  await tx`
    insert into earnings.guarantee_month (transition_id, month, from_on, until_on, minimum, earned, top_up,
      commission_id, reckoned_at)
    values (${id}, ${month}, ${from}, ${until}, ${minimum}, ${earned}, ${short}, ${commission}, ${now})`
  await record(tx, {
    kind: 'guarantee.reckoned',
    about: { type: 'transition', id },
    at: now,
    data: {
      educatorId: row.educatorId,
      month: month.toString(),
      currency: row.currency,
      zone: row.zone,
      minimum: minimum.toString(),
      earned: earned.toString(),
      topUp: short.toString(),
    },
  })
  return true
}

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(a, b) < 0 ? b : a
const earlier = (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(a, b) < 0 ? a : b

/**
 * What bookings earned the educator on these days, in the currency of the guarantee: net, as it stands now, by the
 * moment at which it was earned. What was taken back is not earned. Other currencies count at the rate of the last
 * day; tokens are no money. Refusal: rate_unknown.
 */
async function earnedIn(
  q: Query,
  { educatorId, currency, zone }: Row,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
): Promise<bigint> {
  const [start, end] = [from, until].map((day) => day.toZonedDateTime(zone).toInstant())
  const sums = await q<{ currency: string; net: bigint }>`
    select currency, sum(net)::bigint as net from earnings.commission
    where educator_id = ${educatorId} and payee_type = 'person' and payee_id = ${educatorId}
      and source_type not in ('guarantee', 'referral') and currency <> ${TOKEN} and earned_at >= ${start} and earned_at < ${end}
      and taken_back_at is null
    group by currency order by currency`
  let earned = 0n
  for (const one of sums) {
    if (one.currency === currency) earned += one.net
    else if (one.net > 0n)
      earned += (await worth(q, one.net, one.currency, currency, end!.subtract({ seconds: 1 })))
        .amount
  }
  return earned
}

/** The reckoned months of agreements, the latest first. */
export async function guaranteeMonths(
  q: Query,
  transitions: readonly string[],
): Promise<GuaranteeMonth[]> {
  return await q<GuaranteeMonth>`
    select transition_id as "transitionId", month::text, from_on::text as "fromOn", until_on::text as "untilOn",
      minimum, earned, top_up as "topUp", commission_id as "commissionId", reckoned_at as "reckonedAt"
    from earnings.guarantee_month where transition_id = any(${[...transitions]}::uuid[]) order by month desc`
}

/** How the month that runs stands: what is guaranteed for it and what was earned so far; undefined: none runs. */
export async function monthSoFar(
  q: Query,
  transition: {
    educatorId: string
    minimum: bigint
    currency: string
    zone: string
    startsOn: string
    endsOn: string
  },
  now: Temporal.Instant,
): Promise<{ month: string; minimum: bigint; earned: bigint } | undefined> {
  const today = now.toZonedDateTimeISO(transition.zone).toPlainDate()
  const month = today.with({ day: 1 })
  const from = later(month, Temporal.PlainDate.from(transition.startsOn))
  const until = earlier(month.add({ months: 1 }), Temporal.PlainDate.from(transition.endsOn))
  if (Temporal.PlainDate.compare(from, until) >= 0) return undefined
  const days = from.until(until, { largestUnit: 'days' }).days
  const minimum = prorated(transition.minimum, days, month.daysInMonth)
  return { month: month.toString(), minimum, earned: await earnedIn(q, transition, from, until) }
}
