import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId, type Tx } from '#base'
import { trialBalance, verify } from '#ledger'
import { testTill } from '../../../test/till.ts'
import {
  addRate,
  addTaxRule,
  buyCredits,
  makeCode,
  makePack,
  previewRefund,
  refundOrder,
  sayPlace,
  setCreditPrice,
  taxReport,
  withdrawRefund,
} from '../index.ts'
import { reckon, stepOf, type TaxTerms } from '../tax/reckoning.ts'
import { takenOff } from './pricing.ts'

const seed = Number(process.argv.find((one) => one.startsWith('--seed='))?.slice(7) ?? 20261121)

/** Numbers that a seed decides: the same run again (mulberry32). */
function dice(start: number) {
  let state = start
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (most: number) => Math.floor(next() * most)
  return { below, one: <Kind>(of: readonly Kind[]): Kind => of[below(of.length)]! }
}

const CURRENCIES = ['USD', 'JPY', 'KWD', 'INR'] as const

test(`lines add up to the unit, whatever is sold (seed ${seed})`, () => {
  const { below, one } = dice(seed)
  for (let round = 0; round < 20_000; round++) {
    const currency = one(CURRENCIES)
    const step = stepOf(currency)
    const price = () => BigInt(1 + below(20_000)) * step
    const prices = Array.from({ length: 1 + below(5) }, () => ({
      unitPrice: price(),
      quantity: 1 + below(9),
    }))
    const list = prices.map(({ unitPrice, quantity }) => unitPrice * BigInt(quantity))
    const all = list.reduce((sum, net) => sum + net, 0n)
    const off = one([
      { percent: 1 + below(10_000) },
      { amount: BigInt(1 + below(Number(all / step) + 5)) * step, currency },
    ])
    const taken = takenOff(off, list, currency)
    const given = taken.reduce((sum, part) => sum + part, 0n)
    assert.ok(given <= all && taken.every((part, index) => part >= 0n && part <= list[index]!))
    if ('amount' in off) assert.equal(given, off.amount < all ? off.amount : all)
    const included = below(2) === 0
    const rates = [0, below(1_000_000), one([50_000, 72_500, 190_000])]
    const terms = (): TaxTerms => ({ name: 'Tax', rate: one(rates), included, due: 'sale' })
    const lines = prices.map((line, index) => ({
      ...line,
      discount: taken[index]!,
      terms: terms(),
    }))
    const reckoned = reckon(lines, currency)
    for (const [index, { net, tax }] of reckoned.entries()) {
      const base = list[index]! - taken[index]!
      assert.ok(net >= 0n && tax >= 0n)
      assert.equal(included ? net + tax : net, base)
    }
    // By rate, the tax is that of the sum: no line's rounding is lost or made twice.
    for (const [rate, members] of Map.groupBy(lines.keys(), (index) => lines[index]!.terms.rate)) {
      const base = members.reduce((sum, index) => sum + list[index]! - taken[index]!, 0n)
      const tax = members.reduce((sum, index) => sum + reckoned[index]!.tax, 0n)
      const [top, bottom] = [base * BigInt(rate), 1_000_000n + (included ? BigInt(rate) : 0n)]
      const error = tax * bottom - top
      const unit = included ? 1n : step
      assert.ok(2n * (error < 0n ? -error : error) <= bottom * unit, `${tax} of ${base} at ${rate}`)
    }
  }
})

