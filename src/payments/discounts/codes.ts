import { newId, type Query, sql, type Tx } from '#base'
import { value } from '#ledger'
import type { Buyer, LineKind, OrderState } from '../order.ts'
import { refuse } from '../problems.ts'

export type Audience = 'learner' | 'educator' | 'organization'

/** What codes are for. */
export type CodeGoods = 'credits' | 'plan' | 'messages'

/** What a code takes off: basis points of the price, or an amount of one currency. */
export type Off = { percent: number } | { amount: bigint; currency: string }

export type NewCode = {
  code: string
  off: Off
  goods: readonly CodeGoods[]
  audience?: Audience | undefined
  /** Of a plan: its first month only, or every period while it runs. */
  lasts: 'first month' | 'always'
  /** From now on where none is given. */
  from?: Temporal.Instant | undefined
  until?: Temporal.Instant | undefined
  mostUses?: number | undefined
  mostPerPerson?: number | undefined
  note?: string | undefined
  by: string
}

export type DiscountCode = Omit<NewCode, 'by' | 'from'> & {
  id: string
  from: Temporal.Instant
  note: string
  pausedAt: Temporal.Instant | undefined
  madeBy: string
  madeAt: Temporal.Instant
  /** Uses that count: orders paid, and those that wait to be. */
  used: number
  state: 'coming' | 'running' | 'paused' | 'used up' | 'over'
  figures: {
    orders: number
    people: number
    /** By currency: what was taken off paid orders, renewals of plans included, and what they still brought. */
    money: { currency: string; given: bigint; paid: bigint }[]
  }
}

/** As people type them: capitals, no spaces. */
export const asCode = (text: string) => text.trim().toUpperCase().replace(/\s+/g, '')

/** Makes a code. Refusals in order: discount_wrong (with what), discount_taken. */
export async function makeCode(
  tx: Tx,
  wish: NewCode,
  now: Temporal.Instant,
): Promise<{ id: string; code: string }> {
  const code = asCode(wish.code)
  const from = wish.from ?? now
  const wrong = faultOf(wish, code, from, now)
  if (wrong) throw refuse('discount_wrong', { why: wrong })
  const { percent, amount, currency } = { ...NONE, ...wish.off }
  const id = newId()
  const made = await tx`
    insert into payments.discount_code (id, code, percent, amount, currency, goods, audience, lasts, from_at, until_at,
      most_uses, most_per_person, note, made_at, made_by)
    values (${id}, ${code}, ${percent}, ${amount}, ${currency}, ${wish.goods}, ${wish.audience}, ${wish.lasts}, ${from},
            ${wish.until}, ${wish.mostUses}, ${wish.mostPerPerson}, ${wish.note ?? ''}, ${now}, ${wish.by})
    on conflict (code) do nothing returning id`
  if (made.length === 0) throw refuse('discount_taken', { code })
  return { id, code }
}

const NONE: { percent?: number; amount?: bigint; currency?: string } = {}

function faultOf(
  { off, goods, audience, until }: NewCode,
  code: string,
  from: Temporal.Instant,
  now: Temporal.Instant,
): string | undefined {
  if (!/^[A-Z0-9][A-Z0-9-]{1,30}[A-Z0-9]$/.test(code))
    return 'A code has 3 to 32 letters, digits and hyphens.'
  if ('percent' in off && (off.percent < 1 || off.percent > 10_000))
    return 'A percentage lies above 0 and up to 100.'
  if ('amount' in off && off.amount <= 0n) return 'An amount lies above zero.'
  if (goods.length === 0) return 'Say what it is for.'
  if (audience && goods.some((one) => one !== 'plan'))
    return 'Only plans are for learners, educators or organizations.'
  if (until && Temporal.Instant.compare(until, from) <= 0)
    return 'It would be over before it begins.'
  if (until && Temporal.Instant.compare(until, now) <= 0) return 'It would be over already.'
  return undefined
}

