import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { newId } from '#base'
import {
  agreeToBonus,
  type Bonus,
  bonusesOf,
  bonusesWaiting,
  declineBonus,
  giveBonus,
  listWallets,
  resumeMessages,
  suspendMessages,
  suspensionsOf,
  type WalletRow,
} from '#messaging'
import { audit } from '#people'
import { sendCsv } from './csv-file.ts'
import { cursorFrom, readCursor } from './cursor.ts'
import { change, type Deps, deed } from './edge.ts'
import { IdParams, IdSchema, InstantSchema, orNull, page, pageQuery, query } from './schemas.ts'
import {
  AssetSchema,
  BonusSchema,
  bonusFrom,
  QuantitySchema,
  ReasonSchema,
  suspensionFrom,
  thing,
} from './wallet-shapes.ts'

const tags = ['message wallets']
const DESK = { staff: ['finance', 'support'] } as const
const FINANCE = { staff: ['finance'] } as const
const Params = Type.Object({ organizationId: IdSchema }, thing)

const RowSchema = Type.Object(
  {
    organization: IdSchema,
    name: Type.String(),
    sms: Type.Integer(),
    whatsapp: Type.Integer(),
    email: Type.Integer(),
    suspendedAt: orNull(InstantSchema),
    endsAt: orNull(InstantSchema),
    lastBoughtAt: orNull(InstantSchema),
  },
  thing,
)

const rowFrom = (row: WalletRow): Static<typeof RowSchema> => ({
  organization: row.organization,
  name: row.name,
  sms: Number(row.sms),
  whatsapp: Number(row.whatsapp),
  email: Number(row.email),
  suspendedAt: row.suspendedAt?.toString() ?? null,
  endsAt: row.endsAt?.toString() ?? null,
  lastBoughtAt: row.lastBoughtAt?.toString() ?? null,
})

const filters = {
  text: Type.Optional(Type.String({ maxLength: 100 })),
  state: Type.Optional(Type.Enum(['suspended', 'low', 'empty'])),
}

