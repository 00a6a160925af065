import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically } from '#base'
import { hearLiveKit } from '#live'
import { byItsAddress, takeProviderNotice } from '#messaging'
import { takeNotice } from '#payments'
import type { Deps } from './edge.ts'
import { ProviderSchema } from './providers.ts'
import { IdSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const

/** A room of its own: only here bodies are taken as raw bytes, for the signature is over them. */
export const webhookRoute =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.post(
      '/webhooks/:provider/:endpoint',
      {
        config: { needs: 'provider', anyHost: true },
        schema: {
          tags: ['payments'],
          summary: 'Notices of a payment provider, signed',
          params: Type.Object(
            {
              provider: ProviderSchema,
              endpoint: Type.Enum(['own', 'connect']),
            },
            thing,
          ),
          response: {
            200: Type.Object({ received: Type.Literal(true), repeated: Type.Boolean() }, thing),
          },
        },
      },
      async (request) => {
        const { headers } = request
        const signature = headers['stripe-signature'] ?? headers['x-razorpay-signature']
        const eventId = headers['x-razorpay-event-id']
        const fresh = await takeNotice(
          deps.payments,
          {
            ...request.params,
            raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
            signature: typeof signature === 'string' ? signature : undefined,
            eventId: typeof eventId === 'string' ? eventId : undefined,
          },
          deps.clock.now(),
        )
        return { received: true as const, repeated: !fresh }
      },
    )
    await app.register(ofMessageProviders(deps))
    app.post(
      '/webhooks/livekit',
      {
        config: { needs: 'provider', anyHost: true },
        schema: {
          tags: ['room'],
          summary: 'Notices of LiveKit, signed: who came into a meeting there, and who left',
          response: { 200: Type.Object({ received: Type.Literal(true) }, thing) },
        },
      },
      async ({ headers, body }) => {
        const raw = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
        const sent = { raw, authorization: headers.authorization }
        const now = deps.clock.now()
        await atomically(deps.db, (tx) => hearLiveKit(tx, deps.config, sent, now))
        return { received: true as const }
      },
    )
  }

const MessageParams = Type.Object(
  { provider: IdSchema, secret: Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' }) },
  thing,
)

/** Where providers of messages tell what became of them; each has an address of its own, with a secret in it. */
const ofMessageProviders =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/webhooks/messages/:provider/:secret',
      {
        config: { needs: 'provider', anyHost: true },
        // Some send hundreds of events at once.
        bodyLimit: 2 * 1024 * 1024,
        schema: {
          tags: ['message providers'],
          summary: 'Notices of a provider of messages: reports, answers, opt-outs',
          params: MessageParams,
          response: {
            200: Type.Object({ received: Type.Literal(true), repeated: Type.Boolean() }, thing),
          },
        },
      },
      async ({ params, headers, body, url, ip }) => {
        const sent = {
          ...params,
          headers,
          body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
          // As the provider knows it, whatever stands between: it is part of what is signed.
          url: `${deps.config.url}${url}`,
          from: ip,
        }
        const fresh = await takeProviderNotice(deps, sent, deps.clock.now())
        return { received: true as const, repeated: !fresh }
      },
    )
    app.get(
      '/webhooks/messages/:provider/:secret',
      {
        config: { needs: 'provider', anyHost: true },
        schema: {
          tags: ['message providers'],
          summary: 'Shows Meta that the address is ours: says back what it was asked',
          params: MessageParams,
          querystring: Type.Object(
            {
              'hub.mode': Type.Literal('subscribe'),
              'hub.challenge': Type.String({ pattern: '^[A-Za-z0-9_-]{1,200}$' }),
              'hub.verify_token': Type.String({ maxLength: 200 }),
            },
            thing,
          ),
          response: { 200: Type.String() },
        },
      },
      async ({ params, query }, reply) => {
        const secret = query['hub.verify_token']
        await byItsAddress(deps.messageProviders, params)
        await byItsAddress(deps.messageProviders, { ...params, secret })
        reply.type('text/plain')
        return query['hub.challenge']
      },
    )
  }
