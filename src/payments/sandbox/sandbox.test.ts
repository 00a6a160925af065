import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { suite, test } from 'node:test'
import { newId, VirtualClock } from '#base'
import { testDatabase } from '../../../test/database.ts'
import { type OpenCheckout, Unknown } from '../provider.ts'
import { openStripe } from '../stripe/stripe.ts'
import { cardFee } from './movements.ts'
import { type Letter, Sandbox } from './sandbox.ts'
import { readForm } from './wire.ts'

const at = (text: string) => Temporal.Instant.from(text)

async function open(db: Awaited<ReturnType<typeof testDatabase>>, clock: VirtualClock) {
  const sandbox = new Sandbox({ db, clock, url: 'http://stoa.test' })
  await sandbox.start()
  const { own, connect } = await sandbox.secrets()
  const { key, ...server } = sandbox.access
  const provider = openStripe('sandbox', {
    key,
    server,
    secrets: { own: [own], connect: [connect] },
  })
  return { sandbox, provider, secret: own }
}

const command = (now: Temporal.Instant): OpenCheckout => ({
  key: newId(),
  orderId: newId(),
  orderName: '2026-000001',
  currency: 'USD',
  payer: { ref: undefined, key: `person:${newId()}`, email: 'mei@example.com', name: 'Mei' },
  paidAt: 'http://stoa.test/paid',
  leftAt: 'http://stoa.test/left',
  expiresAt: now.add({ hours: 2 }),
  pays: 'plan',
  trialDays: 0,
  plan: {
    code: 'learner-premium-1',
    about: 'premium',
    name: 'Premium',
    interval: 'month',
    amount: 9900n,
  },
})

