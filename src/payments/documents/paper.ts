import { formatUnits } from '#base'
import type { Content, Line } from './content.ts'
import type { Document, DocumentKind } from './documents.ts'
import {
  covered,
  INK,
  LEFT,
  lines,
  RIGHT,
  room,
  rule,
  type Setting,
  type Sheet,
  SOFT,
  say,
  setSheet,
  UNKNOWN,
} from './sheet.ts'

/**
 * Sets a document as PDF, from its frozen content alone: the same document gives the same bytes.
 * The font covers Latin (with Vietnamese), Greek and Cyrillic. Other scripts are set as □ with the true
 * text behind it, for who copies or listens; the document says so in a note.
 */
export async function paperOf(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const { content, issuedAt } = document
  const title = `${TITLES[document.kind]} ${document.name}`
  const about = {
    title,
    author: content.seller.name,
    subject: `${content.seller.name}, order ${content.order.name}`,
    language: content.language,
    at: issuedAt,
    foot: `${content.seller.name} · ${title}`,
  }
  return setSheet(about, (sheet) => {
    head(sheet, document)
    parties(sheet, document)
    table(sheet, content)
    totals(sheet, document)
    notes(sheet, content)
  })
}

export const TITLES: Record<DocumentKind, string> = {
  invoice: 'Invoice',
  receipt: 'Receipt',
  credit_note: 'Credit note',
}

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region' })
const countryOf = (code: string | null) => code && (COUNTRIES.of(code) ?? code)

function dayOf(instant: string, zone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}

function head(sheet: Sheet, { kind, name, content }: Document): void {
  sheet.y += say(sheet, content.seller.name, { bold: true, size: 12 })
  sheet.y += 26
  sheet.y += say(sheet, `${TITLES[kind]} ${name}`, { role: 'H1', bold: true, size: 22 })
  if (content.sandbox) {
    sheet.y += say(sheet, 'From the sandbox: no real money moved.', { color: SOFT })
  }
  sheet.y += 18
}

function parties(sheet: Sheet, { kind, content, issuedAt }: Document): void {
  const { seller, buyer, zone, order, about, payment } = content
  const top = sheet.y
  const column = (x: number, title: string, texts: (string | null | false)[]) => {
    sheet.y = top
    sheet.y += say(sheet, title, { x, width: 150, size: 8.5, color: SOFT }) + 1
    lines(sheet, texts, { x, width: 150 })
    return sheet.y
  }
  const ends = [
    column(
      LEFT,
      kind === 'credit_note' ? 'Given to' : kind === 'receipt' ? 'Received from' : 'Billed to',
      [
        buyer.name,
        ...buyer.address,
        countryOf(buyer.country),
        buyer.taxId && `Tax number ${buyer.taxId}`,
        buyer.email,
      ],
    ),
    column(LEFT + 166, 'From', [
      seller.name,
      ...seller.address,
      countryOf(seller.country),
      seller.taxId && `Tax number ${seller.taxId}`,
      seller.registration,
      seller.email,
    ]),
    column(LEFT + 332, 'About', [
      `Issued ${dayOf(issuedAt.toString(), zone)}`,
      `Order ${order.name}`,
      payment && `Paid ${dayOf(payment.at, zone)}`,
      payment && kind === 'receipt' && payment.how,
      about && `For ${TITLES[about.kind].toLowerCase()} ${about.name}`,
      about && kind !== 'receipt' && `of ${dayOf(about.issuedAt, zone)}`,
    ]),
  ]
  sheet.y = Math.max(...ends) + 26
}

/** Amounts with grouped digits, in the decimal places that the currency has. */
function money(units: string | bigint, { exponent }: Content): string {
  const [whole = '', places] = formatUnits(BigInt(units), exponent).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return places ? `${grouped}.${places}` : grouped
}

const percent = (millionths: number) =>
  `${(millionths / 10_000).toFixed(4).replace(/\.?0+$/, '')} %`

type Column = {
  head: string
  x: number
  width: number
  cell: (line: Line) => string
  left?: boolean
}

