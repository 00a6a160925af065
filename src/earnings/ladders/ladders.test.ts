import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { atomically, type Db } from '#base'
import { educator, NOON, person, refused } from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  beginLadders,
  changeLadders,
  evaluateTier,
  evaluateTiers,
  type Kind,
  ladder,
  openCommission,
  pinTier,
  previewLadders,
  rulesInForce,
  setRatings,
  standingsOf,
  tierHistory,
  tierOpens,
  tierRules,
  type WantedRules,
  withdrawLadders,
} from '../index.ts'

const days = (count: number) => NOON.add({ hours: 24 * count })

/** Puts somebody where the facts say: sessions held of a kind, and a mean over n ratings. */
async function known(
  db: Db,
  id: string,
  kind: Kind,
  { sessions, stars, ratings = 10 }: { sessions: number; stars?: number; ratings?: number },
  now = NOON,
): Promise<void> {
  await db`
    update earnings.standing set sessions_held = ${sessions} where educator_id = ${id} and kind = ${kind}`
  if (stars === undefined) return
  const sum = Math.round(stars * ratings)
  await atomically(db, (tx) => setRatings(tx, id, { sum, count: ratings }, now))
}

const standing = async (db: Db, id: string, now = NOON, kind: Kind = 'class') =>
  (await standingsOf(db, id, now)).find((one) => one.kind === kind)!

/** The rules as they count, for a test to change. */
const wanted = async (db: Db) => structuredClone(await rulesInForce(db))

const change = (db: Db, rules: WantedRules, more: object = {}, now = NOON) =>
  atomically(db, (tx) =>
    changeLadders(
      tx,
      { ...rules, seen: 1, from: null, why: 'Because', ...more },
      'person:admin',
      now,
    ),
  )

test('what cannot be a ladder is refused by name, and nothing is written', async () => {
  await using db = await testDatabase()
  type Edit = (rules: WantedRules) => void
  const cases: [why: string, edit: Edit, code: string][] = [
    ['no rung', (r) => r.ladders.class.splice(0), 'ladder_empty'],
    ['upside down', (r) => r.ladders.class.reverse(), 'ladder_order'],
    ['twice', (r) => r.ladders.class.push(r.ladders.class[3]!), 'ladder_order'],
    ['no Beginner', (r) => r.ladders.class.shift(), 'ladder_order'],
    ['101 %', (r) => (r.ladders.class[3]!.rate = 10_100), 'share_out_of_bounds'],
    ['under 0', (r) => (r.ladders.class[0]!.rate = -1), 'share_out_of_bounds'],
    ['5.01 stars', (r) => (r.ladders.class[3]!.ratingNeeded = 501), 'need_out_of_bounds'],
    ['half a session', (r) => (r.ladders.class[1]!.sessionsNeeded = 50.5), 'need_out_of_bounds'],
    ['Beginner asks', (r) => (r.ladders.class[0]!.sessionsNeeded = 1), 'lowest_rung_needs'],
    ['no more sessions', (r) => (r.ladders.class[2]!.sessionsNeeded = 51), 'needs_not_rising'],
    [
      'a lower rating',
      (r) => Object.assign(r.ladders.class[2]!, { ratingNeeded: 440, ratingKept: 440 }),
      'needs_not_rising',
    ],
    ['kept above needed', (r) => (r.ladders.class[1]!.ratingKept = 451), 'rating_kept_wrong'],
    [
      'kept without needed',
      (r) => (r.ladders.conversation[1]!.ratingKept = 400),
      'rating_kept_wrong',
    ],
    ['less share higher', (r) => (r.ladders.class[2]!.rate = 6_999), 'share_falls'],
    ['a made-up benefit', (r) => r.ladders.class[3]!.opens.push('gold.bars'), 'unknown_benefit'],
    ['a rung gone', (r) => r.ladders.class.pop(), 'ladder_loses_tier'],
    [
      'no warning at all is fine, minus one is not',
      (r) => (r.numbers.warningDays = -1),
      'tier_number_out_of_bounds',
    ],
    ['nothing new', () => undefined, 'ladder_same'],
  ]
  for (const [why, edit, code] of cases) {
    const rules = await wanted(db)
    edit(rules)
    await assert.rejects(change(db, rules), refused(code), why)
    if (code !== 'ladder_same') {
      await assert.rejects(previewLadders(db, rules, NOON), refused(code), `${why}, previewed`)
    }
  }
  assert.equal((await tierRules(db)).length, 1)
})

