import type { Query } from '#base'
import { policyNow } from '../policy.ts'
import { outages, presenceOf } from '../room/presence.ts'
import type { SessionRow } from '../session.ts'
import { agreedOf } from './teaching.ts'

/**
 * Who of several that were to teach a session was not there, as the room measured it, while another was: there
 * for less than the ten minutes that an educator must be. Nobody where the room was out meanwhile, measured
 * nobody, or saw none of them; what holds then is found for each seat.
 */
export async function awayOf(
  q: Query,
  session: Pick<SessionRow, 'id' | 'educatorId' | 'startsAt' | 'endsAt'>,
): Promise<string[]> {
  const others = await agreedOf(q, session.id)
  if (others.length === 0) return []
  const [link] = await q`
    select 1 as one from live.meeting where session_id = ${session.id} and kind = 'link'`
  if (link || (await outages(q, session.startsAt, session.endsAt)).length > 0) return []
  const { educatorPresentMinutes } = await policyNow(q)
  const presence = await presenceOf(q, session.id)
  const there = (person: string) =>
    presence.some(
      (one) =>
        one.person === person &&
        one.role === 'educator' &&
        one.seconds >= educatorPresentMinutes * 60,
    )
  const all = [session.educatorId, ...others.map(({ educator }) => educator)]
  const away = all.filter((one) => !there(one))
  return away.length < all.length ? away : []
}
