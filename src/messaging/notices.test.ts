import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId, type Problem, record } from '#base'
import { createPerson } from '#people'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { forgetTold } from './forgetting.ts'
import type { Letter } from './letters.ts'
import type { Mail } from './mail.ts'
import { MailFault } from './mail.ts'
import { markRead, noticesOf, notify, unreadOf } from './notices.ts'
import { deliver, nextDelivery, openEmail, outbox } from './outbox.ts'
import { choose, followUnsubscribe, preferencesOf, readUnsubscribe } from './preferences.ts'
import { type QuietHours, setQuietHours } from './quiet.ts'
import type { Told } from './told.ts'

const now = Temporal.Instant.from('2026-05-05T09:00:00Z')
const page = { limit: 50, revealSecrets: false }

async function maya(db: TestDatabase): Promise<string> {
  const person = { name: 'Maya Lindqvist', email: 'maya@example.org', zone: 'Europe/Berlin' }
  return (await atomically(db, (tx) => createPerson(tx, person, now))).id
}

function fact(db: TestDatabase): Promise<string> {
  const about = { type: 'test', id: newId() }
  return atomically(db, (tx) => record(tx, { kind: 'nobody.cares', about, at: now }))
}

const booked: Told['booking.confirmed'] = {
  session: 'The two past tenses',
  start: Temporal.Instant.from('2026-05-07T16:00:00Z'),
  educator: 'Inés',
  booking: '0198aaaa-0000-7000-8000-000000000001',
}

test('a notice is told once per fact, person and kind, in the person’s own zone', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  const of = await fact(db)
  for (let i = 0; i < 2; i++) {
    await atomically(db, (tx) =>
      notify(tx, undefined, { fact: of, kind: 'booking.confirmed', to, told: booked }, now),
    )
  }
  const notices = await noticesOf(db, to, { limit: 50 })
  assert.equal(notices.length, 1)
  assert.equal(notices[0]!.title, 'Your seat in “The two past tenses” is booked')
  assert.match(notices[0]!.body, /^Thursday, May 7 at 6:00\sPM GMT\+2, with Inés/)
  const mails = await outbox(db, page)
  assert.deepEqual(
    mails.map((mail) => [mail.to, mail.state, mail.subject]),
    [['maya@example.org', 'kept', 'Your seat in “The two past tenses” is booked']],
  )
})

test('a notice is read by its own person only', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  const of = await fact(db)
  await atomically(db, (tx) =>
    notify(tx, undefined, { fact: of, kind: 'person.joined', to, told: {} }, now),
  )
  const [notice] = await noticesOf(db, to, { limit: 1 })
  assert.equal(await unreadOf(db, to), 1)
  const read = (person: string, id = notice!.id) =>
    atomically(db, (tx) => markRead(tx, { id, person }, now.add({ hours: 1 })))
  await assert.rejects(read(newId()), { code: 'notice_unknown' })
  await assert.rejects(read(to, 'nonsense'), { code: 'notice_unknown' })
  assert.equal((await read(to)).readAt?.toString(), '2026-05-05T10:00:00Z')
  assert.equal((await read(to)).readAt?.toString(), '2026-05-05T10:00:00Z')
  assert.equal(await unreadOf(db, to), 0)
  assert.equal((await noticesOf(db, to, { limit: 5, unread: true })).length, 0)
})

test('a link that lets its bearer in is in no list, and in the outbox of the sandbox only', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  const of = await fact(db)
  const told = { url: 'https://stoa.example/reset?token=secret' }
  await atomically(db, (tx) =>
    notify(tx, undefined, { fact: of, kind: 'person.password_reset', to, told }, now),
  )
  assert.equal((await noticesOf(db, to, { limit: 5 })).length, 0)
  assert.equal((await outbox(db, page))[0]!.body, '')
  assert.match((await outbox(db, { ...page, revealSecrets: true }))[0]!.body, /token=secret/)
})

const site = 'https://stoa.example'

async function tellBooked(db: TestDatabase, to: string, mail?: Mail) {
  const of = await fact(db)
  const told = { fact: of, kind: 'booking.confirmed', to, told: booked, site } as const
  await atomically(db, (tx) => notify(tx, mail, told, now))
}

