import { randomUUID } from 'node:crypto'
import { json, type Letter, malformed, type Part, type Taken } from './fake.ts'
import { wrongShape } from './shapes.ts'

const FAILED: Record<string, [code: number, reason: string]> = {
  'invalid-number': [1002, 'Number does not exist on WhatsApp'],
  'opted-out': [1012, 'User has opted out'],
  'window-closed': [470, 'Message failed to send because more than 24 hours have passed'],
}

/** Gupshup: takes whatever is well-shaped, and tells later what was wrong with it. */
export function gupshupPart(keys: { apikey: string; partner: string; appId: string }): Part {
  const letter = (type: string, payload: unknown, at: Temporal.Instant): Letter => ({
    body: JSON.stringify({
      app: 'Stoa',
      timestamp: at.epochMilliseconds,
      version: 2,
      type,
      payload,
    }),
    headers: { 'content-type': 'application/json' },
  })
  /** Early events go by its own id, later ones by WhatsApp's; a week on, its own is not told any more. */
  const event = (
    taken: Taken,
    type: string,
    at: Temporal.Instant,
    more: object = {},
    late = false,
  ) => {
    const early = type === 'enqueued' || type === 'failed'
    const ids = early
      ? { id: taken.ref }
      : { id: `wamid.${taken.ref}`, ...(!late && { gsId: taken.ref }) }
    const ts = Math.floor(at.epochMilliseconds / 1000)
    const payload = { ...ids, type, destination: taken.to.slice(1), payload: { ts, ...more } }
    return letter('message-event', payload, at)
  }
  return {
    ask({ method, path, headers }, fake) {
      if (!path.startsWith('/partner/')) return undefined
      if (method !== 'GET' || path !== `/partner/app/${keys.appId}/wallet/balance`)
        return malformed(path)
      if (headers.authorization !== keys.partner) return json(401, { status: 'error' })
      const currentBalance = fake.balance / 100
      return json(200, {
        status: 'success',
        walletResponse: { currency: 'USD', currentBalance, overDraftLimit: 0 },
      })
    },
    taken({ method, path, headers, body }) {
      const plain = path === '/wa/api/v1/msg'
      if (method !== 'POST' || !(plain || path === '/wa/api/v1/template/msg'))
        return malformed(`${method} ${path}`)
      if (headers['content-type'] !== 'application/x-www-form-urlencoded')
        return malformed('no form')
      if (headers.apikey !== keys.apikey)
        return json(401, { status: 'error', message: 'Portal User Not Found With APIKey' })
      const asked = Object.fromEntries(new URLSearchParams(body))
      const wrong =
        wrongShape('gupshup form', asked) ??
        (plain
          ? wrongShape('gupshup message', JSON.parse(asked.message ?? 'null'))
          : wrongShape('gupshup template', JSON.parse(asked.template ?? 'null')))
      if (wrong) return malformed(wrong)
      return { to: `+${asked.destination}`, ref: randomUUID() }
    },
    yes: ({ ref }) => json(202, { status: 'submitted', messageId: ref }),
    no(fault) {
      if (fault === 'slow_down')
        return json(429, { code: 4001, message: 'Too many' }, { 'retry-after': '3' })
      if (fault === 'broken') return json(500, { status: 'error', message: 'Internal Error' })
      if (fault === 'out_of_credit')
        return json(400, { status: 'error', code: 1003, message: 'Insufficient wallet balance' })
      return undefined
    },
    letters(taken, played, now) {
      if (played === 'never') return []
      const enqueued = event(taken, 'enqueued', now)
      const failed = FAILED[played]
      if (failed)
        return [enqueued, event(taken, 'failed', now, { code: failed[0], reason: failed[1] })]
      const delivered = event(taken, 'delivered', now, {}, played === 'late')
      switch (played) {
        case 'delivered-then-failed':
          return [delivered, event(taken, 'failed', now, { code: 1002, reason: 'Unknown' })]
        case 'read-first':
          return [event(taken, 'read', now), delivered]
        case 'recategorised': {
          const references = {
            id: `wamid.${taken.ref}`,
            gsId: taken.ref,
            destination: taken.to.slice(1),
          }
          const deductions = {
            type: 'marketing',
            model: 'PMP',
            source: 'whatsapp',
            billable: true,
            category: 'marketing',
          }
          return [delivered, letter('billing-event', { deductions, references }, now)]
        }
        default:
          return [delivered]
      }
    },
  }
}
