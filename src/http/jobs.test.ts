import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'

test('staff see the schedule, run an entry now, and see how it went', async () => {
  await using stoa = await testApp()
  const admin = await stoa.as(await stoa.person({ staffRoles: ['admin'] }))
  const learner = await stoa.as(await stoa.person())
  const refused = await stoa.app.inject({ url: '/api/jobs', headers: learner })
  assert.equal(refused.json().code, 'not_allowed')

  const list = await stoa.app.inject({ url: '/api/jobs', headers: admin })
  assert.equal(list.statusCode, 200, list.body)
  const names = list.json().items.map((entry: { name: string }) => entry.name)
  assert.ok(names.includes('ledger.verify'))
  assert.deepEqual(list.json().queue.failing, [])

  const post = (url: string, payload = {}) =>
    stoa.app.inject({ method: 'POST', url, headers: admin, payload })
  const ran = await post('/api/jobs/ledger.verify/run')
  assert.deepEqual([ran.statusCode, ran.json().outcome], [200, 'done'], ran.body)
  assert.equal((await post('/api/jobs/nothing/run')).json().code, 'job_unknown')
  const again = await post(`/api/jobs/runs/${ran.json().id}/retry`)
  assert.equal(again.json().code, 'run_not_failed')
  assert.equal((await post('/api/jobs/queue/retry')).statusCode, 200)

  const runs = await stoa.app.inject({ url: '/api/jobs/runs?outcome=done&limit=1', headers: admin })
  assert.deepEqual(
    runs.json().items.map((run: { name: string }) => run.name),
    ['ledger.verify'],
  )
})

test('an admin moves the sandbox’s clock; nobody else does, and never back', async () => {
  await using stoa = await testApp({ start: '2026-11-21T12:00:00Z' })
  const admin = await stoa.as(await stoa.person({ staffRoles: ['admin'] }))
  const finance = await stoa.as(await stoa.person({ staffRoles: ['finance'] }))
  const move = (headers: Record<string, string>, payload: object) =>
    stoa.app.inject({ method: 'POST', url: '/api/sandbox/clock', headers, payload })
  assert.equal((await move(finance, { advance: 'P1D' })).json().code, 'not_allowed')
  const moved = await move(admin, { advance: 'P7D' })
  assert.equal(moved.statusCode, 200, moved.body)
  assert.equal(moved.json().now, '2026-11-28T12:00:00Z')
  assert.equal(moved.json().failed, 0)
  assert.ok(moved.json().runs >= 7)
  const clock = await stoa.app.inject({ url: '/api/sandbox/clock' })
  assert.deepEqual(clock.json(), { now: '2026-11-28T12:00:00Z', movable: true })
  const cases = [
    [{ to: '2026-11-28T11:00:00Z' }, 'clock_goes_forward_only'],
    [{ advance: 'P500D' }, 'clock_jump_too_far'],
    [{}, 'clock_jump_not_understood'],
    [{ advance: 'P1D', by: 'me' }, 'request_invalid'],
  ] as const
  for (const [wish, code] of cases) assert.equal((await move(admin, wish)).json().code, code)
})
