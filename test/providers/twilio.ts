import { createHmac, randomBytes } from 'node:crypto'
import { json, type Letter, malformed, type Part, type Reply, type Taken } from './fake.ts'
import { wrongShape } from './shapes.ts'

const FAILED: Record<string, string> = {
  dnd: '30004',
  'dlt-mismatch': '30007',
  'window-closed': '63016',
}

/** Twilio, by its published description. It signs with the auth token, over the address that it posts to. */
export function twilioPart(given: { account: string; token: string }): Part {
  const user = `Basic ${Buffer.from(`${given.account}:${given.token}`).toString('base64')}`
  const base = `/2010-04-01/Accounts/${given.account}`
  const messages = new Map<string, Taken>()
  const letter = ({ ref, to, callback }: Taken, status: string, more: object = {}): Letter => {
    const form = {
      MessageSid: ref,
      MessageStatus: status,
      To: to,
      From: '+15005550006',
      ApiVersion: '2010-04-01',
      ...more,
    }
    const url = callback ?? ''
    const said = Object.entries(form)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((pair) => pair.join(''))
      .join('')
    const signature = createHmac('sha1', given.token)
      .update(url + said)
      .digest('base64')
    return {
      body: new URLSearchParams(form).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
      },
      query: new URL(url).search,
    }
  }
  const answer = ({ ref, to }: Taken, status: string, segments: string): Reply => {
    const body = {
      sid: ref,
      status,
      to,
      num_segments: segments,
      num_media: '0',
      price: null,
      price_unit: 'USD',
      error_code: null,
      error_message: null,
      account_sid: given.account,
      direction: 'outbound-api',
    }
    const wrong = wrongShape('twilio answer', body)
    return wrong ? malformed(wrong) : json(status === 'queued' ? 201 : 200, body)
  }
  const error = (status: number, code: number, message: string) =>
    json(status, { code, message, status, more_info: '' })
  return {
    ask({ method, path, headers }, fake) {
      if (method !== 'GET') return undefined
      if (headers.authorization !== user) return error(401, 20003, 'Authenticate')
      if (path === `${base}/Balance.json`)
        return json(200, {
          account_sid: given.account,
          balance: String(fake.balance),
          currency: 'USD',
        })
      const found = messages.get(/\/Messages\/(\w+)\.json$/.exec(path)?.[1] ?? '')
      return found ? answer(found, 'delivered', '2') : error(404, 20404, 'not found')
    },
    taken({ method, path, headers, body }) {
      if (method !== 'POST' || path !== `${base}/Messages.json`)
        return malformed(`${method} ${path}`)
      if (headers['content-type'] !== 'application/x-www-form-urlencoded')
        return malformed('no form')
      if (headers.authorization !== user) return error(401, 20003, 'Authenticate')
      const form = Object.fromEntries(new URLSearchParams(body))
      const wrong = wrongShape('twilio message', {
        ...form,
        ...(form.MediaUrl && { MediaUrl: [form.MediaUrl] }),
      })
      if (wrong) return malformed(wrong)
      if (!form.From && !form.MessagingServiceSid) return malformed('neither From nor a service')
      const taken = {
        to: form.To!.replace('whatsapp:', ''),
        ref: `SM${randomBytes(16).toString('hex')}`,
        callback: form.StatusCallback,
      }
      messages.set(taken.ref, taken)
      return taken
    },
    yes: (taken) => answer(taken, 'queued', '1'),
    no(fault) {
      switch (fault) {
        case 'slow_down':
          return json(
            429,
            { code: 20429, message: 'Too Many Requests', status: 429 },
            { 'retry-after': '3' },
          )
        case 'broken':
          return error(503, 20503, 'Service unavailable')
        case 'invalid_number':
          return error(400, 21211, 'Invalid To')
        case 'opted_out':
          return error(400, 21610, 'Attempt to send to unsubscribed recipient')
        case 'out_of_credit':
          // An account whose money is gone is suspended.
          return error(403, 30002, 'Account suspended')
        default:
          return undefined
      }
    },
    letters(taken, played) {
      if (played === 'never') return []
      const code = FAILED[played]
      if (code) return [letter(taken, 'undelivered', { ErrorCode: code })]
      const delivered = letter(taken, 'delivered')
      if (played === 'delivered-then-failed')
        return [delivered, letter(taken, 'undelivered', { ErrorCode: '30003' })]
      if (played === 'read-first') return [letter(taken, 'read'), delivered]
      return [delivered]
    },
  }
}
