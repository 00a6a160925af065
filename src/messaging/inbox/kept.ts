import { sql } from '#base'

/** A message as it was taken in. */
export type Kept = {
  id: string
  provider_id: string
  way: 'sms' | 'whatsapp'
  from_address: string
  to_address: string
  text: string
  media: { kind: string; url: string }[]
  said_at: Temporal.Instant
}
export const KEPT = sql`id, provider_id, way, from_address, to_address, text, media, said_at`

/** A number of an organization's. */
export type OurNumber = { id: string; organization: string; provider: string; address: string }

/** As much of a message as a list shows. */
export const SHOWN = 200
