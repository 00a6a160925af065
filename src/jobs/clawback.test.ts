import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, type Tx } from '#base'
import { agree, commissionsOf } from '#earnings'
import { balance, PLATFORM, type Purpose, verify } from '#ledger'
import { bookSession, oneBooking } from '#live'
import {
  buyCredits,
  decideFault,
  listDisputes,
  openCheckout,
  openPayee,
  previewRefund,
} from '#payments'
import { createOrganization } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'
import { educator, hours, NOON, session } from '../../test/classroom.ts'

const SANDBOX = { type: 'provider', id: 'sandbox' } as const

/** Money bookings of 60.00 at 70 %, the card fee of 2.04 borne by the educator: 39.96 is credited. */
suite('A dispute about a class that was taught', () => {
  let stoa: TestApp
  let ivan: string
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(stoa.db, work)
  const now = () => stoa.clock.now()
  const sandbox = () => stoa.deps.payments.sandbox!
  const live = (advance: string) => stoa.deps.jobs.moveClock({ advance }, 'test')
  const theirs = (purpose: Purpose) =>
    balance(stoa.db, { owner: { type: 'person', id: ivan }, purpose, asset: 'USD' })
  const ours = (purpose: Purpose) => balance(stoa.db, { owner: PLATFORM, purpose, asset: 'USD' })

  before(async () => {
    stoa = await testApp({ start: NOON.toString() })
    ivan = await educator(stoa.db)
    const owner = { type: 'person', id: ivan } as const
    const given = { owner, email: 'ivan@example.org', name: 'Ivan', country: 'ES' }
    await openPayee(stoa.deps.payments, given, now())
    await sandbox().makeReady(await accountOf())
    // Others buy meanwhile: payouts are paid from what has come in.
    for (let buyer = 0; buyer < 2; buyer += 1) {
      const personId = await stoa.person()
      const order = await inTx((tx) => buyCredits(tx, { personId, credits: 50_000n }, now()))
      await pay(order.id)
    }
    await stoa.deps.jobs.settle()
  })
  after(() => stoa[Symbol.asyncDispose]())

  async function booksRight() {
    assert.deepEqual((await verify(stoa.db)).findings, [])
    const [usd] = await sandbox().balance()
    const clearing = await balance(stoa.db, {
      owner: SANDBOX,
      purpose: 'provider_clearing',
      asset: 'USD',
    })
    assert.equal(clearing, usd!.available + usd!.pending)
    assert.equal(await ours('suspense'), 0n)
  }

  async function pay(order: string) {
    const { url } = await openCheckout(stoa.deps.payments, order, now())
    await sandbox().completeCheckout(url.split('/').at(-1)!, '4242424242424242')
    await stoa.deps.jobs.settle()
  }

  /** A seat of 60.00 in a class tomorrow, paid; the class is taught. */
  async function taught(by = ivan): Promise<{ booking: string; order: string }> {
    const lena = await stoa.person()
    const id = await session(stoa.db, by, {
      start: hours(24, now()),
      made: now(),
      money: { amount: 6000n, currency: 'USD' },
      price: { level: 'premium' },
    })
    const booked = await inTx((tx) =>
      bookSession(tx, { session: id, learner: lena, method: 'cash' }, now()),
    )
    const order = booked.paid.orderId!
    await pay(order)
    await live('PT26H')
    assert.equal((await oneBooking(stoa.db, booked.id, now()))?.state, 'completed')
    return { booking: booked.id, order }
  }

  async function dispute(order: string) {
    const [paid] = await stoa.db<{ charge: string }>`
      select charge from payments.payment where order_id = ${order}`
    await sandbox().bank.dispute({ charge: paid!.charge, reason: 'product_unacceptable' })
    await stoa.deps.jobs.settle()
    return (await listDisputes(stoa.db, { orderId: order, limit: 1 }))[0]!
  }
  const close = async (ref: string, won: boolean) => {
    await sandbox().bank.close(ref, won)
    await stoa.deps.jobs.settle()
  }
  const fault = (id: string, whose: 'educator' | 'platform') =>
    inTx((tx) =>
      decideFault(
        stoa.deps.payments,
        tx,
        { id, fault: whose, note: 'seen', by: 'person:staff' },
        now(),
      ),
    )
  const accountOf = async () =>
    (await stoa.db<{ ref: string }>`select ref from payments.payee`)[0]!.ref
  const payouts = () =>
    stoa.db<{ amount: bigint; set_off: bigint; state: string }>`
      select amount, set_off, state from earnings.payout order by id desc`
  const told = async (kind: string) =>
    (await stoa.db`select from messaging.notice where person_id = ${ivan} and kind = ${kind}`)
      .length

  test('before payout, won: the commission stays held past its days, then goes on', async () => {
    const { booking, order } = await taught()
    const { ref } = await dispute(order)
    assert.equal(await told('commission.frozen'), 1)
    await live('P8D')
    assert.equal((await commissionsOf(stoa.db, booking))[0]!.state, 'held')
    await close(ref, true)
    await live('PT2H')
    assert.equal((await commissionsOf(stoa.db, booking))[0]!.state, 'available')
    assert.equal(await theirs('educator_available'), 3996n)
    await booksRight()
  })

  test('before payout, lost by the educator’s fault: what completion credited is taken back exactly', async () => {
    const fee = await ours('platform_fee')
    const { booking, order } = await taught()
    assert.equal((await ours('platform_fee')) - fee, 2004n)
    const { id, ref } = await dispute(order)
    await close(ref, false)
    assert.equal(
      await ours('open_disputes'),
      6000n,
      'it waits for somebody to say whose fault it was',
    )
    assert.deepEqual(
      (await listDisputes(stoa.db, { waits: true, limit: 9 })).map((one) => one.id),
      [id],
    )
    await fault(id, 'educator')
    assert.equal((await commissionsOf(stoa.db, booking))[0]!.state, 'taken_back')
    assert.deepEqual(
      [await ours('open_disputes'), await ours('platform_fee'), await theirs('educator_held')],
      [0n, fee, 0n],
    )
    assert.deepEqual(await listDisputes(stoa.db, { waits: true, limit: 9 }), [])
    await booksRight()
  })

  test('lost by the platform’s fault, said before the bank decides: the educator keeps it', async () => {
    const losses = await ours('dispute_losses')
    const { booking, order } = await taught()
    const { id, ref } = await dispute(order)
    await fault(id, 'platform')
    await close(ref, false)
    assert.equal((await ours('dispute_losses')) - losses, 6000n)
    assert.equal((await commissionsOf(stoa.db, booking))[0]!.state, 'held')
    await booksRight()
  })

  test('after payout, lost by the educator’s fault: later earnings pay what is owed first', async () => {
    const { booking, order } = await taught()
    await live('P15D')
    assert.match((await commissionsOf(stoa.db, booking))[0]!.state, /in_payout|paid/)
    const { id, ref } = await dispute(order)
    await fault(id, 'educator')
    await close(ref, false)
    assert.equal(await theirs('educator_receivable'), 3996n)
    assert.equal(await told('commission.taken_back'), 2)
    await booksRight()

    const before = (await payouts()).length
    await taught()
    await live('P15D')
    assert.equal((await payouts()).length, before, 'all of it is owed')
    assert.equal(await theirs('educator_receivable'), 3996n)
    await taught()
    await live('P15D')
    const [payout] = await payouts()
    assert.deepEqual([payout!.amount, payout!.set_off], [3996n, 3996n])
    assert.match(payout!.state, /sent|completed/)
    assert.deepEqual(
      [await theirs('educator_receivable'), await theirs('educator_available')],
      [0n, 0n],
    )
    await booksRight()
  })

  test('a payout that comes back brings the debt that it had paid off back too', async () => {
    const { order } = await taught()
    await live('P15D')
    const { id, ref } = await dispute(order)
    await fault(id, 'educator')
    await close(ref, false)
    await taught()
    await taught()
    await sandbox().failNextPayout(await accountOf())
    await live('P15D')
    assert.ok((await payouts()).some((one) => one.state === 'returned' && one.set_off > 0n))
    await booksRight()
  })

  /** A seat of 60.00 in a class in two days, paid. */
  async function seated(
    startsIn = 48,
  ): Promise<{ booking: string; order: string; charge: string }> {
    const lena = await stoa.person()
    const id = await session(stoa.db, ivan, {
      start: hours(startsIn, now()),
      made: now(),
      money: { amount: 6000n, currency: 'USD' },
      price: { level: 'premium' },
    })
    const request = { session: id, learner: lena, method: 'cash' } as const
    const booked = await inTx((tx) => bookSession(tx, request, now()))
    await pay(booked.paid.orderId!)
    const [paid] = await stoa.db<{ charge: string }>`
      select charge from payments.payment where order_id = ${booked.paid.orderId}`
    return { booking: booked.id, order: booked.paid.orderId!, charge: paid!.charge }
  }
  const stateOf = async (booking: string) => (await oneBooking(stoa.db, booking, now()))?.state

  test('a seat that stands is cancelled, not refunded; its money given back at the provider lets it go', async () => {
    const deferred = await ours('deferred_bookings')
    const { booking, order, charge } = await seated()
    const { keepers } = stoa.deps.payments
    const wish = { orderId: order, platformBears: true }
    assert.equal((await previewRefund(stoa.db, wish, keepers, now())).why, 'refund_seat_stands')
    await sandbox().dashboardRefund(charge)
    await stoa.deps.jobs.settle()
    assert.equal(await stateOf(booking), 'cancelled_by_platform')
    assert.equal((await commissionsOf(stoa.db, booking))[0]!.state, 'cancelled')
    assert.equal(await ours('deferred_bookings'), deferred)
    await booksRight()
  })

  test('a dispute that is lost before the class lets the seat go, and nothing is earned on it', async () => {
    const deferred = await ours('deferred_bookings')
    const { booking, order } = await seated(52)
    const { ref } = await dispute(order)
    assert.equal(await stateOf(booking), 'confirmed')
    await close(ref, false)
    assert.equal(await stateOf(booking), 'cancelled_by_platform')
    await live('P4D')
    assert.equal((await commissionsOf(stoa.db, booking))[0]!.state, 'cancelled')
    assert.equal(await ours('deferred_bookings'), deferred)
    await booksRight()
  })

  test('at an institution, both parts are taken back: the educator’s and the institution’s', async () => {
    const { id: school } = await inTx((tx) => createOrganization(tx, { name: 'School' }, now()))
    const shares = { organizationId: school, educatorRate: 5000, institutionRate: 3000 }
    await inTx((tx) => agree(tx, { ...shares, from: now() }, 'test', now()))
    const ana = await educator(stoa.db, { organizationId: school })
    const heldBy = (type: 'person' | 'organization', id: string) =>
      balance(stoa.db, { owner: { type, id }, purpose: 'educator_held', asset: 'USD' })
    const [fee, held] = [await ours('platform_fee'), await theirs('educator_held')]
    const { booking, order } = await taught(ana)
    assert.deepEqual(
      [await heldBy('person', ana), await heldBy('organization', school)],
      [3000n - 204n, 1800n],
    )
    const { id, ref } = await dispute(order)
    await fault(id, 'educator')
    await close(ref, false)
    assert.deepEqual(
      (await commissionsOf(stoa.db, booking)).map(({ state }) => state),
      ['taken_back', 'taken_back'],
    )
    assert.deepEqual([await heldBy('person', ana), await heldBy('organization', school)], [0n, 0n])
    assert.deepEqual([await ours('platform_fee'), await theirs('educator_held')], [fee, held])
    await booksRight()
  })
})
