import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, Problem } from '#base'
import { testDatabase } from '../../test/database.ts'
import {
  freezeLots,
  hold,
  type Owner,
  postRule,
  reverse,
  trialBalance,
  verify,
  wallet,
} from './index.ts'

/** Spending at once, without a hold: `take` in an entry, here by the rule `course.sold.credits`. */

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const learner: Owner = { type: 'person', id: 'learner' }
const deed = (key: string) => ({ key, about: { type: 't', id: key }, by: 'test', at })

const grant = (
  db: Db,
  credits: bigint,
  key: string,
  more: { days?: number; scope?: string } = {},
) =>
  atomically(db, (tx) =>
    postRule(
      tx,
      'credits.granted',
      {
        to: learner,
        credits,
        reason: 'promotion',
        ...(more.days ? { expiresAt: at.add({ hours: 24 * more.days }) } : {}),
        ...(more.scope ? { scope: more.scope } : {}),
      },
      deed(key),
    ),
  )
const buy = (db: Db, credits: bigint, currency: string, net: bigint, key: string) =>
  atomically(db, (tx) =>
    postRule(
      tx,
      'credits.purchased',
      { buyer: learner, provider: 'card', currency, net, tax: 0n, fee: 0n, credits },
      deed(key),
    ),
  )
const spend = (db: Db, credits: bigint, key: string, scope?: string) =>
  atomically(db, (tx) =>
    postRule(
      tx,
      'course.sold.credits',
      { buyer: learner, credits, ...(scope ? { scope } : {}) },
      deed(key),
    ),
  )

test('soonest expiry first, over lots of two currencies; what was paid for each moves on in its own', async () => {
  await using db = await testDatabase()
  await buy(db, 300n, 'EUR', 270n, 'euro')
  await buy(db, 100n, 'USD', 100n, 'dollar')
  await grant(db, 50n, 'gift', { days: 3 })
  const { lots } = await spend(db, 400n, 'course')
  assert.deepEqual(
    lots.map(({ kind, units, basis, basisAsset }) => [kind, units, basis, basisAsset]).sort(),
    [
      ['use', -300n, -270n, 'EUR'],
      ['use', -50n, -50n, 'USD'],
      ['use', -50n, 0n, undefined],
    ].sort(),
  )
  const books = (await trialBalance(db))
    .filter(({ purpose }) => purpose.startsWith('deferred'))
    .map(({ purpose, asset, balance }) => `${purpose} ${balance} ${asset}`)
  assert.deepEqual(books.sort(), [
    'deferred_courses -270 EUR',
    'deferred_courses -50 USD',
    'deferred_credits -50 USD',
  ])
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('expired, frozen, held and otherwise meant lots do not count, and the refusal says what there is', async () => {
  await using db = await testDatabase()
  await grant(db, 10n, 'free')
  await grant(db, 20n, 'scoped', { scope: 'class' })
  await grant(db, 40n, 'frozen')
  await grant(db, 80n, 'held', { days: 1 })
  const [frozen] = await db<{ id: bigint }>`select id from ledger.lot where issued = 40`
  await atomically(db, (tx) =>
    freezeLots(
      tx,
      { owner: learner, purpose: 'wallet', asset: 'CREDIT', lot: frozen!.id },
      { at, by: 'test', why: 'a dispute' },
    ),
  )
  await atomically(db, (tx) =>
    hold(tx, { ...deed('hold'), owner: learner, asset: 'CREDIT', units: 80n }),
  )
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error) =>
        error instanceof Problem
          ? [error.code, error.facts?.needed, error.facts?.available, error.facts?.short]
          : error,
    )
  // Less than the wallet has free, and more: one answer, from the lots.
  const few = ['insufficient_funds', '11', '10', '1']
  assert.deepEqual(await refusal(spend(db, 11n, 'a')), few)
  assert.deepEqual(await refusal(spend(db, 100n, 'b')), ['insufficient_funds', '100', '10', '90'])
  assert.equal((await spend(db, 30n, 'c', 'class')).lots.length, 2)
  assert.deepEqual(await refusal(spend(db, 1n, 'd')), ['insufficient_funds', '1', '0', '1'])
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('fifty at once on a wallet for ten: ten get theirs', async () => {
  await using db = await testDatabase()
  for (const part of [3n, 3n, 4n]) await grant(db, part * 7n, `part ${part} ${Math.random()}`)
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) => spend(db, 7n, `at once ${n}`)),
  )
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 10)
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') assert.equal(outcome.reason.code, 'insufficient_funds')
  }
  assert.equal((await wallet(db, learner, 'CREDIT')).posted, 0n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('a spending that is reversed comes back as lots that carry what the old ones did', async () => {
  await using db = await testDatabase()
  await buy(db, 300n, 'EUR', 271n, 'euro')
  await grant(db, 50n, 'gift', { days: 3 })
  const { journalId } = await spend(db, 200n, 'course')
  await atomically(db, (tx) => reverse(tx, journalId, deed('back')))
  const now = await wallet(db, learner, 'CREDIT')
  assert.equal(now.posted, 350n)
  assert.equal(
    now.lots.reduce((sum, lot) => sum + lot.basis, 0n),
    271n,
  )
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})
