import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import type { Query } from '#base'
import { amendmentsOf } from '#earnings'
import { value } from '#ledger'
import {
  addCaseFile,
  answerPoint,
  appealCase,
  caseFile,
  casePage,
  listCases,
  oneBooking,
  openCase,
  sayInCase,
  withdrawCase,
} from '#live'
import { type Actor, personCards } from '#people'
import { ShareSchema } from './after-shapes.ts'
import {
  AboutSchema,
  CaseCardSchema,
  CaseSchema,
  cardOf,
  messageOf,
  pointOf,
} from './case-shapes.ts'
import { cursorOr } from './cursor.ts'
import { actorOf, change, type Deps, deed } from './edge.ts'
import { bytesOf, sendFile, takesFiles } from './files.ts'
import { refuse } from './problems.ts'
import { IdParams, IdSchema, page, pageQuery, query } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['cases']
const Words = Type.String({ minLength: 3, maxLength: 4000 })
const done = { 200: CaseSchema }

const isStaff = ({ staffRoles }: Actor) =>
  staffRoles.some((role) => role === 'support' || role === 'admin' || role === 'finance')

/** A case as one of the two, or staff, see it. Refusal: not_found (for strangers, and where there is none). */
export async function caseFor(
  q: Query,
  id: string,
  actor: Actor,
  now: Temporal.Instant,
): Promise<Static<typeof CaseSchema>> {
  const booking = await oneBooking(q, id, now)
  const mine =
    booking?.learnerId === actor.id
      ? 'learner'
      : booking?.educatorId === actor.id
        ? 'educator'
        : isStaff(actor)
          ? 'staff'
          : undefined
  if (!booking || !mine) throw refuse('not_found')
  const found = await casePage(q, id, { staff: mine === 'staff' })
  const names = await personCards(q, [
    booking.learnerId,
    booking.educatorId,
    ...(found.assignedTo ? [found.assignedTo] : []),
  ])
  const named = (person: string) => ({
    id: person,
    name: names.find((one) => one.id === person)?.name ?? 'Somebody',
  })
  const amended = mine === 'learner' ? [] : await amendmentsOf(q, id)
  return {
    id,
    mine,
    about: found.about,
    side: found.side,
    from: found.fromState,
    words: found.words,
    askedShare: found.askedShare,
    openedAt: found.openedAt.toString(),
    stage: found.stage,
    until: found.until?.toString() ?? null,
    overdue: found.overdueAt !== null,
    assignedTo: mine === 'staff' && found.assignedTo ? named(found.assignedTo) : null,
    learner: named(booking.learnerId),
    educator: named(booking.educatorId),
    session: {
      id: booking.sessionId,
      title: booking.title,
      start: booking.start.toString(),
      end: booking.end.toString(),
      zone: booking.zone,
    },
    method: booking.method.toUpperCase(),
    paid: value(booking.amount, booking.asset),
    points: found.points.map(pointOf),
    decisions: found.decisions.map((one) => ({
      round: one.round,
      how: one.how,
      share: one.share,
      earns: one.earns,
      goodwill: value(one.goodwill, 'CREDIT'),
      marked: one.marked,
      note: one.note,
      returned: value(one.returned, booking.asset),
      at: one.at.toString(),
    })),
    appeal: found.appeal && { ...found.appeal, at: found.appeal.at.toString() },
    messages: found.messages.map(messageOf),
    files: found.files.map((one) => ({ ...one, at: one.at.toString() })),
    earnings: amended.map((one) => ({
      part: one.part,
      round: one.name === 'appeal' ? 2 : 1,
      before: value(one.netBefore, one.currency),
      after: value(one.net, one.currency),
      owed: value(one.owed, one.currency),
    })),
  }
}

/** Cases between a learner and an educator: opened, answered, heard; what staff do is in case-desk.ts. */
export const caseRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(looking(deps))
    await app.register(saying(deps))
    await app.register(handingIn(deps))
  }

