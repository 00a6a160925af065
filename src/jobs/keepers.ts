import { seatKeeper } from '#live'
import type { Keepers } from '#payments'
import { accessKeeper } from '#plans'

/** Who answers for what an order opened, when its money goes back. */
export const keepers: Keepers = { access: accessKeeper, seat: seatKeeper }
