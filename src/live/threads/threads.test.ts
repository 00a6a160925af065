import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import {
  educator,
  hours,
  learner,
  NOON,
  onPlan,
  refused,
  session,
} from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  blockInThread,
  bookSession,
  cancelBooking,
  countAnswers,
  decideReport,
  listOfReports,
  listThreads,
  markThreadRead,
  missAnswers,
  openThread,
  readAround,
  readThread,
  reportMessage,
  responsesOf,
  sendMessage,
  tellUnread,
  unreadMessages,
} from '../index.ts'

const begin = (db: Db, by: string, teacher: string, person: string, at = NOON) =>
  atomically(db, (tx) => openThread(tx, { by, learner: person, educator: teacher }, at))
const say = (db: Db, thread: string, sender: string, words: string, at = NOON, id = newId()) =>
  atomically(db, (tx) => sendMessage(tx, { id, thread, sender, words }, at))
const read = async (db: Db, thread: string, reader: string) =>
  (await readThread(db, thread, reader, { limit: 50 })).messages.map(({ words }) => words)
const response = async (db: Db, teacher: string) => (await responsesOf(db, [teacher])).get(teacher)!

test('who may begin: learners with every educator, educators with those who wrote or booked', async () => {
  await using db = await testDatabase()
  const [ivan, lena, omar] = [
    await educator(db),
    await learner(db, 100),
    await learner(db, 100, 'Omar'),
  ]
  await assert.rejects(begin(db, ivan, ivan, lena), refused('thread_not_yours_to_begin'))
  await assert.rejects(begin(db, lena, omar, lena), refused('unknown_educator_to_write_to'))
  await assert.rejects(begin(db, ivan, ivan, ivan), refused('unknown_educator_to_write_to'))
  await assert.rejects(begin(db, ivan, ivan, newId()), refused('unknown_educator_to_write_to'))
  const thread = await begin(db, lena, ivan, lena)
  assert.equal(await begin(db, ivan, ivan, lena), thread)
  // A conversation in which nobody has written is nobody's yet.
  assert.deepEqual(await listThreads(db, ivan, { limit: 5 }), [])
  const id = await session(db, ivan)
  await atomically(db, (tx) =>
    bookSession(tx, { session: id, learner: omar, method: 'credits' }, NOON),
  )
  await begin(db, ivan, ivan, omar)
  const twenty = await Promise.all(
    Array.from({ length: 20 }, async (_, n) =>
      begin(db, omar, await educator(db, { name: `E${n}` }), omar),
    ),
  )
  assert.equal(new Set(twenty).size, 20)
  await assert.rejects(begin(db, omar, await educator(db), omar), refused('too_many_threads'))
})

test('contact details are hidden until the first paid booking, and the sender is told', async () => {
  await using db = await testDatabase()
  const [ivan, lena] = [await educator(db), await learner(db, 200)]
  const thread = await begin(db, lena, ivan, lena)
  const words = 'Call me on 612 345 678, or lena@example.com. At 18:30 for 25 credits?'
  const sent = await say(db, thread, lena, words)
  assert.deepEqual(sent.hidden.toSorted(), ['email', 'phone'])
  const hidden =
    'Call me on [phone number hidden], or [e-mail address hidden]. At 18:30 for 25 credits?'
  assert.deepEqual(await read(db, thread, ivan), [hidden])
  assert.deepEqual(await read(db, thread, lena), [hidden])
  assert.equal((await listThreads(db, ivan, { limit: 5 }))[0]?.last?.words, hidden)

  // A free plan's session does not open it, and one that was given back closes it again.
  const free = await session(db, ivan, { kind: 'conversation', price: { level: 'basic' } })
  await atomically(db, (tx) =>
    bookSession(tx, { session: free, learner: lena, method: 'included' }, NOON),
  )
  assert.deepEqual(await read(db, thread, ivan), [hidden])
  const later = await session(db, ivan, { startsIn: 96 })
  const paid = await atomically(db, (tx) =>
    bookSession(tx, { session: later, learner: lena, method: 'credits' }, NOON),
  )
  assert.deepEqual(await read(db, thread, ivan), [words])
  assert.deepEqual((await say(db, thread, ivan, 'ivan@example.com', hours(1))).hidden, [])
  await atomically(db, (tx) => cancelBooking(tx, paid.id, lena, hours(2)))
  assert.deepEqual(await read(db, thread, ivan), [hidden, '[e-mail address hidden]'])
  // A paid plan pays.
  await onPlan(db, lena, 'learner-premium')
  const included = await session(db, ivan, { startsIn: 72, price: { level: 'standard' } })
  await atomically(db, (tx) =>
    bookSession(tx, { session: included, learner: lena, method: 'included' }, hours(3)),
  )
  assert.deepEqual(await read(db, thread, ivan), [words, 'ivan@example.com'])
})

