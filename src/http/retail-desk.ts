import { Type } from 'typebox'
import type { Tx } from '#base'
import { type Actor, audit } from '#people'
import { IdSchema } from './schemas.ts'

/** What the routes of retail have in common. */
export const FINANCE = { staff: ['finance'] } as const
export const tags = ['message retail']
export const Made = Type.Object({ id: IdSchema }, { additionalProperties: false })

/** Writes a deed of retail on the log. */
export const logged = (
  tx: Tx,
  actor: Actor,
  deed: string,
  about: { type: string; id: string },
  after: Record<string, unknown>,
  { from, now, before }: { from: string; now: Temporal.Instant; before?: Record<string, unknown> },
) => audit(tx, { by: `person:${actor.id}`, deed, about, before, after, from }, now)
