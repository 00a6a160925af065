import type { Socket } from 'node:net'
import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { allProblems, Problem } from '#base'
import { refuse } from './problems.ts'
import type { ProblemAnswer } from './schemas.ts'

type Fault = ProblemAnswer['errors']

/** A refusal by its code, where there is one of that name. */
export function problemNamed(code: string, facts: Problem['facts'] = {}): Problem | undefined {
  const kind = allProblems().get(code)
  return kind && new Problem(code, kind, facts)
}

/** Whatever went wrong, as a refusal from the catalogue: details only where they help the caller. */
export function problemFrom(error: unknown): { problem: Problem; errors?: Fault } {
  if (error instanceof Problem) return { problem: error }
  const { code, statusCode, validation, validationContext } = error as FastifyError
  if (validation) {
    const errors = faultsFrom(validation, validationContext)
    return { problem: refuse('request_invalid', { detail: inWords(errors) }), errors }
  }
  const known = KNOWN[code as keyof typeof KNOWN]
  if (known) return { problem: refuse(known) }
  if (error instanceof Error && LOST.test(error.message)) return { problem: refuse('unavailable') }
  if (statusCode === 404) return { problem: refuse('not_found') }
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return { problem: refuse('request_invalid') }
  }
  return { problem: refuse('unexpected') }
}

/** Fastify's, Node's and PostgreSQL's own codes that have a name with us. */
const KNOWN = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'json_malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json_malformed',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content_type_unsupported',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request_invalid',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'address_too_long',
  FST_ERR_HANDLER_TIMEOUT: 'took_too_long',
  // Two transactions in each other's way: one was undone, and can simply be sent again.
  '40001': 'busy',
  '40P01': 'busy',
  '55P03': 'busy',
  '57014': 'took_too_long',
  // The database is away, full, or going down.
  '53300': 'unavailable',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
  ECONNREFUSED: 'unavailable',
  ECONNRESET: 'unavailable',
  ENOENT: 'unavailable',
} as const

/** What pg says, without a code, of a connection that is gone or cannot be had. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

type Failure = NonNullable<FastifyError['validation']>[number]

function faultsFrom(failures: readonly Failure[], where = 'body'): NonNullable<Fault> {
  const byField = new Map<string, string>()
  for (const { instancePath, keyword, params, message } of failures) {
    const extra = params as { missingProperty?: string; additionalProperty?: string }
    const name = extra.missingProperty ?? extra.additionalProperty
    const path = name ? `${instancePath}/${name}` : instancePath
    const field = where === 'body' ? path : where === 'querystring' ? `?${path.slice(1)}` : path
    if (byField.has(field)) continue
    byField.set(field, MESSAGES[keyword] ?? message ?? 'is not as it must be')
  }
  return [...byField].map(([field, message]) => ({ field, message })).slice(0, 50)
}

const MESSAGES: Record<string, string> = {
  required: 'is missing',
  additionalProperties: 'is not known here',
}

function inWords(errors: NonNullable<Fault>): string {
  const [first, ...rest] = errors
  if (!first) return ''
  const more = rest.length > 0 ? `, and ${rest.length} more` : ''
  return `${first.field || 'The body'} ${first.message}${more}.`
}

/** Writes a refusal as application/problem+json. */
export function answerProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  problem: Problem,
  errors?: Fault,
): FastifyReply {
  if (problem.retry === 'later' && problem.status >= 429 && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', '1')
  }
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .header('x-request-id', request.id)
    .serializer((body: unknown) => body as string)
    .send(JSON.stringify(bodyOf(problem, request.id, errors), bigintsAsText))
}

const bigintsAsText = (_key: string, value: unknown) =>
  typeof value === 'bigint' ? value.toString() : value

function bodyOf(problem: Problem, requestId: string, errors?: Fault): ProblemAnswer {
  const { detail, ...facts } = problem.facts
  const title = detail ? problem.message.slice(0, -String(detail).length - 1) : problem.message
  return {
    type: `/api/problems#${problem.code}`,
    title,
    status: problem.status,
    code: problem.code,
    ...(detail ? { detail: String(detail) } : {}),
    retry: problem.retry,
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    ...(errors ? { errors } : {}),
    requestId,
  }
}

/** Every error of every route ends here. What we did not foresee is logged whole and told to nobody. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { problem, errors } = problemFrom(error)
  if (problem.status >= 500) logFailure(request.log, error)
  return answerProblem(reply, request, problem, errors)
}

/** Type, code and stack; not PostgreSQL's `detail`, which repeats people's data. */
function logFailure(log: FastifyBaseLogger, error: unknown): void {
  const { name, code, stack, constraint } = error as Error & { code?: string; constraint?: string }
  log.error({ failure: { name, code, constraint, stack } }, 'a request failed')
}

/** Requests that never became one: broken, too slow, or with headers too large. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const name =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? 'request_too_slow'
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? 'headers_too_large'
        : 'request_invalid'
  const problem = refuse(name)
  const body = JSON.stringify(bodyOf(problem, ''))
  socket.end(
    `HTTP/1.1 ${problem.status} Refused\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
