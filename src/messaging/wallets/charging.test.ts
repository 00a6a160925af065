import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, Problem, type Tx } from '#base'
import { postRule } from '#ledger'
import {
  addMethod,
  forgetMethod,
  listDocuments,
  lookAtRefill,
  lookAtRefills,
  makeDefault,
  methodsOf,
  refillOf,
} from '#payments'
import { addMember, createOrganization } from '#people'
import { booksAgree } from '../../../test/purse.ts'
import { type Till, testTill } from '../../../test/till.ts'
import { offersFor } from '../retail/index.ts'
import * as wallets from './index.ts'

const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code
const FINANCE = 'person:019a0000-0000-7000-8000-0000000000f1'
const CARDS = {
  works: '4242424242424242',
  asksAlways: '4000002760003184',
  declinedLater: '4000000000000341',
}
/** What a Mini top-up costs, and the SMS in it. */
const COSTS = 9_900n
const BRINGS = 250n

/** An organization keeps a card with a provider that charges it while nobody is there: Stripe's sandbox, in rupees. */
suite('What an organization has bought by itself, with a card that it keeps', () => {
  let till: Till
  const now = () => till.clock.now()
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const owner = (id: string) => ({ type: 'organization', id }) as const
  const purse = (id: string) => ({ owner: owner(id), asset: 'SMS' })
  const look = (id: string) => lookAtRefill(till.payments, purse(id), now())
  const rule = async (id: string) => (await refillOf(till.db, purse(id), now()))!
  const has = async (id: string) =>
    (await wallets.walletOf(till.db, id, now())).balances.find(({ asset }) => asset === 'SMS')!
      .spendable
  const runs = (id: string) =>
    till.db<{ state: string; code: string | null; charged: boolean }>`
      select state, code, method is not null as charged from payments.refill_run where owner_id = ${id}
       order by fall, attempt`
  const told = (id: string) =>
    till.db<{ kind: string; data: { order?: string; because?: string; code?: string } }>`
      select kind, data from base.fact where kind like 'refill.%' and data ->> 'organizationId' = ${id}
       order by recorded_at, id`
  const payments = async (id: string) =>
    (
      await till.db<{ amount: bigint }>`
        select p.amount from payments.payment p join payments.orders o on o.id = p.order_id
         where o.buyer_id = ${id} order by p.paid_at, p.order_id`
    ).map(({ amount }) => amount)

  before(async () => {
    till = await testTill()
    await inTx(async (tx) => {
      for (const asset of ['SMS', 'WHATSAPP', 'EMAIL'] as const) {
        const facts = { provider: 'gateway', currency: 'INR', asset, quantity: 2_000_000n } as const
        const about = { type: 'stock', id: asset }
        const deed = { key: `stock:${asset}`, about, by: FINANCE, at: now() }
        await postRule(
          tx,
          'wholesale.purchased',
          { ...facts, cost: 20_000n, paidFrom: 'bank' },
          deed,
        )
      }
    })
  })
  after(async () => {
    await booksAgree(till)
    await till[Symbol.asyncDispose]()
  })

  async function keep(id: string, card = CARDS.works) {
    const page = { returnTo: `/institution/${id}/messaging/settings`, currency: 'INR' }
    const { url } = await addMethod(till.payments, owner(id), page, now())
    const done = await till.sandbox.completeCheckout(url.split('/').at(-1)!, card, true)
    assert.equal(done.outcome, 'paid')
    await till.settle()
    return (await methodsOf(till.payments, owner(id)))[0]!
  }

  /** A library with an empty wallet that wants a Mini top-up whenever less than 100 SMS are left. */
  async function library({ card = CARDS.works as string | undefined, most = 100_000n } = {}) {
    const person = await till.person()
    const { id } = await inTx(async (tx) => {
      const made = await createOrganization(tx, { name: `Library ${newId().slice(-6)}` }, now())
      await addMember(tx, { organization: made.id, person, role: 'owner' }, now())
      return made
    })
    if (card) await keep(id, card)
    await refillWith(id, 'Mini top-up', 1, most)
    return id
  }
  async function refillWith(organization: string, name: string, quantity: number, most: bigint) {
    const offers = await offersFor(till.db, owner(organization), now())
    const offer = offers.find((one) => one.name === name)!.id
    const wish = { organization, asset: 'SMS', below: 100n, offer, quantity, most } as const
    await inTx((tx) => wallets.setAutoRefill(tx, { ...wish, by: FINANCE }, now()))
  }

  test('one fall charges the card once, however many look at once, with a receipt', async () => {
    const id = await library()
    await Promise.allSettled(Array.from({ length: 10 }, () => look(id)))
    await look(id)
    assert.deepEqual(await runs(id), [{ state: 'done', code: null, charged: true }])
    assert.deepEqual([await has(id), await payments(id)], [BRINGS, [COSTS]])
    assert.deepEqual(await told(id), [], 'nobody has to do anything')
    const papers = await listDocuments(till.db, { buyer: owner(id), limit: 10 })
    assert.equal(papers.filter(({ kind }) => kind === 'receipt').length, 1)
    assert.equal((await rule(id)).bought, COSTS)
  })

  test('an answer that is cut off after the card was charged is not another charge', async () => {
    const id = await library()
    // The SDK asks twice more by itself.
    till.sandbox.cutAnswers(3)
    await assert.rejects(look(id))
    till.sandbox.cutAnswers(0)
    assert.deepEqual(await runs(id), [{ state: 'charging', code: null, charged: true }])
    await till.advance(now().add({ minutes: 16 }))
    await Promise.allSettled([lookAtRefills(till.payments, now()), look(id), look(id)])
    await till.settle()
    assert.deepEqual([await has(id), await payments(id)], [BRINGS, [COSTS]])
    await booksAgree(till)
  })

  for (const [says, card, code] of [
    ['a bank that wants to ask', CARDS.asksAlways, 'authentication_required'],
    ['a card that is declined', CARDS.declinedLater, 'card_declined'],
  ] as const) {
    test(`${says} leaves the order to be paid, which ends the trying`, async () => {
      const id = await library({ card })
      await look(id)
      assert.deepEqual(await runs(id), [{ state: 'failed', code, charged: true }])
      const [fact, ...more] = await told(id)
      assert.deepEqual([fact!.kind, fact!.data.code, more], ['refill.failed', code, []])
      await till.pay(fact!.data.order!)
      await till.settle()
      assert.deepEqual([await has(id), (await rule(id)).failures], [BRINGS, 0])
      await till.advance(now().add({ hours: 25 }))
      await lookAtRefills(till.payments, now())
      assert.deepEqual(await payments(id), [COSTS])
    })
  }

  test('declined three times, a day apart, it is off; never are two orders of it open', async () => {
    const id = await library({ card: CARDS.declinedLater })
    for (let day = 0; day < 3; day += 1) {
      await look(id)
      await look(id)
      const open = await till.db`
        select from payments.orders where buyer_id = ${id} and state = 'waiting'`
      assert.equal(open.length, 1)
      await till.advance(now().add({ hours: 24 }))
    }
    const { state, offBecause, bought } = await rule(id)
    assert.deepEqual([state, offBecause, bought], ['off', 'failures', 0n])
    assert.deepEqual(
      (await told(id)).map(({ kind }) => kind),
      ['refill.failed', 'refill.failed', 'refill.stopped'],
    )
  })

  test('above 15,000 rupees no card is charged: an order waits, and one payment ends it', async () => {
    const id = await library()
    await look(id)
    await refillWith(id, 'Growth', 10, 3_000_000n)
    await till.db`update payments.refill set below = 1000 where owner_id = ${id}`
    await look(id)
    const [fact] = await told(id)
    assert.deepEqual([fact!.kind, fact!.data.because], ['refill.to_pay', 'bank_asks'])
    assert.deepEqual(await payments(id), [COSTS])
    await till.pay(fact!.data.order!)
    await till.settle()
    await look(id)
    assert.deepEqual(await payments(id), [COSTS, 1_599_000n])
    assert.deepEqual(
      (await runs(id)).map(({ charged }) => charged),
      [true, false],
    )
  })

  test('the month’s limit holds it back with a card, too', async () => {
    const id = await library({ most: COSTS })
    await look(id)
    await till.db`update payments.refill set below = 1000, armed = true where owner_id = ${id}`
    await look(id)
    assert.equal((await rule(id)).heldBack, 'refill_month_full')
    assert.deepEqual(await payments(id), [COSTS])
  })

  test('a card is replaced and removed; then it is an order to pay; nobody touches another’s', async () => {
    const id = await library({ card: CARDS.declinedLater })
    const [old] = await methodsOf(till.payments, owner(id))
    const fresh = await keep(id)
    await makeDefault(till.payments, owner(id), fresh.ref, now())
    await look(id)
    assert.deepEqual(await payments(id), [COSTS], 'the new one was charged')
    const other = await library()
    for (const ref of [old!.ref, fresh.ref]) {
      const theirs = refused('method_unknown')
      await assert.rejects(forgetMethod(till.payments, owner(other), ref), theirs)
      await assert.rejects(makeDefault(till.payments, owner(other), ref, now()), theirs)
      await forgetMethod(till.payments, owner(id), ref)
    }
    await till.db`update payments.refill set below = 1000, armed = true where owner_id = ${id}`
    await look(id)
    const [fact] = await told(id)
    assert.deepEqual([fact!.kind, fact!.data.because], ['refill.to_pay', 'no_method'])
  })

  test('a card that is taken away while it is being charged is a no, and an order to pay', async () => {
    const id = await library()
    const { saved } = till.payments.provider
    const { charge } = saved!
    saved!.charge = async (command) => {
      await saved!.forget(command.method)
      return charge(command)
    }
    await look(id)
    saved!.charge = charge
    const [run] = await runs(id)
    assert.deepEqual([run!.state, run!.charged, await payments(id)], ['failed', true, []])
    assert.equal((await told(id))[0]!.kind, 'refill.failed')
  })
})
