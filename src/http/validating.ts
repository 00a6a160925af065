import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import fastJson from 'fast-json-stringify'
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify'
import { refuse } from './problems.ts'

/**
 * Bodies are taken as they are: nothing is converted, and an unknown field is refused rather than
 * dropped. Addresses hold only text, so there numbers and booleans are read out of it.
 */
export function validate(app: FastifyInstance): void {
  const strict = compiler({ coerceTypes: false })
  const fromText = compiler({ coerceTypes: 'array' })
  const compile: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
    whenNeeded(() => (httpPart === 'body' ? strict : fromText).compile(schema))
  app.setValidatorCompiler(compile)
  app.setSerializerCompiler(({ schema }) => whenNeeded(() => fastJson(schema as fastJson.Schema)))
  refuseNul(app)
}

/**
 * Compiles a schema when the first request needs it, not at the start: a start compiles hundreds, and
 * most of them are not asked for in the first minutes. `errors` is where Fastify reads what ajv found.
 */
function whenNeeded<Compiled extends ((data: unknown) => unknown) & { errors?: unknown }>(
  compile: () => Compiled,
) {
  let compiled: Compiled | undefined
  const check = Object.assign(
    (data: unknown) => {
      compiled ??= compile()
      const result = compiled(data)
      check.errors = compiled.errors
      return result
    },
    { errors: undefined as unknown },
  )
  return check as never
}

function compiler(options: { coerceTypes: boolean | 'array' }) {
  const ajv = new Ajv.default({ allErrors: true, useDefaults: true, strict: false, ...options })
  addFormats.default(ajv)
  return ajv
}

/** PostgreSQL keeps no NUL in text: refused here by name instead of failing there. */
function refuseNul(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    if (!/%00/.test(request.url) && !holdsNul(request.body)) return
    throw refuse('request_invalid', { detail: 'Text must not hold the character U+0000.' })
  })
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return false
  return Object.entries(value).some(([key, item]) => key.includes('\0') || holdsNul(item))
}
