import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { atomically, readConfig, VirtualClock } from '#base'
import { demoBegins, demoState, loadDemo, SIGN_INS } from '#demo'
import { trialBalance, verify } from '#ledger'
import { replayNotice } from '#payments'
import { openStoa, type Stoa } from '../../src/main.ts'
import { type TestDatabase, testDatabase } from '../database.ts'

const until = Temporal.Instant.from('2026-11-21T12:00:00Z')
const weeks = 6

async function load(
  db: TestDatabase,
  seed: string,
  after: (stoa: Stoa) => Promise<void> = async () => {},
): Promise<ReadonlyMap<string, number>> {
  const home = mkdtempSync(join(tmpdir(), 'stoa-demo-'))
  const config = readConfig({
    DATABASE_URL: db.url,
    STOA_HOME: home,
    STOA_DEMO: 'off',
    STOA_SECRET: 'the demo town is signed with this line of words',
    LOG_LEVEL: 'error',
  })
  const clock = new VirtualClock(demoBegins({ until, weeks }), { standing: true })
  const stoa = await openStoa(config, { answers: false, works: false }, { clock, hurried: true })
  try {
    const { payments, jobs } = stoa.deps
    const engine = { db: stoa.deps.db, clock, payments, jobs }
    const { refusals } = await loadDemo(engine, { until, weeks, seed })
    await after(stoa)
    return refusals
  } finally {
    await stoa.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Every notice of the payment provider is worked once more, in an order of chance: nothing may move. */
async function hearEverythingAgain({ deps: { db, jobs } }: Stoa): Promise<void> {
  const seed = Math.floor(Math.random() * 1e6)
  const events = await db<{ provider: string; event: string }>`
    select provider, event_id as event from payments.inbox where state = 'done'
     order by md5(event_id || ${String(seed)})`
  assert.ok(events.length > 100, `${events.length} notices`)
  const books = () => db`
    select a.address, a.asset_id, sum(x.amount)::text as sum
      from ledger.transfer t
      cross join lateral (values (t.debit_id, t.amount), (t.credit_id, -t.amount)) x (id, amount)
      join ledger.account a on a.id = x.id group by 1, 2 order by 1, 2`
  const before = await books()
  for (const event of events) await atomically(db, (tx) => replayNotice(tx, event))
  await jobs.settle()
  const [left] = await db<{ count: number }>`
    select count(*)::int as count from payments.inbox where state not in ('done', 'ignored')`
  assert.equal(left!.count, 0, `notices in the order of seed ${seed}`)
  assert.deepEqual(await books(), before, `notices in the order of seed ${seed}`)
}

/** What must not depend on anything but the seed. */
async function outline(db: TestDatabase) {
  const [counts] = await db`
    select (select count(*)::int from people.person) as people, (select count(*)::int from live.session) as sessions,
      (select count(*)::int from live.booking) as bookings, (select count(*)::int from live.review) as reviews,
      (select count(*)::int from earnings.payout) as payouts`
  return { counts, books: await trialBalance(db) }
}

type Wallet = { posted: bigint; held: bigint; remaining: bigint; heldInLots: bigint }

test('the demo town: made by the engine, sound, the same each time, and as it was when all notices come again', async () => {
  await using db = await testDatabase()
  assert.equal(await demoState(db), 'empty')
  const refusals = await load(db, 'a', hearEverythingAgain)
  assert.equal(await demoState(db), 'whole')

  assert.deepEqual(await verify(db), { ok: true, findings: [] })
  const wallets = await db<Wallet>`
    select a.address, b.posted, b.held, coalesce(sum(l.remaining), 0)::bigint as remaining,
      coalesce(sum(l.held), 0)::bigint as "heldInLots"
    from ledger.account a join ledger.balance b on b.account_id = a.id
      left join ledger.lot l on l.account_id = a.id
    where a.purpose = 'wallet' group by a.address, b.posted, b.held`
  assert.ok(wallets.length > 10)
  for (const wallet of wallets) {
    assert.equal(wallet.posted, wallet.remaining)
    assert.equal(wallet.held, wallet.heldInLots)
  }

  // A "no" of another kind would be a town that lives wrongly.
  const expected = new Set([
    'insufficient_funds',
    'learner_busy',
    'session_full',
    'session_not_open',
    'purchase_cap_reached',
    // What one's plan does not open, or no more of.
    'feature_locked',
    'limit_reached',
  ])
  assert.deepEqual(
    [...refusals.keys()].filter((code) => !expected.has(code)),
    [],
  )
  const failures = await db`
    select name, error from jobs.run where outcome <> 'done'
    union all select name, error from jobs.reaction_failure`
  assert.deepEqual(failures, [])

  await hasSomeOfEach(db)
  const [coming] = await db<{ count: number }>`
    select count(*)::int as count from live.session where state = 'published'
      and starts_at between ${until} and ${until.add({ hours: 24 * 14 })} and seats_taken < capacity`
  assert.ok(coming!.count >= 20, `${coming!.count} sessions to book in the next two weeks`)
  const emails = SIGN_INS.map(({ email }) => email)
  const [known] = await db<{ count: number }>`
    select count(*)::int as count from people.person where email = any(${emails}::text[])`
  assert.equal(known!.count, emails.length)

  await using again = await testDatabase()
  await load(again, 'a')
  assert.deepEqual(await outline(again), await outline(db))
})

async function hasSomeOfEach(db: TestDatabase): Promise<void> {
  const found = async (rows: Promise<{ word: string }[]>) =>
    new Set((await rows).map(({ word }) => word))
  const has = (set: Set<string>, ...words: string[]) => {
    for (const word of words) assert.ok(set.has(word), `no ${word} among ${[...set].join(', ')}`)
  }
  has(
    await found(db`select distinct state as word from live.booking`),
    'confirmed',
    'settled',
    'completed',
    'cancelled_by_learner',
  )
  has(
    await found(db`select distinct method as word from live.booking`),
    'included',
    'credits',
    'cash',
  )
  has(
    await found(db`select distinct state as word from live.session`),
    'published',
    'completed',
    'cancelled',
  )
  has(
    await found(db`select distinct state as word from earnings.commission`),
    'pending',
    'held',
    'paid',
  )
  has(await found(db`select distinct state as word from earnings.payout`), 'completed')
  has(
    await found(db`select distinct kind as word from base.fact`),
    'subscription.renewed',
    'credits.purchased',
    'review.published',
  )
  has(
    await found(db`select distinct state as word from earnings.application`),
    'sent',
    'more_asked',
    'interview',
    'rejected',
  )
  has(await found(db`select distinct source_type as word from earnings.commission`), 'guarantee')
  has(await found(db`select distinct payee_type as word from earnings.commission`), 'organization')
  has(
    await found(db`select distinct stage as word from live.booking_case`),
    'answering',
    'evidence',
  )
  has(
    await found(db`select distinct source as word from ledger.lot`),
    'plan',
    'purchase',
    'promotion',
    'goodwill',
    'wholesale',
    'sale',
  )
  has(
    await found(db`select distinct way as word from messaging.message
      where organization_id is not null and state = 'delivered'`),
    'sms',
    'whatsapp',
    'email',
  )
  has(
    await found(db`select distinct v.name as word from messaging.offer_sale s
      join messaging.offer_version v on v.id = s.version_id`),
    'Starter',
    'Growth',
  )
}
