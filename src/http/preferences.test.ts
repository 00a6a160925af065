import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { buy, educator, session } from '../../test/classroom.ts'

type Stoa = Awaited<ReturnType<typeof testApp>>

/** Maya has booked, so an e-mail went out; the link of its headers. */
async function linkOf(stoa: Stoa) {
  const teacher = await educator(stoa.db, { name: 'Inés' })
  const maya = await stoa.person({ name: 'Maya' })
  await buy(stoa.db, maya, 100)
  const booked = await stoa.app.inject({
    method: 'POST',
    url: `/api/sessions/${await session(stoa.db, teacher)}/book`,
    headers: await stoa.doing(maya),
    payload: { paymentMethod: 'CREDITS' },
  })
  assert.ok(booked.statusCode < 300, booked.body)
  await stoa.deps.jobs.settle()
  const support = await stoa.as(await stoa.person({ staffRoles: ['support'] }))
  const list = await stoa.app.inject({ url: '/api/outbox', headers: support })
  const kept = list.json().items.find((one: { kind: string }) => one.kind === 'booking.confirmed')
  assert.deepEqual([kept.calendar.method, kept.muteable], ['REQUEST', true])
  const letter = (await stoa.app.inject({ url: `/api/outbox/${kept.id}`, headers: support })).json()
  assert.match(letter.calendar.content, /^BEGIN:VCALENDAR\r\n/)
  const url = new URL(letter.headers['List-Unsubscribe'].slice(1, -1))
  return { maya, path: url.pathname }
}

test('a mail program switches a kind of e-mail off with one post, and a person takes it back', async () => {
  await using stoa = await testApp()
  const { maya, path } = await linkOf(stoa)
  const bookings = async () =>
    (await stoa.app.inject({ url: '/api/me/notices', headers: await stoa.as(maya) }))
      .json()
      .items.find((one: { group: string }) => one.group === 'bookings')
  // Followed by a scanner of links, nothing is switched off.
  const followed = await stoa.app.inject({ url: path })
  assert.equal(followed.statusCode, 303)
  assert.equal(followed.headers.location, path.replace('/api/unsubscribe/', '/unsubscribe/'))
  assert.equal((await bookings()).email, true)
  for (const [type, payload] of [
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
  ] as const) {
    const posted = await stoa.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': type },
      payload,
    })
    assert.equal(posted.statusCode, 200, posted.body)
    assert.deepEqual(posted.json(), { group: 'bookings', email: false })
  }
  assert.deepEqual([(await bookings()).email, (await bookings()).app], [false, true])
  const back = await stoa.app.inject({ method: 'DELETE', url: path })
  assert.deepEqual(back.json(), { group: 'bookings', email: true })
  const wrong = await stoa.app.inject({ method: 'POST', url: `${path}x` })
  assert.equal(wrong.json().code, 'unsubscribe_link_unknown')
})

test('a person chooses what they are told, and in which language; some cannot be switched off', async () => {
  await using stoa = await testApp()
  const headers = await stoa.as(await stoa.person())
  const choose = (group: string, channel: string, told: boolean) =>
    stoa.app.inject({
      method: 'PATCH',
      url: '/api/me/notices',
      headers,
      payload: { wishes: [{ group, channel, told }] },
    })
  const off = await choose('reminders', 'email', false)
  const of = (answer: typeof off, group: string) =>
    answer.json().items.find((one: { group: string }) => one.group === group)
  assert.equal(of(off, 'reminders').email, false)
  assert.equal(of(await choose('reminders', 'email', true), 'reminders').email, true)
  assert.equal((await choose('receipts', 'email', false)).json().code, 'notice_group_always')
  assert.equal((await choose('nonsense', 'email', false)).statusCode, 400)
  await stoa.app.inject({ method: 'PATCH', url: '/api/me', headers, payload: { locale: 'de-AT' } })
  const now = await stoa.app.inject({ url: '/api/me/notices', headers })
  assert.deepEqual([now.json().language, now.json().languages], ['de', ['en', 'de']])
})

