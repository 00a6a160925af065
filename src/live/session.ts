import { newId, type Query, raw, record, type Tx } from '#base'
import { agreed, type Kind, teaches } from '#earnings'
import { lockedFeature, termsOf } from '#plans'
import { type Policy, type PriceLevel, policyNow, priceLevels } from './policy.ts'
import { type Asked, priceOf } from './prices.ts'
import { refuse } from './problems.ts'
import { refuseIfHeld } from './quality/holding.ts'
import { agreedOf } from './sharing/teaching.ts'
import { compareInstants } from './windows.ts'

export type SessionState = 'draft' | 'published' | 'started' | 'completed' | 'cancelled'

/** Who does it: an educator for their own sessions, or staff for anybody's. */
export type By = { person: string; staff: boolean }
export const nameOf = (by: By) => `person:${by.person}`

export type Draft = {
  /** The caller's own id for it, so that sending it twice makes it once. */
  id?: string | undefined
  kind: Kind
  educator: string
  title: string
  description?: string | undefined
  language: string
  level?: string | undefined
  topics?: string[] | undefined
  materials?: string | undefined
  start: Temporal.Instant
  end: Temporal.Instant
  /** IANA zone in which the session is announced; the educator's own where none is given. */
  zone?: string | undefined
  minimum?: number | undefined
  capacity?: number | undefined
  price?: Asked | undefined
  /** False: for money only. */
  creditBased?: boolean | undefined
  /** In the currency's smallest unit. */
  money?: { amount: bigint; currency: string } | undefined
  /** A commission rate agreed for this session, in basis points. Staff only. */
  agreedRate?: number | undefined
  /** False: stays a draft until it is published. */
  publish?: boolean | undefined
  /** Whoever books it asks, and the educator answers. */
  asksFirst?: boolean | undefined
  /** Learners may pay with tokens, at the operator's rate. */
  takesTokens?: boolean | undefined
  /** How it came to be; by hand where nothing is said. */
  origin?: Origin | undefined
  /** Of a lesson in the educator's own hours: what was on offer, so nothing of it is asked for again. */
  offered?: { level: PriceLevel; credits: bigint; before: number; after: number; notice: number }
}

export type Origin = 'made' | 'slot' | 'series' | 'instant'

/** Seats of a session when nobody says how many. */
const CAPACITY: Record<Kind, number> = { class: 8, conversation: 6 }

/**
 * Makes a session, published unless asked otherwise. The same id again answers with what is there.
 * Refusals, in order: session_not_yours, not_their_kind, feature_locked, those of a measure that holds
 * (`refuseIfHeld`), session_in_the_past, session_zone_unknown,
 * price_not_allowed, price_out_of_bounds, money_price_needed, seats_below_taken, educator_busy.
 */
