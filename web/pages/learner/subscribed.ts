import type { Api } from '../../api/client.ts'
import type { Page, Subscription } from '../../api/types.ts'

export type Mine = Subscription | null

export type Included = {
  kind: 'class' | 'conversation'
  limit: number
  unlimited: boolean
  used: number
  left: number
  resetsAt: string
}

/** What of this month's included sessions is left; kinds that the plan does not include are left out. */
export async function myIncluded(api: Api): Promise<Included[]> {
  const { included } = await api.get<{ included: Included[] }>('/api/entitlements')
  return included.filter(({ limit }) => limit > 0)
}

/** The person's live learner subscription, or null. */
export async function mySubscription(api: Api): Promise<Mine> {
  const { items } = await api.get<Page<Subscription>>('/api/subscriptions')
  return items.find(({ audience, state }) => audience === 'learner' && state !== 'ended') ?? null
}
