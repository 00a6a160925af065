import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { agree, commissionsOf, processPayouts, releaseHeld, schedulePayouts } from '#earnings'
import { balance, expireHolds, PLATFORM, postRule, verify, wallet } from '#ledger'
import { createOrganization } from '#people'
import {
  educator,
  hours,
  learner,
  NOON,
  onPlan,
  owed,
  refused,
  session,
} from '../../test/classroom.ts'
import { testDatabase } from '../../test/database.ts'
import {
  bookSession,
  cancelBooking,
  cancelSession,
  completeDue,
  earnForfeits,
  inTokens,
  sessionPage,
  setBuyingPolicy,
  startSessions,
  takeTokens,
} from './index.ts'

const inTx = <Result>(db: Db, work: Parameters<typeof atomically<Result>>[1]) =>
  atomically(db, work)
const earned = (db: Db, id: string, tokens: bigint, expiresAt?: Temporal.Instant) =>
  inTx(db, (tx) =>
    postRule(
      tx,
      'tokens.earned',
      { to: { type: 'person', id }, tokens, expiresAt },
      { key: `tokens:${id}:${tokens}`, about: { type: 'deed', id }, by: 'test', at: NOON },
    ),
  )
const tokens = async (db: Db, id: string) => {
  const { posted, held, available } = await wallet(db, { type: 'person', id }, 'TOKEN')
  return { posted, held, available }
}
const book = (db: Db, id: string, who: string, seenTokens?: bigint) =>
  inTx(db, (tx) =>
    bookSession(tx, { session: id, learner: who, method: 'tokens', seenTokens }, NOON),
  )
async function open(db: Db, ivan: string, startsIn: number) {
  const id = await session(db, ivan, { startsIn })
  await inTx(db, (tx) => takeTokens(tx, id, true, { person: ivan, staff: false }))
  return id
}
const educatorsTokens = (db: Db, id: string, type: 'person' | 'organization' = 'person') =>
  balance(db, { owner: { type, id }, purpose: 'educator_tokens', asset: 'TOKEN' })

test('a session of 50 credits costs 500 tokens where its educator takes them, at the operator’s rate', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const lena = await learner(db)
  await earned(db, lena, 40_000n)
  const shut = await session(db, ivan, { startsIn: 40 })
  await assert.rejects(book(db, shut, lena), refused('payment_way_not_offered'))
  const id = await open(db, ivan, 48)
  const way = async () =>
    (await sessionPage(db, id, { person: lena, staff: false }, undefined, NOON)).ways.find(
      ({ method }) => method === 'tokens',
    )
  assert.deepEqual([(await way())?.available, (await way())?.why], [false, 'too_few_tokens'])
  await assert.rejects(book(db, id, lena), refused('insufficient_funds'))
  await earned(db, lena, 20_000n)
  const now = await way()
  assert.deepEqual([now?.price.amount, now?.before, now?.after], [50_000n, 60_000n, 10_000n])
  await inTx(db, (tx) => setBuyingPolicy(tx, { tokensPerCredit: 800n }, 'person:staff', NOON))
  await assert.rejects(book(db, id, lena, 50_000n), refused('price_changed'))
  const { paid } = await book(db, id, lena, 40_000n)
  assert.deepEqual([paid.asset, paid.amount], ['TOKEN', 40_000n])
  assert.equal(inTokens(333n, 1001n), 3334n)
  assert.deepEqual(await tokens(db, lena), { posted: 60_000n, held: 40_000n, available: 20_000n })
})

