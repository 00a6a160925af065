import { type Static, Type } from 'typebox'
import {
  type Audit,
  FINDINGS,
  type Figures,
  type Finding,
  MEASURES,
  type Measure,
  type QualityPolicy,
  type QualityTarget,
  ratesOf,
  type Signal,
  targetsMet,
} from '#live'
import { KindSchema } from './live-shapes.ts'
import { DateSchema, IdSchema, InstantSchema, orNull } from './schemas.ts'

/** How quality answers. Shares are basis points, ratings hundredths of a star: whole numbers beside thresholds. */

const thing = { additionalProperties: false } as const

export const FindingSchema = Type.Enum([...FINDINGS])
export const MeasureKindSchema = Type.Enum([...MEASURES])
export const UnitSchema = Type.Enum(['share', 'stars', 'times', 'seconds'], {
  description: 'share: basis points; stars: hundredths of one',
})

export const LineSchema = Type.Object(
  {
    name: FindingSchema,
    value: orNull(Type.Integer()),
    unit: UnitSchema,
    threshold: Type.Integer(),
    side: Type.Enum(['least', 'most']),
    counted: Type.Integer({ description: 'Of so many' }),
    found: Type.Boolean({ description: 'It is below its threshold' }),
  },
  thing,
)

export const CardSchema = Type.Object(
  {
    lines: Type.Array(LineSchema),
    held: Type.Integer(),
    earlyEnds: Type.Integer(),
    disconnects: Type.Integer(),
    answerSeconds: orNull(Type.Integer({ description: 'The middle time to answer' })),
    windowDays: Type.Integer(),
  },
  thing,
)

export function cardOf(
  figures: Figures,
  findings: readonly Finding[],
  policy: QualityPolicy,
): Static<typeof CardSchema> {
  const rates = ratesOf(figures)
  const promised = figures.held + figures.cancelled + figures.absent
  type Line = Static<typeof LineSchema>
  const line = (
    name: Finding,
    value: number | null,
    [unit, side, threshold]: [Line['unit'], Line['side'], number],
    counted: number,
  ): Line => ({ name, value, unit, side, threshold, counted, found: findings.includes(name) })
  return {
    lines: [
      line('completion', rates.completion, ['share', 'least', policy.completionLeast], promised),
      line('cancelled', rates.cancelled, ['share', 'most', policy.cancelledMost], promised),
      line('absent', figures.absent, ['times', 'most', policy.absentMost], promised),
      line('rating', rates.rating, ['stars', 'least', policy.ratingLeast], figures.reviews),
      line('answers', rates.answers, ['share', 'least', policy.answersLeast], figures.asked),
      line('punctual', rates.punctual, ['share', 'least', policy.punctualLeast], figures.measured),
      line('technical', rates.technical, ['share', 'most', policy.technicalMost], figures.held),
      line('reports', figures.reports, ['times', 'most', policy.reportsMost], figures.reports),
      line('audit', rates.audit, ['share', 'least', policy.auditLeast], figures.audits),
    ],
    held: figures.held,
    earlyEnds: figures.earlyEnds,
    disconnects: figures.disconnects,
    answerSeconds: figures.answerSeconds,
    windowDays: policy.windowDays,
  }
}

export const SignalSchema = Type.Object(
  {
    sessionId: IdSchema,
    title: Type.String(),
    start: InstantSchema,
    kind: Type.Enum(['absence', 'late', 'early_end', 'disconnects', 'technical', 'report']),
  },
  thing,
)
export const signalOf = ({ session, title, start, kind }: Signal): Static<typeof SignalSchema> => ({
  sessionId: session,
  title,
  start: start.toString(),
  kind,
})

