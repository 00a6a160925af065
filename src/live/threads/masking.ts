import { digitWord, timesWord } from './number-words.ts'
import { type Plain, plainOf } from './plain-text.ts'

/** Ways of reaching somebody outside. */
export type Contact = 'email' | 'phone' | 'link' | 'handle'
export type Found = { kind: Contact; from: number; to: number }

const SHOWN: Record<Contact, string> = {
  email: '[e-mail address hidden]',
  phone: '[phone number hidden]',
  link: '[link hidden]',
  handle: '[contact name hidden]',
}

/**
 * Finds what would take a conversation outside before its first paid booking: e-mail addresses, phone
 * numbers (also spelled, spaced, or in other digits), addresses of pages, names in messengers. Prices,
 * times, dates and levels are none. Places are those of `text`.
 */
export function contactsIn(text: string): Found[] {
  const plain = plainOf(text)
  const found: Found[] = []
  const note = (kind: Contact, from: number, to: number) => {
    if (from < to) found.push({ kind, from: plain.at[from]!, to: endOf(plain, to, text) })
  }
  for (const [kind, patterns] of PATTERNS) {
    for (const pattern of patterns) {
      for (const match of plain.text.matchAll(pattern)) {
        const [from, to] = match.indices!.groups?.it ?? match.indices![0]!
        if (kind === 'handle' && PLAIN_WORDS.has(plain.text.slice(from, to))) continue
        note(kind, from, to)
      }
    }
  }
  for (const [from, to] of spacedLetters(plain.text)) note('email', from, to)
  for (const [from, to] of phonesIn(plain.text)) note('phone', from, to)
  return apart(found)
}

/** The text without its contact details, and which kinds they were. */
export function maskContacts(text: string): { masked: string; kinds: Contact[] } {
  return hideIn(text, contactsIn(text))
}

function hideIn(text: string, found: readonly Found[]): { masked: string; kinds: Contact[] } {
  let masked = ''
  let place = 0
  for (const { kind, from, to } of found) {
    masked += text.slice(place, from) + SHOWN[kind]
    place = to
  }
  return { masked: masked + text.slice(place), kinds: [...new Set(found.map(({ kind }) => kind))] }
}

/**
 * What one person wrote piece by piece, each piece without what the pieces say together: a number that is split
 * over several messages is one number to whoever reads them.
 */
export function maskTogether(pieces: readonly string[]): { masked: string; kinds: Contact[] }[] {
  const whole = pieces.join('\n')
  const joined = contactsIn(whole)
  let start = 0
  return pieces.map((piece) => {
    const end = start + piece.length
    const split = joined
      .filter(({ from, to }) => from < end && to > start && (from < start || to > end))
      .map(({ kind, from, to }) => ({
        kind,
        from: Math.max(from, start) - start,
        to: Math.min(to, end) - start,
      }))
    start = end + 1
    return hideIn(piece, apart([...contactsIn(piece), ...split]))
  })
}

/** Where the character before `to` ends in the original, with what is invisible behind it. */
function endOf(plain: Plain, to: number, text: string): number {
  const last = plain.at[to - 1]!
  let next = to
  while (next < plain.text.length && plain.at[next] === last) next += 1
  const end = next < plain.text.length ? plain.at[next]! : text.length
  // A space that only ended the word stays.
  return plain.text[to] === undefined && /\s$/.test(text.slice(0, end))
    ? text.trimEnd().length
    : end
}

/** Overlapping finds as one, named after the first. */
function apart(found: Found[]): Found[] {
  const sorted = found.toSorted((a, b) => a.from - b.from || b.to - a.to)
  const out: Found[] = []
  for (const one of sorted) {
    const before = out.at(-1)
    if (before && one.from < before.to) before.to = Math.max(before.to, one.to)
    else out.push({ ...one })
  }
  return out
}

const STRONG =
  'com|net|org|io|info|biz|app|dev|edu|gov|online|website|xyz|tech|store|shop|ru|uk|eu|cn|jp|kr|br|pl|cz|ua|gr|ch|ai|tv|gg|ly|co'
const WEAK = 'es|de|fr|in|it|me|us|at|be|nl|se|no|pt|tr|mx|ar|cl|ca|au|nz|ie|fi|dk'
const AT = '(?:\\s?@\\s?|\\s*[([{<]\\s*(?:at|@|arroba|a)\\s*[)\\]}>]\\s*|\\s+(?:at|arroba)\\s+)'
const DOT =
  '(?:\\s?\\.\\s?|\\s*[([{<]\\s*(?:dot|\\.|punto|point|punkt|ponto|nokta)\\s*[)\\]}>]\\s*|\\s+(?:dot|punto|point|punkt|ponto|nokta)\\s+)'
