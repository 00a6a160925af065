import type { Api } from '../../api/client.ts'
import type { Commission } from '../../api/teaching.ts'
import type { Page, SessionCard } from '../../api/types.ts'

/** Commissions of the sessions shown, found by the time that they span. */
export async function commissionsOf(api: Api, sessions: SessionCard[]): Promise<Commission[]> {
  if (sessions.length === 0) return []
  const starts = sessions.map(({ start }) => Date.parse(start))
  const found: Commission[] = []
  let cursor: string | null = null
  do {
    const page: Page<Commission> = await api.get('/api/educator/revenue/commissions', {
      from: new Date(Math.min(...starts)).toISOString(),
      to: new Date(Math.max(...starts) + 1).toISOString(),
      cursor,
      limit: 100,
    })
    found.push(...page.items)
    cursor = page.next
  } while (cursor && found.length < 1000)
  return found
}