suite('The sandbox', () => {
  test('what it knows outlives it: a new one goes on with plans, keys, secrets and notices not yet sent', async () => {
    await using db = await testDatabase()
    const clock = new VirtualClock(at('2026-01-31T10:00:00Z'), { standing: true })
    const one = await open(db, clock)
    const asked = command(clock.now())
    const page = await one.provider.openCheckout(asked)
    await one.sandbox.completeCheckout(page.ref, '4242424242424242')
    // No postman: its notices wait. It is not stopped properly either; only its port goes.
    await one.sandbox.stop()

    const two = await open(db, clock)
    assert.equal(two.secret, one.secret)
    assert.equal(
      (await two.provider.openCheckout({ ...asked, payer: { ...asked.payer } })).ref,
      page.ref,
    )
    const letters: Letter[] = []
    two.sandbox.deliverWith(async (letter) => {
      letters.push(letter)
      return 200
    })
    await two.sandbox.settled()
    const types = letters.map((letter) => JSON.parse(letter.payload).type)
    assert.ok(types.includes('invoice.paid') && types.includes('checkout.session.completed'))
    clock.moveTo(at('2026-02-28T10:00:00Z'))
    await two.sandbox.advanceTo(clock.now())
    const now = await two.provider.lookUp('checkout', page.ref)
    const billing = await two.provider.lookUp('billing', now!.billing!)
    assert.equal(billing?.periodEnd.toString(), '2026-03-31T10:00:00Z')
    await two.sandbox.stop()
  })

  test('a process killed in the middle of its payments leaves a sandbox whose balance is its movements', async () => {
    await using db = await testDatabase()
    const script = `
      import { openDatabase, VirtualClock, newId } from '#base'
      import { Sandbox } from './src/payments/sandbox/sandbox.ts'
      import { openStripe } from './src/payments/stripe/stripe.ts'
      const db = openDatabase({ url: process.argv[1], role: 'stoa_app' })
      const clock = new VirtualClock(Temporal.Instant.from('2026-01-31T10:00:00Z'), { standing: true })
      const sandbox = new Sandbox({ db, clock, url: 'http://stoa.test' })
      await sandbox.start()
      const { key, ...server } = sandbox.access
      const provider = openStripe('sandbox', { key, server, secrets: { own: [], connect: [] } })
      for (let i = 0; ; i += 1) {
        const page = await provider.openCheckout({ key: newId(), orderId: newId(), orderName: 'x', currency: 'USD',
          payer: { ref: undefined, key: newId(), email: 'm@example.com', name: 'M' }, paidAt: 'http://a/b', leftAt: 'http://a/b',
          expiresAt: clock.now().add({ hours: 2 }), pays: 'once', lines: [{ description: 'x', quantity: 1, amount: 1000n }] })
        const done = sandbox.completeCheckout(page.ref, '4242424242424242')
        if (i === 5) process.stdout.write('paying\\n')
        await done
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, db.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')

    const clock = new VirtualClock(at('2026-01-31T10:00:00Z'), { standing: true })
    const { sandbox, provider } = await open(db, clock)
    const [state] = await db<{ paid: number; charges: number; movements: number; waiting: number }>`
      select (select count(*)::int from sandbox.thing where object = 'checkout.session' and body ->> 'status' = 'complete') as paid,
             (select count(*)::int from sandbox.thing where object = 'charge') as charges,
             (select count(*)::int from sandbox.movement) as movements,
             (select count(*)::int from sandbox.delivery) as waiting`
    assert.ok(state!.paid >= 5)
    assert.deepEqual(
      [state!.charges, state!.movements, state!.waiting],
      [state!.paid, state!.paid, state!.paid],
    )
    const [usd] = await provider.balance()
    assert.equal(usd!.pending, BigInt(state!.paid) * (1000n - 59n))
    await sandbox.stop()
  })

  test('a notice that is not taken is sent again, later and later, at most sixteen times', async () => {
    await using db = await testDatabase()
    const clock = new VirtualClock(at('2026-01-31T10:00:00Z'), { standing: true })
    const { sandbox, provider } = await open(db, clock)
    let times = 0
    sandbox.deliverWith(async () => {
      times += 1
      return 500
    })
    const page = await provider.openCheckout({
      ...command(clock.now()),
      pays: 'once',
      lines: [{ description: 'x', quantity: 1, amount: 1000n }],
    } as OpenCheckout)
    await provider.closeCheckout(page.ref)
    await sandbox.settled()
    assert.equal(times, 1)
    const gaps: number[] = []
    for (;;) {
      const next = await sandbox.nextDue()
      if (!next) break
      gaps.push(Math.round(clock.now().until(next).total('seconds')))
      clock.moveTo(next)
      await sandbox.settled()
    }
    assert.equal(times, 16)
    assert.deepEqual(gaps.slice(0, 8), [5, 20, 80, 320, 1280, 5120, 20480, 28800])
    await sandbox.stop()
  })

  test('chance holds a notice back once, for so long; and cuts answers after the work is kept', async () => {
    await using db = await testDatabase()
    const clock = new VirtualClock(at('2026-01-31T10:00:00Z'), { standing: true })
    const { sandbox, provider } = await open(db, clock)
    let brought = 0
    sandbox.deliverWith(async () => {
      brought += 1
      return 200
    })
    sandbox.chaos.delay = { share: 1, seconds: 30 }
    const once = () =>
      ({
        ...command(clock.now()),
        pays: 'once',
        lines: [{ description: 'x', quantity: 1, amount: 1000n }],
      }) as OpenCheckout
    const page = await provider.openCheckout(once())
    await sandbox.completeCheckout(page.ref, '4242424242424242')
    await sandbox.settled()
    clock.moveTo(clock.now().add({ seconds: 29 }))
    await sandbox.settled()
    assert.equal(brought, 0)
    clock.moveTo(clock.now().add({ seconds: 1 }))
    await sandbox.settled()
    assert.equal(brought, 1)

    sandbox.chaos.cut = 1
    const again = once()
    await assert.rejects(provider.openCheckout(again), Unknown)
    sandbox.chaos.cut = 0
    await provider.openCheckout(again)
    const [made] = await db<{ pages: number }>`
      select count(*)::int as pages from sandbox.thing where object = 'checkout.session'`
    assert.equal(made!.pages, 2, 'what was cut was kept, and found again by its key')
    await sandbox.stop()
  })

  test('its card fee is 2.9 % and 30, rounded half up', () => {
    for (const [amount, fee] of [
      [5000, 175],
      [9900, 317],
      [2000, 88],
      [5400, 187],
      [100, 33],
      [0, 0],
      [50, 31],
    ] as const) {
      assert.equal(cardFee(amount), fee, String(amount))
    }
  })

  test('forms are read as the SDK writes them', () => {
    const form =
      'line_items[0][price_data][currency]=usd&line_items[0][quantity]=2&line_items[1][price]=p&metadata[a%20b]=1&x='
    assert.deepEqual(readForm(form), {
      line_items: [{ price_data: { currency: 'usd' }, quantity: '2' }, { price: 'p' }],
      metadata: { 'a b': '1' },
      x: '',
    })
    assert.deepEqual(Object.keys(readForm('__proto__[polluted]=1')), ['__proto__'])
    assert.equal(({} as { polluted?: string }).polluted, undefined)
  })
})