/** A mail server that does as it is told. */
function postOffice(answer: (letter: Letter) => Error | undefined = () => undefined) {
  const sent: Letter[] = []
  const mail: Mail = {
    from: 'Stoa <hello@stoa.example>',
    async send(letter) {
      const fault = answer(letter)
      if (fault) throw fault
      sent.push(letter)
    },
    close() {},
  }
  return { mail, sent }
}

test('what somebody switches off is not told there, and the rest is', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  const set = (group: 'bookings' | 'security', channel: 'app' | 'email', told: boolean) =>
    atomically(db, (tx) => choose(tx, to, [{ group, channel, told }], now))
  await set('bookings', 'email', false)
  await tellBooked(db, to)
  assert.equal((await outbox(db, page)).length, 0)
  assert.equal((await noticesOf(db, to, { limit: 5 })).length, 1)
  await set('bookings', 'email', true)
  await set('bookings', 'app', false)
  await tellBooked(db, to)
  assert.equal((await outbox(db, page)).length, 1)
  assert.equal((await noticesOf(db, to, { limit: 5 })).length, 1)
  await assert.rejects(set('security', 'email', false), { code: 'notice_group_always' })
  const bookings = (await preferencesOf(db, to)).find(({ group }) => group === 'bookings')
  assert.deepEqual(bookings, {
    group: 'bookings',
    app: false,
    email: true,
    always: false,
    emails: true,
    phone: null,
    texts: true,
  })
})

test('the link of an e-mail switches its own kind off, for its own person, and back on', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  await tellBooked(db, to)
  const [kept] = await outbox(db, page)
  const { headers, text, html } = await openEmail(db, kept!.id, {
    from: 'x@y.example',
    revealSecrets: false,
  })
  const [, link] = /^<(https:\/\/stoa\.example\/api\/unsubscribe\/.+)>$/.exec(
    headers['List-Unsubscribe']!,
  )!
  assert.equal(headers['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click')
  assert.ok(text.includes(link!) && html.includes(link!), 'a person sees it too')
  const token = link!.split('/').at(-1)!
  for (const wrong of [
    token.replace('bookings', 'reminders'),
    token.replace(to, newId()),
    `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`,
    token.split('.').slice(0, 2).join('.'),
    'nonsense',
  ])
    await assert.rejects(readUnsubscribe(db, wrong), { code: 'unsubscribe_link_unknown' }, wrong)
  const follow = (told: boolean) =>
    atomically(db, (tx) => followUnsubscribe(tx, { token, told }, now))
  assert.deepEqual(await follow(false), { group: 'bookings', email: false })
  assert.deepEqual(await follow(false), { group: 'bookings', email: false })
  await tellBooked(db, to)
  assert.equal((await outbox(db, page)).length, 1)
  assert.deepEqual(await follow(true), { group: 'bookings', email: true })
  await tellBooked(db, to)
  assert.equal((await outbox(db, page)).length, 2)
})

test('what cannot be switched off has no link to do so', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  const of = await fact(db)
  const told = { what: 'a book', total: { amount: '5.00', asset: 'USD' }, order: newId() }
  await atomically(db, (tx) =>
    notify(tx, undefined, { fact: of, kind: 'order.paid', to, told, site }, now),
  )
  const [kept] = await outbox(db, page)
  const letter = await openEmail(db, kept!.id, { from: 'x@y.example', revealSecrets: false })
  assert.equal(kept?.muteable, false)
  assert.equal(letter.headers['List-Unsubscribe'], undefined)
  assert.doesNotMatch(letter.text, /unsubscribe/)
})

