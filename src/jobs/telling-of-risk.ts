import type { Fact, Query, Value } from '#base'
import type { NoticeKind, Told } from '#messaging'
import { personCards, staffWith } from '#people'

type Telling = {
  [Kind in NoticeKind]: { to: string; kind: Kind; told: Told[Kind] }
}[NoticeKind]

/** Who hears of a payment that was looked at, and of refunds that need a second person. */
export const hearersOfRisk = {
  'credits.delayed': (_q: Query, { data }: Fact) =>
    toPerson(data, 'credits.delayed', { credits: data.credits as Value, until: until(data) }),
  'credits.released': (_q: Query, { data }: Fact) => toPerson(data, 'credits.released', {}),
  'order.turned_down': (_q: Query, { data }: Fact) =>
    toPerson(data, 'order.turned_down', { what: String(data.what), total: data.total as Value }),
  'buyer.stopped': (_q: Query, { data }: Fact) =>
    toPerson(data, 'buyer.stopped', { until: until(data), declined: data.why !== 'tries' }),
  'refund.wished': async (q: Query, { data }: Fact): Promise<Telling[]> => {
    const by = String(data.by).replace(/^person:/, '')
    const [colleague] = await personCards(q, [by])
    const told = {
      what: String(data.what),
      total: data.total as Value,
      order: String(data.name),
      colleague: colleague?.name ?? 'A colleague',
    }
    const others = (await staffWith(q, ['admin', 'finance'])).filter((id) => id !== by)
    return others.map((to) => ({ to, kind: 'refund.wished', told }))
  },
  'refund.wish_decided': (_q: Query, { data }: Fact): Telling[] => {
    const told = {
      what: String(data.what),
      order: String(data.name),
      agreed: data.agreed === true,
      note: typeof data.note === 'string' ? data.note : undefined,
    }
    const to = String(data.askedBy).replace(/^person:/, '')
    return [{ to, kind: 'refund.wish_decided', told }]
  },
}

const until = (data: Fact['data']) => Temporal.Instant.from(String(data.until))

/** Organizations read of their payments on their own pages, not in one person's list. */
function toPerson<Kind extends NoticeKind>(
  { buyer }: Fact['data'],
  kind: Kind,
  told: Told[Kind],
): Telling[] {
  const { type, id } = buyer as { type: string; id: string }
  return type === 'person' ? [{ to: id, kind, told } as Telling] : []
}
