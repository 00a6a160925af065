import { createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto'
import { atomically, type Db, type Fragment, type Query, sql } from '#base'
import { transferId } from './looking.ts'
import {
  consistencyPath,
  HASH_BYTES,
  inclusionPath,
  isConsistent,
  leafHash,
  nodeHash,
  rootFromPath,
  rootOf,
  rootOfAll,
  type Subtree,
  splitAt,
} from './merkle.ts'
import { refuse } from './problems.ts'

/** Signs the heads of the log. */
export type Signer = { publicKey: Buffer; sign(data: Buffer): Buffer }

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** An Ed25519 signer made from the installation's secret: the same secret, the same key. */
export function signerFrom(secret: string): Signer {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'stoa.ledger.head', 32))
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { publicKey, sign: (data) => sign(null, data, key) }
}

export type Head = {
  /** Blocks in the log. */
  size: number
  root: string
  at: string
  publicKey: string
  signature: string
}

const part = (value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

type Header = {
  number: bigint
  epoch: number
  size: number
  root: Buffer
  prev: Buffer
  sealedAt: Temporal.Instant
}

function headerBytes({ number, epoch, size, root, prev, sealedAt }: Header): Buffer {
  const parts = [
    'stoa.block.1',
    `${number}`,
    `${epoch}`,
    `${size}`,
    root,
    prev,
    sealedAt.toString(),
  ]
  return Buffer.concat(parts.map(part))
}

function headBytes(size: number | bigint, root: Buffer, at: string): Buffer {
  return Buffer.concat(['stoa.head.1', `${size}`, root, at].map(part))
}

const MOST_IN_BLOCK = 20_000

/**
 * Seals what is behind the transaction horizon: no open transaction can still add a row before it, so
 * no row is ever left out, and writers wait for nothing. Returns how many transfers were sealed.
 */
export async function seal(db: Db, signer: Signer, now: Temporal.Instant): Promise<number> {
  const moment = now.round({ smallestUnit: 'microsecond' })
  for (let total = 0; ; ) {
    const sealed = await atomically(db, (tx) => sealOne(tx, signer, moment))
    total += sealed
    if (sealed === 0) return total
  }
}

type Next = {
  number: bigint
  epoch: number
  xid_to: bigint
  prev: Buffer
  journals: string[]
  legs: number[]
  leaves: Buffer
}

async function sealOne(tx: Query, signer: Signer, now: Temporal.Instant): Promise<number> {
  const [next] = await tx<Next>`select * from ledger.next_block(${MOST_IN_BLOCK})`
  if (!next) return 0
  const { number, epoch, prev } = next
  const sealedAt = await notBefore(tx, number - 1n, now)
  const size = next.legs.length
  const root = rootOfAll(next.leaves)
  const header = headerBytes({ number, epoch, size, root, prev, sealedAt })
  const hash = leafHash(header)
  const place = Number(number) - 1
  const subtree = logOf(tx)
  const nodes = [{ level: 0, place, hash }]
  // Every subtree that this block completes: as a binary counter carries.
  for (let at = place, last = nodes[0]!; at % 2 === 1; at = (at - 1) / 2) {
    const left = await nodeAt(tx, last.level, at - 1)
    last = { level: last.level + 1, place: (at - 1) / 2, hash: nodeHash(left, last.hash) }
    nodes.push(last)
  }
  const known = new Map(nodes.map((node) => [`${node.level} ${node.place}`, node.hash]))
  const head = await subtree(0, place + 1, known)
  const signature = signer.sign(headBytes(number, head, sealedAt.toString()))
  await tx`select ledger.seal_block(${number}, ${epoch}, ${next.xid_to}, ${next.journals}, ${next.legs}, ${next.leaves},
    ${root}, ${prev}, ${hash}, ${sealedAt}, ${head}, ${signer.publicKey}, ${signature},
    ${nodes.map((node) => node.level)}, ${nodes.map((node) => node.place)}, ${nodes.map((node) => node.hash)})`
  return size
}

/** A log tells no earlier hour after a later one, also where the clock was set back. */
async function notBefore(
  tx: Query,
  number: bigint,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const [last] = await tx<{ sealed_at: Temporal.Instant }>`
    select sealed_at from ledger.block where number = ${number}`
  return last && Temporal.Instant.compare(now, last.sealed_at) < 0 ? last.sealed_at : now
}

function leavesOf(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, index) =>
    bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  )
}

