import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import { shown } from './events.ts'
import { movement } from './movements.ts'
import { Fault, look, type Thing, type Till } from './till.ts'

/** Text, a list, or named parts: a form as the SDK sends it. */
type Part = string | Part[] | { [name: string]: Part }

/** Reads `line_items[0][price_data][currency]=usd` as nested parts; numbered parts become lists. */
export function readForm(text: string): Record<string, Part> {
  const root: Record<string, Part> = Object.create(null)
  for (const [path, value] of new URLSearchParams(text)) {
    const names = [path.split('[')[0]!, ...[...path.matchAll(/\[([^\]]*)\]/g)].map((m) => m[1]!)]
    let at = root
    for (const name of names.slice(0, -1)) {
      if (typeof at[name] !== 'object') at[name] = Object.create(null)
      at = at[name] as typeof root
    }
    at[names.at(-1)!] = value
  }
  return lists(root) as Record<string, Part>
}

function lists(part: Part): Part {
  if (typeof part === 'string' || Array.isArray(part)) return part
  const names = Object.keys(part)
  if (names.length > 0 && names.every((name) => /^\d+$/.test(name))) {
    return names.sort((a, b) => Number(a) - Number(b)).map((name) => lists(part[name]!))
  }
  return Object.fromEntries(names.map((name) => [name, lists(part[name]!)]))
}

/** What was sent, as the schema wants it, or the provider's refusal that names the parameter. */
export function readParams(schema: TSchema, sent: unknown): unknown {
  const params = Value.Convert(schema, sent)
  if (Value.Check(schema, params)) return params
  const faults = [...Value.Errors(schema, params)]
  const fault = faults.find((one) => one.keyword === 'additionalProperties') ?? faults[0]!
  const { additionalProperties: unknown, requiredProperties: lacking } = fault.params as {
    additionalProperties?: string[]
    requiredProperties?: string[]
  }
  const name = bracketed(fault.instancePath, (unknown ?? lacking)?.[0])
  throw new Fault(400, {
    type: 'invalid_request_error',
    code: unknown ? 'parameter_unknown' : lacking ? 'parameter_missing' : 'parameter_invalid',
    message: unknown
      ? `Received unknown parameter: ${name}`
      : lacking
        ? `Missing required param: ${name}.`
        : `Invalid ${name}: ${fault.message}`,
    param: name,
  })
}

function bracketed(path: string, last?: string): string {
  const [first, ...rest] = [...path.split('/').filter(Boolean), ...(last ? [last] : [])]
  return (first ?? '') + rest.map((name) => `[${name}]`).join('')
}

const EXPANDED: Record<string, string> = {
  ch: 'charge',
  py: 'charge',
  pi: 'payment_intent',
  pm: 'payment_method',
  cus: 'customer',
  in: 'invoice',
  sub: 'subscription',
  tr: 'transfer',
  po: 'payout',
  price: 'price',
  re: 'refund',
  dp: 'dispute',
}

/** Puts whole things in the place of their names, along paths such as `latest_charge.balance_transaction`. */
export async function expand(
  till: Till,
  answer: object,
  paths: readonly string[],
): Promise<object> {
  const whole = structuredClone(answer)
  for (const path of paths) await expandOne(till, whole as Record<string, unknown>, path.split('.'))
  return whole
}

async function expandOne(till: Till, at: Record<string, unknown>, path: string[]): Promise<void> {
  const [name, ...rest] = path as [string, ...string[]]
  if (Array.isArray(at[name])) {
    for (const one of at[name]) await expandOne(till, one as Record<string, unknown>, rest)
    return
  }
  if (typeof at[name] === 'string') at[name] = (await named(till, at[name])) ?? at[name]
  if (rest.length > 0 && at[name] && typeof at[name] === 'object') {
    await expandOne(till, at[name] as Record<string, unknown>, rest)
  }
}

async function named(till: Till, id: string): Promise<object | undefined> {
  if (id.startsWith('txn_')) return movement(till, id)
  const object = EXPANDED[id.split('_')[0]!]
  const found = object && (await look<Thing>(till, object, id))
  return found ? shown(found) : undefined
}
