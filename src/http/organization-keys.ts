import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  KEY_SCOPES,
  keysOf,
  makeKey,
  type OrganizationKey,
  OVERLAP_HOURS_AT_MOST,
  revokeKey,
  rotateKey,
} from '#people'
import { change, type Deps } from './edge.ts'
import { IdSchema, InstantSchema, orNull } from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['organizations']
const Params = Type.Object({ organizationId: IdSchema }, thing)
const One = Type.Object({ organizationId: IdSchema, id: IdSchema }, thing)
/** Keys are made by persons: none opens these routes. */
const config = { needs: { organization: ['owner', 'admin'] } } as const

const ScopeSchema = Type.Enum([...KEY_SCOPES])
const KeySchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    scopes: Type.Array(ScopeSchema),
    state: Type.Enum(['good', 'expired', 'revoked']),
    hint: Type.String({ description: 'The last four letters of the secret' }),
    madeBy: Type.String(),
    madeAt: InstantSchema,
    since: Type.String({ format: 'date-time', description: 'When this secret became the one' }),
    expiresAt: orNull(InstantSchema),
    revokedAt: orNull(InstantSchema),
    lastUsedAt: orNull(InstantSchema),
    before: orNull(
      Type.Object(
        { hint: Type.String(), endsAt: InstantSchema, lastUsedAt: orNull(InstantSchema) },
        thing,
      ),
    ),
  },
  thing,
)
const KeysSchema = Type.Object({ items: Type.Array(KeySchema) }, thing)
const SecretSchema = Type.Object(
  {
    id: IdSchema,
    secret: Type.String({
      examples: ['stoa_key_…'],
      description: 'Shown here and never again: keep it where your machines find it',
    }),
  },
  thing,
)

const keyFrom = (key: OrganizationKey): Static<typeof KeySchema> => ({
  ...key,
  madeAt: `${key.madeAt}`,
  since: `${key.since}`,
  expiresAt: key.expiresAt?.toString() ?? null,
  revokedAt: key.revokedAt?.toString() ?? null,
  lastUsedAt: key.lastUsedAt?.toString() ?? null,
  before: key.before && {
    hint: key.before.hint,
    endsAt: `${key.before.endsAt}`,
    lastUsedAt: key.before.lastUsedAt?.toString() ?? null,
  },
})

/** Keys of an organization: what its own machines come with. */
export const organizationKeyRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (all) => {
    await all.register(keys(deps), { prefix: '/organizations/:organizationId/keys' })
  }

const keys =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config,
        schema: {
          tags,
          summary: 'An organization’s keys: those that are good first, then the newest',
          params: Params,
          response: { 200: KeysSchema },
        },
      },
      async ({ params }) => ({
        items: (await keysOf(deps.db, params.organizationId, deps.clock.now())).map(keyFrom),
      }),
    )
    app.post(
      '',
      {
        config: { ...config, limit: 'writing' },
        schema: {
          tags,
          summary: 'Make a key; its secret is shown once',
          params: Params,
          body: Type.Object(
            {
              name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
              scopes: Type.Array(ScopeSchema, { minItems: 1, maxItems: 20, uniqueItems: true }),
              days: orNull(Type.Integer({ minimum: 1, maximum: 730 })),
            },
            thing,
          ),
          response: { 201: SecretSchema },
        },
      },
      (request, reply) => {
        reply.code(201).header('cache-control', 'no-store')
        return change(deps, request, (tx, now, actor) => {
          const { organizationId: organization } = request.params
          const wish = { ...request.body, organization, by: `person:${actor.id}` }
          return makeKey(tx, { ...wish, from: request.id }, now)
        })
      },
    )
    app.post(
      '/:id/rotate',
      {
        config: { ...config, limit: 'writing' },
        schema: {
          tags,
          summary: 'Give a key another secret; the one before works for so many hours more',
          params: One,
          body: Type.Object(
            { overlapHours: Type.Integer({ minimum: 0, maximum: OVERLAP_HOURS_AT_MOST }) },
            thing,
          ),
          response: { 200: SecretSchema },
        },
      },
      (request, reply) => {
        reply.header('cache-control', 'no-store')
        return change(deps, request, (tx, now, actor) => {
          const { organizationId: organization, id } = request.params
          const by = `person:${actor.id}`
          return rotateKey(tx, { organization, id, by, from: request.id, ...request.body }, now)
        })
      },
    )
    app.delete(
      '/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Revoke a key: it opens nothing from now on',
          params: One,
          response: { 200: KeysSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { organizationId: organization, id } = request.params
          await revokeKey(tx, { organization, id, by: `person:${actor.id}`, from: request.id }, now)
          return { items: (await keysOf(tx, organization, now)).map(keyFrom) }
        }),
    )
  }
