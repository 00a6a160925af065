import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, deadlines, Problem, type Tx } from '#base'
import { testDatabase } from '../../test/database.ts'
import {
  accounts,
  balance,
  closeAccount,
  expireHolds,
  expireLots,
  freezeAccount,
  freezeLots,
  hold,
  lots,
  nextHoldExpiry,
  nextLotExpiry,
  type Owner,
  PLATFORM,
  postRule,
  releaseHold,
  rollOver,
  setFloor,
  statement,
  thawAccount,
  thawLots,
  trialBalance,
  verify,
  wallet,
} from './index.ts'

const start = Temporal.Instant.from('2026-11-21T12:00:00Z')
const after = (days: number) => start.add({ hours: 24 * days })
const learner: Owner = { type: 'person', id: 'learner' }
const educator: Owner = { type: 'person', id: 'educator' }
const purse = { owner: learner, purpose: 'wallet', asset: 'CREDIT' } as const
const deed = (key: string, at = start) => ({ key, about: { type: 't', id: key }, by: 'test', at })
const run = <Result>(db: Db, work: (tx: Tx) => Promise<Result>) => atomically(db, work)
const clean = async (db: Db) => assert.deepEqual(await verify(db), { ok: true, findings: [] })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Problem ? error.code : error),
  )

type More = { days?: number; priority?: number; scope?: string }
const grant = (db: Db, credits: bigint, key: string, { days, ...more }: More = {}) =>
  run(db, (tx) =>
    postRule(
      tx,
      'credits.granted',
      {
        to: learner,
        credits,
        reason: 'promotion',
        ...(days ? { expiresAt: after(days) } : {}),
        ...more,
      },
      deed(key),
    ),
  )
const buy = (db: Db, credits: bigint, net: bigint, key: string, days?: number) =>
  run(db, (tx) =>
    postRule(
      tx,
      'credits.purchased',
      {
        buyer: learner,
        provider: 'card',
        currency: 'USD',
        net,
        tax: 0n,
        fee: 0n,
        credits,
        ...(days ? { expiresAt: after(days) } : {}),
      },
      deed(key),
    ),
  )
const reserve = (
  db: Db,
  units: bigint,
  key: string,
  more: { at?: Temporal.Instant; scope?: string; expiresAt?: Temporal.Instant } = {},
) =>
  run(db, (tx) =>
    hold(tx, { ...deed(key, more.at), owner: learner, asset: 'CREDIT', units, ...more }),
  )

test('lots are taken by priority, soonest expiry, granted before bought, oldest', async () => {
  await using db = await testDatabase()
  await buy(db, 1n, 1n, 'bought, ends at 20', 20)
  await buy(db, 2n, 2n, 'bought, never ends')
  await grant(db, 4n, 'granted, ends at 20', { days: 20 })
  await grant(db, 8n, 'granted, ends at 10', { days: 10 })
  await grant(db, 16n, 'last of all', { days: 5, priority: 1 })
  await grant(db, 32n, 'first of all', { days: 90, priority: -1 })
  const taken = await reserve(db, 63n, 'all')
  assert.deepEqual(
    taken.lots.map((lot) => lot.units),
    [32n, 8n, 4n, 1n, 2n, 16n],
  )
  await clean(db)
})

test('a lot with a scope is spent on that only', async () => {
  await using db = await testDatabase()
  await grant(db, 10n, 'classes', { scope: 'class' })
  await grant(db, 5n, 'anything')
  assert.equal(
    await codeOf(reserve(db, 6n, 'chat', { scope: 'conversation' })),
    'insufficient_funds',
  )
  assert.equal((await wallet(db, learner, 'CREDIT', { now: start })).spendable, 5n)
  assert.equal((await reserve(db, 15n, 'class', { scope: 'class' })).lots.length, 2)
})

test('what runs out is passed over at once, whether or not anybody swept', async () => {
  await using db = await testDatabase()
  await buy(db, 100n, 100n, 'bought', 10)
  await grant(db, 50n, 'granted', { days: 20 })
  assert.deepEqual(await deadlines(db, [nextLotExpiry]), [after(10)])
  const late = await codeOf(reserve(db, 51n, 'late', { at: after(10) }))
  assert.equal(late, 'insufficient_funds')
  const now = await wallet(db, learner, 'CREDIT', { now: after(10) })
  assert.deepEqual([now.posted, now.spendable], [150n, 50n])
  assert.equal(await run(db, (tx) => expireLots(tx, after(10))), 1)
  assert.equal(await run(db, (tx) => expireLots(tx, after(10))), 0)
  assert.equal(await run(db, (tx) => expireLots(tx, after(30))), 1)
  assert.equal(
    await balance(db, { owner: PLATFORM, purpose: 'unclaimed_property', asset: 'USD' }),
    100n,
  )
  assert.equal(await balance(db, { owner: PLATFORM, purpose: 'expired', asset: 'CREDIT' }), 150n)
  assert.deepEqual(await deadlines(db, [nextLotExpiry]), [undefined])
  await clean(db)
})

