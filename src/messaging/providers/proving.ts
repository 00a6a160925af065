import { createHash, createHmac, timingSafeEqual, verify } from 'node:crypto'

/** Whether two texts are the same, taking as long whatever they are. */
export function same(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return timingSafeEqual(a!, b!)
}

/** Twilio: HMAC-SHA1 over the public address and, of a form, every name and value in the order of names. */
export function twilioSignature(
  token: string,
  url: string,
  form: Record<string, string[]>,
): string {
  const said = Object.keys(form)
    .sort()
    .map((name) =>
      [...new Set(form[name])]
        .sort()
        .map((value) => name + value)
        .join(''),
    )
    .join('')
  return createHmac('sha1', token)
    .update(url + said, 'utf8')
    .digest('base64')
}

export const sha256Hex = (body: Buffer): string => createHash('sha256').update(body).digest('hex')

/** Meta: HMAC-SHA256 over the raw bytes, under the app's secret. */
export const metaSignature = (secret: string, body: Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

/** SendGrid: ECDSA (P-256, SHA-256) over the timestamp and the raw bytes. */
export function provenBySendGrid(
  publicKey: string,
  { timestamp, signature, body }: { timestamp: string; signature: string; body: Buffer },
): boolean {
  const key = publicKey.includes('BEGIN PUBLIC KEY')
    ? publicKey
    : `-----BEGIN PUBLIC KEY-----\n${publicKey
        .replace(/\s+/g, '')
        .match(/.{1,64}/g)
        ?.join('\n')}\n-----END PUBLIC KEY-----\n`
  try {
    const said = Buffer.concat([Buffer.from(timestamp), body])
    return verify('sha256', said, { key, dsaEncoding: 'der' }, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
