import type { Answer } from '../../../api/types.ts'
import type { Tone } from '../../../components/Tag.tsx'

/** What the pages of risk read, and its words. */
export type RiskCase = Answer<'/api/risk/cases'>['items'][number]
export type BuyerStop = Answer<'/api/risk/stops'>['items'][number]
export type Limits = Answer<'/api/risk/limits'>
export type RefundWish = Answer<'/api/refund-wishes'>['items'][number]
export type Waiting = Answer<'/api/waiting'>

export const CASE_KINDS: Record<RiskCase['kind'], string> = {
  elevated: 'Elevated risk',
  card: 'A card used too often',
  highest: 'Highest risk',
  warning: 'Warning of fraud',
}

export const CASE_STATES: Record<RiskCase['state'], [word: string, tone: Tone]> = {
  open: ['Somebody must look', 'attention'],
  released: ['Let go', 'good'],
  refunded: ['Given back', 'plain'],
}

/** Why a buyer may not pay for a while. */
export function stopWords({ why, seen, most, hours }: BuyerStop): string {
  const within = hours === 1 ? 'an hour' : hours === 24 ? 'a day' : `${hours / 24} days`
  if (why === 'card' && hours > 24)
    return `Their card was used by ${seen} buyers within ${within}, where ${most} may be`
  if (why === 'card')
    return `Their card was tried or declined ${seen} times within ${within}, where ${most} may be`
  const what = why === 'declines' ? 'declined' : 'tried'
  return `${seen} times ${what} within ${within}, where ${most} may be`
}
