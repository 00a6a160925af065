import { formatUnits, newId, type Query, type Tx } from '#base'
import { scaleOf } from '#ledger'
import { type Order, type OrderLine, orderById } from '../order.ts'
import { type Content, type Line, type Party, sumsOf } from './content.ts'
import { type Document, type DocumentKind, documentById } from './documents.ts'
import { billTo, SELLER, type Seller, sellerNow } from './seller.ts'

/** What a payment was, as its documents say it. */
export type Paid = { provider: string; ref: string; paidAt: Temporal.Instant }

const HOW: Record<string, string> = {
  sandbox: 'Test card (sandbox)',
  stripe: 'Card or wallet, through Stripe',
  razorpay: 'Razorpay',
  manual: 'Bank transfer or cash',
}

/**
 * The invoice and the receipt of an order that is being paid, in the transaction that settles it, once. An
 * order that cost nothing has neither. Called after what the transaction posts: everybody locks the ledger
 * first and the series of numbers last. `known`: read before, where much is locked by now.
 */
export async function issueForPayment(
  tx: Tx,
  order: Order,
  paid: Paid,
  now: Temporal.Instant,
  known?: Parties,
): Promise<{ invoice: string; receipt: string } | undefined> {
  if (order.total === 0n) return undefined
  const parties = known ?? (await partiesOf(tx, order))
  const lines = order.lines.map(saleLine)
  const notes = order.lines.some(({ taxDue }) => taxDue === 'redemption')
    ? ['Credits are a voucher for several purposes: tax falls due when they are used, not now.']
    : []
  const payment = {
    at: paid.paidAt.toString(),
    how: HOW[paid.provider] ?? paid.provider,
    ref: paid.ref,
  }
  const given = { order, lines, notes, payment, sandbox: paid.provider === 'sandbox' }
  const invoice = await issue(tx, { ...given, kind: 'invoice' }, parties, now)
  const receipt = await issue(tx, { ...given, kind: 'receipt', about: invoice }, parties, now)
  return { invoice: invoice.id, receipt: receipt.id }
}

/** A line as the buyer paid it. Where the tax is due with use, what was paid is all price. */
function saleLine(line: OrderLine): Line {
  const later = line.taxDue === 'redemption'
  return {
    text: line.description,
    quantity: line.quantity,
    unitPrice: line.unitPrice.toString(),
    discount: line.discount.toString(),
    net: (later ? line.gross : line.net).toString(),
    tax: (later ? 0n : line.tax).toString(),
    taxRate: later ? null : (line.taxRate ?? null),
    taxName: later ? null : (line.taxName ?? null),
    taxIncluded: line.taxIncluded,
  }
}

type Part = {
  line: number | null
  gives: 'credits' | 'messages' | 'access' | 'booking' | 'platform' | 'suspense'
  net: bigint
  tax: bigint
  credits: bigint | null
  asset: string | null
}

const TAKEN: Record<Part['gives'], (what: string, credits: string) => string> = {
  credits: (what, credits) => `${what}: ${credits} credits not used`,
  messages: (what, count) => `${what}: ${count} not used`,
  access: (what) => `${what}: time not used`,
  booking: (what) => `${what}: not taken`,
  platform: () => 'Given back as goodwill',
  suspense: () => 'Given back',
}

/** Message credits as documents name them. */
const COUNTED: Record<string, string> = {
  SMS: 'SMS credits',
  WHATSAPP: 'WhatsApp credits',
  EMAIL: 'e-mail credits',
}

/** The credit note of a refund whose money has left. Each refund has one, however often it was sent. */
export async function issueForRefund(
  tx: Tx,
  refund: { id: string; orderId: string; reason: string },
  now: Temporal.Instant,
): Promise<void> {
  if ((await tx`select from payments.document where refund_id = ${refund.id}`).length > 0) return
  const order = await orderById(tx, refund.orderId)
  const parts = await tx<Part>`
    select line, gives, net, tax, credits, asset from payments.refund_part
     where refund_id = ${refund.id} order by position`
  const lines = parts.map((part) => partLine(order, part))
  const about = await invoiceOf(tx, order.id)
  await issue(
    tx,
    { kind: 'credit_note', order, lines, about, refundId: refund.id, reason: refund.reason },
    await partiesOf(tx, order),
    now,
  )
}

function partLine(order: Order, part: Part): Line {
  const sold = order.lines.find(({ position }) => position === part.line)
  const later = sold?.taxDue === 'redemption'
  const taxed = sold && !later && part.tax > 0n
  const many =
    part.credits === null ? '' : formatUnits(part.credits, scaleOf(part.asset ?? 'CREDIT'))
  const count = part.asset ? `${many} ${COUNTED[part.asset]}` : many.replace(/\.00$/, '')
  return {
    ...plain(TAKEN[part.gives](sold?.description ?? '', count)),
    net: (later ? part.net + part.tax : part.net).toString(),
    tax: (later ? 0n : part.tax).toString(),
    taxRate: taxed ? (sold.taxRate ?? null) : null,
    taxName: taxed ? (sold.taxName ?? null) : null,
  }
}

const plain = (text: string) => ({
  text,
  quantity: 1,
  unitPrice: null,
  discount: '0',
  taxIncluded: false,
})

/**
 * The credit note of money that the buyer's bank took back for good. It corrects no tax: the books give
 * none back for a loss, and relief for bad debts is claimed with the tax return.
 */
