import { educatorCard } from '#earnings'
import { value } from '#ledger'
import { staffWith } from '#people'
import type { Hearers } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)
const instant = (part: unknown): Temporal.Instant | undefined =>
  typeof part === 'string' ? Temporal.Instant.from(part) : undefined

/** Who hears of measures, appeals and audits. */
export const hearersOfQuality: Record<string, Hearers> = {
  'quality.measure_taken': (_q, { data }) => [
    {
      to: text(data.educatorId),
      kind: 'quality.measure_taken',
      told: {
        measure: text(data.measure),
        reason: (data.reasons as string[])[0] ?? 'other',
        others: (data.reasons as string[]).length - 1,
        most: Number(data.sessionsMost ?? 0),
        until: instant(data.until),
      },
    },
  ],
  'quality.measure_ended': (_q, { data }) => [
    {
      to: text(data.educatorId),
      kind: 'quality.measure_ended',
      told: { measure: text(data.measure), how: text(data.how) },
    },
  ],
  'quality.appeal_decided': (_q, { data }) => [
    {
      to: text(data.educatorId),
      kind: 'quality.appeal_decided',
      told: {
        measure: text(data.measure),
        granted: data.granted === true,
        words: text(data.words),
      },
    },
  ],
  'quality.appealed': async (q, { data }, now) => {
    const card = await educatorCard(q, text(data.educatorId))
    const told = {
      educator: card?.name ?? '',
      measure: text(data.measure),
      until: instant(data.due) ?? now,
    }
    const staff = await staffWith(q, ['admin', 'reviewer', 'moderator'])
    return staff.map((to) => ({ to, kind: 'quality.appealed', told }))
  },
  'educator.featured': (_q, { data }) => {
    const bonus = BigInt(text(data.bonus))
    const told = bonus > 0n ? { bonus: value(bonus, 'TOKEN') } : {}
    return [{ to: text(data.educatorId), kind: 'educator.featured', told }]
  },
  'quality.audits_drawn': async (q, { data }) => {
    if (Number(data.drawn) === 0) return []
    const staff = await staffWith(q, ['reviewer'])
    const told = { sessions: Number(data.drawn) }
    return staff.map((to) => ({ to, kind: 'quality.audits_drawn', told }))
  },
}
