import { atomically, type Db, newId, type Query, raw, record, type Tx } from '#base'
import { type Owner, postRule, reverse } from '#ledger'
import { dayOf, payoutDayFrom } from './calendar.ts'
import { ownerOf, releaseHeld, TOKEN } from './commission.ts'
import { owedBy } from './disputed.ts'
import { OF_BOOKING } from './extra.ts'
import { type Policy, policyNow } from './policy.ts'

/**
 * reserved → sending → sent → completed, or refused, unknown (looked up before anything else), returned.
 * Outside it reads PENDING, PROCESSING, COMPLETED or FAILED.
 */
export type PayoutState =
  | 'reserved'
  | 'sending'
  | 'unknown'
  | 'sent'
  | 'completed'
  | 'refused'
  | 'returned'

/** How one attempt to send a payout ended. A payout's id is the name that a provider knows it by. */
export type Sent =
  | { outcome: 'sent'; ref: string }
  /** A definite no: nothing moved. */
  | { outcome: 'refused'; code: string; reason: string }
  /** Nobody knows, or not now: asked again later, under the same name. */
  | { outcome: 'unknown' }

/** Whoever moves the money. Sending the same payout twice must be sending it once: payments sees to that. */
export type Sender = {
  provider: string
  /** Why this payee cannot be paid yet: no bank account is known, or the provider wants to know more. */
  waits?(payee: Owner): Promise<'none' | 'restricted' | undefined>
  send(
    payout: { id: string; payee: Owner; amount: bigint; currency: string },
    now: Temporal.Instant,
  ): Promise<Sent>
}

/** Nobody else works on a payout for this long; a process that died is taken over from after it. */
const LEASE_MINUTES = 5

type Due = { payee_type: 'person' | 'organization'; payee_id: string; currency: string }

/**
 * Sets aside, for each payee with enough available, one payout for the coming payout day, made of
 * named commissions. What is below the minimum waits. A payout that is still waiting takes in what
 * has become available since. One transaction per payee; answers how many payouts were touched.
 */
export async function schedulePayouts(db: Db, now: Temporal.Instant): Promise<number> {
  const policy = await policyNow(db, now)
  const day = dayFor(policy, now)
  // Also whoever has one that waits: what they owe may be more by now.
  const due = await db<Due>`
    select payee_type, payee_id, currency from (
      select payee_type, payee_id, currency, available_at as at from earnings.commission
       where state = 'available' and currency <> ${TOKEN}
      union all
      select payee_type, payee_id, currency, reserved_at from earnings.payout where state = 'reserved') one
    group by 1, 2, 3 order by min(at)`
  let touched = 0
  for (const one of due) {
    if (await atomically(db, (tx) => reserve(tx, one, policy, day, now))) touched += 1
  }
  return touched
}

const dayFor = (policy: Policy, now: Temporal.Instant) => payoutDayFrom(policy, dayOf(policy, now))

