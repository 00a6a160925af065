import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { idFrom } from '#base'
import {
  blockInThread,
  listThreads,
  type MessageRow,
  markThreadRead,
  openThread,
  readThread,
  reportMessage,
  sendMessage,
  type ThreadRow,
  unreadMessages,
  voicesPolicy,
} from '#live'
import { pageOf, readMoment } from './cursor.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { ReportBody, ReportedSchema } from './review-shapes.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page, pageQuery, query } from './schemas.ts'

const tags = ['messages']
const thing = { additionalProperties: false } as const
const PersonSchema = Type.Object({ id: IdSchema, name: Type.String() }, thing)
const SideSchema = Type.Enum(['learner', 'educator'])
const HiddenSchema = Type.Array(Type.Enum(['email', 'phone', 'link', 'handle']), {
  description: 'What is hidden in it until the first paid booking of the two',
})

const ThreadSchema = Type.Object(
  {
    id: IdSchema,
    learner: PersonSchema,
    educator: PersonSchema,
    as: SideSchema,
    unread: Type.Integer(),
    lastAt: InstantSchema,
    last: orNull(Type.Object({ mine: Type.Boolean(), words: orNull(Type.String()) }, thing)),
    answerDueAt: orNull(InstantSchema),
    blockedByMe: Type.Boolean(),
    open: Type.Boolean({ description: 'Contact details are shown' }),
  },
  thing,
)
const threadOf = (one: ThreadRow): Static<typeof ThreadSchema> => ({
  ...one,
  lastAt: one.lastAt.toString(),
  answerDueAt: one.answerDueAt?.toString() ?? null,
})

const MessageSchema = Type.Object(
  {
    id: IdSchema,
    number: Type.Integer(),
    mine: Type.Boolean(),
    words: orNull(Type.String({ description: 'Null where a moderator removed it' })),
    hidden: HiddenSchema,
    sentAt: InstantSchema,
    seen: Type.Boolean(),
  },
  thing,
)
const messageOf = (one: MessageRow): Static<typeof MessageSchema> => ({
  ...one,
  sentAt: one.sentAt.toString(),
})

const ConversationSchema = Type.Object(
  { thread: ThreadSchema, messages: Type.Array(MessageSchema), more: Type.Boolean() },
  thing,
)
const SentSchema = Type.Object(
  { threadId: IdSchema, id: IdSchema, number: Type.Integer(), hidden: HiddenSchema },
  thing,
)
const NumberSchema = Type.Integer({ minimum: 0, maximum: 2_000_000_000 })

/** Messages between a learner and an educator. */
export const threadRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(readingThreads(deps))
    await app.register(writingThreads(deps))
  }

const readingThreads =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/threads',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'My conversations, latest first',
          tags,
          querystring: query({
            ...pageQuery,
            as: Type.Optional(SideSchema),
            unread: Type.Optional(Type.Boolean()),
          }),
          response: { 200: page(ThreadSchema) },
        },
      },
      async (request) => {
        const { as, unread, cursor, limit = 20 } = request.query
        const filter = { as, unread, after: readMoment(cursor), limit: limit + 1 }
        const rows = await listThreads(deps.db, actorOf(request).id, filter)
        return pageOf(rows, limit, threadOf, (row) => [row.lastAt, row.id])
      },
    )
    app.get(
      '/threads/unread',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'How many messages I have not read',
          tags,
          response: {
            200: Type.Object({ learner: Type.Integer(), educator: Type.Integer() }, thing),
          },
        },
      },
      (request) => unreadMessages(deps.db, actorOf(request).id),
    )
    app.get(
      '/threads/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'A conversation: its last messages, those before a number, or those after one',
          tags,
          params: IdParams,
          querystring: query({
            before: Type.Optional(NumberSchema),
            after: Type.Optional(NumberSchema),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
          }),
          response: { 200: ConversationSchema },
        },
      },
      async (request) => {
        const { before, after, limit = 50 } = request.query
        const found = await readThread(deps.db, request.params.id, actorOf(request).id, {
          before,
          after,
          limit,
        })
        return {
          thread: threadOf(found.thread),
          messages: found.messages.map(messageOf),
          more: found.more,
        }
      },
    )
    app.put(
      '/threads/:id/read',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'I have read up to this message',
          tags,
          params: IdParams,
          body: Type.Object({ upTo: NumberSchema }, thing),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        await change(deps, request, (tx, now, actor) =>
          markThreadRead(tx, request.params.id, actor.id, request.body.upTo, now),
        )
        reply.code(204)
        return null
      },
    )
  }

const writingThreads =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/threads',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Open my conversation with an educator, or, as an educator, with a learner',
          tags,
          body: Type.Object(
            {
              educatorId: Type.Optional(IdSchema),
              learnerId: Type.Optional(IdSchema),
            },
            { ...thing, minProperties: 1, maxProperties: 1 },
          ),
          response: { 200: ThreadSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { educatorId, learnerId } = request.body
          const id = await openThread(
            tx,
            { by: actor.id, educator: educatorId ?? actor.id, learner: learnerId ?? actor.id },
            now,
          )
          return threadOf((await readThread(tx, id, actor.id, { limit: 1 })).thread)
        }),
    )
    app.post(
      '/threads/:id/messages',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Send a message; the same id again is the same message',
          tags,
          params: IdParams,
          body: Type.Object(
            { id: IdSchema, words: Type.String({ minLength: 1, maxLength: 4000 }) },
            thing,
          ),
          response: { 201: SentSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { words } = request.body
          const thread = request.params.id
          const id = idFrom('message', actor.id, thread, request.body.id)
          const message = { id, words, thread, sender: actor.id }
          const { number, hidden } = await sendMessage(tx, message, now)
          return { threadId: thread, id, number, hidden }
        })
      },
    )
    app.put(
      '/threads/:id/block',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Take no more messages from the other one, or take them again',
          tags,
          params: IdParams,
          body: Type.Object({ blocked: Type.Boolean() }, thing),
          response: { 200: ThreadSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          await blockInThread(tx, id, actor.id, request.body.blocked, now)
          return threadOf((await readThread(tx, id, actor.id, { limit: 1 })).thread)
        }),
    )
    app.post(
      '/messages/:id/reports',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Bring a message I received before the moderators',
          tags,
          params: IdParams,
          body: ReportBody,
          response: { 201: ReportedSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const it = { message: request.params.id, ...request.body, by: actor.id }
          const id = await reportMessage(tx, it, now)
          const { reportHours } = await voicesPolicy(tx)
          return { id, dueAt: now.add({ hours: reportHours }).toString() }
        })
      },
    )
  }
