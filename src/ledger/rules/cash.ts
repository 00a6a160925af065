import { bank, type Currency, clearing, money, ours } from '../entry.ts'
import type { Rules } from '../rules.ts'

type Amount = Currency & { amount: bigint }
type AtProvider = Amount & { provider: string }

export type CashFacts = {
  /** Money that came in, or went back, and that nobody has explained yet. */
  'payment.unexplained': AtProvider & { fee: bigint }
  /** Money that we owe back, and that no data of ours explain. */
  'refund.unexplained': Amount
  /** A refund that the platform pays out of its own pocket. */
  'refund.funded': Amount
  /** The platform bears what was unexplained. */
  'refund.borne': Amount
  /** What was owed back has left the provider's balance. */
  'refund.sent': AtProvider
  /** It did not reach its receiver: the provider has it again, and we owe it still. */
  'refund.returned': AtProvider
  /** The provider paid out to our bank. */
  'provider.settled': AtProvider
  /** The provider took a fee from our balance that belongs to no payment: for a payout, say. */
  'provider.charged': AtProvider
  'tax.remitted': Amount
  /** What was withheld of payouts goes to the authority. */
  'withholding.remitted': Amount
  /** Before what was ordered is here, it is owed to us: the payable is below nothing until it arrives. */
  'supplier.paid': Amount
  /** Money back for what was paid and never arrived. */
  'supplier.refunded': Amount
  /** The tax office gave back, or set off, what suppliers had charged. */
  'tax.recovered': Amount
  'equity.paid_in': Amount
  /** `valued`: what `given` is worth in the other currency at the dated rate; the difference is FX. */
  'currency.exchanged': {
    provider: string
    from: string
    given: bigint
    to: string
    got: bigint
    valued: bigint
  }
}

/** Money on its way, and money that changes its currency. + debit, − credit. */
export const cash: Rules<CashFacts> = {
  'payment.unexplained': (f) =>
    money(
      f.currency,
      [clearing(f.provider), f.amount - f.fee],
      [ours('processing_fees'), f.fee],
      [ours('suspense'), -f.amount],
    ),
  'refund.unexplained': (f) =>
    money(f.currency, [ours('suspense'), f.amount], [ours('refunds_payable'), -f.amount]),
  'refund.funded': (f) =>
    money(f.currency, [ours('refunds'), f.amount], [ours('refunds_payable'), -f.amount]),
  'refund.borne': (f) =>
    money(f.currency, [ours('refunds'), f.amount], [ours('suspense'), -f.amount]),
  'refund.sent': (f) =>
    money(f.currency, [ours('refunds_payable'), f.amount], [clearing(f.provider), -f.amount]),
  'refund.returned': (f) =>
    money(f.currency, [clearing(f.provider), f.amount], [ours('refunds_payable'), -f.amount]),
  'provider.settled': (f) =>
    money(f.currency, [bank(), f.amount], [clearing(f.provider), -f.amount]),
  'provider.charged': (f) =>
    money(f.currency, [ours('processing_fees'), f.amount], [clearing(f.provider), -f.amount]),
  'tax.remitted': (f) => money(f.currency, [ours('tax_payable'), f.amount], [bank(), -f.amount]),
  'withholding.remitted': (f) =>
    money(f.currency, [ours('withholding_payable'), f.amount], [bank(), -f.amount]),
  'supplier.paid': (f) =>
    money(f.currency, [ours('supplier_payable'), f.amount], [bank(), -f.amount]),
  'supplier.refunded': (f) =>
    money(f.currency, [bank(), f.amount], [ours('supplier_payable'), -f.amount]),
  'tax.recovered': (f) =>
    money(f.currency, [ours('tax_payable'), f.amount], [ours('tax_recoverable'), -f.amount]),
  'equity.paid_in': (f) => money(f.currency, [bank(), f.amount], [ours('equity'), -f.amount]),
  'currency.exchanged': (f) => [
    ...money(f.from, [ours('exchange'), f.given], [clearing(f.provider), -f.given]),
    ...money(
      f.to,
      [clearing(f.provider), f.got],
      [ours('exchange'), -f.valued],
      [ours('fx'), -(f.got - f.valued)],
    ),
  ],
}
