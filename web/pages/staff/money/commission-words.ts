import type { Commission } from '../../../api/teaching.ts'

/** What the learner gave for it. */
export const PAID_BY: Record<Commission['paidBy'], string> = {
  credits: 'Credits',
  cash: 'Money',
  included: 'A plan',
  tokens: 'Tokens',
  package: 'A package',
  platform: 'The platform',
}

/** What it is of. */
export const SOURCES: Record<Commission['source'], string> = {
  booking: 'A booking',
  decision: 'A decision',
  appeal: 'An appeal',
  course: 'A course',
  cohort_seat: 'A seat in a cohort',
  certificate: 'A certificate',
  guarantee: 'A guaranteed minimum',
  referral: 'An educator brought along',
}

/** Where its rate comes from. */
export const RATES: Record<Commission['rateFrom'], string> = {
  session: 'set for the session',
  institution: 'the institution’s agreement',
  tier: 'the tier of the day it was booked',
  plan: 'the educator’s plan',
  default: 'the rules of earning',
  agreed: 'agreed for this deed',
}
