import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Cluster, migrate, startCluster } from '#base'
import { folderForTests } from './folders.ts'

let cluster: Cluster | undefined
let folder: string | undefined

/** Once before all tests: a PostgreSQL of their own, and the template that each database is cloned from. */
export async function globalSetup(): Promise<void> {
  process.env.TMPDIR = folderForTests()
  folder = mkdtempSync(join(process.env.TMPDIR, 'stoa-test-'))
  chmodSync(folder, 0o711)
  cluster = await startCluster({
    data: join(folder, 'data'),
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '400',
      shared_buffers: '256MB',
    },
  })
  process.env.STOA_TEST_CLUSTER = cluster.urlOf('DATABASE')
  const client = new (await import('pg')).default.Client({
    connectionString: cluster.urlOf('postgres'),
  })
  await client.connect()
  await client.query('create database stoa_template')
  await client.end()
  await migrate(cluster.urlOf('stoa_template'))
}

export async function globalTeardown(): Promise<void> {
  const data = cluster?.data
  await cluster?.stop()
  for (const path of [data, folder]) if (path) rmSync(path, { recursive: true, force: true })
}
