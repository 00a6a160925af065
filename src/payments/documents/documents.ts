import { type Query, sql } from '#base'
import type { Buyer } from '../order.ts'
import { refuse } from '../problems.ts'
import type { Content } from './content.ts'

/**
 * invoice: what was sold, and its tax; receipt: that it was paid; credit note: what of it went back.
 * An invoice `about` a credit note takes that back.
 */
export type DocumentKind = 'invoice' | 'receipt' | 'credit_note'

export type DocumentCard = {
  id: string
  kind: DocumentKind
  /** `INV-2026-000042`: without gaps within its kind and year. */
  name: string
  orderId: string
  buyer: Buyer
  buyerName: string
  about: string | null
  currency: string
  net: bigint
  tax: bigint
  total: bigint
  issuedAt: Temporal.Instant
}

export type Document = DocumentCard & { content: Content }

const CARD = sql`
  d.id, d.kind, d.name, d.order_id as "orderId", json_build_object('type', d.buyer_type, 'id', d.buyer_id) as buyer,
  d.content -> 'buyer' ->> 'name' as "buyerName", d.about, d.currency, d.net, d.tax, d.total, d.issued_at as "issuedAt"`

export type DocumentFilter = {
  buyer?: Buyer | undefined
  orderId?: string | undefined
  kind?: DocumentKind | undefined
  /** Part of a number, of the buyer's name or address, or of the order's number. */
  search?: string | undefined
  from?: Temporal.Instant | undefined
  until?: Temporal.Instant | undefined
  before?: { at: Temporal.Instant; id: string } | undefined
  limit: number
}

/** Documents, latest first. */
export function listDocuments(q: Query, filter: DocumentFilter): Promise<DocumentCard[]> {
  const { buyer, orderId, kind, search, from, until, before, limit } = filter
  const like = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : undefined
  return q<DocumentCard>`
    select ${CARD} from payments.document d
     where true
       ${buyer ? sql`and d.buyer_type = ${buyer.type} and d.buyer_id = ${buyer.id}` : sql``}
       ${orderId ? sql`and d.order_id = ${orderId}` : sql``}
       ${kind ? sql`and d.kind = ${kind}` : sql``}
       ${
         like
           ? sql`and (d.name ilike ${like} or d.content -> 'order' ->> 'name' ilike ${like}
               or d.content -> 'buyer' ->> 'name' ilike ${like} or d.content -> 'buyer' ->> 'email' ilike ${like})`
           : sql``
       }
       ${from ? sql`and d.issued_at >= ${from}` : sql``}
       ${until ? sql`and d.issued_at < ${until}` : sql``}
       ${before ? sql`and (d.issued_at, d.id) < (${before.at}, ${before.id}::uuid)` : sql``}
     order by d.issued_at desc, d.id desc limit ${limit}`
}

/** One document, whoever's it is. Refusal: document_unknown. */
export async function documentById(q: Query, id: string): Promise<Document> {
  const [found] = await q<Document>`
    select ${CARD}, d.content from payments.document d where d.id = ${id}`
  if (!found) throw refuse('document_unknown')
  return found
}

/** One document of this buyer. Refusal: document_unknown, also for somebody else's. */
export async function documentOfBuyer(q: Query, id: string, buyer: Buyer): Promise<Document> {
  const found = await documentById(q, id)
  if (found.buyer.type !== buyer.type || found.buyer.id !== buyer.id) {
    throw refuse('document_unknown')
  }
  return found
}
