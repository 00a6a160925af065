import type { Api } from '../../../api/client.ts'
import type { Entitlements, Page, Subscription } from '../../../api/types.ts'

export type Mine = Subscription | null

export type Included = Entitlements['included'][number]

/** What of this month's included sessions is left; kinds that the plan does not include are left out. */
export async function myIncluded(api: Api): Promise<Included[]> {
  const { included } = await api.get<Entitlements>('/api/entitlements')
  return included.filter(({ limit }) => limit > 0)
}

/** The person's live learner subscription, or null. */
export async function mySubscription(api: Api): Promise<Mine> {
  const { items } = await api.get<Page<Subscription>>('/api/subscriptions')
  return items.find(({ audience, state }) => audience === 'learner' && state !== 'ended') ?? null
}
