import type { Report } from '../api/voices.ts'

/** Why something is reported, in words. */
export const REASONS: Record<Report['reason'], string> = {
  abuse: 'Insults or threatens somebody',
  hate: 'Hates a group of people',
  sexual: 'Sexual',
  off_topic: 'Has nothing to do with the learning',
  spam: 'Advertising or links',
  personal_details: 'Gives away somebody’s personal details',
  paid_for: 'Was paid or traded for',
  conflict_of_interest: 'By a competitor, a friend, or oneself',
  off_platform: 'Asks to pay or meet outside',
  safety: 'Somebody is in danger',
  impersonation: 'Pretends to be somebody else',
  other: 'Something else',
}

export const DECISIONS: Record<NonNullable<Report['decision']>, string> = {
  kept: 'Stays',
  hidden: 'Hidden',
  words_removed: 'Words taken away',
  acted: 'Acted on',
}

export const THINGS: Record<Report['about']['type'], string> = {
  review: 'Review',
  reply: 'Answer to a review',
  learner_rating: 'Rating of a learner',
  message: 'Message',
  session: 'Session',
  room: 'Behaviour in a room',
  person: 'Person',
}
