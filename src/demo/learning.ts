import { Problem } from '#base'
import { WELCOME } from './deeds.ts'
import { liking, preferred, stars, wishes } from './habits.ts'
import { OPINIONS } from './opinions.ts'
import type { Learner } from './people.ts'
import { chanceIn, idOf, type Meeting, momentIn, type Town, visitsOf, weekStart } from './town.ts'

/** What a learner of the demo town does: joins, buys a plan, books week by week, cancels, reviews. */

const HOUR = 3_600_000

/** Notes a whole life: each week's wishes are thrown when the week begins. */
export function liveAsLearner(town: Town, learner: Learner): void {
  const chance = chanceIn(town, 'joins', learner.key)
  const joins = momentIn(town, learner.joins, learner.zone, chance)
  const later = (weeks: number) => joins.add({ hours: 24 * 7 * weeks + chance.between(1, 30) })
  town.agenda.note(joins, async () => {
    town.ids.set(learner.key, await town.does.join(learner))
    if (learner.plan === 'free') await welcome(town, learner)
  })
  const { plan, planAfter } = learner
  if (plan !== 'free' && planAfter !== undefined) {
    town.agenda.note(later(planAfter), () =>
      town.does.subscribe(idOf(town, learner.key), plan, learner.cardFails),
    )
  }
  if (learner.leavesPlanAfter !== undefined) {
    town.agenda.note(later(learner.leavesPlanAfter), () =>
      town.does.leavePlan(idOf(town, learner.key)),
    )
  }
  for (let week = learner.joins; week <= town.weeks; week++) {
    town.agenda.note(weekStart(town, week), async () => planWeek(town, learner, week, joins))
  }
}

/** Credits to begin with: good for a month, and some let them run out. */
async function welcome(town: Town, learner: Learner): Promise<void> {
  const to = idOf(town, learner.key)
  await town.does.giveCredits({ by: 'schedule', to, credits: 15, note: WELCOME, days: 30 })
}

async function planWeek(town: Town, learner: Learner, week: number, joined: Temporal.Instant) {
  const chance = chanceIn(town, 'week', week, learner.key)
  for (let wish = wishes(chance, learner); wish > 0; wish--) {
    const at = momentIn(town, week, learner.zone, chance)
    if (at.epochMilliseconds - joined.epochMilliseconds < HOUR) continue
    town.agenda.note(at, () => bookSomething(town, learner, at))
  }
}

async function bookSomething(town: Town, learner: Learner, at: Temporal.Instant): Promise<void> {
  const chance = chanceIn(town, 'books', learner.key, at.toString())
  const open = town.meetings.filter((meeting) => isOpen(meeting, learner, at))
  const meeting = preferred(
    chance,
    open.map((item) => ({
      item,
      // People go where people are.
      liking:
        liking(learner, item.series, item.start, visitsOf(town, learner, item.series)) *
        (1 + item.seated.size),
    })),
  )
  if (!meeting) return
  const booking = await seatFor(town, learner, meeting)
  if (!booking) return
  meeting.seated.set(learner.key, { learner, booking, comes: true })
  noteSecondThoughts(town, learner, meeting, booking)
}

/** Seats are booked from nine days until three hours ahead. */
function isOpen(meeting: Meeting, learner: Learner, at: Temporal.Instant): boolean {
  const ahead = meeting.start.epochMilliseconds - at.epochMilliseconds
  return (
    ahead > 3 * HOUR &&
    ahead < 9 * 24 * HOUR &&
    !meeting.calledOff &&
    !meeting.seated.has(learner.key) &&
    meeting.seated.size < meeting.series.seats
  )
}

/** Books in the way that the page would offer first; buys credits where some are missing. */
async function seatFor(
  town: Town,
  learner: Learner,
  meeting: Meeting,
): Promise<string | undefined> {
  const person = idOf(town, learner.key)
  const book = () =>
    town.does.book(person, meeting.id, learner.paysCash && meeting.series.price !== 'private')
  try {
    return await book()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    noteRefusal(town, error)
    if (error.code !== 'insufficient_funds' || !learner.topsUp) return undefined
  }
  await town.does.buyCredits(person, learner.topsUp)
  try {
    return await book()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    noteRefusal(town, error)
    return undefined
  }
}

export function noteRefusal(town: Town, { code }: Problem): void {
  town.refusals.set(code, (town.refusals.get(code) ?? 0) + 1)
}

/** Most keep their seat; some cancel in time, some when half is lost, some too late, some never come. */
function noteSecondThoughts(town: Town, learner: Learner, meeting: Meeting, booking: string): void {
  const chance = chanceIn(town, 'second thoughts', learner.key, meeting.start.toString())
  const ahead = meeting.start.epochMilliseconds - town.does.now().epochMilliseconds
  const thrown = chance.fraction()
  const before = (hours: number) => meeting.start.subtract({ minutes: Math.round(hours * 60) })
  const cancelAt =
    thrown < 0.07
      ? before(chance.between(25, 60))
      : thrown < 0.085
        ? before(chance.between(13, 22))
        : thrown < 0.105
          ? before(chance.between(2, 10))
          : undefined
  if (cancelAt && meeting.start.epochMilliseconds - cancelAt.epochMilliseconds < ahead - 2 * HOUR) {
    town.agenda.note(cancelAt, async () => {
      if (meeting.calledOff) return
      await town.does.cancelBooking(idOf(town, learner.key), booking)
      meeting.seated.delete(learner.key)
    })
    return
  }
  if (thrown > 0.975) meeting.seated.set(learner.key, { learner, booking, comes: false })
  else noteReview(town, learner, meeting, booking)
}

function noteReview(town: Town, learner: Learner, meeting: Meeting, booking: string): void {
  const chance = chanceIn(town, 'review', learner.key, meeting.start.toString())
  if (!chance.happens(0.38)) return
  const count = stars(chance, meeting.educator)
  const words = OPINIONS[meeting.series.kind][count === 5 ? 'five' : count === 4 ? 'four' : 'three']
  // The same opinion is not heard twice of one educator before all have been heard.
  const heard = town.visits.get(`opinions ${meeting.educator.key} ${count}`) ?? 0
  const text = chance.happens(0.7)
    ? chanceIn(town, 'opinions', meeting.educator.key, count).shuffled(words)[heard % words.length]!
    : ''
  if (text) town.visits.set(`opinions ${meeting.educator.key} ${count}`, heard + 1)
  town.agenda.note(meeting.end.add({ hours: chance.between(13, 50) }), async () => {
    if (!meeting.calledOff) {
      await town.does.review(idOf(town, learner.key), booking, count, text)
    }
  })
}
