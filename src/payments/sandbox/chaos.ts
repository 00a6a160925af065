import type { Query } from '#base'
import type { Delivery } from './events.ts'

/** Ways in which the world is unkind to webhooks; all off unless a test turns one on. */
export type Chaos = {
  /** Every notice is sent twice. */
  duplicate: boolean
  /** Notices are sent in an order of chance. */
  shuffle: boolean
  /** This share of notices (0 to 1) gets lost and counts as sent. */
  drop: number
  /** This share of notices is held back for so many seconds before it is sent for the first time. */
  delay: { share: number; seconds: number }
  /** This share of posts (0 to 1) is worked, and the connection cut before the answer. */
  cut: number
  /** A number from 0 to 1 per call; a seeded one makes chaos repeatable. */
  chance: () => number
}

/** All off. */
export const calm = (): Chaos => ({
  duplicate: false,
  shuffle: false,
  drop: 0,
  delay: { share: 0, seconds: 0 },
  cut: 0,
  chance: Math.random,
})

/** Whether chance keeps a notice back; once at most, and `last_status` 0 remembers that it was asked. */
export async function heldBack(
  q: Query,
  { delay, chance }: Chaos,
  delivery: Delivery,
  now: Temporal.Instant,
): Promise<boolean> {
  if (delay.share === 0 || delivery.attempts > 0 || delivery.last_status !== null) return false
  const held = chance() < delay.share
  await q`
    update sandbox.delivery set last_status = 0, next_at = ${held ? now.add({ seconds: delay.seconds }) : now}
     where event = ${delivery.event} and endpoint = ${delivery.endpoint} and attempts = 0`
  return held
}
