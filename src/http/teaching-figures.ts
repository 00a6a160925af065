import { type Static, Type } from 'typebox'
import { earnedBy, type Payee, policyNow } from '#earnings'
import { value } from '#ledger'
import { COMPARED_DAYS, comparedWithTier, type Going, teachingFigures } from '#live'
import type { Deps } from './edge.ts'
import { KindSchema } from './live-shapes.ts'
import { type Period, span } from './periods.ts'
import { InstantSchema, ValueSchema } from './schemas.ts'

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
          earned: ValueSchema,
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
          earned: ValueSchema,
        },
        thing,
      ),
    ),
    ratings: Type.Array(
      Type.Object(
        {
          start: Type.String({ description: 'The first day of a month where the educator is' }),
          reviews: Type.Integer(),
          stars: Type.Integer({ description: 'The sum of them' }),
        },
        thing,
      ),
    ),
  },
  thing,
)

const rate = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description })
const GoingSchema = Type.Object(
  {
    sessions: Type.Integer({ description: 'Held' }),
    occupancy: rate('Basis points of the seats that were taken'),
    completion: rate('Basis points of promised sessions that were held'),
    rating: rate('Mean of the reviews of the time, in hundredths of a star'),
    returning: rate('Basis points of learners who had been there before or came again'),
    answerSeconds: rate('The middle time to an answer'),
    perSession: Type.Union([ValueSchema, Type.Null()], {
      description: 'What a held session brought',
    }),
  },
  thing,
)

export const ComparedSchema = Type.Object(
  {
    kind: KindSchema,
    tier: Type.String(),
    days: Type.Integer({ description: 'How far back both look' }),
    own: GoingSchema,
    middle: Type.Union(
      [
        Type.Object(
          { educators: Type.Integer(), figures: GoingSchema, reckonedAt: InstantSchema },
          thing,
        ),
        Type.Null(),
      ],
      { description: 'The middle educator of the tier; null while they are fewer than five' },
    ),
  },
  thing,
)

export const AnalyticsSchema = Type.Object(
  {
    currency: Type.String({ description: 'Of all earnings here' }),
    items: Type.Array(EarnedSchema),
    sessions: FiguresSchema,
    compared: Type.Array(ComparedSchema),
  },
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
    currency,
    items: earned.map((one) => ({ ...one, earned: value(one.earned, currency) })),
    sessions: await figures(deps, educator, zone, when, kind),
    compared: (await comparedWithTier(deps.db, educator, now, kind)).map((one) => ({
      ...one,
      days: COMPARED_DAYS,
      own: going(one.own, currency),
      middle: one.middle && {
        ...one.middle,
        figures: going(one.middle.figures, currency),
        reckonedAt: one.middle.reckonedAt.toString(),
      },
    })),
  }
}

const going = (one: Going, currency: string) => ({
  ...one,
  perSession: one.perSession === null ? null : value(BigInt(one.perSession), currency),
})

/** How the sessions of a span went, with what they brought. */
export async function figures(
  deps: Deps,
  educator: string,
  zone: string,
  when: { from: Temporal.Instant; to: Temporal.Instant },
  kind?: 'class' | 'conversation',
): Promise<Static<typeof FiguresSchema>> {
  const now = deps.clock.now()
  const { currency } = await policyNow(deps.db, now)
  const found = await teachingFigures(deps.db, educator, when, zone, now, kind)
  const priced = <Slice extends { earned: bigint }>(slices: Slice[]) =>
    slices.map((one) => ({ ...one, earned: value(one.earned, currency) }))
  return { ...found, byType: priced(found.byType), byTime: priced(found.byTime) }
}
