import type { Fact, Query } from '#base'
import { value } from '#ledger'
import { staffWith } from '#people'
import type { Telling } from './telling-of-live.ts'

/** Who hears that there is too little at the payment provider to pay everybody: finance. */
export const hearersOfPayouts = {
  'payouts.short': async (q: Query, { data }: Fact): Promise<Telling[]> => {
    const told = {
      lacking: value(BigInt(String(data.amount)), String(data.currency)),
      payouts: Number(data.payouts),
      day: String(data.day),
      foreseen: data.foreseen === true,
    }
    const finance = await staffWith(q, ['admin', 'finance'])
    return finance.map((to) => ({ to, kind: 'payouts.short', told }))
  },
}
