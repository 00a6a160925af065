import { atomically, type Db, eachApart, newId, type Query, record, type Tx } from '#base'
import type { Owner } from '#ledger'
import { refuse } from '../problems.ts'
import { formOf } from './giving.ts'
import { type TaxPolicy, taxPolicyNow } from './rules.ts'

export type Month = {
  month: number
  payouts: number
  gross: bigint
  fees: bigint
  paid: bigint
  withheld: bigint
}

/** What a payee was paid in a year, in one currency: by the day on which payouts left. */
export type YearFigures = {
  currency: string
  /** What learners paid for it, before the platform's part. */
  gross: bigint
  /** Card fees that the payee bore. */
  fees: bigint
  /** What the payee earned of it. */
  earned: bigint
  /** Taken from it for what the payee owed. */
  setOff: bigint
  withheld: bigint
  /** What reached their bank. */
  paid: bigint
  /** Sessions and sales that were paid out. */
  transfers: number
  payouts: number
  months: Month[]
}

export type Flag = { return: string; reached: boolean; source: string }

/** A year's statement as it was issued. */
export type Statement = {
  id: string
  payee: Owner
  year: number
  /** 1; more where it was corrected. */
  number: number
  name: string
  country: string | null
  form: string | null
  figures: YearFigures[]
  flags: Flag[]
  issuedAt: Temporal.Instant
}

type Row = Omit<YearFigures, 'months'> & { month: number }

/** A payee's year, by the operator's own calendar. */
export async function yearOf(q: Query, payee: Owner, year: number): Promise<YearFigures[]> {
  const rows = await q<Row>`
    with sent as (
      select p.id, p.currency, p.amount, p.set_off as "setOff", p.withheld,
        extract(month from p.sent_at at time zone (select payout_zone from earnings.policy order by version desc limit 1))::int as month
      from earnings.payout p
      where p.payee_type = ${payee.type} and p.payee_id = ${payee.id} and p.state in ('sent', 'completed')
        and extract(year from p.sent_at at time zone (select payout_zone from earnings.policy order by version desc limit 1)) = ${year}
    )
    select s.currency, s.month, count(*)::int as payouts, sum(i.gross)::bigint as gross, sum(i.fees)::bigint as fees,
      sum(i.earned)::bigint as earned, sum(s."setOff")::bigint as "setOff", sum(s.withheld)::bigint as withheld,
      sum(s.amount)::bigint as paid, sum(i.transfers)::int as transfers
    from sent s cross join lateral (
      select coalesce(sum(c.gross), 0) as gross, coalesce(sum(c.fee_borne), 0) as fees,
        coalesce(sum(i.amount), 0) as earned, count(*) as transfers
      from earnings.payout_item i join earnings.commission c on c.id = i.commission_id where i.payout_id = s.id
    ) i group by s.currency, s.month order by s.currency, s.month`
  const years = new Map<string, YearFigures>()
  for (const { month, currency, ...sums } of rows) {
    const year = years.get(currency) ?? { ...NOTHING, currency, months: [] }
    const { payouts, gross, fees, paid, withheld } = sums
    years.set(currency, {
      currency,
      gross: year.gross + gross,
      fees: year.fees + fees,
      earned: year.earned + sums.earned,
      setOff: year.setOff + sums.setOff,
      withheld: year.withheld + withheld,
      paid: year.paid + paid,
      transfers: year.transfers + sums.transfers,
      payouts: year.payouts + payouts,
      months: [...year.months, { month, payouts, gross, fees, paid, withheld }],
    })
  }
  return [...years.values()]
}

const NOTHING = {
  gross: 0n,
  fees: 0n,
  earned: 0n,
  setOff: 0n,
  withheld: 0n,
  paid: 0n,
  transfers: 0,
  payouts: 0,
}

type Threshold = {
  return: string
  currency: string
  amount: bigint
  transfers: number | null
  counts: 'gross' | 'paid'
  atLeast: boolean
  source: string
}

/** The thresholds of the operator's country that count in a year: of each return the last that has begun. */
export async function thresholdsOf(
  q: Query,
  year: number,
  { country }: Pick<TaxPolicy, 'country'>,
): Promise<Threshold[]> {
  return await q<Threshold>`
    select distinct on (return) return, currency, amount, transfers, counts, at_least as "atLeast", source
    from earnings.tax_threshold where operator_country = ${country} and from_year <= ${year}
    order by return, from_year desc`
}

/** Which returns a year's figures reach. `paid` is what was earned, before what was withheld or set off. */
export function flagsOf(figures: readonly YearFigures[], thresholds: readonly Threshold[]): Flag[] {
  return thresholds.map((one) => {
    const own = figures.find(({ currency }) => currency === one.currency)
    const sum = one.counts === 'gross' ? (own?.gross ?? 0n) : (own?.earned ?? 0n)
    const much = one.atLeast ? sum >= one.amount && sum > 0n : sum > one.amount
    const many = one.transfers === null || (own?.transfers ?? 0) > one.transfers
    return { return: one.return, reached: much && many, source: one.source }
  })
}

/** A payee with their year, for the operator's list. */
export type YearRow = {
  payee: Owner
  name: string
  form: string | null
  country: string | null
  figures: YearFigures[]
  flags: Flag[]
  /** The last statement that was issued of it. */
  issued: number | null
}

