import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Problem } from '#base'
import { ADDRESS_HEADER } from '#people'
import type { Deps } from './edge.ts'
import { refuse } from './problems.ts'
import { problemNamed } from './refusing.ts'
import { query } from './schemas.ts'
import { SIGN_IN_PATHS } from './sign-in-paths.ts'

/** /api/auth: Better Auth behind our schemas, our limits and our way of refusing. */
export const signInRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const { method, path, needs, limit, summary, ...parts } of SIGN_IN_PATHS) {
      app.route({
        method,
        url: `/auth/${path}`,
        config: limit ? { needs, limit } : { needs },
        schema: { tags: ['sign-in'], summary, ...parts },
        exposeHeadRoute: false,
        handler: (request, reply) => pass(deps, request, reply),
      })
    }
    app.get(
      '/auth/link/:word',
      {
        config: { needs: 'anyone' },
        exposeHeadRoute: false,
        schema: {
          tags: ['sign-in'],
          summary: 'A link out of an e-mail of ours: leads on while it lives',
          params: query({ word: Type.String({ minLength: 32, maxLength: 64 }) }),
        },
      },
      async (request, reply) => {
        const url = await deps.people.followLink(request.params.word)
        if (!url) throw problemNamed('link_expired')!
        return reply.header('referrer-policy', 'no-referrer').redirect(url, 302)
      },
    )
  }

async function pass(deps: Deps, request: FastifyRequest, reply: FastifyReply) {
  const answer = await deps.people.handle(asWebRequest(deps, request)).catch(refusedBy)
  const text = await answer.text()
  if (answer.status >= 400) throw refusalFrom(answer.status, text)
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value)
  }
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  return reply
    .code(answer.status)
    .header('cache-control', 'no-store')
    .serializer((body: unknown) => body as string)
    .send(text)
}

const HANDED_ON = ['cookie', 'authorization', 'user-agent', 'accept-language'] as const

function asWebRequest(deps: Deps, request: FastifyRequest): Request {
  const headers = new Headers({ [ADDRESS_HEADER]: request.ip })
  for (const name of HANDED_ON) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  const url = new URL(request.url, deps.config.url)
  if (request.method === 'GET') return new Request(url, { headers })
  headers.set('content-type', 'application/json')
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(request.body ?? {}) })
}

/** A refusal that Better Auth throws rather than answers. */
function refusedBy(error: unknown): Response {
  const { statusCode, body, headers } = error as {
    statusCode?: number
    body?: unknown
    headers?: Headers
  }
  if (!statusCode || (statusCode >= 400 && !body)) throw error
  return new Response(JSON.stringify(body), {
    status: statusCode,
    ...(headers ? { headers } : {}),
  })
}

/** Better Auth's codes that have a name with us. */
const NAMES: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong_email_or_password',
  INVALID_PASSWORD: 'wrong_email_or_password',
  USER_ALREADY_EXISTS: 'email_taken',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'email_taken',
  PASSWORD_TOO_SHORT: 'password_unfit',
  PASSWORD_TOO_LONG: 'password_unfit',
  INVALID_TOKEN: 'link_expired',
  TOKEN_EXPIRED: 'link_expired',
  VALIDATION_ERROR: 'request_invalid',
  FAILED_TO_GET_SESSION: 'sign_in_needed',
  UNAUTHORIZED: 'sign_in_needed',
  SESSION_EXPIRED: 'session_ended',
  ORGANIZATION_NOT_FOUND: 'organization_unknown',
  USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION: 'organization_unknown',
  YOU_ARE_NOT_A_MEMBER_OF_THIS_ORGANIZATION: 'organization_unknown',
  // Who asks is no member: to them the organization is unknown.
  MEMBER_NOT_FOUND: 'organization_unknown',
  USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION: 'already_member',
}

function refusalFrom(status: number, text: string): Problem {
  let said: { code?: unknown; message?: unknown } = {}
  try {
    said = JSON.parse(text)
  } catch {}
  const code = String(said?.code ?? '')
  const detail = typeof said?.message === 'string' && said.message ? { detail: said.message } : {}
  const named = problemNamed(NAMES[code] ?? code, NAMES[code] ? {} : detail)
  if (named) return named
  if (status === 401) return refuse('sign_in_needed')
  if (status === 403) return refuse('not_allowed', detail)
  if (status === 404) return refuse('not_found', detail)
  if (status >= 500) throw new Error(`Better Auth answered ${status} ${code}`)
  return problemNamed('auth_refused', { ...(code ? { reason: code } : {}), ...detail })!
}
