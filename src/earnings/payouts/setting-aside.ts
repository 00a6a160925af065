import { atomically, type Db, newId, type Query, shareOf, type Tx } from '#base'
import { accounts } from '#ledger'
import { ownerOf, TOKEN } from '../commission.ts'
import { owedBy } from '../disputed.ts'
import { type Policy, policyNow } from '../policy.ts'
import { withheldRate } from '../tax/withholding.ts'
import { dayOf, payoutDayFrom, sendingHourOf } from './dates.ts'
import { type Minimums, minimumsNow } from './minimums.ts'
import { fail, OWED } from './outcomes.ts'
import { lockPayees, type PayoutRow, payoutColumns } from './payout.ts'
import { runOfDay } from './runs.ts'

/** Payees whose payouts are set aside in one transaction. */
const AT_ONCE = 500

type Due = { payee_type: 'person' | 'organization'; payee_id: string; currency: string }

/** What counts while payouts of one day are set aside. */
export type Terms = {
  policy: Policy
  minimums: Minimums
  day: Temporal.PlainDate
  dueAt: Temporal.Instant
  by: string
}

export async function termsNow(q: Query, by: string, now: Temporal.Instant): Promise<Terms> {
  const policy = await policyNow(q, now)
  const day = payoutDayFrom(policy, dayOf(policy, now))
  return {
    policy,
    minimums: await minimumsNow(q, policy),
    day,
    dueAt: sendingHourOf(policy, day),
    by,
  }
}

/**
 * Sets aside, for each payee with enough available, one payout for the coming payout day, made of
 * named commissions. What is below the minimum waits. A payout that is still waiting takes in what
 * has become available since. Payees who owe nothing and have none waiting go together, one transaction for
 * some hundreds of them; the others one by one. Answers how many payouts were touched.
 */
export async function schedulePayouts(
  db: Db,
  now: Temporal.Instant,
  by = 'schedule',
): Promise<number> {
  const terms = await termsNow(db, by, now)
  // Also whoever has one that waits: what they owe may be more by now. Not whose tax form is waited for.
  const due = await db<Due & { open: boolean }>`
    select payee_type, payee_id, currency, bool_or(open) as open from (
      select payee_type, payee_id, currency, available_at as at, false as open from earnings.commission c
       where state = 'available' and currency <> ${TOKEN}
         and (not (select payouts_wait from earnings.tax_policy order by version desc limit 1) or exists (
           select from earnings.tax_form f where f.payee_type = c.payee_type and f.payee_id = c.payee_id))
      union all
      select payee_type, payee_id, currency, reserved_at, true from earnings.payout where state = 'reserved') one
    group by 1, 2, 3 order by min(at), 1, 2, 3`
  const owing = await whoOwe(db)
  const alone = due.filter((one) => one.open || owing.has(nameOf(one)))
  const together = due.filter((one) => !one.open && !owing.has(nameOf(one)))
  let touched = 0
  for (let at = 0; at < together.length; at += AT_ONCE) {
    const some = together.slice(at, at + AT_ONCE)
    touched += await atomically(db, (tx) => reserveAll(tx, some, terms, now))
  }
  for (const one of alone) {
    if (await atomically(db, (tx) => reserve(tx, one, terms, now))) touched += 1
  }
  return touched
}

export const nameOf = ({ payee_type, payee_id, currency }: Omit<Due, 'open'>) =>
  `${payee_type}:${payee_id}:${currency}`

/** What everybody owes from disputes, by payee and currency: `person:<id>:USD`. */
export async function whoOwe(q: Query): Promise<ReadonlyMap<string, bigint>> {
  const owing = new Map<string, bigint>()
  const limit = 1_000
  for (let after: bigint | undefined; ; ) {
    const page = await accounts(q, { purpose: 'educator_receivable', after, limit })
    for (const { owner, asset, balance } of page) {
      if (balance !== 0n) owing.set(`${owner.type}:${owner.id}:${asset}`, balance)
    }
    if (page.length < limit) return owing
    after = page.at(-1)!.id
  }
}

