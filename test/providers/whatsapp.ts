import { createHmac, randomBytes } from 'node:crypto'
import { json, type Letter, malformed, type Part, type Taken } from './fake.ts'
import { wrongShape } from './shapes.ts'

const FAILED: Record<string, [code: number, title: string]> = {
  'invalid-number': [131026, 'Message undeliverable'],
  'opted-out': [131050, 'User has stopped marketing messages'],
  'window-closed': [131047, 'Re-engagement message'],
}

/** WhatsApp Cloud API; signs over the raw bytes with the app's secret. */
export function whatsappPart(given: { token: string; phone: string; secret: string }): Part {
  const letter = (value: object): Letter => {
    const entry = [
      {
        id: 'WABA',
        changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', ...value } }],
      },
    ]
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry })
    const signature = createHmac('sha256', given.secret).update(body).digest('hex')
    return {
      body,
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    }
  }
  const status = (
    { ref, to, attempt }: Taken,
    state: string,
    now: Temporal.Instant,
    more: object = {},
  ) =>
    letter({
      metadata: { display_phone_number: '919700000000', phone_number_id: given.phone },
      statuses: [
        {
          id: ref,
          status: state,
          timestamp: String(Math.floor(now.epochMilliseconds / 1000)),
          recipient_id: to.slice(1),
          biz_opaque_callback_data: attempt,
          pricing: { billable: true, pricing_model: 'PMP', category: 'utility' },
          ...more,
        },
      ],
    })
  const error = (http: number, code: number, message: string, headers?: Record<string, string>) =>
    json(http, { error: { message, type: 'OAuthException', code, fbtrace_id: 'x' } }, headers)
  return {
    ask: ({ method, path }) => (method === 'GET' ? malformed(path) : undefined),
    taken({ method, path, headers, body }) {
      if (method !== 'POST' || path !== `/v23.0/${given.phone}/messages`)
        return malformed(`${method} ${path}`)
      if (headers['content-type'] !== 'application/json') return malformed('no JSON')
      if (headers.authorization !== `Bearer ${given.token}`)
        return error(401, 190, 'Invalid OAuth access token')
      const asked = JSON.parse(body)
      const wrong = wrongShape('whatsapp message', asked)
      if (wrong) return malformed(wrong)
      if (asked[asked.type] === undefined) return malformed(`there is no ${asked.type} in it`)
      return {
        to: `+${asked.to}`,
        ref: `wamid.${randomBytes(20).toString('base64url')}`,
        attempt: asked.biz_opaque_callback_data,
      }
    },
    yes: ({ ref, to }) =>
      json(200, {
        messaging_product: 'whatsapp',
        contacts: [{ input: to, wa_id: to.slice(1) }],
        messages: [{ id: ref, message_status: 'accepted' }],
      }),
    no(fault) {
      switch (fault) {
        case 'slow_down':
          return error(429, 130429, 'Rate limit hit', { 'retry-after': '3' })
        case 'broken':
          return error(500, 131000, 'Something went wrong')
        case 'out_of_credit':
          return error(400, 131042, 'Business eligibility payment issue')
        default:
          return undefined
      }
    },
    letters(taken, played, now) {
      if (played === 'never') return []
      const failed = FAILED[played]
      if (failed)
        return [status(taken, 'failed', now, { errors: [{ code: failed[0], title: failed[1] }] })]
      const marketing = { pricing: { billable: true, pricing_model: 'PMP', category: 'marketing' } }
      const delivered = status(taken, 'delivered', now, played === 'recategorised' ? marketing : {})
      if (played === 'delivered-then-failed')
        return [delivered, status(taken, 'failed', now, { errors: [{ code: 131026, title: 'x' }] })]
      if (played === 'read-first') return [status(taken, 'read', now), delivered]
      return [delivered]
    },
  }
}
