import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { value } from '#ledger'
import { type LotStop, stopsOf } from '#payments'
import { allocateCredits, type CreditMove, creditMoves, creditsOf } from '#plans'
import { pageOf, readCursor } from './cursor.ts'
import { actorOf, type Deps, deed, keyOf } from './edge.ts'
import { IdSchema, InstantSchema, orNull, page, pageQuery, query, ValueSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const credits = (units: bigint) => value(units, 'CREDIT')

const BalanceSchema = Type.Object(
  {
    posted: ValueSchema,
    held: ValueSchema,
    available: ValueSchema,
    /** Without what is stopped, or has run out. */
    spendable: ValueSchema,
    monthlyAllocation: orNull(ValueSchema),
    resetDate: orNull(InstantSchema),
    lots: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          source: Type.String(),
          remaining: ValueSchema,
          held: ValueSchema,
          expiresAt: orNull(InstantSchema),
          issuedAt: InstantSchema,
          stopped: orNull(
            Type.Object(
              {
                why: Type.Enum(['dispute', 'risk', 'plan']),
                until: orNull(InstantSchema),
              },
              thing,
            ),
          ),
        },
        thing,
      ),
    ),
  },
  thing,
)

/** Why a lot cannot be spent now: what no payment stops is stopped by its plan, unpaid or at rest. */
const stopShown = (stop: LotStop | undefined) => ({
  why: stop?.cause ?? ('plan' as const),
  until: stop?.until?.toString() ?? null,
})

const TYPES = ['ALLOCATION', 'PURCHASE', 'USAGE', 'REFUND', 'EXPIRY', 'ADJUSTMENT'] as const
const TypeSchema = Type.Enum([...TYPES])
const MoveSchema = Type.Object(
  {
    id: Type.String(),
    transactionType: TypeSchema,
    sessionType: orNull(Type.Enum(['LIVE_CLASS', 'LIVE_CONVERSATION'])),
    sessionId: orNull(Type.String()),
    amount: ValueSchema,
    balanceAfter: ValueSchema,
    description: Type.String(),
    about: Type.Object({ type: Type.String(), id: Type.String() }, thing),
    metadata: Type.Record(Type.String(), Type.Unknown()),
    createdAt: InstantSchema,
  },
  thing,
)

const moveShown = (move: CreditMove) => ({
  ...move,
  amount: credits(move.amount),
  balanceAfter: credits(move.balanceAfter),
  createdAt: move.createdAt.toString(),
})

/** A person's credits: balance, what came and went, and what staff give. */
export const creditRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['credits']
    app.get(
      '/user/credits/balance',
      {
        config: { needs: 'person' },
        schema: { tags, summary: 'My credits, by lot', response: { 200: BalanceSchema } },
      },
      async (request) => {
        const mine = await creditsOf(deps.db, actorOf(request).id, deps.clock.now())
        const { posted, held, available, spendable, lots } = mine.wallet
        const stops = await stopsOf(
          deps.db,
          lots.filter(({ frozen }) => frozen).map(({ id }) => id),
        )
        return {
          posted: credits(posted),
          held: credits(held),
          available: credits(available),
          spendable: credits(spendable),
          monthlyAllocation: mine.monthlyAllocation > 0n ? credits(mine.monthlyAllocation) : null,
          resetDate: mine.resetDate?.toString() ?? null,
          lots: lots.map((lot) => ({
            id: lot.id.toString(),
            source: lot.source,
            remaining: credits(lot.remaining),
            held: credits(lot.held),
            expiresAt: lot.expiresAt?.toString() ?? null,
            issuedAt: lot.issuedAt.toString(),
            stopped: lot.frozen ? stopShown(stops.find((stop) => stop.lot === lot.id)) : null,
          })),
        }
      },
    )
    app.get(
      '/user/credits/transactions',
      {
        config: { needs: 'person', opens: 'credits.statement' },
        schema: {
          tags,
          summary: 'What came and went, newest first',
          querystring: query({ ...pageQuery, type: Type.Optional(TypeSchema) }),
          response: { 200: page(MoveSchema) },
        },
      },
      async (request) => {
        const { cursor, type, limit = 20 } = request.query
        const before = readCursor(cursor, [/^\d{1,18}\.\d{1,4}$/])?.[0]
        const { id } = actorOf(request)
        const rows = await creditMoves(deps.db, id, { before, type, limit: limit + 1 })
        return pageOf(rows, limit, moveShown, (move) => [move.id])
      },
    )
    app.post(
      '/user/credits/allocate',
      {
        config: { needs: { staff: ['support', 'finance'] }, deed: true },
        schema: {
          tags,
          summary: 'Give credits: goodwill, or a promotion',
          body: Type.Object(
            {
              personId: IdSchema,
              credits: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
              reason: Type.Enum(['goodwill', 'promotion']),
              note: Type.String({ minLength: 1, maxLength: 200 }),
              expiresAt: Type.Optional(InstantSchema),
            },
            thing,
          ),
          response: {
            201: Type.Object(
              { personId: IdSchema, credits: ValueSchema, expiresAt: InstantSchema },
              thing,
            ),
          },
        },
      },
      async (request, reply) => {
        const { personId, credits: whole, reason, note, expiresAt } = request.body
        reply.code(201)
        return deed(deps, request, reply, async (tx, now, actor) => {
          const given = await allocateCredits(
            tx,
            {
              key: `${actor.id}:${keyOf(request)}`,
              personId,
              credits: BigInt(whole) * 100n,
              reason,
              note,
              ...(expiresAt ? { expiresAt: Temporal.Instant.from(expiresAt) } : {}),
              by: `person:${actor.id}`,
              from: request.id,
            },
            now,
          )
          return {
            personId,
            credits: credits(BigInt(whole) * 100n),
            expiresAt: given.expiresAt.toString(),
          }
        })
      },
    )
  }
