import { versionsIn } from '../numbers/versions.ts'

/** The operator's numbers for asking first, talking at once, and series. */
export type AskingPolicy = {
  version: number
  /** An educator who is asked answers within so many hours, and before it is too late to book. */
  answerHours: number
  /** Whoever wants to be found for talking at once has held so many sessions. */
  instantSessions: number
  /** And answers within so many minutes. */
  instantMinutes: number
  /** So many unanswered in a row, or so many declined in a row, and they are found no more. */
  instantSilences: number
  instantDeclines: number
  /** A series is planned so many weeks ahead. */
  seriesWeeks: number
  /** Who learns elsewhere is told so many days before the hour on their own clock shifts. */
  shiftDays: number
}

export const ASKING = versionsIn<AskingPolicy>('asking_policy', [
  'version',
  'answerHours',
  'instantSessions',
  'instantMinutes',
  'instantSilences',
  'instantDeclines',
  'seriesWeeks',
  'shiftDays',
])

export const askingPolicy = ASKING.now
/** Writes the next version of these rules; what is under way keeps the times it was told. */
export const setAskingPolicy = ASKING.set
