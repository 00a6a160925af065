/**
 * Educators: their tiers, what they earn from each booking, and how it reaches their bank.
 * Verbs take a transaction and plain values; those that are run by the schedule take the database
 * and open one transaction for each row that is due.
 */

// When a booking is moved, or given back after it was earned on
export { type Amended, amendEarned, amendmentsOf } from './amending.ts'
// Applying
export {
  type ApplicationFields,
  type ApplicationNow,
  applicationOf,
  CEFR,
  DAY_PARTS,
  oneApplication,
  pastApplications,
} from './applying/application.ts'
export { approveApplication, OPEN_PAYEE } from './applying/approving.ts'
export {
  forgetPapers,
  lapseApplications,
  nextLateApplication,
  nextUnansweredApplication,
  tellLateApplications,
} from './applying/clock.ts'
export {
  type Acceptance,
  acceptancesOf,
  acceptContract,
  agreed,
  type Contract,
  contractFor,
  draftContract,
  listContracts,
  type OwnContract,
  oneContract,
  ownContract,
  putContractInForce,
} from './applying/contracts.ts'
export {
  answerApplication,
  applyToTeach,
  beginApplication,
  fillApplication,
  mayApply,
  sendApplication,
  withdrawApplication,
} from './applying/filling.ts'
export {
  chooseTime,
  type Interview,
  interviewOf,
  noneFits,
  offerTimes,
} from './applying/interviewing.ts'
export { type ApplyingPolicy, applyingPolicy, setApplyingPolicy } from './applying/numbers.ts'
export { addPaper, dropPaper, type Paper, papersOf, readPaper } from './applying/papers.ts'
export { type ApplicationFilter, countApplications, listApplications } from './applying/queue.ts'
export {
  type ApplicationStep,
  askForMore,
  letGoOfApplication,
  noteOnApplication,
  notesOf,
  type Reviewer,
  rejectApplication,
  stepsOf,
  takeApplication,
} from './applying/reviewing.ts'
export {
  APPLICATION_STATES,
  APPLICATION_TRANSITIONS,
  type ApplicationDeed,
  type ApplicationState,
  missingIn,
  openDeeds,
} from './applying/states.ts'
// Commissions
export {
  type Booked,
  type Commission,
  type CommissionState,
  cancelCommission,
  commissionsOf,
  type Earned,
  earnCommission,
  openCommission,
  type RateFrom,
  type SourceType,
} from './commission.ts'
// When a payment is disputed
export { commissionKeeper, owedBy } from './disputed.ts'
// When the schedule has something to do next
export { nextRelease, nextSending } from './due.ts'
// Educators and their institutions
export {
  changeProfile as changeEducatorProfile,
  type EducatorCard,
  type EducatorStanding,
  type Enrolment,
  educatorCard,
  educatorCards,
  educatorOf,
  enrol,
  type Teaching,
  teaches,
} from './educators.ts'
// Tiers: what moves a standing
export { evaluateTier, evaluateTiers, noteDelivery, pinTier, setRatings } from './evaluating.ts'
// Institutions: their agreements, who belongs to them, invitations, files of employed instructors
export {
  type Agreement,
  agree,
  agreementsOf,
  changeAgreement,
  endAgreement,
} from './institutions/agreements.ts'
export {
  type Belonging,
  belongAsEducator,
  belongingOf,
  leaveInstitution,
  letGo,
  moveEducator,
} from './institutions/belonging.ts'
// Guaranteed minimums
export {
  type GuaranteeMonth,
  guaranteeMonths,
  monthSoFar,
  nextGuarantee,
  prorated,
  topUpGuarantees,
} from './institutions/guarantees.ts'
export {
  forgetImports,
  type ImportCard,
  type ImportRow,
  importsOf,
  previewImport,
  type RowOutcome,
  runImport,
  uploadImport,
} from './institutions/importing.ts'
export {
  answerInvitation,
  type Invitation,
  type InvitationTerms,
  invitationsOf,
  invitationsTo,
  inviteEducator,
  withdrawInvitation,
} from './institutions/inviting.ts'
export { MOST_BYTES, MOST_ROWS, sampleFile } from './institutions/reading-file.ts'
export { COLUMNS as IMPORT_COLUMNS } from './institutions/reading-row.ts'
export { type JoiningRules, joiningRules, setJoiningRules } from './institutions/rules.ts'
export {
  agreedInstitutions,
  educatorsOf,
  type InstitutionCard,
  type InstitutionEducator,
  institutionSums,
  listInstitutions,
} from './institutions/seen.ts'
export {
  endTransition,
  listTransitions,
  makeTransition,
  nextTransitionEnd,
  type Transition,
  tellTransitionEnds,
} from './institutions/transitions.ts'
// Ladders by version
export { tierOpens } from './ladders/benefits.ts'
export {
  beginLadders,
  changeLadders,
  type WantedRules,
  withdrawLadders,
} from './ladders/changing.ts'
export { NUMBER_BOUNDS } from './ladders/checking.ts'
export { MONEY_DAYS, type Preview, previewLadders, type WouldChange } from './ladders/previewing.ts'
export {
  benefitsThere,
  type Ladders,
  ladder,
  nextLadder,
  rulesInForce,
  type TierNumbers,
  type TierRules,
  tierRules,
} from './ladders/rules.ts'
export { keepStill, moveCommission } from './moving.ts'
// Payouts
export {
  askInstant,
  type InstantOffer,
  instantOffers,
  mayInstant,
} from './payouts/instant.ts'
export {
  itemsOf,
  listPayouts,
  onePayout,
  type Payout,
  type PayoutFilter,
  type PayoutItem,
  payoutItems,
} from './payouts/listing.ts'
export { listMinimums, type Minimum, minimumsNow, setMinimum } from './payouts/minimums.ts'
export { type NextPayout, nextPayout, nextPayouts } from './payouts/next.ts'
export { payoutArrived, payoutReturned } from './payouts/outcomes.ts'
export { payoutPaper, payoutPapers } from './payouts/paper.ts'
export type { PayoutState, Sender, Sent, ToSend } from './payouts/payout.ts'
export {
  listRuns,
  oneRun,
  type PayoutRun,
  pauseRun,
  type RunPart,
  type RunState,
  resumeRun,
} from './payouts/runs.ts'
export { processPayouts, runPayouts, unparkPayouts } from './payouts/sending.ts'
export { schedulePayouts } from './payouts/setting-aside.ts'
export { type DryRun, dryRun, foreseeShortfall } from './payouts/shortfall.ts'
export {
  issuePayoutStatements,
  type PayoutStatement,
  payoutStatement,
} from './payouts/statements.ts'
// The operator's rules
export {
  type Policy,
  type PolicyChange,
  type PolicyVersion,
  policies,
  policyNow,
  setPolicy,
} from './policy.ts'
// Recruiting: the calculator, educators who bring educators
export { type Outlook, outlookOf, type Wish } from './recruiting/calculator.ts'
export {
  claimReferral,
  listReferrals,
  type Referral,
  referralCode,
  referrerBy,
} from './recruiting/referrals.ts'
export { decideReferral, nextReferral, rewardReferrals } from './recruiting/rewarding.ts'
export { releaseHeld } from './releasing.ts'
// What is seen of it
export {
  type CommissionFilter,
  type EarnedIn,
  earnedBy,
  listCommissions,
  type Other,
  type Overview,
  oneCommission,
  overview,
  type Payee,
  type Period,
} from './revenue.ts'
// What is sold otherwise than by the seat
export {
  cancelSale,
  earnSale,
  openSale,
  returnSale,
  type SaleReturned,
  type SaleSource,
  type SaleType,
  type Sold,
  saleCommission,
} from './sales.ts'
export { type Shares, type Sharing, sharesOf } from './shares.ts'
// Where several teach: what of the price is whose
export { type CoEducator, lowerCommission, passCommission, WHOLE } from './sharing.ts'
// Where an educator stands
export { type Standing, standingsOf, type TierStep, tierHistory } from './standing.ts'
// Tax
export * from './tax.ts'
export type { Kind, Missing, Rung, Tier } from './tiers.ts'
