import type { Query } from '#base'
import type { Kind } from '#earnings'
import { refuse } from '../problems.ts'
import type { EducatorSearch } from './educators.ts'
import { hoursAhead, readDays, readHours, readZone, type WeeklyHours } from './hours.ts'
import type { SessionSearch } from './searched.ts'
import { readWords } from './words.ts'

/** A search as an address says it: plain words and numbers, kept as they are in saved searches. */
export type Asked = {
  q?: string | undefined
  kind?: Kind | undefined
  language?: string | undefined
  level?: string | undefined
  topic?: string | undefined
  priceLevel?: string | undefined
  educatorId?: string | undefined
  organizationId?: string | undefined
  speaks?: string | undefined
  /** Whole credits. */
  priceMin?: number | undefined
  priceMax?: number | undefined
  from?: string | undefined
  to?: string | undefined
  /** Begins within so many hours. */
  within?: number | undefined
  /** `12345@18:00-22:00`, or `mine`. */
  hours?: string | undefined
  /** `1,3`: begins on Mondays and Wednesdays. */
  days?: string | undefined
  /** Where hours and days are meant. */
  zone?: string | undefined
  rating?: number | undefined
  seats?: number | undefined
  free?: boolean | undefined
}

type Times = { zone: string; hours: WeeklyHours | undefined; days: WeeklyHours | undefined }

/** Credits in hundredths. */
const hundredths = (credits: number | undefined) =>
  credits === undefined ? undefined : BigInt(Math.round(credits * 100))

function instantOf(text: string | undefined): Temporal.Instant | undefined {
  return text === undefined ? undefined : Temporal.Instant.from(text)
}

/**
 * A search for sessions, ready to be made. Refusals: hours_unreadable, hours_not_saved, session_zone_unknown.
 */
export async function readSessionSearch(
  q: Query,
  asked: Asked,
  person: string | undefined,
  now: Temporal.Instant,
): Promise<SessionSearch & { didYouMean: string | null }> {
  const { zone, hours, days } = await timesOf(q, asked, person)
  const words = asked.q?.trim() ? await readWords(q, asked.q, asked.language) : undefined
  const within = asked.within === undefined ? undefined : now.add({ hours: asked.within })
  const to = instantOf(asked.to)
  return {
    words,
    kind: asked.kind,
    language: asked.language,
    level: asked.level,
    topic: asked.topic,
    priceLevel: asked.priceLevel,
    educator: asked.educatorId,
    speaks: asked.speaks,
    priceMin: hundredths(asked.priceMin),
    priceMax: hundredths(asked.priceMax),
    from: instantOf(asked.from),
    to: to && within ? (Temporal.Instant.compare(to, within) < 0 ? to : within) : (to ?? within),
    hours: hours && hoursAhead(hours, zone, now),
    days: days && hoursAhead(days, zone, now),
    rating: asked.rating,
    seats: asked.seats ?? (asked.free ? 1 : undefined),
    didYouMean: words?.didYouMean ?? null,
  }
}

/** A search for educators, ready to be made. The same refusals. */
export async function readEducatorSearch(
  q: Query,
  asked: Asked,
  person: string | undefined,
): Promise<EducatorSearch & { didYouMean: string | null }> {
  const { zone, hours, days } = await timesOf(q, asked, person)
  const words = asked.q?.trim() ? await readWords(q, asked.q, asked.language) : undefined
  return {
    words,
    kind: asked.kind,
    language: asked.language,
    level: asked.level,
    topic: asked.topic,
    speaks: asked.speaks,
    organization: asked.organizationId,
    priceMin: hundredths(asked.priceMin),
    priceMax: hundredths(asked.priceMax),
    rating: asked.rating,
    hours: onDays(hours, days),
    within: asked.within,
    zone,
    didYouMean: words?.didYouMean ?? null,
  }
}

/** Hours that lie on these days; the days whole where no hours are named. */
function onDays(
  hours: WeeklyHours | undefined,
  days: WeeklyHours | undefined,
): WeeklyHours | undefined {
  if (!hours || !days) return hours ?? days
  const wanted = new Set(days.map(({ day }) => day))
  return hours.filter(({ day }) => wanted.has(day))
}

async function timesOf(q: Query, asked: Asked, person: string | undefined): Promise<Times> {
  const days = asked.days ? readDays(asked.days) : undefined
  if (!asked.hours && !days) return { zone: asked.zone ?? 'UTC', hours: undefined, days }
  const own = person ? await ownHours(q, person) : undefined
  const zone = readZone(asked.zone ?? own?.zone ?? 'UTC')
  if (asked.hours !== 'mine')
    return { zone, hours: asked.hours ? readHours(asked.hours) : undefined, days }
  if (!own?.hours) throw refuse('hours_not_saved')
  return { zone: readZone(own.zone), hours: readHours(own.hours), days }
}

/** The hours that somebody has saved, and the zone they live in. */
async function ownHours(
  q: Query,
  person: string,
): Promise<{ zone: string; hours: string | null } | undefined> {
  const [row] = await q<{ zone: string; hours: string | null }>`
    select p.zone, nullif(w.hours, '') as hours from people.person p
    left join live.wish w on w.person_id = p.id where p.id = ${person}`
  return row
}
