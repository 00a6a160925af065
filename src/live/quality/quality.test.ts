import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId } from '#base'
import { changeLadders, rulesInForce } from '#earnings'
import {
  educator,
  hours,
  learner,
  NOON,
  person,
  refused,
  session,
} from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import {
  answerAppeal,
  appealMeasure,
  bookSession,
  checklist,
  createSession,
  drawAudits,
  draws,
  endMeasure,
  endMeasures,
  listAudits,
  listMeasures,
  listScorecards,
  lookAtQuality,
  measureRules,
  noteCoaching,
  qualityDays,
  sayTechnical,
  scorecardOf,
  setChecklist,
  setMeasureRules,
  signalsOf,
  takeMeasure,
  waitingForStaff,
  writeAudit,
} from '../index.ts'
import { drawFrom } from './auditing.ts'

const days = (count: number) => hours(24 * count)
const do_ = <Done>(db: Db, work: Parameters<typeof atomically<Done>>[1]) => atomically(db, work)

/** Promised sessions of an educator that ended so. */
async function ended(db: Db, ivan: string, outcomes: string[], at = NOON): Promise<void> {
  for (const outcome of outcomes) {
    await db`
      insert into earnings.delivery (session_id, educator_id, kind, outcome, at)
      values (${newId()}, ${ivan}, 'class', ${outcome}, ${at})`
  }
}

/** A completed session at `start`, and its educator's presence in minutes from the start. */
async function completed(
  db: Db,
  ivan: string,
  startsIn: number,
  presence: [from: number, to: number][] = [],
): Promise<string> {
  const id = await session(db, ivan, { startsIn })
  await db`
    update live.session set state = 'completed', seats_taken = 1, state_at = ends_at where id = ${id}`
  for (const [from, to] of presence) {
    await db`
      insert into live.presence (session_id, person_id, role, connection, joined_at, seen_at, left_at)
      select id, educator_id, 'educator', ${newId()}, starts_at + make_interval(mins => ${from}),
        starts_at + make_interval(mins => ${to}), starts_at + make_interval(mins => ${to})
      from live.session where id = ${id}`
  }
  return id
}

test('a scorecard counts what happened: presence, troubles of either side, reports; not what an outage touched', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  await completed(db, ivan, 2, [[0, 60]])
  const late = await completed(db, ivan, 4, [[6, 60]])
  const early = await completed(db, ivan, 6, [[0, 49]])
  const cut = await completed(
    db,
    ivan,
    8,
    Array.from({ length: 6 }, (_, n) => [n * 10, n * 10 + 9] as [number, number]),
  )
  const outage = await completed(db, ivan, 10, [[20, 30]])
  await db`
    insert into live.outage (id, from_at, until_at, said_by)
    select ${newId()}, starts_at, ends_at, 'room' from live.session where id = ${outage}`
  await ended(db, ivan, ['held', 'held', 'held', 'held'])
  const now = hours(24)
  const say = (who: string, id = late, at = now) =>
    do_(db, (tx) => sayTechnical(tx, { session: id, person: who, what: 'sound', words: '' }, at))
  const stranger = await person(db, 'Stan')
  await assert.rejects(say(stranger), refused('unknown_session'))
  await assert.rejects(say(ivan, late, hours(4)), refused('technical_not_over'))
  await assert.rejects(say(ivan, late, days(8)), refused('technical_too_late'))
  await say(ivan)
  await say(ivan)

  const { figures, findings } = (await scorecardOf(db, ivan, now))!
  assert.deepEqual(
    [
      figures.held,
      figures.measured,
      figures.punctual,
      figures.earlyEnds,
      figures.disconnects,
      figures.technical,
    ],
    [4, 4, 3, 1, 1, 1],
  )
  assert.deepEqual(findings, [])
  await lookAtQuality(db, now)
  await lookAtQuality(db, now)
  assert.deepEqual(
    (await signalsOf(db, ivan)).map((sign) => [sign.session, sign.kind]),
    [
      [cut, 'disconnects'],
      [early, 'early_end'],
      [late, 'late'],
      [late, 'technical'],
    ],
  )
  const [card] = await listScorecards(db, {}, 10)
  assert.deepEqual(card!.figures, figures)
  assert.equal((await qualityDays(db)).length, 1)
})