/** Lets nobody use a code from now on, or lets them again. Refusal: discount_unknown. */
export async function pauseCode(
  tx: Tx,
  { id, paused, by }: { id: string; paused: boolean; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const done = await tx`
    update payments.discount_code
       set paused_at = case when ${paused} then coalesce(paused_at, ${now}) end,
           paused_by = case when ${paused} then coalesce(paused_by, ${by}) end
     where id = ${id} returning id`
  if (done.length === 0) throw refuse('discount_unknown')
}

type Row = {
  id: string
  code: string
  percent: number | null
  amount: bigint | null
  currency: string | null
  goods: CodeGoods[]
  audience: Audience | null
  lasts: DiscountCode['lasts']
  from_at: Temporal.Instant
  until_at: Temporal.Instant | null
  most_uses: number | null
  most_per_person: number | null
  used: number
  note: string
  paused_at: Temporal.Instant | null
  made_at: Temporal.Instant
  made_by: string
  orders: number
  people: number
  money: { currency: string; given: string; paid: string }[] | null
}

const after = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) > 0

function stateOf(row: Row, now: Temporal.Instant): DiscountCode['state'] {
  if (row.until_at && !after(row.until_at, now)) return 'over'
  if (row.paused_at) return 'paused'
  if (row.most_uses !== null && row.used >= row.most_uses) return 'used up'
  return after(row.from_at, now) ? 'coming' : 'running'
}

const offOf = ({ percent, amount, currency }: Pick<Row, 'percent' | 'amount' | 'currency'>): Off =>
  percent === null ? { amount: amount!, currency: currency! } : { percent }

const codeOf = (row: Row, now: Temporal.Instant): DiscountCode => ({
  id: row.id,
  code: row.code,
  off: offOf(row),
  goods: row.goods,
  audience: row.audience ?? undefined,
  lasts: row.lasts,
  from: row.from_at,
  until: row.until_at ?? undefined,
  mostUses: row.most_uses ?? undefined,
  mostPerPerson: row.most_per_person ?? undefined,
  note: row.note,
  pausedAt: row.paused_at ?? undefined,
  madeBy: row.made_by,
  madeAt: row.made_at,
  used: row.used,
  state: stateOf(row, now),
  figures: {
    orders: row.orders,
    people: row.people,
    money: (row.money ?? []).map(({ currency, given, paid }) => ({
      currency,
      given: BigInt(given),
      paid: BigInt(paid),
    })),
  },
})

const CODES = sql`
  with paid as (
    select l.data ->> 'discount' as code, o.currency, o.buyer_id, o.id,
           sum(l.discount)::bigint as given, sum(l.gross)::bigint as paid
      from payments.order_line l join payments.orders o on o.id = l.order_id
     where o.state = 'paid' and l.data ? 'discount' group by 1, 2, 3, 4)
  select c.*, (select count(*)::int from paid p where p.code = c.code) as orders,
         (select count(distinct buyer_id)::int from paid p where p.code = c.code) as people,
         (select json_agg(json_build_object('currency', currency, 'given', given::text, 'paid', paid::text))
            from (select currency, sum(given)::bigint as given, sum(paid)::bigint as paid
                    from paid p where p.code = c.code group by currency order by currency) sums) as money
    from payments.discount_code c`

/** Every code with its figures, the latest first. */
export async function listCodes(q: Query, now: Temporal.Instant): Promise<DiscountCode[]> {
  const rows = await q<Row>`${CODES} order by c.made_at desc, c.id desc`
  return rows.map((row) => codeOf(row, now))
}

/** One code with its figures. Refusal: discount_unknown. */
export async function codeById(q: Query, id: string, now: Temporal.Instant): Promise<DiscountCode> {
  const [row] = await q<Row>`${CODES} where c.id = ${id}`
  if (!row) throw refuse('discount_unknown')
  return codeOf(row, now)
}

export type CodeUse = {
  orderId: string
  buyer: Buyer
  amount: bigint
  currency: string
  at: Temporal.Instant
  /** What became of the order. */
  state: OrderState
}

