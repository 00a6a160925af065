import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { atomically, type Tx } from '#base'
import { trialBalance, wallet } from '#ledger'
import { booksAgree, booksOf, movedBetween } from '../../../test/purse.ts'
import { type Till, testTill } from '../../../test/till.ts'
import {
  addRate,
  addTaxRule,
  buyCredits,
  listTaxRules,
  makePack,
  orderById,
  previewRefund,
  quoteCredits,
  refundOrder,
  sayPlace,
  setCreditPrice,
  setTaxHome,
  withdrawTaxRule,
} from '../index.ts'

const by = 'person:finance'
const VAT = { country: 'DE', name: 'VAT', rate: 190_000, included: false, due: 'sale' } as const

async function town() {
  const till = await testTill()
  const now = () => till.clock.now()
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  return {
    till,
    now,
    inTx,
    /** Somebody who is taxed in Germany. */
    german: async () => {
      const id = await till.person()
      await inTx((tx) => sayPlace(tx, { type: 'person', id }, { country: 'DE' }, now()))
      return id
    },
    rule: (wish: Partial<Parameters<typeof addTaxRule>[1]> = {}) =>
      inTx((tx) => addTaxRule(tx, { ...VAT, goods: 'any', by, ...wish }, now())),
    paid: async (buy: Parameters<typeof buyCredits>[1]) => {
      const order = await inTx((tx) => buyCredits(tx, buy, now()))
      assert.equal((await till.pay(order.id)).outcome, 'paid')
      await till.settle()
      return orderById(till.db, order.id)
    },
    lots: async (id: string) => (await wallet(till.db, { type: 'person', id }, 'CREDIT')).lots,
    async [Symbol.asyncDispose]() {
      await till[Symbol.asyncDispose]()
    },
  }
}

const owed = async (till: Till, currency = 'USD') =>
  -(
    (await trialBalance(till.db)).find(
      ({ purpose, asset }) => purpose === 'tax_payable' && asset === currency,
    )?.balance ?? 0n
  )

const giveBack = (id: string, orderId: string, amount?: bigint) =>
  ({
    id,
    orderId,
    amount,
    platformBears: false,
    cause: 'unused',
    reason: 'unused',
    endPlan: false,
    by,
  }) as const

