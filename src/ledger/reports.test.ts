import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { asAdmin, testDatabase } from '../../test/database.ts'
import {
  AGES,
  type AllFacts,
  agedPayables,
  balance,
  deferredOverTime,
  deferredRollForward,
  expireLots,
  inventory,
  lotMoves,
  type Owner,
  outstanding,
  PLATFORM,
  payables,
  postRule,
  profitAndLoss,
  type Rule,
  resultOverTime,
  seal,
  sealingState,
  sealOf,
  setFloor,
  signerFrom,
  verify,
} from './index.ts'

const START = Temporal.Instant.from('2026-01-05T12:00:00Z')
const day = (count: number) => START.add({ hours: 24 * count })
const ivan: Owner = { type: 'person', id: 'ivan' }
const nora: Owner = { type: 'organization', id: 'nora' }
const learner: Owner = { type: 'person', id: 'learner' }
const usd = { currency: 'USD' }
const card = { provider: 'card', ...usd }

let deeds = 0
async function post<Name extends Rule>(
  db: Db,
  at: Temporal.Instant,
  rule: Name,
  facts: AllFacts[Name],
) {
  deeds += 1
  const key = `deed ${deeds}`
  return atomically(db, (tx) =>
    postRule(tx, rule, facts, { key, about: { type: 'test', id: key }, by: 'test', at }),
  )
}

const buyStock = (db: Db, at: Temporal.Instant, cost: bigint, more = {}) =>
  post(db, at, 'wholesale.purchased', {
    provider: 'msg',
    currency: 'INR',
    asset: 'SMS',
    quantity: 10n,
    cost,
    paidFrom: 'bank',
    ...more,
  })
const use = (db: Db, at: Temporal.Instant, quantity: bigint) =>
  post(db, at, 'message.failed.charged', { provider: 'msg', asset: 'SMS', quantity })