export async function createSession(
  tx: Tx,
  draft: Draft,
  by: By,
  now: Temporal.Instant,
): Promise<string> {
  if (draft.educator !== by.person && !by.staff) throw refuse('session_not_yours')
  const [there] = draft.id
    ? await tx<{ id: string }>`select id from live.session where id = ${draft.id}`
    : []
  if (there) return there.id
  const educator = await teaches(tx, draft.educator, draft.kind)
  const policy = await policyNow(tx)
  if (!by.staff) await refuseUnlessGives(tx, draft.educator, now)
  if (!by.staff && (draft.publish ?? true)) await refuseIfHeld(tx, draft.educator, now)
  // Dates of what was promised before go on; who publishes anew has accepted the agreement.
  if (!by.staff && !draft.origin && draft.publish !== false) await agreed(tx, draft.educator, now)
  refuseUnlessComing(draft.start, draft.end, now)
  const zone = zoneOf(draft.zone ?? educator.zone)
  const levels = await priceLevels(tx, draft.kind)
  const may = { ownPrices: educator.ownPrices || by.staff || (await pricesOpen(tx, draft, now)) }
  const price = draft.offered ?? priceOf(draft.kind, draft.price ?? {}, levels, may, policy)
  const creditBased = draft.creditBased ?? true
  if (!creditBased && !draft.money) throw refuse('money_price_needed')
  const capacity = draft.capacity ?? (price.level === 'private' ? 1 : CAPACITY[draft.kind])
  const minimum = draft.minimum ?? 1
  if (minimum > capacity) throw refuse('seats_below_taken', { minimum, capacity })
  if (price.level === 'private' && capacity !== 1) throw refuse('price_not_allowed', { capacity })
  const publish = draft.publish ?? true
  if (publish) await refuseIfBusy(tx, draft.educator, null, draft.start, draft.end, policy)

  const id = draft.id ?? newId()
  const state: SessionState = publish ? 'published' : 'draft'
  const times = timesOf(draft.start, draft.end, minimum, policy, now, draft.offered)
  const topics = draft.topics ?? []
  const origin = draft.origin ?? 'made'
  // An hour that somebody takes was never on the notice board, so nobody is first at it.
  const board = publish && (origin === 'made' || origin === 'series')
  await tx`
    insert into live.session (id, kind, title, description, language, level, topics, materials, educator_id,
      educator_name, organization_id, starts_at, ends_at, busy, zone, minimum, capacity, price_level, price,
      credit_based, money_currency, money_price, agreed_rate, state, state_by, state_at, minimum_due_at,
      complete_due_at, opens_at, origin, asks_first, takes_tokens, notice_minutes, made_by, made_at, search)
    values (${id}, ${draft.kind}, ${draft.title}, ${draft.description ?? ''}, ${draft.language}, ${draft.level},
      ${topics}, ${draft.materials ?? ''}, ${draft.educator}, ${educator.name}, ${educator.organizationId},
      ${draft.start}, ${draft.end}, tstzrange(${times.busyFrom}, ${times.busyUntil}), ${zone}, ${minimum},
      ${capacity}, ${price.level}, ${price.credits}, ${creditBased}, ${draft.money?.currency},
      ${draft.money?.amount}, ${by.staff ? draft.agreedRate : null}, ${state}, ${nameOf(by)}, ${now},
      ${times.minimumDue}, ${times.completeDue}, ${board ? opensAt(draft.start, now, policy) : null},
      ${origin}, ${draft.asksFirst ?? false}, ${draft.takesTokens ?? false}, ${draft.offered?.notice}, ${nameOf(by)}, ${now}, ${searchText(draft.title, educator.name, topics, draft.description ?? '')})`
  if (board) await tellPublished(tx, { id, educatorId: draft.educator, origin }, now)
  return id
}

/** Refusal: feature_locked, where the educator's plan gives no sessions. */
async function refuseUnlessGives(tx: Tx, educator: string, now: Temporal.Instant): Promise<void> {
  const feature = 'teaching.sessions'
  if ((await termsOf(tx, educator, 'educator', now)).features.includes(feature)) return
  throw await lockedFeature(tx, feature, 'educator', now)
}

/** Whether an educator's plan lets them set prices of their own; only asked where one is named. */
export async function pricesOpen(
  tx: Tx,
  { educator, price }: { educator: string; price?: Asked | null | undefined },
  now: Temporal.Instant,
): Promise<boolean> {
  if (price?.credits === undefined) return false
  return (await termsOf(tx, educator, 'educator', now)).features.includes('teaching.own_prices')
}

/** From when everybody may book a session that is published now; null: at once. */
export function opensAt(
  start: Temporal.Instant,
  published: Temporal.Instant,
  { priorityHours, priorityLeadDays }: Policy,
): Temporal.Instant | null {
  const ahead = published.until(start).total('hours')
  if (priorityHours === 0 || ahead < priorityLeadDays * 24) return null
  return published.add({ hours: priorityHours })
}

