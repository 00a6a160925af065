import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'
import type { Way } from '../message.ts'
import { refuse } from './problems.ts'

/** An address in the form in which it is kept and compared. */
export type Addressed = { address: string; country: string | null }

/** No SMS arrives at these; `FIXED_LINE_OR_MOBILE` may be either, as all numbers of North America. */
const WITHOUT_SMS: readonly string[] = ['FIXED_LINE', 'TOLL_FREE']
/** Nothing that is written arrives at these. */
const NEVER: readonly string[] = ['PREMIUM_RATE', 'SHARED_COST', 'PAGER', 'UAN', 'VOICEMAIL']

const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i

/**
 * An address as it is kept: E.164 with its plus, or an e-mail address with its domain in lower case. A number without
 * its country's code is one of `country` (ISO 3166-1). Refusal: address_invalid, and why.
 */
export function readAddress(way: Way, text: string, country: string | null): Addressed {
  const given = text.trim()
  return way === 'email' ? readEmail(given) : readNumber(way, given, country)
}

/** The same, for who wants the address alone. */
export const normalizeAddress = (way: Way, text: string, country: string | null): string =>
  readAddress(way, text, country).address

function readEmail(given: string): Addressed {
  const at = given.lastIndexOf('@')
  const address = `${given.slice(0, at)}@${given.slice(at + 1).toLowerCase()}`
  const wrong = at < 1 || given.length > 254 || !EMAIL.test(address) || /^\.|\.\.|\.@/.test(address)
  if (wrong) throw invalid('email', 'not_an_email', 'It is no e-mail address.')
  return { address, country: null }
}

function readNumber(way: 'sms' | 'whatsapp', given: string, country: string | null): Addressed {
  const home =
    country !== null && isSupportedCountry(country) ? (country as CountryCode) : undefined
  // A spreadsheet takes the plus away from a number, or writes it as a formula.
  const plain = inPlainDigits(given)
    .replace(/^['=]+/, '')
    .replace(/^00(?=[1-9])/, '+')
  const number = /[a-z]/i.test(plain) ? undefined : parsePhoneNumberFromString(plain, home)
  const found = number?.isValid() ? number : withoutItsPlus(plain)
  if (!found && ROUNDED.test(plain))
    throw invalid(
      way,
      'rounded',
      'A spreadsheet has rounded it. Format the column as text, write the number anew and save the file again.',
    )
  if (!found) throw invalid(way, 'not_a_number', 'It is no telephone number of any country.')
  const type = found.getType()
  if (way === 'sms' && type && WITHOUT_SMS.includes(type))
    throw invalid(way, 'fixed_line', 'It is a fixed line: no SMS arrives there.')
  if (type && NEVER.includes(type))
    throw invalid(way, 'not_a_persons', 'It is a number of a service, and no person’s.')
  return { address: found.number, country: found.country ?? null }
}

/** `9.82201E+09`: what a spreadsheet makes of a number that its column is too narrow for. */
const ROUNDED = /^\d([.,]\d+)?e\+?\d+$/i

/** The noughts of the scripts of India, each before its other nine digits. */
const NOUGHTS = [...'०০੦૦୦௦౦೦൦'].map((digit) => digit.charCodeAt(0))

/** Digits as telephones have them, whatever script they were written in. */
const inPlainDigits = (text: string) =>
  text.replace(/[\u0966-\u0d6f]/g, (letter) => {
    const code = letter.charCodeAt(0)
    const nought = NOUGHTS.find((first) => code >= first && code < first + 10)
    return nought === undefined ? letter : String(code - nought)
  })

/** `919876543210`: a number with its country's code and without its plus, as spreadsheets leave it. */
function withoutItsPlus(plain: string) {
  const digits = plain.replace(/[\s().-]/g, '')
  if (!/^[1-9]\d{9,14}$/.test(digits)) return undefined
  const number = parsePhoneNumberFromString(`+${digits}`)
  return number?.isValid() ? number : undefined
}

const invalid = (way: Way, why: string, detail: string) =>
  refuse('address_invalid', { way, why, detail })
