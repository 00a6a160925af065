import { split } from '#base'
import { address, type Owner } from '../accounts.ts'
import {
  available,
  type Currency,
  clearing,
  held,
  type Line,
  type LotDeed,
  money,
  ours,
  receivable,
  units,
  wallet,
} from '../entry.ts'
import { refuse } from '../problems.ts'
import type { HeldNow, HoldRules, Rules } from '../rules.ts'
import { promotional } from '../taken.ts'

type Educator = Currency & { educator: Owner; amount: bigint }
type Payout = Educator & { provider: string }
/** Who else earns of a session or a sale: the institution of its educator, those who taught it too, and theirs. */
type Others = { others?: readonly { owner: Owner; share: bigint }[] }

export type EarningFacts = {
  'session.completed.money': Currency &
    Others & {
      educator: Owner
      net: bigint
      /** The educator's share before the card fee. */
      share: bigint
      /** The card fee, where the educator bears it. */
      feeBorneByEducator?: bigint
    }
  'session.completed.included': Currency & Others & { educator: Owner; share: bigint }
  'course.earned': Currency & Others & { educator: Owner; net: bigint; share: bigint }
  'seat.earned': Currency & Others & { educator: Owner; net: bigint; share: bigint }
  /** A certificate that its educator earns on: what is left is the platform's income from certificates. */
  'certificate.earned': Currency & Others & { educator: Owner; net: bigint; share: bigint }
  'course.refunded': Currency &
    Others & {
      educator: Owner
      provider: string
      net: bigint
      tax: bigint
      share: bigint
    }
  /** The same for a course bought with credits: what was captured comes back as one lot. */
  'course.refunded.credits': Currency &
    Others & {
      educator: Owner
      owner: Owner
      credits: bigint
      basis: bigint
      share: bigint
      expiresAt?: Temporal.Instant
    }
  'earnings.released': Educator
  /** Later earnings pay what the educator owes first. */
  'earnings.set_off': Educator
  'payout.sent': Payout
  'payout.returned': Payout
  'payout.fee': Educator
  'payout.withheld': Educator
  'guarantee.topped_up': Educator
  'referral.rewarded': Educator
}

const courseEarned = (kind: 'courses' | 'seats') => (f: EarningFacts['course.earned']) =>
  money(
    f.currency,
    [ours(`deferred_${kind}`), f.net],
    [held(f.educator), -f.share],
    ...toOthers(f),
    [ours('platform_fee'), -(f.net - f.share - theirs(f))],
  )

const theirs = ({ others = [] }: Others) => others.reduce((sum, { share }) => sum + share, 0n)
const toOthers = ({ others = [] }: Others): Line[] =>
  others.map(({ owner, share }) => [held(owner), -share])
const fromOthers = ({ others = [] }: Others): Line[] =>
  others.map(({ owner, share }) => [held(owner), share])

/** What educators earn, and how it reaches them. + debit, − credit. */
export const earning: Rules<EarningFacts> = {
  'session.completed.money': (f) => {
    const share = f.share - (f.feeBorneByEducator ?? 0n)
    return money(
      f.currency,
      [ours('deferred_bookings'), f.net],
      [held(f.educator), -share],
      ...toOthers(f),
      [ours('platform_fee'), -(f.net - share - theirs(f))],
    )
  },
  'session.completed.included': (f) =>
    money(
      f.currency,
      [ours('included_sessions'), f.share + theirs(f)],
      [held(f.educator), -f.share],
      ...toOthers(f),
    ),

  'course.earned': courseEarned('courses'),
  'seat.earned': courseEarned('seats'),
  'certificate.earned': (f) =>
    money(
      f.currency,
      [ours('deferred_certificates'), f.net],
      [held(f.educator), -f.share],
      ...toOthers(f),
      [ours('certificates'), -(f.net - f.share - theirs(f))],
    ),
  'course.refunded': (f) =>
    money(
      f.currency,
      [held(f.educator), f.share],
      ...fromOthers(f),
      [ours('platform_fee'), f.net - f.share - theirs(f)],
      [ours('tax_payable'), f.tax],
      [clearing(f.provider), -f.net - f.tax],
    ),
  'course.refunded.credits': (f) => [
    ...money(
      f.currency,
      [held(f.educator), f.share],
      ...fromOthers(f),
      [ours('platform_fee'), f.basis - f.share - theirs(f)],
      [ours('deferred_credits'), -f.basis],
    ),
    ...units(
      'CREDIT',
      [
        [wallet(f.owner), f.credits],
        [ours('redeemed'), -f.credits],
      ],
      {
        do: 'issue',
        source: 'refund',
        basisAsset: f.currency,
        basis: f.basis,
        expiresAt: f.expiresAt,
      },
    ),
  ],

  'earnings.released': (f) =>
    money(f.currency, [held(f.educator), f.amount], [available(f.educator), -f.amount]),
  'earnings.set_off': (f) =>
    money(f.currency, [available(f.educator), f.amount], [receivable(f.educator), -f.amount]),
  'payout.sent': (f) =>
    money(f.currency, [available(f.educator), f.amount], [clearing(f.provider), -f.amount]),
  'payout.returned': (f) =>
    money(f.currency, [clearing(f.provider), f.amount], [available(f.educator), -f.amount]),
  'payout.fee': (f) =>
    money(f.currency, [available(f.educator), f.amount], [ours('payout_fees'), -f.amount]),
  'payout.withheld': (f) =>
    money(f.currency, [available(f.educator), f.amount], [ours('withholding_payable'), -f.amount]),
  'guarantee.topped_up': (f) =>
    money(f.currency, [ours('guarantees'), f.amount], [available(f.educator), -f.amount]),
  'referral.rewarded': (f) =>
    money(f.currency, [ours('recruiting'), f.amount], [available(f.educator), -f.amount]),
}

