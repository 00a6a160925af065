import { formatUnits } from '#base'
import { scaleOf } from '#ledger'
import {
  LEFT,
  RIGHT,
  type Sheet,
  SOFT,
  sayOnSheet,
  setSheet,
  sheetRoom,
  sheetRule,
} from '#payments'
import type { Statement, YearFigures } from './year.ts'

/** Who states it, as papers say. */
export type Issuer = { name: string; address: readonly string[]; taxId: string | null }

const MONTHS = Array.from({ length: 12 }, (_, month) =>
  Temporal.PlainDate.from({ year: 2026, month: month + 1, day: 1 }).toLocaleString('en-GB', {
    month: 'long',
  }),
)
const AMOUNT = 78

/** A year's statement as PDF, from what was issued alone: the same statement gives the same bytes. */
export function statementPaper(
  statement: Statement,
  issuer: Issuer,
): Promise<Uint8Array<ArrayBuffer>> {
  const title = `${statement.number > 1 ? 'Corrected statement' : 'Statement'} of earnings ${statement.year}`
  const about = {
    title,
    author: issuer.name,
    subject: `${statement.name}, ${statement.year}`,
    language: 'en',
    at: statement.issuedAt,
    foot: `${issuer.name} · ${title}`,
  }
  return setSheet(about, (sheet) => {
    head(sheet, statement, issuer, title)
    for (const figures of statement.figures) year(sheet, figures)
    if (statement.figures.length === 0) line(sheet, 'Nothing was paid out in this year.')
    flags(sheet, statement)
  })
}

const line = (sheet: Sheet, text: string, more: Parameters<typeof sayOnSheet>[2] = {}) => {
  sheet.y += sayOnSheet(sheet, text, more)
}

function head(sheet: Sheet, statement: Statement, issuer: Issuer, title: string): void {
  line(sheet, issuer.name, { bold: true, size: 12 })
  for (const text of [...issuer.address, issuer.taxId ? `Tax number ${issuer.taxId}` : ''])
    if (text) line(sheet, text, { color: SOFT })
  sheet.y += 22
  line(sheet, title, { role: 'H1', bold: true, size: 22 })
  if (statement.number > 1)
    line(sheet, `It takes the place of the one before, no. ${statement.number - 1}.`, {
      color: SOFT,
    })
  sheet.y += 14
  line(sheet, statement.name, { bold: true })
  line(
    sheet,
    `Issued ${statement.issuedAt.toString().slice(0, 10)}${statement.country ? ` · ${statement.country}` : ''}`,
    { color: SOFT },
  )
  sheet.y += 18
}

function year(sheet: Sheet, figures: YearFigures): void {
  const { currency } = figures
  const money = (units: bigint) => formatUnits(units, scaleOf(currency))
  const sums: [string, bigint][] = [
    ['What learners paid for it', figures.gross],
    ['Earned', figures.earned],
    ['Card fees borne, of what was earned', figures.fees],
    ['Set off against what was owed', figures.setOff],
    ['Withheld for the authority', figures.withheld],
    ['Paid out', figures.paid],
  ]
  sheetRoom(sheet, 220)
  line(sheet, `In ${currency}`, { bold: true, size: 12 })
  sheet.y += 4
  for (const [name, units] of sums) {
    sayOnSheet(sheet, name)
    line(sheet, money(units), { x: RIGHT - 120, width: 120, align: 'right' })
    sheet.y += 3
  }
  line(sheet, `${figures.transfers} sessions and sales in ${figures.payouts} payouts`, {
    color: SOFT,
  })
  sheet.y += 14
  months(sheet, figures, money)
}

/** Month by month: what left, what was withheld, what learners paid. */
function months(
  sheet: Sheet,
  { months: rows }: YearFigures,
  money: (units: bigint) => string,
): void {
  const { pdf } = sheet
  const whole = pdf.struct('Table')
  sheet.into.add(whole)
  const row = (role: 'TH' | 'TD', texts: readonly string[], soft: boolean) => {
    const tr = pdf.struct('TR')
    whole.add(tr)
    const heights = texts.map((text, index) =>
      sayOnSheet(sheet, text, {
        role,
        into: tr,
        x: index === 0 ? LEFT : RIGHT - (texts.length - index) * AMOUNT,
        width: index === 0 ? 160 : AMOUNT,
        align: index === 0 ? 'left' : 'right',
        ...(soft ? { size: 8.5, color: SOFT } : {}),
      }),
    )
    tr.end()
    sheet.y += Math.max(...heights) + 4
  }
  row('TH', ['Month', 'Payouts', 'Gross', 'Withheld', 'Paid out'], true)
  sheetRule(sheet)
  sheet.y += 6
  for (const one of rows) {
    sheetRoom(sheet, 20)
    row(
      'TD',
      [
        MONTHS[one.month - 1]!,
        `${one.payouts}`,
        money(one.gross),
        money(one.withheld),
        money(one.paid),
      ],
      false,
    )
  }
  whole.end()
  sheet.y += 16
}

function flags(sheet: Sheet, { flags: found }: Statement): void {
  for (const { return: name, reached } of found.filter(({ reached }) => reached)) {
    sheetRoom(sheet, 20)
    if (reached)
      line(sheet, `These sums are reported to the authority on ${name}.`, { color: SOFT })
  }
}
