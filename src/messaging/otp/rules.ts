import type { Query, Tx } from '#base'
import type { Way } from '../message.ts'
import { refuse } from './problems.ts'
import { WORDS_AT_FIRST } from './words.ts'

/** How an organization's codes are made, sent and guarded. */
export type OtpRules = {
  length: number
  validSeconds: number
  /** Guesses at one code. */
  attempts: number
  /** How long after one code another can be asked for. */
  resendSeconds: number
  way: Way
  /** Where the code goes too, if the first way has not delivered by then. */
  fallbackWay: 'sms' | 'whatsapp' | null
  fallbackSeconds: number
  /** Codes within an hour at most: for one number, from one address of the internet, in all. */
  numberHour: number
  ipHour: number
  organizationHour: number
  /** ISO 3166 countries whose numbers get codes. */
  countries: string[]
  /** Once so many were sent to a country within an hour, at least this share of them, in percent, must be verified. */
  pumpingSent: number
  pumpingShare: number
  /** With {code} and {minutes}. */
  words: string
  /** The same for those who read other languages, by language (`de`). */
  wordsBy: Record<string, string>
  /** India: the template as registered (DLT), which has `words`; WhatsApp: the name of the approved template. */
  dltTemplate: string | null
  whatsappTemplate: string | null
  /** In which the template is approved there; the first is for whoever reads none of them. */
  whatsappLanguages: string[]
}

/** Until an organization says otherwise. */
export const RULES_AT_FIRST: OtpRules = {
  length: 6,
  validSeconds: 300,
  attempts: 5,
  resendSeconds: 30,
  way: 'sms',
  fallbackWay: null,
  fallbackSeconds: 45,
  numberHour: 5,
  ipHour: 20,
  organizationHour: 1_000,
  countries: ['IN'],
  pumpingSent: 30,
  pumpingShare: 15,
  words: WORDS_AT_FIRST,
  wordsBy: {},
  dltTemplate: null,
  whatsappTemplate: null,
  whatsappLanguages: ['en'],
}

type Row = {
  length: number
  valid_seconds: number
  attempts: number
  resend_seconds: number
  way: Way
  fallback_way: 'sms' | 'whatsapp' | null
  fallback_seconds: number
  number_hour: number
  organization_hour: number
  ip_hour: number
  countries: string[]
  pumping_sent: number
  pumping_share: number
  words: string
  words_by: Record<string, string>
  dlt_template: string | null
  whatsapp_template: string | null
  whatsapp_languages: string[]
}

/** An organization's; null: those of the house's own codes. */
export async function otpRulesOf(q: Query, organization: string | null): Promise<OtpRules> {
  const [row] = await q<Row>`
    select * from messaging.otp_rules where organization_id is not distinct from ${organization}::uuid`
  if (!row) return RULES_AT_FIRST
  return {
    length: row.length,
    validSeconds: row.valid_seconds,
    attempts: row.attempts,
    resendSeconds: row.resend_seconds,
    way: row.way,
    fallbackWay: row.fallback_way,
    fallbackSeconds: row.fallback_seconds,
    numberHour: row.number_hour,
    ipHour: row.ip_hour,
    organizationHour: row.organization_hour,
    countries: row.countries,
    pumpingSent: row.pumping_sent,
    pumpingShare: row.pumping_share,
    words: row.words,
    wordsBy: row.words_by,
    dltTemplate: row.dlt_template,
    whatsappTemplate: row.whatsapp_template,
    whatsappLanguages: row.whatsapp_languages,
  }
}

/** What stands against rules, as a sentence; nothing: they fit. */
export function faultOf(rules: OtpRules): string | undefined {
  const { way, fallbackWay, words, wordsBy, whatsappTemplate, resendSeconds, validSeconds } = rules
  const all = [words, ...Object.values(wordsBy)]
  if (!all.every((one) => one.includes('{code}')))
    return 'The words need {code}, where the code goes.'
  if (fallbackWay === way) return 'The second way must be another one than the first.'
  if ((way === 'whatsapp' || fallbackWay === 'whatsapp') && !whatsappTemplate)
    return 'WhatsApp takes a code only in an approved template: name it.'
  if (way === 'email' && fallbackWay)
    return 'A code by e-mail has no second way: it would need another address.'
  if (resendSeconds > validSeconds)
    return 'Another code cannot wait longer than the first is valid.'
  return undefined
}

/** Refusal: otp_rules_invalid, and why. */
export async function setOtpRules(
  tx: Tx,
  organization: string | null,
  rules: OtpRules,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const fault = faultOf(rules)
  if (fault) throw refuse('otp_rules_invalid', { detail: fault })
  await tx`
    insert into messaging.otp_rules (organization_id, length, valid_seconds, attempts, resend_seconds, way, fallback_way,
      fallback_seconds, number_hour, organization_hour, ip_hour, countries, pumping_sent, pumping_share, words,
      words_by, dlt_template, whatsapp_template, whatsapp_languages, set_by, set_at)
    values (${organization}, ${rules.length}, ${rules.validSeconds}, ${rules.attempts}, ${rules.resendSeconds},
      ${rules.way}, ${rules.fallbackWay}, ${rules.fallbackSeconds}, ${rules.numberHour}, ${rules.organizationHour},
      ${rules.ipHour}, ${rules.countries}, ${rules.pumpingSent}, ${rules.pumpingShare}, ${rules.words},
      ${rules.wordsBy}::jsonb, ${rules.dltTemplate}, ${rules.whatsappTemplate}, ${rules.whatsappLanguages}, ${by}, ${now})
    on conflict (organization_id) do update set length = excluded.length, valid_seconds = excluded.valid_seconds,
      attempts = excluded.attempts, resend_seconds = excluded.resend_seconds, way = excluded.way,
      fallback_way = excluded.fallback_way, fallback_seconds = excluded.fallback_seconds,
      number_hour = excluded.number_hour, organization_hour = excluded.organization_hour, ip_hour = excluded.ip_hour,
      countries = excluded.countries, pumping_sent = excluded.pumping_sent, pumping_share = excluded.pumping_share,
      words = excluded.words,
      words_by = excluded.words_by, whatsapp_languages = excluded.whatsapp_languages, dlt_template = excluded.dlt_template, whatsapp_template = excluded.whatsapp_template,
      set_by = excluded.set_by, set_at = excluded.set_at`
}
