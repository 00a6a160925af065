import type { Owner } from '../accounts.ts'
import { type Currency, clearing, held, money, ours, receivable, units, wallet } from '../entry.ts'
import type { Rules } from '../rules.ts'

type Disputed = Currency & { provider: string; amount: bigint; fee: bigint }
/** `credited` is what completion gave the educator; the platform's part is the rest. */
type Lost = Currency & { amount: bigint }

export type DisputeFacts = {
  'dispute.opened': Disputed
  /** `fee`: what the provider gives back of its fee. */
  'dispute.won': Disputed
  'dispute.lost.paid_out': Lost & { educator: Owner; credited: bigint }
  'dispute.lost.held': Lost & { educator: Owner; credited: bigint }
  'dispute.lost.platform': Lost
  /** Lost before anything was earned on it. */
  'dispute.lost.deferred': Lost & { kind: 'access' | 'bookings'; tax?: bigint }
  'dispute.lost.pack': Lost & {
    owner: Owner
    lot: bigint
    credits: bigint
    /** The basis of the credits that are still unspent. */
    basis: bigint
  }
  'dispute.lost.messages': Lost & {
    organization: Owner
    asset: 'SMS' | 'WHATSAPP' | 'EMAIL'
    lot: bigint
    quantity: bigint
    /** The basis of what is still unspent of the package. */
    basis: bigint
  }
}

/** Money that somebody asks back from their bank. + debit, − credit. */
export const disputes: Rules<DisputeFacts> = {
  'dispute.opened': (f) =>
    money(
      f.currency,
      [ours('open_disputes'), f.amount],
      [ours('dispute_fees'), f.fee],
      [clearing(f.provider), -f.amount - f.fee],
    ),
  'dispute.won': (f) =>
    money(
      f.currency,
      [clearing(f.provider), f.amount + f.fee],
      [ours('open_disputes'), -f.amount],
      [ours('dispute_fees'), -f.fee],
    ),
  'dispute.lost.paid_out': (f) =>
    money(
      f.currency,
      [receivable(f.educator), f.credited],
      [ours('platform_fee'), f.amount - f.credited],
      [ours('open_disputes'), -f.amount],
    ),
  'dispute.lost.held': (f) =>
    money(
      f.currency,
      [held(f.educator), f.credited],
      [ours('platform_fee'), f.amount - f.credited],
      [ours('open_disputes'), -f.amount],
    ),
  'dispute.lost.platform': (f) =>
    money(f.currency, [ours('dispute_losses'), f.amount], [ours('open_disputes'), -f.amount]),
  'dispute.lost.deferred': (f) =>
    money(
      f.currency,
      [ours(`deferred_${f.kind}`), f.amount],
      [ours('tax_payable'), f.tax ?? 0n],
      [ours('open_disputes'), -f.amount - (f.tax ?? 0n)],
    ),
  'dispute.lost.pack': (f) => [
    ...money(
      f.currency,
      [ours('deferred_credits'), f.basis],
      [ours('dispute_losses'), f.amount - f.basis],
      [ours('open_disputes'), -f.amount],
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
  'dispute.lost.messages': (f) => [
    ...money(
      f.currency,
      [ours('deferred_messages'), f.basis],
      [ours('dispute_losses'), f.amount - f.basis],
      [ours('open_disputes'), -f.amount],
    ),
    ...units(
      f.asset,
      [
        [ours('revoked'), f.quantity],
        [wallet(f.organization), -f.quantity],
      ],
      { do: 'remove', lot: f.lot, units: f.quantity, kind: 'revoke', basis: f.basis },
    ),
  ],
}
