import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { atomically, Box, newId, readConfig, VirtualClock } from '#base'
import { testDatabase } from '../../../test/database.ts'
import { takeNotice } from '../inbox.ts'
import { openPayments, type PaymentsDeps } from '../payments.ts'
import { Refused } from '../provider.ts'
import { letter } from '../sandbox/events.ts'
import { Sandbox } from '../sandbox/sandbox.ts'
import { giveKey } from './desk.ts'
import { addKey, listKeys, mustFit, openKeys, removeKey } from './keys.ts'
import { setProvider } from './settings.ts'

const SECRET = 'the master secret of this test, long enough'
const key = (n: number) => `sk_test_number${n}abcd`
const by = 'person:ann'

/** A Stoa that moves money by Stripe, whose server is a sandbox of this test. */
async function stripeHouse(first: { secret?: string; before?: string[] } = {}) {
  await using opened = new AsyncDisposableStack()
  const db = opened.use(await testDatabase({ size: 8 }))
  const clock = new VirtualClock(Temporal.Instant.from('2026-11-21T12:00:00Z'), { standing: true })
  const sandbox = new Sandbox({ db, clock, url: 'http://stoa.test' })
  await sandbox.start()
  opened.defer(() => sandbox.stop())
  const { key: _, ...server } = sandbox.access
  const closing: (() => Promise<void>)[] = []
  opened.defer(async () => {
    for (const close of closing) await close()
  })
  const open = async (given: { secret?: string; before?: string[] } = {}) => {
    const config = {
      ...readConfig({ PAYMENTS: 'stripe', STOA_SECRET: given.secret ?? SECRET }),
      secretsBefore: given.before ?? [],
    }
    const deps: PaymentsDeps = {
      db,
      clock,
      config,
      keepers: {} as never,
      servers: { stripe: server },
    }
    const payments = await openPayments(deps)
    closing.push(() => payments.close())
    return payments
  }
  const payments = await open(first)
  const give = (purpose: 'api' | 'own' | 'connect', text: string, hours = 24) =>
    giveKey(
      payments,
      { provider: 'stripe', purpose, text, name: null, hours, by },
      clock.now(),
      async () => {},
    )
  const notice = (secret: string, endpoint: 'own' | 'connect', id = newId()) => {
    const body = {
      id: `evt_${id}`,
      object: 'event',
      type: 'refund.created',
      created: clock.now().epochMilliseconds / 1000,
      data: { object: { id: 're_none', object: 'refund' } },
    }
    const { payload, headers } = letter(
      {
        event: '',
        endpoint: '',
        attempts: 0,
        last_status: null,
        url: '',
        secret,
        body: body as never,
      },
      clock.now(),
    )
    const raw = new TextEncoder().encode(payload)
    return takeNotice(
      payments,
      { provider: 'stripe', endpoint, raw, signature: headers['stripe-signature'] },
      clock.now(),
    )
  }
  const rest = opened.move()
  return {
    db,
    clock,
    sandbox,
    payments,
    open,
    give,
    notice,
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}

const refusedAs = (code: string) => (error: { code?: string }) => error.code === code

suite('Keys of a provider', () => {
  test('without keys it says so; a key is tried before it is kept, and serves at once, in every process', async () => {
    await using house = await stripeHouse()
    const other = await house.open()
    await assert.rejects(
      house.payments.provider.balance(),
      (error) => error instanceof Refused && error.code === 'no_keys',
    )
    house.sandbox.endKey(key(0))
    await assert.rejects(house.give('api', key(0)), refusedAs('key_refused_there'))
    assert.deepEqual(await listKeys(house.db, house.clock.now()), [])
    const card = await house.give('api', key(1))
    assert.deepEqual([card.last4, card.mode, card.endsAt], ['abcd', 'test', null])
    assert.deepEqual(
      await house.payments.provider.balance(),
      await house.payments.provider.balance(),
    )
    for (let waited = 0; ; waited += 20) {
      const heard = await other.provider.balance().then(
        () => true,
        () => false,
      )
      if (heard) break
      assert.ok(waited < 20_000, 'the other process never heard of it')
      await new Promise((done) => setTimeout(done, 20))
    }
  })

  test('in the database nobody reads it, and a row in another’s place opens nothing', async () => {
    await using house = await stripeHouse()
    const card = await house.give('api', key(1))
    const [row] = await house.db<{ whole: string }>`
      select k::text || encode(k.sealed, 'escape') as whole from payments.provider_key k`
    assert.doesNotMatch(row!.whole, /number1/)
    await house.give('own', 'whsec_forOwnEndpoint')
    await house.db`
      update payments.provider_key a set (sealed_with, nonce, sealed) = (select sealed_with, nonce, sealed from payments.provider_key b where b.purpose = 'api')
       where a.purpose = 'own'`
    const { keys, shut } = await openKeys(house.db, house.payments.desk.box(), 'stripe')
    assert.deepEqual([keys.map(({ id }) => id), shut.length], [[card.id], 1])
  })

  test('two are valid while one takes the other’s place: the old one serves until the new one is known there', async () => {
    await using house = await stripeHouse()
    await house.give('api', key(1))
    await house.give('api', key(2), 24)
    await assert.rejects(house.give('api', key(3)), refusedAs('keys_full'))
    house.sandbox.endKey(key(2))
    await house.payments.provider.balance()
    const moved = await Array.fromAsync(house.payments.provider.movements(house.clock.now()))
    assert.deepEqual(moved, [])
    house.clock.moveTo(house.clock.now().add({ hours: 24 }))
    await assert.rejects(
      house.payments.provider.balance(),
      (error) => error instanceof Refused && error.code === 'keys_refused',
    )
    assert.equal((await listKeys(house.db, house.clock.now())).length, 1)
    await house.give('api', key(4), 0)
    await house.payments.provider.balance()
    const kept = await house.db<{
      sealed: Buffer | null
    }>`select sealed from payments.provider_key order by added_at`
    assert.deepEqual(
      kept.map(({ sealed }) => sealed !== null),
      [false, false, true],
      'what has ended is wiped',
    )
  })

  for (const endpoint of ['own', 'connect'] as const) {
    test(`two secrets of the endpoint ${endpoint} are valid during the window, then the new one alone`, async () => {
      await using house = await stripeHouse()
      await house.give('api', key(1))
      const [one, two] = [`whsec_one_${endpoint}`, `whsec_two_${endpoint}`]
      await house.give(endpoint, one)
      assert.equal(await house.notice(one, endpoint), true)
      await assert.rejects(house.notice(two, endpoint), refusedAs('notice_not_genuine'))
      await house.give(endpoint, two, 6)
      assert.equal(await house.notice(one, endpoint, 'twice'), true)
      assert.equal(await house.notice(two, endpoint, 'twice'), false, 'it is the same notice')
      const other = endpoint === 'own' ? 'connect' : 'own'
      await assert.rejects(house.notice(two, other), refusedAs('notice_not_genuine'))
      house.clock.moveTo(house.clock.now().add({ hours: 6 }))
      await assert.rejects(house.notice(one, endpoint), refusedAs('notice_not_genuine'))
      assert.equal(await house.notice(two, endpoint), true)
    })
  }

  test('the master secret is changed: keys are sealed anew with it; without the one before they stay shut', async () => {
    await using house = await stripeHouse()
    await house.give('api', key(1))
    const secret = 'another master secret, and long enough, too'
    const lost = await house.open({ secret })
    assert.equal(lost.desk.shut().length, 1)
    await assert.rejects(
      lost.provider.balance(),
      (error) => error instanceof Refused && error.code === 'no_keys',
    )
    await (await house.open({ secret, before: [SECRET] })).provider.balance()
    const after = await house.open({ secret })
    await after.provider.balance()
    assert.deepEqual(after.desk.shut(), [])
  })

  test('the database keeps at most two at once, one of them in use, and nothing of what has ended', async () => {
    await using house = await stripeHouse()
    const { db, clock } = house
    const box = new Box('test', SECRET)
    const given = {
      provider: 'stripe',
      purpose: 'own',
      text: 'whsec_12345678',
      name: null,
      mode: null,
      by,
    } as const
    const races = Array.from({ length: 6 }, () =>
      atomically(db, (tx) => addKey(tx, box, { ...given, hours: 24 }, clock.now())).then(
        () => 'in',
        (error) => error.code,
      ),
    )
    assert.deepEqual((await Promise.all(races)).sort(), [
      'in',
      'in',
      'keys_full',
      'keys_full',
      'keys_full',
      'keys_full',
    ])
    const [one] = await listKeys(db, clock.now())
    await assert.rejects(
      db`update payments.provider_key set removed_at = ${clock.now()} where id = ${one!.id}`,
      /gone_when_removed/,
    )
    await assert.rejects(db`update payments.provider_key set ends_at = null`, /one_in_use/)
    await assert.rejects(db`update payments.provider_key set last4 = 'xxxx'`, /permission denied/)
    await assert.rejects(db`delete from payments.provider_key`, /permission denied/)
    await atomically(db, (tx) => removeKey(tx, { id: one!.id }, clock.now()))
    await assert.rejects(
      atomically(db, (tx) => removeKey(tx, { id: one!.id }, clock.now())),
      refusedAs('key_unknown'),
    )
  })

  for (const [what, given, house, code] of [
    [
      'a live key in the sandbox',
      ['stripe', 'api', 'sk_live_abcdef', null],
      [true, false],
      'key_live_in_sandbox',
    ],
    [
      'a test key in production',
      ['stripe', 'api', 'sk_test_abcdef', null],
      [false, true],
      'key_test_in_production',
    ],
    [
      'a publishable key',
      ['stripe', 'api', 'pk_test_abcdef', null],
      [false, false],
      'key_malformed',
    ],
    [
      'an API key as a webhook’s secret',
      ['stripe', 'own', 'sk_test_abcdef', null],
      [false, false],
      'key_malformed',
    ],
    [
      'a secret without the key’s id',
      ['razorpay', 'api', 'abcdefghijkl', null],
      [false, false],
      'key_malformed',
    ],
    [
      'a live key id in the sandbox',
      ['razorpay', 'api', 'abcdefghijkl', 'rzp_live_abcdefgh'],
      [true, false],
      'key_live_in_sandbox',
    ],
    [
      'an endpoint that it does not have',
      ['razorpay', 'connect', 'abcdefghijkl', null],
      [false, false],
      'key_malformed',
    ],
  ] as const) {
    test(`refused: ${what}`, () => {
      const [provider, purpose, text, name] = given
      const [sandbox, production] = house
      assert.throws(
        () => mustFit({ provider, purpose, text, name }, { sandbox, production }),
        refusedAs(code),
      )
    })
  }

  test('restricted keys of the right world fit', () => {
    const fits = (text: string, production: boolean) =>
      mustFit(
        { provider: 'stripe', purpose: 'api', text, name: null },
        { sandbox: false, production },
      )
    assert.deepEqual(
      [fits('rk_live_abcdef', true), fits('rk_test_abcdef', false)],
      ['live', 'test'],
    )
  })

  test('what is set is kept beside what was not said', async () => {
    await using house = await stripeHouse()
    const set = (given: object) =>
      atomically(house.db, (tx) =>
        setProvider(tx, { provider: 'stripe', by, ...given }, house.clock.now()),
      )
    await set({ currencies: ['USD', 'EUR', 'USD'] })
    const { before, after } = await set({ takes: false })
    assert.deepEqual([before.takes, after.takes, after.currencies], [true, false, ['EUR', 'USD']])
    assert.equal((await set({ currencies: [] })).after.currencies, null)
  })
})
