import type { Fact, Query } from '#base'
import { educatorCards } from '#earnings'
import { type Card, sessionCard } from '#live'
import type { Hearers, Telling } from './telling-of-live.ts'

/** Who hears of it where several teach a session. */
export const hearersOfSharing: Record<string, Hearers> = {
  'co_educator.invited': toThem('co_educator.invited'),
  'co_educator.set': toThem('co_educator.set'),
  'co_educator.moved': toThem('co_educator.moved'),
  'co_educator.removed': toThem('co_educator.removed'),
  'co_educator.withdrawn': toThem('co_educator.removed'),
  'co_educator.accepted': toLead('accepted'),
  'co_educator.declined': toLead('declined'),
  'co_educator.left': toLead('left'),
}

type ToThem =
  | 'co_educator.invited'
  | 'co_educator.set'
  | 'co_educator.moved'
  | 'co_educator.removed'

async function wordsOf(q: Query, { about, data }: Fact, now: Temporal.Instant) {
  const card: Card | undefined = await sessionCard(q, about.id, now)
  if (!card) throw new Error(`There is no session ${about.id} to tell of`)
  const share = String(Number(data.share) / 100)
  return {
    session: card.title,
    start: card.start,
    sessionId: card.id,
    lead: card.educatorName,
    share,
  }
}

function toThem(kind: ToThem): Hearers {
  return async (q, fact, now) => {
    const told = await wordsOf(q, fact, now)
    return [{ to: String(fact.data.educatorId), kind, told } as Telling]
  }
}

function toLead(answer: 'accepted' | 'declined' | 'left'): Hearers {
  return async (q, fact, now) => {
    const { lead: _, share: __, ...told } = await wordsOf(q, fact, now)
    const [card] = await educatorCards(q, [String(fact.data.educatorId)])
    const name = card?.name ?? 'Somebody'
    return [
      {
        to: String(fact.data.leadId),
        kind: 'co_educator.answered',
        told: { ...told, name, answer },
      },
    ]
  }
}
