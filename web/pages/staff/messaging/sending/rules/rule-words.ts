import type { Answer, ItemOf } from '../../../../../api/types.ts'

export type Quiet = ItemOf<Answer<'/api/messaging/sending/hours'>>
export type Policy = ItemOf<Answer<'/api/messaging/sending/money'>>
export type MoneyRule = Policy['rules'][number]
export type Limits = Answer<'/api/messaging/sending/limits'>
export type Limit = Limits['house']

export const WAYS = ['sms', 'whatsapp', 'email'] as const
export type Way = (typeof WAYS)[number]

/** How a message ended. */
export const ENDS: Record<MoneyRule['reason'], string> = {
  not_taken: 'It never left',
  delivered: 'Delivered or read',
  unreported: 'Nobody told for 72 hours',
  failed: 'Failed on the way',
  no_consent: 'They do not want it',
  bad_recipient: 'The address is bad',
}
export const REASONS = Object.keys(ENDS) as MoneyRule['reason'][]

export const DECISION: Record<MoneyRule['ifCharged'], string> = {
  capture: 'taken',
  release: 'given back',
  refund: 'given back at our cost',
}

/** Codes are no matter of hours. */
export const KINDS_OF_MESSAGE: Record<Quiet['category'], string> = {
  marketing: 'Offers',
  service: 'Answers',
  utility: 'Notices',
}

/** The rule for all kinds of provider: that of the way before that of all ways. */
export function ruleOf(
  rules: readonly MoneyRule[],
  reason: MoneyRule['reason'],
  way: Way,
): MoneyRule {
  const fits = rules.filter((one) => one.reason === reason && one.providerKind === '*')
  const found = fits.find((one) => one.way === way) ?? fits.find((one) => one.way === '*')
  return found ?? { reason, way, providerKind: '*', ifCharged: 'refund', ifFree: 'release' }
}

/** What becomes of the money, in words; what never left is charged by nobody. */
export function wordsOf({ reason, ifCharged, ifFree }: MoneyRule): string {
  if (reason === 'not_taken' || ifCharged === ifFree) return DECISION[ifFree]
  return `Charged: ${DECISION[ifCharged]}. Not charged: ${DECISION[ifFree]}.`
}

/** Rules for one kind of provider, which count before the others. */
export const exceptionsOf = (rules: readonly MoneyRule[]): MoneyRule[] =>
  rules.filter(({ providerKind }) => providerKind !== '*')

/** What a version says otherwise than the one before, a line each. */
export function changesOf(
  { rules }: Policy,
  before: Policy | undefined,
  wayName: (way: MoneyRule['way']) => string,
): string[] {
  if (!before) return []
  const lines = REASONS.flatMap((reason) =>
    WAYS.flatMap((way) => {
      const [was, is] = [before.rules, rules].map((own) => wordsOf(ruleOf(own, reason, way)))
      return was === is ? [] : [`${wayName(way)}, ${ENDS[reason]}: ${is}`]
    }),
  )
  const named = (own: readonly MoneyRule[]) =>
    new Map(
      exceptionsOf(own).map((one) => [
        `${one.providerKind}, ${wayName(one.way)}, ${ENDS[one.reason]}`,
        wordsOf(one),
      ]),
    )
  const [was, is] = [named(before.rules), named(rules)]
  for (const [name, words] of is) if (was.get(name) !== words) lines.push(`${name}: ${words}`)
  for (const name of was.keys()) if (!is.has(name)) lines.push(`${name}: as the others`)
  return lines
}
