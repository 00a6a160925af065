import { Busy, Refused, Unknown } from '../provider.ts'

/** How Stoa reaches the provider. */
export type Connection = {
  /** `rzp_test_…` or `rzp_live_…`. */
  keyId: string
  keySecret: string
  /** Another server than the provider's own: the sandbox. */
  server?: string | undefined
  /** How long an answer may take. */
  timeoutMs?: number | undefined
}

const SERVER = 'https://api.razorpay.com'
const TIMEOUT_MS = 20_000
const PAGE = 100

/** Refusals that the one who pays, or is paid, can do something about. */
const CAN_FIX = new Set(['payee_bank_unusable', 'payment_declined'])

/**
 * What the provider's words mean. It has one code, BAD_REQUEST_ERROR, for nearly everything and tells
 * the cases apart in its description; these are the ones on which something of ours depends.
 */
const MEANS: [RegExp, string][] = [
  [/fully refunded already|has been refunded/i, 'charge_already_refunded'],
  [/refund amount.*(greater|exceed)|greater than.*(captured|unrefunded)/i, 'amount_too_large'],
  [/dispute/i, 'charge_disputed'],
  [/not have (enough|sufficient) balance|insufficient (balance|funds)/i, 'balance_insufficient'],
  [/reference_id.*already exists|already exists.*reference/i, 'reference_taken'],
  [/already been captured/i, 'already_captured'],
  [/fund account|beneficiary|ifsc|vpa/i, 'payee_bank_unusable'],
]

type Envelope = { error?: { code?: string; description?: string; reason?: string | null } }

export type Sent = {
  body?: Record<string, unknown>
  query?: Record<string, string | number | undefined>
  /** The provider's own header for a key, and ours: only refunds and payouts have one. */
  key?: { header: 'X-Refund-Idempotency' | 'X-Payout-Idempotency'; value: string }
  /** An upload instead of JSON. */
  form?: FormData
}

/**
 * A client of our own: the provider's SDK cannot be pointed at another server, sends no keys for
 * refunds, and compares signatures in a way that tells time. Every failure is one of three: a definite
 * no (`Refused`), nobody knows (`Unknown`), not now (`Busy`). It never tries again by itself: whoever
 * asked knows whether that is safe.
 */
export class Client {
  readonly #connection: Connection
  readonly #authorization: string
  constructor(connection: Connection) {
    this.#connection = connection
    const { keyId, keySecret } = connection
    this.#authorization = `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`
  }

  get<Answer>(path: string, query: Sent['query'] = {}): Promise<Answer> {
    return this.#send<Answer>('GET', path, { query })
  }

  post<Answer>(path: string, sent: Sent = {}): Promise<Answer> {
    return this.#send<Answer>('POST', path, sent)
  }

  patch<Answer>(path: string, body: Record<string, unknown>): Promise<Answer> {
    return this.#send<Answer>('PATCH', path, { body })
  }

  /** As `get`; undefined where the provider knows no such thing. */
  async look<Answer>(path: string): Promise<Answer | undefined> {
    try {
      return await this.get<Answer>(path)
    } catch (error) {
      if (error instanceof Refused && error.code === 'not_there') return undefined
      throw error
    }
  }

  /** Every item of a list, page by page. */
  async *all<Item>(
    path: string,
    query: NonNullable<Sent['query']>,
    page: number = PAGE,
  ): AsyncIterable<Item> {
    for (let skip = 0; ; skip += page) {
      const answer = await this.get<{ items?: Item[] }>(path, { ...query, count: page, skip })
      if (!Array.isArray(answer.items)) throw new Unknown(`${path} was answered with no list.`)
      yield* answer.items
      if (answer.items.length < page) return
    }
  }

  async #send<Answer>(method: string, path: string, sent: Sent): Promise<Answer> {
    const { server = SERVER, timeoutMs = TIMEOUT_MS } = this.#connection
    const url = new URL(path, server)
    for (const [name, value] of Object.entries(sent.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value))
    }
    let answer: Response
    let text: string
    try {
      answer = await fetch(url, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          authorization: this.#authorization,
          accept: 'application/json',
          ...(sent.body ? { 'content-type': 'application/json' } : {}),
          ...(sent.key ? { [sent.key.header]: sent.key.value } : {}),
        },
        ...(sent.form ? { body: sent.form } : sent.body ? { body: JSON.stringify(sent.body) } : {}),
      })
      text = await answer.text()
    } catch (cause) {
      throw new Unknown(`${method} ${path}: no answer.`, { cause })
    }
    return read<Answer>(answer, text, `${method} ${path}`)
  }
}

function read<Answer>(answer: Response, text: string, asked: string): Answer {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  const { error } = (body ?? {}) as Envelope
  const said = error?.description ?? `${asked} was answered with ${answer.status}.`
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('retry-after'))
    throw new Busy(said, seconds > 0 ? seconds * 1_000 : 2_000)
  }
  // Another request under the same key is being worked on.
  if (answer.status === 409) throw new Busy(said, 1_000)
  if (error?.code === 'GATEWAY_ERROR' || error?.code === 'SERVER_ERROR') throw new Unknown(said)
  // A no is the provider's only in its own envelope: anything else may be a proxy's.
  if (answer.status >= 400 && answer.status < 500 && error?.code) throw refused(answer.status, said)
  if (!answer.ok || typeof body !== 'object' || body === null || error) throw new Unknown(said)
  return body as Answer
}

function refused(status: number, said: string): Refused {
  if (status === 401) {
    const words = `Razorpay does not take these keys: ${said}`
    return new Refused('keys_refused', words, false)
  }
  if (status === 404 || /(does|do) not exist|not found|not a valid id/i.test(said)) {
    return new Refused('not_there', said, false)
  }
  const code = MEANS.find(([words]) => words.test(said))?.[1] ?? 'bad_request'
  return new Refused(code, said, CAN_FIX.has(code))
}

/** Asks of an answer that it is what was asked for; anything else means that we do not know. */
export function sure<Thing extends { id?: string }>(thing: Thing, prefix: string): Thing {
  if (typeof thing?.id !== 'string' || !thing.id.startsWith(prefix)) {
    throw new Unknown(`The provider answered with something that is no ${prefix}….`)
  }
  return thing
}
