import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { compared, minus, perMille, type Ratio, ratio, rounded, times } from './ratio.ts'
import { breakEven, lessRate, type Part, priceFor, reckon, worthAt } from './reckoning.ts'

/** What the operator begins with, without tax and fee. INR. */
const TERMS = {
  scale: 2,
  prices: { SMS: 250_000n, WHATSAPP: 150_000n, EMAIL: 50_000n },
  costs: { SMS: 150_000n, WHATSAPP: 100_000n, EMAIL: 20_000n },
  fee: { rate: 0, fixed: 0n, taxRate: 0 },
  tax: { rate: 0, included: true },
}
const INDIA = {
  ...TERMS,
  fee: { rate: 20_000, fixed: 0n, taxRate: 180_000 },
  tax: { rate: 180_000, included: true },
}
const withWhatsApp = (cost: bigint) => ({ ...TERMS, costs: { ...TERMS.costs, WHATSAPP: cost } })

const holding = (sms: number, whatsapp: number, email: number): Part[] => [
  { asset: 'SMS', quantity: BigInt(sms) },
  { asset: 'WHATSAPP', quantity: BigInt(whatsapp) },
  { asset: 'EMAIL', quantity: BigInt(email) },
]
const whole = (exact: Ratio) => {
  assert.equal(exact.under, 1n, `${exact.over} / ${exact.under} is no whole number of paise`)
  return exact.over
}

/** Price, contents, wholesale and profit in paise, margin in thousandths, worth, price over worth in thousandths. */
const TABLE = [
  ['Micro', 4900n, holding(100, 50, 200), 2400n, 2500n, 510n, 4250n, 153n],
  ['Mini', 9900n, holding(250, 125, 500), 6000n, 3900n, 394n, 10_625n, -68n],
  ['Quick', 19_900n, holding(500, 250, 1000), 12_000n, 7900n, 397n, 21_250n, -64n],
  ['Starter', 44_900n, holding(1000, 500, 2000), 24_000n, 20_900n, 465n, 42_500n, 56n],
  ['Growth', 159_900n, holding(5000, 2500, 10_000), 120_000n, 39_900n, 250n, 212_500n, -248n],
  ['Business', 349_900n, holding(15_000, 7500, 30_000), 360_000n, -10_100n, -29n, 637_500n, -451n],
  [
    'Enterprise',
    899_900n,
    holding(50_000, 25_000, 100_000),
    1_200_000n,
    -300_100n,
    -333n,
    2_125_000n,
    -577n,
  ],
] as const
const contentsOf = (name: string) => TABLE.find((row) => row[0] === name)!
const sale = (name: string, terms = TERMS) =>
  reckon(contentsOf(name)[1], contentsOf(name)[2], terms)

describe('the table of the catalogue', () => {
  for (const [name, price, parts, wholesale, profit, margin, worth, over] of TABLE) {
    test(`${name}, to the paisa and the thousandth`, () => {
      const now = reckon(price, parts, TERMS)
      assert.deepEqual(
        [whole(now.wholesale), whole(now.profit), whole(now.worth)],
        [wholesale, profit, worth],
      )
      assert.deepEqual([perMille(now.margin), -perMille(now.discount)], [margin, over])
      assert.equal(breakEven(parts, TERMS).before, wholesale)
    })
  }

  test('a unit: markup on cost 67, 50, 150 %, margin on price 40, 33.3, 60 %', () => {
    const unit = (asset: 'SMS' | 'WHATSAPP' | 'EMAIL') => {
      const price = TERMS.prices[asset] / 10_000n
      const { markup, margin } = reckon(price, [{ asset, quantity: 1n }], TERMS)
      return [perMille(markup!), perMille(margin)]
    }
    assert.deepEqual(
      [unit('SMS'), unit('WHATSAPP'), unit('EMAIL')],
      [
        [667n, 400n],
        [500n, 333n],
        [1500n, 600n],
      ],
    )
  })

  test('price per credit, in thousandths of a rupee', () => {
    const perCredit = TABLE.map(([name]) => rounded(times(sale(name).perCredit, ratio(10n))))
    assert.deepEqual(perCredit, [140n, 113n, 114n, 128n, 91n, 67n, 51n])
  })

  test('the planned month brings 28,894 of top-ups, and 31,437 of 737,145 in all: 4.26 %', () => {
    const sold = { Micro: 142, Mini: 267, Quick: 189, Starter: 85, Growth: 142, Business: 58 }
    const month = Object.entries({ ...sold, Enterprise: 22 })
    const sum = (names: readonly string[], of: (name: string) => bigint) =>
      month.reduce(
        (all, [name, times]) => (names.includes(name) ? all + of(name) * BigInt(times) : all),
        0n,
      )
    const profit = (name: string) => whole(sale(name).profit)
    const price = (name: string) => contentsOf(name)[1]
    const all = month.map(([name]) => name)
    assert.equal(
      month.reduce((count, [, times]) => count + times, 0),
      905,
    )
    assert.equal(sum(['Micro', 'Mini', 'Quick'], profit), 2_889_400n)
    assert.equal(sum(all, profit), 3_143_700n)
    assert.equal(sum(all, price), 73_714_500n)
    assert.equal(rounded(ratio(3_143_700n * 10_000n, 73_714_500n)), 426n)
  })
})

