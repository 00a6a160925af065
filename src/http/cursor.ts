import { isId } from '#base'
import { refuse } from './problems.ts'

/** Where a list goes on: the sort key of the last item, opaque to the caller. */
export function cursorFrom(...key: readonly (string | { toString(): string })[]): string {
  return Buffer.from(JSON.stringify(key.map(String))).toString('base64url')
}

/**
 * The sort key out of a cursor, each part as text that `shape` accepts; undefined for the first page.
 * Refusal: cursor_invalid.
 */
export function readCursor<const Shape extends readonly RegExp[]>(
  cursor: string | undefined,
  shape: Shape,
): { [K in keyof Shape]: string } | undefined {
  if (cursor === undefined) return undefined
  let key: unknown
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw refuse('cursor_invalid')
  }
  const fits =
    Array.isArray(key) &&
    key.length === shape.length &&
    key.every((part, index) => typeof part === 'string' && shape[index]!.test(part))
  if (!fits) throw refuse('cursor_invalid')
  return key as { [K in keyof Shape]: string }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/

/** The cursor of lists that go on after an item known by its id. Refusal: cursor_invalid. */
export function cursorOr(cursor: string | undefined): string | undefined {
  if (!cursor) return undefined
  if (!isId(cursor)) throw refuse('cursor_invalid')
  return cursor
}

/** The cursor of lists that are sorted by a moment and an id. */
export function readMoment(
  cursor: string | undefined,
): { at: Temporal.Instant; id: string } | undefined {
  const key = readCursor(cursor, [MOMENT, UUID])
  if (!key) return undefined
  try {
    return { at: Temporal.Instant.from(key[0]), id: key[1] }
  } catch {
    throw refuse('cursor_invalid')
  }
}

/** A page out of one row more than asked for: `next` is there only when there is more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  key: (row: Row) => readonly (string | { toString(): string })[],
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(item),
    next: rows.length > limit && last ? cursorFrom(...key(last)) : null,
  }
}
