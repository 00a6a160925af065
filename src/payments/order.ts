import { newId, type Query, record, sql, type Tx } from '#base'
import { type Owner, value } from '#ledger'
import { freeUse } from './discounts/codes.ts'
import { refuse } from './problems.ts'

/** Who pays. */
export type Buyer = Owner & { type: 'person' | 'organization' }

/** `messages`: message credits, for an organization. */
export type LineKind = 'credits' | 'plan' | 'booking' | 'messages'

/** When the tax on a line falls due: when it is paid for, or when what was bought is used. */
export type TaxDue = 'sale' | 'redemption'

/**
 * Something to pay for. Amounts are in the order's smallest units, for the whole line; `reckon`
 * (tax/reckoning.ts) makes them from a price, a discount and the terms of a tax.
 */
export type NewLine = {
  kind: LineKind
  /** What is bought: the plan's version, the booking, the wallet. */
  about: { type: string; id: string }
  /** As the buyer reads it, on the page and on the receipt. */
  description: string
  quantity?: number
  /** The price of one, with the tax in it where that is included; what the line costs where left out. */
  unitPrice?: bigint
  /** What was taken off the whole line, tax included where that is. */
  discount?: bigint
  net: bigint
  tax?: bigint
  /** Millionths: 190000 is 19 %. Undefined: nobody told us, or there is none. */
  taxRate?: number | undefined
  taxName?: string | undefined
  taxIncluded?: boolean
  taxDue?: TaxDue
  /** What the kind needs when it is delivered; bigints come back as decimal text. */
  data?: Record<string, unknown>
}

export type NewOrder = {
  id?: string
  buyer: Buyer
  currency: string
  lines: readonly NewLine[]
  /** `person:<id>`, `schedule`, … */
  by: string
  /** Until when it can be paid; a day where none is given. */
  expiresAt?: Temporal.Instant
  /** A path of our own pages, where the buyer goes on after paying. */
  returnTo?: string
  /** Where the buyer is taxed. */
  taxPlace?: TaxPlace | undefined
}

/** A country (ISO 3166-1), and the part of it where that matters (`CA` of US-CA). */
export type TaxPlace = { country: string; zone?: string | undefined }

export type OrderState = 'waiting' | 'paid' | 'expired' | 'cancelled'

export type OrderLine = {
  position: number
  kind: LineKind
  about: { type: string; id: string }
  description: string
  quantity: number
  /** Of one, as the buyer was shown it: with the tax in it where `taxIncluded`. */
  unitPrice: bigint
  /** Taken off the whole line: `unitPrice × quantity − discount` is `gross` where the tax is included, else `net`. */
  discount: bigint
  net: bigint
  /** Millionths: 190000 is 19 %. Undefined: the provider reckoned it, and says no rate. */
  taxRate: number | undefined
  /** `VAT`, `GST`; undefined: none. */
  taxName: string | undefined
  taxIncluded: boolean
  /**
   * redemption: the buyer has paid the tax with a voucher for several purposes, and it falls due with each
   * use: a document of the sale names no tax, and `gross` is what the voucher cost.
   */
  taxDue: TaxDue
  tax: bigint
  gross: bigint
  data: Record<string, unknown>
}

export type Order = {
  id: string
  /** As people call it: `2026-000042`. Without gaps within a year. */
  name: string
  buyer: Buyer
  currency: string
  net: bigint
  tax: bigint
  total: bigint
  state: OrderState
  placedAt: Temporal.Instant
  expiresAt: Temporal.Instant | undefined
  paidAt: Temporal.Instant | undefined
  paidThrough: string | undefined
  returnTo: string
  refunded: bigint
  /** Where the buyer was taxed; undefined: nobody knew, and nothing was. */
  taxPlace: TaxPlace | undefined
  lines: OrderLine[]
}

/**
 * Writes an order down, before any provider hears of it: numbered without gaps, waiting to be paid.
 * Placing the same id twice is placing it once. Refusal: order_empty.
 */