test('the ladder of measures: step by step with its waits, by itself where data says so, else before staff', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  await ended(db, ivan, ['held', 'held', 'held', 'cancelled', 'absent'], days(1))
  const steps = async () =>
    (await listMeasures(db, { educator: ivan })).map(({ measure }) => measure).reverse()
  await lookAtQuality(db, days(2))
  assert.deepEqual(await steps(), ['notice'])
  await lookAtQuality(db, days(15))
  assert.deepEqual(await steps(), ['notice'], 'fourteen days are not over')
  await lookAtQuality(db, days(16))
  await lookAtQuality(db, days(30))
  assert.deepEqual(await steps(), ['notice', 'coaching', 'limits'])
  const [limits] = await listMeasures(db, { educator: ivan })
  assert.deepEqual(
    [limits!.reasons, limits!.sessionsMost, limits!.until?.toString()],
    [['completion', 'cancelled'], 5, days(60).toString()],
  )
  // What is published stays; a sixth is refused, by name.
  for (let at = 0; at < 5; at++) await publish(db, ivan, days(40 + at), days(31))
  await assert.rejects(publish(db, ivan, days(46), days(31)), refused('sessions_limited'))

  assert.equal((await lookAtQuality(db, days(44))).taken, 0, 'the next is for staff')
  assert.deepEqual(
    (await waitingForStaff(db, days(44))).map(({ educator: who, measure }) => [who, measure]),
    [[ivan, 'suspension']],
  )
  const stella = `person:${await person(db, 'Stella')}`
  const suspend = () =>
    do_(db, (tx) =>
      takeMeasure(tx, { educator: ivan, step: 4, by: stella, words: 'We have talked.' }, days(44)),
    )
  const id = await suspend()
  await assert.rejects(suspend(), refused('measure_held'))
  await assert.rejects(publish(db, ivan, days(50), days(45)), refused('educator_suspended'))

  // Better again: what the schedule began ends, what staff began stays until its time is over.
  assert.equal((await lookAtQuality(db, days(95))).ended, 2)
  const now = await listMeasures(db, { educator: ivan })
  assert.deepEqual(
    now.map(({ measure, end }) => [measure, end?.how ?? null]),
    [
      ['suspension', null],
      ['limits', null],
      ['coaching', 'recovered'],
      ['notice', 'recovered'],
    ],
  )
  assert.equal(await endMeasures(db, days(95)), 2)
  assert.equal(await endMeasures(db, days(95)), 0)
  await do_(db, (tx) => endMeasure(tx, id, { how: 'lifted', by: stella, words: '' }, days(96)))
  assert.equal((await listMeasures(db, { educator: ivan }))[0]!.end!.how, 'over')
  await assert.rejects(db`delete from live.measure`)
  await assert.rejects(db`update live.measure_end set how = 'lifted'`)
})

const publish = (db: Db, ivan: string, start: Temporal.Instant, now: Temporal.Instant) =>
  do_(db, (tx) =>
    createSession(
      tx,
      {
        kind: 'class',
        educator: ivan,
        title: 'Spanish for the market',
        language: 'es',
        start,
        end: start.add({ hours: 1 }),
      },
      { person: ivan, staff: false },
      now,
    ),
  )

test('suspended: no new booking and not found, what is booked stays; an appeal by another one of staff ends it', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const [lena, mira] = [await learner(db, 100), await learner(db, 100, 'Mira')]
  const id = await session(db, ivan, { startsIn: 72 })
  const book = (who: string) =>
    do_(db, (tx) => bookSession(tx, { session: id, learner: who, method: 'credits' }, hours(1)))
  await book(lena)
  const take = (reasons?: string[]) =>
    do_(db, (tx) =>
      takeMeasure(
        tx,
        { educator: ivan, step: 4, by: 'person:a', words: 'Reports of learners', reasons },
        NOON,
      ),
    )
  await assert.rejects(take(), refused('measure_without_reason'))
  const measure = await take(['reports'])
  await assert.rejects(book(mira), refused('educator_suspended'))
  const [booked] = await db<{
    state: string
  }>`select state from live.booking where learner_id = ${lena}`
  assert.equal(booked!.state, 'confirmed')
  const [hidden] = await db<{ until: Temporal.Instant }>`
    select until_at as until from live.hidden_educator_view where educator_id = ${ivan}`
  assert.equal(hidden!.until.toString(), days(30).toString())

  const appeal = (who: string) =>
    do_(db, (tx) => appealMeasure(tx, measure, who, 'They were about somebody else.', hours(2)))
  await assert.rejects(appeal(lena), refused('measure_unknown'))
  await appeal(ivan)
  await assert.rejects(appeal(ivan), refused('measure_appealed'))
  const [waiting] = await listMeasures(db, { waits: 'appeal' })
  assert.equal(Temporal.Instant.from(waiting!.appeal!.due).toString(), hours(74).toString())
  const answer = (by: string) =>
    do_(db, (tx) => answerAppeal(tx, measure, { granted: true, words: 'They were.', by }, hours(3)))
  await assert.rejects(answer('person:a'), refused('appeal_own'))
  await answer('person:b')
  await assert.rejects(answer('person:b'), refused('appeal_answered'))
  await book(mira)
  assert.deepEqual(await listMeasures(db, { waits: 'appeal' }), [])
})

