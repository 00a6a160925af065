import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Tx } from '#base'
import {
  addProvider,
  callbackOf,
  changeCallback,
  changeProvider,
  endMessageKey,
  giveMessageKey,
  listProviders,
  messageKeys,
  oneProvider,
  PROVIDER_CARDS,
  ProviderFault,
  sendTest,
} from '#messaging'
import { audit } from '#people'
import { actorOf, change, type Deps } from './edge.ts'
import { errorCodeRoutes } from './message-codes.ts'
import { providerNoticeRoutes } from './message-notices.ts'
import {
  ChangeSchema,
  closed,
  HoursSchema,
  KindSchema,
  kindAnswer,
  MessageProviderSchema,
  NewKeySchema,
  NewProviderSchema,
  providerAnswer,
  WaySchema,
} from './message-provider-shapes.ts'
import { IdParams, orNull } from './schemas.ts'

type App = Parameters<FastifyPluginAsyncTypebox>[0]

/** Who carries messages: how each provider is set up, and what it tells. */
const FINANCE = { staff: ['finance'] } as const
const SEEN = { staff: ['finance', 'support'] } as const
const tags = ['message providers']

export const messageProviderRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    listRoute(app, deps)
    setRoutes(app, deps)
    keyRoutes(app, deps)
    tryRoutes(app, deps)
    await app.register(errorCodeRoutes(deps))
    await app.register(providerNoticeRoutes(deps))
  }

/** What everybody on staff may see of one provider. */
async function answerOf(deps: Deps, id: string) {
  const keys = await messageKeys(deps.db, deps.clock.now())
  const shut = await deps.messageProviders.shut()
  return providerAnswer(await oneProvider(deps.db, id), keys, shut)
}

/** Does a deed on a provider, with its line in the audit log, and has it heard of at once. */
async function set(
  deps: Deps,
  request: FastifyRequest,
  deed: string,
  work: (
    tx: Tx,
    now: Temporal.Instant,
    by: string,
  ) => Promise<{ id: string; before?: Record<string, unknown>; after?: Record<string, unknown> }>,
) {
  const id = await change(deps, request, async (tx, now, actor) => {
    const by = `person:${actor.id}`
    const done = await work(tx, now, by)
    const about = { type: 'message_provider', id: done.id }
    const { before, after } = done
    await audit(tx, { by, deed, about, before, after, from: request.id }, now)
    return done.id
  })
  await deps.messageProviders.reload()
  return answerOf(deps, id)
}

/** What is worth keeping of a provider in the audit log; keys are never in it. */
const seen = ({
  id: _id,
  changedAt: _at,
  changedBy: _by,
  ...card
}: Awaited<ReturnType<typeof oneProvider>>) => card

function listRoute(app: App, deps: Deps): void {
  app.get(
    '/message-providers',
    {
      config: { needs: SEEN },
      schema: {
        tags,
        summary: 'The providers of messages, how each is set up, and what each kind needs',
        response: {
          200: Type.Object(
            { items: Type.Array(MessageProviderSchema), kinds: Type.Array(KindSchema) },
            closed,
          ),
        },
      },
    },
    async () => {
      const keys = await messageKeys(deps.db, deps.clock.now())
      const shut = await deps.messageProviders.shut()
      const cards = await listProviders(deps.db)
      return {
        items: cards.map((card) => providerAnswer(card, keys, shut)),
        kinds: Object.values(PROVIDER_CARDS).map(kindAnswer),
      }
    },
  )
}

