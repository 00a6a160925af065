import { IntlMessageFormat } from 'intl-messageformat'
import type { Value } from '#base'
import { aroundGerman, german } from './words/de/index.ts'
import { aroundEnglish, english } from './words/en/index.ts'

/** Whom a text is for: decides language, zone and how numbers are written. */
export type Reader = { name: string; zone: string; locale: string }

/** The languages that notices are told in. Another one is a folder of words and a line here. */
export const LANGUAGES = {
  en: { words: english, around: aroundEnglish },
  de: { words: german, around: aroundGerman },
} as const

export type Language = keyof typeof LANGUAGES

/** The language in which somebody with this locale reads. */
export function languageOf(locale: string): Language {
  const [language = ''] = locale.toLowerCase().split('-')
  return language in LANGUAGES ? (language as Language) : 'en'
}

/** Whether a language is written from right to left. */
export const rightToLeft = (language: string): boolean =>
  /^(ar|arc|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/.test(language)

/** Dates and numbers as the words around them: a locale of a language that has no words writes as English does. */
const localeOf = (reader: Reader) =>
  languageOf(reader.locale) === reader.locale.toLowerCase().split('-')[0] ? reader.locale : 'en'

/** What a message may be told. Amounts come as text, because they never become floats. */
type Told = Readonly<Record<string, unknown>>

/** Reading a message takes a hundred times as long as filling it. */
const read = new Map<string, IntlMessageFormat>()

function messageOf(message: string, reader: Reader): IntlMessageFormat {
  const locale = localeOf(reader)
  const key = `${locale} ${reader.zone} ${message}`
  const known = read.get(key)
  if (known) return known
  const timeZone = reader.zone
  const formats: Record<string, Intl.DateTimeFormatOptions> = {
    // "Tuesday, 5 May at 18:00 CEST"
    moment: {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
      timeZone,
    },
    // "Tue 5 May, 18:00 CEST"
    brief: {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
      timeZone,
    },
    // "5 May 2026"
    day: { day: 'numeric', month: 'long', year: 'numeric', timeZone },
  }
  const made = new IntlMessageFormat(message, locale, { date: formats }, { ignoreTag: true })
  // A reader may set any zone and locale: more than this is not worth keeping.
  if (read.size < 2_000) read.set(key, made)
  return made
}

/**
 * Fills a message for one reader. Beside what is told it may name `firstName`, and `xKnown` for any x:
 * `yes` where x is told. Moments are told as instants, truths as `yes` and `no`, amounts in words.
 */
export function fill(message: string, told: Told, reader: Reader): string {
  const filled: Record<string, string | number> = { firstName: firstName(reader) }
  for (const [name, part] of Object.entries(told)) {
    if (part === undefined || part === null) continue
    filled[name] = spoken(part, reader)
    filled[`${name}Known`] = 'yes'
  }
  const whole = new Proxy(filled, {
    // What is not told is not known; asked for by name all the same, it is a mistake of ours.
    has: (all, name) => name in all || String(name).endsWith('Known'),
    get: (all, name) => all[name as string] ?? (String(name).endsWith('Known') ? 'no' : undefined),
  })
  return String(messageOf(message, reader).format(whole))
}

function spoken(part: unknown, reader: Reader): string | number {
  if (part instanceof Temporal.Instant) return part.epochMilliseconds
  if (typeof part === 'boolean') return part ? 'yes' : 'no'
  if (typeof part === 'number') return part
  if (typeof part === 'object') return amount(part as Value, reader)
  return String(part)
}

/** An amount in words: "$13.12", "50 credits", "1 token". Exact: the decimal is never made a float. */
export function amount(value: Value, reader: Reader): string {
  const exact = value.amount as `${number}`
  const { around } = LANGUAGES[languageOf(reader.locale)]
  const counted = value.asset === 'CREDIT' || value.asset === 'TOKEN'
  if (!counted) {
    return new Intl.NumberFormat(localeOf(reader), {
      style: 'currency',
      currency: value.asset,
    }).format(exact)
  }
  return fill(
    around[value.asset as 'CREDIT' | 'TOKEN'],
    {
      exact: new Intl.NumberFormat(localeOf(reader)).format(exact),
      // Only says whether it is one.
      count: /^-?1(\.0+)?$/.test(exact) ? 1 : 2,
    },
    reader,
  )
}

/** How a person is called in a letter. */
function firstName(reader: Reader): string {
  return reader.name.trim().split(/\s+/)[0] || reader.name
}
