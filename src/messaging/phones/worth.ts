import { KINDS } from '../kinds.ts'
import { isNear } from '../quiet.ts'
import type { NoticeKind } from '../told.ts'
import type { TextKind } from '../words/en/texts.ts'
import { english } from '../words/en/texts.ts'

/** Kinds that are worth a text, of those who want it so: what cannot wait until somebody looks into their letters. */
export const TEXT_KINDS = Object.keys(english) as readonly TextKind[]

export const isTextKind = (kind: NoticeKind): kind is TextKind & NoticeKind =>
  (TEXT_KINDS as readonly string[]).includes(kind)

/** Groups with a kind that is worth a text. */
export const TEXT_GROUPS = [...new Set(TEXT_KINDS.map((kind) => KINDS[kind].group))]

/** Reminders are worth it where it begins soon; what a learner did themselves is no news to them. */
export function isWorthText(
  kind: NoticeKind,
  told: Readonly<Record<string, unknown>>,
  now: Temporal.Instant,
): kind is TextKind & NoticeKind {
  if (!isTextKind(kind) || told.byLearner === true) return false
  return KINDS[kind].group !== 'reminders' || isNear(told, now)
}
