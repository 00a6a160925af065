import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  addQuickReply,
  assignThread,
  closeThread,
  INBOX_ROLES,
  inboxRulesOf,
  noteOn,
  quickRepliesOf,
  readThread,
  removeQuickReply,
  reopenThread,
  replyIn,
  setInboxRules,
} from '#messaging'
import { audit, knownZone } from '#people'
import { change, type Deps, deed } from './edge.ts'
import { InboxRulesSchema, rulesFrom, thing } from './inbox-shapes.ts'
import { IdSchema, orNull } from './schemas.ts'

const needs = { organization: INBOX_ROLES }
const config = { needs }
const Params = Type.Object({ organizationId: IdSchema }, thing)
const ParamsAnd = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)
const Done = Type.Object({ id: IdSchema }, thing)

const ReplyBody = Type.Object(
  {
    text: Type.Optional(Type.String({ maxLength: 4_000 })),
    media: Type.Optional(
      Type.Object(
        {
          kind: Type.Enum(['image', 'document', 'video', 'audio']),
          url: Type.String({ pattern: '^https://[^\\s]+$', maxLength: 1_000 }),
          name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
        },
        thing,
      ),
    ),
    quickReplies: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 20, pattern: '\\S' }), {
        maxItems: 3,
        uniqueItems: true,
        description: 'Buttons that they answer with; WhatsApp shows three at most',
      }),
    ),
    template: Type.Optional(
      Type.Object(
        {
          id: IdSchema,
          language: Type.Optional(Type.String({ maxLength: 35 })),
          values: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 1_000 })),
        },
        thing,
      ),
    ),
  },
  thing,
)

/** What is done with conversations, quick replies and the rules of an inbox. */
export const inboxDeeds =
  (deps: Deps, tags: string[]): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(answering(deps, tags))
    await app.register(handling(deps, tags))
    await app.register(settings(deps, tags))
  }

const answering =
  (deps: Deps, tags: string[]): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/threads/:id/replies',
      {
        config: { needs, deed: true, limit: 'writing' },
        schema: {
          summary: 'Answer: free words, or an approved template where WhatsApp’s 24 hours are over',
          tags,
          params: ParamsAnd,
          body: ReplyBody,
          response: { 201: Done },
        },
      },
      (request, reply) => {
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const { organizationId: organization, id: thread } = request.params
          const by = `person:${actor.id}`
          const said = { organization, thread, by, reply: request.body }
          return { id: await replyIn(tx, said, now) }
        })
      },
    )
    app.post(
      '/threads/:id/notes',
      {
        config,
        schema: {
          summary: 'Write a note that only your own people read',
          tags,
          params: ParamsAnd,
          body: Type.Object({ text: Type.String({ maxLength: 4_000 }) }, thing),
          response: { 201: Done },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { organizationId: organization, id: thread } = request.params
          const by = `person:${actor.id}`
          return {
            id: await noteOn(tx, { organization, thread, by, text: request.body.text }, now),
          }
        })
      },
    )
  }

const handling =
  (deps: Deps, tags: string[]): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/threads/:id/assignment',
      {
        config,
        schema: {
          summary: 'Give it to somebody, or to nobody',
          tags,
          params: ParamsAnd,
          body: Type.Object({ person: orNull(IdSchema) }, thing),
          response: { 200: Done },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId: organization, id } = request.params
          const by = `person:${actor.id}`
          const { person } = request.body
          await assignThread(tx, { organization, thread: id, by, person }, now)
          return { id }
        }),
    )
    const deeds = [
      ['close', 'Close it: nobody waits any more', closeThread],
      ['reopen', 'Open it again', reopenThread],
    ] as const
    for (const [name, summary, verb] of deeds)
      app.post(
        `/threads/:id/${name}`,
        {
          config,
          schema: { summary, tags, params: ParamsAnd, response: { 200: Done } },
        },
        (request) =>
          change(deps, request, async (tx, now, actor) => {
            const { organizationId: organization, id } = request.params as {
              organizationId: string
              id: string
            }
            await verb(tx, { organization, thread: id, by: `person:${actor.id}` }, now)
            return { id }
          }),
      )
    app.post(
      '/threads/:id/read',
      {
        config,
        schema: {
          summary: 'What came in is read: by one is by all',
          tags,
          params: ParamsAnd,
          response: { 200: Done },
        },
      },
      (request) =>
        change(deps, request, async (tx) => {
          const { organizationId, id } = request.params
          await readThread(tx, organizationId, id)
          return { id }
        }),
    )
  }

const QuickSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    text: Type.String(),
    buttons: Type.Array(Type.String()),
  },
  thing,
)

const settings =
  (deps: Deps, tags: string[]): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/quick-replies',
      {
        config,
        schema: {
          summary: 'Answers that are given often',
          tags,
          params: Params,
          response: { 200: Type.Object({ items: Type.Array(QuickSchema) }, thing) },
        },
      },
      async ({ params }) => ({ items: await quickRepliesOf(deps.db, params.organizationId) }),
    )
    app.post(
      '/quick-replies',
      {
        config,
        schema: {
          summary: 'Keep an answer that is given often',
          tags,
          params: Params,
          body: Type.Object(
            {
              name: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
              text: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
              buttons: Type.Optional(
                Type.Array(Type.String({ minLength: 1, maxLength: 20, pattern: '\\S' }), {
                  maxItems: 3,
                  uniqueItems: true,
                }),
              ),
            },
            thing,
          ),
          response: { 201: Done },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { buttons = [], ...rest } = request.body
          const { organizationId } = request.params
          const by = `person:${actor.id}`
          return { id: await addQuickReply(tx, organizationId, { ...rest, buttons }, by, now) }
        })
      },
    )
    app.delete(
      '/quick-replies/:id',
      {
        config,
        schema: {
          summary: 'Take a quick reply away',
          tags,
          params: ParamsAnd,
          response: { 200: Done },
        },
      },
      (request) =>
        change(deps, request, async (tx, now) => {
          const { organizationId, id } = request.params
          await removeQuickReply(tx, organizationId, id, now)
          return { id }
        }),
    )
    app.put(
      '/rules',
      {
        config,
        schema: {
          summary: 'Set the hours in which somebody answers, and what is answered outside of them',
          tags,
          params: Params,
          body: InboxRulesSchema,
          response: { 200: InboxRulesSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId: id } = request.params
          const { opens, closes, ...rest } = request.body
          const by = `person:${actor.id}`
          const rules = {
            ...rest,
            zone: knownZone(rest.zone),
            opens: Temporal.PlainTime.from(opens),
            closes: Temporal.PlainTime.from(closes),
          }
          await setInboxRules(tx, id, rules, by, now)
          const about = { type: 'organization', id }
          const entry = { by, deed: 'inbox.rules', about, after: request.body, from: request.ip }
          await audit(tx, entry, now)
          return rulesFrom(await inboxRulesOf(tx, id))
        }),
    )
  }
