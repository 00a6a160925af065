import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  checkKeys,
  giveKey,
  type KeyCard,
  type KeyedProvider,
  listKeys,
  listSettings,
  type ProviderSetting,
  removeKey,
  setProvider,
  WINDOW_HOURS_AT_MOST,
} from '#payments'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { IdParams, IdSchema, InstantSchema, orNull } from './schemas.ts'

/** What the operator sets about payment providers: who takes what, and with which keys. */
const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const tags = ['payments']

const PROVIDERS = ['sandbox', 'sandbox-razorpay', 'stripe', 'razorpay', 'manual'] as const
const KEYED: readonly string[] = ['stripe', 'razorpay'] satisfies KeyedProvider[]
/** Providers of notices and movements, as they stand in an address. */
export const ProviderSchema = Type.Enum(['sandbox', 'stripe', 'razorpay', 'sandbox-razorpay'])

const PurposeSchema = Type.Enum(['api', 'own', 'connect'])
const CurrencySchema = Type.String({ pattern: '^[A-Z]{3}$' })

const KeySchema = Type.Object(
  {
    id: IdSchema,
    purpose: PurposeSchema,
    name: orNull(Type.String({ description: 'What of it is no secret' })),
    last4: Type.String(),
    mode: orNull(Type.Enum(['test', 'live'])),
    addedAt: InstantSchema,
    addedBy: Type.String(),
    endsAt: orNull(InstantSchema),
    readable: Type.Boolean({
      description: 'False: it was sealed with a master secret that is not known here any more',
    }),
  },
  thing,
)

const SettingSchema = Type.Object(
  {
    provider: Type.Enum([...PROVIDERS]),
    moves: Type.Boolean({ description: 'It is the one that moves the money here' }),
    takes: Type.Boolean({ description: 'New payments may be made through it' }),
    currencies: orNull(Type.Array(CurrencySchema)),
    account: orNull(Type.String()),
    keysFrom: orNull(
      Type.Enum(['itself', 'environment', 'page'], { description: 'Who says its keys' }),
    ),
    keys: Type.Array(KeySchema),
    webhooks: Type.Array(Type.Object({ purpose: PurposeSchema, address: Type.String() }, thing)),
  },
  thing,
)

export const providerRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(settingRoutes(deps))
    await app.register(keyRoutes(deps))
  }

const settingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/providers',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'The ways in which money can come in, and how each is set',
          response: {
            200: Type.Object(
              { items: Type.Array(SettingSchema), production: Type.Boolean() },
              thing,
            ),
          },
        },
      },
      async () => {
        const now = deps.clock.now()
        const [settings, keys] = [await listSettings(deps.db), await listKeys(deps.db, now)]
        const items = PROVIDERS.map((provider) => settingOf(deps, provider, settings, keys))
        return { items, production: deps.config.production }
      },
    )
    app.patch(
      '/providers/:provider',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Set whether a provider takes payments, in which currencies, on which account',
          params: Type.Object({ provider: Type.Enum([...PROVIDERS]) }, thing),
          body: Type.Object(
            {
              takes: Type.Optional(Type.Boolean()),
              currencies: Type.Optional(orNull(Type.Array(CurrencySchema, { maxItems: 50 }))),
              account: Type.Optional(orNull(Type.String({ pattern: '^[A-Za-z0-9_]{1,64}$' }))),
            },
            thing,
          ),
          response: { 200: SettingSchema },
        },
      },
      async (request) => {
        const { provider } = request.params
        await change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const { before, after } = await setProvider(tx, { provider, ...request.body, by }, now)
          const about = { type: 'provider', id: provider }
          await audit(tx, { by, deed: 'provider.set', about, before, after, from: request.id }, now)
        })
        await deps.payments.desk.reload()
        const [settings, keys] = [
          await listSettings(deps.db),
          await listKeys(deps.db, deps.clock.now()),
        ]
        return settingOf(deps, provider, settings, keys)
      },
    )
  }

const keyRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/providers/:provider/keys',
      {
        config: { needs: FINANCE, limit: 'checkout' },
        schema: {
          tags,
          summary: 'Give an API key or a webhook’s secret; the one before stays valid for a while',
          description:
            'An API key is tried by a call that changes nothing. It is kept sealed and never shown again.',
          params: KeyedParams,
          body: Type.Object(
            {
              purpose: PurposeSchema,
              text: Type.String({ minLength: 8, maxLength: 250 }),
              name: Type.Optional(orNull(Type.String({ minLength: 1, maxLength: 64 }))),
              hours: Type.Integer({
                minimum: 0,
                maximum: WINDOW_HOURS_AT_MOST,
                description: 'How long the one before stays valid; 0: it ends now',
              }),
            },
            thing,
          ),
          response: { 201: KeySchema },
        },
      },
      async (request, reply) => {
        const { provider } = request.params
        const { purpose, text, name = null, hours } = request.body
        const now = deps.clock.now()
        const by = `person:${request.actor!.id}`
        const given = {
          provider,
          purpose,
          text: text.trim(),
          name: name?.trim() ?? null,
          hours,
          by,
        }
        const card = await giveKey(deps.payments, given, now, (tx, { last4, mode }) => {
          const after = { purpose, last4, mode, hours }
          const about = { type: 'provider', id: provider }
          return audit(tx, { by, deed: 'provider_key.added', about, after, from: request.id }, now)
        })
        reply.code(201)
        return keyOf(card, [])
      },
    )
    app.post(
      '/provider-keys/:id/end',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'End a key or secret now: what was kept of it is wiped',
          params: IdParams,
          response: { 200: Type.Object({ ended: Type.Literal(true) }, thing) },
        },
      },
      async (request) => {
        await change(deps, request, async (tx, now, actor) => {
          const by = `person:${actor.id}`
          const { provider, ...before } = await removeKey(tx, request.params, now)
          const about = { type: 'provider', id: provider }
          await audit(tx, { by, deed: 'provider_key.ended', about, before, from: request.id }, now)
        })
        await deps.payments.desk.reload()
        return { ended: true as const }
      },
    )
    app.post(
      '/providers/:provider/check',
      {
        config: { needs: FINANCE, limit: 'checkout' },
        schema: {
          tags,
          summary: 'Try the API keys of a provider by a call that changes nothing',
          params: KeyedParams,
          response: {
            200: Type.Object(
              {
                keys: Type.Array(
                  Type.Object(
                    {
                      id: IdSchema,
                      state: Type.Enum(['good', 'refused', 'no answer']),
                      says: Type.String(),
                    },
                    thing,
                  ),
                ),
              },
              thing,
            ),
          },
        },
      },
      async (request) => ({
        keys: await checkKeys(
          deps.payments.desk,
          deps.db,
          request.params.provider,
          deps.clock.now(),
        ),
      }),
    )
  }

const KeyedParams = Type.Object({ provider: Type.Enum(['stripe', 'razorpay']) }, thing)

function settingOf(
  { payments, config }: Deps,
  provider: (typeof PROVIDERS)[number],
  settings: readonly ProviderSetting[],
  keys: readonly KeyCard[],
): Static<typeof SettingSchema> {
  const set = settings.find((one) => one.provider === provider)
  const moves = payments.provider.id === provider
  const keyed = KEYED.includes(provider)
  const address = (endpoint: string) => `${config.url}/api/webhooks/${provider}/${endpoint}`
  const endpoints = provider === 'stripe' ? (['own', 'connect'] as const) : (['own'] as const)
  return {
    provider,
    moves,
    takes: set?.takes ?? true,
    currencies: set?.currencies ?? null,
    account: set?.account ?? null,
    keysFrom: moves ? payments.desk.from : keyed ? 'page' : null,
    keys: keys
      .filter((key) => key.provider === provider)
      .map((key) => keyOf(key, payments.desk.shut())),
    webhooks: keyed ? endpoints.map((purpose) => ({ purpose, address: address(purpose) })) : [],
  }
}

function keyOf(card: KeyCard, shut: readonly string[]): Static<typeof KeySchema> {
  const { provider: _, addedAt, endsAt, ...rest } = card
  return {
    ...rest,
    addedAt: addedAt.toString(),
    endsAt: endsAt?.toString() ?? null,
    readable: !shut.includes(card.id),
  }
}