async function nodeAt(q: Query, level: number, place: number): Promise<Buffer> {
  const [row] = await q<{
    hash: Buffer
  }>`select hash from ledger.log_node where level = ${level} and place = ${place}`
  if (!row) throw new Error(`The log lacks its node ${level}/${place}`)
  return row.hash
}

/** Subtrees of the log of blocks; complete ones are stored. */
function logOf(q: Query) {
  return async function subtree(
    from: number,
    to: number,
    known?: Map<string, Buffer>,
  ): Promise<Buffer> {
    const size = to - from
    const level = Math.log2(size)
    if (Number.isInteger(level) && from % size === 0) {
      return known?.get(`${level} ${from / size}`) ?? (await nodeAt(q, level, from / size))
    }
    const at = splitAt(size)
    return nodeHash(await subtree(from, from + at, known), await subtree(from + at, to, known))
  }
}

/** The proof that a transfer stands in the books, to be printed on a receipt and checked without them. */
export type Proof = {
  transfer: string
  /** The sealed bytes of the row (docs/ledger.md lists the fields), base64. */
  row: string
  index: number
  /** The block: what its hash covers, and the way from the row to its root. */
  block: {
    number: number
    epoch: number
    size: number
    root: string
    prev: string
    sealedAt: string
  }
  blockPath: string[]
  /** The way from the block to the root of the log. */
  logPath: string[]
  head: Head
}

const hex = (bytes: Buffer) => bytes.toString('hex')
const bytes = (text: string) => Buffer.from(text, 'hex')

/** The last signed head of the log, or undefined before the first sealing. */
export async function head(q: Query, size?: number): Promise<Head | undefined> {
  const [row] = await q<{
    number: bigint
    head: Buffer
    sealed_at: Temporal.Instant
    public_key: Buffer
    signature: Buffer
  }>`select number, head, sealed_at, public_key, signature from ledger.block
    where ${size ?? null}::bigint is null or number = ${size ?? null}::bigint order by number desc limit 1`
  return (
    row && {
      size: Number(row.number),
      root: hex(row.head),
      at: row.sealed_at.toString(),
      publicKey: hex(row.public_key),
      signature: hex(row.signature),
    }
  )
}

/** Proves that a transfer (`1251.2`) is sealed. Refuses unknown_transfer, not_sealed_yet. */
export async function prove(q: Query, transfer: string): Promise<Proof> {
  const [journal, leg] = transferId(transfer)
  const [row] = await q<{ bytes: Buffer; xid: bigint }>`
    select bytes, xid from ledger.sealed_form_view where journal_id = ${journal} and leg = ${leg}`
  if (!row) throw refuse('unknown_transfer', { transfer })
  const [block] = await q<{
    number: bigint
    epoch: number
    leaves: Buffer
    root: Buffer
    prev: Buffer
    sealed_at: Temporal.Instant
    index: number
  }>`select b.number, b.epoch, b.leaves, b.root, b.prev, b.sealed_at, x.ord::int as index
    from ledger.block b cross join lateral unnest(b.journals, b.legs) with ordinality x (journal, leg, ord)
    where b.number in (${blocksFor(sql`${row.xid}::bigint`)})
      and ${journal}::bigint = any (b.journals) and x.journal = ${journal}::bigint and x.leg = ${leg}::smallint
    order by b.number limit 1`
  const last = await head(q)
  if (!block || !last) throw refuse('not_sealed_yet', { transfer })
  const leaves = leavesOf(block.leaves)
  const index = block.index - 1
  const inBlock: Subtree = async (from, to) => rootOf(leaves.slice(from, to))
  const blockPath = await inclusionPath(inBlock, index, leaves.length)
  const subtree = logOf(q)
  const logPath = await inclusionPath(
    (from, to) => subtree(from, to),
    Number(block.number) - 1,
    last.size,
  )
  return {
    transfer,
    row: row.bytes.toString('base64'),
    index,
    block: {
      number: Number(block.number),
      epoch: block.epoch,
      size: leaves.length,
      root: hex(block.root),
      prev: hex(block.prev),
      sealedAt: block.sealed_at.toString(),
    },
    blockPath: blockPath.map(hex),
    logPath: logPath.map(hex),
    head: last,
  }
}

