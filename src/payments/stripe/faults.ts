import Stripe from 'stripe'
import { Busy, Refused, Unknown } from '../provider.ts'

/** Refusals that the payee or the payer can do something about. */
const CAN_FIX = new Set([
  'insufficient_capabilities_for_transfer',
  'account_invalid',
  'card_declined',
  'expired_card',
  'insufficient_funds',
  'authentication_required',
])

/**
 * Says what an error of the SDK means for us. Everything that is not a definite no counts as
 * unknown: a connection that broke, an answer that cannot be read, an error of the provider's own.
 * A definite no is remembered by the provider under our key and would be repeated for a day.
 */
export function meaningOf(error: unknown): Error {
  if (error instanceof Refused || error instanceof Unknown || error instanceof Busy) return error
  if (error instanceof Stripe.errors.StripeRateLimitError) return new Busy(error.message, 2_000)
  if (error instanceof Stripe.errors.StripeConnectionError)
    return new Unknown(error.message, { cause: error })
  if (!(error instanceof Stripe.errors.StripeError)) return error as Error
  const status = error.statusCode ?? 0
  if (status === 429) return new Busy(error.message, 2_000)
  // Another request under the same key is being worked on.
  if (status === 409) return new Busy(error.message, 1_000)
  if (status >= 500 && status !== 501) return new Unknown(error.message, { cause: error })
  // Of a key that was ended, or never was one.
  if (status === 401) return new Refused('keys_refused', error.message, false)
  if (status >= 400) {
    const code = error.code ?? error.rawType ?? error.type
    return new Refused(code, error.message, CAN_FIX.has(code))
  }
  return new Unknown(error.message, { cause: error })
}

/**
 * The SDK takes any JSON without an `error` key for success, whatever its status: so the adapter
 * asks of each answer that it is what was asked for. Anything else means we do not know.
 */
export function sure<Thing extends { id?: string; object: string }>(
  thing: Thing,
  object: Thing['object'],
  prefix?: string,
): Thing {
  if (thing?.object !== object || (prefix && !thing.id?.startsWith(prefix))) {
    throw new Unknown(`The provider answered with something that is no ${object}.`)
  }
  return thing
}

/** Calls the provider; its errors become Refused, Unknown or Busy. */
export async function asking<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    throw meaningOf(error)
  }
}

/** As `asking`, but what the provider does not know is undefined. */
export async function asked<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing')
      return undefined
    throw meaningOf(error)
  }
}
