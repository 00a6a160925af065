import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { newId, readConfig, VirtualClock } from '#base'
import { type TestDatabase, testDatabase } from '../../../../test/database.ts'
import { classify, type MessageProviders, openProviders, ProviderFault } from '../index.ts'

const SANDBOX = '01900000-0000-7000-8000-0000000005b0'
const SECRET = 'the master secret of this test, long enough'

suite('The sandbox provider', () => {
  let db: TestDatabase
  let providers: MessageProviders
  const clock = new VirtualClock(Temporal.Instant.from('2026-11-22T08:00:00Z'), { standing: true })
  before(async () => {
    db = await testDatabase()
    providers = await openProviders({ db, clock, config: readConfig({ STOA_SECRET: SECRET }) })
  })
  after(async () => {
    providers.close()
    await db[Symbol.asyncDispose]()
  })
  const send = async (to: string, message = newId(), patience = 200) => {
    const provider = await providers.of(SANDBOX)
    return provider.send(
      { id: newId(), message, to, category: 'utility', content: { way: 'sms', text: 'Fee due' } },
      AbortSignal.timeout(patience),
    )
  }
  const fault = async (sent: Promise<unknown>) => {
    const error = await sent.then(
      () => assert.fail('it was taken'),
      (error) => error,
    )
    assert.ok(error instanceof ProviderFault)
    return [error.code, error.suggests, error.retryAfterMs]
  }
  const calls = async (message: string) =>
    (
      await db`select taken, refused from messaging.sandbox_message where message = ${message} order by id`
    ).map((row) => Object.values(row))

  test('a message lies in the outbox, and its report is due two seconds later', async () => {
    const { ref, segments } = await send('+919876543210')
    assert.equal(segments, 1)
    const [row] = await db<{ due_at: Temporal.Instant; body: Record<string, unknown> }>`
      select due_at, body from messaging.sandbox_report where body ->> 'ref' = ${ref}`
    assert.equal(row!.due_at.toString(), clock.now().add({ seconds: 2 }).toString())
    assert.deepEqual([row!.body.is, row!.body.state], ['report', 'delivered'])
  })

  test('each scenario of a call fails in its own way, and every call is a row', async () => {
    assert.deepEqual(await fault(send('+919800000011')), [
      'out_of_credit',
      'out_of_stock',
      undefined,
    ])
    assert.deepEqual(await fault(send('+919800000012')), [
      'invalid_number',
      'bad_recipient',
      undefined,
    ])
    assert.deepEqual(await fault(send('+919800000015')), ['opted_out', 'no_consent', undefined])
    assert.deepEqual(await fault(send('+919800000017')), [
      'window_closed',
      'window_closed',
      undefined,
    ])
    const [slow, broken, hangs, lost] = [newId(), newId(), newId(), newId()]
    assert.deepEqual(await fault(send('+919800000007', slow)), ['slow_down', 'retry', 2_000])
    await send('+919800000007', slow)
    assert.deepEqual(await calls(slow), [
      [false, 'slow_down'],
      [true, null],
    ])
    for (const _ of [1, 2])
      assert.deepEqual(await fault(send('+919800000008', broken)), ['broken', 'retry', undefined])
    await send('+919800000008', broken)
    assert.equal((await calls(broken)).length, 3)
    assert.deepEqual(await fault(send('+919800000009', hangs, 20)), [
      'no_answer',
      'unknown',
      undefined,
    ])
    assert.deepEqual(await calls(hangs), [[true, null]])
    assert.deepEqual(await fault(send('+919800000010', lost, 20)), [
      'no_answer',
      'unknown',
      undefined,
    ])
    assert.deepEqual(await calls(lost), [])
  })

  test('what a fault calls for stands in the table; what left without an answer stays unknown whatever it says', async () => {
    const known = await classify(db, 'sandbox', new ProviderFault('dnd', 'retry', 'x'))
    assert.deepEqual([known.class, known.charged, known.known], ['no_consent', true, true])
    const other = await classify(db, 'sandbox', new ProviderFault('new_code', 'retry', 'x'))
    assert.deepEqual([other.class, other.charged, other.known], ['retry', null, false])
    await db`insert into messaging.error_code (kind, code, class, words) values ('sandbox', 'no_answer', 'fail_over', 'x')`
    const lost = await classify(db, 'sandbox', new ProviderFault('no_answer', 'unknown', 'x'))
    assert.equal(lost.class, 'unknown')
  })
})
