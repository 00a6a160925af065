import { type Adapter, byStatus, type Given, KeyRefused, notSet } from '../adapter.ts'
import { type Answer, call, jsonOf, retryAfter, unreadable } from '../calling.ts'
import { refuse } from '../problems.ts'
import { ProviderFault, type Told } from '../provider.ts'
import { provenBySendGrid } from '../proving.ts'
import { digestOf, headerOf, jsonIn, moment, type Said, text, things } from '../saying.ts'
import { type Email, headersOf, mailbox, senderOf, spoken } from '../writing.ts'

/** SendGrid tries a notice again for a day. What was signed earlier is somebody else's repeat. */
const OLDEST_HOURS = 25
/** An empty purse looks like a bad key; only the words tell them apart. */
const OUT_OF_CREDIT = /maximum credits exceeded|exceeded your messaging limits/i

/** SendGrid: e-mail. Our attempt's id goes along and comes back with each event; nothing about people does. */
export function sendgrid(given: Given): Adapter {
  const { address, settings, access, signing, now } = given
  const headers = () => {
    if (!access) throw notSet('The API key is not set.')
    return { authorization: `Bearer ${access.text}`, 'content-type': 'application/json' }
  }
  return {
    async send({ id, to, content }, signal) {
      const letter = letterOf(spoken(content, 'email'), to, id, settings.from ?? '')
      const answer = await call({
        url: `${address}/v3/mail/send`,
        headers: headers(),
        body: JSON.stringify(letter),
        signal,
      })
      if (answer.status >= 300) throw faultOf(answer, now())
      const ref = answer.headers['x-message-id']
      if (typeof ref !== 'string') throw unreadable('it gave the letter no name')
      return { ref }
    },
    async balance(signal) {
      const answer = await call({
        method: 'GET',
        url: `${address}/v3/user/credits`,
        headers: headers(),
        signal,
      })
      const amount = text(jsonOf(answer.text), 'remain')
      if (answer.status >= 300) throw faultOf(answer, now())
      if (!amount) throw unreadable('there are no credits in it')
      return [{ asset: 'EMAIL', amount }]
    },
    check(webhook, at) {
      const signature = headerOf(webhook, 'x-twilio-email-event-webhook-signature') ?? ''
      const timestamp = headerOf(webhook, 'x-twilio-email-event-webhook-timestamp') ?? ''
      const sent = { timestamp, signature, body: webhook.body }
      if (!signing().some((key) => provenBySendGrid(key, sent))) throw refuse('signature_wrong')
      const signed = moment(timestamp)
      if (!signed || signed.until(at).abs().total('hours') > OLDEST_HOURS)
        throw refuse('notice_too_old')
    },
    tell: (webhook, at) => things(jsonIn(webhook)).flatMap((event) => toldOf(event, at)),
  }
}

function letterOf(email: Email, to: string, attempt: string, from: string): Said {
  const headers = headersOf(email)
  const { subject, text: plain, html, calendar, replyTo } = email
  return {
    personalizations: [{ to: [{ email: to }] }],
    from: senderOf(email, from),
    ...(replyTo && { reply_to: mailbox(replyTo) }),
    subject,
    // In the order that it asks for: plain first, then the page, then whatever else.
    content: [
      { type: 'text/plain', value: plain },
      ...(html ? [{ type: 'text/html', value: html }] : []),
      ...(calendar
        ? [{ type: `text/calendar; method=${calendar.method}`, value: calendar.content }]
        : []),
    ],
    ...(Object.keys(headers).length > 0 && { headers }),
    custom_args: { attempt },
  }
}

function faultOf(answer: Answer, now: Temporal.Instant): ProviderFault {
  const errors = things(jsonOf(answer.text)?.errors)
  const words = errors.map((error) => text(error, 'message')).join(' ') || answer.text.slice(0, 200)
  const code = String(answer.status)
  if ((code === '401' || code === '403' || code === '429') && OUT_OF_CREDIT.test(words))
    return new ProviderFault('credits', 'out_of_stock', words)
  if (code === '401') return new KeyRefused(code, words)
  return new ProviderFault(code, byStatus(answer.status), words, retryAfter(answer.headers, now))
}

function toldOf(event: Said, received: Temporal.Instant): Told[] {
  const kind = text(event, 'event')
  const id =
    text(event, 'sg_event_id') ?? digestOf(text(event, 'sg_message_id'), kind, text(event, 'email'))
  const to = text(event, 'email')
  if (!kind || !to) return []
  const base = {
    // Its own name for a letter, before it says through which machine it went.
    ref: text(event, 'sg_message_id')?.split('.')[0],
    attempt: text(event, 'attempt'),
    at: moment(event.timestamp) ?? received,
  }
  const report = (state: Extract<Told, { is: 'report' }>['state'], code?: string): Told => ({
    is: 'report',
    event: id,
    ...base,
    to,
    state,
    ...(code && { code }),
    words: text(event, 'reason') ?? text(event, 'response'),
  })
  const about = (is: 'opted_out' | 'complained' | 'bounced', lasting?: boolean): Told => ({
    is,
    event: `${id}:${is}`,
    ...base,
    way: 'email',
    address: to,
    ...(lasting !== undefined && { lasting }),
  })
  switch (kind) {
    case 'processed':
      return [report('accepted')]
    case 'deferred':
      return [report('sent')]
    case 'delivered':
      return [report('delivered')]
    case 'open':
      // Opened by a machine that looks at every letter, it was read by nobody.
      return event.sg_machine_open === true ? [] : [report('read')]
    case 'bounce': {
      const blocked = text(event, 'type') === 'blocked'
      return [report('failed', blocked ? 'blocked' : 'bounce'), about('bounced', !blocked)]
    }
    case 'dropped':
      return [report('failed', 'dropped')]
    case 'spamreport':
      return [about('complained')]
    case 'unsubscribe':
    case 'group_unsubscribe':
      return [about('opted_out')]
    default:
      return []
  }
}
