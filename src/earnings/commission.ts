import { type Query, raw, shareOf, split, sql, type Tx } from '#base'
import { hold, type Owner, postRule } from '#ledger'
import { type Credited, cashOf, lookAtHold } from './crediting.ts'
import { OF_BOOKING } from './extra.ts'
import { type CoEducator, divide, teachersOf } from './sharing.ts'
import type { Kind, Tier } from './tiers.ts'

export type CommissionState =
  | 'pending'
  | 'held'
  | 'available'
  | 'in_payout'
  | 'paid'
  | 'cancelled'
  | 'taken_back'
export type RateFrom = 'session' | 'institution' | 'tier' | 'plan' | 'default' | 'agreed'
/** What commissions are earned on: bookings, sales, and what the operator pays of its own. */
export type SourceType =
  | 'booking'
  | 'decision'
  | 'appeal'
  | 'course'
  | 'cohort_seat'
  | 'certificate'
  | 'guarantee'
  | 'referral'

/** What a booking paid with tokens earns: tokens, held as long, never paid out to a bank. */
export const TOKEN = 'TOKEN'

/** A booking, as far as earning on it goes. */
export type Booked = {
  bookingId: string
  sessionId: string
  educator: string
  /** Who teaches it too, each for a part of the price. */
  others?: readonly CoEducator[] | undefined
  kind: Kind
  title: string
  sessionAt: Temporal.Instant
  paidBy: 'included' | 'credits' | 'cash' | 'tokens' | 'package'
  /** The price before tax: hundredths of a credit at face value, or money; tokens are a currency of their own here. */
  price: { credits: bigint } | { amount: bigint; currency: string }
  /** The session's own rate in basis points, where the operator set one. */
  agreedRate: number | null
}

/**
 * Writes down, when a booking is made, what it will earn: one row for each educator, and one for their
 * institution where an agreement names its share. Where several teach, the price is divided by their shares to
 * the last cent (as `divide` does it), and each earns of their part at their own rate: the session's own, else
 * the institution's agreement, else the tier's, else the default. From here on it is frozen.
 * One SQL statement; a booking has its commissions once.
 */
export async function openCommission(tx: Tx, booked: Booked, now: Temporal.Instant): Promise<void> {
  const { bookingId, agreedRate, price } = booked
  const [credits, amount, currency] =
    'credits' in price ? [price.credits, null, null] : [null, price.amount, price.currency]
  const teachers = teachersOf(bookingId, booked.educator, booked.others)
  await tx`
    with teacher as (
      select * from unnest(${teachers.map(({ educator }) => educator)}::uuid[],
        ${teachers.map(({ share }) => share)}::integer[], ${teachers.map(({ id }) => id)}::uuid[],
        ${teachers.map(({ institution }) => institution)}::uuid[]) with ordinality
        as t (educator_id, share, own_id, institution_id, n)
    ), price as (
      select p.*, coalesce(${currency}::text, p.currency) as priced_in,
        coalesce(${amount}::bigint, ${credits}::bigint * (10 ^ p.currency_scale)::bigint / 100) as whole
      from earnings.policy p where p.counts_from <= ${now}::timestamptz
      order by p.counts_from desc, p.version desc limit 1
    ), divided as (
      select t.*, p.version, p.default_rate, p.priced_in, p.whole * t.share / 10000
        + (row_number() over (order by p.whole * t.share % 10000 desc, t.n)
          <= p.whole - sum(p.whole * t.share / 10000) over ())::int as gross
      from teacher t cross join price p
    ), terms as (
      select e.person_id, e.organization_id, s.tier, a.institution_rate, d.version, d.priced_in, d.gross, d.share,
        d.own_id, d.institution_id,
        coalesce(${agreedRate}::integer, a.educator_rate, r.rate, d.default_rate) as rate,
        case when ${agreedRate}::integer is not null then 'session' when a.id is not null then 'institution'
          when r.rate is not null then 'tier' else 'default' end as rate_from
      from divided d
      join earnings.educator e on e.person_id = d.educator_id
      left join earnings.agreement a
        on a.organization_id = e.organization_id and a.during @> ${now}::timestamptz
      left join earnings.standing s on s.educator_id = e.person_id and s.kind = ${booked.kind}
      left join earnings.rung r on r.kind = s.kind and r.tier = s.tier
    ), parts as (
      select own_id as id, 'educator' as part, 'person' as payee_type, person_id::text as payee_id,
        rate as part_rate, t.* from terms t
      union all
      select institution_id, 'institution', 'organization', organization_id::text, institution_rate, t.* from terms t
      where rate_from = 'institution' and institution_rate > 0
    )
    insert into earnings.commission (id, source_type, source_id, part, educator_id, share, payee_type, payee_id,
      kind, session_id, title, session_at, paid_by, currency, gross, rate, rate_from, tier, net, policy_version,
      state, made_at)
    select id, 'booking', ${bookingId}, part, person_id, share, payee_type, payee_id, ${booked.kind},
      ${booked.sessionId}, ${booked.title}, ${booked.sessionAt}, ${booked.paidBy}, priced_in, gross, part_rate,
      rate_from, tier, earnings.share_of(gross, part_rate), version, 'pending', ${now}
    from parts
    on conflict (source_type, source_id, educator_id, part) do nothing`
}

