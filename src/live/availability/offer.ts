import { newId, type Query, type Tx } from '#base'
import { agreed, type Kind, teaches } from '#earnings'
import { type Policy, type PriceLevel, policyNow, priceLevels } from '../policy.ts'
import { priceOf } from '../prices.ts'
import { pricesOpen, zoneOf } from '../session.ts'
import { dayOf, type Hours } from './hours.ts'
import { refuse } from './problems.ts'
import type { Rules } from './slots.ts'

/** In the currency's smallest unit. */
export type HourMoney = { amount: bigint; currency: string }

/** What an educator offers one to one, apart from when. */
export type Terms = {
  /** Off: nothing can be booked; what was booked stands. */
  open: boolean
  zone: string
  kind: Kind
  title: string
  description: string
  language: string
  priceLevel: PriceLevel
  /** Of an hour, in hundredths of a credit, where the price is the educator's own. */
  ownPrice: bigint | null
  /** Of an hour, in money, beside credits; nothing said: for credits only. */
  hourMoney?: HourMoney | null | undefined
  /** Whoever books may pay with tokens, at the operator's rate. */
  takesTokens?: boolean | undefined
  /** Lengths on offer, in minutes. */
  lengths: number[]
  /** Of a lesson for getting to know each other, in minutes. */
  trialMinutes: number
  /** In hundredths of a credit, nothing to half of what the lesson costs otherwise; null: none is offered. */
  trialPrice: bigint | null
} & Omit<Rules, keyof Hours>

/** An educator's whole offer: the terms, and their hours. */
export type Offer = Terms & {
  educator: string
  weekly: { weekday: number; from: number; until: number }[]
  dated: { date: string; from: number; until: number; open: boolean; note: string }[]
  away: { id: string; from: string; until: string; note: string }[]
  /** Of an hour, in hundredths of a credit. */
  hourPrice: bigint
  hourMoney: HourMoney | null
  takesTokens: boolean
}

export const LENGTHS = [25, 30, 45, 50, 60, 90] as const

/** What a form begins with, for an educator who has offered nothing yet. */
export const USUAL = {
  open: true,
  title: 'One-to-one lesson',
  description: '',
  ownPrice: null,
  lengths: [30, 60],
  trialMinutes: 25,
  trialPrice: null,
  stepMinutes: 30,
  beforeMinutes: 0,
  afterMinutes: 0,
  noticeHours: 12,
  horizonDays: 60,
  dayMost: null,
  weekMost: null,
}

