import { atomically, record, type Tx } from '#base'
import { type Owner, postRule, value } from '#ledger'
import { payeeOf } from './payees.ts'
import type { Payments } from './payments.ts'
import { type BankPayout, Busy, Refused, type Transfer, Unknown } from './provider.ts'

/** How one attempt to send a payout ended. */
export type Sent =
  | { outcome: 'sent'; ref: string }
  /** A definite no: nothing moved. `payeeCanFix`: they have something to tell the provider. */
  | { outcome: 'refused'; code: string; reason: string; payeeCanFix: boolean }
  /** Nobody knows, or not now: ask again later, under the same payout. */
  | { outcome: 'unknown' }

export type PayPayout = {
  /** The payout's id: what the provider knows it by. */
  id: string
  payee: Owner
  amount: bigint
  currency: string
}

/** A provider forgets keys after a day; from then on only looking it up may answer. */
const KEY_HOURS = 20

type Attempt = {
  attempt: number
  state: 'sending' | 'unknown' | 'sent' | 'refused' | 'taken_back'
  started_at: Temporal.Instant
  ref: string | null
  code: string | null
}

/**
 * Sends a payout, once, however often it is called. Each attempt is written before the provider is
 * asked and is known there as `payout:<id>:<attempt>`; one whose end nobody knows is first looked up
 * by the payout's id, then asked again under the same key while the provider remembers it; a new key
 * is used only after a definite no. Posts nothing: the caller books `payout.sent`.
 */
export async function pay(
  payments: Payments,
  payout: PayPayout,
  now: Temporal.Instant,
): Promise<Sent> {
  const { db, provider } = payments
  const payee = await payeeOf(db, provider.id, payout.payee)
  if (!payee?.ref) {
    return {
      outcome: 'refused',
      code: 'payee_unknown',
      reason: 'The payee has not set up a bank account yet.',
      payeeCanFix: true,
    }
  }
  const last = await startAttempt(payments, payout, now)
  // Another payout of the same payee is in doubt: until that is known, nothing more is sent.
  if (!last) return { outcome: 'unknown' }
  if (last.state === 'taken_back') {
    const reason = 'It was sent, and came back from the bank.'
    return { outcome: 'refused', code: 'taken_back', reason, payeeCanFix: true }
  }
  if (last.state === 'sent') return { outcome: 'sent', ref: last.ref! }
  if (last.state === 'unknown' || last.state === 'sending') {
    const again = await found(payments, payout, last, now)
    if (again) return again
  }
  try {
    const made = await provider.pay({
      key: `payout:${payout.id}:${last.attempt}`,
      payoutId: payout.id,
      payee: payee.ref,
      amount: payout.amount,
      currency: payout.currency,
    })
    return await noteSent(payments, payout.id, last.attempt, made, now)
  } catch (error) {
    return noteFailure(payments, payout.id, last.attempt, error, now)
  }
}

type Begun = Omit<Attempt, 'state'> & { state: Attempt['state'] | 'begun' }

