import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  automationsOf,
  changeAutomation,
  defineEvent,
  eventKindsOf,
  keepMedia,
  MEDIA_PATH,
  makeAutomation,
  type NewConsent,
  oneAutomation,
  raiseEvent,
  runLog,
  runsOf,
  switchAutomation,
  tryAutomation,
  type Whom,
} from '#messaging'
import { audit, byOf } from '#people'
import {
  AutomationBody,
  AutomationChange,
  AutomationSchema,
  automationFrom,
  DataSchema,
  EntrySchema,
  EventKindSchema,
  EventName,
  entryFrom,
  MediaSchema,
  RunSchema,
  runFrom,
  TestSchema,
  testFrom,
  WhomSchema,
} from './automation-shapes.ts'
import { thing } from './campaign-shapes.ts'
import { pageOf, readMoment } from './cursor.ts'
import { change, type Deps, deed, keyOf } from './edge.ts'
import { IdSchema, InstantSchema, page, pageQuery, query } from './schemas.ts'

const tags = ['automations']
const SEES = { organization: ['owner', 'admin', 'manager', 'billing'] } as const
const SENDS = { organization: ['owner', 'admin', 'manager'] } as const
const Params = Type.Object({ organizationId: IdSchema }, thing)
const One = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)

/** What is written because something happened, and how a library's own system tells that it did. */
export const automationRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (all) => {
    await all.register(
      async (app) => {
        await app.register(eventRoutes(deps))
        await app.register(editRoutes(deps))
        await app.register(runRoutes(deps))
      },
      { prefix: '/organizations/:organizationId' },
    )
  }

const RaisedSchema = Type.Object(
  {
    id: IdSchema,
    repeated: Type.Boolean({ description: 'The key was used before, and this is the first one' }),
    contact: Type.Union([IdSchema, Type.Null()]),
    runs: Type.Array(
      Type.Object(
        {
          id: IdSchema,
          automation: IdSchema,
          name: Type.String(),
          state: Type.String(),
          reason: Type.Union([Type.String(), Type.Null()]),
        },
        thing,
      ),
    ),
  },
  thing,
)

/** Whom an event is about, as automations read it. */
function whomFrom(given: Static<typeof WhomSchema> | undefined): Whom | undefined {
  if (!given) return undefined
  if ('id' in given) return { contact: given.id }
  if (!('consents' in given)) return given
  const { consents, ...person } = given
  return {
    person,
    consents: consents.map(
      ({ at, ...one }): NewConsent => ({
        ...one,
        given: true,
        at: at ? Temporal.Instant.from(at) : undefined,
      }),
    ),
  }
}

const eventRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/events',
      {
        config: { needs: { ...SENDS, key: 'events:write' }, deed: true },
        schema: {
          summary:
            'Tell that something happened; the Idempotency-Key names the event, and the same again is the same event',
          tags,
          params: Params,
          body: Type.Object(
            {
              name: EventName,
              data: Type.Optional(DataSchema),
              contact: Type.Optional(WhomSchema),
              media: Type.Optional(MediaSchema),
            },
            thing,
          ),
          response: { 202: RaisedSchema },
        },
      },
      (request, reply) => {
        reply.code(202)
        return deed(deps, request, reply, (tx, now, actor) => {
          const { name, data = {}, contact, media } = request.body
          const event = {
            organization: request.params.organizationId,
            key: keyOf(request),
            name,
            data,
            whom: whomFrom(contact),
            media,
          }
          return raiseEvent(tx, event, byOf(actor), now)
        })
      },
    )
    app.post(
      '/event-media',
      {
        config: { needs: { ...SENDS, key: 'events:write' }, limit: 'writing' },
        bodyLimit: 7_500_000,
        schema: {
          summary: 'Keep a picture or a paper for events, a seat map, for 90 days',
          tags,
          params: Params,
          body: Type.Object(
            {
              name: Type.String({ minLength: 1, maxLength: 200 }),
              content: Type.String({
                pattern: '^[A-Za-z0-9+/]*={0,2}$',
                description: 'The bytes of the file in base64; PDF, JPEG or PNG, up to 5 MB',
              }),
            },
            thing,
          ),
          response: {
            201: Type.Object(
              { url: Type.String(), kind: Type.String(), expiresAt: InstantSchema },
              thing,
            ),
          },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { name, content } = request.body
          const organization = request.params.organizationId
          const file = { organization, name, bytes: Buffer.from(content, 'base64') }
          const { code, kind, expiresAt } = await keepMedia(tx, file, byOf(actor), now)
          return { url: `${deps.config.url}${MEDIA_PATH}${code}`, kind, expiresAt: `${expiresAt}` }
        })
      },
    )
    app.get(
      '/event-kinds',
      {
        config: { needs: { ...SEES, key: 'events:write' } },
        schema: {
          summary: 'Events that automations can wait for, with what they say',
          tags,
          params: Params,
          response: { 200: Type.Object({ items: Type.Array(EventKindSchema) }, thing) },
        },
      },
      async ({ params }) => ({ items: await eventKindsOf(deps.db, params.organizationId) }),
    )
    app.put(
      '/event-kinds/:name',
      {
        config: { needs: SENDS },
        schema: {
          summary: 'Define an event of its own, or describe it anew',
          tags,
          params: Type.Object({ organizationId: IdSchema, name: EventName }, thing),
          body: Type.Object(
            { says: Type.String({ minLength: 1, maxLength: 200 }), schema: DataSchema },
            thing,
          ),
          response: { 200: EventKindSchema },
        },
      },
      (request) =>
        change(deps, request, (tx, now, actor) => {
          const { organizationId, name } = request.params
          return defineEvent(
            tx,
            organizationId,
            { name, ...request.body },
            `person:${actor.id}`,
            now,
          )
        }),
    )
  }

const editRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/automations',
      {
        config: { needs: SEES },
        schema: {
          summary: 'Automations, the latest first',
          tags,
          params: Params,
          querystring: query({ archived: Type.Optional(Type.Boolean()) }),
          response: { 200: Type.Object({ items: Type.Array(AutomationSchema) }, thing) },
        },
      },
      async ({ params, query: { archived = false } }) => ({
        items: (
          await automationsOf(deps.db, params.organizationId, { archived }, deps.clock.now())
        ).map(automationFrom),
      }),
    )
    app.get(
      '/automations/:id',
      {
        config: { needs: SEES },
        schema: {
          summary: 'One automation',
          tags,
          params: One,
          response: { 200: AutomationSchema },
        },
      },
      async ({ params: { organizationId, id } }) =>
        automationFrom(await oneAutomation(deps.db, organizationId, id, deps.clock.now())),
    )
    app.post(
      '/automations',
      {
        config: { needs: SENDS },
        schema: {
          summary: 'Make an automation; it is off until it is switched on',
          tags,
          params: Params,
          body: AutomationBody,
          response: { 201: AutomationSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { organizationId } = request.params
          const by = `person:${actor.id}`
          return automationFrom(await makeAutomation(tx, organizationId, request.body, by, now))
        })
      },
    )
    app.put(
      '/automations/:id',
      {
        config: { needs: SENDS },
        schema: {
          summary: 'Write an automation anew; what is under way goes on as it began',
          tags,
          params: One,
          body: AutomationChange,
          response: { 200: AutomationSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now) => {
          const { version, ...words } = request.body
          const { organizationId: organization, id } = request.params
          const wish = { organization, id, version }
          return automationFrom(await changeAutomation(tx, wish, words, now))
        }),
    )
    app.post(
      '/automations/:id/switch',
      {
        config: { needs: SENDS },
        schema: {
          summary: 'Switch it on or off, or put it away',
          tags,
          params: One,
          body: Type.Object({ to: Type.Enum(['on', 'off', 'archived']) }, thing),
          response: { 200: AutomationSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId: organization, id } = request.params
          const { to } = request.body
          const by = `person:${actor.id}`
          const about = { type: 'automation', id }
          const after = { to }
          await audit(tx, { by, deed: 'automation.switched', about, after, from: request.ip }, now)
          return automationFrom(await switchAutomation(tx, { organization, id, to }, by, now))
        }),
    )
  }

const runRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/automations/:id/runs',
      {
        config: { needs: SEES },
        schema: {
          summary: 'What it did for which event, the latest first',
          tags,
          params: One,
          querystring: query({
            ...pageQuery,
            state: Type.Optional(Type.Enum(['waiting', 'watching', 'done', 'ended'])),
          }),
          response: { 200: page(RunSchema) },
        },
      },
      async ({ params: { organizationId, id }, query: { cursor, limit = 20, state } }) => {
        const wanted = { state, before: readMoment(cursor), limit: limit + 1 }
        const found = await runsOf(deps.db, { organization: organizationId, id }, wanted)
        return pageOf(found, limit, runFrom, (one) => [one.begunAt, one.id])
      },
    )
    app.get(
      '/automations/:id/runs/:run',
      {
        config: { needs: SEES },
        schema: {
          summary: 'All that happened in one run, every refusal by its name',
          tags,
          params: Type.Object({ ...One.properties, run: IdSchema }, thing),
          response: { 200: Type.Object({ items: Type.Array(EntrySchema) }, thing) },
        },
      },
      async ({ params: { organizationId: organization, id, run } }) => ({
        items: (await runLog(deps.db, { organization, id, run })).map(entryFrom),
      }),
    )
    app.post(
      '/automations/:id/test',
      {
        config: { needs: SEES },
        schema: {
          summary: 'What it would say for an event: nothing is sent, and it costs nothing',
          tags,
          params: One,
          body: Type.Object(
            {
              data: DataSchema,
              contact: Type.Optional(IdSchema),
              media: Type.Optional(MediaSchema),
            },
            thing,
          ),
          response: { 200: TestSchema },
        },
      },
      async ({ params: { organizationId: organization, id }, body }) =>
        testFrom(await tryAutomation(deps.db, { organization, id, ...body }, deps.clock.now())),
    )
  }
