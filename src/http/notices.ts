import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { markRead, type Notice, noticesOf, openEmail, outbox, unreadOf } from '#messaging'
import { pageOf, readMoment } from './cursor.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { IdParams, InstantSchema, orNull, page, pageQuery, query } from './schemas.ts'

const NoticeSchema = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    title: Type.String(),
    body: Type.String(),
    link: orNull(Type.String({ description: 'Where in the app it leads' })),
    at: InstantSchema,
    readAt: orNull(InstantSchema),
  },
  { additionalProperties: false },
)

const NoticesSchema = Type.Object(
  { items: Type.Array(NoticeSchema), next: orNull(Type.String()), unread: Type.Integer() },
  { additionalProperties: false },
)

const LetterSchema = Type.Object(
  {
    id: Type.String(),
    to: Type.String(),
    subject: Type.String(),
    text: Type.String(),
    html: Type.String(),
    headers: Type.Record(Type.String(), Type.String()),
    calendar: orNull(
      Type.Object(
        { method: Type.String(), content: Type.String({ description: 'iCalendar' }) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

const EmailSchema = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    to: Type.String(),
    subject: Type.String(),
    body: Type.String({
      description: 'Empty where it lets its bearer in, and where its words are forgotten',
    }),
    language: Type.String(),
    at: InstantSchema,
    state: Type.Enum(['kept', 'waiting', 'sent', 'failed', 'refused', 'returned']),
    attempts: Type.Integer(),
    error: orNull(Type.String()),
    sentAt: orNull(InstantSchema),
    nextTryAt: orNull(InstantSchema),
    forgottenAt: orNull(InstantSchema),
    calendar: orNull(
      Type.Object(
        { method: Type.String(), sequence: Type.Integer(), start: InstantSchema },
        { additionalProperties: false, description: 'What its file says to the reader’s calendar' },
      ),
    ),
    muteable: Type.Boolean({ description: 'Whether its reader may switch its kind off' }),
  },
  { additionalProperties: false },
)

/** What people are told, and the e-mails that carry it out of the house. */
export const noticesRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/notices',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'My notices, latest first',
          tags: ['notices'],
          querystring: query({ ...pageQuery, unread: Type.Optional(Type.Boolean()) }),
          response: { 200: NoticesSchema },
        },
      },
      async (request) => {
        const { cursor, limit = 20, unread = false } = request.query
        const { id } = actorOf(request)
        const filter = { unread, before: readMoment(cursor), limit: limit + 1 }
        const notices = await noticesOf(deps.db, id, filter)
        const shown = pageOf(notices, limit, noticeAnswer, (notice) => [notice.at, notice.id])
        return { ...shown, unread: await unreadOf(deps.db, id) }
      },
    )
    app.post(
      '/notices/:id/read',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Marks one of my notices as read',
          tags: ['notices'],
          params: IdParams,
          response: { 200: NoticeSchema },
        },
      },
      async (request) =>
        noticeAnswer(
          await change(deps, request, (tx, now, actor) =>
            markRead(tx, { id: request.params.id, person: actor.id }, now),
          ),
        ),
    )
    app.get(
      '/outbox',
      {
        config: { needs: { staff: ['admin', 'support'] } },
        schema: {
          summary: 'E-mails, latest first',
          tags: ['notices'],
          querystring: query(pageQuery),
          response: { 200: page(EmailSchema) },
        },
      },
      async ({ query: { cursor, limit = 20 } }) => {
        const revealSecrets = deps.jobs.clockIsMovable
        const letters = await outbox(deps.db, {
          before: readMoment(cursor),
          limit: limit + 1,
          revealSecrets,
        })
        return pageOf(
          letters,
          limit,
          (letter) => ({
            ...letter,
            at: letter.at.toString(),
            sentAt: letter.sentAt?.toString() ?? null,
            nextTryAt: letter.nextTryAt?.toString() ?? null,
            forgottenAt: letter.forgottenAt?.toString() ?? null,
          }),
          (letter) => [letter.at, letter.id],
        )
      },
    )
    app.get(
      '/outbox/:id',
      {
        config: { needs: { staff: ['admin', 'support'] } },
        schema: {
          summary: 'One e-mail as its reader gets it: text, page, headers, file for the calendar',
          tags: ['notices'],
          params: IdParams,
          response: { 200: LetterSchema },
        },
      },
      async ({ params: { id } }) => {
        const revealSecrets = deps.jobs.clockIsMovable
        const letter = await openEmail(deps.db, id, { from: deps.config.mailFrom, revealSecrets })
        return { ...letter, calendar: letter.calendar ?? null }
      },
    )
  }

function noticeAnswer(notice: Notice) {
  return { ...notice, at: notice.at.toString(), readAt: notice.readAt?.toString() ?? null }
}
