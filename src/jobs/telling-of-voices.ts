import { sessionCard } from '#live'
import { personCards, staffWith } from '#people'
import type { Hearers } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)

/** Who hears of what people say: of answers, of messages that wait, of what moderators decide. */
export const hearersOfVoices: Record<string, Hearers> = {
  'review.replied': async (q, { data }) => {
    const [educator] = await personCards(q, [text(data.educatorId)])
    const told = { educator: educator?.name ?? '?', educatorId: text(data.educatorId) }
    return [{ to: text(data.learnerId), kind: 'review.replied', told }]
  },
  'learner_rating.published': async (q, { data }, now) => {
    const card = await sessionCard(q, text(data.sessionId), now)
    if (!card) return []
    const told = { educator: card.educatorName, session: card.title, booking: text(data.bookingId) }
    return [{ to: text(data.learnerId), kind: 'learner_rating.published', told }]
  },
  'messages.unread': async (q, { about, data }) => {
    const [from] = await personCards(q, [text(data.fromId)])
    const words = (data.words as string[]).join('\n')
    const told = { from: from?.name ?? '?', thread: about.id, words }
    return [{ to: text(data.toId), kind: 'message.received', told }]
  },
  'report.made': async (q, { about, data }) => {
    const told = {
      report: about.id,
      about: text(data.aboutType),
      urgent: data.urgent === true ? 'yes' : 'no',
      until: Temporal.Instant.from(text(data.dueAt)),
    }
    return (await staffWith(q, ['moderator'])).map((to) => ({ to, kind: 'report.made', told }))
  },
  'report.decided': (_q, { data }) => {
    const told = { decision: text(data.decision), note: text(data.note) }
    const reporters = (data.reporters as string[]).map(
      (to) => ({ to, kind: 'report.decided', told }) as const,
    )
    const taken = data.decision === 'hidden' || data.decision === 'words_removed'
    if (!taken || typeof data.authorId !== 'string') return reporters
    return [...reporters, { to: data.authorId, kind: 'words.taken_away', told }]
  },
}
