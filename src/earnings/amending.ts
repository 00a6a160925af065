import { idFrom, type Tx } from '#base'
import { balance, type GivenBack } from '#ledger'
import { type CommissionState, ownerOf, TOKEN } from './commission.ts'
import { divide, type Parted, wholeOf } from './sharing.ts'

/** What a case made of what a booking earned, and what is to be booked of it. */
export type Amended = {
  currency: string
  /** The journal that it was earned by; null where nothing ever was. */
  journal: bigint | null
  /** What payees lose: from what is held, else they owe it. */
  down: GivenBack[]
  /** What payees get: it becomes held, or they no longer owe it. */
  up: GivenBack[]
  /** What all payees together earned before and now, card fees set aside. */
  earned: bigint
  left: bigint
}

type Row = Parted & {
  payee_type: 'person' | 'organization'
  payee_id: string
  currency: string
  fee_borne: bigint
  net: bigint
  state: CommissionState
  journal_id: bigint | null
  hold_days: number
  taken: boolean
  last: number | null
  opened_gross: bigint | null
  opened_fee: bigint | null
  opened_units: bigint | null
  units: bigint | null
  stands: bigint | null
  /** What an earlier decision gave on top, while it is still held. */
  extra_id: string | null
  extra_net: bigint | null
}

export type Amending = {
  bookingId: string
  /** Names the deed: `decision` or `appeal`. The same deed amends once. */
  name: 'decision' | 'appeal'
  /** On how much of what was paid the educator earns from now on. */
  units: bigint
  /** What the commission's price counts as now, in the same units; what an earlier amendment said comes first. */
  of: bigint
  by: string
}

/**
 * What a booking earned is amended: more or less of it is earned than before. What is held is lowered or raised
 * where it lies. Of what was let go already, the loss is owed and paid from later earnings first; a gain pays
 * what is owed first, and the rest is a commission of its own, held as any. What was earned in tokens stays.
 * Nothing is posted here: the answer says what is to be.
 */
export async function amendEarned(
  tx: Tx,
  { bookingId, name, units, of, by }: Amending,
  now: Temporal.Instant,
): Promise<Amended> {
  const rows = await tx<Row>`
    select c.id, c.part, c.educator_id, c.share, c.payee_type, c.payee_id, c.currency, c.gross, c.rate, c.fee_borne,
      c.net, c.state, c.journal_id, p.hold_days, c.taken_back_at is not null as taken, a.number as last,
      a.opened_gross, a.opened_fee, a.opened_units, a.units, a.net as stands, x.id as extra_id, x.net as extra_net
    from earnings.commission c join earnings.policy p on p.version = c.policy_version
    left join lateral (select * from earnings.amendment a where a.commission_id = c.id order by number desc limit 1) a
      on true
    left join earnings.commission x on x.source_type = 'decision' and x.source_id = c.source_id
      and x.educator_id = c.educator_id and x.part = c.part and x.state = 'held'
    where c.source_type = 'booking' and c.source_id = ${bookingId} and c.state <> 'pending' and c.share > 0
      and c.currency <> ${TOKEN} order by c.part, c.id for update of c`
  const [first] = rows
  const amended: Amended = {
    currency: first?.currency ?? '',
    journal: first?.journal_id ?? null,
    down: [],
    up: [],
    earned: 0n,
    left: 0n,
  }
  if (!first) return amended
  const opened = rows.map((row) => ({ ...row, gross: row.opened_gross ?? row.gross }))
  const base = first.opened_units ?? of
  const before = divide(opened, (wholeOf(opened) * (first.units ?? standing(first, of))) / base)
  const after = divide(opened, (wholeOf(opened) * units) / base)
  for (const [index, row] of rows.entries()) {
    const { gross, earns } = after[index]!
    const openedFee = row.opened_fee ?? row.fee_borne
    // The card fee stays whole on what is earned.
    const fee = openedFee < earns ? openedFee : earns
    const change = { gross, fee, net: earns - fee, stands: standsNow(row) }
    amended.earned += before[index]!.earns
    amended.left += earns
    const owed = await amend(tx, row, change, { name, by }, amended, now)
    await tx`
      insert into earnings.amendment (commission_id, number, name, opened_gross, opened_fee, opened_units, units,
        net_before, net, owed, by, at)
      values (${row.id}, ${(row.last ?? 0) + 1}, ${name}, ${opened[index]!.gross}, ${openedFee}, ${base}, ${units},
        ${change.stands}, ${change.net}, ${owed}, ${by}, ${now})`
  }
  return amended
}

const standing = (row: Row, of: bigint) => (standsNow(row) === 0n ? 0n : of)

/** What a payee has of a commission, wherever it lies. */
function standsNow({ stands, state, taken, net }: Row): bigint {
  if (stands !== null) return stands
  return state === 'cancelled' || taken ? 0n : net
}

