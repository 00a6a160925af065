import { split, type Tx } from '#base'
import type { Owner } from './accounts.ts'
import { assemble, available, clearing, held, ours, type Posting, wallet } from './entry.ts'
import { type HeldPiece, heldPieces } from './holds.ts'
import { contentHash, type Deed, post, type Receipt, receiptOf } from './posting.ts'
import { refuse } from './problems.ts'

type Currency = { currency: string }
type Expiry = { expiresAt?: Temporal.Instant | undefined }
/** Money received through a provider: `fee` is what the provider kept. */
type Received = Currency & { provider: string; tax: bigint; fee: bigint }

/**
 * What each rule must be told. Amounts are in smallest units, zero or more; `credits` in hundredths.
 * A change here is a change of the books: specification 1.5 is the table this follows.
 */
export type Facts = {
  'credits.purchased': Received & Expiry & { buyer: Owner; net: bigint; credits: bigint }
  'subscription.paid': Received &
    Expiry & { subscriber: Owner; access: bigint; creditsValue: bigint; credits: bigint }
  'access.earned': Currency & { amount: bigint }
  'credits.granted': Expiry & { to: Owner; credits: bigint; reason: 'promotion' | 'goodwill' }
  'booking.paid': Received & { net: bigint }
  'booking.refunded': Currency & { provider: string; amount: bigint; tax?: bigint }
  /** Money that came in, or went back, and that nobody has explained yet. */
  'payment.unexplained': Currency & { provider: string; amount: bigint; fee: bigint }
  'refund.unexplained': Currency & { provider: string; amount: bigint }
  'session.completed.money': Currency & {
    educator: Owner
    net: bigint
    /** The educator's share before the card fee. */
    share: bigint
    /** The card fee, where the educator bears it. */
    feeBorneByEducator?: bigint
  }
  'session.completed.included': Currency & { educator: Owner; share: bigint }
  'earnings.released': Currency & { educator: Owner; amount: bigint }
  'payout.sent': Currency & { educator: Owner; provider: string; amount: bigint }
  'payout.returned': Currency & { educator: Owner; provider: string; amount: bigint }
  'credits.refunded': Currency & {
    owner: Owner
    provider: string
    lot: bigint
    credits: bigint
    /** The cost basis of exactly these credits, and the tax on it. */
    basis: bigint
    tax: bigint
  }
}

type Rules = { [Rule in keyof Facts]: (facts: Facts[Rule]) => Posting }

/** The posting rules: + debit, − credit. */
export const rules: Rules = {
  'credits.purchased': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [clearing(f.provider), f.net + f.tax - f.fee],
          [ours('processing_fees'), f.fee],
          [ours('tax_payable'), -f.tax],
          [ours('deferred_credits'), -f.net],
        ],
      },
    ],
    units: [
      {
        asset: 'CREDIT',
        lines: [
          [wallet(f.buyer), f.credits],
          [ours('issued_purchase'), -f.credits],
        ],
        lot: {
          do: 'issue',
          source: 'purchase',
          basisAsset: f.currency,
          basis: f.net,
          fee: f.fee,
          expiresAt: f.expiresAt,
        },
      },
    ],
  }),

  'subscription.paid': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [clearing(f.provider), f.access + f.creditsValue + f.tax - f.fee],
          [ours('processing_fees'), f.fee],
          [ours('tax_payable'), -f.tax],
          [ours('deferred_access'), -f.access],
          [ours('deferred_credits'), -f.creditsValue],
        ],
      },
    ],
    units: [
      {
        asset: 'CREDIT',
        lines: [
          [wallet(f.subscriber), f.credits],
          [ours('issued_plan'), -f.credits],
        ],
        lot: {
          do: 'issue',
          source: 'plan',
          basisAsset: f.currency,
          basis: f.creditsValue,
          expiresAt: f.expiresAt,
        },
      },
    ],
  }),

  'access.earned': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [ours('deferred_access'), f.amount],
          [ours('subscriptions'), -f.amount],
        ],
      },
    ],
  }),

  'credits.granted': (f) => ({
    units: [
      {
        asset: 'CREDIT',
        lines: [
          [wallet(f.to), f.credits],
          [ours(f.reason === 'goodwill' ? 'issued_goodwill' : 'issued_promotion'), -f.credits],
        ],
        lot: { do: 'issue', source: f.reason, expiresAt: f.expiresAt },
      },
    ],
  }),

  'booking.paid': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [clearing(f.provider), f.net + f.tax - f.fee],
          [ours('processing_fees'), f.fee],
          [ours('tax_payable'), -f.tax],
          [ours('deferred_bookings'), -f.net],
        ],
      },
    ],
  }),

  'booking.refunded': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [ours('deferred_bookings'), f.amount],
          [ours('tax_payable'), f.tax ?? 0n],
          [clearing(f.provider), -f.amount - (f.tax ?? 0n)],
        ],
      },
    ],
  }),

  'payment.unexplained': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [clearing(f.provider), f.amount - f.fee],
          [ours('processing_fees'), f.fee],
          [ours('suspense'), -f.amount],
        ],
      },
    ],
  }),

  'refund.unexplained': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [ours('suspense'), f.amount],
          [clearing(f.provider), -f.amount],
        ],
      },
    ],
  }),

  'session.completed.money': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [ours('deferred_bookings'), f.net],
          [held(f.educator), -(f.share - (f.feeBorneByEducator ?? 0n))],
          [ours('platform_fee'), -(f.net - f.share + (f.feeBorneByEducator ?? 0n))],
        ],
      },
    ],
  }),

  'session.completed.included': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [ours('included_sessions'), f.share],
          [held(f.educator), -f.share],
        ],
      },
    ],
  }),

  'earnings.released': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [held(f.educator), f.amount],
          [available(f.educator), -f.amount],
        ],
      },
    ],
  }),

  'payout.sent': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [available(f.educator), f.amount],
          [clearing(f.provider), -f.amount],
        ],
      },
    ],
  }),

  'payout.returned': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [clearing(f.provider), f.amount],
          [available(f.educator), -f.amount],
        ],
      },
    ],
  }),

  'credits.refunded': (f) => ({
    money: [
      {
        currency: f.currency,
        lines: [
          [ours('deferred_credits'), f.basis],
          [ours('tax_payable'), f.tax],
          [clearing(f.provider), -f.basis - f.tax],
        ],
      },
    ],
    units: [
      {
        asset: 'CREDIT',
        lines: [
          [ours('revoked'), f.credits],
          [wallet(f.owner), -f.credits],
        ],
        lot: { do: 'remove', lot: f.lot, units: f.credits, kind: 'revoke' },
      },
    ],
  }),
}

