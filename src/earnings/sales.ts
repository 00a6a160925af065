import { idFrom, type Query, shareOf, type Tx } from '#base'
import { type Owner, postRule } from '#ledger'
import { ownerOf } from './commission.ts'
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
  /** What an educator of their own keeps, in basis points: their plan's rate; without one the default counts. */
  rate?: number | undefined
}

/**
 * Writes down, when a course, a cohort seat or a certificate is sold, what it will earn: one row for its educator,
 * and one for their institution where an agreement that runs names its share. The agreement's rates come before the
 * plan's. All of it is frozen here. A sale has its commissions once. Refusal: unknown_educator.
 */
export async function openSale(tx: Tx, sold: Sold, now: Temporal.Instant): Promise<void> {
  const { source, educator, price, rate } = sold
  const [terms] = await tx<{ organization: string; own: number | null; theirs: number | null }>`
    select e.organization_id as organization, a.educator_rate as own, a.institution_rate as theirs
    from earnings.educator e
    left join earnings.agreement a on a.organization_id = e.organization_id and a.during @> ${now}::timestamptz
    where e.person_id = ${educator}`
  if (!terms) throw refuse('unknown_educator', { educator })

  const policy = await policyNow(tx, now)
  const from = terms.own !== null ? 'institution' : rate !== undefined ? 'plan' : 'default'
  const parts = [
    {
      part: 'educator',
      payee: { type: 'person', id: educator },
      rate: terms.own ?? rate ?? policy.defaultRate,
      id: idFrom('commission', source.type, source.id),
    },
    {
      part: 'institution',
      payee: { type: 'organization', id: terms.organization },
      rate: terms.theirs ?? 0,
      id: idFrom('commission', source.type, source.id, 'institution'),
    },
  ]
  for (const { part, payee, rate, id } of parts) {
    if (part === 'institution' && rate === 0) continue
    await tx`
      insert into earnings.commission (id, source_type, source_id, part, educator_id, payee_type, payee_id, title,
        session_at, paid_by, currency, gross, rate, rate_from, net, policy_version, state, made_at)
      values (${id}, ${source.type}, ${source.id}, ${part}, ${educator}, ${payee.type}, ${payee.id}, ${sold.title},
        ${sold.at}, ${sold.paidBy}, ${price.currency}, ${price.amount}, ${rate}, ${from},
        ${shareOf(price.amount, BigInt(rate))}, ${policy.version}, 'pending', ${now})
      on conflict (source_type, source_id, educator_id, part) do nothing`
  }
}

type Row = {
  id: string
  part: 'educator' | 'institution'
  payee_type: 'person' | 'organization'
  payee_id: string
  currency: string
  gross: bigint
  rate: number
  net: bigint
  state: string
  hold_days: number
  fee_bearer: 'educator' | 'platform'
  paid_by: 'cash' | 'credits'
}

/** What a sale earns: its educator's first, then their institution's. */
const saleFor = (tx: Tx, { type, id }: SaleSource, states: readonly string[]) => tx<Row>`
  select c.id, c.part, c.payee_type, c.payee_id, c.currency, c.gross, c.rate, c.net, c.state, c.paid_by,
    p.course_hold_days as hold_days, p.fee_bearer
  from earnings.commission c join earnings.policy p on p.version = c.policy_version
  where c.source_type = ${type} and c.source_id = ${id} and c.state = any(${states as string[]}::text[])
  order by c.part for update of c`

/** Those who earn beside the educator, each with what is theirs. */
const othersOf = (rows: readonly Row[], shares: readonly bigint[]) =>
  rows
    .map((row, index) => ({ owner: ownerOf(row), share: shares[index]! }))
    .filter(({ share }) => share > 0n)

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
  const [own, ...others] = await saleFor(tx, source, ['pending'])
  if (!own) return

  const earns = shareOf(own.gross, BigInt(own.rate))
  const asked = own.paid_by === 'cash' && own.fee_bearer === 'educator' ? (sale.fee ?? 0n) : 0n
  const feeBorne = asked < earns ? asked : earns
  const share = earns - feeBorne
  const theirs = others.map((row) => shareOf(row.gross, BigInt(row.rate)))
  const { journalId } = await postRule(
    tx,
    EARNED[source.type],
    {
      educator: ownerOf(own),
      currency: own.currency,
      net: own.gross,
      share,
      others: othersOf(others, theirs),
    },
    { key: `commission:${source.type}:${source.id}:earned`, about: source, by, at: now },
  )
  const rows = [own, ...others]
  await tx`
    update earnings.commission c set state = 'held', journal_id = ${journalId}, net = v.net,
      fee_borne = case part when 'educator' then ${feeBorne}::bigint else 0 end,
      earned_at = ${now}, held_until = ${now.add({ hours: 24 * own.hold_days })}
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${[share, ...theirs]}::bigint[]) as v (id, net)
    where c.id = v.id`
}

/** A sale that was not opened is given back: nobody earns on it. */
export async function cancelSale(tx: Tx, source: SaleSource, now: Temporal.Instant): Promise<void> {
  await tx`
    update earnings.commission set state = 'cancelled', net = 0, cancelled_at = ${now}
    where source_type = ${source.type} and source_id = ${source.id} and state = 'pending'`
}

/** What a sale had earned, for whoever books its refund. */
export type SaleReturned = {
  educator: string
  currency: string
  net: bigint
  share: bigint
  /** Their institution's part, where it had one. */
  others: { owner: Owner; share: bigint }[]
}

/**
 * A sale is refunded within its hold: what was held is taken back, of the educator and of their institution. Answers
 * what is to be booked (`course.refunded`); undefined: nothing had been earned, or it was taken back before.
 * Refusal: hold_over.
 */
export async function returnSale(
  tx: Tx,
  source: SaleSource,
  now: Temporal.Instant,
): Promise<SaleReturned | undefined> {
  const rows = await saleFor(tx, source, ['held', 'available', 'in_payout', 'paid'])
  const [own, ...others] = rows
  if (!own) return undefined
  const gone = rows.find(({ state }) => state !== 'held')
  if (gone) throw refuse('hold_over', { commission: gone.id })
  await tx`
    update earnings.commission set state = 'taken_back', taken_back_at = ${now}, frozen_at = null
    where id = any(${rows.map(({ id }) => id)}::uuid[])`
  return {
    educator: own.payee_id,
    currency: own.currency,
    net: own.gross,
    share: own.net,
    others: othersOf(
      others,
      others.map(({ net }) => net),
    ),
  }
}

/** What its educator earns of a sale, or undefined. */
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
    where source_type = ${source.type} and source_id = ${source.id} and part = 'educator'`
  return row
}