test('an invitation keeps its uid and counts up; what no calendar was told of is not taken back', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  const about = newId()
  const tell = async (
    kind: 'booking.confirmed' | 'booking.moved',
    cancelled: boolean,
    on = about,
  ) => {
    const of = await fact(db)
    const start = kind === 'booking.moved' ? booked.start.add({ hours: 3 }) : booked.start
    const invitation = {
      about: on,
      start,
      end: start.add({ hours: 1 }),
      summary: 'The two past tenses',
      link: `/bookings/${on}`,
      cancelled,
    }
    await atomically(db, (tx) =>
      notify(tx, undefined, { fact: of, kind, to, told: booked, site, invitation }, now),
    )
    const [kept] = await outbox(db, page)
    const letter = await openEmail(db, kept!.id, {
      from: 'Stoa <hi@stoa.example>',
      revealSecrets: false,
    })
    return letter.calendar?.content.replaceAll('\r\n ', '')
  }
  const lines = (file: string | undefined) =>
    ['METHOD', 'UID', 'SEQUENCE', 'STATUS'].map((name) =>
      new RegExp(`^${name}:(.*)$`, 'm').exec(file ?? '')?.[1]?.trim(),
    )
  const uid = `${about}@stoa.example`
  assert.deepEqual(lines(await tell('booking.confirmed', false)), [
    'REQUEST',
    uid,
    '0',
    'CONFIRMED',
  ])
  assert.deepEqual(lines(await tell('booking.moved', false)), ['REQUEST', uid, '1', 'CONFIRMED'])
  assert.equal(await tell('booking.moved', false), undefined, 'the calendar knows it already')
  const last = await tell('booking.confirmed', true)
  assert.deepEqual(lines(last), ['CANCEL', uid, '2', 'CANCELLED'])
  assert.match(last!, /ORGANIZER;CN="Stoa":mailto:hi@stoa\.example/)
  assert.match(last!, /ATTENDEE;.*CN="Maya Lindqvist":mailto:maya@example\.org/)
  assert.equal(await tell('booking.confirmed', true, newId()), undefined)
})

test('a server that is not there is asked again, longer and longer, for two days, and then it is said', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  const { mail } = postOffice(() => new Error('connection refused'))
  await tellBooked(db, to, mail)
  const tries: number[] = []
  let at = now
  for (;;) {
    await deliver(db, mail, () => at)
    const [row] = await outbox(db, page)
    if (row!.state !== 'waiting') {
      assert.deepEqual([row!.state, row!.attempts, row!.error], ['failed', 8, 'connection refused'])
      break
    }
    const next = row!.nextTryAt!
    tries.push(next.since(at).total('minutes'))
    // Asked too early, nothing is tried.
    await deliver(db, mail, () => next.subtract({ seconds: 1 }))
    at = next
  }
  assert.deepEqual(tries, [1, 5, 15, 60, 240, 720, 1440])
  const [left] = await db<{ next: unknown }>`select (${nextDelivery}) as next`
  assert.equal(left?.next, null)
})

test('an address that is refused for good is not written to again, and its person is told in the app', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  let asked = 0
  const { mail, sent } = postOffice(() => {
    asked += 1
    return asked === 1 ? new MailFault('address', '550 5.1.1 no such user') : undefined
  })
  await tellBooked(db, to, mail)
  await deliver(db, mail, () => now)
  await tellBooked(db, to, mail)
  await deliver(db, mail, () => now)
  assert.equal(asked, 1)
  assert.deepEqual(
    (await outbox(db, page)).map(({ state }) => state),
    ['refused', 'refused'],
  )
  const facts = await db`select 1 from base.fact where kind = 'email.undeliverable'`
  assert.equal(facts.length, 1)
  // What lets somebody in is tried all the same, and an address that takes it is well again.
  const of = await fact(db)
  const told = { url: 'https://stoa.example/reset?token=secret' }
  await atomically(db, (tx) =>
    notify(tx, mail, { fact: of, kind: 'person.password_reset', to, told }, now),
  )
  await deliver(db, mail, () => now)
  await tellBooked(db, to, mail)
  await deliver(db, mail, () => now)
  assert.equal(sent.length, 2)
})

test('words of e-mails are forgotten after 90 days, that they were after 400, notices after a year', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  await tellBooked(db, to)
  const forget = (days: number) =>
    atomically(db, (tx) => forgetTold(tx, now.add({ hours: 24 * days + 1 })))
  assert.deepEqual(await forget(89), { words: 0, traces: 0, notices: 0 })
  assert.deepEqual(await forget(90), { words: 1, traces: 0, notices: 0 })
  const [trace] = await outbox(db, page)
  assert.deepEqual(
    [trace!.to, trace!.subject, trace!.body, trace!.kind],
    ['', '', '', 'booking.confirmed'],
  )
  await assert.rejects(openEmail(db, trace!.id, { from: 'x@y.z', revealSecrets: true }), {
    code: 'email_unknown',
  })
  assert.deepEqual(await forget(365), { words: 0, traces: 0, notices: 1 })
  assert.deepEqual(await forget(400), { words: 0, traces: 1, notices: 0 })
})

