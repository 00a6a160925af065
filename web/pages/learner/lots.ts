import type { Lot, Value } from '../../api/types.ts'

const SOON_DAYS = 60

/** What expires first within sixty days: all lots of that same moment together. */
export function expiringSoon(lots: Lot[], now: string): { amount: Value; at: string } | null {
  const limit = Date.parse(now) + SOON_DAYS * 86_400_000
  const dated = lots
    .filter((lot) => lot.expiresAt && Number(lot.remaining.amount) > 0)
    .sort((one, other) => Date.parse(one.expiresAt!) - Date.parse(other.expiresAt!))
  const at = dated[0]?.expiresAt
  if (!at || Date.parse(at) > limit) return null
  return { amount: total(dated.filter((lot) => lot.expiresAt === at).map(free)), at }
}

const free = (lot: Lot) => lot.remaining

/** Exact, in hundredths: credits have two decimals. */
function total(values: Value[]): Value {
  const units = values.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)
  return { amount: (units / 100).toFixed(2), asset: values[0]?.asset ?? 'CREDIT' }
}
