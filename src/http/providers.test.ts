import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { readConfig } from '#base'
import { testApp } from '../../test/app.ts'

const config = {
  ...readConfig({
    PAYMENTS: 'stripe',
    STOA_SECRET: 'a secret for tests only, long enough',
    LOG_LEVEL: 'silent',
  }),
}

suite('Settings of providers', () => {
  test('for finance only; a secret goes in, and never comes out', async () => {
    await using stoa = await testApp({ config })
    const ann = await stoa.as(await stoa.person({ staffRoles: ['finance'] }))
    const stranger = await stoa.as(await stoa.person({ staffRoles: ['support'] }))
    const at = { method: 'POST', url: '/api/providers/stripe/keys' } as const
    const payload = { purpose: 'own', text: 'whsec_only_once_4711', hours: 24 }
    assert.equal((await stoa.app.inject({ ...at, headers: stranger, payload })).statusCode, 403)
    const made = await stoa.app.inject({ ...at, headers: ann, payload })
    assert.equal(made.statusCode, 201, made.body)
    const list = await stoa.app.inject({ url: '/api/providers', headers: ann })
    const audited = await stoa.app.inject({
      url: '/api/audit?deed=provider_key',
      headers: await stoa.as(await stoa.person({ staffRoles: ['admin'] })),
    })
    for (const answer of [made, list, audited]) assert.doesNotMatch(answer.body, /only_once/)
    assert.match(audited.body, /"last4":"4711"/)
    const stripe = list.json().items.find((one: { provider: string }) => one.provider === 'stripe')
    assert.deepEqual(
      [
        stripe.moves,
        stripe.keysFrom,
        stripe.keys.length,
        stripe.keys[0].readable,
        stripe.webhooks.length,
      ],
      [true, 'page', 1, true, 2],
    )
    const end = await stoa.app.inject({
      method: 'POST',
      url: `/api/provider-keys/${stripe.keys[0].id}/end`,
      headers: ann,
    })
    assert.deepEqual(end.json(), { ended: true })
    const check = await stoa.app.inject({
      method: 'POST',
      url: '/api/providers/stripe/check',
      headers: ann,
    })
    assert.equal(check.json().code, 'no_keys_to_check')
  })

  test('what does not look like a key is refused by name, and a live one where no money moves', async () => {
    await using stoa = await testApp()
    const ann = await stoa.as(await stoa.person({ staffRoles: ['finance'] }))
    const give = async (text: string) => {
      const payload = { purpose: 'api', text, hours: 0 }
      const answer = await stoa.app.inject({
        method: 'POST',
        url: '/api/providers/stripe/keys',
        headers: ann,
        payload,
      })
      assert.doesNotMatch(answer.body, new RegExp(text))
      return answer.json().code
    }
    assert.deepEqual(
      [await give('not a key at all'), await give('sk_live_4242424242')],
      ['key_malformed', 'key_live_in_sandbox'],
    )
  })

  test('a provider that is off, or is not to take a currency, opens no new checkout; what was begun goes on', async () => {
    await using stoa = await testApp()
    const ann = await stoa.as(await stoa.person({ staffRoles: ['finance'] }))
    const mei = await stoa.person()
    const set = async (payload: object) => {
      const answer = await stoa.app.inject({
        method: 'PATCH',
        url: '/api/providers/sandbox',
        headers: ann,
        payload,
      })
      assert.equal(answer.statusCode, 200, answer.body)
    }
    const order = async () => {
      const made = await stoa.app.inject({
        method: 'POST',
        url: '/api/orders',
        headers: await stoa.doing(mei),
        payload: { kind: 'credits', credits: 10 },
      })
      return made.json().id as string
    }
    const open = async (id: string) => {
      const answer = await stoa.app.inject({
        method: 'POST',
        url: `/api/orders/${id}/checkout`,
        headers: await stoa.as(mei),
      })
      return answer.json()
    }
    const begun = await order()
    const { url } = await open(begun)
    await set({ currencies: ['EUR'] })
    assert.equal((await open(await order())).code, 'currency_not_taken')
    await set({ takes: false, currencies: null })
    assert.equal((await open(await order())).code, 'provider_off')
    await stoa.deps.payments.sandbox!.completeCheckout(url.split('/').at(-1)!, '4242424242424242')
    await stoa.deps.payments.sandbox!.settled()
    await stoa.app.inject({ url: `/api/orders/${begun}/return` })
    const paid = await stoa.app.inject({ url: `/api/orders/${begun}`, headers: await stoa.as(mei) })
    assert.equal(paid.json().state, 'paid')
    const changes = await stoa.app.inject({
      url: '/api/audit?deed=provider',
      headers: await stoa.as(await stoa.person({ staffRoles: ['admin'] })),
    })
    assert.equal(
      changes.json().items.filter((one: { deed: string }) => one.deed === 'provider.set').length,
      2,
    )
  })

  for (const [payments, leads] of [
    ['sandbox', "form-action 'self'"],
    [
      'stripe',
      "form-action 'self' https://checkout.stripe.com https://billing.stripe.com https://connect.stripe.com",
    ],
    ['razorpay', "form-action 'self' https://rzp.io https://*.razorpay.com"],
  ] as const) {
    test(`with ${payments} forms lead to its own pages and nowhere else`, async () => {
      await using stoa = await testApp({ config: { ...config, payments } })
      const { headers } = await stoa.app.inject({ url: '/healthz' })
      const policy = String(headers['content-security-policy']).split(';')
      assert.ok(policy.includes(leads), policy.join('\n'))
    })
  }
})

