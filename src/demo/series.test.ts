import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CLASSES } from './classes.ts'
import { CONVERSATIONS } from './conversations.ts'
import { EDUCATORS } from './educators.ts'
import { LEARNERS } from './learners.ts'
import { OFFICE, ORGANIZATIONS } from './organizations.ts'
import { STAFF } from './people.ts'
import { meetings } from './series.ts'

const ALL = [...CLASSES, ...CONVERSATIONS]
const zoneOf = (key: string) => EDUCATORS.find((educator) => educator.key === key)!.zone

test('a series keeps its hour on the wall when the clocks change', () => {
  const spanish = CLASSES.find((series) => series.educator === 'elena')!
  const starts = meetings(spanish, 'Europe/Madrid', Temporal.PlainDate.from('2026-10-12'), 4).map(
    ({ start }) => start.toString(),
  )
  assert.deepEqual(starts, [
    '2026-10-13T16:30:00Z',
    '2026-10-20T16:30:00Z',
    '2026-10-27T17:30:00Z',
    '2026-11-03T17:30:00Z',
  ])
})

test('nobody of the town teaches in two places at once', () => {
  for (const { key } of EDUCATORS) {
    const own = ALL.filter((series) => series.educator === key)
      .flatMap((series) => meetings(series, zoneOf(key), Temporal.PlainDate.from('2026-05-25'), 30))
      .sort((a, b) => Temporal.Instant.compare(a.start, b.start))
    assert.ok(own.length > 5, key)
    own.slice(1).forEach((next, index) => {
      const gap = own[index]!.end.until(next.start).total('minutes')
      assert.ok(gap >= 20, `${key}: ${next.start}`)
    })
  }
})

test('the tables of the town name only people who live in it, once each', () => {
  const people = [...STAFF, ...EDUCATORS, ...LEARNERS, ...OFFICE]
  const keys = people.map((person) => person.key)
  assert.equal(new Set(keys).size, keys.length)
  assert.ok(people.length > 50)
  for (const person of people)
    assert.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: person.zone }))
  for (const { members } of ORGANIZATIONS) {
    for (const { person } of members) assert.ok(keys.includes(person), person)
  }
  for (const series of ALL) {
    const educator = EDUCATORS.find(({ key }) => key === series.educator)!
    assert.ok(
      educator.kinds.includes(series.kind === 'class' ? 'instructor' : 'host'),
      series.title,
    )
    assert.ok((series.from ?? 0) >= educator.joins, series.title)
    assert.ok(series.title.length <= 140)
  }
})