export async function placeOrder(tx: Tx, order: NewOrder, now: Temporal.Instant): Promise<Order> {
  const id = order.id ?? newId()
  const sum = (of: (line: NewLine) => bigint) =>
    order.lines.reduce((total, line) => total + of(line), 0n)
  const net = sum((line) => line.net)
  const tax = sum((line) => line.tax ?? 0n)
  // A plan may begin with a trial, and a change of one in a period's last moment costs nothing.
  const free = order.lines.length > 0 && order.lines.every((line) => line.kind === 'plan')
  if (net + tax < 0n || (net + tax === 0n && !free)) throw refuse('order_empty')
  if ((await tx`select from payments.orders where id = ${id}`).length > 0) return orderById(tx, id)

  const expiresAt = order.expiresAt ?? now.add({ hours: 24 })
  const year = now.toZonedDateTimeISO('UTC').year
  const number = await nextNumber(tx, 'order', year)
  await tx`
    insert into payments.orders
      (id, year, number, buyer_type, buyer_id, currency, net, tax, state, placed_at, placed_by, expires_at, return_to,
       tax_country, tax_zone)
    values (${id}, ${year}, ${number}, ${order.buyer.type}, ${order.buyer.id}, ${order.currency}, ${net}, ${tax},
            'waiting', ${now}, ${order.by}, ${expiresAt}, ${order.returnTo ?? '/'}, ${order.taxPlace?.country},
            ${order.taxPlace?.zone})`
  await writeLines(tx, id, order.lines)
  return orderById(tx, id)
}

export async function writeLines(tx: Tx, id: string, lines: readonly NewLine[]): Promise<void> {
  for (const [index, line] of lines.entries()) {
    const { quantity = 1, tax = 0n, discount = 0n, taxIncluded = false, taxDue = 'sale' } = line
    // A line that says no price is one thing at what it costs.
    const price = line.unitPrice ?? line.net + discount + (taxIncluded ? tax : 0n)
    await tx`
      insert into payments.order_line
        (order_id, position, kind, about_type, about_id, description, quantity, unit_price, discount, net, tax_rate,
         tax_name, tax_included, tax_due, tax, data)
      values (${id}, ${index + 1}, ${line.kind}, ${line.about.type}, ${line.about.id}, ${line.description},
              ${quantity}, ${price}, ${discount}, ${line.net}, ${line.taxRate}, ${line.taxName}, ${taxIncluded},
              ${taxDue}, ${tax}, ${line.data ?? {}})`
  }
}

/** The next number of a year. Its row stays locked until the transaction ends, so that none is lost. */
export async function nextNumber(tx: Tx, name: string, year: number): Promise<number> {
  const [row] = await tx<{ last: number }>`
    insert into payments.counter as c (name, year, last) values (${name}, ${year}, 1)
    on conflict (name, year) do update set last = c.last + 1 returning last`
  return row!.last
}

type Row = {
  id: string
  year: number
  number: number
  buyer_type: 'person' | 'organization'
  buyer_id: string
  currency: string
  net: bigint
  tax: bigint
  state: OrderState
  placed_at: Temporal.Instant
  expires_at: Temporal.Instant | null
  paid_at: Temporal.Instant | null
  paid_through: string | null
  return_to: string
  refunded: bigint
  tax_country: string | null
  tax_zone: string | null
  lines: LineRow[]
}

type LineRow = Pick<OrderLine, 'position' | 'kind' | 'description' | 'quantity' | 'data'> & {
  about: OrderLine['about']
  unitPrice: string
  discount: string
  net: string
  tax: string
  gross: string
  taxRate: number | null
  taxName: string | null
  taxIncluded: boolean
  taxDue: TaxDue
}

const ORDER = sql`
  o.id, o.year, o.number, o.buyer_type, o.buyer_id, o.currency, o.net, o.tax, o.state, o.placed_at, o.expires_at,
  o.paid_at, o.paid_through, o.return_to,
  coalesce((select sum(amount) from payments.refund r where r.order_id = o.id and r.state = 'done'), 0)::bigint as refunded,
  o.tax_country, o.tax_zone,
  (select json_agg(json_build_object('position', l.position, 'kind', l.kind,
      'about', json_build_object('type', l.about_type, 'id', l.about_id), 'description', l.description,
      'quantity', l.quantity, 'unitPrice', l.unit_price::text, 'discount', l.discount::text, 'net', l.net::text,
      'taxRate', l.tax_rate, 'taxName', l.tax_name, 'taxIncluded', l.tax_included, 'taxDue', l.tax_due,
      'tax', l.tax::text, 'gross', l.gross::text, 'data', l.data) order by l.position)
    from payments.order_line l where l.order_id = o.id) as lines`

