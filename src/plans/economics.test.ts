import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { type Costs, economicsOf } from './economics.ts'
import { plansOnSale } from './index.ts'

const costs: Costs = { rate: 7000n, prices: { class: 3500n, conversation: 2000n } }

test('at 70 % full use costs 161 on Premium and 980 on Pro: break-even at 61 % and 25 %, and both lose', async () => {
  await using db = await testDatabase()
  const plans = await plansOnSale(db, Temporal.Instant.from('2026-11-21T00:00:00Z'))
  const rows = plans.flatMap((plan) =>
    plan.prices.map((price) => {
      const { interval, revenue, points, breakEven, losesAtFull } = economicsOf(plan, price, costs)
      return [plan.plan, interval, revenue, points.at(-1)!.cost, breakEven, losesAtFull] as const
    }),
  )
  assert.deepEqual(rows, [
    ['learner-premium', 'month', 9900n, 16_100n, 6149, true],
    ['learner-premium', 'year', 8250n, 16_100n, 5124, true],
    ['learner-pro', 'month', 24_900n, 98_000n, 2540, true],
    ['learner-pro', 'year', 20_750n, 98_000n, 2117, true],
    ['educator-pro', 'month', 999n, 0n, null, false],
    ['educator-pro', 'year', 832n, 0n, null, false],
    ['educator-enterprise', 'month', 9900n, 0n, null, false],
    ['educator-enterprise', 'year', 8250n, 0n, null, false],
  ])
  const premium = economicsOf(plans[1]!, plans[1]!.prices[0]!, costs)
  assert.deepEqual(
    premium.points
      .map(({ use, cost, margin }) => [use, cost, margin])
      .filter(([use]) => Number(use) % 50 === 0),
    [
      [0, 0n, 9900n],
      [50, 8050n, 1850n],
      [100, 16_100n, -6200n],
    ],
  )
})
