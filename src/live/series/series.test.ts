import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { verify } from '#ledger'
import {
  books,
  credits,
  educator,
  hours,
  learner,
  NOON,
  onPlan,
  person,
  refused,
  session,
} from '../../../test/classroom.ts'
import { asAdmin, testDatabase } from '../../../test/database.ts'
import {
  bookSeries,
  bookSession,
  cancelSession,
  changeSeries,
  changeSession,
  createSeries,
  listBookings,
  type NewSeries,
  planSeries,
  restoreDate,
  seriesOfSession,
  seriesPage,
  skipDate,
  stopSeries,
  tellShifts,
} from '../index.ts'
import { oneSeries } from './series.ts'

const WEEK = 7 * 24
const RULE: NewSeries['rule'] = {
  zone: 'Europe/Madrid',
  weekdays: [2],
  everyWeeks: 1,
  time: '18:00',
  minutes: 60,
  fromDay: '2026-11-23',
  untilDay: null,
  times: null,
}
const LIKE: NewSeries['likeness'] = {
  kind: 'class',
  title: 'Spanish every Tuesday',
  language: 'es',
  level: 'B1',
  capacity: 4,
  priceLevel: 'standard',
}

const make = (db: Db, ivan: string, rule = {}, like = {}, now = NOON) =>
  atomically(db, (tx) =>
    createSeries(
      tx,
      { educator: ivan, rule: { ...RULE, ...rule }, likeness: { ...LIKE, ...like } },
      { person: ivan, staff: false },
      now,
    ),
  )
const page = (db: Db, id: string, now = NOON, zone?: string) => seriesPage(db, id, { zone }, now)
/** `24 Nov planned 17:00`: each date with its hour in UTC. */
const dates = async (db: Db, id: string, now = NOON) =>
  (await page(db, id, now)).dates.map(({ day, state, session }) =>
    [day, state, session?.start.toString().slice(11, 16)].filter(Boolean).join(' '),
  )
const rights = async (db: Db) => assert.deepEqual(await verify(db), { ok: true, findings: [] })

test('planned eight weeks ahead, once, week after week, and caught up after the house was down', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const { id, inTheWay } = await make(db, ivan)
  assert.deepEqual(inTheWay, [])
  const first = await dates(db, id)
  assert.equal(first.length, 8)
  assert.deepEqual([first[0], first[7]], ['2026-11-24 planned 17:00', '2027-01-12 planned 17:00'])
  assert.equal(await planSeries(db, NOON), 0, 'nothing new is in sight')
  const week = hours(WEEK)
  const both = await Promise.all([planSeries(db, week), planSeries(db, week)])
  assert.equal(
    both.reduce((a, b) => a + b),
    1,
    'twice at once is once',
  )
  assert.equal((await dates(db, id, week)).at(-1), '2027-01-19 planned 17:00')
  // Down for fifteen weeks: what is past is past, the rest is planned.
  const later = hours(16 * WEEK)
  assert.equal(await planSeries(db, later), 15)
  const caught = await dates(db, id, later)
  assert.deepEqual([caught.length, caught[0]], [8, '2027-03-16 planned 17:00'])
  assert.equal(caught.at(-1), '2027-05-04 planned 16:00', 'the hour in Madrid stays')
  const [passed] = await db<{ count: number }>`
    select count(*)::int as count from live.series_date where series_id = ${id} and state = 'passed'`
  assert.equal(passed?.count, 7)
})

