import type { Fact, Query } from '#base'
import { value } from '#ledger'
import { oneGift, onePackage } from '#live'
import { personCards } from '#people'
import type { Hearers, Telling } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)

/** Who hears of lessons in one piece, and of gifts. */
export const hearersOfBuying: Record<string, Hearers> = {
  'package.bought': async (q, { about, data }) => {
    const told = await packageOf(q, about.id)
    const { lessons, learner } = told
    return [
      { to: text(data.learnerId), kind: 'package.bought', told },
      {
        to: text(data.educatorId),
        kind: 'package.bought.educator',
        told: { lessons, learner, minutes: told.minutes },
      },
    ]
  },
  'package.not_opened': (_q, { about, data }) => [
    { to: text(data.learnerId), kind: 'package.not_opened', told: { package: about.id } },
  ],
  'package.ending': async (q, { about, data }) => [
    {
      to: text(data.learnerId),
      kind: 'package.ending',
      told: {
        ...(await packageOf(q, about.id)),
        lessons: Number(data.lessons),
        extendable: data.extendable === true,
      },
    },
  ],
  'package.extended': async (q, { about, data }) => [
    { to: text(data.learnerId), kind: 'package.extended', told: await packageOf(q, about.id) },
  ],
  'package.expired': async (q, { about, data }) => [
    {
      to: text(data.learnerId),
      kind: 'package.expired',
      told: { ...(await packageOf(q, about.id)), lessons: Number(data.lessons) },
    },
  ],
  'package.ended': async (q, { about, data }) => {
    const told = await packageOf(q, about.id)
    const lessons = Number(data.lessons)
    const back = value(BigInt(text(data.returned)), 'CREDIT')
    const byLearner = data.by === 'learner'
    return [
      {
        to: text(data.learnerId),
        kind: 'package.ended',
        told: { ...told, lessons, back, byLearner },
      },
      ...(byLearner
        ? [
            {
              to: text(data.educatorId),
              kind: 'package.ended.educator',
              told: { lessons, learner: told.learner },
            } as const,
          ]
        : []),
    ]
  },

  'gift.sent': ofGift('gift.sent'),
  'gift.claimed': ofGift('gift.claimed'),
  'gift.expired': ofGift('gift.expired'),
  'gift.not_given': ofGift('gift.not_given'),
}

async function packageOf(q: Query, id: string) {
  const found = (await onePackage(q, id))!
  const { lessons, minutes, educatorName: educator, learnerName: learner } = found
  return { package: id, lessons, minutes, educator, learner, until: found.expiresAt ?? undefined }
}

type GiftKind = 'gift.sent' | 'gift.claimed' | 'gift.expired' | 'gift.not_given'

/** The giver hears what becomes of a gift. */
function ofGift(kind: GiftKind): Hearers {
  return async (q: Query, { about, data }: Fact): Promise<Telling[]> => {
    const { toName: name, claimUntil: until } = (await oneGift(q, about.id))!
    const [claimer] = data.personId ? await personCards(q, [text(data.personId)]) : []
    const told = { gift: about.id, name: claimer?.name ?? name, until }
    return [{ to: text(data.giverId), kind, told }]
  }
}
