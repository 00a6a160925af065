import type { Value } from '#base'
import type { Text } from './texts.ts'
import { amount, type Reader } from './wording.ts'

/** What is known when credits were to be bought by themselves and were not. */
export type ToldOfRefills = {
  /** `code`: the provider's word for why. `order`: where it can be paid by hand. */
  'refill.failed': { credits: Value; total: Value; code: string; order: string }
  'refill.stopped': { credits: Value; because: 'failures' | 'no_method' }
  /** `code`: our own refusal that stands against it. */
  'refill.held_back': { credits: Value; code: string }
}

type Texts = { [Kind in keyof ToldOfRefills]: (told: ToldOfRefills[Kind], reader: Reader) => Text }

const HELD_BACK: Record<string, string> = {
  refill_month_full: 'your refills have bought as much this month as you allow',
  purchase_cap_reached: 'no more can be bought today',
  wallet_cap_reached: 'your wallet holds as much as it can',
}

/** Notices of refills in English. */
export const ofRefills: Texts = {
  'refill.failed': ({ credits, total, code, order }, reader) => ({
    title:
      code === 'authentication_required'
        ? `Your bank wants you to confirm ${amount(total, reader)}`
        : `Your card was not charged for ${amount(credits, reader)}`,
    body:
      code === 'authentication_required'
        ? `Your credits ran low, and your bank wants to hear from you before it pays for ${amount(credits, reader)}. Open the order to pay and confirm it; otherwise we try again tomorrow.`
        : `Your credits ran low, and your card was declined when we tried to buy ${amount(credits, reader)}. You can pay the order with another card; otherwise we try again tomorrow.`,
    link: `/orders/${order}`,
    email: true,
  }),
  'refill.stopped': ({ because }) => ({
    title: 'Your automatic refill is switched off',
    body:
      because === 'no_method'
        ? 'Your credits ran low, and no card is kept that could be charged. Add one and switch the refill on again.'
        : 'Your card was declined three times in a row, so we have stopped trying. Add another card and switch the refill on again.',
    link: '/billing',
    email: true,
  }),
  'refill.held_back': ({ credits, code }, reader) => ({
    title: `${amount(credits, reader)} were not bought this time`,
    body: `Your credits ran low, but ${HELD_BACK[code] ?? 'something stands against it'}. As soon as that changes, the refill goes on by itself.`,
    link: '/billing',
    email: false,
  }),
}
