import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, openDatabase, Problem, type Tx } from '#base'
import { balance, expireLots, type Owner, PLATFORM, verify, wallet } from '#ledger'
import { openCheckout, orderById } from '#payments'
import { changeProfile } from '#people'
import { CARD, type Till, testTill } from '../../test/till.ts'
import { earnedBy } from './access.ts'
import {
  allowanceOf,
  Entitlements,
  earnAccess,
  leavePlan,
  returnAllowance,
  startPlan,
  subscriptionsOf,
  unearned,
  useAllowance,
} from './index.ts'

const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code
const at = (text: string) => Temporal.Instant.from(text)
const ours = (
  purpose:
    | 'deferred_access'
    | 'deferred_credits'
    | 'subscriptions'
    | 'suspense'
    | 'processing_fees',
) => ({
  owner: PLATFORM,
  purpose,
  asset: 'USD',
})

suite('Plans', () => {
  let till: Till
  const now = () => till.clock.now()
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  const order = (personId: string, plan = 'learner-premium') =>
    inTx((tx) => startPlan(tx, { personId, plan }, now()))
  const credits = (id: string) => wallet(till.db, { type: 'person', id } satisfies Owner, 'CREDIT')

  /** A person with a running plan. */
  async function subscriber(
    plan = 'learner-premium',
    card = CARD.works,
    given: { zone?: string } = {},
  ) {
    const person = await till.person(given)
    assert.equal((await till.pay((await order(person, plan)).id, card)).outcome, 'paid')
    await till.settle()
    return person
  }
  const current = async (person: string) => (await subscriptionsOf(till.db, person))[0]!

  before(async () => {
    till = await testTill({ start: '2026-01-31T15:00:00Z' })
  })
  after(async () => {
    await till.settle()
    const books = await verify(till.db)
    await till[Symbol.asyncDispose]()
    assert.deepEqual(books.findings, [])
  })

  test('Premium costs 99.00: 19.00 of access, 80.00 as the basis of 120 credits that end with the period', async () => {
    const [access, deferred, fees] = await Promise.all([
      balance(till.db, ours('deferred_access')),
      balance(till.db, ours('deferred_credits')),
      balance(till.db, ours('processing_fees')),
    ])
    const person = await subscriber()
    const { posted, lots } = await credits(person)
    assert.equal(posted, 12_000n)
    assert.deepEqual(
      lots.map((lot) => [lot.source, lot.basis, lot.expiresAt?.toString()]),
      [['plan', 8000n, '2026-02-28T15:00:00Z']],
    )
    assert.equal((await balance(till.db, ours('deferred_access'))) - access, 1900n)
    assert.equal((await balance(till.db, ours('deferred_credits'))) - deferred, 8000n)
    assert.equal((await balance(till.db, ours('processing_fees'))) - fees, 317n)
    const subscription = await current(person)
    assert.deepEqual([subscription.state, subscription.plan], ['active', 'learner-premium'])
  })

  test('a plan without credits is access only', async () => {
    const person = await subscriber('educator-pro')
    assert.equal((await credits(person)).posted, 0n)
    assert.deepEqual(
      (await subscriptionsOf(till.db, person)).map((one) => one.audience),
      ['educator'],
    )
  })

  suite('Starting', () => {
    for (const [plan, code] of [
      ['nothing', 'plan_unknown'],
      ['learner-free', 'plan_not_for_sale'],
    ] as const) {
      test(`${plan}: ${code}`, async () => {
        const person = await till.person()
        await assert.rejects(order(person, plan), refused(code))
      })
    }

    test('twice is one order; another plan drops the first; running, none is sold', async () => {
      const person = await till.person()
      const [one, two] = await Promise.all([order(person), order(person)])
      assert.equal(one.id, two.id)
      const pro = await order(person, 'learner-pro')
      assert.equal((await orderById(till.db, one.id)).state, 'cancelled')
      await till.pay(pro.id)
      await till.settle()
      await assert.rejects(order(person), refused('plan_running'))
      assert.equal((await credits(person)).posted, 30_000n)
      const learner = await order(person, 'educator-pro')
      assert.equal(learner.state, 'waiting', 'another audience is another ladder')
    })

    test('two pages paid at once: one plan runs, the other’s money goes back whole and it ends at the provider', async () => {
      const person = await till.person()
      const first = await order(person)
      const page = await openCheckout(till.payments, first.id, now())
      const second = await order(person, 'learner-pro')
      await till.pay(second.id)
      assert.equal(
        (await till.sandbox.completeCheckout(page.url.split('/').at(-1)!, CARD.works)).outcome,
        'paid',
      )
      await till.settle()
      const all = await subscriptionsOf(till.db, person)
      assert.equal(all.length, 1)
      const paidTwice = [await orderById(till.db, first.id), await orderById(till.db, second.id)]
      assert.deepEqual(
        paidTwice.map((one) => one.refunded).sort(),
        [0n, all[0]!.amount === 9900n ? 24_900n : 9900n].sort(),
      )
      assert.equal(await balance(till.db, ours('suspense')), 0n)
      const [live] = await till.db<{ count: number }>`
        select count(*)::int as count from payments.billing b join payments.orders o on o.id = b.order_id
         where o.buyer_id = ${person} and b.status <> 'ended'`
      assert.equal(live!.count, 1)
    })

    test('the database lets no person have two live plans for one audience', async () => {
      const person = await subscriber()
      await assert.rejects(
        till.db`
          insert into plans.subscription (id, person_id, audience, version_id, currency, interval, provider, billing,
            order_id, started_at, paid_since, period_start, period_end, state_at, state_by)
          select ${newId()}, person_id, audience, version_id, currency, interval, provider, 'other',
            order_id, started_at, paid_since, period_start, period_end, state_at, state_by from plans.subscription where person_id = ${person}`,
        /subscription_one_live/,
      )
    })
  })

  test('it renews every month on its day, granting once each, whatever the notices do', async () => {
    let seed = 3
    till.sandbox.chaos.chance = () => {
      seed = (seed * 16807) % 2147483647
      return seed / 2147483647
    }
    till.sandbox.chaos.duplicate = true
    till.sandbox.chaos.shuffle = true
    const person = await subscriber()
    const start = now()
    const ends: string[] = []
    const grants: bigint[] = []
    for (let month = 0; month < 5; month += 1) {
      const { periodEnd } = await current(person)
      ends.push(periodEnd.toString().slice(0, 10))
      grants.push((await credits(person)).posted)
      await till.advance(periodEnd)
      await inTx((tx) => expireLots(tx, now()))
    }
    till.sandbox.chaos.duplicate = false
    till.sandbox.chaos.shuffle = false
    assert.equal(start.toString(), '2026-01-31T15:00:00Z')
    assert.deepEqual(ends, ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'])
    assert.deepEqual(
      grants,
      [12_000n, 12_000n, 12_000n, 12_000n, 12_000n],
      'unused credits ended with each period',
    )
    const paid = await till.db<{ count: number }>`
      select count(*)::int as count from payments.orders o join payments.order_line l on l.order_id = o.id
       where o.buyer_id = ${person} and o.state = 'paid' and l.kind = 'plan'`
    assert.equal(paid[0]!.count, 6)
  })

  test('what was worked is worked again in any order, and leaves the same books', async () => {
    const before = await balance(till.db, ours('deferred_access'))
    await till.db`update payments.inbox set state = 'received' where state = 'done'`
    const all = await till.db<{ provider: string; event: string }>`
      select provider, event_id as event from payments.inbox where state = 'received' order by md5(event_id)`
    const { workNotice } = await import('#payments')
    for (const notice of all) await workNotice(till.payments, notice, now())
    await till.settle()
    assert.equal(await balance(till.db, ours('deferred_access')), before)
  })

  test('leaving: open until the period ends, then ended; taken back, it goes on', async () => {
    const person = await subscriber()
    const { id, periodEnd } = await current(person)
    const left = await leavePlan(till.payments, { personId: person, id, leave: true }, now())
    assert.equal(left.state, 'leaving')
    assert.equal(
      (await leavePlan(till.payments, { personId: person, id, leave: false }, now())).state,
      'active',
    )
    await leavePlan(till.payments, { personId: person, id, leave: true }, now())
    await using entitlements = await new Entitlements(till.db).open()
    assert.equal(await entitlements.can(person, 'sessions.priority', now()), true)
    await till.advance(periodEnd)
    assert.equal((await current(person)).state, 'ended')
    assert.equal(await entitlements.can(person, 'sessions.priority', now()), false)
    assert.equal(await entitlements.can(person, 'sessions.book', now()), true, 'what is free stays')
    await assert.rejects(
      leavePlan(till.payments, { personId: person, id, leave: true }, now()),
      refused('subscription_over'),
    )
    const mei = await till.person()
    await assert.rejects(
      leavePlan(till.payments, { personId: mei, id, leave: true }, now()),
      refused('subscription_unknown'),
    )
  })

  test('a failed renewal: past due, open for seven days of grace, over when the provider gives up', async () => {
    const person = await subscriber('learner-premium', CARD.once)
    await using entitlements = await new Entitlements(till.db).open()
    const { periodEnd } = await current(person)
    await till.advance(periodEnd)
    assert.equal((await current(person)).state, 'past_due')
    assert.equal(await entitlements.can(person, 'sessions.priority', now()), true)
    await till.advance(periodEnd.add({ hours: 7 * 24 + 1 }))
    assert.equal(await entitlements.can(person, 'sessions.priority', now()), false)
    await till.advance(periodEnd.add({ hours: 16 * 24 }))
    assert.equal((await current(person)).state, 'ended')
    assert.equal((await order(person)).state, 'waiting', 'a new plan may begin')
  })

  test('a card changed in time: the next try is paid, and grants once', async () => {
    const person = await subscriber('learner-premium', CARD.once)
    const { periodEnd, billing } = await current(person)
    await till.advance(periodEnd)
    await till.sandbox.replaceCard(billing, CARD.works)
    await till.advance(periodEnd.add({ hours: 4 * 24 }))
    const subscription = await current(person)
    assert.equal(subscription.state, 'active')
    await inTx((tx) => expireLots(tx, now()))
    assert.equal((await credits(person)).posted, 12_000n)
    assert.ok(Temporal.Instant.compare(subscription.periodEnd, periodEnd) > 0)
  })

  test('access is earned day by day; at the period’s end nothing is left, and not a cent too much', async () => {
    const deferred = async () =>
      (await unearned(till.db)).find((one) => one.currency === 'USD')?.amount ?? 0n
    await earnAccess(till.db, now())
    assert.equal(await balance(till.db, ours('deferred_access')), await deferred())
    const person = await subscriber()
    const { periodStart, periodEnd } = await current(person)
    const earned = async () => {
      const [row] = await till.db<{ earned: bigint }>`
        select a.earned from plans.access a join plans.subscription s on s.id = a.subscription_id
         where s.person_id = ${person} order by a.starts_at limit 1`
      return row!.earned
    }
    await till.advance(periodStart.add({ hours: 25 }))
    await earnAccess(till.db, now())
    await earnAccess(till.db, now())
    const days = Math.round(periodStart.until(periodEnd).total('hours') / 24)
    assert.equal(await earned(), 1900n / BigInt(days))
    await till.advance(periodEnd)
    await earnAccess(till.db, now())
    assert.equal(await earned(), 1900n)
    assert.equal(await balance(till.db, ours('deferred_access')), await deferred())
  })

  test('a day earns its part, the last one the rest', () => {
    const access = {
      total: 1900n,
      starts_at: at('2026-02-01T10:00:00Z'),
      ends_at: at('2026-03-01T10:00:00Z'),
    }
    for (const [when, earned, days] of [
      ['2026-02-01T10:00:00Z', 0n, 0],
      ['2026-02-02T09:59:59Z', 0n, 0],
      ['2026-02-02T10:00:00Z', 67n, 1],
      ['2026-02-15T10:00:00Z', 950n, 14],
      ['2026-03-01T09:59:59Z', 1832n, 27],
      ['2026-03-01T10:00:00Z', 1900n, 28],
      ['2027-01-01T00:00:00Z', 1900n, 28],
      ['2026-01-01T00:00:00Z', 0n, 0],
    ] as const) {
      assert.deepEqual(earnedBy(access, at(when)), { earned, days }, when)
    }
  })

  suite('Included sessions', () => {
    const use = (person: string, kind: 'class' | 'conversation', key: string = newId()) =>
      inTx((tx) => useAllowance(tx, { person, kind, key }, now()))

    test('fifty ask for two at the same moment: two get one', async () => {
      const person = await subscriber()
      const all = await Promise.allSettled(Array.from({ length: 50 }, () => use(person, 'class')))
      assert.equal(all.filter((one) => one.status === 'fulfilled').length, 2)
      for (const one of all) {
        if (one.status === 'rejected')
          assert.ok(refused('sessions_used_up')(one.reason), String(one.reason))
      }
      assert.deepEqual((await allowanceOf(till.db, person, 'class', now())).left, 0)
      await assert.rejects(
        till.db`update plans.allowance set used = used + 1 where person_id = ${person} and kind = 'class'`,
        /allowance_within_cap/,
      )
    })

    test('the same booking twice is one session; given back twice is given back once', async () => {
      const person = await subscriber()
      const key = newId()
      await use(person, 'conversation', key)
      await use(person, 'conversation', key)
      assert.equal((await allowanceOf(till.db, person, 'conversation', now())).left, 1)
      const back = () =>
        inTx((tx) => returnAllowance(tx, { person, kind: 'conversation', key }, now()))
      await back()
      await back()
      assert.equal((await allowanceOf(till.db, person, 'conversation', now())).left, 2)
    })

    test('the free plan: one conversation a month of one’s own, no class, counted anew at midnight there', async () => {
      const person = await till.person({ zone: 'Asia/Kolkata' })
      const { resetsAt } = await allowanceOf(till.db, person, 'conversation', now())
      assert.equal(resetsAt.toZonedDateTimeISO('Asia/Kolkata').hour, 0)
      await use(person, 'conversation')
      await assert.rejects(use(person, 'conversation'), refused('sessions_used_up'))
      await assert.rejects(use(person, 'class'), refused('session_not_included'))
      // Another zone opens no second one.
      await inTx((tx) => changeProfile(tx, person, { zone: 'Pacific/Kiritimati' }, now()))
      await assert.rejects(use(person, 'conversation'), refused('sessions_used_up'))
      await inTx((tx) => changeProfile(tx, person, { zone: 'Asia/Kolkata' }, now()))
      await till.advance(resetsAt.subtract({ seconds: 1 }))
      await assert.rejects(use(person, 'conversation'), refused('sessions_used_up'))
      await till.advance(resetsAt)
      await use(person, 'conversation')
    })

    test('a renewal opens a new count; what is given back then returns to its own month', async () => {
      const person = await subscriber()
      const key = newId()
      await use(person, 'class', key)
      const { periodEnd } = await current(person)
      await till.advance(periodEnd)
      assert.equal((await allowanceOf(till.db, person, 'class', now())).left, 2)
      await inTx((tx) => returnAllowance(tx, { person, kind: 'class', key }, now()))
      assert.equal((await allowanceOf(till.db, person, 'class', now())).left, 2)
    })
  })

  suite('What a person may do', () => {
    test('is answered from memory in well under a millisecond, and dropped on every node at a change', async () => {
      const person = await till.person()
      await using elsewhere = Object.assign(
        openDatabase({ url: till.db.url, role: 'stoa_app', size: 3 }),
        {
          [Symbol.asyncDispose]: () => elsewhere.close(),
        },
      )
      await using here = await new Entitlements(till.db).open()
      await using there = await new Entitlements(elsewhere).open()
      for (const node of [here, there])
        assert.equal(await node.can(person, 'sessions.priority', now()), false)
      const sent = till.db.sent.count
      const began = performance.now()
      for (let i = 0; i < 2_000; i += 1) await here.can(person, 'sessions.priority', now())
      const each = (performance.now() - began) / 2_000
      assert.equal(till.db.sent.count, sent, 'nothing was asked of the database')
      assert.ok(each < 1, `${each} ms`)
      await till.pay((await order(person)).id)
      await till.settle()
      await eventually(async () => {
        for (const node of [here, there])
          assert.equal(await node.can(person, 'sessions.priority', now()), true)
        assert.equal(await there.limit(person, 'sessions.priority_hours', now()), 24)
      })
    })

    test('a node that cannot hear of changes keeps nothing in memory', async () => {
      const person = await till.person()
      await using elsewhere = Object.assign(
        openDatabase({ url: till.db.url, role: 'stoa_app', size: 3 }),
        {
          [Symbol.asyncDispose]: () => elsewhere.close(),
        },
      )
      await using deaf = await new Entitlements(elsewhere).open()
      await deaf.can(person, 'sessions.book', now())
      const { asAdmin } = await import('../../test/database.ts')
      await asAdmin((admin) =>
        admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen plans_changed' and datname = $1`,
          [new URL(till.db.url).pathname.slice(1)],
        ),
      )
      await eventually(async () => {
        const before = elsewhere.sent.count
        await deaf.can(person, 'sessions.book', now())
        assert.ok(elsewhere.sent.count > before)
      })
      // It listens again by itself, and remembers again.
      await eventually(async () => {
        await deaf.can(person, 'sessions.book', now())
        const before = elsewhere.sent.count
        await deaf.can(person, 'sessions.book', now())
        assert.equal(elsewhere.sent.count, before)
      })
    })
  })
})

/** Waits up to twenty seconds for something that another connection must first hear of. */
async function eventually(check: () => Promise<void>): Promise<void> {
  const until = Date.now() + 20_000
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((done) => setTimeout(done, 20))
    }
  }
}
