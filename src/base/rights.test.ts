import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asAdmin, testDatabase } from '../../test/database.ts'

/** Functions of ours that whoever connects may execute; extensions' and PostgreSQL's own are not ours. */
const OPEN = `
  select n.nspname || '.' || p.proname as name, has_function_privilege('public', p.oid, 'execute') as open
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname not in ('pg_catalog', 'information_schema')
     and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
   order by 1`

test('no function may be executed by whoever connects, nor one that is made tomorrow', async () => {
  await using db = await testDatabase()
  const name = new URL(db.url).pathname.slice(1)
  const owner = (text: string) =>
    asAdmin((client) => client.query<{ name: string; open: boolean }>(text), name)
  const looked = async () => (await owner(OPEN)).rows
  const now = await looked()
  assert.ok(now.length > 60, `only ${now.length} functions were looked at`)
  assert.deepEqual(
    now.filter(({ open }) => open).map(({ name }) => name),
    [],
  )
  const made = (security: string) =>
    owner(`create function payments.tomorrow() returns int language sql ${security} return 1`)
  await made('security definer')
  const tomorrow = (await looked()).find(({ name }) => name === 'payments.tomorrow')
  assert.equal(tomorrow?.open, false)
  await assert.rejects(db`select payments.tomorrow()`, { code: '42501' })
  await owner('grant execute on function payments.tomorrow() to public')
  const granted = (await looked()).find(({ name }) => name === 'payments.tomorrow')
  assert.equal(granted?.open, true, 'and this test would see it')
})
