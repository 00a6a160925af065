import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically } from '#base'
import { balance, PLATFORM } from '#ledger'
import { type Subscribers, subscribers } from '../../test/subscriber.ts'
import { type Till, testTill } from '../../test/till.ts'
import {
  cardPage,
  changePlan,
  earnAccess,
  leavePlan,
  movePlan,
  moveSubscribers,
  pausePlan,
  previewChange,
  sellVersion,
  soldVersions,
} from './index.ts'

suite('Months and years of a plan', () => {
  let till: Till
  let people: Subscribers
  before(async () => {
    till = await testTill({ start: '2026-01-10T00:00:00Z' })
    people = subscribers(till)
  })
  after(() => till[Symbol.asyncDispose]())

  const now = () => till.clock.now()
  const own = async (personId: string) => ({ personId, id: (await people.current(personId)).id })
  const change = async (person: string, plan: string, interval: 'month' | 'year') =>
    changePlan(till.payments, { ...(await own(person)), plan, interval }, now())
  const stands = async (person: string) => {
    const { plan, interval, periodEnd, amount, next } = await people.current(person)
    return [plan, interval, `${periodEnd}`.slice(0, 10), Number(amount) / 100, next?.interval]
  }

  const WAYS = [
    [
      'a year of Premium to its months',
      ['learner-premium', 'year'],
      ['learner-premium', 'month'],
      99,
    ],
    [
      'a year of Pro to months of Premium',
      ['learner-pro', 'year'],
      ['learner-premium', 'month'],
      99,
    ],
    [
      'a year of Premium to months of Pro',
      ['learner-premium', 'year'],
      ['learner-pro', 'month'],
      249,
    ],
    [
      'months of Pro to a year of Premium',
      ['learner-pro', 'month'],
      ['learner-premium', 'year'],
      990,
    ],
    [
      'an educator’s year of Enterprise to months of Pro',
      ['educator-enterprise', 'year'],
      ['educator-pro', 'month'],
      9.99,
    ],
  ] as const

  for (const [says, from, to, price] of WAYS) {
    test(`${says}: said, planned, taken back, planned again, and so with the next period`, async () => {
      const person = await people.with(from[0], { interval: from[1] })
      const begun = await stands(person)
      const said = await previewChange(
        till.payments,
        { ...(await own(person)), plan: to[0], interval: to[1] },
        now(),
      )
      assert.deepEqual([said.when, said.due, said.credits], ['renewal', 0n, 0n])
      assert.deepEqual(`${said.next.at}`.slice(0, 10), begun[2])
      assert.equal(Number(said.next.amount) / 100, price)

      const planned = (await change(person, to[0], to[1])).subscription
      assert.deepEqual(
        [planned.next?.plan, planned.next?.interval, Number(planned.next?.amount) / 100],
        [to[0], to[1], price],
      )
      assert.deepEqual((await stands(person)).slice(0, 4), begun.slice(0, 4), 'nothing yet')
      const back = (await change(person, from[0], from[1])).subscription
      assert.equal(back.next, null)
      await change(person, to[0], to[1])
      await till.settle()

      const end = (await people.current(person)).periodEnd
      await till.advance(end)
      await till.settle()
      const after = end
        .toZonedDateTimeISO('UTC')
        .add(to[1] === 'year' ? { years: 1 } : { months: 1 })
      assert.deepEqual(await stands(person), [
        to[0],
        to[1],
        `${after.toPlainDate()}`,
        price,
        undefined,
      ])
      assert.deepEqual((await people.told(person)).slice(1, 4), [
        'change_planned',
        'kept',
        'change_planned',
      ])
      // And it renews as what it became.
      await till.advance(after.toInstant())
      await till.settle()
      assert.deepEqual((await stands(person)).slice(0, 2), [to[0], to[1]])
      await people.prove()
    })
  }

  test('a trial may be changed to a year: nothing is charged before it is over, then the year', async () => {
    const person = await people.with('learner-premium', { trial: true })
    await change(person, 'learner-premium', 'year')
    const { trialEndsAt, next } = await people.current(person)
    assert.equal(next?.interval, 'year')
    await till.advance(trialEndsAt!)
    await till.settle()
    assert.deepEqual((await stands(person)).slice(0, 2), ['learner-premium', 'year'])
    await people.prove()
  })

  test('who has an older version is moved with the next period, is told, and pays the new price then', async () => {
    await till.advance('2030-01-10T00:00:00Z')
    const [mira, jonas, lena] = [
      await people.with('learner-premium'),
      await people.with('learner-premium', { interval: 'year' }),
      await people.with('learner-premium'),
    ]
    await leavePlan(till.payments, { ...(await own(lena)), leave: true }, now())
    const [old] = await soldVersions(till.db, 'learner-premium')
    assert.ok(old!.subscribers >= 3)
    const { name, says, unused, trialDays, included, features, limits } = old!
    // Sold by the month only from now on, and dearer.
    const prices = [{ interval: 'month', currency: 'USD', amount: 12_900n, access: 2900n }] as const
    const terms = {
      name,
      says,
      unused,
      trialDays,
      included,
      features,
      limits,
      rollMonths: undefined,
    }
    till.clock.moveTo(now().add({ hours: 1 }))
    const id = await atomically(till.db, (tx) =>
      sellVersion(
        tx,
        {
          plan: 'learner-premium',
          terms: { ...terms, monthlyCredits: 12_000n, prices: [...prices] },
          by: 'person:staff',
        },
        now(),
      ),
    )
    const said = await atomically(till.db, (tx) =>
      moveSubscribers(tx, { version: old!.id, by: 'person:staff' }, now()),
    )
    assert.ok(said.asked >= 1 && said.staying >= 2, JSON.stringify([said.asked, said.staying]))
    const move = async (person: string) =>
      movePlan(till.payments, { person, subscription: (await own(person)).id, by: 'x' }, now())
    for (const person of [mira, jonas, lena, mira]) await move(person)
    const before = await people.current(mira)
    assert.deepEqual(
      [before.amount, before.next?.versionId, before.next?.amount],
      [9900n, id, 12_900n],
    )
    assert.deepEqual(
      [(await people.current(jonas)).next, (await people.current(lena)).next],
      [null, null],
    )
    assert.equal((await people.told(mira)).filter((kind) => kind === 'change_planned').length, 1)
    await till.advance(before.periodEnd)
    await till.settle()
    const after = await people.current(mira)
    assert.deepEqual([after.versionId, after.amount, after.next], [id, 12_900n, null])
    // 29.00 for access, the rest is the basis of the credits.
    assert.match((await people.lots(mira)).at(-1)!, /^120 until .*, basis 100/)
    await people.prove()
  })

  test('made smaller at once at the provider: what is given back waits in the balance there, and pays what comes', async () => {
    await till.advance('2032-04-01T00:00:00Z')
    const person = await people.with('learner-pro')
    const before = await people.current(person)
    const owed = () =>
      balance(till.db, { owner: PLATFORM, purpose: 'refunds_payable', asset: 'USD' })
    const was = await owed()
    // A second one whose price the portal knows.
    await people.with('learner-premium')
    await till.advance('2032-04-16T00:00:00Z')
    const [price] = await till.db<{ id: string }>`
      select id from sandbox.thing where object = 'price' and body ->> 'lookup_key' like 'learner-premium-%-month-USD-9900'
        or object = 'price' and body ->> 'unit_amount' = '12900' order by seq desc limit 1`
    const { url } = await cardPage(till.payments, person, '/subscription')
    const portal = url.split('/').at(-1)!
    const did = await till.sandbox.doAtPortal(portal, {
      subscription: before.billing,
      price: price!.id,
    })
    assert.equal(did.trouble, undefined)
    await till.settle()
    // Half a month of Pro back (124.50), half a month of Premium sold.
    const after = await people.current(person)
    assert.deepEqual([after.plan, `${after.periodEnd}`], ['learner-premium', `${before.periodEnd}`])
    const half = after.amount / 2n
    assert.equal((await owed()) - was, 12_450n - half)
    await people.prove()
    await till.advance(before.periodEnd)
    await till.settle()
    // The balance paid a part of the renewal, and the card the rest.
    assert.equal(await owed(), was)
    const renewed = await people.current(person)
    assert.deepEqual([renewed.plan, renewed.state], ['learner-premium', 'active'])
    await people.prove()
  })

  test('what is given back of a plan at the provider beyond what it still holds is the platform’s to bear', async () => {
    const person = await people.with('educator-pro')
    const { orderId, periodEnd } = await people.current(person)
    const [paid] = await till.db<{ charge: string }>`
      select charge from payments.payment where order_id = ${orderId}`
    await till.advance(periodEnd)
    await till.settle()
    await earnAccess(till.db, now())
    const borne = () => balance(till.db, { owner: PLATFORM, purpose: 'refunds', asset: 'USD' })
    const before = await borne()
    await till.sandbox.dashboardRefund(paid!.charge, 500)
    await till.settle()
    assert.equal((await borne()) - before, 500n)
    assert.equal((await people.current(person)).state, 'active')
    await people.prove()
  })

  test('leaving lets a planned change go; a pause waits until it is taken back', async () => {
    const person = await people.with('learner-pro', { interval: 'year' })
    await change(person, 'learner-pro', 'month')
    await assert.rejects(pausePlan(till.payments, { ...(await own(person)), renewals: 1 }, now()), {
      code: 'plan_change_planned',
    })
    const left = await leavePlan(till.payments, { ...(await own(person)), leave: true }, now())
    assert.deepEqual([left.state, left.next], ['leaving', null])
    const kept = await leavePlan(till.payments, { ...(await own(person)), leave: false }, now())
    assert.deepEqual([kept.state, kept.next], ['active', null])
  })
})