/** What search looks through. Lower case, so that the index serves any spelling of capitals. */
export function searchText(
  title: string,
  educator: string,
  topics: readonly string[],
  description: string,
): string {
  return [title, educator, ...topics, description].join(' ').toLowerCase().slice(0, 2000)
}

export function refuseUnlessComing(
  start: Temporal.Instant,
  end: Temporal.Instant,
  now: Temporal.Instant,
): void {
  const longest = start.add({ hours: 12 })
  if (
    compareInstants(start, now) <= 0 ||
    compareInstants(end, start) <= 0 ||
    compareInstants(end, longest) > 0
  ) {
    throw refuse('session_in_the_past', { start: start.toString(), end: end.toString() })
  }
}

export function zoneOf(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw refuse('session_zone_unknown', { zone })
  }
}

/**
 * Takes the educator's turn (sessions of one educator are written one after the other) and names the
 * session that is in the way. The exclusion constraint is the second wall.
 */
export async function refuseIfBusy(
  tx: Tx,
  educator: string,
  session: string | null,
  start: Temporal.Instant,
  end: Temporal.Instant,
  policy: Policy,
): Promise<void> {
  await takeTurn(tx, educator)
  const buffer = { minutes: policy.educatorBufferMinutes }
  const [clash] = await tx<Clash>`
    select s.id, s.title, s.starts_at as "startsAt", s.ends_at as "endsAt"
    from live.engagement g join live.session s on s.id = g.session_id
    where g.person_id = ${educator} and g.busy && tstzrange(${start.subtract(buffer)}, ${end.add(buffer)})
      and g.session_id is distinct from ${session}
    order by s.starts_at limit 1`
  if (clash) throw refuse('educator_busy', { clash: clashOf(clash) })
}

/** The same for all who teach a session, in one order for everybody. */
export async function refuseIfAnyBusy(
  tx: Tx,
  { id, educatorId }: Pick<SessionRow, 'id' | 'educatorId'>,
  start: Temporal.Instant,
  end: Temporal.Instant,
  policy: Policy,
): Promise<void> {
  const others = (await agreedOf(tx, id)).map(({ educator }) => educator)
  for (const educator of [educatorId, ...others].toSorted()) {
    await refuseIfBusy(tx, educator, id, start, end, policy)
  }
}

