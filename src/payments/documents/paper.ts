import { fileURLToPath } from 'node:url'
import { type Font, openSync } from 'fontkit'
import PDFDocument from 'pdfkit'
import { formatUnits } from '#base'
import type { Content, Line } from './content.ts'
import type { Document, DocumentKind } from './documents.ts'

/**
 * Sets a document as PDF, from its frozen content alone: the same document gives the same bytes.
 * The font covers Latin (with Vietnamese), Greek and Cyrillic. Other scripts are set as □ with the true
 * text behind it, for who copies or listens; the document says so in a note.
 */
export async function paperOf(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const { content, issuedAt } = document
  const at = new Date(issuedAt.epochMilliseconds)
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    lang: content.language,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    bufferPages: true,
    font: fontOf('400Regular', 'Inter_400Regular'),
    info: {
      Title: `${TITLES[document.kind]} ${document.name}`,
      Author: content.seller.name,
      Subject: `${content.seller.name}, order ${content.order.name}`,
      Creator: 'Stoa',
      Producer: 'Stoa',
      CreationDate: at,
      ModDate: at,
    },
  })
  pdf.registerFont('bold', fontOf('600SemiBold', 'Inter_600SemiBold'))
  pdf.registerFont('plain', fontOf('400Regular', 'Inter_400Regular'))
  const chunks: Uint8Array[] = []
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const sheet: Sheet = { pdf, into: root, y: TOP }
  head(sheet, document)
  parties(sheet, document)
  table(sheet, content)
  totals(sheet, document)
  notes(sheet, content)
  root.end()
  feet(sheet, document)
  pdf.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

const fonts = new Map<string, Font>()

/**
 * A font, opened once a process: reading its tables costs more than setting a page. pdfkit takes an open
 * font too (`PDFFontFactory.open`), which its types do not say.
 */
function fontOf(folder: string, name: string): string {
  const file = import.meta.resolve(`@expo-google-fonts/inter/${folder}/${name}.ttf`)
  const font = fonts.get(file) ?? (openSync(fileURLToPath(file)) as Font)
  fonts.set(file, font)
  return font as unknown as string
}

export const TITLES: Record<DocumentKind, string> = {
  invoice: 'Invoice',
  receipt: 'Receipt',
  credit_note: 'Credit note',
}

type Part = ReturnType<PDFKit.PDFDocument['struct']>
type Sheet = { pdf: PDFKit.PDFDocument; into: Part; y: number }

const LEFT = 56
const RIGHT = 539
const TOP = 56
const BOTTOM = 756
const INK = '#1c1917'
const SOFT = '#57534e'
const RULE = '#d6d3d1'

/** Scripts that the font has. */
const UNKNOWN =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|\p{Emoji_Presentation}/gu

export const covered = (text: string) => text.replace(UNKNOWN, '\u25A1')

type Set = {
  role?: 'H1' | 'P' | 'TH' | 'TD'
  into?: Part
  x?: number
  width?: number
  size?: number
  bold?: boolean
  color?: string
  align?: 'left' | 'right'
}

/** Sets one text at the sheet's height; answers how high it is. The height stays where it was. */
function say(sheet: Sheet, text: string, set: Set = {}): number {
  const { pdf, y } = sheet
  const { role = 'P', into = sheet.into, x = LEFT, width = RIGHT - LEFT, size = 9.5 } = set
  const { bold = false, color = INK, align = 'left' } = set
  const shown = covered(text)
  pdf.font(bold ? 'bold' : 'plain').fontSize(size)
  const options = {
    width,
    align,
    lineGap: 2,
    // Digits of one width where they stand below one another.
    ...(align === 'right' ? { features: ['tnum'] as PDFKit.Mixins.OpenTypeFeatures[] } : {}),
  }
  const high = pdf.heightOfString(shown, options)
  const draw = () => {
    pdf
      .font(bold ? 'bold' : 'plain')
      .fontSize(size)
      .fillColor(color)
      .text(shown, x, y, options)
  }
  into.add(shown === text ? pdf.struct(role, {}, draw) : pdf.struct(role, { actual: text }, draw))
  return high
}

/** Several texts below one another; moves the sheet's height. */
function lines(sheet: Sheet, texts: readonly (string | null | false)[], set: Set = {}): void {
  for (const text of texts) {
    if (text) sheet.y += say(sheet, text, set)
  }
}

function rule(sheet: Sheet, from = LEFT, color = RULE): void {
  const { pdf, y } = sheet
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf.moveTo(from, y).lineTo(RIGHT, y).lineWidth(0.7).strokeColor(color).stroke()
  pdf.endMarkedContent()
}

/** Goes on with a new page where so much does not fit any more. */
function room(sheet: Sheet, high: number): boolean {
  if (sheet.y + high <= BOTTOM) return false
  sheet.pdf.addPage()
  sheet.y = TOP
  return true
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
  const row = (role: 'TH' | 'TD', texts: readonly string[], set: Set) => {
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
  const sum = (name: string, units: string | bigint, set: Set = {}) => {
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

/** Below each page: who, which document, and which page of how many. */
function feet(sheet: Sheet, { kind, name, content }: Document): void {
  const { pdf } = sheet
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page)
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
    const options = { lineBreak: false }
    pdf.font('plain').fontSize(8).fillColor(SOFT)
    pdf.text(covered(`${content.seller.name} · ${TITLES[kind]} ${name}`), LEFT, 790, options)
    const number = `Page ${page + 1} of ${count}`
    pdf.text(number, RIGHT - pdf.widthOfString(number), 790, options)
    pdf.endMarkedContent()
  }
}
