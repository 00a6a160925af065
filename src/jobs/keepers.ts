import { commissionKeeper } from '#earnings'
import { seatKeeper } from '#live'
import type { Keepers } from '#payments'
import { accessKeeper } from '#plans'

/** Who answers for what an order opened, when its money goes back, or a bank has it. */
export const keepers: Keepers = {
  access: accessKeeper,
  seat: seatKeeper,
  commission: commissionKeeper,
}
