import type { LoaderFunctionArgs } from 'react-router'
import { apiOf, visitOf } from '../../api/context.ts'
import type { Booking } from '../../api/types.ts'

const stamp = (instant: string) => `${new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '')}`
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

/** A line of iCalendar is at most 75 bytes; longer ones go on after a space (RFC 5545 3.1). */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const letter of line) {
    if (Buffer.byteLength(part + letter) > 73) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part].join('\r\n ')
}

/** The booking for a calendar; its UID stays when the session moves. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { session, id, state } = await context.get(apiOf).get<Booking>(`/api/bookings/${params.id}`)
  const { origin } = context.get(visitOf)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Stoa//Bookings//EN',
    'BEGIN:VEVENT',
    `UID:${id}@${new URL(origin).hostname}`,
    `DTSTAMP:${stamp(session.start)}`,
    `DTSTART:${stamp(session.start)}`,
    `DTEND:${stamp(session.end)}`,
    `SUMMARY:${escaped(session.title)}`,
    `DESCRIPTION:${escaped(`With ${session.educator.name}. ${origin}/bookings/${id}`)}`,
    `URL:${origin}/bookings/${id}`,
    `STATUS:${state.includes('cancelled') || state === 'expired' ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return new Response(`${lines.map(folded).join('\r\n')}\r\n`, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="stoa-${id}.ics"`,
    },
  })
}
