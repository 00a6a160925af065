import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, newId, Problem, readConfig, VirtualClock } from '#base'
import {
  addMember,
  audit,
  changeProfile,
  createOrganization,
  createPerson,
  grantStaffRole,
  listOrganizations,
  listPeople,
  oneOrganization,
  onePerson,
  PLATFORM_CREATORS,
  personCards,
  readAudit,
  revokeStaffRole,
} from '#people'
import { testDatabase } from '../../test/database.ts'
import { openAuth } from './auth.ts'

const now = Temporal.Instant.from('2026-11-21T12:00:00Z')
const refusal = (code: string) => (error: unknown) =>
  error instanceof Problem && error.code === code

const make = (db: Db, name: string, more: object = {}) =>
  atomically(db, (tx) =>
    createPerson(
      tx,
      { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org`, ...more },
      now,
    ),
  )

test('Better Auth finds every table and column that it writes', async () => {
  await using db = await testDatabase()
  const config = readConfig({ LOG_LEVEL: 'silent' })
  const clock = new VirtualClock(now, { standing: true })
  const deps = { db, config, clock, secret: 'x'.repeat(32) }
  const { checkSchema } = await openAuth(deps, { checkTables: true }).$context
  assert.ok(checkSchema, 'the library must be able to check')
  await checkSchema()
})

test('an account is made once for an e-mail address, and joining is a fact', async () => {
  await using db = await testDatabase()
  const { id } = await make(db, 'Ada Bell', {
    email: ' Ada.Bell@Example.ORG ',
    zone: 'asia/kolkata',
  })
  const person = await onePerson(db, id)
  assert.equal(person.email, 'ada.bell@example.org')
  assert.equal(person.zone, 'Asia/Kolkata')
  const facts = await db`select kind, about_id from base.fact`
  assert.deepEqual(facts, [{ kind: 'person.joined', about_id: id }])
  await assert.rejects(make(db, 'Other', { email: 'ada.bell@example.org' }), refusal('email_taken'))
  await assert.rejects(make(db, 'Bea', { zone: 'Mars/Olympus' }), refusal('zone_unknown'))
  await assert.rejects(make(db, 'Bea', { zone: '+05:30' }), refusal('zone_unknown'))
  await assert.rejects(make(db, 'Bea', { locale: 'no language' }), refusal('locale_unknown'))
  assert.equal((await db`select from people.person`).length, 1)
})

test('a profile changes only in what was given', async () => {
  await using db = await testDatabase()
  const { id } = await make(db, 'Ada', { zone: 'Europe/Rome', locale: 'it' })
  const change = (what: Parameters<typeof changeProfile>[2], who = id) =>
    atomically(db, (tx) => changeProfile(tx, who, what, now))
  await change({ locale: 'EN-in' })
  const person = await onePerson(db, id)
  assert.deepEqual([person.name, person.zone, person.locale], ['Ada', 'Europe/Rome', 'en-IN'])
  await assert.rejects(change({ name: 'Nobody' }, newId()), refusal('person_unknown'))
})

test('staff roles are kept with who gave and who took them, and one admin always stays', async () => {
  await using db = await testDatabase()
  const { id: ada } = await make(db, 'Ada', { staffRoles: ['admin'] })
  const { id: bea } = await make(db, 'Bea')
  const by = `person:${ada}`
  const grant = (person: string, role: 'admin' | 'finance') =>
    atomically(db, (tx) => grantStaffRole(tx, { person, role, by }, now))
  const revoke = (person: string, role: 'admin' | 'finance') =>
    atomically(db, (tx) => revokeStaffRole(tx, { person, role, by }, now))

  await assert.rejects(revoke(ada, 'admin'), refusal('last_admin'))
  await grant(bea, 'finance')
  await grant(bea, 'finance')
  await revoke(bea, 'finance')
  assert.deepEqual((await onePerson(db, bea)).staffRoles, [])
  const kept = await db`
    select granted_by, revoked_by from people.staff_role where person_id = ${bea}`
  assert.deepEqual(kept, [{ granted_by: by, revoked_by: by }])

  await grant(bea, 'admin')
  const both = await Promise.allSettled([revoke(ada, 'admin'), revoke(bea, 'admin')])
  assert.deepEqual(
    both.map((result) => result.status).toSorted(),
    ['fulfilled', 'rejected'],
    'two admins who dismiss each other at once: one stays',
  )
  await assert.rejects(grant(newId(), 'finance'), refusal('person_unknown'))
})

test('Platform Creators is there from the start and cannot be removed', async () => {
  await using db = await testDatabase()
  const [first] = await listOrganizations(db, { limit: 10 })
  assert.equal(first?.id, PLATFORM_CREATORS)
  await assert.rejects(
    db`delete from people.organization where id = ${PLATFORM_CREATORS}`,
    /built in/,
  )
})

test('organizations have people, and only their own people and staff may look inside', async () => {
  await using db = await testDatabase()
  const { id: ada } = await make(db, 'Ada')
  const { id: bea } = await make(db, 'Bea')
  const school = await atomically(db, (tx) =>
    createOrganization(tx, { name: 'École du Soir' }, now),
  )
  const second = await atomically(db, (tx) =>
    createOrganization(tx, { name: 'École du Soir' }, now),
  )
  assert.equal(school.slug, 'ecole-du-soir')
  assert.notEqual(second.slug, school.slug)
  const add = (person: string, role: 'owner' | 'member', organization = school.id) =>
    atomically(db, (tx) => addMember(tx, { organization, person, role }, now))
  await add(ada, 'owner')
  await add(ada, 'owner')
  await assert.rejects(add(ada, 'member'), refusal('already_member'))
  await assert.rejects(add(newId(), 'member'), refusal('person_unknown'))
  await assert.rejects(add(bea, 'member', newId()), refusal('organization_unknown'))

  const member = await oneOrganization(db, school.id, (await onePerson(db, ada)) as never)
  assert.deepEqual(
    member.people.map(({ name, role }) => [name, role]),
    [['Ada', 'owner']],
  )
  await assert.rejects(
    oneOrganization(db, school.id, (await onePerson(db, bea)) as never),
    refusal('organization_unknown'),
  )
  assert.equal((await listOrganizations(db, { member: bea, limit: 10 })).length, 0)
})

test('people are found by words, roles and organization, page after page', async () => {
  await using db = await testDatabase()
  for (const name of ['Ada Bell', 'Bo Cole', 'Cy Bellamy', '100% Dora']) await make(db, name)
  const { id: eve } = await make(db, 'Eve', { staffRoles: ['finance'] })
  const found = async (filter: object) =>
    (await listPeople(db, { limit: 10, ...filter })).map((person) => person.name).toSorted()
  assert.deepEqual(await found({ words: 'bell' }), ['Ada Bell', 'Cy Bellamy'])
  assert.deepEqual(await found({ words: '%' }), ['100% Dora'])
  assert.deepEqual(await found({ words: '_' }), [])
  assert.deepEqual(await found({ role: 'finance' }), ['Eve'])
  assert.deepEqual(await found({ organization: PLATFORM_CREATORS }), [])

  const seen: string[] = []
  for (let before: { at: Temporal.Instant; id: string } | undefined; ; ) {
    const [person] = await listPeople(db, { limit: 1, before })
    if (!person) break
    seen.push(person.name)
    before = { at: person.joinedAt, id: person.id }
  }
  assert.equal(new Set(seen).size, 5)
  assert.deepEqual(await personCards(db, [eve, newId()]), [{ id: eve, name: 'Eve', zone: 'UTC' }])
  assert.deepEqual(await personCards(db, []), [])
})

test('the audit log tells who did what to what, and cannot be rewritten', async () => {
  await using db = await testDatabase()
  const { id: ada } = await make(db, 'Ada')
  const write = (deed: string, by: string, minute: number, about = 'a') =>
    atomically(db, (tx) =>
      audit(
        tx,
        {
          by,
          deed,
          about: { type: 'thing', id: about },
          before: { n: 1 },
          after: { n: 2 },
          from: 'test',
        },
        now.add({ minutes: minute }),
      ),
    )
  await write('staff_role.granted', `person:${ada}`, 1)
  await write('credits.allocated', 'schedule', 2, 'b')
  const deeds = async (filter: object) =>
    (await readAudit(db, { limit: 10, ...filter })).map((row) => row.deed)
  assert.deepEqual(await deeds({}), ['credits.allocated', 'staff_role.granted'])
  assert.deepEqual(await deeds({ deed: 'staff_role' }), ['staff_role.granted'])
  assert.deepEqual(await deeds({ about: 'b' }), ['credits.allocated'])
  assert.deepEqual(await deeds({ until: now.add({ minutes: 2 }) }), ['staff_role.granted'])
  const [row] = await readAudit(db, { by: `person:${ada}`, limit: 1 })
  assert.equal(row?.byName, 'Ada')
  assert.deepEqual([row?.before, row?.after], [{ n: 1 }, { n: 2 }])
  for (const attack of [
    'update people.audit set by = $$x$$',
    'delete from people.audit',
    'truncate people.audit',
  ]) {
    await assert.rejects(db.pool.query(attack), /permission denied/)
  }
})