test('killed at any moment it goes on where it was: nothing is lost, nothing is there twice', async () => {
  await using db = await testDatabase({ size: 6 })
  const ivan = await educator(db)
  const { id } = await make(db, ivan, { weekdays: [1, 2, 3, 4, 5, 6, 7] })
  const later = hours(6 * WEEK)
  let cut = 0
  const database = new URL(db.url).pathname.slice(1)
  await asAdmin(async (admin) => {
    for (let kill = 0; kill < 12; kill++) {
      const planning = planSeries(db, later).catch((error: Error) => error)
      await new Promise((soon) => setTimeout(soon, 15 + kill * 7))
      // The server ends whoever is planning, wherever they are.
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = $1 and backend_type = 'client backend'`,
        [database],
      )
      if ((await planning) instanceof Error) cut += 1
    }
  })
  await planSeries(db, later)
  assert.equal(await planSeries(db, later), 0)
  const [sum] = await db<{ dates: number; sessions: number; days: number; lonely: number }>`
    select (select count(*) from live.series_date where series_id = ${id})::int as dates,
      (select count(*) from live.series_date where series_id = ${id} and state = 'planned')::int as sessions,
      (select count(distinct starts_at) from live.session where origin = 'series')::int as days,
      (select count(*) from live.session s where origin = 'series'
        and not exists (select from live.series_date d where d.session_id = s.id))::int as lonely`
  assert.ok(cut >= 3, `${cut} of the kills met it at work`)
  assert.equal(sum?.dates, 97, 'every day from 23 November to 27 February')
  assert.deepEqual([sum?.days, sum?.lonely], [sum?.sessions, 0])
})

test('a date that cannot be planned is named and left out; the others are planned', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const other = await session(db, ivan, { start: Temporal.Instant.from('2026-12-01T17:30:00Z') })
  await db`
    insert into live.availability (educator_id, open, zone, kind, title, description, language, price_level, lengths,
      step_minutes, before_minutes, after_minutes, notice_hours, horizon_days, changed_at)
    values (${ivan}, true, 'Europe/Madrid', 'class', 'Lesson', '', 'es', 'standard', '{60}', 30, 0, 0, 12, 60, ${NOON})`
  await db`
    insert into live.away (id, educator_id, dates, note)
    values (gen_random_uuid(), ${ivan}, daterange('2026-12-21', '2027-01-03'), 'Christmas')`
  const { id, inTheWay } = await make(db, ivan)
  assert.deepEqual(
    inTheWay.map(({ day, code, says }) => [day, code, says]),
    [
      ['2026-12-01', 'educator_busy', 'The educator has another session at that time.'],
      ['2026-12-22', 'away', 'You are away on that date: Christmas'],
      ['2026-12-29', 'away', 'You are away on that date: Christmas'],
    ],
  )
  assert.equal((inTheWay[0]!.facts.clash as { id: string }).id, other)
  assert.equal((await dates(db, id)).filter((one) => one.includes('planned')).length, 5)
  // Once it is free again, the date can be taken in.
  const me = { person: ivan, staff: false }
  await atomically(db, (tx) => cancelSession(tx, other, me, 'moved', NOON))
  await atomically(db, (tx) => restoreDate(tx, id, '2026-12-01', me, NOON))
  assert.ok((await dates(db, id)).includes('2026-12-01 planned 17:00'))
  // One that comes into sight later is told to the educator.
  await session(db, ivan, { start: Temporal.Instant.from('2027-01-19T17:00:00Z') })
  assert.equal(await planSeries(db, hours(WEEK)), 1)
  const facts = await db<{ data: Record<string, string> }>`
    select data from base.fact where kind = 'series.date_left_out'`
  assert.deepEqual(
    facts.map(({ data }) => [data.day, data.code]),
    [['2027-01-19', 'educator_busy']],
  )
})

test('refusals of a new series', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const cases: [string, object, object][] = [
    ['series_rule_empty', { untilDay: '2026-11-23' }, {}],
    ['series_rule_empty', { fromDay: '2026-01-01', times: 3 }, {}],
    ['session_zone_unknown', { zone: 'Mars/Olympus' }, {}],
    ['series_in_the_way', {}, { priceLevel: 'private', capacity: 3 }],
  ]
  for (const [code, rule, like] of cases) {
    await assert.rejects(make(db, ivan, rule, like), refused(code), code)
  }
  await assert.rejects(make(db, await person(db)), refused('not_their_kind'))
  const [none] = await db<{ count: number }>`select count(*)::int as count from live.series`
  assert.equal(none?.count, 0)
  const ended = await make(db, ivan, { times: 3 })
  assert.equal((await dates(db, ended.id)).length, 3)
  const [row] = await db<{
    next: null
  }>`select next_at as next from live.series where id = ${ended.id}`
  assert.equal(row?.next, null, 'all of it is planned')
})

test('this and later: what is booked and what was changed by itself stands, the others follow', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const me = { person: ivan, staff: false }
  const { id } = await make(db, ivan)
  const before = (await page(db, id)).dates
  const at = (day: string) => before.find((one) => one.day === day)!.session!.id
  const lena = await learner(db, 100)
  await onPlan(db, lena, 'learner-pro')
  await atomically(db, (tx) =>
    bookSession(tx, { session: at('2026-12-15'), learner: lena, method: 'credits' }, NOON),
  )
  await atomically(db, (tx) => changeSession(tx, at('2026-12-22'), { title: 'Carols' }, me, NOON))
  const changed = await atomically(db, (tx) =>
    changeSeries(
      tx,
      id,
      {
        from: '2026-12-08',
        rule: { time: '19:30', weekdays: [2, 4] },
        likeness: { title: 'Later' },
      },
      me,
      NOON,
    ),
  )
  assert.deepEqual(changed, { standing: ['2026-12-15'], inTheWay: [], goesOn: null })
  const after = await dates(db, id)
  assert.deepEqual(after.slice(0, 8), [
    '2026-11-24 planned 17:00',
    '2026-12-01 planned 17:00',
    '2026-12-08 planned 18:30',
    '2026-12-10 planned 18:30',
    '2026-12-15 planned 17:00',
    '2026-12-17 planned 18:30',
    '2026-12-22 planned 17:00',
    '2026-12-24 planned 18:30',
  ])
  const titles = await db<{ title: string; count: number }>`
    select title, count(*)::int as count from live.session where state = 'published' group by 1 order by 1`
  assert.deepEqual(
    titles.map(({ title }) => title),
    ['Carols', 'Later', 'Spanish every Tuesday'],
  )
  const ids = (await page(db, id)).dates.map((one) => one.session?.id)
  assert.ok(ids.includes(at('2026-12-08')), 'a date that stays keeps its address')

  // Thursdays only from January: unbooked Tuesdays are taken back, and planned again they are others.
  await atomically(db, (tx) =>
    changeSeries(tx, id, { from: '2027-01-01', rule: { weekdays: [4] } }, me, NOON),
  )
  const thursdays = (await dates(db, id)).filter((one) => one > '2027')
  assert.deepEqual(thursdays, ['2027-01-07 planned 18:30', '2027-01-14 planned 18:30'])
  await atomically(db, (tx) =>
    changeSeries(tx, id, { from: '2027-01-01', rule: { weekdays: [2] } }, me, NOON),
  )
  assert.equal((await dates(db, id)).filter((one) => one > '2027').length, 2)
})

test('a number of times is what is left of it, and a date too far ahead cannot be chosen', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const me = { person: ivan, staff: false }
  const { id } = await make(db, ivan, { times: 5 })
  await atomically(db, (tx) =>
    changeSeries(tx, id, { from: '2026-12-08', rule: { time: '10:00' } }, me, NOON),
  )
  assert.equal((await dates(db, id)).length, 5)
  const far = atomically(db, (tx) => changeSeries(tx, id, { from: '2027-06-01' }, me, NOON))
  await assert.rejects(far, refused('series_date_unknown'))
  const other = { person: await educator(db, { name: 'Ana' }), staff: false }
  const notTheirs = atomically(db, (tx) =>
    changeSeries(tx, id, { from: '2026-12-08' }, other, NOON),
  )
  await assert.rejects(notTheirs, refused('series_not_yours'))
})

test('from a day that is not in sight yet another series goes on, and this one ends the day before', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const me = { person: ivan, staff: false }
  const { id } = await make(db, ivan, { times: 40 })
  const change = (from: string, of = id) =>
    atomically(db, (tx) =>
      changeSeries(
        tx,
        of,
        { from, rule: { time: '10:00' }, likeness: { title: 'Early' } },
        me,
        NOON,
      ),
    )
  const before = await dates(db, id)
  const { goesOn, standing } = await change('2027-03-01')
  assert.deepEqual(standing, [])
  assert.deepEqual(await dates(db, id), before, 'what is in sight stays')
  const first = await oneSeries(db, id)
  assert.deepEqual([first.rule.untilDay, first.rule.times], ['2027-02-28', null])
  const second = await oneSeries(db, goesOn!)
  // Tuesdays from 24 November to the end of February are 14; 26 of 40 are left.
  assert.deepEqual(
    [second.rule.fromDay, second.rule.time, second.rule.times, second.likeness.title],
    ['2027-03-01', '10:00', 26, 'Early'],
  )
  assert.deepEqual(await dates(db, goesOn!), [], 'none of it is in sight yet')
  // The first has no date so late any more; the second is changed from there on.
  await assert.rejects(change('2027-03-08'), refused('series_date_unknown'))
  // When its day comes into sight it is planned, at its own hour.
  const spring = Temporal.Instant.from('2027-01-20T12:00:00Z')
  await planSeries(db, spring)
  const [planned] = await dates(db, goesOn!, spring)
  assert.equal(planned, '2027-03-02 planned 09:00')
  assert.ok((await dates(db, id, spring)).every((one) => one < '2027-03'))
})

test('skipped, stopped, called off: what somebody has booked takes place', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const me = { person: ivan, staff: false }
  const { id } = await make(db, ivan)
  const first = (await page(db, id)).dates
  const lena = await learner(db, 100)
  await onPlan(db, lena, 'learner-pro')
  const booked = first[2]!
  await atomically(db, (tx) =>
    bookSession(tx, { session: booked.session!.id, learner: lena, method: 'credits' }, NOON),
  )
  const skip = (day: string) => atomically(db, (tx) => skipDate(tx, id, day, me, NOON))
  await skip(first[0]!.day)
  await skip(first[0]!.day)
  await skip('2027-01-26')
  await assert.rejects(skip('2026-11-25'), refused('series_date_unknown'))
  await assert.rejects(skip(booked.day), refused('series_date_booked'))
  await planSeries(db, hours(2 * WEEK + 1))
  const [left] = (await page(db, id, NOON)).dates.slice(-1)
  assert.deepEqual([left?.day, left?.state], ['2027-01-26', 'skipped'], 'also one not in sight yet')
  const stopped = await atomically(db, (tx) => stopSeries(tx, id, '2026-11-21', me, NOON))
  assert.deepEqual(stopped.standing, [booked.day])
  const open = (await page(db, id)).dates.filter((one) => one.state === 'planned')
  assert.deepEqual(
    open.map((one) => one.day),
    [booked.day],
  )
  assert.equal(await planSeries(db, hours(10 * WEEK)), 0)
  const again = atomically(db, (tx) => changeSeries(tx, id, { from: '2026-12-01' }, me, NOON))
  await assert.rejects(again, refused('series_over'))
  assert.equal(await seriesOfSession(db, booked.session!.id), id)
  await rights(db)
})

test('the whole series, or the rest of it, in one deed: all dates or none, and what is in the way', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const { id } = await make(db, ivan, { times: 4 }, { capacity: 1 })
  const [one, two, three] = (await page(db, id)).dates.map((date) => date.session!.id)
  const lena = await learner(db, 200)
  const rita = await learner(db, 1000, 'Rita')
  for (const who of [lena, rita]) await onPlan(db, who, 'learner-pro')
  const book = (who: string, more = {}, now = NOON) =>
    atomically(db, (tx) => bookSeries(tx, { series: id, learner: who, ...more }, now))
  const one_ = { session: two!, learner: rita, method: 'credits' } as const
  await atomically(db, (tx) => bookSession(tx, one_, NOON))
  const ana = await educator(db, { name: 'Ana' })
  const clash = await session(db, ana, { start: Temporal.Instant.from('2026-12-08T17:30:00Z') })
  await atomically(db, (tx) =>
    bookSession(tx, { session: clash, learner: lena, method: 'credits' }, NOON),
  )
  await assert.rejects(
    book(lena),
    (error: { code: string; facts: { dates: { session: string; code: string }[] } }) => {
      assert.equal(error.code, 'series_in_the_way')
      assert.deepEqual(
        error.facts.dates.map((date) => [date.session, date.code]),
        [
          [two, 'session_full'],
          [three, 'learner_busy'],
        ],
      )
      return true
    },
  )
  assert.equal((await credits(db, lena)).held, 5000n, 'nothing of it was taken')
  await assert.rejects(book(lena, { seenTotal: 1n }), refused('price_changed'))
  const rest = {
    id: '0195a000-0000-7000-8000-00000000000a',
    without: [two!, three!],
    seenTotal: 7000n,
  }
  const seats = await book(lena, rest)
  assert.deepEqual(
    seats.map((seat) => seat.state),
    ['confirmed', 'confirmed'],
  )
  assert.equal((await credits(db, lena)).held, 12000n)
  await assert.rejects(book(lena, { without: [two!, three!] }), refused('series_nothing_to_book'))
  const mine = await listBookings(db, { learner: lena, session: one, limit: 10 }, NOON)
  assert.equal(mine.items.length, 1, 'each seat is a booking of its own')
  await assert.rejects(book(await learner(db, 0)), refused('series_in_the_way'))
  assert.deepEqual(await books(db, ['platform_fee']), { platform_fee: 0n })
  await rights(db)
})

test('ten learners book the same series of two seats at once: two have all of it, eight have nothing', async () => {
  await using db = await testDatabase({ size: 10 })
  const ivan = await educator(db)
  const { id } = await make(db, ivan, { times: 6 }, { capacity: 2 })
  const learners: string[] = []
  for (let i = 0; i < 10; i++) {
    const who = await learner(db, 400, `L${i}`)
    await onPlan(db, who, 'learner-pro')
    learners.push(who)
  }
  const outcomes = await Promise.allSettled(
    learners.map((who) =>
      atomically(db, (tx) => bookSeries(tx, { series: id, learner: who }, NOON)),
    ),
  )
  assert.equal(outcomes.filter((one) => one.status === 'fulfilled').length, 2)
  const seats = await db<{ count: number }>`
    select count(*)::int as count from live.booking where seated group by learner_id`
  assert.deepEqual(
    seats.map((one) => one.count),
    [6, 6],
  )
  await rights(db)
})

test('learners elsewhere are told a week before the hour shifts on their own clock, once', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const from = Temporal.Instant.from('2027-02-20T12:00:00Z')
  const { id } = await make(db, ivan, { weekdays: [3], fromDay: '2027-03-01', times: 6 }, {}, from)
  const lena = await learner(db, 400)
  const rosa = await learner(db, 400, 'Rosa')
  await db`update people.person set zone = 'America/New_York' where id = ${lena}`
  await db`update people.person set zone = 'Europe/Madrid' where id = ${rosa}`
  for (const who of [lena, rosa]) {
    await onPlan(db, who, 'learner-pro')
    await atomically(db, (tx) => bookSeries(tx, { series: id, learner: who }, from))
  }
  const shifts = (await page(db, id, from, 'America/New_York')).shifts
  assert.deepEqual(shifts, {
    usual: '12:00',
    others: [{ time: '13:00', days: ['2027-03-17', '2027-03-24'], lasting: false }],
  })
  assert.equal(await tellShifts(db, Temporal.Instant.from('2027-03-10T12:00:00Z')), 0)
  const week = Temporal.Instant.from('2027-03-11T12:00:00Z')
  assert.equal(await tellShifts(db, week), 1)
  assert.equal(await tellShifts(db, week), 0)
  assert.equal(
    await tellShifts(db, Temporal.Instant.from('2027-03-25T12:00:00Z')),
    1,
    'and back again',
  )
  const told = await db<{ data: Record<string, string> }>`
    select data from base.fact where kind = 'series.hour_shifts' order by at, id`
  assert.deepEqual(
    told.map(({ data }) => [data.learnerId, data.start, data.usual, data.time]),
    [
      [lena, '2027-03-17T17:00:00Z', '12:00', '13:00'],
      [lena, '2027-03-31T16:00:00Z', '13:00', '12:00'],
    ],
  )
})
