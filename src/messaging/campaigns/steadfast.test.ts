import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import fc from 'fast-check'
import { atomically, Problem, type Tx } from '#base'
import { verify, wallet } from '#ledger'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { library } from '../../../test/library.ts'
import { settleDue } from '../sending/index.ts'
import {
  cancelCampaign,
  draftCampaign,
  oneCampaign,
  pauseCampaign,
  resumeCampaign,
  runCampaign,
  scheduleCampaign,
} from './index.ts'

const SITE = 'https://stoa.example'
const NOW = Temporal.Instant.from('2026-11-23T06:00:00Z')

suite('A campaign that is disturbed', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(async () => {
    const { findings } = await verify(db)
    assert.deepEqual(findings, [])
    await db[Symbol.asyncDispose]()
  })

  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(db, work)
  type Own = Awaited<ReturnType<typeof library>>

  const started = async (own: Own, more: object = {}) => {
    const template = await own.template('sms', 'Dear {{name}}')
    const words = {
      name: 'Closed',
      texts: [{ label: 'A' as const, template, subject: null, said: {} }],
      audience: {},
      when: { timing: 'now' as const },
      quiet: false,
      perMinute: null,
      shortfall: 'refuse' as const,
      links: 'none' as const,
      test: null,
      ...more,
    }
    return inTx(async (tx) => {
      const { id, version } = await draftCampaign(tx, own.id, words, 'test', NOW)
      const wish = { organization: own.id, id, version, shortfall: 'refuse', site: SITE } as const
      await scheduleCampaign(tx, wish, 'test', NOW)
      return id
    })
  }
  let kills = 0
  /** A process that dies: one of its statements fails, and what it had begun is rolled back. */
  const dying = (after: number): TestDatabase => {
    let left = after
    const pool = new Proxy(db.pool, {
      get(target, name) {
        if (name !== 'connect') return Reflect.get(target, name, target)
        return async () => {
          const client = await target.connect()
          const query = client.query.bind(client) as (...given: unknown[]) => unknown
          const dies = (...given: unknown[]) => {
            const text = typeof given[0] === 'string' ? given[0] : ''
            if (text !== 'rollback' && left-- <= 0) {
              kills += 1
              return Promise.reject(new Error('killed'))
            }
            return query(...given)
          }
          return new Proxy(client, {
            get: (own, key) => {
              if (key === 'query') return dies
              const value = Reflect.get(own, key, own)
              return typeof value === 'function' ? value.bind(own) : value
            },
          })
        }
      },
    })
    const run = ((...given: Parameters<TestDatabase>) => db(...given)) as unknown as TestDatabase
    return Object.assign(run, { pool, sent: { count: 0 } })
  }
  const quietly = (deed: Promise<unknown>) =>
    deed.catch((error: unknown) => {
      if (!(error instanceof Problem) && !/killed/.test(String(error))) throw error
    })

  test('kills, pauses and goings-on in any order: nobody is written to twice, and nothing reserved is lost', async () => {
    const deed = fc.oneof(
      fc.record({ do: fc.constant('die' as const), after: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ do: fc.constantFrom('run', 'pause', 'resume', 'settle', 'leave') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
        const own = await library(db, { now: NOW, contacts: 12, credits: { SMS: 30n } })
        const id = await started(own, { perMinute: 5 })
        const which = { organization: own.id, id }
        let now = NOW
        const go = (over: TestDatabase) => quietly(runCampaign(over, { ...which, site: SITE }, now))
        const leave = () => db`
          with gone as (update messaging.message set state = 'leaving', settle_at = ${now.add({ hours: 72 })}
            where id in (select id from messaging.message where about_id = ${id} and state = 'waiting' limit 3)
            returning id) select 1 from gone`
        for (const one of deeds) {
          now = now.add({ seconds: 50 })
          if (one.do === 'die') await go(dying(one.after))
          else if (one.do === 'run') await go(db)
          else if (one.do === 'settle') await settleDue(db, now)
          else if (one.do === 'leave') await leave()
          else {
            const verb = one.do === 'pause' ? pauseCampaign : resumeCampaign
            await quietly(inTx((tx) => verb(tx, which, 'test', now)))
          }
        }
        await quietly(inTx((tx) => resumeCampaign(tx, which, 'test', now)))
        for (let turn = 0; turn < 30; turn++) {
          now = now.add({ minutes: 1 })
          await settleDue(db, now)
          await go(db)
          await leave()
          await db`update messaging.message set state = 'delivered' where about_id = ${id} and state = 'leaving'`
          await leave()
        }
        await db`update messaging.message set state = 'delivered' where about_id = ${id} and state = 'leaving'`
        await go(db)
        assert.equal((await oneCampaign(db, own.id, id)).state, 'done')
        const [sent] = await db<{ contacts: number; messages: number }>`
          select count(distinct contact_id)::int as contacts, count(*)::int as messages from messaging.message
          where about_id = ${id} and state = 'delivered'`
        assert.deepEqual(sent, { contacts: 12, messages: 12 })
        await settleDue(db, now.add({ minutes: 1 }))
        const { held } = await wallet(db, own.owner, 'SMS', { now })
        const [open] = await db<{ units: bigint }>`
          select coalesce(sum(units), 0)::bigint as units from messaging.message
          where about_id = ${id} and settled_at is null`
        assert.equal(held, open!.units, 'what is held is held for messages that are not settled')
      }),
      { numRuns: 12 },
    )
    assert.ok(kills > 0, 'somebody died')
  })

  test('ten runners and somebody who cancels in the middle: each is written to once or not at all', async () => {
    const own = await library(db, { now: NOW, contacts: 400, credits: { SMS: 400n } })
    for (let round = 0; round < 4; round++) {
      const id = await started(own)
      const which = { organization: own.id, id }
      const runs = Array.from({ length: 10 }, () =>
        quietly(runCampaign(db, { ...which, site: SITE }, NOW)),
      )
      const stop = quietly(inTx((tx) => cancelCampaign(tx, which, 'test', NOW)))
      const twice = quietly(inTx((tx) => cancelCampaign(tx, which, 'test', NOW)))
      await Promise.all([...runs, stop, twice])
      assert.equal((await oneCampaign(db, own.id, id)).state, 'cancelled')
      const [left] = await db<{ waiting: number }>`
        select count(*)::int as waiting from messaging.message where about_id = ${id} and state = 'waiting'`
      assert.equal(left!.waiting, 0)
      await settleDue(db, NOW)
      const { held, spendable } = await wallet(db, own.owner, 'SMS', { now: NOW })
      assert.deepEqual([held, spendable], [0n, 400n])
    }
  })
})
