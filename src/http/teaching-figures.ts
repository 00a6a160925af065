import { type Static, Type } from 'typebox'
import { earnedBy, type Payee, policyNow } from '#earnings'
import { value } from '#ledger'
import { teachingFigures } from '#live'
import type { Deps } from './edge.ts'
import { KindSchema } from './live-shapes.ts'
import { type Period, span } from './periods.ts'
import { ValueSchema } from './schemas.ts'

/** How an educator's teaching and earning went over time. */

const thing = { additionalProperties: false } as const

const EarnedSchema = Type.Object(
  { start: Type.String(), earned: ValueSchema, bookings: Type.Integer() },
  thing,
)

export const FiguresSchema = Type.Object(
  {
    held: Type.Integer(),
    failed: Type.Integer(),
    calledOffOtherwise: Type.Integer(),
    upcoming: Type.Integer(),
    seats: Type.Integer(),
    capacity: Type.Integer(),
    learners: Type.Integer(),
    returning: Type.Integer(),
    lateCancellations: Type.Integer(),
    noShows: Type.Integer(),
    byType: Type.Array(
      Type.Object(
        {
          kind: KindSchema,
          priceLevel: Type.String(),
          sessions: Type.Integer(),
          seats: Type.Integer(),
          capacity: Type.Integer(),
        },
        thing,
      ),
    ),
    byTime: Type.Array(
      Type.Object(
        {
          weekday: Type.Integer(),
          hour: Type.Integer(),
          sessions: Type.Integer(),
          seats: Type.Integer(),
          capacity: Type.Integer(),
        },
        thing,
      ),
    ),
  },
  thing,
)

export const AnalyticsSchema = Type.Object(
  { items: Type.Array(EarnedSchema), sessions: FiguresSchema },
  thing,
)

const me = (id: string): Payee => ({ type: 'person', id })

export async function analytics(
  deps: Deps,
  educator: string,
  zone: string,
  asked: Period & { kind?: 'class' | 'conversation'; step?: 'week' | 'month' },
): Promise<Static<typeof AnalyticsSchema>> {
  const now = deps.clock.now()
  const { currency } = await policyNow(deps.db, now)
  const when = span(asked, now)
  const { kind, step = 'month' } = asked
  const earned = await earnedBy(deps.db, me(educator), step, zone, when, kind)
  return {
    items: earned.map((one) => ({ ...one, earned: value(one.earned, currency) })),
    sessions: await teachingFigures(deps.db, educator, when, zone, now, kind),
  }
}
