import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, record } from '#base'
import { notify } from '#messaging'
import { testApp } from '../../test/app.ts'

test('a person reads their own notices, page by page, and nobody else’s', async () => {
  await using stoa = await testApp()
  const maya = await stoa.person({ name: 'Maya' })
  const other = await stoa.as(await stoa.person())
  for (let day = 0; day < 3; day++) {
    await atomically(stoa.db, async (tx) => {
      const at = stoa.clock.now().add({ hours: 24 * day })
      const about = { type: 'test', id: `${day}` }
      const fact = await record(tx, { kind: 'nobody.cares', about, at })
      await notify(tx, undefined, { fact, kind: 'person.joined', to: maya, told: {} }, at)
    })
  }
  const get = async (url: string) =>
    (await stoa.app.inject({ url, headers: await stoa.as(maya) })).json()
  const first = await get('/api/notices?limit=2')
  assert.deepEqual([first.items.length, first.unread], [2, 3])
  const second = await get(`/api/notices?limit=2&cursor=${first.next}`)
  assert.deepEqual([second.items.length, second.next], [1, null])

  const url = `/api/notices/${second.items[0].id}/read`
  const stranger = await stoa.app.inject({ method: 'POST', url, headers: other })
  assert.equal(stranger.json().code, 'notice_unknown')
  const read = await stoa.app.inject({ method: 'POST', url, headers: await stoa.as(maya) })
  assert.equal(read.statusCode, 200, read.body)
  assert.ok(read.json().readAt)
  assert.equal((await get('/api/notices?unread=true')).items.length, 2)
})

test('staff see the outbox', async () => {
  await using stoa = await testApp()
  const maya = await stoa.person({ name: 'Maya', email: 'maya@example.org' })
  await atomically(stoa.db, async (tx) => {
    const at = stoa.clock.now()
    const fact = await record(tx, { kind: 'x', about: { type: 'test', id: 'x' }, at })
    await notify(tx, undefined, { fact, kind: 'person.joined', to: maya, told: {} }, at)
  })
  const support = await stoa.as(await stoa.person({ staffRoles: ['support'] }))
  const seen = await stoa.app.inject({ url: '/api/outbox', headers: support })
  assert.deepEqual(
    seen.json().items.map((mail: { to: string; state: string }) => [mail.to, mail.state]),
    [['maya@example.org', 'kept']],
  )
  const refused = await stoa.app.inject({ url: '/api/outbox', headers: await stoa.as(maya) })
  assert.equal(refused.json().code, 'not_allowed')
})
