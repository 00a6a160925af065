import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  agreementsOf,
  educatorsOf,
  institutionSums,
  invitationsOf,
  inviteEducator,
  letGo,
  listCommissions,
  policyNow,
  withdrawInvitation,
} from '#earnings'
import { value } from '#ledger'
import { openPayee, payeeLink, payeeOf } from '#payments'
import { audit } from '#people'
import { cursorOr } from './cursor.ts'
import { CommissionSchema, commissionFrom, PayoutSchema } from './earnings-shapes.ts'
import { actorOf, change, type Deps, type Needs } from './edge.ts'
import {
  AgreementSchema,
  agreementFrom,
  InvitationSchema,
  InviteBody,
  invitationFrom,
  TheirEducatorSchema,
  theirEducatorFrom,
} from './institution-shapes.ts'
import { PayoutDetailSchema, payoutDetail, payouts } from './payouts.ts'
import { instant } from './periods.ts'
import { IdSchema, InstantSchema, orNull, page, pageQuery, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['institutions']
export const Params = Type.Object({ organizationId: IdSchema }, thing)
export const ParamsAnd = (name: string) =>
  Type.Object({ organizationId: IdSchema, [name]: IdSchema }, thing)

export const currencyNow = async (deps: Deps) =>
  (await policyNow(deps.db, deps.clock.now())).currency

const DetailSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    educators: Type.Integer(),
    sums: Type.Object(
      {
        pending: ValueSchema,
        held: ValueSchema,
        available: ValueSchema,
        inPayout: ValueSchema,
        paid: ValueSchema,
      },
      thing,
    ),
    agreements: Type.Array(AgreementSchema),
    payee: Type.Enum(['none', 'opening', 'restricted', 'ready']),
  },
  thing,
)

/** What staff and the institution see alike. */
export const seen =
  (deps: Deps, needs: Needs): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { needs }
    app.get(
      '',
      {
        config,
        schema: {
          summary: 'An institution, its agreements and what its own part comes to',
          tags,
          params: Params,
          response: { 200: DetailSchema },
        },
      },
      async ({ params: { organizationId: id } }) => {
        const currency = await currencyNow(deps)
        const { name, educators, ...sums } = await institutionSums(deps.db, id, currency)
        const owner = { type: 'organization', id } as const
        const payee = await payeeOf(deps.db, deps.payments.provider.id, owner)
        const money = (amount: bigint) => value(amount, currency)
        return {
          id,
          name,
          educators,
          sums: {
            pending: money(sums.pending),
            held: money(sums.held),
            available: money(sums.available),
            inPayout: money(sums.inPayout),
            paid: money(sums.paid),
          },
          agreements: (await agreementsOf(deps.db, id, deps.clock.now())).map(agreementFrom),
          payee: payee?.state ?? ('none' as const),
        }
      },
    )
    app.get(
      '/educators',
      {
        config,
        schema: {
          summary: 'Its educators, with what the last 30 days brought',
          tags,
          params: Params,
          querystring: query(pageQuery),
          response: { 200: page(TheirEducatorSchema) },
        },
      },
      async ({ params: { organizationId }, query: { cursor, limit = 20 } }) => {
        const currency = await currencyNow(deps)
        const filter = { organizationId, after: cursorOr(cursor), limit }
        const { items, next } = await educatorsOf(deps.db, filter, currency, deps.clock.now())
        return { items: items.map((one) => theirEducatorFrom(one, currency)), next }
      },
    )
    app.get(
      '/commissions',
      {
        config,
        schema: {
          summary: 'Its own part of each booking',
          tags,
          params: Params,
          querystring: query({
            ...pageQuery,
            from: Type.Optional(InstantSchema),
            to: Type.Optional(InstantSchema),
          }),
          response: { 200: page(CommissionSchema) },
        },
      },
      async ({ params: { organizationId: id }, query: { cursor, limit = 20, from, to } }) => {
        const payee = { type: 'organization', id } as const
        const { items, next } = await listCommissions(deps.db, {
          payee,
          from: instant(from),
          to: instant(to),
          after: cursorOr(cursor),
          limit,
        })
        return { items: items.map(commissionFrom), next }
      },
    )
    app.get(
      '/payouts',
      {
        config,
        schema: {
          summary: 'What was paid out to it',
          tags,
          params: Params,
          querystring: query(pageQuery),
          response: { 200: page(PayoutSchema) },
        },
      },
      ({ params: { organizationId: id }, query: asked }) =>
        payouts(deps, asked, { type: 'organization', id }),
    )
    app.get(
      '/payouts/:payoutId',
      {
        config,
        schema: {
          summary: 'The statement of one payout to it',
          tags,
          params: ParamsAnd('payoutId'),
          response: { 200: PayoutDetailSchema },
        },
      },
      ({ params }) => {
        const { organizationId, payoutId } = params as { organizationId: string; payoutId: string }
        return payoutDetail(deps, payoutId, organizationId)
      },
    )
    app.get(
      '/invitations',
      {
        config,
        schema: {
          summary: 'Whom it has invited',
          tags,
          params: Params,
          querystring: query({ ...pageQuery, open: Type.Optional(Type.Boolean()) }),
          response: { 200: page(InvitationSchema) },
        },
      },
      async ({ params: { organizationId }, query: { cursor, limit = 20, open } }) => {
        const filter = { organizationId, open, after: cursorOr(cursor), limit }
        const { items, next } = await invitationsOf(deps.db, filter, deps.clock.now())
        return { items: items.map(invitationFrom), next }
      },
    )
  }