suite('The inbox of notices', () => {
  test('is searched, read word for word, and worked once more as a whole: the books stay', async () => {
    await using stoa = await testApp()
    const { sandbox } = stoa.deps.payments
    const ann = await stoa.as(await stoa.person({ staffRoles: ['finance'] }))
    const helper = await stoa.as(await stoa.person({ staffRoles: ['support'] }))
    const mei = await stoa.person()
    for (let n = 0; n < 3; n += 1) {
      const payload = { kind: 'credits', credits: 10 }
      const made = await stoa.app.inject({
        method: 'POST',
        url: '/api/orders',
        headers: await stoa.doing(mei),
        payload,
      })
      const opened = await stoa.app.inject({
        method: 'POST',
        url: `/api/orders/${made.json().id}/checkout`,
        headers: await stoa.as(mei),
      })
      await sandbox!.completeCheckout(opened.json().url.split('/').at(-1)!, '4242424242424242')
    }
    await stoa.deps.jobs.settle()
    const books = async () => {
      const answer = await stoa.app.inject({ url: '/api/ledger/trial-balance', headers: ann })
      return answer.body
    }
    const before = await books()
    const search = async (words: string) => {
      const answer = await stoa.app.inject({ url: `/api/inbox?${words}`, headers: helper })
      return answer.json().items as {
        event: string
        state: string
        about: string
        attempts: number
      }[]
    }
    const paid = await search('type=checkout.session')
    assert.deepEqual(
      paid.map(({ state }) => state),
      ['done', 'done', 'done'],
    )
    assert.equal((await search(`ref=${paid[1]!.about}`)).length, 1)
    assert.equal((await search('state=failed')).length, 0)
    const one = await stoa.app.inject({ url: `/api/inbox/sandbox/${paid[0]!.event}`, headers: ann })
    assert.equal(JSON.parse(one.json().body).data.object.id, paid[0]!.about)
    assert.equal(
      (await stoa.app.inject({ url: `/api/inbox/sandbox/${paid[0]!.event}`, headers: helper }))
        .statusCode,
      403,
    )

    const again = {
      method: 'POST',
      url: '/api/inbox/replay',
      payload: { type: 'checkout.session' },
    } as const
    assert.equal((await stoa.app.inject({ ...again, headers: helper })).statusCode, 403)
    const done = await stoa.app.inject({ ...again, headers: ann })
    assert.deepEqual(done.json(), { queued: 3, more: false })
    await stoa.deps.jobs.settle()
    assert.deepEqual(
      (await search('type=checkout.session')).map(({ state, attempts }) => `${state} ${attempts}`),
      ['done 2', 'done 2', 'done 2'],
    )
    assert.equal(await books(), before)
    const unknown = await stoa.app.inject({ url: '/api/inbox/sandbox/evt_none', headers: ann })
    assert.equal(unknown.json().code, 'event_unknown')
  })
})
