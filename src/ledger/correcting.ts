import type { Tx } from '#base'
import type { Address } from './accounts.ts'
import {
  contentHash,
  type Deed,
  type LotSource,
  type LotWork,
  type Movement,
  post,
  type Receipt,
} from './posting.ts'
import { refuse } from './problems.ts'

type Leg = { leg: number; asset: string; debit: Address; credit: Address; amount: bigint }
type Moved = {
  leg: number
  lot: bigint
  kind: string
  source: LotSource
  units: bigint
  basis: bigint
  fee: bigint
  currency: string | null
  expires_at: Temporal.Instant | undefined
  untouched: boolean
}

/**
 * Corrects a journal by posting its mirror image, which points at it; the first stays as it is.
 * Units that had left lots come back as lots with the same basis and expiry; lots that it issued are
 * revoked, if nothing has been taken from them. Refuses unknown_journal, reversal_of_reversal,
 * already_reversed, lots_moved_on, and what any posting refuses.
 */
export async function reverse(tx: Tx, journalId: bigint, deed: Deed): Promise<Receipt> {
  const hash = contentHash('reversal', journalId, deed.about)
  const [journal] = await tx<{
    reverses: bigint | null
    reversed_by: bigint | null
    same: boolean | null
  }>`
    select j.reverses, r.id as reversed_by, r.key = ${deed.key} as same
    from ledger.journal j left join ledger.journal r on r.reverses = j.id where j.id = ${journalId}`
  if (!journal) throw refuse('unknown_journal', { journal: journalId })
  if (journal.reverses !== null) throw refuse('reversal_of_reversal', { journal: journalId })
  if (journal.reversed_by !== null && !journal.same) {
    throw refuse('already_reversed', { journal: journalId, by: journal.reversed_by })
  }
  const legs =
    await tx<Leg>`select t.leg, s.code as asset, d.address as debit, c.address as credit, t.amount
    from ledger.transfer t join ledger.account d on d.id = t.debit_id join ledger.account c on c.id = t.credit_id
    join ledger.asset s on s.id = d.asset_id where t.journal_id = ${journalId} order by t.leg`
  const moved =
    await tx<Moved>`select m.leg, m.lot_id as lot, m.kind, l.source, m.units, m.basis, m.fee,
      s.code as currency, l.expires_at, l.remaining = l.issued and l.held = 0 and l.frozen_at is null as untouched
    from ledger.lot_move m join ledger.lot l on l.id = m.lot_id left join ledger.asset s on s.id = l.basis_asset_id
    where m.journal_id = ${journalId} order by m.leg, m.lot_id`
  if (!journal.same && moved.some((one) => one.units > 0n && !one.untouched)) {
    throw refuse('lots_moved_on', { journal: journalId })
  }
  try {
    return await post(
      tx,
      { kind: 'reversal', reverses: journalId, ...mirror(legs, moved) },
      deed,
      hash,
    )
  } catch (error) {
    // Two reversals at once, of accounts that nobody locks: the constraint lets one through.
    if ((error as { constraint?: string }).constraint !== 'reversed_once') throw error
    throw refuse('already_reversed', { journal: journalId })
  }
}

/** The legs with their sides exchanged; one leg a lot, where lots come back. */
function mirror(legs: readonly Leg[], moved: readonly Moved[]) {
  const movements: Movement[] = []
  const lots: LotWork[] = []
  for (const { leg, asset, debit, credit, amount } of legs) {
    const own = moved.filter((one) => one.leg === leg)
    const back = own.filter((one) => one.units < 0n)
    const parts = back.length > 0 ? back.map((one) => -one.units) : [amount]
    for (const [index, part] of parts.entries()) {
      movements.push({ asset, debit: credit, credit: debit, amount: part })
      const lot = back[index]
      if (lot) lots.push(comesBack(lot, movements.length))
    }
    for (const lot of own.filter((one) => one.units > 0n)) {
      const work = {
        do: 'remove',
        lot: lot.lot,
        units: lot.units,
        kind: 'revoke',
        basis: lot.basis,
      }
      lots.push({ ...work, leg: movements.length } as LotWork)
    }
  }
  return { movements, lots }
}

function comesBack(lot: Moved, leg: number): LotWork {
  return {
    do: 'issue',
    leg,
    source: lot.source,
    basisAsset: lot.currency ?? undefined,
    basis: -lot.basis,
    fee: -lot.fee,
    expiresAt: lot.expires_at,
  }
}
