import { newId, type Query, record, type Tx } from '#base'
import type { Buyer } from '../order.ts'
import { refuse } from '../problems.ts'
import { type Limits, limitsNow } from './limits.ts'

export type Risk = 'normal' | 'elevated' | 'highest'

/** A card that was tried, as the provider has it. */
export type Tried = {
  provider: string
  /** The charge. */
  ref: string
  orderId: string | undefined
  buyer: Buyer
  card: string | undefined
  paid: boolean
  code: string | undefined
  risk: Risk
  at: Temporal.Instant
}

/** More than there may be of something. */
export type TooMany = {
  why: 'tries' | 'declines' | 'card'
  seen: number
  most: number
  hours: number
}

/** Writes a try down, once. False: it was here before. */
export async function writeTry(tx: Tx, tried: Tried): Promise<boolean> {
  const { provider, ref, orderId, buyer, card, paid, code, risk, at } = tried
  // What is counted of a buyer, or of a card, is counted one after the other.
  await tx`select pg_advisory_xact_lock(hashtextextended(${`tries:${buyer.id}`}, 4))`
  if (card) await tx`select pg_advisory_xact_lock(hashtextextended(${`tries:${card}`}, 4))`
  const fresh = await tx`
    insert into payments.card_try (provider, ref, order_id, buyer_type, buyer_id, card, paid, code, risk, at)
    values (${provider}, ${ref}, ${orderId}, ${buyer.type}, ${buyer.id}, ${card}, ${paid}, ${paid ? null : (code ?? 'declined')},
      ${risk}, ${at})
    on conflict do nothing returning ref`
  return fresh.length > 0
}

type Counted = {
  hourTries: number
  hourDeclines: number
  dayTries: number
  dayDeclines: number
}

const over = (seen: number, most: number, hours: number, why: TooMany['why']) =>
  seen > most ? { why, seen, most, hours } : undefined

/** What a buyer has done too often; what staff have lifted is not counted again. */
export async function tooManyOf(
  q: Query,
  buyer: Buyer,
  now: Temporal.Instant,
): Promise<TooMany | undefined> {
  const limits = await limitsNow(q)
  const [seen] = await q<Counted>`
    select count(*) filter (where t.at > ${hour(now)})::int as "hourTries",
           count(*) filter (where t.at > ${hour(now)} and not paid)::int as "hourDeclines",
           count(*)::int as "dayTries", count(*) filter (where not paid)::int as "dayDeclines"
      from payments.card_try t
     where t.buyer_id = ${buyer.id} and t.buyer_type = ${buyer.type} and t.at > ${day(now)} and t.at <= ${now}
       and not exists (select from payments.buyer_stop s where s.buyer_id = t.buyer_id and s.lifted_at >= t.at)`
  return (
    over(seen!.hourDeclines, limits.buyerDeclinesHour, 1, 'declines') ??
    over(seen!.dayDeclines, limits.buyerDeclinesDay, 24, 'declines') ??
    over(seen!.hourTries, limits.buyerTriesHour, 1, 'tries') ??
    over(seen!.dayTries, limits.buyerTriesDay, 24, 'tries')
  )
}

/** What one card was used for too often, or by too many; in words for staff. */
export async function tooManyWith(
  q: Query,
  card: string,
  now: Temporal.Instant,
): Promise<(TooMany & { says: string }) | undefined> {
  const limits = await limitsNow(q)
  const [seen] = await q<Counted & { buyers: number }>`
    select count(*) filter (where at > ${hour(now)})::int as "hourTries",
           count(*) filter (where at > ${hour(now)} and not paid)::int as "hourDeclines",
           count(*) filter (where at > ${day(now)})::int as "dayTries",
           count(*) filter (where at > ${day(now)} and not paid)::int as "dayDeclines",
           count(distinct buyer_id)::int as buyers
      from payments.card_try where card = ${card} and at > ${now.subtract({ hours: 24 * BUYERS_DAYS })} and at <= ${now}`
  return tooOften(seen!, limits)
}

const BUYERS_DAYS = 30

function tooOften(seen: Counted & { buyers: number }, limits: Limits) {
  const says = (found: TooMany | undefined, what: string) =>
    found && { ...found, says: `${what}: ${found.seen}, where ${found.most} may be` }
  return (
    says(over(seen.hourDeclines, limits.cardDeclinesHour, 1, 'card'), 'declined within an hour') ??
    says(over(seen.dayDeclines, limits.cardDeclinesDay, 24, 'card'), 'declined within a day') ??
    says(over(seen.hourTries, limits.cardTriesHour, 1, 'card'), 'tried within an hour') ??
    says(over(seen.dayTries, limits.cardTriesDay, 24, 'card'), 'tried within a day') ??
    says(over(seen.buyers, limits.cardBuyers, 24 * BUYERS_DAYS, 'card'), 'used by buyers')
  )
}

