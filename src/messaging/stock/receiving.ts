import { newId, type Query, type Tx } from '#base'
import { postRule, stocks } from '#ledger'
import type { MessageAsset } from '../message.ts'
import { refuse } from './problems.ts'
import { lockPurchase, type Purchase } from './purchases.ts'
import { beginAsking } from './readings.ts'
import { stockRules } from './rules.ts'
import { tolerance } from './tolerance.ts'

export type PurchaseReceipt = {
  id: string
  line: number
  asset: MessageAsset
  quantity: bigint
  net: bigint
  tax: bigint
  expiresAt: Temporal.Instant | null
  lot: bigint
  /** Against the provider's own balance: what was to be there then, and what was. */
  checked: 'fits' | 'differs' | 'unread'
  expected: bigint | null
  found: bigint | null
  note: string | null
  by: string
  at: Temporal.Instant
}

export type Receiving = {
  id: string
  line: number
  quantity: bigint
  /** Where the invoice says another day than the order. */
  expiresAt?: Temporal.Instant | null | undefined
  /** What the provider says it has, with what arrived; undefined where it cannot be read. */
  found?: bigint | undefined
  /** Why it counts although the provider's balance differs. */
  note?: string | undefined
}

/**
 * Stock has arrived, all of a line or a part: it becomes a lot at the provider, with its share of the line's
 * cost, owed to the supplier unless it is paid. It is held against the provider's own balance: what differs
 * more than may be counts only with a note that says why. The last unit of the last line ends the order.
 * Refusals in order: purchase_unknown, purchase_not_in_state, purchase_unfit (no such line),
 * receipt_too_much, receipt_expired, receipt_differs.
 */
export async function receivePurchase(
  tx: Tx,
  given: Receiving,
  by: string,
  now: Temporal.Instant,
): Promise<PurchaseReceipt> {
  const order = await lockPurchase(tx, given.id, ['approved'])
  const line = order.lines.find((one) => one.line === given.line)
  if (!line) throw refuse('purchase_unfit', { detail: `It has no line ${given.line}.` })
  const { quantity } = given
  if (quantity <= 0n || line.received + quantity > line.quantity)
    throw refuse('receipt_too_much', { open: `${line.quantity - line.received}` })
  const expiresAt = given.expiresAt === undefined ? line.expiresAt : given.expiresAt
  if (expiresAt && Temporal.Instant.compare(expiresAt, now) <= 0) throw refuse('receipt_expired')
  const checked = await check(tx, order, line.asset, given)
  if (checked.checked === 'differs' && !given.note)
    throw refuse('receipt_differs', {
      expected: `${checked.expected}`,
      found: `${checked.found}`,
      detail: `${checked.expected} ${line.asset} should be there, the provider says ${checked.found}. Say why it counts, or read again later.`,
    })

  const part = partOf(line, quantity)
  const id = newId()
  const receipt = await postRule(
    tx,
    'wholesale.purchased',
    {
      provider: order.provider,
      asset: line.asset,
      quantity,
      currency: order.currency,
      cost: line.recoverable ? part.net : part.net + part.tax,
      tax: line.recoverable ? part.tax : 0n,
      paidFrom: 'supplier_payable',
      expiresAt: expiresAt ?? undefined,
    },
    { key: `purchase.received:${id}`, about: { type: 'purchase', id: order.id }, by, at: now },
  )
  const lot = receipt.lots[0]!.id
  await tx`
    insert into messaging.purchase_receipt (id, purchase_id, line, quantity, net, tax, recoverable, expires_at, lot,
      journal_id, checked, expected, found, note, by, at)
    values (${id}, ${order.id}, ${line.line}, ${quantity}, ${part.net}, ${part.tax}, ${line.recoverable}, ${expiresAt},
      ${lot}, ${receipt.journalId}, ${checked.checked}, ${checked.expected}, ${checked.found}, ${given.note}, ${by}, ${now})`
  await tx`
    update messaging.purchase_line set received = received + ${quantity}, received_net = received_net + ${part.net},
      received_tax = received_tax + ${part.tax} where purchase_id = ${order.id} and line = ${line.line}`
  await tx`
    update messaging.purchase set received = received + ${part.net + part.tax} where id = ${order.id}`
  await beginAsking(tx, order.provider, now)
  const open = order.lines.reduce((sum, one) => sum + one.quantity - one.received, 0n) - quantity
  if (open === 0n) await end(tx, order.id, null, by, now)
  return {
    id,
    line: line.line,
    asset: line.asset,
    quantity,
    ...part,
    expiresAt: expiresAt ?? null,
    lot,
    ...checked,
    note: given.note ?? null,
    by,
    at: now,
  }
}

/** The part of a line's cost that belongs to these units: all parts together are the line, to the last paisa. */
function partOf(
  { quantity: whole, received, net, tax }: Purchase['lines'][number],
  quantity: bigint,
): { net: bigint; tax: bigint } {
  const upTo = (amount: bigint, units: bigint) => (amount * units) / whole
  const share = (amount: bigint) => upTo(amount, received + quantity) - upTo(amount, received)
  return { net: share(net), tax: share(tax) }
}

async function check(
  tx: Tx,
  order: Purchase,
  asset: MessageAsset,
  { quantity, found }: Receiving,
): Promise<Pick<PurchaseReceipt, 'checked' | 'expected' | 'found'>> {
  if (found === undefined) return { checked: 'unread', expected: null, found: null }
  const [stock] = await stocks(tx, { provider: order.provider, asset })
  const expected = (stock?.owned ?? 0n) + quantity
  const off = expected > found ? expected - found : found - expected
  const fits = off <= tolerance(await stockRules(tx), expected)
  return { checked: fits ? 'fits' : 'differs', expected, found }
}

/**
 * Nothing more of an order will come: it ends with what is here. What was paid for more is to be given back.
 * Refusals in order: purchase_unknown, purchase_not_in_state, purchase_unfit (nothing arrived: cancel it).
 */
export async function closePurchase(
  tx: Tx,
  { id, reason }: { id: string; reason: string },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { received, paid } = await lockPurchase(tx, id, ['approved'])
  if (received === 0n && paid === 0n)
    throw refuse('purchase_unfit', {
      detail: 'Nothing has arrived and nothing is paid: cancel it.',
    })
  await end(tx, id, reason, by, now)
}

async function end(
  tx: Tx,
  id: string,
  reason: string | null,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update messaging.purchase set state = 'received', ended_by = ${by}, ended_at = ${now}, end_reason = ${reason}
    where id = ${id}`
}

/** What arrived of an order, oldest first. */
export function receiptsOf(q: Query, purchase: string): Promise<PurchaseReceipt[]> {
  return q<PurchaseReceipt>`
    select r.id, r.line, l.asset, r.quantity, r.net, r.tax, r.expires_at as "expiresAt", r.lot, r.checked, r.expected,
      r.found, r.note, r.by, r.at
    from messaging.purchase_receipt r
    join messaging.purchase_line l on l.purchase_id = r.purchase_id and l.line = r.line
    where r.purchase_id = ${purchase} order by r.at, r.id`
}
