import { createHmac } from 'node:crypto'
import type { Query } from '#base'
import { type Desk, newRef, seconds, shown } from './store.ts'

/** How long a notice that was not taken is sent again: a day, as at the provider. */
const HOURS = 24

/** When one is sent again after so many tries; null: no more. */
export function nextTry(attempts: number, now: Temporal.Instant): Temporal.Instant | null {
  const waits = Math.min(5 * 4 ** (attempts - 1), 4 * 3600)
  return attempts >= 12 || waits > HOURS * 3600 ? null : now.add({ seconds: waits })
}

/** Records that something happened and queues its notice, in the transaction that made it so. */
export async function tell(
  { tx, now }: Desk,
  event: string,
  about: Record<string, object>,
): Promise<void> {
  const body = {
    entity: 'event',
    account_id: 'acc_StoaSandbox0001',
    event,
    contains: Object.keys(about),
    payload: Object.fromEntries(
      Object.entries(about).map(([name, entity]) => [name, { entity: shown(entity) }]),
    ),
    created_at: seconds(now),
  }
  await tx`
    insert into sandbox.razorpay_event (id, payload, next_at)
    values (${newRef('evt')}, ${JSON.stringify(body)}, ${now})`
}

export type Due = { id: string; payload: string; attempts: number; last_status: number | null }

/** Notices that are due, oldest first. */
export const dueEvents = (q: Query, now: Temporal.Instant): Promise<Due[]> => q<Due>`
  select id, payload, attempts, last_status from sandbox.razorpay_event
   where next_at <= ${now} order by next_at, seq limit 200`

/** Body and headers as they go over the wire: the signature is over the body alone. */
export const letter = ({ id, payload }: Due, url: string, secret: string) => ({
  url,
  payload,
  headers: {
    'content-type': 'application/json',
    'x-razorpay-signature': createHmac('sha256', secret).update(payload).digest('hex'),
    'x-razorpay-event-id': id,
    'user-agent': 'Razorpay-Webhook/v1 (Stoa sandbox)',
  },
})
