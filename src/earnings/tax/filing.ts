import { type Config, formatUnits, type Query } from '#base'
import { type Owner, scaleOf } from '#ledger'
import { formsOpened } from './giving.ts'
import { bare } from './numbers.ts'
import { type YearFigures, yearRows } from './year.ts'

export type FiledReturn = '1099-NEC' | '1099-K'

/** Columns of a file, each with how it is filled. */
type Column = [head: string, cell: (line: Line) => string]
type Line = {
  year: number
  payee: Owner
  values: Record<string, string>
  country: string
  figures: YearFigures
  money: (units: bigint) => string
}

/** 1 an EIN, 2 a social security number, as the layout counts them; an ITIN is filed as the latter. */
const kindOf = ({ values }: Line) => (values.tinType === 'ein' ? '1' : '2')

/**
 * The recipient's columns as the Avalara 1099 (formerly Track1099) bulk layout names them: Form1099NecCsvRequest of
 * its public SDK (github.com/avadev, A1099 V2: ReferenceId, RecipientName, RecipientFederalId, FederalIdType, …).
 */
const RECIPIENT: Column[] = [
  ['TaxYear', ({ year }) => `${year}`],
  ['ReferenceId', ({ payee, year }) => `${year}-${payee.id}`],
  ['RecipientName', ({ values }) => values.legalName ?? ''],
  ['RecipientFederalId', ({ values }) => bare(values.tin ?? '')],
  ['FederalIdType', kindOf],
  ['RecipientSecondName', ({ values }) => values.businessName ?? ''],
  ['StreetAddress', ({ values }) => values.street ?? ''],
  ['StreetAddressLine2', () => ''],
  ['City', ({ values }) => values.city ?? ''],
  ['State', ({ values }) => (values.region ?? '').toUpperCase()],
  ['Zip', ({ values }) => values.postalCode ?? ''],
  ['RecipientEmail', () => ''],
  ['AccountNumber', ({ payee }) => payee.id],
  ['OfficeCode', () => ''],
  ['RecipientNonUsProvince', () => ''],
  ['CountryCode', ({ country }) => country],
]

const monthOf = (month: number): Column => [
  `GrossAmount${['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][month - 1]}`,
  ({ figures, money }) => money(figures.months.find((one) => one.month === month)?.gross ?? 0n),
]

const LAYOUTS: Record<FiledReturn, Column[]> = {
  '1099-NEC': [
    ...RECIPIENT,
    ['NonemployeeCompensation', ({ figures, money }) => money(figures.earned)],
    ['PayerMadeDirectSales', () => 'false'],
    ['FederalIncomeTaxWithheld', ({ figures, money }) => money(figures.withheld)],
    ['SecondTinNotice', () => 'false'],
  ],
  '1099-K': [
    ...RECIPIENT,
    ['GrossAmountPaymentCard', ({ figures, money }) => money(figures.gross)],
    ['CardNotPresentTransactions', ({ figures, money }) => money(figures.gross)],
    ['NumberOfPaymentTransactions', ({ figures }) => `${figures.transfers}`],
    ['FederalIncomeTaxWithheld', ({ figures, money }) => money(figures.withheld)],
    ...Array.from({ length: 12 }, (_, index) => monthOf(index + 1)),
  ],
}

/** What nobody's spreadsheet takes for a formula, quoted where it must be. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A year's returns as a file that filing services take, and of whom the numbers are missing. */
export async function filingOf(
  q: Query,
  config: Config,
  year: number,
  kind: FiledReturn,
): Promise<{ text: string; lines: number; missing: string[] }> {
  const reached = (await yearRows(q, year)).filter(({ flags }) =>
    flags.some((flag) => flag.return === kind && flag.reached),
  )
  const forms = await formsOpened(
    q,
    config,
    reached.map(({ payee }) => payee),
  )
  const columns = LAYOUTS[kind]
  const lines: string[] = []
  const missing: string[] = []
  for (const { payee, name, figures } of reached) {
    const form = forms.get(`${payee.type} ${payee.id}`)
    const own = figures.find(({ currency }) => currency === 'USD')
    if (!form?.values.tin || form.form !== 'w9' || !own) {
      missing.push(name)
      continue
    }
    const money = (units: bigint) => formatUnits(units, scaleOf('USD'))
    const line: Line = {
      year,
      payee,
      values: form.values,
      country: form.country,
      figures: own,
      money,
    }
    lines.push(columns.map(([, fill]) => cell(fill(line))).join(','))
  }
  const text = [columns.map(([head]) => head).join(','), ...lines]
    .map((one) => `${one}\r\n`)
    .join('')
  return { text, lines: lines.length, missing }
}
