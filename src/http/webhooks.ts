import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically } from '#base'
import { hearLiveKit } from '#live'
import { takeNotice } from '#payments'
import type { Deps } from './edge.ts'
import { ProviderSchema } from './providers.ts'

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
