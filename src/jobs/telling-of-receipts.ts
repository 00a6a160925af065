import type { Fact, Query, Value } from '#base'
import type { NoticeKind, Told } from '#messaging'
import { personCards, staffWith } from '#people'

type Telling = {
  [Kind in NoticeKind]: { to: string; kind: Kind; told: Told[Kind] }
}[NoticeKind]

const idOf = (by: unknown) => String(by).replace(/^person:/, '')

/** Who hears of money by hand: those who may approve it, and then whoever recorded it. */
export const hearersOfReceipts = {
  'receipt.recorded': async (q: Query, { data }: Fact): Promise<Telling[]> => {
    const by = idOf(data.by)
    const [colleague] = await personCards(q, [by])
    const told = {
      what: String(data.what),
      total: data.total as Value,
      order: String(data.name),
      colleague: colleague?.name ?? 'A colleague',
    }
    const others = (await staffWith(q, ['admin', 'finance'])).filter((id) => id !== by)
    return others.map((to) => ({ to, kind: 'receipt.recorded', told }))
  },
  'receipt.decided': (_q: Query, { data }: Fact): Telling[] => {
    const told = {
      what: String(data.what),
      total: data.total as Value,
      order: String(data.name),
      counted: data.counted === true,
      note: typeof data.note === 'string' ? data.note : undefined,
    }
    return [{ to: idOf(data.recordedBy), kind: 'receipt.decided', told }]
  },
}
