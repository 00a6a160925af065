import { type Query, type Tx, toJson } from '#base'
import { sellerNow } from '#payments'
import { personCards } from '#people'

/** Who is named on a statement, as it was when it was issued. */
export type StatementContent = {
  payee: { name: string }
  payer: {
    name: string
    address: string
    country: string | null
    taxId: string | null
    email: string | null
  }
  zone: string
}

export type PayoutStatement = {
  payoutId: string
  /** `P2026-000012`: without gap in a year, in the order in which payouts were sent. */
  name: string
  issuedAt: Temporal.Instant
  content: StatementContent
}

/** Statements issued in one statement of SQL. */
const AT_ONCE = 1_000

/**
 * Gives every payout that was sent and has none its statement, numbered without a gap in the order in which they
 * were sent. Answers how many it issued. Safe to run twice or twice at once.
 */
export async function issuePayoutStatements(tx: Tx, now: Temporal.Instant): Promise<number> {
  const due = await tx<{ one: number }>`
    select 1 as one from earnings.payout p where sent_at is not null
      and not exists (select from earnings.statement s where s.payout_id = p.id) limit 1`
  if (due.length === 0) return 0
  const seller = await sellerNow(tx)
  const { year } = now.toZonedDateTimeISO(seller.zone)
  await tx`insert into earnings.statement_series (year, last) values (${year}, 0) on conflict (year) do nothing`
  await tx`select from earnings.statement_series where year = ${year} for update`
  let issued = 0
  for (;;) {
    // Whoever had the lock before may have issued some of them.
    const payouts = await tx<{
      id: string
      payee_type: 'person' | 'organization'
      payee_id: string
    }>`
      select p.id, p.payee_type, p.payee_id from earnings.payout p where sent_at is not null
        and not exists (select from earnings.statement s where s.payout_id = p.id)
      order by sent_at, id limit ${AT_ONCE}`
    if (payouts.length === 0) return issued
    const payees = await payeesOf(tx, payouts)
    const payer = {
      name: seller.name,
      address: seller.address,
      country: seller.country,
      taxId: seller.taxId,
      email: seller.email,
    }
    const contents = payouts.map(
      ({ payee_id }): StatementContent => ({
        payee: payees.get(payee_id) ?? { name: payee_id },
        payer,
        zone: seller.zone,
      }),
    )
    await tx`
      insert into earnings.statement (payout_id, year, number, content, issued_at)
      select t.id, ${year}, s.last + t.n, t.content::jsonb, ${now}
      from earnings.statement_series s, unnest(${payouts.map(({ id }) => id)}::uuid[],
        ${contents.map((content) => toJson(content))}::text[]) with ordinality as t (id, content, n)
      where s.year = ${year}`
    await tx`update earnings.statement_series set last = last + ${payouts.length} where year = ${year}`
    issued += payouts.length
  }
}

async function payeesOf(
  q: Query,
  payouts: readonly { payee_type: 'person' | 'organization'; payee_id: string }[],
): Promise<Map<string, StatementContent['payee']>> {
  const of = (type: string) =>
    payouts.filter((one) => one.payee_type === type).map((one) => one.payee_id)
  const people = await personCards(q, of('person'))
  const organizations = await q<{ id: string; name: string }>`
    select id, name from people.organization_view where id::text = any(${of('organization')}::text[])`
  return new Map([
    ...people.map(({ id, name }) => [id, { name }] as const),
    ...organizations.map(({ id, name }) => [id, { name }] as const),
  ])
}

/** The statement of a payout, or undefined: it was never sent. */
export async function payoutStatement(
  q: Query,
  payoutId: string,
): Promise<PayoutStatement | undefined> {
  const [row] = await q<PayoutStatement>`
    select payout_id as "payoutId", name, issued_at as "issuedAt", content from earnings.statement
    where payout_id = ${payoutId}`
  return row
}