/** What a finished or forfeited booking brings, and from where. */
export type Earned = {
  bookingId: string
  /** Credits: the ledger's hold, of which all that is left is captured. */
  hold?: bigint | undefined
  /** Money: the card fee that was paid, which the educator bears where the policy says so. */
  fee?: bigint | undefined
  by: string
}

type Part = {
  id: string
  part: 'educator' | 'institution'
  payee_type: 'person' | 'organization'
  payee_id: string
  educator_id: string
  paid_by: Booked['paidBy']
  currency: string
  gross: bigint
  rate: number
  share: number
  hold_days: number
  fee_bearer: 'educator' | 'platform'
  credit_base: 'face' | 'cash'
}

/** What one commission comes to: its share of the price, and what of the card fee its educator bears. */
type Earning = Part & { earns: bigint; feeBorne: bigint }

/**
 * Posts what a booking has earned, by its posting rule, and begins the hold of seven days.
 * Doing it twice is doing it once; a cancelled commission stays cancelled. Where nobody earns on an included
 * seat there is no journal.
 */
export async function earnCommission(tx: Tx, earned: Earned, now: Temporal.Instant): Promise<void> {
  const parts = await tx<Part>`
    select c.id, c.part, c.payee_type, c.payee_id, c.educator_id, c.paid_by, c.currency, c.gross, c.rate,
      c.share, p.hold_days, p.fee_bearer, p.credit_base
    from earnings.commission c join earnings.policy p on p.version = c.policy_version
    where c.source_type = 'booking' and c.source_id = ${earned.bookingId} and c.state = 'pending'
    order by c.part, c.id for update of c`
  const [first] = parts
  if (!first) return
  const bears = first.paid_by === 'cash' && first.fee_bearer === 'educator'
  const { hold: held } = earned
  const credited =
    held && MONEY_BEHIND.has(first.paid_by)
      ? await lookAtHold(tx, { hold: held, currency: first.currency }, now)
      : undefined
  const { based, face, borne } = onBase(parts, credited)
  const earnings = withFees(based, bears ? (earned.fee ?? 0n) : 0n)

  const receipt = await post(tx, earnings, { ...earned, face, borne, dues: credited?.dues }, now)
  const heldUntil = now.add({ hours: 24 * first.hold_days })
  await tx`
    update earnings.commission c set state = 'held', journal_id = ${receipt}, fee_borne = v.fee, net = v.net,
      face = case when v.gross <> c.gross then c.gross end, gross = v.gross,
      earned_at = ${now}, held_until = ${heldUntil}
    from unnest(${earnings.map(({ id }) => id)}::uuid[], ${earnings.map(({ feeBorne }) => feeBorne)}::bigint[],
      ${earnings.map(({ earns, feeBorne }) => earns - feeBorne)}::bigint[],
      ${earnings.map(({ gross }) => gross)}::bigint[]) as v (id, fee, net, gross)
    where c.id = v.id`
  if (first.paid_by === 'tokens') await holdTokens(tx, earnings, earned, heldUntil, now)
}

