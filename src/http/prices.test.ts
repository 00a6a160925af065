import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type TestApp, testApp } from '../../test/app.ts'

type Sent = { method?: 'GET' | 'POST' | 'PUT' | 'PATCH'; body?: unknown; status?: number }

async function town() {
  const stoa = await testApp()
  const finance = await stoa.person({ staffRoles: ['finance'] })
  const learner = await stoa.person()
  const asking =
    (who: string) =>
    async (url: string, { method = 'GET', body, status = 200 }: Sent = {}) => {
      const answer = await stoa.app.inject({
        method,
        url: `/api${url}`,
        headers: await stoa.doing(who),
        ...(body === undefined ? {} : { payload: body as object }),
      })
      assert.equal(answer.statusCode, status, answer.body)
      return answer.json()
    }
  return {
    stoa,
    learner: asking(learner),
    finance: asking(finance),
    learnerId: learner,
    async [Symbol.asyncDispose]() {
      await stoa[Symbol.asyncDispose]()
    },
  }
}

const deeds = async ({ db }: TestApp) =>
  (await db<{ deed: string }>`select deed from people.audit order by at, id`).map(
    ({ deed }) => deed,
  )

describe('What things cost, over HTTP', () => {
  test('staff set taxes, prices, packs, rates and codes; the learner sees what it comes to and buys', async () => {
    await using at = await town()
    const { finance, learner, stoa } = at
    const post = (body: unknown, status = 201): Sent => ({ method: 'POST', body, status })
    const rule = {
      country: 'DE',
      goods: 'credits',
      name: 'VAT',
      percent: '19',
      included: false,
      due: 'sale',
    }
    await finance('/taxes/rules', post(rule))
    await finance('/taxes/home', { method: 'PUT', body: { country: 'DE' } })
    const rate = { base: 'EUR', quote: 'USD', day: '2026-11-20', rate: '1.1', source: 'ECB' }
    await finance('/prices/rates', post(rate))
    await finance('/prices/credits', post({ currency: 'EUR', price: '0.95', least: 5, most: 500 }))
    const pack = { name: 'Hundred', credits: 100, bonus: 10, bonusDays: 90 }
    const prices = [
      { amount: '95.00', asset: 'USD' },
      { amount: '90.00', asset: 'EUR' },
    ]
    const made = await finance('/prices/packs', post({ ...pack, prices }))
    const code = { code: 'spring', percent: '10', goods: ['credits'], lasts: 'always', mostUses: 1 }
    const spring = await finance('/discounts', post(code))

    const offers = await learner('/credits/offers')
    assert.deepEqual(
      offers.prices.map(({ price }: { price: unknown }) => price),
      [
        { amount: '1.00', asset: 'USD' },
        { amount: '0.95', asset: 'EUR' },
      ],
    )
    assert.equal(offers.packs[0].bonus.amount, '10.00')
    assert.deepEqual(offers.place, { country: 'DE', zone: null, said: false })

    const wish = `pack=${made.id}&currency=EUR&code=SPRING`
    const { quote } = await learner(`/credits/quote?${wish}`)
    assert.deepEqual(
      [quote.list, quote.discount, quote.net, quote.tax, quote.total].map(({ amount }) => amount),
      ['90.00', '9.00', '81.00', '15.39', '96.39'],
    )
    assert.equal(quote.taxPercent, '19')
    const wanted = { pack: made.id, currency: 'EUR', code: 'spring' }
    const order = await learner('/user/credits/purchase', post(wanted))
    assert.deepEqual(order.total, { amount: '96.39', asset: 'EUR' })
    const [line] = order.lines
    assert.deepEqual(
      [line.unitPrice.amount, line.discount.amount, line.net.amount, line.taxPercent],
      ['90.00', '9.00', '81.00', '19'],
    )
    await learner('/user/credits/purchase', post(wanted, 409))
    const { code: shown, uses } = await finance(`/discounts/${spring.id}`)
    assert.deepEqual([shown.state, shown.used, uses[0].state], ['used up', 1, 'waiting'])

    await learner('/user/tax-place', { method: 'PUT', body: { country: 'US', zone: 'TX' } })
    assert.equal((await learner('/credits/quote?credits=50')).quote.tax.amount, '0.00')
    assert.deepEqual(await deeds(stoa), [
      'tax_rule.set',
      'tax_home.set',
      'rate.set',
      'credit_price.set',
      'pack.made',
      'discount.made',
    ])
  })

  test('a plan is priced in another currency, quoted with a code, and bought in it', async () => {
    await using at = await town()
    const { finance, learner } = at
    const post = (body: unknown, status = 201): Sent => ({ method: 'POST', body, status })
    const price = {
      plan: 'learner-premium',
      every: 'month',
      price: { amount: '14800', asset: 'JPY' },
    }
    const { access } = await finance('/prices/plans', post(price))
    assert.deepEqual(access, { amount: '2840', asset: 'JPY' })
    await finance('/prices/plans', post(price, 409))
    const half = { code: 'HALF', percent: '50', goods: ['plan'], lasts: 'first month' }
    await finance('/discounts', post(half))
    const plans = await learner('/plans?audience=learner&currency=JPY')
    const premium = plans.items.find(({ code }: { code: string }) => code === 'learner-premium')
    assert.deepEqual(premium.monthly, { amount: '14800', asset: 'JPY' })
    const said = await learner('/plans/quote?plan=learner-premium&currency=JPY&code=half')
    assert.deepEqual(
      [said.quote.total, said.renewal],
      [
        { amount: '7400', asset: 'JPY' },
        { amount: '14800', asset: 'JPY' },
      ],
    )
    const wanted = { plan: 'learner-premium', currency: 'JPY', code: 'half' }
    const order = await learner('/subscriptions', post(wanted))
    assert.deepEqual(order.total, { amount: '7400', asset: 'JPY' })
    assert.deepEqual(await learner('/subscriptions', post(wanted)), order, 'the same wish')
  })

  test('what is not right is refused with what to mend, and nobody else may set anything', async () => {
    await using at = await town()
    const { finance, learner } = at
    const refusal = async (url: string, body: unknown, status: number) =>
      (await finance(url, { method: 'POST', body, status })).code
    const far = { currency: 'GBP', price: '0.80', least: 5, most: 500 }
    assert.equal(await refusal('/prices/credits', far, 409), 'rate_unknown')
    assert.equal(
      await refusal('/prices/credits', { ...far, currency: 'JPY', price: '1.5' }, 400),
      'request_invalid',
    )
    const both = { code: 'BOTH', goods: ['plan'], lasts: 'always' }
    assert.equal(await refusal('/discounts', both, 400), 'request_invalid')
    const early = {
      country: 'DE',
      goods: 'any',
      name: 'VAT',
      percent: '19',
      included: true,
      due: 'redemption',
    }
    assert.equal(await refusal('/taxes/rules', early, 400), 'tax_rule_due')
    for (const url of ['/taxes', '/prices', '/discounts']) await learner(url, { status: 403 })
    await learner('/taxes/home', { method: 'PUT', body: { country: 'US' }, status: 403 })
  })

  test('the tax report says by place and rate what is owed, and that the books say the same', async () => {
    await using at = await town()
    const { finance, learner, stoa } = at
    const rule = {
      country: 'DE',
      goods: 'any',
      name: 'VAT',
      percent: '19',
      included: false,
      due: 'sale',
    }
    await finance('/taxes/rules', { method: 'POST', body: rule, status: 201 })
    await learner('/user/tax-place', { method: 'PUT', body: { country: 'DE' } })
    const order = await learner('/orders', {
      method: 'POST',
      body: { kind: 'credits', credits: 100 },
      status: 201,
    })
    const { url } = await learner(`/orders/${order.id}/checkout`, { method: 'POST' })
    await stoa.deps.payments.sandbox!.completeCheckout(url.split('/').at(-1)!, '4242424242424242')
    await stoa.deps.payments.sandbox!.settled()
    await learner(`/orders/${order.id}/return`, { status: 303 }).catch(() => undefined)
    const stretch = 'from=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00Z'
    const { lines, sums } = await finance(`/taxes/report?${stretch}`)
    assert.deepEqual(
      lines.map((line: { country: string; percent: string; net: unknown; tax: unknown }) => [
        line.country,
        line.percent,
        line.net,
        line.tax,
      ]),
      [['DE', '19', { amount: '100.00', asset: 'USD' }, { amount: '19.00', asset: 'USD' }]],
    )
    assert.deepEqual(sums, [
      {
        documents: { amount: '19.00', asset: 'USD' },
        books: { amount: '19.00', asset: 'USD' },
        differs: false,
      },
    ])
  })
})
