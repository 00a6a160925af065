/** What happens by itself, and what follows from what happened. */
export {
  type Jobs,
  type JobsOptions,
  type Jump,
  openJobs,
  type QueueNow,
  type ScheduleEntry,
} from './control.ts'
export type { FailedReaction, Reaction, Reactions } from './react.ts'
export { reactions } from './reactions.ts'
export type { Outcome, Run } from './runs.ts'
export { schedule } from './schedule.ts'
export { sandboxClock } from './time.ts'
export type { Scheduled, Work } from './work.ts'
