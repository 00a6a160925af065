import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '../../test/app.ts'

test('an admin sets a number, it is in the audit log with what it was, and an old look changes nothing', async () => {
  await using stoa = await testApp()
  const admin = await stoa.person({ staffRoles: ['admin'] })
  const support = await stoa.person({ staffRoles: ['support'] })
  const get = async (person: string, url: string) =>
    (await stoa.app.inject({ url, headers: await stoa.as(person) })).json()
  const patch = async (person: string, version: number, changes: Record<string, number>) =>
    stoa.app.inject({
      method: 'PATCH',
      url: '/api/numbers/booking',
      headers: await stoa.as(person),
      payload: { version, changes },
    })
  const { items } = await get(support, '/api/numbers')
  assert.deepEqual(
    items.map(({ part }: { part: string }) => part),
    ['booking', 'asking', 'buying', 'quality', 'exposure', 'voices'],
  )
  const { version } = items[0]
  assert.equal((await patch(support, version, { freeHours: 36 })).statusCode, 403)
  assert.equal((await patch(admin, version, { freeHours: 36 })).statusCode, 200)
  const old = await patch(admin, version, { freeHours: 48 })
  assert.deepEqual([old.statusCode, old.json().code], [409, 'numbers_changed'])
  const far = await patch(admin, version + 1, { freeHours: 721 })
  assert.deepEqual([far.statusCode, far.json().code], [422, 'number_out_of_bounds'])
  const now = (await get(support, '/api/numbers')).items[0]
  assert.equal(now.version, version + 1)
  assert.equal(now.numbers.find(({ name }: { name: string }) => name === 'freeHours').value, 36)
  const log = (await get(admin, '/api/audit')).items.find(
    ({ deed }: { deed: string }) => deed === 'numbers.changed',
  )
  assert.deepEqual([log.before, log.after], [{ freeHours: 24 }, { freeHours: 36 }])
})
