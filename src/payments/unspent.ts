import type { Query } from '#base'
import { type LotFrom, lotsFrom } from '#ledger'
import type { Keepers } from './keepers.ts'
import type { Order, OrderLine } from './order.ts'

/** What is still there of what a line of an order bought. Amounts are net, in smallest units. */
export type Holding = { line: number; net: bigint } & (
  | { gives: 'access' | 'booking' }
  | {
      gives: 'credits' | 'messages'
      lot: bigint
      /** CREDIT, or which message credits. */
      asset: string
      /** Units that nobody has spent or reserved: `net` is what was paid for them. */
      credits: bigint
      issued: bigint
      basis: bigint
    }
)

/** A line with what went back of it before. */
export type LineNow = {
  line: OrderLine
  net: bigint
  tax: bigint
  netBack: bigint
  taxBack: bigint
  /** Credits that it bought, and those reserved for sessions that are still to come. */
  bought: bigint
  reserved: bigint
  /** A seat: it stands, its money is earned, or it is free to go back. */
  seat: 'stands' | 'earned' | 'free' | undefined
  holdings: Holding[]
}

type Back = { line: number; net: bigint; tax: bigint }

/**
 * What the lines of a paid order still hold: unspent credits by lot, access that is not earned yet, and
 * seats whose money nobody has a claim to. Credits that have run out are not unspent.
 */
export async function unspentOf(
  q: Query,
  order: Order,
  keepers: Keepers,
  now: Temporal.Instant,
): Promise<LineNow[]> {
  const back = await q<Back>`
    select p.line, sum(p.net)::bigint as net, sum(p.tax)::bigint as tax
      from payments.refund_part p join payments.refund r on r.id = p.refund_id
     where r.order_id = ${order.id} and r.state <> 'withdrawn' and p.gives in ('credits', 'messages', 'access', 'booking')
     group by p.line`
  const again = await cameBack(q, order)
  const lines: LineNow[] = []
  for (const line of order.lines) {
    const before = back.find((one) => one.line === line.position)
    const own = {
      line,
      net: line.net,
      tax: line.tax,
      netBack: before?.net ?? 0n,
      taxBack: before?.tax ?? 0n,
      bought: 0n,
      reserved: 0n,
      seat: undefined,
      holdings: [],
    }
    const keys = again.filter((one) => one.line === line.position).map(({ key }) => key)
    lines.push(await looked(q, order, own, keys, keepers, now))
  }
  return lines
}

/** The keys of lots that lie in the wallet again because a refund was withdrawn. */
const cameBack = (q: Query, order: Order) => q<{ line: number; key: string }>`
  select p.line, 'refund:' || p.refund_id || ':' || p.position || ':withdrawn' as key
    from payments.refund_part p join payments.refund r on r.id = p.refund_id
   where r.order_id = ${order.id} and r.state = 'withdrawn' and p.gives in ('credits', 'messages')`

/** The keys under which the ledger issued all that an order bought, what came back included. */
export async function keysOfLots(q: Query, order: Order): Promise<string[]> {
  const keys = (await cameBack(q, order)).map(({ key }) => key)
  for (const line of order.lines) {
    const key = line.kind === 'booking' ? undefined : await keyOfLots(q, order, line)
    if (key) keys.push(key, bonusKey(order.id, line), ...laterMonths(order, line))
  }
  return keys
}

async function looked(
  q: Query,
  order: Order,
  own: LineNow,
  again: string[],
  keepers: Keepers,
  now: Temporal.Instant,
): Promise<LineNow> {
  const { line } = own
  if (line.kind === 'booking') {
    const seat = await keepers.seat.moneyOf(q, line.about.id)
    const net = own.net - own.netBack
    const holdings: Holding[] =
      seat === 'free' && net > 0n ? [{ gives: 'booking', line: line.position, net }] : []
    return { ...own, seat, holdings }
  }
  const issued = await keyOfLots(q, order, line)
  const keys = [issued ?? '', bonusKey(order.id, line), ...laterMonths(order, line), ...again]
  const lots = issued ? await lotsFrom(q, keys) : []
  // What nothing was paid for goes back first: a pack's bonus before what it came with.
  const free = lots.filter((lot) => isFree(lot, now))
  free.sort((a, b) => Number(a.basis > 0n) - Number(b.basis > 0n))
  const holdings: Holding[] = free.map((lot) => held(lot, line))
  if (line.kind === 'plan') {
    const net = await keepers.access.unearnedOf(q, order.id)
    if (net > 0n) holdings.push({ gives: 'access', line: line.position, net })
  }
  const whole = lots[0]
  // Where tax falls due at redemption it lies in the basis, and leaves with it.
  const inBasis = line.taxDue === 'redemption'
  return {
    ...own,
    ...(inBasis ? { net: line.net + line.tax, tax: 0n } : {}),
    bought: whole?.issued ?? 0n,
    reserved: lots.reduce((sum, lot) => sum + lot.held, 0n),
    holdings,
  }
}

const isFree = (lot: LotFrom, now: Temporal.Instant) =>
  lot.free > 0n && !(lot.expiresAt && Temporal.Instant.compare(lot.expiresAt, now) <= 0)

const held = (lot: LotFrom, line: OrderLine): Holding => ({
  gives: line.kind === 'messages' ? 'messages' : 'credits',
  line: line.position,
  net: lot.freeBasis,
  lot: lot.id,
  asset: lot.asset,
  credits: lot.free,
  issued: lot.issued,
  basis: lot.basis,
})

/** The key under which a pack's bonus is issued. */
export const bonusKey = (orderId: string, { position }: { position: number }) =>
  `order:${orderId}:${position}:bonus`

/** The key under which the ledger issued what a line bought; undefined: it was never paid. */
/** A year that was paid at once brings credits each month; plans grants them under these keys. */
const laterMonths = (order: Order, line: OrderLine): string[] =>
  line.kind === 'plan' && line.data.interval === 'year'
    ? Array.from({ length: 12 }, (_, number) => `grant:${order.id}:${number}`)
    : []

async function keyOfLots(q: Query, order: Order, line: OrderLine): Promise<string | undefined> {
  if (line.kind === 'credits' || line.kind === 'messages')
    return `order:${order.id}:${line.position}`
  const [paid] = await q<{ provider: string; ref: string }>`
    select provider, ref from payments.payment where order_id = ${order.id}`
  return paid && `invoice:${paid.provider}:${paid.ref}`
}