test('a tier that opens it has appeals decided within a day; coaching is a queue with its notes', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  const rules = structuredClone(await rulesInForce(db))
  for (const rung of rules.ladders.class) rung.opens = ['teaching.support']
  await do_(db, (tx) =>
    changeLadders(tx, { ...rules, seen: 1, from: null, why: 'Support for all' }, 'person:a', NOON),
  )
  const id = await do_(db, (tx) =>
    takeMeasure(
      tx,
      { educator: ivan, step: 2, by: 'person:a', words: 'Talks too much', reasons: ['audit'] },
      NOON,
    ),
  )
  await do_(db, (tx) => appealMeasure(tx, id, ivan, 'I do not.', hours(1)))
  await do_(db, (tx) => noteCoaching(tx, id, { by: 'person:b', words: 'Met on Monday.' }, hours(2)))
  const [open] = await listMeasures(db, { waits: 'coaching' })
  assert.equal(Temporal.Instant.from(open!.appeal!.due).toString(), hours(25).toString())
  assert.deepEqual(
    open!.notes.map(({ words }) => words),
    ['Met on Monday.'],
  )
  await do_(db, (tx) =>
    endMeasure(tx, id, { how: 'lifted', by: 'person:b', words: 'Done' }, hours(3)),
  )
  assert.deepEqual(await listMeasures(db, { waits: 'coaching' }), [])
  const note = do_(db, (tx) => noteCoaching(tx, id, { by: 'person:b', words: 'Again' }, hours(4)))
  await assert.rejects(note, refused('measure_over'))
})

test('the ladder of measures and the checklist are versions; wrong ones are refused', async () => {
  await using db = await testDatabase()
  const { steps } = await measureRules(db)
  const set = (changed: typeof steps, seen = 1) =>
    do_(db, (tx) => setMeasureRules(tx, { seen, steps: changed }, 'person:a', NOON))
  await assert.rejects(set(steps, 0), refused('numbers_changed'))
  await assert.rejects(set(steps.toReversed()), refused('measure_order'))
  await assert.rejects(set([{ ...steps[2]!, sessionsMost: null }]), refused('measure_rule_wrong'))
  await assert.rejects(set([{ ...steps[4]!, automatic: true }]), refused('measure_rule_wrong'))
  const after = await set([steps[0]!, { ...steps[2]!, waitDays: 0 }])
  assert.deepEqual(
    after.steps.map(({ step, measure }) => [step, measure]),
    [
      [1, 'notice'],
      [2, 'limits'],
    ],
  )
  const items = [{ says: 'Was kind', weight: 2 }]
  const made = await do_(db, (tx) => setChecklist(tx, { seen: 1, items }, 'person:a', NOON))
  assert.deepEqual([made.version, made.items.length], [2, 1])
  assert.equal((await checklist(db, 1)).items.length, 6)
})

test('a week is drawn once, the same seed draws the same sessions, and what a reviewer finds counts', async () => {
  await using db = await testDatabase()
  const ivan = await educator(db)
  await db`
    insert into live.quality_policy select (jsonb_populate_record(p, '{"version": 2, "audits_weekly": 3}')).*
    from live.quality_policy p`
  // Sunday and Saturday belong to the week before Monday 23 November; Monday does not.
  for (let at = 0; at < 8; at++) await completed(db, ivan, 2 + at * 3)
  await completed(db, ivan, 48)
  assert.equal(await drawAudits(db, days(3)), 3)
  assert.equal(await drawAudits(db, days(4)), 0)
  const [draw] = await draws(db)
  assert.deepEqual([draw!.week, draw!.among, draw!.drawn], ['2026-11-16', 8, 3])
  const week = Temporal.PlainDate.from('2026-11-16')
  const again = await drawFrom(db, week, draw!.seed, 3)
  const waiting = await listAudits(db, { done: false })
  assert.deepEqual(
    again.drawn.map(({ id }) => id).sort(),
    waiting.map((audit) => audit.session).sort(),
  )
  const other = await drawFrom(db, week, 'another seed', 8)
  assert.equal(new Set(other.drawn.map(({ id }) => id)).size, 8)

  const [first] = waiting
  const write = (reviewer: string, answers: ('yes' | 'no' | 'unseen')[]) =>
    do_(db, (tx) => writeAudit(tx, first!.id, { answers, note: '', reviewer }, days(4)))
  const stella = await person(db, 'Stella')
  await assert.rejects(write(ivan, ['yes']), refused('audit_own'))
  await assert.rejects(write(stella, ['yes']), refused('audit_answers_wrong'))
  await write(stella, ['yes', 'yes', 'no', 'no', 'no', 'unseen'])
  await assert.rejects(
    write(stella, ['yes', 'yes', 'no', 'no', 'no', 'unseen']),
    refused('audit_done'),
  )
  const { figures, findings } = (await scorecardOf(db, ivan, days(5)))!
  assert.deepEqual([figures.audits, figures.auditScore, findings], [1, 5_000, ['audit']])
})