/** The offers of some educators, in one statement; dates that are over are left out. */
export async function offersOf(
  q: Query,
  educators: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, Offer>> {
  const rows = await q<
    Omit<Offer, 'hourMoney'> & { money: bigint | null; currency: string | null }
  >`
    select a.educator_id as educator, a.open, a.zone, a.kind, a.title, a.description, a.language,
      a.price_level as "priceLevel", a.own_price as "ownPrice", a.lengths, a.trial_minutes as "trialMinutes",
      a.trial_price as "trialPrice", a.step_minutes as "stepMinutes",
      a.before_minutes as "beforeMinutes", a.after_minutes as "afterMinutes", a.notice_hours as "noticeHours",
      a.horizon_days as "horizonDays", a.day_most as "dayMost", a.week_most as "weekMost",
      coalesce(a.own_price, l.credits) as "hourPrice", a.hour_money as money, a.money_currency as currency,
      a.takes_tokens as "takesTokens",
      (select coalesce(jsonb_agg(jsonb_build_object('weekday', w.weekday, 'from', w.from_minute,
          'until', w.until_minute) order by w.weekday, w.from_minute), '[]')
        from live.weekly_hours w where w.educator_id = a.educator_id) as weekly,
      (select coalesce(jsonb_agg(jsonb_build_object('date', d.on_date, 'from', d.from_minute, 'until', d.until_minute,
          'open', d.open, 'note', d.note) order by d.on_date, d.from_minute), '[]')
        from live.dated_hours d where d.educator_id = a.educator_id and d.on_date > ${now}::timestamptz - interval '3 days')
        as dated,
      (select coalesce(jsonb_agg(jsonb_build_object('id', y.id, 'from', lower(y.dates), 'until', upper(y.dates) - 1,
          'note', y.note) order by lower(y.dates)), '[]')
        from live.away y where y.educator_id = a.educator_id and upper(y.dates) > ${now}::timestamptz - interval '3 days')
        as away
    from live.availability a
    left join live.price_level l on l.kind = a.kind and l.level = a.price_level
    where a.educator_id = any(${educators}::uuid[])`
  return new Map(
    rows.map(({ money: amount, currency, ...offer }) => [
      offer.educator,
      { ...offer, hourMoney: amount === null ? null : { amount, currency: currency! } },
    ]),
  )
}

export async function offerOf(
  q: Query,
  educator: string,
  now: Temporal.Instant,
): Promise<Offer | undefined> {
  return (await offersOf(q, [educator], now)).get(educator)
}

/** What a lesson of a length costs: its part of the hour's price, to the nearest whole credit. */
export function lessonPrice(hourPrice: bigint, minutes: number): bigint {
  const credits = (hourPrice * BigInt(minutes) + 3000n) / 6000n
  return (credits > 0n ? credits : 1n) * 100n
}

/** The same in money, to the nearest smallest unit; null: for credits only. */
export function lessonMoney(hourMoney: HourMoney | null, minutes: number): HourMoney | null {
  if (!hourMoney) return null
  const amount = (hourMoney.amount * BigInt(minutes) + 30n) / 60n
  return { ...hourMoney, amount: amount > 0n ? amount : 1n }
}

/** The most that a trial of a length costs. */
export const trialMost = (hourPrice: bigint, minutes: number) =>
  lessonPrice(hourPrice, minutes) / 2n

/** What a trial costs now, in hundredths of a credit; null where none is offered. */
export function trialPriceOf(
  offer: Pick<Offer, 'open' | 'hourPrice' | 'trialMinutes' | 'trialPrice'>,
): bigint | null {
  if (!offer.open || offer.trialPrice === null) return null
  // Where the operator lowered the level's price meanwhile, the trial follows.
  const most = trialMost(offer.hourPrice, offer.trialMinutes)
  return offer.trialPrice < most ? offer.trialPrice : most
}

/**
 * Says what is on offer, for the first time or anew.
 * Refusals, in order: not_their_kind, contract_needed, session_zone_unknown, price_not_allowed,
 * price_out_of_bounds, trial_too_dear.
 */
export async function setTerms(
  tx: Tx,
  educator: string,
  terms: Terms,
  now: Temporal.Instant,
): Promise<void> {
  const teaching = await teaches(tx, educator, terms.kind)
  if (terms.open) await agreed(tx, educator, now)
  const zone = zoneOf(terms.zone)
  const policy: Policy = await policyNow(tx)
  const asked =
    terms.priceLevel === 'own'
      ? { credits: terms.ownPrice ?? undefined }
      : { level: terms.priceLevel }
  const may = {
    ownPrices: teaching.ownPrices || (await pricesOpen(tx, { educator, price: asked }, now)),
  }
  const levels = await priceLevels(tx, terms.kind)
  const price = priceOf(terms.kind, asked, levels, may, policy)
  const own = price.level === 'own' ? price.credits : null
  const most = trialMost(price.credits, terms.trialMinutes)
  if (terms.trialPrice !== null && terms.trialPrice > most) throw refuse('trial_too_dear', { most })
  const lengths = [...new Set(terms.lengths)].toSorted((a, b) => a - b)
  await tx`
    insert into live.availability (educator_id, open, zone, kind, title, description, language, price_level,
      own_price, hour_money, money_currency, takes_tokens, lengths, trial_minutes, trial_price, step_minutes, before_minutes, after_minutes, notice_hours,
      horizon_days, day_most, week_most, changed_at)
    values (${educator}, ${terms.open}, ${zone}, ${terms.kind}, ${terms.title}, ${terms.description},
      ${terms.language}, ${price.level}, ${own}, ${terms.hourMoney?.amount}, ${terms.hourMoney?.currency},
      ${terms.takesTokens ?? false}, ${lengths}, ${terms.trialMinutes}, ${terms.trialPrice},
      ${terms.stepMinutes}, ${terms.beforeMinutes}, ${terms.afterMinutes}, ${terms.noticeHours},
      ${terms.horizonDays}, ${terms.dayMost}, ${terms.weekMost}, ${now})
    on conflict (educator_id) do update set open = excluded.open, zone = excluded.zone, kind = excluded.kind,
      title = excluded.title, description = excluded.description, language = excluded.language,
      price_level = excluded.price_level, own_price = excluded.own_price,
      hour_money = excluded.hour_money, money_currency = excluded.money_currency,
      takes_tokens = excluded.takes_tokens, lengths = excluded.lengths,
      trial_minutes = excluded.trial_minutes, trial_price = excluded.trial_price, step_minutes = excluded.step_minutes, before_minutes = excluded.before_minutes,
      after_minutes = excluded.after_minutes, notice_hours = excluded.notice_hours,
      horizon_days = excluded.horizon_days, day_most = excluded.day_most, week_most = excluded.week_most,
      changed_at = excluded.changed_at`
}

type Interval = { from: number; until: number }

/** Two stretches of one week meet, the last of it going on into the first. */
function meet(weekly: readonly (Interval & { weekday: number })[], length: number): boolean {
  const spans = weekly
    .map(({ weekday, from, until }) => {
      const day = (weekday - 1) * 1440
      return { from: day + from, until: day + until }
    })
    .toSorted((a, b) => a.from - b.from)
  const first = spans[0]
  if (!first) return false
  const after = [...spans.slice(1), { from: first.from + length, until: first.until + length }]
  return spans.some((span, index) => span.until > after[index]!.from)
}

const wrong = ({ from, until }: Interval) => until <= from || until > from + 1440

/**
 * The hours of every week, all of them anew.
 * Refusals, in order: lessons_not_offered (say first what is on offer), hours_overlap.
 */
export async function setWeek(
  tx: Tx,
  educator: string,
  weekly: readonly (Interval & { weekday: number })[],
  now: Temporal.Instant,
): Promise<void> {
  await lockOffer(tx, educator, now)
  if (weekly.some(wrong) || meet(weekly, 7 * 1440)) throw refuse('hours_overlap')
  await tx`delete from live.weekly_hours where educator_id = ${educator}`
  for (const { weekday, from, until } of weekly) {
    await tx`
      insert into live.weekly_hours (educator_id, weekday, from_minute, until_minute)
      values (${educator}, ${weekday}, ${from}, ${until})`
  }
}

/**
 * One date that differs, anew; with no hours it is as every week again.
 * Refusals, in order: lessons_not_offered, hours_overlap.
 */
export async function setDate(
  tx: Tx,
  educator: string,
  date: string,
  hours: readonly (Interval & { open: boolean })[],
  note: string,
  now: Temporal.Instant,
): Promise<void> {
  await lockOffer(tx, educator, now)
  const starts = new Set(hours.map(({ from }) => from))
  if (hours.some(wrong) || starts.size < hours.length) throw refuse('hours_overlap')
  await tx`delete from live.dated_hours where educator_id = ${educator} and on_date = ${date}`
  for (const { from, until, open } of hours) {
    await tx`
      insert into live.dated_hours (educator_id, on_date, from_minute, until_minute, open, note)
      values (${educator}, ${date}, ${from}, ${until}, ${open}, ${note})`
  }
}

/** Goes away for some days, both included. Refusals, in order: lessons_not_offered, away_too_long. */
export async function goAway(
  tx: Tx,
  educator: string,
  { from, until, note }: { from: string; until: string; note: string },
  now: Temporal.Instant,
): Promise<string> {
  await lockOffer(tx, educator, now)
  const days = dayOf(until) - dayOf(from)
  if (days < 0 || days > 731) throw refuse('away_too_long', { from, until })
  const id = newId()
  await tx`
    insert into live.away (id, educator_id, dates, note)
    values (${id}, ${educator}, daterange(${from}, ${until}, '[]'), ${note})`
  return id
}

/** Refusals: unknown_away. */
export async function comeBack(tx: Tx, educator: string, id: string): Promise<void> {
  const gone = await tx`
    delete from live.away where id = ${id} and educator_id = ${educator} returning 1 as one`
  if (gone.length === 0) throw refuse('unknown_away', { id })
}

/** One change of somebody's hours after the other. Refusals: lessons_not_offered. */
export async function lockOffer(tx: Tx, educator: string, now: Temporal.Instant): Promise<void> {
  const rows = await tx`
    update live.availability set changed_at = ${now} where educator_id = ${educator} returning 1 as one`
  if (rows.length === 0) throw refuse('lessons_not_offered')
}