test('a change is a version: from its day on, withdrawn before, never two waiting, and what was stays', async () => {
  await using db = await testDatabase()
  const rules = await wanted(db)
  rules.ladders.class[1]!.rate = 7_200
  const planned = await change(db, rules, { from: days(10) })
  assert.deepEqual([planned.version, planned.begunAt], [2, null])
  assert.equal((await ladder(db, 'class'))[1]!.rate, 7_000, 'not yet')
  await assert.rejects(change(db, rules), refused('ladder_changed'))
  await assert.rejects(change(db, rules, { seen: 2 }), refused('ladder_planned'))
  await atomically(db, (tx) => withdrawLadders(tx, 2, 'person:admin', days(1)))
  await assert.rejects(
    atomically(db, (tx) => withdrawLadders(tx, 2, 'person:admin', days(1))),
    refused('ladder_not_planned'),
  )
  await change(db, rules, { seen: 2, from: days(10) }, days(1))
  assert.deepEqual(await beginLadders(db, days(9)), { begun: 0, changed: 0 })
  assert.deepEqual(await beginLadders(db, days(10)), { begun: 1, changed: 0 })
  assert.deepEqual(await beginLadders(db, days(11)), { begun: 0, changed: 0 })
  assert.equal((await ladder(db, 'class'))[1]!.rate, 7_200)
  const [third, second, first] = await tierRules(db)
  assert.equal(first!.ladders.class[1]!.rate, 7_000)
  assert.ok(second!.withdrawnAt && !second!.begunAt)
  assert.equal(third!.begunAt!.toString(), days(10).toString())
  await assert.rejects(db`update earnings.ladder_version set why = 'Other' where version = 1`)
  await assert.rejects(db`delete from earnings.ladder_version where version = 1`)
})

test('the preview says who would change, from and to, why, and what it costs; then exactly that happens', async () => {
  await using db = await testDatabase()
  const rising = await educator(db, { name: 'Rita', years: 0 })
  const falling = await educator(db, { name: 'Fred', years: 0 })
  const staying = await educator(db, { name: 'Stan', years: 0 })
  const pinned = await educator(db, { name: 'Pia', years: 0 })
  await known(db, rising, 'class', { sessions: 45, stars: 4.6 })
  await known(db, falling, 'class', { sessions: 210, stars: 4.8 })
  await known(db, staying, 'class', { sessions: 3, stars: 5 })
  await known(db, pinned, 'class', { sessions: 45, stars: 4.6 })
  const pin = {
    educator: pinned,
    kind: 'class',
    tier: 'beginner',
    until: days(20),
    reason: 'Agreed',
  } as const
  await atomically(db, (tx) => pinTier(tx, pin, 'person:admin', NOON))
  // 100.00 of commissions by tier in the last 30 days; what an institution agreed on is not touched.
  for (const [at, rate] of [
    [days(-5), null],
    [days(-40), null],
    [days(-5), 6_500],
  ] as const) {
    const bookingId = crypto.randomUUID()
    await atomically(db, (tx) =>
      openCommission(
        tx,
        {
          bookingId,
          sessionId: bookingId,
          educator: rising,
          kind: 'class',
          title: 'Spanish',
          sessionAt: at,
          paidBy: 'credits',
          price: { credits: 10_000n },
          agreedRate: rate,
        },
        NOON,
      ),
    )
  }
  const rules = await wanted(db)
  rules.ladders.class[1]!.sessionsNeeded = 40
  Object.assign(rules.ladders.class[2]!, { ratingNeeded: 485, ratingKept: 485 })
  const { changes, looked, money } = await previewLadders(db, rules, NOON)
  assert.equal(looked, 8)
  assert.deepEqual(
    changes.map(({ name, what, from, to, because, rateFrom, rateTo }) => [
      name,
      what,
      from,
      to,
      because,
      rateFrom,
      rateTo,
    ]),
    [
      ['Fred', 'is warned', 'expert', 'intermediate', 'rating', 8_000, 7_000],
      ['Rita', 'rises', 'beginner', 'intermediate', null, 6_000, 7_000],
    ],
  )
  assert.deepEqual(changes[1]!.money, [{ currency: 'USD', amount: 1_000n }])
  assert.deepEqual(money, [{ currency: 'USD', amount: 1_000n }])
  assert.deepEqual(
    [changes[0]!.facts.sessions, changes[0]!.facts.ratingsSum, changes[0]!.facts.ratings],
    [210, 48, 10],
  )

  await change(db, rules)
  assert.deepEqual(await beginLadders(db, NOON), { begun: 0, changed: 2 })
  assert.equal((await standing(db, rising)).tier, 'intermediate')
  assert.equal((await standing(db, falling)).warning!.to, 'intermediate')
  assert.equal((await standing(db, pinned)).tier, 'beginner')
  assert.deepEqual((await previewLadders(db, await wanted(db), NOON)).changes, [])
})

