import { newId, raw, record, sql, type Tx } from '#base'
import { type CoEducator, type Kind, openCommission } from '#earnings'
import { answerUntil } from './asking/clock.ts'
import type { Trial } from './availability/trial.ts'
import { type Paid, reserve } from './money.ts'
import { refuseUnlessOpened, tooManyAhead } from './opened.ts'
import { POLICY, type Policy } from './policy.ts'
import { refuse } from './problems.ts'
import { expireSeatsOf } from './seats.ts'
import { type Clash, clashOf, SESSION, type SessionRow } from './session.ts'
import { factOf, TRANSITIONS } from './transitions.ts'
import { takePlace } from './waitlist/handing.ts'
import { compareInstants, deadlines } from './windows.ts'

export type Method = 'included' | 'credits' | 'cash' | 'tokens' | 'package' | 'free'

export type BookingRequest = {
  /** The caller's own id for it, so that sending it twice books once. */
  id?: string | undefined
  session: string
  /** Where the address says which kind it is: another kind is not there. */
  kind?: Kind | undefined
  learner: string
  method: Method
  /** The price that the learner saw, in hundredths of a credit. Never a part payment. */
  seenPrice?: bigint | undefined
  /** For tokens: what it costs of them, as the learner saw it. */
  seenTokens?: bigint | undefined
  /** It is a trial lesson: only `bookSlot` says so. */
  trial?: Trial | undefined
}

export type Booked = {
  id: string
  /** `held` waits for its payment, `requested` for the educator's answer. */
  state: 'confirmed' | 'requested' | 'held'
  repeated: boolean
  method: Method
  /** What it costs in credits, or in money; undefined when it is included. */
  paid: Paid
  /** For money: when the seat goes back if nothing was paid. */
  seatUntil: Temporal.Instant | null
  /** Where the educator is asked first: until when they may answer. */
  answerUntil: Temporal.Instant | null
}

type Locked = SessionRow & {
  policy: Policy
  mine: { id: string; state: Booked['state']; method: Method } | null
  clash: { id: string; title: string; startsAt: string; endsAt: string } | null
  /** Seats of this learner that are still to come. */
  booked: number
  /** Who teaches it too, each for a part of the price. */
  others: CoEducator[]
  /** Its educator takes no new bookings now. */
  suspended: boolean
  /** The learner's place in the queue for it. */
  place: string | null
}

/**
 * Takes a seat: the seat, its payment and the educator's commission record are one transaction.
 * Refusals, in order: unknown_session, session_not_open, educator_suspended, own_session, booking_closed, already_booked,
 * feature_locked (with the plans that open it), booking_opens_later, session_full (with the next free one),
 * learner_busy (with the clash), limit_reached, payment_way_not_offered, price_changed, and those of the payment (insufficient_funds, allowance_used_up, …).
 */
export async function bookSession(
  tx: Tx,
  request: BookingRequest,
  now: Temporal.Instant,
): Promise<Booked> {
  const { learner, method } = request
  let session = await lock(tx, request, now)
  if (session.mine && session.mine.id === request.id) return repeat(tx, session.mine)
  if (session.state !== 'published') throw refuse('session_not_open', { state: session.state })
  if (session.suspended) throw refuse('educator_suspended')
  const teachers = [session.educatorId, ...session.others.map((one) => one.educator)]
  if (teachers.includes(learner)) throw refuse('own_session')
  const { policy } = session
  const usual = session.capacity === 1 ? policy.privateNoticeMinutes : policy.groupNoticeMinutes
  const notice = session.noticeMinutes ?? usual
  const closesAt = session.startsAt.subtract({ minutes: notice })
  // Whoever is asked needs a moment to answer in.
  if (compareInstants(now, closesAt) > (session.asksFirst ? -1 : 0)) {
    throw refuse('booking_closed', { closedAt: closesAt.toString() })
  }
  if (session.seatsHeld > 0 && session.seatsTaken >= session.capacity) {
    if ((await expireSeatsOf(tx, session.id, now)) > 0) session = await lock(tx, request, now)
  }
  if (session.mine) throw refuse('already_booked', { booking: session.mine.id })
  const { ahead } = await refuseUnlessOpened(tx, session, learner, now)
  const id = request.id ?? newId()
  // A seat that was kept for this learner is theirs.
  if (session.place && (await takePlace(tx, session.place, id, now))) session.seatsTaken -= 1
  if (session.seatsTaken >= session.capacity) {
    throw refuse('session_full', { next: await nextFree(tx, session, learner, now) })
  }
  if (session.clash) throw refuse('learner_busy', { clash: clashIn(session.clash) })
  if (session.booked >= ahead) throw await tooManyAhead(tx, ahead, session.booked, now)
  if (request.seenPrice !== undefined && request.seenPrice !== session.price) {
    throw refuse('price_changed', { price: session.price, seen: request.seenPrice })
  }

  const by = `person:${learner}`
  const answer = session.asksFirst ? await answerUntil(tx, closesAt, now) : null
  const state = method === 'cash' ? 'held' : answer ? 'requested' : 'confirmed'
  const seatUntil = method === 'cash' ? now.add({ minutes: policy.seatHoldMinutes }) : null
  const paid = await reserve(
    tx,
    {
      id,
      learner,
      method,
      session,
      by,
      seatUntil,
      seenTokens: request.seenTokens,
      trial: request.trial,
    },
    now,
  )
  await write(tx, { id, request, session, ahead, paid, state, seatUntil, answer, by }, now)
  await openEarning(tx, id, request, session, paid, now)
  const transition = TRANSITIONS.find((one) => one.deed === 'book' && one.to === state)!
  await record(tx, {
    kind: factOf(transition),
    about: { type: 'booking', id },
    at: now,
    data: {
      sessionId: session.id,
      learnerId: learner,
      educatorId: session.educatorId,
      state,
      method,
      answerUntil: answer?.toString() ?? null,
    },
  })
  return { id, state, repeated: false, method, paid, seatUntil, answerUntil: answer }
}

