import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Interval, Presence } from '../room/presence.ts'
import { type Outcome, verdict } from './verdict.ts'

const RULES = {
  noShowMinutes: 15,
  noShowShortMinutes: 10,
  shortSessionMinutes: 30,
  educatorAbsentMinutes: 10,
  educatorPresentMinutes: 10,
  presenceShare: 5000,
}
const START = Temporal.Instant.from('2026-11-23T18:00:00Z')
const at = (minutes: number) => START.add({ seconds: Math.round(minutes * 60) })
const between = ([from, to]: Span): Interval => ({ from: at(from), to: at(to) })

/** Minutes after the start. */
type Span = readonly [from: number, to: number]
type Was = readonly Span[]

const was = (person: string, role: Presence['role'], spans: Was): Presence => ({
  person,
  role,
  intervals: spans.map(between),
  seconds: 0,
})
const found = (minutes: number, here: Presence[], outages: Was = []) =>
  verdict(here, 'lena', { startsAt: START, endsAt: at(minutes) }, RULES, outages.map(between))
    .outcome

/** Why · minutes it was to last · the educator's, the learner's, outages · what is found. */
const cases: [string, number, Was, Was, Was, Outcome][] = [
  ['both there throughout', 60, [[0, 60]], [[0, 60]], [], 'took_place'],
  ['both there exactly half the time', 60, [[0, 30]], [[30, 60]], [], 'took_place'],
  ['the learner a second less than half', 60, [[0, 60]], [[0, 29.98]], [], 'unclear'],
  ['the educator a second less than half', 60, [[0, 29.98]], [[0, 60]], [], 'unclear'],
  [
    'cut off again and again, half in all',
    60,
    [[0, 60]],
    [
      [0, 10],
      [20, 30],
      [40, 50],
    ],
    [],
    'took_place',
  ],
  ['the learner 20 minutes late, there for the rest', 60, [[0, 60]], [[20, 60]], [], 'took_place'],
  ['the educator 12 minutes late, there for the rest', 60, [[12, 60]], [[0, 60]], [], 'took_place'],
  ['the learner never came', 60, [[0, 60]], [], [], 'learner_absent'],
  [
    'the learner never came; the educator left after 10 minutes',
    60,
    [[0, 10]],
    [],
    [],
    'learner_absent',
  ],
  [
    'the learner never came; the educator left a second before that',
    60,
    [[0, 9.98]],
    [],
    [],
    'neither_stayed',
  ],
  [
    'the learner came after 16 minutes; the educator had gone',
    60,
    [[0, 15]],
    [[16, 60]],
    [],
    'learner_absent',
  ],
  ['the learner came after 16 minutes and they met', 60, [[0, 60]], [[16, 40]], [], 'unclear'],
  [
    'the learner was there for the last second of the 15 minutes',
    60,
    [[0, 20]],
    [[14.98, 15]],
    [],
    'unclear',
  ],
  ['the learner came at the 15th minute', 60, [[0, 15]], [[15, 16]], [], 'learner_absent'],
  ['30 minutes: the learner came after 10', 30, [[0, 10]], [[10, 12]], [], 'learner_absent'],
  ['30 minutes: the learner came just before 10', 30, [[0, 12]], [[9.98, 12]], [], 'unclear'],
  ['31 minutes: the learner has 15', 31, [[0, 12]], [[14, 15]], [], 'unclear'],
  ['the educator never came', 60, [], [[0, 15]], [], 'educator_absent'],
  [
    'the educator came after 10 minutes, the learner had gone',
    60,
    [[10, 60]],
    [[0, 9]],
    [],
    'educator_absent',
  ],
  [
    'the educator came after 10 minutes, the learner stayed a while',
    60,
    [[10, 60]],
    [[0, 20]],
    [],
    'educator_absent',
  ],
  [
    'the educator came for the last second of the 10 minutes',
    60,
    [[9.98, 30]],
    [[0, 20]],
    [],
    'unclear',
  ],
  ['nobody was measured', 60, [], [], [], 'not_measured'],
  ['an outage, and nobody was measured', 60, [], [], [[0, 60]], 'not_measured'],
  ['an outage while the learner was missing', 60, [[0, 60]], [], [[0, 5]], 'outage'],
  ['an outage while the educator was missing', 60, [], [[0, 60]], [[55, 70]], 'outage'],
  [
    'an outage, yet both were there half the time',
    60,
    [[0, 60]],
    [[0, 50]],
    [[50, 55]],
    'took_place',
  ],
  ['an outage that ended as it began', 60, [[0, 60]], [], [[-30, 0]], 'learner_absent'],
  ['an outage afterwards', 60, [[0, 60]], [], [[60, 90]], 'learner_absent'],
  [
    'coming early and staying on counts for nothing',
    60,
    [
      [-30, 5],
      [60, 120],
    ],
    [[0, 60]],
    [],
    'unclear',
  ],
  ['12 minutes long, both there six', 12, [[0, 6]], [[6, 12]], [], 'took_place'],
  ['8 minutes long, nobody but the educator', 8, [[0, 8]], [], [], 'neither_stayed'],
]

