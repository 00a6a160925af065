import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import fc from 'fast-check'
import { atomically, newId, readConfig, VirtualClock } from '#base'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import {
  addProvider,
  forgetProviderNotices,
  giveMessageKey,
  type Hearing,
  type MessageProviders,
  oneProviderNotice,
  openProviders,
  playSandbox,
  providerNotices,
  replayNotice,
  type Told,
  takeProviderNotice,
  workProviderNotices,
} from './index.ts'

const SANDBOX = '01900000-0000-7000-8000-0000000005b0'

suite('Notices of providers', () => {
  let db: TestDatabase
  let providers: MessageProviders
  let provider: string
  let secret: string
  const clock = new VirtualClock(Temporal.Instant.from('2026-11-22T08:00:00Z'), { standing: true })
  const heard: Told[] = []
  const suppressed: object[] = []
  let poison = ''
  const hearing: Hearing = {
    async takeReports(_tx, _provider, reports) {
      if (reports.some(({ ref }) => ref === poison)) throw new Error('this one cannot be taken')
      heard.push(...reports)
    },
    takeInbound: async (_tx, _provider, inbound) => void heard.push(inbound),
    suppress: async (_tx, wish) => void suppressed.push(wish),
  }
  before(async () => {
    db = await testDatabase()
    const config = readConfig({ STOA_SECRET: 'the master secret of this test, long enough' })
    providers = await openProviders({ db, clock, config })
    const wish = { kind: 'msg91' as const, name: 'MSG', by: 'person:ann', faultOf: () => undefined }
    const card = await atomically(db, (tx) => addProvider(tx, providers.box, wish, clock.now()))
    provider = card.id
    const given = {
      provider,
      purpose: 'access' as const,
      text: 'authkey-0001',
      name: null,
      hours: 0,
      by: 'x',
    }
    await atomically(db, (tx) => giveMessageKey(tx, providers.box, given, clock.now()))
    await providers.reload()
    ;[secret = ''] = await providers.callbacksOf(provider)
  })
  after(async () => {
    providers.close()
    await db[Symbol.asyncDispose]()
  })
  const take = (body: object | string, from = '203.0.113.9') =>
    takeProviderNotice(
      { db, messageProviders: providers },
      {
        provider,
        secret,
        headers: { 'content-type': 'application/json', authorization: 'not kept' },
        body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
        url: `http://localhost:3000/api/webhooks/messages/${provider}/${secret}`,
        from,
      },
      clock.now(),
    )
  const report = (requestId: string) => ({ requestId, number: '919876543210', status: '1' })
  const work = () => workProviderNotices(db, providers, hearing, clock.now())
  const latest = async () => (await providerNotices(db, { provider, limit: 1 }))[0]!

  test('taken once, kept as it came without its secret address, heard once, and heard again when staff say so', async () => {
    assert.equal(await take(report('r1')), true)
    assert.equal(await take(report('r1')), false)
    const kept = await latest()
    assert.equal(kept.state, 'received')
    const [row] = await db<{ whole: string }>`
      select n::text as whole from messaging.provider_notice n where id = ${kept.id}`
    assert.doesNotMatch(row!.whole, new RegExp(`${secret}|not kept`))
    assert.equal(await work(), 1)
    assert.equal(await work(), 0)
    assert.deepEqual(
      heard.map((one) => 'ref' in one && one.ref),
      ['r1'],
    )
    assert.deepEqual([(await latest()).state, (await latest()).told], ['done', 1])
    assert.match((await oneProviderNotice(db, kept.id)).text!, /"r1"/)
    await atomically(db, (tx) => replayNotice(tx, kept.id, clock.now()))
    await work()
    const [first, again] = heard as { event: string }[]
    assert.equal(again!.event, first!.event, 'the same event, so whoever hears it takes it once')
  })

  test('of many at once one is spoilt: the others are heard, and it is tried again later, then left to staff', async () => {
    heard.length = 0
    poison = 'bad'
    for (const ref of ['ok1', 'bad', 'ok2']) await take(report(ref))
    await take('no JSON')
    await work()
    assert.deepEqual(heard.map((one) => 'ref' in one && one.ref).sort(), ['ok1', 'ok2'])
    const failed = await providerNotices(db, { provider, state: 'failed', limit: 10 })
    assert.deepEqual(failed.map(({ error }) => error).sort(), [
      'This notice cannot be read.',
      'this one cannot be taken',
    ])
    for (const minutes of [1, 5, 15, 60, 240]) {
      const [next] = await providerNotices(db, { provider, state: 'failed', limit: 1 })
      assert.equal(next!.nextTryAt?.toString(), clock.now().add({ minutes }).toString())
      clock.moveTo(clock.now().add({ minutes }))
      assert.ok((await work()) > 0)
    }
    const [left] = await providerNotices(db, { provider, state: 'failed', limit: 1 })
    assert.deepEqual([left!.nextTryAt, left!.attempts], [null, 6])
    poison = ''
    for (const { id } of failed) await atomically(db, (tx) => replayNotice(tx, id, clock.now()))
    await work()
    assert.ok(heard.some((one) => 'ref' in one && one.ref === 'bad'))
  })

  test('only from its own networks, where they are set', async () => {
    await db`update messaging.provider set tells_from = '{203.0.113.0/29,2001:db8::/32}' where id = ${provider}`
    await providers.reload()
    for (const from of ['203.0.113.8', '198.51.100.1', '2001:db9::1'])
      await assert.rejects(take(report(newId()), from), { code: 'signature_wrong' })
    for (const from of ['203.0.113.7', '::ffff:203.0.113.1', '2001:db8::7'])
      assert.equal(await take(report(newId()), from), true)
    await db`update messaging.provider set tells_from = '{}' where id = ${provider}`
    await providers.reload()
  })

  test('what the sandbox tells comes in as notices too: reports, answers, complaints, bounces', async () => {
    await work()
    heard.length = 0
    suppressed.length = 0
    const sandbox = await providers.of(SANDBOX)
    for (const to of ['+919800000001', '+919800000022'])
      await sandbox.send(
        {
          id: newId(),
          message: newId(),
          to,
          category: 'utility',
          content: { way: 'sms', text: 'Hi' },
        },
        AbortSignal.timeout(1_000),
      )
    for (const to of ['bounce@example.org', 'complaint@example.org'])
      await sandbox.send(
        {
          id: newId(),
          message: newId(),
          to,
          category: 'utility',
          content: { way: 'email', subject: 'Hi', text: 'Hi' },
        },
        AbortSignal.timeout(1_000),
      )
    clock.moveTo(clock.now().add({ minutes: 2 }))
    assert.equal(await atomically(db, (tx) => playSandbox(tx, clock.now())), 8)
    assert.equal(await atomically(db, (tx) => playSandbox(tx, clock.now())), 0)
    await work()
    const says = heard.map((one) => (one.is === 'report' ? one.state : one.is)).sort()
    assert.deepEqual(says, [
      'delivered',
      'delivered',
      'delivered',
      'delivered',
      'failed',
      'inbound',
    ])
    assert.deepEqual(
      suppressed.map((one) => Object.values(one).slice(0, 4)),
      [
        [null, 'email', 'bounce@example.org', 'hard_bounce'],
        [null, 'email', 'complaint@example.org', 'complaint'],
      ],
    )
  })

  test('however they come and however often they are worked at once, each is heard once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 }),
        async (order) => {
          await work()
          heard.length = 0
          const round = newId()
          await Promise.all(order.map((n) => take(report(`${round}-${n}`))))
          await Promise.all([work(), work(), work()])
          await work()
          const refs = heard.map((one) => ('ref' in one ? one.ref : undefined)).sort()
          assert.deepEqual(refs, [...new Set(order)].map((n) => `${round}-${n}`).sort())
        },
      ),
      { numRuns: 10 },
    )
  })

  test('after 90 days what they said is forgotten, and cannot be worked again', async () => {
    await work()
    const { id } = await latest()
    clock.moveTo(clock.now().add({ hours: 24 * 91 }))
    const { notices, sandbox } = await atomically(db, (tx) =>
      forgetProviderNotices(tx, clock.now()),
    )
    assert.ok(notices > 5 && sandbox === 4, `${notices} ${sandbox}`)
    assert.equal((await oneProviderNotice(db, id)).text, null)
    await assert.rejects(
      atomically(db, (tx) => replayNotice(tx, id, clock.now())),
      { code: 'provider_notice_forgotten' },
    )
    assert.equal(await work(), 0)
  })
})
