import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  formFor,
  formOf,
  giveForm,
  oneStatement,
  payoutsWait,
  type Statement,
  statementPaper,
  statementsOf,
  taxPolicyNow,
  yearOf,
} from '#earnings'
import { sellerNow } from '#payments'
import type { Actor } from '#people'
import { actorOf, change, type Deps } from './edge.ts'
import { refuse } from './problems.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page, query } from './schemas.ts'
import { taxDeskRoutes } from './tax-desk.ts'
import {
  CountrySchema,
  FiguresSchema,
  FormSchema,
  figuresShape,
  formShape,
  GivenSchema,
  givenShape,
  ValuesSchema,
} from './tax-shapes.ts'

const thing = { additionalProperties: false } as const
const tags = ['tax']
const EDUCATOR = { needs: 'educator' } as const
const payeeOf = ({ id }: Actor) => ({ type: 'person' as const, id })

const OwnSchema = Type.Object(
  {
    given: orNull(GivenSchema),
    operatorCountry: CountrySchema,
    payoutsWait: Type.Boolean({ description: 'Earnings of mine wait for the form' }),
    demanded: Type.Boolean({ description: 'The operator pays nobody without it' }),
  },
  thing,
)

const StatementSchema = Type.Object(
  {
    id: IdSchema,
    year: Type.Integer(),
    number: Type.Integer(),
    issuedAt: InstantSchema,
    figures: Type.Array(FiguresSchema),
    pdf: Type.String({ description: 'Where the paper is' }),
  },
  thing,
)
const statementShape = (one: Statement) => ({
  id: one.id,
  year: one.year,
  number: one.number,
  issuedAt: one.issuedAt.toString(),
  figures: one.figures.map(figuresShape),
  pdf: `/api/tax-statements/${one.id}/pdf`,
})

/** Tax of those who teach: their form, masked once it is given, and what was stated of each year. */
export const taxFormRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(ownForm(deps))
    await app.register(statements(deps))
    await app.register(taxDeskRoutes(deps))
  }

const ownForm =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const own = async (actor: Actor, q = deps.db as Parameters<typeof formOf>[0]) => {
      const payee = payeeOf(actor)
      const [given, policy] = [await formOf(q, payee), await taxPolicyNow(q)]
      return {
        given: given ? givenShape(given) : null,
        operatorCountry: policy.country,
        payoutsWait: await payoutsWait(q, payee),
        demanded: policy.payoutsWait,
      }
    }
    app.get(
      '/teaching/tax',
      {
        config: EDUCATOR,
        schema: { summary: 'My tax form, masked', tags, response: { 200: OwnSchema } },
      },
      (request) => own(actorOf(request)),
    )
    app.get(
      '/teaching/tax/form',
      {
        config: EDUCATOR,
        schema: {
          summary: 'What is asked of somebody who pays tax in a country',
          tags,
          querystring: query({ country: CountrySchema }),
          response: { 200: FormSchema },
        },
      },
      async (request) => formShape(await formFor(deps.db, request.query.country)),
    )
    app.put(
      '/teaching/tax',
      {
        config: { ...EDUCATOR, limit: 'writing' },
        schema: {
          summary: 'Give my tax details, or correct them',
          tags,
          body: Type.Object(
            {
              country: CountrySchema,
              values: ValuesSchema,
              certified: Type.Literal(true, { description: 'What the form certifies is true' }),
            },
            thing,
          ),
          response: { 200: OwnSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { country, values } = request.body
          const given = { country, values, by: `person:${actor.id}` }
          await giveForm(tx, deps.config, payeeOf(actor), given, now)
          return own(actor, tx)
        }),
    )
  }

const statements =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/teaching/tax/statements',
      {
        config: EDUCATOR,
        schema: {
          summary: 'My statements by year, the latest first',
          tags,
          response: { 200: page(StatementSchema) },
        },
      },
      async (request) => ({
        items: (await statementsOf(deps.db, payeeOf(actorOf(request)))).map(statementShape),
        next: null,
      }),
    )
    app.get(
      '/teaching/tax/years/:year',
      {
        config: EDUCATOR,
        schema: {
          summary: 'What was paid out to me in a year so far',
          tags,
          params: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2200 }) }, thing),
          response: { 200: page(FiguresSchema) },
        },
      },
      async (request) => {
        const { year } = request.params
        const figures = await yearOf(deps.db, payeeOf(actorOf(request)), year)
        return { items: figures.map(figuresShape), next: null }
      },
    )
    app.get(
      '/tax-statements/:id/pdf',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'A year’s statement as PDF',
          description: 'My own, or any for finance. The same bytes every time.',
          tags,
          params: IdParams,
          produces: ['application/pdf'],
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const found = await oneStatement(deps.db, request.params.id)
        const own = found.payee.type === 'person' && found.payee.id === actor.id
        const sees = actor.staffRoles.some((role) => role === 'finance' || role === 'admin')
        if (!own && !sees) throw refuse('not_found')
        const { name, address, taxId } = await sellerNow(deps.db)
        const issuer = { name, address: address.split('\n'), taxId }
        return reply
          .type('application/pdf')
          .header('content-disposition', `inline; filename="statement-${found.year}.pdf"`)
          .header('cache-control', 'private, no-store')
          .send(Buffer.from(await statementPaper(found, issuer)))
      },
    )
  }
