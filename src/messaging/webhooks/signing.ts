import { createHmac, randomBytes } from 'node:crypto'

/** A new secret, as Standard Webhooks write it: `whsec_` and 32 bytes in base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/**
 * The headers of an event (Standard Webhooks 1.0, standardwebhooks.com): its id, the second at which it is
 * sent, and one signature for each secret that is valid: HMAC-SHA-256 over `id.timestamp.body`.
 */
export function signed(
  secrets: readonly string[],
  event: { id: string; body: string },
  sentAt: Temporal.Instant,
): Record<string, string> {
  const timestamp = Math.floor(sentAt.epochMilliseconds / 1_000)
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    const signature = createHmac('sha256', key).update(`${event.id}.${timestamp}.${event.body}`)
    return `v1,${signature.digest('base64')}`
  })
  return {
    'webhook-id': event.id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}
