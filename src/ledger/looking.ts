import { join, type Query, sql } from '#base'
import type { AccountClass, Address, Owner, Purpose } from './accounts.ts'
import type { AsOf } from './balances.ts'
import { refuse } from './problems.ts'

export type AccountLine = {
  id: bigint
  address: Address
  owner: Owner
  purpose: Purpose
  class: AccountClass
  asset: string
  side: 'debit' | 'credit'
  bounded: boolean
  /** In the account's own direction, as of the moment asked for. */
  balance: bigint
  /** Reserved now; undefined for accounts without a balance row. */
  held: bigint | null
  floor: bigint | null
  openedAt: Temporal.Instant
  frozenAt: Temporal.Instant | null
  frozenWhy: string | null
  closedAt: Temporal.Instant | null
}

export type AccountFilter = AsOf & {
  purpose?: string | undefined
  asset?: string | undefined
  owner?: string | undefined
  after?: bigint | undefined
  limit?: number
}

/** Accounts in the order in which they were opened, with their balances as of a moment. */
export async function accounts(q: Query, filter: AccountFilter = {}): Promise<AccountLine[]> {
  const where = [sql`true`]
  if (filter.purpose) where.push(sql`a.purpose = ${filter.purpose}`)
  if (filter.asset) where.push(sql`s.code = ${filter.asset}`)
  if (filter.owner) where.push(sql`a.owner_id = ${filter.owner}`)
  if (filter.after !== undefined) where.push(sql`a.id > ${filter.after}`)
  const rows = await q<Omit<AccountLine, 'owner'> & { type: Owner['type']; owner_id: string }>`
    select a.id, a.address, a.owner_type as type, a.owner_id, a.purpose, p.class, s.code as asset, a.side, a.bounded,
      ledger.balance_of(a.id, ${filter.at}, ${filter.written}) as balance, b.held, b.floor,
      a.opened_at as "openedAt", a.frozen_at as "frozenAt", a.frozen_why as "frozenWhy", a.closed_at as "closedAt"
    from ledger.account a join ledger.asset s on s.id = a.asset_id join ledger.purpose p on p.name = a.purpose
    left join ledger.balance b on b.account_id = a.id
    where ${join(where, ' and ')} order by a.id limit ${filter.limit ?? 50}`
  return rows.map(({ type, owner_id, ...row }) => ({ ...row, owner: { type, id: owner_id } }))
}

export type JournalLine = {
  id: bigint
  kind: string
  about: { type: string; id: string }
  by: string
  key: string
  at: Temporal.Instant
  writtenAt: Temporal.Instant
  reverses: bigint | null
  reversedBy: bigint | null
  metadata: Record<string, unknown> | null
  transfers: TransferLine[]
}

export type TransferLine = {
  /** Journal and leg: `1251.2`. */
  id: string
  leg: number
  debit: Address
  credit: Address
  asset: string
  amount: bigint
  debitAfter: bigint | null
  creditAfter: bigint | null
}

export type JournalFilter = AsOf & {
  kind?: string | undefined
  about?: string | undefined
  account?: string | undefined
  asset?: string | undefined
  /** What happened in [from, to). */
  from?: Temporal.Instant | undefined
  to?: Temporal.Instant | undefined
  before?: bigint | undefined
  limit?: number
}

/** Journals, newest written first, each with its transfers. */
export async function journals(q: Query, filter: JournalFilter = {}): Promise<JournalLine[]> {
  const where = [sql`true`]
  if (filter.kind) where.push(sql`j.kind = ${filter.kind}`)
  if (filter.about) where.push(sql`j.about_id = ${filter.about}`)
  if (filter.at) where.push(sql`j.happened_at <= ${filter.at}`)
  if (filter.written) where.push(sql`j.written_at <= ${filter.written}`)
  if (filter.from) where.push(sql`j.happened_at >= ${filter.from}`)
  if (filter.to) where.push(sql`j.happened_at < ${filter.to}`)
  if (filter.before !== undefined) where.push(sql`j.id < ${filter.before}`)
  if (filter.account || filter.asset) {
    const accounts = sql`select a.id from ledger.account a join ledger.asset s on s.id = a.asset_id
      where (${filter.account ?? null}::text is null or a.address = ${filter.account ?? null})
        and (${filter.asset ?? null}::text is null or s.code = ${filter.asset ?? null})`
    where.push(sql`exists (select from ledger.transfer t where t.journal_id = j.id
      and (t.debit_id in (${accounts}) or t.credit_id in (${accounts})))`)
  }
  return q<JournalLine>`${lines} where ${join(where, ' and ')}
    order by j.id desc limit ${filter.limit ?? 50}`.then(typed)
}

