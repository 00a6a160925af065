import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically } from '#base'
import { processPayouts, runPayouts } from '#earnings'
import { verify } from '#ledger'
import { completeDue, startSessions } from '#live'
import { buyCredits, openCheckout, openPayee, payoutSender } from '#payments'
import { PLATFORM_CREATORS } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'
import { hours, NOON, planCredits, session } from '../../test/classroom.ts'

let stoa: TestApp
let staff: string
let ivan: string
let lena: string

before(async () => {
  stoa = await testApp({ start: NOON.toString() })
  staff = await stoa.person({ name: 'Sofia', staffRoles: ['admin'] })
  ivan = await stoa.person({ name: 'Ivan' })
  lena = await stoa.person({ name: 'Lena' })
})
after(() => stoa[Symbol.asyncDispose]())

const post = async (person: string, url: string, payload?: object) =>
  stoa.app.inject({
    method: 'POST',
    url,
    headers: await stoa.doing(person),
    ...(payload ? { payload } : {}),
  })
const get = async (url: string, person?: string) =>
  stoa.app.inject({ url, headers: person ? await stoa.as(person) : {} })

/** Credits paid for on the sandbox's page, so that there is money to pay out of. */
async function buyForReal(person: string, credits: number): Promise<void> {
  const { db, deps, clock } = stoa
  const now = clock.now()
  const order = await atomically(db, (tx) =>
    buyCredits(tx, { personId: person, credits: BigInt(credits) * 100n }, now),
  )
  const { url } = await openCheckout(deps.payments, order.id, now)
  const page = url.slice(url.lastIndexOf('/') + 1)
  await deps.payments.sandbox!.completeCheckout(page, '4242 4242 4242 4242')
  await deps.jobs.settle()
}

test('from enrolment to the bank: every figure of the main job', async () => {
  const wish = { personId: ivan, kinds: ['class'], yearsTeaching: 4, headline: 'Slow Spanish' }
  assert.equal((await post(lena, '/api/educators', wish)).statusCode, 403)
  const made = await post(staff, '/api/educators', wish)
  assert.equal(made.statusCode, 201, made.body)
  assert.deepEqual(
    [made.json().tier, made.json().rating, made.json().organizationId],
    ['intermediate', null, PLATFORM_CREATORS],
  )
  assert.equal((await post(staff, '/api/educators', wish)).json().code, 'already_educator')
  const owner = { type: 'person', id: ivan } as const
  const { payments } = stoa.deps
  const payee = await openPayee(
    payments,
    { owner, email: 'ivan@example.org', name: 'Ivan', country: 'ES' },
    NOON,
  )
  await payments.sandbox!.makeReady(payee.ref!)

  await buyForReal(lena, 50)
  await planCredits(stoa.db, lena, 120, 8000n, hours(24 * 30))
  const id = await session(stoa.db, ivan)
  const booked = await post(lena, `/api/sessions/${id}/book`, {
    paymentMethod: 'CREDITS',
    creditAmount: 50,
  })
  assert.equal(booked.statusCode, 201, booked.body)
  let seen = (await get('/api/instructor/revenue/overview', ivan)).json()
  assert.deepEqual([seen.pending.amount, seen.held.amount], ['35.00', '0.00'])

  stoa.clock.moveTo(hours(49.25))
  const run = (await post(staff, '/api/host/commissions/process')).json()
  assert.deepEqual(run, { started: 1, completed: 1, forfeits: 0, released: 0 })
  seen = (await get('/api/host/revenue/overview', ivan)).json()
  assert.deepEqual(
    [seen.pending.amount, seen.held.amount, seen.lifetime.amount],
    ['0.00', '35.00', '35.00'],
  )
  // Monday the 23rd it took place; the seven days end on Monday the 30th in the afternoon, so it is the 7th.
  assert.deepEqual(seen.nextPayout, {
    date: '2026-11-30',
    amount: { amount: '0.00', asset: 'USD' },
    minimum: { amount: '25.00', asset: 'USD' },
    waits: true,
    scheduled: false,
  })
  stoa.clock.moveTo(Temporal.Instant.from('2026-11-30T14:00:00Z'))
  assert.equal((await post(staff, '/api/host/commissions/process')).json().released, 1)
  stoa.clock.moveTo(Temporal.Instant.from('2026-12-01T09:00:00Z'))
  seen = (await get('/api/educator/revenue/overview', ivan)).json()
  assert.deepEqual(
    [seen.nextPayout.date, seen.nextPayout.amount.amount, seen.nextPayout.waits],
    ['2026-12-07', '35.00', false],
  )
  stoa.clock.moveTo(Temporal.Instant.from('2026-12-07T04:00:00Z'))
  await payments.sandbox!.advanceTo(stoa.clock.now())
  assert.deepEqual((await post(staff, '/api/host/payouts/schedule')).json(), { scheduled: 1 })
  const answer = await post(staff, '/api/host/payouts/process')
  assert.deepEqual(answer.json(), { sent: 1 }, answer.body)
  assert.deepEqual((await post(staff, '/api/host/payouts/process')).json(), { sent: 0 })
  const [payout] = (await get('/api/educator/revenue/payouts', ivan)).json().items
  assert.deepEqual(
    [payout.amount.amount, payout.status, payout.commissions],
    ['35.00', 'PROCESSING', 1],
  )
  const statement = (await get(`/api/educator/revenue/payouts/${payout.id}`, ivan)).json()
  assert.deepEqual(
    statement.items.map(
      (item: { gross: { amount: string }; rate: number; net: { amount: string } }) => [
        item.gross.amount,
        item.rate,
        item.net.amount,
      ],
    ),
    [['50.00', 0.7, '35.00']],
  )
  assert.equal((await get(`/api/educator/revenue/payouts/${payout.id}`, lena)).statusCode, 403)
  const [commission] = (await get(`/api/educator/revenue/commissions?session=${id}`, ivan)).json()
    .items
  assert.deepEqual(
    [commission.status, commission.state, commission.net.amount],
    ['PROCESSED', 'in_payout', '35.00'],
  )
  const figures = (await get('/api/host/dashboard/sessions', ivan)).json()
  assert.deepEqual([figures.held, figures.seats, figures.learners], [1, 1, 1])
  const analytics = (await get('/api/educator/revenue/analytics?step=month', ivan)).json()
  const usd = (amount: string) => ({ amount, asset: 'USD' })
  assert.deepEqual(
    analytics.sessions.byType.map((one: { earned: object }) => one.earned),
    [usd('35.00')],
  )
  const [{ own, middle }] = analytics.compared
  assert.deepEqual([own.sessions, own.perSession, middle], [1, usd('35.00'), null])
  assert.deepEqual(analytics.items, [
    { start: '2026-11-01', earned: { amount: '35.00', asset: 'USD' }, bookings: 1 },
  ])
  assert.equal((await get('/api/payouts', staff)).json().items.length, 1)
  assert.equal((await get('/api/dashboard', staff)).statusCode, 200)
  assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
})

