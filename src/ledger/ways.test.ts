import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, type Problem } from '#base'
import { testDatabase } from '../../test/database.ts'
import {
  balance,
  closeAccount,
  freezeAccount,
  type Outcome,
  type Owner,
  openTogether,
  type Posting,
  postRule,
  postSet,
  reverse,
  setFloor,
  statement,
  trialBalance,
  tryRule,
  verify,
  wallet,
} from './index.ts'

/** One script, three ways in: the answers, the books and the statements must be the same. */

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const ada: Owner = { type: 'person', id: 'ada' }
const bob: Owner = { type: 'person', id: 'bob' }
const educator: Owner = { type: 'person', id: 'educator' }

const deed = (key: string, more: { remember?: boolean } = {}) => ({
  key,
  about: { type: 'test', id: key.slice(0, 4) },
  by: 'test',
  at,
  ...more,
})
const earn = (amount: bigint, key: string): Posting => ({
  rule: 'session.completed.included',
  facts: { educator, currency: 'USD', share: amount },
  deed: deed(key),
})
const release = (amount: bigint, key: string, more: { remember?: boolean } = {}): Posting => ({
  rule: 'earnings.released',
  facts: { educator, currency: 'USD', amount },
  deed: deed(key, more),
})
const buy = (buyer: Owner, credits: bigint, key: string): Posting => ({
  rule: 'credits.purchased',
  facts: {
    buyer,
    provider: 'card',
    currency: 'USD',
    net: credits,
    tax: 8n,
    fee: 3n,
    credits,
    expiresAt: at.add({ hours: 240 }),
  },
  deed: deed(key),
})
const refund = (
  owner: Owner,
  lot: bigint,
  credits: bigint,
  basis: bigint,
  key: string,
): Posting => ({
  rule: 'credits.refunded',
  facts: { owner, currency: 'USD', lot, credits, basis, tax: 0n },
  deed: deed(key),
})

const spend = (buyer: Owner, credits: bigint, key: string): Posting => ({
  rule: 'course.sold.credits',
  facts: { buyer, credits },
  deed: deed(key),
})

/** Each line is a batch; between batches the guard of an account changes. */
const script: { guard?: (db: Db) => Promise<unknown>; batch: Posting[] }[] = [
  { batch: [buy(ada, 5000n, 'a1'), buy(bob, 100n, 'b1'), earn(1000n, 'e1'), release(400n, 'r1')] },
  { batch: [release(601n, 'r2'), release(600n, 'r3'), release(1n, 'r4')] },
  {
    batch: [buy(ada, 5000n, 'a1'), buy(ada, 5001n, 'a1'), release(400n, 'r1'), release(401n, 'r1')],
  },
  { batch: [buy(ada, 70n, 'twin'), buy(ada, 70n, 'twin'), buy(ada, 71n, 'twin')] },
  {
    batch: [
      release(9n, 'kept', { remember: true }),
      earn(50n, 'e2'),
      release(9n, 'kept', { remember: true }),
    ],
  },
  { batch: [release(9n, 'kept', { remember: true }), release(9n, 'free')] },
  {
    batch: [
      refund(ada, 1n, 1000n, 1000n, 'f1'),
      refund(ada, 3n, 80n, 80n, 'f2'),
      refund(ada, 99n, 1n, 1n, 'f3'),
      refund(ada, 1n, 10n, 11n, 'f4'),
      refund(bob, 1n, 1n, 1n, 'f5'),
    ],
  },
  {
    batch: [
      spend(ada, 100n, 's1'),
      spend(ada, 100n, 's1'),
      spend(ada, 101n, 's1'),
      spend(bob, 10_000n, 's2'),
      spend(ada, 1n, 's3'),
    ],
  },
  {
    batch: [earn(0n, 'zero'), earn(-1n, 'negative'), earn(2n ** 63n, 'huge'), buy(ada, 0n, 'none')],
  },
  { batch: [earn(2n ** 63n - 1n, 'over'), earn(5n, 'e3')] },
  {
    guard: (db) =>
      freezeAccount(
        db,
        { owner: educator, purpose: 'educator_held', asset: 'USD' },
        { at, by: 'person:staff', why: 'dispute' },
      ),
    batch: [release(5n, 'r5'), earn(5n, 'e4')],
  },
  {
    guard: (db) =>
      setFloor(db, { owner: educator, purpose: 'educator_available', asset: 'EUR' }, -100n, at),
    batch: [
      {
        rule: 'payout.sent',
        facts: { educator, provider: 'card', currency: 'EUR', amount: 101n },
        deed: deed('p1'),
      },
      {
        rule: 'payout.sent',
        facts: { educator, provider: 'card', currency: 'EUR', amount: 100n },
        deed: deed('p2'),
      },
    ],
  },
  {
    guard: (db) =>
      closeAccount(db, { owner: bob, purpose: 'educator_available', asset: 'USD' }, at).catch(
        () => {},
      ),
    batch: [
      {
        rule: 'payout.sent',
        facts: {
          educator: { type: 'person', id: 'b/d' },
          provider: 'card',
          currency: 'USD',
          amount: 1n,
        },
        deed: deed('badid'),
      },
    ],
  },
]

