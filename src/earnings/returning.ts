import { shareOf, type Tx } from '#base'
import type { GivenBack } from '#ledger'
import { type CommissionState, ownerOf } from './commission.ts'
import { divide, type Parted, wholeOf } from './sharing.ts'

/** What a booking earned, before and after a part of it is given back. */
export type Returned = {
  currency: string
  paidBy: string
  /** The journal that it was earned by. */
  journal: bigint
  payees: GivenBack[]
  /** What all payees together earned, and what is left of it, card fees set aside. */
  earned: bigint
  left: bigint
}

type Row = Parted & {
  payee_type: 'person' | 'organization'
  payee_id: string
  paid_by: string
  currency: string
  fee_borne: bigint
  net: bigint
  state: CommissionState
  journal_id: bigint | null
}

/**
 * A booking that was earned on is given back, or a part of it: `kept` of `of` stays. What is held of each
 * share is lowered; of what was let go already the rest is owed, and paid from later earnings first. Answers
 * what is to be booked; undefined where nothing had been earned.
 */
export async function returnEarned(
  tx: Tx,
  { bookingId, kept, of }: { bookingId: string; kept: bigint; of: bigint },
  now: Temporal.Instant,
): Promise<Returned | undefined> {
  const rows = await tx<Row>`
    select id, part, educator_id, share, payee_type, payee_id, paid_by, currency, gross, rate, fee_borne, net, state,
      journal_id
    from earnings.commission where source_type = 'booking' and source_id = ${bookingId}
      and state not in ('pending', 'cancelled', 'taken_back') order by part, id for update`
  const [first] = rows
  if (!first) return undefined
  const payees: GivenBack[] = []
  let [earned, left] = [0n, 0n]
  const parted = divide(rows, of === 0n ? 0n : (wholeOf(rows) * kept) / of)
  for (const [index, row] of rows.entries()) {
    const { gross, earns: share } = parted[index]!
    // The card fee stays whole on what is kept.
    const feeBorne = row.fee_borne < share ? row.fee_borne : share
    const net = share - feeBorne
    earned += shareOf(row.gross, BigInt(row.rate))
    left += share
    const held = row.state === 'held'
    if (row.net > net) payees.push({ payee: ownerOf(row), amount: row.net - net, held })
    if (held) {
      await tx`
        update earnings.commission set gross = ${gross}, fee_borne = ${feeBorne}, net = ${net}, frozen_at = null,
          state = ${kept === 0n ? 'taken_back' : 'held'}, taken_back_at = ${kept === 0n ? now : null}
        where id = ${row.id}`
    } else if (kept === 0n) {
      await tx`update earnings.commission set taken_back_at = ${now} where id = ${row.id} and taken_back_at is null`
    }
  }
  const { currency, paid_by: paidBy, journal_id: journal } = first
  return { currency, paidBy, journal: journal!, payees, earned, left }
}

/**
 * Where a commission had been cancelled and staff find that the educator is to be paid after all, the
 * platform pays their share of `part` of the price: what had been opened becomes earned. Answers what each
 * payee gets; nothing where there is nothing to be made good.
 */
export async function madeGood(
  tx: Tx,
  { bookingId, part }: { bookingId: string; part: number },
  now: Temporal.Instant,
): Promise<{ currency: string; payees: GivenBack[] }> {
  const rows = await tx<Row & { hold_days: number }>`
    select c.id, c.part, c.educator_id, c.share, c.payee_type, c.payee_id, c.currency, c.gross, c.rate, p.hold_days
    from earnings.commission c join earnings.policy p on p.version = c.policy_version
    where c.source_type = 'booking' and c.source_id = ${bookingId} and c.state = 'cancelled'
      and c.share > 0 order by c.part, c.id for update of c`
  const payees: GivenBack[] = []
  for (const row of divide(rows, shareOf(wholeOf(rows), BigInt(part)))) {
    const { gross, earns: net } = row
    if (net === 0n) continue
    payees.push({ payee: ownerOf(row), amount: net, held: true })
    await tx`
      update earnings.commission set state = 'held', gross = ${gross}, net = ${net}, cancelled_at = null,
        earned_at = ${now}, held_until = ${now.add({ hours: 24 * row.hold_days })} where id = ${row.id}`
  }
  return { currency: rows[0]?.currency ?? '', payees }
}

/** What a booking earned does not become available while it is contested; `commissionKeeper.thaw` lets it go on. */
export async function keepStill(tx: Tx, bookingId: string, now: Temporal.Instant): Promise<void> {
  await tx`
    update earnings.commission set frozen_at = ${now}
    where source_type = 'booking' and source_id = ${bookingId} and state = 'held' and frozen_at is null`
}

/** A booking takes place at another time, in another session: what it will earn goes with it. */
export async function moveCommission(
  tx: Tx,
  bookingId: string,
  to: { sessionId: string; title: string; sessionAt: Temporal.Instant },
): Promise<void> {
  await tx`
    update earnings.commission set session_id = ${to.sessionId}, title = ${to.title}, session_at = ${to.sessionAt}
    where source_type = 'booking' and source_id = ${bookingId} and state = 'pending'`
}