test('a message sent twice is one; numbers have no gaps; read marks go forward only', async () => {
  await using db = await testDatabase()
  const [ivan, lena] = [await educator(db), await learner(db)]
  const thread = await begin(db, lena, ivan, lena)
  const id = newId()
  const both = await Promise.all([
    say(db, thread, lena, 'Hello', NOON, id),
    say(db, thread, lena, 'Hello', NOON, id),
    ...Array.from({ length: 5 }, (_, n) => say(db, thread, lena, `Line ${n}`)),
    ...Array.from({ length: 5 }, (_, n) => say(db, thread, ivan, `Answer ${n}`)),
  ])
  assert.equal(both[0]!.number, both[1]!.number)
  const { messages } = await readThread(db, thread, ivan, { limit: 50 })
  assert.deepEqual(
    messages.map(({ number }) => number),
    Array.from({ length: 11 }, (_, n) => n + 1),
  )
  const mark = (upTo: number, by: string) =>
    atomically(db, (tx) => markThreadRead(tx, thread, by, upTo, hours(1)))
  await say(db, thread, lena, 'One', hours(0.1))
  await say(db, thread, lena, 'Two', hours(0.2))
  const unread = async () => (await unreadMessages(db, ivan)).educator
  const before = await unread()
  await mark(12, ivan)
  assert.equal(await unread(), 1)
  await mark(3, ivan)
  assert.equal(await unread(), 1)
  assert.ok(before >= 2)
  await mark(999, ivan)
  assert.equal(await unread(), 0)
  const { messages: seen } = await readThread(db, thread, lena, { limit: 2 })
  assert.deepEqual(
    seen.map((one) => [one.words, one.seen]),
    [
      ['One', true],
      ['Two', true],
    ],
  )
  const older = await readThread(db, thread, lena, { before: 12, limit: 5 })
  assert.deepEqual(
    [older.messages.at(-1)?.number, older.messages.length, older.more],
    [11, 5, true],
  )
  const newer = await readThread(db, thread, lena, { after: 11, limit: 5 })
  assert.deepEqual([newer.messages.map(({ number }) => number), newer.more], [[12, 13], false])
  const stranger = await learner(db, 0, 'Eve')
  for (const deed of [
    () => readThread(db, thread, stranger, { limit: 5 }),
    () => mark(1, stranger),
    () => say(db, thread, stranger, 'Hi'),
  ]) {
    await assert.rejects(async () => deed(), refused('unknown_thread'))
  }
  await assert.rejects(say(db, thread, lena, ' \u200b\n'), refused('message_empty'))
})

test('the 24-hour clock: started by the first unanswered message, counted when it is over', async () => {
  await using db = await testDatabase()
  const [ivan, lena] = [await educator(db), await learner(db)]
  const thread = await begin(db, lena, ivan, lena)
  await say(db, thread, lena, 'One')
  await say(db, thread, lena, 'Two', hours(5))
  const due = async () =>
    (await listThreads(db, ivan, { limit: 1 }))[0]?.answerDueAt?.toString() ?? null
  assert.equal(await due(), hours(24).toString())
  assert.deepEqual(await response(db, ivan), {
    asked: 0,
    answeredInTime: 0,
    rate: null,
    medianSeconds: null,
  })
  await say(db, thread, ivan, 'In time', hours(24))
  assert.equal(await due(), null)
  assert.deepEqual(await response(db, ivan), {
    asked: 1,
    answeredInTime: 1,
    rate: 1,
    medianSeconds: 86_400,
  })

  await say(db, thread, lena, 'Again', hours(30))
  assert.equal(await missAnswers(db, hours(54)), 0)
  const missed = await Promise.all([missAnswers(db, hours(54.1)), missAnswers(db, hours(54.1))])
  assert.equal(missed[0]! + missed[1]!, 1)
  assert.deepEqual(await response(db, ivan), {
    asked: 2,
    answeredInTime: 1,
    rate: 0.5,
    medianSeconds: 86_400,
  })
  await say(db, thread, ivan, 'Late', hours(60))
  assert.deepEqual(await response(db, ivan), {
    asked: 2,
    answeredInTime: 1,
    rate: 0.5,
    medianSeconds: 97_200,
  })
  // After 90 days it is forgotten.
  await countAnswers(db, null, hours(24 * 95))
  assert.equal((await response(db, ivan)).asked, 0)
})

