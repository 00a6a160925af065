import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { value } from '#ledger'
import {
  budgetNow,
  endReorderRule,
  listProviders,
  lookAtStock,
  reorderRules,
  setReorderRule,
  setStockRules,
  setWholesalePrice,
  stockRules,
  stockRulesSoFar,
  unitCostText,
  wholesalePrices,
} from '#messaging'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { IdParams, IdSchema, ValueSchema } from './schemas.ts'
import { stockFigureRoutes } from './stock-figures.ts'
import { inventoryRoutes } from './stock-inventory.ts'
import {
  AssetSchema,
  calledOf,
  millionths,
  moneyOf,
  ReorderBody,
  ReorderSchema,
  RulesBody,
  RulesSchema,
  reorderFrom,
  rulesFrom,
  UnitCostSchema,
  UnitsSchema,
} from './stock-shapes.ts'
import { taxRecoveryRoutes } from './tax-recoveries.ts'

const thing = { additionalProperties: false } as const
const tags = ['wholesale']
const config = { needs: { staff: ['admin', 'finance'] } } as const

/** Stock of message credits for finance: what there is, the rules of buying, and what providers say. */
export const stockRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(inventoryRoutes(deps), { prefix: '/messaging/stock' })
    await app.register(ruleRoutes(deps), { prefix: '/messaging/stock' })
    await app.register(reorderRoutes(deps), { prefix: '/messaging/stock' })
    await app.register(taxRecoveryRoutes(deps), { prefix: '/messaging/stock' })
    await app.register(stockFigureRoutes(deps), { prefix: '/messaging' })
  }

const PriceSchema = Type.Object(
  { asset: AssetSchema, unitCost: UnitCostSchema, lot: UnitsSchema, currency: Type.String() },
  thing,
)

const ASSET = { sms: 'SMS', whatsapp: 'WHATSAPP', email: 'EMAIL' } as const

const ruleRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const AllSchema = Type.Object(
      {
        rules: RulesSchema,
        before: Type.Array(RulesSchema),
        prices: Type.Array(PriceSchema),
        providers: Type.Array(
          Type.Object(
            { id: IdSchema, name: Type.String(), assets: Type.Array(AssetSchema) },
            thing,
          ),
          { description: 'Whom it can be bought from' },
        ),
        budget: Type.Object(
          {
            month: Type.String(),
            approved: ValueSchema,
            budget: ValueSchema,
            automatic: ValueSchema,
            autoBudget: ValueSchema,
          },
          thing,
        ),
      },
      thing,
    )
    const all = async () => {
      const [rules, ...before] = await stockRulesSoFar(deps.db)
      const called = await calledOf(
        deps.db,
        [rules!, ...before].map(({ setBy }) => setBy),
      )
      const prices = await wholesalePrices(deps.db)
      const { month, currency, ...sums } = await budgetNow(deps.db, deps.clock.now())
      const providers = await listProviders(deps.db)
      return {
        providers: providers.map(({ id, name, ways }) => ({
          id,
          name,
          assets: ways.map((way) => ASSET[way]),
        })),
        rules: rulesFrom(rules!, called),
        before: before.map((one) => rulesFrom(one, called)),
        prices: prices.map(({ asset, unitCost, lot, currency: of }) => ({
          asset,
          unitCost: unitCostText(unitCost),
          lot: `${lot}`,
          currency: of,
        })),
        budget: {
          month,
          approved: value(sums.approved, currency),
          budget: value(sums.budget, currency),
          automatic: value(sums.automatic, currency),
          autoBudget: value(sums.autoBudget, currency),
        },
      }
    }
    app.get(
      '/rules',
      {
        config,
        schema: {
          summary:
            'Rules of buying and overselling, what orders begin with, and this month’s budget',
          tags,
          response: { 200: AllSchema },
        },
      },
      all,
    )
    app.put(
      '/rules',
      {
        config,
        schema: {
          summary: 'Set the rules, as a new version',
          tags,
          body: RulesBody,
          response: { 200: AllSchema },
        },
      },
      async (request) => {
        await change(deps, request, async (tx, now, { id: person }) => {
          const by = `person:${person}`
          const { currency } = await stockRules(tx)
          const { aloneUpTo, monthBudget, autoBudget, driftUnits, ...rest } = request.body
          const money = (field: string, { amount }: { amount: string }) =>
            moneyOf(amount, currency, field)
          const set = await setStockRules(
            tx,
            {
              ...rest,
              driftUnits: BigInt(driftUnits),
              aloneUpTo: money('aloneUpTo', aloneUpTo),
              monthBudget: money('monthBudget', monthBudget),
              autoBudget: money('autoBudget', autoBudget),
            },
            by,
            now,
          )
          const about = { type: 'stock_rules', id: `${set.version}` }
          const after = request.body
          await audit(tx, { by, deed: 'stock_rules.set', about, after, from: request.ip }, now)
        })
        return all()
      },
    )
    app.put(
      '/prices/:asset',
      {
        config,
        schema: {
          summary: 'Set what new orders of an asset begin with',
          tags,
          params: Type.Object({ asset: AssetSchema }, thing),
          body: Type.Object({ unitCost: UnitCostSchema, lot: UnitsSchema }, thing),
          response: { 200: AllSchema },
        },
      },
      async (request) => {
        await change(deps, request, async (tx, now, { id: person }) => {
          const by = `person:${person}`
          const { asset } = request.params
          const { unitCost, lot } = request.body
          const given = { asset, unitCost: millionths(unitCost), lot: BigInt(lot) }
          await setWholesalePrice(tx, given, by, now)
          const about = { type: 'wholesale_price', id: asset }
          const after = request.body
          await audit(tx, { by, deed: 'wholesale_price.set', about, after, from: request.ip }, now)
        })
        return all()
      },
    )
  }

const reorderRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const ListSchema = Type.Object({ items: Type.Array(ReorderSchema), next: Type.Null() }, thing)
    const all = async () => {
      const rules = await reorderRules(deps.db, deps.clock.now())
      const called = await calledOf(
        deps.db,
        rules.map(({ setBy }) => setBy),
      )
      return { items: rules.map((one) => reorderFrom(one, called)), next: null }
    }
    app.get(
      '/reordering',
      {
        config,
        schema: {
          summary: 'When more is bought by itself, and where each rule stands',
          tags,
          response: { 200: ListSchema },
        },
      },
      all,
    )
    app.post(
      '/reordering',
      {
        config,
        schema: {
          summary: 'Set when more of an asset is bought from a provider',
          description:
            'In the place of the rule that counted there before; it is looked at at once.',
          tags,
          body: ReorderBody,
          response: { 200: ListSchema },
        },
      },
      async (request) => {
        await change(deps, request, async (tx, now, { id: person }) => {
          const by = `person:${person}`
          const { safety, quantity, unitCost, ...rest } = request.body
          const given = {
            ...rest,
            safety: BigInt(safety),
            quantity: BigInt(quantity),
            unitCost: millionths(unitCost),
          }
          const id = await setReorderRule(tx, given, by, now)
          const about = { type: 'reorder_rule', id }
          const after = request.body
          await audit(tx, { by, deed: 'reorder_rule.set', about, after, from: request.ip }, now)
        })
        await lookAtStock(deps.db, deps.clock.now())
        return all()
      },
    )
    app.delete(
      '/reordering/:id',
      {
        config,
        schema: {
          summary: 'End such a rule; what it ordered stays ordered',
          tags,
          params: IdParams,
          response: { 200: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, { id: person }) => {
          const by = `person:${person}`
          const { id } = request.params
          await endReorderRule(tx, id, by, now)
          const about = { type: 'reorder_rule', id }
          await audit(tx, { by, deed: 'reorder_rule.ended', about, from: request.ip }, now)
          return { id }
        }),
    )
  }
