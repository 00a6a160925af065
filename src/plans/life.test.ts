import assert from 'node:assert/strict'
import { afterEach, before, suite, test } from 'node:test'
import { atomically, newId, Problem } from '#base'
import { orderById } from '#payments'
import { asAdmin } from '../../test/database.ts'
import { type Subscribers, subscribers } from '../../test/subscriber.ts'
import { CARD, type Till, testTill } from '../../test/till.ts'
import {
  changePlan,
  creditsOf,
  Entitlements,
  endTrial,
  leavePlan,
  pausePlan,
  payPlan,
  previewChange,
  previewLeaving,
  remindOfTrials,
  resumePlan,
  startPlan,
  TRANSITIONS,
} from './index.ts'

const refused = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code
const on = (instant: Temporal.Instant | null | undefined) => instant?.toString().slice(0, 16)

/*
 * Premium 99.00, 120 credits, access 19.00 · Pro 249.00, 300 credits, access 49.00.
 * Half a month before its end an upgrade costs 75.00: 15.00 of access, 60.00 as the basis of 90 credits.
 */
suite('The life of a plan', { concurrency: 1 }, () => {
  let till: Till
  let people: Subscribers
  const now = () => till.clock.now()
  before(async () => {
    till = await testTill({ start: '2026-04-01T00:00:00Z' })
    people = subscribers(till)
  })
  afterEach(async () => {
    await till.settle()
    await people.prove()
  })
  const at = (text: string) => till.advance(text)
  const wish = async (person: string) => ({
    personId: person,
    id: (await people.current(person)).id,
  })

  test('the states in code and in the database are the same, and a step that is none is refused', async () => {
    const kept = await till.db<{ from_state: string; to_state: string }>`
      select from_state, to_state from plans.subscription_transition`
    const ours = Object.entries(TRANSITIONS).flatMap(([from, all]) =>
      all.map((to) => `${from} ${to}`),
    )
    assert.deepEqual(
      kept.map(({ from_state, to_state }) => `${from_state} ${to_state}`).sort(),
      ours.sort(),
    )
    const person = await people.with('learner-premium')
    const { id } = await people.current(person)
    const set = (what: string) =>
      till.db.pool.query(`update plans.subscription set ${what} where id = '${id}'`)
    await assert.rejects(
      set('trial_ends_at = now(), paid_since = null'),
      /subscription_transition_exists|active to trial/,
    )
    await assert.rejects(set('frozen_since = now()'), /subscription_frozen_while_shut/)
    await assert.rejects(set('resumes_at = now()'), /subscription_rests_until/)
    await assert.rejects(set('paid_since = null'), /subscription_paid_or_trial/)
    await assert.rejects(
      till.db.pool.query(
        `update plans.subscription_step set by = 'nobody' where subscription_id = '${id}'`,
      ),
    )
  })

  test('an upgrade in the middle: the difference is said before, charged now, and brings its part of the credits', async () => {
    await at('2026-05-01T00:00:00Z')
    const person = await people.with('learner-premium')
    await at('2026-05-16T12:00:00Z')
    const change = { ...(await wish(person)), plan: 'learner-pro' }
    const said = await previewChange(till.payments, change, now())
    assert.deepEqual(
      [said.when, said.due, said.credits, on(said.creditsExpireAt), said.monthlyCredits],
      ['now', 7500n, 9000n, '2026-06-01T00:00', 30_000n],
    )
    assert.deepEqual([on(said.next.at), said.next.amount], ['2026-06-01T00:00', 24_900n])
    const { order } = await changePlan(till.payments, change, now())
    assert.deepEqual([order?.state, order?.total], ['paid', 7500n])
    await till.settle()
    assert.deepEqual(await people.lots(person), [
      '120 until 2026-06-01, basis 80',
      '90 until 2026-06-01, basis 60',
    ])
    const pro = await people.current(person)
    assert.deepEqual(
      [pro.plan, pro.next, on(pro.periodEnd)],
      ['learner-pro', null, '2026-06-01T00:00'],
    )
    await at('2026-06-01T00:00:00Z')
    assert.deepEqual(await people.lots(person), ['300 until 2026-07-01, basis 200'])
    assert.deepEqual(await people.told(person), ['started', 'changed', 'renewed'])
  })

  test('pressed twice at once, and its answer lost: an upgrade is charged once', async () => {
    const person = await people.with('learner-premium')
    const change = { ...(await wish(person)), plan: 'learner-pro' }
    const both = await Promise.allSettled([
      changePlan(till.payments, change, now()),
      changePlan(till.payments, change, now()),
    ])
    assert.ok(both.some((one) => one.status === 'fulfilled'))
    await till.settle()
    const paid = await till.db<{ count: number }>`
      select count(*)::int as count from payments.orders where buyer_id = ${person} and state = 'paid'`
    assert.equal(paid[0]!.count, 2)
    assert.equal((await people.wallet(person)).posted, 30_000n)
  })

  test('an upgrade whose card is refused changes nothing, and its order is cancelled', async () => {
    const person = await people.with('learner-premium', { card: CARD.once })
    const change = { ...(await wish(person)), plan: 'learner-pro' }
    await assert.rejects(changePlan(till.payments, change, now()), refused('payment_refused'))
    await till.settle()
    const one = await people.current(person)
    assert.deepEqual([one.plan, one.state, one.next], ['learner-premium', 'active', null])
    const orders = await till.db<{ state: string }>`
      select state from payments.orders where buyer_id = ${person} order by number`
    assert.deepEqual(
      orders.map(({ state }) => state),
      ['paid', 'cancelled'],
    )
    assert.equal((await people.wallet(person)).posted, 12_000n)
  })

  test('a downgrade comes with the next period: till then all stays; taken back, it does not come', async () => {
    const person = await people.with('learner-pro')
    const own = await wish(person)
    const down = { ...own, plan: 'learner-premium' }
    const said = await previewChange(till.payments, down, now())
    const { periodEnd } = await people.current(person)
    assert.deepEqual(
      [said.when, said.due, said.next],
      ['renewal', 0n, { at: periodEnd, amount: 9900n }],
    )
    await changePlan(till.payments, down, now())
    assert.deepEqual((await people.current(person)).next?.plan, 'learner-premium')
    await assert.rejects(
      changePlan(till.payments, { ...own, plan: 'gold' }, now()),
      refused('plan_unknown'),
    )
    const { subscription } = await changePlan(till.payments, { ...own, plan: 'learner-pro' }, now())
    assert.equal(subscription.next, null)
    await assert.rejects(
      changePlan(till.payments, { ...own, plan: 'learner-pro' }, now()),
      refused('plan_same'),
    )
    await changePlan(till.payments, down, now())
    await using entitlements = await new Entitlements(till.db).open()
    assert.equal(await entitlements.limit(person, 'sessions.priority_hours', now()), 48)
    await till.advance(periodEnd)
    const premium = await people.current(person)
    assert.deepEqual([premium.plan, premium.next, premium.amount], ['learner-premium', null, 9900n])
    assert.equal(await entitlements.limit(person, 'sessions.priority_hours', now()), 24)
    assert.equal((await people.wallet(person)).posted, 12_000n)
    assert.deepEqual(await people.told(person), [
      'started',
      'change_planned',
      'kept',
      'change_planned',
      'changed',
    ])
  })

  test('from months to a year: a new period begins, what is left of the month is given back', async () => {
    await at('2026-09-01T00:00:00Z')
    const person = await people.with('learner-premium')
    await at('2026-09-16T00:00:00Z')
    const change = { ...(await wish(person)), plan: 'learner-premium', interval: 'year' as const }
    const said = await previewChange(till.payments, change, now())
    assert.deepEqual([said.when, said.due, said.credits], ['now', 99_000n - 4950n, 12_000n])
    await changePlan(till.payments, change, now())
    await till.settle()
    const year = await people.current(person)
    assert.deepEqual(
      [year.interval, on(year.periodStart), on(year.periodEnd)],
      ['year', '2026-09-16T00:00', '2027-09-16T00:00'],
    )
    await people.prove()
  })

  test('a pause: open for what is paid, then at rest and uncharged, its credits kept; it goes on by itself', async () => {
    await at('2026-10-31T09:00:00Z')
    const person = await people.with('learner-premium')
    await using entitlements = await new Entitlements(till.db).open()
    const own = await wish(person)
    await assert.rejects(
      pausePlan(till.payments, { ...own, renewals: 4 }, now()),
      refused('pause_too_long'),
    )
    const paused = await pausePlan(till.payments, { ...own, renewals: 2 }, now())
    assert.deepEqual([paused.state, on(paused.resumesAt)], ['paused', '2027-01-31T08:59'])
    assert.equal(await entitlements.can(person, 'sessions.priority', now()), true)
    await assert.rejects(
      changePlan(till.payments, { ...own, plan: 'learner-pro' }, now()),
      refused('plan_paused'),
    )
    await at('2026-11-30T09:00:00Z')
    assert.equal(await entitlements.can(person, 'sessions.priority', now()), false)
    assert.ok((await people.current(person)).frozenSince)
    assert.equal((await creditsOf(till.db, person, now())).monthlyAllocation, 0n)
    await at('2027-01-31T09:00:00Z')
    const again = await people.current(person)
    assert.deepEqual(
      [again.state, on(again.periodStart), on(again.periodEnd), again.frozenSince],
      ['active', '2027-01-31T09:00', '2027-02-28T09:00', null],
    )
    assert.equal(await entitlements.can(person, 'sessions.priority', now()), true)
    const paid = await till.db<{ count: number }>`
      select count(*)::int as count from payments.orders where buyer_id = ${person} and state = 'paid'`
    assert.equal(paid[0]!.count, 2, 'the beginning and one renewal')
    assert.equal(await people.path(person), 'new → active → paused → active')
  })

  test('resumed early: within what is paid at no cost; later a new period begins and is charged once', async () => {
    await at('2027-03-01T00:00:00Z')
    const person = await people.with('learner-premium')
    const own = await wish(person)
    await pausePlan(till.payments, { ...own, renewals: 3 }, now())
    assert.equal((await resumePlan(till.payments, own, now())).order, undefined)
    await assert.rejects(resumePlan(till.payments, own, now()), refused('plan_not_paused'))
    await pausePlan(till.payments, { ...own, renewals: 3 }, now())
    await at('2027-04-11T00:00:00Z')
    assert.equal((await people.wallet(person)).posted, 0n)
    const { order } = await resumePlan(till.payments, own, now())
    assert.deepEqual([order?.state, order?.total], ['paid', 9900n])
    await till.settle()
    const one = await people.current(person)
    assert.deepEqual(
      [one.state, on(one.periodStart), on(one.periodEnd)],
      ['active', '2027-04-11T00:00', '2027-05-11T00:00'],
    )
    assert.deepEqual(await people.lots(person), ['120 until 2027-05-11, basis 80'])
  })

  test('leaving says first what happens to the credits', async () => {
    const person = await people.with('learner-premium')
    const own = await wish(person)
    const said = await previewLeaving(till.db, own, now())
    assert.deepEqual(
      [said.expiring, said.staying, said.held, said.coming],
      [12_000n, 0n, 0n, undefined],
    )
    await leavePlan(till.payments, { ...own, leave: true }, now())
    await assert.rejects(
      pausePlan(till.payments, { ...own, renewals: 1 }, now()),
      refused('plan_leaving'),
    )
    await changePlan(till.payments, { ...own, plan: 'learner-pro' }, now())
    await till.settle()
    assert.equal((await people.current(person)).state, 'active', 'whoever upgrades stays')
  })

  test('a trial: a week for nothing and without credits, told of before its end, then paid; only once', async () => {
    await at('2027-06-01T10:00:00Z')
    const person = await people.with('learner-premium', { trial: true })
    await using entitlements = await new Entitlements(till.db).open()
    const trial = await people.current(person)
    assert.deepEqual([trial.state, on(trial.trialEndsAt)], ['trial', '2027-06-08T10:00'])
    assert.equal(await entitlements.can(person, 'sessions.priority', now()), true)
    assert.equal((await people.wallet(person)).posted, 0n)
    assert.equal(await remindOfTrials(till.db, now()), 0)
    await at('2027-06-05T10:00:00Z')
    assert.deepEqual(
      [await remindOfTrials(till.db, now()), await remindOfTrials(till.db, now())],
      [1, 0],
    )
    await assert.rejects(
      pausePlan(till.payments, { ...(await wish(person)), renewals: 1 }, now()),
      refused('plan_in_trial'),
    )
    await at('2027-06-08T10:00:00Z')
    const paid = await people.current(person)
    assert.deepEqual(
      [paid.state, on(paid.paidSince), on(paid.periodEnd)],
      ['active', '2027-06-08T10:00', '2027-07-08T10:00'],
    )
    assert.deepEqual(await people.lots(person), ['120 until 2027-07-08, basis 80'])
    await leavePlan(till.payments, { ...(await wish(person)), leave: true }, now())
    await at('2027-07-08T10:00:00Z')
    const again = atomically(till.db, (tx) =>
      startPlan(tx, { personId: person, plan: 'learner-premium', trial: true }, now()),
    )
    await assert.rejects(again, refused('trial_used'))
    assert.deepEqual(await people.told(person), [
      'started',
      'trial_ending',
      'renewed',
      'leaving',
      'ended',
    ])
  })

  test('a trial left in time costs nothing; one with another plan chosen begins as that; one ended early is paid now', async () => {
    const left = await people.with('learner-premium', { trial: true })
    await leavePlan(till.payments, { ...(await wish(left)), leave: true }, now())
    const other = await people.with('learner-premium', { trial: true })
    await changePlan(till.payments, { ...(await wish(other)), plan: 'learner-pro' }, now())
    const early = await people.with('learner-premium', { trial: true })
    const { order } = await endTrial(till.payments, await wish(early), now())
    assert.deepEqual([order.state, order.total], ['paid', 9900n])
    await till.settle()
    assert.equal((await people.wallet(early)).posted, 12_000n)
    await assert.rejects(
      endTrial(till.payments, await wish(early), now()),
      refused('plan_not_in_trial'),
    )
    await till.advance((await people.current(left)).trialEndsAt!)
    assert.deepEqual(
      [(await people.current(left)).state, await people.path(left)],
      ['ended', 'new → trial → leaving → ended'],
    )
    assert.equal((await people.wallet(left)).posted, 0n)
    const pro = await people.current(other)
    assert.deepEqual(
      [pro.plan, pro.state, (await people.wallet(other)).posted],
      ['learner-pro', 'active', 30_000n],
    )
    await assert.rejects(
      atomically(till.db, (tx) =>
        startPlan(tx, { personId: newId(), plan: 'learner-pro', trial: true }, now()),
      ),
      refused('trial_none'),
    )
  })

  test('the provider’s own page: another card, another plan and an end there are followed as if they were ours', async () => {
    await at('2027-09-01T00:00:00Z')
    const person = await people.with('learner-premium')
    await people.with('learner-pro')
    const portal = async () => {
      const [payer] = await till.db<{
        ref: string
      }>`select ref from payments.customer where owner_id = ${person}`
      const page = await till.payments.provider.selfService({
        payer: payer!.ref,
        returnTo: 'http://stoa.test/',
      })
      return page.url.split('/').at(-1)!
    }
    const id = await portal()
    const { billing } = await people.current(person)
    const [pro] = await till.db<{ id: string }>`
      select id from sandbox.thing where object = 'price' and body ->> 'lookup_key' = 'learner-pro-1-month-usd-24900'`
    await at('2027-09-16T00:00:00Z')
    const page = await portal()
    assert.equal(await till.sandbox.portal(id), undefined, 'a page lives for an hour')
    assert.equal((await till.sandbox.portal(page))?.plans.length, 1)
    assert.deepEqual(
      await till.sandbox.doAtPortal(page, { subscription: billing, price: pro!.id }),
      { trouble: undefined },
    )
    await till.settle()
    const one = await people.current(person)
    assert.equal(one.plan, 'learner-pro')
    assert.deepEqual(await people.lots(person), [
      '120 until 2027-10-01, basis 80',
      '90 until 2027-10-01, basis 60',
    ])
    await till.sandbox.doAtPortal(page, { subscription: billing, cancel: true })
    await till.sandbox.doAtPortal(page, { card: CARD.once })
    await till.settle()
    assert.equal((await people.current(person)).state, 'leaving')
    assert.match(
      (await till.sandbox.doAtPortal(page, { card: '1234' })).trouble ?? '',
      /no test card/,
    )
    const first = await till.db<{ state: string }>`
      select state from payments.inbox where state = 'failed'`
    assert.equal(first.length, 0)
  })

  test('credits that roll over freeze when a plan lapses, thaw with their time when it is paid, and when it is over', async () => {
    await rolling(till)
    const lapsed = await people.with('learner-rolling', { card: CARD.once })
    const over = await people.with('learner-rolling', { card: CARD.once })
    const { periodEnd } = await people.current(lapsed)
    const expiry = (await people.wallet(lapsed)).lots[0]!.expiresAt!
    await till.advance(periodEnd)
    assert.equal((await people.current(lapsed)).state, 'past_due')
    assert.equal(
      (await people.wallet(lapsed)).spendable,
      12_000n,
      'in the days of grace nothing is frozen',
    )
    await till.advance(periodEnd.add({ hours: 24 * 7 }))
    assert.equal((await people.wallet(lapsed)).spendable, 0n)
    assert.deepEqual(
      (await people.lots(lapsed)).map((lot) => lot.endsWith('frozen')),
      [true],
    )
    await till.advance(periodEnd.add({ hours: 24 * 9 }))
    const { billing } = await people.current(lapsed)
    await till.sandbox.replaceCard(billing, CARD.works)
    await payPlan(till.payments, await wish(lapsed), now())
    await till.settle()
    assert.equal((await people.current(lapsed)).state, 'active')
    const lots = (await people.wallet(lapsed)).lots
    assert.equal((await people.wallet(lapsed)).spendable, 24_000n)
    assert.equal(
      on(lots[0]!.expiresAt),
      on(expiry.add({ hours: 48 })),
      'two days frozen, two days longer',
    )
    await assert.rejects(
      payPlan(till.payments, await wish(lapsed), now()),
      refused('plan_not_unpaid'),
    )
    await till.advance(periodEnd.add({ hours: 24 * 16 }))
    assert.equal((await people.current(over)).state, 'ended')
    assert.equal((await people.wallet(over)).spendable, 12_000n, 'they were paid for')
    assert.deepEqual(await people.told(over), ['started', 'payment_failed', 'lapsed', 'ended'])
  })

  test('an order of a change that nobody paid is closed; what was refused may be tried again', async () => {
    const person = await people.with('learner-premium', { card: CARD.once })
    const change = { ...(await wish(person)), plan: 'learner-pro' }
    await assert.rejects(changePlan(till.payments, change, now()), refused('payment_refused'))
    await till.sandbox.replaceCard((await people.current(person)).billing, CARD.works)
    const { order } = await changePlan(till.payments, change, now())
    assert.equal((await orderById(till.db, order!.id)).state, 'paid')
    await till.settle()
    assert.equal((await people.current(person)).plan, 'learner-pro')
  })
})

/** A plan whose unused credits live three months longer, made by the operator. */
async function rolling(till: Till): Promise<void> {
  const sql = `
    insert into plans.plan (code, audience, position) values ('learner-rolling', 'learner', 9);
    insert into plans.version (id, plan_code, version, name, says, monthly_credits, unused, roll_months, on_sale_from)
      values ('019a8000-0000-7000-8000-000000000999', 'learner-rolling', 1, 'Rolling', 'Keeps', 12000, 'roll', 3, '2020-01-01Z');
    insert into plans.price values ('019a8000-0000-7000-8000-000000000999', 'month', 'USD', 9900, 1900);`
  await asAdmin((admin) => admin.query(sql), new URL(till.db.url).pathname.slice(1))
}
