import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically } from '#base'
import { verify } from '#ledger'
import { payeeOf } from '#payments'
import { type TestApp, testApp } from '../app.ts'
import { buy, hours, NOON } from '../classroom.ts'

/**
 *  visitor ─▶ draft ─▶ sent ─▶ in review ─▶ more asked ─▶ answered ─▶ talk ─▶ approved
 *                                                                              │
 *      35 credits for a class ◀─ first session ◀─ bank ◀─ agreement accepted ◀─┘
 *      24.50 hers (70 %: Intermediate, three years of teaching), 10.50 the platform's
 */
let stoa: TestApp
let nele: string
let rosa: string
let otto: string
let ada: string
let sam: string

before(async () => {
  stoa = await testApp({ start: NOON.toString() })
  nele = await stoa.person({ name: 'Nele Brandt', zone: 'Europe/Berlin', locale: 'de-DE' })
  rosa = await stoa.person({ name: 'Rosa Reviewer', staffRoles: ['reviewer'] })
  otto = await stoa.person({ name: 'Otto Reviewer', staffRoles: ['reviewer'] })
  ada = await stoa.person({ name: 'Ada Admin', staffRoles: ['admin'] })
  sam = await stoa.person({ name: 'Sam Support', staffRoles: ['support'] })
})
after(async () => {
  assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })
  await stoa[Symbol.asyncDispose]()
})

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
async function call(person: string | null, method: Method, url: string, payload?: object) {
  const headers = person ? await stoa.doing(person) : {}
  return stoa.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}
