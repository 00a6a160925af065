import { idFrom, record, split, type Tx } from '#base'
import { type Deed, postRule, value } from '#ledger'
import { issueForPayment, partiesOf } from './documents/issuing.ts'
import { delayFresh, judge, turnDown } from './guard/judging.ts'
import { postMessages } from './messages.ts'
import { type LineKind, type Order, type OrderLine, orderById, whatOf } from './order.ts'
import type { Payment } from './provider.ts'
import { refillPaid } from './refill-paid.ts'
import { noteTaxedLater } from './tax/redeeming.ts'
import { bonusKey } from './unspent.ts'

/** Something at the provider that fits nothing we know: a person must look. Tried again until then. */
export class Puzzle extends Error {
  override name = 'Puzzle'
}

/** A payment as a provider (or staff, for `manual`) has it. */
export type Arrived = Omit<Payment, 'charge'> & {
  provider: string
  charge: string | undefined
  /** For a plan: the subscription there, and the period that this pays. */
  period?: {
    billing: string
    start: Temporal.Instant
    end: Temporal.Instant
    first: boolean
    /** The difference over what is left of a period, rather than a whole one. */
    part: boolean
  }
}

/** A line of a paid order, as reactions get it. Amounts are smallest units as decimal text. */
export type PaidLine = {
  position: number
  kind: LineKind
  about: { type: string; id: string }
  description: string
  quantity: number
  net: string
  tax: string
  /** This line's share of the card fee. */
  fee: string
  data: Record<string, unknown>
}

/**
 * The data of the fact `order.paid`. Money and units of lines of kind `credits`, `messages` and `booking`
 * are in the ledger already when it is recorded (rules `credits.purchased`, `package.sold` and
 * `booking.paid`, key `order:<id>:<position>`); what a `plan` line opens is posted by plans.
 */
export type OrderPaid = {
  orderId: string
  name: string
  buyer: { type: 'person' | 'organization'; id: string }
  provider: string
  currency: string
  /** In words and in whole units, for notices. */
  what: string
  total: { amount: string; asset: string }
  net: string
  tax: string
  fee: string
  paidAt: string
  /** What was issued for it; undefined: it cost nothing. */
  documents?: { invoice: string; receipt: string }
  period?: {
    billing: string
    invoice: string
    start: string
    end: string
    first: boolean
    part: boolean
  }
  lines: PaidLine[]
}

/**
 * Marks an order paid and posts what came in: the one place where that happens, whichever way the
 * news came. The same payment again changes nothing (false). An order that had expired is paid all
 * the same: the buyer's money is here. Another amount, or a second payment, goes to suspense.
 */
export async function settle(
  tx: Tx,
  orderId: string,
  arrived: Arrived,
  now: Temporal.Instant,
): Promise<boolean> {
  await tx`select from payments.orders where id = ${orderId} for update`
  const order = await orderById(tx, orderId)
  const [before] = await tx<{ provider: string; ref: string }>`
    select provider, ref from payments.payment where order_id = ${orderId}`
  if (before) {
    if (before.provider === arrived.provider && before.ref === arrived.ref) return false
    return unexplained(tx, order, arrived, 'the order had been paid already')
  }
  if (order.total !== arrived.amount || order.currency !== arrived.currency) {
    return unexplained(tx, order, arrived, 'it is not what the order costs')
  }

  const { period } = arrived
  await tx`
    insert into payments.payment
      (id, order_id, provider, ref, charge, amount, fee, fee_tax, currency, billing, period_start, period_end, paid_at)
    values (${idFrom('payment', arrived.provider, arrived.ref)}, ${orderId}, ${arrived.provider}, ${arrived.ref},
            ${arrived.charge}, ${arrived.amount}, ${arrived.fee}, ${arrived.feeTax ?? 0n}, ${arrived.currency},
            ${period?.billing}, ${period?.start}, ${period?.end}, ${arrived.paidAt})`
  await tx`
    update payments.orders
       set state = 'paid', paid_at = ${arrived.paidAt}, paid_through = ${arrived.provider}, closed_at = null
     where id = ${orderId}`
  await tx`
    update payments.checkout set closed_at = ${now}, outcome = 'paid'
     where order_id = ${orderId} and closed_at is null`
  const verdict = await judge(tx, order, arrived, now)
  if (verdict === 'turned down') {
    await turnDown(tx, order, arrived, now)
    return true
  }
  await post(tx, order, arrived, now)
  if (verdict === 'delayed') await delayFresh(tx, order, now)
  return true
}