describe('Tax on what is bought', () => {
  test('comes on top, is owed, and goes back in proportion', async () => {
    await using at = await town()
    const { till, now, inTx } = at
    await at.rule()
    const personId = await at.german()
    const before = await booksOf(till)
    const order = await at.paid({ personId, credits: 5000n })
    assert.deepEqual([order.net, order.tax, order.total], [5000n, 950n, 5950n])
    assert.deepEqual(order.taxPlace, { country: 'DE', zone: undefined })
    const [line] = order.lines
    assert.deepEqual(
      [line!.quantity, line!.unitPrice, line!.taxRate, line!.taxName, line!.gross],
      [50, 100n, 190_000, 'VAT', 5950n],
    )
    assert.match(
      movedBetween(before, await booksOf(till)),
      /deferred_credits -5000.*tax_payable -950/,
    )

    const id = '019a0000-0000-7000-8000-0000000000aa'
    const asked = giveBack(id, order.id, 2975n)
    await inTx((tx) => refundOrder(tx, asked, till.payments.keepers, now()))
    await till.settle()
    const parts = await till.db`select net, tax from payments.refund_part where refund_id = ${id}`
    assert.deepEqual(parts, [{ net: 2500n, tax: 475n }])
    assert.equal(await owed(till), 475n)
    await booksAgree(till)
  })

  test('lies in the price where the rule says so; a lot costs what was paid without it', async () => {
    await using at = await town()
    await at.rule({ included: true })
    const personId = await at.german()
    const order = await at.paid({ personId, credits: 5000n })
    // 50.00 / 1.19 = 42.0168…
    assert.deepEqual([order.net, order.tax, order.total], [4202n, 798n, 5000n])
    assert.equal((await at.lots(personId))[0]!.basis, 4202n)
    assert.equal(await owed(at.till), 798n)
    await booksAgree(at.till)
  })

  test('of the part of a country comes before the country’s, of goods before that of any', async () => {
    await using at = await town()
    const { now, inTx, till } = at
    const us = { country: 'US', name: 'Sales tax' }
    await at.rule({ ...us, rate: 10_000 })
    await at.rule({ ...us, zone: 'CA', rate: 72_500 })
    await at.rule({ ...us, zone: 'CA', goods: 'credits', rate: 0 })
    await at.rule({ ...us, zone: 'NY', goods: 'credits', rate: 88_750 })
    const taxIn = async (zone?: string) => {
      const id = await till.person()
      await inTx((tx) => sayPlace(tx, { type: 'person', id }, { country: 'US', zone }, now()))
      return (await inTx((tx) => quoteCredits(tx, { personId: id, credits: 10_000n }, now()))).tax
    }
    assert.deepEqual([await taxIn(), await taxIn('NY'), await taxIn('TX')], [100n, 888n, 100n])
    assert.equal(await taxIn('CA'), 0n, 'its own rule says that credits are not taxed')
  })

  test('changes on its day, is never backdated, and can be withdrawn before', async () => {
    await using at = await town()
    const { till, inTx, now } = at
    await at.rule()
    const from = Temporal.Instant.from('2027-01-01T00:00:00Z')
    const { id } = await at.rule({ rate: 210_000, from })
    const early = { rate: 200_000, from: now().subtract({ hours: 1 }) }
    await assert.rejects(at.rule(early), { code: 'tax_rule_backdated' })
    await assert.rejects(
      till.db`insert into payments.tax_rule (id, country, goods, name, rate, included, due, from_at, made_at, made_by)
        values (gen_random_uuid(), 'DE', 'any', 'VAT', 1, false, 'sale', '2020-01-01', ${now()}, 'me')`,
      { constraint: 'tax_rule_not_backdated' },
    )
    const states = async () => (await listTaxRules(till.db, now())).map((rule) => rule.state)
    assert.deepEqual(await states(), ['coming', 'now'])
    await till.advance(from)
    assert.deepEqual(await states(), ['now', 'over'])
    await assert.rejects(
      inTx((tx) => withdrawTaxRule(tx, { id, by }, now())),
      {
        code: 'tax_rule_begun',
      },
    )
    const personId = await at.german()
    const said = await inTx((tx) => quoteCredits(tx, { personId, credits: 5000n }, now()))
    assert.equal(said.tax, 1050n)
  })

  test('is the operator’s own for whoever has not said where they live; without a home there is none', async () => {
    await using at = await town()
    const { till, inTx, now } = at
    await at.rule()
    const personId = await till.person()
    const tax = async () =>
      (await inTx((tx) => quoteCredits(tx, { personId, credits: 5000n }, now()))).tax
    assert.equal(await tax(), 0n)
    await inTx((tx) => setTaxHome(tx, { country: 'DE', by }, now()))
    assert.equal(await tax(), 950n)
  })
})

describe('Packs with a bonus', () => {
  const pack = {
    name: 'Hundred',
    credits: 10_000n,
    bonus: 1_000n,
    bonusDays: 90,
    prices: [{ currency: 'USD', price: 9_500n }],
    by,
  }

  test('bring a lot that nothing was paid for, which goes back first', async () => {
    await using at = await town()
    const { till, inTx, now } = at
    const { id } = await inTx((tx) => makePack(tx, pack, now()))
    const personId = await till.person()
    const order = await at.paid({ personId, pack: id })
    assert.equal(order.total, 9_500n)
    const lots = await at.lots(personId)
    assert.deepEqual(
      lots.map(({ source, remaining, basis }) => [source, remaining, basis]),
      [
        ['bonus', 1_000n, 0n],
        ['purchase', 10_000n, 9_500n],
      ],
    )
    assert.equal(lots[0]!.expiresAt?.toString(), order.paidAt!.add({ hours: 90 * 24 }).toString())

    const keepers = till.payments.keepers
    const wish = { orderId: order.id, amount: 4_750n, platformBears: false }
    const plan = await previewRefund(till.db, wish, keepers, now())
    assert.deepEqual(
      plan.parts.map(({ credits, net }) => [credits, net]),
      [
        [1_000n, 0n],
        // The most that costs no more: 50.01 of 100 are 47.50 of 95.00, rounded down.
        [5_001n, 4_750n],
      ],
    )
    const refund = giveBack('019a0000-0000-7000-8000-0000000000ab', order.id, 4_750n)
    await inTx((tx) => refundOrder(tx, refund, keepers, now()))
    await till.settle()
    assert.deepEqual(
      (await at.lots(personId)).map(({ source, remaining }) => [source, remaining]),
      [['purchase', 4_999n]],
    )
    await booksAgree(till)
  })

  test('need a price, in a currency whose worth is on record', async () => {
    await using at = await town()
    const { inTx, now, till } = at
    const yen = { ...pack, prices: [{ currency: 'JPY', price: 14_000n }] }
    await assert.rejects(
      inTx((tx) => makePack(tx, yen, now())),
      { code: 'rate_unknown' },
    )
    await assert.rejects(
      inTx((tx) => makePack(tx, { ...pack, prices: [] }, now())),
      {
        code: 'price_wrong',
      },
    )
    const { id } = await inTx((tx) => makePack(tx, pack, now()))
    const personId = await till.person()
    await assert.rejects(
      inTx((tx) => buyCredits(tx, { personId, pack: id, currency: 'JPY' }, now())),
      { code: 'currency_not_offered' },
    )
  })
})