const POST =
  'gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|protonmail|proton|gmx|yandex|rediffmail|aol|zoho|tutanota|mailru'
const APPS =
  'telegram|whats\\s?app|wechat|weixin|skype|instagram|insta|snapchat|viber|discord|facebook|messenger|kakao(?:talk)?|zalo|tiktok|vkontakte|threema|hangouts|facetime|twitter|linkedin'
const SHORT_APPS = `${APPS}|line|signal|teams|ig|tg|fb|snap|wa|imo|qq|vk|zoom`
const CALLED = '(?:id|user\\s?name|user|handle|account|nick(?:name)?|usuario|name|nombre)'
const IS = '(?:is|es|ist|est|e)'
/** A name that no word of a sentence looks like: with a digit, an underline or a dot inside. */
const ODD =
  '(?=[a-z0-9_.-]{0,32}[0-9_]|[a-z0-9_-]{1,32}\\.[a-z0-9_])[a-z0-9_][a-z0-9_.-]{1,30}[a-z0-9_]'
const ANY = '[a-z0-9_][a-z0-9_.-]{1,30}[a-z0-9_]'

const all = (source: string) => new RegExp(source, 'dg')

const PATTERNS: readonly (readonly [Contact, readonly RegExp[]])[] = [
  [
    'email',
    [
      all(`[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,24}`),
      all(
        `[a-z0-9][a-z0-9._%+-]{0,63}${AT}[a-z0-9-]+(?:${DOT}[a-z0-9-]+)?(?:${DOT}|\\s?,\\s?)(?:com|net|org|io|info|ru|edu|co)\\b`,
      ),
      all(
        `[a-z0-9][a-z0-9._%+-]{0,63}\\s*(?:@|[([{<]\\s*(?:at|arroba)\\s*[)\\]}>])\\s*[a-z0-9-]+${DOT}(?:${WEAK}|${STRONG})\\b`,
      ),
      all(`[a-z0-9][a-z0-9._%+-]{1,63}${AT}(?:${POST})\\b(?:${DOT}[a-z]{2,6}\\b)?`),
      all(
        `[a-z0-9][a-z0-9._%+-]{2,63}\\s+(?:${POST})\\s*(?:[.,]|dot|punto|\\s)\\s*(?:com|es|de|fr|net)\\b`,
      ),
      all(`\\b(?:${POST})\\s*(?::|=|${IS}\\b)\\s*(?<it>${ODD})`),
      all(`\\b(?:${POST})\\s*(?::|=)\\s*(?<it>${ANY})`),
    ],
  ],
  [
    'link',
    [
      all('\\b(?:https?|ftp)\\s?:\\s?\\/\\s?\\/\\s?[^\\s]+'),
      all('\\bwww\\s?[.,]\\s?[a-z0-9-]+(?:\\s?[.,]\\s?[a-z0-9-]+)*[^\\s]*'),
      all(
        `(?<![@a-z0-9._%+-])(?:[a-z0-9-]{1,63}\\.){1,8}(?:${STRONG})(?![a-z0-9-])(?:\\/[^\\s]*)?`,
      ),
      all(
        `(?<![@a-z0-9._%+-])(?:[a-z0-9-]{2,63}\\.){1,8}(?:${WEAK})(?:\\/[^\\s]+|(?=\\s*(?:$|[\\n!?;)]|\\.(?:\\s|$))))`,
      ),
      all(
        `\\b(?:visit|web|website|site|page|pagina|blog|see|goto|to)\\s*:?\\s+(?<it>(?:[a-z0-9-]{2,63}\\.){1,8}(?:${WEAK}))\\b`,
      ),
      all('[a-z0-9-]{3,63}\\s\\.\\s(?:com|net|org)\\b'),
      all('(?<![a-z0-9.])(?:t|wa|m|fb)\\.me\\b(?:\\/[^\\s]*)?'),
      all(
        `[a-z0-9-]{2,63}\\s*[([{<]\\s*(?:dot|\\.|punto|point|punkt)\\s*[)\\]}>]\\s*(?:${STRONG}|${WEAK})\\b(?:\\/[^\\s]*)?`,
      ),
      all(`[a-z0-9-]{3,63}\\s+(?:dot|punto|punkt|ponto)\\s+(?:com|net|org|io|info)\\b`),
    ],
  ],
  [
    'handle',
    [
      all('(?<![a-z0-9._%+@-])@(?=[a-z0-9_.]{0,32}[a-z])[a-z0-9_][a-z0-9_.]{2,30}'),
      all(`\\b(?:${SHORT_APPS})\\s+${CALLED}\\s*(?:[:=]|${IS}\\b|\\s)\\s*(?<it>${ANY})`),
      all(`\\b(?:${APPS})\\s*(?::|=|->|→)\\s*(?<it>${ANY})`),
      all(`\\b(?:${SHORT_APPS})\\s*(?::|=|->|→|-|${IS}\\b)\\s*(?<it>${ODD})`),
      all(`\\b(?:my|mi|mein|mon|meu)\\s+(?:${SHORT_APPS})\\s*(?::|=|->|→)\\s*(?<it>${ANY})`),
      all(`\\b(?:${SHORT_APPS})\\b[^.!?\\n]{0,12}\\b(?:as|under|como|als|sous)\\s+(?<it>${ODD})`),
      all(
        `\\b(?:add|find|write|message|text|reach|contact|busca|agrega|escribe)\\w*\\s+(?:me|to me)?\\b[^.!?\\n]{0,16}\\b(?:${SHORT_APPS})\\b[^.!?\\n]{0,8}\\b(?:as|under|como|als|sous)\\s+(?<it>${ANY})`,
      ),
      all(`(?<![a-z0-9_.-])(?<it>${ODD})\\s+(?:on|en|auf|sur|@)\\s+(?:${SHORT_APPS})\\b`),
      all('\\blive:[a-z0-9_.]{3,}'),
      all('\\b[a-z0-9_.]{2,32}#\\d{4}\\b'),
    ],
  ],
]

