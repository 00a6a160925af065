import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { serveHere, wholeBody } from '../loopback.ts'
import { readSent, routeFor } from './routes.ts'
import { type Desk, Fault, shown } from './store.ts'

const BODY_AT_MOST = 4_000_000
const KEY = /^[A-Za-z0-9 _-]{4,36}$/

export type Office = {
  /** Where the pages of its links are. */
  pages: string
  keyId: string
  keySecret: string
  /** Runs in one transaction, one at a time for the whole sandbox, after what is due by now. */
  run<Result>(work: (desk: Desk) => Promise<Result>): Promise<Result>
  /** Called after each request that may have changed something. */
  changed(): void
  /** How many answers are still to be cut off after their work is kept; how many to be put off. */
  cutNext: number
  /** Whether chance cuts this one. */
  cuts(): boolean
  busyNext: number
}

type Asked = { method: string; path: string; sent: unknown; key: string | undefined }
type Answered = { status: number; body: object }

/** Serves the provider's API on a port of the loopback interface. */
export const serve = (office: Office) =>
  serveHere(
    (request, response) => answer(office, request, response),
    ({ message }) => ({ error: { code: 'SERVER_ERROR', description: message } }),
  )

async function answer(office: Office, request: IncomingMessage, response: ServerResponse) {
  const sent = await wholeBody(request, BODY_AT_MOST)
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const { method = 'GET', headers } = request
  const key = headers['x-refund-idempotency'] ?? headers['x-payout-idempotency']
  let answered: Answered | undefined = refusal(office, headers.authorization)
  if (!answered && office.busyNext > 0) {
    office.busyNext -= 1
    answered = { status: 429, body: new Fault('Too many requests', 429).body }
  }
  answered ??= await handled(office, {
    method,
    path: url.pathname,
    sent:
      method === 'GET'
        ? Object.fromEntries(url.searchParams)
        : bodyOf(headers['content-type'], sent),
    key: key?.toString(),
  })
  if (method !== 'GET') office.changed()
  if (method !== 'GET' && (office.cutNext > 0 || office.cuts())) {
    office.cutNext = Math.max(0, office.cutNext - 1)
    response.destroy()
    return
  }
  response.writeHead(answered.status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answered.body))
}

function bodyOf(type = '', body: Buffer): unknown {
  if (type.startsWith('multipart/form-data')) return { file: body.length }
  if (body.length === 0) return {}
  try {
    return JSON.parse(body.toString())
  } catch {
    return body.toString()
  }
}

/** The sandbox takes its own keys only: whoever sends a live one believes that money moves. */
function refusal(office: Office, authorization = ''): Answered | undefined {
  const [id = '', secret = ''] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':')
  if (id.startsWith('rzp_live_')) {
    const words = 'This is the sandbox of Stoa: it moves no money and refuses live keys.'
    return { status: 401, body: new Fault(words).body }
  }
  if (id === office.keyId && secret === office.keySecret) return undefined
  return { status: 401, body: new Fault('The api key provided is invalid').body }
}

async function handled(office: Office, asked: Asked): Promise<Answered> {
  const found = routeFor(asked.method, asked.path)
  if (!found) {
    const words = `The sandbox of Stoa does not do ${asked.method} ${asked.path}.`
    return { status: 501, body: { error: { code: 'NOT_DONE_HERE', description: words } } }
  }
  return office.run(async (desk) => {
    const { tx } = desk
    const print = createHash('sha256').update(JSON.stringify(asked)).digest('hex')
    const before = asked.key && (await remembered(desk, asked.key, print))
    if (before) return before
    await tx`savepoint work`
    let answered: Answered
    try {
      if (asked.path === '/v1/payouts' && asked.method === 'POST' && !KEY.test(asked.key ?? '')) {
        throw new Fault('Idempotency key is required, of 4 to 36 characters')
      }
      const sent = readSent(found.route.schema, asked.sent)
      const made = await found.route.handle(desk, found.ids, sent as never, office.pages)
      answered = { status: 200, body: shown(made) }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      await tx`rollback to savepoint work`
      answered = { status: error.status, body: error.body }
    }
    if (asked.key) {
      await tx`
        insert into sandbox.razorpay_answer (key, fingerprint, status, body)
        values (${asked.key}, ${print}, ${answered.status}, ${answered.body})`
    }
    return answered
  })
}

async function remembered({ tx }: Desk, key: string, print: string): Promise<Answered | undefined> {
  const [row] = await tx<{ fingerprint: string; status: number; body: object }>`
    select fingerprint, status, body from sandbox.razorpay_answer where key = ${key}`
  if (!row) return undefined
  if (row.fingerprint === print) return { status: row.status, body: row.body }
  const words = 'Different request body sent for the same Idempotency Header'
  return { status: 400, body: new Fault(words).body }
}
