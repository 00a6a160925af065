import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { atomically } from '#base'
import { value } from '#ledger'
import {
  answerDispute,
  type DisputeCard,
  type DisputeDetail,
  decideFault,
  disputeDetail,
  listDisputes,
  warningsOf,
} from '#payments'
import { audit } from '#people'
import { pageOf, readMoment } from './cursor.ts'
import { actorOf, type Deps, deed } from './edge.ts'
import { evidenceFor } from './evidence.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  page,
  pageQuery,
  query,
  ValueSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const FINANCE = { staff: ['finance'] } as const
const SEES = { staff: ['finance', 'support'] } as const
const tags = ['disputes']

const FaultSchema = Type.Enum(['educator', 'platform'])

const DisputeSchema = Type.Object(
  {
    id: IdSchema,
    order: Type.Object({ id: IdSchema, number: Type.String() }, thing),
    buyer: Type.Object({ type: Type.String(), id: Type.String() }, thing),
    amount: ValueSchema,
    fee: ValueSchema,
    reason: Type.String(),
    state: Type.Enum(['warning', 'open', 'answered', 'won', 'lost', 'closed']),
    provider: Type.String(),
    providerRef: Type.String(),
    openedAt: InstantSchema,
    answerBy: orNull(InstantSchema),
    answeredAt: orNull(InstantSchema),
    endedAt: orNull(InstantSchema),
    fault: orNull(FaultSchema),
    bookedAt: orNull(InstantSchema),
  },
  thing,
)

function disputeOf(dispute: DisputeCard): Static<typeof DisputeSchema> {
  const number = `${dispute.orderYear}-${String(dispute.orderNumber).padStart(6, '0')}`
  const at = (instant: Temporal.Instant | null) => instant?.toString() ?? null
  return {
    id: dispute.id,
    order: { id: dispute.orderId, number },
    buyer: { type: dispute.buyerType, id: dispute.buyerId },
    amount: value(dispute.amount, dispute.currency),
    fee: value(dispute.fee, dispute.currency),
    reason: dispute.reason,
    state: dispute.state,
    provider: dispute.provider,
    providerRef: dispute.ref,
    openedAt: dispute.openedAt.toString(),
    answerBy: at(dispute.answerBy),
    answeredAt: at(dispute.answeredAt),
    endedAt: at(dispute.endedAt),
    fault: dispute.fault,
    bookedAt: at(dispute.bookedAt),
  }
}

/** A bank reads 150,000 characters in all; each of ours is well below. */
const words = Type.String({ maxLength: 20_000 })
const EvidenceSchema = Type.Object(
  {
    customerName: words,
    customerEmail: words,
    productDescription: words,
    serviceDate: words,
    accessActivityLog: words,
    refundPolicy: words,
    words,
  },
  thing,
)

const DetailSchema = Type.Object(
  {
    dispute: DisputeSchema,
    what: Type.String(),
    taught: Type.Boolean({
      description: 'About seats: whose fault it was decides who bears a loss',
    }),
    faultNote: orNull(Type.String()),
    evidence: EvidenceSchema,
    sent: Type.Boolean({ description: 'The evidence is what the bank has; else it is a draft' }),
    moves: Type.Array(
      Type.Object(
        { ref: Type.String(), amount: ValueSchema, fee: ValueSchema, at: InstantSchema },
        thing,
      ),
    ),
    steps: Type.Array(
      Type.Object({ to: Type.String(), by: Type.String(), at: InstantSchema }, thing),
    ),
    frozen: Type.Integer({ description: 'Lots of credits that are frozen for it now' }),
    warnings: Type.Array(
      Type.Object({ kind: Type.String(), at: InstantSchema, refund: orNull(IdSchema) }, thing),
    ),
  },
  thing,
)

async function detailOf(deps: Deps, id: string): Promise<Static<typeof DetailSchema>> {
  const detail: DisputeDetail = await disputeDetail(deps.db, id)
  const { dispute, order, moves, steps, frozen } = detail
  const money = (units: bigint) => value(units, dispute.currency)
  const warnings = await warningsOf(deps.db, order.id)
  return {
    dispute: disputeOf(dispute),
    what: order.lines.map(({ description }) => description).join(', '),
    taught: order.lines.some(({ kind }) => kind === 'booking'),
    faultNote: dispute.faultNote,
    evidence: detail.evidence ?? (await evidenceFor(deps.db, detail)),
    sent: detail.evidence !== undefined,
    moves: moves.map(({ ref, amount, fee, at }) => ({
      ref,
      amount: money(amount),
      fee: money(fee),
      at: at.toString(),
    })),
    steps: steps.map(({ to, by, at }) => ({ to, by, at: at.toString() })),
    frozen: frozen.filter(({ thawedAt }) => thawedAt === null).length,
    warnings: warnings.map(({ kind, at, refundId }) => ({
      kind,
      at: at.toString(),
      refund: refundId,
    })),
  }
}

/** Money that buyers ask back from their banks, as staff see and answer it. */
export const disputeRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/disputes',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'Disputes, latest first',
          querystring: query({
            ...pageQuery,
            order: Type.Optional(IdSchema),
            waits: Type.Optional(Type.Boolean({ description: 'Those that somebody must look at' })),
          }),
          response: { 200: page(DisputeSchema) },
        },
      },
      async (request) => {
        const { order: orderId, waits, cursor, limit = 20 } = request.query
        const filter = { orderId, waits, before: readMoment(cursor), limit: limit + 1 }
        const rows = await listDisputes(deps.db, filter)
        return pageOf(rows, limit, disputeOf, (one) => [one.openedAt, one.id])
      },
    )
    app.get(
      '/disputes/:id',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'One dispute, with the evidence that was sent or a draft of it',
          params: IdParams,
          response: { 200: DetailSchema },
        },
      },
      ({ params: { id } }) => detailOf(deps, id),
    )
    app.post(
      '/disputes/:id/answer',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Send evidence to the buyer’s bank: it takes one answer',
          params: IdParams,
          body: EvidenceSchema,
          response: { 200: DetailSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        const by = `person:${actorOf(request).id}`
        const now = deps.clock.now()
        await answerDispute(deps.payments, { id, evidence: request.body, by }, now)
        const about = { type: 'dispute', id }
        const entry = { by, deed: 'dispute.answered', about, from: request.id }
        await atomically(deps.db, (tx) => audit(tx, entry, now))
        return detailOf(deps, id)
      },
    )
    app.post(
      '/disputes/:id/fault',
      {
        config: { needs: FINANCE, deed: true },
        schema: {
          tags,
          summary:
            'Say whose fault it was: the educator’s, who then bears a loss, or the platform’s',
          params: IdParams,
          body: Type.Object(
            { fault: FaultSchema, note: Type.String({ minLength: 1, maxLength: 1_000 }) },
            thing,
          ),
          response: { 200: Type.Object({ fault: FaultSchema }, thing) },
        },
      },
      (request, reply) =>
        deed(deps, request, reply, async (tx, now, actor) => {
          const { id } = request.params
          const { fault, note } = request.body
          const by = `person:${actor.id}`
          await decideFault(deps.payments, tx, { id, fault, note, by }, now)
          const about = { type: 'dispute', id }
          await audit(
            tx,
            { by, deed: 'dispute.fault', about, after: { fault, note }, from: request.id },
            now,
          )
          return { fault }
        }),
    )
  }
