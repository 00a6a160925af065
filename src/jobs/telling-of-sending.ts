import type { Fact, Query } from '#base'
import { ASSET_OF, listProviders, type Way } from '#messaging'
import { staffWith } from '#people'
import type { Hearers, Telling } from './telling-of-live.ts'

const asset = (way: unknown): string => ASSET_OF[String(way) as Way] ?? ''

async function nameOf(q: Query, id: string): Promise<string> {
  return (await listProviders(q)).find((one) => one.id === id)?.name ?? id
}

const toThose =
  (
    roles: Parameters<typeof staffWith>[1],
    told: (fact: Fact) => Record<string, unknown>,
  ): Hearers =>
  async (q, fact) => {
    const provider = await nameOf(q, fact.about.id)
    return (await staffWith(q, roles)).map(
      (to) => ({ to, kind: fact.kind, told: { provider, ...told(fact) } }) as unknown as Telling,
    )
  }

/** Who hears of ways that break and of stock that lacks. */
export const hearersOfSending: Record<string, Hearers> = {
  'message_route.broken': toThose(['admin', 'support'], ({ data }) => ({
    asset: asset(data.way),
    why: String(data.why),
  })),
  'message_route.mended': toThose(['admin', 'support'], ({ data }) => ({ asset: asset(data.way) })),
  'message_stock.lacking': toThose(['finance', 'admin'], ({ data }) => ({
    asset: String(data.asset),
    quantity: Number(data.quantity),
  })),
}
