import { atomically, type Db, newId, record, sql, type Tx } from '#base'
import { postRule, type Receipt, releaseHold } from '#ledger'
import { ASSET_OF, type Category, type Way } from '../message.ts'
import { errorCodes, type ProviderKind } from '../providers/index.ts'
import { type RetailTerms, termsNow, unitsOf } from '../retail/index.ts'
import { freeStock } from '../stock/index.ts'
import type { MessageState } from './asked.ts'
import { payOwed } from './owing.ts'
import { type Decision, decide, type MoneyPolicy, moneyPolicy } from './policy.ts'
import { matchEarly } from './reporting.ts'
import { routesNow } from './routes.ts'

/** Settled in one transaction, at most. */
const AT_ONCE = 2_000

/** When there is next a message whose money is to be decided. */
export const nextSettling = sql`
  select min(settle_at) from messaging.message where settled_at is null and settle_at is not null`

type Row = {
  id: string
  organization_id: string | null
  way: Way
  category: Category
  country: string | null
  state: MessageState
  reason: string | null
  units: bigint
  segments: number
  hold_id: bigint | null
  provider_id: string | null
  kind: ProviderKind | null
  told_segments: number | null
  told_category: Category | null
  told_billable: boolean | null
  /** One of its attempts was taken, or may have been. */
  out: boolean
}

/** A message with what is decided of its money. */
type Decided = Row & {
  settledAs: Category
  decision: Decision
  captured: bigint
  stock: bigint
  beyond: bigint
}

/**
 * Decides the money of every message whose end is known, or of which nobody has told for 72 hours. They are
 * settled together by hold, provider, category and decision: one journal each. One process at a time.
 * Gives how many.
 */
export async function settleDue(db: Db, now: Temporal.Instant): Promise<number> {
  await atomically(db, (tx) => matchEarly(tx, now))
  let settled = 0
  for (;;) {
    const some = await atomically(db, (tx) => settleSome(tx, now))
    settled += some
    if (some < AT_ONCE) break
  }
  await payOwed(db, now)
  return settled
}

