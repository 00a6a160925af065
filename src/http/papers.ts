import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import { value } from '#ledger'
import {
  type Buyer,
  billTo,
  changeBillTo,
  changeSeller,
  type DocumentCard,
  documentById,
  listDocuments,
  paperOf,
  sellerNow,
} from '#payments'
import type { Actor } from '#people'
import { pageOf, readMoment } from './cursor.ts'
import { actorOf, change, type Deps } from './edge.ts'
import { refuse } from './problems.ts'
import {
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  page,
  pageQuery,
  query,
  ValueSchema,
  ZoneSchema,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const KindSchema = Type.Enum(['invoice', 'receipt', 'credit_note'])
const FINANCE = { staff: ['finance'] } as const
const SEES = { staff: ['finance', 'support'] } as const
const BUYS_FOR_IT = ['owner', 'admin', 'billing']

const DocumentSchema = Type.Object(
  {
    id: IdSchema,
    kind: KindSchema,
    number: Type.String({ examples: ['INV-2026-000042'] }),
    orderId: IdSchema,
    buyer: Type.Object({ type: Type.String(), id: Type.String(), name: Type.String() }, thing),
    about: orNull(IdSchema),
    net: ValueSchema,
    tax: ValueSchema,
    total: ValueSchema,
    issuedAt: InstantSchema,
    pdf: Type.String({ description: 'Where the paper is' }),
  },
  thing,
)

const shown = (card: DocumentCard): Static<typeof DocumentSchema> => ({
  id: card.id,
  kind: card.kind,
  number: card.name,
  orderId: card.orderId,
  buyer: { ...card.buyer, name: card.buyerName },
  about: card.about,
  net: value(card.net, card.currency),
  tax: value(card.tax, card.currency),
  total: value(card.total, card.currency),
  issuedAt: card.issuedAt.toString(),
  pdf: `/api/documents/${card.id}/pdf`,
})

/** Whom a person may see documents of: themselves, and organizations that they pay for. */
function buyerFor(actor: Actor, organization: string | undefined): Buyer {
  if (!organization) return { type: 'person', id: actor.id }
  if (!paysFor(actor, organization)) throw refuse('not_allowed')
  return { type: 'organization', id: organization }
}

const paysFor = (actor: Actor, organization: string) =>
  actor.memberships.some(
    (one) => one.organizationId === organization && BUYS_FOR_IT.includes(one.role),
  )

const seesAll = ({ staffRoles }: Actor) =>
  staffRoles.some((role) => role === 'finance' || role === 'support' || role === 'admin')

/** Invoices, receipts and credit notes: the buyer's own, and all of them for staff. */
export const documentRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['payments']
    app.get(
      '/documents',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'My invoices, receipts and credit notes, latest first',
          querystring: query({
            ...pageQuery,
            kind: Type.Optional(KindSchema),
            order: Type.Optional(IdSchema),
            organization: Type.Optional(IdSchema),
          }),
          response: { 200: page(DocumentSchema) },
        },
      },
      async (request) => {
        const { kind, order: orderId, organization, cursor, limit = 20 } = request.query
        const buyer = buyerFor(actorOf(request), organization)
        const before = readMoment(cursor)
        const wanted = { buyer, kind, orderId, before, limit: limit + 1 }
        const rows = await listDocuments(deps.db, wanted)
        return pageOf(rows, limit, shown, (one) => [one.issuedAt, one.id])
      },
    )
    app.get(
      '/documents/issued',
      {
        config: { needs: SEES },
        schema: {
          tags,
          summary: 'Every document that was issued, latest first',
          querystring: query({
            ...pageQuery,
            kind: Type.Optional(KindSchema),
            order: Type.Optional(IdSchema),
            search: Type.Optional(
              Type.String({
                minLength: 1,
                maxLength: 80,
                description: 'Part of a number, of an order’s number, of a buyer’s name or address',
              }),
            ),
            from: Type.Optional(InstantSchema),
            until: Type.Optional(InstantSchema),
          }),
          response: { 200: page(DocumentSchema) },
        },
      },
      async (request) => {
        const { kind, order: orderId, search, from, until, cursor, limit = 20 } = request.query
        const rows = await listDocuments(deps.db, {
          kind,
          orderId,
          search,
          from: from ? Temporal.Instant.from(from) : undefined,
          until: until ? Temporal.Instant.from(until) : undefined,
          before: readMoment(cursor),
          limit: limit + 1,
        })
        return pageOf(rows, limit, shown, (one) => [one.issuedAt, one.id])
      },
    )
    app.get(
      '/documents/:id/pdf',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'One document as PDF',
          description:
            'The buyer’s own, or any for finance and support. The same bytes every time.',
          params: IdParams,
          produces: ['application/pdf'],
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const found = await documentById(deps.db, request.params.id)
        const { buyer } = found
        const own = buyer.type === 'person' ? buyer.id === actor.id : paysFor(actor, buyer.id)
        if (!own && !seesAll(actor)) throw refuse('not_found')
        return reply
          .type('application/pdf')
          .header('content-disposition', `inline; filename="${found.name}.pdf"`)
          .header('cache-control', 'private, no-store')
          .send(Buffer.from(await paperOf(found)))
      },
    )
  }

const line = Type.String({ minLength: 1, maxLength: 120 })
const address = Type.String({ maxLength: 400, description: 'Lines, without the country' })
const SellerSchema = Type.Object(
  {
    name: line,
    address,
    country: orNull(Type.String({ pattern: '^[A-Z]{2}$', examples: ['DE'] })),
    taxId: orNull(line),
    registration: orNull(line),
    email: orNull(Type.String({ format: 'email', maxLength: 200 })),
    zone: ZoneSchema,
  },
  thing,
)
const BillToSchema = Type.Object({ name: line, address, taxId: orNull(line) }, thing)

/** What stands at the head of documents: who sells, and what a buyer wants to read there. */
export const sellerRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['payments']
    app.get(
      '/seller',
      {
        config: { needs: SEES },
        schema: { tags, summary: 'Who sells, as documents say', response: { 200: SellerSchema } },
      },
      () => sellerNow(deps.db),
    )
    app.put(
      '/seller',
      {
        config: { needs: FINANCE },
        schema: {
          tags,
          summary: 'Change what documents say of the seller from now on',
          body: SellerSchema,
          response: { 200: SellerSchema },
        },
      },
      (request) =>
        change(deps, request, (tx, now, actor) =>
          changeSeller(tx, { ...request.body, by: `person:${actor.id}`, from: request.id }, now),
        ),
    )
    app.get(
      '/user/billing-details',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'What my documents say of me',
          description: 'Nothing said: my name and e-mail address.',
          response: { 200: BillToSchema },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const said = await billTo(deps.db, { type: 'person', id: actor.id })
        return said ?? { name: actor.name, address: '', taxId: null }
      },
    )
    app.put(
      '/user/billing-details',
      {
        config: { needs: 'person' },
        schema: {
          tags,
          summary: 'Change what my documents say of me from now on',
          body: BillToSchema,
          response: { 200: BillToSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          await changeBillTo(tx, { type: 'person', id: actor.id }, request.body, now)
          return request.body
        }),
    )
  }
