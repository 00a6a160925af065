import { type Fragment, type Query, sql } from '#base'
import { HASH_BYTES, nodeHash, rootOfAll } from './merkle.ts'
import { blockHash, checkHead } from './sealing.ts'
import { firstOf, type Wrong } from './wrong.ts'

/** A stretch of history: the journals in it, and the blocks that can hold some of them. */
export type Stretch = { from: bigint; to: bigint; blocks: bigint[]; last: bigint }

/** Transfers that are looked at in one statement: few enough for the processor's cache, enough to be worth a plan. */
const IN_STRETCH = 60_000
const [FIRST, LAST] = [-(2n ** 63n), 2n ** 63n - 1n]

/** All of history in stretches of about `most` transfers, cut between journals of different blocks. */
export async function stretches(q: Query, most = IN_STRETCH): Promise<Stretch[]> {
  const blocks = await q<{ number: bigint; size: number; first: bigint; last: bigint }>`
    select b.number, cardinality(b.journals) as size, j.first, j.last
    from ledger.block b, lateral (select min(id) as first, max(id) as last from unnest(b.journals) id) j
    order by j.last, b.number`
  const total = blocks.reduce((sum, block) => sum + block.size, 0)
  const enough = total / Math.max(1, Math.round(total / most))
  const ends: bigint[] = []
  let size = 0
  for (const block of blocks.slice(0, -1)) {
    size += block.size
    if (size < enough) continue
    ends.push(block.last)
    size = 0
  }
  const last = blocks.reduce((most, { number }) => (number > most ? number : most), 0n)
  return [...ends, LAST].map((to, index) => {
    const from = index === 0 ? FIRST : ends[index - 1]! + 1n
    const own = blocks.filter((block) => block.first <= to && block.last >= from)
    return { from, to, blocks: own.map(({ number }) => number), last }
  })
}

/**
 * Every transfer of a stretch. Against its place in the blocks: sealed ones that are gone, or of which any byte is
 * another one than when they were sealed; and transfers of transactions that are sealed, in no block: slipped in
 * afterwards. Between a restore and the first seal after it, only what is numbered below a sealed journal can be told
 * to be of old. And, as these rows are at hand: that its journal is there, and that lots moved as much as it says.
 */
export async function transfersWrong(q: Query, stretch: Stretch): Promise<Wrong[]> {
  const rows = await firstOf(
    q,
    sql`with moved as materialized (${movesIn(stretch)})
    select v.what, 'transfer ' || coalesce(f.journal_id, s.journal) || '.' || coalesce(f.leg, s.leg) as where, v.facts
    from (${rowsIn(stretch)}) f full join (${leavesIn(stretch)}) s on s.journal = f.journal_id and s.leg = f.leg
    cross join lateral (
      select 'sealed_row_was_changed' as what, jsonb_build_object('block', s.number, 'xid', f.xid,
          'how', case when f.journal_id is null then 'missing' else 'changed' end) as facts
        where s.journal is not null and s.leaf is distinct from f.leaf
      union all
      select 'row_was_slipped_in', jsonb_build_object('xid', f.xid)
        where s.journal is null and exists (select from ledger.block) and (
          f.xid < (select xid_to from ledger.sealed_view)
          or f.journal_id <= (select first_journal from ledger.epoch order by number desc limit 1)
          or (f.xid < (select xid_to from ledger.block order by number desc limit 1)
            and f.journal_id <= (select max(sealed) from ledger.block, unnest(journals) sealed)))
      union all
      select 'transfer_names_what_is_not_there', jsonb_build_object('names', 'journal ' || f.journal_id) where f.no_journal
      union all
      select 'lot_moves_are_not_the_transfer', jsonb_build_object('account', x.account, 'amount', x.amount::text, 'moved', x.moved::text)
        from (values (f.debit, f.to_debit, f.moved_debit), (f.credit, f.to_credit, f.moved_credit)) x (account, amount, moved)
        where f.of_lots and x.amount <> x.moved
    ) v
    where s.leaf is distinct from f.leaf or f.no_journal
      or (f.of_lots and (f.to_debit <> f.moved_debit or f.to_credit <> f.moved_credit))
    union all
    select 'lot_moves_are_not_the_transfer', 'transfer ' || m.journal_id || '.' || m.leg,
      jsonb_build_object('lot', m.lot, 'how', 'moved by a transfer of others')
    from moved m where m.astray > 0`,
  )
  return rows.map(({ facts, ...row }) => ({ ...row, ...(facts as object) }))
}

/** What lots moved by each transfer, on either side of it and elsewhere, and as text for its sealed form. */
function movesIn({ from, to }: Stretch): Fragment {
  return sql`select m.journal_id, m.leg,
      string_agg(ledger.sealed_move(m, l) collate "C", ';' order by ledger.sealed_move(m, l) collate "C") as moves,
      coalesce(sum(m.units) filter (where l.account_id = t.debit_id), 0) as debit,
      coalesce(sum(m.units) filter (where l.account_id = t.credit_id), 0) as credit,
      count(*) filter (where l.account_id <> all (array[t.debit_id, t.credit_id]) is not false) as astray, min(m.lot_id) as lot
    from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
    left join ledger.transfer t on t.journal_id = m.journal_id and t.leg = m.leg and t.journal_id between ${from} and ${to}
    where m.journal_id between ${from} and ${to}
    group by m.journal_id, m.leg`
}

function rowsIn({ from, to }: Stretch): Fragment {
  return sql`select t.journal_id, t.leg, j.xid, j.id is null as no_journal, d.address as debit, c.address as credit,
      d.lots or c.lots or m.leg is not null as of_lots,
      case when d.lots then t.amount::bigint else 0 end as to_debit, coalesce(m.debit, 0) as moved_debit,
      case when c.lots then -t.amount::bigint else 0 end as to_credit, coalesce(m.credit, 0) as moved_credit,
      sha256('\\x00'::bytea || ledger.sealed_form(t, j, s.code, d.address, c.address,
        case when d.lots or c.lots then m.moves end)) as leaf
    from ledger.transfer t
    left join ledger.journal j on j.id = t.journal_id and j.id between ${from} and ${to}
    left join ledger.account d on d.id = t.debit_id
    left join ledger.account c on c.id = t.credit_id
    left join ledger.asset s on s.id = t.debit_id % 1024
    left join moved m on m.journal_id = t.journal_id and m.leg = t.leg
    where t.journal_id between ${from} and ${to}`
}

/** The leaves of a stretch, also of blocks that were sealed since it was cut. */
function leavesIn({ from, to, blocks, last }: Stretch): Fragment {
  return sql`select b.number, x.journal, x.leg, substr(l.leaves, (x.ord::int - 1) * ${HASH_BYTES} + 1, ${HASH_BYTES}) as leaf
    from ledger.block b
    -- Out of its pages once a block, and not once a row.
    cross join lateral (select b.leaves || ''::bytea as leaves offset 0) l
    cross join lateral unnest(b.journals, b.legs) with ordinality x (journal, leg, ord)
    where (b.number = any (${blocks}::bigint[]) or b.number > ${last}) and x.journal between ${from} and ${to} offset 0`
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
    const size = block.leaves.length / HASH_BYTES
    const root = rootOfAll(block.leaves)
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