/** Paid out of a wallet, with money behind it that was paid before. */
const MONEY_BEHIND: ReadonlySet<Booked['paidBy']> = new Set(['credits', 'package'])

/**
 * What the rates apply to: the price, or, where the policy says cash, what was really paid for the credits and
 * the face of promotional ones. Then `borne` is what promotions bear of what is earned.
 */
function onBase(parts: readonly Part[], credited: Credited | undefined) {
  const own = (rows: readonly Part[]) => rows.filter(({ part }) => part === 'educator')
  const face = own(parts).reduce((sum, { gross }) => sum + gross, 0n)
  const [{ credit_base: base, paid_by: paidBy, currency }] = parts as [Part]
  if (!credited || base === 'face' || paidBy !== 'credits') return { based: parts, face }
  const { paid, promotional } = cashOf(credited, currency)
  const based = divide(parts, paid + promotional)
  const earned = based.reduce((sum, { earns }) => sum + earns, 0n)
  const borne = paid + promotional === 0n ? 0n : split(earned, [promotional, paid])[0]!
  return { based, face, borne }
}

/** Those who teach bear the card fee by their parts of the price, and nobody more than they earn. */
function withFees(parts: readonly Part[], fee: bigint): Earning[] {
  const own = parts.filter(({ part, gross }) => part === 'educator' && gross > 0n)
  const fees =
    own.length > 0
      ? split(
          fee,
          own.map(({ gross }) => gross),
        )
      : []
  return parts.map((part) => {
    const earns = shareOf(part.gross, BigInt(part.rate))
    const asked = fees[own.indexOf(part)] ?? 0n
    return { ...part, earns, feeBorne: asked < earns ? asked : earns }
  })
}

/** Tokens that were earned wait as money does: they can be turned into money when the hold is over. */
async function holdTokens(
  tx: Tx,
  earnings: readonly Earning[],
  { bookingId, by }: Earned,
  expiresAt: Temporal.Instant,
  at: Temporal.Instant,
): Promise<void> {
  for (const earning of earnings) {
    if (earning.earns === 0n) continue
    await hold(tx, {
      key: `commission:${earning.id}:held`,
      owner: ownerOf(earning),
      purpose: 'educator_tokens',
      asset: TOKEN,
      units: earning.earns,
      about: { type: 'booking', id: bookingId },
      by,
      at,
      expiresAt,
    })
  }
}

/** What each payee gets, once for each: an institution may have several of those who teach. */
function payeesOf(earnings: readonly Earning[]) {
  const payees = new Map<string, { owner: Owner; share: bigint }>()
  for (const earning of earnings) {
    const owner = ownerOf(earning)
    const before = payees.get(`${owner.type} ${owner.id}`)?.share ?? 0n
    const share = before + earning.earns - earning.feeBorne
    payees.set(`${owner.type} ${owner.id}`, { owner, share })
  }
  const [own, ...others] = payees.values()
  return { own: own!, others: others.filter(({ share }) => share > 0n) }
}

/** What a booking's credits count as, and what falls due with them. */
type Based = { face: bigint; borne?: bigint | undefined; dues: Credited['dues'] | undefined }

async function post(
  tx: Tx,
  earnings: readonly Earning[],
  { bookingId, hold, by, dues, face, borne }: Earned & Based,
  now: Temporal.Instant,
): Promise<bigint | null> {
  const deed = {
    key: `commission:${bookingId}:earned`,
    about: { type: 'booking', id: bookingId },
    by,
    at: now,
  }
  const { currency, paid_by: paidBy, feeBorne } = earnings[0]!
  const { own, others } = payeesOf(earnings)
  const shared = { educator: own.owner, currency, share: own.share, others }
  const gross = earnings.reduce((sum, one) => (one.part === 'educator' ? sum + one.gross : sum), 0n)
  switch (paidBy) {
    case 'credits':
    case 'package': {
      const facts = {
        ...shared,
        ...dues,
        hold: hold!,
        face,
        ...(borne === undefined ? {} : { borne }),
      }
      return (await postRule(tx, 'session.completed.credits', facts, deed)).journalId
    }
    case 'cash': {
      const share = own.share + feeBorne
      const facts = { ...shared, share, net: gross, feeBorneByEducator: feeBorne }
      return (await postRule(tx, 'session.completed.money', facts, deed)).journalId
    }
    case 'tokens': {
      const { currency: _, ...facts } = { ...shared, hold: hold! }
      return (await postRule(tx, 'session.completed.tokens', facts, deed)).journalId
    }
    case 'included':
      // The platform paid for the seat with the plan: where nobody earns on it, nothing moves.
      if (own.share === 0n && others.length === 0) return null
      return (await postRule(tx, 'session.completed.included', shared, deed)).journalId
  }
}

