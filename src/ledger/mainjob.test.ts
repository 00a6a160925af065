import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import { testDatabase } from '../../test/database.ts'
import {
  balance,
  hold,
  type Owner,
  PLATFORM,
  type Purpose,
  postRule,
  releaseHold,
  statement,
  trialBalance,
  verify,
  wallet,
} from './index.ts'

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const learner: Owner = { type: 'person', id: 'lena' }
const educator: Owner = { type: 'person', id: 'ivan' }
const deed = (key: string) => ({ key, about: { type: 'test', id: key }, by: 'schedule', at })

test('plan, purchase, booking, completion, release, payout: every cent', async () => {
  await using db = await testDatabase()
  const ours = (purpose: Purpose) => balance(db, { owner: PLATFORM, purpose, asset: 'USD' })
  await atomically(db, async (tx) => {
    await postRule(
      tx,
      'subscription.paid',
      {
        subscriber: learner,
        provider: 'sandbox',
        currency: 'USD',
        access: 1900n,
        creditsValue: 8000n,
        tax: 0n,
        fee: 317n,
        credits: 12000n,
        expiresAt: at.add({ hours: 24 * 30 }),
      },
      deed('sub'),
    )
    await postRule(
      tx,
      'credits.purchased',
      {
        buyer: learner,
        provider: 'sandbox',
        currency: 'USD',
        net: 5000n,
        tax: 0n,
        fee: 175n,
        credits: 5000n,
      },
      deed('pack'),
    )
  })
  const held = await atomically(db, (tx) =>
    hold(tx, { ...deed('booking'), owner: learner, asset: 'CREDIT', units: 5000n }),
  )
  assert.deepEqual(
    held.lots.map(({ source, units, basis }) => [source, units, basis]),
    [['plan', 5000n, 3333n]],
  )
  assert.equal(held.available, 12000n)
  const facts = { hold: held.id, educator, currency: 'USD', face: 5000n, share: 3500n }
  const receipt = await atomically(db, (tx) =>
    postRule(tx, 'session.completed.credits', facts, deed('done')),
  )
  assert.equal(receipt.basis, 3333n)
  const again = await atomically(db, (tx) =>
    postRule(tx, 'session.completed.credits', facts, deed('done')),
  )
  assert.deepEqual({ ...again, repeated: false }, receipt)
  assert.equal(await ours('platform_fee'), -167n)
  assert.equal(await ours('deferred_credits'), 5000n + 4667n)
  const amount = { educator, currency: 'USD', amount: 3500n }
  await atomically(db, async (tx) => {
    await postRule(tx, 'earnings.released', amount, deed('release'))
    await postRule(tx, 'payout.sent', { ...amount, provider: 'sandbox' }, deed('payout'))
  })
  const have = await wallet(db, learner, 'CREDIT')
  assert.deepEqual([have.posted, have.held, have.lots.length], [12000n, 0n, 2])
  for (const asset of ['USD', 'CREDIT']) {
    const lines = await trialBalance(db, { asset })
    assert.equal(
      lines.reduce((sum, line) => sum + line.balance, 0n),
      0n,
    )
  }
  assert.deepEqual(
    (await statement(db, learner, 'CREDIT')).map((entry) => [
      entry.kind,
      entry.amount,
      entry.balance,
    ]),
    [
      ['session.completed.credits', -5000n, 12000n],
      ['credits.purchased', 5000n, 17000n],
      ['subscription.paid', 12000n, 12000n],
    ],
  )
  const second = await atomically(db, (tx) =>
    hold(tx, { ...deed('second'), owner: learner, asset: 'CREDIT', units: 9000n }),
  )
  await atomically(db, (tx) => releaseHold(tx, { hold: second.id, key: 'r', by: 'schedule', at }))
  await assert.rejects(
    atomically(db, (tx) =>
      hold(tx, { ...deed('third'), owner: learner, asset: 'CREDIT', units: 12001n }),
    ),
    (error: { code: string; facts: { short: string } }) =>
      error.code === 'insufficient_funds' && error.facts.short === '1',
  )
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})
