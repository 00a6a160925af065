import type { Owner } from '../accounts.ts'
import {
  type Currency,
  type Expiry,
  money,
  ours,
  type Received,
  received,
  units,
  wallet,
} from '../entry.ts'
import type { LotSource } from '../posting.ts'
import type { Rules } from '../rules.ts'

type Plan = Received &
  Expiry & { subscriber: Owner; access: bigint; creditsValue: bigint; credits: bigint }
type Sold = Received & { net: bigint }
/**
 * Money that goes back to where it came from: owed until the provider has sent it (`refund.sent`).
 * The card fee once paid stays an expense.
 */
type Refunded = Currency & { amount: bigint; tax?: bigint }

export type SellingFacts = {
  'credits.purchased': Sold &
    Expiry & {
      buyer: Owner
      credits: bigint
      scope?: string
      /** The tax falls due when the credits are used: it stays deferred, and in the basis, until then. */
      taxAtRedemption?: boolean
    }
  'subscription.paid': Plan
  'subscription.upgraded': Plan
  /** The credits of a later month of a year that was paid at once: their money waited in deferred access. */
  'subscription.granted': Currency &
    Expiry & { subscriber: Owner; creditsValue: bigint; credits: bigint }
  'access.earned': Currency & { amount: bigint }
  'credits.granted': Expiry & {
    to: Owner
    credits: bigint
    /** bonus: what a pack of credits brings on top of what was paid for. */
    reason: 'promotion' | 'bonus' | 'goodwill'
    priority?: number
    scope?: string
  }
  'credits.refunded': Currency & {
    owner: Owner
    lot: bigint
    credits: bigint
    /** The cost basis of exactly these credits, and the tax on it. */
    basis: bigint
    tax: bigint
  }
  'booking.paid': Sold
  /** What access has not earned yet. */
  'access.refunded': Refunded
  'booking.refunded': Refunded
  'course.sold': Sold
  /** Bought with credits, at once: what was paid for them waits for the course to be earned. */
  'course.sold.credits': { buyer: Owner; credits: bigint; scope?: string }
  'seat.sold': Sold
  'certificate.sold': Sold
  'licence.sold': Sold
  'sponsorship.sold': Sold
  'certificate.issued': Currency & { amount: bigint }
  'licence.earned': Currency & { amount: bigint }
  'sponsorship.served': Currency & { amount: bigint }
}

const planCredits = (f: SellingFacts['subscription.granted']) =>
  units(
    'CREDIT',
    [
      [wallet(f.subscriber), f.credits],
      [ours('issued_plan'), -f.credits],
    ],
    {
      do: 'issue',
      source: 'plan',
      basisAsset: f.currency,
      basis: f.creditsValue,
      expiresAt: f.expiresAt,
    },
  )

const planPaid = (f: Plan) => [
  ...money(
    f.currency,
    ...received(f, f.access + f.creditsValue),
    [ours('deferred_access'), -f.access],
    [ours('deferred_credits'), -f.creditsValue],
  ),
  ...planCredits(f),
]

type Deferred = 'bookings' | 'courses' | 'seats' | 'certificates' | 'licences' | 'sponsorship'
const sold = (kind: Deferred) => (f: Sold) =>
  money(f.currency, ...received(f, f.net), [ours(`deferred_${kind}`), -f.net])

const refunded = (kind: 'access' | 'bookings') => (f: Refunded) =>
  money(
    f.currency,
    [ours(`deferred_${kind}`), f.amount],
    [ours('tax_payable'), f.tax ?? 0n],
    [ours('refunds_payable'), -f.amount - (f.tax ?? 0n)],
  )

type Earned = 'certificates' | 'licences' | 'sponsorship'
const earned = (kind: Earned) => (f: Currency & { amount: bigint }) =>
  money(f.currency, [ours(`deferred_${kind}`), f.amount], [ours(kind), -f.amount])

const issued: Record<'promotion' | 'bonus' | 'goodwill', LotSource> = {
  promotion: 'promotion',
  bonus: 'bonus',
  goodwill: 'goodwill',
}

/** What is sold: prepaid, so deferred until it is used. + debit, − credit. */
export const selling: Rules<SellingFacts> = {
  'credits.purchased': (f) => {
    const now = f.taxAtRedemption ? { ...f, net: f.net + f.tax, tax: 0n } : f
    return [
      ...money(f.currency, ...received(now, now.net), [ours('deferred_credits'), -now.net]),
      ...units(
        'CREDIT',
        [
          [wallet(f.buyer), f.credits],
          [ours('issued_purchase'), -f.credits],
        ],
        {
          do: 'issue',
          source: 'purchase',
          basisAsset: f.currency,
          basis: now.net,
          fee: f.fee,
          scope: f.scope,
          expiresAt: f.expiresAt,
        },
      ),
    ]
  },

  'subscription.paid': planPaid,
  'subscription.upgraded': planPaid,
  'subscription.granted': (f) => [
    ...money(
      f.currency,
      [ours('deferred_access'), f.creditsValue],
      [ours('deferred_credits'), -f.creditsValue],
    ),
    ...planCredits(f),
  ],

  'access.earned': (f) =>
    money(f.currency, [ours('deferred_access'), f.amount], [ours('subscriptions'), -f.amount]),

  'credits.granted': (f) =>
    units(
      'CREDIT',
      [
        [wallet(f.to), f.credits],
        [ours(`issued_${f.reason}`), -f.credits],
      ],
      {
        do: 'issue',
        source: issued[f.reason],
        priority: f.priority,
        scope: f.scope,
        expiresAt: f.expiresAt,
      },
    ),

  'credits.refunded': (f) => [
    ...money(
      f.currency,
      [ours('deferred_credits'), f.basis],
      [ours('tax_payable'), f.tax],
      [ours('refunds_payable'), -f.basis - f.tax],
    ),
    ...units(
      'CREDIT',
      [
        [ours('revoked'), f.credits],
        [wallet(f.owner), -f.credits],
      ],
      { do: 'remove', lot: f.lot, units: f.credits, kind: 'revoke', basis: f.basis },
    ),
  ],

  'booking.paid': sold('bookings'),
  'access.refunded': refunded('access'),
  'booking.refunded': refunded('bookings'),

  'course.sold': sold('courses'),
  'course.sold.credits': (f) =>
    units(
      'CREDIT',
      [
        [ours('redeemed'), f.credits],
        [wallet(f.buyer), -f.credits],
      ],
      {
        do: 'take',
        units: f.credits,
        scope: f.scope,
        release: { from: 'deferred_credits', to: 'deferred_courses' },
      },
    ),
  'seat.sold': sold('seats'),
  'certificate.sold': sold('certificates'),
  'licence.sold': sold('licences'),
  'sponsorship.sold': sold('sponsorship'),
  'certificate.issued': earned('certificates'),
  'licence.earned': earned('licences'),
  'sponsorship.served': earned('sponsorship'),
}
