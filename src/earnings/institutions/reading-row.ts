import { parseUnits } from '#base'
import { ASSETS } from '#ledger'
import { knownLocale, knownZone } from '#people'
import type { Kind } from '../tiers.ts'
import type { InvitationTerms } from './inviting.ts'

/** The columns of a file of employed instructors: what stands in them, and whether they must be there. */
export const COLUMNS = [
  {
    name: 'email',
    must: true,
    says: 'Where the invitation goes; one row for each address.',
    example: 'nora.lind@example.org',
  },
  {
    name: 'name',
    must: true,
    says: 'The name under which learners know them, up to 120 characters.',
    example: 'Nora Lind',
  },
  { name: 'teaches', must: true, says: 'classes, conversations or both.', example: 'both' },
  {
    name: 'languages',
    must: true,
    says: 'What they teach, as language codes with semicolons between.',
    example: 'sv;en',
  },
  {
    name: 'zone',
    must: true,
    says: 'Their time zone, as the IANA database writes it.',
    example: 'Europe/Stockholm',
  },
  {
    name: 'years_teaching',
    must: false,
    says: 'Whole years; decides the tier they begin on. 0 if empty.',
    example: '6',
  },
  {
    name: 'headline',
    must: false,
    says: 'One line about them, up to 160 characters.',
    example: 'Swedish for work',
  },
  {
    name: 'locale',
    must: false,
    says: 'The language they are written to in. English if empty.',
    example: 'en',
  },
  {
    name: 'minimum',
    must: false,
    says: 'Guaranteed minimum of a whole month, as 1200.50. No transition agreement if empty.',
    example: '2400.00',
  },
  {
    name: 'currency',
    must: false,
    says: 'Of the minimum. The house’s currency if empty.',
    example: 'USD',
  },
  {
    name: 'months',
    must: false,
    says: 'How long the minimum is guaranteed, 1 to 36. The usual length if empty.',
    example: '6',
  },
  {
    name: 'starts_on',
    must: false,
    says: 'The day from which it is, as 2027-01-01. The day they accept if empty or over by then.',
    example: '2027-01-01',
  },
] as const

export type Column = (typeof COLUMNS)[number]['name']
type Cells = Partial<Record<Column, string>>
export type Fault = { column: string; sentence: string }

/** A row as read: what would be agreed with them, or what is wrong with it. */
export type FileRow = {
  line: number
  email: string | null
  name: string | null
  terms: InvitationTerms | null
  faults: Fault[]
}

/** What the file leaves to the house. */
export type Usual = { currency: string; months: number }

/** A row as it is agreed on, or all that is wrong with it. `seen`: the addresses of the rows before it, and where. */
export function rowOf(
  { line, cells }: { line: number; cells: string[] },
  columns: Column[],
  usual: Usual,
  seen: Map<string, number>,
): FileRow {
  const faults: Fault[] = []
  const say = (column: Column | '', sentence: string) => {
    faults.push({ column, sentence })
    return undefined
  }
  if (cells.length > columns.length)
    say('', `The row has ${cells.length} cells where the head has ${columns.length}.`)
  const given: Cells = {}
  columns.forEach((column, index) => {
    given[column] = clean(cells[index] ?? '', column, say)
  })
  const email = emailOf(given, say)
  const name = wordsOf(given, 'name', 120, true, say)
  const before = email && seen.get(email)
  if (before) say('email', `The address stands on line ${before} already.`)
  else if (email) seen.set(email, line)
  const terms = termsOf(given, usual, say)
  return {
    line,
    email: email ?? null,
    name: name ?? null,
    terms: faults.length > 0 ? null : terms,
    faults,
  }
}

type Say = (column: Column | '', sentence: string) => undefined

/** A cell as written, without space around it. What a spreadsheet would run, and what cannot be seen, is refused. */
function clean(cell: string, column: Column, say: Say): string {
  const text = cell.normalize('NFC').trim()
  if (/^[=+\-@]/.test(text) || /^\t/.test(cell))
    return say(column, `“${text.slice(0, 1)}” begins a formula: write the value itself.`) ?? ''
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text.replace(/[\u200c\u200d]/g, '')))
    return say(column, 'It holds characters that cannot be seen, or a line break.') ?? ''
  return text
}

