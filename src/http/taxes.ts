import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { value } from '#ledger'
import {
  addTaxRule,
  listTaxRules,
  placesSaid,
  setTaxHome,
  taxHome,
  taxReport,
  withdrawTaxRule,
} from '#payments'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import {
  CountrySchema,
  millionths,
  PercentSchema,
  percentOf,
  TaxZoneSchema,
} from './price-shapes.ts'
import { IdParams, IdSchema, InstantSchema, orNull, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const tags = ['taxes']

const GoodsSchema = Type.Enum(['any', 'credits', 'plan', 'booking', 'messages'])
const DueSchema = Type.Enum(['sale', 'redemption'])
const terms = {
  country: CountrySchema,
  goods: GoodsSchema,
  name: Type.String({ minLength: 1, maxLength: 40 }),
  percent: PercentSchema,
  included: Type.Boolean({ description: 'In the price, rather than on top of it' }),
  due: DueSchema,
}

const RuleSchema = Type.Object(
  {
    id: IdSchema,
    ...terms,
    zone: orNull(TaxZoneSchema),
    note: Type.String(),
    from: InstantSchema,
    madeAt: InstantSchema,
    madeBy: Type.String(),
    state: Type.Enum(['now', 'coming', 'over', 'withdrawn']),
  },
  thing,
)

/** How what is sold is taxed: dated rules that finance edits, and what is owed to tax offices. */
export const taxRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(ruleRoutes(deps))
    await app.register(reportRoutes(deps))
  }

const ruleRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/taxes',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Every tax rule, where the operator is taxed, and where people say they are',
          response: {
            200: Type.Object(
              {
                home: orNull(
                  Type.Object({ country: CountrySchema, zone: orNull(TaxZoneSchema) }, thing),
                ),
                rules: Type.Array(RuleSchema),
                places: Type.Array(
                  Type.Object(
                    {
                      country: CountrySchema,
                      zone: orNull(TaxZoneSchema),
                      people: Type.Integer(),
                    },
                    thing,
                  ),
                ),
              },
              thing,
            ),
          },
        },
      },
      async () => {
        const now = deps.clock.now()
        const home = await taxHome(deps.db, now)
        return {
          home: home ? { country: home.country, zone: home.zone ?? null } : null,
          rules: (await listTaxRules(deps.db, now)).map(
            ({ rate, from, madeAt, withdrawnAt: _, zone, ...rule }) => ({
              ...rule,
              zone: zone ?? null,
              percent: percentOf(rate),
              from: from.toString(),
              madeAt: madeAt.toString(),
            }),
          ),
          places: await placesSaid(deps.db),
        }
      },
    )
    app.post(
      '/taxes/rules',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Say how a place taxes something from an instant on; 0 % ends a tax',
          body: Type.Object(
            {
              ...terms,
              zone: Type.Optional(TaxZoneSchema),
              note: Type.Optional(Type.String({ maxLength: 500 })),
              from: Type.Optional(InstantSchema),
            },
            thing,
          ),
          response: { 201: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { percent, from, ...rule } = request.body
          const by = `person:${actor.id}`
          const begins = from ? { from: Temporal.Instant.from(from) } : {}
          const made = await addTaxRule(
            tx,
            { ...rule, ...begins, rate: millionths(percent), by },
            now,
          )
          const about = { type: 'tax_rule', id: made.id }
          const entry = { by, deed: 'tax_rule.set', about, after: request.body, from: request.id }
          await audit(tx, entry, now)
          return made
        })
      },
    )
    app.post(
      '/taxes/rules/:id/withdraw',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Take back a rule that has not begun',
          params: IdParams,
          response: { 200: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const by = `person:${actor.id}`
          await withdrawTaxRule(tx, { id, by }, now)
          const about = { type: 'tax_rule', id }
          await audit(tx, { by, deed: 'tax_rule.withdrawn', about, from: request.id }, now)
          return { id }
        }),
    )
    app.put(
      '/taxes/home',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Say where the operator is taxed: also buyers who have not said where they live',
          body: Type.Object(
            {
              country: CountrySchema,
              zone: Type.Optional(TaxZoneSchema),
              from: Type.Optional(InstantSchema),
            },
            thing,
          ),
          response: { 200: Type.Object({ country: CountrySchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { from, ...place } = request.body
          const by = `person:${actor.id}`
          const before = await taxHome(tx, now)
          const begins = from ? { from: Temporal.Instant.from(from) } : {}
          await setTaxHome(tx, { ...place, ...begins, by }, now)
          const about = { type: 'tax_home', id: place.country }
          const entry = { by, deed: 'tax_home.set', about, before, after: request.body }
          await audit(tx, { ...entry, from: request.id }, now)
          return { country: place.country }
        }),
    )
  }

const LineSchema = Type.Object(
  {
    country: orNull(CountrySchema),
    zone: orNull(TaxZoneSchema),
    name: orNull(Type.String()),
    percent: orNull(PercentSchema),
    net: ValueSchema,
    tax: ValueSchema,
    sold: ValueSchema,
    back: ValueSchema,
    used: ValueSchema,
  },
  thing,
)

const reportRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/taxes/report',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary:
            'Tax that fell due in a stretch of time, by place and rate, beside what the books say',
          description:
            'Sales by the day of payment, refunds by the day they were asked for, credits taxed at redemption by the day of use.',
          querystring: query({ from: InstantSchema, until: InstantSchema }),
          response: {
            200: Type.Object(
              {
                lines: Type.Array(LineSchema),
                sums: Type.Array(
                  Type.Object(
                    { documents: ValueSchema, books: ValueSchema, differs: Type.Boolean() },
                    thing,
                  ),
                ),
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const from = Temporal.Instant.from(request.query.from)
        const until = Temporal.Instant.from(request.query.until)
        const { lines, sums } = await taxReport(deps.db, { from, until })
        return {
          lines: lines.map(
            ({ currency, country, zone, name, rate, net, tax, sold, back, used }) => ({
              country: country ?? null,
              zone: zone ?? null,
              name: name ?? null,
              percent: rate === undefined ? null : percentOf(rate),
              net: value(net, currency),
              tax: value(tax, currency),
              sold: value(sold, currency),
              back: value(back, currency),
              used: value(used, currency),
            }),
          ),
          sums: sums.map(({ currency, documents, books }) => ({
            documents: value(documents, currency),
            books: value(books, currency),
            differs: documents !== books,
          })),
        }
      },
    )
  }
