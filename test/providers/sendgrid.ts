import { createSign, type KeyObject, randomBytes } from 'node:crypto'
import { json, type Letter, malformed, type Part, type Taken } from './fake.ts'
import { wrongShape } from './shapes.ts'

/** SendGrid, by its published description; its events are signed with a key of its own. */
export function sendgridPart(given: { key: string; signer: KeyObject }): Part {
  const letter = (events: object[], now: Temporal.Instant): Letter => {
    const body = JSON.stringify(events)
    const timestamp = String(Math.floor(now.epochMilliseconds / 1000))
    const signature = createSign('sha256')
      .update(timestamp + body)
      .sign(given.signer, 'base64')
    return {
      body,
      headers: {
        'content-type': 'application/json',
        'x-twilio-email-event-webhook-signature': signature,
        'x-twilio-email-event-webhook-timestamp': timestamp,
      },
    }
  }
  const event = (
    { to, ref, attempt }: Taken,
    kind: string,
    now: Temporal.Instant,
    more: object = {},
  ) => ({
    email: to,
    timestamp: Math.floor(now.epochMilliseconds / 1000),
    event: kind,
    sg_event_id: randomBytes(16).toString('base64url'),
    sg_message_id: `${ref}.recvd-5f9c-1-ABC.0`,
    'smtp-id': '<x@ismtpd>',
    attempt,
    ...more,
  })
  const error = (status: number, message: string) =>
    json(status, { errors: [{ message, field: null, help: null }] })
  return {
    ask({ method, path, headers }, fake) {
      if (method !== 'GET') return undefined
      if (headers.authorization !== `Bearer ${given.key}`)
        return error(401, 'The provided authorization grant is invalid')
      if (path !== '/v3/user/credits') return malformed(path)
      const [remain, total] = [fake.balance, fake.balance + 1_000]
      return json(200, {
        remain,
        total,
        overage: 0,
        used: 1_000,
        last_reset: '2026-11-01',
        next_reset: '2026-12-01',
        reset_frequency: 'monthly',
      })
    },
    taken({ method, path, headers, body }) {
      if (method !== 'POST' || path !== '/v3/mail/send') return malformed(`${method} ${path}`)
      if (headers['content-type'] !== 'application/json') return malformed('no JSON')
      if (headers.authorization !== `Bearer ${given.key}`)
        return error(401, 'The provided authorization grant is invalid')
      const asked = JSON.parse(body)
      const wrong = wrongShape('sendgrid letter', asked)
      if (wrong) return malformed(wrong)
      if (asked.content[0].type !== 'text/plain') return malformed('plain text must come first')
      return {
        to: asked.personalizations[0].to[0].email,
        ref: randomBytes(16).toString('base64url'),
        attempt: asked.custom_args?.attempt,
      }
    },
    yes: ({ ref }) => ({ status: 202, headers: { 'x-message-id': ref } }),
    no(fault) {
      switch (fault) {
        case 'slow_down':
          return json(429, { errors: [{ message: 'too many requests' }] }, { 'retry-after': '3' })
        case 'broken':
          return error(500, 'internal error')
        case 'out_of_credit':
          return error(401, 'Maximum credits exceeded')
        default:
          return undefined
      }
    },
    letters(taken, played, now) {
      const one = (kind: string, more: object = {}) => letter([event(taken, kind, now, more)], now)
      switch (played) {
        case 'never':
          return []
        case 'invalid-number':
          return [
            one('bounce', { type: 'bounce', status: '5.1.1', reason: '550 5.1.1 unknown user' }),
          ]
        case 'opted-out':
          return [one('dropped', { reason: 'Unsubscribed Address' })]
        case 'delivered-then-failed':
          return [
            one('delivered'),
            one('bounce', { type: 'bounce', status: '5.0.0', reason: 'later' }),
          ]
        case 'read-first':
          return [one('open'), one('delivered')]
        default:
          return [letter([event(taken, 'processed', now), event(taken, 'delivered', now)], now)]
      }
    },
  }
}