/** What staff do about wallets. */
export const deskRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(lists(deps))
    await app.register(bonuses(deps))
    app.get(
      '/:organizationId/deeds',
      {
        config: { needs: DESK },
        schema: {
          tags,
          summary: 'What staff gave an organization, and when it was kept from sending',
          params: Params,
          response: {
            200: Type.Object(
              {
                bonuses: Type.Array(BonusSchema),
                suspensions: Type.Array(
                  Type.Object(
                    {
                      reason: Type.String(),
                      by: Type.String(),
                      at: InstantSchema,
                      resumedBy: orNull(Type.String()),
                      resumedAt: orNull(InstantSchema),
                      resumedReason: orNull(Type.String()),
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
      async ({ params: { organizationId: id } }) => ({
        bonuses: (await bonusesOf(deps.db, id)).map(bonusFrom),
        suspensions: (await suspensionsOf(deps.db, id)).map(suspensionFrom),
      }),
    )
    for (const [path, verb, deedName, summary] of [
      ['suspend', suspendMessages, 'messages.suspended', 'Keep an organization from sending'],
      ['resume', resumeMessages, 'messages.resumed', 'Let an organization send again'],
    ] as const) {
      app.post(
        `/:organizationId/${path}`,
        {
          config: { needs: FINANCE },
          schema: {
            tags,
            summary,
            params: Params,
            body: Type.Object({ reason: ReasonSchema }, thing),
            response: { 204: Type.Null() },
          },
        },
        async (request, reply) => {
          await change(deps, request, async (tx, now, actor) => {
            const { organizationId: organization } = request.params
            const { reason } = request.body
            const by = `person:${actor.id}`
            await verb(tx, { organization, reason, by }, now)
            const about = { type: 'organization', id: organization }
            const entry = { by, deed: deedName, about, after: { reason }, from: request.id }
            await audit(tx, entry, now)
          })
          return reply.code(204).send(null)
        },
      )
    }
  }

const lists =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config: { needs: DESK },
        schema: {
          tags,
          summary: 'Wallets of all organizations that have message credits, by name',
          querystring: query({ ...pageQuery, ...filters }),
          response: { 200: page(RowSchema) },
        },
      },
      async ({ query: { cursor, limit = 20, text, state } }) => {
        const key = readCursor(cursor, [/^.{1,300}$/, /^[0-9a-f-]{36}$/])
        const after = key ? { name: key[0], id: key[1] } : undefined
        const rows = await listWallets(deps.db, { text, state, after, limit: limit + 1 })
        const items = rows.slice(0, limit).map(rowFrom)
        const last = items.at(-1)
        const next = rows.length > limit && last ? cursorFrom(last.name, last.organization) : null
        return { items, next }
      },
    )
    app.get(
      '/export',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'The same as a file for spreadsheets, up to 20,000 lines',
          querystring: query(filters),
        },
      },
      async ({ query: { text, state } }, reply) => {
        const rows = await listWallets(deps.db, { text, state, limit: 20_000 })
        const head = ['organization', 'name', 'sms', 'whatsapp', 'email', 'suspended', 'ends']
        const lines = rows.map((row) => [
          row.organization,
          row.name,
          row.sms,
          row.whatsapp,
          row.email,
          row.suspendedAt?.toString(),
          row.endsAt?.toString(),
        ])
        return sendCsv(reply, 'message-wallets', head, lines)
      },
    )
  }

const bonuses =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/bonuses',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Bonuses that wait for a second person, the oldest first',
          response: { 200: page(BonusSchema) },
        },
      },
      async () => ({ items: (await bonusesWaiting(deps.db)).map(bonusFrom), next: null }),
    )
    app.post(
      '/:organizationId/bonus',
      {
        config: { needs: FINANCE, deed: true },
        schema: {
          tags,
          summary: 'Give an organization message credits for nothing',
          description: 'Above the limit of refunds, by their worth, somebody else agrees first.',
          params: Params,
          body: Type.Object(
            {
              asset: AssetSchema,
              quantity: QuantitySchema,
              validDays: Type.Integer({ minimum: 1, maximum: 365 }),
              reason: ReasonSchema,
            },
            thing,
          ),
          response: { 201: BonusSchema },
        },
      },
      async (request, reply) => {
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const { organizationId: organization } = request.params
          const { quantity, ...wish } = request.body
          const by = `person:${actor.id}`
          const asked = { ...wish, id: newId(), organization, quantity: BigInt(quantity), by }
          const bonus = bonusFrom(await giveBonus(tx, asked, now))
          const about = { type: 'organization', id: organization }
          const deedName = bonus.state === 'given' ? 'message_bonus.given' : 'message_bonus.asked'
          await audit(tx, { by, deed: deedName, about, after: bonus, from: request.id }, now)
          return bonus
        })
      },
    )
    const decided: readonly (readonly [string, typeof agreeToBonus, string, string])[] = [
      ['agree', agreeToBonus, 'message_bonus.given', 'Agree to a bonus that a colleague asked for'],
      [
        'decline',
        declineBonus,
        'message_bonus.declined',
        'Decline a bonus, or take one’s own back',
      ],
    ]
    for (const [path, verb, deedName, summary] of decided) {
      app.post(
        `/bonuses/:id/${path}`,
        {
          config: { needs: FINANCE, deed: true },
          schema: { tags, summary, params: IdParams, response: { 200: BonusSchema } },
        },
        (request, reply) =>
          deed(deps, request, reply, async (tx, now, actor) => {
            const by = `person:${actor.id}`
            const bonus: Bonus = await verb(tx, { id: request.params.id, by }, now)
            const about = { type: 'organization', id: bonus.organization }
            const after = bonusFrom(bonus)
            await audit(tx, { by, deed: deedName, about, after, from: request.id }, now)
            return after
          }),
      )
    }
  }
