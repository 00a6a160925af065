import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TestApp, testApp } from '../../test/app.ts'
import { educator, session } from '../../test/classroom.ts'

const url = 'http://localhost:3000'
type Entry = { transfer: string; kind: string; amount: { amount: string; asset: string } }

async function send(stoa: TestApp, person: string, path: string, payload: object = {}) {
  const headers = await stoa.doing(person)
  const answer = await stoa.app.inject({ method: 'POST', url: `/api${path}`, headers, payload })
  assert.ok(answer.statusCode < 300, answer.payload)
  return answer.json()
}

/** Pays an order at the sandbox's page with the card that works. */
async function pay(stoa: TestApp, person: string, order: string): Promise<void> {
  const page = await send(stoa, person, `/orders/${order}/checkout`)
  await stoa.app.inject({
    method: 'POST',
    url: new URL(page.url).pathname,
    headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:3000' },
    payload: new URLSearchParams({ card: '4242424242424242' }).toString(),
  })
  await stoa.deps.jobs.settle()
}

async function entries(stoa: TestApp, person: string, about: string): Promise<Entry[]> {
  const headers = await stoa.as(person)
  const answer = await stoa.app.inject({ url: `/api/user/entries?about=${about}`, headers })
  assert.equal(answer.statusCode, 200, answer.payload)
  return answer.json().items
}

/** What the entries of money come to. */
const paid = (found: Entry[]) =>
  found
    .filter(({ amount }) => amount.asset === 'USD')
    .reduce((sum, { amount }) => sum + Number(amount.amount), 0)

test('whoever paid sees all of the payment in the books, to the cent; nobody else sees any of it', async () => {
  await using stoa = await testApp({ config: { url } })
  const mei = await stoa.person()
  const stranger = await stoa.person()

  const credits = await send(stoa, mei, '/user/credits/purchase', { credits: 50 })
  assert.deepEqual(await entries(stoa, mei, credits.id), [], 'nothing before it is paid')
  await pay(stoa, mei, credits.id)
  const bought = await entries(stoa, mei, credits.id)
  assert.deepEqual(new Set(bought.map(({ kind }) => kind)), new Set(['credits.purchased']))
  assert.deepEqual(
    [paid(bought), bought.at(-1)!.amount],
    [50, { amount: '50.00', asset: 'CREDIT' }],
  )

  const order = await send(stoa, mei, '/subscriptions', { plan: 'learner-premium', every: 'month' })
  await pay(stoa, mei, order.id)
  const plan = await entries(stoa, mei, order.id)
  assert.deepEqual(new Set(plan.map(({ kind }) => kind)), new Set(['subscription.paid']))
  assert.equal(paid(plan), 99)

  const host = await educator(stoa.db)
  const room = await session(stoa.db, host, {
    money: { currency: 'USD', amount: 2_000n },
  })
  const booked = await send(stoa, mei, `/sessions/${room}/book`, { paymentMethod: 'CASH' })
  await pay(stoa, mei, booked.orderId)
  const seat = await entries(stoa, mei, booked.orderId)
  assert.deepEqual(new Set(seat.map(({ kind }) => kind)), new Set(['booking.paid']))
  assert.equal(paid(seat), 20)

  for (const about of [credits.id, order.id, booked.orderId])
    assert.deepEqual(await entries(stoa, stranger, about), [])
})
