import { type Static, Type } from 'typebox'
import type {
  Agreement,
  GuaranteeMonth,
  InstitutionCard,
  InstitutionEducator,
  Invitation,
  Referral,
  Shares,
  Transition,
} from '#earnings'
import { value } from '#ledger'
import { KindSchema } from './live-shapes.ts'
import {
  DateSchema,
  IdSchema,
  InstantSchema,
  LocaleSchema,
  orNull,
  PositiveValueSchema,
  ValueSchema,
  ZoneSchema,
} from './schemas.ts'

/** How institutions, invitations and guarantees answer. Shares are between 0 and 1. */

const thing = { additionalProperties: false } as const
const ShareSchema = Type.Number({ minimum: 0, maximum: 1 })
const share = (basisPoints: number) => basisPoints / 10_000

export const RateSchema = Type.Integer({
  minimum: 0,
  maximum: 10_000,
  description: 'Basis points: 7000 is 70 %',
})

export const InstitutionSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    educators: Type.Integer(),
    invited: Type.Integer(),
    agreement: orNull(Type.Object({ educator: ShareSchema, institution: ShareSchema }, thing)),
    earned: ValueSchema,
  },
  thing,
)
export const institutionFrom = (
  one: InstitutionCard,
  currency: string,
): Static<typeof InstitutionSchema> => ({
  id: one.id,
  name: one.name,
  educators: one.educators,
  invited: one.invited,
  agreement:
    one.educatorRate === null
      ? null
      : { educator: share(one.educatorRate), institution: share(one.institutionRate!) },
  earned: value(one.earned, currency),
})

export const AgreementSchema = Type.Object(
  {
    id: IdSchema,
    educator: ShareSchema,
    institution: ShareSchema,
    platform: ShareSchema,
    from: InstantSchema,
    until: orNull(InstantSchema),
    agreedUntil: orNull(InstantSchema),
    state: Type.Enum(['planned', 'running', 'over', 'withdrawn']),
    setAt: InstantSchema,
    endedAt: orNull(InstantSchema),
  },
  thing,
)
export const agreementFrom = (one: Agreement): Static<typeof AgreementSchema> => ({
  id: one.id,
  educator: share(one.educatorRate),
  institution: share(one.institutionRate),
  platform: share(10_000 - one.educatorRate - one.institutionRate),
  from: one.from.toString(),
  until: one.until?.toString() ?? null,
  agreedUntil: one.agreedUntil?.toString() ?? null,
  state: one.state,
  setAt: one.setAt.toString(),
  endedAt: one.endedAt?.toString() ?? null,
})

export const SharesSchema = Type.Object(
  {
    educator: ValueSchema,
    feeBorne: ValueSchema,
    institution: ValueSchema,
    platform: Type.Object(ValueSchema.properties, {
      ...thing,
      description: 'After the card’s fee',
    }),
    cardFee: ValueSchema,
  },
  thing,
)
export const sharesFrom = (shares: Shares, currency: string): Static<typeof SharesSchema> => ({
  educator: value(shares.educator, currency),
  feeBorne: value(shares.feeBorne, currency),
  institution: value(shares.institution, currency),
  platform: value(shares.platform, currency),
  cardFee: value(shares.cardFee, currency),
})

export const TheirEducatorSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    kinds: Type.Array(KindSchema),
    languages: Type.Array(Type.String()),
    since: InstantSchema,
    seats: Type.Integer({ description: 'Earned on in the last 30 days' }),
    educatorEarned: ValueSchema,
    institutionEarned: ValueSchema,
  },
  thing,
)
export const theirEducatorFrom = (
  one: InstitutionEducator,
  currency: string,
): Static<typeof TheirEducatorSchema> => ({
  ...one,
  since: one.since.toString(),
  educatorEarned: value(one.educatorEarned, currency),
  institutionEarned: value(one.institutionEarned, currency),
})

/** What somebody is invited on, as staff and institutions write it. */
export const InviteBody = Type.Object(
  {
    email: Type.String({ format: 'email', maxLength: 254 }),
    name: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    kinds: Type.Array(KindSchema, { minItems: 1, maxItems: 2, uniqueItems: true }),
    languages: Type.Array(
      Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 }),
      { minItems: 1, maxItems: 20 },
    ),
    zone: ZoneSchema,
    yearsTeaching: Type.Integer({ minimum: 0, maximum: 80 }),
    headline: Type.Optional(Type.String({ maxLength: 160 })),
    locale: Type.Optional(LocaleSchema),
  },
  thing,
)

const GuaranteeSchema = Type.Object(
  { minimum: ValueSchema, months: Type.Integer(), startsOn: orNull(DateSchema) },
  thing,
)

