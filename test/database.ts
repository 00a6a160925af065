import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { APP_ROLE, type Db, openDatabase } from '#base'

/** The address of the test cluster, set by test/setup.ts before any test runs. */
export function clusterUrl(database: string): string {
  const template = process.env.STOA_TEST_CLUSTER
  if (!template)
    throw new Error('Run tests with `npm test` or `npm run unit`: they start PostgreSQL first')
  return template.replace('DATABASE', database)
}

export type TestDatabase = Db & { url: string; [Symbol.asyncDispose](): Promise<void> }

/**
 * A database of its own for one test file or one test, cloned from the migrated template
 * (`empty: true`: from nothing). Use with `await using`, or dispose of it in `after`.
 * Works as the application's role, as in production.
 */
export async function testDatabase(
  options: { size?: number; empty?: boolean } = {},
): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await asAdmin((admin) =>
    admin.query(
      `create database ${name} template ${options.empty ? 'template0' : 'stoa_template'} strategy file_copy`,
    ),
  )
  const url = clusterUrl(name)
  const db = openDatabase({
    url,
    size: options.size ?? 10,
    ...(options.empty ? {} : { role: APP_ROLE }),
  })
  return Object.assign(db, {
    url,
    async [Symbol.asyncDispose]() {
      await db.close()
      await asAdmin((admin) => admin.query(`drop database ${name} with (force)`))
    },
  })
}

/** Statements of the cluster's owner, for tests that attack what the application may not do. */
export async function asAdmin<Result>(
  work: (client: pg.Client) => Promise<Result>,
  database = 'postgres',
): Promise<Result> {
  const client = new pg.Client({ connectionString: clusterUrl(database) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