const looking =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/cases',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Cases of mine, as a learner and as an educator',
          tags,
          querystring: query(pageQuery),
          response: { 200: page(CaseCardSchema) },
        },
      },
      async (request) => {
        const { cursor, limit = 50 } = request.query
        cursorOr(cursor)
        const wanted = { of: actorOf(request).id, after: cursor, limit }
        const { items, next } = await listCases(deps.db, wanted)
        return { items: items.map((one) => ({ ...cardOf(one), assignedTo: null })), next }
      },
    )
    app.get(
      '/cases/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'A case, by its booking’s id, with all that was said in it',
          tags,
          params: IdParams,
          response: done,
        },
      },
      (request) => caseFor(deps.db, request.params.id, actorOf(request), deps.clock.now()),
    )
  }

const OpenBody = Type.Object(
  { words: Words, about: Type.Optional(AboutSchema), share: Type.Optional(ShareSchema) },
  thing,
)
const AnswerBody = Type.Object(
  {
    point: Type.Integer({ minimum: 1, maximum: 1000, description: 'The claim is the first' }),
    agrees: Type.Optional(Type.Boolean({ description: 'Of the claim: that it ends as is asked' })),
    words: Type.String({ maxLength: 4000 }),
  },
  thing,
)

const saying =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const deedOf = { needs: 'person', deed: true } as const
    app.post(
      '/bookings/:id/case',
      {
        config: deedOf,
        schema: {
          summary: 'Contest a charge, what was found about attendance, or a commission',
          tags,
          params: IdParams,
          body: OpenBody,
          response: done,
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          await openCase(tx, request.params.id, actor.id, request.body, now)
          return caseFor(tx, request.params.id, actor, now)
        }),
    )
    app.post(
      '/cases/:id/answer',
      {
        config: deedOf,
        schema: {
          summary: 'Answer the claim, or what staff ask',
          tags,
          params: IdParams,
          body: AnswerBody,
          response: done,
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          await answerPoint(tx, request.params.id, actor.id, request.body, now)
          return caseFor(tx, request.params.id, actor, now)
        }),
    )
    app.post(
      '/cases/:id/withdraw',
      {
        config: deedOf,
        schema: { summary: 'Take my case back', tags, params: IdParams, response: done },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          await withdrawCase(tx, request.params.id, actor.id, now)
          return caseFor(tx, request.params.id, actor, now)
        }),
    )
    app.post(
      '/cases/:id/appeal',
      {
        config: deedOf,
        schema: {
          summary: 'Not accept what was decided: another of staff decides',
          tags,
          params: IdParams,
          body: Type.Object({ words: Words }, thing),
          response: done,
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          await appealCase(tx, request.params.id, actor.id, request.body.words, now)
          return caseFor(tx, request.params.id, actor, now)
        }),
    )
    app.post(
      '/cases/:id/messages',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Say something in a case',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              words: Type.String({ minLength: 1, maxLength: 4000 }),
              staffOnly: Type.Optional(Type.Boolean({ description: 'A note of staff' })),
            },
            thing,
          ),
          response: done,
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const speaker = { person: actor.id, staff: isStaff(actor) }
          await sayInCase(tx, request.params.id, speaker, request.body, now)
          return caseFor(tx, request.params.id, actor, now)
        }),
    )
  }

const FileParams = Type.Object({ id: IdSchema, file: IdSchema }, thing)

const handingIn =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    takesFiles(app)
    app.post(
      '/cases/:id/files',
      {
        config: { needs: 'person', limit: 'writing' },
        schema: {
          summary: 'Hand in a file as evidence: PDF, JPEG or PNG, up to 10 MB',
          tags,
          params: IdParams,
          consumes: ['application/octet-stream'],
          querystring: query({ name: Type.String({ minLength: 1, maxLength: 255 }) }),
          response: done,
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const speaker = { person: actor.id, staff: isStaff(actor) }
          const file = { name: request.query.name, bytes: bytesOf(request.body) }
          await addCaseFile(tx, request.params.id, speaker, file, now)
          return caseFor(tx, request.params.id, actor, now)
        }),
    )
    app.get(
      '/cases/:id/files/:file',
      {
        config: { needs: 'person' },
        schema: { summary: 'A file of a case', tags, params: FileParams },
      },
      async (request, reply) => {
        const { id, file } = request.params
        await caseFor(deps.db, id, actorOf(request), deps.clock.now())
        return sendFile(reply, await caseFile(deps.db, id, file))
      },
    )
  }
