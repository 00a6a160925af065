import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { ladder, tierNumbers } from './ladders/rules.ts'
import { completes, type Facts, firstTier, judge, type Kind, type Tier, toNext } from './tiers.ts'

/** Facts by what matters: sessions, the mean in hundredths over n ratings, recent held and failed. */
const facts = (sessions: number, mean = 500, ratings = 10, held = 10, failed = 0): Facts => ({
  sessions,
  ratingsSum: (mean * ratings) / 100,
  ratings,
  recentHeld: held,
  recentFailed: failed,
})

type Case = [why: string, kind: Kind, current: Tier, first: Tier, facts: Facts, verdict: string]

const cases: Case[] = [
  // The count of each rung is a minimum.
  ['50 sessions are not 51', 'class', 'beginner', 'beginner', facts(50), 'none'],
  ['51 sessions at 4.5', 'class', 'beginner', 'beginner', facts(51, 450), 'rise intermediate'],
  ['51 sessions at 4.49', 'class', 'beginner', 'beginner', facts(51, 449, 100), 'none'],
  ['200 sessions are not 201', 'class', 'intermediate', 'beginner', facts(200), 'none'],
  ['201 at 4.8', 'class', 'intermediate', 'beginner', facts(201, 480), 'rise expert'],
  ['201 at 4.79', 'class', 'intermediate', 'beginner', facts(201, 479, 100), 'none'],
  ['499 sessions are not 500', 'class', 'expert', 'beginner', facts(499, 490), 'none'],
  ['500 at 4.9', 'class', 'expert', 'beginner', facts(500, 490), 'rise master'],
  ['500 at 4.89', 'class', 'expert', 'beginner', facts(500, 489, 100), 'none'],
  [
    'the highest whose needs are all met',
    'class',
    'beginner',
    'beginner',
    facts(700, 490),
    'rise master',
  ],
  ['one rung may be passed over', 'class', 'beginner', 'beginner', facts(300, 480), 'rise expert'],
  ['one over 51 changes nothing', 'class', 'intermediate', 'beginner', facts(52, 450), 'none'],
  ['an instructor keeps at 4.5', 'class', 'intermediate', 'beginner', facts(60, 450), 'none'],
  [
    'and loses at 4.49',
    'class',
    'intermediate',
    'beginner',
    facts(60, 449, 100),
    'fall beginner rating',
  ],
  [
    'an expert loses at 4.79',
    'class',
    'expert',
    'beginner',
    facts(250, 479, 100),
    'fall intermediate rating',
  ],
  ['a master at 4.89', 'class', 'master', 'beginner', facts(600, 489, 100), 'fall expert rating'],
  // Hosts.
  ['10 conversations are not 11', 'conversation', 'beginner', 'beginner', facts(10), 'none'],
  [
    '11, no rating asked',
    'conversation',
    'beginner',
    'beginner',
    facts(11, 100, 10),
    'rise intermediate',
  ],
  ['50 are not 51', 'conversation', 'intermediate', 'beginner', facts(50), 'none'],
  ['51 at 4.5', 'conversation', 'intermediate', 'beginner', facts(51, 450), 'rise expert'],
  ['an expert host keeps at 4.0', 'conversation', 'expert', 'beginner', facts(60, 400), 'none'],
  [
    'and loses at 3.99',
    'conversation',
    'expert',
    'beginner',
    facts(60, 399, 100),
    'fall intermediate rating',
  ],
  ['51 at 4.49', 'conversation', 'intermediate', 'beginner', facts(51, 449, 100), 'none'],
  [
    'nine reviews make no expert host',
    'conversation',
    'intermediate',
    'beginner',
    facts(51, 500, 9),
    'none',
  ],
  [
    'a host given Intermediate falls from it only by completion, from 51 on',
    'conversation',
    'intermediate',
    'intermediate',
    facts(51, 100, 10, 8, 2),
    'fall beginner completion',
  ],
  // Too few reviews: unmet for rising, ignored for keeping.
  ['nine reviews do not rise', 'class', 'beginner', 'beginner', facts(51, 500, 9), 'none'],
  ['nine reviews do not fall', 'class', 'expert', 'beginner', facts(250, 100, 9), 'none'],
  ['ten do', 'class', 'expert', 'beginner', facts(250, 100, 10), 'fall beginner rating'],
  [
    'to the highest rung still reached',
    'class',
    'master',
    'beginner',
    facts(600, 480),
    'fall expert rating',
  ],
  [
    'passing over what is not',
    'class',
    'master',
    'beginner',
    facts(600, 460),
    'fall intermediate rating',
  ],
  // Completion.
  ['90 % is enough', 'class', 'intermediate', 'beginner', facts(60, 450, 10, 9, 1), 'none'],
  [
    'less is not',
    'class',
    'intermediate',
    'beginner',
    facts(60, 450, 10, 8, 1),
    'fall beginner completion',
  ],
  [
    'of four sessions nothing is judged',
    'class',
    'intermediate',
    'beginner',
    facts(60, 450, 10, 0, 4),
    'none',
  ],
  [
    'nobody rises to what they could not keep',
    'class',
    'beginner',
    'beginner',
    facts(60, 500, 10, 8, 1),
    'none',
  ],
  [
    'a beginner has nothing to lose',
    'class',
    'beginner',
    'beginner',
    facts(5, 100, 10, 0, 9),
    'none',
  ],
  // The first tier is a floor until the count of the rung above it.
  [
    'given Intermediate, no sessions',
    'class',
    'intermediate',
    'intermediate',
    facts(0, 0, 0),
    'none',
  ],
  ['floor holds at 200', 'class', 'intermediate', 'intermediate', facts(200, 300), 'none'],
  [
    'floor ends at 201',
    'class',
    'intermediate',
    'intermediate',
    facts(201, 300),
    'fall beginner rating',
  ],
  [
    'a drop stops at the floor',
    'conversation',
    'expert',
    'intermediate',
    facts(30, 300),
    'fall intermediate rating',
  ],
]

test('tiers: every edge of both ladders', async (t) => {
  await using db = await testDatabase()
  const limits = await tierNumbers(db)
  for (const [why, kind, current, first, known, expected] of cases) {
    await t.test(`${kind}: ${why}`, async () => {
      const verdict = judge(await ladder(db, kind), current, first, known, limits)
      assert.equal(Object.values(verdict).join(' '), expected)
    })
  }
})

test('what is missing to the next rung', async () => {
  await using db = await testDatabase()
  const limits = await tierNumbers(db)
  const rungs = await ladder(db, 'class')
  assert.deepEqual(toNext(rungs, 'intermediate', facts(189, 470), limits), {
    tier: 'expert',
    rate: 8000,
    sessions: 12,
    rating: '4.8',
    reviews: 0,
  })
  assert.deepEqual(toNext(rungs, 'beginner', facts(60, 0, 0), limits), {
    tier: 'intermediate',
    rate: 7000,
    sessions: 0,
    rating: '4.5',
    reviews: 10,
  })
  assert.equal(toNext(rungs, 'master', facts(900), limits), undefined)
})

test('first tier by experience; completion compares whole numbers', () => {
  assert.deepEqual(
    [0, 1, 2, 30].map((years) => firstTier(years, 2)),
    ['beginner', 'beginner', 'intermediate', 'intermediate'],
  )
  const limits = { ratingsNeeded: 10, completionNeeded: 9000, completionSessions: 5 }
  assert.equal(completes(facts(0, 500, 10, 899, 100), limits), false)
  assert.equal(completes(facts(0, 500, 10, 900, 100), limits), true)
})