async function reserve(
  tx: Tx,
  due: Due,
  policy: Policy,
  day: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<boolean> {
  const { payee_type, payee_id, currency } = due
  await lockPayee(tx, due)
  const [open] = await tx<Row & { state: PayoutState }>`
    select id, payee_type, payee_id, currency, amount, set_off, set_off_journal, state from earnings.payout
    where payee_type = ${payee_type} and payee_id = ${payee_id} and currency = ${currency}
      and state in ('reserved', 'sending', 'unknown') for update`
  if (open && open.state !== 'reserved') return false
  const parts = await tx<{ id: string; net: bigint }>`
    select id, net from earnings.commission
    where payee_type = ${payee_type} and payee_id = ${payee_id} and currency = ${currency}
      and state = 'available' order by available_at, id for update`
  const earned = parts.reduce((sum, part) => sum + part.net, 0n)
  // What is owed from disputes is paid first.
  const all = earned + (open ? open.amount + open.set_off : 0n)
  const owed = await owedBy(tx, ownerOf(due), currency)
  const setOff = owed > all ? all : owed
  const total = all - setOff
  if (open && setOff !== open.set_off && total < policy.payoutMinimum) {
    await fail(tx, open.id, ['reserved'], 'refused', OWED, now)
    return true
  }
  if (parts.length === 0 && (!open || setOff === open.set_off)) return false
  if (total <= 0n || (!open && total < policy.payoutMinimum)) return false

  const id = open?.id ?? newId()
  if (open) {
    await tx`update earnings.payout set amount = ${total}, set_off = ${setOff} where id = ${id}`
  } else {
    await tx`
      insert into earnings.payout
        (id, payee_type, payee_id, currency, amount, set_off, state, scheduled_for, reserved_at, moved_at)
      values (${id}, ${payee_type}, ${payee_id}, ${currency}, ${total}, ${setOff}, 'reserved', ${day}, ${now}, ${now})`
  }
  const ids = parts.map((part) => part.id)
  await tx`
    with items as (
      insert into earnings.payout_item (payout_id, commission_id, amount)
      select ${id}, c.id, c.net from earnings.commission c where c.id = any(${ids}::uuid[]) and c.net > 0
    )
    update earnings.commission set state = 'in_payout', payout_id = ${id} where id = any(${ids}::uuid[])`
  return true
}

const lockPayee = (tx: Tx, { payee_id, currency }: Due) => tx`
  select pg_advisory_xact_lock(hashtextextended(${`payout:${payee_id}:${currency}`}, 6))`

/** Less than the minimum would be left of a payout that was set aside: what it was made of waits for the next one. */
const OWED = { code: 'set_off', reason: 'it pays what you owe from a dispute first' }

/**
 * Sends what is due: reserved payouts whose day has come, and those that a crash or a time-out left
 * in doubt. Oldest first. Never pays twice: a payout is marked before the provider is asked, is known
 * there by its own id, and is in the ledger only when it is sure to have been sent.
 * Answers how many were sent.
 */
export async function processPayouts(
  db: Db,
  sender: Sender,
  now: Temporal.Instant,
): Promise<number> {
  const policy = await policyNow(db, now)
  const due = await db<Row & { state: PayoutState }>`
    select id, payee_type, payee_id, currency, amount, set_off, set_off_journal, state from earnings.payout
    where (state = 'reserved' and scheduled_for <= ${dayOf(policy, now)} and coalesce(parked_until <= ${now}, true))
      or (state in ('sending', 'unknown') and leased_until <= ${now})
    order by scheduled_for, id`
  let sent = 0
  for (const payout of due) {
    if (payout.state === 'reserved') {
      // What was taken back since it was set aside is set off before it leaves.
      if ((await owedBy(db, ownerOf(payout), payout.currency)) !== payout.set_off)
        await atomically(db, (tx) => reserve(tx, payout, policy, dayFor(policy, now), now))
      if (await sender.waits?.(ownerOf(payout))) {
        await atomically(db, (tx) => park(tx, payout.id, now))
        continue
      }
    }
    if (await sendPayout(db, sender, payout.id, now)) sent += 1
  }
  return sent
}

/** How often a payee is told that their payout waits for a bank account. */
const PARKED_DAYS = 30

/** Keeps a payout waiting for its payee's bank account; they are told now, and once a month. */
async function park(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  const until = now.add({ hours: 24 * PARKED_DAYS })
  const [payout] = await tx<Row>`
    update earnings.payout set parked_since = coalesce(parked_since, ${now}), parked_until = ${until}
    where id = ${id} and state = 'reserved' and coalesce(parked_until <= ${now}, true)
    returning id, payee_type, payee_id, currency, amount, set_off, set_off_journal`
  if (payout) await tell(tx, 'payout.parked', payout, now)
}

/** The payee can be paid now: what waited for that is due at once. Answers how many payouts that are. */
export async function unparkPayouts(tx: Tx, payee: Owner): Promise<number> {
  const due = await tx`
    update earnings.payout set parked_since = null, parked_until = null
    where payee_type = ${payee.type} and payee_id = ${payee.id} and parked_since is not null returning id`
  return due.length
}

type Row = {
  id: string
  payee_type: 'person' | 'organization'
  payee_id: string
  currency: string
  amount: bigint
  set_off: bigint
  set_off_journal: bigint | null
}

async function sendPayout(
  db: Db,
  sender: Sender,
  id: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const lease = now.add({ minutes: LEASE_MINUTES })
  const [payout] = await db<Row>`
    update earnings.payout set state = 'sending', parked_since = null, parked_until = null, attempts = attempts + 1, leased_until = ${lease}, moved_at = ${now}
    where id = ${id} and (state = 'reserved' or (state in ('sending', 'unknown') and leased_until <= ${now}))
    returning id, payee_type, payee_id, currency, amount, set_off, set_off_journal`
  if (!payout) return false
  const { amount, currency } = payout
  const answer = await sender.send({ id, payee: ownerOf(payout), amount, currency }, now)
  return await atomically(db, (tx) => settle(tx, payout, answer, sender.provider, now))
}

async function settle(
  tx: Tx,
  payout: Row,
  answer: Sent,
  provider: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const { id } = payout
  if (answer.outcome === 'unknown') {
    await tx`update earnings.payout set state = 'unknown', moved_at = ${now} where id = ${id} and state = 'sending'`
    return false
  }
  if (answer.outcome === 'refused') {
    await fail(tx, id, ['sending'], 'refused', answer, now)
    return false
  }
  const moved = await tx`
    update earnings.payout set state = 'sent', provider_ref = ${answer.ref}, sent_at = ${now}, moved_at = ${now},
      leased_until = null
    where id = ${id} and state in ('sending', 'unknown') returning 1 as one`
  if (moved.length === 0) return false
  const { amount, currency } = payout
  await postRule(
    tx,
    'payout.sent',
    { educator: ownerOf(payout), provider, currency, amount },
    { key: `payout:${id}:sent`, about: { type: 'payout', id }, by: 'schedule', at: now },
  )
  await setOff(tx, payout, now)
  await tell(tx, 'payout.sent', payout, now)
  return true
}

/** What the payee owed is paid from these earnings, in the books, once the payout is sure to be sent. */
async function setOff(tx: Tx, payout: Row, now: Temporal.Instant): Promise<void> {
  const { id, currency, set_off: amount } = payout
  if (amount === 0n) return
  const { journalId } = await postRule(
    tx,
    'earnings.set_off',
    { educator: ownerOf(payout), currency, amount },
    { key: `payout:${id}:set_off`, about: { type: 'payout', id }, by: 'schedule', at: now },
  )
  await tx`update earnings.payout set set_off_journal = ${journalId} where id = ${id}`
}

/** The money is not on its way any more: its commissions are available again for the next payout. */
async function fail(
  tx: Tx,
  id: string,
  from: PayoutState[],
  to: 'refused' | 'returned',
  why: { code: string; reason: string },
  now: Temporal.Instant,
): Promise<Row | undefined> {
  const [payout] = await tx<Row>`
    update earnings.payout set state = ${to}, reason_code = ${why.code}, reason = ${why.reason}, failed_at = ${now},
      moved_at = ${now}, leased_until = null, parked_since = null, parked_until = null
    where id = ${id} and state = any(${from}::text[])
    returning id, payee_type, payee_id, currency, amount, set_off, set_off_journal`
  if (!payout) return undefined
  await tx`
    update earnings.commission set state = 'available', payout_id = null, paid_at = null where payout_id = ${id}`
  await tell(tx, why === OWED ? 'payout.stopped' : 'payout.failed', payout, now, why)
  return payout
}

async function tell(
  tx: Tx,
  kind: 'payout.sent' | 'payout.paid' | 'payout.failed' | 'payout.parked' | 'payout.stopped',
  payout: Row,
  at: Temporal.Instant,
  more: Record<string, unknown> = {},
): Promise<void> {
  await record(tx, {
    kind,
    about: { type: 'payout', id: payout.id },
    at,
    data: {
      payeeType: payout.payee_type,
      payeeId: payout.payee_id,
      amount: payout.amount.toString(),
      currency: payout.currency,
      ...more,
    },
  })
}

/** The payee's bank has it. Told twice is told once. */
export async function payoutArrived(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  const [payout] = await tx<Row>`
    update earnings.payout set state = 'completed', completed_at = ${now}, moved_at = ${now}
    where id = ${id} and state = 'sent' returning id, payee_type, payee_id, currency, amount, set_off, set_off_journal`
  if (!payout) return
  await tx`
    update earnings.commission set state = 'paid', paid_at = ${now} where payout_id = ${id} and state = 'in_payout'`
  await tell(tx, 'payout.paid', payout, now)
}

/**
 * A payout that had been sent came back to the provider's balance of ours (taken back, account closed):
 * the ledger has it again, and it is available for the next one.
 */
export async function payoutReturned(
  tx: Tx,
  id: string,
  provider: string,
  why: { code: string; reason: string },
  now: Temporal.Instant,
): Promise<void> {
  const payout = await fail(tx, id, ['sent', 'completed'], 'returned', why, now)
  if (!payout) return
  const { amount, currency } = payout
  await postRule(
    tx,
    'payout.returned',
    { educator: ownerOf(payout), provider, currency, amount },
    { key: `payout:${id}:returned`, about: { type: 'payout', id }, by: 'schedule', at: now },
  )
  // Its commissions are available whole again, so what they paid off is owed again.
  const { set_off_journal: journal } = payout
  if (journal !== null) {
    const deed = { key: `payout:${id}:set_off:undone`, about: { type: 'payout', id } }
    await reverse(tx, journal, { ...deed, by: 'schedule', at: now })
  }
}

/** The Monday run: ends holds that are over, sets payouts aside, sends them. */
export async function runPayouts(
  db: Db,
  sender: Sender,
  now: Temporal.Instant,
): Promise<{ released: number; scheduled: number; sent: number }> {
  return {
    released: await releaseHeld(db, now),
    scheduled: await schedulePayouts(db, now),
    sent: await processPayouts(db, sender, now),
  }
}

export type PayoutItem = {
  commissionId: string
  /** Null where it is of no booking: a guaranteed minimum, somebody who was brought, a sale. */
  bookingId: string | null
  title: string
  sessionAt: Temporal.Instant
  gross: bigint
  rate: number
  feeBorne: bigint
  net: bigint
}

/** The lines of a payout's statement: each booking with its price, rate, fee and net. */
export async function payoutItems(q: Query, payoutId: string): Promise<PayoutItem[]> {
  return await q<PayoutItem>`
    select c.id as "commissionId", ${raw(OF_BOOKING)} as "bookingId", c.title, c.session_at as "sessionAt", c.gross,
      c.rate, c.fee_borne as "feeBorne", i.amount as net
    from earnings.payout_item i join earnings.commission c on c.id = i.commission_id
    where i.payout_id = ${payoutId} order by c.session_at, c.id`
}
