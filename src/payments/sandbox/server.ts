import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Tx } from '#base'
import { shown } from './events.ts'
import { serveHere, wholeBody } from './loopback.ts'
import { routeFor } from './routes.ts'
import type { Pages } from './routing.ts'
import { answerFault, requestFault } from './sdk-shapes.ts'
import { Fault, newRef, type Till } from './till.ts'
import { expand, readForm, readParams } from './wire.ts'

/** How long a key is remembered, as at the provider. */
const KEY_HOURS = 24
const BODY_AT_MOST = 1_000_000

type Asked = {
  method: string
  path: string
  body: string
  version: 'v1' | 'v2'
  account: string
  key: string | undefined
}
type Answered = { status: number; body: object; replayed?: boolean }

export type Office = {
  pages: Pages
  /** Runs in one transaction, one at a time for the whole sandbox, after what is due by now. */
  run<Result>(work: (till: Till) => Promise<Result>, account?: string): Promise<Result>
  /** Called after each request that may have changed something. */
  changed(): void
  /** Keys that were ended in its dashboard. */
  ended: Set<string>
  /** How many answers to posts are still to be cut off after their work is kept. */
  cutNext: number
  /** Whether chance cuts this one. */
  cuts(): boolean
}

/** Serves the provider's API on a port of the loopback interface. */
export const serve = (office: Office) =>
  serveHere(
    (request, response) => answer(office, request, response),
    ({ message }) => ({ error: { type: 'api_error', message } }),
  )

async function answer(office: Office, request: IncomingMessage, response: ServerResponse) {
  const sent = await wholeBody(request, BODY_AT_MOST)
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const body = request.method === 'POST' ? sent.toString() : url.search.slice(1)
  const asked: Asked = {
    method: request.method ?? 'GET',
    path: url.pathname,
    body,
    version: url.pathname.startsWith('/v2/') ? 'v2' : 'v1',
    account: String(request.headers['stripe-account'] ?? ''),
    key: request.headers['idempotency-key']?.toString(),
  }
  const answered = keyFault(request, office.ended) ?? (await handled(office, asked))
  if (asked.method !== 'GET') office.changed()
  if (asked.method === 'POST' && (office.cutNext > 0 || office.cuts())) {
    office.cutNext = Math.max(0, office.cutNext - 1)
    response.destroy()
    return
  }
  response.writeHead(answered.status, {
    'content-type': 'application/json',
    'request-id': newRef('req'),
    'stripe-version': request.headers['stripe-version'] ?? '',
    'stripe-should-retry': 'false',
    ...(asked.key ? { 'idempotency-key': asked.key } : {}),
    ...(answered.replayed ? { 'idempotent-replayed': 'true' } : {}),
  })
  response.end(JSON.stringify(answered.body))
}

/** The sandbox takes test keys only: whoever sends a live one believes that money moves. */
function keyFault(request: IncomingMessage, ended: ReadonlySet<string>): Answered | undefined {
  const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (key.startsWith('sk_test_') && !ended.has(key)) return undefined
  const live = key.includes('_live_')
  return {
    status: 401,
    body: {
      error: {
        type: 'invalid_request_error',
        code: live ? 'testmode_charges_only' : 'secret_key_required',
        message: live
          ? 'This is the sandbox of Stoa: it moves no money and refuses live keys.'
          : 'Invalid API Key provided.',
      },
    },
  }
}

async function handled(office: Office, asked: Asked): Promise<Answered> {
  const found = routeFor(asked.method, asked.path)
  if (!found) {
    return {
      status: 501,
      body: {
        error: {
          type: 'invalid_request_error',
          code: 'not_implemented',
          message: `The sandbox of Stoa does not do ${asked.method} ${asked.path}.`,
        },
      },
    }
  }
  return office.run(async (till) => {
    const { tx } = till
    const fingerprint = createHash('sha256')
      .update(`${asked.method} ${asked.path}\n${asked.body}`)
      .digest('hex')
    const before = asked.key && (await remembered(tx, asked, fingerprint, till.now))
    if (before) return before
    await tx`savepoint work`
    try {
      const sent = readSent(asked)
      mustBeAskedSo(found.route.name, sent, asked)
      const params = readParams(found.route.schema, sent) as { expand?: string[] }
      const made = await found.route.handle(till, found.ids, params as never, office.pages)
      const body = params.expand ? await expand(till, made, params.expand) : made
      const answer = shown(body)
      mustBeAnsweredSo(found.route.name, answer)
      return await remember(tx, asked, fingerprint, till.now, { status: 200, body: answer })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      await tx`rollback to savepoint work`
      // Its answer is remembered too, the bad ones included: as at the provider.
      return remember(tx, asked, fingerprint, till.now, {
        status: error.status,
        body: { error: error.error },
      })
    }
  }, asked.account)
}

/** Nothing is taken that the SDK's own types do not allow. */
function mustBeAskedSo(operation: string, sent: unknown, { version, method }: Asked): void {
  const fault = requestFault(
    operation,
    sent,
    version === 'v1' || method !== 'POST' ? 'form' : 'json',
  )
  if (!fault) return
  const param = fault.at.replace(/\.([^.]+)/g, '[$1]')
  throw new Fault(400, {
    type: 'invalid_request_error',
    code: fault.unknown
      ? 'parameter_unknown'
      : fault.lacking
        ? 'parameter_missing'
        : 'parameter_invalid',
    message: fault.unknown
      ? `Received unknown parameter: ${param}`
      : fault.lacking
        ? `Missing required param: ${param}.`
        : `Invalid ${param}: it ${fault.says}`,
    param,
  })
}

/** Nothing is answered that the SDK's own types do not allow: that is a fault of the sandbox, and undoes the work. */
function mustBeAnsweredSo(operation: string, body: unknown): void {
  const fault = answerFault(operation, body)
  if (fault)
    throw new Error(
      `The sandbox answers ${operation} otherwise than the SDK says: ${fault.at} ${fault.says}`,
    )
}

function readSent(asked: Asked): unknown {
  if (asked.version === 'v1' || asked.method !== 'POST') return readForm(asked.body)
  try {
    return JSON.parse(asked.body || '{}')
  } catch {
    throw new Fault(400, { type: 'invalid_request_error', message: 'Invalid JSON.' })
  }
}

async function remembered(
  tx: Tx,
  asked: Asked,
  fingerprint: string,
  now: Temporal.Instant,
): Promise<Answered | undefined> {
  const [row] = await tx<{ fingerprint: string; status: number; body: object }>`
    select fingerprint, status, body from sandbox.answer
     where account = ${asked.account} and key = ${asked.key} and made_at > ${now.subtract({ hours: KEY_HOURS })}`
  if (!row) return undefined
  if (row.fingerprint === fingerprint) return { status: row.status, body: row.body, replayed: true }
  return {
    status: 400,
    body: {
      error: {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${asked.key}' if you meant to execute a different request.`,
      },
    },
  }
}

async function remember(
  tx: Tx,
  asked: Asked,
  fingerprint: string,
  now: Temporal.Instant,
  answered: Answered,
): Promise<Answered> {
  if (asked.key && asked.method !== 'GET') {
    await tx`
      insert into sandbox.answer (account, key, fingerprint, status, body, made_at)
      values (${asked.account}, ${asked.key}, ${fingerprint}, ${answered.status}, ${answered.body}, ${now})
      on conflict (account, key) do update
        set fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body, made_at = excluded.made_at`
  }
  return answered
}
