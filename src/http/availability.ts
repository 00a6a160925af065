import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically, type Query } from '#base'
import { educatorCard } from '#earnings'
import {
  addCalendar,
  calendarsOf,
  closeFeed,
  comeBack,
  feedSince,
  goAway,
  oddHoursAhead,
  offerOf,
  openFeed,
  readNow,
  removeCalendar,
  setDate,
  setTerms,
  setWeek,
} from '#live'
import { actorOf, change, type Deps } from './edge.ts'
import {
  AvailabilitySchema,
  AwayBody,
  availabilityOf,
  CalendarBody,
  DateBody,
  intervalFrom,
  TermsBody,
  termsFrom,
  WeekBody,
} from './lesson-shapes.ts'
import { creditsFrom, moneyFrom } from './live-asking.ts'
import { DateSchema, IdParams, InstantSchema, orNull } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['availability']
const DateParams = Type.Object({ date: DateSchema }, thing)
const whole = { response: { 200: AvailabilitySchema } }

/** All of an educator's hours, as they are now. */
async function availability(q: Query, educator: string, now: Temporal.Instant) {
  const [offer, calendars, since, card] = await Promise.all([
    offerOf(q, educator, now),
    calendarsOf(q, educator),
    feedSince(q, educator),
    educatorCard(q, educator),
  ])
  const kind = card?.kinds[0] ?? 'class'
  const first = { zone: card?.zone ?? 'UTC', kind, language: card?.languages[0] ?? 'en' }
  const odd = offer ? oddHoursAhead(offer, now) : []
  return availabilityOf(offer, first, { calendars, feedSince: since, odd })
}

/** When an educator can be booked one to one: their own page of it. */
export const availabilityRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { needs: 'educator' } as const
    app.get(
      '/educator/availability',
      { config, schema: { summary: 'When I can be booked one to one', tags, ...whole } },
      (request) => availability(deps.db, actorOf(request).id, deps.clock.now()),
    )
    app.put(
      '/educator/availability',
      { config, schema: { summary: 'What I offer one to one', tags, body: TermsBody, ...whole } },
      (request) =>
        change(deps, request, async (tx, now, { id }) => {
          await setTerms(tx, id, termsFrom(request.body, creditsFrom, moneyFrom), now)
          return availability(tx, id, now)
        }),
    )
    app.put(
      '/educator/availability/week',
      { config, schema: { summary: 'My hours of every week', tags, body: WeekBody, ...whole } },
      (request) =>
        change(deps, request, async (tx, now, { id }) => {
          const hours = request.body.hours.map(({ weekday, ...one }) => ({
            weekday,
            ...intervalFrom(one),
          }))
          await setWeek(tx, id, hours, now)
          return availability(tx, id, now)
        }),
    )
    app.put(
      '/educator/availability/dates/:date',
      {
        config,
        schema: {
          summary: 'A date that differs; without hours it is as every week again',
          tags,
          params: DateParams,
          body: DateBody,
          ...whole,
        },
      },
      (request) =>
        change(deps, request, async (tx, now, { id }) => {
          const hours = request.body.hours.map(({ open, ...one }) => ({
            open,
            ...intervalFrom(one),
          }))
          await setDate(tx, id, request.params.date, hours, request.body.note ?? '', now)
          return availability(tx, id, now)
        }),
    )
    app.post(
      '/educator/availability/away',
      { config, schema: { summary: 'Go away for some days', tags, body: AwayBody, ...whole } },
      (request) =>
        change(deps, request, async (tx, now, { id }) => {
          const { from, until, note = '' } = request.body
          await goAway(tx, id, { from, until, note }, now)
          return availability(tx, id, now)
        }),
    )
    app.delete(
      '/educator/availability/away/:id',
      { config, schema: { summary: 'Be there after all', tags, params: IdParams, ...whole } },
      (request) =>
        change(deps, request, async (tx, now, { id }) => {
          await comeBack(tx, id, request.params.id)
          return availability(tx, id, now)
        }),
    )
    await app.register(calendarRoutes(deps))
    await app.register(feedRoutes(deps))
  }

/** Calendars that an educator has elsewhere. */
const calendarRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { needs: 'educator' } as const
    app.post(
      '/educator/calendars',
      {
        config,
        schema: { summary: 'Have a calendar of mine read', tags, body: CalendarBody, ...whole },
      },
      async (request) => {
        const { id: educator } = actorOf(request)
        const { daysClose = false, ...body } = request.body
        const now = deps.clock.now()
        const id = await atomically(deps.db, (tx) =>
          addCalendar(tx, educator, { ...body, daysClose }, deps.outside, now),
        )
        // Read at once, so that whoever gave a wrong address hears of it here.
        await readNow(deps.db, educator, id, deps.outside, now)
        return availability(deps.db, educator, now)
      },
    )
    app.post(
      '/educator/calendars/:id/refresh',
      { config, schema: { summary: 'Read it now', tags, params: IdParams, ...whole } },
      async (request) => {
        const { id: educator } = actorOf(request)
        const now = deps.clock.now()
        await readNow(deps.db, educator, request.params.id, deps.outside, now)
        return availability(deps.db, educator, now)
      },
    )
    app.delete(
      '/educator/calendars/:id',
      { config, schema: { summary: 'Read it no more', tags, params: IdParams, ...whole } },
      (request) =>
        change(deps, request, async (tx, now, { id }) => {
          await removeCalendar(tx, id, request.params.id)
          return availability(tx, id, now)
        }),
    )
  }

const FeedSchema = Type.Object(
  {
    since: orNull(InstantSchema),
    url: orNull(Type.String({ description: 'Shown once: only a hash of it is kept' })),
  },
  thing,
)

/** The address under which a person's own calendar can be read elsewhere. */
const feedRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const config = { needs: 'person' } as const
    app.get(
      '/me/calendar-feed',
      {
        config,
        schema: {
          summary: 'Whether my calendar can be read elsewhere',
          tags,
          response: { 200: FeedSchema },
        },
      },
      async (request) => {
        const since = await feedSince(deps.db, actorOf(request).id)
        return { since: since?.toString() ?? null, url: null }
      },
    )
    app.post(
      '/me/calendar-feed',
      {
        config,
        schema: {
          summary: 'An address for my calendar; the one before leads nowhere any more',
          tags,
          response: { 200: FeedSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, { id }) => {
          const token = await openFeed(tx, id, now)
          return { since: now.toString(), url: `${deps.config.url}/calendar/${token}.ics` }
        }),
    )
    app.delete(
      '/me/calendar-feed',
      {
        config,
        schema: {
          summary: 'My calendar can be read elsewhere no more',
          tags,
          response: { 200: FeedSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, _now, { id }) => {
          await closeFeed(tx, id)
          return { since: null, url: null }
        }),
    )
  }
