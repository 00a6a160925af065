import type { Owner } from '../accounts.ts'
import { available, type Currency, type Expiry, money, ours, units, wallet } from '../entry.ts'
import type { HoldRules, Rules } from '../rules.ts'

export type TokenFacts = {
  'tokens.earned': Expiry & { to: Owner; tokens: bigint }
  'tokens.reversed': { from: Owner; lot: bigint; tokens: bigint }
}

/** Tokens are earned by deeds: no money until they are redeemed. */
export const tokens: Rules<TokenFacts> = {
  'tokens.earned': (f) =>
    units(
      'TOKEN',
      [
        [wallet(f.to), f.tokens],
        [ours('issued_reward'), -f.tokens],
      ],
      { do: 'issue', source: 'reward', expiresAt: f.expiresAt },
    ),
  'tokens.reversed': (f) =>
    units(
      'TOKEN',
      [
        [ours('issued_reward'), f.tokens],
        [wallet(f.from), -f.tokens],
      ],
      { do: 'remove', lot: f.lot, units: f.tokens, kind: 'revoke' },
    ),
}

export type TokenHoldFacts = {
  'tokens.redeemed': Currency & {
    hold: bigint
    /** What the reward costs the platform. */
    cost: bigint
    /** Where the reward is credits: the cost becomes their basis. */
    credits?: { to: Owner; credits: bigint; expiresAt?: Temporal.Instant }
  }
  /** An educator's tokens turned into money, at the operator's rate. The hold is on `educator_tokens`. */
  'tokens.converted': Currency & { hold: bigint; educator: Owner; amount: bigint }
}

export const tokensFromHolds: HoldRules<TokenHoldFacts> = {
  'tokens.redeemed': (f, now) => [
    ...money(
      f.currency,
      [ours('promotions'), f.cost],
      [ours(f.credits ? 'deferred_credits' : 'rewards_payable'), -f.cost],
    ),
    ...units(
      now.asset,
      [
        [ours('redeemed'), now.units],
        [now.wallet, -now.units],
      ],
      { do: 'capture', hold: f.hold, units: now.units },
    ),
    ...(f.credits
      ? units(
          'CREDIT',
          [
            [wallet(f.credits.to), f.credits.credits],
            [ours('issued_reward'), -f.credits.credits],
          ],
          {
            do: 'issue',
            source: 'reward',
            basisAsset: f.currency,
            basis: f.cost,
            expiresAt: f.credits.expiresAt,
          },
        )
      : []),
  ],
  'tokens.converted': (f, now) => [
    ...money(f.currency, [ours('promotions'), f.amount], [available(f.educator), -f.amount]),
    ...units(
      now.asset,
      [
        [ours('converted'), now.units],
        [now.wallet, -now.units],
      ],
      { do: 'capture', hold: f.hold, units: now.units },
    ),
  ],
}