async function settleSome(tx: Tx, now: Temporal.Instant): Promise<number> {
  const [{ alone } = { alone: false }] = await tx<{ alone: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('messaging.settle', 0)) as alone`
  if (!alone) return 0
  const rows = await tx<Row>`
    select m.id, m.organization_id, m.way, m.category, m.country, m.state, m.reason, m.units, m.segments, m.hold_id,
      m.provider_id, p.kind, m.told_segments, m.told_category, m.told_billable,
      exists (select from messaging.attempt a where a.message_id = m.id and a.state <> 'refused') as out
    from messaging.message m left join messaging.provider p on p.id = m.provider_id
    where m.settled_at is null and m.settle_at <= ${now} order by m.settle_at, m.id limit ${AT_ONCE} for update of m`
  if (rows.length === 0) return 0
  const policy = await moneyPolicy(tx)
  const decided = await decideAll(tx, rows, policy, now)
  const groups = [...Map.groupBy(decided, groupOf)].sort(([a], [b]) => (a < b ? -1 : 1))
  const stock = new Stock(
    new Map(
      (await freeStock(tx, undefined, now)).map((one) => [
        `${one.provider} ${one.asset}`,
        one.free,
      ]),
    ),
  )
  for (const [, own] of groups) await settleGroup(tx, own, stock, policy.version, now)
  await tx`update messaging.message set settled_at = ${now} where id = any(${rows.map(({ id }) => id)}::uuid[])`
  return rows.length
}

/** Wallets in their order, so that nobody who reserves waits for us while we wait for them. */
const groupOf = (one: Decided) =>
  `${one.organization_id} ${ASSET_OF[one.way]} ${one.hold_id} ${one.out ? one.provider_id : ''} ${one.settledAs} ${one.decision}`

async function decideAll(
  tx: Tx,
  rows: readonly Row[],
  { rules }: MoneyPolicy,
  now: Temporal.Instant,
): Promise<Decided[]> {
  const terms = await termsNow(tx, now)
  const failed = rows.some(({ state, reason }) => state === 'failed' && reason)
  const codes = new Map(
    (failed ? await errorCodes(tx) : []).map((one) => [`${one.kind} ${one.code}`, one]),
  )
  const metered = new Map(
    (await routesNow(tx, now)).map((one) => [`${one.way} ${one.provider}`, one.metered]),
  )
  return rows.map((row) => {
    const code = codes.get(`${row.kind} ${row.reason}`)
    const { state } = row
    const { decision, usesStock } = decide(rules, {
      way: row.way,
      providerKind: row.kind ?? undefined,
      state: state === 'failed' || state === 'delivered' || state === 'read' ? state : 'unreported',
      taken: row.out,
      class: code?.class,
      billable: row.told_billable ?? undefined,
      charged: code?.charged ?? undefined,
    })
    const used = usedBy(row, terms)
    const isMetered = metered.get(`${row.way} ${row.provider_id}`) ?? false
    const captured = decision === 'capture' ? least(used, row.units) : 0n
    const stock = usesStock && isMetered ? used : 0n
    const beyond =
      decision === 'capture' && row.organization_id ? stock - least(stock, captured) : 0n
    const settledAs = row.told_category ?? row.category
    return { ...row, settledAs, decision, captured, stock, beyond }
  })
}

const least = (a: bigint, b: bigint) => (a < b ? a : b)

/**
 * What it took of the provider's stock: by what that counted, where it says so. Where it says nothing, what was
 * reserved, whatever the prices are by now.
 */
function usedBy(row: Row, terms: RetailTerms): bigint {
  const { way, category, told_category, segments, told_segments, country } = row
  const asReserved =
    row.organization_id !== null &&
    (way !== 'sms' || (told_segments ?? segments) === segments) &&
    (way !== 'whatsapp' || (told_category ?? category) === category)
  if (asReserved) return row.units
  return unitsOf(terms, {
    way,
    category: told_category ?? category,
    segments: told_segments ?? segments,
    country: country ?? undefined,
  })
}

/** What stock has left while groups are settled one after the other. */
class Stock {
  readonly #left: Map<string, bigint>
  constructor(left: Map<string, bigint>) {
    this.#left = left
  }

  take(provider: string, asset: string, wanted: bigint): bigint {
    const name = `${provider} ${asset}`
    const left = this.#left.get(name) ?? 0n
    const taken = least(left, wanted)
    this.#left.set(name, left - taken)
    return taken
  }
}

const OUTCOME = { capture: 'captured', release: 'released', refund: 'refunded' } as const

async function settleGroup(
  tx: Tx,
  own: readonly Decided[],
  left: Stock,
  policy: number,
  now: Temporal.Instant,
): Promise<void> {
  const [first] = own as [Decided, ...Decided[]]
  const sum = (of: (one: Decided) => bigint) => own.reduce((total, one) => total + of(one), 0n)
  const id = newId()
  const provider = first.out ? first.provider_id : null
  const asset = ASSET_OF[first.way]
  const captured = sum((one) => one.captured)
  const released = sum((one) => (one.organization_id ? one.units - one.captured : 0n))
  const stock = sum((one) => one.stock)
  const here = provider && stock > 0n ? left.take(provider, asset, stock) : 0n
  const owed = stock - here
  const deed = {
    key: `messages:${id}`,
    about: { type: 'messages', id },
    by: 'schedule',
    at: now,
  }
  if (released > 0n)
    await releaseHold(tx, {
      hold: first.hold_id!,
      key: `messages:${id}:back`,
      by: 'schedule',
      at: now,
      units: released,
    })
  const receipt = await post(tx, { first, provider, captured, here }, deed)
  const booked = bookedIn(receipt)
  await tx`
    insert into messaging.settlement (id, at, organization_id, way, category, provider_id, outcome, policy, hold_id, messages,
      captured, released, stock, beyond, owed, journal_id, currency, revenue, cost)
    values (${id}, ${now}, ${first.organization_id}, ${first.way}, ${first.settledAs}, ${provider},
      ${OUTCOME[first.decision]}, ${policy}, ${first.hold_id}, ${own.length}, ${captured}, ${released}, ${stock},
      ${sum((one) => one.beyond)}, ${owed}, ${receipt?.journalId}, ${booked.currency}, ${booked.revenue}, ${booked.cost})`
  if (booked.lots.length > 0)
    await tx`
      insert into messaging.settlement_lot (settlement_id, lot_id, units, revenue)
      select ${id}, lot, sum(units), sum(revenue) from unnest(${booked.lots.map((lot) => lot.id)}::bigint[],
        ${booked.lots.map((lot) => abs(lot.units))}::bigint[], ${booked.lots.map((lot) => abs(lot.basis))}::bigint[])
        as t (lot, units, revenue) group by lot`
  await tx`
    insert into messaging.settled (message_id, settlement_id, captured, stock)
    select message, ${id}, captured, stock from unnest(${own.map((one) => one.id)}::uuid[],
      ${own.map((one) => one.captured)}::bigint[], ${own.map((one) => one.stock)}::bigint[]) as t (message, captured, stock)`
  if (owed > 0n) await owe(tx, { id, provider: provider!, asset, owed }, now)
}

const abs = (amount: bigint) => (amount < 0n ? -amount : amount)

/** What a journal says of a sale and of its cost. */
export function bookedIn(receipt: Receipt | undefined) {
  const all = receipt?.lots ?? []
  const lots = all.filter(({ kind }) => kind === 'capture')
  const used = all.filter(({ kind }) => kind === 'use')
  const sum = (own: typeof all) => own.reduce((total, { basis }) => total + abs(basis), 0n)
  const currency = all.find(({ basisAsset }) => basisAsset)?.basisAsset ?? null
  return { lots, currency, revenue: sum(lots), cost: sum(used) }
}

/** The journal of a group; none where nothing moves but the reservation. */
async function post(
  tx: Tx,
  {
    first,
    provider,
    captured,
    here,
  }: { first: Decided; provider: string | null; captured: bigint; here: bigint },
  deed: { key: string; about: { type: string; id: string }; by: string; at: Temporal.Instant },
): Promise<Receipt | undefined> {
  const asset = ASSET_OF[first.way]
  const hold = first.hold_id
  if (captured > 0n && here > 0n)
    return postRule(
      tx,
      'message.delivered',
      { hold: hold!, provider: provider!, quantity: here, units: captured },
      deed,
    )
  if (captured > 0n)
    return postRule(tx, 'message.delivered.alone', { hold: hold!, units: captured }, deed)
  if (here === 0n) return undefined
  const used = { provider: provider!, asset, quantity: here }
  // What an organization got back and we pay for is a refund; what the house sends for itself is cost.
  return first.organization_id && first.decision === 'refund'
    ? postRule(tx, 'message.failed.charged', used, deed)
    : postRule(tx, 'message.used.own', used, deed)
}

/**
 * Messages were sent that our books have no stock for: what the organization pays is booked all the same, the
 * cost is owed until stock is received, and finance hears of it.
 */
async function owe(
  tx: Tx,
  { id, provider, asset, owed }: { id: string; provider: string; asset: string; owed: bigint },
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    insert into messaging.stock_owed (settlement_id, provider_id, asset, quantity, since)
    values (${id}, ${provider}, ${asset}, ${owed}, ${now})`
  await record(tx, {
    kind: 'message_stock.lacking',
    about: { type: 'message_provider', id: provider },
    at: now,
    data: { asset, quantity: `${owed}`, settlement: id },
  })
}