/** Money that fits no order of ours is booked all the same: into suspense, where staff see it. */
async function unexplained(tx: Tx, order: Order, arrived: Arrived, why: string): Promise<false> {
  const { provider, currency, amount, fee, ref } = arrived
  const receipt = await postRule(
    tx,
    'payment.unexplained',
    { provider, currency, amount, fee },
    {
      key: `unexplained:${provider}:${ref}`,
      about: { type: 'order', id: order.id },
      by: `provider:${provider}`,
      at: arrived.paidAt,
      metadata: { order: order.name, payment: ref, why },
    },
  )
  if (!receipt.repeated) {
    await record(tx, {
      kind: 'payment.unexplained',
      about: { type: 'order', id: order.id },
      at: arrived.paidAt,
      data: {
        orderId: order.id,
        name: order.name,
        provider,
        ref,
        why,
        total: value(amount, currency),
      },
    })
  }
  return false
}

async function post(tx: Tx, order: Order, arrived: Arrived, now: Temporal.Instant): Promise<void> {
  // Read before anything is posted: what follows locks accounts that everybody wants.
  const parties = await partiesOf(tx, order)
  const fees = feesOf(order, arrived.fee)
  for (const [index, line] of order.lines.entries()) {
    const deed = {
      key: `order:${order.id}:${line.position}`,
      about: { type: 'order', id: order.id },
      by: `provider:${arrived.provider}`,
      at: arrived.paidAt,
      metadata: { order: order.name, payment: arrived.ref },
    }
    const { provider, currency } = arrived
    const facts = { provider, currency, net: line.net, tax: line.tax, fee: fees[index]! }
    if (line.kind === 'booking') await postRule(tx, 'booking.paid', facts, deed)
    if (line.kind === 'credits') await postCredits(tx, order, line, facts, deed)
    if (line.kind === 'messages') await postMessages(tx, order, line, facts, deed)
  }
  await refillPaid(tx, order.id, now)
  const documents = await issueForPayment(tx, order, arrived, now, parties)
  await record(tx, {
    id: idFrom('order.paid', order.id),
    kind: 'order.paid',
    about: { type: 'order', id: order.id },
    at: arrived.paidAt,
    data: { ...paidData(order, arrived, fees), ...(documents ? { documents } : {}) },
  })
}

type Money = { provider: string; currency: string; net: bigint; tax: bigint; fee: bigint }

/** Credits that were paid for, and what a pack brings on top: a lot of its own, for which nothing was paid. */
async function postCredits(
  tx: Tx,
  order: Order,
  line: OrderLine,
  money: Money,
  deed: Deed,
): Promise<void> {
  const { buyer } = order
  const credits = BigInt(line.data.credits as string)
  const taxAtRedemption = line.taxDue === 'redemption'
  const facts = { ...money, buyer, credits, ...(taxAtRedemption ? { taxAtRedemption } : {}) }
  const { lots } = await postRule(tx, 'credits.purchased', facts, deed)
  await noteTaxedLater(tx, order, line, lots[0]!.id)
  const bonus = BigInt((line.data.bonus as string | undefined) ?? 0)
  if (bonus > 0n) {
    const days = line.data.bonusDays as number | undefined
    const expiresAt = days === undefined ? undefined : deed.at.add({ hours: 24 * days })
    const given = { to: buyer, credits: bonus, reason: 'bonus', expiresAt } as const
    await postRule(tx, 'credits.granted', given, { ...deed, key: bonusKey(order.id, line) })
  }
  await record(tx, {
    id: idFrom('credits.purchased', order.id, String(line.position)),
    kind: 'credits.purchased',
    about: { type: 'order', id: order.id },
    at: deed.at,
    data: {
      buyer,
      credits: value(credits + bonus, 'CREDIT'),
      ...(bonus > 0n ? { bonus: value(bonus, 'CREDIT') } : {}),
      total: value(line.gross, money.currency),
    },
  })
}

/** The card fee by line; what costs nothing bears none. */
function feesOf({ lines, total }: Order, fee: bigint): bigint[] {
  if (total === 0n) return lines.map(() => 0n)
  return split(
    fee,
    lines.map((line) => line.net + line.tax),
  )
}

function paidData(order: Order, arrived: Arrived, fees: bigint[]): OrderPaid {
  const { period } = arrived
  return {
    orderId: order.id,
    name: order.name,
    buyer: { type: order.buyer.type, id: order.buyer.id },
    provider: arrived.provider,
    currency: order.currency,
    what: whatOf(order),
    total: value(order.total, order.currency),
    net: order.net.toString(),
    tax: order.tax.toString(),
    fee: arrived.fee.toString(),
    paidAt: arrived.paidAt.toString(),
    ...(period
      ? {
          period: {
            billing: period.billing,
            invoice: arrived.ref,
            start: period.start.toString(),
            end: period.end.toString(),
            first: period.first,
            part: period.part,
          },
        }
      : {}),
    lines: order.lines.map(
      ({ position, kind, about, description, quantity, net, tax, data }, index) => ({
        position,
        kind,
        about,
        description,
        quantity,
        net: net.toString(),
        tax: tax.toString(),
        fee: fees[index]!.toString(),
        data,
      }),
    ),
  }
}
