import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { atomically, newId } from '#base'
import { addMember, createOrganization, forgetExpired } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

const PASSWORD = 'correct horse battery'
const ada = { name: 'Ada', email: 'ada@example.org', password: PASSWORD }

/** A browser: keeps the cookie it is given. */
function browser(stoa: TestApp) {
  let cookie = ''
  const send = async (method: 'GET' | 'POST', path: string, payload?: object, headers = {}) => {
    const answer = await stoa.app.inject({
      method,
      url: path.startsWith('/') ? path : `/api/auth/${path}`,
      headers: { ...(cookie ? { cookie } : {}), ...headers },
      ...(payload ? { payload } : {}),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [pair] = line.split(';')
      if (pair?.startsWith('stoa.session_token=')) cookie = pair.endsWith('=') ? '' : pair
    }
    return answer
  }
  return {
    post: (path: string, payload: object = {}, headers = {}) =>
      send('POST', path, payload, headers),
    get: (path: string, headers = {}) => send('GET', path, undefined, headers),
    get cookie() {
      return cookie
    },
  }
}

const codeOf = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code
const me = async (visitor: ReturnType<typeof browser>) =>
  ((await visitor.get('/api/me')).json() as { person: { email: string } | null }).person?.email

/** The newest link that was sent to a person. */
async function linkIn(stoa: TestApp, kind: string): Promise<string> {
  const [fact] = await stoa.db<{ data: { url: string } }>`
    select data from base.fact where kind = ${kind} order by recorded_at desc limit 1`
  assert.ok(fact, `no fact ${kind}`)
  return new URL(fact.data.url).pathname
}

test('sign up, sign out, sign in, and each wrong way has a name', async () => {
  await using stoa = await testApp()
  const visitor = browser(stoa)
  assert.equal(await me(visitor), undefined)
  const up = await visitor.post('sign-up/email', { ...ada, zone: 'Asia/Kolkata', locale: 'en-IN' })
  assert.equal(up.statusCode, 200, up.body)
  assert.match(String(up.headers['set-cookie']), /HttpOnly; SameSite=Lax/)
  assert.equal(await me(visitor), ada.email)
  assert.equal((await visitor.post('sign-out')).statusCode, 200)
  assert.equal(visitor.cookie, '')

  const wrong = [
    ['sign-up/email', ada, 409, 'email_taken'],
    ['sign-up/email', { ...ada, email: 'b@example.org', password: 'short' }, 422, 'password_unfit'],
    [
      'sign-up/email',
      { ...ada, email: 'b@example.org', zone: 'Nowhere/At all' },
      422,
      'zone_unknown',
    ],
    ['sign-up/email', { ...ada, email: 'b@example.org', name: '   ' }, 422, 'name_unfit'],
    ['sign-up/email', { ...ada, email: 'no address' }, 400, 'request_invalid'],
    [
      'sign-up/email',
      { ...ada, email: 'b@example.org', emailVerified: true },
      400,
      'request_invalid',
    ],
    [
      'sign-in/email',
      { ...ada, name: undefined, password: 'wrong horse' },
      401,
      'wrong_email_or_password',
    ],
    [
      'sign-in/email',
      { email: 'nobody@example.org', password: PASSWORD },
      401,
      'wrong_email_or_password',
    ],
    ['reset-password', { newPassword: PASSWORD, token: 'made up' }, 410, 'link_expired'],
  ] as const
  for (const [path, body, status, code] of wrong) {
    const answer = await visitor.post(path, body)
    assert.deepEqual([answer.statusCode, codeOf(answer)], [status, code], `${path} ${answer.body}`)
  }
  assert.equal((await stoa.db`select from people.person`).length, 1)
  assert.equal(visitor.cookie, '')
  await visitor.post('sign-in/email', { email: 'ADA@example.org', password: PASSWORD })
  assert.equal(await me(visitor), ada.email)
})

test('what is closed is not there', async () => {
  await using stoa = await testApp()
  const visitor = browser(stoa)
  await visitor.post('sign-up/email', ada)
  for (const path of [
    'change-email',
    'delete-user',
    'update-user',
    'sign-in/social',
    'organization/create',
  ]) {
    assert.equal((await visitor.post(path, {})).statusCode, 404, path)
  }
})

test('the e-mail address is verified by a link that holds no address and lives for a day', async () => {
  await using stoa = await testApp()
  const visitor = browser(stoa)
  await visitor.post('sign-up/email', { ...ada, callbackURL: '/welcome' })
  const link = await linkIn(stoa, 'person.email_verification')
  assert.doesNotMatch(link, /ada(@|%40)|example\.org/)
  const onward = await visitor.get(link)
  assert.equal(onward.statusCode, 302)
  const done = await visitor.get(String(onward.headers.location).replace(stoa.deps.config.url, ''))
  assert.deepEqual([done.statusCode, done.headers.location], [302, '/welcome'])
  const [person] = await stoa.db`select email_verified from people.person`
  assert.deepEqual(person, { email_verified: true })

  await stoa.db`update people.link set expires_at = clock_timestamp() - interval '1 second'`
  assert.equal(codeOf(await visitor.get(link)), 'link_expired')
  assert.equal(await atomically(stoa.db, (tx) => forgetExpired(tx)), 1)
})

test('a new password by e-mail signs out everywhere, works once, and tells nobody who is here', async () => {
  await using stoa = await testApp()
  const [phone, laptop] = [browser(stoa), browser(stoa)]
  await phone.post('sign-up/email', ada)
  const ask = (email: string) =>
    laptop.post('request-password-reset', { email, redirectTo: '/new-password' })
  const [known, unknown] = [await ask(ada.email), await ask('nobody@example.org')]
  assert.equal(known.body, unknown.body)
  const far = await laptop.post('request-password-reset', {
    email: ada.email,
    redirectTo: 'https://evil.example/',
  })
  assert.deepEqual([far.statusCode, codeOf(far)], [403, 'not_allowed'])

  const onward = await laptop.get(await linkIn(stoa, 'person.password_reset'))
  const page = await laptop.get(String(onward.headers.location).replace(stoa.deps.config.url, ''))
  const url = new URL(String(page.headers.location), stoa.deps.config.url)
  assert.equal(url.pathname, '/new-password')
  const token = url.searchParams.get('token')
  const set = () => laptop.post('reset-password', { newPassword: 'another long one', token })
  assert.equal((await set()).statusCode, 200)
  assert.equal(codeOf(await set()), 'link_expired')
  assert.equal(codeOf(await phone.get('list-sessions')), 'session_ended')
  const signIn = (password: string) => laptop.post('sign-in/email', { email: ada.email, password })
  assert.equal(codeOf(await signIn(PASSWORD)), 'wrong_email_or_password')
  assert.equal((await signIn('another long one')).statusCode, 200)
})

test('devices are listed, and signing out everywhere takes effect with the next request', async () => {
  await using stoa = await testApp()
  const [phone, laptop, tablet] = [browser(stoa), browser(stoa), browser(stoa)]
  await phone.post('sign-up/email', ada, { 'user-agent': 'Phone' })
  for (const [device, name] of [
    [laptop, 'Laptop'],
    [tablet, 'Tablet'],
  ] as const) {
    await device.post(
      'sign-in/email',
      { email: ada.email, password: PASSWORD },
      { 'user-agent': name },
    )
  }
  type Device = { userAgent: string; token: string; ipAddress: string }
  const devices = (await phone.get('list-sessions')).json() as Device[]
  assert.deepEqual(devices.map((device) => device.userAgent).toSorted(), [
    'Laptop',
    'Phone',
    'Tablet',
  ])
  assert.equal(devices[0]?.ipAddress, '127.0.0.1')

  await phone.post('revoke-session', {
    token: devices.find((d) => d.userAgent === 'Tablet')!.token,
  })
  assert.equal(await me(tablet), undefined)
  assert.equal(await me(laptop), ada.email)
  const { token } = (await laptop.get('token')).json() as { token: string }
  const withToken = () =>
    stoa.app.inject({
      url: '/api/auth/list-sessions',
      headers: { authorization: `Bearer ${token}` },
    })
  await phone.post('revoke-sessions')
  assert.equal(await me(phone), undefined)
  assert.equal(await me(laptop), undefined)
  assert.equal(codeOf(await withToken()), 'session_ended', 'its access tokens end with it')
})

test('access tokens are signed with published keys, and one with a wrong signature is nobody', async () => {
  await using stoa = await testApp()
  const visitor = browser(stoa)
  const up = await visitor.post('sign-up/email', ada)
  const { token } = (await visitor.get('token')).json() as { token: string }
  const keys = (await visitor.get('jwks')).json() as { keys: [] }
  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
    issuer: stoa.deps.config.url,
    audience: stoa.deps.config.url,
  })
  assert.deepEqual(Object.keys(payload).toSorted(), ['aud', 'exp', 'iat', 'iss', 'sid', 'sub'])
  assert.equal(payload.exp! - payload.iat!, 15 * 60)
  const [head, body, signature] = token.split('.') as [string, string, string]
  const forged = Buffer.from(JSON.stringify({ ...payload, sub: newId() })).toString('base64url')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  const seen = async (bearer: string) => {
    const answer = await stoa.app.inject({
      method: 'PATCH',
      url: '/api/me',
      headers: { authorization: `Bearer ${bearer}` },
      payload: { zone: 'Europe/Rome' },
    })
    return answer.statusCode
  }
  assert.equal(await seen(token), 200)
  assert.equal(await seen(String(up.headers['set-auth-token'])), 200, 'the session token itself')
  for (const bad of [
    `${head}.${forged}.${signature}`,
    `${head}.${body}.${signature.slice(0, -4)}AAAA`,
    `${none}.${body}.`,
    `${token.slice(0, 10)}`,
    (up.json() as { token: string }).token,
    `${(up.json() as { token: string }).token}.AAAA`,
  ]) {
    assert.equal(await seen(bad), 401, bad)
  }
})

