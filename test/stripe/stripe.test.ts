import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { newId, VirtualClock } from '#base'
import { openStripe, Sandbox } from '#payments'
import { type TestDatabase, testDatabase } from '../database.ts'
import { SCENARIOS, type Scene } from './scenarios.ts'

/** The list that `npm run test:stripe` asks of Stripe itself, asked of the sandbox. */
suite('Stripe’s list, over the sandbox', () => {
  let db: TestDatabase
  let sandbox: Sandbox
  let scene: Scene

  before(async () => {
    db = await testDatabase()
    const start = Temporal.Instant.from('2026-11-21T12:00:00Z')
    const clock = new VirtualClock(start, { standing: true })
    sandbox = new Sandbox({ db, clock, url: 'http://stoa.test' })
    await sandbox.start()
    const { own, connect } = await sandbox.secrets()
    const { key, ...server } = sandbox.access
    const provider = openStripe('sandbox', {
      key,
      server,
      secrets: { own: [own], connect: [connect] },
    })
    scene = {
      provider,
      now: () => clock.now(),
      wait: async () => {},
      async paid(amount, card) {
        const opened = await provider.openCheckout({
          key: newId(),
          orderId: newId(),
          orderName: '2026-000001',
          currency: 'USD',
          payer: { ref: undefined, key: newId(), email: 'a@example.com', name: 'A' },
          paidAt: 'http://stoa.test/paid',
          leftAt: 'http://stoa.test/left',
          expiresAt: clock.now().add({ minutes: 40 }),
          pays: 'once',
          lines: [{ description: 'x', quantity: 1, amount }],
        })
        const number = card === 'works' ? '4242424242424242' : '4000000000000259'
        await sandbox.completeCheckout(opened.ref, number)
        return (await provider.lookUp('checkout', opened.ref))!.payment!
      },
      async disputeOf(charge) {
        const [row] = await db<{ id: string }>`
          select id from sandbox.thing where object = 'dispute' and body ->> 'charge' = ${charge}`
        return row?.id
      },
    }
  })
  after(async () => {
    await sandbox.stop()
    await db[Symbol.asyncDispose]()
  })

  for (const [says, run] of SCENARIOS) test(says, () => run(scene))
})

suite('npm run test:stripe', () => {
  const ran = (key?: string) => {
    const { STRIPE_TEST_KEY: _, ...env } = process.env
    const script = join(import.meta.dirname, '../../scripts/test-stripe.ts')
    const done = spawnSync(process.execPath, [script], {
      env: { ...env, ...(key === undefined ? {} : { STRIPE_TEST_KEY: key }) },
      encoding: 'utf8',
      timeout: 60_000,
    })
    return [done.status, done.stdout] as const
  }

  test('without a key says that it was skipped, and why', () => {
    for (const key of [undefined, ' ']) {
      const [status, said] = ran(key)
      assert.equal(status, 0)
      assert.match(said, /^Skipped: STRIPE_TEST_KEY is not set/)
    }
  })

  test('refuses live keys, and what is no key for tests', () => {
    for (const kind of ['sk', 'rk']) {
      const [status, said] = ran([kind, 'live', 'abc'].join('_'))
      assert.equal(status, 1)
      assert.match(said, /^Refused: .*live key/)
    }
    for (const wrong of [['pk', 'test', 'abc'].join('_'), 'abc']) {
      const [status, said] = ran(wrong)
      assert.equal(status, 1)
      assert.match(said, /^Refused: .*no secret key/)
    }
  })
})
