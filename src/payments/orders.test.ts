import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem, type Tx } from '#base'
import { balance, type Owner, PLATFORM, verify, wallet } from '#ledger'
import { asAdmin } from '../../test/database.ts'
import { CARD, type Till, testTill } from '../../test/till.ts'
import {
  askRefund,
  buyCredits,
  closeOrder,
  endOrder,
  expireOrders,
  listOrders,
  lookAtOrder,
  openCheckout,
  orderById,
  orderOfBuyer,
  placeOrder,
  sweep,
  takeNotice,
  workNotice,
} from './index.ts'
import { refund } from './sandbox/shapes.ts'

const SANDBOX: Owner = { type: 'provider', id: 'sandbox' }
const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code

suite('Orders and their payment', () => {
  let till: Till
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const now = () => till.clock.now()
  const purchase = (personId: string, credits = 5000n) =>
    inTx((tx) => buyCredits(tx, { personId, credits }, now()))
  const credits = async (id: string) =>
    (await wallet(till.db, { type: 'person', id }, 'CREDIT')).posted
  const clearing = () =>
    balance(till.db, { owner: SANDBOX, purpose: 'provider_clearing', asset: 'USD' })

  before(async () => {
    till = await testTill()
  })
  after(async () => {
    await till.settle()
    const books = await verify(till.db)
    await till[Symbol.asyncDispose]()
    assert.deepEqual(books.findings, [])
  })

  /** The books' account at the provider is what the provider says it has. */
  async function booksAgree() {
    const [usd] = await till.sandbox.balance()
    assert.equal(await clearing(), usd!.available + usd!.pending)
    assert.equal(
      await balance(till.db, { owner: PLATFORM, purpose: 'suspense', asset: 'USD' }),
      0n,
      'nothing is unexplained',
    )
  }

  test('50 credits are bought: 50.00, a card fee of 1.75, a lot with basis and fee', async () => {
    const mei = await till.person()
    const order = await purchase(mei)
    assert.match(order.name, /^2026-\d{6}$/)
    assert.equal((await till.pay(order.id)).outcome, 'paid')
    assert.equal(await credits(mei), 0n, 'nothing before the provider has been asked')
    await till.settle()
    const { lots, posted } = await wallet(till.db, { type: 'person', id: mei }, 'CREDIT')
    assert.equal(posted, 5000n)
    assert.deepEqual(
      lots.map(({ source, basis, fee, expiresAt }) => [source, basis, fee, expiresAt ?? undefined]),
      [['purchase', 5000n, 175n, undefined]],
    )
    assert.equal((await orderById(till.db, order.id)).state, 'paid')
    await booksAgree()
  })

  test('a declined card changes nothing, and the same page takes another card', async () => {
    const mei = await till.person()
    const order = await purchase(mei)
    assert.equal((await till.pay(order.id, CARD.declined)).outcome, 'declined')
    await till.settle()
    assert.equal((await orderById(till.db, order.id)).state, 'waiting')
    assert.equal((await till.pay(order.id)).outcome, 'paid')
    await till.settle()
    assert.equal(await credits(mei), 5000n)
  })

  test('fifty deliveries of one notice at once grant once', async () => {
    const mei = await till.person()
    const order = await purchase(mei)
    const letters: Parameters<Parameters<typeof till.sandbox.deliverWith>[0]>[0][] = []
    await till.settle()
    till.sandbox.deliverWith(async (letter) => {
      letters.push(letter)
      return 200
    })
    await till.pay(order.id)
    await till.sandbox.settled()
    const letter = letters.find((one) => one.payload.includes('checkout.session.completed'))!
    const raw = new TextEncoder().encode(letter.payload)
    const sent = {
      provider: 'sandbox',
      endpoint: 'own',
      raw,
      signature: letter.headers['stripe-signature'],
    } as const
    const taken = await Promise.all(
      Array.from({ length: 50 }, () => takeNotice(till.payments, sent, now())),
    )
    assert.equal(taken.filter(Boolean).length, 1)
    const [row] = await till.db<{ event: string }>`
      select event_id as event from payments.inbox where state = 'received' and type = 'checkout.session.completed'`
    const work = () => workNotice(till.payments, { provider: 'sandbox', event: row!.event }, now())
    await Promise.all(Array.from({ length: 50 }, work))
    assert.equal(await credits(mei), 5000n)
    reconnect()
    await till.settle()
    await booksAgree()
  })

  /** Gives the sandbox its way to us back. */
  function reconnect() {
    till.sandbox.deliverWith(async ({ url, payload, headers }) => {
      const endpoint = url.endsWith('/connect') ? 'connect' : 'own'
      const raw = new TextEncoder().encode(payload)
      await takeNotice(
        till.payments,
        { provider: 'sandbox', endpoint, raw, signature: headers['stripe-signature'] },
        now(),
      )
      return 200
    })
  }

  test('the page that the buyer comes back to settles by itself when no notice came', async () => {
    till.sandbox.deliverWith(async () => 500)
    const mei = await till.person()
    const order = await purchase(mei)
    await till.pay(order.id)
    assert.equal((await lookAtOrder(till.payments, order.id, now())).state, 'paid')
    assert.equal(await credits(mei), 5000n)
    reconnect()
    await till.settle()
    assert.equal(await credits(mei), 5000n, 'and the notice, when it comes late, changes nothing')
  })

  test('a notice that is lost for good is made up by the sweep within the hour', async () => {
    till.sandbox.chaos.drop = 1
    const mei = await till.person()
    const order = await purchase(mei)
    await till.pay(order.id)
    await till.settle()
    assert.equal(await credits(mei), 0n)
    till.clock.moveTo(now().add({ minutes: 20 }))
    await sweep(till.payments, now())
    till.sandbox.chaos.drop = 0
    assert.equal(await credits(mei), 5000n)
  })

  test('a notice that cannot be worked is seen as failed, and holds up nothing that comes after it', async () => {
    const mei = await till.person()
    const order = await purchase(mei)
    till.sandbox.deliverWith(async () => 500)
    await till.pay(order.id)
    const stray = refund({
      id: 're_of_nobody',
      amount: 1,
      balance_transaction: null,
      charge: 'ch_unknown',
      created: 1,
      currency: 'usd',
      metadata: {},
      payment_intent: null,
      reason: null,
    })
    await till.db`
      insert into payments.inbox (provider, event_id, endpoint, type, about_kind, about, account, happened_at, received_at, state)
      values ('sandbox', 'evt_odd', 'own', 'refund.created', 'refund', 're_of_nobody', null, ${now()}, ${now()}, 'received')`
    await till.db`
      insert into sandbox.thing (id, object, account, created, body) values ('re_of_nobody', 'refund', '', ${now()},
        ${{ ...stray, status: 'succeeded' }})`
    till.clock.moveTo(now().add({ minutes: 16 }))
    await assert.rejects(sweep(till.payments, now()), /paid no order of ours/)
    assert.equal(await credits(mei), 5000n, 'the order beside it was settled')
    const [odd] = await till.db<{ state: string; error: string }>`
      select state, error from payments.inbox where event_id = 'evt_odd'`
    assert.equal(odd!.state, 'failed')
    assert.match(odd!.error, /paid no order of ours/)
    await till.db`delete from sandbox.thing where id = 're_of_nobody'`
    reconnect()
    await till.settle()
  })

  test('duplicated and shuffled notices, and all of them once more, leave the same books', async () => {
    let seed = 7
    till.sandbox.chaos.chance = () => {
      seed = (seed * 16807) % 2147483647
      return seed / 2147483647
    }
    till.sandbox.chaos.duplicate = true
    till.sandbox.chaos.shuffle = true
    const buyers = await Promise.all(Array.from({ length: 8 }, () => till.person()))
    for (const buyer of buyers) await till.pay((await purchase(buyer, 1000n)).id)
    await till.settle()
    assert.deepEqual(
      await Promise.all(buyers.map(credits)),
      buyers.map(() => 1000n),
    )
    const before = await clearing()
    await till.db`update payments.inbox set state = 'received' where state = 'done'`
    await till.sandbox.resendAll()
    await till.settle()
    assert.equal(await clearing(), before)
    till.sandbox.chaos.duplicate = false
    till.sandbox.chaos.shuffle = false
    await booksAgree()
  })

  test('two clicks open one page; an expired order cannot be paid, at the provider neither', async () => {
    const order = await purchase(await till.person())
    const [one, two] = await Promise.all([
      openCheckout(till.payments, order.id, now()),
      openCheckout(till.payments, order.id, now()),
    ])
    assert.equal(one.url, two.url)
    till.clock.moveTo(now().add({ hours: 24 }))
    await assert.rejects(openCheckout(till.payments, order.id, now()), refused('order_expired'))
    await expireOrders(till.payments, now())
    assert.equal((await orderById(till.db, order.id)).state, 'expired')
    assert.equal(
      (await till.sandbox.completeCheckout(one.url.split('/').at(-1)!, CARD.works)).outcome,
      'closed',
    )
    await assert.rejects(openCheckout(till.payments, order.id, now()), refused('order_not_waiting'))
  })

  test('an order that was paid in its last moment is paid, not expired', async () => {
    const mei = await till.person()
    const order = await purchase(mei)
    await till.pay(order.id)
    assert.equal((await closeOrder(till.payments, order.id, 'cancelled', now())).state, 'paid')
    assert.equal(await credits(mei), 5000n)
  })

  test('money that comes for an order that was dropped here is taken all the same', async () => {
    const mei = await till.person()
    const order = await purchase(mei)
    const { url } = await openCheckout(till.payments, order.id, now())
    await inTx((tx) => endOrder(tx, order, 'cancelled', now()))
    await till.sandbox.completeCheckout(url.split('/').at(-1)!, CARD.works)
    await till.settle()
    assert.equal((await orderById(till.db, order.id)).state, 'paid')
    assert.equal(await credits(mei), 5000n)
  })

  test('a page whose answer was lost is the same page when asked again', async () => {
    const order = await purchase(await till.person())
    till.sandbox.cutAnswers(3)
    await assert.rejects(openCheckout(till.payments, order.id, now()), refused('payment_unsure'))
    till.sandbox.cutAnswers(0)
    till.clock.moveTo(now().add({ minutes: 2 }))
    const { url } = await openCheckout(till.payments, order.id, now())
    const [rows] = await till.db<{ pages: number }>`
      select count(*)::int as pages from sandbox.thing
       where object = 'checkout.session' and body ->> 'client_reference_id' = ${order.id}`
    assert.equal(rows!.pages, 1)
    assert.match(url, /cs_test_/)
  })

  suite('What can be bought', () => {
    for (const [amount, code] of [
      [0n, 'credits_out_of_bounds'],
      [-5000n, 'credits_out_of_bounds'],
      [499n, 'credits_out_of_bounds'],
      [550n, 'credits_out_of_bounds'],
      [50_100n, 'credits_out_of_bounds'],
      [10n ** 20n, 'credits_out_of_bounds'],
    ] as const) {
      test(`${amount} hundredths of a credit: ${code}`, async () => {
        const person = await till.person()
        await assert.rejects(purchase(person, amount), refused(code))
      })
    }

    test('not more than 2,000.00 a day, waiting orders included, however many ask at once', async () => {
      const person = await till.person()
      const all = await Promise.allSettled(
        Array.from({ length: 8 }, () => purchase(person, 50_000n)),
      )
      assert.equal(all.filter((one) => one.status === 'fulfilled').length, 4)
      await assert.rejects(purchase(person, 500n), refused('purchase_cap_reached'))
    })

    test('not more than a wallet can hold', async () => {
      const person = await till.person()
      for (let i = 0; i < 4; i += 1) await till.pay((await purchase(person, 50_000n)).id)
      await till.settle()
      till.clock.moveTo(now().add({ hours: 25 }))
      await assert.rejects(purchase(person, 500n), refused('wallet_cap_reached'))
    })
  })

  test('numbers have no gaps, whoever orders at the same moment and whatever fails', async () => {
    const person = await till.person()
    const place = (fails: boolean) =>
      inTx(async (tx) => {
        const order = await placeOrder(
          tx,
          {
            buyer: { type: 'person', id: person },
            currency: 'USD',
            by: `person:${person}`,
            lines: [
              {
                kind: 'booking',
                about: { type: 'booking', id: newId() },
                description: 'A class',
                net: 2000n,
              },
            ],
          },
          now(),
        )
        if (fails) throw new Error('the booking failed')
        return order
      })
    await Promise.allSettled(Array.from({ length: 20 }, (_, i) => place(i % 3 === 0)))
    const [row] = await till.db<{ orders: number; highest: number }>`
      select count(*)::int as orders, max(number) as highest from payments.orders where year = 2026`
    assert.equal(row!.highest, row!.orders)
  })

  test('an order is what its lines add up to: the database sees to it', async () => {
    await assert.rejects(
      inTx(
        (tx) => tx`
        insert into payments.orders (id, year, number, buyer_type, buyer_id, currency, net, tax, state, placed_at, placed_by)
        values (${newId()}, 2031, 1, 'person', 'x', 'USD', 100, 0, 'waiting', ${now()}, 'x')`,
      ),
      /lines are/,
    )
    const name = new URL(till.db.url).pathname.slice(1)
    await assert.rejects(
      asAdmin((admin) => admin.query('update payments.order_line set net = 1'), name),
      /append-only/,
    )
    await assert.rejects(till.db`delete from payments.payment`, /permission denied/)
  })

  test('other people’s orders are unknown, and lists are one’s own', async () => {
    const [mei, ana] = [await till.person(), await till.person()]
    const order = await purchase(mei)
    await assert.rejects(
      orderOfBuyer(till.db, order.id, { type: 'person', id: ana }),
      refused('order_unknown'),
    )
    assert.deepEqual(
      await listOrders(till.db, { buyer: { type: 'person', id: ana }, limit: 10 }),
      [],
    )
  })

  suite('A booking paid with money', () => {
    const booked = async (person: string) =>
      inTx((tx) =>
        placeOrder(
          tx,
          {
            buyer: { type: 'person', id: person },
            currency: 'USD',
            by: `person:${person}`,
            lines: [
              {
                kind: 'booking',
                about: { type: 'booking', id: newId() },
                description: 'A class',
                net: 3000n,
              },
            ],
          },
          now(),
        ),
      )

    test('goes back in parts, each booked by its own name; more than was paid never', async () => {
      const person = await till.person()
      const order = await booked(person)
      await assert.rejects(
        inTx((tx) => askRefund(tx, { orderId: order.id, reason: 'x', by: 'schedule' }, now())),
        refused('order_not_waiting'),
      )
      await till.pay(order.id)
      await till.settle()
      const ask = { orderId: order.id, amount: 1000n, reason: 'half of it', by: `person:${person}` }
      const id = newId()
      await inTx((tx) => askRefund(tx, { ...ask, id }, now()))
      await inTx((tx) => askRefund(tx, { ...ask, id }, now()))
      await till.settle()
      assert.equal((await orderById(till.db, order.id)).refunded, 1000n)
      await assert.rejects(
        inTx((tx) => askRefund(tx, { ...ask, amount: 2001n }, now())),
        refused('refund_too_large'),
      )
      const race = await Promise.allSettled(
        Array.from({ length: 10 }, () =>
          inTx((tx) => askRefund(tx, { ...ask, amount: 2000n }, now())),
        ),
      )
      assert.equal(race.filter((one) => one.status === 'fulfilled').length, 1)
      await till.settle()
      assert.equal((await orderById(till.db, order.id)).refunded, 3000n)
      await booksAgree()
    })

    test('a refund made in the provider’s own dashboard is booked too, once', async () => {
      const order = await booked(await till.person())
      await till.pay(order.id)
      await till.settle()
      const [paid] = await till.db<{
        charge: string
      }>`select charge from payments.payment where order_id = ${order.id}`
      await till.sandbox.dashboardRefund(paid!.charge, 1200)
      await till.settle()
      assert.equal((await orderById(till.db, order.id)).refunded, 1200n)
      await booksAgree()
    })

    test('a refund whose answer is lost happens once', async () => {
      const order = await booked(await till.person())
      await till.pay(order.id)
      await till.settle()
      await inTx((tx) => askRefund(tx, { orderId: order.id, reason: 'x', by: 'schedule' }, now()))
      till.sandbox.cutAnswers(3)
      await assert.rejects(till.follow())
      till.sandbox.cutAnswers(0)
      await till.settle()
      assert.equal((await orderById(till.db, order.id)).refunded, 3000n)
      await booksAgree()
    })
  })
})
