import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { idFrom } from '#base'
import {
  bookSeries,
  changeSeries,
  createSeries,
  oneBooking,
  previewRule,
  restoreDate,
  seriesOf,
  seriesPage,
  skipDate,
  stopSeries,
} from '#live'
import { actorOf, change, type Deps, deed, keyOf } from './edge.ts'
import { byOf, creditsFrom } from './live-asking.ts'
import { BookingSchema, bookingOf } from './live-shapes.ts'
import { DateSchema, IdParams, IdSchema, page, query, ValueSchema, ZoneSchema } from './schemas.ts'
import {
  ChangeBody,
  ChangedSchema,
  CreateBody,
  inTheWayOf,
  likenessFrom,
  occurrenceOf,
  PageSchema,
  PreviewSchema,
  pageOf,
  RuleBody,
  ruleFrom,
  SeriesSchema,
  seriesFrom,
} from './series-shapes.ts'

const thing = { additionalProperties: false } as const
const tags = ['live']

/** The canonical name, and those of the two kinds. */
const NAMES = ['/series', '/video-sessions/series', '/live-conversations/series'] as const

/** Sessions that come again and again: made, read, changed, booked whole. */
export const seriesRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const at of NAMES) {
      await app.register(reading(deps), { prefix: at })
      await app.register(making(deps), { prefix: at })
      await app.register(dates(deps), { prefix: at })
      await app.register(booking(deps), { prefix: at })
    }
  }

const readPage = async (
  deps: Deps,
  id: string,
  reader: { person?: string | undefined; zone?: string | undefined },
) => pageOf(await seriesPage(deps.db, id, reader, deps.clock.now()))

const reading =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/',
      {
        prefixTrailingSlash: 'no-slash',
        config: { needs: 'person' },
        schema: {
          summary: 'My series as an educator',
          tags,
          response: { 200: page(SeriesSchema) },
        },
      },
      async (request) => ({
        items: (await seriesOf(deps.db, actorOf(request).id)).map(seriesFrom),
        next: null,
      }),
    )
    app.get(
      '/:id',
      {
        config: { needs: 'anyone' },
        schema: {
          summary: 'One series, with its dates in sight',
          tags,
          params: IdParams,
          querystring: query({ zone: Type.Optional(ZoneSchema) }),
          response: { 200: PageSchema },
        },
      },
      async ({ params, query: { zone }, actor }) =>
        readPage(deps, params.id, { person: actor?.id, zone: zone && knownZone(zone) }),
    )
    app.post(
      '/preview',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'The first dates of a rule, and what the clocks do to any within a year',
          tags,
          body: Type.Object({ ...RuleBody.properties, zone: ZoneSchema }, thing),
          response: { 200: PreviewSchema },
        },
      },
      async ({ body }) => {
        const rule = { ...ruleFrom(body), zone: knownZone(body.zone) ?? 'UTC' }
        const { first, odd } = previewRule(rule, deps.clock.now())
        return { first: first.map(occurrenceOf), odd: odd.map(occurrenceOf) }
      },
    )
  }

/** A zone that this machine knows; a name that is none shows nothing of clocks. */
function knownZone(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

const making =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/',
      {
        prefixTrailingSlash: 'no-slash',
        config: { needs: 'person' },
        schema: {
          summary: 'Make a series',
          tags,
          body: CreateBody,
          response: { 201: PageSchema },
        },
      },
      async (request, reply) => {
        const { id, kind, rule, session } = request.body
        const made = await change(deps, request, (tx, now, actor) =>
          createSeries(
            tx,
            {
              id,
              educator: actor.id,
              rule: ruleFrom(rule),
              likeness: {
                title: session.title,
                language: session.language,
                ...likenessFrom(session),
                kind,
              },
            },
            byOf(actor),
            now,
          ),
        )
        reply.code(201)
        return readPage(deps, made.id, {})
      },
    )
    app.patch(
      '/:id',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Change a series from a date on',
          tags,
          params: IdParams,
          body: ChangeBody,
          response: { 200: ChangedSchema },
        },
      },
      (request) => {
        const { from, rule, session } = request.body
        return change(deps, request, async (tx, now, actor) => {
          const asked = { from, rule, likeness: session && likenessFrom(session) }
          const found = await changeSeries(tx, request.params.id, asked, byOf(actor), now)
          const { standing, goesOn } = found
          return { standing, goesOn, inTheWay: found.inTheWay.map(inTheWayOf) }
        })
      },
    )
    app.post(
      '/:id/stop',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'End a series: what is booked takes place',
          tags,
          params: IdParams,
          body: Type.Object({ from: DateSchema }, thing),
          response: { 200: ChangedSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { from } = request.body
          const { standing } = await stopSeries(tx, request.params.id, from, byOf(actor), now)
          return { standing, goesOn: null, inTheWay: [] }
        }),
    )
  }

const dates =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const OneDate = Type.Object({ day: DateSchema }, thing)
    app.post(
      '/:id/skip',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Leave a date of a series out',
          tags,
          params: IdParams,
          body: OneDate,
          response: { 200: ChangedSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          await skipDate(tx, request.params.id, request.body.day, byOf(actor), now)
          return { standing: [], goesOn: null, inTheWay: [] }
        }),
    )
    app.post(
      '/:id/restore',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Take a date of a series in again',
          tags,
          params: IdParams,
          body: OneDate,
          response: { 200: ChangedSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const { inTheWay } = await restoreDate(tx, id, request.body.day, byOf(actor), now)
          return { standing: [], goesOn: null, inTheWay: inTheWay.map(inTheWayOf) }
        }),
    )
  }

const booking =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/:id/book',
      {
        config: { needs: 'person', deed: true },
        schema: {
          summary: 'Book a whole series, or the rest of it, by credits',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              from: Type.Optional(DateSchema),
              without: Type.Optional(
                Type.Array(IdSchema, { maxItems: 500, description: 'Sessions to leave out' }),
              ),
              creditAmount: Type.Optional(ValueSchema),
            },
            thing,
          ),
          response: { 201: page(BookingSchema) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const { from, without, creditAmount } = request.body
          const seats = await bookSeries(
            tx,
            {
              id: idFrom('series booking', actor.id, request.params.id, keyOf(request)),
              series: request.params.id,
              learner: actor.id,
              from,
              without,
              seenTotal: creditAmount && creditsFrom(creditAmount),
            },
            now,
          )
          const items = []
          for (const { id } of seats) items.push(bookingOf((await oneBooking(tx, id, now))!))
          return { items, next: null }
        })
      },
    )
  }
