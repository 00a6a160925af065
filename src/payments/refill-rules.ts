import { atomically, type Query, queueWork, sql, type Tx } from '#base'
import { value } from '#ledger'
import { onePerson } from '#people'
import { sellerNow } from './documents/seller.ts'
import { methodsOf } from './methods.ts'
import type { Buyer } from './order.ts'
import type { Payments } from './payments.ts'
import { creditPrice, FACE_CURRENCY } from './prices/catalogue.ts'
import { refuse } from './problems.ts'

/** The queue's name for looking whether a wallet is to be refilled. */
export const LOOK_AT_REFILL = 'refill'

/** What is refilled: somebody's wallet of one asset. */
export type Purse = { owner: Buyer; asset: string }

/** A person's wallet of credits. */
export const creditsOf = (personId: string): Purse => ({
  owner: { type: 'person', id: personId },
  asset: 'CREDIT',
})

/**
 * Below which, how much, and how much at most in a month of the owner's own zone. A person's: hundredths of
 * credits. An organization's: below so many units, so many of its offer, for so much money before it is too much.
 */
export type RefillRule = { below: bigint; buy: bigint; most: bigint }

export type Refill = RefillRule & {
  /** What an organization buys. */
  offer: string | null
  currency: string
  state: 'on' | 'off'
  offBecause: 'owner' | 'failures' | 'no_method' | 'not_on_sale' | null
  failures: number
  nextTryAt: Temporal.Instant | null
  /** The refusal that stands against it now: a cap of the shop or of its own. */
  heldBack: string | null
  /** Bought by it in this month, as `most` counts. */
  bought: bigint
  /** An order of it that somebody has to pay themselves. */
  waiting: string | null
}

export type Row = RefillRule & {
  owner_type: Buyer['type']
  owner_id: string
  asset: string
  offer: string | null
  currency: string
  state: 'on' | 'off'
  off_because: Refill['offBecause']
  armed: boolean
  falls: number
  failures: number
  next_try_at: Temporal.Instant | null
  held_back: string | null
}

/** The rows of one purse. */
export const ofPurse = ({ owner, asset }: Purse) =>
  sql`owner_type = ${owner.type} and owner_id = ${owner.id} and asset = ${asset}`

export const purseOf = ({
  owner_type: type,
  owner_id: id,
  asset,
}: Pick<Row, 'owner_type' | 'owner_id' | 'asset'>): Purse => ({
  owner: { type, id },
  asset,
})

const RULE = sql`
  owner_type, owner_id, asset, below, buy, most, offer, currency, state, off_because, armed, falls, failures,
  next_try_at, held_back from payments.refill`

export async function ruleOf(q: Query, purse: Purse): Promise<Row | undefined> {
  const [row] = await q<Row>`select ${RULE} where ${ofPurse(purse)}`
  return row
}

/** The same, kept from changing until the transaction ends. */
export async function lockedRule(tx: Tx, purse: Purse): Promise<Row | undefined> {
  const [row] = await tx<Row>`select ${RULE} where ${ofPurse(purse)} for update`
  return row
}

/** The rule of a wallet; undefined: it never had one. */
export async function refillOf(
  q: Query,
  purse: Purse,
  now: Temporal.Instant,
): Promise<Refill | undefined> {
  const row = await ruleOf(q, purse)
  if (!row) return undefined
  const [run] = await q<{ order_id: string }>`
    select order_id from payments.refill_run where ${ofPurse(purse)} and state = 'waiting'`
  return {
    below: row.below,
    buy: row.buy,
    most: row.most,
    offer: row.offer,
    currency: row.currency,
    state: row.state,
    offBecause: row.off_because,
    failures: row.failures,
    nextTryAt: row.next_try_at,
    heldBack: row.held_back,
    bought: await boughtThisMonth(q, purse, now),
    waiting: run?.order_id ?? null,
  }
}

/** What refills have bought since the month began where the owner lives; tries under way count. */
export async function boughtThisMonth(
  q: Query,
  purse: Purse,
  now: Temporal.Instant,
): Promise<bigint> {
  const { owner } = purse
  const { zone } = owner.type === 'person' ? await onePerson(q, owner.id) : await sellerNow(q)
  const begun = now.toZonedDateTimeISO(zone).with({ day: 1 }).startOfDay().toInstant()
  const [row] = await q<{ bought: bigint }>`
    select coalesce(sum(counts), 0)::bigint as bought from payments.refill_run
     where ${ofPurse(purse)} and state <> 'failed' and started_at >= ${begun}`
  return row!.bought
}

