import { commissionKeeper } from '#earnings'
import { seatKeeper } from '#live'
import { buyOffer, quoteOffer } from '#messaging'
import type { Keepers } from '#payments'
import { accessKeeper } from '#plans'

/** Who answers for what an order opened, when its money goes back, or a bank has it. */
export const keepers: Keepers = {
  access: accessKeeper,
  seat: seatKeeper,
  offers: {
    quote: (tx, wish, now) => quoteOffer(tx, { ...wish, by: 'schedule' }, now),
    order: (tx, wish, now) => buyOffer(tx, { ...wish, by: 'schedule' }, now),
  },
  commission: commissionKeeper,
}
