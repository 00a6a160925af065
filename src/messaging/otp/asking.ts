import { allProblems, newId, Problem, type Tx } from '#base'
import { PLATFORM } from '#ledger'
import { languageAt, readAddress } from '../contacts/index.ts'
import type { Content, Sender, Way } from '../message.ts'
import { accept } from '../sending/index.ts'
import { hashOf, newCode, type OtpKey } from './codes.ts'
import { countAsked, refusePumped, stopIfPumped } from './limits.ts'
import { refuse } from './problems.ts'
import { type OtpRules, otpRulesOf } from './rules.ts'
import { languageAmong, wordsIn } from './words.ts'

/** What is asked for: a code to an address, for a purpose (`login`); only the newest of the two counts. */
export type OtpWish = {
  /** Null: the house asks. */
  organization: string | null
  to: string
  purpose: string
  /** Another way than the rules'. */
  way?: Way | undefined
  /** Of whoever asks, as the organization saw it. */
  ip?: string | undefined
  /** Where the number has no country's code. */
  country?: string | undefined
  /** What they read; left out: the language of the contact who has this address, else the rules' own. */
  language?: string | undefined
}

const HOUSE: Sender = { type: 'platform', id: PLATFORM.id }

/** The same answer whether a number exists, is stopped or never answers. */
export type OtpAsked = { id: string; expiresAt: Temporal.Instant; againAt: Temporal.Instant }

/** Refusals of the pipe that are about the address, and so are told to nobody who asks for a code. */
const ABOUT_THE_ADDRESS = new Set(['recipient_suppressed', 'recipient_opted_out'])

/**
 * Sends a code. A new one ends the one before it. Refusals in order: address_invalid, otp_country_closed,
 * otp_country_stopped, otp_too_soon, otp_too_many, and what stands against the organization sending at all
 * (no credits, suspended). What stands against the address alone is not told.
 */
export async function askOtp(
  tx: Tx,
  key: OtpKey,
  wish: OtpWish,
  now: Temporal.Instant,
): Promise<OtpAsked> {
  const { organization, purpose } = wish
  const rules = await otpRulesOf(tx, organization)
  const way = wish.way ?? rules.way
  const { address, country } = readAddress(way, wish.to, wish.country ?? null)
  const to = country ?? (way === 'email' ? null : 'ZZ')
  if (to) await refusePumped(tx, { organization, country: to }, rules)
  await refuseTooSoon(tx, { organization, purpose, way, address }, rules, now)
  await countAsked(tx, { organization, address, ip: wish.ip }, rules, now)

  const language =
    wish.language ?? (organization ? await languageAt(tx, organization, { way, address }) : null)
  const id = newId()
  const code = newCode(rules.length)
  const expiresAt = now.add({ seconds: rules.validSeconds })
  await tx`update messaging.otp set ended = 'replaced', ended_at = ${now}, fallback_at = null
    where organization_id is not distinct from ${organization}::uuid and purpose = ${purpose} and way = ${way}
      and address = ${address} and ended is null`
  const second = way === rules.way ? rules.fallbackWay : null
  await tx`
    insert into messaging.otp (id, organization_id, purpose, way, address, country, language, hashes, asked_at,
      expires_at, most_attempts, fallback_way, fallback_at)
    values (${id}, ${organization}, ${purpose}, ${way}, ${address}, ${to}, ${language},
      ${[hashOf(key, id, code)]}::bytea[], ${now}, ${expiresAt}, ${rules.attempts}, ${second}, ${second ? now.add({ seconds: rules.fallbackSeconds }) : null})`
  await sendCode(
    tx,
    { id, organization, way, address, language, code, expiresAt, which: 'message_id' },
    rules,
    now,
  )
  if (to) await stopIfPumped(tx, { organization, country: to }, rules, now)
  return { id, expiresAt, againAt: now.add({ seconds: rules.resendSeconds }) }
}

/** One code at a time for an address and a purpose; who asks at the same moment waits here. */
async function refuseTooSoon(
  tx: Tx,
  {
    organization,
    purpose,
    way,
    address,
  }: Record<'purpose' | 'way' | 'address', string> & { organization: string | null },
  rules: OtpRules,
  now: Temporal.Instant,
): Promise<void> {
  const one = `otp ${organization} ${purpose} ${way} ${address}`
  await tx`select pg_advisory_xact_lock(hashtextextended(${one}, 0))`
  const [last] = await tx<{ asked_at: Temporal.Instant }>`select asked_at from messaging.otp
    where organization_id is not distinct from ${organization}::uuid and purpose = ${purpose} and way = ${way}
      and address = ${address} and ended is null`
  const again = last?.asked_at.add({ seconds: rules.resendSeconds })
  if (again && Temporal.Instant.compare(now, again) < 0)
    throw refuse('otp_too_soon', { againAt: again.toString() })
}

/** Sends a code one way. What stands against the address is kept, and told to nobody. */
export async function sendCode(
  tx: Tx,
  one: {
    id: string
    organization: string | null
    way: Way
    address: string
    language: string | null
    code: string
    expiresAt: Temporal.Instant
    which: 'message_id' | 'fallback_message_id'
  },
  rules: OtpRules,
  now: Temporal.Instant,
): Promise<void> {
  const { id, organization, way, address, language, code, expiresAt, which } = one
  const sender: Sender = organization ? { type: 'organization', id: organization } : HOUSE
  const [answer] = await accept(
    tx,
    sender,
    [
      {
        key: `otp:${id}:${which === 'message_id' ? 1 : 2}`,
        way,
        to: address,
        category: 'authentication',
        lane: 'otp',
        content: contentOf(way, code, language, rules),
        about: { type: 'otp', id },
        expiresAt,
      },
    ],
    now,
  )
  const refusal = answer?.refusal
  if (refusal && !ABOUT_THE_ADDRESS.has(refusal)) throw problemNamed(refusal)
  // What never leaves keeps no code.
  if (refusal && answer?.id)
    await tx`update messaging.message set content = null where id = ${answer.id}`
  if (which === 'message_id')
    await tx`update messaging.otp set message_id = ${refusal ? null : answer?.id}, unsent = ${refusal ?? null} where id = ${id}`
  else
    await tx`update messaging.otp set fallback_message_id = ${refusal ? null : answer?.id} where id = ${id}`
}

function problemNamed(code: string): Problem {
  const kind = allProblems().get(code)
  if (!kind) throw new Error(`A message was refused by no name of ours: ${code}`)
  return new Problem(code, kind, {})
}

/** What is written; WhatsApp takes a code only in its approved template. */
function contentOf(way: Way, code: string, language: string | null, rules: OtpRules): Content {
  const minutes = String(Math.max(1, Math.floor(rules.validSeconds / 60)))
  // What India's carriers let through has the words of its template, in whatever language.
  const own = way === 'sms' && rules.dltTemplate ? rules.words : wordsIn(rules, language)
  const text = own.replaceAll('{code}', code).replaceAll('{minutes}', minutes)
  if (way === 'email') return { way, subject: text.slice(0, 120), text }
  if (way === 'sms')
    return {
      way,
      text,
      ...(rules.dltTemplate
        ? { dltTemplate: rules.dltTemplate, variables: { code, minutes } }
        : {}),
    }
  const approved = languageAmong(rules.whatsappLanguages, language)
  return {
    way,
    text,
    template: { name: rules.whatsappTemplate!, language: approved, parameters: [code] },
  }
}
