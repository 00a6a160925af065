import { once } from 'node:events'
import { createServer } from 'node:net'
import { atomically, readConfig } from '#base'
import { createPerson } from '#people'
import { openStoa } from '../../src/main.ts'

/** Where a story is played: a Stoa that answers real requests, known by its address only. */
export type Stage = {
  url: string
  /** The operator's first admin, who is made on the operator's own machine (`stoa staff`). */
  admin: { email: string; password: string }
  [Symbol.asyncDispose](): Promise<void>
}

const ADMIN = { email: 'olivia@operator.example', password: 'the first admin of this house' }

/** Opens a Stoa on a fresh database: one process that serves and works, as `npm start` does. */
export async function openStage({ url, home }: { url: string; home: string }): Promise<Stage> {
  const port = await freePort()
  const config = readConfig({
    DATABASE_URL: url,
    STOA_HOME: home,
    STOA_DEMO: 'off',
    STOA_SECRET: 'stories are signed with this line of words',
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'error',
  })
  const stoa = await openStoa(config, { answers: true, works: true })
  await atomically(stoa.deps.db, (tx) =>
    createPerson(
      tx,
      { ...ADMIN, name: 'Olivia Operator', emailVerified: true, staffRoles: ['admin', 'finance'] },
      stoa.deps.clock.now(),
    ),
  )
  return {
    url: `http://127.0.0.1:${port}`,
    admin: ADMIN,
    [Symbol.asyncDispose]: () => stoa.stop(),
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
