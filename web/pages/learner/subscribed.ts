import type { Api } from '../../api/client.ts'
import type { Page, Subscription } from '../../api/types.ts'

export type Mine = Subscription | null

const LIVE = new Set(['trial', 'active', 'past_due', 'paused'])

/** The person's live learner subscription, or null. */
export async function mySubscription(api: Api): Promise<Mine> {
  const { items } = await api.get<Page<Subscription>>('/api/subscriptions')
  return items.find(({ state }) => LIVE.has(state)) ?? null
}
