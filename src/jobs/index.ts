/** What happens by itself, and what follows from what happened. */
export { type Jobs, type JobsOptions, type Jump, openJobs, type ScheduleEntry } from './control.ts'
export { type FailedReaction, failedReactions, type Reaction, type Reactions } from './react.ts'
export { listRuns, type Outcome, type Run, runById } from './runs.ts'
export { sandboxClock } from './time.ts'
export type { Scheduled, Work } from './work.ts'
