import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically, parseUnits } from '#base'
import {
  filingOf,
  issueStatements,
  openForm,
  recordRemittance,
  remittances,
  setTaxPolicy,
  setWithholding,
  taxPolicyNow,
  withheldOwed,
  withholdingRates,
  yearRows,
} from '#earnings'
import { scaleOf, value } from '#ledger'
import { audit } from '#people'
import { pageOf, readCursor } from './cursor.ts'
import { actorOf, change, type Deps, deed } from './edge.ts'
import { refuse } from './problems.ts'
import {
  DateSchema,
  IdSchema,
  InstantSchema,
  PositiveValueSchema,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'
import {
  CountrySchema,
  GivenSchema,
  givenShape,
  rowShape,
  ValuesSchema,
  YearRowSchema,
} from './tax-shapes.ts'

const thing = { additionalProperties: false } as const
const tags = ['tax']
const FINANCE = { staff: ['finance'] } as const
const YearParams = Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2200 }) }, thing)
const Words = Type.String({ minLength: 3, maxLength: 300 })

/** What finance does with the tax of educators: rules, rates, the year, what is sent to the authority. */
export const taxDeskRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(rules(deps))
    await app.register(years(deps))
    await app.register(sending(deps))
  }

const PolicySchema = Type.Object({ country: CountrySchema, payoutsWait: Type.Boolean() }, thing)
const RateSchema = Type.Object(
  {
    country: Type.String({ pattern: '^([A-Z]{2}|\\*)$', description: '`*`: any other' }),
    withForm: Type.Boolean(),
    from: DateSchema,
    rate: Type.Integer({ minimum: 0, maximum: 10_000, description: 'Basis points' }),
    why: Words,
  },
  thing,
)
const RulesSchema = Type.Object({ policy: PolicySchema, rates: Type.Array(RateSchema) }, thing)

const rules =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const now_ = async (q = deps.db as Parameters<typeof taxPolicyNow>[0]) => {
      const { country, payoutsWait } = await taxPolicyNow(q)
      return { policy: { country, payoutsWait }, rates: await withholdingRates(q) }
    }
    app.get(
      '/tax/rules',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Where the operator is, whether payouts wait for forms, and what is withheld',
          tags,
          response: { 200: RulesSchema },
        },
      },
      () => now_(),
    )
    app.put(
      '/tax/rules',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Set the rules of tax',
          tags,
          body: PolicySchema,
          response: { 200: RulesSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          await setTaxPolicy(tx, request.body, by, now)
          const about = { type: 'tax', id: 'rules' }
          await audit(
            tx,
            { by, deed: 'tax.rules_set', about, after: request.body, from: request.id },
            now,
          )
          return now_(tx)
        }),
    )
    app.post(
      '/tax/withholding',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Withhold another share of payouts to a country, from a day to come',
          tags,
          body: RateSchema,
          response: { 200: RulesSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          await setWithholding(tx, request.body, by, now)
          const about = { type: 'tax', id: 'withholding' }
          await audit(
            tx,
            { by, deed: 'tax.rate_set', about, after: request.body, from: request.id },
            now,
          )
          return now_(tx)
        }),
    )
  }

