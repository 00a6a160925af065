import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type {} from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type {} from '@fastify/swagger'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Pages } from './app.ts'
import type { Deps } from './edge.ts'
import { refuse } from './problems.ts'

/** Where `scripts/build-web.mjs` leaves the built pages. */
const BUILDS = join(import.meta.dirname, '../../web/build')
/** Longest form that a page sends; and one that brings a file, at the addresses that take any. */
const FORM_BYTES = 256 * 1024
const FILE_FORM_BYTES = 11 * 1024 * 1024
const TAKES_FILES =
  /^\/(teach-with-us\/application|((teach|operate)\/)?cases\/[0-9a-f-]{36}|operate\/institutions\/[0-9a-f-]{36}\/import)(\.data)?(\?|$)/
/** Visitor's headers that the API must see as they were. */
const FORWARDED = ['cookie', 'origin', 'user-agent', 'accept-language', 'host'] as const

type Call = {
  method: string
  path: string
  headers: Record<string, string>
  body?: string | Uint8Array
}

/** What the built server gives; its source is web/server.ts. */
type Built = {
  handle(
    request: Request,
    visit: {
      call(call: Call): Promise<{ status: number; headers: Record<string, string>; body: string }>
      nonces: { script: string; style: string }
      requestId: string
      origin: string
      acceptLanguage: string
      cookie: string
      report(error: unknown): void
    },
  ): Promise<Response>
}

/** Whether the pages have been built. Without them only the API is served. */
export const pagesAreBuilt = () => existsSync(join(BUILDS, 'current'))

/**
 * The web application, for `buildApp`'s `pages`: its files first, then every address that no route
 * claims. Pages reach the business only through the HTTP API, called in this process as the visitor.
 */
export const webPages =
  (deps: Pick<Deps, 'config'>) =>
  async (app: FastifyInstance): Promise<Pages> => {
    // A build made while this process runs goes elsewhere: what it serves stays of one piece.
    const build = join(BUILDS, readFileSync(join(BUILDS, 'current'), 'utf8'))
    const { handle } = (await import(pathToFileURL(join(build, 'server/index.js')).href)) as Built
    await files(app, join(build, 'client'))
    // Forms are read by the pages themselves, whatever their encoding.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: FORM_BYTES },
      (_request, body, done) => done(null, body),
    )
    app.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: FILE_FORM_BYTES },
      (request, body, done) => {
        const fits = body.length <= FORM_BYTES || TAKES_FILES.test(request.url)
        done(fits ? null : refuse('body_too_large'), body)
      },
    )
    return (request, reply) => page(app, deps, handle, request, reply)
  }

async function page(
  app: FastifyInstance,
  deps: Pick<Deps, 'config'>,
  handle: Built['handle'],
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const cookies: string[] = []
  const gone = new AbortController()
  reply.raw.on('close', () => gone.abort())
  const answer = await handle(asWebRequest(request, gone.signal), {
    call: (call) => callApi(app, request, call, cookies),
    nonces: reply.cspNonce,
    requestId: request.id,
    origin: deps.config.url,
    acceptLanguage: request.headers['accept-language'] ?? '',
    cookie: request.headers.cookie ?? '',
    report: (error) => request.log.error({ err: error }, 'a page failed'),
  })
  reply.code(answer.status)
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
  for (const cookie of [...answer.headers.getSetCookie(), ...cookies])
    reply.header('set-cookie', cookie)
  // A page shows one person's things; only its files may be kept by others.
  if (!answer.headers.has('cache-control')) reply.header('cache-control', 'private, no-cache')
  if (!answer.body) return reply.send()
  const body = Buffer.from(await answer.arrayBuffer())
  return reply.send(
    /^(text\/html|application\/xml|text\/plain)/.test(answer.headers.get('content-type') ?? '')
      ? body.toString()
      : body,
  )
}

/** One call of the API as this visitor; a renewed sign-in cookie is handed on to them. */
async function callApi(
  app: FastifyInstance,
  request: FastifyRequest,
  call: Call,
  cookies: string[],
) {
  const visitor: Record<string, string> = {}
  for (const name of FORWARDED) {
    const value = request.headers[name]
    if (typeof value === 'string') visitor[name] = value
  }
  const answer = await app.inject({
    method: call.method as 'GET',
    url: call.path,
    headers: { ...visitor, 'x-request-id': request.id, ...call.headers },
    remoteAddress: request.ip,
    ...(call.body === undefined
      ? {}
      : { payload: typeof call.body === 'string' ? call.body : Buffer.from(call.body) }),
  })
  const renewed = answer.headers['set-cookie']
  if (renewed) cookies.push(...[renewed].flat())
  return {
    status: answer.statusCode,
    headers: answer.headers as Record<string, string>,
    body: answer.payload,
  }
}

function asWebRequest(request: FastifyRequest, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !name.startsWith(':'))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  const sendsBody = request.method !== 'GET' && request.method !== 'HEAD'
  return new Request(new URL(request.url, `${request.protocol}://${request.host}`), {
    method: request.method,
    headers,
    signal,
    ...(sendsBody ? { body: (request.body as Uint8Array<ArrayBuffer> | null) ?? '' } : {}),
  })
}

/** Files named by their content are kept for a year; the few with plain names for an hour. */
async function files(app: FastifyInstance, root: string) {
  await app.register(fastifyStatic, {
    root,
    serve: false,
    preCompressed: true,
    cacheControl: false,
  })
  app.get<{ Params: { '*': string } }>(
    '/assets/*',
    { config: { needs: 'anyone' }, schema: { hide: true } },
    (request, reply) =>
      reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .sendFile(`assets/${request.params['*']}`),
  )
  const plain = readdirSync(root).filter(
    (name) => !/\.(br|gz)$/.test(name) && statSync(join(root, name)).isFile(),
  )
  for (const name of plain)
    app.get(
      `/${name}`,
      { config: { needs: 'anyone' }, schema: { hide: true } },
      (_request, reply) => reply.header('cache-control', 'public, max-age=3600').sendFile(name),
    )
}
