import { type Query, sql } from '#base'
import { HASH_BYTES, nodeHash, rootOf } from './merkle.ts'
import { blockHash, checkHead } from './sealing.ts'
import { firstOf, type Wrong } from './wrong.ts'

/** Sealed transfers that are gone, or of which any byte is another one than when they were sealed. */
export async function changedRows(q: Query): Promise<Wrong[]> {
  // Whole blocks first: what a block's rows are now, in its order, must be its leaves.
  const blocks = await q<{ number: bigint }>`with leaf as materialized (
      select journal_id, leg, sha256('\\x00'::bytea || bytes) as leaf from ledger.sealed_form_view
    ), now as (
      select b.number, string_agg(coalesce(l.leaf, ''), ''::bytea order by x.ord) as leaves
      from ledger.block b cross join lateral unnest(b.journals, b.legs) with ordinality x (journal, leg, ord)
      left join leaf l on l.journal_id = x.journal and l.leg = x.leg group by 1
    )
    select b.number from ledger.block b join now n on n.number = b.number where n.leaves <> b.leaves
    order by 1 limit 100`
  const wrong: Wrong[] = []
  for (const { number } of blocks) {
    wrong.push(
      ...(await q<Wrong>`select 'transfer ' || x.journal || '.' || x.leg as where, b.number as block,
          case when f.bytes is null then 'missing' else 'changed' end as how
        from ledger.block b cross join lateral unnest(b.journals, b.legs) with ordinality x (journal, leg, ord)
        left join ledger.sealed_form_view f on f.journal_id = x.journal and f.leg = x.leg
        where b.number = ${number} and (f.bytes is null
          or sha256('\\x00'::bytea || f.bytes) <> substr(b.leaves, (x.ord::int - 1) * 32 + 1, 32))
        order by x.ord limit 1000`),
    )
  }
  return wrong
}

/**
 * Transfers of transactions that are sealed, and that are in no block: slipped in afterwards. Between a
 * restore and the first seal after it, only what is numbered below a sealed journal can be told to be of old.
 */
export function slippedIn(q: Query): Promise<Wrong[]> {
  return firstOf(
    q,
    sql`select 'transfer ' || t.journal_id || '.' || t.leg as where, j.xid
    from ledger.transfer t join ledger.journal j on j.id = t.journal_id
    where (j.xid < (select xid_to from ledger.sealed_view) or j.id <= (select first_journal from ledger.epoch order by number desc limit 1)
        or (j.xid < (select xid_to from ledger.block order by number desc limit 1)
          and j.id <= (select max(sealed) from ledger.block, unnest(journals) sealed)))
      and exists (select from ledger.block)
      and not exists (select from (select unnest(journals) as journal, unnest(legs) as leg from ledger.block) s
        where s.journal = t.journal_id and s.leg = t.leg)`,
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
