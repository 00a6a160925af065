/** Numbers that tax authorities give: whether one can be right at all. Spaces, dots and dashes do not count. */

export const bare = (text: string): string => text.replace(/[\s.\-–/]/g, '').toUpperCase()

/** A US social security number: no group of zeros, not 666, not from 900 on (SSA, “SSN randomization”). */
export const isSsn = (text: string): boolean =>
  /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(bare(text))

/** An individual taxpayer identification number: 9, and 50–65, 70–88, 90–92 or 94–99 in the middle (IRS). */
export const isItin = (text: string): boolean =>
  /^9\d{2}(5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/.test(bare(text))

/** Prefixes that the IRS has never given an employer identification number. */
const NO_EIN = new Set([
  '00',
  '07',
  '08',
  '09',
  '17',
  '18',
  '19',
  '28',
  '29',
  '49',
  '69',
  '70',
  '78',
  '79',
  '89',
  '96',
  '97',
])

export const isEin = (text: string): boolean => {
  const digits = bare(text)
  return /^\d{9}$/.test(digits) && !NO_EIN.has(digits.slice(0, 2))
}

/** An Indian permanent account number: the fourth letter says whose (P a person, C a company, …). */
export const isPan = (text: string): boolean =>
  /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/.test(bare(text))

const BASE_36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * An Indian GSTIN: state, PAN, number of the registration, Z, and a check digit over base 36, where the
 * quotient and rest of each product by 1, 2, 1, 2 … are added up.
 */
export function isGstin(text: string): boolean {
  const number = bare(text)
  if (!/^(0[1-9]|[12]\d|3[0-8]|97|99)[A-Z0-9]{10}[1-9A-Z]Z[A-Z0-9]$/.test(number)) return false
  if (!isPan(number.slice(2, 12))) return false
  let sum = 0
  for (const [index, sign] of [...number.slice(0, 14)].entries()) {
    const product = BASE_36.indexOf(sign) * (index % 2 === 0 ? 1 : 2)
    sum += Math.floor(product / 36) + (product % 36)
  }
  return BASE_36[(36 - (sum % 36)) % 36] === number[14]
}

/** Shapes of VAT numbers by country (VIES, “Structure of VAT identification numbers”); Greece writes EL. */
const VAT: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  ES: /^([A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
}

/** Numbers of which the last digit, or the whole, is checked. */
const CHECKED: Record<string, (digits: string) => boolean> = {
  // ISO 7064, mod 11,10
  DE: (digits) => mod11and10(digits),
  HR: (digits) => mod11and10(digits),
  BE: (digits) => 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8)),
  LU: (digits) => Number(digits.slice(0, 6)) % 89 === Number(digits.slice(6)),
  PT: (digits) => weighed(digits, [9, 8, 7, 6, 5, 4, 3, 2], (rest) => (rest < 2 ? 0 : 11 - rest)),
  PL: (digits) => weighed(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7], (rest) => rest),
  IT: luhn,
}

function mod11and10(digits: string): boolean {
  let product = 10
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (2 * sum) % 11
  }
  return (11 - product) % 10 === Number(digits.at(-1))
}

function weighed(digits: string, weights: number[], check: (rest: number) => number): boolean {
  const sum = weights.reduce((all, weight, index) => all + weight * Number(digits[index]), 0)
  return check(sum % 11) === Number(digits.at(-1))
}

function luhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((all, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** A VAT number of a country of the EU, with or without the country before it. */
export function isVat(text: string, country: string): boolean {
  const shape = VAT[country]
  if (!shape) return false
  const prefix = country === 'GR' ? 'EL' : country
  const whole = bare(text)
  const number = whole.startsWith(prefix) ? whole.slice(2) : whole
  return shape.test(number) && (CHECKED[country]?.(number) ?? true)
}

/** A tax number of any country: letters and digits, at least four. */
export const isTin = (text: string): boolean =>
  /^[A-Z0-9]{4,24}$/.test(bare(text)) && /\d/.test(text)

/** What may be shown of a number: its last four signs, or two where it is short. */
export function masked(text: string): string {
  const number = bare(text)
  const shown = number.length >= 8 ? 4 : 2
  return `•••${number.slice(-shown)}`
}
