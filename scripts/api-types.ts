import type { OpenAPIV3_1 } from 'openapi-types'

type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  patternProperties?: Record<string, Schema>
  description?: string
}
type Parameter = { in: string; name: string; required?: boolean; schema?: Schema }
type Content = Record<string, { schema?: Schema }>
type Operation = {
  summary?: string
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses?: Record<string, { $ref?: string; content?: Content }>
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/**
 * The document's types in the shape that openapi-fetch reads (`createClient<paths>()`).
 * openapi-typescript would write the same; it needs TypeScript 5's programming interface, which
 * TypeScript 7 has not (docs/decisions/typed-client.md).
 */
export function typesOf(document: OpenAPIV3_1.Document): string {
  const paths = Object.entries(document.paths ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  const problem = document.components?.schemas?.Problem as Schema
  return [
    '// Written by `npm run api` from the schemas of the HTTP API. Not to be edited by hand.',
    '',
    `export type Problem = ${typeOf(problem, 0)}`,
    '',
    'export interface paths {',
    ...paths.map(([path, item]) => pathOf(path, item as Record<string, unknown>)),
    '}',
    '',
  ].join('\n')
}

function pathOf(path: string, item: Record<string, unknown>): string {
  const methods = METHODS.map((method) => {
    const operation = item[method] as Operation | undefined
    return operation ? operationOf(method, operation) : `    ${method}?: never`
  })
  return [`  ${quoted(path)}: {`, '    parameters: Nothing', ...methods, '  }']
    .join('\n')
    .replace('parameters: Nothing', `parameters: ${NO_PARAMETERS}`)
}

const NO_PARAMETERS = '{ query?: never; header?: never; path?: never; cookie?: never }'

function operationOf(method: string, operation: Operation): string {
  const { summary, requestBody, responses = {} } = operation
  const lines = []
  if (summary) lines.push(`    /** ${summary.replaceAll('*/', '*')} */`)
  lines.push(`    ${method}: {`, `      parameters: ${parametersOf(operation.parameters ?? [])}`)
  lines.push(
    requestBody
      ? `      requestBody${requestBody.required ? '' : '?'}: { content: ${contentOf(requestBody.content)} }`
      : '      requestBody?: never',
  )
  lines.push('      responses: {')
  for (const [status, response] of Object.entries(responses)) {
    const content = response.$ref
      ? "{ 'application/problem+json': Problem }"
      : response.content
        ? contentOf(response.content)
        : '{ [mediaType: string]: unknown }'
    lines.push(`        ${status}: { headers: { [name: string]: unknown }; content: ${content} }`)
  }
  lines.push('      }', '    }')
  return lines.join('\n')
}

function parametersOf(parameters: readonly Parameter[]): string {
  const kinds = ['query', 'header', 'path', 'cookie'].map((kind) => {
    const own = parameters.filter((parameter) => parameter.in === kind)
    if (own.length === 0) return `${kind}?: never`
    const fields = own.map(
      ({ name, required, schema }) =>
        `${key(name)}${required ? '' : '?'}: ${typeOf(schema ?? {}, 0)}`,
    )
    const optional = own.every((parameter) => !parameter.required)
    return `${kind}${optional ? '?' : ''}: { ${fields.join('; ')} }`
  })
  return `{ ${kinds.join('; ')} }`
}

function contentOf(content: Content): string {
  const kinds = Object.entries(content).map(
    ([type, { schema }]) => `${quoted(type)}: ${typeOf(schema ?? {}, 4)}`,
  )
  return `{ ${kinds.join('; ')} }`
}

/** A schema as a TypeScript type. */
export function typeOf(schema: Schema, depth: number): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1)!
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) return unique(either.map((one) => typeOf(one, depth))).join(' | ')
  if (schema.allOf) return schema.allOf.map((one) => `(${typeOf(one, depth)})`).join(' & ')
  if (Array.isArray(schema.type)) {
    return unique(schema.type.map((type) => typeOf({ ...schema, type }, depth))).join(' | ')
  }
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return `(${typeOf(schema.items ?? {}, depth)})[]`
    case 'object':
      return objectOf(schema, depth)
    default:
      return 'unknown'
  }
}

function objectOf(schema: Schema, depth: number): string {
  const names = Object.keys(schema.properties ?? {})
  if (names.length === 0) {
    const pattern = Object.values(schema.patternProperties ?? {})[0]
    const rest =
      typeof schema.additionalProperties === 'object' ? schema.additionalProperties : pattern
    if (rest) return `{ [name: string]: ${typeOf(rest, depth)} }`
    return schema.additionalProperties === false
      ? 'Record<string, never>'
      : '{ [name: string]: unknown }'
  }
  const pad = '  '.repeat(depth + 1)
  const fields = names.map((name) => {
    const field = schema.properties![name]!
    const optional = schema.required?.includes(name) ? '' : '?'
    const says = field.description
      ? `${pad}/** ${field.description.replaceAll('*/', '*')} */\n`
      : ''
    return `${says}${pad}${key(name)}${optional}: ${typeOf(field, depth + 1)}`
  })
  return `{\n${fields.join('\n')}\n${'  '.repeat(depth)}}`
}

const unique = (types: readonly string[]) => [...new Set(types)]
const quoted = (text: string) => `'${text.replaceAll("'", "\\'")}'`
const key = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name))
const literal = (value: unknown) => (typeof value === 'string' ? quoted(value) : String(value))
