import { type Query, sql } from '#base'
import { leafHash } from './merkle.ts'
import { blocksFor, type Proof, prove, sealingLag } from './sealing.ts'

/**
 * A proof for everybody: the entry's fingerprint in place of the entry, so that it says that something
 * stands in the books and nothing of what. Whoever has the entry (`Proof.row`) sees that it has this
 * fingerprint.
 */
export type PublicProof = Omit<Proof, 'row'> & {
  /** RFC 6962 leaf hash of the row as it stands now, hex. */
  leaf: string
}

/** The proof of a transfer without its content. Refuses unknown_transfer, not_sealed_yet. */
export async function publicProof(q: Query, transfer: string): Promise<PublicProof> {
  const { row, ...proof } = await prove(q, transfer)
  return { ...proof, leaf: leafHash(Buffer.from(row, 'base64')).toString('hex') }
}

export type Seal = { block: number; sealedAt: Temporal.Instant }

/** The block that a journal is sealed in; undefined while it waits. All its transfers share it. */
export async function sealOf(q: Query, journal: bigint): Promise<Seal | undefined> {
  const [row] = await q<{ number: bigint; sealed_at: Temporal.Instant }>`
    select b.number, b.sealed_at from ledger.journal j
    join ledger.block b on b.number in (${blocksFor(sql`j.xid`)}) and j.id = any (b.journals)
    where j.id = ${journal} order by b.number limit 1`
  return row && { block: Number(row.number), sealedAt: row.sealed_at }
}

/** How long a transfer may wait for its seal before somebody should look, in seconds. */
export const SEALING_MAY_TAKE = 600

export type SealingState = {
  /** Transfers that are written and not sealed yet. */
  waiting: number
  /** When the oldest of them was written. */
  oldest: Temporal.Instant | null
  /** How long it has waited, by the clock that wrote it; 0 where nothing waits. */
  seconds: number
  /** It has waited for more than SEALING_MAY_TAKE. */
  late: boolean
}

/** Whether sealing keeps up with writing. */
export async function sealingState(q: Query): Promise<SealingState> {
  const { transfers, oldest, seconds } = await sealingLag(q)
  return { waiting: transfers, oldest, seconds, late: seconds > SEALING_MAY_TAKE }
}
