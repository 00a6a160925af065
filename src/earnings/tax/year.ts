import { atomically, type Db, eachApart, newId, type Query, record, sql, type Tx } from '#base'
import type { Owner } from '#ledger'
import { refuse } from '../problems.ts'
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

type Row = Omit<YearFigures, 'months'> & { month: number; payee: string }

/** The operator's own calendar: the zone in which payouts leave. */
const ZONE = sql`(select payout_zone from earnings.policy order by version desc limit 1)`
const keyOf = ({ type, id }: Owner) => `${type} ${id}`

/** A payee's year, by the operator's own calendar. */
export async function yearOf(q: Query, payee: Owner, year: number): Promise<YearFigures[]> {
  return (await yearsOf(q, [payee], year)).get(keyOf(payee)) ?? []
}

/** The same of many at once, in one statement; those who were paid nothing are left out. */
async function yearsOf(
  q: Query,
  payees: readonly Owner[],
  year: number,
): Promise<Map<string, YearFigures[]>> {
  const rows = await q<Row>`
    with asked as (
      select * from unnest(${payees.map(({ type }) => type)}::text[], ${payees.map(({ id }) => id)}::text[]) as a (type, id)
    ), sent as (
      select a.type || ' ' || a.id as payee, p.id, p.currency, p.amount, p.set_off as "setOff", p.withheld,
        extract(month from p.sent_at at time zone ${ZONE})::int as month
      from asked a join earnings.payout p on p.payee_type = a.type and p.payee_id = a.id
      where p.state in ('sent', 'completed') and extract(year from p.sent_at at time zone ${ZONE}) = ${year}
    )
    select s.payee, s.currency, s.month, count(*)::int as payouts, sum(i.gross)::bigint as gross,
      sum(i.fees)::bigint as fees, sum(i.earned)::bigint as earned, sum(s."setOff")::bigint as "setOff",
      sum(s.withheld)::bigint as withheld, sum(s.amount)::bigint as paid, sum(i.transfers)::int as transfers
    from sent s cross join lateral (
      select coalesce(sum(c.gross), 0) as gross, coalesce(sum(c.fee_borne), 0) as fees,
        coalesce(sum(i.amount), 0) as earned, count(*) as transfers
      from earnings.payout_item i join earnings.commission c on c.id = i.commission_id where i.payout_id = s.id
    ) i group by s.payee, s.currency, s.month order by s.payee, s.currency, s.month`
  const byPayee = Map.groupBy(rows, ({ payee }) => payee)
  return new Map([...byPayee].map(([payee, own]) => [payee, byCurrency(own)]))
}

function byCurrency(rows: readonly Row[]): YearFigures[] {
  const years = new Map<string, YearFigures>()
  for (const { month, currency, payee: _, ...sums } of rows) {
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

/** Where a list of payees goes on: by name, then by id. */
export type PayeesAfter = { name: string; id: string }

type Payee = {
  type: 'person' | 'organization'
  id: string
  name: string
  form: string | null
  country: string | null
  issued: number | null
}

const payeesPaid = (
  q: Query,
  year: number,
  { after, limit }: { after?: PayeesAfter | undefined; limit?: number | undefined },
): Promise<Payee[]> =>
  q<Payee>`
    with paid as (
      select distinct p.payee_type as type, p.payee_id as id from earnings.payout p
      where p.state in ('sent', 'completed') and extract(year from p.sent_at at time zone ${ZONE}) = ${year}
    ), named as (
      select p.type, p.id, f.form, f.country, coalesce(f.name,
        (select e.name from earnings.educator e where p.type = 'person' and e.person_id::text = p.id),
        (select o.name from people.organization o where o.id::text = p.id), p.id) as name
      from paid p left join lateral (
        select form, country, name from earnings.tax_form t
        where t.payee_type = p.type and t.payee_id = p.id order by number desc limit 1) f on true
    )
    select n.*, (select max(s.number) from earnings.tax_statement s
      where s.payee_type = n.type and s.payee_id = n.id and s.year = ${year}) as issued
    from named n
    where (${after?.name}::text is null or (n.name, n.id) > (${after?.name}, ${after?.id}))
    order by n.name, n.id limit ${limit ?? null}`

/** Those who were paid in a year, by name, with what is to be reported of them; all of them unless a page is asked for. */
export async function yearRows(
  q: Query,
  year: number,
  page: { after?: PayeesAfter | undefined; limit?: number | undefined } = {},
): Promise<YearRow[]> {
  const thresholds = await thresholdsOf(q, year, await taxPolicyNow(q))
  const payees = await payeesPaid(q, year, page)
  const years = await yearsOf(q, payees, year)
  return payees.map(({ type, id, name, form, country, issued }) => {
    const figures = years.get(keyOf({ type, id })) ?? []
    const flags = flagsOf(figures, thresholds)
    return { payee: { type, id }, name, form, country, figures, flags, issued }
  })
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
