/**
 * iCalendar as calendars read it (RFC 5545), and as mail programs take invitations (RFC 5546).
 * Moments are written in UTC: then no zone's rules have to travel with them, and every calendar shows
 * the same instant on its own clock, also across a change to summer time.
 */
export type CalendarEvent = {
  /** Of the thing, for its whole life: how calendars know that a later file changes an earlier one. */
  uid: string
  /** Rises whenever the thing moves or is called off. */
  sequence?: number
  /** When this was written. */
  stamp: Temporal.Instant
  start: Temporal.Instant
  end: Temporal.Instant
  summary: string
  description?: string | undefined
  location?: string | undefined
  url?: string | undefined
  status?: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  organizer?: Party | undefined
  attendee?: Party | undefined
  /** Whether the hour counts as taken; unless said otherwise it does. */
  free?: boolean
}

type Party = { name: string; email: string }

/** What is asked of the calendar that gets it; `PUBLISH`: nothing, it is there to be read. */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL'

/** A whole iCalendar file. */
export function calendarText(
  events: Iterable<CalendarEvent>,
  head: { method?: CalendarMethod; name?: string; refreshHours?: number } = {},
): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Stoa//Stoa//EN', 'CALSCALE:GREGORIAN']
  if (head.method) lines.push(`METHOD:${head.method}`)
  // RFC 7986; the X- form is what most calendars read.
  if (head.name) lines.push(`NAME:${escaped(head.name)}`, `X-WR-CALNAME:${escaped(head.name)}`)
  if (head.refreshHours) lines.push(`REFRESH-INTERVAL;VALUE=DURATION:PT${head.refreshHours}H`)
  for (const event of events) lines.push(...eventLines(event))
  lines.push('END:VCALENDAR')
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines(event: CalendarEvent): string[] {
  const { organizer, attendee } = event
  const lines = [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `SEQUENCE:${event.sequence ?? 0}`,
    `DTSTAMP:${utc(event.stamp)}`,
    `DTSTART:${utc(event.start)}`,
    `DTEND:${utc(event.end)}`,
    `SUMMARY:${escaped(event.summary)}`,
  ]
  if (event.description) lines.push(`DESCRIPTION:${escaped(event.description)}`)
  if (event.location) lines.push(`LOCATION:${escaped(event.location)}`)
  if (event.url) lines.push(`URL:${event.url}`)
  lines.push(`STATUS:${event.status ?? 'CONFIRMED'}`)
  lines.push(`TRANSP:${event.free ? 'TRANSPARENT' : 'OPAQUE'}`)
  if (organizer) lines.push(`ORGANIZER;CN=${quoted(organizer.name)}:mailto:${organizer.email}`)
  if (attendee) {
    const state = event.status === 'CANCELLED' ? 'DECLINED' : 'ACCEPTED'
    lines.push(
      `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${state};RSVP=FALSE;CN=${quoted(attendee.name)}:mailto:${attendee.email}`,
    )
  }
  lines.push('END:VEVENT')
  return lines
}

/** `2026-05-07T16:00:00Z` as `20260507T160000Z`, to the second. */
function utc(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
}

/**
 * A text value (RFC 5545 3.3.11). What no text may hold is left out. Unicode's own ends of lines are
 * written as others are: readers made of regular expressions stop at them and lose the whole value.
 */
function escaped(text: string): string {
  return (
    text
      .replace(/[\\;,]/g, '\\$&')
      .replace(/\r\n|[\r\n\u2028\u2029]/g, '\\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out.
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  )
}

/** A parameter's value has no escapes but those of RFC 6868. */
function quoted(text: string): string {
  const plain = text
    .replace(/\^/g, '^^')
    .replace(/"/g, "^'")
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '^n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out.
    .replace(/[\u0000-\u001f\u007f]/g, '')
  return `"${plain}"`
}

/** Lines are at most 75 bytes, and no letter is cut in two; what goes on begins with a space (3.1). */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= 75) return line
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const letter of line) {
    const more = Buffer.byteLength(letter)
    // The space in front of every later part counts too.
    if (bytes + more > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      bytes = 0
    }
    part += letter
    bytes += more
  }
  return [...parts, part].join('\r\n ')
}
