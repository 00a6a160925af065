import type { Query, Tx } from '#base'
import type { Owner } from '#ledger'
import type { Order } from './order.ts'

/** So many of an offer, for an organization. */
export type OfferWish = { organization: string; offer: string; quantity: number }

/**
 * Who answers for what an order opened, when its money goes back. Modules above payments keep it; they
 * are handed in where a process is put together, so that payments need not stand on them.
 */
export type Keepers = {
  access: {
    /** What the access of an order's period has not earned yet, and what it would still bring. */
    unearnedOf(q: Query, orderId: string): Promise<bigint>
    /** It will not be earned: it goes back. */
    giveUp(tx: Tx, orderId: string, amount: bigint, now: Temporal.Instant): Promise<void>
    /** It will be earned after all. */
    takeAgain(tx: Tx, orderId: string, amount: bigint): Promise<void>
  }
  seat: {
    /** A seat stands; or its money is earned (or will be); or it is free to go back. */
    moneyOf(q: Query, bookingId: string): Promise<'stands' | 'earned' | 'free'>
  }
  /** Sells organizations what their refills buy; none: their refills find nothing to buy. */
  offers?: {
    quote(tx: Tx, wish: OfferWish, now: Temporal.Instant): Promise<{ total: bigint }>
    order(
      tx: Tx,
      wish: OfferWish & { expiresAt: Temporal.Instant },
      now: Temporal.Instant,
    ): Promise<Order>
  }
  commission: {
    /** The buyer's bank has the money: what is held stays held. */
    freeze(tx: Tx, bookingId: string, now: Temporal.Instant): Promise<void>
    thaw(tx: Tx, bookingId: string): Promise<void>
    /** A dispute was lost by the educator's fault: what each payee had been credited, and whether it is held. */
    takeBack(
      tx: Tx,
      bookingId: string,
      now: Temporal.Instant,
    ): Promise<{ payee: Owner; credited: bigint; held: boolean }[]>
  }
}
