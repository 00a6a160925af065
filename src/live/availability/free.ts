import { type Query, sql } from '#base'
import { lessonPrice, type Offer, offerOf, offersOf } from './offer.ts'
import { type Busy, outsideOf, type Rules, type Slot, slotsIn } from './slots.ts'

/** Lessons of the week before and after count towards a cap. */
const AROUND = { hours: 24 * 8 }

type Taken = {
  educator: string
  from: Temporal.Instant
  until: Temporal.Instant
  /** Where it is a lesson that counts towards the caps: its start. */
  lesson: Temporal.Instant | null
}

/**
 * What fills the time of some educators, in one statement: where they teach and learn, and their calendars
 * of elsewhere.
 */
export async function busyOf(
  q: Query,
  educators: readonly string[],
  {
    from,
    until,
    except,
    now,
  }: {
    from: Temporal.Instant
    until: Temporal.Instant
    except?: string | undefined
    now: Temporal.Instant
  },
): Promise<Map<string, { taken: Taken[]; lessons: Temporal.Instant[] }>> {
  const range = sql`tstzrange(${from.subtract(AROUND)}, ${until.add(AROUND)})`
  const rows = await q<Taken>`
    select g.person_id as educator, lower(g.busy) as "from", upper(g.busy) as until,
      case when g.role = 'educator' and s.capacity = 1 then s.starts_at end as lesson
    from live.engagement g join live.session s on s.id = g.session_id
    where g.person_id = any(${educators}::uuid[]) and g.busy && ${range} and s.id is distinct from ${except}
      -- An hour whose time to pay is over is free, also before the schedule has come by.
      and not (s.origin = 'slot' and s.seats_held > 0 and exists (select from live.booking b
        where b.session_id = s.id and b.state = 'held' and b.seat_until <= ${now}))
    union all
    select c.educator_id, lower(b.busy), upper(b.busy), null
    from live.calendar c join live.calendar_busy b on b.calendar_id = c.id
    where c.educator_id = any(${educators}::uuid[]) and b.busy && ${range}`
  const out = new Map<string, { taken: Taken[]; lessons: Temporal.Instant[] }>()
  for (const educator of educators) out.set(educator, { taken: [], lessons: [] })
  for (const row of rows) {
    const one = out.get(row.educator)!
    one.taken.push(row)
    if (row.lesson) one.lessons.push(row.lesson)
  }
  return out
}

export type Wanted = { from: Temporal.Instant; until: Temporal.Instant; minutes: number }

/** Every lesson of this length that an educator can be booked for in a window; none of a length not on offer. */
export async function slotsOf(
  q: Query,
  educator: string,
  wanted: Wanted,
  now: Temporal.Instant,
): Promise<Slot[]> {
  const offer = await offerOf(q, educator, now)
  const trial = offer && offer.trialPrice !== null && offer.trialMinutes === wanted.minutes
  if (!offer?.open || !(trial || offer.lengths.includes(wanted.minutes))) return []
  return freeOf(q, offer, wanted, now)
}

/** The same of an offer that was read already. */
export async function freeOf(
  q: Query,
  offer: Offer,
  wanted: Wanted,
  now: Temporal.Instant,
): Promise<Slot[]> {
  const busy = (await busyOf(q, [offer.educator], { ...wanted, now })).get(offer.educator)!
  return slotsIn(offer, busy, { ...wanted, now })
}

/**
 * Whether an educator has said that they can be booked then, and nothing else is there: for moving a
 * booking, whose own session does not count (`except`). It may begin at any minute.
 */
export async function insideAvailability(
  q: Query,
  educator: string,
  start: Temporal.Instant,
  end: Temporal.Instant,
  now: Temporal.Instant,
  except?: string,
): Promise<boolean> {
  const offer = await offerOf(q, educator, now)
  if (!offer?.open || outsideOf(offer, { start, end }, now)) return false
  const span = { from: start, until: end, except, now }
  const busy = (await busyOf(q, [educator], span)).get(educator)!
  return whatMeets(offer, busy, { start, end }) === undefined
}

/** The first of what is taken that a lesson with its buffers would meet. */
export function whatMeets<One extends Busy['taken'][number]>(
  rules: Pick<Rules, 'beforeMinutes' | 'afterMinutes'>,
  { taken }: { taken: readonly One[] },
  { start, end }: Slot,
): One | undefined {
  const from = start.subtract({ minutes: rules.beforeMinutes }).epochMilliseconds
  const until = end.add({ minutes: rules.afterMinutes }).epochMilliseconds
  return taken.find(
    (one) => one.from.epochMilliseconds < until && one.until.epochMilliseconds > from,
  )
}

/** How far cards look ahead. */
const LOOK = { hours: 24 * 14 }

export type NextSlots = { minutes: number; price: bigint; slots: Slot[] }

/**
 * The next lessons of some educators that can be booked within a fortnight, of the shortest length each
 * offers: for cards. Two statements, however many educators.
 */
export async function nextSlots(
  q: Query,
  educators: readonly string[],
  now: Temporal.Instant,
  most = 3,
): Promise<Map<string, NextSlots>> {
  const out = new Map<string, NextSlots>()
  if (educators.length === 0) return out
  const window = { from: now, until: now.add(LOOK) }
  const offers = await offersOf(q, educators, now)
  const open = [...offers.values()].filter(
    (offer) => offer.open && offer.weekly.length + offer.dated.length > 0,
  )
  if (open.length === 0) return out
  const ids = open.map(({ educator }) => educator)
  const busy = await busyOf(q, ids, { ...window, now })
  for (const offer of open) {
    const minutes = offer.lengths[0]!
    const slots = slotsIn(offer, busy.get(offer.educator)!, { ...window, minutes, now })
    if (slots.length === 0) continue
    const price = lessonPrice(offer.hourPrice, minutes)
    out.set(offer.educator, { minutes, price, slots: slots.slice(0, most) })
  }
  return out
}