type Change = { gross: bigint; fee: bigint; net: bigint; stands: bigint }

async function amend(
  tx: Tx,
  row: Row,
  change: Change,
  deed: { name: string; by: string },
  amended: Amended,
  now: Temporal.Instant,
): Promise<bigint> {
  const { net, stands } = change
  const payee = ownerOf(row)
  const atHand = ['held', 'cancelled', 'taken_back'].includes(row.state)
  if (atHand) await rewrite(tx, row, change, now)
  if (net < stands) {
    let rest = stands - net
    if (atHand) {
      amended.down.push({ payee, amount: rest, held: true })
      return 0n
    }
    const extra = row.extra_net === null ? 0n : row.extra_net < rest ? row.extra_net : rest
    if (extra > 0n) {
      await tx`
        update earnings.commission set gross = gross - ${extra}, net = net - ${extra} where id = ${row.extra_id}`
      amended.down.push({ payee, amount: extra, held: true })
      rest -= extra
    }
    if (rest > 0n) amended.down.push({ payee, amount: rest, held: false })
    if (net === 0n)
      await tx`
        update earnings.commission set taken_back_at = ${now} where id = ${row.id} and taken_back_at is null`
    return rest
  }
  if (net === stands) return 0n
  const gain = net - stands
  if (atHand) {
    amended.up.push({ payee, amount: gain, held: true })
    return 0n
  }
  await tx`update earnings.commission set taken_back_at = null where id = ${row.id}`
  const debt = await balance(tx, {
    owner: payee,
    purpose: 'educator_receivable',
    asset: row.currency,
  })
  const pays = amended.up
    .filter((one) => !one.held && one.payee.id === payee.id)
    .reduce((sum, { amount }) => sum - amount, debt)
  const paid = pays <= 0n ? 0n : pays < gain ? pays : gain
  if (paid > 0n) amended.up.push({ payee, amount: paid, held: false })
  if (gain > paid) {
    amended.up.push({ payee, amount: gain - paid, held: true })
    await giveExtra(tx, row, gain - paid, deed.name, now)
  }
  return -paid
}

/** What is not let go yet is rewritten where it stands; what was cancelled or taken is held again where it earns. */
async function rewrite(
  tx: Tx,
  { id, hold_days, state }: Row,
  { gross, fee, net }: Change,
  now: Temporal.Instant,
): Promise<void> {
  if (state === 'cancelled' && net === 0n) return
  const heldUntil = now.add({ hours: 24 * hold_days })
  await tx`
    update earnings.commission set gross = ${gross}, fee_borne = ${fee}, net = ${net}, frozen_at = null,
      state = ${net === 0n ? 'taken_back' : 'held'}, taken_back_at = ${net === 0n ? now : null}, cancelled_at = null,
      earned_at = coalesce(earned_at, ${now}), held_until = coalesce(held_until, ${heldUntil})
    where id = ${id}`
}

/** What is given on top of a commission that was let go is one of its own: it is held, and paid out, as any. */
async function giveExtra(
  tx: Tx,
  { id, hold_days }: Row,
  amount: bigint,
  name: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    insert into earnings.commission (id, source_type, source_id, part, educator_id, share, payee_type, payee_id, kind,
      session_id, title, session_at, paid_by, currency, gross, rate, rate_from, net, policy_version, state, made_at,
      earned_at, held_until)
    select ${idFrom('commission', id, name)}, ${name}, source_id, part, educator_id, share, payee_type, payee_id, kind,
      session_id, title, session_at, 'platform', currency, ${amount}, 10000, 'agreed', ${amount}, policy_version,
      'held', ${now}, ${now}, ${now.add({ hours: 24 * hold_days })}
    from earnings.commission where id = ${id}`
}

/** One change that a case made of a commission, for whoever reads how it came to be. */
export type Amendment = {
  commissionId: string
  payee: { type: 'person' | 'organization'; id: string }
  part: 'educator' | 'institution'
  name: string
  currency: string
  netBefore: bigint
  net: bigint
  owed: bigint
  at: Temporal.Instant
}

/** What cases made of a booking's commissions, the latest last. */
export async function amendmentsOf(tx: Tx | Parameters<typeof balance>[0], bookingId: string) {
  return await tx<
    Omit<Amendment, 'payee'> & { payeeType: 'person' | 'organization'; payeeId: string }
  >`
    select a.commission_id as "commissionId", c.payee_type as "payeeType", c.payee_id as "payeeId", c.part, a.name,
      c.currency, a.net_before as "netBefore", a.net, a.owed, a.at
    from earnings.amendment a join earnings.commission c on c.id = a.commission_id
    where c.source_type = 'booking' and c.source_id = ${bookingId} order by a.at, c.part, c.id`
}
