import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId } from '#base'
import { wallet } from '#ledger'
import { booksAgree, booksOf, chargeOf, movedBetween } from '../../test/purse.ts'
import { type Till, testTill } from '../../test/till.ts'
import { listDisputes, type NewLine, placeOrder, workNotice } from './index.ts'

/** Orders that are not one line in dollars, and news that comes in the wrong order. */
suite('Disputes at the edges', () => {
  let till: Till
  before(async () => {
    till = await testTill()
  })
  after(() => till[Symbol.asyncDispose]())

  const credits = (id: string, net: bigint, units: bigint): NewLine => ({
    kind: 'credits',
    about: { type: 'wallet', id },
    description: `${units / 100n} credits`,
    net,
    data: { credits: units.toString() },
  })
  const seat = (net: bigint): NewLine => ({
    kind: 'booking',
    about: { type: 'booking', id: newId() },
    description: 'A class',
    net,
  })
  async function paid(id: string, lines: NewLine[], currency = 'USD', card?: string) {
    const buyer = { type: 'person', id } as const
    const wish = { buyer, currency, by: `person:${id}`, lines }
    const order = await atomically(till.db, (tx) => placeOrder(tx, wish, till.clock.now()))
    assert.equal((await till.pay(order.id, card)).outcome, 'paid')
    return order.id
  }
  async function lose(order: string, amount?: number): Promise<string> {
    const charge = await chargeOf(till, order)
    await till.sandbox.bank.dispute({ charge, reason: 'fraudulent', amount })
    await till.settle()
    const before = await booksOf(till)
    const [{ ref } = { ref: '' }] = await listDisputes(till.db, { orderId: order, limit: 1 })
    await till.sandbox.bank.close(ref, false)
    await till.settle()
    return movedBetween(before, await booksOf(till))
  }
  const left = async (id: string) =>
    (await wallet(till.db, { type: 'person', id }, 'CREDIT')).posted

  for (const [says, amount, moves, credit] of [
    [
      'all of it: the credits and the seat’s money go',
      undefined,
      'deferred_bookings +3000, deferred_credits +5000, open_disputes -8000, revoked +5000, wallet -5000',
      0n,
    ],
    [
      'a part: the first line’s first',
      6000,
      'deferred_bookings +1000, deferred_credits +5000, open_disputes -6000, revoked +5000, wallet -5000',
      0n,
    ],
  ] as const) {
    test(`an order of credits and a seat, lost, ${says}`, async () => {
      const mei = await till.person()
      const order = await paid(mei, [credits(mei, 5000n, 5000n), seat(3000n)])
      await till.settle()
      assert.equal(await lose(order, amount), moves)
      assert.equal(await left(mei), credit)
      await booksAgree(till)
    })
  }

  for (const [currency, net, units, moves] of [
    [
      'EUR',
      4600n,
      5000n,
      'deferred_credits EUR +4600, open_disputes EUR -4600, revoked +5000, wallet -5000',
    ],
    [
      'JPY',
      7500n,
      5000n,
      'deferred_credits JPY +7500, open_disputes JPY -7500, revoked +5000, wallet -5000',
    ],
  ] as const) {
    test(`in ${currency}: opened, lost, and the provider’s balance of it agrees`, async () => {
      const mei = await till.person()
      const order = await paid(mei, [credits(mei, net, units)], currency)
      await till.settle()
      assert.equal(await lose(order), moves)
      await booksAgree(till)
    })
  }

  test('a notice of a dispute that comes before its order is paid waits, and is worked after it', async () => {
    const mei = await till.person()
    const order = await paid(mei, [credits(mei, 5000n, 5000n)], 'USD', '4000000000000259')
    await till.sandbox.settled()
    const notices = await till.db<{ provider: string; event: string; kind: string }>`
      select provider, event_id as event, about_kind as kind from payments.inbox
       where state = 'received' order by received_at, event_id`
    const first = notices.filter(({ kind }) => kind === 'dispute')
    assert.ok(first.length > 0)
    for (const notice of first)
      await assert.rejects(workNotice(till.payments, notice, till.clock.now()), /no order of ours/)
    assert.deepEqual(await listDisputes(till.db, { orderId: order, limit: 1 }), [])
    const failed = await till.db`select from payments.inbox where state = 'failed'`
    assert.equal(failed.length, first.length, 'they stand on the page of notices until then')
    await till.settle()
    const [found] = await listDisputes(till.db, { orderId: order, limit: 1 })
    assert.equal(found?.state, 'open')
    const { spendable } = await wallet(till.db, { type: 'person', id: mei }, 'CREDIT', {
      now: till.clock.now(),
    })
    assert.equal(spendable, 0n, 'its credits are frozen from the first moment')
    assert.equal((await till.db`select from payments.inbox where state = 'failed'`).length, 0)
    await booksAgree(till)
  })
})