function setRoutes(app: App, deps: Deps): void {
  const faultOf = (url: string) => deps.outside.faultOf(url)
  app.post(
    '/message-providers',
    {
      config: { needs: FINANCE },
      schema: {
        tags,
        summary: 'Set up a provider of messages; it is switched off until it has its keys',
        body: NewProviderSchema,
        response: { 201: MessageProviderSchema },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return set(deps, request, 'message_provider.added', async (tx, now, by) => {
        const wish = { ...request.body, name: request.body.name.trim(), by, faultOf }
        const card = await addProvider(tx, deps.messageProviders.box, wish, now)
        return { id: card.id, after: seen(card) }
      })
    },
  )
  app.patch(
    '/message-providers/:id',
    {
      config: { needs: FINANCE },
      schema: {
        tags,
        summary: 'Change a provider of messages, or switch it on or off',
        params: IdParams,
        body: ChangeSchema,
        response: { 200: MessageProviderSchema },
      },
    },
    (request) =>
      set(deps, request, 'message_provider.set', async (tx, now, by) => {
        const { id } = request.params
        const { name, ...rest } = request.body
        const wish = { ...rest, name: name?.trim(), id, by, faultOf }
        const { before, after } = await changeProvider(tx, wish, now)
        return { id, before: seen(before), after: seen(after) }
      }),
  )
}

function keyRoutes(app: App, deps: Deps): void {
  app.post(
    '/message-providers/:id/keys',
    {
      config: { needs: FINANCE, limit: 'checkout' },
      schema: {
        tags,
        summary: 'Give a key or secret; the one before stays valid for a while',
        description: 'It is kept sealed and never shown again.',
        params: IdParams,
        body: NewKeySchema,
        response: { 201: MessageProviderSchema },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return set(deps, request, 'message_provider.key_added', async (tx, now, by) => {
        const { id } = request.params
        const { purpose, text, name, hours } = request.body
        const given = {
          provider: id,
          purpose,
          text: text.trim(),
          name: name?.trim() ?? null,
          hours,
          by,
        }
        const { last4 } = await giveMessageKey(tx, deps.messageProviders.box, given, now)
        return { id, after: { purpose, last4, hours } }
      })
    },
  )
  app.post(
    '/message-provider-keys/:id/end',
    {
      config: { needs: FINANCE },
      schema: {
        tags,
        summary: 'End a key or secret now: what was kept of it is wiped',
        params: IdParams,
        response: { 200: MessageProviderSchema },
      },
    },
    (request) =>
      set(deps, request, 'message_provider.key_ended', async (tx, now, by) => {
        const { provider, ...before } = await endMessageKey(tx, { id: request.params.id, by }, now)
        return { id: provider, before }
      }),
  )
  app.post(
    '/message-providers/:id/callback',
    {
      config: { needs: FINANCE },
      schema: {
        tags,
        summary:
          'Make a new secret address where it tells us; the one before stays valid for a while',
        params: IdParams,
        body: Type.Object({ hours: HoursSchema }, closed),
        response: { 200: MessageProviderSchema },
      },
    },
    (request) =>
      set(deps, request, 'message_provider.callback_changed', async (tx, now, by) => {
        const given = { provider: request.params.id, hours: request.body.hours, by }
        await changeCallback(tx, deps.messageProviders.box, given, now)
        return { id: given.provider, after: { hours: given.hours } }
      }),
  )
  app.get(
    '/message-providers/:id/callback',
    {
      config: { needs: FINANCE },
      schema: {
        tags,
        summary: 'The secret address where a provider is to tell us what became of a message',
        params: IdParams,
        response: { 200: Type.Object({ address: orNull(Type.String()) }, closed) },
      },
    },
    async ({ params: { id } }) => {
      await oneProvider(deps.db, id)
      const [secret] = await deps.messageProviders.callbacksOf(id)
      return { address: secret ? callbackOf(deps.config, id, secret) : null }
    },
  )
}

function tryRoutes(app: App, deps: Deps): void {
  app.post(
    '/message-providers/:id/test',
    {
      config: { needs: FINANCE, limit: 'checkout' },
      schema: {
        tags,
        summary:
          'Hand one message over, outside of every wallet: shows whether keys and settings are right',
        params: IdParams,
        body: Type.Object(
          {
            way: WaySchema,
            to: Type.String({
              minLength: 3,
              maxLength: 254,
              pattern: '^(\\+[0-9]{6,15}|[^\\s@]+@[^\\s@]+)$',
            }),
            text: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
            template: Type.Optional(
              Type.String({
                maxLength: 200,
                description: 'Its name there, where it sends templates only',
              }),
            ),
          },
          closed,
        ),
        response: { 200: Type.Object({ ref: Type.String() }, closed) },
      },
    },
    async (request) => {
      const { id } = request.params
      const { way, to, text, template } = request.body
      const provider = await deps.messageProviders.of(id)
      const by = `person:${actorOf(request).id}`
      const { ref } = await sendTest(provider, { way, to, text: text.trim(), template })
      await change(deps, request, (tx, now) => {
        const about = { type: 'message_provider', id }
        return audit(
          tx,
          { by, deed: 'message_provider.tested', about, after: { way, ref }, from: request.id },
          now,
        )
      })
      return { ref }
    },
  )
  app.get(
    '/message-providers/:id/balance',
    {
      config: { needs: SEEN, limit: 'checkout' },
      schema: {
        tags,
        summary: 'What is left at a provider by its own books; null where that cannot be read',
        params: IdParams,
        response: {
          200: Type.Object(
            {
              balance: orNull(
                Type.Array(Type.Object({ of: Type.String(), amount: Type.String() }, closed)),
              ),
              fault: orNull(Type.String()),
            },
            closed,
          ),
        },
      },
    },
    async ({ params: { id } }) => {
      const provider = await deps.messageProviders.of(id)
      if (!provider.balance) return { balance: null, fault: null }
      try {
        const left = await provider.balance(AbortSignal.timeout(10_000))
        return {
          balance: left.map(({ asset, currency, amount }) => ({
            of: asset ?? currency ?? '',
            amount,
          })),
          fault: null,
        }
      } catch (error) {
        if (!(error instanceof ProviderFault)) throw error
        return { balance: null, fault: error.message }
      }
    },
  )
}
