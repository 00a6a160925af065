import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import type { Query } from '#base'
import { value } from '#ledger'
import { setAutoRefill, setWatch, watchesOf } from '#messaging'
import { endRefill, type Refill, refillOf } from '#payments'
import { audit } from '#people'
import { change, type Deps } from './edge.ts'
import { unitsOf } from './price-shapes.ts'
import { IdSchema, InstantSchema, orNull, PositiveValueSchema, ValueSchema } from './schemas.ts'
import { AssetSchema, QuantitySchema, thing } from './wallet-shapes.ts'

const tags = ['message wallets']
const Params = Type.Object({ organizationId: IdSchema }, thing)
const AssetParams = Type.Object({ organizationId: IdSchema, asset: AssetSchema }, thing)
const READ = { organization: ['owner', 'admin', 'manager', 'billing'] } as const
const BUY = { organization: ['owner', 'admin', 'billing'] } as const

const RefillSchema = Type.Object(
  {
    on: Type.Boolean(),
    below: Type.Integer(),
    offer: IdSchema,
    quantity: Type.Integer(),
    most: ValueSchema,
    bought: ValueSchema,
    offBecause: orNull(Type.Enum(['owner', 'failures', 'no_method', 'not_on_sale'])),
    heldBack: orNull(Type.String({ description: 'The refusal that stands against it now' })),
    nextTryAt: orNull(InstantSchema),
    waiting: orNull(Type.String({ description: 'An order of it that is to be paid' })),
  },
  thing,
)

const SettingSchema = Type.Object(
  {
    asset: AssetSchema,
    below: orNull(Type.Integer()),
    days: orNull(Type.Integer()),
    refill: orNull(RefillSchema),
  },
  thing,
)
const SettingsSchema = Type.Object({ items: Type.Array(SettingSchema) }, thing)

const refillFrom = (refill: Refill): Static<typeof RefillSchema> => ({
  on: refill.state === 'on',
  below: Number(refill.below),
  offer: refill.offer!,
  quantity: Number(refill.buy),
  most: value(refill.most, refill.currency),
  bought: value(refill.bought, refill.currency),
  offBecause: refill.offBecause,
  heldBack: refill.heldBack,
  nextTryAt: refill.nextTryAt?.toString() ?? null,
  waiting: refill.waiting,
})

async function settingsOf(
  q: Query,
  organization: string,
  now: Temporal.Instant,
): Promise<Static<typeof SettingsSchema>> {
  const owner = { type: 'organization', id: organization } as const
  const items = []
  for (const { asset, below, days } of await watchesOf(q, organization)) {
    const refill = await refillOf(q, { owner, asset }, now)
    items.push({
      asset,
      below: below === undefined ? null : Number(below),
      days: days ?? null,
      refill: refill ? refillFrom(refill) : null,
    })
  }
  return { items }
}

/** What an organization is warned of, and what it has bought by itself. */
export const settingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: READ },
        schema: {
          tags,
          summary: 'What an organization is warned of, and what is bought by itself',
          params: Params,
          response: { 200: SettingsSchema },
        },
      },
      ({ params }) => settingsOf(deps.db, params.organizationId, deps.clock.now()),
    )
    app.put(
      '/warnings/:asset',
      {
        config: { needs: BUY },
        schema: {
          tags,
          summary: 'Be warned below so many, or so many days before they are used up; null: not',
          params: AssetParams,
          body: Type.Object(
            {
              below: orNull(QuantitySchema),
              days: orNull(Type.Integer({ minimum: 1, maximum: 90 })),
            },
            thing,
          ),
          response: { 200: SettingsSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId: organization, asset } = request.params
          const { below, days } = request.body
          const by = `person:${actor.id}`
          const wish = {
            below: below === null ? undefined : BigInt(below),
            days: days ?? undefined,
          }
          await setWatch(tx, { organization, asset, ...wish, by }, now)
          return settingsOf(tx, organization, now)
        }),
    )
    app.put(
      '/refills/:asset',
      {
        config: { needs: BUY },
        schema: {
          tags,
          summary:
            'Have an offer bought whenever credits fall below so many, up to so much a month',
          params: AssetParams,
          body: Type.Object(
            {
              below: QuantitySchema,
              offer: IdSchema,
              quantity: Type.Integer({ minimum: 1, maximum: 100 }),
              most: PositiveValueSchema,
            },
            thing,
          ),
          response: { 200: SettingsSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId: organization, asset } = request.params
          const { below, most, ...wish } = request.body
          const by = `person:${actor.id}`
          const money = unitsOf(most.amount, most.asset)
          const rule = { ...wish, organization, asset, below: BigInt(below), most: money, by }
          await setAutoRefill(tx, rule, now)
          const about = { type: 'organization', id: organization }
          const after = { asset, ...request.body }
          await audit(tx, { by, deed: 'refill.set', about, after, from: request.id }, now)
          return settingsOf(tx, organization, now)
        }),
    )
    app.delete(
      '/refills/:asset',
      {
        config: { needs: BUY },
        schema: {
          tags,
          summary: 'Buy nothing by itself from now on',
          params: AssetParams,
          response: { 200: SettingsSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId: organization, asset } = request.params
          await endRefill(tx, { owner: { type: 'organization', id: organization }, asset })
          const about = { type: 'organization', id: organization }
          const by = `person:${actor.id}`
          const after = { asset }
          await audit(tx, { by, deed: 'refill.ended', about, after, from: request.id }, now)
          return settingsOf(tx, organization, now)
        }),
    )
  }