type Way = (db: Db, batch: Posting[]) => Promise<Outcome[]>
const settle = async (promise: Promise<{ journalId: bigint }>): Promise<Outcome> => {
  try {
    return { receipt: (await promise) as never }
  } catch (error) {
    return { refusal: error as Problem }
  }
}
const ways: Record<string, Way> = {
  inline: async (db, batch) => {
    const outcomes: Outcome[] = []
    for (const { rule, facts, deed } of batch) {
      outcomes.push(await atomically(db, (tx) => tryRule(tx, rule, facts as never, deed)))
    }
    return outcomes
  },
  'inline, one transaction': (db, batch) =>
    atomically(db, async (tx) => {
      const outcomes: Outcome[] = []
      for (const { rule, facts, deed } of batch) {
        const outcome = await tryRule(tx, rule, facts as never, deed)
        outcomes.push(outcome)
      }
      return outcomes
    }),
  together: async (db, batch) => {
    const lane = openTogether(db)
    const outcomes = await Promise.all(batch.map((posting) => settle(lane.post(posting))))
    await lane.idle()
    return outcomes
  },
  'as a set': (db, batch) => {
    return atomically(db, (tx) => postSet(tx, batch))
  },
}

/** What one way answered, without what differs by nature: journal numbers. */
async function play(way: Way): Promise<unknown> {
  await using db = await testDatabase()
  const told: unknown[] = []
  for (const { guard, batch } of script) {
    await guard?.(db)
    for (const [index, outcome] of (await way(db, batch)).entries()) {
      const { key } = batch[index]!.deed
      if ('refusal' in outcome) {
        const { code, facts = {} } = outcome.refusal
        told.push([key, code, Object.fromEntries(Object.entries(facts).sort())])
      } else {
        const { journalId: _, lots, ...receipt } = outcome.receipt
        told.push([
          key,
          receipt,
          lots.map(({ id: _id, expiresAt, ...lot }) => ({ ...lot, until: String(expiresAt) })),
        ])
      }
    }
  }
  const held = await statement(db, educator, 'USD', { purpose: 'educator_held' })
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
  return {
    told,
    books: await trialBalance(db),
    wallets: [await wallet(db, ada, 'CREDIT'), await wallet(db, bob, 'CREDIT')].map(
      ({ lots: _, ...sums }) => sums,
    ),
    statement: held.map(({ kind, amount, balance }) => [kind, amount, balance]),
  }
}

test('every way in gives the same answers and the same books', async (t) => {
  const expected = await play(ways.inline!)
  const codes = JSON.stringify(expected, (_key, item) =>
    typeof item === 'bigint' ? `${item}` : item,
  )
  for (const code of [
    'insufficient_funds',
    'key_reused',
    'amount_invalid',
    'account_frozen',
    'lot_too_small',
    'balance_too_large',
    'remembered',
    'unknown_lot',
    'basis_differs',
  ]) {
    assert.match(codes, new RegExp(code), `the script never meets ${code}`)
  }
  for (const [name, way] of Object.entries(ways).slice(1)) {
    await t.test(name, async () => assert.deepEqual(await play(way), expected))
  }
})

