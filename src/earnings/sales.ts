import { idFrom, type Query, shareOf, type Tx } from '#base'
import { postRule } from '#ledger'
import { policyNow } from './policy.ts'
import { refuse } from './problems.ts'

/** What educators sell besides seats in sessions. */
export type SaleType = 'course' | 'cohort_seat' | 'certificate'
export type SaleSource = { type: SaleType; id: string }

/** Something sold, as far as earning on it goes. `id` names the sale, not the course. */
export type Sold = {
  source: SaleSource
  educator: string
  title: string
  /** When it is opened, begins or is issued. */
  at: Temporal.Instant
  paidBy: 'cash' | 'credits'
  /** The price before tax, after the educator's own discounts; of credits, what was paid for them. */
  price: { amount: bigint; currency: string }
  /** What the educator keeps, in basis points: their plan's rate; without one the default counts. */
  rate?: number | undefined
}

/**
 * Writes down, when a course, a cohort seat or a certificate is sold, what it will earn. The rate is frozen here.
 * A sale has its commission once. Refusal: unknown_educator.
 */
export async function openSale(tx: Tx, sold: Sold, now: Temporal.Instant): Promise<void> {
  const { source, educator, price, rate } = sold
  const known = await tx`select from earnings.educator where person_id = ${educator}`
  if (known.length === 0) throw refuse('unknown_educator', { educator })

  const policy = await policyNow(tx, now)
  const kept = rate ?? policy.defaultRate
  await tx`
    insert into earnings.commission (id, source_type, source_id, part, educator_id, payee_type, payee_id, title,
      session_at, paid_by, currency, gross, rate, rate_from, net, policy_version, state, made_at)
    values (${idFrom('commission', source.type, source.id)}, ${source.type}, ${source.id}, 'educator', ${educator},
      'person', ${educator}, ${sold.title}, ${sold.at}, ${sold.paidBy}, ${price.currency}, ${price.amount}, ${kept},
      ${rate === undefined ? 'default' : 'plan'}, ${shareOf(price.amount, BigInt(kept))}, ${policy.version},
      'pending', ${now})
    on conflict (source_type, source_id, educator_id, part) do nothing`
}

type Row = {
  id: string
  educator_id: string
  currency: string
  gross: bigint
  rate: number
  fee_borne: bigint
  net: bigint
  state: string
  hold_days: number
  fee_bearer: 'educator' | 'platform'
  paid_by: 'cash' | 'credits'
}

const saleFor = async (tx: Tx, { type, id }: SaleSource, states: readonly string[]) => {
  const [row] = await tx<Row>`
    select c.id, c.educator_id, c.currency, c.gross, c.rate, c.fee_borne, c.net, c.state, c.paid_by,
      p.course_hold_days as hold_days, p.fee_bearer
    from earnings.commission c join earnings.policy p on p.version = c.policy_version
    where c.source_type = ${type} and c.source_id = ${id} and c.state = any(${states as string[]}::text[])
    for update of c`
  return row
}

const EARNED = {
  course: 'course.earned',
  cohort_seat: 'seat.earned',
  certificate: 'certificate.earned',
} as const

/**
 * Posts what a sale has earned, once it is opened, begun or issued, and begins the hold (30 days, unless the
 * policy says otherwise). `fee`: the card fee, which the educator bears where the policy says so. Twice is once.
 */
export async function earnSale(
  tx: Tx,
  sale: { source: SaleSource; fee?: bigint; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const { source, by } = sale
  const row = await saleFor(tx, source, ['pending'])
  if (!row) return

  const earns = shareOf(row.gross, BigInt(row.rate))
  const asked = row.paid_by === 'cash' && row.fee_bearer === 'educator' ? (sale.fee ?? 0n) : 0n
  const feeBorne = asked < earns ? asked : earns
  const share = earns - feeBorne
  const { journalId } = await postRule(
    tx,
    EARNED[source.type],
    {
      educator: { type: 'person', id: row.educator_id },
      currency: row.currency,
      net: row.gross,
      share,
    },
    { key: `commission:${source.type}:${source.id}:earned`, about: source, by, at: now },
  )
  await tx`
    update earnings.commission set state = 'held', journal_id = ${journalId}, fee_borne = ${feeBorne}, net = ${share},
      earned_at = ${now}, held_until = ${now.add({ hours: 24 * row.hold_days })}
    where id = ${row.id}`
}

/** A sale that was not opened is given back: nobody earns on it. */
export async function cancelSale(tx: Tx, source: SaleSource, now: Temporal.Instant): Promise<void> {
  await tx`
    update earnings.commission set state = 'cancelled', net = 0, cancelled_at = ${now}
    where source_type = ${source.type} and source_id = ${source.id} and state = 'pending'`
}

/** What a sale had earned, for whoever books its refund. */
export type SaleReturned = { educator: string; currency: string; net: bigint; share: bigint }

/**
 * A sale is refunded within its hold: what was held is taken back. Answers what is to be booked
 * (`course.refunded`); undefined: nothing had been earned, or it was taken back before. Refusal: hold_over.
 */
export async function returnSale(
  tx: Tx,
  source: SaleSource,
  now: Temporal.Instant,
): Promise<SaleReturned | undefined> {
  const row = await saleFor(tx, source, ['held', 'available', 'in_payout', 'paid'])
  if (!row) return undefined
  if (row.state !== 'held') throw refuse('hold_over', { commission: row.id })
  await tx`
    update earnings.commission set state = 'taken_back', taken_back_at = ${now}, frozen_at = null where id = ${row.id}`
  return { educator: row.educator_id, currency: row.currency, net: row.gross, share: row.net }
}

/** The commission of a sale, or undefined. */
export async function saleCommission(
  q: Query,
  source: SaleSource,
): Promise<
  { id: string; state: string; net: bigint; heldUntil: Temporal.Instant | null } | undefined
> {
  const [row] = await q<{
    id: string
    state: string
    net: bigint
    heldUntil: Temporal.Instant | null
  }>`
    select id, state, net, held_until as "heldUntil" from earnings.commission
    where source_type = ${source.type} and source_id = ${source.id}`
  return row
}