function columnsOf(content: Content): Column[] {
  const taxed = content.taxes.length > 0
  const cut = content.lines.some(({ discount }) => discount !== '0')
  const priced = content.lines.some(({ unitPrice }) => unitPrice !== null)
  const wanted: (Omit<Column, 'x'> | false)[] = [
    priced && { head: 'Quantity', width: 54, cell: ({ quantity }) => String(quantity) },
    priced && {
      head: 'Price',
      width: 72,
      cell: ({ unitPrice }) => (unitPrice === null ? '' : money(unitPrice, content)),
    },
    cut && {
      head: 'Discount',
      width: 62,
      cell: ({ discount }) => (discount === '0' ? '' : `\u2212${money(discount, content)}`),
    },
    taxed && {
      head: 'Tax',
      width: 70,
      cell: ({ taxName, taxRate, tax }) =>
        taxRate !== null ? `${taxName ?? 'Tax'} ${percent(taxRate)}` : money(tax, content),
    },
    {
      head: taxed ? 'Net' : 'Amount',
      width: 80,
      cell: ({ net }) => money(net, content),
    },
  ]
  const columns = wanted.filter((column) => column !== false)
  let x = RIGHT
  const placed = columns.reverse().map((column) => {
    x -= column.width
    return { ...column, x }
  })
  const what: Column = {
    head: `What (amounts in ${content.currency})`,
    x: LEFT,
    width: x - LEFT - 10,
    left: true,
    cell: ({ text }) => text,
  }
  return [what, ...placed.reverse()]
}

function table(sheet: Sheet, content: Content): void {
  const { pdf } = sheet
  const columns = columnsOf(content)
  const whole = pdf.struct('Table')
  sheet.into.add(whole)
  const row = (role: 'TH' | 'TD', texts: readonly string[], set: Setting) => {
    const tr = pdf.struct('TR')
    whole.add(tr)
    const heights = columns.map(({ x, width, left }, index) =>
      say(sheet, texts[index]!, {
        ...set,
        role,
        into: tr,
        x,
        width,
        align: left ? 'left' : 'right',
      }),
    )
    tr.end()
    sheet.y += Math.max(...heights)
  }
  const header = () => {
    row(
      'TH',
      columns.map(({ head }) => head),
      { size: 8.5, color: SOFT },
    )
    sheet.y += 3
    rule(sheet)
    sheet.y += 7
  }
  header()
  for (const line of content.lines) {
    pdf.font('plain').fontSize(9.5)
    const high = pdf.heightOfString(covered(line.text), { width: columns[0]!.width, lineGap: 2 })
    if (room(sheet, high + 12)) header()
    row(
      'TD',
      columns.map(({ cell }) => cell(line)),
      {},
    )
    sheet.y += 4
    rule(sheet)
    sheet.y += 7
  }
  whole.end()
}

function totals(sheet: Sheet, { kind, content, total }: Document): void {
  const { currency, taxes, net, payment } = content
  room(sheet, 90)
  sheet.y += 6
  const at = LEFT + 220
  const sum = (name: string, units: string | bigint, set: Setting = {}) => {
    say(sheet, name, { x: at, width: 160, ...set })
    sheet.y +=
      say(sheet, money(units, content), { x: RIGHT - 100, width: 100, align: 'right', ...set }) + 3
  }
  if (taxes.length > 0) {
    sum('Net', net)
    for (const { name, rate, base, tax } of taxes) {
      sum(rate === null ? name : `${name} ${percent(rate)} on ${money(base, content)}`, tax)
    }
    rule(sheet, at, INK)
    sheet.y += 7
  }
  const names = {
    invoice: `Total ${currency}`,
    receipt: `Received ${currency}`,
    credit_note: `Given back ${currency}`,
  }
  sum(names[kind], total, { bold: true, size: 12 })
  if (kind === 'invoice' && payment) sum('Left to pay', 0n, { color: SOFT })
  if (content.lines.some(({ taxIncluded }) => taxIncluded) && taxes.length > 0) {
    sheet.y += say(sheet, 'Prices are shown with tax.', { x: at, color: SOFT, size: 8.5 })
  }
}

function notes(sheet: Sheet, content: Content): void {
  const missing = JSON.stringify(content).match(UNKNOWN) !== null
  const texts = [
    content.reason && `Reason: ${content.reason}`,
    ...content.notes,
    missing &&
      'Characters shown as \u25A1 are of a script that this document cannot be set in. The record keeps them.',
  ].filter((text) => typeof text === 'string')
  sheet.y += 20
  for (const text of texts) {
    room(sheet, 30)
    sheet.y += say(sheet, text, { color: SOFT, width: 360 }) + 4
  }
}