test('another website cannot act with our cookie', async () => {
  await using stoa = await testApp()
  const visitor = browser(stoa)
  await visitor.post('sign-up/email', ada)
  const cases = [
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://other.localhost:3000' }, 403],
    [{ origin: 'http://localhost' }, 200],
    [{ 'sec-fetch-site': 'same-origin', origin: stoa.deps.config.url }, 200],
    [{}, 200],
  ] as const
  for (const [headers, status] of cases) {
    const answer = await stoa.app.inject({
      method: 'PATCH',
      url: '/api/me',
      payload: { name: 'Ada L.' },
      headers: { cookie: visitor.cookie, host: 'localhost', ...headers },
    })
    assert.equal(answer.statusCode, status, JSON.stringify(headers))
    if (status === 403) assert.equal(codeOf(answer), 'origin_refused')
  }
})

test('guessing passwords is slowed by address and by account', async () => {
  await using stoa = await testApp({ app: { limits: { 'sign-in': 6, account: 3 } } })
  const guess = (email: string, remoteAddress: string) =>
    stoa.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      remoteAddress,
      payload: { email, password: 'a guess, and a long one' },
    })
  for (let i = 0; i < 3; i++) assert.equal((await guess(ada.email, `10.0.0.${i}`)).statusCode, 401)
  const account = await guess('ADA@example.org', '10.0.0.9')
  assert.deepEqual([account.statusCode, codeOf(account)], [429, 'rate_limited'])
  assert.ok(Number(account.headers['retry-after']) > 60)

  for (let i = 0; i < 6; i++) await guess(`p${i}@example.org`, '10.1.1.1')
  const address = await guess('p9@example.org', '10.1.1.1')
  assert.deepEqual([address.statusCode, codeOf(address)], [429, 'rate_limited'])
  assert.equal((await guess('p9@example.org', '10.1.1.2')).statusCode, 401)
})

