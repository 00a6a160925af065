import { hash } from 'node:crypto'

/**
 * Merkle trees as RFC 6962 (Certificate Transparency) defines them, section 2.1: leaves and nodes are
 * hashed with different first bytes, so that neither can be passed off as the other.
 */

export const HASH_BYTES = 32

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export function leafHash(data: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([LEAF, data]), 'buffer')
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer')
}

/** Where the left subtree of `size` leaves ends: the largest power of two below it. */
export function splitAt(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1))
}

/** The root over leaf hashes. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  return rootOfAll(Buffer.concat(leaves))
}

/**
 * The root over leaf hashes that lie one after the other. Neighbours are joined level by level, and one left
 * over goes up as it is: the tree that `splitAt` makes, without taking it apart.
 */
export function rootOfAll(leaves: Buffer): Buffer {
  if (leaves.length === 0) return hash('sha256', '', 'buffer')
  const level = Buffer.from(leaves)
  const pair = Buffer.alloc(1 + 2 * HASH_BYTES, NODE)
  for (let length = leaves.length; length > HASH_BYTES; ) {
    let end = 0
    for (let at = 0; at < length; at += 2 * HASH_BYTES, end += HASH_BYTES) {
      if (length - at === HASH_BYTES) level.copy(level, end, at, length)
      else {
        level.copy(pair, 1, at, at + 2 * HASH_BYTES)
        hash('sha256', pair, 'buffer').copy(level, end)
      }
    }
    length = end
  }
  return Buffer.from(level.subarray(0, HASH_BYTES))
}

/** The hash of the subtree over leaves [from, to). */
export type Subtree = (from: number, to: number) => Promise<Buffer>

/** The audit path of leaf `index` in a tree of `size` (section 2.1.1). */
export async function inclusionPath(
  subtree: Subtree,
  index: number,
  size: number,
  offset = 0,
): Promise<Buffer[]> {
  if (size <= 1) return []
  const at = splitAt(size)
  if (index < at) {
    const path = await inclusionPath(subtree, index, at, offset)
    return [...path, await subtree(offset + at, offset + size)]
  }
  const path = await inclusionPath(subtree, index - at, size - at, offset + at)
  return [...path, await subtree(offset, offset + at)]
}

/** The consistency proof between trees of `first` and `size` leaves (section 2.1.2). */
export async function consistencyPath(
  subtree: Subtree,
  first: number,
  size: number,
): Promise<Buffer[]> {
  const walk = async (m: number, n: number, offset: number, whole: boolean): Promise<Buffer[]> => {
    if (m === n) return whole ? [] : [await subtree(offset, offset + m)]
    const at = splitAt(n)
    if (m <= at) {
      return [...(await walk(m, at, offset, whole)), await subtree(offset + at, offset + n)]
    }
    return [...(await walk(m - at, n - at, offset + at, false)), await subtree(offset, offset + at)]
  }
  return first === 0 || first === size ? [] : walk(first, size, 0, true)
}

/** The root that an audit path leads to from a leaf hash; undefined where the path does not fit. */
export function rootFromPath(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | undefined {
  if (index >= size || index < 0) return undefined
  let hash = leaf
  let [at, last] = [index, size - 1]
  for (const sibling of path) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2)
        last = Math.floor(last / 2)
      }
    } else hash = nodeHash(hash, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? hash : undefined
}

/** Whether the tree of `size` leaves with root `root` begins with the tree of `first` leaves with `firstRoot`. */
export function isConsistent(
  first: number,
  firstRoot: Buffer,
  size: number,
  root: Buffer,
  path: readonly Buffer[],
): boolean {
  if (first === size) return path.length === 0 && firstRoot.equals(root)
  if (first === 0 || first > size || path.length === 0) return false
  // RFC 9162 section 2.1.4.2: a first tree that is a complete subtree is its own first node.
  const nodes = Number.isInteger(Math.log2(first)) ? [firstRoot, ...path] : [...path]
  let [at, last] = [first - 1, size - 1]
  while (at % 2 === 1) {
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  let [old, now] = [nodes[0]!, nodes[0]!]
  for (const node of nodes.slice(1)) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      old = nodeHash(node, old)
      now = nodeHash(node, now)
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2)
        last = Math.floor(last / 2)
      }
    } else now = nodeHash(now, node)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && old.equals(firstRoot) && now.equals(root)
}
