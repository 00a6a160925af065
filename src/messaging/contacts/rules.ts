import { type Fragment, join, raw, sql } from '#base'
import type { Field } from './fields.ts'
import { refuse } from './problems.ts'

export const RULE_TESTS = ['is', 'is_not', 'contains', 'over', 'under', 'known', 'unknown'] as const
export type RuleTest = (typeof RULE_TESTS)[number]

/** One thing that is to be true: of `name`, `language`, `zone`, `country`, `reference` or of `fields.…`. */
export type Condition = { field: string; test: RuleTest; value?: string }

/** Who is meant: all conditions are true of them, or any. */
export type Rule = { match: 'all' | 'any'; conditions: Condition[] }

const MOST_CONDITIONS = 20
const OWN: Readonly<Record<string, Fragment>> = {
  name: raw('c.name'),
  reference: raw('c.reference'),
  language: raw('c.language'),
  zone: raw('c.zone'),
  country: raw(
    '(select k.country from messaging.contact_address k where k.contact_id = c.id and k.country is not null order by k.position limit 1)',
  ),
}

/** A rule as SQL over `messaging.contact c`. Refusal: group_rule_invalid. */
export function ruled(rule: Rule, fields: readonly Field[]): Fragment {
  const { match, conditions } = rule
  if (conditions.length === 0 || conditions.length > MOST_CONDITIONS)
    throw wrong(`It has one to ${MOST_CONDITIONS} conditions.`)
  const parts = conditions.map((one) => condition(one, fields))
  return sql`(${join(parts, match === 'all' ? ' and ' : ' or ')})`
}

const wrong = (detail: string) => refuse('group_rule_invalid', { detail })

function condition({ field, test, value = '' }: Condition, fields: readonly Field[]): Fragment {
  const name = field.startsWith('fields.') ? field.slice('fields.'.length) : undefined
  const own = name === undefined ? OWN[field] : undefined
  const custom = name === undefined ? undefined : fields.find((one) => one.name === name)
  if (!own && !custom) throw wrong(`There is no field “${field.slice(0, 60)}”.`)
  const text = own ?? sql`(c.fields ->> ${custom!.name}::text)`
  if (test === 'known') return sql`coalesce(${text}, '') <> ''`
  if (test === 'unknown') return sql`coalesce(${text}, '') = ''`
  if (value.trim() === '') throw wrong(`It says nothing to compare “${field}” with.`)
  if (test === 'is') return sql`lower(${text}) = lower(${value.trim()}::text)`
  if (test === 'is_not') return sql`lower(coalesce(${text}, '')) <> lower(${value.trim()}::text)`
  if (test === 'contains') return sql`position(lower(${value.trim()}::text) in lower(${text})) > 0`
  return compared(custom, test, value.trim(), field)
}

/** Numbers and dates have an order; the rest has none that a person would mean. */
function compared(
  field: Field | undefined,
  test: 'over' | 'under',
  value: string,
  name: string,
): Fragment {
  const sign = raw(test === 'over' ? '>' : '<')
  if (field?.kind === 'number' && /^-?\d{1,15}(\.\d{1,6})?$/.test(value)) {
    return sql`(case when jsonb_typeof(c.fields -> ${field.name}::text) = 'number'
      then (c.fields ->> ${field.name}::text)::numeric ${sign} ${value}::numeric else false end)`
  }
  if (field?.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return sql`(c.fields ->> ${field.name}::text) ${sign} ${value}::text`
  throw wrong(`“${name}” cannot be over or under “${value.slice(0, 40)}”.`)
}
