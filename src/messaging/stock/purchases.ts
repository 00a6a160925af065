import { formatUnits, newId, type Query, record, type Tx } from '#base'
import { ASSETS, scaleOf, value } from '#ledger'
import type { MessageAsset } from '../message.ts'
import { refuse } from './problems.ts'
import { MESSAGE_ASSETS, stockRules } from './rules.ts'

export type PurchaseState = 'draft' | 'submitted' | 'approved' | 'received' | 'cancelled'

/** A line of a purchase order as it is written. `tax` is the invoice's amount; `unitCost` in millionths. */
export type NewPurchaseLine = {
  asset: MessageAsset
  quantity: bigint
  unitCost: bigint
  tax: bigint
  /** The tax office gives it back: it is no cost of the stock. */
  recoverable: boolean
  expiresAt?: Temporal.Instant | null | undefined
}

export type NewPurchase = {
  provider: string
  note?: string | null | undefined
  invoiceNumber?: string | null | undefined
  invoiceOn?: string | null | undefined
  lines: readonly NewPurchaseLine[]
}

export type PurchaseLine = Omit<NewPurchaseLine, 'expiresAt'> & {
  line: number
  net: bigint
  expiresAt: Temporal.Instant | null
  received: bigint
}

export type Purchase = {
  id: string
  /** `PO-12` */
  name: string
  number: bigint
  provider: string
  currency: string
  state: PurchaseState
  note: string | null
  ruleId: string | null
  net: bigint
  tax: bigint
  madeBy: string
  madeAt: Temporal.Instant
  submittedBy: string | null
  submittedAt: Temporal.Instant | null
  aloneUpTo: bigint | null
  approvedBy: string | null
  approvedAt: Temporal.Instant | null
  automatic: boolean
  /** With tax: what left the bank, and what of it arrived. */
  paid: bigint
  received: bigint
  invoiceNumber: string | null
  invoiceOn: string | null
  /** What it puts into the account at the provider, where that is in another currency. */
  account: { amount: bigint; currency: string } | null
  endedBy: string | null
  endedAt: Temporal.Instant | null
  endReason: string | null
  lines: PurchaseLine[]
}

/** Where it stands as people say it: paid before it is here, or here before it is paid. */
export type PurchaseStep = PurchaseState | 'paid' | 'partly_received'

const MILLION = 1_000_000n

/** What so many units come to in smallest units of money, half to even; a unit's cost is in millionths. */
export function netOf(quantity: bigint, unitCost: bigint, currency: string): bigint {
  const exact = quantity * unitCost * 10n ** BigInt(scaleOf(currency))
  const [whole, rest] = [exact / MILLION, exact % MILLION]
  if (rest * 2n < MILLION || (rest * 2n === MILLION && whole % 2n === 0n)) return whole
  return whole + 1n
}

/** Refusal: purchase_unfit, with what does not fit. */
function refuseUnfit({ provider, lines }: NewPurchase): void {
  const unfit = (detail: string) => refuse('purchase_unfit', { detail })
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(provider)) throw unfit('This is no name of a provider.')
  if (lines.length < 1 || lines.length > 20) throw unfit('An order has between 1 and 20 lines.')
  for (const { asset, quantity, unitCost, tax } of lines) {
    if (!MESSAGE_ASSETS.includes(asset)) throw unfit(`${asset} is no message credit.`)
    if (quantity <= 0n || quantity > 10n ** 12n) throw unfit('A line orders at least one unit.')
    if (unitCost < 0n || unitCost > 10n ** 12n) throw unfit('A unit costs nothing or more.')
    if (tax < 0n || tax > 10n ** 15n) throw unfit('Tax is nothing or more.')
  }
}

/** A new order, as a draft. Refusal: purchase_unfit. */
export async function draftPurchase(
  tx: Tx,
  given: NewPurchase & { ruleId?: string | undefined },
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  refuseUnfit(given)
  const { currency } = await stockRules(tx)
  const id = newId()
  await tx`
    insert into messaging.purchase (id, provider, currency, state, note, rule_id, made_by, made_at, invoice_number, invoice_on)
    values (${id}, ${given.provider}, ${currency}, 'draft', ${given.note}, ${given.ruleId}, ${by}, ${now},
      ${given.invoiceNumber}, ${given.invoiceOn})`
  await writeLines(tx, id, currency, given.lines)
  return id
}

