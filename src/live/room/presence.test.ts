import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { atomically, newId } from '#base'
import { educator, hours, learner, NOON, person, session } from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import { noteOutage, outages, presenceOf } from '../index.ts'
import { GRACE_SECONDS, secondsOf, united } from './presence.ts'

const at = (seconds: number) => NOON.add({ seconds })

/** Second by second, without any thought. */
function oracle(stretches: [number, number][], from: number, to: number): Set<number> {
  const there = new Set<number>()
  for (const [start, end] of stretches)
    for (let second = start; second < end; second += 1)
      if (second >= from && second < to) there.add(second)
  return there
}

test('united stretches cover exactly the seconds that any of them covers, inside the time', () => {
  const stretch = fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 90 }))
    .map(([start, length]): [number, number] => [start, start + length])
  fc.assert(
    fc.property(
      fc.array(stretch, { maxLength: 12 }),
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 1, max: 150 }),
      (stretches, from, length) => {
        const to = from + length
        const there = oracle(stretches, from, to)
        const found = united(
          stretches.map(([start, end]) => ({ from: at(start), to: at(end) })),
          { from: at(from), to: at(to) },
        )
        const seconds = new Set<number>()
        let before = Number.NEGATIVE_INFINITY
        for (const interval of found) {
          const start = NOON.until(interval.from).total('seconds')
          const end = NOON.until(interval.to).total('seconds')
          assert.ok(start > before, 'in order, and neighbours do not touch')
          assert.ok(end > start, 'nothing empty')
          before = end
          for (let second = start; second < end; second += 1) seconds.add(second)
        }
        assert.deepEqual(seconds, there)
        assert.equal(secondsOf(found), there.size)
      },
    ),
    { numRuns: 500 },
  )
})

test('presence of a session: united for each person, inside its time, without a goodbye a little longer', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const lena = await learner(db)
  const early = await person(db, 'Early')
  const id = await session(db, ivan)
  const start = hours(48)
  const second = (count: number) => start.add({ seconds: count })
  const come = (
    who: string,
    role: 'educator' | 'learner',
    from: number,
    seen: number,
    left: number | null,
  ) => db`
    insert into live.presence (session_id, person_id, role, connection, joined_at, seen_at, left_at)
    values (${id}, ${who}, ${role}, ${newId()}, ${second(from)}, ${second(seen)},
      ${left === null ? null : second(left)})`
  // Early, cut off, back in another tab before the first was given up, and away without a goodbye.
  await come(lena, 'learner', -300, 585, null)
  await come(lena, 'learner', 590, 1000, 1010)
  await come(lena, 'learner', 1200, 1290, null)
  await come(ivan, 'educator', 60, 4000, 4200)
  await come(early, 'learner', -500, -200, -100)

  const found = await presenceOf(db, id)
  const plain = found.map(({ person: who, role, intervals, seconds }) => ({
    who,
    role,
    seconds,
    intervals: intervals.map(({ from, to }) => [
      start.until(from).total('seconds'),
      start.until(to).total('seconds'),
    ]),
  }))
  const of = (who: string) => plain.find((one) => one.who === who)
  assert.deepEqual(of(lena), {
    who: lena,
    role: 'learner',
    intervals: [
      [0, 1010],
      [1200, 1290 + GRACE_SECONDS],
    ],
    seconds: 1010 + 90 + GRACE_SECONDS,
  })
  assert.deepEqual(of(ivan), {
    who: ivan,
    role: 'educator',
    intervals: [[60, 3600]],
    seconds: 3540,
  })
  assert.equal(of(early), undefined, 'came and went before it began')
  assert.deepEqual(await presenceOf(db, newId()), [])
})

test('outages: those that touch the time asked for, written once, never changed', async () => {
  await using db = await testDatabase()
  const note = (from: number, to: number, id = newId()) =>
    atomically(db, (tx) =>
      noteOutage(tx, { id, from: at(from), to: at(to), note: 'power' }, 'room'),
    )
  const id = newId()
  await note(100, 200, id)
  await note(100, 200, id)
  await note(500, 600)
  const found = await outages(db, at(150), at(500))
  assert.equal(found.length, 1)
  assert.equal(found[0]!.from.toString(), at(100).toString())
  assert.equal(found[0]!.saidBy, 'room')
  assert.equal((await outages(db, at(200), at(500))).length, 0, 'ends are open')
  assert.equal((await outages(db, at(0), at(900))).length, 2)
  await assert.rejects(db`delete from live.outage`, /permission denied|history/)
})
