import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Tx } from '#base'
import {
  answerAppeal,
  endMeasure,
  findingCounts,
  listAudits,
  listMeasures,
  listScorecards,
  noteCoaching,
  qualityDays,
  qualityPolicy,
  ratesOf,
  scorecardOf,
  signalsOf,
  takeMeasure,
  waitingForStaff,
} from '#live'
import { audit } from '#people'
import { cursorOr } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { refuse } from './problems.ts'
import { measureRuleRoutes } from './quality-rules.ts'
import {
  AuditSchema,
  auditOf,
  CardSchema,
  cardOf,
  FindingSchema,
  MeasureKindSchema,
  MeasureSchema,
  measureOf,
  SignalSchema,
  signalOf,
  TargetSchema,
  targetsOf,
} from './quality-shapes.ts'
import {
  DateSchema,
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  page,
  pageQuery,
  query,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['quality']
const SEES = { staff: ['support', 'moderator', 'reviewer'] } as const
const ACTS = { staff: ['moderator', 'reviewer'] } as const
const words = Type.String({ minLength: 3, maxLength: 2000 })

const ScorecardSchema = Type.Object(
  {
    educatorId: IdSchema,
    name: Type.String(),
    findings: Type.Array(FindingSchema),
    card: CardSchema,
    reckonedAt: InstantSchema,
  },
  thing,
)
const share = orNull(Type.Integer())
const OverviewSchema = Type.Object(
  {
    targets: Type.Array(TargetSchema, { description: 'Of the last day that was reckoned' }),
    windowDays: Type.Integer(),
    days: Type.Array(
      Type.Object(
        {
          day: DateSchema,
          rating: share,
          completion: share,
          cancelled: share,
          technical: share,
          answerSeconds: orNull(Type.Integer()),
        },
        thing,
      ),
    ),
    findings: Type.Array(Type.Object({ name: FindingSchema, educators: Type.Integer() }, thing)),
    waiting: Type.Array(
      Type.Object(
        {
          educatorId: IdSchema,
          name: Type.String(),
          step: Type.Integer(),
          measure: MeasureKindSchema,
          findings: Type.Array(FindingSchema),
        },
        thing,
      ),
      { description: 'Whose next step is for staff to take' },
    ),
    coaching: Type.Integer(),
    appeals: Type.Integer(),
    audits: Type.Integer(),
  },
  thing,
)

/** Quality for staff: the platform beside its targets, scorecards, measures, appeals. */
export const qualityRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(seeing(deps))
    await app.register(acting(deps))
    await app.register(measureRuleRoutes(deps))
  }