/**
 * Sets the rule of a person's credits and switches it on; failures of before are forgotten.
 * Refusals in order: refill_wrong, credits_out_of_bounds, refill_needs_method, and the provider's.
 */
export async function setRefill(
  payments: Payments,
  personId: string,
  rule: RefillRule,
  now: Temporal.Instant,
): Promise<void> {
  const { below, buy, most } = rule
  const whole = [below, buy, most].every((credits) => credits > 0n && credits % 100n === 0n)
  if (!whole || most < buy) throw refuse('refill_wrong')
  const shop = await creditPrice(payments.db, FACE_CURRENCY, now)
  if (buy < shop.least || buy > shop.most) {
    throw refuse('credits_out_of_bounds', {
      least: value(shop.least, 'CREDIT'),
      most: value(shop.most, 'CREDIT'),
    })
  }
  const purse = creditsOf(personId)
  if ((await methodsOf(payments, purse.owner)).length === 0) throw refuse('refill_needs_method')
  const given = { rule, currency: FACE_CURRENCY, by: `person:${personId}` }
  await atomically(payments.db, (tx) => writeRule(tx, purse, given, now))
}

/** What an organization's wallet of one kind of message credits is refilled with. */
export type OfferRefill = {
  organization: string
  asset: 'SMS' | 'WHATSAPP' | 'EMAIL'
  /** Units. */
  below: bigint
  offer: string
  quantity: number
  /** Smallest units of the currency in a month, tax included. */
  most: bigint
  currency: string
  by: string
}

/**
 * Sets the rule of an organization's message credits and switches it on. Without a kept method, or where the
 * bank wants to ask, each refill is an order that somebody pays by its link. Refusal: refill_wrong.
 */
export async function setOfferRefill(
  tx: Tx,
  given: OfferRefill,
  now: Temporal.Instant,
): Promise<void> {
  const { organization, asset, below, offer, quantity, most, currency, by } = given
  const buy = BigInt(quantity)
  if (below <= 0n || buy <= 0n || most < buy) throw refuse('refill_wrong')
  const purse = { owner: { type: 'organization', id: organization }, asset } as const
  await writeRule(tx, purse, { rule: { below, buy, most }, offer, currency, by }, now)
}

async function writeRule(
  tx: Tx,
  purse: Purse,
  given: { rule: RefillRule; offer?: string; currency: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const { owner, asset } = purse
  const { rule, offer, currency, by } = given
  await tx`
    insert into payments.refill as r
      (owner_type, owner_id, asset, below, buy, most, offer, currency, state, looked_at, set_at, set_by)
    values (${owner.type}, ${owner.id}, ${asset}, ${rule.below}, ${rule.buy}, ${rule.most}, ${offer}, ${currency},
            'on', ${now}, ${now}, ${by})
    on conflict (owner_type, owner_id, asset) do update
      set below = excluded.below, buy = excluded.buy, most = excluded.most, offer = excluded.offer,
          currency = excluded.currency, state = 'on', off_because = null, armed = true, failures = 0,
          next_try_at = null, held_back = null, looked_at = excluded.looked_at, set_at = excluded.set_at,
          set_by = excluded.set_by`
  await lookSoon(tx, purse)
}

/** Its owner switches it off; what is being charged at the moment still comes. */
export async function endRefill(tx: Tx, purse: Purse): Promise<void> {
  await tx`
    update payments.refill set state = 'off', off_because = 'owner', next_try_at = null, held_back = null
     where ${ofPurse(purse)} and state = 'on'`
}

/** Has a wallet looked at, if it has a rule: called where what is in it may have become less. */
export async function lookSoon(tx: Tx, purse: Purse): Promise<void> {
  const { owner, asset } = purse
  const [rule] = await tx`select from payments.refill where ${ofPurse(purse)} and state = 'on'`
  if (rule) await queueWork(tx, LOOK_AT_REFILL, purse, `refill:${owner.type}:${owner.id}:${asset}`)
}
