import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import { verify } from '#ledger'
import { openCheckout } from '#payments'
import { type TestApp, testApp } from '../../../test/app.ts'
import {
  books,
  credits,
  educator,
  hours,
  NOON,
  onPlan,
  owed,
  session,
} from '../../../test/classroom.ts'
import {
  bookSession,
  buyPackage,
  completeDue,
  offerPackage,
  onePackage,
  openPaid,
  setTerms,
  startSessions,
  USUAL,
} from '../index.ts'

/** Five lessons of an hour for 180 credits, and somebody who has none. */
async function shop() {
  const stoa = await testApp({ start: NOON.toString() })
  const { db } = stoa
  const inTx = <Result>(work: Parameters<typeof atomically<Result>>[1]) => atomically(db, work)
  const ivan = await educator(db)
  await onPlan(db, ivan, 'educator-pro')
  const terms = {
    ...USUAL,
    zone: 'UTC',
    kind: 'class' as const,
    language: 'es',
    priceLevel: 'own' as const,
    ownPrice: 4000n,
  }
  await inTx((tx) => setTerms(tx, ivan, { ...terms, lengths: [60] }, NOON))
  const wish = { educator: ivan, minutes: 60, lessons: 5, discount: 1000 }
  const offer = await inTx((tx) => offerPackage(tx, wish, NOON))
  const lena = await stoa.person({ name: 'Lena' })
  await onPlan(db, lena, 'learner-pro')
  const buyFor = () =>
    inTx((tx) =>
      buyPackage(tx, { offer, learner: lena, method: 'cash', currency: 'USD' }, stoa.clock.now()),
    )
  return {
    stoa,
    db,
    ivan,
    lena,
    buyFor,
    inTx,
    [Symbol.asyncDispose]: () => stoa[Symbol.asyncDispose](),
  }
}

async function pay({ deps, clock }: TestApp, order: string): Promise<void> {
  const { url } = await openCheckout(deps.payments, order, clock.now())
  const page = url.slice(url.lastIndexOf('/') + 1)
  await deps.payments.sandbox!.completeCheckout(page, '4242 4242 4242 4242')
}
const clear = async (db: TestApp['db']) =>
  assert.deepEqual(await verify(db), { ok: true, findings: [] })

test('bought with money: nothing before it is paid; then each lesson’s credits are set aside, and earned on', async () => {
  await using s = await shop()
  const bought = await s.buyFor()
  assert.equal(bought.state, 'paying')
  assert.deepEqual(await credits(s.db, s.lena), { posted: 0n, held: 0n, available: 0n })
  await pay(s.stoa, bought.orderId!)
  await s.stoa.deps.jobs.settle()
  const one = await onePackage(s.db, bought.id)
  assert.deepEqual([one?.state, one?.left], ['active', 5])
  assert.deepEqual(await credits(s.db, s.lena), { posted: 18_000n, held: 18_000n, available: 0n })
  const before = await books(s.db, ['deferred_credits'])
  assert.equal(before.deferred_credits, 18_000n)
  // News of the money that comes again opens nothing again.
  await s.inTx((tx) => openPaid(tx, bought.orderId!, NOON))
  assert.deepEqual(await credits(s.db, s.lena), { posted: 18_000n, held: 18_000n, available: 0n })

  const id = await session(s.db, s.ivan, { capacity: 1, price: { credits: 4000n } })
  const seat = { session: id, learner: s.lena, method: 'package' } as const
  await s.inTx((tx) => bookSession(tx, seat, NOON))
  await startSessions(s.db, hours(48))
  await completeDue(s.db, hours(49.25))
  assert.equal(await owed(s.db, s.ivan, 'educator_held'), 2520n)
  assert.deepEqual(await books(s.db, ['deferred_credits']), { deferred_credits: 14_400n })
  assert.equal((await onePackage(s.db, bought.id))?.left, 4)
  await clear(s.db)
})

test('never paid: nothing was bought, and it can be bought again', async () => {
  await using s = await shop()
  const bought = await s.buyFor()
  await s.stoa.deps.jobs.moveClock({ advance: 'P2D' }, 'test')
  assert.equal((await onePackage(s.db, bought.id))?.state, 'not_paid')
  const again = await s.buyFor()
  assert.notEqual(again.id, bought.id)
  await pay(s.stoa, again.orderId!)
  await s.stoa.deps.jobs.settle()
  assert.equal((await onePackage(s.db, again.id))?.state, 'active')
  await clear(s.db)
})

test('where the credits are not there it is not opened, that is said, and what comes stays theirs', async () => {
  await using s = await shop()
  const bought = await s.buyFor()
  // As if they had been spent, or were kept from being spent, when the news of the money is worked on.
  await s.inTx((tx) => openPaid(tx, bought.orderId!, NOON))
  assert.equal((await onePackage(s.db, bought.id))?.state, 'not_paid')
  const [told] = await s.db<{ why: string }>`
    select data ->> 'why' as why from base.fact where kind = 'package.not_opened'`
  assert.equal(told?.why, 'insufficient_funds')
  assert.equal((await s.db`select 1 as one from live.package_lesson`).length, 0)

  await pay(s.stoa, bought.orderId!)
  await s.stoa.deps.jobs.settle()
  assert.equal((await onePackage(s.db, bought.id))?.state, 'not_paid')
  assert.deepEqual(await credits(s.db, s.lena), { posted: 18_000n, held: 0n, available: 18_000n })
  await clear(s.db)
})