test('stock that runs out is a cost; a message package that runs out is breakage', async () => {
  await using db = await testDatabase()
  const library: Owner = { type: 'organization', id: 'library' }
  await run(db, async (tx) => {
    await postRule(
      tx,
      'wholesale.purchased',
      {
        provider: 'msg',
        currency: 'INR',
        asset: 'SMS',
        quantity: 10n,
        cost: 150n,
        paidFrom: 'bank',
        expiresAt: after(5),
      },
      deed('stock'),
    )
    await postRule(
      tx,
      'package.sold',
      {
        organization: library,
        provider: 'card',
        currency: 'INR',
        net: 999n,
        tax: 0n,
        fee: 0n,
        parts: [{ asset: 'SMS', quantity: 7n, worth: 1n }],
        expiresAt: after(5),
      },
      deed('sold'),
    )
  })
  assert.equal(await run(db, (tx) => expireLots(tx, after(6))), 2)
  const lines = Object.fromEntries(
    (await trialBalance(db, { asset: 'INR' })).map((line) => [line.purpose, line.balance]),
  )
  assert.deepEqual(
    [lines.message_costs, lines.inventory, lines.breakage, lines.deferred_messages],
    [150n, undefined, -999n, undefined],
  )
  await clean(db)
})

test('what comes back to a lot that has run out gets thirty days of grace', async () => {
  await using db = await testDatabase()
  const bought = await buy(db, 100n, 90n, 'pack', 10)
  const seat = await reserve(db, 30n, 'seat')
  await run(db, (tx) => expireLots(tx, after(11)))
  const back = await run(db, (tx) =>
    releaseHold(tx, { hold: seat.id, key: 'back', by: 'test', at: after(12) }),
  )
  assert.deepEqual(back, { units: 30n, repeated: false })
  const [grace] = (await wallet(db, learner, 'CREDIT')).lots
  assert.deepEqual(
    [grace!.remaining, grace!.basis, grace!.source, grace!.expiresAt],
    [30n, 27n, 'purchase', after(42)],
  )
  const all = await lots(db, { owner: 'learner' })
  assert.deepEqual(
    all.map((lot) => lot.fromLot),
    [null, bought.lots[0]!.id],
  )
  assert.equal((await lots(db, { open: true, asset: 'CREDIT', after: all[0]!.id })).length, 1)
  const again = await run(db, (tx) =>
    releaseHold(tx, { hold: seat.id, key: 'back', by: 'test', at: after(99) }),
  )
  assert.deepEqual(again, { units: 30n, repeated: true })
  for (const [work, code] of [
    [{ hold: seat.id, key: 'back', units: 1n }, 'key_reused'],
    [{ hold: seat.id, key: 'other' }, 'hold_closed'],
    [{ hold: 999n, key: 'other' }, 'unknown_hold'],
    [{ hold: seat.id, key: 'other', units: 0n }, 'amount_invalid'],
  ] as const) {
    assert.equal(
      await codeOf(run(db, (tx) => releaseHold(tx, { by: 'test', at: start, ...work }))),
      code,
    )
  }
  await clean(db)
})

test('a hold whose time is over gives everything back, and cannot be captured any more', async () => {
  await using db = await testDatabase()
  await grant(db, 100n, 'lot')
  const seat = await reserve(db, 60n, 'seat', { expiresAt: after(1) })
  assert.deepEqual(await deadlines(db, [nextHoldExpiry]), [after(1)])
  const facts = { hold: seat.id, educator, currency: 'USD', face: 1n, share: 1n }
  assert.equal(
    await codeOf(
      run(db, (tx) => postRule(tx, 'session.completed.credits', facts, deed('late', after(2)))),
    ),
    'hold_expired',
  )
  assert.equal(
    await codeOf(
      run(db, (tx) =>
        postRule(tx, 'session.completed.credits', { ...facts, units: 61n }, deed('big')),
      ),
    ),
    'hold_too_small',
  )
  assert.equal(
    await codeOf(
      run(db, (tx) =>
        postRule(tx, 'session.completed.credits', { ...facts, hold: 99n }, deed('none')),
      ),
    ),
    'unknown_hold',
  )
  assert.equal(await run(db, (tx) => expireHolds(tx, after(1))), 1)
  assert.equal(await run(db, (tx) => expireHolds(tx, after(1))), 0)
  assert.equal(
    await codeOf(
      run(db, (tx) => postRule(tx, 'session.completed.credits', facts, deed('later', after(2)))),
    ),
    'hold_closed',
  )
  assert.equal((await wallet(db, learner, 'CREDIT')).held, 0n)
  await clean(db)
})

