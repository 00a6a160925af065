import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { balance, PLATFORM, verify } from '#ledger'
import { booksAgree, bought, giveBack, rupeeWorld, type World } from '../../test/worlds.ts'
import { listDays, openPayee, reconcile } from './index.ts'

/** Without RazorpayX, what is settled leaves for our own bank. */
suite('What a provider pays out to our bank', () => {
  let world: World
  const now = () => world.till.clock.now()
  const bank = () =>
    balance(world.till.db, { owner: PLATFORM, purpose: 'bank', asset: world.currency })

  before(async () => {
    world = await rupeeWorld({ payouts: false })
  })
  after(async () => {
    const books = await verify(world.till.db)
    await world[Symbol.asyncDispose]()
    assert.deepEqual(books.findings, [])
  })

  test('goes to the bank in the books once, by its own name, also told twice', async () => {
    const net = 5000n - world.feeOf(5000n)
    const { orderId } = await bought(world)
    // 2 % of 50.00 is 1.00; the tax of 18 % in the fee is kept beside it.
    const [paid] = await world.till.db<{ fee: bigint; tax: bigint }>`
      select fee, fee_tax as tax from payments.payment where order_id = ${orderId}`
    assert.deepEqual([paid!.fee, paid!.tax], [118n, 18n])
    world.chaos.duplicate = true
    await world.advance(24 * 4)
    world.chaos.duplicate = false
    assert.equal(await bank(), net)
    assert.equal(await world.holds(), 0n)
    await world.resendAll()
    await world.settle()
    assert.equal(await bank(), net)
    await booksAgree(world)
    // A refund needs something there to be made from.
    await bought(world)
    await giveBack(world, orderId, 1000n)
    await booksAgree(world)
  })

  test('news that was lost is found by the reconciliation, to the cent', async () => {
    const before = await bank()
    world.chaos.drop = 1
    await world.advance(24 * 4)
    world.chaos.drop = 0
    assert.equal(await bank(), before)
    const { differ } = await reconcile(world.till.payments, now())
    assert.equal(differ, 0)
    assert.deepEqual(await listDays(world.till.db, { differ: true, limit: 20 }), [])
    assert.ok((await bank()) > before)
    await booksAgree(world)
  })

  test('and nobody is paid through it, which is said by name', async () => {
    const owner = { type: 'person', id: await world.till.person() } as const
    const given = { owner, email: 'r@example.org', name: 'Ravi', country: 'IN' }
    await assert.rejects(openPayee(world.till.payments, given, now()), (error) =>
      /RazorpayX/.test(JSON.stringify((error as { facts: unknown }).facts)),
    )
  })
})
