import type { Gift, PackageCard, Place } from '../../../api/buying.ts'
import type { Tone } from '../../../components/Tag.tsx'

/** States of what is queued for and bought, as people say them. */

export const PLACE: Record<Place['state'], [string, Tone]> = {
  waiting: ['Waiting', 'accent'],
  offered: ['A seat is kept for you', 'good'],
  booked: ['Booked', 'good'],
  left: ['You left', 'plain'],
  lapsed: ['Not answered', 'plain'],
  closed: ['Closed', 'plain'],
}

/** Why somebody was passed over, by the code of the refusal. */
export const PASSED: Record<string, string> = {
  insufficient_funds: 'there were not enough credits in your wallet',
  learner_busy: 'you have another session at that time',
  sessions_used_up: 'this month’s included sessions are used',
  limit_reached: 'you have booked as much ahead as your plan allows',
  no_package_lesson: 'no lesson of your package fits it',
  price_changed: 'the price has changed',
}
export const passedWords = (why: string) => PASSED[why] ?? 'it could not be booked for you'

const PACKAGE: Record<string, [string, Tone]> = {
  paying: ['Waiting for payment', 'attention'],
  active: ['Open', 'good'],
  used: ['Used up', 'plain'],
  expired: ['Time ran out', 'plain'],
  ended_by_learner: ['Ended by the learner', 'plain'],
  ended_by_educator: ['Ended by the educator', 'plain'],
  ended_by_platform: ['Ended by Stoa', 'plain'],
  not_paid: ['Not opened', 'plain'],
}
export const packageState = ({ state }: Pick<PackageCard, 'state'>): [string, Tone] =>
  PACKAGE[state] ?? [state, 'plain']

export const GIFT: Record<Gift['state'], [string, Tone]> = {
  paying: ['Waiting for payment', 'attention'],
  waiting: ['Not sent yet', 'accent'],
  sent: ['Sent, not claimed yet', 'accent'],
  claimed: ['Claimed', 'good'],
  taken_back: ['Taken back', 'plain'],
  expired: ['Came back', 'plain'],
  not_paid: ['Not given', 'plain'],
}