export const InvitationSchema = Type.Object(
  {
    id: IdSchema,
    organizationId: IdSchema,
    organization: Type.String(),
    email: Type.String(),
    name: Type.String(),
    kinds: Type.Array(KindSchema),
    languages: Type.Array(Type.String()),
    guarantee: orNull(GuaranteeSchema),
    invitedAt: InstantSchema,
    expiresAt: InstantSchema,
    state: Type.Enum(['open', 'accepted', 'declined', 'withdrawn', 'expired']),
    answeredAt: orNull(InstantSchema),
    fromFile: Type.Boolean(),
  },
  thing,
)
export const invitationFrom = (one: Invitation): Static<typeof InvitationSchema> => ({
  id: one.id,
  organizationId: one.organizationId,
  organization: one.organization,
  email: one.email,
  name: one.name,
  kinds: one.terms.kinds,
  languages: one.terms.languages,
  guarantee: guaranteeFrom(one.terms.guarantee),
  invitedAt: one.invitedAt.toString(),
  expiresAt: one.expiresAt.toString(),
  state: one.state,
  answeredAt: one.answeredAt?.toString() ?? null,
  fromFile: one.importId !== null,
})

export const guaranteeFrom = (guarantee: Invitation['terms']['guarantee']) =>
  guarantee && {
    minimum: value(BigInt(guarantee.minimum), guarantee.currency),
    months: guarantee.months,
    startsOn: guarantee.startsOn,
  }

export const MonthSchema = Type.Object(
  {
    month: DateSchema,
    from: DateSchema,
    until: Type.String({ format: 'date', description: 'The first day that is left out' }),
    minimum: ValueSchema,
    earned: ValueSchema,
    topUp: ValueSchema,
    reckonedAt: InstantSchema,
  },
  thing,
)

export const TransitionSchema = Type.Object(
  {
    id: IdSchema,
    educator: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    organizationId: IdSchema,
    minimum: ValueSchema,
    startsOn: DateSchema,
    endsOn: Type.String({ format: 'date', description: 'The first day that is not guaranteed' }),
    agreedUntil: DateSchema,
    state: Type.Enum(['planned', 'running', 'over']),
    endReason: orNull(Type.String()),
    months: Type.Array(MonthSchema),
    soFar: orNull(
      Type.Object({ month: DateSchema, minimum: ValueSchema, earned: ValueSchema }, thing),
    ),
  },
  thing,
)
export function transitionFrom(
  one: Transition,
  months: readonly GuaranteeMonth[],
  soFar?: { month: string; minimum: bigint; earned: bigint },
): Static<typeof TransitionSchema> {
  const money = (amount: bigint) => value(amount, one.currency)
  return {
    id: one.id,
    educator: { id: one.educatorId, name: one.educator },
    organizationId: one.organizationId,
    minimum: money(one.minimum),
    startsOn: one.startsOn,
    endsOn: one.endsOn,
    agreedUntil: one.agreedUntil,
    state: one.state,
    endReason: one.endReason,
    months: months
      .filter(({ transitionId }) => transitionId === one.id)
      .map((month) => ({
        month: month.month,
        from: month.fromOn,
        until: month.untilOn,
        minimum: money(month.minimum),
        earned: money(month.earned),
        topUp: money(month.topUp),
        reckonedAt: month.reckonedAt.toString(),
      })),
    soFar: soFar
      ? { month: soFar.month, minimum: money(soFar.minimum), earned: money(soFar.earned) }
      : null,
  }
}

export const TransitionBody = Type.Object(
  {
    minimum: PositiveValueSchema,
    months: Type.Optional(Type.Integer({ minimum: 1, maximum: 36 })),
    startsOn: Type.Optional(DateSchema),
  },
  thing,
)

export const ReferralSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    referrer: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    bonus: ValueSchema,
    sessionsNeeded: Type.Integer(),
    sessionsHeld: Type.Integer(),
    claimedAt: InstantSchema,
    enrolledAt: orNull(InstantSchema),
    until: InstantSchema,
    state: Type.Enum(['open', 'rewarded', 'held back', 'refused', 'lapsed']),
    reason: orNull(Type.String()),
  },
  thing,
)
export const referralFrom = (one: Referral): Static<typeof ReferralSchema> => ({
  id: one.personId,
  name: one.name,
  referrer: { id: one.referrerId, name: one.referrer },
  bonus: value(one.bonus, one.currency),
  sessionsNeeded: one.sessionsNeeded,
  sessionsHeld: one.sessionsHeld,
  claimedAt: one.claimedAt.toString(),
  enrolledAt: one.enrolledAt?.toString() ?? null,
  until: one.until.toString(),
  state: one.outcome ?? 'open',
  reason: one.reason,
})