test('a session in use is renewed after a day, in the same answer', async () => {
  await using stoa = await testApp()
  const visitor = browser(stoa)
  await visitor.post('sign-up/email', ada)
  assert.equal((await visitor.get('/api/me')).headers['set-cookie'], undefined)
  await stoa.db`
    update people.session set updated_at = updated_at - interval '2 days', expires_at = expires_at - interval '2 days'`
  const renewed = await visitor.get('/api/me')
  assert.match(String(renewed.headers['set-cookie']), /stoa\.session_token=.*Max-Age=2592000/)
  const [session] = await stoa.db<{ fresh: boolean }>`
    select expires_at > clock_timestamp() + interval '29 days' as fresh from people.session`
  assert.equal(session?.fresh, true)
  assert.equal((await visitor.get('/api/me')).headers['set-cookie'], undefined)
  await stoa.db`update people.session set expires_at = clock_timestamp()`
  assert.equal(codeOf(await visitor.get('list-sessions')), 'session_ended')
})

test('over https the cookie is for https only', async () => {
  await using stoa = await testApp({ config: { url: 'https://stoa.example' } })
  const up = await stoa.app.inject({
    method: 'POST',
    url: '/api/auth/sign-up/email',
    headers: { host: 'stoa.example' },
    payload: ada,
  })
  assert.match(
    String(up.headers['set-cookie']),
    /^__Secure-stoa\.session_token=.*; HttpOnly; Secure;/,
  )
  assert.match(String(up.headers['strict-transport-security']), /max-age=31536000/)
  const headers = await stoa.as(await stoa.person({ name: 'Bea' }))
  const mine = await stoa.app.inject({
    url: '/api/me',
    headers: { ...headers, host: 'stoa.example' },
  })
  assert.equal((mine.json() as { person: { name: string } }).person.name, 'Bea')
})

