import { type Query, sql } from '#base'
import { HASH_BYTES, nodeHash, rootOf } from './merkle.ts'
import { blockHash, checkHead } from './sealing.ts'
import { firstOf, type Wrong } from './wrong.ts'

/**
 * Every transfer against its place in the blocks: sealed ones that are gone, or of which any byte is another one
 * than when they were sealed; and transfers of transactions that are sealed, in no block: slipped in afterwards.
 * Between a restore and the first seal after it, only what is numbered below a sealed journal can be told to be of old.
 */
export function sealedWrong(q: Query): Promise<Wrong[]> {
  return firstOf(
    q,
    sql`select case when s.journal is null then 'row_was_slipped_in' else 'sealed_row_was_changed' end as what,
      'transfer ' || coalesce(s.journal, f.journal_id) || '.' || coalesce(s.leg, f.leg) as where, s.number as block, f.xid,
      case when f.journal_id is null then 'missing' when s.journal is not null then 'changed' end as how
    from ledger.sealed_form_view f full join (
      select b.number, x.journal, x.leg, substr(l.leaves, (x.ord::int - 1) * ${HASH_BYTES} + 1, ${HASH_BYTES}) as leaf
      from ledger.block b
      -- Out of its pages once a block, and not once a row.
      cross join lateral (select b.leaves || ''::bytea as leaves offset 0) l
      cross join lateral unnest(b.journals, b.legs) with ordinality x (journal, leg, ord) offset 0
    ) s on s.journal = f.journal_id and s.leg = f.leg
    where case when s.journal is not null then s.leaf is distinct from sha256('\\x00'::bytea || f.bytes)
      else exists (select from ledger.block) and (f.xid < (select xid_to from ledger.sealed_view)
        or f.journal_id <= (select first_journal from ledger.epoch order by number desc limit 1)
        or (f.xid < (select xid_to from ledger.block order by number desc limit 1)
          and f.journal_id <= (select max(sealed) from ledger.block, unnest(journals) sealed))) end`,
  )
}

type Block = {
  number: bigint
  epoch: number
  leaves: Buffer
  root: Buffer
  prev: Buffer
  hash: Buffer
  sealed_at: Temporal.Instant
  head: Buffer
  public_key: Buffer
  signature: Buffer
}

/** Blocks whose root, chain, log or signature is not what their rows say. */
export async function brokenBlocks(q: Query): Promise<Wrong[]> {
  const wrong: Wrong[] = []
  let prev: Buffer = Buffer.alloc(HASH_BYTES)
  // The roots of the complete subtrees so far, largest first: as a binary counter.
  const roots: { size: number; hash: Buffer }[] = []
  for (let number = 1n; ; number++) {
    const [block] =
      await q<Block>`select number, epoch, leaves, root, prev, hash, sealed_at, head, public_key,
      signature from ledger.block where number = ${number}`
    if (!block) break
    const where = `block ${number}`
    const leaves = Array.from({ length: block.leaves.length / HASH_BYTES }, (_, index) =>
      block.leaves.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
    )
    const size = leaves.length
    const root = rootOf(leaves)
    if (!root.equals(block.root)) wrong.push({ where, how: 'the root is not that of its leaves' })
    if (!prev.equals(block.prev)) wrong.push({ where, how: 'it does not follow the block before' })
    const hash = blockHash({ ...block, size, sealedAt: block.sealed_at })
    if (!hash.equals(block.hash)) wrong.push({ where, how: 'the hash is not that of its fields' })
    roots.push({ size: 1, hash })
    while (roots.length > 1 && roots.at(-1)!.size === roots.at(-2)!.size) {
      const right = roots.pop()!
      const left = roots.pop()!
      roots.push({ size: left.size * 2, hash: nodeHash(left.hash, right.hash) })
    }
    const top = roots.map((one) => one.hash).reduceRight((right, left) => nodeHash(left, right))
    if (!top.equals(block.head)) wrong.push({ where, how: 'the head is not that of the log' })
    const publicKey = block.public_key.toString('hex')
    const head = {
      size: Number(number),
      root: block.head.toString('hex'),
      at: block.sealed_at.toString(),
      publicKey,
      signature: block.signature.toString('hex'),
    }
    if (!checkHead(head, publicKey)) wrong.push({ where, how: 'the head is not signed by its key' })
    prev = block.hash
  }
  const [count] = await q<{ blocks: bigint; last: bigint | null }>`
    select count(*) as blocks, max(number) as last from ledger.block`
  if (count!.last !== null && count!.last !== count!.blocks) {
    wrong.push({ where: `block ${count!.blocks + 1n}`, how: 'a block is missing' })
  }
  return wrong
}
