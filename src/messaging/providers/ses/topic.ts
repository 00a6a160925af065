import { verify } from 'node:crypto'
import { isSaid, type Said, text } from '../saying.ts'

/** Where Amazon keeps the certificates that its topics sign with; nobody else can have such an address. */
const CERTIFICATE =
  /^https:\/\/sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/SimpleNotificationService-[a-z0-9]+\.pem$/
const SUBSCRIBE = /^https:\/\/sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/\?[^\s]+$/

/** A message of a topic (SNS), looked at. */
export type TopicMessage = {
  type: 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation'
  id: string
  topic: string
  timestamp: string
  message: string
  certificate: string
  subscribe: string | undefined
  said: Said
}

/** Reads a message of a topic; undefined where it is none. */
export function topicMessage(said: unknown): TopicMessage | undefined {
  if (!isSaid(said)) return undefined
  const type = said.Type
  if (
    type !== 'Notification' &&
    type !== 'SubscriptionConfirmation' &&
    type !== 'UnsubscribeConfirmation'
  )
    return undefined
  const [id, topic, timestamp, certificate] = [
    'MessageId',
    'TopicArn',
    'Timestamp',
    'SigningCertURL',
  ].map((name) => text(said, name))
  const message = typeof said.Message === 'string' ? said.Message : undefined
  if (!id || !topic || !timestamp || !certificate || message === undefined) return undefined
  if (!CERTIFICATE.test(certificate)) return undefined
  const subscribe = text(said, 'SubscribeURL')
  return {
    type,
    id,
    topic,
    timestamp,
    message,
    certificate,
    subscribe: subscribe && SUBSCRIBE.test(subscribe) ? subscribe : undefined,
    said,
  }
}

const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
  UnsubscribeConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
} as const

/** What is signed: names and values in the order of names, each on a line; what is not there is left out. */
export const signedText = ({ type, said }: Pick<TopicMessage, 'type' | 'said'>): string =>
  SIGNED[type]
    .filter((name) => typeof said[name] === 'string')
    .map((name) => `${name}\n${said[name]}\n`)
    .join('')

/** Whether the holder of the certificate signed it: version 1 with SHA-1, version 2 with SHA-256. */
export function signedBy(certificate: string, message: TopicMessage): boolean {
  const version = text(message.said, 'SignatureVersion')
  const algorithm = version === '1' ? 'RSA-SHA1' : version === '2' ? 'RSA-SHA256' : undefined
  const signature = text(message.said, 'Signature')
  if (!algorithm || !signature) return false
  try {
    return verify(
      algorithm,
      Buffer.from(signedText(message), 'utf8'),
      certificate,
      Buffer.from(signature, 'base64'),
    )
  } catch {
    return false
  }
}