/** What stands behind "WhatsApp:" without being a name. */
const PLAIN_WORDS = new Set(
  'yes no not the and but for with please thanks thank okay sure maybe never here there only free si non oui nein ja video call calls group groups chat works fine better works good bad'.split(
    ' ',
  ),
)

/** Letters set apart one by one ("l e n a @ g m a i l . c o m") that make up an address or a number. */
function spacedLetters(text: string): [number, number][] {
  const out: [number, number][] = []
  for (const match of text.matchAll(
    /(?<![a-z0-9])(?:[a-z0-9@._+-][ ]){5,60}[a-z0-9@._+-](?![a-z0-9])/g,
  )) {
    const close = match[0].replaceAll(' ', '')
    if (/@|\.(com|net|org|io|me|ru|es|de)\b|dotcom|puntocom/.test(close) && /[a-z]/.test(close)) {
      out.push([match.index, match.index + match[0].length])
    }
  }
  return out
}

const CUE =
  /\b(?:call|calls|phone|tel|telefono|telefon|telephone|mobile|movil|cell|number|numero|nummer|num|whats ?app|text me|sms|llama(?:me)?|ruf|anruf|appelle|viber|telegram|signal|wa)\b[^.!?\n]{0,24}$/

/** What has many digits and is no phone number: put out of the way, at its length. */
const NOT_PHONES: readonly RegExp[] = [
  // Days and hours.
  /(?<![\d:.])(?:[01]?\d|2[0-4])(?:[:h][0-5]\d){1,2}(?![\d]|:\d)/g,
  /(?<!\d[\s.,/()+_*|–-]{0,3})(?:[01]?\d|2[0-4])\.[0-5]\d(?=\s*(?:(?:-|–|to|bis|a)\s*(?:[01]?\d|2[0-4])[.:][0-5]\d\b|uhr|h\b|am\b|pm\b|a\.m|p\.m))/g,
  /(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[t ]+(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\.\d+)?z?)?(?![\d-])/g,
  /(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?![\d]|[./-]\d)/g,
  /(?<![\d./-])(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])\/(?:19|20)\d\d(?![\d]|[./-]\d)/g,
  /(?<!\d[\s.,/()+_*|–-]{0,3})(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1\d\d(?![\s.,/()+_*|–-]{0,3}\d)/g,
  /(?<!\d[\s.,/()+_*|–-]{0,3})(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])\/\d\d(?![\s.,/()+_*|–-]{0,3}\d)/g,
  // Amounts: with a currency or a unit beside them, up to eight digits before the point.
  /(?:[$€£₹¥₺]|\b(?:usd|eur|gbp|inr|chf|try|brl|mxn|rs)\b\.?)\s?(?:\d{1,8}|\d{1,2}(?:[,.' ]\d{3}){1,2}|\d{3}[,.' ]\d{3}|\d{1,2}(?:,\d\d){1,2},\d{3})(?:[.,]\d{1,2})?(?![\d]|[ ./-]\d)/g,
  /(?<![\d+]|\d[ ./-])(?:\d{1,8}|\d{1,2}(?:[,.' ]\d{3}){1,2}|\d{3}[,.' ]\d{3}|\d{1,2}(?:,\d\d){1,2},\d{3})(?:[.,]\d{1,2})?\s?(?:[$€£₹¥₺%]|(?:usd|eur|gbp|inr|chf|euros?|dollars?|pounds?|rupees?|cents?|credits?|creditos?|tokens?|percent|minutes?|mins?|minutos?|minuten|hours?|horas?|stunden|days?|weeks?|months?|years?|lessons?|classes|words?|palabras|worter|pages?|people|students?|points?|euro|times)\b)/g,
  // Numbers with thousands set apart that end in round thousands, and short decimals.
  /(?<![\d+]|\d[\s.,/()+_*|–-]{1,3})\d{1,3}(?:[,.' ]\d{3})*[,.' ]000(?!\d|[\s.,/()+_*|–-]{1,3}\d)/g,
  /(?<![\d.,]|\d[\s.,/()+_*|–-]{1,3})\d{1,2}[.,]\d{1,6}(?!\d|[\s.,/()+_*|–-]{1,3}\d)/g,
]

type Group = { digits: string; from: number; to: number; word: boolean }

function phonesIn(text: string): [number, number][] {
  let rest = text
  for (const pattern of NOT_PHONES)
    rest = rest.replace(pattern, (part) => '\u0001'.repeat(part.length))
  const out: [number, number][] = []
  for (const run of runsOf(rest)) {
    if (isPhone(run, rest)) {
      const { from } = run[0]!
      const opened = /[+(]+\s?$/.exec(rest.slice(Math.max(0, from - 3), from))
      out.push([from - (opened?.[0].length ?? 0), run.at(-1)!.to])
    }
  }
  return out
}

/** Groups of digits that stand close enough to be read as one number. */
function runsOf(text: string): Group[][] {
  const runs: Group[][] = []
  let run: Group[] = []
  let end = 0
  let times = 1
  const close = () => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  for (const match of text.matchAll(/[\p{L}\d_]+/gu)) {
    const from = match.index
    const to = from + match[0].length
    const between = text.slice(end, from)
    const digits = digitsOf(match[0])
    const many = timesWord(match[0])
    const joined = run.length === 0 || JOINED.test(between)
    if (!joined) close()
    if (digits !== undefined) {
      const word = !/\d/.test(match[0])
      run.push({ digits: digits.repeat(digits.length === 1 ? times : 1), from, to, word })
      times = 1
    } else if (many) times = many
    else {
      close()
      times = 1
    }
    end = to
  }
  close()
  return runs
}

const JOINED = /^(?:[ \n]{0,2}[-–—.()/+_*|,;:~·•]{0,2}[ \n]{0,2}|[^\p{L}\d]{1,3})$/u

function digitsOf(token: string): string | undefined {
  if (/^\d+$/.test(token)) return token
  const spelled = digitWord(token)
  if (spelled) return spelled
  // Letters in the place of digits: 6l2, 55o.
  if (/^[\doil_]+$/.test(token) && /\d/.test(token)) {
    const letters = token.replace(/[\d_]/g, '').length
    if (letters <= token.length - letters)
      return token.replaceAll('_', '').replaceAll('o', '0').replace(/[il]/g, '1')
  }
  return undefined
}

function isPhone(run: Group[], text: string): boolean {
  const { from } = run[0]!
  const length = run.reduce((sum, { digits }) => sum + digits.length, 0)
  if (length < 7 || counted(run) || years(run)) return false
  const before = text.slice(Math.max(0, from - 40), from)
  const cued = CUE.test(before) || /\+\s?$/.test(before)
  const words = run.filter(({ word }) => word).length
  if (words >= 4) return true
  const listed = run.some(
    ({ to }, at) => at + 1 < run.length && /[,;:]/.test(text.slice(to, run[at + 1]!.from)),
  )
  if (listed) return cued
  if (length >= 9) return true
  return cued || /^\d{3}[-. ]\d{4}$/.test(text.slice(from, run.at(-1)!.to))
}

/** Counting: one more each time, or two, five, ten. */
function counted(run: Group[]): boolean {
  if (run.length < 3 || run.some(({ digits }) => digits.length > 3)) return false
  const numbers = run.map(({ digits }) => Number(digits))
  const step = numbers[1]! - numbers[0]!
  return (
    [1, 2, 5, 10, -1].includes(step) &&
    numbers.every((one, at) => at === 0 || one - numbers[at - 1]! === step)
  )
}

function years(run: Group[]): boolean {
  return run.every(({ digits }) => /^(1[0-9]|20)\d\d$/.test(digits))
}