test('a fall waits out its warning; who comes back within it stays, and the warning ends', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db, { years: 0 })
  await known(db, ivan, 'class', { sessions: 60, stars: 4.6, ratings: 10 })
  assert.equal((await standing(db, ivan)).tier, 'intermediate')
  await known(db, ivan, 'class', { sessions: 60, stars: 4.4 })
  assert.deepEqual((await standing(db, ivan)).warning, { to: 'beginner', at: days(30) })
  await known(db, ivan, 'class', { sessions: 60, stars: 4.5 }, days(29))
  assert.equal((await standing(db, ivan, days(29))).warning, null)
  await evaluateTiers(db, days(31))
  assert.equal((await standing(db, ivan, days(31))).tier, 'intermediate')
  await known(db, ivan, 'class', { sessions: 60, stars: 4.4 }, days(40))
  assert.equal(await evaluateTiers(db, days(69)), 0)
  assert.equal(await evaluateTiers(db, days(70)), 1)
  assert.equal((await standing(db, ivan, days(70))).tier, 'beginner')
  assert.deepEqual(
    (await tierHistory(db, ivan))
      .filter(({ kind }) => kind === 'class')
      .map(({ change }) => change),
    ['drop', 'warned', 'warning lifted', 'warned', 'rise', 'first'],
  )
})

test('a pin holds against facts in both directions, and when it ends the facts decide again', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db, { years: 0 })
  const pin = {
    educator: ivan,
    kind: 'class',
    tier: 'expert',
    until: days(10),
    reason: 'Agreed',
  } as const
  await atomically(db, (tx) => pinTier(tx, pin, 'person:admin', NOON))
  await known(db, ivan, 'class', { sessions: 5, stars: 3 })
  assert.equal(await evaluateTiers(db, days(9)), 0)
  assert.deepEqual(
    [(await standing(db, ivan, days(9))).tier, (await standing(db, ivan, days(9))).warning],
    ['expert', null],
  )
  await evaluateTiers(db, days(10))
  const after = await standing(db, ivan, days(10))
  assert.deepEqual(
    [after.tier, after.pinnedUntil, after.warning],
    ['expert', null, { to: 'beginner', at: days(40) }],
  )
  await evaluateTiers(db, days(40))
  assert.equal((await standing(db, ivan, days(40))).tier, 'beginner')
})

const GOOD = { kind: 'class', rung: 1, sessions: 60, ratings: 10, mean: 500, failed: 0 } as const
/** One for each sort of change. */
const SURE = [
  { ...GOOD, rung: 0, warned: null, pinned: null },
  { ...GOOD, mean: 390, warned: null, pinned: null },
  { ...GOOD, warned: 5, pinned: null },
  { ...GOOD, mean: 390, warned: -1, pinned: null },
  { ...GOOD, warned: null, pinned: -1 },
]

/** As random as the seed: standings on every rung, with facts near its edges, warned, pinned, or neither. */
async function town(db: Db, seed: number, count: number): Promise<void> {
  const pick = fc.sample(
    fc.record({
      kind: fc.constantFrom<Kind>('class', 'conversation'),
      rung: fc.nat(3),
      sessions: fc.constantFrom(0, 10, 11, 50, 51, 200, 201, 499, 500),
      ratings: fc.constantFrom(0, 9, 10, 40),
      mean: fc.constantFrom(390, 400, 440, 450, 480, 490, 500),
      warned: fc.constantFrom(null, -1, 0, 5),
      pinned: fc.constantFrom(null, null, -1, 0, 5),
      failed: fc.nat(2),
    }),
    { seed, numRuns: count },
  )
  const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
  const ladders = {
    class: await ladder(db, 'class'),
    conversation: await ladder(db, 'conversation'),
  }
  for (const [n, one] of [...SURE, ...pick].entries()) {
    const rungs = ladders[one.kind]
    const at = Math.min(one.rung, rungs.length - 1)
    const warned = at > 0 && one.pinned === null ? one.warned : null
    await db`
      with who as (insert into people.person (id, name, email, created_at, updated_at)
        values (${id(n)}, 'E', ${`e${n}@example.org`}, ${NOON}, ${NOON})),
      what as (insert into earnings.educator (person_id, name, zone, kinds, organization_id, years_teaching,
          ratings_sum, ratings_count, enrolled_by, enrolled_at)
        select ${id(n)}, 'E', 'UTC', array[${one.kind}], (select id from people.organization limit 1), 0,
          ${Math.ceil((one.mean * one.ratings) / 100)}, ${one.ratings}, 'test', ${days(-99)})
      insert into earnings.standing (educator_id, kind, tier, since, first_tier, sessions_held, warned_at, drop_at,
          drop_to, pinned_until, pinned_by, pin_reason)
        values (${id(n)}, ${one.kind}, ${rungs[at]!.tier}, ${days(-90)}, 'beginner', ${one.sessions},
          ${warned === null ? null : days(-30)}, ${warned === null ? null : days(warned)},
          ${warned === null ? null : 'beginner'}, ${one.pinned === null ? null : days(one.pinned)},
          ${one.pinned === null ? null : 'person:staff'}, ${one.pinned === null ? null : 'Agreed'})`
    await db`
      insert into earnings.delivery (session_id, educator_id, kind, outcome, at)
      select gen_random_uuid(), ${id(n)}, ${one.kind},
        case when i <= ${one.failed} then 'cancelled' else 'held' end, ${days(-10)} from generate_series(1, 10) i`
  }
}

