import { type Bytes, nodeHash, sameBytes } from './bytes.ts'

/** The walk up a Merkle tree as RFC 9162 writes it (2.1.3.2 and 2.1.4.2), in whole numbers. */

const half = (number: number) => Math.floor(number / 2)

/** The root that a path of neighbours leads to from a leaf; undefined where the path does not fit. */
export async function rootFromPath(
  leaf: Bytes,
  index: number,
  size: number,
  path: readonly Bytes[],
): Promise<Bytes | undefined> {
  if (index < 0 || index >= size) return undefined
  let [hash, at, last] = [leaf, index, size - 1]
  for (const neighbour of path) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      hash = await nodeHash(neighbour, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = await nodeHash(hash, neighbour)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 ? hash : undefined
}

/** Whether a tree of `size` leaves with `root` begins with the tree of `first` leaves with `firstRoot`. */
export async function continues(
  first: number,
  firstRoot: Bytes,
  size: number,
  root: Bytes,
  path: readonly Bytes[],
): Promise<boolean> {
  if (first === size) return path.length === 0 && sameBytes(firstRoot, root)
  if (first < 1 || first > size || path.length === 0) return false
  const nodes = Number.isInteger(Math.log2(first)) ? [firstRoot, ...path] : path
  let [at, last] = [first - 1, size - 1]
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  const [start, ...rest] = nodes as [Bytes, ...Bytes[]]
  let [old, now] = [start, start]
  for (const node of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      old = await nodeHash(node, old)
      now = await nodeHash(node, now)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else now = await nodeHash(now, node)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameBytes(old, firstRoot) && sameBytes(now, root)
}
