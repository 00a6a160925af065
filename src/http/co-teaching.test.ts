import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'
import { educator, NOON, session } from '../../test/classroom.ts'

test('asked over HTTP, told, agreed, named on the page, in their own lists; strangers see nothing of it', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const { db, app } = stoa
  const [ana, ben] = [await educator(db, { name: 'Ana' }), await educator(db, { name: 'Ben' })]
  const stranger = await educator(db, { name: 'Cleo' })
  const id = await session(db, ana, { title: 'Two voices' })
  const call = async (who: string, method: 'GET' | 'POST', at: string, body?: object) => {
    const answer = await app.inject({
      method,
      url: `/api/${at}`,
      headers: await stoa.as(who),
      ...(body ? { payload: body } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const educators = `sessions/${id}/educators`
  const refused = await call(stranger, 'POST', educators, { educatorId: ben, share: 3000 })
  assert.deepEqual([refused.status, refused.body.code], [403, 'session_not_yours'])
  const asked = await call(ana, 'POST', educators, { educatorId: ben, share: 3000 })
  assert.deepEqual(
    asked.body.items.map((one: { educator: { name: string }; state: string; share: number }) => [
      one.educator.name,
      one.state,
      one.share,
    ]),
    [['Ben', 'invited', 3000]],
  )
  assert.equal(asked.body.lead.share, 10_000)
  await stoa.deps.jobs.settle()
  const { body: notices } = await call(ben, 'GET', 'notices')
  const titles = notices.items.map((one: { title: string }) => one.title)
  assert.ok(titles.includes('Ana asks you to teach “Two voices” too'), titles.join('\n'))
  const { body: shared } = await call(ben, 'GET', 'educator/shared')
  assert.deepEqual([shared.items[0].session.id, shared.items[0].state], [id, 'invited'])

  assert.equal((await call(stranger, 'GET', educators)).status, 403)
  assert.equal((await call(stranger, 'GET', `sessions/${id}/bookings`)).status, 403)
  const agreed = await call(ben, 'POST', `video-sessions/${id}/educators/answer`, { teaches: true })
  assert.equal(agreed.body.lead.share, 7000)
  const page = await call(stranger, 'GET', `sessions/${id}`)
  assert.deepEqual(page.body.coEducators, [{ id: ben, name: 'Ben' }])
  for (const at of ['bookings', 'waitlist', 'meeting', 'attendance']) {
    assert.equal((await call(ben, 'GET', `sessions/${id}/${at}`)).status, 200, at)
  }
  const mine = await call(ben, 'GET', 'sessions?mine=true&state=published')
  assert.deepEqual(
    mine.body.items.map((one: { id: string }) => one.id),
    [id],
  )
  const off = await call(ana, 'POST', `${educators}/${ben}/remove`, {})
  assert.equal(off.body.items[0].state, 'removed')
  await stoa.deps.jobs.settle()
  const { body: told } = await call(ben, 'GET', 'notices')
  assert.equal(told.items[0].title, 'You no longer teach “Two voices”')
})
