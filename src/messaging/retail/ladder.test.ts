import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { inversions, type Step } from './ladder.ts'

const step = (id: string, price: number, sms: number, whatsapp: number, email: number): Step => ({
  id,
  price: BigInt(price),
  parts: [
    { asset: 'SMS', quantity: BigInt(sms) },
    { asset: 'WHATSAPP', quantity: BigInt(whatsapp) },
    { asset: 'EMAIL', quantity: BigInt(email) },
  ],
})

const CATALOGUE = [
  step('Micro', 49, 100, 50, 200),
  step('Mini', 99, 250, 125, 500),
  step('Quick', 199, 500, 250, 1000),
  step('Starter', 449, 1000, 500, 2000),
  step('Growth', 1599, 5000, 2500, 10_000),
  step('Business', 3499, 15_000, 7500, 30_000),
  step('Enterprise', 8999, 50_000, 25_000, 100_000),
]

const said = (steps: readonly Step[]) =>
  inversions(steps).inversions.map(
    ({ id, cost, instead }) =>
      `${id}: ${instead.map((one) => `${one.times} ${one.id}`).join(' + ')} = ${cost}`,
  )

/** Every combination of cheaper things that costs less, looked at one by one; a bundle is taken once. */
function lowestByTrying(steps: readonly Step[], target: Step): bigint | undefined {
  const items = steps.filter((one) => one.price < target.price)
  let lowest: bigint | undefined
  const tryFrom = (at: number, cost: bigint, held: readonly bigint[]): void => {
    if (cost >= target.price) return
    if (target.parts.every((part, index) => held[index]! >= part.quantity)) {
      if (lowest === undefined || cost < lowest) lowest = cost
      return
    }
    for (let next = at; next < items.length; next++) {
      const { price, parts, deal } = items[next]!
      const more = held.map((units, index) => units + parts[index]!.quantity)
      tryFrom(deal === 'once' ? next + 1 : next, cost + price, more)
    }
  }
  tryFrom(0, 0n, [0n, 0n, 0n])
  return lowest
}

describe('the ladder', () => {
  test('of the starting catalogue stands on its head at Quick and Starter', () => {
    assert.deepEqual(said(CATALOGUE), [
      'Quick: 2 Mini = 198',
      'Starter: 4 Mini = 396',
      'Starter: 2 Quick = 398',
    ])
    assert.deepEqual(inversions(CATALOGUE).unsure, [])
  })

  test('is right once Quick and Starter cost no more than what is cheaper', () => {
    const mended = CATALOGUE.map((one) =>
      one.id === 'Quick'
        ? { ...one, price: 198n }
        : one.id === 'Starter'
          ? { ...one, price: 396n }
          : one,
    )
    assert.deepEqual(said(mended), [])
  })

  test('finds mixes that no single thing beats', () => {
    const steps = [
      step('Texts', 40, 100, 0, 0),
      step('Mails', 30, 0, 0, 500),
      step('Both', 80, 100, 0, 500),
      step('More', 90, 90, 0, 0),
    ]
    assert.deepEqual(said(steps), [
      'Both: 1 Mails + 1 Texts = 70',
      'More: 1 Texts = 40',
      'More: 1 Both = 80',
    ])
  })

  test('finds bundles and prices for many, and never asks why those cost what they cost', () => {
    const steps = [
      step('Mini', 100, 250, 0, 0),
      step('Quick', 200, 600, 0, 0),
      step('Starter', 500, 1000, 0, 0),
      { ...step('Five Mini', 450, 1250, 0, 0), deal: 'often' as const },
      { ...step('Two Quick and a Mini', 420, 1450, 0, 0), deal: 'once' as const },
      step('Growth', 900, 2700, 0, 0),
    ]
    assert.deepEqual(said(steps), [
      'Starter: 4 Mini = 400',
      'Starter: 2 Quick = 400',
      'Starter: 1 Two Quick and a Mini = 420',
      'Starter: 1 Five Mini = 450',
      'Growth: 1 Two Quick and a Mini + 1 Five Mini = 870',
    ])
  })

  test('finds the very cheapest, as trying everything does', () => {
    const units = fc.nat(6)
    const any = fc.array(
      fc
        .tuple(
          fc.integer({ min: 3, max: 40 }),
          units,
          units,
          units,
          fc.constantFrom(undefined, undefined, 'often' as const, 'once' as const),
        )
        .filter(([, ...held]) => held.slice(0, 3).some((one) => Number(one) > 0)),
      { minLength: 2, maxLength: 6 },
    )
    let found = 0
    fc.assert(
      fc.property(any, (rows) => {
        const steps = rows.map(([price, sms, whatsapp, email, deal], index) => ({
          ...step(`${index}`, price, sms, whatsapp, email),
          deal,
        }))
        const { inversions: all, unsure } = inversions(steps)
        assert.deepEqual(unsure, [])
        for (const target of steps) {
          const own = all.filter(({ id }) => id === target.id)
          const lowest = target.deal ? undefined : lowestByTrying(steps, target)
          assert.equal(own[0]?.cost, lowest)
          for (const { instead, cost } of own) {
            found++
            const items = instead.map(({ id, times }) => ({
              ...steps[Number(id)]!,
              times: BigInt(times),
            }))
            assert.ok(items.every(({ deal, times }) => deal !== 'once' || times === 1n))
            assert.equal(
              items.reduce((sum, one) => sum + one.price * one.times, 0n),
              cost,
            )
            for (const [index, part] of target.parts.entries()) {
              const held = items.reduce(
                (sum, one) => sum + one.parts[index]!.quantity * one.times,
                0n,
              )
              assert.ok(held >= part.quantity)
            }
          }
        }
      }),
      { numRuns: 300 },
    )
    assert.ok(found > 100, `only ${found} inversions were looked at`)
  })

  test('says where it could not look at everything', () => {
    const steps = [step('a', 5, 1, 0, 0), step('b', 7, 0, 1, 0), step('c', 13, 1, 1, 0)]
    assert.deepEqual(inversions(steps, 1).unsure, ['c'])
    assert.deepEqual(said(steps), ['c: 1 a + 1 b = 12'])
  })

  test('ends soon where nearly everything costs the same', () => {
    const near = Array.from({ length: 40 }, (_, index) =>
      step(`${index}`, 1000 + 7 * index, 97 + index, 101 - index, 89 + 3 * index),
    )
    const began = performance.now()
    inversions([...near, step('All', 61_500, 6007, 6011, 6029)])
    assert.ok(performance.now() - began < 5000)
  })
})
