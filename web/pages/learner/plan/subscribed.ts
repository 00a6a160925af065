import type { Api } from '../../../api/client.ts'
import type { Entitlements, Page, Subscription } from '../../../api/types.ts'

export type Mine = Subscription | null

/** Whose plan a page is about, by its address: learners' pages and those of who teaches are the same ones. */
export type Side = {
  audience: 'learner' | 'educator'
  /** The page of one's own plan, where plans are compared, and where their invoices are. */
  own: '/subscription' | '/teach/plan'
  plans: '/plans' | '/teach/plans'
}

export const sideOf = ({ url }: { url: string }): Side =>
  new URL(url).pathname.startsWith('/teach')
    ? { audience: 'educator', own: '/teach/plan', plans: '/teach/plans' }
    : { audience: 'learner', own: '/subscription', plans: '/plans' }

export type Included = Entitlements['included'][number]

/** What of this month's included sessions is left; kinds that the plan does not include are left out. */
export async function myIncluded(api: Api): Promise<Included[]> {
  const { included } = await api.get<Entitlements>('/api/entitlements')
  return included.filter(({ limit }) => limit > 0)
}

/** The person's live subscription as a learner, or as who teaches; or null. */
export async function mySubscription(
  api: Api,
  whose: Subscription['audience'] = 'learner',
): Promise<Mine> {
  const { items } = await api.get<Page<Subscription>>('/api/subscriptions')
  return items.find(({ audience, state }) => audience === whose && state !== 'ended') ?? null
}
