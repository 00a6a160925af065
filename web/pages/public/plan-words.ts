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
  // Plans for who teaches count nothing: what they open stands there instead.
  if (plan.audience === 'educator') words.push(...plan.features)
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

export type Limited = Plans['comparison']['limits'][number]

/** One line of figures, by the plan's code. */
export type Figured = { says: string; of: Record<string, string> }

const UNUSED: Record<Plan['unused'], (plan: Plan) => string> = {
  expire: () => 'end with their month',
  roll: (plan) => `live ${counted(plan.rollMonths ?? 0, 'month')} longer`,
  keep: (plan) => (Number(plan.credits.amount) > 0 ? 'are kept' : '–'),
}

/** What plans give, in figures, in the order in which people ask. */
export function figuresOf(plans: Plan[], limits: Limited[]): Figured[] {
  const each = (says: string, figure: (plan: Plan) => string): Figured => ({
    says,
    of: Object.fromEntries(plans.map((plan) => [plan.code, figure(plan)])),
  })
  const sessions = (count: number | null, plan: Plan) =>
    plan.unlimited && count ? `no limit (fair use ${count})` : String(count ?? 0)
  const rows = [
    each('Credits a month', ({ credits }) => String(Number(credits.amount))),
    each('Credits that you did not use', (plan) => UNUSED[plan.unused](plan)),
    each('Classes included a month', (plan) => sessions(plan.includedClasses, plan)),
    each('Conversations included a month', (plan) => sessions(plan.includedConversations, plan)),
    ...limits.map(({ name, says, plans: most }) =>
      each(says, ({ code }) =>
        name.endsWith('_percent') ? `${most[code] ?? 0} %` : String(most[code] ?? 0),
      ),
    ),
  ]
  return rows.filter(({ of }) =>
    Object.values(of).some((figure) => figure !== '0' && figure !== '–'),
  )
}
