import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { BadNotice, type Notice, type Things } from '../provider.ts'
import { instant } from './reading.ts'

/** Which thing of ours an event is about, by the entity that it names first. */
const ABOUT: [RegExp, string, keyof Things][] = [
  [/^payment_link\./, 'payment_link', 'checkout'],
  [/^refund\./, 'refund', 'refund'],
  [/^payment\.dispute\./, 'dispute', 'dispute'],
  [/^settlement\./, 'settlement', 'settlement'],
  [/^payout\./, 'payout', 'bankPayout'],
]

type Event = {
  entity?: unknown
  event?: unknown
  account_id?: unknown
  created_at?: unknown
  payload?: Record<string, { entity?: { id?: unknown; fund_account_id?: unknown } } | undefined>
}

export const hmac = (secret: string, text: string | Uint8Array) =>
  createHmac('sha256', secret).update(text).digest()

/** Compares in constant time; false for anything that is no hash in hex. */
export function sameHash(want: Buffer, given: string | undefined): boolean {
  const hash = Buffer.from(given ?? '', 'hex')
  return hash.length === want.length && timingSafeEqual(hash, want)
}

/**
 * Checks who sent a notice. Its signature is over the body alone: there is no time in it, so it stays
 * genuine for ever, and what keeps it from working twice is its id (or, where that is lacking, the hash
 * of the body), and that it is believed in nothing but which thing to look up. Notices sent again after
 * a secret was changed carry the old signature: both are given until they have run out.
 */
export function readNotice(
  raw: Uint8Array,
  signature: string | undefined,
  secrets: readonly string[],
  eventId: string | undefined,
): Notice {
  if (!signature) throw new BadNotice('The notice is not signed.')
  if (!secrets.some((secret) => sameHash(hmac(secret, raw), signature.trim())))
    throw new BadNotice('The signature of the notice is wrong.')
  let event: Event
  try {
    event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    throw new BadNotice('The notice is no JSON.')
  }
  if (event?.entity !== 'event' || typeof event.event !== 'string') {
    throw new BadNotice('The notice is no event.')
  }
  const type = event.event
  const [, name, kind] = ABOUT.find(([types]) => types.test(type)) ?? []
  const thing = name ? event.payload?.[name]?.entity : undefined
  const account = thing?.fund_account_id
  return {
    id:
      eventId && /^[\w-]{4,255}$/.test(eventId)
        ? eventId
        : `body_${createHash('sha256').update(raw).digest('hex')}`,
    type,
    about: kind && typeof thing?.id === 'string' ? { kind, ref: thing.id } : undefined,
    account: typeof account === 'string' ? account : undefined,
    at: instant(Number.isSafeInteger(event.created_at) ? Number(event.created_at) : 0),
  }
}

/**
 * What the buyer's browser brings back from the provider's page, signed with our own key. The checkout
 * that it is about; undefined: it was not the provider who sent them.
 */
export function readReturn(query: Record<string, unknown>, keySecret: string): string | undefined {
  const [link, reference, status, payment, signature] = [
    'razorpay_payment_link_id',
    'razorpay_payment_link_reference_id',
    'razorpay_payment_link_status',
    'razorpay_payment_id',
    'razorpay_signature',
  ].map((name) => query[name])
  if (typeof signature !== 'string' || typeof link !== 'string') return undefined
  const said = [link, reference, status, payment].join('|')
  return sameHash(hmac(keySecret, said), signature) ? link : undefined
}
