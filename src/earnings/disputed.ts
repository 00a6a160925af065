import { type Query, record, type Tx } from '#base'
import { balance, type Owner } from '#ledger'
import { ownerOf } from './commission.ts'

type Row = {
  id: string
  part: 'educator' | 'institution'
  payee_type: 'person' | 'organization'
  payee_id: string
  educator_id: string
  source_id: string
  title: string
  currency: string
  net: bigint
  state: string
}

const commissionsFor = (tx: Tx, bookingId: string) => tx<Row>`
  select id, part, payee_type, payee_id, educator_id, source_id, title, currency, state,
         -- A case may have taken some of it before.
         least(net, (select a.net from earnings.amendment a where a.commission_id = c.id order by number desc limit 1)) as net
    from earnings.commission c
   where source_type = 'booking' and source_id::text = ${bookingId} order by part, id for update`

/** What of a booking's commission is held does not become available while the buyer's bank decides. */
async function freeze(tx: Tx, bookingId: string, now: Temporal.Instant): Promise<void> {
  for (const row of await commissionsFor(tx, bookingId)) {
    if (row.state !== 'held') continue
    const frozen = await tx`
      update earnings.commission set frozen_at = ${now} where id = ${row.id} and frozen_at is null returning id`
    if (frozen.length > 0) await tell(tx, 'commission.frozen', row, {}, now)
  }
}

/** It goes on: the bank gave the money back, or the platform bears the loss. */
async function thaw(tx: Tx, bookingId: string): Promise<void> {
  await tx`
    update earnings.commission set frozen_at = null
     where source_type = 'booking' and source_id::text = ${bookingId} and state = 'held' and frozen_at is not null`
}

/** What completion credited to one payee, and where it lies now. */
export type Credited = { payee: Owner; credited: bigint; held: boolean }

/**
 * A dispute was lost by the educator's fault: what is held is taken, what was let go is owed and paid
 * from later earnings first. Answers what is to be booked. Doing it twice answers nothing the second time.
 */
async function takeBack(tx: Tx, bookingId: string, now: Temporal.Instant): Promise<Credited[]> {
  const credited: Credited[] = []
  for (const row of await commissionsFor(tx, bookingId)) {
    if (row.state === 'pending' || row.state === 'cancelled' || row.net === 0n) continue
    const held = row.state === 'held'
    const taken = await tx`
      update earnings.commission
         set state = case state when 'held' then 'taken_back' else state end, taken_back_at = ${now}, frozen_at = null
       where id = ${row.id} and taken_back_at is null returning id`
    if (taken.length === 0) continue
    credited.push({ payee: ownerOf(row), credited: row.net, held })
    await tell(tx, 'commission.taken_back', row, { held }, now)
  }
  // The educators' parts first: the platform's share is what is left of them.
  return credited
}

async function tell(
  tx: Tx,
  kind: 'commission.frozen' | 'commission.taken_back',
  row: Row,
  more: Record<string, unknown>,
  at: Temporal.Instant,
): Promise<void> {
  if (row.part !== 'educator') return
  await record(tx, {
    kind,
    about: { type: 'commission', id: row.id },
    at,
    data: {
      educatorId: row.educator_id,
      bookingId: row.source_id,
      session: row.title,
      amount: row.net.toString(),
      currency: row.currency,
      ...more,
    },
  })
}

/** What a payee owes from commissions that were taken back after they had been let go. */
export function owedBy(q: Query, payee: Owner, currency: string): Promise<bigint> {
  return balance(q, { owner: payee, purpose: 'educator_receivable', asset: currency })
}

/** Who answers for commissions when a payment is disputed. */
export const commissionKeeper = { freeze, thaw, takeBack }
