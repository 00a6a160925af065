import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically } from '#base'
import {
  bounceRules,
  followMailing,
  liftSuppression,
  readMailing,
  SUPPRESSED_FOR,
  setBounceRules,
  suppress,
  suppressionsOf,
} from '#messaging'
import { audit } from '#people'
import {
  CategorySchema,
  KEEPS,
  READS,
  SuppressionSchema,
  suppressionFrom,
  thing,
  WaySchema,
} from './contact-shapes.ts'
import { cursorOr } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { IdParams, IdSchema, page, pageQuery, query } from './schemas.ts'

type App = Parameters<FastifyPluginAsyncTypebox>[0]
const tags = ['contacts']
const STAFF = { staff: ['support'] } as const
const Params = Type.Object({ organizationId: IdSchema }, thing)
const OneParams = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)
const filterQuery = query({
  ...pageQuery,
  way: Type.Optional(WaySchema),
  reason: Type.Optional(Type.Enum([...SUPPRESSED_FOR])),
  search: Type.Optional(Type.String({ maxLength: 100 })),
  lifted: Type.Optional(Type.Boolean()),
})
const ReasonBody = Type.Object({ reason: Type.String({ minLength: 3, maxLength: 500 }) }, thing)

/** Addresses that nothing is sent to, and links by which people end what they are sent. */
export const suppressionRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    listing(app, deps)
    lifting(app, deps)
    asking(app, deps)
    bouncing(app, deps)
    await app.register(mailings(deps))
  }

function listing(app: App, deps: Deps): void {
  app.get(
    '/organizations/:organizationId/suppressions',
    {
      config: { needs: { ...READS, key: 'contacts:read' } },
      schema: {
        summary: 'Addresses that an organization sends nothing to',
        tags,
        params: Params,
        querystring: filterQuery,
        response: { 200: page(SuppressionSchema) },
      },
    },
    async ({ params: { organizationId }, query: { cursor, limit = 20, ...filter } }) => {
      const asked = { ...filter, organization: organizationId, after: cursorOr(cursor), limit }
      const { items, next } = await suppressionsOf(deps.db, asked, deps.clock.now())
      return { items: items.map(suppressionFrom), next }
    },
  )
  app.get(
    '/suppressions',
    {
      config: { needs: STAFF },
      schema: {
        summary: 'All addresses that nothing is sent to, for staff',
        tags,
        querystring: filterQuery,
        response: { 200: page(SuppressionSchema) },
      },
    },
    async ({ query: { cursor, limit = 20, ...filter } }) => {
      const asked = { ...filter, after: cursorOr(cursor), limit }
      const { items, next } = await suppressionsOf(deps.db, asked, deps.clock.now())
      return { items: items.map(suppressionFrom), next }
    },
  )
}

function lifting(app: App, deps: Deps): void {
  const config = { needs: KEEPS }
  app.post(
    '/organizations/:organizationId/suppressions/:id/lift',
    {
      config,
      schema: {
        summary: 'Write to an address again; complaints are not lifted here',
        tags,
        params: OneParams,
        body: ReasonBody,
        response: { 200: SuppressionSchema },
      },
    },
    (request) => lift(request, request.params.id, request.params.organizationId),
  )
  app.post(
    '/suppressions/:id/lift',
    {
      config: { needs: STAFF },
      schema: {
        summary: 'Let an address be written to again, by staff',
        tags,
        params: IdParams,
        body: ReasonBody,
        response: { 200: SuppressionSchema },
      },
    },
    (request) => lift(request, request.params.id, null),
  )
  const lift = (
    request: Parameters<typeof change>[1] & { body: { reason: string } },
    id: string,
    organization: string | null,
  ) =>
    change(deps, request, async (tx, now, actor) => {
      const by = `person:${actor.id}`
      const { reason } = request.body
      const lifted = await liftSuppression(tx, { id, organization, reason }, by, now)
      const about = { type: 'suppression', id }
      const after = { reason, organization, was: lifted.reason }
      await audit(tx, { by, deed: 'suppression.lifted', about, after, from: request.ip }, now)
      return suppressionFrom(lifted)
    })
}

