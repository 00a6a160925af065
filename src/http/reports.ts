import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  decideReport,
  listOfReports,
  ON_DESK,
  type ReportRow,
  readAround,
  reportById,
  waitingReports,
} from '#live'
import { change, type Deps } from './edge.ts'
import { ReasonSchema } from './review-shapes.ts'
import { IdParams, IdSchema, InstantSchema, orNull, pageQuery, query } from './schemas.ts'

const tags = ['moderation']
const thing = { additionalProperties: false } as const
const PersonSchema = Type.Object({ id: IdSchema, name: Type.String() }, thing)
const TypeSchema = Type.Enum([...ON_DESK])
const DecisionSchema = Type.Enum(['keep', 'hide', 'remove_words', 'act'])

const ReportSchema = Type.Object(
  {
    id: IdSchema,
    about: Type.Object({ type: TypeSchema, id: IdSchema }, thing),
    person: orNull(PersonSchema),
    reporter: PersonSchema,
    session: orNull(Type.Object({ id: IdSchema, title: Type.String() }, thing)),
    reason: ReasonSchema,
    words: Type.String(),
    reportedAt: InstantSchema,
    dueAt: InstantSchema,
    urgent: Type.Boolean(),
    overdue: Type.Boolean(),
    together: Type.Integer({ description: 'Open reports of the same thing, this one counted' }),
    said: orNull(Type.String()),
    stars: orNull(Type.Integer()),
    state: Type.Enum(['open', 'decided']),
    decision: orNull(Type.Enum(['kept', 'hidden', 'words_removed', 'acted'])),
    note: orNull(Type.String()),
    decidedBy: orNull(Type.String()),
    decidedAt: orNull(InstantSchema),
    possible: Type.Array(DecisionSchema),
  },
  thing,
)

const MessagesSchema = Type.Object(
  {
    messages: Type.Array(
      Type.Object(
        {
          id: IdSchema,
          number: Type.Integer(),
          sender: PersonSchema,
          words: Type.String(),
          hidden: Type.Array(Type.String()),
          sentAt: InstantSchema,
          removedAt: orNull(InstantSchema),
          reported: Type.Boolean(),
        },
        thing,
      ),
    ),
  },
  thing,
)

const reportFrom = (row: ReportRow): Static<typeof ReportSchema> => {
  const { aboutType, aboutId, reportedAt, dueAt, decidedAt, possible, ...rest } = row
  return {
    ...rest,
    about: { type: aboutType, id: aboutId },
    reportedAt: reportedAt.toString(),
    dueAt: dueAt.toString(),
    decidedAt: decidedAt?.toString() ?? null,
    possible: [...possible],
  }
}

const needs = { staff: ['moderator'] } as const

/** The moderators' desk: what was reported, what was decided, and why. */
export const reportRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/reports',
      {
        config: { needs },
        schema: {
          summary: 'What waits for a moderator, or was decided',
          tags,
          querystring: query({
            ...pageQuery,
            cursor: Type.Optional(IdSchema),
            state: Type.Optional(Type.Enum(['open', 'decided'])),
            type: Type.Optional(TypeSchema),
          }),
          response: {
            200: Type.Object(
              {
                items: Type.Array(ReportSchema),
                next: orNull(Type.String()),
                open: Type.Integer(),
                overdue: Type.Integer(),
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const { state = 'open', type, cursor, limit = 20 } = request.query
        const now = deps.clock.now()
        const filter = { state, type, after: cursor, limit: limit + 1 }
        const rows = await listOfReports(deps.db, filter, now)
        const items = rows.slice(0, limit)
        const next = rows.length > limit ? items.at(-1)!.id : null
        return { items: items.map(reportFrom), next, ...(await waitingReports(deps.db, now)) }
      },
    )
    app.get(
      '/reports/:id',
      {
        config: { needs },
        schema: { summary: 'One report', tags, params: IdParams, response: { 200: ReportSchema } },
      },
      async (request) => reportFrom(await reportById(deps.db, request.params.id, deps.clock.now())),
    )
    app.post(
      '/reports/:id/decision',
      {
        config: { needs },
        schema: {
          summary: 'Decide about what was reported',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              decision: DecisionSchema,
              note: Type.String({ minLength: 3, maxLength: 2000, pattern: '\\S.*\\S' }),
            },
            thing,
          ),
          response: { 200: ReportSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          await decideReport(tx, request.params.id, request.body, actor.id, now)
          return reportFrom(await reportById(tx, request.params.id, now))
        }),
    )
    app.post(
      '/reports/:id/reading',
      {
        config: { needs },
        schema: {
          summary:
            'Read the conversation around a reported message; the audit log keeps that you did',
          tags,
          params: IdParams,
          response: { 200: MessagesSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const messages = await readAround(tx, request.params.id, actor.id, now)
          return {
            messages: messages.map(({ senderId, senderName, sentAt, removedAt, ...rest }) => ({
              ...rest,
              sender: { id: senderId, name: senderName },
              sentAt: sentAt.toString(),
              removedAt: removedAt?.toString() ?? null,
            })),
          }
        }),
    )
  }
