/** Cases between a learner and an educator: the room's own front door. */
export { type Answer, answerPoint, askSide } from './cases/answering.ts'
export {
  type Case,
  type CaseAbout,
  caseOf,
  type Decided,
  type Point,
  type Stage,
} from './cases/case.ts'
export { appealCase, type Decision as CaseDecision, decideCase } from './cases/deciding.ts'
export {
  assignCase,
  type CaseCard,
  type CasePage,
  casePage,
  listCases,
  type SilenceRule,
  setSilenceRule,
  silenceRules,
} from './cases/desk.ts'
export { addCaseFile, caseFile, sayInCase } from './cases/hearing.ts'
export { type Claim, openCase, withdrawCase } from './cases/opening.ts'
export { nextCaseWork, workCases } from './cases/waiting.ts'
