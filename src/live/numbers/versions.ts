import { join, type Query, raw, sql, type Tx } from '#base'

/** Rules of one kind that the operator edits: a table of versions, of which the newest counts. */
export type Versions<Rules extends { version: number }> = {
  /** `live.policy`, without its schema. */
  table: string
  /** The table's columns, as `p`, under the names of the rules: for use inside other statements. */
  columns: string
  /** The rules that count now. */
  now(q: Query): Promise<Rules>
  /**
   * Sets some of them as a new version; one version after the other. What was promised under one before
   * keeps it.
   */
  set(
    tx: Tx,
    changes: Partial<Omit<Rules, 'version'>>,
    by: string,
    now: Temporal.Instant,
  ): Promise<Rules>
}

/** The versions of a table: each rule stands in a column of its name in snake_case. */
export function versionsIn<Rules extends { version: number }>(
  table: string,
  rules: readonly (keyof Rules & string)[],
): Versions<Rules> {
  const column = (rule: string) => rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const columns = rules.map((rule) => `p.${column(rule)} as "${rule}"`).join(', ')
  const now = async (q: Query) => {
    const [row] = await q<Rules>`
      select ${raw(columns)} from live.${raw(table)} p order by p.version desc limit 1`
    return row!
  }
  return {
    table,
    columns,
    now,
    async set(tx, changes, by, at) {
      await tx`select pg_advisory_xact_lock(hashtextextended(${`live.${table}`}, 0))`
      const before = await now(tx)
      const next: Rules = { ...before, ...changes, version: before.version + 1 }
      await tx`
        insert into live.${raw(table)} (${raw(rules.map(column).join(', '))}, set_by, set_at)
        values (${join(rules.map((rule) => sql`${next[rule]}`))}, ${by}, ${at})`
      return next
    },
  }
}