export const orderName = (year: number, number: number) =>
  `${year}-${String(number).padStart(6, '0')}`

function orderOf(row: Row): Order {
  return {
    id: row.id,
    name: orderName(row.year, row.number),
    buyer: { type: row.buyer_type, id: row.buyer_id },
    currency: row.currency,
    net: row.net,
    tax: row.tax,
    total: row.net + row.tax,
    state: row.state,
    placedAt: row.placed_at,
    expiresAt: row.expires_at ?? undefined,
    paidAt: row.paid_at ?? undefined,
    paidThrough: row.paid_through ?? undefined,
    returnTo: row.return_to,
    refunded: row.refunded,
    taxPlace: row.tax_country
      ? { country: row.tax_country, zone: row.tax_zone ?? undefined }
      : undefined,
    lines: row.lines.map(lineOf),
  }
}

const lineOf = (row: LineRow): OrderLine => ({
  ...row,
  unitPrice: BigInt(row.unitPrice),
  discount: BigInt(row.discount),
  net: BigInt(row.net),
  tax: BigInt(row.tax),
  gross: BigInt(row.gross),
  taxRate: row.taxRate ?? undefined,
  taxName: row.taxName ?? undefined,
})

/** The lines of an order, in their order: what documents are made of. Refusal: order_unknown. */
export const orderLines = async (q: Query, orderId: string): Promise<OrderLine[]> =>
  (await orderById(q, orderId)).lines

/** One order, whoever's it is. Refusal: order_unknown. */
export async function orderById(q: Query, id: string): Promise<Order> {
  const [row] = await q<Row>`select ${ORDER} from payments.orders o where o.id = ${id}`
  if (!row) throw refuse('order_unknown')
  return orderOf(row)
}

/** One order of this buyer. Refusal: order_unknown, also for somebody else's. */
export async function orderOfBuyer(q: Query, id: string, buyer: Buyer): Promise<Order> {
  const order = await orderById(q, id)
  if (order.buyer.type !== buyer.type || order.buyer.id !== buyer.id) throw refuse('order_unknown')
  return order
}

/** Orders newest first; `limit` rows at most. */
export async function listOrders(
  q: Query,
  filter: {
    buyer?: Buyer | undefined
    state?: OrderState | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<Order[]> {
  const { buyer, state, before, limit } = filter
  const rows = await q<Row>`
    select ${ORDER} from payments.orders o
     where true
       ${buyer ? sql`and o.buyer_type = ${buyer.type} and o.buyer_id = ${buyer.id}` : sql``}
       ${state ? sql`and o.state = ${state}` : sql``}
       ${before ? sql`and (o.placed_at, o.id) < (${before.at}, ${before.id}::uuid)` : sql``}
     order by o.placed_at desc, o.id desc limit ${limit}`
  return rows.map(orderOf)
}

/** What the lines say, in one phrase. */
export const whatOf = (order: Order) => order.lines.map((line) => line.description).join(', ')

/**
 * Ends an order that was not paid: its time has run out, or its buyer does not want it any more. A page
 * that is still open at the provider is closed by `expireOrders`; money that comes before then is taken.
 */
export async function endOrder(
  tx: Tx,
  order: Order,
  how: 'expired' | 'cancelled',
  now: Temporal.Instant,
): Promise<boolean> {
  const ended = await tx`
    update payments.orders set state = ${how}, closed_at = ${now}
     where id = ${order.id} and state = 'waiting' returning id`
  if (ended.length === 0) return false
  await freeUse(tx, order.id, now)
  await record(tx, {
    kind: how === 'expired' ? 'order.expired' : 'order.cancelled',
    about: { type: 'order', id: order.id },
    at: now,
    data: {
      orderId: order.id,
      name: order.name,
      buyer: order.buyer,
      what: whatOf(order),
      total: value(order.total, order.currency),
      lines: order.lines.map(({ kind, about }) => ({ kind, about })),
    },
  })
  return true
}
