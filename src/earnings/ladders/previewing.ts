import type { Query } from '#base'
import { type StandingFacts, standingFacts } from '../standing.ts'
import { type Facts, judge, type Kind, type Rung, type Tier } from '../tiers.ts'
import type { WantedRules } from './changing.ts'
import { refuseUnlessRules } from './checking.ts'
import { rulesInForce } from './rules.ts'

/** What would happen to somebody: at once, or after the warning period. */
export type WouldBe = 'rises' | 'is warned' | 'warning ends' | 'share changes' | 'benefits change'

export type WouldChange = {
  educator: string
  name: string
  kind: Kind
  what: WouldBe
  from: Tier
  to: Tier
  /** Basis points, before and after. After a warning it is what the fall would bring. */
  rateFrom: number
  rateTo: number
  because: 'rating' | 'completion' | null
  facts: Facts
  /** What the last 30 days' commissions by tier would have been more (or less), by currency, smallest units. */
  money: { currency: string; amount: bigint }[]
}

export type Preview = {
  changes: WouldChange[]
  looked: number
  /** All that is at stake in 30 days, by currency: more for educators where above zero. */
  money: { currency: string; amount: bigint }[]
}

/** So many days of commissions say what a change costs. */
export const MONEY_DAYS = 30

/**
 * Who would change if these were the rules now: everybody is judged under what counts and under what is wanted,
 * with the facts of this moment. Pinned tiers stay. Nothing is written. Refusals: those of `refuseUnlessRules`.
 */
export async function previewLadders(
  q: Query,
  wanted: WantedRules,
  now: Temporal.Instant,
): Promise<Preview> {
  const before = await rulesInForce(q)
  await refuseUnlessRules(q, wanted, before.ladders)
  const { completionDays } = wanted.numbers
  const standings = await standingFacts(q, completionDays, now)
  const names = new Map<string, string>()
  const changes: WouldChange[] = []
  for (const one of standings) {
    const change = compared(one, before.ladders[one.kind], wanted, now)
    if (!change) continue
    names.set(one.educator, '')
    changes.push({ ...change, name: '', money: [] })
  }
  await fill(q, changes, [...names.keys()], now)
  changes.sort((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1))
  return { changes, looked: standings.length, money: summed(changes) }
}

type Bare = Omit<WouldChange, 'name' | 'money'>

function compared(
  one: StandingFacts,
  rungs: readonly Rung[],
  wanted: WantedRules,
  now: Temporal.Instant,
): Bare | undefined {
  const pinned = one.pinnedUntil !== null && Temporal.Instant.compare(one.pinnedUntil, now) > 0
  const ladder = wanted.ladders[one.kind]
  const is = rungs.find(({ tier }) => tier === one.tier)!
  const rung = (tier: Tier) => ladder.find((other) => other.tier === tier)!
  const bare = (what: WouldBe, to: Tier, because: Bare['because'] = null): Bare => ({
    educator: one.educator,
    kind: one.kind,
    what,
    from: one.tier,
    to,
    rateFrom: is.rate,
    rateTo: rung(to).rate,
    because,
    facts: one.facts,
  })
  const verdict = pinned
    ? ({ change: 'none' } as const)
    : judge(ladder, one.tier, one.firstTier, one.facts, wanted.numbers)
  if (verdict.change === 'rise') return bare('rises', verdict.to)
  if (verdict.change === 'fall' && !one.dropAt) {
    return bare('is warned', verdict.to, verdict.because)
  }
  if (verdict.change === 'none' && one.dropAt) return bare('warning ends', one.tier)
  const same = rung(one.tier)
  if (same.rate !== is.rate) return bare('share changes', one.tier)
  if (same.opens.toSorted().join() !== is.opens.toSorted().join()) {
    return bare('benefits change', one.tier)
  }
  return undefined
}

/** Names, and what the last days' commissions by tier would have been. */
async function fill(
  q: Query,
  changes: WouldChange[],
  educators: string[],
  now: Temporal.Instant,
): Promise<void> {
  const rows = await q<{ id: string; name: string }>`
    select person_id as id, name from earnings.educator where person_id = any(${educators}::uuid[])`
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const gross = await q<{ educator: string; kind: Kind; currency: string; gross: bigint }>`
    select educator_id as educator, kind, currency, sum(gross)::bigint as gross from earnings.commission
    where educator_id = any(${educators}::uuid[]) and part = 'educator' and rate_from = 'tier'
      and currency <> 'TOKEN' and state not in ('cancelled', 'taken_back')
      and session_at > ${now.subtract({ hours: 24 * MONEY_DAYS })} and session_at <= ${now}
    group by 1, 2, 3 order by currency`
  const earned = Map.groupBy(gross, ({ educator, kind }) => `${educator} ${kind}`)
  for (const one of changes) {
    one.name = names.get(one.educator)!
    const more = BigInt(one.rateTo - one.rateFrom)
    if (more === 0n) continue
    one.money = (earned.get(`${one.educator} ${one.kind}`) ?? []).map((row) => ({
      currency: row.currency,
      amount: (row.gross * more) / 10_000n,
    }))
  }
}

function summed(changes: readonly WouldChange[]): Preview['money'] {
  const sums = new Map<string, bigint>()
  for (const { currency, amount } of changes.flatMap(({ money }) => money)) {
    sums.set(currency, (sums.get(currency) ?? 0n) + amount)
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}

const ORDER: Record<WouldBe, number> = {
  'is warned': 5,
  rises: 4,
  'warning ends': 3,
  'share changes': 2,
  'benefits change': 1,
}
const weight = ({ what }: WouldChange) => ORDER[what]