/** One journal with its transfers. Refuses unknown_journal. */
export async function journal(q: Query, id: bigint): Promise<JournalLine> {
  const [found] = await q<JournalLine>`${lines} where j.id = ${id}`.then(typed)
  if (!found) throw refuse('unknown_journal', { journal: id })
  return found
}

/** One transfer by its name `1251.2`, with its journal. Refuses unknown_transfer. */
export async function transfer(
  q: Query,
  id: string,
): Promise<{ transfer: TransferLine; journal: JournalLine }> {
  const [journalId, leg] = transferId(id)
  const [found] = await q<JournalLine>`${lines} where j.id = ${journalId}`.then(typed)
  const own = found?.transfers.find((one) => one.leg === leg)
  if (!found || !own) throw refuse('unknown_transfer', { transfer: id })
  return { transfer: own, journal: found }
}

/** Legs are numbered by a smallint. */
const MOST_LEGS = 32_767

/** The parts of a transfer's name. Refuses unknown_transfer. */
export function transferId(id: string): [journal: bigint, leg: number] {
  const match = /^(\d{1,18})\.(\d{1,5})$/.exec(id)
  const leg = Number(match?.[2])
  if (!match || leg > MOST_LEGS) throw refuse('unknown_transfer', { transfer: id })
  return [BigInt(match[1]!), leg]
}

const lines = sql`select j.id, j.kind, j.about_type, j.about_id, j.by, j.key, j.happened_at as at,
    j.written_at as "writtenAt", j.reverses, (select r.id from ledger.journal r where r.reverses = j.id) as "reversedBy",
    j.metadata,
    (select json_agg(json_build_object('leg', t.leg, 'debit', d.address, 'credit', c.address, 'asset', s.code,
        'amount', t.amount::text, 'debitAfter', t.debit_after::text, 'creditAfter', t.credit_after::text) order by t.leg)
      from ledger.transfer t join ledger.account d on d.id = t.debit_id join ledger.account c on c.id = t.credit_id
      join ledger.asset s on s.id = d.asset_id where t.journal_id = j.id) as transfers
  from ledger.journal j`

type Raw = Omit<JournalLine, 'transfers' | 'about'> & {
  about_type: string
  about_id: string
  transfers: (Omit<TransferLine, 'amount' | 'debitAfter' | 'creditAfter'> &
    Record<'amount', string> &
    Record<'debitAfter' | 'creditAfter', string | null>)[]
}

function typed(rows: object[]): JournalLine[] {
  const units = (text: string | null) => (text === null ? null : BigInt(text))
  return (rows as Raw[]).map(({ about_type, about_id, transfers, ...row }) => ({
    ...row,
    about: { type: about_type, id: about_id },
    transfers: transfers.map((one) => ({
      ...one,
      id: `${row.id}.${one.leg}`,
      amount: BigInt(one.amount),
      debitAfter: units(one.debitAfter),
      creditAfter: units(one.creditAfter),
    })),
  }))
}

export type LotLine = {
  id: bigint
  owner: Address
  asset: string
  source: string
  issued: bigint
  remaining: bigint
  held: bigint
  basis: bigint
  basisLeft: bigint
  feeLeft: bigint
  basisAsset: string | null
  issuedAt: Temporal.Instant
  expiresAt: Temporal.Instant | null
  frozenAt: Temporal.Instant | null
  journalId: bigint
  fromLot: bigint | null
}

export type LotFilter = {
  id?: bigint | undefined
  owner?: string | undefined
  asset?: string | undefined
  open?: boolean | undefined
  after?: bigint | undefined
  limit?: number
}

/** Lots in the order in which they came in. */
export async function lots(q: Query, filter: LotFilter = {}): Promise<LotLine[]> {
  const where = [sql`true`]
  if (filter.id !== undefined) where.push(sql`l.id = ${filter.id}`)
  if (filter.owner) where.push(sql`a.owner_id = ${filter.owner}`)
  if (filter.asset) where.push(sql`s.code = ${filter.asset}`)
  if (filter.open) where.push(sql`l.open`)
  if (filter.after !== undefined) where.push(sql`l.id > ${filter.after}`)
  return q<LotLine>`select l.id, a.address as owner, s.code as asset, l.source, l.issued, l.remaining, l.held, l.basis,
      l.basis_left as "basisLeft", l.fee_left as "feeLeft", c.code as "basisAsset", l.issued_at as "issuedAt",
      nullif(l.expires_at, 'infinity') as "expiresAt", l.frozen_at as "frozenAt", l.journal_id as "journalId",
      l.from_lot as "fromLot"
    from ledger.lot l join ledger.account a on a.id = l.account_id join ledger.asset s on s.id = a.asset_id
    left join ledger.asset c on c.id = l.basis_asset_id
    where ${join(where, ' and ')} order by l.id limit ${filter.limit ?? 50}`
}