test('inventory: stock at cost, oldest used first, equal to the inventory account on every day', async () => {
  await using db = await testDatabase()
  await buyStock(db, day(0), 150n, { expiresAt: day(40) })
  await buyStock(db, day(1), 200n)
  await buyStock(db, day(1), 1_000n, { currency: 'USD', quantity: 4n, asset: 'EMAIL' })
  await use(db, day(2), 4n)
  await use(db, day(3), 9n)
  await buyStock(db, day(4), 333n, { quantity: 7n })
  await use(db, day(5), 10n)

  const on = async (at?: Temporal.Instant) => {
    const { lots, total, account } = await inventory(db, 'INR', { at })
    assert.equal(total, account, String(at))
    return lots.map(({ left, cost }) => [left, cost])
  }
  assert.deepEqual(await on(day(-1)), [])
  assert.deepEqual(await on(day(0)), [[10n, 150n]])
  assert.deepEqual(await on(day(2)), [
    [6n, 90n],
    [10n, 200n],
  ])
  // Four of the second lot, after the six that were left of the first.
  assert.deepEqual(await on(day(3)), [[7n, 140n]])
  // 7 of the second lot and 3 of the third: floor(333 · 3 / 7) = 142 leave.
  assert.deepEqual(await on(), [[4n, 191n]])
  assert.deepEqual(
    (await inventory(db, 'USD')).lots.map(({ asset, left, cost }) => [asset, left, cost]),
    [['EMAIL', 4n, 1_000n]],
  )
  assert.deepEqual((await inventory(db, 'EUR')).lots, [])
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('inventory: stock whose time is over is no asset any more; by the other clock it is what was written', async () => {
  await using db = await testDatabase()
  await buyStock(db, day(0), 150n, { expiresAt: day(10) })
  await use(db, day(1), 3n)
  const [{ now: before }] = (await db<{
    now: Temporal.Instant
  }>`select clock_timestamp() as now`) as [{ now: Temporal.Instant }]
  await atomically(db, (tx) => expireLots(tx, day(11)))
  const dated = await inventory(db, 'INR', { at: day(9) })
  assert.deepEqual([dated.total, dated.account], [105n, 105n])
  const now = await inventory(db, 'INR')
  assert.deepEqual([now.lots.length, now.total, now.account], [0, 0n, 0n])
  const written = await inventory(db, 'INR', { written: before })
  assert.deepEqual([written.total, written.account], [105n, 105n])
})

/** Ivan earned 10, 20, 30, 40 that became available on days 0, 60, 85, 97; looked at on day 100. */
async function withEarnings(db: Db) {
  for (const [on, amount] of [
    [0, 1_000n],
    [60, 2_000n],
    [85, 3_000n],
    [97, 4_000n],
  ] as const) {
    await post(db, day(on - 7), 'session.completed.included', {
      ...usd,
      educator: ivan,
      share: amount,
    })
    await post(db, day(on), 'earnings.released', { ...usd, educator: ivan, amount })
  }
  await post(db, day(99), 'session.completed.included', { ...usd, educator: ivan, share: 700n })
}

const aged = async (db: Db, at: Temporal.Instant) => {
  const rows = await agedPayables(db, 'USD', { at, now: at })
  const accounts = await payables(db, 'USD', { at })
  for (const row of rows) {
    const own = accounts.find(({ owner }) => owner.id === row.owner.id)!
    const available = AGES.reduce((sum, age) => sum + row.available[age], 0n)
    assert.deepEqual(
      [row.held, available, row.receivable],
      [own.held, own.available, own.receivable],
      `${row.owner.id} on ${at}`,
    )
  }
  return rows.map((row) => [row.owner.id, row.held, ...AGES.map((age) => row.available[age])])
}

test('aged payables: what became available when, and what was paid out went against the oldest', async () => {
  await using db = await testDatabase()
  await withEarnings(db)
  assert.deepEqual(await aged(db, day(100)), [['ivan', 700n, 4_000n, 3_000n, 2_000n, 1_000n]])
  assert.deepEqual(await aged(db, day(7)), [['ivan', 0n, 1_000n, 0n, 0n, 0n]], 'seven days are 0-7')
  assert.deepEqual(await aged(db, day(8)), [['ivan', 0n, 0n, 1_000n, 0n, 0n]])
  assert.deepEqual(await aged(db, day(31)), [['ivan', 0n, 0n, 0n, 1_000n, 0n]])
  assert.deepEqual(await aged(db, day(59)), [['ivan', 2_000n, 0n, 0n, 1_000n, 0n]])
  assert.deepEqual(await aged(db, day(-8)), [])

  await post(db, day(100), 'payout.sent', { ...card, educator: ivan, amount: 3_500n })
  assert.deepEqual(await aged(db, day(100)), [['ivan', 700n, 4_000n, 2_500n, 0n, 0n]])
  const open = await outstanding(db, 'USD', { owner: 'person:ivan', at: day(100), now: day(100) })
  assert.deepEqual(
    open.map(({ amount, left, days, age, kind }) => [amount, left, days, age, kind]),
    [
      [3_000n, 2_500n, 15, '8-30', 'earnings.released'],
      [4_000n, 4_000n, 3, '0-7', 'earnings.released'],
    ],
  )
  assert.deepEqual(await outstanding(db, 'USD', { owner: 'person:nobody', now: day(100) }), [])
  // What the bank sends back is owed from that day on.
  await post(db, day(101), 'payout.returned', { ...card, educator: ivan, amount: 3_500n })
  assert.deepEqual(await aged(db, day(101)), [['ivan', 700n, 7_500n, 2_500n, 0n, 0n]])
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('aged payables: every owner for itself, what they owe us beside it, one paid in full left out', async () => {
  await using db = await testDatabase()
  await withEarnings(db)
  await post(db, day(0), 'guarantee.topped_up', { ...usd, educator: nora, amount: 500n })
  await post(db, day(1), 'payout.sent', { ...card, educator: nora, amount: 500n })
  assert.equal((await aged(db, day(100))).length, 1, 'nora is paid in full')
  await post(db, day(2), 'dispute.lost.paid_out', {
    ...usd,
    educator: nora,
    amount: 600n,
    credited: 400n,
  })
  const [row] = await agedPayables(db, 'USD', { owner: 'organization:nora', now: day(100) })
  assert.deepEqual([row!.receivable, row!.available['0-7']], [400n, 0n])
  assert.deepEqual(await agedPayables(db, 'EUR', { now: day(100) }), [])

  // Nora may be brought below zero: that stands in the youngest age, so that the sum stays right.
  const account = { owner: nora, purpose: 'educator_available', asset: 'USD' } as const
  await atomically(db, (tx) => setFloor(tx, account, -1_000n, day(3)))
  await post(db, day(3), 'payout.fee', { ...usd, educator: nora, amount: 90n })
  assert.deepEqual((await aged(db, day(100)))[0], ['nora', 0n, -90n, 0n, 0n, 0n])
  assert.deepEqual(await outstanding(db, 'USD', { owner: 'organization:nora', now: day(9) }), [])
})

test('months and weeks: each equals its own profit and loss, and its own roll-forward', async () => {
  await using db = await testDatabase()
  const pack = { buyer: learner, ...card, tax: 0n, fee: 10n, credits: 100n }
  await post(db, Temporal.Instant.from('2026-01-31T23:59:59Z'), 'credits.purchased', {
    ...pack,
    net: 100n,
  })
  await post(db, Temporal.Instant.from('2026-02-01T00:00:00Z'), 'credits.purchased', {
    ...pack,
    net: 250n,
  })
  await post(db, day(40), 'access.earned', { ...usd, amount: 63n })
  await post(db, day(70), 'certificate.issued', { ...usd, amount: 2_500n })
  const edges = ['01', '02', '03', '04', '05'].map((month) =>
    Temporal.Instant.from(`2026-${month}-01T00:00:00Z`),
  )
  const months = await resultOverTime(db, 'USD', edges)
  assert.deepEqual(
    months.map(({ income, expenses, result }) => [income, expenses, result]),
    [
      [0n, 10n, -10n],
      [63n, 10n, 53n],
      [2_500n, 0n, 2_500n],
      [0n, 0n, 0n],
    ],
  )
  for (const { from, to, result } of months)
    assert.equal(result, (await profitAndLoss(db, 'USD', { from, to })).result)

  for (const { from, to, closing } of await deferredOverTime(db, 'USD', edges)) {
    const rolls = await deferredRollForward(db, 'USD', { from, to })
    for (const { purpose, balance: shown } of closing)
      assert.equal(shown, rolls.find((roll) => roll.purpose === purpose)?.closing ?? 0n, purpose)
  }
  assert.deepEqual(await deferredOverTime(db, 'EUR', edges.slice(0, 2)), [
    { from: edges[0], to: edges[1], closing: [] },
  ])
})

test('a journal names the lots that it moved, and a lot everything that moved it', async () => {
  await using db = await testDatabase()
  const bought = await buyStock(db, day(0), 150n)
  await buyStock(db, day(1), 200n)
  const used = await use(db, day(2), 13n)
  assert.deepEqual(
    (await lotMoves(db, { journal: used.journalId })).map(({ units, basis, kind, account }) => [
      units,
      basis,
      kind,
      account,
    ]),
    [
      [-10n, -150n, 'use', 'provider:msg/stock'],
      [-3n, -60n, 'use', 'provider:msg/stock'],
    ],
  )
  const [first] = await lotMoves(db, { journal: bought.journalId })
  const life = await lotMoves(db, { lot: first!.lot })
  assert.deepEqual(
    life.map(({ kind, units, transfer }) => [kind, units, transfer?.split('.')[0]]),
    [
      ['issue', 10n, `${bought.journalId}`],
      ['use', -10n, `${used.journalId}`],
    ],
  )
  assert.equal(await balance(db, { owner: PLATFORM, purpose: 'inventory', asset: 'INR' }), 140n)
})

test('a journal knows its block, and sealing that does not keep up is late', async () => {
  await using db = await testDatabase()
  const signer = signerFrom('a secret that is long enough for a test')
  const { journalId } = await buyStock(db, day(0), 150n)
  assert.equal(await sealOf(db, journalId), undefined)
  const waiting = await sealingState(db)
  assert.deepEqual([waiting.waiting, waiting.late], [2, false])
  assert.ok(waiting.seconds < 60 && waiting.oldest)
  await seal(db, signer, day(0))
  assert.deepEqual(await sealOf(db, journalId), { block: 1, sealedAt: day(0) })
  assert.deepEqual(await sealingState(db), { waiting: 0, oldest: null, seconds: 0, late: false })
  const next = await buyStock(db, day(1), 150n)
  await seal(db, signer, day(1))
  assert.equal((await sealOf(db, next.journalId))?.block, 2)
  assert.equal(await sealOf(db, 999n), undefined)

  await buyStock(db, day(2), 150n)
  const written = async (minutes: number) => {
    await asAdmin(async (owner) => {
      await owner.query('set session_replication_role = replica')
      await owner.query(
        `update ledger.journal set written_at = clock_timestamp() - interval '${minutes} minutes' where id = 3`,
      )
    }, new URL(db.url).pathname.slice(1))
    return (await sealingState(db)).late
  }
  assert.deepEqual([await written(9), await written(11)], [false, true])
})