/** Facts of the rules that first look at what a hold carries. */
export type HoldFacts = {
  'session.completed.credits': Currency & {
    hold: bigint
    educator: Owner
    /** The price at face value of what is captured, for the record. */
    face: bigint
    /** What the educator earns of it. */
    share: bigint
    /** Less than all that is held: a late cancellation that keeps a part. */
    units?: bigint
  }
}

const PROMOTIONAL = new Set(['promotion', 'goodwill', 'reward'])

/** Rules over a hold: the released basis decides what the platform earns, or loses. */
const holdRules: {
  [Rule in keyof HoldFacts]: (facts: HoldFacts[Rule], held: HeldNow) => Posting
} = {
  'session.completed.credits': (f, { pieces, wallet: from, units, asset }) => {
    const promotional = pieces
      .filter((piece) => piece.basis === 0n && PROMOTIONAL.has(piece.source))
      .reduce((sum, piece) => sum + piece.units, 0n)
    const [borne] = split(f.share, [promotional, units - promotional]) as [bigint, bigint]
    const basis = pieces.reduce((sum, piece) => sum + piece.basis, 0n)
    return {
      money: [
        {
          currency: f.currency,
          lines: [
            [ours('deferred_credits'), basis],
            [ours('promotions'), borne],
            [ours('platform_fee'), -(basis + borne - f.share)],
            [held(f.educator), -f.share],
          ],
        },
      ],
      units: [
        {
          asset,
          lines: [
            [ours('redeemed'), units],
            [from, -units],
          ],
          lot: { do: 'capture', hold: f.hold, units },
        },
      ],
    }
  },
}

type HeldNow = {
  pieces: HeldPiece[]
  wallet: ReturnType<typeof wallet>
  units: bigint
  asset: string
}

export type AllFacts = Facts & HoldFacts
export type Rule = keyof AllFacts

/**
 * Posts what a business event means, by its rule: one SQL statement, two where a hold is captured.
 * The same key with the same facts answers with the first receipt; with others it is refused.
 * Refuses as the list in problems.ts, in that order.
 */
export async function postRule<Name extends Rule>(
  tx: Tx,
  rule: Name,
  facts: AllFacts[Name],
  deed: Deed,
): Promise<Receipt> {
  for (const [name, fact] of Object.entries(facts)) {
    if (typeof fact === 'bigint' && (fact < 0n || fact >= 2n ** 63n)) {
      throw refuse('amount_invalid', { field: name, amount: fact })
    }
  }
  const hash = contentHash(rule, facts, deed.about)
  let posting: Posting
  if (rule in holdRules) {
    const { hold, units } = facts as HoldFacts['session.completed.credits']
    const now = await heldPieces(tx, deed.key, hash, hold, units)
    if ('answered' in now) return receiptOf(now.answered)
    posting = holdRules[rule as keyof HoldFacts](facts as never, now)
  } else {
    posting = (rules[rule as keyof Facts] as (facts: AllFacts[Name]) => Posting)(facts)
  }
  return post(tx, { kind: rule, ...assemble(posting) }, deed, hash)
}
