import type { Educator } from './people.ts'
import { meetings, type Series } from './series.ts'
import { chanceIn, idOf, type Meeting, momentIn, noteVisit, type Town, weekStart } from './town.ts'

/** What an educator of the demo town does: joins, publishes three weeks ahead, rarely calls off. */

const WEEKS_AHEAD = 3

export function liveAsEducator(
  town: Town,
  educator: Educator,
  organization: string | undefined,
  series: readonly Series[],
): void {
  const chance = chanceIn(town, 'joins', educator.key)
  // Those of the first week are there before its first learner.
  const joins =
    educator.joins === 0
      ? weekStart(town, 0).add({ minutes: 30 })
      : momentIn(town, educator.joins - 1, educator.zone, chance)
  town.agenda.note(joins, async () => {
    const id = await town.does.join(educator)
    town.ids.set(educator.key, id)
    await town.does.enrol(id, educator, organization && idOf(town, organization))
    await town.does.accept(id)
  })
  const planned = series
    .flatMap((one) =>
      meetings(one, educator.zone, town.firstDay, town.weeks + WEEKS_AHEAD).map((meeting) => ({
        ...meeting,
        series: one,
      })),
    )
    .sort((a, b) => Temporal.Instant.compare(a.start, b.start))
  for (let week = educator.joins; week <= town.weeks; week++) {
    const from = week === educator.joins ? 0 : week + WEEKS_AHEAD - 1
    const batch = planned.filter((one) => one.week >= from && one.week < week + WEEKS_AHEAD)
    town.agenda.note(weekStart(town, week).add({ minutes: 40 }), async () => {
      const now = town.does.now()
      for (const one of batch) {
        if (one.start.epochMilliseconds < now.epochMilliseconds + 3_600_000) continue
        if (!pauses(town, one.series, now)) await publish(town, educator, one)
      }
    })
  }
}

/** A series that nobody came to lately is given a rest: the emptier it was, the likelier. */
function pauses(town: Town, series: Series, now: Temporal.Instant): boolean {
  const held = town.meetings.filter(
    (meeting) => meeting.series === series && Temporal.Instant.compare(meeting.start, now) < 0,
  )
  const last = held.slice(-3)
  const empty = last.filter((meeting) => meeting.seated.size === 0).length
  const chance = chanceIn(town, 'pause', series.title, now.toString())
  return empty > 0 && chance.happens(0.9 * (empty / last.length))
}

async function publish(
  town: Town,
  educator: Educator,
  planned: { series: Series; start: Temporal.Instant; end: Temporal.Instant },
): Promise<void> {
  const id = await town.does.publish(idOf(town, educator.key), educator, planned)
  const meeting: Meeting = { ...planned, id, educator, seated: new Map(), calledOff: false }
  town.meetings.push(meeting)
  town.agenda.note(planned.end.add({ minutes: 5 }), () => takeAttendance(town, meeting))
  const chance = chanceIn(town, 'called off', educator.key, planned.start.toString())
  if (!chance.happens(0.012)) return
  const hours = chance.between(4, 50)
  town.agenda.note(planned.start.subtract({ hours }), async () => {
    if (meeting.calledOff) return
    meeting.calledOff = true
    const reason = chance.pick([
      'I have lost my voice. I am sorry, and will offer another date.',
      'There is no power in my street today.',
      'A family matter that cannot wait. Please forgive the short notice.',
    ])
    await town.does.callOff(idOf(town, educator.key), meeting.id, reason)
  })
}

async function takeAttendance(town: Town, meeting: Meeting): Promise<void> {
  if (meeting.calledOff || meeting.seated.size === 0) return
  const seats = [...meeting.seated.values()]
  await town.does.takeAttendance(
    idOf(town, meeting.educator.key),
    meeting.id,
    seats.map(({ booking, comes }) => ({ booking, present: comes })),
  )
  for (const { learner, comes } of seats) if (comes) noteVisit(town, learner, meeting.series)
}
