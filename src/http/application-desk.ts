import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Tx } from '#base'
import {
  type ApplicationNow,
  applyingPolicy,
  approveApplication,
  askForMore,
  countApplications,
  letGoOfApplication,
  listApplications,
  noteOnApplication,
  offerTimes,
  type Reviewer,
  rejectApplication,
  setApplyingPolicy,
  takeApplication,
} from '#earnings'
import { audit } from '#people'
import { CaseSchema, caseOf, isAdmin, isLate, namesOf, PersonSchema } from './application-case.ts'
import { ApplicationStateSchema, CountrySchema } from './applying-shapes.ts'
import { pageOf, readMoment } from './cursor.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { KindSchema } from './live-shapes.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  pageQuery,
  query,
  SeenSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['applying']
const needs = { staff: ['reviewer'] } as const

const RowSchema = Type.Object(
  {
    id: IdSchema,
    state: ApplicationStateSchema,
    name: Type.String(),
    kinds: Type.Array(KindSchema),
    country: orNull(Type.String()),
    languages: Type.Array(Type.String(), { description: 'Those they would teach' }),
    yearsTeaching: orNull(Type.Integer()),
    reviewer: orNull(PersonSchema),
    sentAt: InstantSchema,
    decideBy: InstantSchema,
    late: Type.Boolean(),
    stateAt: InstantSchema,
  },
  thing,
)

const NumbersSchema = Type.Object(
  {
    version: Type.Integer(),
    reviewDays: Type.Integer(),
    answerDays: Type.Integer(),
    reapplyDays: Type.Integer(),
    filesMost: Type.Integer(),
    fileMegabytes: Type.Integer(),
    interviewMinutes: Type.Integer(),
    keepDays: Type.Integer(),
  },
  thing,
)

/** The desk of those who look at applications. */
export const applicationDeskRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(queueRoutes(deps))
    await app.register(decidingRoutes(deps))
    await app.register(applyingNumbersRoutes(deps))
  }

const queueRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/applications',
      {
        config: { needs },
        schema: {
          summary: 'Applications that were sent, the most urgent first',
          tags,
          querystring: query({
            ...pageQuery,
            state: Type.Optional(
              Type.Union([Type.Enum(['waiting', 'open']), ApplicationStateSchema]),
            ),
            reviewer: Type.Optional(Type.Union([Type.Enum(['me', 'nobody']), IdSchema])),
            kind: Type.Optional(KindSchema),
            country: Type.Optional(CountrySchema),
            language: Type.Optional(Type.String({ maxLength: 35 })),
            late: Type.Optional(Type.Boolean()),
            words: Type.Optional(Type.String({ maxLength: 100 })),
          }),
          response: {
            200: Type.Object(
              {
                items: Type.Array(RowSchema),
                next: orNull(Type.String()),
                counts: Type.Object(
                  {
                    byState: Type.Record(Type.String(), Type.Integer()),
                    late: Type.Integer(),
                    nobody: Type.Integer(),
                  },
                  thing,
                ),
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const { cursor, limit = 20, reviewer, ...filter } = request.query
        const now = deps.clock.now()
        const whose = reviewer === 'me' ? actorOf(request).id : reviewer
        const asked = { ...filter, reviewer: whose, after: readMoment(cursor), limit: limit + 1 }
        const [rows, counts] = await Promise.all([
          listApplications(deps.db, asked, now),
          countApplications(deps.db, now),
        ])
        const names = await namesOf(
          deps,
          rows.map(({ reviewerId }) => reviewerId),
        )
        const shown = (one: ApplicationNow) => ({
          id: one.id,
          state: one.state,
          name: one.name,
          kinds: one.kinds,
          country: one.country,
          languages: one.teachingLanguages.map(({ language }) => language),
          yearsTeaching: one.yearsTeaching,
          reviewer: one.reviewerId
            ? { id: one.reviewerId, name: names.get(one.reviewerId) ?? '' }
            : null,
          sentAt: one.sentAt!.toString(),
          decideBy: one.decideBy!.toString(),
          late: isLate(one, now),
          stateAt: one.stateAt.toString(),
        })
        return { ...pageOf(rows, limit, shown, (one) => [one.decideBy!, one.id]), counts }
      },
    )
    app.get(
      '/applications/:id',
      {
        config: { needs },
        schema: {
          summary: 'One application',
          tags,
          params: IdParams,
          response: { 200: CaseSchema },
        },
      },
      async (request) => caseOf(deps, request.params.id, actorOf(request)),
    )
  }

/** `steps` as it was looked at. */
const seen = { seen: SeenSchema }
const Words = Type.String({ minLength: 3, maxLength: 4000 })

const decidingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    /** A deed of a reviewer: one verb, one entry in the audit log, and the case as it is then. */
    const decide = async (
      request: Parameters<typeof actorOf>[0] & { params: { id: string } },
      deed: string,
      at: number | undefined,
      work: (tx: Tx, reviewer: Reviewer, now: Temporal.Instant) => Promise<unknown>,
    ) => {
      const { id } = request.params
      await change(deps, request, async (tx, now, actor) => {
        await work(tx, { id: actor.id, admin: isAdmin(actor), seen: at }, now)
        const about = { type: 'application', id }
        await audit(tx, { by: `person:${actor.id}`, deed, about, from: request.ip }, now)
      })
      return caseOf(deps, id, actorOf(request))
    }
    const route = { config: { needs } } as const
    const schema = { tags, params: IdParams, response: { 200: CaseSchema } } as const

    app.post(
      '/applications/:id/take',
      {
        ...route,
        schema: {
          ...schema,
          summary: 'Take it, or give it to a colleague',
          body: Type.Object({ ...seen, to: Type.Optional(IdSchema) }, thing),
        },
      },
      (request) => {
        const { seen: at, to = actorOf(request).id } = request.body
        return decide(request, 'application.taken', at, (tx, by, now) =>
          takeApplication(tx, request.params.id, to, by, now),
        )
      },
    )
    app.post(
      '/applications/:id/let-go',
      {
        ...route,
        schema: {
          ...schema,
          summary: 'Put it back into the queue',
          body: Type.Object(seen, thing),
        },
      },
      (request) =>
        decide(request, 'application.let_go', request.body.seen, (tx, by, now) =>
          letGoOfApplication(tx, request.params.id, by, now),
        ),
    )
    app.post(
      '/applications/:id/notes',
      {
        ...route,
        schema: {
          ...schema,
          summary: 'Write a note for colleagues',
          body: Type.Object({ words: Type.String({ minLength: 1, maxLength: 4000 }) }, thing),
        },
      },
      (request) =>
        decide(request, 'application.noted', undefined, (tx, by, now) =>
          noteOnApplication(tx, request.params.id, request.body.words, by.id, now),
        ),
    )
    app.post(
      '/applications/:id/ask',
      {
        ...route,
        schema: {
          ...schema,
          summary: 'Ask the applicant for more',
          body: Type.Object({ ...seen, words: Words }, thing),
        },
      },
      (request) =>
        decide(request, 'application.asked', request.body.seen, (tx, by, now) =>
          askForMore(tx, request.params.id, request.body.words, by, now),
        ),
    )
    app.post(
      '/applications/:id/interview',
      {
        ...route,
        schema: {
          ...schema,
          summary: 'Offer times for a talk; the former ones no longer count',
          body: Type.Object(
            {
              ...seen,
              times: Type.Array(InstantSchema, { minItems: 1, maxItems: 6, uniqueItems: true }),
              place: Type.String({ minLength: 3, maxLength: 500 }),
              minutes: Type.Optional(Type.Integer({ minimum: 10, maximum: 180 })),
            },
            thing,
          ),
        },
      },
      (request) => {
        const { seen: at, times, ...rest } = request.body
        const offer = { ...rest, times: times.map((time) => Temporal.Instant.from(time)) }
        return decide(request, 'application.times_offered', at, (tx, by, now) =>
          offerTimes(tx, request.params.id, offer, by, now),
        )
      },
    )
    app.post(
      '/applications/:id/approve',
      {
        ...route,
        schema: {
          ...schema,
          summary: 'Approve it: they are an educator from now on',
          body: Type.Object(
            {
              ...seen,
              words: Type.Optional(Type.String({ maxLength: 4000 })),
              headline: Type.Optional(Type.String({ maxLength: 160 })),
              organizationId: Type.Optional(IdSchema),
            },
            thing,
          ),
        },
      },
      (request) => {
        const { seen: at, ...given } = request.body
        return decide(request, 'application.approved', at, (tx, by, now) =>
          approveApplication(tx, request.params.id, given, by, now),
        )
      },
    )
    app.post(
      '/applications/:id/reject',
      {
        ...route,
        schema: {
          ...schema,
          summary: 'Reject it, with a reason that they read',
          body: Type.Object({ ...seen, reason: Words }, thing),
        },
      },
      (request) =>
        decide(request, 'application.rejected', request.body.seen, (tx, by, now) =>
          rejectApplication(tx, request.params.id, request.body.reason, by, now),
        ),
    )
  }

const applyingNumbersRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/applying/numbers',
      {
        config: { needs },
        schema: { summary: 'The numbers of applying', tags, response: { 200: NumbersSchema } },
      },
      () => applyingPolicy(deps.db),
    )
    app.patch(
      '/applying/numbers',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          summary: 'Set some of them, from now on',
          tags,
          body: Type.Object(
            {
              version: SeenSchema,
              reviewDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
              answerDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 180 })),
              reapplyDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 730 })),
              filesMost: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
              fileMegabytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
              interviewMinutes: Type.Optional(Type.Integer({ minimum: 10, maximum: 180 })),
              keepDays: Type.Optional(Type.Integer({ minimum: 30, maximum: 3650 })),
            },
            thing,
          ),
          response: { 200: NumbersSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { version, ...changes } = request.body
          const by = `person:${actor.id}`
          const after = await setApplyingPolicy(tx, version, changes, by, now)
          const about = { type: 'numbers', id: 'applying' }
          const entry = { by, deed: 'numbers.changed', about, after: changes, from: request.ip }
          await audit(tx, entry, now)
          return after
        }),
    )
  }