export const ownerOf = (payee: {
  payee_type: 'person' | 'organization'
  payee_id: string
}): Owner => ({
  type: payee.payee_type,
  id: payee.payee_id,
})

/** The booking was cancelled in time, or by the educator or the platform: nobody earns on it. */
export async function cancelCommission(
  tx: Tx,
  bookingId: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update earnings.commission set state = 'cancelled', net = 0, cancelled_at = ${now}
    where source_type = 'booking' and source_id = ${bookingId} and state = 'pending'`
}

export type Commission = {
  id: string
  /** What it is of: a booking, a sale, a decision, a month's guaranteed minimum, somebody who was brought. */
  source: SourceType
  sourceId: string
  /** Null where it is of no booking. */
  bookingId: string | null
  /** Of a booking. */
  sessionId: string | null
  educatorId: string
  payeeType: 'person' | 'organization'
  payeeId: string
  part: 'educator' | 'institution'
  /** What of the booking's price the gross is, in basis points: all of it where one teaches alone. */
  share: number
  kind: Kind | null
  title: string
  /** Of what is no booking: the moment that it is about. */
  sessionAt: Temporal.Instant
  /** `platform`: what the operator pays of its own. */
  paidBy: Booked['paidBy'] | 'platform'
  currency: string
  gross: bigint
  /** The price at face, where the gross is what was really paid for the credits. */
  face: bigint | null
  rate: number
  rateFrom: RateFrom
  tier: Tier | null
  feeBorne: bigint
  net: bigint
  policyVersion: number
  state: CommissionState
  journalId: bigint | null
  payoutId: string | null
  madeAt: Temporal.Instant
  earnedAt: Temporal.Instant | null
  heldUntil: Temporal.Instant | null
  availableAt: Temporal.Instant | null
  paidAt: Temporal.Instant | null
  cancelledAt: Temporal.Instant | null
  /** While a bank or staff decide, what is held stays held. */
  frozenAt: Temporal.Instant | null
  takenBackAt: Temporal.Instant | null
}

/** A commission as it is shown. */
export const commissionColumns = sql`
  id, source_type as source, source_id as "sourceId", ${raw(OF_BOOKING)} as "bookingId",
  session_id as "sessionId", educator_id as "educatorId", part, share, payee_type as "payeeType",
  payee_id as "payeeId", kind, title, session_at as "sessionAt", paid_by as "paidBy", currency, gross, face, rate,
  rate_from as "rateFrom", tier, fee_borne as "feeBorne", net, policy_version as "policyVersion", state,
  journal_id as "journalId", payout_id as "payoutId", made_at as "madeAt", earned_at as "earnedAt",
  held_until as "heldUntil", available_at as "availableAt", paid_at as "paidAt", cancelled_at as "cancelledAt",
  frozen_at as "frozenAt", taken_back_at as "takenBackAt"`

/** The commissions of one booking: those of its educators, the lead's first, and of their institutions. */
export async function commissionsOf(q: Query, bookingId: string): Promise<Commission[]> {
  const [lead] = teachersOf(bookingId, bookingId) as [ReturnType<typeof teachersOf>[number]]
  return await q<Commission>`
    select ${commissionColumns}
    from earnings.commission where source_type = 'booking' and source_id = ${bookingId}
    order by part, id <> all(${[lead.id, lead.institution]}::uuid[]), id`
}