test('a lane shares commits: 300 callers, few transactions, every one answered', async () => {
  await using db = await testDatabase()
  const lane = openTogether(db)
  const before = db.sent.count
  const outcomes = await Promise.all(
    Array.from({ length: 300 }, (_, n) =>
      settle(lane.post(n % 10 === 9 ? release(10_000_000n, `x${n}`) : earn(10n, `k${n}`))),
    ),
  )
  await lane.idle()
  assert.equal(outcomes.filter((one) => 'receipt' in one).length, 270)
  assert.ok(outcomes.every((one) => 'receipt' in one || one.refusal.code === 'insufficient_funds'))
  assert.ok(db.sent.count - before < 20, `${db.sent.count - before} statements`)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('a reversal is the mirror image, once, and not of a reversal', async () => {
  await using db = await testDatabase()
  const run = <Result>(work: Parameters<typeof atomically<Result>>[1]) => atomically(db, work)
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error) => error.code,
    )
  const bought = await run((tx) =>
    postRule(tx, 'credits.purchased', buy(ada, 500n, 'a').facts as never, deed('a')),
  )
  const first = await run((tx) => reverse(tx, bought.journalId, deed('undo')))
  assert.deepEqual(await trialBalance(db), [])
  const again = await run((tx) => reverse(tx, bought.journalId, deed('undo')))
  assert.deepEqual([again.journalId, again.repeated], [first.journalId, true])
  assert.equal(
    await code(run((tx) => reverse(tx, bought.journalId, deed('undo again')))),
    'already_reversed',
  )
  assert.equal(
    await code(run((tx) => reverse(tx, first.journalId, deed('undo undo')))),
    'reversal_of_reversal',
  )
  assert.equal(await code(run((tx) => reverse(tx, 999n, deed('nothing')))), 'unknown_journal')

  const lot = await run((tx) =>
    postRule(tx, 'credits.purchased', buy(ada, 500n, 'b').facts as never, deed('b')),
  )
  const taken = await run((tx) =>
    postRule(
      tx,
      'credits.refunded',
      refund(ada, lot.lots[0]!.id, 100n, 100n, 'c').facts as never,
      deed('c'),
    ),
  )
  assert.equal(
    await code(run((tx) => reverse(tx, lot.journalId, deed('too late')))),
    'lots_moved_on',
  )
  await run((tx) => reverse(tx, taken.journalId, deed('give back')))
  const now = await wallet(db, ada, 'CREDIT')
  assert.deepEqual(
    now.lots.map(({ remaining, basis }) => [remaining, basis]),
    [
      [400n, 400n],
      [100n, 100n],
    ],
  )
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
  const both = await Promise.all(
    [1, 2].map((n) => code(run((tx) => reverse(tx, lot.journalId, deed(`race ${n}`))))),
  )
  assert.deepEqual(both, ['lots_moved_on', 'lots_moved_on'])
  const plain = await run((tx) =>
    postRule(tx, 'access.earned', { currency: 'USD', amount: 5n }, deed('d')),
  )
  const raced = await Promise.all(
    [1, 2, 3].map((n) => code(run((tx) => reverse(tx, plain.journalId, deed(`race d${n}`))))),
  )
  assert.deepEqual(raced.sort(), ['already_reversed', 'already_reversed', 'done'])
})

test('a caller that comes back in the very moment a lane ends is not forgotten', async () => {
  await using db = await testDatabase()
  const lane = openTogether(db)
  await Promise.all(
    Array.from({ length: 8 }, async (_, caller) => {
      for (let n = 0; n < 40; n++) await lane.post(earn(1n, `${caller}.${n}`))
    }),
  )
  const ref = { owner: educator, purpose: 'educator_held', asset: 'USD' } as const
  assert.equal(await balance(db, ref), 320n)
})
