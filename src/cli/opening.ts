import {
  APP_ROLE,
  type Config,
  configFromEnvironment,
  type Db,
  joinInstallation,
  migrate,
  openDatabase,
} from '#base'

/** Opens this installation's database for one command, also beside a Stoa that is up. */
export async function withDatabase<Result>(
  work: (db: Db, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = configFromEnvironment()
  const installation = await joinInstallation(config)
  try {
    await migrate(installation.url)
    const db = openDatabase({ url: installation.url, role: APP_ROLE, size: 4 })
    try {
      return await work(db, config)
    } finally {
      await db.close()
    }
  } finally {
    await installation.close()
  }
}