/**
 * The blocks that can hold a row of a transaction, as a list for `in (…)`: in each epoch the first that
 * reaches beyond it, and the epoch's first, which holds what the epochs before had not sealed.
 */
export function blocksFor(xid: Fragment): Fragment {
  return sql`select x.number from ledger.epoch e cross join lateral (
      (select b.number from ledger.block b where b.epoch = e.number and b.xid_to > ${xid} order by b.xid_to limit 1)
      union
      (select b.number from ledger.block b where b.epoch = e.number order by b.xid_to limit 1)
    ) x`
}

/** Checks a proof with nothing but itself and the public key that one trusts. */
export function checkProof(proof: Proof, publicKey: string): boolean {
  const { block } = proof
  const leaf = leafHash(Buffer.from(proof.row, 'base64'))
  const root = rootFromPath(leaf, proof.index, block.size, proof.blockPath.map(bytes))
  if (!root || hex(root) !== block.root) return false
  const header = headerBytes({
    number: BigInt(block.number),
    epoch: block.epoch,
    size: block.size,
    root,
    prev: bytes(block.prev),
    sealedAt: Temporal.Instant.from(block.sealedAt),
  })
  const path = proof.logPath.map(bytes)
  const top = rootFromPath(leafHash(header), block.number - 1, proof.head.size, path)
  return top !== undefined && hex(top) === proof.head.root && checkHead(proof.head, publicKey)
}

/** Whether a head was signed by the holder of this key. */
export function checkHead(given: Head, publicKey: string): boolean {
  if (given.publicKey !== publicKey) return false
  const key = createPublicKey({
    key: Buffer.concat([SPKI, bytes(publicKey)]),
    format: 'der',
    type: 'spki',
  })
  const data = headBytes(given.size, bytes(given.root), given.at)
  return verify(null, data, key, bytes(given.signature))
}

/** The proof that the log of a later head begins with the log of an earlier one: nothing was rewritten. */
export async function proveConsistency(q: Query, first: number, size: number): Promise<string[]> {
  const subtree = logOf(q)
  return (await consistencyPath((from, to) => subtree(from, to), first, size)).map(hex)
}

/** Checks that one signed head continues another. */
export function checkConsistency(earlier: Head, later: Head, path: readonly string[]): boolean {
  return isConsistent(
    earlier.size,
    bytes(earlier.root),
    later.size,
    bytes(later.root),
    path.map(bytes),
  )
}

export type SealingLag = {
  transfers: number
  oldest: Temporal.Instant | null
  /** Since the oldest was written, by the clock that wrote it. */
  seconds: number
}

/** A journal that waits for its seal. Before this server's first block, transaction numbers do not tell. */
const unsealed = sql`j.xid >= coalesce((select xid_to from ledger.sealed_view), 0)
  and j.id > coalesce((select first_journal from ledger.sealed_view), 0)
  and ((select xid_to from ledger.sealed_view) is not null or j.id not in (select unnest(journals) from ledger.block))`

/** What is written and not sealed yet, and since when: alarm when the oldest is old. */
export async function sealingLag(q: Query): Promise<SealingLag> {
  const [row] = await q<SealingLag>`select count(*)::int as transfers, min(j.written_at) as oldest,
      coalesce(greatest(0, extract(epoch from clock_timestamp() - min(j.written_at))), 0)::float8 as seconds
    from ledger.journal j join ledger.transfer t on t.journal_id = j.id where ${unsealed}`
  return row!
}

/** The instant since which something waits to be sealed, if anything does. */
export const nextSealing = sql`
  select j.written_at from ledger.journal j where ${unsealed} order by j.xid, j.id limit 1`

/** The hash that a block must have; used by verify. */
export function blockHash(header: Header): Buffer {
  return leafHash(headerBytes(header))
}