export async function issueForLoss(
  tx: Tx,
  dispute: { id: string; orderId: string; amount: bigint; reason: string },
  now: Temporal.Instant,
): Promise<void> {
  if (dispute.amount <= 0n) return
  if ((await tx`select from payments.document where dispute_id = ${dispute.id}`).length > 0) return
  const order = await orderById(tx, dispute.orderId)
  const line: Line = {
    ...plain('Payment taken back by your bank'),
    net: dispute.amount.toString(),
    tax: '0',
    taxRate: null,
    taxName: null,
  }
  await issue(
    tx,
    {
      kind: 'credit_note',
      order,
      lines: [line],
      about: await invoiceOf(tx, order.id),
      disputeId: dispute.id,
      reason: `Dispute (${dispute.reason.replaceAll('_', ' ')})`,
      notes: ['No tax is corrected with this document.'],
    },
    await partiesOf(tx, order),
    now,
  )
}

/** A refund that had its credit note came back and is not sent again: an invoice takes the note back. */
export async function cancelCreditNote(
  tx: Tx,
  refundId: string,
  now: Temporal.Instant,
): Promise<void> {
  const [noted] = await tx<{ id: string }>`
    select d.id from payments.document d where d.refund_id = ${refundId}
       and not exists (select from payments.document c where c.about = d.id and c.kind = 'invoice')`
  if (!noted) return
  const about = await documentById(tx, noted.id)
  const order = await orderById(tx, about.orderId)
  const { lines, sandbox } = about.content
  const notes = [`This invoice takes credit note ${about.name} back: its money did not reach you.`]
  const wanted = { kind: 'invoice', order, lines, about, notes, sandbox } as const
  await issue(tx, wanted, await partiesOf(tx, order), now)
}

async function invoiceOf(q: Query, orderId: string): Promise<Document | undefined> {
  const [row] = await q<{ id: string }>`
    select id from payments.document where order_id = ${orderId} and kind = 'invoice' and about is null`
  return row && documentById(q, row.id)
}

type Given = {
  kind: DocumentKind
  order: Order
  lines: Line[]
  about?: Issued | undefined
  refundId?: string
  disputeId?: string
  reason?: string
  payment?: Content['payment']
  sandbox?: boolean
  notes?: string[]
}

type Issued = Pick<Document, 'id' | 'kind' | 'name' | 'issuedAt'> & {
  content: Pick<Content, 'sandbox'>
}

/**
 * Takes the next number of its series and writes the document down, in one transaction with what it is
 * about. Whoever else issues one of its kind waits from here to the end of the transaction.
 */
async function issue(
  tx: Tx,
  given: Given,
  parties: Parties,
  now: Temporal.Instant,
): Promise<Issued> {
  const { kind, order, about } = given
  const content = contentOf(given, parties)
  const { year } = now.toZonedDateTimeISO(content.zone)
  const id = newId()
  const { net, tax } = content
  const [series] = await tx<{ last: number }>`
    insert into payments.document_series as s (seller, kind, year, last) values (${SELLER}, ${kind}, ${year}, 1)
    on conflict (seller, kind, year) do update set last = s.last + 1 returning last`
  const [made] = await tx<{ name: string }>`
    insert into payments.document
      (id, seller, kind, year, number, order_id, buyer_type, buyer_id, refund_id, dispute_id, about, currency, net,
       tax, issued_at, content)
    values (${id}, ${SELLER}, ${kind}, ${year}, ${series!.last}, ${order.id}, ${order.buyer.type}, ${order.buyer.id},
            ${given.refundId}, ${given.disputeId}, ${about?.id}, ${order.currency}, ${BigInt(net)}, ${BigInt(tax)},
            ${now}, ${content}) returning name`
  return { id, kind, name: made!.name, issuedAt: now, content }
}

/** Who sells and who buys, as they are now: read before anything is locked. */
export type Parties = { seller: Seller; buyer: Party }

export async function partiesOf(q: Query, order: Order): Promise<Parties> {
  return { seller: await sellerNow(q), buyer: await buyerOf(q, order) }
}

function contentOf(given: Given, { seller, buyer }: Parties): Content {
  const { order, lines, about } = given
  const { net, tax, taxes } = sumsOf(lines)
  return {
    layout: 1,
    language: 'en',
    zone: seller.zone,
    sandbox: given.sandbox ?? about?.content.sandbox ?? false,
    seller: {
      name: seller.name,
      address: linesOf(seller.address),
      country: seller.country,
      taxId: seller.taxId,
      email: seller.email,
      registration: seller.registration,
    },
    buyer,
    order: { name: order.name, placedAt: order.placedAt.toString() },
    about: about
      ? { kind: about.kind, name: about.name, issuedAt: about.issuedAt.toString() }
      : null,
    currency: order.currency,
    exponent: scaleOf(order.currency),
    lines,
    taxes,
    net: net.toString(),
    tax: tax.toString(),
    payment: given.payment ?? null,
    reason: given.reason ?? null,
    notes: given.notes ?? [],
  }
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

async function buyerOf(q: Query, { buyer, taxPlace }: Order): Promise<Party> {
  const [known] =
    buyer.type === 'person'
      ? await q<{ name: string; email: string | null }>`
          select name, email from people.person where id::text = ${buyer.id}`
      : await q<{ name: string; email: string | null }>`
          select name, null as email from people.organization where id::text = ${buyer.id}`
  const wanted = await billTo(q, buyer)
  return {
    name: wanted?.name ?? known?.name ?? buyer.id,
    address: linesOf(wanted?.address ?? ''),
    country: taxPlace?.country ?? null,
    taxId: wanted?.taxId ?? null,
    email: known?.email ?? null,
  }
}