describe('Currencies with their own decimals', () => {
  const day = Temporal.PlainDate.from('2026-11-20')
  const PRICES = [
    { currency: 'JPY', price: 150n, rate: '0.0066', fifty: 7_500n },
    { currency: 'KWD', price: 310n, rate: '3.25', fifty: 15_500n },
    { currency: 'INR', price: 8_800n, rate: '0.0113', fifty: 440_000n },
  ]

  for (const { currency, price, rate, fifty } of PRICES) {
    test(`50 credits in ${currency}, half given back, in its own books`, async () => {
      await using at = await town()
      const { till, inTx, now } = at
      const priced = { currency, price, least: 500n, most: 50_000n, by }
      await assert.rejects(
        inTx((tx) => setCreditPrice(tx, priced, now())),
        { code: 'rate_unknown' },
      )
      const known = { base: currency, quote: 'USD', day, rate, source: 'central bank', by }
      await inTx((tx) => addRate(tx, known, now()))
      await inTx((tx) => setCreditPrice(tx, priced, now()))
      const personId = await till.person()
      const order = await at.paid({ personId, credits: 5_000n, currency })
      assert.deepEqual([order.currency, order.total], [currency, fifty])
      const [lot] = await at.lots(personId)
      assert.deepEqual([lot!.remaining, lot!.basis], [5_000n, fifty])
      const books = await booksOf(till)
      assert.equal(books.get(`deferred_credits ${currency}`), -fifty)
      assert.equal(books.get('deferred_credits USD') ?? 0n, 0n)

      const half = giveBack('019a0000-0000-7000-8000-0000000000ac', order.id, fifty / 2n)
      // By a rule: what one person may give back alone is limited by currency.
      const refund = { ...half, by: 'schedule' }
      await inTx((tx) => refundOrder(tx, refund, till.payments.keepers, now()))
      await till.settle()
      assert.equal((await booksOf(till)).get(`deferred_credits ${currency}`), -fifty / 2n)
      await booksAgree(till)
    })
  }

  test('charge no less than card networks do, and in steps that they take', async () => {
    await using at = await town()
    const { till, inTx, now } = at
    const known = { quote: 'USD', day, source: 'central bank', by }
    await inTx((tx) => addRate(tx, { ...known, base: 'HUF', rate: '0.0027' }, now()))
    await inTx((tx) => addRate(tx, { ...known, base: 'KWD', rate: '3.25' }, now()))
    const few = { least: 100n, most: 50_000n, by }
    await inTx((tx) => setCreditPrice(tx, { ...few, currency: 'HUF', price: 5_000n }, now()))
    await assert.rejects(
      inTx((tx) => setCreditPrice(tx, { ...few, currency: 'KWD', price: 311n }, now())),
      { code: 'price_wrong' },
    )
    const personId = await till.person()
    await assert.rejects(
      inTx((tx) => buyCredits(tx, { personId, credits: 300n, currency: 'HUF' }, now())),
      { code: 'amount_too_small' },
    )
  })
})