function emailOf(given: Cells, say: Say): string | undefined {
  const email = given.email?.toLowerCase()
  if (!email) return say('email', 'It is missing.')
  const fits =
    email.length <= 254 &&
    /^[^\s@"(),:;<>[\]\\]{1,64}@[^\s@"(),:;<>[\]\\]+\.[^\s@".,]{2,}$/.test(email)
  return fits ? email : say('email', `“${email.slice(0, 60)}” is no e-mail address.`)
}

function wordsOf(given: Cells, column: 'name' | 'headline', most: number, must: boolean, say: Say) {
  const text = given[column] ?? ''
  if (text === '' && must) return say(column, 'It is missing.')
  return text.length > most ? say(column, `It is longer than ${most} characters.`) : text
}

function wholeOf(
  given: Cells,
  column: 'years_teaching' | 'months',
  from: number,
  to: number,
  empty: number,
  say: Say,
) {
  const text = given[column] ?? ''
  if (text === '') return empty
  const number = /^\d{1,3}$/.test(text) ? Number(text) : -1
  return number >= from && number <= to
    ? number
    : say(column, `“${text.slice(0, 20)}” is no whole number from ${from} to ${to}.`)
}

const KINDS: { [word: string]: Kind[] } = {
  class: ['class'],
  classes: ['class'],
  conversation: ['conversation'],
  conversations: ['conversation'],
  both: ['class', 'conversation'],
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

function termsOf(given: Cells, usual: Usual, say: Say): InvitationTerms | null {
  const kinds = KINDS[given.teaches?.toLowerCase() ?? '']
  if (!kinds)
    say(
      'teaches',
      given.teaches
        ? `“${given.teaches.slice(0, 40)}” is neither classes, conversations nor both.`
        : 'It is missing.',
    )
  const taught = languagesOf(given, say)
  const zone = known(
    'zone',
    given,
    knownZone,
    `“${given.zone?.slice(0, 40)}” is no time zone.`,
    say,
  )
  const locale = given.locale
    ? known('locale', given, knownLocale, `“${given.locale.slice(0, 40)}” is no language.`, say)
    : 'en'
  const yearsTeaching = wholeOf(given, 'years_teaching', 0, 80, 0, say)
  const headline = wordsOf(given, 'headline', 160, false, say)
  const guarantee = guaranteeOf(given, usual, say)
  if (
    !kinds ||
    !taught ||
    !zone ||
    !locale ||
    yearsTeaching === undefined ||
    headline === undefined
  )
    return null
  return {
    kinds,
    languages: taught,
    zone,
    yearsTeaching,
    headline,
    locale,
    guarantee: guarantee ?? null,
  }
}

function languagesOf(given: Cells, say: Say): string[] | undefined {
  const codes = [
    ...new Set(
      (given.languages ?? '')
        .split(/[;,|/\s]+/)
        .filter(Boolean)
        .map((code) => code.toLowerCase()),
    ),
  ]
  if (codes.length === 0) return say('languages', 'It is missing.')
  if (codes.length > 20) return say('languages', 'No more than 20 languages.')
  const strange = codes.filter((code) => !isLanguage(code))
  if (strange.length > 0)
    return say(
      'languages',
      `No language has the code ${strange
        .slice(0, 3)
        .map((code) => `“${code.slice(0, 20)}”`)
        .join(', ')}.`,
    )
  return codes
}

function isLanguage(code: string): boolean {
  try {
    return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(code) && languages.of(code) !== undefined
  } catch {
    return false
  }
}

function known(
  column: 'zone' | 'locale',
  given: Cells,
  read: (text: string) => string,
  sentence: string,
  say: Say,
): string | undefined {
  if (!given[column]) return say(column, 'It is missing.')
  try {
    return read(given[column])
  } catch {
    return say(column, sentence)
  }
}

function guaranteeOf(
  given: Cells,
  usual: Usual,
  say: Say,
): InvitationTerms['guarantee'] | undefined {
  const { minimum = '', currency: asked = '', starts_on: startsOn = '' } = given
  const months = wholeOf(given, 'months', 1, 36, usual.months, say)
  if (startsOn !== '' && !isDay(startsOn))
    say('starts_on', `“${startsOn.slice(0, 20)}” is no day, such as 2027-01-01.`)
  const currency = asked === '' ? usual.currency : asked.toUpperCase()
  const money = ASSETS.get(currency)
  if (money?.kind !== 'currency')
    return say('currency', `“${asked.slice(0, 12)}” is no currency that is paid in here.`)
  if (minimum === '') return undefined
  const units = /^\d{1,9}(\.\d{1,4})?$/.test(minimum) ? parseUnits(minimum, money.scale) : undefined
  if (units === undefined || units === 0n)
    return say('minimum', `“${minimum.slice(0, 20)}” is no amount above nothing, such as 1200.50.`)
  return months === undefined
    ? undefined
    : { minimum: units.toString(), currency, months, startsOn: startsOn || null }
}

function isDay(text: string): boolean {
  try {
    return (
      /^\d{4}-\d{2}-\d{2}$/.test(text) &&
      Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
    )
  } catch {
    return false
  }
}