/** All that a look at tiers writes. */
const written = async (db: Db) => ({
  standings: await db`
    select educator_id, kind, tier, since, warned_at, drop_at, drop_to, pinned_until, pinned_by, pin_reason
    from earnings.standing order by educator_id, kind`,
  steps: await db`
    select educator_id, kind, change, from_tier, to_tier, rate, facts, by, at from earnings.tier_step order by educator_id, id`,
  facts: await db`
    select kind, about_type, about_id, at, data from base.fact where kind = 'tier.changed' order by about_id, id`,
})

test('everybody looked at in batches, and everybody looked at alone, are written down alike', async () => {
  const seed = Math.floor(Math.random() * 1e9)
  await using one = await testDatabase()
  await using all = await testDatabase()
  await town(one, seed, 30)
  await town(all, seed, 30)
  const rows = await one<{ educator: string; kind: Kind }>`
    select educator_id as educator, kind from earnings.standing order by educator_id, kind`
  const message = `seed ${seed}`
  for (const now of [NOON, days(31)]) {
    let changed = 0
    for (const { educator, kind } of rows) {
      if (await atomically(one, (tx) => evaluateTier(tx, educator, kind, now))) changed += 1
    }
    const before = all.sent.count
    assert.equal(await evaluateTiers(all, now, 20), changed, message)
    assert.ok(all.sent.count - before < 45, `${all.sent.count - before} statements, ${message}`)
    assert.deepEqual(await written(all), await written(one), message)
  }
  const changes = new Set((await written(all)).steps.map((step) => step.change))
  assert.deepEqual(
    [...changes].toSorted(),
    ['drop', 'rise', 'unpin', 'warned', 'warning lifted'],
    message,
  )
})

test('who is busy elsewhere holds up nobody: the others are written, and they are looked at when they are free', async () => {
  await using db = await testDatabase()
  await town(db, 20261122, 5)
  const busy = await educator(db, { years: 0 })
  await known(db, busy, 'class', { sessions: 60 })
  await db`update earnings.educator set ratings_sum = 50, ratings_count = 10 where person_id = ${busy}`
  const steps = async () =>
    (
      await db<{
        n: number
      }>`select count(*)::int as n from earnings.tier_step where change <> 'first'`
    )[0]!.n
  let looking: Promise<number> | undefined
  await atomically(db, async (tx) => {
    await tx`select 1 as one from earnings.standing where educator_id = ${busy} for update`
    looking = evaluateTiers(db, NOON)
    while ((await steps()) === 0) await new Promise((done) => setTimeout(done, 5))
  })
  assert.ok((await looking!) >= 2)
  assert.equal((await standing(db, busy)).tier, 'intermediate')
})

test('a tier opens what its rung says, beside any plan, and no longer when it is lost', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db, { years: 0 })
  const nobody = await person(db, 'Lena')
  const opens = (id: string) => tierOpens(db, id, 'teaching.own_prices')
  assert.equal(await opens(ivan), false)
  assert.equal(await opens(nobody), false)
  await known(db, ivan, 'class', { sessions: 500, stars: 4.9 })
  assert.equal(await opens(ivan), true)
  assert.ok((await standing(db, ivan)).opens.includes('payouts.instant'))
  const rules = await wanted(db)
  rules.ladders.class[3]!.opens = []
  await change(db, rules)
  assert.equal(await opens(ivan), false)
})
