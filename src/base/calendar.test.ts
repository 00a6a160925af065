import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import ical from 'node-ical'
import { type CalendarEvent, calendarText } from './calendar.ts'

const at = (text: string) => Temporal.Instant.from(text)
const lesson: CalendarEvent = {
  uid: '0198-1@stoa.example',
  sequence: 2,
  stamp: at('2026-03-01T08:00:00.123Z'),
  start: at('2026-03-29T00:30:00Z'),
  end: at('2026-03-29T01:30:00Z'),
  summary: 'Los dos pasados; ser, estar',
  organizer: { name: 'Stoa', email: 'hello@stoa.example' },
  attendee: { name: 'Maya "May" Lindqvist', email: 'maya@example.org' },
}

const unfolded = (text: string) => text.replaceAll('\r\n ', '')

test('an invitation has all that mail programs ask for', () => {
  const text = unfolded(calendarText([lesson], { method: 'REQUEST' }))
  for (const line of [
    'METHOD:REQUEST',
    'UID:0198-1@stoa.example',
    'SEQUENCE:2',
    'DTSTAMP:20260301T080000Z',
    'DTSTART:20260329T003000Z',
    'DTEND:20260329T013000Z',
    'SUMMARY:Los dos pasados\\; ser\\, estar',
    'STATUS:CONFIRMED',
    'ORGANIZER;CN="Stoa":mailto:hello@stoa.example',
    `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;CN="Maya ^'May^' Lindqvist":mailto:maya@example.org`,
  ])
    assert.ok(text.includes(`\r\n${line}\r\n`), `${line} in\n${text}`)
})

test('an hour over the change to summer time stays that hour: 01:30 CET to 03:30 CEST in Berlin', () => {
  const [event] = Object.values(ical.sync.parseICS(calendarText([lesson]))).filter(
    (one) => one?.type === 'VEVENT',
  )
  const berlin = (date: Date) =>
    at(date.toISOString()).toZonedDateTimeISO('Europe/Berlin').toPlainTime().toString()
  assert.equal(berlin(event!.start), '01:30:00')
  assert.equal(berlin(event!.end!), '03:30:00')
})

test('whatever is written is read again as it was, and no line is longer than 75 bytes', () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(words, words, (summary, description) => {
      // Left out or trimmed by every reader: control characters, and white space at the ends.
      const clean = (text: string) =>
        `“${text.replace(/\p{Cc}|\p{Cs}/gu, '').replace(/[\u2028\u2029]/g, '\n')}”`
      const text = calendarText([
        { ...lesson, summary: clean(summary), description: clean(description) },
      ])
      for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
      const [event] = Object.values(ical.sync.parseICS(text)).filter((x) => x?.type === 'VEVENT')
      assert.equal(event!.summary, clean(summary))
      assert.equal(event!.description, clean(description))
    }),
    { numRuns: 300, examples: [[' ', 'before\u2028after\u2029']] },
  )
})

test('a name cannot end its line and begin another', () => {
  const text = calendarText([
    {
      ...lesson,
      summary: 'a\r\nBEGIN:VALARM',
      attendee: { name: 'x\r\nX-EVIL:1', email: 'a@b.c' },
    },
  ])
  assert.doesNotMatch(text, /^(BEGIN:VALARM|X-EVIL)/m)
})
