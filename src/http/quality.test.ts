import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId } from '#base'
import { lookAtQuality, takeMeasure } from '#live'
import { type TestApp, testApp } from '../../test/app.ts'
import { educator, NOON, session } from '../../test/classroom.ts'

const call = async (
  stoa: TestApp,
  person: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
) => {
  const headers = await stoa.as(person)
  const answer = await stoa.app.inject({
    method,
    url: `/api${url}`,
    headers,
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.json() }
}

test('ladders: read by staff, previewed by finance, kept by an admin with an entry in the log, withdrawn', async () => {
  await using stoa = await testApp()
  const admin = await stoa.person({ staffRoles: ['admin'] })
  const finance = await stoa.person({ staffRoles: ['finance'] })
  const lena = await stoa.person()
  assert.equal((await call(stoa, lena, 'GET', '/ladders')).status, 403)
  const { body: now } = await call(stoa, finance, 'GET', '/ladders')
  const wanted = structuredClone({ ladders: now.ladders, numbers: now.numbers })
  wanted.ladders.class[1].rate = 7_200
  const preview = await call(stoa, finance, 'POST', '/ladders/preview', wanted)
  assert.deepEqual([preview.status, preview.body.changing], [200, 0])
  const change = { ...wanted, seen: 1, from: '2026-12-01T00:00:00Z', why: 'A better share' }
  assert.equal((await call(stoa, finance, 'POST', '/ladders', change)).status, 403)
  const made = await call(stoa, admin, 'POST', '/ladders', change)
  assert.deepEqual([made.status, made.body.version, made.body.begunAt], [201, 2, null])
  const wrong = structuredClone(wanted)
  wrong.ladders.class[1].rate = 10_001
  const refused = await call(stoa, finance, 'POST', '/ladders/preview', wrong)
  assert.deepEqual([refused.status, refused.body.code], [422, 'share_out_of_bounds'])
  assert.equal((await call(stoa, admin, 'DELETE', '/ladders/2')).status, 200)
  const log = await call(stoa, admin, 'GET', '/audit')
  assert.deepEqual(log.body.items.map(({ deed }: { deed: string }) => deed).slice(0, 2), [
    'ladders.withdrawn',
    'ladders.changed',
  ])
})

test('a tier opens a route that no plan opens; without it the refusal names the plans', async () => {
  await using stoa = await testApp()
  const ivan = await educator(stoa.db, { years: 0 })
  // As if no plan of theirs opened anything.
  stoa.deps.entitlements.can = async () => false
  const look = () => call(stoa, ivan, 'GET', '/educator/revenue/analytics')
  const before = await look()
  assert.deepEqual([before.status, before.body.code], [403, 'feature_locked'])
  await stoa.db`update earnings.rung set opens = '{analytics.basic}' where tier = 'beginner'`
  assert.equal((await look()).status, 200)
})

test('quality: staff see and act, the educator sees their own without names, and whoever took part says what broke', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const { db } = stoa
  const reviewer = await stoa.person({ staffRoles: ['reviewer'] })
  const moderator = await stoa.person({ staffRoles: ['moderator'] })
  const finance = await stoa.person({ staffRoles: ['finance'] })
  const ivan = await educator(db)
  for (let at = 0; at < 6; at++) {
    await db`
      insert into earnings.delivery (session_id, educator_id, kind, outcome, at)
      values (${newId()}, ${ivan}, 'class', ${at < 3 ? 'held' : 'absent'}, ${NOON.subtract({ hours: 2 })})`
  }
  await lookAtQuality(db, NOON)
  assert.equal((await call(stoa, finance, 'GET', '/quality')).status, 403)
  const { body: overview } = await call(stoa, reviewer, 'GET', '/quality')
  assert.deepEqual(
    overview.targets.map(({ name, met }: { name: string; met: boolean }) => [name, met]),
    [
      ['rating', null],
      ['completion', false],
      ['cancelled', true],
      ['technical', true],
      ['answers', null],
    ],
  )
  const { body: cards } = await call(stoa, reviewer, 'GET', '/quality/scorecards?found=true')
  assert.deepEqual(cards.items[0].findings, ['completion', 'absent'])
  const step = { step: 4, words: 'Three learners waited in vain.' }
  const path = `/quality/educators/${ivan}/measures`
  assert.equal((await call(stoa, finance, 'POST', path, step)).status, 403)
  const { body: taken } = await call(stoa, reviewer, 'POST', path, step)

  const { body: own } = await call(stoa, ivan, 'GET', '/educator/quality')
  const [suspension] = own.measures
  assert.deepEqual(
    [suspension.id, suspension.by, suspension.words],
    [taken.id, 'staff', step.words],
  )
  assert.equal(own.card.lines[0].value, 5_000)
  const appeal = { words: 'There was no power in the town.' }
  const at = `/educator/quality/measures/${taken.id}/appeal`
  assert.equal((await call(stoa, ivan, 'POST', at, appeal)).status, 200)
  const answer = { granted: true, words: 'So it was.' }
  const mine = await call(stoa, reviewer, 'POST', `/quality/measures/${taken.id}/answer`, answer)
  assert.deepEqual([mine.status, mine.body.code], [403, 'appeal_own'])
  assert.equal(
    (await call(stoa, moderator, 'POST', `/quality/measures/${taken.id}/answer`, answer)).status,
    200,
  )
  await stoa.deps.jobs.moveClock({ to: NOON.add({ minutes: 1 }).toString() }, 'test')
  const notices = await call(stoa, ivan, 'GET', '/notices')
  assert.deepEqual(
    notices.body.items
      .map(({ kind }: { kind: string }) => kind)
      .filter((kind: string) => kind.startsWith('quality.'))
      .sort(),
    [
      'quality.appeal_decided',
      'quality.measure_ended',
      'quality.measure_taken',
      'quality.measure_taken',
    ],
  )

  const over = await session(db, ivan, { startsIn: 1 })
  const say = (who: string) =>
    call(stoa, who, 'POST', `/sessions/${over}/technical`, { what: 'sound', words: 'Echo' })
  assert.equal((await say(reviewer)).status, 404)
  assert.deepEqual([(await say(ivan)).body.code], ['technical_not_over'])
  await db`update live.session set starts_at = starts_at - interval '3 hours', ends_at = ends_at - interval '3 hours' where id = ${over}`
  assert.equal((await say(ivan)).body.said.what, 'sound')
})