/** Writes a draft anew. Refusals in order: purchase_unfit, purchase_unknown, purchase_not_in_state. */
export async function changePurchase(
  tx: Tx,
  { id, ...given }: NewPurchase & { id: string },
): Promise<void> {
  refuseUnfit(given)
  const { currency } = await lockPurchase(tx, id, ['draft'])
  await tx`
    update messaging.purchase set provider = ${given.provider}, note = ${given.note},
      invoice_number = ${given.invoiceNumber}, invoice_on = ${given.invoiceOn} where id = ${id}`
  await tx`delete from messaging.purchase_line where purchase_id = ${id}`
  await writeLines(tx, id, currency, given.lines)
}

async function writeLines(
  tx: Tx,
  id: string,
  currency: string,
  lines: readonly NewPurchaseLine[],
): Promise<void> {
  for (const [index, one] of lines.entries()) {
    await tx`
      insert into messaging.purchase_line (purchase_id, line, asset, quantity, unit_cost, net, tax, recoverable, expires_at)
      values (${id}, ${index + 1}, ${one.asset}, ${one.quantity}, ${one.unitCost},
        ${netOf(one.quantity, one.unitCost, currency)}, ${one.tax}, ${one.recoverable}, ${one.expiresAt})`
  }
}

/**
 * The supplier's invoice usually comes later; with it, what was put into an account there that is in another currency
 * (null: what the order comes to, undefined: as it was). Refusals in order: purchase_unfit, purchase_unknown,
 * purchase_not_in_state.
 */
export async function setInvoice(
  tx: Tx,
  {
    id,
    invoiceNumber,
    invoiceOn,
    account,
  }: {
    id: string
    invoiceNumber: string | null
    invoiceOn: string | null
    account?: Purchase['account'] | undefined
  },
): Promise<void> {
  if (account && (ASSETS.get(account.currency)?.kind !== 'currency' || account.amount <= 0n))
    throw refuse('purchase_unfit', {
      detail: 'What is put into the account there is an amount above nothing of a currency.',
    })
  const before = await lockPurchase(tx, id, ['draft', 'submitted', 'approved', 'received'])
  const put = account === undefined ? before.account : account
  await tx`
    update messaging.purchase set invoice_number = ${invoiceNumber}, invoice_on = ${invoiceOn},
      account_amount = ${put?.amount}, account_currency = ${put?.currency} where id = ${id}`
}

/**
 * Asks for approval; from here on its lines stand still. Refusals in order: purchase_unknown,
 * purchase_not_in_state.
 */
export async function submitPurchase(
  tx: Tx,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await lockPurchase(tx, id, ['draft'])
  const { aloneUpTo } = await stockRules(tx)
  await tx`
    update messaging.purchase p set state = 'submitted', submitted_by = ${by}, submitted_at = ${now},
      alone_up_to = ${aloneUpTo}, net = l.net, tax = l.tax
    from (select sum(net)::bigint as net, sum(tax)::bigint as tax from messaging.purchase_line where purchase_id = ${id}) l
    where id = ${id}`
  if (by !== 'schedule') await tell(tx, 'purchase.submitted', id, { by }, now)
}

/** What is told of an order. */
export async function tell(
  tx: Tx,
  kind: 'purchase.submitted' | 'purchase.raised' | 'purchase.approved',
  id: string,
  more: Record<string, unknown>,
  at: Temporal.Instant,
): Promise<void> {
  const { name, provider, net, tax, currency, automatic } = await purchaseById(tx, id)
  const data = { name, provider, total: value(net + tax, currency), automatic, ...more }
  await record(tx, { kind, about: { type: 'purchase', id }, at, data })
}

