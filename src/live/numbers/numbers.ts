import type { AskingPolicy } from '../asking/policy.ts'
import type { BuyingPolicy } from '../buying-policy.ts'
import type { ExposurePolicy } from '../exposure/policy.ts'
import type { Policy } from '../policy.ts'
import type { QualityPolicy } from '../quality/policy.ts'
import type { VoicesPolicy } from '../voices-policy.ts'

/** What a number counts. `share`: basis points; `stars`: hundredths of one; `credits` and `tokens`: hundredths of one. */
export type Unit =
  | 'minutes'
  | 'hours'
  | 'days'
  | 'weeks'
  | 'months'
  | 'share'
  | 'credits'
  | 'tokens'
  | 'times'
  | 'stars'

/** One of the operator's numbers: what it decides, in words that staff read, and how far it may go. */
export type OperatorNumber = {
  says: string
  unit: Unit
  least: number
  most: number
  /** It is a list of up to so many: the first time, the second, … */
  list?: number
}

type Named<Rules> = { [Name in Exclude<keyof Rules, 'version'>]: OperatorNumber }

const number = (says: string, unit: Unit, least: number, most: number): OperatorNumber => ({
  says,
  unit,
  least,
  most,
})

const booking: Named<Policy> = {
  freeHours: number('Cancelled so long before the start, all comes back', 'hours', 0, 720),
  halfHours: number('Cancelled so long before the start, a share comes back', 'hours', 0, 720),
  halfShare: number('The share that comes back then', 'share', 0, 10_000),
  graceMinutes: number('Second thoughts: all comes back so soon after booking', 'minutes', 0, 1440),
  graceStartHours: number('… if the start is further away than', 'hours', 0, 720),
  goodwillHours: number('An educator who cancels later than this owes goodwill', 'hours', 0, 720),
  goodwillShare: number('Goodwill, as a share of the list price', 'share', 0, 10_000),
  goodwillDays: number('Goodwill credits are good for', 'days', 1, 730),
  seatHoldMinutes: number('A seat waits for its payment', 'minutes', 1, 1440),
  privateNoticeMinutes: number('A one-to-one session is booked so early', 'minutes', 0, 10_080),
  groupNoticeMinutes: number('A seat in a group is booked so early', 'minutes', 0, 10_080),
  educatorBufferMinutes: number(
    'An educator’s time before and after each session',
    'minutes',
    0,
    240,
  ),
  completeAfterMinutes: number('A session is completed so long after its end', 'minutes', 0, 1440),
  settleDays: number('A completed booking is settled after', 'days', 0, 60),
  minimumHours: number('A group below its minimum is looked at before the start', 'hours', 0, 720),
  decideHours: number('… and its educator decides until so long before it', 'hours', 0, 720),
  reviewDays: number('A review can be written for', 'days', 1, 365),
  priorityHours: number('New sessions are for those who book before others', 'hours', 0, 168),
  priorityLeadDays: number('… where they begin so much later', 'days', 1, 365),
  ownPriceMin: number('The least that an own price may be', 'credits', 1, 1_000_000),
  ownPriceMax: number('The most that an own price may be', 'credits', 1, 1_000_000),
  noShowMinutes: number('A learner who is not there by then was absent', 'minutes', 1, 120),
  noShowShortMinutes: number('… in a short session', 'minutes', 1, 120),
  shortSessionMinutes: number('A session up to this long is short', 'minutes', 1, 720),
  educatorAbsentMinutes: number(
    'An educator who is not there by then was absent',
    'minutes',
    1,
    120,
  ),
  educatorPresentMinutes: number(
    'An absent learner’s seat is earned on if the educator was there for',
    'minutes',
    1,
    120,
  ),
  presenceShare: number('Both there for this share of the time: it took place', 'share', 1, 10_000),
  silenceHours: number('Where nobody can tell, people may say so for', 'hours', 1, 720),
  caseDays: number('What became of a session can be contested for', 'days', 1, 365),
  answerDays: number('The other side of a case answers within', 'days', 1, 60),
  evidenceDays: number('… then both bring what they have within', 'days', 0, 60),
  decideDays: number('… then staff decide within', 'days', 1, 60),
  appealDays: number('A decision can be appealed for', 'days', 0, 60),
  remindHours: number('Before a deadline of a case people are reminded', 'hours', 1, 240),
  moveHours: number('A learner moves a seat freely until before the start', 'hours', 0, 720),
  movesMost: number('… so often', 'times', 0, 100),
  proposalDays: number('A proposal to move waits for an answer', 'days', 1, 60),
  markDays: number('Cancellations and absences of an educator count for', 'days', 1, 730),
  marksMost: number('So many of them hide an educator from search', 'times', 1, 100),
  hideDays: {
    ...number('… for so long: the first time, the second, … then staff look', 'days', 1, 365),
    list: 10,
  },
}

const asking: Named<AskingPolicy> = {
  answerHours: number('An educator who is asked first answers within', 'hours', 1, 168),
  instantSessions: number('Talking at once needs sessions held before', 'times', 0, 1000),
  instantMinutes: number('Whoever is asked to talk at once answers within', 'minutes', 1, 60),
  instantSilences: number('So many unanswered in a row switch it off', 'times', 1, 100),
  instantDeclines: number('So many declined in a row switch it off', 'times', 1, 100),
  seriesWeeks: number('A series is planned ahead', 'weeks', 1, 52),
  shiftDays: number(
    'Who learns in another zone hears of a clock’s change before it',
    'days',
    1,
    60,
  ),
}