export type EarningHoldFacts = {
  'session.completed.credits': Currency &
    Others & {
      hold: bigint
      educator: Owner
      /** The price at face value of what is captured, for the record. */
      face: bigint
      /** What the educator earns of it. */
      share: bigint
      /** Less than all that is held: a late cancellation that keeps a part. */
      units?: bigint
      /** Tax in the released basis, where it falls due at redemption; of lots of other currencies, by currency. */
      tax?: bigint
      taxAbroad?: Record<string, bigint>
      /** What the released basis of another currency, less its tax, is worth in this one, at the dated rate. */
      valued?: Record<string, bigint>
      /** What promotions bear of what is earned, where it is not by units: credits that count as what they cost. */
      borne?: bigint
    }
  /** Paid in tokens: the educator gets `share` of them, the others theirs, the rest is retired. */
  'session.completed.tokens': Others & {
    hold: bigint
    educator: Owner
    share: bigint
    units?: bigint
  }
}

/** Rules over a hold: the released basis decides what the platform earns, or loses. */
export const earningFromHolds: HoldRules<EarningHoldFacts> = {
  'session.completed.credits': (f, now) => {
    const free = now.pieces.filter(promotional).reduce((sum, piece) => sum + piece.units, 0n)
    const earned = f.share + theirs(f)
    const [byUnits] = split(earned, [free, now.units - free]) as [bigint, bigint]
    const borne = f.borne ?? byUnits
    const basis = basisBy(now)
    const own = basis.get(f.currency) ?? 0n
    basis.delete(f.currency)
    let exchanged = 0n
    const abroad = [...basis].flatMap(([currency, amount]) => {
      const value = f.valued?.[currency]
      if (value === undefined) throw refuse('rate_missing', { from: currency, to: f.currency })
      exchanged += value
      const tax = f.taxAbroad?.[currency] ?? 0n
      return money(
        currency,
        [ours('deferred_credits'), amount],
        [ours('tax_payable'), -tax],
        [ours('exchange'), -(amount - tax)],
      )
    })
    const tax = f.tax ?? 0n
    return [
      ...abroad,
      ...money(
        f.currency,
        [ours('deferred_credits'), own],
        [ours('exchange'), exchanged],
        [ours('promotions'), borne],
        [held(f.educator), -f.share],
        ...toOthers(f),
        [ours('tax_payable'), -tax],
        [ours('platform_fee'), -(own + exchanged + borne - earned - tax)],
      ),
      ...units(
        now.asset,
        [
          [ours('redeemed'), now.units],
          [now.wallet, -now.units],
        ],
        { do: 'capture', hold: f.hold, units: now.units },
      ),
    ]
  },

  'session.completed.tokens': (f, now) => {
    const rest = now.units - f.share - theirs(f)
    if (rest < 0n) throw refuse('amount_invalid', { field: 'share', amount: f.share })
    const gets = [{ owner: f.educator, share: f.share }, ...(f.others ?? [])].filter(
      ({ share }) => share > 0n,
    )
    const tokens = ({ type, id }: Owner) => address({ type, id }, 'educator_tokens')
    return units(
      now.asset,
      [
        ...gets.map(({ owner, share }): Line => [tokens(owner), share]),
        [ours('retired'), rest],
        [now.wallet, -now.units],
      ],
      ...gets.flatMap(({ share }, index): LotDeed[] => [
        { do: 'capture', hold: f.hold, units: share, leg: index + 1 },
        { do: 'issue', source: 'sale', leg: index + 1 },
      ]),
      ...(rest > 0n
        ? [{ do: 'capture', hold: f.hold, units: rest, leg: gets.length + 1 } as const]
        : []),
    )
  },
}

/** The released basis by currency. */
export function basisBy({ pieces }: HeldNow): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { basisAsset, basis } of pieces) {
    if (basisAsset && basis > 0n) sums.set(basisAsset, (sums.get(basisAsset) ?? 0n) + basis)
  }
  return sums
}
