import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import type { InTheWay, Likeness, Occurrence, Rule, Series, SeriesDate, SeriesPage } from '#live'
import { creditsFrom, moneyFrom } from './live-asking.ts'
import { KindSchema, LevelSchema, PriceLevelSchema } from './live-shapes.ts'
import {
  DateSchema,
  IdSchema,
  InstantSchema,
  orNull,
  PositiveValueSchema,
  ValueSchema,
  ZoneSchema,
} from './schemas.ts'

/** How series are asked for and answered. */

const thing = { additionalProperties: false } as const

const rule = {
  weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
    minItems: 1,
    maxItems: 7,
    uniqueItems: true,
    description: 'Monday is 1',
  }),
  everyWeeks: Type.Integer({ minimum: 1, maximum: 12 }),
  time: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', examples: ['18:00'] }),
  minutes: Type.Integer({ minimum: 15, maximum: 720 }),
  untilDay: orNull(DateSchema),
  times: orNull(Type.Integer({ minimum: 1, maximum: 500 })),
}
const likeness = {
  title: Type.String({ minLength: 3, maxLength: 140 }),
  description: Type.Optional(Type.String({ maxLength: 5000 })),
  language: Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 }),
  level: Type.Optional(orNull(LevelSchema)),
  topics: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 10 })),
  materials: Type.Optional(Type.String({ maxLength: 20_000 })),
  capacity: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  minParticipants: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  priceLevel: Type.Optional(PriceLevelSchema),
  price: Type.Optional(PositiveValueSchema),
  priceMoney: Type.Optional(orNull(PositiveValueSchema)),
  creditBased: Type.Optional(Type.Boolean()),
  asksFirst: Type.Optional(Type.Boolean()),
}

export const RuleBody = Type.Object(
  { ...rule, fromDay: DateSchema, zone: Type.Optional(ZoneSchema) },
  thing,
)
const LikenessBody = Type.Object(likeness, thing)
export const CreateBody = Type.Object(
  { id: Type.Optional(IdSchema), kind: KindSchema, rule: RuleBody, session: LikenessBody },
  thing,
)
export const ChangeBody = Type.Object(
  {
    from: Type.String({ format: 'date', description: 'This date and all later ones' }),
    rule: Type.Optional(Type.Partial(Type.Object(rule, thing), thing)),
    session: Type.Optional(Type.Partial(LikenessBody, thing)),
  },
  thing,
)

const OccurrenceSchema = Type.Object(
  {
    day: DateSchema,
    start: InstantSchema,
    end: InstantSchema,
    oddity: orNull(
      Type.Enum(['skipped', 'twice'], { description: 'What the clocks do to its hour' }),
    ),
  },
  thing,
)
export const PreviewSchema = Type.Object(
  { first: Type.Array(OccurrenceSchema), odd: Type.Array(OccurrenceSchema) },
  thing,
)
const InTheWaySchema = Type.Object(
  { day: DateSchema, code: Type.String(), says: Type.String() },
  thing,
)
const RuleSchema = Type.Object({ ...rule, fromDay: DateSchema, zone: ZoneSchema }, thing)
const SeriesFields = {
  id: IdSchema,
  educatorId: IdSchema,
  kind: KindSchema,
  state: Type.Enum(['running', 'stopped']),
  rule: RuleSchema,
  session: Type.Object(
    {
      ...likeness,
      priceMoney: Type.Optional(orNull(ValueSchema)),
      price: Type.Optional(ValueSchema),
    },
    thing,
  ),
}
export const SeriesSchema = Type.Object(SeriesFields, thing)
export const PageSchema = Type.Object(
  {
    ...SeriesFields,
    educatorName: Type.String(),
    dates: Type.Array(
      Type.Object(
        {
          day: DateSchema,
          state: Type.Enum(['planned', 'skipped', 'in_the_way']),
          own: Type.Boolean({ description: 'Changed by itself' }),
          why: orNull(InTheWaySchema),
          session: orNull(
            Type.Object(
              {
                id: IdSchema,
                start: InstantSchema,
                end: InstantSchema,
                state: Type.String(),
                seatsLeft: Type.Integer(),
                capacity: Type.Integer(),
                price: ValueSchema,
                myBooking: orNull(Type.Object({ id: IdSchema, state: Type.String() }, thing)),
              },
              thing,
            ),
          ),
        },
        thing,
      ),
    ),
    odd: Type.Array(OccurrenceSchema),
    shifts: orNull(
      Type.Object(
        {
          usual: Type.String(),
          others: Type.Array(
            Type.Object(
              { time: Type.String(), days: Type.Array(DateSchema), lasting: Type.Boolean() },
              thing,
            ),
          ),
        },
        {
          ...thing,
          description: 'The hour on the clock of `zone`, where it is not always the same',
        },
      ),
    ),
  },
  thing,
)
export const ChangedSchema = Type.Object(
  {
    inTheWay: Type.Array(InTheWaySchema),
    standing: Type.Array(DateSchema, { description: 'Booked, so they stand still' }),
    /** The series that goes on from that day, where it is not in sight yet; null: this one goes on. */
    goesOn: orNull(IdSchema),
  },
  thing,
)

export const inTheWayOf = ({ day, code, says }: InTheWay) => ({ day, code, says })

export const occurrenceOf = ({ day, start, end, oddity }: Occurrence) => ({
  day,
  start: start.toString(),
  end: end.toString(),
  oddity,
})

export function seriesFrom({
  id,
  educatorId,
  state,
  rule,
  likeness,
}: Series): Static<typeof SeriesSchema> {
  const { kind, minimum, credits, money, ...words } = likeness
  return {
    id,
    educatorId,
    kind,
    state,
    rule,
    session: {
      ...words,
      ...(minimum === undefined ? {} : { minParticipants: minimum }),
      ...(credits === undefined ? {} : { price: value(credits, 'CREDIT') }),
      ...(money ? { priceMoney: value(money.amount, money.currency) } : {}),
    } as Static<typeof SeriesSchema>['session'],
  }
}

export function pageOf(page: SeriesPage): Static<typeof PageSchema> {
  return {
    ...seriesFrom(page),
    educatorName: page.educatorName,
    dates: page.dates.map(dateOf),
    odd: page.odd.map(occurrenceOf),
    shifts: page.shifts,
  }
}

const dateOf = ({ day, state, own, why, session }: SeriesDate) => ({
  day,
  state: state as 'planned' | 'skipped' | 'in_the_way',
  own,
  why: why && inTheWayOf(why),
  session: session && {
    id: session.id,
    start: session.start.toString(),
    end: session.end.toString(),
    state: session.state,
    seatsLeft: session.seatsLeft,
    capacity: session.capacity,
    price: value(session.price, 'CREDIT'),
    myBooking: session.mine,
  },
})

export const ruleFrom = (body: Static<typeof RuleBody>): Omit<Rule, 'zone'> & { zone?: string } =>
  body

export function likenessFrom(
  body: Partial<Static<typeof LikenessBody>>,
): Partial<Omit<Likeness, 'kind'>> {
  const { minParticipants, price, priceMoney, priceLevel, ...words } = body
  return {
    ...words,
    ...(minParticipants === undefined ? {} : { minimum: minParticipants }),
    // A level and a price of one's own are two ways to say the same.
    ...(priceLevel === undefined ? {} : { priceLevel, credits: undefined }),
    ...(price === undefined ? {} : { credits: creditsFrom(price), priceLevel: undefined }),
    ...(priceMoney === undefined ? {} : { money: priceMoney && moneyFrom(priceMoney) }),
  }
}