test('frozen lots are neither spent nor lost, and get their time back', async () => {
  await using db = await testDatabase()
  const bought = await buy(db, 100n, 90n, 'pack', 10)
  await grant(db, 5n, 'free')
  const staff = { by: 'person:staff', at: after(4) }
  assert.equal(
    await run(db, (tx) =>
      freezeLots(tx, { ...purse, source: 'purchase' }, { ...staff, why: 'plan lapsed' }),
    ),
    1,
  )
  assert.equal(await codeOf(reserve(db, 6n, 'no', { at: after(5) })), 'insufficient_funds')
  assert.equal(await run(db, (tx) => expireLots(tx, after(20))), 0)
  assert.equal((await wallet(db, learner, 'CREDIT', { now: after(5) })).spendable, 5n)
  assert.equal(
    await run(db, (tx) =>
      thawLots(tx, { ...purse, lot: bought.lots[0]!.id }, { by: 'x', at: after(24) }),
    ),
    1,
  )
  const [lot] = (await wallet(db, learner, 'CREDIT')).lots
  assert.deepEqual([lot!.frozen, lot!.expiresAt], [false, after(30)])
  assert.equal(
    await codeOf(run(db, (tx) => freezeLots(tx, { ...purse, lot: 99n }, { ...staff, why: 'x' }))),
    'unknown_lot',
  )
  await clean(db)
})

test('roll-over carries up to the cap, and no more when it is repeated', async () => {
  await using db = await testDatabase()
  for (const [units, key, days] of [
    [30n, 'a', 10],
    [30n, 'b', 9],
    [30n, 'c', 40],
  ] as const) {
    await run(db, (tx) =>
      postRule(
        tx,
        'subscription.paid',
        {
          subscriber: learner,
          provider: 'card',
          currency: 'USD',
          access: 0n,
          creditsValue: 20n,
          tax: 0n,
          fee: 0n,
          credits: units,
          expiresAt: after(days),
        },
        deed(key),
      ),
    )
  }
  const over = {
    ...purse,
    source: 'plan',
    ending: after(10),
    expiresAt: after(40),
    cap: 40n,
    at: after(8),
  }
  assert.equal(await run(db, (tx) => rollOver(tx, over)), 40n)
  assert.equal(await run(db, (tx) => rollOver(tx, over)), 0n)
  await run(db, (tx) => expireLots(tx, after(10)))
  const now = await wallet(db, learner, 'CREDIT')
  assert.deepEqual(
    now.lots.map((lot) => [lot.remaining, lot.basis]),
    [
      [30n, 20n],
      [30n, 20n],
      [10n, 6n],
    ],
  )
  await clean(db)
})

test('accounts can be frozen, given a credit line, and closed when they are empty', async () => {
  await using db = await testDatabase()
  const earned = { owner: educator, purpose: 'educator_available', asset: 'USD' } as const
  const staff = { by: 'person:staff', at: start }
  const pay = (amount: bigint, key: string) =>
    run(db, (tx) =>
      postRule(
        tx,
        'payout.sent',
        { educator, provider: 'card', currency: 'USD', amount },
        deed(key),
      ),
    )
  assert.equal(await codeOf(pay(1n, 'nothing there')), 'insufficient_funds')
  await run(db, (tx) => setFloor(tx, earned, -500n, start))
  await pay(500n, 'advance')
  assert.equal(await codeOf(pay(1n, 'too much')), 'insufficient_funds')
  assert.equal(
    await codeOf(run(db, (tx) => setFloor(tx, earned, -499n, start))),
    'insufficient_funds',
  )
  assert.equal(
    await codeOf(run(db, (tx) => setFloor(tx, { ...earned, purpose: 'platform_fee' }, 0n, start))),
    'unknown_account',
  )
  assert.equal(await codeOf(run(db, (tx) => setFloor(tx, purse, -5n, start))), 'unknown_account')
  await run(db, (tx) => setFloor(tx, earned, null, start))
  await pay(100n, 'without end')
  await run(db, (tx) => freezeAccount(tx, earned, { ...staff, why: 'dispute' }))
  assert.equal(await codeOf(pay(1n, 'frozen')), 'account_frozen')
  await run(db, (tx) =>
    postRule(tx, 'guarantee.topped_up', { educator, currency: 'USD', amount: 600n }, deed('in')),
  )
  assert.equal((await accounts(db, { owner: 'educator' }))[0]!.frozenWhy, 'dispute')
  await run(db, (tx) => thawAccount(tx, earned, staff))
  await pay(1n, 'thawed')
  assert.equal(await codeOf(run(db, (tx) => closeAccount(tx, earned, start))), 'account_not_empty')
  await run(db, (tx) =>
    postRule(tx, 'guarantee.topped_up', { educator, currency: 'USD', amount: 1n }, deed('even')),
  )
  await run(db, (tx) => closeAccount(tx, earned, start))
  assert.equal(await codeOf(pay(1n, 'closed')), 'account_closed')
  assert.equal(
    await codeOf(run(db, (tx) => freezeAccount(tx, earned, { ...staff, why: 'x' }))),
    'account_closed',
  )
  const nobody = { ...earned, asset: 'EUR' }
  assert.equal(
    await codeOf(run(db, (tx) => freezeAccount(tx, nobody, { ...staff, why: 'x' }))),
    'unknown_account',
  )
  assert.equal(await codeOf(run(db, (tx) => closeAccount(tx, nobody, start))), 'unknown_account')
  await clean(db)
})

