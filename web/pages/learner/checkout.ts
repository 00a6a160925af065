import type { RouterContextProvider } from 'react-router'
import { apiOf } from '../../api/context.ts'

type Placed = { id?: string; orderId?: string; order?: { id: string }; url?: string | null }

/**
 * Places an order and opens its checkout; gives the address where it is paid. Both calls carry names
 * made from the same key, so pressing the button again leads to the same order and the same checkout.
 */
export async function checkout(
  context: Readonly<RouterContextProvider>,
  path: string,
  key: string,
  body: Record<string, unknown>,
): Promise<string> {
  const api = context.get(apiOf)
  const placed = await api.deed<Placed>(path, key, body)
  if (placed.url) return placed.url
  const order = placed.orderId ?? placed.order?.id ?? placed.id
  return openCheckout(context, String(order), key)
}

/** Opens (again) the checkout of an order that is not paid yet. */
export async function openCheckout(
  context: Readonly<RouterContextProvider>,
  order: string,
  key: string,
): Promise<string> {
  const { url } = await context
    .get(apiOf)
    .deed<{ url: string }>(`/api/orders/${order}/checkout`, `${key}-checkout`)
  return url
}
