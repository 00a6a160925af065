import type { Payments } from '#payments'

/** For tests of work that has nothing to do with payments: touching them is a fault. */
export const noPayments = new Proxy({} as Payments, {
  get(_nothing, name) {
    throw new Error(`This test has no payments, and asked for ${String(name)}`)
  },
})
