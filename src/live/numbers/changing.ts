import { type Query, raw, type Tx } from '#base'
import { ASKING } from '../asking/policy.ts'
import { BUYING } from '../buying-policy.ts'
import { exposurePolicy, setExposurePolicy } from '../exposure/policy.ts'
import { RULES } from '../policy.ts'
import { refuse } from '../problems.ts'
import { QUALITY } from '../quality/policy.ts'
import { VOICES } from '../voices-policy.ts'
import { NUMBERS, type NumbersPart, type OperatorNumber } from './numbers.ts'
import type { Versions } from './versions.ts'

/** A number, or a list of them where it is one. */
export type NumberValue = number | number[]

export type NumbersNow = {
  part: NumbersPart
  version: number
  setBy: string
  setAt: Temporal.Instant
  numbers: ({ name: string; value: NumberValue } & OperatorNumber)[]
}

const PARTS = {
  booking: RULES,
  asking: ASKING,
  buying: BUYING,
  quality: QUALITY,
  exposure: {
    table: 'exposure_policy',
    columns: '',
    now: exposurePolicy,
    set: setExposurePolicy,
  },
  voices: VOICES,
} as never as Record<NumbersPart, Versions<Record<string, unknown> & { version: number }>>

/** A part of the operator's numbers as it counts now, with who set it. */
export async function numbersNow(q: Query, part: NumbersPart): Promise<NumbersNow> {
  const { table, now } = PARTS[part]
  const values = await now(q)
  const [set] = await q<{ setBy: string; setAt: Temporal.Instant }>`
    select set_by as "setBy", set_at as "setAt" from live.${raw(table)} where version = ${values.version}`
  const all: [string, OperatorNumber][] = Object.entries(NUMBERS[part])
  const numbers = all.map(([name, one]) => ({ name, ...one, value: plain(values[name]) }))
  return { part, version: values.version, ...set!, numbers }
}

const plain = (value: unknown): NumberValue => (Array.isArray(value) ? value : Number(value))

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
  { seen, changes }: { seen: number; changes: Record<string, NumberValue> },
  by: string,
  now: Temporal.Instant,
): Promise<NumbersNow> {
  const known: Record<string, OperatorNumber> = NUMBERS[part]
  for (const [name, value] of Object.entries(changes)) {
    const one = Object.hasOwn(known, name) ? known[name] : undefined
    if (!one) throw refuse('unknown_number', { name })
    if (!fits(one, value)) {
      const { least, most } = one
      throw refuse('number_out_of_bounds', { name, value, least, most })
    }
  }
  const { table, now: read, set: write } = PARTS[part]
  await tx`select pg_advisory_xact_lock(hashtextextended(${`live.${table}`}, 0))`
  const before = await read(tx)
  if (before.version !== seen) throw refuse('numbers_changed', { version: before.version })
  const typed = Object.entries(changes).map(([name, value]) => [
    name,
    typeof before[name] === 'bigint' ? BigInt(value as number) : value,
  ])
  try {
    await write(tx, Object.fromEntries(typed), by, now)
  } catch (error) {
    if ((error as { code?: string }).code !== CHECK) throw error
    throw refuse('numbers_clash', { names: Object.keys(changes) })
  }
  return numbersNow(tx, part)
}

function fits({ least, most, list }: OperatorNumber, value: NumberValue): boolean {
  const within = (one: number) => Number.isInteger(one) && one >= least && one <= most
  if (list === undefined) return typeof value === 'number' && within(value)
  return Array.isArray(value) && value.length >= 1 && value.length <= list && value.every(within)
}
