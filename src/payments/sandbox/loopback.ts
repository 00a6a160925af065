import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock, Query } from '#base'

/** What every sandbox stands on: a server that only this machine reaches, and one hour for all of them. */

/** Serves on a free port of the loopback interface; `broken` is the provider's own shape of a 500. */
export async function serveHere(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  broken: (error: Error) => object,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify(broken(error)))
    })
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', done)
  })
  server.unref()
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** The whole body, of so many bytes at most. */
export async function wholeBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > most) throw new Error('The body is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The sandboxes' hour: the clock's, or the later one that they were brought to. */
export async function hourOf(q: Query, clock: Clock): Promise<Temporal.Instant> {
  const [row] = await q<{ at: Temporal.Instant }>`select at from sandbox.hour`
  const now = clock.now()
  return row && Temporal.Instant.compare(row.at, now) > 0 ? row.at : now
}
