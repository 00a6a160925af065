import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId, record } from '#base'
import { createPerson } from '#people'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import type { Mail } from './mail.ts'
import { markRead, noticesOf, notify, unreadOf } from './notices.ts'
import { deliver, outbox } from './outbox.ts'
import { NOTICE_KINDS, type Told } from './texts.ts'

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

test('every kind of notice has words, and amounts stay exact', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  const start = booked.start
  const total = { amount: '13.12', asset: 'USD' }
  const told = {
    ...booked,
    url: 'https://stoa.example/x',
    what: '50 credits',
    total,
    amount: { amount: '9007199254740993.01', asset: 'USD' },
    credits: { amount: '50.00', asset: 'CREDIT' },
    plan: 'Premium',
    before: 'Free',
    next: 'Free',
    price: total,
    changesAt: start,
    resumesAt: start,
    renewsAt: start,
    endsAt: start,
    expiresAt: start,
    learner: 'Maya',
    back: total,
    byLearner: true,
    tier: 'Intermediate',
    kind: 'instructor',
    rate: '70 %',
    why: 'account closed',
    stars: 4,
    until: start,
    organization: 'Home School',
    inviter: 'Ana',
    role: 'educator',
    declined: true,
    order: '2026-000042',
    colleague: 'Tomasz',
    agreed: false,
    note: 'too much',
  }
  for (const kind of NOTICE_KINDS) {
    const of = await fact(db)
    await atomically(db, (tx) => notify(tx, undefined, { fact: of, kind, to, told }, now))
  }
  const notices = await noticesOf(db, to, { limit: 100 })
  const letters = await outbox(db, { ...page, revealSecrets: true })
  const kinds = new Set([...notices, ...letters].map((one) => one.kind))
  assert.deepEqual([...kinds].sort(), [...NOTICE_KINDS].sort())
  const titleOf = (kind: string) => notices.find((notice) => notice.kind === kind)?.title
  assert.equal(titleOf('payout.sent'), 'Your payout of $9,007,199,254,740,993.01 is on its way')
  assert.equal(titleOf('credits.granted'), '50 credits for you')
  for (const { title, body } of notices) assert.doesNotMatch(`${title} ${body}`, /undefined|object/)
})

test('e-mails go out once; what fails is tried again, and in the end marked as failed', async () => {
  await using db = await testDatabase()
  const to = await maya(db)
  const sent: string[] = []
  let broken = true
  const mail: Mail = {
    async send(letter) {
      if (broken) throw new Error('connection refused')
      sent.push(letter.text)
    },
    close() {},
  }
  const told = { url: 'https://stoa.example/reset?token=secret' }
  const tell = async (kind: 'person.password_reset' | 'person.email_verification') => {
    const of = await fact(db)
    await atomically(db, (tx) => notify(tx, mail, { fact: of, kind, to, told }, now))
  }
  await tell('person.password_reset')
  const [queued] = await db<{ task: string }>`select task from jobs.queue() where task = 'deliver'`
  assert.equal(queued?.task, 'deliver')
  await assert.rejects(
    deliver(db, mail, () => now),
    /connection refused/,
  )
  broken = false
  await Promise.all([deliver(db, mail, () => now), deliver(db, mail, () => now)])
  await deliver(db, mail, () => now)
  assert.equal(sent.length, 1)
  const reveal = { ...page, revealSecrets: true }
  const [first] = await outbox(db, reveal)
  assert.equal(first?.state, 'sent')
  assert.doesNotMatch(first.body, /token=secret/, 'a link that was sent is not kept')

  broken = true
  await tell('person.email_verification')
  for (let i = 0; i < 7; i++) await assert.rejects(deliver(db, mail, () => now))
  await deliver(db, mail, () => now)
  const failed = (await outbox(db, page)).find((one) => one.state === 'failed')
  assert.deepEqual([failed?.attempts, failed?.error], [8, 'connection refused'])
})
