import type { Api } from '../../api/client.ts'
import { everyItem } from '../../api/every.ts'
import type { Commission } from '../../api/teaching.ts'
import type { SessionCard } from '../../api/types.ts'

/** A thousand commissions. */
const PAGES = 10

/** Commissions of the sessions shown, found by the time that they span. */
export async function commissionsOf(api: Api, sessions: SessionCard[]): Promise<Commission[]> {
  if (sessions.length === 0) return []
  const starts = sessions.map(({ start }) => Date.parse(start))
  const span = {
    from: new Date(Math.min(...starts)).toISOString(),
    to: new Date(Math.max(...starts) + 1).toISOString(),
  }
  const path = '/api/educator/revenue/commissions'
  return (await everyItem<Commission>(api, path, span, PAGES)).items
}
