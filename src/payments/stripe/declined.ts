import type Stripe from 'stripe'
import type { Declined } from '../provider.ts'
import { ORDER } from './billing-reading.ts'
import { asked, sure } from './faults.ts'
import { cardIn, idOf, instant, riskOf } from './reading.ts'

/** A charge that failed; undefined where it did not. */
export const lookUpDeclined = (stripe: Stripe, ref: string): Promise<Declined | undefined> =>
  asked(async () => {
    const charge = sure(await stripe.charges.retrieve(ref), 'charge', 'ch_')
    if (charge.status !== 'failed') return undefined
    return {
      ref: charge.id,
      orderId: charge.metadata[ORDER.began],
      payer: idOf(charge.customer),
      card: cardIn(charge),
      code: charge.outcome?.reason ?? charge.failure_code ?? 'declined',
      risk: riskOf(charge),
      at: instant(charge.created),
    }
  })
