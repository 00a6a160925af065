import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem, type Tx } from '#base'
import { balance, verify, wallet } from '#ledger'
import { type Till, testTill } from '../../test/till.ts'
import { approveReceipt, buyCredits, placeOrder, recordReceipt } from './index.ts'

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
  const receive = (orderId: string, amount: bigint, by = finance) =>
    inTx((tx) =>
      recordReceipt(
        tx,
        {
          orderId,
          amount,
          receivedOn: Temporal.PlainDate.from('2026-11-20'),
          reference: 'SEPA 17',
          by,
        },
        now(),
      ),
    )

  test('pays the order at once, up to the limit', async () => {
    const person = await till.person()
    const order = await purchase(person, 50_000n)
    await assert.rejects(receive(order.id, 1n), refused('receipt_amount_differs'))
    await receive(order.id, 50_000n)
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
    const order = await inTx((tx) =>
      placeOrder(
        tx,
        {
          buyer: { type: 'person', id: person },
          currency: 'USD',
          by: finance,
          lines: [
            {
              kind: 'credits',
              about: { type: 'wallet', id: person },
              description: '600 credits',
              net: 60_000n,
              data: { credits: 60_000n },
            },
          ],
        },
        now(),
      ),
    )
    const receipt = await receive(order.id, 60_000n)
    assert.equal(await credits(person), 0n)
    await assert.rejects(receive(order.id, 60_000n), refused('receipt_exists'))
    await assert.rejects(
      inTx((tx) => approveReceipt(tx, { id: receipt.id, by: finance }, now())),
      refused('receipt_needs_another'),
    )
    await assert.rejects(
      till.db`update payments.receipt set approved_by = recorded_by, approved_at = now() where id = ${receipt.id}`,
      /receipt_two_persons/,
    )
    await inTx((tx) => approveReceipt(tx, { id: receipt.id, by: second }, now()))
    assert.equal(await credits(person), 60_000n)
    await assert.rejects(
      inTx((tx) => approveReceipt(tx, { id: receipt.id, by: second }, now())),
      refused('receipt_done'),
    )
  })
})
