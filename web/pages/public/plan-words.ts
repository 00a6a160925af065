import type { Plan } from '../../api/types.ts'
import { counted } from '../../format/words.ts'

/** What a plan gives, in sentences. */
export function includedWords(plan: Plan): string[] {
  const words: string[] = []
  const credits = Number(plan.credits.amount)
  if (credits > 0) words.push(`${credits} credits a month`)
  if (plan.unlimited) {
    words.push(
      plan.fairUse
        ? `Classes and conversations without limit (fair use: ${plan.fairUse} of each a month)`
        : 'Classes and conversations without limit',
    )
  } else {
    if (plan.includedClasses)
      words.push(`${counted(plan.includedClasses, 'class', 'classes')} a month included`)
    if (plan.includedConversations)
      words.push(`${counted(plan.includedConversations, 'conversation')} a month included`)
  }
  words.push(...plan.features)
  return words
}

/** Features that this plan lacks and a dearer one has, with the first that opens each. */
export function openedBy(plan: Plan, plans: Plan[]) {
  const own = new Set(plan.features)
  const locked = new Map<string, string>()
  for (const other of [...plans].sort(
    (one, two) => Number(one.monthly.amount) - Number(two.monthly.amount),
  )) {
    if (Number(other.monthly.amount) <= Number(plan.monthly.amount)) continue
    for (const feature of other.features)
      if (!own.has(feature) && !locked.has(feature)) locked.set(feature, other.name)
  }
  return { locked: [...locked].map(([text, name]) => ({ text, with: name })) }
}