/** What the seat will earn: nothing where its educator gives it for nothing. */
async function openEarning(
  tx: Tx,
  id: string,
  { method, trial }: BookingRequest,
  session: Locked,
  paid: Paid,
  now: Temporal.Instant,
): Promise<void> {
  if (method === 'free' && !trial?.replaces) return
  await openCommission(
    tx,
    {
      bookingId: id,
      sessionId: session.id,
      educator: session.educatorId,
      others: session.others,
      kind: session.kind,
      title: session.title,
      sessionAt: session.startsAt,
      // Instead of another trial it is the platform's to pay, as what plans include is.
      paidBy: method === 'free' ? 'included' : method,
      price:
        paid.asset === 'CREDIT'
          ? { credits: paid.amount }
          : { amount: paid.amount, currency: paid.asset },
      agreedRate: session.agreedRate,
    },
    now,
  )
}

/**
 * One statement: takes the learner's turn, locks the session, and reads what the refusals need.
 * The turn keeps two bookings of one learner from waiting for each other in the exclusion constraint.
 */
async function lock(tx: Tx, request: BookingRequest, now: Temporal.Instant): Promise<Locked> {
  const [session] = await tx<Locked>`
    select ${raw(SESSION)}, pg_advisory_xact_lock(hashtextextended(${request.learner}, 7)) is null as turn,
      exists (select from live.measure_view m where m.educator_id = s.educator_id and m.until_at > ${now}
        and m.measure in ('suspension', 'decision')) as suspended,
      (select to_jsonb(policy) from (select ${raw(POLICY)} from live.policy p order by p.version desc limit 1) policy)
        as policy,
      (select jsonb_build_object('id', b.id, 'state', b.state, 'method', b.method) from live.booking b
        where b.session_id = s.id and b.learner_id = ${request.learner}
          and (b.seated or b.id = ${request.id}) order by (b.id = ${request.id}) desc nulls last limit 1) as mine,
      (select jsonb_build_object('id', o.id, 'title', o.title, 'startsAt', o.starts_at, 'endsAt', o.ends_at)
        from live.engagement g join live.session o on o.id = g.session_id
        where g.person_id = ${request.learner} and g.busy && tstzrange(s.starts_at, s.ends_at)
          and g.session_id <> s.id order by o.starts_at limit 1) as clash,
      (select count(*)::int from live.booking b
        where b.learner_id = ${request.learner} and b.seated and b.starts_at > ${now}) as booked,
      (select coalesce(jsonb_agg(jsonb_build_object('educator', t.educator_id, 'share', t.share) order by t.educator_id), '[]')
        from live.co_educator t where t.session_id = s.id and t.state = 'accepted') as others,
      (select w.id from live.waiting w where w.session_id = s.id and w.person_id = ${request.learner}
        and w.state in ('waiting', 'offered')) as place
    from live.session s where s.id = ${request.session} for update of s`
  if (!session || (request.kind && request.kind !== session.kind)) {
    throw refuse('unknown_session', { id: request.session })
  }
  return session
}

type Written = {
  id: string
  request: BookingRequest
  session: Locked
  ahead: number
  paid: Paid
  state: Booked['state']
  seatUntil: Temporal.Instant | null
  answer: Temporal.Instant | null
  by: string
}

