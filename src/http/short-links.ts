import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isbot } from 'isbot'
import { Type } from 'typebox'
import { Problem } from '#base'
import { countClick, LINK_PATH, linkAt, MEDIA_PATH, mediaAt } from '#messaging'
import type { Deps } from './edge.ts'

const thing = { additionalProperties: false } as const
const Code = Type.Object(
  { code: Type.String({ pattern: '^([0-9A-Za-z]{8}|[0-9A-Za-z]{22})$' }) },
  thing,
)

/** Messengers look at a link before a person does; most say so in their name, and these do it in a browser's. */
const LOOKS_AHEAD =
  /whatsapp|telegram|viber|skypeuripreview|preview|safelinks|proofpoint|mimecast|barracuda|headless|facebookexternalhit/i

/** Whether nobody has pressed it: then it is shown where it leads, and not counted. */
function looksAhead({ method, headers }: FastifyRequest): boolean {
  const agent = headers['user-agent'] ?? ''
  const purpose = `${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''} ${headers['x-moz'] ?? ''}`
  return (
    method === 'HEAD' ||
    /prefetch|preview|prerender/i.test(purpose) ||
    agent === '' ||
    isbot(agent) ||
    LOOKS_AHEAD.test(agent)
  )
}

const safe = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)

/** A page of a few words, in no search engine's index. */
function page(reply: FastifyReply, status: number, title: string, body: string) {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow')
    .header('referrer-policy', 'no-referrer')
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title><style nonce="${reply.cspNonce.style}">body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem;color:#1d2126;background:#faf8f4}a{color:#1d5c7a;overflow-wrap:anywhere}@media(prefers-color-scheme:dark){body{color:#ece7df;background:#16191c}a{color:#8cc4de}}</style></head><body><h1>${title}</h1>${body}</body></html>`,
    )
}

/** Short links of messages, and pictures and papers that messages lead to: open to whoever knows the code. */
export const shortLinkRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      `${LINK_PATH}:code`,
      { config: { needs: 'anyone' }, schema: { hide: true, params: Code } },
      async (request, reply) => {
        const { code } = request.params
        const now = deps.clock.now()
        let url: string
        try {
          url = await linkAt(deps.db, code, now)
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          return page(reply, error.status, error.message, '<p>Nothing was lost.</p>')
        }
        if (looksAhead(request)) {
          const shown = safe(url)
          const to = `<p><a rel="nofollow noreferrer" href="${shown}">${shown}</a></p>`
          return page(reply, 200, 'This link leads to another page', to)
        }
        await countClick(deps.db, code, now)
        return reply
          .header('cache-control', 'no-store')
          .header('x-robots-tag', 'noindex, nofollow')
          .header('referrer-policy', 'no-referrer')
          .redirect(url, 302)
      },
    )
    app.get(
      `${MEDIA_PATH}:code`,
      { config: { needs: 'anyone' }, schema: { hide: true, params: Code } },
      async (request, reply) => {
        const { name, kind, bytes } = await mediaAt(deps.db, request.params.code, deps.clock.now())
        const plain = name.replace(/[^\x20-\x7e]|"/g, '_')
        return reply
          .type(kind)
          .header('content-disposition', `inline; filename="${plain}"`)
          .header('content-security-policy', "default-src 'none'; sandbox")
          .header('x-content-type-options', 'nosniff')
          .header('x-robots-tag', 'noindex')
          .header('cache-control', 'private, max-age=86400')
          .send(bytes)
      },
    )
  }
