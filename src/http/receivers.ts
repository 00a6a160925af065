import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Tx } from '#base'
import {
  addReceiver,
  changeReceiver,
  changeSecret,
  EVENTS,
  oneReceiver,
  openWebhooks,
  receiversOf,
  removeReceiver,
  type Webhooks,
} from '#messaging'
import { audit } from '#people'
import { change, type Deps, type Needs } from './edge.ts'
import { againRoutes, deliveryRoutes, type Routes } from './receiver-deliveries.ts'
import {
  closed,
  KindsSchema,
  NameSchema,
  ReceiverSchema,
  receiverAnswer,
  SecretSchema,
  UrlSchema,
} from './receiver-shapes.ts'
import { IdSchema, query } from './schemas.ts'

type App = Parameters<FastifyPluginAsyncTypebox>[0]

/** Organizations set up receivers for what concerns them; the operator's staff for everything. */
const OWNERS = [
  { at: '/event-receivers', needs: { staff: ['admin'] }, of: 'the operator’s' },
  {
    at: '/organizations/:organizationId/event-receivers',
    needs: { organization: ['owner', 'admin'] },
    of: 'an organization’s',
  },
] as const satisfies { at: string; needs: Needs; of: string }[]

/** Machines that are told of what happens. */
export const receiverRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/events',
      {
        config: { needs: 'anyone' },
        schema: {
          tags: ['events'],
          summary:
            'Every event that receivers can be told of; their shapes are in the API’s document',
          response: {
            200: Type.Object({
              items: Type.Array(Type.Object({ kind: Type.String(), says: Type.String() }, closed)),
            }),
          },
        },
      },
      async () => ({
        items: Object.entries(EVENTS).map(([kind, { says }]) => ({ kind, says })),
      }),
    )
    for (const owner of OWNERS) await app.register(routesOf(deps, owner))
  }

type Owned = Routes & { webhooks: Webhooks; of: string }

const routesOf =
  (deps: Deps, { at, needs, of }: (typeof OWNERS)[number]): FastifyPluginAsyncTypebox =>
  async (app) => {
    const routes: Owned = {
      at,
      of,
      config: { needs },
      inPath: at.includes(':') ? { organizationId: IdSchema } : {},
      mine: (request) => {
        const { organizationId, id } = request.params as { organizationId?: string; id: string }
        return { owner: organizationId ?? null, id }
      },
      webhooks: openWebhooks(deps.config),
    }
    setUpRoutes(app, deps, routes)
    changeRoutes(app, deps, routes)
    secretRoutes(app, deps, routes)
    deliveryRoutes(app, deps, routes)
    againRoutes(app, deps, routes)
  }

const tags = ['events']

function setUpRoutes(
  app: App,
  deps: Deps,
  { at, of, config, inPath, mine, webhooks }: Owned,
): void {
  app.get(
    at,
    {
      config,
      schema: {
        tags,
        summary: `Receivers of events, ${of}`,
        params: query(inPath),
        response: { 200: Type.Object({ items: Type.Array(ReceiverSchema) }, closed) },
      },
    },
    async (request) => ({
      items: (await receiversOf(deps.db, mine(request).owner, deps.clock.now())).map(
        receiverAnswer,
      ),
    }),
  )
  app.post(
    at,
    {
      config,
      schema: {
        tags,
        summary: `Sets up a receiver, ${of}: its secret is in the answer and nowhere else`,
        params: query(inPath),
        body: Type.Object(
          { url: UrlSchema, name: NameSchema, kinds: Type.Optional(KindsSchema) },
          closed,
        ),
        response: { 201: SecretSchema },
      },
    },
    async (request, reply) => {
      const {
        url,
        name,
        kinds = null,
      } = request.body as {
        url: string
        name: string
        kinds?: string[] | null
      }
      const made = await change(deps, request, async (tx, now, actor) => {
        const wish = { owner: mine(request).owner, url, name, kinds, by: actor.id }
        const added = await addReceiver(tx, webhooks, wish, now)
        await noted(tx, request, now, 'receiver.added', added.receiver.id, { url, name, kinds })
        return added
      })
      return reply.code(201).send({ receiver: receiverAnswer(made.receiver), secret: made.secret })
    },
  )
}

function changeRoutes(app: App, deps: Deps, { at, config, inPath, mine, webhooks }: Owned): void {
  const params = query({ ...inPath, id: IdSchema })
  app.get(
    `${at}/:id`,
    {
      config,
      schema: { tags, summary: 'One receiver', params, response: { 200: ReceiverSchema } },
    },
    async (request) => {
      const { owner, id } = mine(request)
      return receiverAnswer(await oneReceiver(deps.db, owner, id, deps.clock.now()))
    },
  )
  app.patch(
    `${at}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Changes a receiver, or switches it on or off',
        params,
        body: Type.Object(
          {
            url: Type.Optional(UrlSchema),
            name: Type.Optional(NameSchema),
            kinds: Type.Optional(KindsSchema),
            on: Type.Optional(Type.Boolean()),
          },
          { ...closed, minProperties: 1 },
        ),
        response: { 200: ReceiverSchema },
      },
    },
    async (request) =>
      change(deps, request, async (tx, now, actor) => {
        const wish = request.body as { url?: string; on?: boolean }
        const of = mine(request)
        const changed = await changeReceiver(tx, webhooks, { ...wish, ...of, by: actor.id }, now)
        await noted(tx, request, now, 'receiver.changed', of.id, wish)
        return receiverAnswer(changed)
      }),
  )
  app.delete(
    `${at}/:id`,
    {
      config,
      schema: { tags, summary: 'Takes a receiver away', params, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await change(deps, request, async (tx, now, actor) => {
        await removeReceiver(tx, { ...mine(request), by: actor.id }, now)
        await noted(tx, request, now, 'receiver.removed', mine(request).id, {})
      })
      return reply.code(204).send(null)
    },
  )
}

function secretRoutes(app: App, deps: Deps, { at, config, inPath, mine, webhooks }: Owned): void {
  const params = query({ ...inPath, id: IdSchema })
  app.post(
    `${at}/:id/secret`,
    {
      config,
      schema: {
        tags,
        summary: 'A new secret; the one of before signs beside it for some hours',
        params,
        body: Type.Object(
          { overlapHours: Type.Optional(Type.Number({ minimum: 0, maximum: 168 })) },
          closed,
        ),
        response: { 200: SecretSchema },
      },
    },
    async (request) =>
      change(deps, request, async (tx, now) => {
        const of = mine(request)
        const { overlapHours } = request.body as { overlapHours?: number }
        const asked = overlapHours === undefined ? of : { ...of, overlapHours }
        const secret = await changeSecret(tx, webhooks, asked, now)
        await noted(tx, request, now, 'receiver.secret_changed', of.id, { overlapHours })
        return { receiver: receiverAnswer(await oneReceiver(tx, of.owner, of.id, now)), secret }
      }),
  )
}

/** What was set up, by whom; secrets are not among it. */
function noted(
  tx: Tx,
  request: FastifyRequest,
  now: Temporal.Instant,
  deed: string,
  id: string,
  after: Record<string, unknown>,
): Promise<void> {
  const by = `person:${request.actor!.id}`
  const about = { type: 'receiver', id }
  return audit(tx, { by, deed, about, after, from: request.id }, now)
}
