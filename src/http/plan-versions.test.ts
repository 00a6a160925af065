import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { type TestApp, testApp } from '../../test/app.ts'
import { onPlan } from '../../test/classroom.ts'

suite('Plans are edited as versions', () => {
  let stoa: TestApp
  let finance: string
  before(async () => {
    stoa = await testApp({ start: '2026-11-21T12:00:00Z' })
    finance = await stoa.person({ staffRoles: ['finance'] })
  })
  after(() => stoa[Symbol.asyncDispose]())

  const ask = async (method: 'GET' | 'POST', url: string, who: string, body?: object) => {
    const answer = await stoa.app.inject({
      method,
      url,
      headers: await stoa.as(who),
      ...(body ? { payload: body } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const versions = async (code: string) =>
    (await ask('GET', `/api/plans/${code}/versions`, finance)).body

  test('a new version with a yen price is sold from now on; who has the old one keeps it', async () => {
    const lena = await stoa.person()
    await onPlan(stoa.db, lena, 'learner-premium')
    const [old] = (await versions('learner-premium')).items
    assert.deepEqual([old.version, old.subscribers, old.moving], [1, 1, 0])
    const terms = {
      ...old.terms,
      credits: 130,
      prices: [
        ...old.terms.prices.map((one: { every: string }) =>
          one.every === 'month'
            ? { every: 'month', price: { amount: '109.00', asset: 'USD' }, access: '19.00' }
            : one,
        ),
        { every: 'month', price: { amount: '15000', asset: 'JPY' }, access: '3000' },
      ],
      limits: { ...old.terms.limits, 'sessions.open_bookings': 20 },
    }
    stoa.clock.moveTo(stoa.clock.now().add({ hours: 1 }))
    const made = await ask('POST', '/api/plans/learner-premium/versions', finance, terms)
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const sold = await versions('learner-premium')
    assert.deepEqual(
      sold.items.map(
        (one: { version: number; subscribers: number; onSaleUntil: string | null }) => [
          one.version,
          one.subscribers,
          one.onSaleUntil === null,
        ],
      ),
      [
        [2, 0, true],
        [1, 1, false],
      ],
    )
    assert.deepEqual(sold.items[0].terms.prices.length, 3)
    const shown = (await ask('GET', '/api/plans?audience=learner', lena)).body.items[1]
    const monthly = shown.prices.filter(({ every }: { every: string }) => every === 'month')
    assert.deepEqual(
      [shown.credits.amount, ...monthly.map(({ price }: { price: object }) => price)],
      ['130.00', { amount: '15000', asset: 'JPY' }, { amount: '109.00', asset: 'USD' }],
    )
    const mine = (await ask('GET', '/api/subscriptions', lena)).body.items[0]
    assert.deepEqual([mine.price.amount, mine.credits.amount], ['990.00', '120.00'])
    const { limits } = (await ask('GET', '/api/entitlements', lena)).body
    assert.equal(
      limits.find((one: { name: string }) => one.name === 'sessions.open_bookings').most,
      15,
    )

    const again = await ask('POST', '/api/plans/learner-premium/versions', finance, terms)
    assert.equal(again.body.code, 'version_same')
    const audit = await ask(
      'GET',
      '/api/audit?deed=plan.version_sold',
      await stoa.person({ staffRoles: ['admin'] }),
    )
    assert.deepEqual(
      [audit.body.items[0].before.credits.amount, audit.body.items[0].after.credits.amount],
      ['120.00', '130.00'],
    )
  })

  test('what the free plan opens changes at once for all who pay nothing, also in memory', async () => {
    const ana = await stoa.person()
    const booked = async () => {
      const { limits } = (await ask('GET', '/api/entitlements', ana)).body
      return limits.find((one: { name: string }) => one.name === 'sessions.open_bookings').most
    }
    assert.equal(await booked(), 3)
    const [free] = (await versions('learner-free')).items
    const terms = { ...free.terms, limits: { ...free.terms.limits, 'sessions.open_bookings': 5 } }
    stoa.clock.moveTo(stoa.clock.now().add({ hours: 1 }))
    assert.equal(
      (await ask('POST', '/api/plans/learner-free/versions', finance, terms)).status,
      201,
    )
    for (let tries = 0; tries < 500 && (await booked()) !== 5; tries += 1)
      await new Promise((done) => setTimeout(done, 20))
    assert.equal(await booked(), 5)
  })

  const wrong = [
    [
      'access above the price',
      { prices: [{ every: 'month', price: { amount: '9.00', asset: 'USD' }, access: '9.01' }] },
    ],
    [
      'no price by the month',
      { prices: [{ every: 'year', price: { amount: '9.00', asset: 'USD' }, access: '1.00' }] },
    ],
    ['a feature that is not built', { features: ['sessions.recordings'] }],
    ['a limit of others', { limits: { 'courses.kept_percent': 80 } }],
    ['rolling without months', { unused: 'roll' }],
  ] as const
  for (const [says, more] of wrong) {
    test(`refused in words: ${says}`, async () => {
      const [pro] = (await versions('learner-pro')).items
      const { status, body } = await ask('POST', '/api/plans/learner-pro/versions', finance, {
        ...pro.terms,
        ...more,
      })
      assert.deepEqual([status, body.code], [422, 'version_invalid'], JSON.stringify(body))
      assert.ok(body.detail.length > 10)
    })
  }

  test('only finance edits; a version that is sold needs no move', async () => {
    const someone = await stoa.person()
    assert.equal((await ask('GET', '/api/plans/learner-pro/versions', someone)).status, 403)
    const [pro] = (await versions('learner-pro')).items
    assert.equal(
      (await ask('POST', `/api/plans/versions/${pro.id}/move`, finance)).body.code,
      'version_sold',
    )
    assert.equal((await ask('GET', '/api/plans/gold/versions', finance)).body.code, 'plan_unknown')
  })
})
