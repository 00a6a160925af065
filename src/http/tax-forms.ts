import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type TProperties, Type } from 'typebox'
import type { Query } from '#base'
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
import type { Owner } from '#ledger'
import { sellerNow } from '#payments'
import type { OrgRole } from '#people'
import { actorOf, change, type Deps, type Needs } from './edge.ts'
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

/** Whose tax it is, at which address: an educator's own, or an institution's, for those who keep its money. */
type Whose = {
  at: string
  needs: Needs
  params: TProperties
  payeeOf: (request: FastifyRequest) => Owner
}
const KEEPS_MONEY: readonly OrgRole[] = ['owner', 'admin', 'billing']
const WHOSE: readonly Whose[] = [
  {
    at: '/teaching/tax',
    needs: 'educator',
    params: {},
    payeeOf: (request) => ({ type: 'person', id: actorOf(request).id }),
  },
  {
    at: '/organizations/:organizationId/teaching/tax',
    needs: { organization: KEEPS_MONEY },
    params: { organizationId: IdSchema },
    payeeOf: (request) => ({
      type: 'organization',
      id: (request.params as { organizationId: string }).organizationId,
    }),
  },
]

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

/** Tax of those whom we pay: their form, masked once it is given, and what was stated of each year. */
export const taxFormRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const whose of WHOSE) {
      await app.register(ownForm(deps, whose))
      await app.register(statements(deps, whose))
    }
    await app.register(papers(deps))
    await app.register(taxDeskRoutes(deps))
  }

const ownForm =
  (deps: Deps, { at, needs, params, payeeOf }: Whose): FastifyPluginAsyncTypebox =>
  async (app) => {
    const own = async (payee: Owner, q: Query = deps.db) => {
      const [given, policy] = [await formOf(q, payee), await taxPolicyNow(q)]
      return {
        given: given ? givenShape(given) : null,
        operatorCountry: policy.country,
        payoutsWait: await payoutsWait(q, payee),
        demanded: policy.payoutsWait,
      }
    }
    app.get(
      at,
      {
        config: { needs },
        schema: {
          summary: 'The tax form that was given, masked',
          tags,
          params: Type.Object(params, thing),
          response: { 200: OwnSchema },
        },
      },
      (request) => own(payeeOf(request)),
    )
    app.get(
      `${at}/form`,
      {
        config: { needs },
        schema: {
          summary: 'What is asked of somebody who pays tax in a country',
          tags,
          params: Type.Object(params, thing),
          querystring: query({ country: CountrySchema }),
          response: { 200: FormSchema },
        },
      },
      async (request) =>
        formShape(await formFor(deps.db, request.query.country, payeeOf(request).type)),
    )
    app.put(
      at,
      {
        config: { needs, limit: 'writing' },
        schema: {
          summary: 'Give tax details, or correct them',
          tags,
          params: Type.Object(params, thing),
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
          await giveForm(tx, deps.config, payeeOf(request), given, now)
          return own(payeeOf(request), tx)
        }),
    )
  }

const statements =
  (deps: Deps, { at, needs, params, payeeOf }: Whose): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      `${at}/statements`,
      {
        config: { needs },
        schema: {
          summary: 'Statements by year, the latest first',
          tags,
          params: Type.Object(params, thing),
          response: { 200: page(StatementSchema) },
        },
      },
      async (request) => ({
        items: (await statementsOf(deps.db, payeeOf(request))).map(statementShape),
        next: null,
      }),
    )
    app.get(
      `${at}/years/:year`,
      {
        config: { needs },
        schema: {
          summary: 'What was paid out in a year so far',
          tags,
          params: Type.Object(
            { ...params, year: Type.Integer({ minimum: 2000, maximum: 2200 }) },
            thing,
          ),
          response: { 200: page(FiguresSchema) },
        },
      },
      async (request) => {
        const { year } = request.params as { year: number }
        const figures = await yearOf(deps.db, payeeOf(request), year)
        return { items: figures.map(figuresShape), next: null }
      },
    )
  }

const papers =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/tax-statements/:id/pdf',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'A year’s statement as PDF',
          description:
            'One’s own, one’s institution’s, or any for finance. The same bytes every time.',
          tags,
          params: IdParams,
          produces: ['application/pdf'],
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const found = await oneStatement(deps.db, request.params.id)
        const own =
          found.payee.type === 'person'
            ? found.payee.id === actor.id
            : actor.memberships.some(
                ({ organizationId, role }) =>
                  organizationId === found.payee.id && KEEPS_MONEY.includes(role),
              )
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
