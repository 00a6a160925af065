import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'

/** What may happen to a transaction's end on its way. */
export type Cut = 'the answer' | 'the request'

/**
 * A wire between a client and PostgreSQL that is cut at the worst moment: after the server has committed
 * and before its client hears of it (the answer), or when the client has sent its commit and the server has
 * not got it (the request). It reads the protocol's messages, so it cuts exactly there.
 */
export class Wire implements AsyncDisposable {
  readonly #server: Server
  readonly #sockets: string
  readonly #cut: () => Cut | undefined
  readonly #open = new Set<Socket>()
  readonly cuts = new Map<Cut, number>()

  private constructor(sockets: string, cut: () => Cut | undefined) {
    this.#sockets = sockets
    this.#cut = cut
    this.#server = createServer((client) => this.#join(client))
  }

  /** `cut` is asked at each end of a transaction. */
  static async open(url: string, cut: () => Cut | undefined): Promise<Wire> {
    const wire = new Wire(new URL(url).searchParams.get('host')!, cut)
    await new Promise<void>((up) => wire.#server.listen(0, '127.0.0.1', up))
    return wire
  }

  /** The address of the same database at this end of the wire. */
  get url(): string {
    const { port } = this.#server.address() as { port: number }
    return `postgresql://stoa@127.0.0.1:${port}/stoa`
  }

  #join(client: Socket): void {
    const server = createConnection(join(this.#sockets, '.s.PGSQL.5432'))
    for (const socket of [client, server]) {
      this.#open.add(socket)
      socket.on('error', () => {})
      socket.once('close', () => {
        this.#open.delete(socket)
        client.destroy()
        server.destroy()
      })
    }
    const cut = (what: Cut) => {
      this.cuts.set(what, (this.cuts.get(what) ?? 0) + 1)
      client.destroy()
      server.destroy()
    }
    let planned: Cut | undefined
    client.on('data', (bytes: Buffer) => {
      if (!bytes.includes(COMMIT)) return void server.write(bytes)
      planned = this.#cut()
      if (planned !== 'the request') return void server.write(bytes)
      cut('the request')
    })
    const inbox = new Messages()
    server.on('data', (bytes: Buffer) => {
      for (const message of inbox.read(bytes)) {
        // The answer to the commit is kept back for ever.
        if (planned && message.includes(COMMITTED)) return cut(planned)
        client.write(message)
      }
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    await new Promise((closed) => this.#server.close(closed))
  }
}

/** What pg sends to end a transaction, and what PostgreSQL says when it has ended it. */
const COMMIT = Buffer.from('commit\0')
const COMMITTED = Buffer.from('COMMIT\0')

/** Cuts a stream of bytes into the protocol's messages: a letter, a length that counts itself, the rest. */
class Messages {
  #rest: Buffer = Buffer.alloc(0)

  read(bytes: Buffer): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, bytes])
    const whole: Buffer[] = []
    while (this.#rest.length >= 5) {
      const length = 1 + this.#rest.readUInt32BE(1)
      if (this.#rest.length < length) break
      whole.push(this.#rest.subarray(0, length))
      this.#rest = this.#rest.subarray(length)
    }
    return whole
  }
}