const buying: Named<BuyingPolicy> = {
  offerMinutes: number('An offered seat waits for an answer', 'minutes', 5, 1440),
  nearOfferMinutes: number('… where the start is near', 'minutes', 5, 1440),
  nearHours: number('A start is near from', 'hours', 0, 168),
  closeMinutes: number('A waitlist closes before the start', 'minutes', 0, 2880),
  packageDays: number('A package of lessons is good for', 'days', 30, 730),
  extensionDays: number('… and can be extended once by', 'days', 1, 365),
  packageDiscountMax: number('The most that a package may be cheaper', 'share', 0, 9000),
  giftDays: number('A gift waits to be claimed for', 'days', 1, 365),
  tokensPerCredit: number('What one credit costs in tokens', 'tokens', 1, 1_000_000),
}

const quality: Named<QualityPolicy> = {
  windowDays: number('Quality is looked at over the last', 'days', 7, 730),
  sessionsLeast: number('With fewer sessions or questions, nothing is judged', 'times', 1, 1000),
  reviewsLeast: number('With fewer reviews, no rating is judged', 'times', 1, 1000),
  completionLeast: number('Of promised sessions must take place', 'share', 0, 10_000),
  cancelledMost: number('… and may be called off, at most', 'share', 0, 10_000),
  absentMost: number('… and may be missed, at most', 'times', 0, 1000),
  ratingLeast: number('The rating must be', 'stars', 100, 500),
  answersLeast: number('First messages answered in time', 'share', 0, 10_000),
  punctualLeast: number('Sessions begun on time', 'share', 0, 10_000),
  technicalMost: number('Sessions with technical problems, at most', 'share', 0, 10_000),
  reportsMost: number('Reports found right, at most', 'times', 0, 1000),
  auditLeast: number('Audits must come to', 'share', 0, 10_000),
  lateMinutes: number('Late is who is there later than', 'minutes', 0, 120),
  earlyMinutes: number('An early end is so long before the end', 'minutes', 1, 240),
  connectionsMost: number('More connections in one session are a sign', 'times', 1, 100),
  targetRating: number('The platform aims at a rating of', 'stars', 100, 500),
  targetCompletion: number('… at so many sessions that take place', 'share', 0, 10_000),
  targetCancelled: number('… at fewer called off than', 'share', 0, 10_000),
  targetTechnical: number('… at fewer with technical problems than', 'share', 0, 10_000),
  targetAnswerHours: number('… at answers within', 'hours', 1, 720),
  appealHours: number('An appeal is decided within', 'hours', 1, 720),
  firstAppealHours: number('… for tiers that open that, within', 'hours', 1, 720),
  auditsWeekly: number('Sessions of a week that a reviewer looks at', 'times', 0, 1000),
}

const exposure: Named<ExposurePolicy> = {
  topRating: number('Top rated: a mean of', 'stars', 100, 500),
  topReviews: number('… over so many reviews', 'times', 1, 1000),
  dependableHeld: number('Dependable: so many sessions held', 'times', 1, 1000),
  dependableCompletion: number('… and so many of the promised ones', 'share', 0, 10_000),
  quickAsked: number('Quick to answer: so many first messages', 'times', 1, 1000),
  quickAnswers: number('… and so many of them in time', 'share', 0, 10_000),
  places: number('Featured each week, of the top rated and dependable', 'times', 0, 50),
  restWeeks: number('… nobody again for', 'weeks', 0, 52),
  bonusTokens: number('A featured week brings', 'tokens', 0, 10_000_000),
  budgetTokens: number('… all of them in a month, at most', 'tokens', 0, 1_000_000_000),
}

const voices: Named<VoicesPolicy> = {
  blindDays: number('What two wrote of each other is shown together, or after', 'days', 0, 60),
  editDays: number('A review can be changed freely for', 'days', 0, 365),
  editAgainMonths: number('… and after that once in', 'months', 1, 24),
  replyHours: number('An educator can change a reply for', 'hours', 0, 720),
  presenceNeeded: number('Who reviews a session was there for', 'share', 0, 10_000),
  answerHours: number('An educator answers a message within', 'hours', 1, 168),
  responseDays: number('How an educator answers is looked at over', 'days', 7, 730),
  messagesAnHour: number('Messages in one conversation within an hour, at most', 'times', 1, 1000),
  threadsADay: number('Conversations that one person begins within a day', 'times', 1, 1000),
  unansweredMost: number('Messages to somebody who has not answered, at most', 'times', 1, 1000),
  tellAfterMinutes: number('Whoever reads along needs no e-mail: it waits', 'minutes', 0, 1440),
  tellEveryMinutes: number('… and one conversation sends at most one in', 'minutes', 0, 10_080),
  reportHours: number('Moderators decide within', 'hours', 1, 720),
  reportsADay: number('Reports of one person within a day, at most', 'times', 1, 1000),
}

/** The parts into which the numbers are kept, each with versions of its own. */
export const NUMBERS = { booking, asking, buying, quality, exposure, voices } as const
export type NumbersPart = keyof typeof NUMBERS
