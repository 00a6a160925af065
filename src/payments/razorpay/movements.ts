import type { Dispute, Movement, Settlement } from '../provider.ts'
import type { Client } from './client.ts'
import type { PayoutAccount } from './payouts.ts'
import { instant, refundOf } from './reading.ts'
import type {
  AccountLine,
  RazorpayPayment,
  RazorpayRefund,
  RazorpaySettlement,
  ReconItem,
} from './wire.ts'

const RECON_PAGE = 1000
/** How long after a thing happened its line can come into the settlement report. */
const REPORT_MONTHS = 2

/**
 * Every movement of our money there. The provider keeps no statement of its balance: payments and
 * refunds are taken from their own lists, at the time when each was made; what else was added or taken
 * (adjustments for disputes, corrections) stands in the settlement report; settlements are what left
 * for our bank. Where payouts are on, settlements go to the account that these are made from and leave
 * nothing: then that account's statement belongs to it.
 */
export async function* movements(
  client: Client,
  account: PayoutAccount,
  from: Temporal.Instant,
): AsyncIterable<Movement> {
  const since = { from: seconds(from) }
  for await (const payment of client.all<RazorpayPayment>('/v1/payments', since)) {
    if (!payment.captured || payment.fee === null) continue
    yield moved(payment, 'charge', payment.amount, payment.fee, payment.id, {
      kind: 'payment',
      ref: payment.id,
    })
  }
  for await (const refund of client.all<RazorpayRefund>('/v1/refunds', since)) {
    const about = { kind: 'refund', ref: refund.id } as const
    yield moved(refund, 'refund', -refund.amount, 0, refund.id, about)
    if (refundOf(refund).state === 'failed') {
      const back = { ...refund, id: `${refund.id}:failed` }
      yield moved(back, 'refund_failure', refund.amount, 0, refund.id, about)
    }
  }
  for await (const line of reportFrom(client, from)) {
    if (line.type === 'payment' || line.type === 'refund' || line.created_at < since.from) continue
    yield moved(
      { ...line, id: line.entity_id },
      line.type,
      line.credit - line.debit,
      0,
      line.dispute_id ?? line.entity_id,
      line.dispute_id ? { kind: 'dispute', ref: line.dispute_id } : undefined,
    )
  }
  const settled: RazorpaySettlement[] = []
  for await (const one of client.all<RazorpaySettlement>('/v1/settlements', since)) {
    if (one.status !== 'failed') settled.push(one)
  }
  if (!account) {
    for (const one of settled) {
      const about = { kind: 'settlement', ref: one.id } as const
      yield moved({ ...one, currency: 'INR' }, 'settlement', -one.amount, 0, one.id, about)
    }
    return
  }
  yield* paidOut(client, account, since.from, new Set(settled.map(({ utr }) => utr)))
}

/** The statement of the account that payouts are made from, without what settlements brought there. */
async function* paidOut(
  client: Client,
  account: { accountNumber: string },
  from: number,
  settled: Set<string | null>,
): AsyncIterable<Movement> {
  const query = { account_number: account.accountNumber, from }
  for await (const line of client.all<AccountLine>('/v1/transactions', query)) {
    const { source } = line
    if (source?.utr && settled.has(source.utr)) continue
    const payout = source?.entity === 'payout' ? source.id : source?.payout_id
    const fee = source?.entity === 'payout' ? (source.fees ?? 0) : 0
    yield moved(
      line,
      source?.entity === 'payout' ? 'payout' : (source?.entity ?? 'transaction'),
      line.credit - line.debit + fee,
      fee,
      payout ?? source?.id ?? line.id,
      payout ? { kind: 'bankPayout', ref: payout } : undefined,
    )
  }
}

const seconds = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 1000)

type About = Movement['about'] | { kind: 'payment'; ref: string }

function moved(
  thing: { id: string; currency: string; created_at: number },
  type: string,
  amount: number,
  fee: number,
  source: string,
  about: About,
): Movement {
  const at = instant(thing.created_at)
  return {
    ref: thing.id,
    type,
    amount: BigInt(amount),
    fee: BigInt(fee),
    net: BigInt(amount - fee),
    currency: thing.currency,
    source,
    // A payment is found by the checkout that it paid: nothing is looked up for it alone.
    ...(about && about.kind !== 'payment'
      ? { about: about as NonNullable<Movement['about']> }
      : {}),
    at,
    availableAt: at,
  }
}

/** The settlement report from the month of an instant, over the months in which its lines can stand. */
async function* reportFrom(client: Client, from: Temporal.Instant): AsyncIterable<ReconItem> {
  const first = from.toZonedDateTimeISO('Asia/Kolkata').toPlainDate().toPlainYearMonth()
  for (let ahead = 0; ahead <= REPORT_MONTHS; ahead += 1) {
    const { year, month } = first.add({ months: ahead })
    yield* client.all<ReconItem>('/v1/settlements/recon/combined', { year, month }, RECON_PAGE)
  }
}

/** What a dispute moved: the lines of the settlement report that name it. */
export async function movesOf(
  client: Client,
  dispute: { id: string; created_at: number },
): Promise<Dispute['moves']> {
  const moves: Dispute['moves'] = []
  for await (const line of reportFrom(client, instant(dispute.created_at))) {
    if (line.dispute_id !== dispute.id || line.type !== 'adjustment') continue
    moves.push({
      ref: line.entity_id,
      amount: BigInt(line.credit - line.debit),
      fee: 0n,
      at: instant(line.created_at),
    })
  }
  return moves
}

/** A settlement that left for our bank; undefined: none of that name, or it goes to the payout account. */
export async function lookUpSettlement(
  client: Client,
  account: PayoutAccount,
  ref: string,
): Promise<Settlement | undefined> {
  if (account) return undefined
  const found = await client.look<RazorpaySettlement>(`/v1/settlements/${encodeURIComponent(ref)}`)
  if (!found || found.status === 'failed') return undefined
  return {
    ref: found.id,
    amount: BigInt(found.amount),
    currency: 'INR',
    at: instant(found.created_at),
  }
}
