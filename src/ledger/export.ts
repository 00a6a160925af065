import { formatUnits, type Query } from '#base'
import { assetOf } from './assets.ts'
import type { AsOf } from './balances.ts'

export type ExportFormat = 'csv' | 'hledger' | 'beancount'

type Row = {
  id: bigint
  leg: number
  at: Temporal.Instant
  written: Temporal.Instant
  kind: string
  about_type: string
  about_id: string
  by: string
  key: string
  asset: string
  amount: bigint
  debit: string
  debit_class: string
  credit: string
  credit_class: string
}

const PAGE = 2_000

/**
 * The books as text, line by line, as of a moment: CSV for spreadsheets; journals that hledger or
 * beancount read, so that a program that nobody here wrote can compute the balances.
 */
export async function* exportBooks(
  q: Query,
  format: ExportFormat,
  asOf: AsOf = {},
): AsyncGenerator<string> {
  const write = { csv, hledger, beancount }[format]
  yield* write(entriesOf(q, asOf), q)
}

/** Journals in the order in which they were written, a page at a time. */
async function* entriesOf(q: Query, asOf: AsOf): AsyncGenerator<Row[]> {
  for (let after = 0n; ; ) {
    const rows =
      await q<Row>`select j.id, t.leg, j.happened_at as at, j.written_at as written, j.kind, j.about_type,
        j.about_id, j.by, j.key, s.code as asset, t.amount, d.address as debit, dp.class as debit_class,
        c.address as credit, cp.class as credit_class
      from (select * from ledger.journal where id > ${after}
        and (${asOf.at ?? null}::timestamptz is null or happened_at <= ${asOf.at ?? null}::timestamptz)
        and (${asOf.written ?? null}::timestamptz is null or written_at <= ${asOf.written ?? null}::timestamptz)
        order by id limit ${PAGE}) j
      join ledger.transfer t on t.journal_id = j.id
      join ledger.account d on d.id = t.debit_id join ledger.purpose dp on dp.name = d.purpose
      join ledger.account c on c.id = t.credit_id join ledger.purpose cp on cp.name = c.purpose
      join ledger.asset s on s.id = d.asset_id
      order by j.id, t.leg`
    if (rows.length === 0) return
    for (const group of Map.groupBy(rows, (row) => row.id).values()) yield group
    after = rows.at(-1)!.id
  }
}

const decimal = (row: Row) => formatUnits(row.amount, assetOf(row.asset).scale)
const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

async function* csv(journals: AsyncIterable<Row[]>): AsyncGenerator<string> {
  yield 'journal,leg,happened_at,written_at,kind,about_type,about_id,by,key,debit,credit,asset,amount\n'
  for await (const rows of journals) {
    for (const row of rows) {
      const fields = [row.id, row.leg, row.at, row.written, row.kind, row.about_type, row.about_id]
      const rest = [row.by, row.key, row.debit, row.credit, row.asset, decimal(row)]
      yield `${[...fields, ...rest].map(String).map(cell).join(',')}\n`
    }
  }
}

const CLASSES: Record<string, string> = {
  asset: 'Assets',
  liability: 'Liabilities',
  income: 'Income',
  expense: 'Expenses',
  equity: 'Equity',
  unit: 'Equity:Units',
}

/** `person:42/wallet` of class unit is `Equity:Units:Wallet:Person:42`. */
export function plainAccount(
  address: string,
  kind: string,
  clean = (text: string) => text,
): string {
  const [owner, purpose] = address.split('/') as [string, string]
  const [type, id] = owner.split(':') as [string, string]
  const words = (text: string) =>
    text
      .split('_')
      .map((word) => word[0]!.toUpperCase() + word.slice(1))
      .join('-')
  return `${CLASSES[kind]}:${words(purpose)}:${words(type)}:${clean(id)}`
}

const dayOf = (row: Row) => row.at.toZonedDateTimeISO('UTC').toPlainDate().toString()
const oneLine = (text: string) => text.replaceAll(/[\r\n;|"\\]/g, ' ')

async function* hledger(journals: AsyncIterable<Row[]>): AsyncGenerator<string> {
  yield '; Stoa: every transfer of the ledger. Debits are positive.\ndecimal-mark .\n\n'
  for await (const rows of journals) {
    const [first] = rows as [Row]
    yield `${dayOf(first)} (${first.id}) ${first.kind} ; ${oneLine(`${first.about_type} ${first.about_id}`)}\n`
    for (const row of rows) {
      yield `    ${plainAccount(row.debit, row.debit_class)}  ${decimal(row)} ${row.asset}\n`
      yield `    ${plainAccount(row.credit, row.credit_class)}  -${decimal(row)} ${row.asset}\n`
    }
    yield '\n'
  }
}

/** Beancount wants account parts that begin with a capital letter or digit, and no other signs. */
const beanId = (id: string) =>
  `X${id.replaceAll(/[^A-Za-z0-9-]/g, (sign) => `-${sign.codePointAt(0)}-`)}`

async function* beancount(journals: AsyncIterable<Row[]>, q: Query): AsyncGenerator<string> {
  const accounts = await q<{ address: string; class: string; at: Temporal.Instant | null }>`
    select a.address, p.class, min(j.happened_at) as at from ledger.account a
    join ledger.purpose p on p.name = a.purpose
    join ledger.transfer t on a.id in (t.debit_id, t.credit_id) join ledger.journal j on j.id = t.journal_id
    group by 1, 2 order by 1`
  for (const { address, class: kind, at } of accounts) {
    const day = at!.toZonedDateTimeISO('UTC').toPlainDate()
    yield `${day} open ${plainAccount(address, kind, beanId)}\n`
  }
  yield '\n'
  for await (const rows of journals) {
    const [first] = rows as [Row]
    yield `${dayOf(first)} * "${first.kind}" "${oneLine(`${first.about_type} ${first.about_id}`)}"\n`
    yield `  journal: "${first.id}"\n`
    for (const row of rows) {
      yield `  ${plainAccount(row.debit, row.debit_class, beanId)}  ${decimal(row)} ${row.asset}\n`
      yield `  ${plainAccount(row.credit, row.credit_class, beanId)}  -${decimal(row)} ${row.asset}\n`
    }
    yield '\n'
  }
}