const years =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/tax/years/:year',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Everybody who was paid in a year, by name, and which returns their sums reach',
          tags,
          params: YearParams,
          querystring: query(pageQuery),
          response: { 200: page(YearRowSchema) },
        },
      },
      async ({ params: { year }, query: { cursor, limit = 50 } }) => {
        const key = readCursor(cursor, [/^.{1,200}$/s, /^.{1,100}$/])
        const after = key && { name: key[0], id: key[1] }
        const rows = await yearRows(deps.db, year, { after, limit: limit + 1 })
        return pageOf(rows, limit, rowShape, ({ name, payee }) => [name, payee.id])
      },
    )
    app.post(
      '/tax/years/:year/statements',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Issue a year’s statements, and corrections of those that have changed since',
          tags,
          params: YearParams,
          response: { 200: Type.Object({ issued: Type.Integer() }, thing) },
        },
      },
      async (request) => {
        const [actor, now] = [actorOf(request), deps.clock.now()]
        const by = `person:${actor.id}`
        const issued = await issueStatements(deps.db, request.params.year, by, now)
        const about = { type: 'tax', id: `${request.params.year}` }
        const entry = { by, deed: 'tax.statements_issued', about, after: { issued } }
        await atomically(deps.db, (tx) => audit(tx, { ...entry, from: request.id }, now))
        return { issued }
      },
    )
    app.get(
      '/tax/years/:year/filing',
      {
        config: { needs: FINANCE },
        schema: {
          summary:
            'A year’s returns as a file that filing services take; who took it is written down',
          tags,
          params: YearParams,
          querystring: query({ return: Type.Enum(['1099-NEC', '1099-K']) }),
          produces: ['text/csv'],
        },
      },
      async (request, reply) => {
        const [actor, now] = [actorOf(request), deps.clock.now()]
        const { year } = request.params
        const { text, lines, missing } = await filingOf(
          deps.db,
          deps.config,
          year,
          request.query.return,
        )
        const after = { return: request.query.return, lines, missing }
        const about = { type: 'tax', id: `${year}` }
        const entry = { by: `person:${actor.id}`, deed: 'tax.filing_taken', about, after }
        await atomically(deps.db, (tx) => audit(tx, { ...entry, from: request.id }, now))
        return reply
          .type('text/csv; charset=utf-8')
          .header(
            'content-disposition',
            `attachment; filename="${request.query.return}-${year}.csv"`,
          )
          .header('cache-control', 'private, no-store')
          .send(text)
      },
    )
    app.post(
      '/tax/forms/:type/:id/open',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Read a payee’s form whole; who looked and why is written down',
          tags,
          params: Type.Object({ type: Type.Enum(['person', 'organization']), id: IdSchema }, thing),
          body: Type.Object({ why: Words }, thing),
          response: { 200: Type.Object({ given: GivenSchema, values: ValuesSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const look = { by: `person:${actor.id}`, why: request.body.why }
          const { given, values } = await openForm(tx, deps.config, request.params, look, now)
          return { given: givenShape(given), values }
        }),
    )
  }

const RemittanceSchema = Type.Object(
  {
    id: IdSchema,
    amount: ValueSchema,
    authority: Type.String(),
    reference: Type.String(),
    paidOn: DateSchema,
    at: InstantSchema,
  },
  thing,
)
const SentSchema = Type.Object(
  { owed: Type.Array(ValueSchema), items: Type.Array(RemittanceSchema) },
  thing,
)

const sending =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const sent = async (q = deps.db as Parameters<typeof remittances>[0]) => {
      const items = await remittances(q)
      const currencies = await q<{ currency: string }>`
        select distinct currency from earnings.payout_view where withheld > 0 order by currency`
      const owed = []
      for (const { currency } of currencies)
        owed.push(value(await withheldOwed(q, currency), currency))
      return {
        owed,
        items: items.map((one) => ({
          id: one.id,
          amount: value(one.amount, one.currency),
          authority: one.authority,
          reference: one.reference,
          paidOn: one.paidOn,
          at: one.at.toString(),
        })),
      }
    }
    app.get(
      '/tax/remittances',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'What is withheld and not sent yet, and what was sent to the authority',
          tags,
          response: { 200: SentSchema },
        },
      },
      () => sent(),
    )
    app.post(
      '/tax/remittances',
      {
        config: { needs: FINANCE, deed: true },
        schema: {
          summary: 'Write down that what was withheld has been sent',
          tags,
          body: Type.Object(
            {
              amount: PositiveValueSchema,
              authority: Type.String({ minLength: 2, maxLength: 200 }),
              reference: Type.String({ minLength: 1, maxLength: 200 }),
              paidOn: DateSchema,
            },
            thing,
          ),
          response: { 200: SentSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { amount, ...rest } = request.body
          const by = `person:${actor.id}`
          const units = parseUnits(amount.amount, scaleOf(amount.asset))
          if (units === undefined) throw refuse('request_invalid')
          const given = { ...rest, currency: amount.asset, amount: units, by }
          const id = await recordRemittance(tx, given, now)
          const about = { type: 'remittance', id }
          await audit(
            tx,
            { by, deed: 'tax.remitted', about, after: request.body, from: request.id },
            now,
          )
          return sent(tx)
        }),
    )
  }