/** One after the other for each person: what they are engaged in is read and written in one's turn. */
export async function takeTurn(tx: Tx, person: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${person}, 7))`
}

export type Clash = {
  id: string
  title: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

/** What stands in the way, as it is named in a refusal. */
export const clashOf = (clash: Clash) => ({
  id: clash.id,
  title: clash.title,
  start: clash.startsAt.toString(),
  end: clash.endsAt.toString(),
})

export function timesOf(
  start: Temporal.Instant,
  end: Temporal.Instant,
  minimum: number,
  policy: Policy,
  now: Temporal.Instant,
  around: { before: number; after: number } = { before: 0, after: 0 },
) {
  const buffer = policy.educatorBufferMinutes
  const early = start.subtract({ hours: policy.minimumHours })
  const lateCheck = start.subtract({ hours: 1 })
  return {
    busyFrom: start.subtract({ minutes: buffer + around.before }),
    busyUntil: end.add({ minutes: buffer + around.after }),
    completeDue: end.add({ minutes: policy.completeAfterMinutes }),
    // A group announced too late for the usual check is looked at an hour before its start.
    minimumDue: minimum <= 1 ? null : compareInstants(early, now) > 0 ? early : lateCheck,
  }
}

async function tellPublished(
  tx: Tx,
  { id, educatorId, origin }: Pick<SessionRow, 'id' | 'educatorId' | 'origin'>,
  at: Temporal.Instant,
): Promise<void> {
  await record(tx, {
    kind: 'session.published',
    about: { type: 'session', id },
    at,
    data: { educatorId, origin },
  })
}

export type SessionRow = {
  id: string
  kind: Kind
  title: string
  description: string
  language: string
  level: string | null
  topics: string[]
  materials: string
  educatorId: string
  educatorName: string
  organizationId: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  zone: string
  minimum: number
  goesAhead: boolean
  capacity: number
  priceLevel: PriceLevel
  /** Hundredths of a credit. */
  price: bigint
  creditBased: boolean
  moneyCurrency: string | null
  moneyPrice: bigint | null
  agreedRate: number | null
  seatsTaken: number
  seatsHeld: number
  state: SessionState
  stateAt: Temporal.Instant
  cancelReason: string | null
  /** From when everybody may book it; null: at once. */
  opensAt: Temporal.Instant | null
  /** Whoever books it asks, and the educator answers. */
  asksFirst: boolean
  /** The educator takes tokens for it, at the operator's rate. */
  takesTokens: boolean
  origin: Origin
  /** How long before its start it can be booked at the latest; null: as the operator's rules say. */
  noticeMinutes: number | null
}

/** The columns of a session under the names of `SessionRow`. */
export const SESSION = `
  s.id, s.kind, s.title, s.description, s.language, s.level, s.topics, s.materials, s.educator_id as "educatorId",
  s.educator_name as "educatorName", s.organization_id as "organizationId", s.starts_at as "startsAt",
  s.ends_at as "endsAt", s.zone, s.minimum, s.goes_ahead as "goesAhead", s.capacity,
  s.price_level as "priceLevel", s.price, s.credit_based as "creditBased", s.money_currency as "moneyCurrency",
  s.money_price as "moneyPrice", s.agreed_rate as "agreedRate", s.seats_taken as "seatsTaken",
  s.seats_held as "seatsHeld", s.state, s.state_at as "stateAt", s.cancel_reason as "cancelReason",
  s.opens_at as "opensAt", s.asks_first as "asksFirst", s.takes_tokens as "takesTokens", s.origin, s.notice_minutes as "noticeMinutes"`

/** Publishes a draft. Refusals: unknown_session, session_not_yours, session_not_changeable, session_in_the_past, educator_busy. */
export async function publishSession(
  tx: Tx,
  id: string,
  by: By,
  now: Temporal.Instant,
): Promise<void> {
  const session = await lockSession(tx, id, by)
  if (session.state === 'published') return
  if (session.state !== 'draft') throw refuse('session_not_changeable')
  if (!by.staff) await refuseIfHeld(tx, session.educatorId, now)
  if (!by.staff) await agreed(tx, session.educatorId, now)
  refuseUnlessComing(session.startsAt, session.endsAt, now)
  const policy = await policyNow(tx)
  await refuseIfAnyBusy(tx, session, session.startsAt, session.endsAt, policy)

  const times = timesOf(session.startsAt, session.endsAt, session.minimum, policy, now)
  await tx`
    update live.session set state = 'published', state_by = ${nameOf(by)}, state_at = ${now},
      minimum_due_at = ${times.minimumDue}, opens_at = ${opensAt(session.startsAt, now, policy)} where id = ${id}`
  await tellPublished(tx, session, now)
}

/** Where an address says which kind of session it is about. Refusals: unknown_session. */
export async function refuseUnlessKind(
  q: Query,
  id: string,
  kind: Kind | undefined,
): Promise<void> {
  if (!kind) return
  const rows = await q`select 1 as one from live.session where id = ${id} and kind = ${kind}`
  if (rows.length === 0) throw refuse('unknown_session', { id })
}

/** The session, locked for this transaction. Refusals: unknown_session, session_not_yours. */
export async function lockSession(tx: Query, id: string, by: By): Promise<SessionRow> {
  const [session] = await tx<SessionRow>`
    select ${raw(SESSION)} from live.session s where s.id = ${id} for update`
  if (!session) throw refuse('unknown_session', { id })
  if (session.educatorId !== by.person && !by.staff) throw refuse('session_not_yours')
  return session
}
