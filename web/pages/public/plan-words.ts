import type { Plan, Plans } from '../../api/types.ts'
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
  return words
}

/** One line of the comparison: a feature, and which plans have it. */
export type Compared = Plans['comparison']['features'][number]

/** The cheapest plan that opens what this one does not. */
export function openedBy(feature: Compared, plans: Plan[]): string {
  const cheapest = plans
    .filter(({ code }) => feature.plans.includes(code))
    .sort((one, other) => Number(one.monthly.amount) - Number(other.monthly.amount))[0]
  return cheapest?.name ?? ''
}
