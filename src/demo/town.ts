import type { Agenda } from './agenda.ts'
import { type Chance, chanceOf } from './chance.ts'
import type { Deeds } from './deeds.ts'
import type { Educator, Learner } from './people.ts'
import type { Series } from './series.ts'

/** A published session of a series, as the town remembers it. */
export type Meeting = {
  id: string
  series: Series
  educator: Educator
  start: Temporal.Instant
  end: Temporal.Instant
  /** Who has a seat, by key: their booking, and whether they will come. */
  seated: Map<string, { learner: Learner; booking: string; comes: boolean }>
  calledOff: boolean
}

/** The town while its history is played. */
export type Town = {
  seed: string
  /** Monday of the first week. */
  firstDay: Temporal.PlainDate
  weeks: number
  until: Temporal.Instant
  agenda: Agenda
  does: Deeds
  /** Ids by key: people and organizations. */
  ids: Map<string, string>
  meetings: Meeting[]
  /** How often a learner has been in a series: `maya/The two past tenses`. */
  visits: Map<string, number>
  /** What was refused, by code: a learner who is told "no" goes on living. */
  refusals: Map<string, number>
}

export function idOf(town: Town, key: string): string {
  const id = town.ids.get(key)
  if (!id) throw new Error(`${key} does not live in the demo town yet`)
  return id
}

/** Dice for one purpose. */
export function chanceIn(town: Town, ...purpose: (string | number)[]): Chance {
  return chanceOf(town.seed, ...purpose)
}

/** When a week of the town begins (UTC). */
export function weekStart(town: Town, week: number): Temporal.Instant {
  return town.firstDay.add({ weeks: week }).toZonedDateTime('UTC').toInstant()
}

/** Some waking moment of a week, where this person lives. */
export function momentIn(town: Town, week: number, zone: string, chance: Chance): Temporal.Instant {
  return town.firstDay
    .add({ weeks: week, days: chance.between(0, 6) })
    .toZonedDateTime({
      timeZone: zone,
      plainTime: { hour: chance.between(7, 21), minute: chance.between(0, 11) * 5 },
    })
    .toInstant()
}

export function visitsOf(town: Town, learner: Learner, series: Series): number {
  return town.visits.get(`${learner.key}/${series.title}`) ?? 0
}

export function noteVisit(town: Town, learner: Learner, series: Series): void {
  town.visits.set(`${learner.key}/${series.title}`, visitsOf(town, learner, series) + 1)
}
