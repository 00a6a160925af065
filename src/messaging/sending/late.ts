import { newId, type Tx } from '#base'
import { type LotMoveLine, type LotSource, lotMoves, lots, type Owner, postRule } from '#ledger'
import { ASSET_OF, type Category, type Way } from '../message.ts'
import { errorCodes, type ProviderKind } from '../providers/index.ts'
import { decide, moneyPolicy } from './policy.ts'

/** Until when a report of failure still gives back what was taken because nobody had reported. */
const LATE_HOURS = 7 * 24
/** For so long returned units can be spent where their lot has run out. */
const GRACE_DAYS = 30

type Late = {
  id: string
  settlement_id: string
  organization_id: string
  way: Way
  category: Category
  provider_id: string
  kind: ProviderKind
  reason: string | null
  told_billable: boolean | null
  captured: bigint
  stock: bigint
}

/** What was taken in one settlement, and what of it comes back. */
type Taken = {
  journal_id: bigint
  captured: bigint
  returned: bigint
  stock: bigint
  owed: bigint
}

/**
 * Messages that were paid for because nobody had reported on them for 72 hours, and that have failed after all:
 * what the rules now give back comes back as it was, each message once. After seven days it stays.
 */
export async function giveBackLate(
  tx: Tx,
  messages: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  const rows = await tx<Late>`
    select m.id, d.settlement_id, m.organization_id, m.way, s.category, s.provider_id, p.kind, m.reason, m.told_billable,
      d.captured, d.stock
    from messaging.message m join messaging.settled d on d.message_id = m.id
      join messaging.settlement s on s.id = d.settlement_id join messaging.provider p on p.id = s.provider_id
    where m.id = any(${messages}::uuid[]) and s.outcome = 'captured' and m.organization_id is not null and d.captured > 0
      and s.at > ${now.subtract({ hours: LATE_HOURS })}
      and not exists (select from messaging.settled_back b where b.message_id = m.id)
    order by d.settlement_id, m.id`
  if (rows.length === 0) return
  const { rules, version } = await moneyPolicy(tx)
  const codes = new Map((await errorCodes(tx)).map((one) => [`${one.kind} ${one.code}`, one]))
  const back = rows.flatMap((row) => {
    const code = codes.get(`${row.kind} ${row.reason}`)
    const { decision, usesStock } = decide(rules, {
      way: row.way,
      providerKind: row.kind,
      state: 'failed',
      taken: true,
      class: code?.class,
      billable: row.told_billable ?? undefined,
      charged: code?.charged ?? undefined,
    })
    return decision === 'capture' ? [] : [{ ...row, stock: usesStock ? 0n : row.stock }]
  })
  for (const own of Map.groupBy(back, (row) => row.settlement_id).values())
    await giveBack(tx, own, version, now)
}

async function giveBack(
  tx: Tx,
  own: readonly Late[],
  policy: number,
  now: Temporal.Instant,
): Promise<void> {
  const [first] = own as [Late, ...Late[]]
  const [taken] = await tx<Taken>`
    select journal_id, captured, returned, stock, owed from messaging.settlement where id = ${first.settlement_id} for update`
  const units = own.reduce((sum, one) => sum + one.captured, 0n)
  const [{ back }] = (await tx<{ back: bigint }>`
    select coalesce(sum(r.stock), 0)::bigint as back from messaging.settlement r
    where r.outcome = 'returned' and r.hold_id is null and r.id in (
      select b.settlement_id from messaging.settled_back b join messaging.settled d on d.message_id = b.message_id
      where d.settlement_id = ${first.settlement_id})`) as [{ back: bigint }]
  // Stock comes back as far as our books had it: what was owed for it is owed, and its cost follows.
  const here = taken!.stock - taken!.owed - back
  const stock = least(
    own.reduce((sum, one) => sum + one.stock, 0n),
    here,
  )
  const moves = await lotMoves(tx, { journal: taken!.journal_id })
  const owner: Owner = { type: 'organization', id: first.organization_id }
  const of = (kind: LotMoveLine['kind'], before: bigint, wanted: bigint) =>
    withExpiry(
      tx,
      pick(
        moves.filter((move) => move.kind === kind),
        before,
        wanted,
      ),
      now,
    )
  const pieces = await of('capture', taken!.returned, units)
  const stockPieces = await of('use', back, stock)
  const id = newId()
  const { journalId } = await postRule(
    tx,
    'message.returned',
    {
      organization: owner,
      provider: first.provider_id,
      asset: ASSET_OF[first.way],
      pieces,
      stock: stockPieces,
    },
    { key: `messages:${id}`, about: { type: 'messages', id }, by: 'schedule', at: now },
  )
  await tx`
    insert into messaging.settlement (id, at, organization_id, way, category, provider_id, outcome, policy, messages,
      captured, released, stock, journal_id, currency, revenue, cost)
    values (${id}, ${now}, ${first.organization_id}, ${first.way}, ${first.category}, ${first.provider_id}, 'returned',
      ${policy}, ${own.length}, 0, ${units}, ${stock}, ${journalId}, ${pieces.find((one) => one.basisAsset)?.basisAsset},
      ${basisOf(pieces)}, ${basisOf(stockPieces)})`
  await tx`
    insert into messaging.settled_back (message_id, settlement_id, units)
    select message, ${id}, units from unnest(${own.map((one) => one.id)}::uuid[],
      ${own.map((one) => one.captured)}::bigint[]) as t (message, units)`
  await tx`update messaging.settlement set returned = returned + ${units} where id = ${first.settlement_id}`
}

type Piece = {
  lot: bigint
  units: bigint
  source: LotSource
  basis: bigint
  fee: bigint
  basisAsset?: string
}

/**
 * `units` of what a journal took, after the `before` that came back already, those taken last first. Of the cost
 * of a lot each piece gets what is its part so far, so that all of them together are all of it.
 */
export function pick(moves: readonly LotMoveLine[], before: bigint, units: bigint): Piece[] {
  const pieces: Piece[] = []
  let skip = before
  let left = units
  for (const move of moves.toReversed()) {
    if (left === 0n) break
    const whole = -move.units
    const from = least(skip, whole)
    skip -= from
    const take = least(left, whole - from)
    if (take === 0n) continue
    left -= take
    const part = (total: bigint) => (-total * (from + take)) / whole - (-total * from) / whole
    pieces.push({
      lot: move.lot,
      units: take,
      source: move.source as LotSource,
      basis: part(move.basis),
      fee: part(move.fee),
      ...(move.basisAsset ? { basisAsset: move.basisAsset } : {}),
    })
  }
  if (left > 0n) throw new Error('More is to come back than was taken')
  return pieces
}

const basisOf = (pieces: readonly { basis: bigint }[]) =>
  pieces.reduce((sum, { basis }) => sum + basis, 0n)

const least = (a: bigint, b: bigint) => (a < b ? a : b)

/** With the expiry of the lots that they are from; where that has passed, so many days of grace. */
function withExpiry(tx: Tx, pieces: readonly Piece[], now: Temporal.Instant) {
  return Promise.all(
    pieces.map(async ({ lot, ...piece }) => {
      const [from] = await lots(tx, { id: lot })
      const expiresAt = from!.expiresAt
      if (!expiresAt) return piece
      const passed = Temporal.Instant.compare(expiresAt, now) <= 0
      return { ...piece, expiresAt: passed ? now.add({ hours: 24 * GRACE_DAYS }) : expiresAt }
    }),
  )
}