test('a person adds a phone number by the code that came to it, chooses what goes there, and takes it away', async () => {
  await using stoa = await testApp()
  const maya = await stoa.person({ name: 'Maya', locale: 'de-DE' })
  const call = async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
  ) => {
    const headers = await stoa.as(maya)
    return stoa.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  }
  const at = '/api/me/phone'
  const first = (await call('GET', at)).json()
  assert.deepEqual(first, { phone: null, asked: null, ways: ['sms'], countries: ['IN'] })
  const wish = (group: string, channel: string, told = true) =>
    call('PATCH', '/api/me/notices', { wishes: [{ group, channel, told }] })
  assert.equal((await wish('bookings', 'sms')).json().code, 'phone_missing')
  const added = await call('POST', at, { number: '98123 45678', country: 'IN', way: 'sms' })
  assert.deepEqual([added.statusCode, added.json().number], [201, '+919812345678'], added.body)
  const [row] = await stoa.db<{
    text: string
  }>`select content->>'text' as text from messaging.message
    where lane = 'otp' order by id desc limit 1`
  const code = /^\d{6}/.exec(row!.text)![0]
  const confirmed = await call('POST', `${at}/confirm`, { code })
  assert.equal(confirmed.json().verdict, 'verified')
  assert.equal((await call('GET', at)).json().phone.number, '+919812345678')
  const group = async (name: string) =>
    (await call('GET', '/api/me/notices'))
      .json()
      .items.find((one: { group: string }) => one.group === name)
  assert.equal((await wish('bookings', 'sms')).statusCode, 200)
  assert.equal((await wish('receipts', 'sms')).statusCode, 200, 'beside the e-mail, which stays')
  assert.equal((await wish('messages', 'sms')).json().code, 'notice_group_unknown')
  const { phone, email } = await group('receipts')
  assert.deepEqual([phone, email], ['sms', true])
  await stoa.deps.jobs.settle()
  const told = (await call('GET', '/api/notices')).json().items
  assert.ok(
    told.some(({ title }: { title: string }) => title === 'Deine Telefonnummer ist bestätigt'),
  )
  assert.equal((await call('DELETE', at)).json().phone, null)
  assert.equal((await group('bookings')).phone, null)
  assert.equal((await call('DELETE', at)).json().code, 'phone_unknown')
})

test('staff say how the house writes to phones, each change with the version that was seen', async () => {
  await using stoa = await testApp()
  const [admin, support] = [
    await stoa.person({ staffRoles: ['admin'] }),
    await stoa.person({ staffRoles: ['support'] }),
  ]
  const put = async (who: string, path: string, payload: object) =>
    stoa.app.inject({
      method: 'PUT',
      url: `/api/messaging/house-texts${path}`,
      headers: await stoa.as(who),
      payload,
    })
  const seen = (
    await stoa.app.inject({ url: '/api/messaging/house-texts', headers: await stoa.as(support) })
  ).json()
  assert.deepEqual(seen.ways, { sms: null, whatsapp: 'no_template' })
  const texts = { ...seen.texts, whatsappTemplate: 'stoa_notice', languages: ['en', 'de'] }
  assert.equal((await put(support, '', texts)).statusCode, 403)
  assert.equal((await put(admin, '', texts)).json().texts.version, 1)
  assert.equal((await put(admin, '', texts)).json().code, 'house_texts_changed')
  const codes = { ...seen.codes, whatsappTemplate: 'stoa_code', countries: ['DE', 'IN'] }
  const set = await put(admin, '/codes', codes)
  assert.deepEqual(set.json().ways, { sms: null, whatsapp: null }, set.body)
  const deeds = await stoa.db<{ deed: string }>`select deed from people.audit order by id`
  assert.deepEqual(
    deeds.map(({ deed }) => deed),
    ['house_texts.set', 'otp.rules'],
  )
})