const said = { words: Type.String(), by: Type.String(), at: InstantSchema }
export const MeasureSchema = Type.Object(
  {
    id: IdSchema,
    educatorId: IdSchema,
    name: Type.String(),
    step: Type.Integer(),
    measure: MeasureKindSchema,
    reasons: Type.Array(Type.String()),
    sessionsMost: orNull(Type.Integer()),
    ...said,
    until: orNull(InstantSchema),
    end: orNull(
      Type.Object({ how: Type.Enum(['recovered', 'over', 'lifted', 'appeal']), ...said }, thing),
    ),
    appeal: orNull(
      Type.Object({ words: Type.String(), at: InstantSchema, due: InstantSchema }, thing),
    ),
    answer: orNull(Type.Object({ granted: Type.Boolean(), ...said }, thing)),
    notes: Type.Array(Type.Object(said, thing), { description: 'What was talked about' }),
  },
  thing,
)

const utc = (at: string) => Temporal.Instant.from(at).toString()
const at = <Said extends { at: string }>(one: Said): Said => ({ ...one, at: utc(one.at) })

/** `for` the educator: what staff wrote for themselves stays away. */
export function measureOf(one: Measure, whose: 'staff' | 'educator'): Static<typeof MeasureSchema> {
  const { educator, ...rest } = one
  const hide = <Said extends { by: string }>(said: Said): Said =>
    whose === 'staff' || said.by === 'schedule' ? said : { ...said, by: 'staff' }
  return hide({
    ...rest,
    educatorId: educator,
    at: one.at.toString(),
    until: one.until?.toString() ?? null,
    end: one.end && hide(at(one.end)),
    appeal: one.appeal && { ...at(one.appeal), due: utc(one.appeal.due) },
    answer: one.answer && hide(at(one.answer)),
    notes: whose === 'staff' ? one.notes.map(at) : [],
  })
}

export const AuditSchema = Type.Object(
  {
    id: IdSchema,
    week: DateSchema,
    sessionId: IdSchema,
    title: Type.String(),
    kind: KindSchema,
    start: InstantSchema,
    end: InstantSchema,
    educatorId: IdSchema,
    name: Type.String(),
    checklistVersion: Type.Integer(),
    result: orNull(
      Type.Object(
        {
          answers: Type.Array(Type.Enum(['yes', 'no', 'unseen'])),
          score: orNull(Type.Integer({ description: 'Basis points of what could be seen' })),
          note: Type.String(),
          by: Type.String(),
          at: InstantSchema,
        },
        thing,
      ),
    ),
  },
  thing,
)
export const auditOf = (audit: Audit): Static<typeof AuditSchema> => ({
  id: audit.id,
  week: audit.week,
  sessionId: audit.session,
  title: audit.title,
  kind: audit.kind,
  start: audit.start.toString(),
  end: audit.end.toString(),
  educatorId: audit.educator,
  name: audit.name,
  checklistVersion: audit.version,
  result: audit.result && at(audit.result),
})

export const TargetSchema = Type.Object(
  {
    name: Type.Enum(['rating', 'completion', 'cancelled', 'technical', 'answers']),
    value: orNull(Type.Integer()),
    unit: UnitSchema,
    goal: Type.Integer(),
    side: Type.Enum(['least', 'under']),
    met: orNull(Type.Boolean()),
    counted: Type.Integer(),
  },
  thing,
)

export function targetsOf(figures: Figures, policy: QualityPolicy): Static<typeof TargetSchema>[] {
  const rates = ratesOf(figures)
  const met = targetsMet(figures, policy)
  const promised = figures.held + figures.cancelled + figures.absent
  type One = Static<typeof TargetSchema>
  const target = (
    name: QualityTarget,
    value: number | null,
    [unit, side, goal]: [One['unit'], One['side'], number],
    counted: number,
  ): One => ({ name, value, unit, side, goal, met: met[name], counted })
  return [
    target('rating', rates.rating, ['stars', 'least', policy.targetRating], figures.reviews),
    target('completion', rates.completion, ['share', 'least', policy.targetCompletion], promised),
    target('cancelled', rates.cancelled, ['share', 'under', policy.targetCancelled], promised),
    target('technical', rates.technical, ['share', 'under', policy.targetTechnical], figures.held),
    target(
      'answers',
      figures.answerSeconds,
      ['seconds', 'under', policy.targetAnswerHours * 3600],
      figures.asked,
    ),
  ]
}