test(`refunds never exceed, and tax payable is the tax on documents (seed ${seed})`, async () => {
  const { below, one } = dice(seed)
  await using till = await testTill()
  const now = () => till.clock.now()
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const by = 'person:finance'
  const day = now().toZonedDateTimeISO('UTC').toPlainDate()
  const worth = { JPY: '0.0066', KWD: '3.25', INR: '0.0113' }
  const prices = { JPY: 151n, KWD: 310n, INR: 8_813n }
  for (const currency of ['JPY', 'KWD', 'INR'] as const) {
    const rate = { base: currency, quote: 'USD', day, rate: worth[currency], source: 'a bank', by }
    await inTx((tx) => addRate(tx, rate, now()))
    const price = { currency, price: prices[currency], least: 500n, most: 50_000n, by }
    await inTx((tx) => setCreditPrice(tx, price, now()))
  }
  const PLACES = [
    { country: 'DE', rate: 190_000, included: false },
    { country: 'IN', rate: 180_000, included: true },
    { country: 'US', rate: 88_750, included: false },
    { country: 'KW', rate: 50_000, included: false },
  ]
  for (const { country, ...rule } of PLACES) {
    const all = { country, name: 'Tax', due: 'sale', goods: 'any', by, ...rule } as const
    await inTx((tx) => addTaxRule(tx, all, now()))
  }
  const code = { goods: ['credits'], lasts: 'always', by } as const
  await inTx((tx) => makeCode(tx, { ...code, code: 'ODD', off: { percent: 1_777 } }, now()))
  const money = CURRENCIES.map((currency) => ({
    currency,
    price: currency === 'USD' ? 9_503n : 12_340n,
  }))
  const pack = { name: 'P', credits: 10_000n, bonus: 700n, prices: money, by }
  const { id: packId } = await inTx((tx) => makePack(tx, pack, now()))
  const keepers = till.payments.keepers

  for (let round = 0; round < 40; round++) {
    const personId = await till.person()
    const { country } = one(PLACES)
    await inTx((tx) => sayPlace(tx, { type: 'person', id: personId }, { country }, now()))
    const what = below(3) === 0 ? { pack: packId } : { credits: BigInt(5 + below(300)) * 100n }
    const wish = { personId, currency: one(CURRENCIES), code: one([undefined, 'odd']), ...what }
    const order = await inTx((tx) => buyCredits(tx, wish, now()))
    const [net, tax] = order.lines.reduce(([a, b], line) => [a + line.net, b + line.tax], [0n, 0n])
    assert.deepEqual([order.net, order.tax], [net, tax])
    await till.pay(order.id)
    await till.settle()
    for (let part = below(3); part > 0; part--) {
      const { left } = await previewRefund(
        till.db,
        { orderId: order.id, platformBears: false },
        keepers,
        now(),
      )
      const amount = below(4) === 0 ? undefined : (left * BigInt(1 + below(99))) / 100n
      const id = newId()
      const refund = {
        id,
        orderId: order.id,
        amount,
        platformBears: false,
        endPlan: false,
      } as const
      const said = { ...refund, cause: 'unused', reason: 'unused', by: 'schedule' } as const
      await inTx((tx) => refundOrder(tx, said, keepers, now())).catch((error) =>
        assert.match(error.code, /refund_(nothing_left|beyond_unspent|too_large)/),
      )
      if (below(5) === 0) {
        // The provider refuses, and staff give it up: it counts as if it had never been.
        const changed = await till.db`
          update payments.refund set state = 'refused', code = 'x', ended_at = ${now()} where id = ${id} returning id`
        if (changed.length > 0) {
          await inTx((tx) => withdrawRefund(till.payments, tx, { id, by }, now()))
        }
      }
      await till.settle()
    }
  }
  const over = await till.db`
    select r.order_id from payments.refund r join payments.payment p on p.order_id = r.order_id
     where r.state <> 'withdrawn' group by r.order_id, p.amount having sum(r.amount) > p.amount`
  assert.deepEqual(over, [])
  const stretch = { from: now().subtract({ hours: 1 }), until: now().add({ hours: 1 }) }
  const { sums } = await taxReport(till.db, stretch)
  assert.equal(sums.length, CURRENCIES.length)
  const books = await trialBalance(till.db)
  for (const { currency, documents, books: moved } of sums) {
    const owed = books.find(({ purpose, asset }) => purpose === 'tax_payable' && asset === currency)
    assert.deepEqual([documents, moved], [-owed!.balance, -owed!.balance], currency)
  }
  assert.deepEqual((await verify(till.db)).findings, [])
})
