import type { StockRules } from './rules.ts'

/** How far a provider's own balance may differ from our books: the greater of a share and a number of units. */
export function tolerance(
  rules: Pick<StockRules, 'driftRate' | 'driftUnits'>,
  units: bigint,
): bigint {
  const share = (units * BigInt(rules.driftRate)) / 10_000n
  return share > rules.driftUnits ? share : rules.driftUnits
}