/** Orders that a code was used on, the latest first. */
export const usesOf = (q: Query, codeId: string, limit: number): Promise<CodeUse[]> => q<CodeUse>`
  select u.order_id as "orderId", json_build_object('type', u.owner_type, 'id', u.owner_id) as buyer, u.amount,
         u.currency, u.at, o.state
    from payments.discount_use u join payments.orders o on o.id = u.order_id
   where u.code_id = ${codeId} order by u.at desc, u.order_id limit ${limit}`

/** Something that a code may be for. */
export type Discountable = {
  goods: LineKind
  audience?: Audience | undefined
  /** A plan that is tried first, or paid by the year: a first month's code is not for it. */
  trial?: boolean
  yearly?: boolean
}

export type Usable = { id: string; code: string; off: Off; lasts: DiscountCode['lasts'] }

/**
 * A code as this buyer may use it on this, now; its row stays locked, so that what is decided here still
 * holds when the order is written. The limits are also constraints of the database.
 * Refusals in order: discount_unknown, discount_not_running, discount_used_up, discount_used_by_you,
 * discount_not_for_this.
 */
export async function usableCode(
  tx: Tx,
  wish: { code: string; buyer: Buyer; what: Discountable; currency: string },
  now: Temporal.Instant,
): Promise<Usable> {
  const { buyer, what, currency } = wish
  const [row] = await tx<Row>`
    select * from payments.discount_code where code = ${asCode(wish.code)} for update`
  if (!row) throw refuse('discount_unknown')
  const state = stateOf(row, now)
  if (state === 'used up') throw refuse('discount_used_up')
  if (state !== 'running') throw refuse('discount_not_running')
  const [mine] = await tx<{ used: number }>`
    select used from payments.discount_person
     where code_id = ${row.id} and owner_type = ${buyer.type} and owner_id = ${buyer.id}`
  if (row.most_per_person !== null && (mine?.used ?? 0) >= row.most_per_person)
    throw refuse('discount_used_by_you')
  const why = notFor(row, what, currency)
  if (why) throw refuse('discount_not_for_this', { why })
  return { id: row.id, code: row.code, lasts: row.lasts, off: offOf(row) }
}

function notFor(row: Row, what: Discountable, currency: string): string | undefined {
  if (!row.goods.some((one) => one === what.goods)) return `It is for ${row.goods.join(' and ')}.`
  if (row.audience && row.audience !== what.audience) return `It is for plans of ${row.audience}s.`
  if (row.currency && row.currency !== currency)
    return `It takes ${value(row.amount!, row.currency).amount} ${row.currency} off, and this is paid in ${currency}.`
  if (what.trial) return 'A trial costs nothing yet: use it when you pay.'
  if (what.yearly && row.lasts === 'first month')
    return 'It is for the first month of a plan that is paid by the month.'
  return undefined
}

/** The code that an order was placed with. */
export async function codeOnOrder(q: Query, orderId: string): Promise<Usable | undefined> {
  type Found = Pick<Row, 'id' | 'code' | 'lasts' | 'percent' | 'amount' | 'currency'>
  const [row] = await q<Found>`
    select c.id, c.code, c.lasts, c.percent, c.amount, c.currency
      from payments.discount_use u join payments.discount_code c on c.id = u.code_id where u.order_id = ${orderId}`
  return row && { id: row.id, code: row.code, lasts: row.lasts, off: offOf(row) }
}

/** Counts a code on an order that was just written. */
export async function noteUse(
  tx: Tx,
  use: { orderId: string; codeId: string; buyer: Buyer; amount: bigint; currency: string },
  now: Temporal.Instant,
): Promise<void> {
  const { orderId, codeId, buyer, amount, currency } = use
  await tx`
    insert into payments.discount_use (order_id, code_id, owner_type, owner_id, amount, currency, at)
    values (${orderId}, ${codeId}, ${buyer.type}, ${buyer.id}, ${amount}, ${currency}, ${now})
    on conflict (order_id) do nothing`
}

/** An order ended unpaid: the code may be used again. */
export async function freeUse(tx: Tx, orderId: string, now: Temporal.Instant): Promise<void> {
  await tx`
    update payments.discount_use set freed_at = ${now} where order_id = ${orderId} and freed_at is null`
}
