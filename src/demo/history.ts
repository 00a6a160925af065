import { Problem } from '#base'
import { Agenda } from './agenda.ts'
import { liveByAsking } from './asking.ts'
import { CLASSES } from './classes.ts'
import { CONVERSATIONS } from './conversations.ts'
import type { Deeds } from './deeds.ts'
import { EDUCATORS } from './educators.ts'
import { keepTheDesk } from './joining.ts'
import { LEARNERS } from './learners.ts'
import { liveAsLearner, noteRefusal } from './learning.ts'
import { openHours } from './lessons.ts'
import { writeToMembers } from './messages.ts'
import { openOffice } from './office.ts'
import { ORGANIZATIONS } from './organizations.ts'
import { liveAsEducator } from './teaching.ts'
import type { Town } from './town.ts'
import { speakUp } from './voices.ts'

/** How far the clock jumps at once: what is due on the way is done, then the deeds of these hours. */
const BLOCK = 12 * 3_600_000

export type HistoryOptions = {
  seed: string
  /** Weeks of history before `until`. */
  weeks: number
  until: Temporal.Instant
  /** Told after each week, and waited for. */
  onWeek?: ((week: number, of: number) => unknown) | undefined
}

/** The Monday from which history is told. */
export function firstDayOf({ until, weeks }: { until: Temporal.Instant; weeks: number }) {
  const day = until.toZonedDateTimeISO('UTC').toPlainDate().subtract({ weeks })
  return day.subtract({ days: day.dayOfWeek - 1 })
}

/** Plays the town's history: every deed at its hour, all that happens by itself in between. */
export async function playHistory(does: Deeds, options: HistoryOptions): Promise<Town> {
  const { seed, weeks, until, onWeek } = options
  const town: Town = {
    seed,
    weeks,
    until,
    firstDay: firstDayOf(options),
    agenda: new Agenda(),
    does,
    ids: new Map(),
    meetings: [],
    visits: new Map(),
    refusals: new Map(),
  }
  populate(town)
  const began = town.firstDay.toZonedDateTime('UTC').epochMilliseconds
  let block = -1
  let week = -1
  for (;;) {
    const entry = town.agenda.take(until)
    if (!entry) break
    const reached = Math.floor((entry.at.epochMilliseconds - began) / BLOCK)
    if (reached > block) {
      block = reached
      await does.moveTo(Temporal.Instant.fromEpochMilliseconds(began + block * BLOCK))
      const weekNow = Math.floor(block / ((7 * 24 * 3_600_000) / BLOCK))
      if (weekNow > week) await onWeek?.(weekNow, weeks)
      week = weekNow
    }
    does.stepTo(entry.at)
    try {
      await entry.deed()
    } catch (error) {
      // A "no" is part of life; anything else ends the telling.
      if (!(error instanceof Problem)) throw error
      noteRefusal(town, error)
    }
    does.letFollow()
  }
  await does.moveTo(until)
  await openHours(town)
  return town
}

function populate(town: Town): void {
  openOffice(town)
  for (const educator of EDUCATORS) {
    const organization = ORGANIZATIONS.find(({ members }) =>
      members.some(({ person, role }) => person === educator.key && role === 'educator'),
    )
    const own = [...CLASSES, ...CONVERSATIONS].filter((series) => series.educator === educator.key)
    liveAsEducator(town, educator, organization?.key, own)
  }
  for (const learner of LEARNERS) liveAsLearner(town, learner)
  liveByAsking(town)
  speakUp(town)
  keepTheDesk(town)
  writeToMembers(town)
}
