import { expandRecurringEvent, sync, type VEvent } from 'node-ical'
import { type Span, united } from './hours.ts'

/** What of a calendar of elsewhere is looked at, and how its days without hours are meant. */
export type Looked = {
  /** Zone of entries that name none, and of whole days: the educator's. */
  zone: string
  /** Milliseconds since 1970. */
  from: number
  until: number
  /** Whole days close also where the calendar calls them free. */
  daysClose: boolean
}

export type Found = {
  /** Entries that take time, repetitions not counted. */
  entries: number
  /** Minutes since 1970, in order, apart. */
  busy: Span[]
}

/** More than that is no person's diary; what is nearest counts. */
const MOST_SPANS = 5_000

/**
 * The busy times of an iCalendar text: single and repeated entries with what was moved or taken out of the
 * repetition, whole days, entries in zones of their own making. Cancelled ones take no time, nor do those
 * that their calendar calls free. Throws where it is no calendar.
 */
export function busyIn(text: string, looked: Looked): Found {
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) throw new Error('It holds no calendar.')
  const parsed = sync.parseICS(settled(text, looked.zone))
  const range = { from: new Date(looked.from), until: new Date(looked.until) }
  const spans: Span[] = []
  let entries = 0
  for (const entry of Object.values(parsed)) {
    if (entry?.type === 'VFREEBUSY') {
      for (const { type, start, end } of entry.freebusy ?? []) {
        if (type === 'FREE' || !start || !end) continue
        entries += 1
        spans.push(spanOf(start, end))
      }
    }
    if (entry?.type !== 'VEVENT' || !entry.start) continue
    const found = readable(entry, range)
      .filter(({ event, whole }) => takesTime(event, whole, looked.daysClose))
      .map((one) => (one.whole ? daysIn(one, looked.zone) : spanOf(one.start, one.end)))
    if (found.length > 0) entries += 1
    spans.push(...found)
  }
  const inside = spans.filter(
    ({ from, until }) =>
      until > from && until * 60_000 > looked.from && from * 60_000 < looked.until,
  )
  return { entries, busy: united(inside).slice(0, MOST_SPANS) }
}

type Instance = {
  start: Date
  end: Date
  whole: boolean
  event: Pick<VEvent, 'status' | 'transparency'>
}

/** One entry that cannot be understood spoils the whole: better busy as it was than free by mistake. */
function readable(entry: VEvent, range: { from: Date; until: Date }): Instance[] {
  try {
    return instancesOf(entry, range)
  } catch {
    const { summary } = entry
    const name = typeof summary === 'string' ? summary : (summary?.val ?? '')
    throw new Error(`Its entry “${name.slice(0, 80)}” cannot be read.`)
  }
}

function instancesOf(entry: VEvent, { from, until }: { from: Date; until: Date }): Instance[] {
  const range = { from, to: until, expandOngoing: true }
  return expandRecurringEvent(entry, range).map(({ start, end, isFullDay, event }) => ({
    start,
    end,
    whole: isFullDay,
    event,
  }))
}

function takesTime(
  { status, transparency }: Instance['event'],
  whole: boolean,
  daysClose: boolean,
): boolean {
  if (status === 'CANCELLED') return false
  return transparency !== 'TRANSPARENT' || (whole && daysClose)
}

const spanOf = (start: Date, end: Date): Span => ({
  from: Math.floor(start.getTime() / 60_000),
  until: Math.ceil(end.getTime() / 60_000),
})

/** A whole day has no zone: it is meant as the date on the wall of whoever has the calendar. */
function daysIn({ start, end }: Instance, zone: string): Span {
  const midnight = (date: Date) =>
    new Temporal.PlainDate(date.getFullYear(), date.getMonth() + 1, date.getDate())
      .toZonedDateTime(zone)
      .toInstant().epochMilliseconds / 60_000
  return { from: midnight(start), until: midnight(end) }
}

/**
 * Times that name no zone are given one, the calendar's own or the educator's: they would otherwise be read
 * in that of the machine. Lines are unfolded on the way (RFC 5545 3.1).
 */
function settled(text: string, zone: string): string {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)
  const own = lines
    .find((line) => /^X-WR-TIMEZONE:/i.test(line))
    ?.slice('X-WR-TIMEZONE:'.length)
    .trim()
  const named = lines.some((line) => /^BEGIN:VTIMEZONE/i.test(line))
  const floating = own && isZone(own) ? own : zone
  let inside = ''
  return lines
    .map((line) => {
      const begins = /^BEGIN:(\w+)/i.exec(line)?.[1]?.toUpperCase()
      if (begins) inside = begins
      if (/^END:(STANDARD|DAYLIGHT|VTIMEZONE|VALARM)/i.test(line)) inside = ''
      const bare =
        /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE):(\d{8}T\d{6}(,\d{8}T\d{6})*)$/i.exec(line)
      if (!bare || named || /^(STANDARD|DAYLIGHT|VTIMEZONE)$/.test(inside)) return line
      return `${bare[1]};TZID=${floating}:${bare[2]}`
    })
    .join('\r\n')
}

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
