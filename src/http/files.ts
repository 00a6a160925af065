import type { FastifyInstance, FastifyReply } from 'fastify'
import type { FileKind } from '#base'

/** No file that people hand in may be longer, whatever an operator sets. */
export const FILE_BYTES = 10 * 1024 * 1024

/** Makes a room of routes take bodies as the bytes they are. What they are is for the verb to find out. */
export function takesFiles(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: FILE_BYTES },
    (_request, body, done) => done(null, body),
  )
}

/** The bytes of a request in such a room. */
export const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0))

/**
 * Answers with a file that somebody handed in: to be saved, not opened in our own name; nothing in it may run,
 * and nobody on the way may keep it.
 */
export function sendFile(
  reply: FastifyReply,
  file: { name: string; kind: FileKind; bytes: Buffer },
) {
  const plain = file.name.replace(/[^\x20-\x7e]/g, '_')
  return reply
    .type(file.kind)
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encoded(file.name)}`,
    )
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
    .send(file.bytes)
}

/** RFC 5987: what `encodeURIComponent` leaves and a header may not hold. */
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
