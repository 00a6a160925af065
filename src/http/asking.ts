import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import {
  acceptRequest,
  answerFigures,
  asksFirst,
  declineRequest,
  oneBooking,
  openRequests,
  setAsksFirst,
} from '#live'
import { change, type Deps, deed, educatorOf } from './edge.ts'
import { BookingSchema, bookingOf } from './live-shapes.ts'
import { IdParams, orNull, page } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['live']
const FIGURES_DAYS = 90

/** Educators are instructors to some of their callers, hosts to others. */
export const EDUCATOR_NAMES = ['/educator', '/instructor', '/host'] as const

const count = (description: string) => Type.Integer({ description })
const FiguresSchema = Type.Object(
  {
    days: count('How many days are counted'),
    asked: count('Requests that were made'),
    accepted: Type.Integer(),
    declined: Type.Integer(),
    ranOut: count('Not answered in time'),
    withdrawn: count('Taken back, or called off, before an answer was due'),
    waiting: count('Still to be answered'),
    medianMinutes: orNull(count('Half of the answers came within so many minutes')),
    rate: orNull(count('Answered of those that were due, in basis points')),
  },
  thing,
)
const SettingSchema = Type.Object(
  {
    asksFirst: Type.Boolean({ description: 'Whoever takes one of my free hours asks first' }),
    figures: FiguresSchema,
  },
  thing,
)

/** Asking first: what waits for an educator's answer, the answers, and the answer clock. */
export const askingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const at of EDUCATOR_NAMES) await app.register(educatorsOwn(deps), { prefix: at })
    app.post(
      '/bookings/:id/accept',
      {
        config: { needs: 'educator', deed: true },
        schema: {
          summary: 'Accept a request for a seat',
          tags,
          params: IdParams,
          response: { 200: BookingSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await acceptRequest(tx, { booking: id, educator: actor.id }, now)
          return bookingOf((await oneBooking(tx, id, now))!)
        }),
    )
    app.post(
      '/bookings/:id/decline',
      {
        config: { needs: 'educator', deed: true },
        schema: {
          summary: 'Decline a request for a seat',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              word: Type.Optional(
                Type.String({ minLength: 1, maxLength: 1000, description: 'The learner reads it' }),
              ),
            },
            thing,
          ),
          response: { 200: BookingSchema },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          await declineRequest(
            tx,
            { booking: id, educator: actor.id, word: request.body.word },
            now,
          )
          return bookingOf((await oneBooking(tx, id, now))!)
        }),
    )
  }

const educatorsOwn =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/requests',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Requests that wait for my answer, the soonest deadline first',
          tags,
          response: { 200: page(BookingSchema) },
        },
      },
      async (request) => {
        const open = await openRequests(deps.db, educatorOf(request).id, deps.clock.now())
        return { items: open.map(bookingOf), next: null }
      },
    )
    app.get(
      '/asking',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Whether I am asked first, and how I answer',
          tags,
          response: { 200: SettingSchema },
        },
      },
      async (request) => setting(deps, educatorOf(request).id),
    )
    app.patch(
      '/asking',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Be asked first for my free hours, or not any more',
          tags,
          body: Type.Object({ asksFirst: Type.Boolean() }, thing),
          response: { 200: SettingSchema },
        },
      },
      async (request) => {
        await change(deps, request, (tx, now, actor) =>
          setAsksFirst(tx, actor.id, request.body.asksFirst, now),
        )
        return setting(deps, educatorOf(request).id)
      },
    )
  }

async function setting(deps: Deps, educator: string) {
  const now = deps.clock.now()
  const span = { from: now.subtract({ hours: 24 * FIGURES_DAYS }), to: now.add({ minutes: 1 }) }
  return {
    asksFirst: await asksFirst(deps.db, educator),
    figures: { days: FIGURES_DAYS, ...(await answerFigures(deps.db, educator, span)) },
  }
}
