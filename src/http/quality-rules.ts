import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { measureRules, setMeasureRules } from '#live'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { MeasureKindSchema } from './quality-shapes.ts'
import { InstantSchema, orNull, SeenSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['quality']
const SEES = { staff: ['support', 'moderator', 'reviewer'] } as const

const RuleSchema = {
  measure: MeasureKindSchema,
  automatic: Type.Boolean(),
  waitDays: Type.Integer({ minimum: 0, maximum: 365 }),
  lastsDays: orNull(Type.Integer({ minimum: 1, maximum: 365 })),
  sessionsMost: orNull(Type.Integer({ minimum: 1, maximum: 1000 })),
}
const RulesSchema = Type.Object(
  {
    version: Type.Integer(),
    setBy: Type.String(),
    setAt: InstantSchema,
    steps: Type.Array(Type.Object({ step: Type.Integer(), ...RuleSchema }, thing)),
  },
  thing,
)

/** The ladder of measures, by version. */
export const measureRuleRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const shown = (rules: Awaited<ReturnType<typeof measureRules>>) => ({
      ...rules,
      setAt: rules.setAt.toString(),
    })
    app.get(
      '/quality/measure-rules',
      {
        config: { needs: SEES },
        schema: { summary: 'The ladder of measures', tags, response: { 200: RulesSchema } },
      },
      async () => shown(await measureRules(deps.db)),
    )
    app.put(
      '/quality/measure-rules',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          summary: 'Set the ladder of measures as a new version',
          tags,
          body: Type.Object(
            {
              seen: SeenSchema,
              steps: Type.Array(Type.Object(RuleSchema, thing), { minItems: 1, maxItems: 5 }),
            },
            thing,
          ),
          response: { 200: RulesSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const before = await measureRules(tx)
          const after = await setMeasureRules(tx, request.body, by, now)
          const about = { type: 'measure_rules', id: String(after.version) }
          const was = { steps: before.steps }
          const is = { steps: after.steps }
          await audit(
            tx,
            { by, deed: 'quality.rules_set', about, before: was, after: is, from: request.ip },
            now,
          )
          return shown(after)
        }),
    )
  }
