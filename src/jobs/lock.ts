import type { Db } from '#base'

const SCHEDULER_LOCK = 7_303_021

/**
 * Runs `work` while no other process works on the schedule. `wait: false` gives undefined when
 * another one does. The lock goes with the connection, so a killed process leaves none behind.
 */
export async function alone<Result>(
  db: Db,
  options: { wait: boolean },
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  const client = await db.pool.connect()
  let broken: Error | undefined
  try {
    const { rows } = await client.query(
      options.wait
        ? 'select true as mine from pg_advisory_lock($1)'
        : 'select pg_try_advisory_lock($1) as mine',
      [SCHEDULER_LOCK],
    )
    if (!rows[0].mine) return undefined
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [SCHEDULER_LOCK]).catch((error) => {
        broken = error
      })
    }
  } finally {
    client.release(broken)
  }
}
