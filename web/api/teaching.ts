import type { Answer, ItemOf } from './types.ts'

/** What the HTTP API answers to educators, by the names that pages use. Shares are between 0 and 1. */

export type Overview = Answer<'/api/educator/revenue/overview'>
export type Standing = Overview['standings'][number]
export type Commission = ItemOf<Answer<'/api/educator/revenue/commissions'>>
/** One commission with its journals and its payout. */
export type CommissionDetail = Answer<'/api/commissions/{id}'>
export type Payout = ItemOf<Answer<'/api/educator/revenue/payouts'>>
export type PayoutDetail = Answer<'/api/educator/revenue/payouts/{id}'>
export type PayoutItem = PayoutDetail['items'][number]
export type Analytics = Answer<'/api/educator/revenue/analytics'>
export type Earned = ItemOf<Analytics>
/** An educator beside the middle of their tier. */
export type Compared = Analytics['compared'][number]
/** Being paid at once: whether the tier opens it, and what it would bring. */
export type Instant = Answer<'/api/educator/revenue/payouts/instant'>
/** What finance sees of payouts. */
export type PayoutRun = ItemOf<Answer<'/api/payouts/runs'>>
export type DryRun = Answer<'/api/payouts/dry-run'>
export type Minimums = Answer<'/api/payouts/minimums'>
/** The rules of earning by version. */
export type EarningRules = ItemOf<Answer<'/api/earning-rules'>>
export type PriceLevel = ItemOf<Answer<'/api/price-levels'>>

/** What calling a session off would do. */
export type CancelSession = Answer<'/api/sessions/{id}/cancel-preview'>

/** The educator's account at the payment provider. */
export type Payee = Answer<'/api/educator/payee'>
