import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'

export type Answer = {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the story asks of it
  body: any
}

/** Someone at a browser: keeps cookies, and knows nothing but addresses. */
export class Visitor {
  readonly name: string
  readonly #base: string
  readonly #cookies = new Map<string, string>()

  constructor(base: string, name: string) {
    this.#base = base
    this.name = name
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const address = new URL(path, this.#base)
    const own = address.origin === new URL(this.#base).origin
    const response = await fetch(address, {
      method,
      redirect: 'manual',
      headers: {
        ...(own ? { origin: address.origin, cookie: this.#cookieLine() } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    if (own) this.#keep(response.headers.getSetCookie())
    const text = await response.text()
    const json = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      body: json ? JSON.parse(text) : text,
    }
  }

  /** Asks, and insists on an answer of the 200s. */
  async get(path: string): Promise<Answer['body']> {
    return this.#well('GET', path, await this.call('GET', path))
  }

  /** Does something once: with an idempotency key of its own unless one is given. */
  async post(
    path: string,
    body: unknown = {},
    key: string = randomUUID(),
  ): Promise<Answer['body']> {
    return this.#well('POST', path, await this.call('POST', path, body, { 'idempotency-key': key }))
  }

  async patch(path: string, body: unknown): Promise<Answer['body']> {
    const key = { 'idempotency-key': randomUUID() }
    return this.#well('PATCH', path, await this.call('PATCH', path, body, key))
  }

  /** Tries something that must be refused with this code; answers the refusal. */
  async refused(
    code: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer['body']> {
    const answer = await this.call(method, path, body, { 'idempotency-key': randomUUID() })
    assert.equal(
      answer.body?.code,
      code,
      `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`,
    )
    return answer.body
  }

  /** Sends a form of a page, and insists on being sent on. */
  async fillIn(page: string, fields: Record<string, string>): Promise<void> {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await this.call('POST', page, new URLSearchParams(fields).toString(), form)
    assert.equal(answer.status, 303, `${this.name}: ${page} answered ${answer.status}`)
  }

  async signUp(email: string, password: string, zone: string): Promise<void> {
    await this.post('/api/auth/sign-up/email', { name: this.name, email, password, zone })
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.post('/api/auth/sign-in/email', { email, password })
  }

  #well(method: string, path: string, answer: Answer): Answer['body'] {
    assert.ok(
      answer.status >= 200 && answer.status < 400,
      `${this.name}: ${method} ${path} was answered ${answer.status} ${JSON.stringify(answer.body)}`,
    )
    return answer.body
  }

  #cookieLine(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(lines: string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
}