/** Each row: what was done with a seat of 500 tokens, and who has how many at the end. */
test('what becomes of the tokens: the same lots, the educator’s share, the rest retired; no money moves', async (t) => {
  const rows = [
    {
      why: 'it takes place: 70 % are the educator’s, held for seven days',
      deed: async () => {},
      learner: 10_000n,
      educator: 35_000n,
      retired: 15_000n,
    },
    {
      why: 'cancelled in time: all are back in the lots they came from',
      deed: async (db: Db, seat: string, lena: string) =>
        void (await inTx(db, (tx) => cancelBooking(tx, seat, lena, hours(20)))),
      learner: 60_000n,
      educator: 0n,
      retired: 0n,
    },
    {
      why: 'cancelled sixteen hours before: half is kept, and earned on',
      deed: async (db: Db, seat: string, lena: string) =>
        void (await inTx(db, (tx) => cancelBooking(tx, seat, lena, hours(32)))),
      learner: 35_000n,
      educator: 17_500n,
      retired: 7_500n,
    },
    {
      why: 'called off by the educator: all come back',
      deed: async (db: Db, _seat: string, _lena: string, ivan: string, id: string) =>
        void (await inTx(db, (tx) =>
          cancelSession(tx, id, { person: ivan, staff: false }, 'ill', hours(40)),
        )),
      learner: 60_000n,
      educator: 0n,
      retired: 0n,
    },
  ]
  for (const row of rows) {
    await t.test(row.why, async () => {
      await using db = await testDatabase()
      const ivan = await educator(db)
      const lena = await learner(db)
      await onPlan(db, lena, 'learner-pro')
      await earned(db, lena, 60_000n, hours(24 * 60))
      const id = await open(db, ivan, 48)
      const { id: seat } = await book(db, id, lena)
      await row.deed(db, seat, lena, ivan, id)
      await startSessions(db, hours(48))
      await completeDue(db, hours(49.25))
      await earnForfeits(db, hours(49.25))
      assert.deepEqual(await tokens(db, lena), {
        posted: row.learner,
        held: 0n,
        available: row.learner,
      })
      assert.equal(await educatorsTokens(db, ivan), row.educator)
      const retired = { owner: PLATFORM, purpose: 'retired', asset: 'TOKEN' } as const
      assert.equal(await balance(db, retired), row.retired)
      assert.equal(await owed(db, ivan, 'educator_held'), 0n)
      assert.deepEqual(await verify(db), { ok: true, findings: [] })
    })
  }
})

test('earned tokens are held for seven days, then the educator’s; they are never sent to a bank', async () => {
  await using db = await testDatabase()
  const school = await inTx(db, (tx) => createOrganization(tx, { name: 'Escuela' }, NOON))
  await inTx(db, (tx) =>
    agree(
      tx,
      { organizationId: school.id, educatorRate: 6000, institutionRate: 2000, from: NOON },
      'person:staff',
      NOON,
    ),
  )
  const ivan = await educator(db, { organizationId: school.id })
  const lena = await learner(db)
  await earned(db, lena, 50_000n)
  const id = await open(db, ivan, 48)
  const { id: seat } = await book(db, id, lena)
  await startSessions(db, hours(48))
  await completeDue(db, hours(49.25))
  const parts = await commissionsOf(db, seat)
  assert.deepEqual(
    parts.map(({ part, paidBy, currency, net, state }) => [part, paidBy, currency, net, state]),
    [
      ['educator', 'tokens', 'TOKEN', 30_000n, 'held'],
      ['institution', 'tokens', 'TOKEN', 10_000n, 'held'],
    ],
  )
  const own = { owner: { type: 'person', id: ivan }, purpose: 'educator_tokens' } as const
  const [held] = await db<{ held: bigint }>`
    select sum(held)::bigint as held from ledger.lot l join ledger.account a on a.id = l.account_id
    where a.address = ${`person:${ivan}/educator_tokens`}`
  assert.equal(held!.held, 30_000n)
  const free = hours(49.25 + 24 * 7)
  await releaseHeld(db, free)
  await inTx(db, (tx) => expireHolds(tx, free))
  assert.deepEqual(
    (await commissionsOf(db, seat)).map(({ state }) => state),
    ['available', 'available'],
  )
  const sent = async () => {
    throw new Error('tokens were sent to a bank')
  }
  await schedulePayouts(db, free)
  await processPayouts(db, { send: sent } as never, free.add({ hours: 24 * 8 }))
  assert.equal(await balance(db, { ...own, asset: 'TOKEN' }), 30_000n)
  assert.equal(await educatorsTokens(db, school.id, 'organization'), 10_000n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})