/** The attempt that is under way, or a new one where there is none or the last was refused. */
async function startAttempt(
  { db, provider }: Payments,
  payout: PayPayout,
  now: Temporal.Instant,
): Promise<Begun | undefined> {
  return atomically(db, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${payout.payee.id}, 5))`
    const [last] = await tx<Attempt>`
      select attempt, state, started_at, ref, code from payments.transfer
       where payout_id = ${payout.id} order by attempt desc limit 1`
    if (last && last.state !== 'refused') return last
    const doubt = await tx`
      select from payments.transfer
       where owner_type = ${payout.payee.type} and owner_id = ${payout.payee.id} and provider = ${provider.id}
         and state in ('sending', 'unknown')`
    if (doubt.length > 0) return undefined
    const [begun] = await tx<Attempt>`
      insert into payments.transfer (payout_id, attempt, owner_type, owner_id, provider, amount, currency, state, started_at)
      values (${payout.id}, ${(last?.attempt ?? 0) + 1}, ${payout.payee.type}, ${payout.payee.id}, ${provider.id},
              ${payout.amount}, ${payout.currency}, 'sending', ${now})
      returning attempt, state, started_at, ref, code`
    return { ...begun!, state: 'begun' as const }
  })
}

/** Whether an attempt in doubt happened after all; undefined: it did not, and its key may be used again. */
async function found(
  payments: Payments,
  payout: PayPayout,
  last: Begun,
  now: Temporal.Instant,
): Promise<Sent | undefined> {
  let transfer: Transfer | undefined
  try {
    transfer = await payments.provider.find('transfer', payout.id)
  } catch (error) {
    if (error instanceof Unknown || error instanceof Busy) return { outcome: 'unknown' }
    throw error
  }
  if (transfer) return noteSent(payments, payout.id, last.attempt, transfer, now)
  if (last.started_at.until(now).total('hours') < KEY_HOURS) return undefined
  // The key is forgotten and the provider has no such transfer: it never happened.
  return noteFailure(
    payments,
    payout.id,
    last.attempt,
    new Refused('not_found_after_a_day', 'The provider never received it.', false),
    now,
  )
}

async function noteSent(
  { db }: Payments,
  payoutId: string,
  attempt: number,
  made: Transfer,
  now: Temporal.Instant,
): Promise<Sent> {
  await db`
    update payments.transfer set state = 'sent', ref = ${made.ref}, arrived_as = ${made.arrivedAs}, ended_at = ${now}
     where payout_id = ${payoutId} and attempt = ${attempt} and state in ('sending', 'unknown')`
  return { outcome: 'sent', ref: made.ref }
}

export async function noteFailure(
  { db }: Payments,
  payoutId: string,
  attempt: number,
  error: unknown,
  now: Temporal.Instant,
): Promise<Sent> {
  if (error instanceof Refused) {
    await db`
      update payments.transfer set state = 'refused', code = ${error.code}, ended_at = ${now}
       where payout_id = ${payoutId} and attempt = ${attempt} and state in ('sending', 'unknown')`
    return {
      outcome: 'refused',
      code: error.code,
      reason: error.message,
      payeeCanFix: error.canFix,
    }
  }
  if (!(error instanceof Unknown) && !(error instanceof Busy)) throw error
  await db`
    update payments.transfer set state = 'unknown'
     where payout_id = ${payoutId} and attempt = ${attempt} and state = 'sending'`
  return { outcome: 'unknown' }
}

type Carried = {
  payout_id: string
  attempt: number
  ref: string
  amount: bigint
  owner_type: string
  owner_id: string
}

/**
 * What the payee's bank did, mirrored. The money left our books with the transfer, so nothing but the
 * provider's fee for it is posted here; facts `bank.paid` and `bank.failed`, about each payout that it carried, tell the rest.
 * What a bank sent back lies on the payee's account at the provider: it is taken back from there
 * first, so when `bank.failed` is told, our balance there has it again.
 */
export async function followBankPayout(
  payments: Payments,
  found: BankPayout,
  account: string,
  now: Temporal.Instant,
): Promise<void> {
  const { db, provider } = payments
  const over = found.state === 'paid' || found.state === 'failed'
  const carried = over
    ? await db<Carried>`
        select payout_id, attempt, ref, amount, owner_type, owner_id from payments.transfer
         where provider = ${provider.id} and arrived_as = any(${found.carried}::text[]) and state = 'sent'
         order by payout_id`
    : []
  if (found.state === 'failed') {
    for (const transfer of carried) await takeBack(payments, transfer)
  }
  await atomically(db, async (tx) => {
    const changed = await tx`
      insert into payments.bank_payout as b (provider, ref, account, amount, currency, state, code, seen_at)
      values (${provider.id}, ${found.ref}, ${account}, ${found.amount}, ${found.currency}, ${found.state}, ${found.code}, ${now})
      on conflict (provider, ref) do update
        set state = excluded.state, code = excluded.code, seen_at = excluded.seen_at
        where b.state <> excluded.state
      returning ref`
    await bookFee(tx, provider.id, found, now)
    if (changed.length === 0) return
    for (const transfer of carried) {
      if (found.state === 'failed') {
        await tx`
          update payments.transfer set state = 'taken_back'
           where payout_id = ${transfer.payout_id} and attempt = ${transfer.attempt}`
      }
      await record(tx, {
        kind: found.state === 'paid' ? 'bank.paid' : 'bank.failed',
        about: { type: 'payout', id: transfer.payout_id },
        at: now,
        data: {
          payoutId: transfer.payout_id,
          payee: { type: transfer.owner_type, id: transfer.owner_id },
          amount: value(transfer.amount, found.currency),
          code: found.code ?? null,
          bankPayout: found.ref,
        },
      })
    }
  })
}

/** What the provider took for a payout, once, by the payout's own name. */
async function bookFee(
  tx: Tx,
  provider: string,
  { ref, fee = 0n, currency, at }: BankPayout,
  now: Temporal.Instant,
): Promise<void> {
  if (fee === 0n) return
  await postRule(
    tx,
    'provider.charged',
    { provider, currency, amount: fee },
    {
      key: `payout-fee:${provider}:${ref}`,
      about: { type: 'provider', id: provider },
      by: `provider:${provider}`,
      at: at ?? now,
      metadata: { payout: ref },
    },
  )
}

/** Takes a transfer back whole, unless that was done before. */
async function takeBack(
  { provider }: Payments,
  { ref, amount, payout_id }: Carried,
): Promise<void> {
  const now = await provider.lookUp('transfer', ref)
  if (!now || now.takenBack >= amount) return
  await provider.takeBack({ key: `takeback:${payout_id}`, transfer: ref, amount })
}
