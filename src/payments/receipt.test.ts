import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem, type Tx } from '#base'
import { balance, PLATFORM, verify, wallet } from '#ledger'
import { type Till, testTill } from '../../test/till.ts'
import {
  approveReceipt,
  buyCredits,
  declineReceipt,
  placeOrder,
  recordReceipt,
  setLimits,
} from './index.ts'

const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code

suite('Money that staff saw arrive', () => {
  let till: Till
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const now = () => till.clock.now()
  const purchase = (personId: string, credits: bigint) =>
    inTx((tx) => buyCredits(tx, { personId, credits }, now()))
  const credits = async (id: string) =>
    (await wallet(till.db, { type: 'person', id }, 'CREDIT')).posted

  before(async () => {
    till = await testTill()
  })
  after(async () => {
    const books = await verify(till.db)
    await till[Symbol.asyncDispose]()
    assert.deepEqual(books.findings, [])
  })

  const [finance, second] = [`person:${newId()}`, `person:${newId()}`]
  const receive = (orderId: string, amount: bigint, receivedOn = '2026-11-20') =>
    inTx((tx) =>
      recordReceipt(
        tx,
        {
          orderId,
          way: 'bank_transfer',
          amount,
          receivedOn: Temporal.PlainDate.from(receivedOn),
          reference: 'SEPA 17',
          by: finance,
        },
        now(),
      ),
    )
  const decide = (id: string, by: string) => inTx((tx) => approveReceipt(tx, { id, by }, now()))
  const decline = (id: string, by: string) =>
    inTx((tx) => declineReceipt(tx, { id, by, note: 'Not there' }, now()))
  /** An order of credits in any currency, at a price of our own. */
  const ordered = (person: string, net: bigint, currency = 'USD') =>
    inTx((tx) =>
      placeOrder(
        tx,
        {
          buyer: { type: 'person', id: person },
          currency,
          by: finance,
          lines: [
            {
              kind: 'credits',
              about: { type: 'wallet', id: person },
              description: '600 credits',
              net,
              data: { credits: 60_000n },
            },
          ],
        },
        now(),
      ),
    )

  test('pays the order at once, up to the limit', async () => {
    const person = await till.person()
    const order = await purchase(person, 50_000n)
    await assert.rejects(receive(order.id, 1n), refused('receipt_amount_differs'))
    await assert.rejects(receive(order.id, 50_000n, '2026-11-23'), refused('receipt_too_early'))
    await assert.rejects(receive(order.id, 50_000n, '2026-11-19'), refused('receipt_too_early'))
    const receipt = await receive(order.id, 50_000n)
    assert.deepEqual([receipt.state, receipt.needsSecond], ['counted', false])
    assert.equal(await credits(person), 50_000n)
    await assert.rejects(receive(order.id, 50_000n), refused('order_not_waiting'))
    assert.equal(
      await balance(till.db, {
        owner: { type: 'provider', id: 'manual' },
        purpose: 'provider_clearing',
        asset: 'USD',
      }),
      50_000n,
    )
  })

  test('needs somebody else above the limit; the database says so too', async () => {
    const person = await till.person()
    const order = await ordered(person, 60_000n)
    const receipt = await receive(order.id, 60_000n)
    assert.equal(await credits(person), 0n)
    await assert.rejects(receive(order.id, 60_000n), refused('receipt_exists'))
    await assert.rejects(decide(receipt.id, finance), refused('receipt_needs_another'))
    await assert.rejects(
      till.db`
        update payments.receipt set state = 'counted', decided_by = recorded_by, decided_at = now()
         where id = ${receipt.id}`,
      /receipt_two_persons/,
    )
    await assert.rejects(
      till.db`
        insert into payments.payment (id, order_id, provider, ref, amount, fee, currency, paid_at)
        values (${newId()}, ${order.id}, 'manual', ${receipt.id}, 60000, 0, 'USD', now())`,
      /has no receipt that counts/,
    )
    await decide(receipt.id, second)
    assert.equal(await credits(person), 60_000n)
    await assert.rejects(decide(receipt.id, second), refused('receipt_done'))
    await assert.rejects(decline(receipt.id, second), refused('receipt_done'))
  })

  test('ten who approve at once count it once', async () => {
    const person = await till.person()
    const { id } = await receive((await ordered(person, 60_000n)).id, 60_000n)
    const done = await Promise.allSettled(
      Array.from({ length: 10 }, () => decide(id, `person:${newId()}`)),
    )
    assert.equal(done.filter(({ status }) => status === 'fulfilled').length, 1)
    assert.equal(await credits(person), 60_000n)
  })

  test('declined, or taken back by whoever recorded it, it counts for nothing; another may be recorded', async () => {
    const person = await till.person()
    const order = await ordered(person, 60_000n)
    for (const by of [second, finance]) {
      const receipt = await receive(order.id, 60_000n)
      const declined = await decline(receipt.id, by)
      assert.deepEqual([declined.state, declined.note], ['declined', 'Not there'])
      await assert.rejects(decide(receipt.id, `person:${newId()}`), refused('receipt_done'))
    }
    assert.equal(await credits(person), 0n)
    const last = await receive(order.id, 60_000n)
    await decide(last.id, second)
    assert.equal(await credits(person), 60_000n)
  })

  test('the limit is the one that staff set, by currency; without one any amount takes two', async () => {
    const person = await till.person()
    const rupees = await receive((await ordered(person, 100n, 'INR')).id, 100n)
    assert.equal(rupees.needsSecond, true)
    const secondAbove = { USD: 1_000n, INR: 100n }
    await inTx((tx) => setLimits(tx, { secondAbove }, finance, now()))
    const small = await receive((await ordered(person, 100n, 'INR')).id, 100n)
    assert.equal(small.state, 'counted')
    const large = await receive((await ordered(person, 1_001n)).id, 1_001n)
    assert.equal(large.state, 'waiting')
    // What was recorded under the limit before stays as it was.
    assert.equal((await decide(rupees.id, second)).state, 'counted')
  })

  test('what was paid otherwise meanwhile is a second payment, which staff explain', async () => {
    const person = await till.person()
    const order = await ordered(person, 60_000n)
    const receipt = await receive(order.id, 60_000n)
    await till.pay(order.id)
    await till.settle()
    assert.equal(await credits(person), 60_000n)
    await decide(receipt.id, second)
    assert.equal(await credits(person), 60_000n)
    const suspense = { owner: PLATFORM, purpose: 'suspense', asset: 'USD' } as const
    assert.equal(await balance(till.db, suspense), -60_000n)
  })
})
