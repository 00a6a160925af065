import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically } from '#base'
import { trialBalance, verify } from '#ledger'
import { confirmPaid, expireRequests } from '#live'
import { openCheckout } from '#payments'
import { type TestApp, testApp } from '../../test/app.ts'
import { buy, educator, hours, NOON, onPlan, owed, session } from '../../test/classroom.ts'

let stoa: TestApp
let ivan: string

before(async () => {
  stoa = await testApp({ start: NOON.toString() })
  ivan = await educator(stoa.db)
})
after(() => stoa[Symbol.asyncDispose]())

type Sent = { status: number; body: ReturnType<typeof JSON.parse> }
const send = async (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  person: string,
  path: string,
  payload?: object,
): Promise<Sent> => {
  const headers = await stoa.doing(person)
  const answer = await stoa.app.inject({
    method,
    url: `/api${path}`,
    headers,
    ...(payload ? { payload } : method === 'POST' ? { payload: {} } : {}),
  })
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}
const notices = async (person: string): Promise<string[]> =>
  (await send('GET', person, '/notices')).body.items.map((one: { title: string }) => one.title)
const settle = () => stoa.deps.jobs.settle()
const USD = { amount: '50.00', asset: 'USD' }

test('asked by card: held, paid, requested, declined: the money goes back, and nobody keeps a cent', async () => {
  const lena = await stoa.person({ name: 'Lena' })
  const made = await send('POST', ivan, '/video-sessions/create', {
    title: 'Asked first',
    language: 'es',
    startTime: hours(120).toString(),
    endTime: hours(121).toString(),
    creditPrice: 50,
    cashPrice: USD,
    asksFirst: true,
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const page = (await send('GET', lena, `/sessions/${made.body.id}`)).body
  assert.deepEqual([page.asksFirst, page.answerUntil], [true, hours(48).toString()])
  const ask = async () => {
    const booked = await send('POST', lena, `/sessions/${made.body.id}/book`, {
      paymentMethod: 'CASH',
    })
    assert.equal(booked.body.booking.state, 'held', JSON.stringify(booked.body))
    const { url } = await openCheckout(stoa.deps.payments, booked.body.orderId, stoa.clock.now())
    await stoa.deps.payments.sandbox!.completeCheckout(url.split('/').at(-1)!, '4242424242424242')
    await settle()
    return booked.body.booking.id as string
  }
  const first = await ask()
  const asked = (await send('GET', lena, `/bookings/${first}`)).body
  assert.deepEqual([asked.state, asked.answerUntil], ['requested', hours(48).toString()])
  assert.deepEqual(
    asked.steps.map((step: { to: string }) => step.to),
    ['held', 'requested'],
  )
  for (const name of ['educator', 'instructor', 'host']) {
    const open = (await send('GET', ivan, `/${name}/requests`)).body.items
    assert.deepEqual(
      open.map((one: { id: string; learner: { name: string } }) => [one.id, one.learner.name]),
      [[first, 'Lena']],
    )
  }
  const nobody = await send('POST', lena, `/bookings/${first}/accept`)
  assert.equal(nobody.status, 403)
  const declined = await send('POST', ivan, `/bookings/${first}/decline`, {
    word: 'Too far ahead.',
  })
  assert.deepEqual([declined.body.state, declined.body.reason], ['declined', 'Too far ahead.'])
  await settle()
  assert.equal((await send('GET', lena, `/bookings/${first}`)).body.returned.amount, '50.00')
  assert.equal(
    (await send('POST', ivan, `/bookings/${first}/accept`)).body.code,
    'request_answered',
  )

  // A second one is accepted, and given like any other.
  const second = await ask()
  assert.equal((await send('POST', ivan, `/bookings/${second}/accept`)).body.state, 'confirmed')
  // A third is not answered: the money goes back once, also when the news of its payment comes again.
  const rita = await stoa.person({ name: 'Rita' })
  const booked = await send('POST', rita, `/sessions/${made.body.id}/book`, {
    paymentMethod: 'CASH',
  })
  const { url } = await openCheckout(stoa.deps.payments, booked.body.orderId, stoa.clock.now())
  await stoa.deps.payments.sandbox!.completeCheckout(url.split('/').at(-1)!, '4242424242424242')
  await settle()
  assert.equal(
    (await send('GET', rita, `/bookings/${booked.body.booking.id}`)).body.state,
    'requested',
  )
  assert.equal(await expireRequests(stoa.db, hours(48)), 1)
  await settle()
  const late = {
    booking: booked.body.booking.id,
    order: booked.body.orderId,
    fee: 0n,
    provider: 'sandbox',
  }
  assert.equal(await atomically(stoa.db, (tx) => confirmPaid(tx, late, hours(49))), 'known')
  const balances = await trialBalance(stoa.db)
  const deferred = balances.find(
    (one) => one.purpose === 'deferred_bookings' && one.asset === 'USD',
  )
  assert.ok(deferred && deferred.balance < 0n, 'what the second one paid waits for its session')
  assert.equal(await owed(stoa.db, ivan, 'educator_held'), 0n)
  assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
  const said = await notices(lena)
  assert.ok(
    said.some((title) => title.includes('has your request')),
    said.join(' | '),
  )
  assert.ok(
    said.some((title) => title.includes('cannot take your request')),
    said.join(' | '),
  )
  assert.ok((await notices(ivan)).some((title) => title.includes('Lena')))
})

test('the setting and the answer clock', async () => {
  const before = (await send('GET', ivan, '/educator/asking')).body
  assert.equal(before.asksFirst, false)
  assert.ok(before.figures.asked >= 2)
  assert.equal(
    (await send('PATCH', ivan, '/educator/asking', { asksFirst: true })).body.asksFirst,
    true,
  )
  const lena = await stoa.person()
  assert.equal((await send('GET', lena, '/educator/asking')).status, 403)
})

test('talking at once: switched on, found, asked, accepted, over all names', async () => {
  const ana = await educator(stoa.db, { name: 'Ana' })
  const offer = {
    languages: ['es'],
    levels: [],
    lengths: [15, 30],
    priceLevel: 'standard',
    until: stoa.clock.now().add({ hours: 2 }).toString(),
  }
  const early = await send('PUT', ana, '/host/instant', offer)
  assert.equal(early.body.code, 'instant_not_earned')
  await stoa.db`update earnings.standing set sessions_held = 5 where educator_id = ${ana}`
  const on = await send('PUT', ana, '/host/instant', offer)
  assert.equal(on.status, 200, JSON.stringify(on.body))
  const lena = await stoa.person({ name: 'Lena' })
  await buy(stoa.db, lena, 50)
  for (const at of ['/instant', '/live-conversations/instant']) {
    const { body } = await send('GET', lena, `${at}?language=es&minutes=15`)
    assert.deepEqual(
      body.items.map((one: { educator: { name: string }; lengths: object[] }) => [
        one.educator.name,
        one.lengths,
      ]),
      [['Ana', [{ minutes: 15, price: { amount: '10.00', asset: 'CREDIT' } }]]],
    )
  }
  const wish = {
    educatorId: ana,
    language: 'es',
    minutes: 15,
    creditAmount: { amount: '10.00', asset: 'CREDIT' },
  }
  const headers = await stoa.doing(lena)
  const deed = { method: 'POST' as const, url: '/api/instant/ask', payload: wish, headers }
  const asked = (await stoa.app.inject(deed)).json()
  assert.equal((await stoa.app.inject(deed)).json().id, asked.id, 'sent twice is asked once')
  assert.deepEqual([asked.state, asked.origin], ['requested', 'instant'])
  const rita = await stoa.person()
  await buy(stoa.db, rita, 50)
  assert.equal((await send('POST', rita, '/instant/ask', wish)).body.code, 'instant_not_available')
  assert.equal((await send('GET', ana, '/educator/instant')).body.waiting.id, asked.id)
  const begun = (await send('POST', ana, `/bookings/${asked.id}/accept`)).body
  assert.deepEqual([begun.state, begun.session.start], ['confirmed', stoa.clock.now().toString()])
  assert.equal((await send('DELETE', ana, '/educator/instant')).body.until, null)
})

test('a series made, read on another clock, changed, booked whole, over all names', async () => {
  const ines = await educator(stoa.db, { name: 'Inés' })
  const body = {
    kind: 'class',
    rule: {
      weekdays: [2],
      everyWeeks: 1,
      time: '18:00',
      minutes: 60,
      fromDay: '2026-11-30',
      untilDay: null,
      times: 4,
    },
    session: { title: 'Every Tuesday', language: 'es', priceLevel: 'standard', capacity: 4 },
  }
  const made = await send('POST', ines, '/video-sessions/series', body)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { id } = made.body
  assert.equal(made.body.dates.length, 4)
  for (const at of ['/series', '/live-conversations/series']) {
    const read = (await send('GET', ines, `${at}/${id}?zone=America/New_York`)).body
    assert.deepEqual([read.educatorName, read.rule.time, read.shifts], ['Inés', '18:00', null])
  }
  assert.equal((await send('GET', ines, '/series')).body.items.length, 1)
  const preview = await send('POST', ines, '/series/preview', {
    ...body.rule,
    weekdays: [7],
    time: '02:30',
    times: 60,
    zone: 'Europe/Madrid',
  })
  assert.deepEqual(
    preview.body.odd.map((one: { day: string; oddity: string }) => [one.day, one.oddity]),
    [
      ['2027-03-28', 'skipped'],
      ['2027-10-31', 'twice'],
    ],
  )
  const one = made.body.dates[0].session.id
  const detail = (await send('GET', ines, `/sessions/${one}`)).body
  assert.equal(detail.seriesId, id)
  const skipped = await send('POST', ines, `/series/${id}/skip`, { day: '2026-12-08' })
  assert.equal(skipped.status, 200, JSON.stringify(skipped.body))
  const changed = await send('PATCH', ines, `/series/${id}`, {
    from: '2026-12-15',
    rule: { time: '19:00' },
    session: { title: 'Every Tuesday, later' },
  })
  assert.deepEqual(changed.body, { standing: [], goesOn: null, inTheWay: [] })
  const lena = await stoa.person({ name: 'Lena' })
  await buy(stoa.db, lena, 200)
  await onPlan(stoa.db, lena, 'learner-pro')
  const clash = await session(stoa.db, await educator(stoa.db), {
    start: Temporal.Instant.from('2026-12-15T18:30:00Z'),
  })
  await send('POST', lena, `/sessions/${clash}/book`, { paymentMethod: 'CREDITS' })
  const refused = await send('POST', lena, `/series/${id}/book`)
  assert.equal(refused.body.code, 'series_in_the_way')
  assert.deepEqual(
    refused.body.facts.dates.map((date: { code: string }) => date.code),
    ['learner_busy'],
  )
  const without = [refused.body.facts.dates[0].session]
  const price = { amount: '70.00', asset: 'CREDIT' }
  const booked = await send('POST', lena, `/series/${id}/book`, { without, creditAmount: price })
  assert.equal(booked.status, 201, JSON.stringify(booked.body))
  assert.equal(booked.body.items.length, 2)
  const stopped = await send('POST', ines, `/series/${id}/stop`, { from: '2026-11-21' })
  assert.equal(stopped.body.standing.length, 2)
  assert.equal(
    (await send('POST', ines, `/series/${id}/restore`, { day: '2026-12-08' })).body.code,
    'series_over',
  )
  assert.equal((await send('POST', lena, `/series/${id}/stop`, { from: '2026-11-21' })).status, 403)
  await settle()
  assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
})