/** New payouts of those who owe nothing and have none: one statement for all of them. */
async function reserveAll(
  tx: Tx,
  due: readonly Due[],
  { minimums, day, dueAt, by }: Terms,
  now: Temporal.Instant,
): Promise<number> {
  await lockPayees(tx, due)
  const run = await runOfDay(tx, day, by, now)
  const made = await tx`
    with payee as (
      select * from unnest(${due.map(() => newId())}::uuid[], ${due.map((one) => one.payee_type)}::text[],
        ${due.map((one) => one.payee_id)}::text[], ${due.map((one) => one.currency)}::text[],
        ${due.map((one) => minimums.of(one.currency))}::bigint[]) as t (id, type, payee_id, currency, minimum)
    ), part as materialized (
      select p.id as payout_id, c.id, c.net, c.available_at
      from payee p join earnings.commission c
        on c.payee_type = p.type and c.payee_id = p.payee_id and c.currency = p.currency and c.state = 'available'
      order by c.id for update of c
    ), total as (
      select t.*, earnings.share_of(t.all_of_it, t.withheld_rate) as withheld from (
        select payout_id, sum(net)::bigint as all_of_it, min(available_at) as oldest_at,
          earnings.withheld_of(p.type, p.payee_id, ${day}::date) as withheld_rate
        from part join payee p on p.id = part.payout_id group by 1, 4) t
    ), made as (
      insert into earnings.payout (id, run_id, payee_type, payee_id, currency, amount, withheld, withheld_rate, state,
        scheduled_for, due_at, oldest_at, reserved_at, moved_at)
      select p.id, ${run}, p.type, p.payee_id, p.currency, t.all_of_it - t.withheld, t.withheld, t.withheld_rate, 'reserved', ${day}, ${dueAt}, t.oldest_at,
        ${now}, ${now}
      from payee p join total t on t.payout_id = p.id
      where t.all_of_it - t.withheld >= p.minimum and not exists (
        select from earnings.payout o where o.payee_type = p.type and o.payee_id = p.payee_id
          and o.currency = p.currency and o.state in ('reserved', 'sending', 'unknown'))
      returning id
    ), item as (
      insert into earnings.payout_item (payout_id, commission_id, amount)
      select part.payout_id, part.id, part.net from part join made on made.id = part.payout_id where part.net > 0
    ), moved as (
      update earnings.commission c set state = 'in_payout', payout_id = part.payout_id
      from part join made on made.id = part.payout_id where c.id = part.id
    )
    select id from made`
  return made.length
}

/**
 * One payee's payout: made, added to, set off anew against what they owe, or stopped where too little is left of
 * it. Answers whether anything changed.
 */
export async function reserve(
  tx: Tx,
  due: Due,
  { minimums, day, dueAt, by }: Terms,
  now: Temporal.Instant,
): Promise<boolean> {
  const { payee_type, payee_id, currency } = due
  await lockPayees(tx, [due])
  const open = await openPayout(tx, due)
  if (open && open.state !== 'reserved') return false
  const parts = await availableTo(tx, due)
  const earned = parts.reduce((sum, part) => sum + part.net, 0n)
  // What is owed from disputes is paid first.
  const all = earned + (open ? open.amount + open.set_off + open.withheld + open.fee : 0n)
  const owed = await owedBy(tx, ownerOf(due), currency)
  const setOff = owed > all ? all : owed
  const withheldAt = await withheldRate(tx, ownerOf(due), day)
  const withheld = shareOf(all - setOff, BigInt(withheldAt))
  const total = all - setOff - withheld - (open?.fee ?? 0n)
  const minimum = open?.fee ? 1n : minimums.of(currency)
  if (open && setOff !== open.set_off && total < minimum) {
    await fail(tx, open.id, ['reserved'], 'refused', OWED, now)
    return true
  }
  if (parts.length === 0 && (!open || setOff === open.set_off)) return false
  if (total <= 0n || (!open && total < minimum)) return false

  const id = open?.id ?? newId()
  if (open) {
    await tx`update earnings.payout set amount = ${total}, set_off = ${setOff}, withheld = ${withheld},
        withheld_rate = ${withheldAt} where id = ${id}`
  } else {
    const run = await runOfDay(tx, day, by, now)
    await tx`
      insert into earnings.payout (id, run_id, payee_type, payee_id, currency, amount, set_off, withheld, withheld_rate, state,
        scheduled_for, due_at, oldest_at, reserved_at, moved_at)
      values (${id}, ${run}, ${payee_type}, ${payee_id}, ${currency}, ${total}, ${setOff}, ${withheld}, ${withheldAt}, 'reserved', ${day},
        ${dueAt}, ${parts[0]!.available_at}, ${now}, ${now})`
  }
  await takeIn(tx, id, parts)
  return true
}

/** The payee's payout that is on its way to being sent, locked. */
export async function openPayout(tx: Tx, due: Due): Promise<PayoutRow | undefined> {
  const [open] = await tx<PayoutRow>`
    select ${payoutColumns} from earnings.payout
    where payee_type = ${due.payee_type} and payee_id = ${due.payee_id} and currency = ${due.currency}
      and state in ('reserved', 'sending', 'unknown') for update`
  return open
}

export type AvailablePart = { id: string; net: bigint; available_at: Temporal.Instant }

/** What could be paid out to them now, the oldest first, locked. */
export const availableTo = (tx: Tx, due: Due) => tx<AvailablePart>`
  select id, net, available_at from earnings.commission
  where payee_type = ${due.payee_type} and payee_id = ${due.payee_id} and currency = ${due.currency}
    and state = 'available' order by available_at, id for update`

/** These commissions are what a payout is made of, from now on. */
export async function takeIn(
  tx: Tx,
  payout: string,
  parts: readonly AvailablePart[],
): Promise<void> {
  const ids = parts.map((part) => part.id)
  await tx`
    with items as (
      insert into earnings.payout_item (payout_id, commission_id, amount)
      select ${payout}, c.id, c.net from earnings.commission c where c.id = any(${ids}::uuid[]) and c.net > 0
    )
    update earnings.commission set state = 'in_payout', payout_id = ${payout} where id = any(${ids}::uuid[])`
}
