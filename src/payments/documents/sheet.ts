import { fileURLToPath } from 'node:url'
import { type Font, openSync } from 'fontkit'
import PDFDocument from 'pdfkit'

/** What stands around a paper: in its properties, and below each page. */
export type About = {
  title: string
  author: string
  subject: string
  language: string
  at: Temporal.Instant
  foot: string
}

/**
 * Sets a paper as PDF on A4, tagged for those who listen: the same content gives the same bytes.
 * The font covers Latin (with Vietnamese), Greek and Cyrillic. Other scripts are set as □ with the true
 * text behind it, for who copies or listens.
 */
export async function setSheet(
  { title, author, subject, language, at, foot }: About,
  fill: (sheet: Sheet) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const made = new Date(at.epochMilliseconds)
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    lang: language,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    bufferPages: true,
    font: fontOf('400Regular', 'Inter_400Regular'),
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      Creator: 'Stoa',
      Producer: 'Stoa',
      CreationDate: made,
      ModDate: made,
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
  fill(sheet)
  root.end()
  feet(pdf, foot)
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

type Part = ReturnType<PDFKit.PDFDocument['struct']>
export type Sheet = { pdf: PDFKit.PDFDocument; into: Part; y: number }

export const LEFT = 56
export const RIGHT = 539
const TOP = 56
const BOTTOM = 756
export const INK = '#1c1917'
export const SOFT = '#57534e'
const RULE = '#d6d3d1'

/** Scripts that the font has. */
export const UNKNOWN =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|\p{Emoji_Presentation}/gu

export const covered = (text: string) => text.replace(UNKNOWN, '\u25A1')

export type Setting = {
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
export function say(sheet: Sheet, text: string, set: Setting = {}): number {
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
export function lines(
  sheet: Sheet,
  texts: readonly (string | null | false)[],
  set: Setting = {},
): void {
  for (const text of texts) {
    if (text) sheet.y += say(sheet, text, set)
  }
}

export function rule(sheet: Sheet, from = LEFT, color = RULE): void {
  const { pdf, y } = sheet
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf.moveTo(from, y).lineTo(RIGHT, y).lineWidth(0.7).strokeColor(color).stroke()
  pdf.endMarkedContent()
}

/** Goes on with a new page where so much does not fit any more. */
export function room(sheet: Sheet, high: number): boolean {
  if (sheet.y + high <= BOTTOM) return false
  sheet.pdf.addPage()
  sheet.y = TOP
  return true
}

/** Below each page: what it is of, and which page of how many. */
function feet(pdf: PDFKit.PDFDocument, foot: string): void {
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page)
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
    const options = { lineBreak: false }
    pdf.font('plain').fontSize(8).fillColor(SOFT)
    pdf.text(covered(foot), LEFT, 790, options)
    const number = `Page ${page + 1} of ${count}`
    pdf.text(number, RIGHT - pdf.widthOfString(number), 790, options)
    pdf.endMarkedContent()
  }
}
