import { randomUUID } from 'node:crypto'
import { json, type Letter, malformed, type Part, type Played } from './fake.ts'
import { wrongShape } from './shapes.ts'

const STATUS: Partial<Record<Played, [status: string, words: string]>> = {
  dnd: ['9', 'NDNC number'],
  'dlt-mismatch': ['2', 'SMS not matched with DLT template'],
  'opted-out': ['17', 'Blocked'],
}

/** MSG91: everything is answered with 200 or 400 and a code; what became of it comes as a form with a list in it. */
export function msg91Part(authkey: string): Part {
  let day = 0
  const report = (
    { ref, to }: { ref: string; to: string },
    status: string,
    words: string,
    credit = '1',
  ): Letter => {
    day += 1
    const data = [
      {
        senderId: 'STUDSP',
        requestId: ref,
        userId: '1',
        campaignName: 'flow',
        report: [
          {
            date: `2026-11-${String(10 + (day % 12)).padStart(2, '0')} 13:30:00`,
            number: to.slice(1),
            status,
            desc: status === '1' ? 'DELIVERED' : words,
            failedReason: status === '1' ? '' : words,
            credit,
          },
        ],
      },
    ]
    return {
      body: new URLSearchParams({ data: JSON.stringify(data) }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }
  }
  return {
    ask({ method, path, query }, fake) {
      if (path !== '/api/balance.php') return undefined
      if (method !== 'GET' || query.get('authkey') !== authkey)
        return json(200, { type: 'error', message: 'Invalid authkey', code: '207' })
      return { status: 200, body: String(fake.balance), headers: { 'content-type': 'text/html' } }
    },
    taken({ method, path, headers, body }) {
      if (method !== 'POST' || path !== '/api/v5/flow/') return malformed(`${method} ${path}`)
      if (headers['content-type'] !== 'application/json') return malformed('no JSON')
      if (headers.authkey !== authkey)
        return json(401, { type: 'error', message: 'Authentication failure', code: '207' })
      const asked = JSON.parse(body)
      const wrong = wrongShape('msg91 flow', asked)
      if (wrong) return malformed(wrong)
      return {
        to: `+${asked.recipients[0].mobiles}`,
        ref: randomUUID().replaceAll('-', '').slice(0, 24),
      }
    },
    yes: ({ ref }) => json(200, { type: 'success', message: ref }),
    no(fault) {
      const error = (code: string, message: string) => json(200, { type: 'error', message, code })
      if (fault === 'slow_down') return json(429, { message: 'Too many' }, { 'retry-after': '3' })
      if (fault === 'broken') return { status: 500, body: 'oops' }
      if (fault === 'out_of_credit') return error('301', 'Insufficient balance')
      if (fault === 'invalid_number') return error('202', 'Invalid mobile number')
      return undefined
    },
    letters(taken, played) {
      const told = STATUS[played]
      if (told) return [report(taken, ...told)]
      const delivered = report(taken, '1', '', played === 'more-segments' ? '2' : '1')
      if (played === 'never') return []
      if (played === 'delivered-then-failed') return [delivered, report(taken, '2', 'Failed')]
      return [delivered]
    },
  }
}
