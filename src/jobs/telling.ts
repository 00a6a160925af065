import type { Fact, Query, Value } from '#base'
import { value } from '#ledger'
import { type NoticeKind, notify, type Told } from '#messaging'
import type { Reaction } from './react.ts'

/** One person to be told, and what. */
type Telling = {
  [Kind in NoticeKind]: { to: string; kind: Kind; told: Told[Kind] }
}[NoticeKind]

/** Who hears of which fact, and what they must know of it. Names are looked up where they live. */
const hearers: Record<string, (q: Query, fact: Fact) => Promise<Telling[]> | Telling[]> = {
  'person.joined': (_q, fact) => [{ to: fact.about.id, kind: 'person.joined', told: {} }],
  'person.email_verification': (_q, { about, data }) => [
    { to: about.id, kind: 'person.email_verification', told: { url: text(data.url) } },
  ],
  'person.password_reset': (_q, { about, data }) => [
    { to: about.id, kind: 'person.password_reset', told: { url: text(data.url) } },
  ],
  'tier.changed': (_q, { data }) => [
    {
      to: text(data.educatorId),
      kind: 'tier.changed',
      told: {
        tier: text(data.to),
        kind: data.kind === 'conversation' ? 'host' : 'instructor',
        rate: percent(data.rate),
      },
    },
  ],
  'commission.available': (_q, { data }) => [
    {
      to: text(data.educatorId),
      kind: 'commission.available',
      told: { amount: amountIn(data) },
    },
  ],
  'payout.sent': (_q, fact) => ofPayout('payout.sent', fact),
  'payout.paid': (_q, fact) => ofPayout('payout.paid', fact),
  'payout.failed': (_q, fact) => ofPayout('payout.failed', fact),
}

/** Tells everybody concerned about a fact. */
export const tell: Reaction = async (tx, fact, now, { mail }) => {
  for (const { to, kind, told } of (await hearers[fact.kind]?.(tx, fact)) ?? []) {
    await notify(tx, mail, { fact: fact.id, kind, to, told }, now)
  }
}

/** Payouts to institutions are read in their books, not in one person's list. */
function ofPayout(
  kind: 'payout.sent' | 'payout.paid' | 'payout.failed',
  { data }: Fact,
): Telling[] {
  if (data.payeeType !== 'person') return []
  const amount = amountIn(data)
  const to = text(data.payeeId)
  if (kind === 'payout.failed') return [{ to, kind, told: { amount, why: maybe(data.reason) } }]
  return [{ to, kind, told: { amount } }]
}

const text = (part: unknown): string => String(part)
const maybe = (part: unknown): string | undefined =>
  typeof part === 'string' && part !== '' ? part : undefined

/** Facts carry amounts in smallest units, as text. */
function amountIn(data: Fact['data']): Value {
  return value(BigInt(text(data.amount)), text(data.currency))
}

/** Basis points as people read them: 7000 is "70 %", 6750 is "67.5 %". */
function percent(basisPoints: unknown): string | undefined {
  return typeof basisPoints === 'number' ? `${basisPoints / 100} %` : undefined
}
