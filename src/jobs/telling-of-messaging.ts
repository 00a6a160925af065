import { staffWith } from '#people'
import type { Hearers } from './telling-of-live.ts'

const ofPhone: Hearers = (_q, { kind, about, data }) => [
  { to: about.id, kind: kind as 'phone.confirmed', told: { number: String(data.number) } },
]

/** Who hears that they can no longer be told: people of their e-mails, those who run a receiver of its events. */
export const hearersOfMessaging: Record<string, Hearers> = {
  'email.undeliverable': (_q, { about, data }) => [
    {
      to: about.id,
      kind: 'email.undeliverable',
      told: { address: String(data.address), words: String(data.words) },
    },
  ],
  'phone.confirmed': ofPhone,
  'phone.removed': ofPhone,
  'house_texts.closed': async (q, { data }) =>
    (await staffWith(q, ['admin', 'finance'])).map((to) => ({
      to,
      kind: 'house_texts.closed',
      told: { way: String(data.way), why: String(data.why) },
    })),
  'webhook.disabled': async (q, { about, data }) => {
    const organization = typeof data.organizationId === 'string' ? data.organizationId : undefined
    const link = organization
      ? `/institution/${organization}/webhooks/${about.id}`
      : `/operate/webhooks/${about.id}`
    const told = { address: String(data.url), days: Number(data.days), link }
    // Whoever set it up, and for the operator's own also those who look after this Stoa.
    const hear = new Set([
      String(data.madeBy),
      ...(organization ? [] : await staffWith(q, ['admin'])),
    ])
    return [...hear].map((to) => ({ to, kind: 'webhook.disabled', told }))
  },
}
