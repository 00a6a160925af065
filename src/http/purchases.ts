import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import type { Tx } from '#base'
import { ASSETS } from '#ledger'
import {
  addPurchaseFile,
  approvePurchase,
  cancelPurchase,
  changePurchase,
  closePurchase,
  draftPurchase,
  listPurchases,
  type NewPurchase,
  paymentsOf,
  purchaseById,
  purchaseFiles,
  readPurchaseFile,
  receiptsOf,
  setInvoice,
  stockRules,
  submitPurchase,
  withdrawPurchase,
} from '#messaging'
import { audit } from '#people'
import { cursorFrom, readCursor } from './cursor.ts'
import { change, type Deps } from './edge.ts'
import { bytesOf, sendFile, takesFiles } from './files.ts'
import { purchaseDeedRoutes } from './purchase-deeds.ts'
import {
  byOf,
  PaymentSchema,
  PurchaseBody,
  PurchaseSchema,
  paymentFrom,
  purchaseFrom,
  ReceiptSchema,
  receiptFrom,
} from './purchase-shapes.ts'
import {
  DateSchema,
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  PositiveValueSchema,
  page,
  pageQuery,
  query,
} from './schemas.ts'
import { AssetSchema, calledOf, millionths, moneyOf, ProviderIdSchema } from './stock-shapes.ts'

const thing = { additionalProperties: false } as const
const tags = ['wholesale']
const config = { needs: { staff: ['admin', 'finance'] } } as const

const FileSchema = Type.Object(
  {
    id: IdSchema,
    name: Type.String(),
    kind: Type.Enum(['application/pdf', 'image/jpeg', 'image/png']),
    length: Type.Integer(),
    addedAt: InstantSchema,
  },
  thing,
)

const DetailSchema = Type.Object(
  {
    ...PurchaseSchema.properties,
    mine: Type.Boolean({ description: 'The reader wrote or submitted it' }),
    needsAnother: Type.Boolean({ description: 'Too large for whoever wrote it to approve it' }),
    receipts: Type.Array(ReceiptSchema),
    payments: Type.Array(PaymentSchema),
    files: Type.Array(FileSchema),
  },
  thing,
)

const filters = {
  provider: Type.Optional(ProviderIdSchema),
  asset: Type.Optional(AssetSchema),
  state: Type.Optional(
    Type.Enum(['draft', 'submitted', 'approved', 'received', 'cancelled', 'open', 'owed']),
  ),
}

/** Purchase orders of message stock, for finance. */
export const purchaseRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(readingRoutes(deps), { prefix: '/messaging/purchases' })
    await app.register(writingRoutes(deps), { prefix: '/messaging/purchases' })
    await app.register(steppingRoutes(deps), { prefix: '/messaging/purchases' })
    await app.register(purchaseDeedRoutes(deps), { prefix: '/messaging/purchases' })
    await app.register(fileRoutes(deps), { prefix: '/messaging/purchases' })
  }

async function detail(
  deps: Deps,
  id: string,
  reader: string,
): Promise<Static<typeof DetailSchema>> {
  const one = await purchaseById(deps.db, id)
  const receipts = await receiptsOf(deps.db, id)
  const payments = await paymentsOf(deps.db, id)
  const files = await purchaseFiles(deps.db, id)
  const by = [...byOf(one), ...receipts.map((x) => x.by), ...payments.map((x) => x.by)]
  const called = await calledOf(deps.db, by)
  const limit = one.aloneUpTo ?? (await stockRules(deps.db)).aloneUpTo
  return {
    ...purchaseFrom(one, called),
    mine: [one.madeBy, one.submittedBy].includes(`person:${reader}`),
    needsAnother: one.net + one.tax > limit,
    receipts: receipts.map((each) => receiptFrom(each, one.currency, called)),
    payments: payments.map((each) => paymentFrom(each, one.currency, called)),
    files: files.map(({ addedBy: _, ...file }) => ({ ...file, addedAt: file.addedAt.toString() })),
  }
}

const readingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '',
      {
        config,
        schema: {
          summary: 'Purchase orders, newest first',
          tags,
          querystring: query({ ...pageQuery, ...filters }),
          response: { 200: page(PurchaseSchema) },
        },
      },
      async ({ query: { cursor, limit = 20, ...filter } }) => {
        const at = readCursor(cursor, [/^\d{1,18}$/])
        const found = await listPurchases(deps.db, {
          ...filter,
          limit,
          before: at && BigInt(at[0]),
        })
        const called = await calledOf(deps.db, found.items.flatMap(byOf))
        return {
          items: found.items.map((one) => purchaseFrom(one, called)),
          next: found.next && cursorFrom(found.next),
        }
      },
    )
    app.get(
      '/:id',
      {
        config,
        schema: {
          summary: 'A purchase order with what arrived, what was paid, and its papers',
          tags,
          params: IdParams,
          response: { 200: DetailSchema },
        },
      },
      ({ params: { id }, actor }) => detail(deps, id, actor!.id),
    )
  }

async function asked(tx: Tx, body: Static<typeof PurchaseBody>): Promise<NewPurchase> {
  const { currency } = await stockRules(tx)
  return {
    ...body,
    lines: body.lines.map(({ quantity, unitCost, tax, expiresAt, ...line }, index) => ({
      ...line,
      quantity: BigInt(quantity),
      unitCost: millionths(unitCost),
      tax: moneyOf(tax, currency, `lines/${index}/tax`),
      expiresAt: expiresAt === null ? null : Temporal.Instant.from(expiresAt),
    })),
  }
}

const writingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const Written = Type.Object({ id: IdSchema }, thing)
    app.post(
      '',
      {
        config,
        schema: {
          summary: 'Write a purchase order, as a draft',
          tags,
          body: PurchaseBody,
          response: { 201: Written },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, { id: person }) => {
          const by = `person:${person}`
          const id = await draftPurchase(tx, await asked(tx, request.body), by, now)
          const about = { type: 'purchase', id }
          await audit(tx, { by, deed: 'purchase.drafted', about, from: request.ip }, now)
          return { id }
        })
      },
    )
    app.put(
      '/:id',
      {
        config,
        schema: {
          summary: 'Write a draft anew',
          tags,
          params: IdParams,
          body: PurchaseBody,
          response: { 200: Written },
        },
      },
      (request) =>
        change(deps, request, async (tx) => {
          const { id } = request.params
          await changePurchase(tx, { id, ...(await asked(tx, request.body)) })
          return { id }
        }),
    )
    app.put(
      '/:id/invoice',
      {
        config,
        schema: {
          summary:
            'Say the number and the day of the supplier’s invoice, and what it put into the account there',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              invoiceNumber: orNull(Type.String({ minLength: 1, maxLength: 60 })),
              invoiceOn: orNull(DateSchema),
              account: Type.Optional(
                orNull({
                  ...PositiveValueSchema,
                  description:
                    'Where the account there is in another currency; null: what the order comes to, left out: as it was',
                }),
              ),
            },
            thing,
          ),
          response: { 200: Written },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, { id: person }) => {
          const { id } = request.params
          const { account, ...invoice } = request.body
          const put = account && {
            amount: ASSETS.has(account.asset)
              ? moneyOf(account.amount, account.asset, 'account/amount')
              : 0n,
            currency: account.asset,
          }
          await setInvoice(tx, { id, ...invoice, account: put })
          await noted(request, tx, 'purchase.invoiced', request.body, person, now)
          return { id }
        }),
    )
  }

function noted(
  request: FastifyRequest,
  tx: Tx,
  deed: string,
  after: Record<string, unknown>,
  person: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id } = request.params as { id: string }
  const about = { type: 'purchase', id }
  return audit(tx, { by: `person:${person}`, deed, about, after, from: request.ip }, now)
}

const ReasonBody = Type.Object({ reason: Type.String({ minLength: 3, maxLength: 500 }) }, thing)

const steppingRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const response = { 200: DetailSchema }
    const step = async (
      request: FastifyRequest,
      deed: string,
      work: (tx: Tx, id: string, by: string, now: Temporal.Instant) => Promise<void>,
      after: Record<string, unknown> = {},
    ) => {
      const { id } = request.params as { id: string }
      await change(deps, request, async (tx, now, { id: person }) => {
        await work(tx, id, `person:${person}`, now)
        await noted(request, tx, deed, after, person, now)
      })
      return detail(deps, id, request.actor!.id)
    }
    const schema = (summary: string) => ({ summary, tags, params: IdParams, response })
    app.post('/:id/submit', { config, schema: schema('Ask for its approval') }, (request) =>
      step(request, 'purchase.submitted', submitPurchase),
    )
    app.post('/:id/withdraw', { config, schema: schema('Make it a draft again') }, (request) =>
      step(request, 'purchase.withdrawn', withdrawPurchase),
    )
    app.post(
      '/:id/approve',
      { config, schema: schema('Approve it: within the budget, and above a limit by another') },
      (request) => step(request, 'purchase.approved', approvePurchase),
    )
    app.post(
      '/:id/cancel',
      {
        config,
        schema: { ...schema('It is not bought after all'), body: ReasonBody },
      },
      (request) => {
        const { reason } = request.body
        return step(
          request,
          'purchase.cancelled',
          (tx, id, by, now) => cancelPurchase(tx, { id, reason }, by, now),
          { reason },
        )
      },
    )
    app.post(
      '/:id/close',
      {
        config,
        schema: { ...schema('Nothing more of it will arrive'), body: ReasonBody },
      },
      (request) => {
        const { reason } = request.body
        return step(
          request,
          'purchase.closed',
          (tx, id, by, now) => closePurchase(tx, { id, reason }, by, now),
          { reason },
        )
      },
    )
  }

/** A room of its own: only here bodies are files. */
const fileRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    takesFiles(app)
    app.post(
      '/:id/files',
      {
        config: { ...config, limit: 'writing' },
        schema: {
          summary: 'Add the supplier’s invoice or another paper',
          description:
            'The body is the file itself: PDF, JPEG or PNG, as its own first bytes say. The same file twice is there once.',
          tags,
          params: IdParams,
          consumes: ['application/octet-stream'],
          querystring: query({ name: Type.String({ minLength: 1, maxLength: 300 }) }),
          response: { 201: FileSchema },
        },
      },
      async (request, reply) => {
        const bytes = bytesOf(request.body)
        const { id: purchase } = request.params
        const file = await change(deps, request, async (tx, now, { id: person }) => {
          const given = { purchase, name: request.query.name, bytes }
          const added = await addPurchaseFile(tx, given, `person:${person}`, now)
          await noted(request, tx, 'purchase.file_added', { name: added.name }, person, now)
          return added
        })
        reply.code(201)
        const { addedBy: _, addedAt, ...shown } = file
        return { ...shown, addedAt: addedAt.toString() }
      },
    )
    app.get(
      '/:id/files/:fileId',
      {
        config,
        schema: {
          summary: 'A paper of an order, as a file',
          tags,
          params: Type.Object({ id: IdSchema, fileId: IdSchema }, thing),
          produces: ['application/pdf', 'image/jpeg', 'image/png'],
        },
      },
      async ({ params: { id: purchase, fileId: id } }, reply) =>
        sendFile(reply, await readPurchaseFile(deps.db, { purchase, id })),
    )
  }
