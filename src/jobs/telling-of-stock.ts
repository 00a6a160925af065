import type { Fact, Query, Value } from '#base'
import { value } from '#ledger'
import { listProviders } from '#messaging'
import { personCards, staffWith } from '#people'
import type { Hearers, Telling } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)
const finance = (q: Query) => staffWith(q, ['finance', 'admin'])

/** What a provider is called here; its id where it was never set up. */
async function nameOf(q: Query, id: unknown): Promise<string> {
  return (await listProviders(q)).find((one) => one.id === id)?.name ?? text(id)
}

const toFinance =
  (tell: (q: Query, fact: Fact) => Promise<Omit<Telling, 'to'>>): Hearers =>
  async (q, fact) => {
    const telling = await tell(q, fact)
    return (await finance(q)).map((to) => ({ to, ...telling }) as Telling)
  }

/** Who hears of stock that runs low, drifts or is sold too far, and of orders that wait: finance. */
export const hearersOfStock: Record<string, Hearers> = {
  'stock.drifted': toFinance(async (q, { data }) => {
    const provider = await nameOf(q, data.provider)
    if (typeof data.currency === 'string') {
      const money = (units: unknown) => value(BigInt(text(units)), data.currency as string)
      const told = { provider, theirs: money(data.theirs), ours: money(data.ours) }
      return { kind: 'stock.account_drifted', told }
    }
    const [theirs, ours] = [Number(data.theirs), Number(data.ours)]
    return { kind: 'stock.drifted', told: { provider, asset: text(data.asset), theirs, ours } }
  }),
  'stock.low': toFinance(async (q, { data }) => ({
    kind: 'stock.low',
    told: {
      provider: await nameOf(q, data.provider),
      asset: text(data.asset),
      left: Number(data.left),
      days: Number(data.days),
      onOrder: Number(data.onOrder),
    },
  })),
  'stock.oversold': toFinance(async (_q, { data }) => ({
    kind: 'stock.oversold',
    told: { asset: text(data.asset), sold: Number(data.sold), most: Number(data.most) },
  })),
  'purchase.submitted': async (q, { about, data }) => {
    const own = text(data.by).replace(/^person:/, '')
    const [card] = await personCards(q, [own])
    const told = {
      name: text(data.name),
      provider: await nameOf(q, data.provider),
      total: data.total as Value,
      colleague: card?.name ?? 'Stoa',
      purchase: about.id,
    }
    const others = (await finance(q)).filter((id) => id !== own)
    return others.map((to) => ({ to, kind: 'purchase.submitted', told }))
  },
  'purchase.raised': toFinance(async (q, { about, data }) => ({
    kind: 'purchase.raised',
    told: {
      name: text(data.name),
      provider: await nameOf(q, data.provider),
      total: data.total as Value,
      asset: text(data.asset),
      left: Number(data.left),
      approved: data.approved === true,
      purchase: about.id,
    },
  })),
}
