import type { Query, Tx } from '#base'
import { askingPolicy, setAskingPolicy } from '../asking/policy.ts'
import { buyingPolicy, setBuyingPolicy } from '../buying-policy.ts'
import { policyNow, setPolicy } from '../policy.ts'
import { refuse } from '../problems.ts'
import { qualityPolicy, setQualityPolicy } from '../quality/policy.ts'
import { NUMBERS, type NumbersPart, type OperatorNumber } from './numbers.ts'

export type NumbersNow = {
  part: NumbersPart
  version: number
  setBy: string
  setAt: Temporal.Instant
  numbers: ({ name: string; value: number } & OperatorNumber)[]
}

const PARTS: Record<
  NumbersPart,
  {
    table: string
    read: (q: Query) => Promise<object & { version: number }>
    write: (tx: Tx, changes: object, by: string, now: Temporal.Instant) => Promise<unknown>
  }
> = {
  booking: { table: 'policy', read: policyNow, write: setPolicy },
  asking: { table: 'asking_policy', read: askingPolicy, write: setAskingPolicy },
  buying: { table: 'buying_policy', read: buyingPolicy, write: setBuyingPolicy },
  quality: { table: 'quality_policy', read: qualityPolicy, write: setQualityPolicy },
}

/** A part of the operator's numbers as it counts now, with who set it. */
export async function numbersNow(q: Query, part: NumbersPart): Promise<NumbersNow> {
  const values = (await PARTS[part].read(q)) as Record<string, unknown> & { version: number }
  const [set] = await q<{ setBy: string; setAt: Temporal.Instant }>`
    select p.set_by as "setBy", p.set_at as "setAt" from (
      select 'policy' as part, version, set_by, set_at from live.policy
      union all select 'asking_policy', version, set_by, set_at from live.asking_policy
      union all select 'buying_policy', version, set_by, set_at from live.buying_policy
      union all select 'quality_policy', version, set_by, set_at from live.quality_policy) p
    where p.part = ${PARTS[part].table} and p.version = ${values.version}`
  const all: [string, OperatorNumber][] = Object.entries(NUMBERS[part])
  const numbers = all.map(([name, one]) => ({ name, value: Number(values[name]), ...one }))
  return { part, version: values.version, ...set!, numbers }
}

/** PostgreSQL's word for a check that does not hold. */
const CHECK = '23514'

/**
 * Sets some of a part's numbers as its next version; what was promised under one before keeps it.
 * `seen`: the version that whoever changes it looked at.
 * Refusals, in order: unknown_number, number_out_of_bounds, numbers_changed, numbers_clash.
 */
export async function changeNumbers(
  tx: Tx,
  part: NumbersPart,
  { seen, changes }: { seen: number; changes: Record<string, number> },
  by: string,
  now: Temporal.Instant,
): Promise<NumbersNow> {
  const known: Record<string, OperatorNumber> = NUMBERS[part]
  for (const [name, value] of Object.entries(changes)) {
    const one = Object.hasOwn(known, name) ? known[name] : undefined
    if (!one) throw refuse('unknown_number', { name })
    const { least, most } = one
    if (!Number.isInteger(value) || value < least || value > most) {
      throw refuse('number_out_of_bounds', { name, value, least, most })
    }
  }
  const { table, read, write } = PARTS[part]
  await tx`select pg_advisory_xact_lock(hashtextextended(${`live.${table}`}, 0))`
  const before = (await read(tx)) as Record<string, unknown> & { version: number }
  if (before.version !== seen) throw refuse('numbers_changed', { version: before.version })
  const typed = Object.entries(changes).map(([name, value]) => [
    name,
    typeof before[name] === 'bigint' ? BigInt(value) : value,
  ])
  try {
    await write(tx, Object.fromEntries(typed), by, now)
  } catch (error) {
    if ((error as { code?: string }).code !== CHECK) throw error
    throw refuse('numbers_clash', { names: Object.keys(changes) })
  }
  return numbersNow(tx, part)
}
