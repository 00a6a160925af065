import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  type AccountLine,
  type Address,
  accounts,
  type JournalLine,
  journal,
  journals,
  type LotLine,
  type LotMoveLine,
  lotMoves,
  lots,
  type Owner,
  type Purpose,
  sealOf,
  statement,
  type TransferLine,
  transfer,
  value,
  verify,
} from '#ledger'
import { momentOf } from './books.ts'
import { pageOf, readCursor } from './cursor.ts'
import type { Deps } from './edge.ts'
import * as shape from './ledger-schemas.ts'
import { period } from './periods.ts'
import { refuse } from './problems.ts'
import { page, pageQuery, query } from './schemas.ts'

const NUMBER = /^\d{1,18}$/
const TRANSFER = /^\d{1,18}\.\d{1,5}$/
const books = { needs: { staff: ['finance', 'admin'] } } as const

/** The books, for staff. Every figure opens: trial balance → accounts → statement → journal. */
export const ledgerRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    accountsAndLots(app, deps)
    entries(app, deps)
    statements(app, deps)
  }

type App = Parameters<FastifyPluginAsyncTypebox>[0]

/** What there is. */
function accountsAndLots(app: App, { db }: Deps): void {
  app.get(
    '/ledger/accounts',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Accounts with their balances',
        querystring: query({ ...shape.asOfQuery, ...shape.accountQuery, ...pageQuery }),
        response: { 200: page(shape.AccountSchema) },
      },
    },
    async ({ query: { purpose, currency, owner, cursor, limit = 20, ...moment } }) => {
      const [after] = readCursor(cursor, [NUMBER]) ?? []
      const rows = await accounts(db, {
        ...momentOf(moment),
        purpose,
        asset: currency,
        owner,
        after: after === undefined ? undefined : BigInt(after),
        limit: limit + 1,
      })
      return pageOf(rows, limit, accountOf, (row) => [row.id])
    },
  )

  app.get(
    '/ledger/lots',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Lots of credits: what was paid for them, what is left, when they expire',
        querystring: query({ ...shape.lotQuery, ...pageQuery }),
        response: { 200: page(shape.LotSchema) },
      },
    },
    async ({ query: { owner, asset, open, cursor, limit = 20 } }) => {
      const [after] = readCursor(cursor, [NUMBER]) ?? []
      const rows = await lots(db, {
        owner,
        asset,
        open,
        after: after === undefined ? undefined : BigInt(after),
        limit: limit + 1,
      })
      return pageOf(rows, limit, lotOf, (row) => [row.id])
    },
  )

  app.get(
    '/ledger/lots/:id',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'One lot, and everything that moved it',
        params: shape.NumberParams,
        response: { 200: shape.LotDetailSchema },
      },
    },
    async ({ params }) => {
      const id = BigInt(params.id)
      const [found] = await lots(db, { id })
      if (!found) throw refuse('not_found')
      return { ...lotOf(found), moves: (await lotMoves(db, { lot: id })).map(lotMoveOf) }
    },
  )
}

/** What happened. */
function entries(app: App, { db }: Deps): void {
  app.get(
    '/ledger/journals',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Journals, newest first',
        querystring: query({ ...shape.asOfQuery, ...shape.journalQuery, ...pageQuery }),
        response: { 200: page(shape.JournalSchema) },
      },
    },
    async ({
      query: { kind, about, account, currency, cursor, limit = 20, from, to, ...moment },
    }) => {
      const [before] = readCursor(cursor, [NUMBER]) ?? []
      const rows = await journals(db, {
        ...momentOf(moment),
        ...period({ from, to }),
        kind,
        about,
        account,
        asset: currency,
        before: before === undefined ? undefined : BigInt(before),
        limit: limit + 1,
      })
      return pageOf(rows, limit, journalOf, (row) => [row.id])
    },
  )

  app.get(
    '/ledger/journals/:id',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'One journal: its transfers, the lots that they moved, the block that seals it',
        params: shape.NumberParams,
        response: { 200: shape.JournalDetailSchema },
      },
    },
    async ({ params }) => {
      const id = BigInt(params.id)
      const found = await journal(db, id)
      const [moves, seal] = await Promise.all([lotMoves(db, { journal: id }), sealOf(db, id)])
      return {
        ...journalOf(found),
        lots: moves.map(lotMoveOf),
        sealed: seal ? { block: seal.block, at: seal.sealedAt.toString() } : null,
      }
    },
  )

  app.get(
    '/ledger/transfers/:id',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'One transfer, with the journal that it belongs to',
        params: shape.TransferParams,
        response: { 200: shape.TransferDetailSchema },
      },
    },
    async ({ params }) => {
      const found = await transfer(db, params.id)
      return { ...transferOf(found.transfer), journal: journalOf(found.journal) }
    },
  )
}

