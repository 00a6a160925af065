import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { idFrom } from '#base'
import { value } from '#ledger'
import { bookSlot, feedText, type Method, oneBooking, slotsPage } from '#live'
import { type Deps, deed, keyOf } from './edge.ts'
import { cardOr404 } from './educators.ts'
import { MinutesSchema, PricesSchema, pricesOf, SlotSchema, slotOf } from './lesson-shapes.ts'
import { BookBody, creditsFrom, instantFrom } from './live-asking.ts'
import { KindSchema, WaySchema, wayOf } from './live-shapes.ts'
import { refuse } from './problems.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  query,
  ValueSchema,
  ZoneSchema,
} from './schemas.ts'
import { BookedSchema, bookedOf } from './seats.ts'

const thing = { additionalProperties: false } as const
const tags = ['availability']

const SlotsSchema = Type.Object(
  {
    educatorId: IdSchema,
    offered: Type.Boolean({ description: 'Whether one-to-one lessons are on offer at all' }),
    kind: KindSchema,
    title: Type.String(),
    description: Type.String(),
    language: Type.String(),
    zone: ZoneSchema,
    lengths: PricesSchema,
    minutes: Type.Integer({ description: 'The length that the slots below are of' }),
    noticeHours: Type.Integer(),
    until: InstantSchema,
    horizon: InstantSchema,
    trial: orNull(
      Type.Object(
        {
          minutes: MinutesSchema,
          price: ValueSchema,
          why: orNull(Type.Enum(['trial_had', 'trial_known', 'trials_unused'])),
          replaces: orNull(IdSchema),
        },
        {
          ...thing,
          description:
            'A trial lesson for the reader: why they cannot have it, and which trial of theirs it would replace',
        },
      ),
    ),
    locked: orNull(
      Type.Object(
        { code: Type.String(), says: Type.String(), opensWith: Type.Array(Type.String()) },
        { ...thing, description: 'What the reader’s plan does not open of it' },
      ),
    ),
    ways: Type.Array(WaySchema, { description: 'How the reader can pay, cheapest first' }),
    items: Type.Array(
      Type.Object(
        {
          ...SlotSchema.properties,
          freeUntil: Type.String({ description: 'Until when all comes back, if booked now' }),
          halfUntil: InstantSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)

const LessonBody = Type.Object(
  {
    ...BookBody.properties,
    start: InstantSchema,
    minutes: MinutesSchema,
    trial: Type.Optional(
      Type.Boolean({ description: 'A trial lesson, FREE where it costs nothing' }),
    ),
    replaces: Type.Optional(IdSchema),
  },
  thing,
)

/** Free hours of an educator, and taking one. */
export const lessonRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/educators/:id/slots',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'Lessons of an educator that can be booked',
          tags,
          params: IdParams,
          querystring: query({
            from: Type.Optional(InstantSchema),
            until: Type.Optional(InstantSchema),
            minutes: Type.Optional(Type.Integer({ minimum: 25, maximum: 90 })),
            trial: Type.Optional(Type.Boolean({ description: 'When a trial could be' })),
          }),
          response: { 200: SlotsSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        const { from, until, minutes, trial } = request.query
        const card = await cardOr404(deps, id)
        const now = deps.clock.now()
        const wanted = {
          from: from ? instantFrom(from) : now,
          until: until ? instantFrom(until) : undefined,
          minutes,
          trial,
        }
        const found = await slotsPage(deps.db, id, wanted, request.actor?.id ?? null, now)
        const { offer } = found
        return {
          educatorId: id,
          offered: offer !== undefined,
          kind: offer?.kind ?? card.kinds[0] ?? ('class' as const),
          title: offer?.title ?? '',
          description: offer?.description ?? '',
          language: offer?.language ?? '',
          zone: offer?.zone ?? card.zone,
          lengths: offer ? pricesOf(offer) : [],
          minutes: found.minutes,
          noticeHours: offer?.noticeHours ?? 0,
          until: found.until.toString(),
          horizon: found.horizon.toString(),
          trial: found.trial && {
            ...found.trial,
            minutes: found.trial.minutes as Static<typeof MinutesSchema>,
            price: value(found.trial.price, 'CREDIT'),
          },
          locked: found.locked,
          ways: found.ways.map(wayOf),
          items: found.slots.map(({ freeUntil, halfUntil, ...slot }) => ({
            ...slotOf(slot),
            freeUntil: freeUntil.toString(),
            halfUntil: halfUntil.toString(),
          })),
        }
      },
    )
    app.post(
      '/educators/:id/lessons',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Book a one-to-one lesson',
          tags,
          params: IdParams,
          body: LessonBody,
          response: { 201: BookedSchema },
        },
      },
      (request, reply) => {
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const { paymentMethod, creditAmount, tokenAmount, start, minutes, trial, replaces } =
            request.body
          const booked = await bookSlot(
            tx,
            {
              id: idFrom('lesson', actor.id, request.params.id, keyOf(request)),
              educator: request.params.id,
              start: instantFrom(start),
              minutes,
              learner: actor.id,
              trial,
              replaces,
              seenTokens:
                tokenAmount === undefined ? undefined : BigInt(Math.round(tokenAmount * 100)),
              method: paymentMethod.toLowerCase() as Method,
              seenPrice: creditAmount === undefined ? undefined : creditsFrom(creditAmount),
            },
            now,
          )
          return bookedOf(booked, (await oneBooking(tx, booked.id, now))!)
        })
      },
    )
  }

/** A person's own calendar, for calendars elsewhere: whoever knows the address reads it. */
export const calendarFeed =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/calendar/:file',
      {
        config: { needs: 'anyone' },
        schema: {
          hide: true,
          params: Type.Object({ file: Type.String({ minLength: 1, maxLength: 80 }) }, thing),
        },
      },
      async (request, reply) => {
        const token = /^([A-Za-z0-9_-]{32})\.ics$/.exec(request.params.file)?.[1]
        if (!token) throw refuse('not_found')
        const text = await feedText(deps.db, token, deps.config.url, deps.clock.now())
        return reply
          .type('text/calendar; charset=utf-8')
          .header('content-disposition', 'inline; filename="stoa.ics"')
          .header('cache-control', 'private, max-age=300')
          .header('x-robots-tag', 'noindex')
          .send(text)
      },
    )
  }
