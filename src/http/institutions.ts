import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { shareOf } from '#base'
import {
  agreementsOf,
  changeAgreement,
  endAgreement,
  joiningRules,
  listInstitutions,
  moveEducator,
  policyNow,
  sharesOf,
} from '#earnings'
import { value } from '#ledger'
import { audit, createOrganization } from '#people'
import { cursorOr } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { currencyNow, inviting, Params, ParamsAnd, payeeRoutes, seen } from './institution-pages.ts'
import {
  AgreementSchema,
  agreementFrom,
  InstitutionSchema,
  institutionFrom,
  RateSchema,
  SharesSchema,
  sharesFrom,
} from './institution-shapes.ts'
import { instant } from './periods.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['institutions']
const SEES = { staff: ['admin', 'finance', 'support'] } as const
const SETS = { staff: ['admin', 'finance'] } as const

/** Institutions: for staff, and for the institution itself, which sees its agreement and sets nothing of it. */
export const institutionRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(staffRoutes(deps))
    await app.register(agreementRoutes(deps))
    await app.register(seen(deps, SEES), { prefix: '/institutions/:organizationId' })
    await app.register(inviting(deps, SEES), { prefix: '/institutions/:organizationId' })
    const at = { prefix: '/organizations/:organizationId/teaching' }
    await app.register(seen(deps, { organization: ['owner', 'admin', 'billing', 'manager'] }), at)
    await app.register(inviting(deps, { organization: ['owner', 'admin'] }), at)
    await app.register(payeeRoutes(deps), at)
  }

const staffRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/institutions',
      {
        config: { needs: SEES },
        schema: {
          summary: 'Institutions by name, Platform Creators first',
          tags,
          querystring: query({
            ...pageQuery,
            words: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          }),
          response: { 200: page(InstitutionSchema) },
        },
      },
      async ({ query: { cursor, limit = 20, words } }) => {
        const currency = await currencyNow(deps)
        const filter = { words, after: cursorOr(cursor), limit }
        const { items, next } = await listInstitutions(deps.db, filter, currency, deps.clock.now())
        return { items: items.map((one) => institutionFrom(one, currency)), next }
      },
    )
    app.post(
      '/institutions',
      {
        config: { needs: SEES },
        schema: {
          summary: 'Make an institution',
          tags,
          body: Type.Object(
            { name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
            thing,
          ),
          response: { 201: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { id } = await createOrganization(tx, request.body, now)
          const about = { type: 'organization', id }
          const by = `person:${actor.id}`
          await audit(
            tx,
            { by, deed: 'institution.made', about, after: request.body, from: request.ip },
            now,
          )
          return { id }
        })
      },
    )
    app.post(
      '/educators/:id/move',
      {
        config: { needs: SEES },
        schema: {
          summary:
            'Move an educator to another institution, or to Platform Creators, for later bookings',
          tags,
          params: IdParams,
          body: Type.Object({ organizationId: IdSchema }, thing),
          response: { 200: Type.Object({ organizationId: IdSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const { organizationId } = request.body
          const by = `person:${actor.id}`
          await moveEducator(tx, { educator: id, to: organizationId, how: 'moved' }, by, now)
          const about = { type: 'person', id }
          await audit(
            tx,
            { by, deed: 'educator.moved', about, after: { organizationId }, from: request.ip },
            now,
          )
          return { organizationId }
        }),
    )
    app.get(
      '/institution-shares',
      {
        config: { needs: SEES },
        schema: {
          summary: 'What each gets of one seat at these rates, paid with credits and by card',
          tags,
          querystring: query({
            price: Type.Optional(Type.String({ pattern: '^[0-9]{1,7}([.][0-9]{1,2})?$' })),
            educatorRate: RateSchema,
            institutionRate: RateSchema,
          }),
          response: {
            200: Type.Object(
              { price: ValueSchema, credits: SharesSchema, card: SharesSchema },
              thing,
            ),
          },
        },
      },
      async ({ query: { price: asked = '20.00', ...rates } }) => {
        const { currency, feeBearer } = await policyNow(deps.db, deps.clock.now())
        const rules = await joiningRules(deps.db)
        const price = BigInt(Math.round(Number(asked) * 100))
        const cardFee = shareOf(price, BigInt(rules.cardFeeRate)) + rules.cardFeeFixed
        return {
          price: value(price, currency),
          credits: sharesFrom(sharesOf({ price, ...rates }), currency),
          card: sharesFrom(sharesOf({ price, ...rates, cardFee, feeBearer }), currency),
        }
      },
    )
  }

const agreementRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/organizations/:organizationId/agreement',
      {
        config: { needs: SETS },
        schema: {
          summary:
            "What an institution's educators get, and what it gets; the one that runs ends where it begins",
          tags,
          params: Params,
          body: Type.Object(
            {
              educatorRate: RateSchema,
              institutionRate: RateSchema,
              from: Type.Optional(InstantSchema),
              until: Type.Optional(InstantSchema),
            },
            thing,
          ),
          response: { 201: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { organizationId } = request.params
          const { from, until, ...rates } = request.body
          const by = `person:${actor.id}`
          const terms = { organizationId, ...rates, from: instant(from), until: instant(until) }
          const id = await changeAgreement(tx, terms, by, now)
          const about = { type: 'organization', id: organizationId }
          await audit(
            tx,
            { by, deed: 'agreement.made', about, after: request.body, from: request.ip },
            now,
          )
          return { id }
        })
      },
    )
    app.post(
      '/organizations/:organizationId/agreements/:id/end',
      {
        config: { needs: SETS },
        schema: {
          summary: 'End an agreement, or withdraw one that has not begun',
          tags,
          params: ParamsAnd('id'),
          body: Type.Object({ at: Type.Optional(InstantSchema) }, thing),
          response: { 200: Type.Object({ agreements: Type.Array(AgreementSchema) }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId, id } = request.params as { organizationId: string; id: string }
          const by = `person:${actor.id}`
          await endAgreement(tx, { organizationId, id, at: instant(request.body.at) }, by, now)
          const about = { type: 'organization', id: organizationId }
          await audit(
            tx,
            {
              by,
              deed: 'agreement.ended',
              about,
              after: { id, ...request.body },
              from: request.ip,
            },
            now,
          )
          return { agreements: (await agreementsOf(tx, organizationId, now)).map(agreementFrom) }
        }),
    )
  }