/** One account, entry by entry; and whether all of it is right. */
function statements(app: App, { db }: Deps): void {
  app.get(
    '/ledger/statement',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'What went in and out of an account, with the balance after each',
        querystring: query({ ...shape.asOfQuery, ...shape.statementQuery, ...pageQuery }),
        response: { 200: page(shape.EntrySchema) },
      },
    },
    async ({ query: { account, asset, cursor, limit = 20, ...moment } }) => {
      const { owner, purpose } = partsOf(account as Address)
      const [before] = readCursor(cursor, [TRANSFER]) ?? []
      const rows = await statement(db, owner, asset, {
        purpose,
        before,
        limit: limit + 1,
        asOf: momentOf(moment),
      })
      return pageOf(
        rows,
        limit,
        (row) => ({
          ...row,
          journalId: `${row.journalId}`,
          amount: value(row.amount, asset),
          balance: value(row.balance, asset),
          at: row.at.toString(),
          writtenAt: row.writtenAt.toString(),
        }),
        (row) => [row.transfer],
      )
    },
  )

  app.get(
    '/ledger/verify',
    {
      config: books,
      schema: {
        tags: ['ledger'],
        summary: 'Prove the books: every promise of the ledger checked against its rows',
        response: { 200: shape.VerifySchema },
      },
    },
    async () => {
      const { ok, findings } = await verify(db)
      return {
        ok,
        findings: findings.map(({ what, where, facts }) => ({
          what,
          where,
          facts: Object.fromEntries(
            Object.entries(facts).map(([name, fact]) => [name, String(fact)]),
          ),
        })),
      }
    },
  )
}

function partsOf(account: Address): { owner: Owner; purpose: Purpose } {
  const [who, purpose] = account.split('/') as [string, Purpose]
  const [type, id] = who.split(':') as [Owner['type'], string]
  return { owner: { type, id }, purpose }
}

function accountOf(row: AccountLine) {
  return {
    ...row,
    id: `${row.id}`,
    balance: value(row.balance, row.asset),
    held: row.held === null ? null : value(row.held, row.asset),
    floor: row.floor === null ? null : value(row.floor, row.asset),
    openedAt: row.openedAt.toString(),
    frozenAt: row.frozenAt?.toString() ?? null,
    closedAt: row.closedAt?.toString() ?? null,
  }
}

function journalOf(row: JournalLine) {
  return {
    ...row,
    id: `${row.id}`,
    at: row.at.toString(),
    writtenAt: row.writtenAt.toString(),
    reverses: row.reverses === null ? null : `${row.reverses}`,
    reversedBy: row.reversedBy === null ? null : `${row.reversedBy}`,
    transfers: row.transfers.map(transferOf),
  }
}

function transferOf({ leg: _leg, asset, ...row }: TransferLine) {
  const units = (amount: bigint | null) => (amount === null ? null : value(amount, asset))
  return {
    ...row,
    amount: value(row.amount, asset),
    debitAfter: units(row.debitAfter),
    creditAfter: units(row.creditAfter),
  }
}

function lotOf(row: LotLine) {
  const basis = row.basisAsset
  return {
    id: `${row.id}`,
    account: row.owner,
    source: row.source,
    issued: value(row.issued, row.asset),
    remaining: value(row.remaining, row.asset),
    held: value(row.held, row.asset),
    basis: basis ? value(row.basis, basis) : null,
    basisLeft: basis ? value(row.basisLeft, basis) : null,
    feeLeft: basis ? value(row.feeLeft, basis) : null,
    issuedAt: row.issuedAt.toString(),
    expiresAt: row.expiresAt?.toString() ?? null,
    frozenAt: row.frozenAt?.toString() ?? null,
    journalId: `${row.journalId}`,
    fromLot: row.fromLot === null ? null : `${row.fromLot}`,
  }
}

function lotMoveOf({ asset, basisAsset, hold: _hold, ...row }: LotMoveLine) {
  return {
    ...row,
    lot: `${row.lot}`,
    units: value(row.units, asset),
    basis: basisAsset ? value(row.basis, basisAsset) : null,
    fee: basisAsset ? value(row.fee, basisAsset) : null,
    at: row.at.toString(),
  }
}