describe('tax and the fee of a payment', () => {
  test('18 % in the price and 2 % with its tax: what remains, to the rupee', () => {
    const rupees = (name: string) => rounded(times(sale(name, INDIA).profitAfter, ratio(1n, 100n)))
    assert.deepEqual(['Starter', 'Growth', 'Business', 'Enterprise'].map(rupees), [
      130n,
      117n,
      -717n,
      -4586n,
    ])
  })

  test('on top of the price the fee is taken of the tax too, and the price is ours', () => {
    const on = { ...INDIA, tax: { rate: 180_000, included: false } }
    const { net, tax, fee, profitAfter } = reckon(44_900n, holding(1000, 500, 2000), on)
    assert.deepEqual([net, tax], [ratio(44_900n), ratio(8082n)])
    // 2 % of 529.82, and 18 % on that: 12.503752
    assert.deepEqual(fee, ratio(12_503_752n, 10_000n))
    assert.deepEqual(profitAfter, ratio(20_900n * 10_000n - 12_503_752n, 10_000n))
  })

  test('a fixed part of the fee is taxed like the rest', () => {
    const fixed = { ...TERMS, fee: { rate: 0, fixed: 300n, taxRate: 180_000 } }
    assert.deepEqual(reckon(4900n, holding(100, 50, 200), fixed).fee, ratio(354n))
  })
})

describe('what WhatsApp costs at its providers', () => {
  const margin = (name: string, cost: bigint) => perMille(sale(name, withWhatsApp(cost)).margin)
  test('at the utility price Business loses 213.50, Enterprise 37.5 %', () => {
    assert.equal(whole(sale('Business', withWhatsApp(115_000n)).profit), -21_350n)
    assert.equal(margin('Business', 115_000n), -61n)
    assert.equal(rounded(sale('Enterprise', withWhatsApp(115_000n)).profit), -337_600n)
    assert.equal(margin('Enterprise', 115_000n), -375n)
  })
  test('with 0.08 more for a middleman Growth keeps 10.1 %, Enterprise loses 59.7 %', () => {
    assert.deepEqual([margin('Growth', 195_000n), margin('Enterprise', 195_000n)], [101n, -597n])
  })
  test('at the marketing price every item loses', () => {
    const all = TABLE.map(([name]) => margin(name, 863_100n))
    assert.ok(
      all.every((one) => one < 0n),
      `${all}`,
    )
    assert.deepEqual(
      ['Starter', 'Growth', 'Enterprise'].map((name) => margin(name, 863_100n) / 10n),
      [-38n, -94n, -245n],
    )
  })
})

describe('prices that are asked for', () => {
  test('break-even of the four packages, and for a quarter of the price', () => {
    const of = (margin: number) =>
      ['Starter', 'Growth', 'Business', 'Enterprise'].map(
        (name) => priceFor(margin, contentsOf(name)[2], TERMS).before,
      )
    assert.deepEqual(of(0), [24_000n, 120_000n, 360_000n, 1_200_000n])
    assert.deepEqual(of(250_000), [32_000n, 160_000n, 480_000n, 1_600_000n])
  })

  test('a margin that tax and fee leave no room for has no price', () => {
    assert.equal(priceFor(900_000, holding(1, 0, 0), INDIA).after, undefined)
    assert.equal(priceFor(1_000_000, holding(1, 0, 0), TERMS).before, undefined)
  })

  test('are the lowest that do, whatever the terms', () => {
    const rate = fc.integer({ min: 0, max: 300_000 })
    const unit = fc.bigInt({ min: 0n, max: 3_000_000n })
    const any = fc.record({
      costs: fc.record({ SMS: unit, WHATSAPP: unit, EMAIL: unit }),
      fee: fc.record({ rate, fixed: fc.bigInt({ min: 0n, max: 500n }), taxRate: rate }),
      tax: fc.record({ rate, included: fc.boolean() }),
      scale: fc.constantFrom(0, 2, 3),
    })
    const parts = fc
      .tuple(...[1, 2, 3].map(() => fc.nat(5000)))
      .filter((held) => held.some((one) => one > 0))
    fc.assert(
      fc.property(any, parts, fc.integer({ min: 0, max: 500_000 }), (rest, held, margin) => {
        const terms = { ...TERMS, ...rest }
        const contents = holding(held[0]!, held[1]!, held[2]!)
        const { before, after } = priceFor(margin, contents, terms)
        const wanted = ratio(BigInt(margin), 1_000_000n)
        for (const [price, of] of [
          [before, 'margin'],
          [after, 'marginAfter'],
        ] as const) {
          if (price === undefined || price === 0n) continue
          assert.ok(compared(reckon(price, contents, terms)[of], wanted) >= 0n)
          if (price > 1n) assert.ok(compared(reckon(price - 1n, contents, terms)[of], wanted) < 0n)
        }
        const price = (before ?? 0n) + 1n
        const now = reckon(price, contents, terms)
        assert.deepEqual(
          minus(minus(now.net, now.fee), now.wholesale),
          now.profitAfter,
          'net, less fee and wholesale',
        )
      }),
      { numRuns: 300 },
    )
  })

  test('what is taken off is never more than was said', () => {
    assert.deepEqual(
      [lessRate(44_900n, 1000), lessRate(999n, 3333), lessRate(1n, 9999)],
      [40_410n, 667n, 1n],
    )
    assert.deepEqual(
      worthAt(holding(1, 0, 0), { SMS: 1n, WHATSAPP: 0n, EMAIL: 0n }, 2),
      ratio(1n, 10_000n),
    )
  })
})
