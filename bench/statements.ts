import pg from 'pg'

/** What PostgreSQL was sent, counted by itself; for houses opened with STATEMENT_SETTINGS. */
export const STATEMENT_SETTINGS = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'top',
  'pg_stat_statements.track_utility': 'on',
}

export type Statement = { text: string; calls: number }

/** Counts statements of the application; those of the queue and of the scheduler are left out. */
export class Statements {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  static async open(ownerUrl: string): Promise<Statements> {
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    await client.query('create extension if not exists pg_stat_statements')
    return new Statements(client)
  }

  /** Begins to count. */
  async reset(): Promise<void> {
    await this.#client.query('select pg_stat_statements_reset()')
  }

  /** Statements since `reset`, most called first. */
  async read(): Promise<Statement[]> {
    const { rows } = await this.#client.query<{ text: string; calls: string }>(`
      select query as text, calls from pg_stat_statements s join pg_database d on d.oid = s.dbid
      where d.datname = current_database() and query not like '%pg_stat_statements%'
      order by calls desc`)
    return rows.map(({ text, calls }) => ({ text, calls: Number(calls) }))
  }

  async close(): Promise<void> {
    await this.#client.end()
  }
}
