import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically } from '#base'
import {
  appealMark,
  decideSize,
  marksOf,
  measuredIn,
  proposalsOf,
  proposeSessionMove,
  refuseUnlessKind,
  sessionPage,
  teachesToo,
  undoCallOff,
} from '#live'
import type { Actor } from '#people'
import { MarkSchema, markOf, ProposalSchema, proposalOf } from './after-shapes.ts'
import { actorOf, change, type Deps, deed } from './edge.ts'
import { byOf } from './live-asking.ts'
import { CardSchema, cardOf } from './live-shapes.ts'
import { refuse } from './problems.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['live']
type Kind = 'class' | 'conversation'

const SpanSchema = Type.Object({ from: InstantSchema, to: InstantSchema }, thing)
const MeasuredSchema = Type.Object(
  {
    presence: Type.Array(
      Type.Object(
        {
          personId: IdSchema,
          role: Type.Enum(['educator', 'learner']),
          seconds: Type.Integer(),
          intervals: Type.Array(SpanSchema),
        },
        thing,
      ),
    ),
    found: Type.Array(
      Type.Object({ bookingId: IdSchema, learnerId: IdSchema, outcome: Type.String() }, thing),
    ),
    proposals: Type.Array(ProposalSchema),
    decideUntil: orNull(InstantSchema),
    reopenable: Type.Boolean(),
  },
  thing,
)

/** What an educator does with a session after people have booked it; under each of its names. */
export const afterSession =
  (deps: Deps, kind: Kind | undefined): FastifyPluginAsyncTypebox =>
  async (app) => {
    const card = async (id: string, actor: Actor) =>
      cardOf(
        (await sessionPage(deps.db, id, { person: actor.id, staff: true }, kind, deps.clock.now()))
          .card,
      )
    app.get(
      '/:id/attendance',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Who was measured in the room, and what was found about each seat',
          tags,
          params: IdParams,
          response: { 200: MeasuredSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        await refuseUnlessTheirs(deps, id, actorOf(request), kind)
        const { presence, found, decideUntil, reopenable } = await measuredIn(
          deps.db,
          id,
          deps.clock.now(),
        )
        return {
          presence: presence.map(({ person, role, seconds, intervals }) => ({
            personId: person,
            role,
            seconds,
            intervals: intervals.map(({ from, to }) => ({
              from: from.toString(),
              to: to.toString(),
            })),
          })),
          found,
          proposals: (await proposalsOf(deps.db, id)).map(proposalOf),
          decideUntil: decideUntil?.toString() ?? null,
          reopenable,
        }
      },
    )
    app.post(
      '/:id/size',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'A group is too small: it takes place, or it is called off',
          tags,
          params: IdParams,
          body: Type.Object({ goesAhead: Type.Boolean() }, thing),
          response: { 200: CardSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await refuseUnlessKind(tx, id, kind)
          await decideSize(tx, id, request.body.goesAhead, byOf(actor), now)
          return cardOf(
            (await sessionPage(tx, id, { person: actor.id, staff: true }, kind, now)).card,
          )
        }),
    )
    app.post(
      '/:id/reopen',
      {
        config: { needs: 'anyone', limit: 'proof' },
        schema: {
          summary: 'Take back that an empty group was called off',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              token: Type.Optional(
                Type.String({
                  minLength: 20,
                  maxLength: 100,
                  description: 'From the notice; the educator signed in needs none',
                }),
              ),
            },
            thing,
          ),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { token } = request.body
        const { actor } = request
        const who = token || !actor ? { token: token ?? '' } : { by: byOf(actor) }
        await atomically(deps.db, (tx) => undoCallOff(tx, request.params.id, who, deps.clock.now()))
        return reply.code(204).send(null)
      },
    )
    app.post(
      '/:id/move',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Propose another time to all who are booked',
          tags,
          params: IdParams,
          body: Type.Object(
            { start: InstantSchema, words: Type.String({ maxLength: 1000 }) },
            thing,
          ),
          response: { 200: CardSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        await change(deps, request, async (tx, now, actor) => {
          await refuseUnlessKind(tx, id, kind)
          const start = Temporal.Instant.from(request.body.start)
          await proposeSessionMove(tx, id, { start, words: request.body.words }, byOf(actor), now)
        })
        return card(id, actorOf(request))
      },
    )
  }

async function refuseUnlessTheirs(
  deps: Deps,
  id: string,
  actor: Actor,
  kind: Kind | undefined,
): Promise<void> {
  const staff = actor.staffRoles.length > 0
  const now = deps.clock.now()
  const { card } = await sessionPage(deps.db, id, { person: actor.id, staff }, kind, now)
  const theirs = card.educatorId === actor.id || (await teachesToo(deps.db, id, actor.id))
  if (!theirs && !staff) throw refuse('not_allowed')
}

const StandingSchema = Type.Object(
  {
    marks: page(MarkSchema).properties.items,
    counting: Type.Integer(),
    most: Type.Integer({ description: 'So many hide' }),
    days: Type.Integer({ description: 'Within so many days' }),
    hidden: Type.Boolean(),
    hiddenUntil: orNull(InstantSchema),
  },
  thing,
)

/** What counts against an educator, as they see it themselves. */
export const markRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/teaching/marks',
      {
        config: { needs: 'educator' },
        schema: { summary: 'What counts against me', tags, response: { 200: StandingSchema } },
      },
      async (request) => {
        const found = await marksOf(deps.db, actorOf(request).id, deps.clock.now())
        return {
          marks: found.marks.map(markOf),
          counting: found.counting,
          most: found.most,
          days: found.days,
          hidden: found.hidden !== null,
          hiddenUntil: found.hidden?.until?.toString() ?? null,
        }
      },
    )
    app.post(
      '/teaching/marks/:id/appeal',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Ask staff to look at what counts against me; by the session’s id',
          tags,
          params: IdParams,
          body: Type.Object({ words: Type.String({ minLength: 3, maxLength: 2000 }) }, thing),
          response: { 204: Type.Null() },
        },
      },
      (request, reply) => {
        reply.code(204)
        return change(deps, request, async (tx, now, actor) => {
          await appealMark(tx, request.params.id, actor.id, request.body.words, now)
          return null
        })
      },
    )
  }
