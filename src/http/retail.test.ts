import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId } from '#base'
import { type TestApp, testApp } from '../../test/app.ts'

const ITEM = (number: number) => `01900000-0000-7000-8000-00000000000${number}`
const [QUICK, STARTER] = [ITEM(3), ITEM(4)]
type Sent = { body?: unknown; status?: number }

async function asking(stoa: TestApp, who: string) {
  const headers = await stoa.doing(who)
  const send = async (method: 'GET' | 'POST', url: string, { body, status }: Sent) => {
    const payload = body === undefined ? {} : { payload: body as object }
    const answer = await stoa.app.inject({ method, url: `/api${url}`, headers, ...payload })
    assert.equal(answer.statusCode, status, answer.body)
    return answer.headers['content-type']?.startsWith('text/csv') ? answer.body : answer.json()
  }
  return {
    get: (url: string, status = 200) => send('GET', url, { status }),
    post: (url: string, body?: unknown, status = 201) => send('POST', url, { body, status }),
  }
}

const money = (amount: string) => ({ amount, asset: 'INR' })
const OFFER = {
  name: 'Reading room',
  sms: 400,
  whatsapp: 0,
  email: 0,
  price: money('90.00'),
  validDays: 60,
  plannedList: null,
  popular: false,
  suits: { from: null, to: null },
  tiers: [],
  salesCap: null,
}

test('finance sets prices and offers, which are logged; an organization sees what it may buy, and no cost', async () => {
  await using stoa = await testApp()
  const finance = await asking(stoa, await stoa.person({ staffRoles: ['finance'] }))
  const ownerId = await stoa.person()
  const owner = await asking(stoa, ownerId)
  const organization = newId()
  const now = stoa.clock.now()
  await atomically(stoa.db, async (tx) => {
    await tx`insert into people.organization (id, name, slug, created_at) values (${organization}, 'Reading room', 'rr', ${now})`
    await tx`insert into people.member (id, organization_id, user_id, role, created_at)
      values (${newId()}, ${organization}, ${ownerId}, 'owner', ${now})`
  })
  const own = `/organizations/${organization}/message-offers`

  // The catalogue: Business and Enterprise lose, two Quick undercut a Starter.
  const catalogue = await finance.get('/message-retail/offers')
  const reckoned = catalogue.items.map((item: never) => {
    const {
      name,
      reckoned: now,
      lossLeader,
    } = (item as { versions: never[] }).versions[0]! as {
      name: string
      reckoned: { profit: { amount: string }; margin: number; profitAfter: { amount: string } }
      lossLeader: boolean
    }
    return [name, now.profit.amount, now.margin, now.profitAfter.amount, lossLeader]
  })
  assert.deepEqual(reckoned, [
    ['Micro top-up', '25.00', 510, '16.37', false],
    ['Mini top-up', '39.00', 394, '21.56', false],
    ['Quick top-up', '79.00', 397, '43.95', false],
    ['Starter', '209.00', 465, '129.91', false],
    ['Growth', '399.00', 250, '117.35', false],
    ['Business', '-101.00', -29, '-717.32', true],
    ['Enterprise', '-3001.00', -333, '-4586.11', true],
  ])
  const inverted = catalogue.inversions.map(
    ({
      offer,
      instead,
      cost,
    }: {
      offer: { name: string }
      instead: { offer: { name: string }; times: number }[]
      cost: { amount: string }
    }) =>
      `${offer.name}: ${instead.map((one) => `${one.times} ${one.offer.name}`).join(' + ')} ${cost.amount}`,
  )
  assert.deepEqual(inverted, [
    'Quick top-up: 2 Mini top-up 198.00',
    'Starter: 4 Mini top-up 396.00',
    'Starter: 2 Quick top-up 398.00',
  ])

  const { version: _v, state: _s, setBy: _b, setAt: _a, from: _f, ...terms } = catalogue.terms
  const dearer = {
    ...terms,
    prices: { ...terms.prices, WHATSAPP: '0.1875' },
    note: 'Dearer WhatsApp',
  }
  const set = await finance.post('/message-retail/terms', dearer)
  assert.deepEqual([set.version, set.prices.WHATSAPP, set.state], [2, '0.1875', 'now'])
  const { id } = await finance.post('/message-retail/offers', {
    ...OFFER,
    kind: 'custom',
    organization,
  })
  const refused = await finance.post(
    '/message-retail/offers',
    { ...OFFER, kind: 'topup', price: money('59.99') },
    409,
  )
  assert.equal(refused.code, 'below_cost')
  const eur = { ...OFFER, kind: 'topup', price: { amount: '1.00', asset: 'EUR' } }
  await finance.post('/message-retail/offers', eur, 400)
  const until = now.add({ hours: 48 }).toString()
  const reduced = { name: 'Exam season', offRate: 1000, until, lossLeader: false, salesCap: null }
  const promotion = await finance.post('/message-retail/promotions', { ...reduced, offer: STARTER })
  await finance.post('/message-retail/promotions', { ...reduced, offer: STARTER }, 409)
  const bundle = { ...reduced, needs: QUICK, needsQuantity: 3, withinDays: 90, gives: STARTER }
  await finance.post('/message-retail/bundles', bundle)

  const { items } = await owner.get(own)
  const starter = items.find((one: { id: string }) => one.id === STARTER)
  assert.deepEqual(
    [items.length, starter.price.amount, starter.worth.amount, starter.promotion.name],
    [8, '404.10', '443.75', 'Exam season'],
  )
  assert.ok(!JSON.stringify(items).match(/cost|wholesale|leader|"(499|1999|4999|14999)\.00"/i))
  await finance.get(own, 403)
  await owner.get('/message-retail/offers', 403)

  await finance.post(`/message-retail/promotions/${promotion.id}/end`, undefined, 200)
  await finance.post(`/message-retail/offers/${id}/versions`, { ...OFFER, price: money('80.00') })
  await finance.post(`/message-retail/offers/${id}/withdraw`, { why: 'They closed' }, 200)
  assert.equal((await owner.get(own)).items.length, 7)
  assert.equal((await finance.get(`/message-retail/offers/${id}`)).versions.length, 2)
  const sales = await finance.get('/message-retail/sales?zone=Asia/Kolkata')
  assert.deepEqual([sales.currency, sales.all.sold, sales.all.margin], ['INR', 0, null])
  assert.match(await finance.get('/message-retail/sales/export'), /^Paid at,Order,Package/)
  const log = await stoa.db<{
    deed: string
  }>`select deed from people.audit where deed ~ '^(retail|message)' order by id`
  assert.deepEqual(
    log.map(({ deed }) => deed),
    [
      'retail_terms.set',
      'message_offer.made',
      'message_promotion.made',
      'message_bundle.made',
      'message_promotion.ended',
      'message_offer.revised',
      'message_offer.withdrawn',
    ],
  )
})
