import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What every stand-in of a provider plays, by whom a message goes to. */
export const PLAYED = [
  'delivered',
  'delivered-twice',
  'delivered-then-failed',
  'read-first',
  'never',
  'late',
  'told-first',
  'slow-down',
  'broken',
  'hangs',
  'cut-off',
  'out-of-credit',
  'invalid-number',
  'dnd',
  'opted-out',
  'dlt-mismatch',
  'window-closed',
  'recategorised',
  'more-segments',
] as const
export type Played = (typeof PLAYED)[number]

export type Request = {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string | string[] | undefined>
  body: string
}
export type Reply = { status: number; headers?: Record<string, string>; body?: string }
/** A message that the stand-in has taken. */
export type Taken = {
  to: string
  ref: string
  attempt?: string | undefined
  callback?: string | undefined
}
/** What it posts to us. */
export type Letter = { body: string; headers: Record<string, string>; query?: string }
export type Fault =
  | 'slow_down'
  | 'broken'
  | 'out_of_credit'
  | 'invalid_number'
  | 'opted_out'
  | 'window_closed'

/** What is particular to one provider. */
export type Part = {
  /** The answer to anything but a message: what is left. */
  ask(request: Request, fake: Fake): Reply | undefined
  /** What it is asked to send; or the answer to what is no such request, or not allowed. */
  taken(request: Request): Taken | Reply
  yes(taken: Taken): Reply
  /** Undefined: it takes the message first, and tells of the fault later. */
  no(fault: Fault): Reply | undefined
  /** What it tells of a message. */
  letters(taken: Taken, played: Played, now: Temporal.Instant): Letter[]
}

const REFUSED: Partial<Record<Played, Fault>> = {
  'invalid-number': 'invalid_number',
  'opted-out': 'opted_out',
  'window-closed': 'window_closed',
}

/**
 * A provider at the network: a server on this machine that looks at method, content type, authentication
 * and shape of what it is asked, keeps a balance, and plays what providers do.
 */
export class Fake {
  readonly part: Part
  /** What went wrong with the requests themselves; a test ends with none. */
  readonly wrong: string[] = []
  readonly taken: Taken[] = []
  readonly played = new Map<string, Played>()
  balance = 1_000
  /** Hears news that come before the answer. */
  onNews: (taken: Taken) => Promise<void> = async () => {}
  /** A key that is not taken any more. */
  shutKey: string | undefined
  readonly #calls = new Map<string, number>()
  readonly #server: Server

  constructor(part: Part) {
    this.part = part
    this.#server = createServer((incoming, answer) => {
      const parts: Buffer[] = []
      incoming.on('data', (part) => parts.push(part))
      incoming.on('end', () => {
        const { pathname, searchParams } = new URL(incoming.url!, 'http://fake')
        const request = {
          method: incoming.method!,
          path: pathname,
          query: searchParams,
          headers: incoming.headers,
          body: Buffer.concat(parts).toString('utf8'),
        }
        this.#answer(request, answer).catch((error) => {
          this.wrong.push(String(error))
          answer.destroy()
        })
      })
    })
  }

  async start(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }

  async #answer(request: Request, answer: ServerResponse): Promise<void> {
    if (this.shutKey && JSON.stringify(request.headers).includes(this.shutKey))
      return say(answer, { status: 401, body: '{"code":"401","error":{"code":190}}' })
    const asked = this.part.ask(request, this)
    if (asked) return say(answer, asked)
    const taken = this.part.taken(request)
    if ('status' in taken) {
      if (taken.status !== 401 && taken.status !== 403)
        this.wrong.push(taken.body ?? String(taken.status))
      return say(answer, taken)
    }
    const played = this.played.get(taken.to) ?? 'delivered'
    const calls = (this.#calls.get(taken.to) ?? 0) + 1
    this.#calls.set(taken.to, calls)
    const fault = this.#faultOf(played, calls)
    const no = fault && this.part.no(fault)
    if (no) return say(answer, no)
    this.balance -= 1
    this.taken.push(taken)
    if (played === 'hangs') return
    if (played === 'cut-off') {
      answer.writeHead(200, { 'content-length': '500' }).write('{"')
      setTimeout(() => answer.destroy(), 5)
      return
    }
    if (played === 'told-first') await this.onNews(taken)
    say(answer, this.part.yes(taken))
  }

  #faultOf(played: Played, calls: number): Fault | undefined {
    if (played === 'slow-down' && calls < 2) return 'slow_down'
    if (played === 'broken' && calls < 3) return 'broken'
    if (this.balance <= 0) return 'out_of_credit'
    return REFUSED[played]
  }
}

function say(answer: ServerResponse, { status, headers = {}, body = '' }: Reply): void {
  answer.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

/** A refusal for what no provider would take; it is a fault of ours. */
export const malformed = (words: string): Reply => ({ status: 400, body: words })
export const json = (status: number, body: unknown, headers?: Record<string, string>): Reply => ({
  status,
  body: JSON.stringify(body),
  ...(headers && { headers }),
})