test('what waits to be sent is not forgotten', async () => {
  await using db = await testDatabase()
  const { mail } = postOffice()
  await tellBooked(db, await maya(db), mail)
  assert.equal(
    (await atomically(db, (tx) => forgetTold(tx, now.add({ hours: 24 * 120 })))).words,
    0,
  )
})

test('e-mails go out once, and a link that was sent is not kept', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  let broken = true
  const { mail, sent } = postOffice(() => (broken ? new Error('connection refused') : undefined))
  const told = { url: 'https://stoa.example/reset?token=secret' }
  const of = await fact(db)
  await atomically(db, (tx) =>
    notify(tx, mail, { fact: of, kind: 'person.password_reset', to, told }, now),
  )
  const [queued] = await db<{ task: string }>`select task from jobs.queue() where task = 'deliver'`
  assert.equal(queued?.task, 'deliver')
  assert.equal(await deliver(db, mail, () => now), 0)
  broken = false
  const later = () => now.add({ minutes: 1 })
  await Promise.all([deliver(db, mail, later), deliver(db, mail, later)])
  await deliver(db, mail, later)
  assert.equal(sent.length, 1)
  const [first] = await outbox(db, { ...page, revealSecrets: true })
  assert.equal(first?.state, 'sent')
  assert.doesNotMatch(first.body, /token=secret/)
})

test('by night an e-mail waits for the morning of its reader’s zone, unless it is urgent or they do not mind', async () => {
  await using db = await testDatabase()
  const mail: Mail = { from: 'x@y.example', send: async () => {}, close() {} }
  // Half past eleven in the evening in Madrid, and half past seven in the morning in Tokyo.
  const night = Temporal.Instant.from('2026-11-21T22:30:00Z')
  const tell = async (zone: string, start: Temporal.Instant, quiet?: QuietHours) => {
    const lena = (
      await atomically(db, (tx) =>
        createPerson(tx, { name: 'Lena', email: `${newId()}@example.org`, zone }, night),
      )
    ).id
    if (quiet) await atomically(db, (tx) => setQuietHours(tx, lena, quiet, night))
    const told = {
      ...{ session: 'Films', sessionId: newId(), booking: newId(), start },
      ...{ educator: 'Ivan', before: night.subtract({ hours: 1 }) },
    }
    const notice = { fact: await fact(db), kind: 'booking.moved', to: lena, told } as const
    await atomically(db, (tx) => notify(tx, mail, notice, night))
    const [row] = await db<{ due: Temporal.Instant; notices: number }>`
      select e.next_try_at as due, (select count(*)::int from messaging.notice n where n.person_id = e.person_id) as notices
      from messaging.email e where e.person_id = ${lena}`
    assert.equal(row!.notices, 1, 'in the app it stands at once')
    return row!.due.toString()
  }
  const far = night.add({ hours: 40 })
  assert.equal(await tell('Europe/Madrid', far), '2026-11-22T06:00:00Z')
  assert.equal(await tell('America/New_York', far), night.toString())
  assert.equal(await tell('Asia/Tokyo', far), night.toString())
  assert.equal(await tell('Asia/Kolkata', far), '2026-11-22T01:30:00Z')
  assert.equal(await tell('Europe/Madrid', night.add({ hours: 11 })), night.toString())
  const late = { kept: true, from: 23 * 60, until: 9 * 60 + 30 }
  assert.equal(await tell('Europe/Madrid', far, late), '2026-11-22T08:30:00Z')
  assert.equal(await tell('Europe/Madrid', far, { ...late, kept: false }), night.toString())
  await assert.rejects(
    tell('Europe/Madrid', far, { kept: true, from: 60, until: 60 }),
    (error: Problem) => error.code === 'quiet_hours_empty',
  )
})
