/**
 * Live sessions: classes and conversations at a set time, the seats in them, who came, what they
 * thought of it. Verbs take a transaction and plain values; those that the schedule runs take the
 * database and open one transaction for each row that is due.
 */

// What staff do with one booking by hand
export { actOnBooking, STAFF_DEEDS, type StaffDeed, staffMay } from './acting.ts'
// What can still be done with a booking, and the staff's view of all
export { type After, afterOf, type MoveOptions, moveOptions } from './after.ts'
// Asking first
export {
  acceptRequest,
  declineRequest,
  expireRequests,
  nextAnswerEnd,
} from './asking/answering.ts'
export { type AskingPolicy, askingPolicy, setAskingPolicy } from './asking/policy.ts'
export { type AnswerFigures, answerFigures, openRequests } from './asking/requests.ts'
export { asksFirst, setAsksFirst } from './asking/setting.ts'
export {
  addCalendar,
  type Calendar,
  calendarsOf,
  nextCalendar,
  readCalendars,
  readNow,
  removeCalendar,
} from './availability/calendars.ts'
// One to one, in an educator's own hours
export { closeFeed, feedSince, feedText, openFeed } from './availability/feed.ts'
export {
  busyOf,
  insideAvailability,
  type NextSlots,
  nextSlots,
  slotsOf,
} from './availability/free.ts'
export type { OddHours } from './availability/hours.ts'
export { bookSlot, type LessonRequest } from './availability/lesson.ts'
export {
  comeBack,
  goAway,
  type HourMoney,
  LENGTHS,
  lessonMoney,
  lessonPrice,
  type Offer,
  offerOf,
  setDate,
  setTerms,
  setWeek,
  type Terms,
  trialPriceOf,
  USUAL,
} from './availability/offer.ts'
export { oddHoursAhead, type SlotsPage, slotsPage } from './availability/picking.ts'
export type { Slot } from './availability/slots.ts'
export type { TrialTerms } from './availability/trial.ts'
// Seats
export { type Booked, type BookingRequest, bookSession, type Method } from './booking.ts'
export {
  type BookingFilter,
  type BookingView,
  listBookings,
  oneBooking,
  type Step,
  stepsOf,
} from './bookings.ts'
// Queueing and buying: waitlists, packages, gifts, tokens
export * from './buying.ts'
export {
  type CallOffPreview,
  type CancelPreview,
  cancelBooking,
  cancelSession,
  previewCallOff,
  previewCancel,
} from './cancelling.ts'
// Cases: what is contested, heard and decided
export * from './cases.ts'
export {
  type Card,
  nextOf,
  type Position,
  type Search,
  type Sort,
  searchSessions,
  sessionCard,
} from './catalogue.ts'
// Sessions
export { type Change, changeSession } from './changing.ts'
// Taking place
export {
  completeDue,
  completeSilent,
  confirmBooking,
  earnForfeits,
  educatorMissed,
  markAttendance,
  settleDue,
  startSessions,
} from './completing.ts'
// Where educators are missing
export { type Coverage, coverageOf, type LanguageCoverage } from './coverage/coverage.ts'
export {
  COMPARED_DAYS,
  type Compared,
  comparedWithTier,
  type Going,
  reckonTiers,
} from './dashboards/comparing.ts'
// Figures
export {
  type HouseFigures,
  houseFigures,
  type TeachingFigures,
  teachingFigures,
} from './dashboards/figures.ts'
// The table of transitions, drawn
export { transitionDiagram, transitionTable } from './drawing.ts'
// When the schedule has something to do next
export {
  nextCompletion,
  nextForfeit,
  nextMinimumCheck,
  nextProposalEnd,
  nextSeatExpiry,
  nextSettlement,
  nextSilence,
  nextStart,
} from './due.ts'
export {
  type ExploredBooking,
  exploreBookings,
  type Measured,
  measuredIn,
  type SeatFound,
} from './exploring.ts'
// Badges and featured places
export * from './exposure.ts'
// Finding
export {
  type Address,
  countAddresses,
  educatorAddresses,
  IN_ONE_MAP,
  sessionAddresses,
} from './finding/addresses.ts'
export { type Asked, readEducatorSearch, readSessionSearch } from './finding/asking.ts'
export { boardOf } from './finding/board/board.ts'
export { type Near, nearSessions, type SessionFacets, sessionFacets } from './finding/counting.ts'
export {
  EDUCATOR_SORTS,
  type EducatorFacets,
  educatorFacets,
  findEducators,
  nearEducators,
  promotedEducators,
} from './finding/educators.ts'
export { type Match, matchEducators, type WhyMatched } from './finding/matching.ts'
export { dayOf, type Factor, RANKING, WEIGHTS } from './finding/ranking.ts'
export {
  forgetSearch,
  lookForSaved,
  nextSavedLook,
  type SavedSearch,
  type SearchedOf,
  savedSearches,
  saveSearch,
} from './finding/saved.ts'
export { type FoundAt, SESSION_SORTS } from './finding/searched.ts'
export { findSessions } from './finding/sessions.ts'
export { type OwnStanding, reckonStandings, standingOf, tidyLexicon } from './finding/standing.ts'
export { setWishes, type Wishes, wishesOf } from './finding/wishes.ts'
// Talking at once
export { askInstant, type InstantRequest } from './instant/asking.ts'
export { type Available, availableNow, type Wanted } from './instant/available.ts'
export {
  type InstantOffer,
  type InstantPrice,
  type Switch,
  switchOf,
  switchOff,
  switchOn,
} from './instant/offering.ts'
// What counts against an educator
export {
  appealMark,
  decideMark,
  listMarks,
  type Mark,
  marksOf,
  type Standing,
  showAgain,
} from './marks/lifting.ts'
// Moving
export { answerMove, endProposals, withdrawMove } from './moves/answering.ts'
export {
  moveSeat,
  type NeedsConsent,
  type Proposal,
  proposalFor,
  proposalsOf,
  proposeMove,
  proposeSessionMove,
} from './moves/proposing.ts'
export type { Side, Target } from './moves/seat.ts'
// The operator's numbers, as staff set them
export {
  changeNumbers,
  type NumbersNow,
  type NumberValue,
  numbersNow,
} from './numbers/changing.ts'
export { NUMBERS, type NumbersPart, type OperatorNumber } from './numbers/numbers.ts'
// When the room could not be reached
export { nextOutage, type OutageMeets, outageMeets, sayOutage, workOutages } from './outage.ts'
export { type SessionPage, sessionPage, type Way, waysOf } from './page.ts'
// The operator's rules
export {
  type Level,
  type Policy,
  type PriceLevel,
  policyNow,
  priceLevels,
  setPolicy,
} from './policy.ts'
export { UNPRICED } from './prices.ts'
// Quality
export * from './quality.ts'
// When money goes back
export { letSeatGo, seatKeeper } from './refunding.ts'
// The room
export {
  endRoom,
  letBack,
  removedFrom,
  removeFromRoom,
  reopenRoom,
} from './room/hosting.ts'
export {
  comeIn,
  enterRoom,
  goOut,
  mustLeave,
  noteSeen,
  ROOM_CAMERAS,
  ROOM_PEOPLE,
  type RoomRole,
  type RoomSeat,
  roomRuns,
  roomSeat,
  type Seen,
  type There,
} from './room/joining.ts'
export { hearLiveKit } from './room/meetings/livekit-notices.ts'
export {
  chooseMeeting,
  type Meeting,
  type MeetingKind,
  meetingFor,
  meetingOf,
  SERVICES,
  type ServiceKind,
  wentElsewhere,
} from './room/meetings/meeting.ts'
export {
  meetingServices,
  openMeeting,
  type ServiceSetting,
  setLarger,
  setMeetingService,
} from './room/meetings/setup.ts'
export {
  CLOSED,
  type Declined,
  type Devices,
  type FromBrowser,
  type MustLeave,
  type RoomPerson,
  readMessage,
  type Spoken,
  type ToBrowser,
} from './room/messages.ts'
export {
  type Interval,
  noteOutage,
  type Outage,
  outages,
  type Presence,
  presenceOf,
  SEEN_EVERY_SECONDS,
} from './room/presence.ts'
export { refuse as refuseInRoom } from './room/problems.ts'
export {
  actOnReport,
  listReports,
  oneReport,
  type Report,
  type ReportDeed,
  type ReportDetail,
  type ReportKind,
  reportFromRoom,
} from './room/reporting.ts'
export {
  forgetTalk,
  noteQuality,
  type Said,
  say,
  TALK_DAYS,
  talkOf,
} from './room/talk.ts'
export { confirmPaid, expireHeldSeats } from './seats.ts'
// Series
export { bookSeries, type SeriesRequest } from './series/booking.ts'
export type { Likeness } from './series/likeness.ts'
export {
  changeSeries,
  createSeries,
  type NewSeries,
  restoreDate,
  type SeriesChange,
  skipDate,
  stopSeries,
} from './series/making.ts'
export {
  previewRule,
  type SeriesDate,
  type SeriesPage,
  seriesOfSession,
  seriesPage,
} from './series/page.ts'
export { nextSeriesDate, planSeries } from './series/planning.ts'
export { daysBetween, type Occurrence, occurrenceOn, type Rule } from './series/rule.ts'
export { type InTheWay, oneSeries, type Series, seriesOf } from './series/series.ts'
export { type Shifts, shiftsFor } from './series/shifts.ts'
export { tellShifts } from './series/telling.ts'
export {
  type By,
  createSession,
  type Draft,
  publishSession,
  refuseUnlessKind,
  type SessionState,
} from './session.ts'
// Several who teach one session
export {
  acceptCoTeaching,
  CO_EDUCATORS,
  inviteCoEducator,
  leaveCoTeaching,
  removeCoEducator,
  type Settling,
} from './sharing/inviting.ts'
export {
  agreedOf,
  type CoTeaching,
  coEducatorsOf,
  houseOf,
  type Shared,
  sharedWith,
  teachesToo,
} from './sharing/teaching.ts'
// When a group is too small
export { cancelUnderfilled, decideSize, undoCallOff } from './small-groups.ts'
export {
  type BookingState,
  type Deed,
  factOf,
  type Role,
  TRANSITIONS,
  type Transition,
} from './transitions.ts'
// What was found
export { type Verdict, verdictsOf } from './verdicts/judging.ts'
export type { Outcome } from './verdicts/verdict.ts'
// What people say of each other and to each other: reviews, messages, reports
export * from './voices.ts'
