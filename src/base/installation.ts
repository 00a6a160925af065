import { join } from 'node:path'
import { runningCluster, startCluster } from './cluster.ts'
import type { Config } from './config.ts'
import { claimHome, holderOf } from './home.ts'

/** Where this installation's database is, for as long as it is open. */
export type Installation = {
  /** The database's address, with its owner's rights. */
  url: string
  /** Settles with `true` if our own PostgreSQL ends without having been asked to. */
  lost: Promise<boolean>
  close(): Promise<void>
}

type Place = Pick<Config, 'home' | 'databaseUrl'>

const never = new Promise<boolean>(() => {})

/**
 * Opens the database of an installation: the one of DATABASE_URL, or our own PostgreSQL in the data
 * folder, which this process then has to itself. Refuses (StartRefused) by name what stands in the way.
 */
export async function openInstallation({ home, databaseUrl }: Place): Promise<Installation> {
  if (databaseUrl) return { url: databaseUrl, lost: never, close: async () => {} }
  const letGo = claimHome(home)
  try {
    const cluster = await startCluster({ data: join(home, 'postgres') })
    const close = async () => {
      await cluster.stop()
      letGo()
    }
    return { url: cluster.url, lost: cluster.gone, close }
  } catch (error) {
    letGo()
    throw error
  }
}

/** The same for a command that may run beside a Stoa that is up: it uses the PostgreSQL that runs. */
export async function joinInstallation(place: Place): Promise<Installation> {
  const url =
    !place.databaseUrl && holderOf(place.home) && runningCluster(join(place.home, 'postgres'))
  return url ? { url, lost: never, close: async () => {} } : openInstallation(place)
}
