import type { Value } from '#base'

/** Whom a text is for: decides language, zone and how numbers are written. */
export type Reader = { name: string; zone: string; locale: string }

/** Making one takes a hundred times as long as using it. */
const dates = new Map<string, Intl.DateTimeFormat>()

function dateFormat(reader: Reader, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${reader.locale} ${reader.zone} ${Object.keys(parts)}`
  let format = dates.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(reader.locale, { ...parts, timeZone: reader.zone })
    // A reader may set any zone and language: more pairs than this are not worth keeping.
    if (dates.size < 1_000) dates.set(key, format)
  }
  return format
}

/** A moment as the reader's own clock shows it: "Tuesday, 5 May at 18:00 CEST". */
export function moment(at: Temporal.Instant, reader: Reader): string {
  return dateFormat(reader, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at.epochMilliseconds)
}

/** A day as the reader's own calendar shows it: "5 May 2026". */
export function day(at: Temporal.Instant, reader: Reader): string {
  return dateFormat(reader, { day: 'numeric', month: 'long', year: 'numeric' }).format(
    at.epochMilliseconds,
  )
}

/** An amount in words: "$13.12", "50 credits", "1 token". Exact: the decimal is never made a float. */
export function amount(value: Value, reader: Reader): string {
  const exact = value.amount as `${number}`
  const counted = COUNTED[value.asset]
  if (!counted) {
    return new Intl.NumberFormat(reader.locale, {
      style: 'currency',
      currency: value.asset,
    }).format(exact)
  }
  const one = /^-?1(\.0+)?$/.test(exact)
  return `${new Intl.NumberFormat(reader.locale).format(exact)} ${one ? counted[0] : counted[1]}`
}

const COUNTED: Record<string, readonly [string, string]> = {
  CREDIT: ['credit', 'credits'],
  TOKEN: ['token', 'tokens'],
}

/** How a person is called in a letter. */
export function firstName(reader: Reader): string {
  return reader.name.trim().split(/\s+/)[0] ?? reader.name
}
