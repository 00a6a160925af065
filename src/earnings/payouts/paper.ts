import { formatUnits, type Query, type ZipFile } from '#base'
import { scaleOf } from '#ledger'
import {
  LEFT,
  RIGHT,
  type Sheet,
  SOFT,
  sayOnSheet,
  setSheet,
  sheetLines,
  sheetRoom,
  sheetRule,
} from '#payments'
import { type Payout, type PayoutItem, payoutItems } from './listing.ts'
import { type PayoutStatement, payoutStatement } from './statements.ts'

/** Columns of figures, from the right: each as wide. */
const FIGURE = 66
const HEADS = ['Price', 'Rate', 'Fee', 'Net'] as const

/** The statement of a payout as PDF: every session with its price, rate, fee and net, and what came off the sum. */
export function payoutPaper(
  statement: PayoutStatement,
  payout: Payout,
  items: readonly PayoutItem[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { payer, payee, zone } = statement.content
  const title = `Payout statement ${statement.name}`
  const about = {
    title,
    author: payer.name,
    subject: `${payer.name}, payout to ${payee.name}`,
    language: 'en',
    at: statement.issuedAt,
    foot: `${payer.name} · ${title}`,
  }
  return setSheet(about, (sheet) => {
    head(sheet, statement, payout, title)
    table(sheet, payout.currency, items, zone)
    totals(sheet, payout, items)
  })
}

/** The papers of many payouts, one after the other; those that were never sent have none. */
export async function* payoutPapers(q: Query, payouts: readonly Payout[]): AsyncGenerator<ZipFile> {
  for (const payout of payouts) {
    const statement = await payoutStatement(q, payout.id)
    if (!statement) continue
    const bytes = await payoutPaper(statement, payout, await payoutItems(q, payout.id))
    yield { name: `${statement.name}.pdf`, bytes }
  }
}

const dayIn = (zone: string, at: Temporal.Instant) =>
  at
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

function money(units: bigint, currency: string): string {
  const [whole = '', places] = formatUnits(units, scaleOf(currency)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return places ? `${grouped}.${places}` : grouped
}

function head(sheet: Sheet, statement: PayoutStatement, payout: Payout, title: string): void {
  const { payer, payee, zone } = statement.content
  sheet.y += sayOnSheet(sheet, payer.name, { bold: true, size: 12 })
  const place = payer.address.split('\n').map((line) => line.trim())
  sheetLines(sheet, [...place, payer.country, payer.taxId && `Tax number ${payer.taxId}`], {
    color: SOFT,
  })
  sheet.y += 22
  sheet.y += sayOnSheet(sheet, title, { role: 'H1', bold: true, size: 22 })
  sheet.y += 12
  sheet.y += sayOnSheet(sheet, `Paid to ${payee.name}`, { bold: true })
  sheetLines(
    sheet,
    [
      payout.sentAt && `Sent ${dayIn(zone, payout.sentAt)}`,
      payout.completedAt && `Arrived ${dayIn(zone, payout.completedAt)}`,
      payout.state === 'returned' && `Came back: ${payout.reason ?? 'the bank sent it back'}`,
      payout.instant && 'Paid at once, on request',
      payout.providerRef && `Reference ${payout.providerRef}`,
    ],
    { color: SOFT },
  )
  sheet.y += 18
}

function table(sheet: Sheet, currency: string, items: readonly PayoutItem[], zone: string): void {
  const { pdf } = sheet
  const whole = pdf.struct('Table')
  sheet.into.add(whole)
  const row = (role: 'TH' | 'TD', what: string, figures: readonly string[], soft: boolean) => {
    const tr = pdf.struct('TR')
    whole.add(tr)
    const set = { role, into: tr, ...(soft ? { size: 8.5, color: SOFT } : {}) }
    const heights = [
      sayOnSheet(sheet, what, { ...set, x: LEFT, width: RIGHT - LEFT - 4 * FIGURE - 8 }),
      ...figures.map((text, index) =>
        sayOnSheet(sheet, text, {
          ...set,
          x: RIGHT - (figures.length - index) * FIGURE,
          width: FIGURE,
          align: 'right',
        }),
      ),
    ]
    tr.end()
    sheet.y += Math.max(...heights) + 4
  }
  const header = () => {
    row('TH', `What (amounts in ${currency})`, HEADS, true)
    sheetRule(sheet)
    sheet.y += 7
  }
  header()
  for (const item of items) {
    if (sheetRoom(sheet, 34)) header()
    row(
      'TD',
      `${dayIn(zone, item.sessionAt)}, ${item.title}`,
      [
        money(item.gross, currency),
        `${item.rate / 100} %`,
        money(item.feeBorne, currency),
        money(item.net, currency),
      ],
      false,
    )
  }
  whole.end()
}

function totals(sheet: Sheet, payout: Payout, items: readonly PayoutItem[]): void {
  const { currency } = payout
  const earned = items.reduce((sum, { net }) => sum + net, 0n)
  const off: [string, bigint][] = [
    ['Set off against what was owed from disputes', payout.setOff],
    ['Fee of being paid at once', payout.fee],
    ['Withheld', earned - payout.setOff - payout.fee - payout.amount],
  ]
  sheetRoom(sheet, 90)
  sheet.y += 6
  const sum = (name: string, text: string, bold = false) => {
    sayOnSheet(sheet, name, { x: LEFT + 180, width: 220, bold })
    sheet.y += sayOnSheet(sheet, text, { x: RIGHT - 100, width: 100, align: 'right', bold }) + 3
  }
  sum('Earned', money(earned, currency))
  for (const [name, units] of off) if (units > 0n) sum(name, `\u2212${money(units, currency)}`)
  sheetRule(sheet, LEFT + 180)
  sheet.y += 7
  sum(`Paid ${currency}`, money(payout.amount, currency), true)
}
