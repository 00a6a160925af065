import { readFileSync } from 'node:fs'

/**
 * What the types of the installed SDK say of each request and answer, written by `npm run shapes` as
 * JSON Schemas. An interpreter of the few words that they use checks them: compiling takes seconds.
 */
type Shape =
  | boolean
  | {
      type?: 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object'
      enum?: unknown[]
      pattern?: string
      anyOf?: Shape[]
      $ref?: string
      items?: Shape
      properties?: Record<string, Shape>
      required?: string[]
      additionalProperties?: Shape
    }
type Shapes = {
  sdk: string
  operations: Record<string, { request: Shape; answer: Shape }>
  things: Record<string, Shape>
}

let kept: Shapes | undefined
const shapes = (): Shapes => {
  kept ??= JSON.parse(readFileSync(new URL('./sdk-shapes.json', import.meta.url), 'utf8')) as Shapes
  return kept
}

/** `form`: everything but objects and lists came as text. */
type Way = 'form' | 'json'

/** What is wrong with a request to this operation by the SDK's types; undefined: nothing. */
export function requestFault(operation: string, sent: unknown, way: Way): Wrong | undefined {
  return wrong(of(operation).request, sent, '', way)
}

/** What is wrong with an answer of this operation by the SDK's types; undefined: nothing. */
export function answerFault(operation: string, body: unknown): Wrong | undefined {
  return wrong(of(operation).answer, JSON.parse(JSON.stringify(body)), '', 'json')
}

/** What is wrong with something that an event carries; undefined: nothing, or no answer holds such a thing. */
export function thingFault(thing: { object: string }): Wrong | undefined {
  const name = thingNamed(thing.object)
  // As it goes over the wire: without what is undefined.
  return name ? wrong({ $ref: name }, JSON.parse(JSON.stringify(thing)), '', 'json') : undefined
}

function of(operation: string): Shapes['operations'][string] {
  const found = shapes().operations[operation]
  if (!found) throw new Error(`No shapes of ${operation} are written down: npm run shapes`)
  return found
}

const byKind = new Map<string, string | undefined>()

/** The whole thing (`Refunds/Refund`), not a part of another or one that is deleted. */
function thingNamed(kind: string): string | undefined {
  if (!byKind.has(kind)) {
    const said = (shape: Shape) =>
      typeof shape === 'object' && shape.properties?.object
        ? (shape.properties.object as { enum?: unknown[] }).enum
        : undefined
    const found = Object.entries(shapes().things).find(
      ([name, shape]) =>
        !name.includes('.d.ts') &&
        !/\/.*\./.test(name) &&
        !name.includes('Deleted') &&
        said(shape)?.includes(kind),
    )
    byKind.set(kind, found?.[0])
  }
  return byKind.get(kind)
}

export type Wrong = { at: string; says: string; unknown?: true; lacking?: true }

function wrong(shape: Shape, value: unknown, at: string, way: Way): Wrong | undefined {
  if (shape === true) return undefined
  if (shape === false) return { at, says: 'must not be there' }
  if (shape.$ref !== undefined) return wrong(shapes().things[shape.$ref]!, value, at, way)
  if (shape.anyOf) return unlikeAll(shape.anyOf, value, at, way)
  if (shape.enum) {
    const known = shape.enum.some(
      (one) => one === value || (way === 'form' && String(one) === value),
    )
    return known
      ? undefined
      : { at, says: `is ${show(value)}, not one of ${shape.enum.join(', ')}` }
  }
  switch (shape.type) {
    case 'array':
      return Array.isArray(value)
        ? first(value, (one, index) => wrong(shape.items!, one, join(at, String(index)), way))
        : { at, says: `is ${show(value)}, not a list` }
    case 'object':
      return wrongObject(shape, value, at, way)
    default:
      return isA(shape, value, way)
        ? undefined
        : { at, says: `is ${show(value)}, not ${shape.type}` }
  }
}

function isA(shape: Exclude<Shape, boolean>, value: unknown, way: Way): boolean {
  if (way === 'form') {
    if (typeof value !== 'string') return false
    if (shape.type === 'number') return value !== '' && Number.isFinite(Number(value))
    if (shape.type === 'boolean') return value === 'true' || value === 'false'
    // The SDK writes null as nothing.
    return shape.type === 'string' || value === ''
  }
  if (shape.type === 'null') return value === null
  if (shape.type === 'number') return Number.isFinite(value)
  return (
    typeof value === shape.type &&
    (!shape.pattern || new RegExp(shape.pattern).test(value as string))
  )
}

function wrongObject(
  shape: Exclude<Shape, boolean>,
  value: unknown,
  at: string,
  way: Way,
): Wrong | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { at, says: `is ${show(value)}, not an object` }
  const { properties = {}, required = [], additionalProperties = true } = shape
  const given = value as Record<string, unknown>
  const lacking = required.find((name) => given[name] === undefined)
  if (lacking) return { at: join(at, lacking), says: 'is lacking', lacking: true }
  return first(Object.entries(given), ([name, one]) => {
    if (one === undefined) return undefined
    const path = join(at, name)
    if (Object.hasOwn(properties, name)) return wrong(properties[name]!, one, path, way)
    if (additionalProperties === false) return { at: path, says: 'is not known', unknown: true }
    return wrong(additionalProperties, one, path, way)
  })
}

/** Of several ways to be right, what is wrong is said by the one that was meant. */
function unlikeAll(shapesOf: Shape[], value: unknown, at: string, way: Way): Wrong | undefined {
  let worst: Wrong | undefined
  for (const shape of shapesOf) {
    const fault = wrong(shape, value, at, way)
    if (!fault) return undefined
    if (!worst || depth(fault) > depth(worst)) worst = fault
  }
  return worst
}

const depth = ({ at }: Wrong) => at.split('.').length
const join = (at: string, name: string) => (at ? `${at}.${name}` : name)
const show = (value: unknown) => JSON.stringify(value)?.slice(0, 80) ?? 'nothing'

function first<Item>(
  items: readonly Item[],
  look: (item: Item, index: number) => Wrong | undefined,
): Wrong | undefined {
  for (const [index, item] of items.entries()) {
    const fault = look(item, index)
    if (fault) return fault
  }
  return undefined
}
