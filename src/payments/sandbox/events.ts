import { createHmac } from 'node:crypto'
import Stripe from 'stripe'
import type { Query } from '#base'
import { thingFault } from './sdk-shapes.ts'
import { event } from './shapes.ts'
import { keep, newRef, seconds, type Thing, type Till } from './till.ts'

/** Where notices go: our own account's events, or those of the connected accounts. */
export type Endpoint = Stripe.WebhookEndpoint & { $connect: boolean; secret: string }

/** How often a notice is sent again, and after how long: at most 16 times over about three days. */
export function nextTry(attempts: number, now: Temporal.Instant): Temporal.Instant | null {
  if (attempts >= 16) return null
  return now.add({ seconds: Math.min(5 * 4 ** (attempts - 1), 8 * 3600) })
}

/** Fields that begin with `$` are nobody else's business. */
export function shown<Whole extends object>(thing: Whole): Whole {
  return Object.fromEntries(
    Object.entries(thing).filter(([name]) => !name.startsWith('$')),
  ) as Whole
}

/** Records that something happened and queues its notices, in the transaction that made it so. */
export async function tell(
  till: Till,
  type: Stripe.Event.Type,
  thing: Pick<Thing, 'object'>,
): Promise<void> {
  const fault = thingFault(shown(thing))
  if (fault)
    throw new Error(
      `The sandbox tells of ${thing.object} otherwise than the SDK says: ${fault.at} ${fault.says}`,
    )
  const body = event({
    id: newRef('evt'),
    created: seconds(till.now),
    api_version: Stripe.API_VERSION,
    type,
    data: { object: shown(thing) as unknown as Stripe.Event.Data.Object },
    ...(till.account ? { account: till.account } : {}),
  })
  await keep(till, body)
  await till.tx`
    insert into sandbox.delivery (event, endpoint, next_at)
    select ${body.id}, id, ${till.now} from sandbox.thing
     where object = 'webhook_endpoint' and body ->> 'status' = 'enabled'
       and (body ->> '$connect')::boolean = ${till.account !== ''}
       and body -> 'enabled_events' ?| array['*', ${type}::text]`
}

export type Delivery = {
  event: string
  endpoint: string
  attempts: number
  last_status: number | null
  body: Stripe.Event
  url: string
  secret: string
}

/** Notices that are due by then, or by the sandbox's own hour where that is later; oldest first. */
export async function dueDeliveries(q: Query, now: Temporal.Instant): Promise<Delivery[]> {
  return q`
    select d.event, d.endpoint, d.attempts, d.last_status, e.body, w.body ->> 'url' as url, w.body ->> 'secret' as secret
      from sandbox.delivery d
      join sandbox.thing e on e.id = d.event
      join sandbox.thing w on w.id = d.endpoint
     where d.next_at <= greatest(${now}::timestamptz, (select at from sandbox.hour))
     order by d.next_at, d.seq limit 200`
}

/** Body and headers as they go over the wire: pretty-printed, signed over time and body. */
export function letter(delivery: Delivery, now: Temporal.Instant) {
  const payload = JSON.stringify(delivery.body, null, 2)
  const time = seconds(now)
  const signature = createHmac('sha256', delivery.secret).update(`${time}.${payload}`).digest('hex')
  return {
    url: delivery.url,
    payload,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': `t=${time},v1=${signature}`,
      'user-agent': 'Stripe/1.0 (Stoa sandbox)',
    },
  }
}
