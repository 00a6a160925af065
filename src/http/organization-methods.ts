import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { termsNow } from '#messaging'
import { addMethod, forgetMethod, keepsMethods, makeDefault, methodsOf } from '#payments'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { MethodIdSchema, MethodSchema, PageSchema, shownMethod } from './methods.ts'
import { IdSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['message wallets']
const Params = Type.Object({ organizationId: IdSchema }, thing)
const MethodParams = Type.Object({ organizationId: IdSchema, id: MethodIdSchema }, thing)
const config = {
  needs: { organization: ['owner', 'admin', 'billing'] },
  limit: 'checkout',
} as const

const ownerOf = (id: string) => ({ type: 'organization', id }) as const

/** Who did what to an organization's methods of payment: its members may well be several. */
const onLog = (
  deps: Deps,
  request: FastifyRequest,
  organization: string,
  deed: `payment_method.${'adding' | 'default' | 'removed'}`,
  method?: string,
) =>
  change(deps, request, (tx, now, actor) => {
    const about = { type: 'organization', id: organization }
    const after = method ? { method } : {}
    return audit(tx, { by: `person:${actor.id}`, deed, about, after, from: request.id }, now)
  })

/** What an organization keeps with the provider, to be charged for what it has bought by itself. */
export const organizationMethodRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { payments, clock } = deps
    app.get(
      '',
      {
        config: { needs: config.needs },
        schema: {
          tags,
          summary: 'What an organization keeps with the payment provider, latest first',
          params: Params,
          response: {
            200: Type.Object(
              {
                kept: Type.Boolean({ description: 'The provider of this house keeps methods' }),
                items: Type.Array(MethodSchema),
              },
              thing,
            ),
          },
        },
      },
      async ({ params }) => ({
        kept: keepsMethods(payments),
        items: (await methodsOf(payments, ownerOf(params.organizationId))).map(shownMethod),
      }),
    )
    app.post(
      '',
      {
        config,
        schema: {
          tags,
          summary: 'A page of the provider’s where one is added; nothing is charged',
          params: Params,
          response: { 200: PageSchema },
        },
      },
      async (request) => {
        const { organizationId: id } = request.params
        const { currency } = await termsNow(deps.db, clock.now())
        const returnTo = `/institution/${id}/messaging/settings`
        const page = await addMethod(payments, ownerOf(id), { returnTo, currency }, clock.now())
        await onLog(deps, request, id, 'payment_method.adding')
        return page
      },
    )
    app.post(
      '/:id/default',
      {
        config,
        schema: {
          tags,
          summary: 'Charge this one from now on',
          params: MethodParams,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { organizationId, id } = request.params
        await makeDefault(payments, ownerOf(organizationId), id, clock.now())
        await onLog(deps, request, organizationId, 'payment_method.default', id)
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Take this one away for good',
          description: 'What is bought by itself is then an order that somebody pays.',
          params: MethodParams,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { organizationId, id } = request.params
        await forgetMethod(payments, ownerOf(organizationId), id)
        await onLog(deps, request, organizationId, 'payment_method.removed', id)
        return reply.code(204).send(null)
      },
    )
  }
