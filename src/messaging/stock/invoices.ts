import { createHash } from 'node:crypto'
import { type FileKind, fileKind, fileName, newId, type Query, type Tx } from '#base'
import { refuse } from './problems.ts'
import { lockPurchase } from './purchases.ts'

/** The supplier's invoice, or another paper of an order. Kept for as long as the books are. */
export type PurchaseFile = {
  id: string
  name: string
  kind: FileKind
  length: number
  addedBy: string
  addedAt: Temporal.Instant
}

const FILES = 10

/** The papers of an order, oldest first. */
export function purchaseFiles(q: Query, purchase: string): Promise<PurchaseFile[]> {
  return q<PurchaseFile>`
    select id, name, kind, length, added_by as "addedBy", added_at as "addedAt" from messaging.purchase_file
    where purchase_id = ${purchase} order by added_at, id`
}

/**
 * Adds a paper; the same one twice is there once. Refusals in order: purchase_unknown, purchase_not_in_state,
 * purchase_file_kind, purchase_files_full.
 */
export async function addPurchaseFile(
  tx: Tx,
  { purchase, name: given, bytes }: { purchase: string; name: string; bytes: Buffer },
  by: string,
  now: Temporal.Instant,
): Promise<PurchaseFile> {
  await lockPurchase(tx, purchase, ['draft', 'submitted', 'approved', 'received'])
  const kind = fileKind(bytes)
  if (!kind) throw refuse('purchase_file_kind')
  const hash = createHash('sha256').update(bytes).digest()
  const there = await purchaseFiles(tx, purchase)
  const [same] = await tx<{ id: string }>`
    select id from messaging.purchase_file where purchase_id = ${purchase} and hash = ${hash}`
  const known = there.find(({ id }) => id === same?.id)
  if (known) return known
  if (there.length >= FILES) throw refuse('purchase_files_full', { most: FILES })
  const file = {
    id: newId(),
    name: fileName(given, kind),
    kind,
    length: bytes.length,
    addedBy: by,
    addedAt: now,
  }
  await tx`
    insert into messaging.purchase_file (id, purchase_id, name, kind, length, hash, bytes, added_by, added_at)
    values (${file.id}, ${purchase}, ${file.name}, ${kind}, ${file.length}, ${hash}, ${bytes}, ${by}, ${now})`
  return file
}

/** A paper with its bytes. Refusal: purchase_file_unknown. */
export async function readPurchaseFile(
  q: Query,
  { purchase, id }: { purchase: string; id: string },
): Promise<PurchaseFile & { bytes: Buffer }> {
  const [row] = await q<PurchaseFile & { bytes: Buffer }>`
    select id, name, kind, length, added_by as "addedBy", added_at as "addedAt", bytes from messaging.purchase_file
    where purchase_id = ${purchase} and id = ${id}`
  if (!row) throw refuse('purchase_file_unknown')
  return row
}
