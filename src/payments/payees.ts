import { scryptSync } from 'node:crypto'
import { atomically, type Query, record, type Tx } from '#base'
import type { Owner } from '#ledger'
import { forPeople, type Payments } from './payments.ts'
import { refuse } from './problems.ts'
import type { Payee, PayeeBank } from './provider.ts'

export type PayeeOwner = Owner & { type: 'person' | 'organization' }

export type PayeeNow = {
  ref: string | undefined
  /** `opening`: the provider has not answered yet; `restricted`: it wants to know more; `ready`: can be paid. */
  state: 'opening' | 'restricted' | 'ready'
  country: string
}

/**
 * Makes an educator (or their institution) known to the provider as somebody who can be paid.
 * Written before the provider is asked; asking again goes on where it stopped.
 * Refusals: payment_busy, payment_unsure, payment_refused.
 */
export async function openPayee(
  payments: Payments,
  payee: {
    owner: PayeeOwner
    email: string
    name: string
    country: string
    kind?: 'individual' | 'company'
  },
  now: Temporal.Instant,
): Promise<PayeeNow> {
  const { db, provider } = payments
  const { owner } = payee
  await db`
    insert into payments.payee (owner_type, owner_id, provider, country, state, opened_at)
    values (${owner.type}, ${owner.id}, ${provider.id}, ${payee.country}, 'opening', ${now})
    on conflict (owner_type, owner_id, provider) do nothing`
  const known = (await payeeOf(db, provider.id, owner))!
  if (known.state !== 'opening') return known
  const made = await forPeople(
    provider.openPayee({
      key: `payee:${owner.type}:${owner.id}`,
      owner: `${owner.type}:${owner.id}`,
      email: payee.email,
      name: payee.name,
      country: known.country,
      kind: payee.kind ?? (owner.type === 'person' ? 'individual' : 'company'),
    }),
  )
  await atomically(db, async (tx) => {
    const fresh = await tx`
      update payments.payee set ref = ${made.ref}, state = ${made.canReceive ? 'ready' : 'restricted'},
             ready_at = ${made.canReceive ? now : null}
       where owner_type = ${owner.type} and owner_id = ${owner.id} and provider = ${provider.id} and state = 'opening'
       returning ref`
    if (made.canReceive && fresh.length > 0) await tellReady(tx, owner, now)
  })
  return (await payeeOf(db, provider.id, owner))!
}

/** Whether somebody can be paid; undefined: the provider has not heard of them. */
export async function payeeOf(
  q: Query,
  provider: string,
  owner: Owner,
): Promise<PayeeNow | undefined> {
  const [row] = await q<{ ref: string | null; state: PayeeNow['state']; country: string }>`
    select ref, state, country from payments.payee
     where owner_type = ${owner.type} and owner_id = ${owner.id} and provider = ${provider}`
  return row && { ...row, ref: row.ref ?? undefined }
}

/** The provider's page where a payee says who they are and where their bank is. Refusal: payee_unknown. */
export async function payeeLink(
  payments: Payments,
  owner: PayeeOwner,
  returnTo: string,
): Promise<{ url: string }> {
  const known = await payeeOf(payments.db, payments.provider.id, owner)
  if (!known?.ref) throw refuse('payee_unknown')
  const back = `${payments.url}${returnTo}`
  return forPeople(payments.provider.payeeLink({ ref: known.ref, returnTo: back, againAt: back }))
}

/**
 * Hands on to the provider where a payee's bank is; nothing of it is kept here. For providers that have no
 * page of their own for that. Refusals in order: payee_unknown, bank_said_there, payment_busy, payment_unsure,
 * payment_refused.
 */
export async function setPayeeBank(
  payments: Payments,
  owner: PayeeOwner,
  bank: PayeeBank,
  now: Temporal.Instant,
): Promise<PayeeNow> {
  const { db, provider } = payments
  const known = await payeeOf(db, provider.id, owner)
  if (!known?.ref) throw refuse('payee_unknown')
  if (!provider.setBank) throw refuse('bank_said_there')
  const key = `bank:${owner.type}:${owner.id}:${now.epochMilliseconds}`
  const found = await forPeople(provider.setBank({ key, payee: known.ref, bank }))
  await followPayee(payments, { ...found, bankMark: markOf(bank) }, now)
  return (await payeeOf(db, provider.id, owner))!
}

/** The same for the same bank account, and too slow to make for anybody to try all accounts there are. */
function markOf(bank: PayeeBank): string {
  const words =
    'vpa' in bank ? `upi:${bank.vpa.toLowerCase()}` : `${bank.ifsc}:${bank.accountNumber}`
  return scryptSync(words, 'stoa: mark of a bank account', 24, { N: 2 ** 14, r: 8, p: 1 }).toString(
    'base64url',
  )
}

/** Whether two are paid at one bank account, as far as their banks are known here. */
export async function sameBank(q: Query, a: Owner, b: Owner): Promise<boolean> {
  const [found] = await q`
    select 1 as one from payments.payee x join payments.payee y on y.bank_mark = x.bank_mark
     where x.owner_type = ${a.type} and x.owner_id = ${a.id} and y.owner_type = ${b.type} and y.owner_id = ${b.id} limit 1`
  return found !== undefined
}

/** Mirrors whether the provider would pay them now. */
export async function followPayee(
  { db, provider }: Payments,
  found: Payee,
  now: Temporal.Instant,
): Promise<void> {
  await atomically(db, (tx) => seePayee(tx, provider.id, found, now))
}

async function seePayee(
  tx: Tx,
  provider: string,
  found: Payee,
  now: Temporal.Instant,
): Promise<void> {
  const [payee] = await tx<{ type: string; id: string; state: PayeeNow['state'] }>`
    select owner_type as type, owner_id as id, state from payments.payee
     where provider = ${provider} and ref = ${found.ref} for update`
  await tx`
    update payments.payee
       set state = ${found.canReceive ? 'ready' : 'restricted'}, bank_mark = coalesce(${found.bankMark}, bank_mark),
           ready_at = case when ${found.canReceive} then coalesce(ready_at, ${now}) end
     where provider = ${provider} and ref = ${found.ref}`
  if (payee && found.canReceive && payee.state !== 'ready') await tellReady(tx, payee, now)
}

/** Somebody can be paid from now on (fact `payee.ready`): what waited for it goes out. */
const tellReady = (tx: Tx, about: { type: string; id: string }, at: Temporal.Instant) =>
  record(tx, { kind: 'payee.ready', about: { type: about.type, id: about.id }, at, data: {} })
