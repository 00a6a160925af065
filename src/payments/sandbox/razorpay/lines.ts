import { sql } from '#base'
import type { ReconItem } from '../../razorpay/wire.ts'
import { type Desk, instantOf, newRef, type Page, seconds } from './store.ts'

/**
 * The provider's own book. What the gateway took in and gave back stands there until it is settled; the
 * account that payouts are made from has a statement for good.
 */
export type NewLine = {
  pocket: 'gateway' | 'payouts'
  type: 'payment' | 'refund' | 'adjustment' | 'payout' | 'reversal' | 'bank_transfer'
  /** What our balance gains, and what it loses: net of the fee. */
  credit?: number
  debit?: number
  fee?: number
  tax?: number
  about: string
  payment?: string
  dispute?: string
  utr?: string
}

type Line = {
  id: string
  type: string
  credit: bigint
  debit: bigint
  fee: bigint
  tax: bigint
  about: string
  payment: string | null
  dispute: string | null
  utr: string | null
  created: Temporal.Instant
  settlement: string | null
  settled: Temporal.Instant | null
}

const PREFIX = { adjustment: 'adj', bank_transfer: 'txn', payout: 'txn', reversal: 'txn' }

export async function line({ tx, now }: Desk, made: NewLine): Promise<void> {
  const id =
    made.type === 'payment' || made.type === 'refund'
      ? `${made.about}${made.credit && made.type === 'refund' ? ':back' : ''}`
      : newRef(PREFIX[made.type])
  await tx`
    insert into sandbox.razorpay_line
      (id, pocket, type, credit, debit, fee, tax, about, payment, dispute, utr, created)
    values (${id}, ${made.pocket}, ${made.type}, ${made.credit ?? 0}, ${made.debit ?? 0}, ${made.fee ?? 0},
            ${made.tax ?? 0}, ${made.about}, ${made.payment ?? null}, ${made.dispute ?? null}, ${made.utr ?? null}, ${now})`
}

/** What a pocket holds now. */
export async function pocketOf(
  { tx }: Pick<Desk, 'tx'>,
  pocket: NewLine['pocket'],
): Promise<bigint> {
  const [row] = await tx<{ sum: bigint }>`
    select coalesce(sum(credit - debit), 0)::bigint as sum from sandbox.razorpay_line
     where pocket = ${pocket} and settlement is null`
  return row!.sum
}

/** The settlement report: lines by the month, or the day, on which they were settled (in India). */
export async function report(
  { tx }: Desk,
  { year, month, day, count = 10, skip = 0 }: Page & { year: number; month: number; day?: number },
): Promise<ReconItem[]> {
  const first = Temporal.PlainDate.from({ year, month, day: day ?? 1 })
  const last = first.add(day ? { days: 1 } : { months: 1 })
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime('Asia/Kolkata').toInstant()
  const rows = await tx<Line>`
    select id, type, credit, debit, fee, tax, about, payment, dispute, utr, created, settlement, settled
      from sandbox.razorpay_line
     where settled >= ${at(first)} and settled < ${at(last)} order by seq limit ${count} offset ${skip}`
  return rows.map((row) => ({
    entity_id: row.id,
    type: row.type,
    debit: Number(row.debit),
    credit: Number(row.credit),
    amount: Number(row.credit + row.debit + row.fee),
    currency: 'INR',
    fee: Number(row.fee),
    tax: Number(row.tax),
    created_at: seconds(row.created),
    settled_at: row.settled && seconds(row.settled),
    settlement_id: row.settlement,
    settlement_utr: row.utr,
    payment_id: row.payment,
    dispute_id: row.dispute,
    description: null,
  }))
}

/** The statement of the account that payouts are made from, newest first. */
export async function statement({ tx }: Desk, { from, count = 10, skip = 0 }: Page) {
  const rows = await tx<Line>`
    select id, type, credit, debit, fee, tax, about, payment, dispute, utr, created, settlement, settled
      from sandbox.razorpay_line
     where pocket = 'payouts' ${from === undefined ? sql`` : sql`and created >= ${instantOf(from)}`}
     order by seq desc limit ${count} offset ${skip}`
  return rows.map(({ id, type, credit, debit, fee, tax, about, utr, created }) => {
    const amount = Number(credit + debit)
    return {
      id,
      entity: 'transaction',
      account_number: PAYOUT_ACCOUNT,
      amount,
      currency: 'INR',
      credit: Number(credit),
      debit: Number(debit),
      source: {
        id: about,
        entity: type,
        amount: amount - Number(fee),
        fees: Number(fee),
        tax: Number(tax),
        utr,
        ...(type === 'reversal' ? { payout_id: about } : {}),
      },
      created_at: seconds(created),
    }
  })
}

/** The account that the sandbox makes payouts from. */
export const PAYOUT_ACCOUNT = '2323230072100010'
