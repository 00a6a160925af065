import type { Hearers } from './telling-of-live.ts'

/** Who hears that they can no longer be told: people of their e-mails, those who run a receiver of its events. */
export const hearersOfMessaging: Record<string, Hearers> = {
  'email.undeliverable': (_q, { about, data }) => [
    {
      to: about.id,
      kind: 'email.undeliverable',
      told: { address: String(data.address), words: String(data.words) },
    },
  ],
}
