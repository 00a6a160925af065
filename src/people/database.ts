import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db } from '#base'

/**
 * The same pool for Better Auth, with moments read as `Date`: the library knows no Temporal.
 * Its statements are counted with ours.
 */
export function kyselyFor(db: Db): Kysely<Record<string, never>> {
  return new Kysely({
    dialect: new PostgresDialect({
      pool: {
        async connect() {
          const client = await db.pool.connect()
          return {
            query(text: string, values: readonly unknown[]) {
              db.sent.count += 1
              return client.query({ text, values: [...values], types: pg.types })
            },
            release: () => client.release(),
          }
        },
        async end() {},
      } as never,
    }),
  })
}
