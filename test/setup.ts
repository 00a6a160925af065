import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrate, startCluster } from '#base'
import { folderForTests } from './folders.ts'

/** A PostgreSQL for tests, with the template that each database is cloned from; STOA_TEST_CLUSTER tells tests of it. */
export type TestCluster = { STOA_TEST_CLUSTER: string; close(): Promise<void> }

export async function openTestCluster(): Promise<TestCluster> {
  process.env.TMPDIR = folderForTests()
  const folder = mkdtempSync(join(process.env.TMPDIR, 'stoa-test-'))
  chmodSync(folder, 0o711)
  const cluster = await startCluster({
    data: join(folder, 'data'),
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '400',
      shared_buffers: '256MB',
    },
  })
  const client = new (await import('pg')).default.Client({
    connectionString: cluster.urlOf('postgres'),
  })
  await client.connect()
  await client.query('create database stoa_template')
  await client.end()
  await migrate(cluster.urlOf('stoa_template'))
  return {
    STOA_TEST_CLUSTER: cluster.urlOf('DATABASE'),
    async close() {
      await cluster.stop()
      for (const path of [cluster.data, folder]) rmSync(path, { recursive: true, force: true })
    },
  }
}

let own: TestCluster | undefined

/** Once before all tests of a process: a PostgreSQL of their own, unless whoever began them has one for them. */
export async function globalSetup(): Promise<void> {
  if (process.env.STOA_TEST_CLUSTER) return
  own = await openTestCluster()
  process.env.STOA_TEST_CLUSTER = own.STOA_TEST_CLUSTER
}

export async function globalTeardown(): Promise<void> {
  await own?.close()
}
