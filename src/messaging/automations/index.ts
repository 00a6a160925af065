/** What happens, and what is written because of it: events, automations, their runs. */
export {
  type Automation,
  type AutomationState,
  type AutomationStep,
  type AutomationWords,
  automationsOf,
  changeAutomation,
  makeAutomation,
  oneAutomation,
  switchAutomation,
} from './automation.ts'
export {
  COMPARISONS,
  type Comparison,
  type Condition as EventCondition,
} from './conditions.ts'
export { defineEvent, type EventKind as AutomationEvent, eventKindsOf } from './kinds.ts'
export { type AutomationRun, type RunEntry, runLog, runsOf } from './looking.ts'
export { forgetEvents, keepMedia, MEDIA_PATH, mediaAt } from './media.ts'
export { raiseOfMember } from './members.ts'
export {
  type EventMedia,
  type NewEvent,
  type Raised,
  RUN_AUTOMATIONS,
  raiseEvent,
  type Whom,
} from './raising.ts'
export { nextAutomation, runAutomations } from './running.ts'
export type { EventData, EventSchema, EventValue } from './schema.ts'
export { type TestRun, tryAutomation } from './trying.ts'