test('who has no bank account at the provider yet waits, and is paid as soon as they have one', async () => {
  const ana = await stoa.person({ name: 'Ana' })
  const wish = { personId: ana, kinds: ['class', 'conversation'], yearsTeaching: 2 }
  assert.equal((await post(staff, '/api/educators', wish)).statusCode, 201)
  const start = stoa.clock.now().add({ hours: 48 })
  await buyForReal(lena, 50)
  const id = await session(stoa.db, ana, { start, made: stoa.clock.now() })
  const booked = await post(lena, `/api/sessions/${id}/book`, { paymentMethod: 'CREDITS' })
  assert.equal(booked.statusCode, 201, booked.body)
  const end = start.add({ minutes: 75 })
  await startSessions(stoa.db, end)
  await completeDue(stoa.db, end)
  const sender = payoutSender(stoa.deps.payments)
  const monday = Temporal.Instant.from('2026-12-21T06:00:00Z')
  assert.deepEqual(await runPayouts(stoa.db, sender, monday), {
    released: 1,
    scheduled: 1,
    sent: 0,
  })
  stoa.clock.moveTo(monday)
  const [payout] = (await get('/api/host/revenue/payouts', ana)).json().items
  assert.deepEqual([payout.status, payout.parkedSince], ['PENDING', monday.toString()])
  const owner = { type: 'person', id: ana } as const
  const { payments } = stoa.deps
  const payee = await openPayee(
    payments,
    { owner, email: 'ana@example.org', name: 'Ana', country: 'ES' },
    monday,
  )
  await payments.sandbox!.makeReady(payee.ref!)
  await stoa.deps.jobs.settle()
  const next = monday.add({ hours: 48 })
  stoa.clock.moveTo(next)
  await payments.sandbox!.advanceTo(next)
  assert.equal(await processPayouts(stoa.db, sender, next), 1, 'not only next Monday')
  assert.equal(await processPayouts(stoa.db, sender, next), 0)
  assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
})
