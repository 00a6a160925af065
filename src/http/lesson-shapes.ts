import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import {
  type Calendar,
  type HourMoney,
  LENGTHS,
  lessonMoney,
  lessonPrice,
  type OddHours,
  type Offer,
  type Slot,
  type Terms,
  trialPriceOf,
  USUAL,
} from '#live'
import { KindSchema, PriceLevelSchema } from './live-shapes.ts'
import { refuse } from './problems.ts'
import {
  DateSchema,
  IdSchema,
  InstantSchema,
  orNull,
  PositiveValueSchema,
  ValueSchema,
  ZoneSchema,
} from './schemas.ts'

/** How an educator's hours are asked and answered: times of the wall as `18:00`, lengths in minutes. */

const thing = { additionalProperties: false } as const

const TimeSchema = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$',
  examples: ['18:00'],
  description: 'On the clock in the zone of the hours',
})
const interval = {
  from: TimeSchema,
  until: Type.String({
    pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$',
    examples: ['20:00'],
    description: 'At or before `from`: on the next day',
  }),
}
export const MinutesSchema = Type.Enum([...LENGTHS])
const NoteSchema = Type.String({ maxLength: 200 })
const WeekdaySchema = Type.Integer({ minimum: 1, maximum: 7, description: 'Monday is 1' })

export const HoursSchema = Type.Object({ weekday: WeekdaySchema, ...interval }, thing)
export const WeekBody = Type.Object({ hours: Type.Array(HoursSchema, { maxItems: 70 }) }, thing)
export const DateBody = Type.Object(
  {
    hours: Type.Array(Type.Object({ ...interval, open: Type.Boolean() }, thing), { maxItems: 10 }),
    note: Type.Optional(NoteSchema),
  },
  thing,
)
export const AwayBody = Type.Object(
  { from: DateSchema, until: DateSchema, note: Type.Optional(NoteSchema) },
  thing,
)
export const CalendarBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    url: Type.String({ minLength: 8, maxLength: 2000 }),
    daysClose: Type.Optional(
      Type.Boolean({ description: 'Whole days close also where the calendar calls them free' }),
    ),
  },
  thing,
)

const terms = {
  open: Type.Boolean(),
  zone: ZoneSchema,
  kind: KindSchema,
  title: Type.String({ minLength: 3, maxLength: 140 }),
  description: Type.String({ maxLength: 5000 }),
  language: Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 }),
  lengths: Type.Array(MinutesSchema, { minItems: 1, maxItems: LENGTHS.length }),
  stepMinutes: Type.Enum([5, 10, 15, 20, 30, 60]),
  beforeMinutes: Type.Integer({ minimum: 0, maximum: 120 }),
  afterMinutes: Type.Integer({ minimum: 0, maximum: 120 }),
  noticeHours: Type.Integer({ minimum: 1, maximum: 72 }),
  horizonDays: Type.Integer({ minimum: 1, maximum: 365 }),
  dayMost: orNull(Type.Integer({ minimum: 1, maximum: 24 })),
  weekMost: orNull(Type.Integer({ minimum: 1, maximum: 100 })),
}
const trialShape = <Price extends typeof ValueSchema | typeof PriceOrNothing>(price: Price) =>
  orNull(
    Type.Object(
      { minutes: MinutesSchema, price },
      { ...thing, description: 'A trial lesson: from nothing to half of what it costs otherwise' },
    ),
  )

/** A price that may be nothing. */
const PriceOrNothing = Type.Object(
  {
    amount: Type.String({ pattern: '^[0-9]{1,12}([.][0-9]{1,2})?$', examples: ['5.00'] }),
    asset: Type.Literal('CREDIT'),
  },
  thing,
)

export const TermsBody = Type.Object(
  {
    ...terms,
    priceLevel: Type.Optional(PriceLevelSchema),
    ownPrice: Type.Optional(orNull(PositiveValueSchema)),
    moneyPrice: Type.Optional(orNull(PositiveValueSchema)),
    takesTokens: Type.Optional(Type.Boolean()),
    trial: Type.Optional(trialShape(PriceOrNothing)),
  },
  thing,
)

export const PricesSchema = Type.Array(
  Type.Object({ minutes: Type.Integer(), price: ValueSchema, money: orNull(ValueSchema) }, thing),
)

export const CalendarSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    host: Type.String({ description: 'Where it is; the rest of its address is kept secret' }),
    daysClose: Type.Boolean(),
    readAt: orNull(InstantSchema),
    entries: Type.Integer({ description: 'Entries that take time, when it was last read' }),
    fault: orNull(Type.String({ description: 'Why it cannot be read; what was read last counts' })),
    failingSince: orNull(InstantSchema),
    nextAt: InstantSchema,
  },
  thing,
)

