import type { RouterContextProvider } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Order } from '../../api/types.ts'

/**
 * Places an order and opens its checkout; gives the address where it is paid. Pressing the button again
 * with the same key leads to the same order, and to the same checkout while that is open.
 */
export async function checkout(
  context: Readonly<RouterContextProvider>,
  path: string,
  key: string,
  body: Record<string, unknown>,
): Promise<string> {
  const order = await context.get(apiOf).deed<Order>(path, key, body)
  return openCheckout(context, order.id)
}

/** Opens (again) the checkout of an order that is not paid yet. */
export async function openCheckout(
  context: Readonly<RouterContextProvider>,
  order: string,
): Promise<string> {
  const { url } = await context.get(apiOf).post<{ url: string }>(`/api/orders/${order}/checkout`)
  return url
}
