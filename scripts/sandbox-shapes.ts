// Writes src/payments/sandbox/sdk-shapes.json: what the types of the installed `stripe` SDK allow in each
// request that the sandbox takes, and in each answer that it gives. With --check it only compares.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  API,
  type Checker,
  type Symbol as Name,
  ObjectFlags,
  type Type,
  TypeFlags,
  type UnionType,
} from 'typescript/unstable/sync'
import { sandboxOperations } from '#payments'

type Shape = boolean | { [word: string]: unknown }
type Object = { type: 'object'; properties: Record<string, Shape>; required?: string[] }

const ROOT = new URL('..', import.meta.url).pathname
const SDK = join(ROOT, 'node_modules/stripe/esm')
const OUT = join(ROOT, 'src/payments/sandbox/sdk-shapes.json')
const OPTIONAL = 1 << 24

/** What the sandbox can put in the place of its name, where it is asked to. */
const KINDS = [
  'balance_transaction',
  'charge',
  'customer',
  'dispute',
  'invoice',
  'payment_intent',
  'payment_method',
  'payout',
  'price',
  'refund',
  'subscription',
  'transfer',
]

/** Where the SDK sends each operation: its `.js` says the path, the `.d.ts` beside it the types. */
function operations(): Map<string, { file: string; resource: string; method: string }> {
  const found = new Map<string, { file: string; resource: string; method: string }>()
  for (const js of globSync('resources/**/*.js', { cwd: SDK }).sort()) {
    const text = readFileSync(join(SDK, js), 'utf8')
    for (const part of text.split(/^export class /m).slice(1)) {
      const resource = /^\w+/.exec(part)![0]
      const calls =
        /^ {4}(\w+)\([^)]*\) \{(?:(?!^ {4}\}).)*?_makeRequest\('(\w+)', ['`]([^'`]+)['`]/gms
      for (const [, method, verb, path] of part.matchAll(calls)) {
        const name = `${verb} ${path!.replace(/\$\{[^}]*\}/g, ':')}`
        found.set(name, { file: join(SDK, js.replace(/js$/, 'd.ts')), resource, method: method! })
      }
    }
  }
  return found
}

/** Turns types into JSON Schemas; every named type of the SDK once, by its name. */
class Shapes {
  readonly named: Record<string, Shape> = {}
  readonly #names = new Map<number, string>()
  readonly #checker: Checker
  /** Kinds of objects that may stand in the place of their names. */
  readonly #whole: ReadonlySet<string>
  constructor(checker: Checker, whole: ReadonlySet<string>) {
    this.#checker = checker
    this.#whole = whole
  }