test('blocking: no messages either way, no clock, and back again', async () => {
  await using db = await testDatabase()
  const [ivan, lena] = [await educator(db), await learner(db)]
  const thread = await begin(db, lena, ivan, lena)
  await say(db, thread, lena, 'Buy my course')
  const block = (by: string, on: boolean) =>
    atomically(db, (tx) => blockInThread(tx, thread, by, on, hours(1)))
  await block(ivan, true)
  await block(ivan, true)
  await assert.rejects(say(db, thread, lena, 'Please'), refused('thread_blocked'))
  await assert.rejects(say(db, thread, ivan, 'No'), refused('thread_blocked_by_you'))
  assert.equal(await missAnswers(db, hours(48)), 0)
  await block(ivan, false)
  await say(db, thread, lena, 'Sorry', hours(2))
  const [facts] = await db`select count(*)::int as count from base.fact where kind like 'thread.%'`
  assert.deepEqual(facts, { count: 2 })
})

test('ten messages without an answer, sixty in an hour', async () => {
  await using db = await testDatabase()
  const [ivan, lena] = [await educator(db), await learner(db)]
  const thread = await begin(db, lena, ivan, lena)
  for (let n = 0; n < 10; n++) await say(db, thread, lena, `Line ${n}`)
  await assert.rejects(say(db, thread, lena, 'Eleven'), refused('not_answered_yet'))
  await say(db, thread, ivan, 'Yes?')
  for (let n = 0; n < 5; n++) {
    for (let m = 0; m < 10; m++) await say(db, thread, lena, `More ${n} ${m}`)
    await say(db, thread, ivan, 'Yes?')
  }
  await assert.rejects(say(db, thread, lena, 'Too much'), refused('too_many_messages'))
  await say(db, thread, lena, 'An hour later', hours(1))
})

test('unread messages are told of after five minutes, and once an hour at most', async () => {
  await using db = await testDatabase()
  const [ivan, lena] = [await educator(db), await learner(db)]
  const thread = await begin(db, lena, ivan, lena)
  const at = (minutes: number) => NOON.add({ minutes })
  await say(db, thread, lena, 'My number is 612 345 678', at(0))
  await say(db, thread, lena, 'Hello?', at(1))
  assert.equal(await tellUnread(db, at(4)), 0)
  const told = await Promise.all([tellUnread(db, at(5)), tellUnread(db, at(5))])
  assert.equal(told[0]! + told[1]!, 1)
  const [fact] = await db<{ data: { words: string[]; unread: number; toId: string } }>`
    select data from base.fact where kind = 'messages.unread'`
  assert.deepEqual(fact?.data.words, ['My number is [phone number hidden]', 'Hello?'])
  assert.deepEqual([fact?.data.unread, fact?.data.toId], [2, ivan])
  await say(db, thread, lena, 'Still there?', at(20))
  assert.equal(await tellUnread(db, at(64)), 0)
  assert.equal(await tellUnread(db, at(65)), 1)
  await say(db, thread, lena, 'Ah', at(200))
  await atomically(db, (tx) => markThreadRead(tx, thread, ivan, 99, at(201)))
  assert.equal(await tellUnread(db, at(300)), 0)
})