test('owners invite, the invited join; members do neither, and outsiders see nothing', async () => {
  await using stoa = await testApp()
  const owner = await stoa.person()
  const guest = await stoa.person({ email: 'guest@example.org', emailVerified: true })
  const stranger = await stoa.person()
  const [home, away] = await atomically(stoa.db, async (tx) => {
    const made = []
    for (const [name, boss] of [
      ['Home', owner],
      ['Away', stranger],
    ] as const) {
      const { id } = await createOrganization(tx, { name }, stoa.clock.now())
      await addMember(tx, { organization: id, person: boss, role: 'owner' }, stoa.clock.now())
      made.push(id)
    }
    return made as [string, string]
  })
  const post = async (person: string, path: string, payload: object) =>
    stoa.app.inject({
      method: 'POST',
      url: `/api/auth/organization/${path}`,
      headers: await stoa.as(person),
      payload,
    })
  const invitation = { email: 'guest@example.org', role: 'educator', organizationId: home }
  const invited = await post(owner, 'invite-member', invitation)
  assert.equal(invited.statusCode, 200, invited.body)
  const { id: invitationId } = invited.json() as { id: string }
  assert.equal(
    (await post(owner, 'invite-member', { ...invitation, organizationId: away })).statusCode,
    404,
  )
  assert.equal((await post(stranger, 'accept-invitation', { invitationId })).statusCode, 403)
  const joined = await post(guest, 'accept-invitation', { invitationId })
  assert.equal(joined.statusCode, 200, joined.body)
  const answer = await stoa.app.inject({ url: '/api/me', headers: await stoa.as(guest) })
  assert.deepEqual((answer.json() as { person: { memberships: unknown } }).person.memberships, [
    { organizationId: home, role: 'educator' },
  ])
  assert.equal((await post(guest, 'invite-member', invitation)).statusCode, 403)
  const unknown = { ...invitation, email: 'nobody.yet@example.org' }
  assert.equal((await post(owner, 'invite-member', unknown)).statusCode, 200)
  await stoa.deps.jobs.settle()
  const letters = await stoa.db<{ to: string; subject: string; action: string }>`
    select to_address as to, subject, action from messaging.email where kind = 'organization.invited' order by at, to_address`
  assert.deepEqual(
    letters.map(({ to }) => to),
    ['guest@example.org', 'nobody.yet@example.org'],
  )
  for (const { subject, action } of letters) {
    assert.match(subject, /invites you to Home/)
    assert.match(action, /^http:\/\/localhost:3000\/invitations/)
  }
  const leave = await post(owner, 'leave', { organizationId: home })
  assert.equal(leave.statusCode, 400, 'the only owner stays')
})
