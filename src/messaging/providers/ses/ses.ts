import { type Adapter, byStatus, type Given, KeyRefused, notSet } from '../adapter.ts'
import { type Answer, call, jsonOf, retryAfter, unreadable } from '../calling.ts'
import { refuse } from '../problems.ts'
import { ProviderFault, type Webhook } from '../provider.ts'
import { inside, isSaid, jsonIn, moment, type Said, text } from '../saying.ts'
import { rawLetter } from '../smtp/letter.ts'
import { type Email, headersOf, senderOf, shown, spoken } from '../writing.ts'
import { toldBySes } from './events.ts'
import { amzDate, authorization } from './signing.ts'
import { signedBy, type TopicMessage, topicMessage } from './topic.ts'

/** A topic tries for an hour at most; what was signed earlier is somebody else's repeat. */
const OLDEST_MINUTES = 65
const KEY_REFUSED =
  /^(UnrecognizedClient|InvalidSignature|InvalidClientTokenId|SignatureDoesNotMatch|AccessDenied|MissingAuthenticationToken)/
const CERTIFICATES_KEPT = 20

/** Amazon SES: e-mail. Requests are signed by hand (Signature Version 4); events come by a topic (SNS). */
export function ses(given: Given): Adapter {
  const { settings } = given
  const certificateAt = certificatesOf(given)
  const ask = asking(given)
  return {
    async send({ id, to, content }, signal) {
      const email = spoken(content, 'email')
      const { configurationSet, tenant, from = '' } = settings
      const said = await ask(
        'POST',
        '/v2/email/outbound-emails',
        {
          FromEmailAddress: shown(senderOf(email, from)),
          Destination: { ToAddresses: [to] },
          ...(email.replyTo && { ReplyToAddresses: [email.replyTo] }),
          Content: await contentOf(email, { id, to, from }),
          EmailTags: [{ Name: 'attempt', Value: id }],
          ...(configurationSet && { ConfigurationSetName: configurationSet }),
          ...(tenant && { TenantName: tenant }),
        },
        signal,
      )
      const ref = text(said, 'MessageId')
      if (!ref) throw unreadable('it gave the letter no name')
      return { ref }
    },
    async balance(signal) {
      const said = await ask('GET', '/v2/email/account', null, signal)
      const [most, sent] = ['Max24HourSend', 'SentLast24Hours'].map((name) =>
        Number(text(said, 'SendQuota', name) ?? 'none'),
      )
      if (Number.isNaN(most!) || Number.isNaN(sent!)) throw unreadable('there is no quota in it')
      // −1: as many as one likes.
      return most === -1 ? [] : [{ asset: 'EMAIL', amount: String(Math.floor(most! - sent!)) }]
    },
    async check(webhook, at) {
      const message = topicMessage(jsonIn(webhook))
      if (!message || message.topic !== settings.topic) throw refuse('signature_wrong')
      const certificate = await certificateAt(message.certificate).catch(() => {
        throw refuse('notice_unreadable')
      })
      if (!signedBy(certificate, message)) throw refuse('signature_wrong')
      const signed = moment(message.timestamp)
      if (!signed || signed.until(at).abs().total('minutes') > OLDEST_MINUTES)
        throw refuse('notice_too_old')
    },
    tell(webhook, at) {
      const message = readTopic(webhook)
      if (message.type !== 'Notification') return []
      const said = jsonOf(message.message)
      return isSaid(said) ? toldBySes(said, message.id, at) : []
    },
    async answer(webhook, signal) {
      const message = readTopic(webhook)
      if (message.type !== 'SubscriptionConfirmation' || message.topic !== settings.topic) return
      if (!message.subscribe) throw refuse('notice_unreadable')
      await (given.confirm ?? confirm)(message.subscribe, signal)
    },
  }
}

/** Certificates of topics by their address, each fetched once. */
function certificatesOf(given: Given): (url: string) => Promise<string> {
  const certificates = new Map<string, Promise<string>>()
  return (url) => {
    const known = certificates.get(url)
    if (known) return known
    if (certificates.size >= CERTIFICATES_KEPT) certificates.clear()
    const asked = (given.certificate ?? fetchCertificate)(url)
    certificates.set(url, asked)
    asked.catch(() => certificates.delete(url))
    return asked
  }
}

/** One signed request to the API. */
function asking({ address, settings, access, now }: Given) {
  return async (method: 'GET' | 'POST', path: string, said: Said | null, signal: AbortSignal) => {
    if (!access?.name || !settings.region) throw notSet('The region or its keys are not set.')
    const body = said === null ? '' : JSON.stringify(said)
    const date = amzDate(now())
    const headers = {
      host: new URL(address).host,
      'x-amz-date': date,
      ...(said && { 'content-type': 'application/json' }),
    }
    const key = { id: access.name, secret: access.text, region: settings.region, service: 'ses' }
    const answer = await call({
      method,
      url: `${address}${path}`,
      headers: {
        ...headers,
        authorization: authorization({ method, path, headers, body }, key, date),
      },
      ...(said && { body }),
      signal,
    })
    const answered = jsonOf(answer.text)
    if (answer.status >= 300) throw faultOf(answer, answered, now())
    return answered
  }
}

function readTopic(webhook: Webhook): TopicMessage {
  const message = topicMessage(jsonIn(webhook))
  if (!message) throw refuse('notice_unreadable')
  return message
}

async function fetchCertificate(url: string): Promise<string> {
  const { status, text: pem } = await call({
    method: 'GET',
    url,
    signal: AbortSignal.timeout(10_000),
  })
  if (status !== 200 || !pem.includes('BEGIN CERTIFICATE'))
    throw new Error(`No certificate: ${status}`)
  return pem
}

async function confirm(url: string, signal: AbortSignal): Promise<void> {
  const { status } = await call({ method: 'GET', url, signal })
  if (status >= 300) throw new Error(`The subscription could not be confirmed: ${status}`)
}

/** What the plain form cannot hold (a calendar) goes as a letter in full. */
async function contentOf(
  email: Email,
  { id, to, from }: { id: string; to: string; from: string },
): Promise<Said> {
  if (email.calendar) {
    const letter = await rawLetter(email, { id, to, from })
    return { Raw: { Data: letter.toString('base64') } }
  }
  const said = (Data: string) => ({ Data, Charset: 'UTF-8' })
  const headers = Object.entries(headersOf(email)).map(([Name, Value]) => ({ Name, Value }))
  return {
    Simple: {
      Subject: said(email.subject),
      Body: { Text: said(email.text), ...(email.html && { Html: said(email.html) }) },
      ...(headers.length > 0 && { Headers: headers }),
    },
  }
}

function faultOf(answer: Answer, said: Said | undefined, now: Temporal.Instant): ProviderFault {
  const named = answer.headers['x-amzn-errortype'] ?? inside(said, '__type')
  const name = typeof named === 'string' ? named.split(':')[0]!.split('#').at(-1)! : undefined
  const words = text(said, 'message') ?? text(said, 'Message') ?? answer.text.slice(0, 200)
  const code = name ?? String(answer.status)
  if (name && KEY_REFUSED.test(name)) return new KeyRefused(code, words)
  if (/daily message quota exceeded/i.test(words))
    return new ProviderFault('DailyQuota', 'out_of_stock', words)
  if (/maximum sending rate exceeded/i.test(words))
    return new ProviderFault('Throttling', 'retry', words, retryAfter(answer.headers, now))
  return new ProviderFault(code, byStatus(answer.status), words, retryAfter(answer.headers, now))
}