test('a part of a plain balance can be held as well; what cannot is refused by name', async () => {
  await using db = await testDatabase()
  await run(db, (tx) =>
    postRule(tx, 'guarantee.topped_up', { educator, currency: 'USD', amount: 600n }, deed('in')),
  )
  const take = (more: object) =>
    codeOf(
      run(db, (tx) =>
        hold(tx, {
          ...deed('h'),
          owner: educator,
          purpose: 'educator_available',
          asset: 'USD',
          units: 400n,
          ...more,
        }),
      ),
    )
  assert.equal(await take({}), 'done')
  const tries: [object, string][] = [
    [{ units: 401n }, 'key_reused'],
    [{ key: 'a', units: 201n }, 'insufficient_funds'],
    [{ key: 'b', units: 0n }, 'amount_invalid'],
    [{ key: 'c', asset: 'GOLD' }, 'unknown_asset'],
    [{ key: 'd', asset: 'EUR' }, 'insufficient_funds'],
    [{ key: 'e', purpose: 'platform_fee' }, 'unknown_account'],
  ]
  for (const [more, code] of tries) assert.equal(await take(more), code)
  const pay = (amount: bigint) =>
    codeOf(
      run(db, (tx) =>
        postRule(
          tx,
          'payout.sent',
          { educator, provider: 'card', currency: 'USD', amount },
          deed(`pay ${amount}`),
        ),
      ),
    )
  assert.equal(await pay(201n), 'insufficient_funds')
  assert.equal(await pay(200n), 'done')
  await clean(db)
})

test('the past answers by both clocks; what is dated back changes no later row', async () => {
  await using db = await testDatabase()
  await buy(db, 100n, 100n, 'first')
  const seat = await reserve(db, 40n, 'seat', { at: after(2) })
  await run(db, (tx) =>
    postRule(
      tx,
      'session.completed.credits',
      { hold: seat.id, educator, currency: 'USD', face: 10n, share: 10n, units: 10n },
      deed('part', after(3)),
    ),
  )
  await run(db, (tx) =>
    releaseHold(tx, { hold: seat.id, key: 'back', by: 'test', at: after(4), units: 20n }),
  )
  const [written] = await db<{ at: Temporal.Instant }>`select clock_timestamp() as at`
  await run(db, (tx) =>
    postRule(
      tx,
      'credits.granted',
      { to: learner, credits: 7n, reason: 'goodwill' },
      deed('dated back', after(1)),
    ),
  )
  const states = []
  for (const day of [0, 1, 2, 3, 4]) {
    const then = await wallet(db, learner, 'CREDIT', { at: after(day) })
    states.push([then.posted, then.held, then.available])
  }
  assert.deepEqual(states, [
    [100n, 0n, 100n],
    [107n, 0n, 107n],
    [107n, 40n, 67n],
    [97n, 30n, 67n],
    [97n, 10n, 87n],
  ])
  assert.equal(await balance(db, purse, { at: after(1) }), 107n)
  assert.equal(await balance(db, purse, { written: written!.at }), 90n)
  assert.equal(await balance(db, { ...purse, asset: 'TOKEN' }), 0n)
  const entries = await statement(db, learner, 'CREDIT')
  assert.deepEqual(
    entries.map((entry) => [entry.amount, entry.balance]),
    [
      [7n, 97n],
      [-10n, 90n],
      [100n, 100n],
    ],
  )
  const page = await statement(db, learner, 'CREDIT', {
    before: entries[0]!.transfer,
    limit: 1,
    asOf: { at: after(9), written: written!.at },
  })
  assert.deepEqual(
    page.map((entry) => entry.amount),
    [-10n],
  )
  assert.equal(await codeOf(statement(db, learner, 'CREDIT', { before: 'x' })), 'unknown_transfer')
  assert.deepEqual(await statement(db, learner, 'TOKEN'), [])
  await clean(db)
})
