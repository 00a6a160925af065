import { runMigrations } from 'graphile-worker'

/** The queue's own tables. */
export async function run(connectionString: string): Promise<void> {
  await runMigrations({ connectionString })
}