const hour = (now: Temporal.Instant) => now.subtract({ hours: 1 })
const day = (now: Temporal.Instant) => now.subtract({ hours: 24 })

export type BuyerStop = TooMany & { id: string; at: Temporal.Instant; until: Temporal.Instant }

/** The stop that keeps a buyer from paying now, if any. */
export async function stopOf(
  q: Query,
  buyer: Buyer,
  now: Temporal.Instant,
): Promise<BuyerStop | undefined> {
  const [stop] = await q<BuyerStop>`
    select id, why, seen, most, hours, at, until from payments.buyer_stop
     where buyer_type = ${buyer.type} and buyer_id = ${buyer.id} and lifted_at is null and until > ${now}
     order by until desc limit 1`
  return stop
}

/** How long a buyer is stopped for at most: what a card was used for by many is looked at for a day. */
const STOP_HOURS_AT_MOST = 24

/**
 * Stops a buyer who has tried, or was declined, too often (fact `buyer.stopped`). Answers the stop that
 * is new; undefined: there is nothing to stop, or it is stopped already.
 */
export async function stopIfTooMany(
  tx: Tx,
  { buyer, card }: { buyer: Buyer; card: string | undefined },
  now: Temporal.Instant,
): Promise<BuyerStop | undefined> {
  if (await stopOf(tx, buyer, now)) return undefined
  const found = (await tooManyOf(tx, buyer, now)) ?? (card && (await tooManyWith(tx, card, now)))
  if (!found || (found.why === 'card' && (await liftedToday(tx, buyer, now)))) return undefined
  const { why, seen, most, hours } = found
  const id = newId()
  const until = now.add({ hours: Math.min(hours, STOP_HOURS_AT_MOST) })
  await tx`
    insert into payments.buyer_stop (id, buyer_type, buyer_id, why, seen, most, hours, at, until)
    values (${id}, ${buyer.type}, ${buyer.id}, ${why}, ${seen}, ${most}, ${hours}, ${now}, ${until})`
  const about = { type: 'buyer_stop', id }
  await record(tx, {
    kind: 'buyer.stopped',
    about,
    at: now,
    data: { buyer, why, until: until.toString() },
  })
  return { id, why, seen, most, hours, at: now, until }
}

/** Staff have looked at this buyer today: the card that others used too does not stop them again. */
async function liftedToday(q: Query, buyer: Buyer, now: Temporal.Instant): Promise<boolean> {
  const lifted = await q`
    select from payments.buyer_stop where buyer_id = ${buyer.id} and lifted_at > ${day(now)}`
  return lifted.length > 0
}

/** Refuses whoever is stopped from paying. Refusal: payment_paused. */
export async function refuseStopped(q: Query, buyer: Buyer, now: Temporal.Instant): Promise<void> {
  const stop = await stopOf(q, buyer, now)
  if (stop) throw refuse('payment_paused', { until: stop.until.toString() })
}

/** Staff let a buyer pay again. Refusals: stop_unknown, stop_over. */
export async function liftStop(
  tx: Tx,
  { id, note, by }: { id: string; note: string; by: string },
  now: Temporal.Instant,
): Promise<{ buyer: Buyer }> {
  const [stop] = await tx<{
    type: Buyer['type']
    buyer: string
    until: Temporal.Instant
    lifted: Temporal.Instant | null
  }>`
    select buyer_type as type, buyer_id as buyer, until, lifted_at as lifted from payments.buyer_stop
     where id = ${id} for update`
  if (!stop) throw refuse('stop_unknown')
  if (stop.lifted || Temporal.Instant.compare(stop.until, now) <= 0) throw refuse('stop_over')
  await tx`
    update payments.buyer_stop set lifted_at = ${now}, lifted_by = ${by}, note = ${note} where id = ${id}`
  return { buyer: { type: stop.type, id: stop.buyer } }
}

export type StopCard = BuyerStop & {
  buyerType: 'person' | 'organization'
  buyerId: string
  liftedAt: Temporal.Instant | null
  liftedBy: string | null
  note: string | null
}

/** Stops, latest first. */
export function listStops(
  q: Query,
  filter: { running?: Temporal.Instant | undefined; limit: number },
): Promise<StopCard[]> {
  const { running = null, limit } = filter
  return q<StopCard>`
    select id, buyer_type as "buyerType", buyer_id as "buyerId", why, seen, most, hours, at, until,
      lifted_at as "liftedAt", lifted_by as "liftedBy", note
    from payments.buyer_stop
    where ${running}::timestamptz is null or (lifted_at is null and until > ${running})
    order by at desc, id desc limit ${limit}`
}