for (const [why, minutes, educator, learner, outages, outcome] of cases) {
  test(`${why} → ${outcome}`, () => {
    const here = [was('ivan', 'educator', educator), was('lena', 'learner', learner)]
    assert.equal(found(minutes, here, outages), outcome)
  })
}

/** What people complained of elsewhere: cal.com #21195 and #18163. */
const wounds: [string, Presence[], Outcome][] = [
  [
    'nobody who did not use our room is called absent (hosts who had not signed in were)',
    [],
    'not_measured',
  ],
  [
    'a colleague who stands in for the educator is no absence',
    [was('olga', 'educator', [[0, 60]]), was('lena', 'learner', [[0, 60]])],
    'took_place',
  ],
  [
    'educator and colleague share the hour',
    [
      was('ivan', 'educator', [[0, 20]]),
      was('olga', 'educator', [[20, 60]]),
      was('lena', 'learner', [[0, 60]]),
    ],
    'took_place',
  ],
  [
    'another learner’s absence is not the educator’s',
    [was('ivan', 'educator', [[0, 60]]), was('lena', 'learner', [[0, 60]])],
    'took_place',
  ],
  [
    'another learner’s presence is not hers',
    [was('ivan', 'educator', [[0, 60]]), was('tom', 'learner', [[0, 60]])],
    'learner_absent',
  ],
  [
    'a guest who joined late is no no-show',
    [was('ivan', 'educator', [[0, 60]]), was('lena', 'learner', [[18, 60]])],
    'took_place',
  ],
]
for (const [says, here, outcome] of wounds) {
  test(says, () => assert.equal(found(60, here), outcome))
}

/** The same, second by second, without any arithmetic of intervals. */
function bySeconds(minutes: number, educator: Was, learner: Was, outages: Was): Outcome {
  const seconds = Array.from({ length: minutes * 60 }, (_, second) => second)
  const inside = (spans: Was) => (second: number) =>
    spans.some(([from, to]) => second >= Math.round(from * 60) && second < Math.round(to * 60))
  const [taught, came, out] = [inside(educator), inside(learner), inside(outages)]
  const half = (minutes * 60) / 2
  if (!seconds.some((second) => taught(second) || came(second))) return 'not_measured'
  if (seconds.filter(taught).length >= half && seconds.filter(came).length >= half)
    return 'took_place'
  if (seconds.some(out)) return 'outage'
  if (!seconds.slice(0, 600).some(taught)) return 'educator_absent'
  const missing = !seconds.slice(0, minutes <= 30 ? 600 : 900).some(came)
  if (missing && !seconds.some((second) => taught(second) && came(second))) {
    return seconds.filter(taught).length >= 600 ? 'learner_absent' : 'neither_stayed'
  }
  return 'unclear'
}

test('agrees with counting second by second, wherever people come and go', () => {
  const span = fc
    .tuple(fc.integer({ min: -900, max: 5400 }), fc.integer({ min: 1, max: 3600 }))
    .map(([from, long]): Span => [from / 60, (from + long) / 60])
  const spans = (most: number) => fc.array(span, { maxLength: most })
  const minutes = fc.constantFrom(8, 12, 25, 30, 31, 45, 60, 75)
  fc.assert(
    fc.property(minutes, spans(3), spans(4), spans(1), (length, educator, learner, outages) => {
      const here = [was('ivan', 'educator', educator), was('lena', 'learner', learner)]
      const expected = bySeconds(length, educator, learner, outages)
      assert.equal(found(length, here, outages), expected)
    }),
    { numRuns: 3000 },
  )
})
