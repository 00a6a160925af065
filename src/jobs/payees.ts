import { Problem } from '#base'
import { openPayee, type Payments } from '#payments'

/** Whom the payment provider is to know, so that they can be paid. */
export type WantedPayee = { person: string; email: string; name: string; country: string }

/**
 * Makes somebody who was approved known to the payment provider. Where it does not answer, the queue tries
 * again; what it refuses for good is asked of the person on their own pages.
 */
export async function openWanted(
  payments: Payments,
  { person, email, name, country }: WantedPayee,
  now: Temporal.Instant,
): Promise<void> {
  try {
    await openPayee(payments, { owner: { type: 'person', id: person }, email, name, country }, now)
  } catch (error) {
    if (error instanceof Problem && error.retry !== 'later') return
    throw error
  }
}
