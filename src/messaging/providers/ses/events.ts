import type { Told } from '../provider.ts'
import { digestOf, inside, moment, type Said, text, things } from '../saying.ts'

type Report = Extract<Told, { is: 'report' }>

/** Addresses that refuse for good, though Amazon calls it passing: nobody answers for the domain. */
const GONE = /^5\.(1\.\d|4\.4)/
const SUPPRESSED = /suppress/i

/**
 * One event of SES. It may be about several people, and comes in any order; delivery may be followed by a
 * bounce. Both shapes are read: of configuration sets (`eventType`) and of feedback (`notificationType`).
 */
export function toldBySes(said: Said, id: string, received: Temporal.Instant): Told[] {
  const kind = text(said, 'eventType') ?? text(said, 'notificationType') ?? ''
  const ref = text(said, 'mail', 'messageId')
  const [attempt] = [inside(said, 'mail', 'tags', 'attempt')].flat()
  const base = { ref, attempt: typeof attempt === 'string' ? attempt : undefined }
  const detail = inside(said, kind.charAt(0).toLowerCase() + kind.slice(1).replace(/ /g, ''))
  const at =
    moment(inside(detail, 'timestamp')) ?? moment(inside(said, 'mail', 'timestamp')) ?? received
  const all = addresses(inside(said, 'mail', 'destination'))
  const report = (to: string, state: Report['state'], more: Partial<Report> = {}): Report => ({
    is: 'report',
    event: digestOf(id, to),
    ...base,
    to,
    state,
    at,
    ...more,
  })
  const each = (state: Report['state'], more?: Partial<Report>) =>
    all.map((to) => report(to, state, more))
  const about = (
    is: 'opted_out' | 'complained' | 'bounced',
    address: string,
    lasting?: boolean,
  ): Told => ({
    is,
    event: digestOf(id, address, is),
    ...base,
    way: 'email',
    address,
    ...(lasting !== undefined && { lasting }),
    at,
  })
  switch (kind) {
    case 'Send':
      return each('accepted')
    case 'Delivery': {
      const there = addresses(inside(detail, 'recipients'))
      return (there.length > 0 ? there : all).map((to) => report(to, 'delivered'))
    }
    case 'DeliveryDelay':
      return things(inside(detail, 'delayedRecipients')).flatMap((one) =>
        withAddress(one, (to) => [report(to, 'sent', { words: text(one, 'diagnosticCode') })]),
      )
    case 'Open':
      return each('read')
    case 'Reject':
      return each('failed', { code: 'Reject', words: text(detail, 'reason') })
    case 'Rendering Failure':
      return each('failed', {
        code: 'RenderingFailure',
        words: text(said, 'failure', 'errorMessage'),
      })
    case 'Complaint':
      return things(inside(detail, 'complainedRecipients')).flatMap((one) =>
        withAddress(one, (to) => [about('complained', to)]),
      )
    case 'Subscription':
      return all.map((to) => about('opted_out', to))
    case 'Bounce': {
      const permanent = text(detail, 'bounceType') === 'Permanent'
      const suppressed = SUPPRESSED.test(text(detail, 'bounceSubType') ?? '')
      return things(inside(detail, 'bouncedRecipients')).flatMap((one) =>
        withAddress(one, (to) => {
          const lasting = permanent || GONE.test(text(one, 'status') ?? '')
          const code = suppressed ? 'suppressed' : lasting ? 'bounce' : 'blocked'
          const words = text(one, 'diagnosticCode')
          return [report(to, 'failed', { code, words }), about('bounced', to, lasting)]
        }),
      )
    }
    default:
      return []
  }
}

function withAddress(one: Said, tell: (address: string) => Told[]): Told[] {
  const address = text(one, 'emailAddress')
  return address ? tell(address) : []
}

const addresses = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
