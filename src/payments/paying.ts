import { atomically, eachApart, type Query } from '#base'
import type { Owner } from '#ledger'
import type { Payments } from './payments.ts'
import type { Transfer } from './provider.ts'
import { noteFailure, type PayPayout, pay, type Sent } from './transfers.ts'

/** Requests that the provider has open at once. */
const HANDS = 8

type Payee = { type: string; id: string; ref: string | null; state: string }

const keyOf = ({ type, id }: { type: string; id: string }) => `${type}:${id}`

async function payeesOf(
  q: Query,
  provider: string,
  owners: readonly Owner[],
): Promise<Map<string, Payee>> {
  const rows = await q<Payee>`
    select p.owner_type as type, p.owner_id as id, p.ref, p.state from payments.payee p
    join (select distinct type, id from unnest(${owners.map(({ type }) => type)}::text[],
      ${owners.map(({ id }) => id)}::text[]) as t (type, id)) o on o.type = p.owner_type and o.id = p.owner_id
    where p.provider = ${provider}`
  return new Map(rows.map((row) => [keyOf(row), row]))
}

/**
 * Sends many payouts, each once, however often it is called: first attempts are written in one transaction before
 * the provider is asked, some requests are open at once, and what came of them is written in one statement.
 * Whatever was tried before, or whose payee has another in doubt, goes the way of `pay`. An error is one that
 * nobody foresaw: its attempt stays as it is, to be looked up.
 */
async function payAll(
  payments: Payments,
  payouts: readonly PayPayout[],
  now: Temporal.Instant,
): Promise<(Sent | Error)[]> {
  const { db, provider } = payments
  const payees = await payeesOf(
    db,
    provider.id,
    payouts.map(({ payee }) => payee),
  )
  const begun = await beginAll(
    payments,
    payouts.filter(({ payee }) => payees.get(keyOf(payee))?.ref),
    now,
  )
  const answers = new Map<string, Sent | Error>()
  const made: Transfer[] = []
  const one = async (payout: PayPayout) => {
    try {
      const transfer = await provider.pay({
        key: `payout:${payout.id}:1`,
        payoutId: payout.id,
        payee: payees.get(keyOf(payout.payee))!.ref!,
        amount: payout.amount,
        currency: payout.currency,
      })
      made.push({ ...transfer, payoutId: payout.id })
      answers.set(payout.id, { outcome: 'sent', ref: transfer.ref })
    } catch (error) {
      answers.set(payout.id, await orError(noteFailure(payments, payout.id, 1, error, now)))
    }
    return true
  }
  await eachApart(
    payouts.filter(({ id }) => begun.has(id)),
    one,
    HANDS,
  )
  await noteAll(db, made, now)
  for (const payout of payouts) {
    if (!answers.has(payout.id)) answers.set(payout.id, await orError(pay(payments, payout, now)))
  }
  return payouts.map(({ id }) => answers.get(id)!)
}

const orError = (work: Promise<Sent>): Promise<Sent | Error> =>
  work.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))

/** Writes first attempts, where nothing of their payees is in doubt; answers which payouts they are of. */
async function beginAll(
  { db, provider }: Payments,
  payouts: readonly PayPayout[],
  now: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  if (payouts.length === 0) return new Set()
  // One of each payee: a second one waits until the first is known.
  const first = [
    ...new Map(payouts.toReversed().map((payout) => [keyOf(payout.payee), payout])).values(),
  ]
  const begun = await atomically(db, async (tx) => {
    await tx`
      select pg_advisory_xact_lock(key) from (
        select distinct hashtextextended(id, 5) as key
        from unnest(${first.map(({ payee }) => payee.id)}::text[]) as t (id) order by key) one`
    return tx<{ payout_id: string }>`
      insert into payments.transfer (payout_id, attempt, owner_type, owner_id, provider, amount, currency, state, started_at)
      select t.id, 1, t.type, t.owner, ${provider.id}, t.amount, t.currency, 'sending', ${now}
      from unnest(${first.map(({ id }) => id)}::uuid[], ${first.map(({ payee }) => payee.type)}::text[],
        ${first.map(({ payee }) => payee.id)}::text[], ${first.map(({ amount }) => amount)}::bigint[],
        ${first.map(({ currency }) => currency)}::text[]) as t (id, type, owner, amount, currency)
      where not exists (select from payments.transfer o where o.payout_id = t.id)
        and not exists (select from payments.transfer d where d.owner_type = t.type and d.owner_id = t.owner
          and d.provider = ${provider.id} and d.state in ('sending', 'unknown'))
      returning payout_id`
  })
  return new Set(begun.map(({ payout_id }) => payout_id))
}

async function noteAll(q: Query, made: readonly Transfer[], now: Temporal.Instant): Promise<void> {
  if (made.length === 0) return
  await q`
    update payments.transfer t set state = 'sent', ref = v.ref, arrived_as = v.arrived_as, ended_at = ${now}
    from unnest(${made.map(({ payoutId }) => payoutId)}::uuid[], ${made.map(({ ref }) => ref)}::text[],
      ${made.map(({ arrivedAs }) => arrivedAs ?? null)}::text[]) as v (id, ref, arrived_as)
    where t.payout_id = v.id and t.attempt = 1 and t.state in ('sending', 'unknown')`
}

/** Payouts in the form that earnings asks for: who sends, who cannot be paid yet, and what there is to pay from. */
export const payoutSender = (payments: Payments) => ({
  provider: payments.provider.id as string,
  /** Those who have no bank account there yet, or of whom the provider wants to know more. */
  waits: async (owners: readonly Owner[]) => {
    const known = await payeesOf(payments.db, payments.provider.id, owners)
    return owners.filter((owner) => known.get(keyOf(owner))?.state !== 'ready')
  },
  send: (payouts: readonly PayPayout[], now: Temporal.Instant) => payAll(payments, payouts, now),
  balance: async (): Promise<ReadonlyMap<string, bigint>> =>
    new Map(
      (await payments.provider.balance()).map(({ currency, available }) => [currency, available]),
    ),
})