test('a reported message: read by a moderator around it, with the log keeping that, and taken away', async () => {
  await using db = await testDatabase()
  const [ivan, lena, mona] = [await educator(db), await learner(db), await learner(db, 0, 'Mona')]
  const thread = await begin(db, lena, ivan, lena)
  const rude = await say(db, thread, lena, 'You fool, call 612 345 678')
  await say(db, thread, ivan, 'Pardon?', hours(1))
  const complain = (by: string) =>
    atomically(db, (tx) =>
      reportMessage(tx, { message: rude.message, reason: 'abuse', by }, hours(2)),
    )
  await assert.rejects(complain(mona), refused('unknown_message'))
  await assert.rejects(complain(lena), refused('report_of_oneself'))
  const report = await complain(ivan)
  const around = await atomically(db, (tx) => readAround(tx, report, mona, hours(3)))
  assert.deepEqual(
    around.map(({ words, reported }) => [words, reported]),
    [
      ['You fool, call 612 345 678', true],
      ['Pardon?', false],
    ],
  )
  const [log] = await db`select by, deed from people.audit`
  assert.deepEqual(log, { by: `person:${mona}`, deed: 'thread.read' })
  await atomically(db, (tx) =>
    decideReport(tx, report, { decision: 'hide', note: 'An insult.' }, mona, hours(4)),
  )
  assert.deepEqual(await read(db, thread, ivan), [null, 'Pardon?'])
  assert.deepEqual(await listOfReports(db, { state: 'open', limit: 5 }, hours(5)), [])
  await assert.rejects(
    db`update live.message set removed_at = null, removed_by = null`,
    (error) => (error as { constraint?: string }).constraint === 'message_stands',
  )
})

test('a thank-you starts no clock; whatever may be a question does', async () => {
  await using db = await testDatabase()
  const [ivan, lena] = [await educator(db, { name: 'Iván Petrov' }), await learner(db)]
  const thread = await begin(db, lena, ivan, lena)
  const runs = async () => (await listThreads(db, ivan, { limit: 1 }))[0]?.answerDueAt != null
  let at = 0
  const after = async (words: string) => {
    at += 1
    await say(db, thread, ivan, 'I have sent you the exercises.', hours(at))
    await say(db, thread, lena, words, hours(at + 0.5))
    return runs()
  }
  await say(db, thread, lena, 'Thanks')
  assert.equal(await runs(), true, 'the first word of a conversation waits for an answer')
  for (const thanks of [
    'Thank you!',
    'Thanks a lot, Iván, see you tomorrow 😊',
    'ok perfect',
    '👍',
    'Vielen Dank, bis morgen!',
    'Muchas gracias',
    'Merci beaucoup, à demain',
  ])
    assert.equal(await after(thanks), false, thanks)
  for (const asks of [
    'Thanks, and when?',
    'Thanks. Which book should I buy',
    'Ok, 18:30 then',
    'Thanks but I cannot open them',
    'You will do that',
    'Danke, aber wo',
    'спасибо',
  ])
    assert.equal(await after(asks), true, asks)
  // Said a second time it is thanks for nothing new, and the clock of the question before goes on.
  await say(db, thread, lena, 'Thanks!', hours(at + 0.6))
  assert.equal(await runs(), true)
})

test('a number split over several messages is hidden in all of them; figures that are none stay', async () => {
  await using db = await testDatabase()
  const [ivan, lena] = [await educator(db), await learner(db)]
  const thread = await begin(db, lena, ivan, lena)
  await say(db, thread, lena, 'I am B1, lesson 12, free at 18:30')
  await say(db, thread, lena, '612 345', hours(0.1))
  await say(db, thread, ivan, 'What is that?', hours(0.2))
  assert.deepEqual((await say(db, thread, lena, '67', hours(0.3))).hidden, [])
  assert.deepEqual((await say(db, thread, lena, '8 is the rest', hours(0.4))).hidden, ['phone'])
  assert.deepEqual(await read(db, thread, ivan), [
    'I am B1, lesson 12, free at 18:30',
    '[phone number hidden]',
    'What is that?',
    '[phone number hidden]',
    '[phone number hidden] is the rest',
  ])
  await say(db, thread, ivan, 'ivan at gmail', hours(1))
  assert.ok((await say(db, thread, ivan, 'dot com', hours(1.1))).hidden.includes('email'))
  // A day later nobody reads them together.
  await say(db, thread, ivan, '611 222', hours(2))
  assert.deepEqual((await say(db, thread, ivan, '333', hours(27))).hidden, [])
})
