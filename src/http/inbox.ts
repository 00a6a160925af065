import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  entriesOf,
  exportThreads,
  INBOX_ROLES,
  inboxFigures,
  inboxRulesOf,
  numbersOf,
  owedBy,
  stepsOf,
  type ThreadFilter,
  threadOf,
  threadsOf,
} from '#messaging'
import { membersWith, personCards } from '#people'
import { sendCsv } from './csv-file.ts'
import { pageOf, readMoment } from './cursor.ts'
import { actorOf, type Deps } from './edge.ts'
import {
  entryFrom,
  InboxRulesSchema,
  rulesFrom,
  stepFrom,
  ThreadCardSchema,
  ThreadSchema,
  TwoWaySchema,
  thing,
  threadFrom,
  windowOf,
} from './inbox-shapes.ts'
import { inboxDeeds } from './inbox-working.ts'
import { IdSchema, InstantSchema, page, pageQuery, query } from './schemas.ts'

const tags = ['inbox']
const config = { needs: { organization: INBOX_ROLES } }
const Params = Type.Object({ organizationId: IdSchema }, thing)
const ThreadParams = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)

const FilterQuery = {
  state: Type.Optional(Type.Enum(['open', 'closed'])),
  assigned: Type.Optional(Type.Union([Type.Enum(['me', 'nobody']), IdSchema])),
  way: Type.Optional(TwoWaySchema),
  unread: Type.Optional(Type.Boolean()),
  late: Type.Optional(Type.Boolean()),
  search: Type.Optional(Type.String({ maxLength: 100 })),
}
type Asked = Static<ReturnType<typeof query<typeof FilterQuery>>>

const filterFrom = ({ assigned, ...rest }: Asked, me: string): ThreadFilter => ({
  ...rest,
  assigned: assigned === 'me' ? me : assigned,
})

const FiguresSchema = Type.Object(
  {
    open: Type.Integer(),
    unread: Type.Integer(),
    mine: Type.Integer(),
    nobodys: Type.Integer(),
    waiting: Type.Integer(),
    late: Type.Integer(),
    answered: Type.Integer({ description: 'First answers of the last 30 days' }),
    inTime: Type.Integer(),
    medianSeconds: Type.Union([Type.Integer(), Type.Null()]),
    owed: Type.Array(
      Type.Object(
        {
          asset: Type.String(),
          units: Type.String(),
          messages: Type.Integer(),
          since: InstantSchema,
        },
        thing,
      ),
    ),
    numbers: Type.Array(
      Type.Object({ id: IdSchema, way: TwoWaySchema, address: Type.String() }, thing),
    ),
    rules: InboxRulesSchema,
  },
  thing,
)

/** Two-way messages, as an organization's own people read and answer them. Nobody else reads them. */
export const inboxRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (all) => {
    await all.register(
      async (app) => {
        await app.register(lists(deps))
        await app.register(oneThread(deps))
        await app.register(inboxDeeds(deps, tags))
      },
      { prefix: '/organizations/:organizationId/inbox' },
    )
  }

const lists =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/threads',
      {
        config,
        schema: {
          summary: 'Conversations, the latest first',
          tags,
          params: Params,
          querystring: query({ ...pageQuery, ...FilterQuery }),
          response: { 200: page(ThreadCardSchema) },
        },
      },
      async (request) => {
        const { cursor, limit = 20, ...asked } = request.query
        const now = deps.clock.now()
        const rows = await threadsOf(
          deps.db,
          request.params.organizationId,
          filterFrom(asked, actorOf(request).id),
          { before: readMoment(cursor), limit: limit + 1 },
          now,
        )
        return pageOf(
          rows,
          limit,
          (one) => threadFrom(one, now),
          (one) => [one.last.at, one.id],
        )
      },
    )
    app.get(
      '/threads.csv',
      {
        config,
        schema: {
          summary: 'All that was said in them, as a file',
          tags,
          params: Params,
          querystring: query(FilterQuery),
          response: { 200: Type.String() },
        },
      },
      async (request, reply) => {
        const rows = await exportThreads(
          deps.db,
          request.params.organizationId,
          filterFrom(request.query, actorOf(request).id),
          deps.clock.now(),
        )
        return sendCsv(
          reply,
          'inbox',
          ['Conversation', 'Way', 'Address', 'Contact', 'At', 'What', 'By', 'Text'],
          rows.map((row) => [
            row.thread,
            row.way,
            row.address,
            row.contact,
            row.at.toString(),
            row.is,
            row.by,
            row.text,
          ]),
        )
      },
    )
    app.get(
      '',
      {
        config,
        schema: {
          summary: 'How the inbox stands, and how quickly first answers came',
          tags,
          params: Params,
          response: { 200: FiguresSchema },
        },
      },
      async (request) => {
        const { organizationId } = request.params
        const { db, clock } = deps
        const [figures, owed, numbers, rules] = await Promise.all([
          inboxFigures(db, organizationId, actorOf(request).id, clock.now()),
          owedBy(db, organizationId),
          numbersOf(db, organizationId),
          inboxRulesOf(db, organizationId),
        ])
        return {
          ...figures,
          owed: owed.map((one) => ({
            ...one,
            units: one.units.toString(),
            since: one.since.toString(),
          })),
          numbers: numbers.map(({ id, way, address }) => ({ id, way, address })),
          rules: rulesFrom(rules),
        }
      },
    )
  }

const oneThread =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/threads/:id',
      {
        config,
        schema: {
          summary: 'One conversation: what was said, what happened, and what may be answered',
          tags,
          params: ThreadParams,
          querystring: query(pageQuery),
          response: { 200: ThreadSchema },
        },
      },
      async ({ params: { organizationId, id }, query: { cursor, limit = 50 } }) => {
        const { db, clock } = deps
        const now = clock.now()
        const thread = await threadOf(db, organizationId, id)
        const [rows, steps, workers] = await Promise.all([
          entriesOf(db, id, { before: readMoment(cursor), limit: limit + 1 }),
          stepsOf(db, id),
          membersWith(db, organizationId, INBOX_ROLES),
        ])
        const { items, next } = pageOf(rows, limit, entryFrom, (one) => [one.at, one.id])
        const people = await personCards(db, workers)
        return {
          ...threadFrom(thread, now),
          ...windowOf(thread, now),
          entries: items,
          next,
          steps: steps.map(stepFrom),
          mayTake: people.map((person) => ({ id: person.id, name: person.name })),
        }
      },
    )
  }
