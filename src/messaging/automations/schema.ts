import { leadsTo } from '../links/index.ts'
import { refuse } from './problems.ts'

/** One value that an event says. */
export type FieldSchema = {
  type: 'string' | 'number' | 'integer' | 'boolean'
  format?: 'date' | 'date-time' | 'uri' | undefined
  enum?: string[] | undefined
  maxLength?: number | undefined
  minimum?: number | undefined
  maximum?: number | undefined
  title?: string | undefined
  description?: string | undefined
  examples?: (string | number | boolean)[] | undefined
}

/**
 * What an event says, as JSON Schema, in the part of it that people can write conditions and templates for: one
 * object of plain values. No patterns (they can be made to run for hours), no references, nothing nested.
 */
export type EventSchema = {
  type: 'object'
  properties: Record<string, FieldSchema>
  required?: string[] | undefined
}

export type EventValue = string | number | boolean
export type EventData = Record<string, EventValue>

const MOST_FIELDS = 50
const LONGEST = 1_000
const NAME = /^[a-z][a-z0-9_]{0,39}$/
const KEYWORDS = [
  'type',
  'format',
  'enum',
  'maxLength',
  'minimum',
  'maximum',
  'title',
  'description',
  'examples',
]
const OF_TEXT = ['format', 'enum', 'maxLength']
const OF_NUMBER = ['minimum', 'maximum']

/** Reads a schema that somebody wrote. Refusal: event_schema_refused, and where. */
export function readSchema(given: Record<string, unknown>): EventSchema {
  const unknown = Object.keys(given).filter(
    (key) => !['$schema', 'type', 'properties', 'required', 'additionalProperties'].includes(key),
  )
  if (unknown.length > 0) throw wrong('', `“${unknown[0]}” is not read here.`)
  if (given.type !== 'object' || !isObject(given.properties))
    throw wrong('', 'It is an object with properties.')
  const fields = Object.entries(given.properties)
  if (fields.length > MOST_FIELDS) throw wrong('', `It has ${MOST_FIELDS} properties at most.`)
  const properties = Object.fromEntries(
    fields.map(([name, field]) => [name, readField(name, field)] as const),
  )
  const required = given.required ?? []
  if (!Array.isArray(required) || required.some((name) => !Object.hasOwn(properties, String(name))))
    throw wrong('required', 'It names properties that are there.')
  return { type: 'object', properties, required: required.map(String) }
}

function readField(name: string, given: unknown): FieldSchema {
  if (!NAME.test(name)) throw wrong(name, 'Names are small letters, digits and underscores.')
  if (!isObject(given)) throw wrong(name, 'It says of which type it is.')
  const { type } = given
  if (type !== 'string' && type !== 'number' && type !== 'integer' && type !== 'boolean')
    throw wrong(name, 'Its type is string, number, integer or boolean.')
  const fits = type === 'string' ? OF_TEXT : type === 'boolean' ? [] : OF_NUMBER
  const odd = Object.keys(given).find(
    (key) =>
      !KEYWORDS.includes(key) || ([...OF_TEXT, ...OF_NUMBER].includes(key) && !fits.includes(key)),
  )
  if (odd) throw wrong(name, `“${odd}” is not read there.`)
  const { format, enum: choices, maxLength, minimum, maximum, title, description, examples } = given
  if (format !== undefined && !['date', 'date-time', 'uri'].includes(String(format)))
    throw wrong(name, 'Its format is date, date-time or uri.')
  const texts = (list: unknown): list is string[] =>
    Array.isArray(list) && list.length > 0 && list.every((one) => typeof one === 'string')
  if (choices !== undefined && !texts(choices)) throw wrong(name, 'Its choices are texts.')
  if ([maxLength, minimum, maximum].some((one) => one !== undefined && typeof one !== 'number'))
    throw wrong(name, 'Its limits are numbers.')
  if ([title, description].some((one) => one !== undefined && typeof one !== 'string'))
    throw wrong(name, 'Its title and description are texts.')
  if (examples !== undefined && !Array.isArray(examples))
    throw wrong(name, 'Its examples are a list.')
  return given as FieldSchema
}

const isObject = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

const wrong = (field: string, detail: string) => refuse('event_schema_refused', { field, detail })

/**
 * Reads what an event says. What its schema does not name is refused: a mistyped name would be a text without its
 * value. Refusal: event_data_refused, with the field and what it should be.
 */
export function readData(schema: EventSchema, given: Record<string, unknown>): EventData {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(schema.properties, name)) throw unfit(name, 'The event says no such thing.')
  }
  for (const name of schema.required ?? []) {
    if (given[name] === undefined || given[name] === null) throw unfit(name, 'It is missing.')
  }
  const data: EventData = {}
  for (const [name, field] of Object.entries(schema.properties)) {
    const value = given[name]
    if (value === undefined || value === null) continue
    const fault = faultOf(field, value)
    if (fault) throw unfit(name, fault)
    data[name] = value as EventValue
  }
  return data
}

const unfit = (field: string, detail: string) => refuse('event_data_refused', { field, detail })

function faultOf(field: FieldSchema, value: unknown): string | undefined {
  if (field.type === 'boolean')
    return typeof value === 'boolean' ? undefined : 'It is true or false.'
  if (field.type === 'string')
    return typeof value === 'string' ? faultOfText(field, value) : 'It is a text.'
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'It is a number.'
  if (field.type === 'integer' && !Number.isSafeInteger(value)) return 'It is a whole number.'
  if (field.minimum !== undefined && value < field.minimum)
    return `It is ${field.minimum} at least.`
  if (field.maximum !== undefined && value > field.maximum) return `It is ${field.maximum} at most.`
  return undefined
}

function faultOfText(field: FieldSchema, value: string): string | undefined {
  const most = Math.min(field.maxLength ?? LONGEST, LONGEST)
  if ([...value].length > most) return `It has ${most} characters at most.`
  if (field.enum && !field.enum.includes(value)) return `It is one of ${field.enum.join(', ')}.`
  if (field.format === 'date')
    return readable(() => Temporal.PlainDate.from(value), 'It is a date: 2026-11-22.')
  if (field.format === 'date-time')
    return readable(() => Temporal.Instant.from(value), 'It is a moment: 2026-11-22T06:00:00Z.')
  if (field.format === 'uri') return readable(() => leadsTo(value), 'It is an address of the web.')
  return undefined
}

function readable(read: () => unknown, fault: string): string | undefined {
  try {
    read()
    return undefined
  } catch {
    return fault
  }
}
