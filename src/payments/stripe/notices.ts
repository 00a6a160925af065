import { createHmac, timingSafeEqual } from 'node:crypto'
import { BadNotice, type Notice, type NoticeEndpoint, type Things } from '../provider.ts'
import { instant } from './reading.ts'

/** How far a notice's time may lie from ours, either way. */
const TOLERANCE_SECONDS = 300

/** Which thing of ours an event is about, by the object it carries. */
const ABOUT: Record<string, keyof Things> = {
  'checkout.session': 'checkout',
  subscription: 'billing',
  invoice: 'invoice',
  refund: 'refund',
  dispute: 'dispute',
  'radar.early_fraud_warning': 'warning',
  account: 'payee',
  transfer: 'transfer',
  payout: 'bankPayout',
}

/** A charge says nothing that its checkout or invoice does not say; only one that failed has no other notice. */
const DECLINED = 'charge.failed'

/**
 * Checks who sent a notice and when. Ours instead of the SDK's: it compares in constant time against
 * every secret in use (two while keys are changed), believes none from the future either, and goes
 * by the clock that it is given.
 */
export function readNotice(
  raw: Uint8Array,
  signature: string | undefined,
  secrets: readonly string[],
  now: Temporal.Instant,
): Notice {
  const parts = (signature ?? '')
    .split(',')
    .map((part) => part.trim().split('=') as [string, string])
  const time = Number(parts.find(([name]) => name === 't')?.[1])
  const given = parts
    .filter(([name]) => name === 'v1')
    .map(([, hex]) => Buffer.from(hex ?? '', 'hex'))
  if (!Number.isSafeInteger(time) || given.length === 0)
    throw new BadNotice('The notice is not signed.')
  const wanted = secrets.map((secret) =>
    createHmac('sha256', secret).update(`${time}.`).update(raw).digest(),
  )
  const genuine = wanted.some((want) =>
    given.some((one) => one.length === want.length && timingSafeEqual(one, want)),
  )
  if (!genuine) throw new BadNotice('The signature of the notice is wrong.')
  if (Math.abs(now.epochMilliseconds / 1000 - time) > TOLERANCE_SECONDS) {
    throw new BadNotice('The notice is too old, or from the future.')
  }
  return noticeIn(raw)
}

function noticeIn(raw: Uint8Array): Notice {
  let event: {
    id?: unknown
    object?: unknown
    type?: unknown
    created?: unknown
    account?: unknown
    data?: { object?: { id?: unknown; object?: unknown } }
  }
  try {
    event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    throw new BadNotice('The notice is no JSON.')
  }
  if (event?.object !== 'event' || typeof event.id !== 'string' || typeof event.type !== 'string') {
    throw new BadNotice('The notice is no event.')
  }
  const { id, object } = event.data?.object ?? {}
  const kind = event.type === DECLINED ? 'declined' : ABOUT[String(object)]
  return {
    id: event.id,
    type: event.type,
    about: kind && typeof id === 'string' ? { kind, ref: id } : undefined,
    account: typeof event.account === 'string' ? event.account : undefined,
    at: instant(Number(event.created)),
  }
}

export type Secrets = Record<NoticeEndpoint, readonly string[]>