/** Locks an order in one of these states. Refusals in order: purchase_unknown, purchase_not_in_state. */
export async function lockPurchase(
  tx: Tx,
  id: string,
  states: readonly PurchaseState[],
): Promise<Purchase> {
  await tx`select from messaging.purchase where id = ${id} for update`
  const found = await purchaseById(tx, id)
  if (!states.includes(found.state)) throw refuse('purchase_not_in_state', { state: found.state })
  return found
}

/** One order. Refusal: purchase_unknown. */
export async function purchaseById(q: Query, id: string): Promise<Purchase> {
  const { items } = await listPurchases(q, { id, limit: 1 })
  if (!items[0]) throw refuse('purchase_unknown', { id })
  return items[0]
}

export type PurchaseFilter = {
  id?: string | undefined
  provider?: string | undefined
  asset?: MessageAsset | undefined
  state?: PurchaseState | 'open' | 'owed' | undefined
  before?: bigint | undefined
  limit: number
}

/** Orders, newest first. `open`: not received, nor cancelled; `owed`: something of it is here and not paid. */
export async function listPurchases(
  q: Query,
  filter: PurchaseFilter,
): Promise<{ items: Purchase[]; next: string | null }> {
  const { id = null, provider = null, asset = null, state = null, before = null } = filter
  type Row = Omit<Purchase, 'name' | 'lines' | 'account'>
  const rows = await q<Row & { accountAmount: bigint | null; accountCurrency: string | null }>`
    select p.id, number, provider, currency, state, note, rule_id as "ruleId",
      coalesce(p.net, (select sum(net) from messaging.purchase_line l where l.purchase_id = p.id), 0)::bigint as net,
      coalesce(p.tax, (select sum(tax) from messaging.purchase_line l where l.purchase_id = p.id), 0)::bigint as tax,
      made_by as "madeBy", made_at as "madeAt", submitted_by as "submittedBy", submitted_at as "submittedAt",
      alone_up_to as "aloneUpTo", approved_by as "approvedBy", approved_at as "approvedAt", automatic, paid, received,
      invoice_number as "invoiceNumber", invoice_on::text as "invoiceOn", ended_by as "endedBy", ended_at as "endedAt",
      end_reason as "endReason", account_amount as "accountAmount", account_currency as "accountCurrency"
    from messaging.purchase p
    where (${id}::uuid is null or p.id = ${id}) and (${provider}::text is null or provider = ${provider})
      and (${asset}::text is null or exists (
        select from messaging.purchase_line l where l.purchase_id = p.id and l.asset = ${asset}))
      and case ${state}::text when 'open' then state in ('draft', 'submitted', 'approved')
        when 'owed' then received > paid else ${state}::text is null or state = ${state} end
      and (${before}::bigint is null or number < ${before})
    order by number desc limit ${filter.limit + 1}`
  const shown = rows.slice(0, filter.limit)
  const lines = await q<PurchaseLine & { purchaseId: string }>`
    select purchase_id as "purchaseId", line, asset, quantity, unit_cost as "unitCost", net, tax, recoverable,
      expires_at as "expiresAt", received
    from messaging.purchase_line where purchase_id = any(${shown.map((one) => one.id)}::uuid[]) order by purchase_id, line`
  const items = shown.map(({ accountAmount, accountCurrency, ...row }) => ({
    ...row,
    account: accountCurrency ? { amount: accountAmount!, currency: accountCurrency } : null,
    name: `PO-${row.number}`,
    lines: lines
      .filter(({ purchaseId }) => purchaseId === row.id)
      .map(({ purchaseId: _, ...line }) => line),
  }))
  return { items, next: rows.length > filter.limit ? `${shown.at(-1)!.number}` : null }
}

/** Where an order stands in one word. */
export function stepOf({ state, paid, received, net, tax }: Purchase): PurchaseStep {
  if (state !== 'approved') return state
  if (received > 0n) return 'partly_received'
  return paid > 0n && paid >= net + tax ? 'paid' : 'approved'
}

/** A unit's cost as a decimal, without zeros that say nothing: 150000 is "0.15". */
export function unitCostText(unitCost: bigint): string {
  const [whole, places = ''] = formatUnits(unitCost, 6).split('.')
  return `${whole}.${places.replace(/0+$/, '').padEnd(2, '0')}`
}
