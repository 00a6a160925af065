import { atomically, type Db, type Tx } from '#base'
import type { Owner } from '#ledger'
import { ownerOf } from '../commission.ts'
import { releaseHeld } from '../releasing.ts'
import { dayOf } from './dates.ts'
import { settleAll } from './outcomes.ts'
import { type PayoutRow, payoutColumns, type Sender, type ToSend, tellOf } from './payout.ts'
import { endRuns } from './runs.ts'
import { nameOf, reserve, schedulePayouts, type Terms, termsNow, whoOwe } from './setting-aside.ts'
import { coverage, tellOfShortfall } from './shortfall.ts'
import { issuePayoutStatements } from './statements.ts'

/** Nobody else works on a payout for this long; a process that died is taken over from after it. */
const LEASE_MINUTES = 5

/** Payouts that are marked, asked for and written down together: what a pause or a crash leaves open at most. */
const AT_ONCE = 100

/**
 * Sends what is due: reserved payouts whose day has come and whose run is not paused, and those that a crash or a
 * time-out left in doubt. Oldest earnings first, as far as the platform's balance reaches. Never pays twice: a
 * payout is marked before the provider is asked, is known there by its own id, and is in the ledger only when it
 * is sure to have been sent. Answers how many were sent.
 */
export async function processPayouts(
  db: Db,
  sender: Sender,
  now: Temporal.Instant,
): Promise<number> {
  const terms = await termsNow(db, 'schedule', now)
  const due = await db<PayoutRow>`
    select ${payoutColumns} from earnings.payout p
    where ((state = 'reserved' and scheduled_for <= ${dayOf(terms.policy, now)}
        and coalesce(parked_until <= ${now}, true))
      or (state in ('sending', 'unknown') and leased_until <= ${now}))
    order by state = 'reserved', scheduled_for, oldest_at, id`
  const covered = due.length > 0 ? await coverage(sender) : undefined
  let sent = 0
  for (let at = 0; at < due.length; at += AT_ONCE) {
    sent += await sendSome(db, sender, due.slice(at, at + AT_ONCE), { terms, covered }, now)
  }
  if (due.length > 0) {
    await tellOfShortfall(db, now)
    await endRuns(db, now)
  }
  await atomically(db, (tx) => issuePayoutStatements(tx, now))
  return sent
}

type Pass = { terms: Terms; covered: Awaited<ReturnType<typeof coverage>> }

async function sendSome(
  db: Db,
  sender: Sender,
  due: readonly PayoutRow[],
  { terms, covered }: Pass,
  now: Temporal.Instant,
): Promise<number> {
  const able = await whoCanBePaid(db, sender, due, now)
  await setOffAnew(db, able, terms, now)
  const reached = covered ? await covered.reach(db, able, now) : able
  const marked = await mark(db, reached, now)
  if (marked.length === 0) return 0
  const answers = await sender.send(marked.map(toSend), now)
  const failures = answers.filter((answer) => answer instanceof Error)
  const outcomes = answers.flatMap((answer, index) =>
    answer instanceof Error ? [] : [{ payout: marked[index]!, answer }],
  )
  const sent = await atomically(db, (tx) => settleAll(tx, outcomes, sender.provider, now))
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1)
    throw new AggregateError(failures, failures.map(({ message }) => message).join('; '))
  return sent
}

const toSend = (payout: PayoutRow): ToSend => ({
  id: payout.id,
  payee: ownerOf(payout),
  amount: payout.amount,
  currency: payout.currency,
})

/** Written before anybody is asked, with a lease; a paused run is left where it is. In the order that was given. */
async function mark(
  db: Db,
  payouts: readonly PayoutRow[],
  now: Temporal.Instant,
): Promise<PayoutRow[]> {
  const lease = now.add({ minutes: LEASE_MINUTES })
  const ids = payouts.map(({ id }) => id)
  const marked = await db<PayoutRow>`
    update earnings.payout p set state = 'sending', parked_since = null, parked_until = null, short_since = null,
      attempts = attempts + 1, leased_until = ${lease}, moved_at = ${now}
    where id = any(${ids}::uuid[])
      and ((state = 'reserved' and not exists (
          select from earnings.payout_run r where r.id = p.run_id and r.paused_at is not null))
        or (state in ('sending', 'unknown') and leased_until <= ${now}))
    returning ${payoutColumns}`
  const of = new Map(marked.map((payout) => [payout.id, payout]))
  return ids.flatMap((id) => of.get(id) ?? [])
}

/** Those with a bank account; the others wait for one, and are told. */
async function whoCanBePaid(
  db: Db,
  sender: Sender,
  due: readonly PayoutRow[],
  now: Temporal.Instant,
): Promise<PayoutRow[]> {
  const fresh = due.filter(({ state }) => state === 'reserved')
  const waiting = fresh.length > 0 ? ((await sender.waits?.(fresh.map(ownerOf))) ?? []) : []
  const cannot = new Set(waiting.map(({ type, id }) => `${type}:${id}`))
  const able: PayoutRow[] = []
  for (const payout of due) {
    const { type, id } = ownerOf(payout)
    if (payout.state !== 'reserved' || !cannot.has(`${type}:${id}`)) able.push(payout)
    else await atomically(db, (tx) => park(tx, payout.id, now))
  }
  return able
}

/** What was taken back since they were set aside is set off before they leave. */
async function setOffAnew(
  db: Db,
  payouts: readonly PayoutRow[],
  terms: Terms,
  now: Temporal.Instant,
): Promise<void> {
  const owing = await whoOwe(db)
  for (const payout of payouts) {
    if (payout.state !== 'reserved' || (owing.get(nameOf(payout)) ?? 0n) === payout.set_off)
      continue
    await atomically(db, (tx) => reserve(tx, payout, terms, now))
  }
}

/** How often a payee is told that their payout waits for a bank account. */
const PARKED_DAYS = 30

/** Keeps a payout waiting for its payee's bank account; they are told now, and once a month. */
async function park(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  const until = now.add({ hours: 24 * PARKED_DAYS })
  const [payout] = await tx<PayoutRow>`
    update earnings.payout set parked_since = coalesce(parked_since, ${now}), parked_until = ${until},
      short_since = null
    where id = ${id} and state = 'reserved' and coalesce(parked_until <= ${now}, true) returning ${payoutColumns}`
  if (payout) await tellOf(tx, 'payout.parked', payout, now)
}

/** The payee can be paid now: what waited for that is due at once. Answers how many payouts that are. */
export async function unparkPayouts(tx: Tx, payee: Owner): Promise<number> {
  const due = await tx`
    update earnings.payout set parked_since = null, parked_until = null
    where payee_type = ${payee.type} and payee_id = ${payee.id} and parked_since is not null returning id`
  return due.length
}

/** The payout day's run: ends holds that are over, sets payouts aside, sends them. */
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