/** The answer of what must succeed. */
async function does(person: string, method: Method, url: string, payload?: object) {
  const answer = await call(person, method, url, payload)
  assert.ok(answer.statusCode < 300, `${method} ${url}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}
async function refused(person: string | null, method: Method, url: string, payload?: object) {
  const answer = await call(person, method, url, payload)
  return `${answer.statusCode} ${answer.json().code}`
}
async function handIn(person: string, name: string, bytes: Buffer) {
  const headers = { ...(await stoa.as(person)), 'content-type': 'application/octet-stream' }
  const url = `/api/educator/apply/papers?name=${encodeURIComponent(name)}`
  return stoa.app.inject({ method: 'POST', url, headers, payload: bytes })
}

const PDF = Buffer.from('%PDF-1.7\nGoethe-Zertifikat C2\n%%EOF')
const rest = {
  phone: '+4930123456',
  country: 'DE',
  nativeLanguages: ['de'],
  teachingLanguages: [{ language: 'de', level: 'C2' }],
  yearsTeaching: 3,
  preferredTimes: [{ day: 1, part: 'evening' }],
  weeklyHours: 8,
  introduction: 'I teach German by cooking together.',
  proofs: [{ what: 'Six years at the Volkshochschule', link: 'https://vhs.example.org/brandt' }],
}

test('from a visitor to the first session, and every cent of it', async () => {
  assert.equal(await refused(null, 'GET', '/api/instructors/apply'), '401 sign_in_needed')
  const nothing = await does(nele, 'GET', '/api/instructors/apply')
  assert.deepEqual([nothing.application, nothing.mayBegin], [null, true])

  // Step by step, under each of the names; what is not whole is not sent, and says what it lacks.
  await does(nele, 'POST', '/api/instructors/apply', { kinds: ['class'] })
  const draft = (await does(nele, 'POST', '/api/host/apply', { phone: rest.phone })).application
  assert.deepEqual(
    [draft.state, draft.name, draft.zone, draft.kinds, draft.phone],
    ['draft', 'Nele Brandt', 'Europe/Berlin', ['class'], rest.phone],
  )
  assert.equal(
    await refused(nele, 'POST', '/api/educator/apply', { send: true }),
    '422 application_incomplete',
  )
  const bad: [object, string][] = [
    [{ phone: '030 123456' }, '400 request_invalid'],
    [{ videoLink: 'javascript:alert(1)' }, '400 request_invalid'],
    [{ teachingLanguages: [{ language: 'de', level: 'C3' }] }, '400 request_invalid'],
    [{ zone: 'Mars/Olympus' }, '422 application_zone_unknown'],
    [{ zone: '+02:00' }, '422 application_zone_unknown'],
    [{ state: 'approved' }, '400 request_invalid'],
  ]
  for (const [fields, answer] of bad) {
    assert.equal(await refused(nele, 'POST', '/api/educator/apply', fields), answer)
  }
  assert.equal(
    (await handIn(nele, 'virus.pdf', Buffer.from('MZ'))).json().code,
    'file_kind_unknown',
  )
  const huge = await handIn(nele, 'huge.pdf', Buffer.concat([PDF, Buffer.alloc(11 * 1024 * 1024)]))
  assert.equal(huge.json().code, 'body_too_large')
  const paper = (await handIn(nele, 'C:\\Zertifikat ü.pdf', PDF)).json()
  assert.deepEqual([paper.name, paper.kind], ['Zertifikat ü.pdf', 'application/pdf'])
  const at = `/api/applications/papers/${paper.id}`
  const own = await call(nele, 'GET', at)
  assert.deepEqual(own.rawPayload, PDF)
  assert.match(
    String(own.headers['content-disposition']),
    /^attachment; .*Zertifikat%20%C3%BC\.pdf$/,
  )
  assert.equal(own.headers['content-security-policy'], "default-src 'none'; sandbox")
  assert.equal(own.headers['cache-control'], 'private, no-store')
  // A draft is nobody else's business; what was sent is for reviewers, and for no other staff.
  assert.equal(await refused(rosa, 'GET', at), '404 not_found')
  const sent = (await does(nele, 'POST', '/api/educator/apply', { ...rest, send: true }))
    .application
  assert.deepEqual([sent.state, sent.missing, sent.papers.length], ['sent', [], 1])
  assert.equal((await call(rosa, 'GET', at)).statusCode, 200)
  assert.equal(await refused(sam, 'GET', at), '404 not_found')

  // The queue: for reviewers, one of whom takes it.
  assert.equal(await refused(sam, 'GET', '/api/applications'), '403 not_allowed')
  const queue = await does(rosa, 'GET', '/api/applications?reviewer=nobody&language=de')
  assert.deepEqual([queue.items[0].id, queue.counts.nobody, queue.counts.late], [sent.id, 1, 0])
  const desk = `/api/applications/${sent.id}`
  const taken = await does(rosa, 'POST', `${desk}/take`, { seen: sent.steps })
  assert.deepEqual([taken.state, taken.reviewer.name], ['in_review', 'Rosa Reviewer'])
  assert.equal(
    await refused(otto, 'POST', `${desk}/reject`, { seen: taken.steps, reason: 'No reason' }),
    '409 application_with_other',
  )
  await does(otto, 'POST', `${desk}/notes`, { words: 'I know her from the Volkshochschule.' })
  const asked = await does(rosa, 'POST', `${desk}/ask`, { seen: taken.steps, words: 'Since when?' })
  assert.equal((await does(nele, 'GET', '/api/host/apply')).application.words, 'Since when?')
  await handIn(nele, 'more.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
  await does(nele, 'POST', '/api/educator/apply/answer', { words: 'Seit 2019.' })
  assert.equal(
    await refused(rosa, 'POST', `${desk}/approve`, { seen: asked.steps }),
    '409 application_changed',
  )
  const times = [hours(24), hours(30)].map(String)
  const again = await does(rosa, 'GET', desk)
  assert.deepEqual([again.papers.length, again.notes.length, again.contract], [2, 1, false])
  const offer = { seen: again.steps, times, place: 'https://meet.example.org/nele' }
  await does(rosa, 'POST', `${desk}/interview`, offer)
  const set = await does(nele, 'POST', '/api/educator/apply/interview', { time: times[1] })
  assert.deepEqual(
    [set.application.interview.state, set.application.interview.startsAt],
    ['chosen', times[1]],
  )
  stoa.clock.moveTo(hours(31))

  // Nobody is approved while there is nothing to agree to.
  let seen = (await does(rosa, 'GET', desk)).steps
  assert.equal(await refused(rosa, 'POST', `${desk}/approve`, { seen }), '409 no_contract_in_force')
  const text = { payeeKind: 'independent', country: null, title: 'Agreement with educators' }
  const words = 'You teach, we pay what your tier says, every Monday.'
  assert.equal(await refused(rosa, 'POST', '/api/contracts', { ...text, words }), '403 not_allowed')
  const drafted = await does(ada, 'POST', '/api/contracts', { ...text, words })
  const put = { acceptBy: hours(24 * 30).toString(), hash: drafted.hash }
  await does(ada, 'POST', `/api/contracts/${drafted.id}/in-force`, put)
  seen = (await does(rosa, 'GET', desk)).steps
  const approved = await does(rosa, 'POST', `${desk}/approve`, { seen, words: 'Willkommen!' })
  assert.deepEqual([approved.state, approved.deeds], ['approved', []])
  await stoa.deps.jobs.settle()

  // Told at each step, in her own language, with the talk for both calendars.
  const told = await stoa.db<{ kind: string; subject: string; calendar: { start: string } | null }>`
    select kind, subject, calendar from messaging.email where person_id = ${nele} and kind like 'application.%' order by id`
  assert.deepEqual(told.map(({ kind }) => kind.replace('application.', '')).sort(), [
    'approved',
    'interview_set',
    'more_asked',
    'sent',
    'times_offered',
  ])
  const letter = (kind: string) => told.find((one) => one.kind === `application.${kind}`)
  assert.equal(letter('approved')?.subject, 'Willkommen: Du kannst bei uns unterrichten')
  assert.equal(letter('interview_set')?.calendar?.start, times[1])
  const work = await stoa.db<{ kind: string; calendar: object | null }>`
    select kind, calendar from messaging.email where person_id = ${rosa} and kind like 'application.%' order by id`
  assert.deepEqual(work.map(({ kind, calendar }) => [kind, calendar !== null]).sort(), [
    ['application.answered', false],
    ['application.interview_set.reviewer', true],
  ])

  // What is left to do, as it is done: the agreement before anything is published.
  const left = async () =>
    (await does(nele, 'GET', '/api/educator/welcome')).steps
      .filter((one: { done: boolean }) => !one.done)
      .map((one: { step: string }) => one.step)
  assert.deepEqual(await left(), ['contract', 'bank', 'profile', 'availability', 'session'])
  const session = {
    kind: 'class',
    title: 'German at the stove',
    language: 'de',
    start: hours(60).toString(),
    end: hours(61).toString(),
    priceLevel: 'standard',
  }
  assert.equal(await refused(nele, 'POST', '/api/sessions', session), '409 contract_needed')
  const { contract } = await does(nele, 'GET', '/api/educator/contract')
  assert.deepEqual([contract.words, contract.acceptedAt, contract.until], [words, null, null])
  const accepted = { contractId: contract.id, hash: contract.hash }
  await does(nele, 'POST', '/api/educator/contract/accept', accepted)
  const proof = await does(ada, 'GET', `/api/contracts/${contract.id}`)
  assert.deepEqual(
    proof.acceptances.map(
      ({ person, hash, ip }: { person: { id: string }; hash: string; ip: string }) => [
        person.id,
        hash,
        ip,
      ],
    ),
    [[nele, contract.hash, '127.0.0.1']],
  )
  const { payments } = stoa.deps
  const payee = await payeeOf(stoa.db, payments.provider.id, { type: 'person', id: nele })
  assert.deepEqual([payee?.country, payee?.state], ['DE', 'restricted'])
  await payments.sandbox!.makeReady(payee!.ref!)
  await stoa.deps.jobs.settle()
  const profile = await does(nele, 'GET', '/api/instructors/profile')
  assert.deepEqual([profile.tier, profile.about], ['intermediate', rest.introduction])
  const { name, zone, about, languages } = profile
  const headline = 'German by cooking'
  await does(nele, 'PUT', '/api/host/profile', { name, zone, about, languages, headline })
  assert.deepEqual(await left(), ['availability', 'session'])
  const made = await does(nele, 'POST', '/api/sessions', session)
  assert.deepEqual(await left(), ['availability'])

  const lena = await stoa.person({ name: 'Lena' })
  await buy(stoa.db, lena, 35)
  const seat = { paymentMethod: 'CREDITS', creditAmount: 35 }
  await does(lena, 'POST', `/api/sessions/${made.id}/book`, seat)
  await stoa.deps.jobs.moveClock({ to: hours(62).toString() }, 'test')
  const seenOf = await does(nele, 'GET', '/api/educator/revenue/overview')
  assert.deepEqual([seenOf.held.amount, seenOf.lifetime.amount], ['24.50', '24.50'])
})

test('a rejected applicant reads why and from when on they may come again; staff who enrol need no application', async () => {
  const mia = await stoa.person({ name: 'Mia Horn', zone: 'Europe/Vienna' })
  const sent = (
    await does(mia, 'POST', '/api/host/apply', { ...rest, kinds: ['conversation'], send: true })
  ).application
  const desk = `/api/applications/${sent.id}`
  const { steps } = await does(otto, 'POST', `${desk}/take`, { seen: sent.steps })
  await does(otto, 'POST', `${desk}/reject`, {
    seen: steps,
    reason: 'We look for other languages.',
  })
  await stoa.deps.jobs.settle()
  const then = await does(mia, 'GET', '/api/host/apply')
  assert.deepEqual(
    [then.application.state, then.application.words, then.mayBegin, then.why],
    ['rejected', 'We look for other languages.', false, 'apply_later'],
  )
  assert.equal(
    await refused(mia, 'POST', '/api/host/apply', { kinds: ['class'] }),
    '409 apply_later',
  )
  const events = await stoa.db<{ kind: string }>`
    select kind from base.fact where about_id = ${sent.id} order by id`
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['application.sent', 'application.rejected'],
  )
  const noa = await stoa.person({ name: 'Noa' })
  await does(ada, 'POST', '/api/educators', { personId: noa, kinds: ['class'], yearsTeaching: 1 })
  assert.equal((await does(noa, 'GET', '/api/educator/welcome')).open, false)
  const [row] = await atomically(
    stoa.db,
    (tx) => tx<{ count: bigint }>`
    select count(*) from people.audit where deed like 'application.%' or deed like 'contract.%'`,
  )
  assert.ok(row!.count >= 9n)
})

test('the numbers of applying: read by reviewers, set by administrators over the version that was seen', async () => {
  const { version } = await does(rosa, 'GET', '/api/applying/numbers')
  const url = '/api/applying/numbers'
  assert.equal(await refused(rosa, 'PATCH', url, { version, reviewDays: 9 }), '403 not_allowed')
  assert.equal(await refused(ada, 'PATCH', url, { version, reviewDays: 91 }), '400 request_invalid')
  assert.equal((await does(ada, 'PATCH', url, { version, reviewDays: 9 })).reviewDays, 9)
  assert.equal(
    await refused(ada, 'PATCH', url, { version, reviewDays: 8 }),
    '409 applying_numbers_changed',
  )
})
