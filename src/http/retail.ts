import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Query } from '#base'
import { value } from '#ledger'
import {
  inversions,
  ladderNow,
  listCatalogue,
  listTerms,
  makeOffer,
  offersFor,
  reviseOffer,
  setTerms,
  termsNow,
  withdrawOffer,
  withdrawTerms,
} from '#messaging'
import { change, type Deps } from './edge.ts'
import { refuse } from './problems.ts'
import { FINANCE, logged, Made, tags } from './retail-desk.ts'
import { DealSchema, heldOf, InversionSchema } from './retail-ladder.ts'
import { retailReductionRoutes } from './retail-reductions.ts'
import { retailSalesRoutes } from './retail-sales.ts'
import {
  ItemSchema,
  itemFrom,
  NewOfferBody,
  OfferBody,
  OfferSchema,
  offerFrom,
  offerTermsOf,
  TermsBody,
  TermsSchema,
  termsFrom,
  termsOf,
  thing,
} from './retail-shapes.ts'
import { IdParams, IdSchema, page } from './schemas.ts'

/** What message credits cost and what is on sale: for finance staff, and for organizations that buy. */
export const retailRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/organizations/:organizationId/message-offers',
      {
        config: {
          needs: { organization: ['owner', 'admin', 'manager', 'billing'], key: 'wallet:read' },
        },
        schema: {
          summary:
            'What an organization may buy now: packages, top-ups, its own offers, bundles it has earned',
          tags,
          params: Type.Object({ organizationId: IdSchema }, thing),
          response: { 200: page(OfferSchema) },
        },
      },
      async ({ params: { organizationId: id } }) => {
        const offers = await offersFor(deps.db, { type: 'organization', id }, deps.clock.now())
        return { items: offers.map(offerFrom), next: null }
      },
    )
    await app.register(terms(deps), { prefix: '/message-retail/terms' })
    await app.register(offers(deps), { prefix: '/message-retail/offers' })
    await app.register(retailReductionRoutes(deps), { prefix: '/message-retail' })
    await app.register(retailSalesRoutes(deps), { prefix: '/message-retail/sales' })
  }

const terms =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'What units cost and what is reckoned with, by version, the latest first',
          tags,
          response: { 200: page(TermsSchema) },
        },
      },
      async () => ({
        items: (await listTerms(deps.db, deps.clock.now())).map(termsFrom),
        next: null,
      }),
    )
    app.post(
      '',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Set what units cost and what is reckoned with, from now or later on',
          tags,
          body: TermsBody,
          response: { 201: TermsSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const before = termsFrom(await termsNow(tx, now))
          const wish = termsOf(request.body)
          const made = termsFrom(await setTerms(tx, wish, `person:${actor.id}`, now))
          const about = { type: 'retail_terms', id: `${made.version}` }
          const where = { from: request.id, now, before }
          await logged(tx, actor, 'retail_terms.set', about, made, where)
          return made
        })
      },
    )
    app.post(
      '/:version/withdraw',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Take back what has not begun to count',
          tags,
          params: Type.Object(
            { version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) },
            thing,
          ),
          response: { 200: page(TermsSchema) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { version } = request.params
          await withdrawTerms(tx, { version, by: `person:${actor.id}` }, now)
          const about = { type: 'retail_terms', id: `${version}` }
          await logged(tx, actor, 'retail_terms.withdrawn', about, {}, { from: request.id, now })
          return { items: (await listTerms(tx, now)).map(termsFrom), next: null }
        }),
    )
  }

/** Everything on sale, coming or past, and where the ladder stands on its head. */
async function catalogue(q: Query, now: Temporal.Instant) {
  const current = await termsNow(q, now)
  const steps = await ladderNow(q, now)
  const { inversions: found, unsure } = inversions(steps)
  const named = (id: string) => ({ id, name: steps.find((step) => step.id === id)!.name })
  const money = (units: bigint) => value(units, current.currency)
  return {
    terms: termsFrom(current),
    items: (await listCatalogue(q, now)).map((item) => itemFrom(item, current)),
    inversions: found.map(({ id, price, instead, cost }) => ({
      offer: named(id),
      price: money(price),
      instead: instead.map((one) => ({ offer: named(one.id), times: one.times })),
      cost: money(cost),
    })),
    unsure: unsure.map(named),
    deals: steps.flatMap(({ id, name, price, parts, deal, of = [] }) =>
      deal ? [{ id, name, price: money(price), ...heldOf(parts), once: deal === 'once', of }] : [],
    ),
  }
}

const CatalogueSchema = Type.Object(
  {
    terms: TermsSchema,
    items: Type.Array(ItemSchema),
    inversions: Type.Array(InversionSchema),
    unsure: Type.Array(Type.Object({ id: IdSchema, name: Type.String() }, thing), {
      description: 'For these not every combination could be looked at',
    }),
    deals: Type.Array(DealSchema, {
      description:
        'Other ways to buy what is on sale: promotions, prices for many, and bundles once',
    }),
  },
  thing,
)

const offers =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: FINANCE },
        schema: {
          summary:
            'Everything that is on sale, will be, or was, with its margins and where the ladder is inverted',
          tags,
          response: { 200: CatalogueSchema },
        },
      },
      () => catalogue(deps.db, deps.clock.now()),
    )
    app.get(
      '/:id',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'One offer with every version of it',
          tags,
          params: IdParams,
          response: { 200: ItemSchema },
        },
      },
      async ({ params: { id } }) => {
        const { items } = await catalogue(deps.db, deps.clock.now())
        const found = items.find((item) => item.id === id)
        if (!found) throw refuse('not_found')
        return found
      },
    )
    app.post(
      '',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Put a package, a top-up or a package for one organization on sale',
          tags,
          body: NewOfferBody,
          response: { 201: Made },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { kind, organization, ...rest } = request.body
          const { currency } = await termsNow(tx, now)
          const wish = { ...offerTermsOf(rest, currency), kind, organization }
          const made = await makeOffer(tx, wish, `person:${actor.id}`, now)
          const about = { type: 'message_offer', id: made.id }
          const where = { from: request.id, now }
          await logged(tx, actor, 'message_offer.made', about, request.body, where)
          return made
        })
      },
    )
    app.post(
      '/:id/versions',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Sell an offer on other terms, from now or later on',
          tags,
          params: IdParams,
          body: OfferBody,
          response: { 201: Type.Object({ version: IdSchema }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const { currency } = await termsNow(tx, now)
          const wish = { ...offerTermsOf(request.body, currency), id }
          const made = await reviseOffer(tx, wish, `person:${actor.id}`, now)
          const about = { type: 'message_offer', id }
          const where = { from: request.id, now }
          await logged(tx, actor, 'message_offer.revised', about, request.body, where)
          return made
        })
      },
    )
    app.post(
      '/:id/withdraw',
      {
        config: { needs: FINANCE },
        schema: {
          summary: 'Take an offer off sale',
          tags,
          params: IdParams,
          body: Type.Object({ why: Type.String({ minLength: 3, maxLength: 500 }) }, thing),
          response: { 200: Made },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const { why } = request.body
          await withdrawOffer(tx, { id, why, by: `person:${actor.id}` }, now)
          const about = { type: 'message_offer', id }
          await logged(
            tx,
            actor,
            'message_offer.withdrawn',
            about,
            { why },
            { from: request.id, now },
          )
          return { id }
        }),
    )
  }