/** Who comes and goes. */
export const inviting =
  (deps: Deps, needs: Needs): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { needs }
    app.post(
      '/invitations',
      {
        config,
        schema: {
          summary: 'Invite somebody to teach for it',
          tags,
          params: Params,
          body: InviteBody,
          response: { 201: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { organizationId } = request.params
          const { email, name, headline = '', locale = 'en', ...rest } = request.body
          const by = `person:${actor.id}`
          const terms = { ...rest, headline, locale, guarantee: null }
          const id = await inviteEducator(tx, { organizationId, email, name, terms }, by, now)
          const about = { type: 'organization', id: organizationId }
          await audit(
            tx,
            { by, deed: 'educator.invited', about, after: { email }, from: request.ip },
            now,
          )
          return { id }
        })
      },
    )
    app.delete(
      '/invitations/:id',
      {
        config,
        schema: {
          summary: 'Withdraw an invitation',
          tags,
          params: ParamsAnd('id'),
          response: { 200: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId, id } = request.params as { organizationId: string; id: string }
          await withdrawInvitation(tx, { organizationId, id }, `person:${actor.id}`, now)
          return { id }
        }),
    )
    app.post(
      '/educators/:id/let-go',
      {
        config,
        schema: {
          summary: 'Let an educator go, to Platform Creators, for later bookings',
          tags,
          params: ParamsAnd('id'),
          response: { 200: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId, id } = request.params as { organizationId: string; id: string }
          const by = `person:${actor.id}`
          await letGo(tx, { organizationId, educator: id }, by, now)
          await audit(
            tx,
            {
              by,
              deed: 'educator.let_go',
              about: { type: 'person', id },
              after: { organizationId },
              from: request.ip,
            },
            now,
          )
          return { id }
        }),
    )
  }

const PayeeSchema = Type.Object(
  { state: Type.Enum(['none', 'opening', 'restricted', 'ready']), url: orNull(Type.String()) },
  thing,
)

export const payeeRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/payee',
      {
        config: { needs: { organization: ['owner', 'admin', 'billing'] }, limit: 'checkout' },
        schema: {
          summary: 'Open its account at the payment provider, or go on with it',
          tags,
          params: Params,
          body: Type.Object({ country: Type.String({ pattern: '^[A-Z]{2}$' }) }, thing),
          response: { 200: PayeeSchema },
        },
      },
      async (request) => {
        const { organizationId: id } = request.params
        const { email } = actorOf(request)
        const { name } = await institutionSums(deps.db, id, await currencyNow(deps))
        const owner = { type: 'organization', id } as const
        const { country } = request.body
        const known = await openPayee(
          deps.payments,
          { owner, email, name, country },
          deps.clock.now(),
        )
        const { url } = await payeeLink(deps.payments, owner, `/institution/${id}`)
        return { state: known.state, url }
      },
    )
  }
