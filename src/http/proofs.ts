import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  head,
  prove,
  proveConsistency,
  publicProof,
  SEALING_MAY_TAKE,
  sealingState,
  sealOf,
  transfer,
  value,
} from '#ledger'
import { actorOf, type Deps } from './edge.ts'
import { concerning, journalsAbout } from './entitled.ts'
import { refuse } from './problems.ts'
import * as shape from './proof-shapes.ts'
import { IdSchema, page, query } from './schemas.ts'

/** Where people check that an entry stands in the sealed books. */
export const proofAddress = (url: string, transferName: string) =>
  `${url.replace(/\/$/, '')}/proof/${transferName}`

/** Proofs that entries stand in the books: for anybody without their content, for whom they concern with it. */
export const proofRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    forAnybody(app, deps)
    forThoseConcerned(app, deps)
    forStaff(app, deps)
  }

type App = Parameters<FastifyPluginAsyncTypebox>[0]

const open = { needs: 'anyone', limit: 'proof' } as const

function forAnybody(app: App, { db }: Deps): void {
  app.get(
    '/proofs',
    {
      config: open,
      schema: {
        tags: ['proofs'],
        summary: 'The signed head of the log that seals the books; null before the first seal',
        response: { 200: shape.LogSchema },
      },
    },
    async () => ({ head: (await head(db)) ?? null }),
  )

  app.get(
    '/proofs/consistency',
    {
      config: open,
      schema: {
        tags: ['proofs'],
        summary: 'Proof that the log of `size` blocks begins with the log of `first`',
        description: 'RFC 6962, 2.1.2. Without `size`: the log as it stands.',
        querystring: query(shape.consistencyQuery),
        response: { 200: shape.ConsistencySchema },
      },
    },
    async ({ query: { first, size } }) => {
      const later = await head(db, size)
      if (!later || later.size < first) throw refuse('not_found')
      return {
        first,
        size: later.size,
        path: await proveConsistency(db, first, later.size),
        head: later,
      }
    },
  )

  app.get(
    '/proofs/:transfer',
    {
      config: open,
      schema: {
        tags: ['proofs'],
        summary: 'Proof that a transfer stands in the sealed books',
        description:
          'Fingerprints only: nobody learns from it what was booked. Refused with not_sealed_yet in the first minutes.',
        params: shape.TransferParams,
        response: { 200: shape.ProofSchema },
      },
    },
    async ({ params }) => publicProof(db, params.transfer),
  )
}

function forThoseConcerned(app: App, deps: Deps): void {
  const { db, config } = deps
  app.get(
    '/proofs/:transfer/entry',
    {
      config: { needs: 'person', limit: 'proof' },
      schema: {
        tags: ['proofs'],
        summary:
          'The sealed bytes of an entry that concerns me: they have the fingerprint of its proof',
        params: shape.TransferParams,
        response: { 200: shape.SealedEntrySchema },
      },
    },
    async (request) => {
      const { transfer: name } = request.params
      const found = await transfer(db, name)
      const mine = await concerning(deps, actorOf(request), found.journal)
      if (!mine.some(({ id }) => id === found.transfer.id)) throw refuse('not_allowed')
      const { row } = await prove(db, name)
      return { transfer: name, row }
    },
  )

  app.get(
    '/user/entries',
    {
      config: { needs: 'person' },
      schema: {
        tags: ['proofs'],
        summary:
          'What the books say about an order, a booking or a subscription of mine, with its proof',
        querystring: query({ about: IdSchema }),
        response: { 200: page(shape.MyEntrySchema) },
      },
    },
    async (request) => {
      const actor = actorOf(request)
      const found = await journalsAbout(deps, actor, request.query.about)
      const items = await Promise.all(
        found.map(async (journal) => {
          const mine = await concerning(deps, actor, journal)
          const seal = mine.length > 0 ? await sealOf(db, journal.id) : undefined
          return mine.map((line) => ({
            transfer: line.id,
            kind: journal.kind,
            at: journal.at.toString(),
            amount: value(line.amount, line.asset),
            debit: line.debit,
            credit: line.credit,
            sealed: seal ? { block: seal.block, at: seal.sealedAt.toString() } : null,
            proof: proofAddress(config.url, line.id),
          }))
        }),
      )
      return { items: items.flat(), next: null }
    },
  )
}

function forStaff(app: App, { db }: Deps): void {
  app.get(
    '/ledger/sealing',
    {
      config: { needs: { staff: ['finance', 'admin'] } },
      schema: {
        tags: ['ledger'],
        summary: 'Whether sealing keeps up with writing, and the head of the log',
        response: { 200: shape.SealingSchema },
      },
    },
    async () => {
      const { waiting, oldest, seconds, late } = await sealingState(db)
      return {
        waiting,
        oldest: oldest?.toString() ?? null,
        seconds,
        mayTake: SEALING_MAY_TAKE,
        late,
        head: (await head(db)) ?? null,
      }
    },
  )
}
