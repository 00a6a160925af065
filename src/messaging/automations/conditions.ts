import { refuse } from './problems.ts'
import type { EventData, EventSchema, EventValue, FieldSchema } from './schema.ts'

export const COMPARISONS = [
  'is',
  'is_not',
  'contains',
  'less_than',
  'at_most',
  'at_least',
  'more_than',
  'said',
  'not_said',
] as const
export type Comparison = (typeof COMPARISONS)[number]

/** One thing that must be true of what an event says. */
export type Condition = { field: string; is: Comparison; value?: EventValue }

type Kind = 'text' | 'number' | 'yes_no' | 'day' | 'moment'

const FITS: Record<Kind, readonly Comparison[]> = {
  text: ['is', 'is_not', 'contains'],
  number: ['is', 'is_not', 'less_than', 'at_most', 'at_least', 'more_than'],
  yes_no: ['is'],
  day: ['is', 'less_than', 'at_most', 'at_least', 'more_than'],
  moment: ['less_than', 'at_most', 'at_least', 'more_than'],
}

function kindOf({ type, format }: FieldSchema): Kind {
  if (type === 'boolean') return 'yes_no'
  if (type !== 'string') return 'number'
  return format === 'date' ? 'day' : format === 'date-time' ? 'moment' : 'text'
}

/** That conditions fit what the event can say. Refusal: automation_condition_refused, with the field and what fits it. */
export function refuseUnfit(conditions: readonly Condition[], schema: EventSchema): void {
  for (const { field, is, value } of conditions) {
    const described = Object.hasOwn(schema.properties, field) ? schema.properties[field] : undefined
    if (!described) throw refuse('automation_condition_refused', { field, fits: [] })
    if (is === 'said' || is === 'not_said') continue
    const kind = kindOf(described)
    const fits = FITS[kind]
    if (!fits.includes(is) || value === undefined || ordered(kind, value) === undefined)
      throw refuse('automation_condition_refused', { field, fits: [...fits, 'said', 'not_said'] })
  }
}

/** A value as it is compared; undefined where it is none of its kind. */
function ordered(kind: Kind, value: EventValue): string | number | boolean | bigint | undefined {
  try {
    switch (kind) {
      case 'yes_no':
        return typeof value === 'boolean' ? value : undefined
      case 'number':
        return typeof value === 'number' && Number.isFinite(value) ? value : undefined
      case 'text':
        return typeof value === 'string' ? value.trim().toLowerCase() : undefined
      case 'day':
        return Temporal.PlainDate.from(String(value)).toString()
      default:
        return Temporal.Instant.from(String(value)).epochNanoseconds
    }
  } catch {
    return undefined
  }
}

/** Which conditions are true of what an event says. What it does not say is true of no comparison but `not_said`. */
export function meets(
  conditions: readonly Condition[],
  schema: EventSchema,
  data: EventData,
): { condition: Condition; met: boolean }[] {
  return conditions.map((condition) => ({ condition, met: isMet(condition, schema, data) }))
}

function isMet({ field, is, value }: Condition, schema: EventSchema, data: EventData): boolean {
  const said = Object.hasOwn(data, field) ? data[field] : undefined
  if (is === 'said') return said !== undefined
  if (is === 'not_said') return said === undefined
  const described = schema.properties[field]
  if (said === undefined || value === undefined || !described) return false
  const kind = kindOf(described)
  const [a, b] = [ordered(kind, said), ordered(kind, value)]
  if (a === undefined || b === undefined) return false
  switch (is) {
    case 'is':
      return a === b
    case 'is_not':
      return a !== b
    case 'contains':
      return String(a).includes(String(b))
    case 'less_than':
      return a < b
    case 'at_most':
      return a <= b
    case 'at_least':
      return a >= b
    default:
      return a > b
  }
}
