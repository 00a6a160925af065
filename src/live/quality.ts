/** Quality: what is measured of each educator, what follows from it, and sessions that a reviewer looks at. */
export {
  type Answer as AuditAnswer,
  type Audit,
  type Checklist,
  checklist,
  type Draw,
  drawAudits,
  draws,
  listAudits,
  oneAudit,
  setChecklist,
  writeAudit,
} from './quality/auditing.ts'
export {
  FINDINGS,
  type Figures,
  type Finding,
  type QualityTarget,
  ratesOf,
  targetsMet,
} from './quality/figures.ts'
export {
  answerAppeal,
  appealMeasure,
  endMeasure,
  listMeasures,
  MEASURES,
  type Measure,
  type MeasureKind,
  type MeasureRule,
  measureRules,
  noteCoaching,
  openMeasures,
  setMeasureRules,
  takeMeasure,
} from './quality/measures.ts'
export { type QualityPolicy, qualityPolicy, setQualityPolicy } from './quality/policy.ts'
export { reckonScorecards, type Scorecard, type Signal, signalsOf } from './quality/reckoning.ts'
export {
  findingCounts,
  listScorecards,
  type QualityDay,
  qualityDays,
  type ScorecardLine,
  scorecardOf,
} from './quality/seeing.ts'
export {
  endMeasures,
  lookAtQuality,
  nextMeasureEnd,
  waitingForStaff,
} from './quality/stepping.ts'
export { sayTechnical, TROUBLES, type Trouble, technicalOf } from './quality/technical.ts'