function asking(app: App, deps: Deps): void {
  app.post(
    '/organizations/:organizationId/suppressions',
    {
      config: { needs: KEEPS, limit: 'writing' },
      schema: {
        summary: 'Send nothing more to an address, because somebody asked for it',
        tags,
        params: Params,
        body: Type.Object(
          {
            way: WaySchema,
            address: Type.String({ minLength: 3, maxLength: 254 }),
            note: Type.String({ minLength: 3, maxLength: 200 }),
          },
          thing,
        ),
        response: { 201: Type.Object({ address: Type.String() }, thing) },
      },
    },
    (request, reply) => {
      reply.code(201)
      return change(deps, request, async (tx, now) => {
        const { way, address, note } = request.body
        const organization = request.params.organizationId
        await suppress(tx, { organization, way, address, reason: 'asked', source: note }, now)
        return { address }
      })
    },
  )
}

const RulesSchema = Type.Object(
  {
    softBounces: Type.Integer({ minimum: 1, maximum: 50 }),
    withinDays: Type.Integer({ minimum: 1, maximum: 90 }),
    restsDays: Type.Integer({ minimum: 1, maximum: 365 }),
  },
  thing,
)
const RulesNow = Type.Object({ version: Type.Integer(), ...RulesSchema.properties }, thing)

function bouncing(app: App, deps: Deps): void {
  app.get(
    '/bounce-rules',
    {
      config: { needs: STAFF },
      schema: {
        summary: 'How many soft bounces rest an address, and for how long',
        tags,
        response: { 200: RulesNow },
      },
    },
    () => bounceRules(deps.db),
  )
  app.put(
    '/bounce-rules',
    {
      config: { needs: { staff: ['admin'] } },
      schema: {
        summary: 'Set them, as a new version',
        tags,
        body: RulesSchema,
        response: { 200: RulesNow },
      },
    },
    (request) =>
      change(deps, request, async (tx, now, actor) => {
        const by = `person:${actor.id}`
        const rules = await setBounceRules(tx, request.body, by, now)
        const about = { type: 'bounce_rules', id: String(rules.version) }
        await audit(
          tx,
          { by, deed: 'bounce_rules.set', about, after: request.body, from: request.ip },
          now,
        )
        return rules
      }),
  )
}

const TokenParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 300 }) }, thing)
const MailingSchema = Type.Object(
  {
    organization: Type.String({ description: 'Who writes' }),
    way: WaySchema,
    category: CategorySchema,
    wanted: Type.Boolean(),
  },
  thing,
)

/** One press ends mailings (RFC 8058): mail programs post a form to the link, and all that it says is in the address. */
const mailings =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data'])
      app.addContentTypeParser(
        type,
        { parseAs: 'string', bodyLimit: 4_096 },
        (_request, _body, done) => done(null, {}),
      )
    const config = { needs: 'anyone' } as const
    const follow = (
      { params, ip }: { params: { token: string }; ip: string },
      wish: { wanted: boolean; everything?: boolean | undefined },
    ) =>
      atomically(deps.db, (tx) =>
        followMailing(tx, { token: params.token, ip, ...wish }, deps.clock.now()),
      )
    const response = { 200: MailingSchema }
    app.get(
      '/mailings/:token',
      {
        config,
        schema: { summary: 'Where a link that ends mailings leads', tags, params: TokenParams },
      },
      ({ params }, reply) => reply.redirect(`/mailings/${encodeURIComponent(params.token)}`, 303),
    )
    app.get(
      '/mailings/:token/about',
      {
        config,
        schema: { summary: 'What a link ends', tags, params: TokenParams, response },
      },
      ({ params }) => readMailing(deps.db, params.token),
    )
    app.post(
      '/mailings/:token',
      {
        config,
        schema: {
          summary: 'Ends the mailings of a link at once, without signing in',
          tags,
          params: TokenParams,
          querystring: query({ everything: Type.Optional(Type.Boolean()) }),
          response,
        },
      },
      (request) => follow(request, { wanted: false, everything: request.query.everything }),
    )
    app.delete(
      '/mailings/:token',
      {
        config,
        schema: { summary: 'Takes that back', tags, params: TokenParams, response },
      },
      (request) => follow(request, { wanted: true }),
    )
  }