test('a measure of the schedule shows as such, and rules are set by an admin only', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const admin = await stoa.person({ staffRoles: ['admin'] })
  const reviewer = await stoa.person({ staffRoles: ['reviewer'] })
  const ivan = await educator(stoa.db)
  await atomically(stoa.db, (tx) =>
    takeMeasure(
      tx,
      { educator: ivan, step: 2, by: 'schedule', words: '', reasons: ['rating'] },
      NOON,
    ),
  )
  const { body: queue } = await call(stoa, reviewer, 'GET', '/quality/measures?waits=coaching')
  assert.deepEqual([queue.items.length, queue.items[0].by], [1, 'schedule'])
  const { body: rules } = await call(stoa, reviewer, 'GET', '/quality/measure-rules')
  const steps = rules.steps.slice(0, 2).map(({ step, ...rule }: { step: number }) => rule)
  const set = { seen: rules.version, steps }
  assert.equal((await call(stoa, reviewer, 'PUT', '/quality/measure-rules', set)).status, 403)
  assert.equal((await call(stoa, admin, 'PUT', '/quality/measure-rules', set)).body.version, 2)
  const items = [{ says: 'Was kind to everybody', weight: 3 }]
  const checklist = await call(stoa, admin, 'PUT', '/quality/checklist', { seen: 1, items })
  assert.deepEqual([checklist.status, checklist.body.version], [200, 2])
})