/**
 * Writes the booking, unless the learner has meanwhile (in a turn before this one, which the statement that
 * waited for it could not see) gone elsewhere, or booked the last that they may have ahead.
 */
async function write(tx: Tx, made: Written, now: Temporal.Instant): Promise<void> {
  const { id, request, session, paid, state, by } = made
  const { learner, trial } = request
  const until = deadlines(session.startsAt, now, session.policy)
  const written = await tx`
    insert into live.booking (id, session_id, learner_id, method, price, asset, amount, ledger_hold, allowance,
      order_id, package_id, policy_version, free_until, half_until, grace_until, seat_until, answer_until, state, state_by, state_at,
      booked_at, starts_at, ends_at, trial_with, trial_replaces, replacement)
    select ${id}, ${session.id}, ${learner}, ${request.method}, ${session.price}, ${paid.asset}, ${paid.amount},
      ${paid.hold}, ${paid.allowance}, ${paid.orderId}, ${paid.packageId}, ${session.policy.version}, ${until.freeUntil},
      ${until.halfUntil}, ${until.graceUntil}, ${made.seatUntil}, ${made.answer}, ${state}, ${by}, ${now}, ${now},
      ${session.startsAt}, ${session.endsAt}, ${trial ? session.educatorId : null}, ${trial?.replaces},
      ${trial?.replacement}
    where not exists (select from live.engagement where person_id = ${learner}
      and busy && tstzrange(${session.startsAt}, ${session.endsAt}))
      and (select count(*) from live.booking
        where learner_id = ${learner} and seated and starts_at > ${now}) < ${made.ahead}
    returning 1 as one`
  if (written.length > 0) return
  const { mine, clash, booked } = await lock(tx, request, now)
  if (mine) throw refuse('already_booked', { booking: mine.id })
  if (!clash && booked >= made.ahead) throw await tooManyAhead(tx, made.ahead, booked, now)
  throw refuse('learner_busy', { clash: clash && clashIn(clash) })
}

const clashIn = (clash: NonNullable<Locked['clash']>) =>
  clashOf({
    ...clash,
    startsAt: Temporal.Instant.from(clash.startsAt),
    endsAt: Temporal.Instant.from(clash.endsAt),
  })

/** The same request sent again: what came of it the first time. */
async function repeat(tx: Tx, mine: NonNullable<Locked['mine']>): Promise<Booked> {
  const [row] = await tx<{
    state: Booked['state']
    method: Method
    asset: string
    amount: bigint
    hold: bigint | null
    orderId: string | null
    allowance: string | null
    seatUntil: Temporal.Instant | null
    answerUntil: Temporal.Instant | null
  }>`
    select state, method, asset, amount, ledger_hold as hold, order_id as "orderId", allowance, seat_until as "seatUntil",
      answer_until as "answerUntil"
    from live.booking where id = ${mine.id}`
  const { state, method, seatUntil, answerUntil, ...paid } = row!
  return { id: mine.id, state, repeated: true, method, paid, seatUntil, answerUntil }
}

/**
 * The next session like a full one that this learner could book: of the same educator if there is one,
 * else of the same kind and language.
 */
async function nextFree(
  tx: Tx,
  full: Locked,
  learner: string,
  now: Temporal.Instant,
): Promise<ReturnType<typeof clashOf> | null> {
  const { policy } = full
  const group = now.add({ minutes: policy.groupNoticeMinutes })
  const alone = now.add({ minutes: policy.privateNoticeMinutes })
  const own = sql`s.educator_id = ${full.educatorId}`
  const alike = sql`s.language = ${full.language}`
  const level = sql`s.level is not distinct from ${full.level}`
  // Each choice walks an index by time and stops at its first hit: one sorted search over all that is
  // published took 30 ms with 1,500 sessions, and everybody who wants this seat waits meanwhile.
  for (const which of [sql`${own} and ${level}`, own, sql`${alike} and ${level}`, alike]) {
    const [next] = await tx<Clash>`
      select s.id, s.title, s.starts_at as "startsAt", s.ends_at as "endsAt" from live.session s
      where s.state = 'published' and s.kind = ${full.kind} and s.seats_taken < s.capacity
        and s.starts_at >= least(${group}::timestamptz, ${alone}::timestamptz)
        and s.starts_at >= case when s.capacity = 1 then ${alone}::timestamptz else ${group}::timestamptz end
        and s.id <> ${full.id} and s.educator_id <> ${learner} and ${which}
        and not exists (select from live.engagement g
          where g.person_id = ${learner} and g.busy && tstzrange(s.starts_at, s.ends_at))
      order by s.starts_at, s.id limit 1`
    if (next) return clashOf(next)
  }
  return null
}
