import { type Fragment, join, type Query, raw, sql } from './database.ts'

/**
 * Asks for several deadlines in one statement. Each is a scalar expression of SQL that gives an instant,
 * like `(select min(starts_at) from …)`; null and infinity are answered as undefined.
 */
export async function deadlines(
  q: Query,
  asked: readonly Fragment[],
): Promise<(Temporal.Instant | undefined)[]> {
  if (asked.length === 0) return []
  const columns = asked.map((deadline, index) => sql`(${deadline}) as ${raw(`d${index}`)}`)
  const [row] = await q<Record<string, Temporal.Instant | null>>`select ${join(columns)}`
  return asked.map((_, index) => row![`d${index}`] ?? undefined)
}
