import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import { pinTier } from '#earnings'
import { verify, wallet } from '#ledger'
import { educator, hours, NOON, onPlan, refused } from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import { baseOf, factorsOf, WEIGHTS } from '../finding/ranking.ts'
import {
  badgesOf,
  featuredNow,
  giveBadges,
  pickFeatured,
  reckonStandings,
  setExposurePolicy,
  standingOf,
  takeMeasure,
} from '../index.ts'
import type { Figures } from '../quality/figures.ts'
import { badgesFor } from './badges.ts'
import { exposurePolicy } from './policy.ts'

const weeks = (count: number) => hours(24 * 7 * count)

test('badges by rule, each at its edge', async () => {
  await using db = await testDatabase()
  const policy = await exposurePolicy(db)
  const cases: [figures: Partial<Figures>, badges: string[]][] = [
    [{}, []],
    [{ reviews: 10, stars: 48 }, ['top_rated']],
    [{ reviews: 9, stars: 45 }, []],
    [{ reviews: 100, stars: 479 }, []],
    [{ held: 98, cancelled: 2 }, ['dependable']],
    [{ held: 97, cancelled: 2 }, []],
    [{ held: 19 }, []],
    [{ asked: 20, answered: 19 }, ['quick']],
    [{ asked: 20, answered: 18 }, []],
  ]
  const nothing = { held: 0, cancelled: 0, absent: 0, reviews: 0, stars: 0, asked: 0, answered: 0 }
  for (const [figures, badges] of cases) {
    const all = { ...nothing, ...figures } as Figures
    assert.deepEqual(badgesFor(all, policy), badges, JSON.stringify(figures))
  }
})

/** Somebody top rated and dependable, as if the night had found it. */
async function excellent(db: Db, name: string): Promise<string> {
  const id = await educator(db, { name })
  for (const badge of ['top_rated', 'dependable']) {
    await db`
      insert into live.badge (educator_id, badge, from_at, figures, policy_version)
      values (${id}, ${badge}, ${NOON}, '{"held": 30, "reviews": 10, "stars": 49, "cancelled": 0, "absent": 0}', 1)`
  }
  return id
}

test('featured by rule: rested, findable, whoever waited longest; the bonus posts within the month’s budget', async () => {
  await using db = await testDatabase()
  const all = []
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dan']) all.push(await excellent(db, name))
  const hidden = await excellent(db, 'Hugo')
  await atomically(db, (tx) =>
    takeMeasure(
      tx,
      { educator: hidden, step: 4, by: 'person:a', words: 'Reports', reasons: ['reports'] },
      NOON,
    ),
  )
  await atomically(db, (tx) =>
    setExposurePolicy(
      tx,
      { places: 2, restWeeks: 1, bonusTokens: 500n, budgetTokens: 700n },
      'person:a',
      NOON,
    ),
  )
  assert.equal(await pickFeatured(db, NOON), 2)
  assert.equal(await pickFeatured(db, NOON), 0, 'a week is picked once')
  const first = await featuredNow(db, NOON)
  assert.deepEqual(
    first.map(({ among, bonus }) => [among, bonus]),
    [
      [4, 500n],
      [4, 0n],
    ],
  )
  assert.equal(await pickFeatured(db, weeks(1)), 2)
  const second = await featuredNow(db, weeks(1))
  assert.deepEqual(
    [...first, ...second].map(({ educator: id }) => id).sort(),
    all.toSorted(),
    'nobody twice before all others',
  )
  const tokens = await wallet(db, { type: 'person', id: first[0]!.educator }, 'TOKEN')
  assert.equal(tokens.posted, 500n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('a badge that is not earned any more ends, and its line stays', async () => {
  await using db = await testDatabase()
  const ada = await excellent(db, 'Ada')
  assert.deepEqual(await badgesOf(db, ada), ['top_rated', 'dependable'])
  assert.equal(await giveBadges(db, hours(1)), 2)
  assert.equal(await giveBadges(db, hours(2)), 0)
  assert.deepEqual(await badgesOf(db, ada), [])
  await assert.rejects(db`delete from live.badge`)
  await assert.rejects(pickNothing(db), refused('educator_unmeasured'))
})

const pickNothing = (db: Db) =>
  atomically(db, (tx) =>
    takeMeasure(tx, { educator: newId(), step: 1, by: 'person:a', words: 'No such' }, NOON),
  )

test('nothing paid enters the score: plans, tiers, badges and featured places change no factor', async () => {
  await using db = await testDatabase()
  const [plain, paying] = [await educator(db, { name: 'Pia' }), await excellent(db, 'Rex')]
  await onPlan(db, paying, 'educator-enterprise')
  const pin = {
    educator: paying,
    kind: 'class',
    tier: 'master',
    until: weeks(9),
    reason: 'Agreed',
  } as const
  await atomically(db, (tx) => pinTier(tx, pin, 'person:a', NOON))
  await atomically(db, (tx) =>
    setExposurePolicy(tx, { bonusTokens: 500n, budgetTokens: 500n }, 'person:a', NOON),
  )
  assert.equal(await pickFeatured(db, NOON), 1)
  await reckonStandings(db, NOON)
  const [one, other] = [await standingOf(db, plain, NOON), await standingOf(db, paying, NOON)]
  assert.deepEqual(other!.facts, one!.facts)
  assert.deepEqual(other!.factors, one!.factors)
  assert.equal(other!.score, one!.score)
  // What weighs is published, adds up, and is made of these facts only.
  assert.deepEqual(Object.keys(WEIGHTS).sort(), [
    'completeness',
    'completion',
    'free',
    'newcomer',
    'priceFit',
    'rated',
    'repeats',
    'response',
  ])
  assert.equal(
    Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0),
    100,
  )
  assert.doesNotMatch(Object.keys(one!.facts).join(), /plan|tier|paid|badge|featured|money|bonus/i)
  // The newcomer's boost fades to nothing.
  const fresh = factorsOf({ ...one!.facts, daysHere: 0, sessionsEver: 0 })
  const old = factorsOf({ ...one!.facts, daysHere: 30, sessionsEver: 0 })
  assert.deepEqual([fresh.newcomer, old.newcomer], [1, 0])
  assert.equal(baseOf(fresh) - baseOf(old), WEIGHTS.newcomer * 10_000)
})
