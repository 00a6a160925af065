import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { QueueNow, Run, ScheduleEntry } from '#jobs'
import { pageOf, readMoment } from './cursor.ts'
import { actorOf, type Deps } from './edge.ts'
import { IdParams, InstantSchema, orNull, page, pageQuery, query } from './schemas.ts'

const OutcomeSchema = Type.Enum(['running', 'done', 'failed', 'lost'])

const RunSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    plannedAt: InstantSchema,
    attempt: Type.Integer(),
    askedBy: Type.String(),
    startedAt: InstantSchema,
    finishedAt: orNull(InstantSchema),
    tookMs: orNull(Type.Integer()),
    outcome: OutcomeSchema,
    counts: orNull(Type.Record(Type.String(), Type.Unknown())),
    error: orNull(Type.String()),
  },
  { additionalProperties: false },
)

const EntrySchema = Type.Object(
  {
    name: Type.String(),
    says: Type.String({ description: 'What it does, as a person would say it' }),
    cron: Type.String(),
    zone: Type.String(),
    nextAt: InstantSchema,
    lastRun: orNull(RunSchema),
  },
  { additionalProperties: false },
)

const QueueSchema = Type.Object(
  {
    waiting: Type.Integer(),
    running: Type.Integer(),
    failing: Type.Array(
      Type.Object(
        {
          task: Type.String(),
          attempts: Type.Integer(),
          nextAt: InstantSchema,
          error: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
    reactions: Type.Array(
      Type.Object(
        {
          factId: Type.String(),
          kind: Type.String(),
          name: Type.String(),
          attempts: Type.Integer(),
          error: Type.String(),
          lastAt: InstantSchema,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

const JobsSchema = Type.Object(
  { items: Type.Array(EntrySchema), next: Type.Null(), queue: QueueSchema },
  { additionalProperties: false },
)

const ClockSchema = Type.Object(
  { now: InstantSchema, movable: Type.Boolean({ description: 'Whether this is a sandbox' }) },
  { additionalProperties: false },
)

const JumpSchema = Type.Object(
  { from: InstantSchema, now: InstantSchema, runs: Type.Integer(), failed: Type.Integer() },
  { additionalProperties: false },
)

const WishSchema = Type.Object(
  {
    to: Type.Optional(Type.String({ maxLength: 40, examples: ['2026-12-01T09:00:00Z'] })),
    advance: Type.Optional(Type.String({ maxLength: 40, examples: ['P7D'] })),
  },
  { additionalProperties: false },
)

/** Half a year of a busy town is lived through in minutes, not seconds. */
const JUMP_MILLISECONDS = 20 * 60_000

const staff = { needs: { staff: ['admin', 'support', 'finance'] } } as const
const admin = { needs: { staff: ['admin'] } } as const

/** What happens by itself, for staff; and the sandbox's clock. */
export const jobsRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/jobs',
      {
        config: staff,
        schema: { summary: 'The schedule', tags: ['jobs'], response: { 200: JobsSchema } },
      },
      async () => {
        const entries = await deps.jobs.list(deps.db)
        return {
          items: entries.map(entryAnswer),
          next: null,
          queue: queueAnswer(await deps.jobs.queue(deps.db)),
        }
      },
    )
    app.get(
      '/jobs/runs',
      {
        config: staff,
        schema: {
          summary: 'Runs, latest first',
          tags: ['jobs'],
          querystring: query({
            ...pageQuery,
            name: Type.Optional(Type.String({ maxLength: 100 })),
            outcome: Type.Optional(OutcomeSchema),
          }),
          response: { 200: page(RunSchema) },
        },
      },
      async ({ query: { cursor, limit = 20, name, outcome } }) => {
        const filter = { name, outcome, before: readMoment(cursor), limit: limit + 1 }
        const runs = await deps.jobs.runs(deps.db, filter)
        return pageOf(runs, limit, runAnswer, (run) => [run.startedAt, run.id])
      },
    )
    app.post(
      '/jobs/:name/run',
      {
        config: admin,
        schema: {
          summary: 'Runs one entry of the schedule now',
          tags: ['jobs'],
          params: query({ name: Type.String({ maxLength: 100 }) }),
          response: { 200: RunSchema },
        },
      },
      async (request) =>
        runAnswer(await deps.jobs.runNow(request.params.name, `person:${actorOf(request).id}`)),
    )
    app.post(
      '/jobs/runs/:id/retry',
      {
        config: admin,
        schema: {
          summary: 'Makes a failed run again',
          tags: ['jobs'],
          params: IdParams,
          response: { 200: RunSchema },
        },
      },
      async (request) =>
        runAnswer(await deps.jobs.retry(request.params.id, `person:${actorOf(request).id}`)),
    )
    app.post(
      '/jobs/queue/retry',
      {
        config: admin,
        schema: {
          summary: 'Tries what failed in the queue again',
          tags: ['jobs'],
          response: { 200: QueueSchema },
        },
      },
      async () => {
        await deps.jobs.retryQueue()
        return queueAnswer(await deps.jobs.queue(deps.db))
      },
    )
    clockRoutes(app, deps)
  }

function clockRoutes(app: Parameters<FastifyPluginAsyncTypebox>[0], deps: Deps): void {
  app.get(
    '/sandbox/clock',
    {
      config: { needs: 'anyone' },
      schema: {
        summary: 'What time it is here',
        tags: ['sandbox'],
        response: { 200: ClockSchema },
      },
    },
    async () => ({ now: deps.clock.now().toString(), movable: deps.jobs.clockIsMovable }),
  )
  app.post(
    '/sandbox/clock',
    {
      config: admin,
      handlerTimeout: JUMP_MILLISECONDS,
      schema: {
        summary: 'Moves the sandbox’s clock and lives through all that is due on the way',
        tags: ['sandbox'],
        body: WishSchema,
        response: { 200: JumpSchema },
      },
    },
    async (request) => {
      const { to, advance } = request.body
      const wish = {
        ...(to === undefined ? {} : { to }),
        ...(advance === undefined ? {} : { advance }),
      }
      const jump = await deps.jobs.moveClock(wish, `person:${actorOf(request).id}`)
      return {
        from: jump.from.toString(),
        now: jump.to.toString(),
        runs: jump.runs,
        failed: jump.failed,
      }
    },
  )
}

function runAnswer(run: Run) {
  return {
    ...run,
    plannedAt: run.plannedAt.toString(),
    startedAt: run.startedAt.toString(),
    finishedAt: run.finishedAt?.toString() ?? null,
  }
}

function entryAnswer(entry: ScheduleEntry) {
  return {
    ...entry,
    nextAt: entry.nextAt.toString(),
    lastRun: entry.lastRun && runAnswer(entry.lastRun),
  }
}

function queueAnswer(queue: QueueNow) {
  return {
    ...queue,
    failing: queue.failing.map((job) => ({ ...job, nextAt: job.nextAt.toString() })),
    reactions: queue.reactions.map((failed) => ({ ...failed, lastAt: failed.lastAt.toString() })),
  }
}
