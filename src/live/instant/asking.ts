import { idFrom, newId, type Tx } from '#base'
import { askingPolicy } from '../asking/policy.ts'
import { type Booked, bookSession } from '../booking.ts'
import { refuse } from '../problems.ts'
import { type Clash, clashOf, createSession, takeTurn } from '../session.ts'
import { type Available, availableNow } from './available.ts'
import { engageLearner } from './beginning.ts'

export type InstantRequest = {
  /** The caller's own id for the booking, so that asking twice asks once. */
  id?: string | undefined
  learner: string
  educator: string
  language: string
  level?: string | undefined
  minutes: number
  /** The price that the learner saw, in hundredths of a credit. */
  seenPrice?: bigint | undefined
}

/**
 * A learner asks somebody who is available to talk now: a conversation for the two of them, its seat and
 * credits reserved, both kept free for it until the answer is due and as long as it would last.
 * Refusals, in order: own_session, instant_not_available (with the next who is), learner_busy, and those of a booking.
 */
export async function askInstant(
  tx: Tx,
  request: InstantRequest,
  now: Temporal.Instant,
): Promise<Booked> {
  const { learner, educator, language, level, minutes } = request
  if (learner === educator) throw refuse('own_session')
  const id = request.id ?? newId()
  const session = idFrom('instant', id)
  const seat = { id, session, learner, method: 'credits', seenPrice: request.seenPrice } as const
  const [known] =
    await tx`select 1 as one from live.booking where id = ${id} and learner_id = ${learner}`
  if (known) return bookSession(tx, seat, now)
  // Both turns, in one order for everybody: two who ask each other do not wait for each other.
  for (const person of [learner, educator].toSorted()) await takeTurn(tx, person)
  const wanted = { language, level, minutes, learner }
  const [offer] = await availableNow(tx, { ...wanted, educator }, now)
  if (!offer) {
    const [next] = await availableNow(tx, { ...wanted, except: educator }, now)
    throw refuse('instant_not_available', { next: next ? named(next) : null })
  }
  const { instantMinutes } = await askingPolicy(tx)
  const start = now.add({ minutes: instantMinutes })
  const end = start.add({ minutes })
  await refuseIfElsewhere(tx, learner, now, end)

  await createSession(
    tx,
    {
      id: session,
      kind: 'conversation',
      educator,
      title: `Talk now, ${minutes} minutes`,
      language,
      level,
      start,
      end,
      capacity: 1,
      origin: 'instant',
      asksFirst: true,
      offered: {
        level: offer.priceLevel,
        credits: offer.lengths[0]!.price,
        before: instantMinutes,
        after: 0,
        notice: 0,
      },
    },
    { person: educator, staff: true },
    now,
  )
  const booked = await bookSession(tx, seat, now)
  await engageLearner(tx, session, learner, now, end)
  return booked
}

async function refuseIfElsewhere(
  tx: Tx,
  learner: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<void> {
  const [clash] = await tx<Clash>`
    select s.id, s.title, s.starts_at as "startsAt", s.ends_at as "endsAt"
    from live.engagement g join live.session s on s.id = g.session_id
    where g.person_id = ${learner} and g.busy && tstzrange(${from}, ${until}) order by s.starts_at limit 1`
  if (clash) throw refuse('learner_busy', { clash: clashOf(clash) })
}

const named = ({ educatorId, name, lengths }: Available) => ({
  educatorId,
  name,
  minutes: lengths[0]!.minutes,
  price: lengths[0]!.price,
})