export const AvailabilitySchema = Type.Object(
  {
    offered: Type.Boolean({
      description: 'Whether anything has been said yet; else what is usual',
    }),
    ...terms,
    priceLevel: Type.String(),
    ownPrice: orNull(ValueSchema),
    moneyPrice: orNull(ValueSchema),
    takesTokens: Type.Boolean(),
    trial: trialShape(ValueSchema),
    prices: PricesSchema,
    weekly: Type.Array(HoursSchema),
    dated: Type.Array(
      Type.Object(
        { date: DateSchema, ...interval, open: Type.Boolean(), note: Type.String() },
        thing,
      ),
    ),
    away: Type.Array(
      Type.Object(
        { id: IdSchema, from: DateSchema, until: DateSchema, note: Type.String() },
        thing,
      ),
    ),
    calendars: Type.Array(CalendarSchema),
    feedSince: orNull(InstantSchema),
    oddHours: Type.Array(
      Type.Object(
        { date: DateSchema, ...interval, happens: Type.Enum(['skipped', 'twice']) },
        thing,
      ),
      { description: 'When the clock skips or repeats hours that are open' },
    ),
  },
  thing,
)

const clock = (minute: number) => {
  const rest = minute > 1440 ? minute - 1440 : minute
  return `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`
}
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Refusals: hours_overlap comes of the verb; an end at or before the beginning is on the next day. */
export function intervalFrom({ from, until }: { from: string; until: string }) {
  const begin = minuteOf(from)
  const end = minuteOf(until)
  return { from: begin % 1440, until: end > begin ? end : end + 1440 }
}

const shown = <One extends { from: number; until: number }>(one: One) => ({
  ...one,
  from: clock(one.from),
  until: clock(one.until),
})

export function termsFrom(
  body: Static<typeof TermsBody>,
  credits: (asked: Static<typeof PositiveValueSchema>) => bigint,
  money: (asked: Static<typeof PositiveValueSchema>) => HourMoney,
): Terms {
  const { ownPrice, priceLevel, moneyPrice, trial, ...others } = body
  const rest = {
    ...others,
    hourMoney: moneyPrice ? money(moneyPrice) : null,
    trialMinutes: trial?.minutes ?? USUAL.trialMinutes,
    trialPrice: trial ? credits(trial.price) : null,
  }
  if (!ownPrice && !priceLevel)
    throw refuse('request_invalid', { detail: 'Name a price level, or a price of your own.' })
  return ownPrice
    ? { ...rest, priceLevel: 'own', ownPrice: credits(ownPrice) }
    : { ...rest, priceLevel: priceLevel!, ownPrice: null }
}

export const pricesOf = ({
  lengths,
  hourPrice,
  hourMoney,
}: Pick<Offer, 'lengths' | 'hourPrice' | 'hourMoney'>) =>
  lengths.map((minutes) => {
    const money = lessonMoney(hourMoney, minutes)
    return {
      minutes,
      price: value(lessonPrice(hourPrice, minutes), 'CREDIT'),
      money: money && value(money.amount, money.currency),
    }
  })

export const calendarOf = (one: Calendar): Static<typeof CalendarSchema> => ({
  ...one,
  readAt: one.readAt?.toString() ?? null,
  failingSince: one.failingSince?.toString() ?? null,
  nextAt: one.nextAt.toString(),
})

export type First = { zone: string; kind: 'class' | 'conversation'; language: string }

/** An offer, or what a form begins with where there is none. */
export function availabilityOf(
  offer: Offer | undefined,
  first: First,
  more: { calendars: Calendar[]; feedSince: Temporal.Instant | null; odd: OddHours[] },
): Static<typeof AvailabilitySchema> {
  const rest = {
    calendars: more.calendars.map(calendarOf),
    feedSince: more.feedSince?.toString() ?? null,
    oddHours: more.odd.map(shown),
  }
  if (!offer) {
    const priceLevel = first.kind === 'class' ? 'private' : 'standard'
    const none = {
      moneyPrice: null,
      takesTokens: false,
      trial: null,
      prices: [],
      weekly: [],
      dated: [],
      away: [],
    }
    const { trialMinutes: _minutes, trialPrice: _price, ...usual } = USUAL
    return { offered: false, ...usual, ...first, priceLevel, ...none, ...rest } as Static<
      typeof AvailabilitySchema
    >
  }
  const {
    educator: _educator,
    hourPrice: _hourPrice,
    hourMoney,
    ownPrice,
    weekly,
    dated,
    ...all
  } = offer
  const { trialMinutes, trialPrice, ...terms } = all
  return {
    ...terms,
    offered: true,
    lengths: terms.lengths as Static<typeof AvailabilitySchema>['lengths'],
    stepMinutes: terms.stepMinutes as Static<typeof AvailabilitySchema>['stepMinutes'],
    ownPrice: ownPrice === null ? null : value(ownPrice, 'CREDIT'),
    moneyPrice: hourMoney && value(hourMoney.amount, hourMoney.currency),
    trial:
      trialPrice === null
        ? null
        : {
            minutes: trialMinutes as Static<typeof MinutesSchema>,
            price: value(trialPriceOf({ ...offer, open: true })!, 'CREDIT'),
          },
    prices: pricesOf(offer),
    weekly: weekly.map(shown),
    dated: dated.map(shown),
    ...rest,
  }
}

export const SlotSchema = Type.Object({ start: InstantSchema, end: InstantSchema }, thing)
export const slotOf = ({ start, end }: Slot): Static<typeof SlotSchema> => ({
  start: start.toString(),
  end: end.toString(),
})