async function payeesPaid(q: Query, year: number): Promise<{ payee: Owner; name: string }[]> {
  const rows = await q<{ type: 'person' | 'organization'; id: string; name: string }>`
    select distinct p.payee_type as type, p.payee_id as id,
      coalesce((select e.name from earnings.educator e where p.payee_type = 'person' and e.person_id::text = p.payee_id),
        (select o.name from people.organization o where o.id::text = p.payee_id), p.payee_id) as name
    from earnings.payout p
    where p.state in ('sent', 'completed') and extract(year from p.sent_at at time zone
      (select payout_zone from earnings.policy order by version desc limit 1)) = ${year}
    order by name, id`
  return rows.map(({ type, id, name }) => ({ payee: { type, id }, name }))
}

/** Everybody who was paid in a year, with what is to be reported of them. */
export async function yearRows(q: Query, year: number): Promise<YearRow[]> {
  const thresholds = await thresholdsOf(q, year, await taxPolicyNow(q))
  const rows: YearRow[] = []
  for (const { payee, name } of await payeesPaid(q, year)) {
    const figures = await yearOf(q, payee, year)
    const form = await formOf(q, payee)
    const [issued] = await q<{ number: number | null }>`
      select max(number) as number from earnings.tax_statement
      where payee_type = ${payee.type} and payee_id = ${payee.id} and year = ${year}`
    rows.push({
      payee,
      name: form?.name ?? name,
      form: form?.form ?? null,
      country: form?.country ?? null,
      figures,
      flags: flagsOf(figures, thresholds),
      issued: issued?.number ?? null,
    })
  }
  return rows
}

/** The day after the year's end on which it can be stated. */
const stated = (year: number) => Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 })

/**
 * Issues a year's statements: one for each payee, and another, as a correction, where what is known now is not
 * what the last one said (a payout came back). Nothing is issued twice. Answers how many were issued.
 * Refusal: tax_year_not_over.
 */
export async function issueStatements(
  db: Db,
  year: number,
  by: string,
  now: Temporal.Instant,
): Promise<number> {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  if (Temporal.PlainDate.compare(today, stated(year)) < 0)
    throw refuse('tax_year_not_over', { year })
  const rows = await yearRows(db, year)
  return eachApart(rows, (row) => atomically(db, (tx) => issue(tx, row, year, by, now)))
}

async function issue(
  tx: Tx,
  { payee, name, country, form, figures, flags }: YearRow,
  year: number,
  by: string,
  now: Temporal.Instant,
): Promise<boolean> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`statement ${payee.type} ${payee.id}`}, 29))`
  const content = written({ name, country, form, figures, flags })
  const made = await tx<{ number: number }>`
    insert into earnings.tax_statement (id, payee_type, payee_id, year, number, content, issued_by, issued_at)
    select ${newId()}, ${payee.type}, ${payee.id}, ${year}, coalesce(max(number), 0) + 1, ${content}::jsonb, ${by}, ${now}
    from earnings.tax_statement
    where payee_type = ${payee.type} and payee_id = ${payee.id} and year = ${year}
    having coalesce((array_agg(content order by number desc))[1] is distinct from ${content}::jsonb, true)
    returning number`
  if (made.length === 0) return false
  const data = { year, corrected: made[0]!.number > 1 }
  await record(tx, { kind: 'tax.statement', about: payee, at: now, data })
  return true
}

type Content = Pick<Statement, 'name' | 'country' | 'form' | 'figures' | 'flags'>

const written = (content: Content): string =>
  JSON.stringify(content, (_name, value) => (typeof value === 'bigint' ? `${value}` : value))

type Issued = {
  id: string
  payeeType: 'person' | 'organization'
  payeeId: string
  year: number
  number: number
  content: Content & { figures: unknown }
  issuedAt: Temporal.Instant
}

/** Statements of a payee that were issued, the latest first. */
export async function statementsOf(q: Query, payee: Owner): Promise<Statement[]> {
  const rows = await q<Issued>`
    select id, payee_type as "payeeType", payee_id as "payeeId", year, number, content, issued_at as "issuedAt"
    from earnings.tax_statement where payee_type = ${payee.type} and payee_id = ${payee.id}
    order by year desc, number desc`
  return rows.map(read)
}

/** One statement. Refusal: tax_statement_unknown. */
export async function oneStatement(q: Query, id: string): Promise<Statement> {
  const [row] = await q<Issued>`
    select id, payee_type as "payeeType", payee_id as "payeeId", year, number, content, issued_at as "issuedAt"
    from earnings.tax_statement where id = ${id}`
  if (!row) throw refuse('tax_statement_unknown')
  return read(row)
}

type Written<Of> = { [Name in keyof Of]: Of[Name] extends bigint ? string : Of[Name] }

function read({ payeeType, payeeId, content, ...rest }: Issued): Statement {
  const figures = content.figures as unknown as (Omit<Written<YearFigures>, 'months'> & {
    months: Written<Month>[]
  })[]
  return {
    ...rest,
    ...content,
    payee: { type: payeeType, id: payeeId },
    figures: figures.map((one) => ({
      ...one,
      gross: BigInt(one.gross),
      fees: BigInt(one.fees),
      earned: BigInt(one.earned),
      setOff: BigInt(one.setOff),
      withheld: BigInt(one.withheld),
      paid: BigInt(one.paid),
      months: one.months.map((month) => ({
        ...month,
        gross: BigInt(month.gross),
        fees: BigInt(month.fees),
        paid: BigInt(month.paid),
        withheld: BigInt(month.withheld),
      })),
    })),
  }
}
