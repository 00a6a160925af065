import { createHash, createHmac, createSign, type KeyObject, randomUUID } from 'node:crypto'
import { json, type Letter, malformed, type Part, type Request, type Taken } from './fake.ts'
import { wrongShape } from './shapes.ts'

export const CERTIFICATE_URL =
  'https://sns.ap-south-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem'

/** What a topic (SNS) posts, signed. The list of what is signed is Amazon's, written down anew here. */
export function topicLetter(
  said: Record<string, string>,
  signer: KeyObject,
  version: '1' | '2' = '2',
): Letter {
  const whole: Record<string, string> = {
    SigningCertURL: CERTIFICATE_URL,
    SignatureVersion: version,
    ...said,
  }
  const names =
    said.Type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
  const text = names.flatMap((name) => (whole[name] ? [`${name}\n${whole[name]}\n`] : [])).join('')
  whole.Signature = createSign(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
    .update(text)
    .sign(signer, 'base64')
  return { body: JSON.stringify(whole), headers: { 'content-type': 'text/plain; charset=UTF-8' } }
}

type Key = { id: string; secret: string; region: string }

/** Signature Version 4, written down anew from Amazon's guide, for what the request says of itself. */
function signed({ method, path, headers, body }: Request, { id, secret, region }: Key): string {
  const list = /SignedHeaders=([^,]+)/.exec(String(headers.authorization))?.[1] ?? ''
  if (!/\bhost\b.*\bx-amz-date\b/.test(list)) return 'not all is signed'
  const digest = (text: string) => createHash('sha256').update(text).digest('hex')
  const said = list.split(';').map((name) => `${name}:${headers[name]}\n`)
  const asked = [method, path, '', said.join(''), list, digest(body)].join('\n')
  const date = String(headers['x-amz-date'])
  const scope = `${date.slice(0, 8)}/${region}/ses/aws4_request`
  let key: string | Buffer = `AWS4${secret}`
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  const signature = createHmac('sha256', key)
    .update(`AWS4-HMAC-SHA256\n${date}\n${scope}\n${digest(asked)}`)
    .digest('hex')
  return `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${list}, Signature=${signature}`
}

/** Amazon SES: looks at the signature of each request, and tells by a topic. */
export function sesPart(given: {
  id: string
  secret: string
  region: string
  topic: string
  signer: KeyObject
}): Part {
  const allowed = (request: Request) => request.headers.authorization === signed(request, given)
  const refused = () =>
    json(
      403,
      { message: 'The security token included in the request is invalid.' },
      { 'x-amzn-errortype': 'UnrecognizedClientException' },
    )
  const letter = (
    { to, ref, attempt }: Taken,
    eventType: string,
    detail: object,
    now: Temporal.Instant,
  ): Letter => {
    const name = eventType.charAt(0).toLowerCase() + eventType.slice(1)
    const mail = {
      timestamp: now.toString(),
      messageId: ref,
      destination: [to],
      tags: { attempt: [attempt] },
    }
    const Message = JSON.stringify({
      eventType,
      mail,
      [name]: { timestamp: now.toString(), ...detail },
    })
    return topicLetter(
      {
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: given.topic,
        Timestamp: now.toString(),
        Message,
      },
      given.signer,
    )
  }
  return {
    ask(request, fake) {
      if (request.method !== 'GET') return undefined
      if (!allowed(request)) return refused()
      if (request.path !== '/v2/email/account') return malformed(request.path)
      return json(200, {
        SendQuota: { Max24HourSend: fake.balance + 10, MaxSendRate: 14, SentLast24Hours: 10 },
      })
    },
    taken(request) {
      if (request.method !== 'POST' || request.path !== '/v2/email/outbound-emails')
        return malformed(`${request.method} ${request.path}`)
      if (request.headers['content-type'] !== 'application/json') return malformed('no JSON')
      if (!allowed(request)) return refused()
      const asked = JSON.parse(request.body)
      const wrong = wrongShape('ses letter', asked)
      if (wrong) return malformed(wrong)
      return {
        to: asked.Destination.ToAddresses[0],
        ref: randomUUID(),
        attempt: asked.EmailTags[0].Value,
      }
    },
    yes: ({ ref }) => json(200, { MessageId: ref }),
    no(fault) {
      const error = (
        status: number,
        type: string,
        message: string,
        more?: Record<string, string>,
      ) =>
        json(
          status,
          { message },
          { 'x-amzn-errortype': `${type}:http://internal.amazon.com/`, ...more },
        )
      switch (fault) {
        case 'slow_down':
          return error(429, 'TooManyRequestsException', 'Too many requests', { 'retry-after': '3' })
        case 'broken':
          return error(500, 'InternalServiceErrorException', 'Internal error')
        case 'out_of_credit':
          return error(429, 'TooManyRequestsException', 'Daily message quota exceeded.')
        default:
          return undefined
      }
    },
    letters(taken, played, now) {
      const bounce = (bounceSubType: string) =>
        letter(
          taken,
          'Bounce',
          {
            bounceType: 'Permanent',
            bounceSubType,
            bouncedRecipients: [{ emailAddress: taken.to, status: '5.1.1' }],
          },
          now,
        )
      const delivered = letter(taken, 'Delivery', { recipients: [taken.to] }, now)
      switch (played) {
        case 'never':
          return []
        case 'invalid-number':
          return [bounce('General')]
        case 'opted-out':
          return [bounce('OnAccountSuppressionList')]
        case 'delivered-then-failed':
          return [delivered, bounce('General')]
        case 'read-first':
          return [letter(taken, 'Open', {}, now), delivered]
        default:
          return [letter(taken, 'Send', {}, now), delivered]
      }
    },
  }
}
