import type { Value } from '../api/types.ts'

const UNITS: Record<string, [one: string, many: string]> = {
  CREDIT: ['credit', 'credits'],
  TOKEN: ['token', 'tokens'],
  SMS: ['SMS', 'SMS'],
  WHATSAPP: ['WhatsApp message', 'WhatsApp messages'],
  EMAIL: ['e-mail', 'e-mails'],
}

export const isMoney = (asset: string) => !(asset in UNITS)

/** Exact: the decimal string is formatted as it is, never through a float. A true minus sign. */
const exactly = (format: Intl.NumberFormat, amount: string) =>
  format.format(amount as unknown as number).replace('-', '−')

/**
 * `$1,286.00`, `₹7,37,145.00`: money with its sign, in the reader's notation. For some readers the
 * locale data writes money with other marks than plain figures ($1,135.00 beside 1.135,00 for English in
 * Germany); one page has one notation, so the marks of plain figures stand in both.
 */
export function money(value: Value, locale: string): string {
  const plain = new Map(
    new Intl.NumberFormat(locale)
      .formatToParts(1_234_567.5)
      .map(({ type, value: mark }) => [type, mark]),
  )
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: value.asset,
    currencyDisplay: 'narrowSymbol',
  })
    .formatToParts(value.amount as unknown as number)
    .map(({ type, value: text }) =>
      type === 'minusSign'
        ? '−'
        : type === 'group' || type === 'decimal'
          ? (plain.get(type) ?? text)
          : text,
    )
    .join('')
}

/** A bare figure for columns whose head names the unit: `−1,204.11`. Credits drop empty decimals. */
export function figure(value: Value, locale: string): string {
  const whole = /^-?\d+(\.0+)?$/.test(value.amount)
  const decimals = isMoney(value.asset) ? (value.amount.split('.')[1]?.length ?? 0) : whole ? 0 : 2
  return exactly(
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }),
    value.amount,
  )
}

/** `35 credits`, `1 credit`, `$35.00`: a figure is never without its unit. */
export function amount(value: Value, locale: string): string {
  if (isMoney(value.asset)) return money(value, locale)
  return `${figure(value, locale)} ${unit(value)}`
}

export function unit(value: Value): string {
  const names = UNITS[value.asset]
  if (!names) return value.asset
  return Number(value.amount) === 1 ? names[0] : names[1]
}

export const isZero = (value: Value) => Number(value.amount) === 0
export const isNegative = (value: Value) => value.amount.startsWith('-') && !isZero(value)

/** `70 %`: a share between 0 and 1 as people write it. */
export function percent(share: number, locale: string, digits = 0): string {
  const figure = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 0,
    maximumFractionDigits: digits,
  }).format(share * 100)
  return `${figure.replace('-', '−')} %`
}