  of(type: Type): Shape {
    const { flags } = type
    const { value } = type as { value?: string | number | boolean }
    if (type.getAliasSymbol?.()?.name === 'OtherString') return { type: 'string' }
    if (flags & (TypeFlags.StringLiteral | TypeFlags.NumberLiteral | TypeFlags.BooleanLiteral))
      return { enum: [value ?? this.#checker.typeToString(type) === 'true'] }
    if (flags & TypeFlags.Union) return this.#union(type)
    if (flags & TypeFlags.String) return { type: 'string' }
    if (flags & TypeFlags.Number) return { type: 'number' }
    if (flags & TypeFlags.Boolean) return { type: 'boolean' }
    if (flags & TypeFlags.Null) return { type: 'null' }
    if (flags & (TypeFlags.Any | TypeFlags.Unknown)) return true
    if (flags & (TypeFlags.Undefined | TypeFlags.Never | TypeFlags.Void)) return false
    if (flags & (TypeFlags.Object | TypeFlags.Intersection)) return this.#object(type)
    throw new Error(
      `The SDK has a type that is not known here: ${this.#checker.typeToString(type)}`,
    )
  }

  #union(type: Type): Shape {
    const parts = (type as UnionType).getTypes().filter((one) => !(one.flags & TypeFlags.Undefined))
    // An event is of some 250 kinds, each with its own thing inside; things have shapes of their own.
    const events = parts.length > 100 && parts.every((one) => this.#kind(one) === 'event')
    if (events) return this.of(this.#checker.getBaseTypes(parts[0] as never)[0]!)
    const text = parts.some(
      (one) => one.flags & TypeFlags.String || one.getAliasSymbol?.()?.name === 'OtherString',
    )
    const shapes: Shape[] = []
    const words: unknown[] = []
    for (const part of parts) {
      const kind = this.#kind(part)
      // What may be named or whole: whole only where the sandbox can put it there.
      if (text && kind && !this.#whole.has(kind)) continue
      const shape = part.getAliasSymbol?.()?.name === 'OtherString' ? false : this.of(part)
      if (typeof shape === 'object' && Array.isArray(shape.enum)) words.push(...shape.enum)
      else if (shape !== false) shapes.push(shape)
    }
    // Its kinds are open, for those to come; the sandbox uses what is known today.
    if (words.length > 0) shapes.push({ enum: words.sort() })
    const unlike = [...new Map(shapes.map((one) => [JSON.stringify(one), one])).values()]
    return unlike.length === 1 ? unlike[0]! : { anyOf: unlike }
  }

  /** What an object says that it is. */
  #kind(type: Type): string | undefined {
    if (!(type.flags & TypeFlags.Object)) return undefined
    const object = this.#checker.getPropertyOfType(type, 'object')
    const says = object && this.#checker.getTypeOfSymbol(object)
    const value = (says as { value?: unknown } | undefined)?.value
    return typeof value === 'string' ? value : undefined
  }

  #object(type: Type): Shape {
    const checker = this.#checker
    if (checker.isArrayType(type))
      return { type: 'array', items: this.of(checker.getTypeArguments(type as never)[0]!) }
    const symbol = type.getSymbol()
    if (type.getAliasSymbol?.()?.name === 'Decimal' || symbol?.name === 'DecimalImpl')
      return { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }
    if (symbol?.name === 'Date') return { type: 'number' }
    const generic =
      (type as { objectFlags?: number }).objectFlags! & ObjectFlags.Reference &&
      checker.getTypeArguments(type as never).length > 0
    const name =
      symbol && !symbol.name.startsWith('__') && type.flags & TypeFlags.Object && !generic
    if (!name) return this.#parts(type)
    const known = this.#names.get(type.id)
    if (known) return { $ref: known }
    const path = this.#pathTo(symbol)
    let own = path
    for (let n = 2; own in this.named; n += 1) own = `${path}~${n}`
    this.#names.set(type.id, own)
    this.named[own] = true
    this.named[own] = this.#parts(type)
    return { $ref: own }
  }

  /** `Checkout.Sessions/Session.LineItem`: the file and the names within. */
  #pathTo(symbol: Name): string {
    const names: string[] = []
    for (let at: Name | undefined = symbol; at && !/["/]/.test(at.name); at = at.getParent())
      names.unshift(at.name)
    const file = String(symbol.declarations[0]?.path ?? '').split('/resources/')[1] ?? 'shared'
    return `${file.replace(/\.d\.ts$/, '').replaceAll('/', '.')}/${names.join('.')}`
  }

  #parts(type: Type): Shape {
    const checker = this.#checker
    const shape: Object & { additionalProperties: Shape; required: string[] } = {
      type: 'object',
      properties: {},
      required: [],
      additionalProperties: false,
    }
    const rest = checker.getIndexInfosOfType(type)[0]
    if (!rest && checker.getPropertiesOfType(type).length === 0) return { type: 'object' }
    if (rest) shape.additionalProperties = this.of((rest as { valueType: Type }).valueType)
    for (const part of [...checker.getPropertiesOfType(type)].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const given = checker.getTypeOfSymbol(part)
      const inner = given ? this.of(given) : true
      if (inner === false || part.name === 'lastResponse') continue
      shape.properties[part.name] = inner
      if (!(part.flags & OPTIONAL)) shape.required.push(part.name)
    }
    return shape
  }
}

type Operation = { request: Shape; answer: Shape }

/** The schemas of all that the sandbox does. */
function generate(): {
  sdk: string
  operations: Record<string, Operation>
  things: Record<string, Shape>
} {
  const found = operations()
  const wanted = sandboxOperations().map((name) => {
    const place = found.get(name)
    if (!place) throw new Error(`The SDK does not know ${name}, which the sandbox does`)
    return { name, ...place }
  })
  const folder = mkdtempSync(join(tmpdir(), 'stoa-shapes-'))
  const config = join(folder, 'tsconfig.json')
  const compilerOptions = {
    strict: true,
    types: [],
    skipLibCheck: true,
    target: 'esnext',
    module: 'nodenext',
  }
  writeFileSync(
    config,
    JSON.stringify({ compilerOptions, files: [...new Set(wanted.map((one) => one.file))] }),
  )
  const api = new API()
  try {
    const { checker, program } = api.updateSnapshot({ openProjects: [config] }).getProjects()[0]!
    const signatures = wanted.map(({ name, file, resource, method }) => {
      const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!
      const owner = checker.getExportsOfModule(module).find((one) => one.name === resource)!
      const call = checker.getPropertyOfType(checker.getDeclaredTypeOfSymbol(owner), method)!
      return { name, signature: checker.getSignaturesOfType(checker.getTypeOfSymbol(call)!, 0)[0]! }
    })
    const shapes = new Shapes(checker, new Set(KINDS))
    const all: Record<string, Operation> = {}
    for (const { name, signature } of signatures) {
      const at = signature.getParameters().findIndex((one) => one.name === 'params')
      const returned = checker.getReturnTypeOfSignature(signature)!
      const inner = checker.getTypeArguments(returned as never)[0]!
      const listed = returned.getSymbol()?.name === 'ApiListPromise'
      all[name] = {
        request:
          at < 0
            ? { type: 'object', properties: {}, additionalProperties: false }
            : shapes.of(checker.getParameterType(signature, at)!),
        answer: listed
          ? listOf(shapes.of(inner))
          : shapes.of(inner.getAliasTypeArguments()[0] ?? inner),
      }
    }
    const sdk = (
      JSON.parse(readFileSync(join(SDK, '../package.json'), 'utf8')) as { version: string }
    ).version
    return { sdk, operations: all, things: shapes.named }
  } finally {
    api.close()
    rmSync(folder, { recursive: true })
  }
}

const listOf = (items: Shape): Shape => ({
  type: 'object',
  properties: {
    object: { enum: ['list'] },
    data: { type: 'array', items },
    has_more: { type: 'boolean' },
    url: { type: 'string' },
  },
  required: ['object', 'data', 'has_more', 'url'],
  additionalProperties: false,
})

/** One line for each operation and thing: a new SDK then shows in the diff what it changed. */
function written({ sdk, operations, things }: ReturnType<typeof generate>): string {
  const lines = (of: Record<string, unknown>) =>
    Object.keys(of)
      .sort()
      .map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(of[name])}`)
      .join(',\n')
  return `{\n  "sdk": "${sdk}",\n  "operations": {\n${lines(operations)}\n  },\n  "things": {\n${lines(things)}\n  }\n}\n`
}

const now = written(generate())
if (process.argv.includes('--check')) {
  if (readFileSync(OUT, 'utf8') !== now) {
    console.error('sdk-shapes.json is not what the installed SDK says: npm run shapes')
    process.exitCode = 1
  }
} else writeFileSync(OUT, now)
