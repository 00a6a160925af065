import pg from 'pg'

/**
 * Lets PostgreSQL see how full its tables are now. It does so by itself within minutes; after a load of
 * many rows at once, statements would until then run by plans made for empty tables. `url`: with the
 * owner's rights.
 */
export async function gatherStatistics(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ tables: string }>(`
      select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables
        from pg_tables where tableowner = current_user and schemaname not in ('pg_catalog', 'information_schema')`)
    if (rows[0]?.tables) await client.query(`analyze ${rows[0].tables}`)
  } finally {
    await client.end()
  }
}