const seeing =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { db } = deps
    app.get(
      '/quality',
      {
        config: { needs: SEES },
        schema: {
          summary: 'The platform beside its targets, and what waits for somebody',
          tags,
          response: { 200: OverviewSchema },
        },
      },
      async () => {
        const now = deps.clock.now()
        const [policy, days, counts, waiting, coaching, appeals, audits] = await Promise.all([
          qualityPolicy(db),
          qualityDays(db),
          findingCounts(db),
          waitingForStaff(db, now),
          listMeasures(db, { waits: 'coaching' }, 1000),
          listMeasures(db, { waits: 'appeal' }, 1000),
          listAudits(db, { done: false }, 1000),
        ])
        const last = days.at(-1)
        return {
          targets: last ? targetsOf(last.figures, policy) : [],
          windowDays: policy.windowDays,
          days: days.map(({ day, figures }) => {
            const { rating, completion, cancelled, technical } = ratesOf(figures)
            const { answerSeconds } = figures
            return { day, rating, completion, cancelled, technical, answerSeconds }
          }),
          findings: counts.map(({ finding, count }) => ({ name: finding, educators: count })),
          waiting: waiting.map(({ educator, ...rest }) => ({ educatorId: educator, ...rest })),
          coaching: coaching.length,
          appeals: appeals.length,
          audits: audits.length,
        }
      },
    )
    app.get(
      '/quality/scorecards',
      {
        config: { needs: SEES },
        schema: {
          summary: 'Scorecards as last reckoned, by name',
          tags,
          querystring: query({
            ...pageQuery,
            found: Type.Optional(Type.Boolean({ description: 'Only below a threshold' })),
            finding: Type.Optional(FindingSchema),
          }),
          response: { 200: page(ScorecardSchema) },
        },
      },
      async (request) => {
        const { cursor, limit = 50, found, finding } = request.query
        const policy = await qualityPolicy(db)
        const filter = { found: found ?? false, finding, after: cursorOr(cursor) }
        const rows = await listScorecards(db, filter, limit + 1)
        const items = rows.slice(0, limit).map((row) => ({
          educatorId: row.educator,
          name: row.name,
          findings: row.findings,
          card: cardOf(row.figures, row.findings, policy),
          reckonedAt: row.reckonedAt.toString(),
        }))
        return { items, next: rows.length > limit ? items.at(-1)!.educatorId : null }
      },
    )
    app.get(
      '/quality/educators/:id',
      {
        config: { needs: SEES },
        schema: {
          summary: 'The scorecard of an educator as it is now, with signals, measures and audits',
          tags,
          params: IdParams,
          response: {
            200: Type.Object(
              {
                card: CardSchema,
                findings: Type.Array(FindingSchema),
                signals: Type.Array(SignalSchema),
                measures: Type.Array(MeasureSchema),
                audits: Type.Array(AuditSchema),
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const { id } = request.params
        const found = await scorecardOf(db, id, deps.clock.now())
        if (!found) throw refuse('not_found')
        const [signals, measures, audits] = await Promise.all([
          signalsOf(db, id),
          listMeasures(db, { educator: id }),
          listAudits(db, { done: true, educator: id }),
        ])
        return {
          card: cardOf(found.figures, found.findings, found.policy),
          findings: found.findings,
          signals: signals.map(signalOf),
          measures: measures.map((one) => measureOf(one, 'staff')),
          audits: audits.map(auditOf),
        }
      },
    )
    app.get(
      '/quality/measures',
      {
        config: { needs: SEES },
        schema: {
          summary: 'Measures that wait for somebody: coaching, or an appeal without an answer',
          tags,
          querystring: query({ waits: Type.Enum(['coaching', 'appeal']) }),
          response: { 200: page(MeasureSchema) },
        },
      },
      async (request) => {
        const items = await listMeasures(db, { waits: request.query.waits })
        return { items: items.map((one) => measureOf(one, 'staff')), next: null }
      },
    )
  }

const Done = Type.Object({ id: IdSchema }, thing)

const acting =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    type Work = (tx: Tx, by: string, now: Temporal.Instant) => Promise<string | undefined>
    /** One deed of staff about a measure or an educator, in the audit log with what was said. */
    const write = (
      request: Parameters<typeof change>[1] & { params: { id: string }; body: object },
      deed: string,
      work: Work,
    ) =>
      change(deps, request, async (tx, now, actor) => {
        const by = `person:${actor.id}`
        const id = (await work(tx, by, now)) ?? request.params.id
        const about = { type: 'measure', id }
        await audit(tx, { by, deed, about, after: { ...request.body }, from: request.ip }, now)
        return { id }
      })
    app.post(
      '/quality/educators/:id/measures',
      {
        config: { needs: ACTS },
        schema: {
          summary: 'Take a measure',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              step: Type.Integer({ minimum: 1, maximum: 10 }),
              words,
              reasons: Type.Optional(Type.Array(FindingSchema, { maxItems: 9 })),
            },
            thing,
          ),
          response: { 200: Done },
        },
      },
      (request) =>
        write(request, 'quality.measure_taken', (tx, by, now) =>
          takeMeasure(tx, { educator: request.params.id, ...request.body, by }, now),
        ),
    )
    const Words = Type.Object({ words }, thing)
    app.post(
      '/quality/measures/:id/end',
      {
        config: { needs: ACTS },
        schema: {
          summary: 'End a measure',
          tags,
          params: IdParams,
          body: Words,
          response: { 200: Done },
        },
      },
      (request) =>
        write(request, 'quality.measure_ended', async (tx, by, now) => {
          const end = { how: 'lifted', by, words: request.body.words } as const
          await endMeasure(tx, request.params.id, end, now)
          return undefined
        }),
    )
    app.post(
      '/quality/measures/:id/notes',
      {
        config: { needs: ACTS },
        schema: {
          summary: 'Write down what was talked about in coaching',
          tags,
          params: IdParams,
          body: Words,
          response: { 200: Done },
        },
      },
      (request) =>
        write(request, 'quality.coached', async (tx, by, now) => {
          await noteCoaching(tx, request.params.id, { by, words: request.body.words }, now)
          return undefined
        }),
    )
    app.post(
      '/quality/measures/:id/answer',
      {
        config: { needs: ACTS },
        schema: {
          summary: 'Answer an appeal',
          tags,
          params: IdParams,
          body: Type.Object({ granted: Type.Boolean(), words }, thing),
          response: { 200: Done },
        },
      },
      (request) =>
        write(request, 'quality.appeal_answered', async (tx, by, now) => {
          await answerAppeal(tx, request.params.id, { ...request.body, by }, now)
          return undefined
        }),
    )
  }
