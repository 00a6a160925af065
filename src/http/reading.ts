import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openDatabase, readConfig, wallClock } from '#base'
import { openPeople } from '#people'
import { type App, buildApp } from './app.ts'
import type { Deps } from './edge.ts'

/** The app with nothing behind it, for reading what it offers and every refusal of the house. */
export async function appForReading(): Promise<App> {
  const house = join(import.meta.dirname, '..')
  for (const file of globSync('*/problems.ts', { cwd: house })) {
    await import(pathToFileURL(join(house, file)).href)
  }
  const config = readConfig({ LOG_LEVEL: 'silent' })
  const db = openDatabase({ url: 'postgresql://nowhere.invalid/' })
  const people = openPeople({
    db,
    config,
    secret: 'only for reading, signs nothing',
    clock: wallClock,
  })
  const deps = { db, config, clock: wallClock, people, payments: { desk: { hosts: [] } } }
  const app = await buildApp(deps as unknown as Deps)
  app.addHook('onClose', () => db.close())
  await app.ready()
  return app
}
