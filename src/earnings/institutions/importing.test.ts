import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically } from '#base'
import { createOrganization, createPerson, onePerson } from '#people'
import { educator, hours, NOON, person, refused } from '../../../test/classroom.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import {
  forgetImports,
  inviteEducator,
  previewImport,
  runImport,
  sampleFile,
  uploadImport,
} from '../index.ts'
import { readInstructors } from './reading-file.ts'

const USUAL = { currency: 'USD', months: 6 }
const HEAD = 'email,name,teaches,languages,zone'
const GOOD = 'nora@example.org,Nora,both,sv;en,Europe/Stockholm'
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string | Uint8Array) =>
  readInstructors(typeof text === 'string' ? bytes(text) : text, USUAL)
const rowsOf = (text: string | Uint8Array) => {
  const found = read(text)
  if ('fault' in found) throw new Error(found.fault)
  return found.rows
}

test('files as spreadsheets make them are read alike', () => {
  const same = (file: string | Uint8Array, line = 2) => {
    const [row] = rowsOf(file)
    assert.deepEqual(
      [
        row?.line,
        row?.email,
        row?.name,
        row?.terms?.kinds,
        row?.terms?.languages,
        row?.terms?.zone,
        row?.faults,
      ],
      [
        line,
        'nora@example.org',
        'Nora',
        ['class', 'conversation'],
        ['sv', 'en'],
        'Europe/Stockholm',
        [],
      ],
    )
  }
  same(`${HEAD}\n${GOOD}\n`)
  same(`\ufeff${HEAD}\r\n${GOOD}\r\n`)
  same(`${HEAD}\r${GOOD}`)
  same(`"${HEAD.replaceAll(',', '","')}"\n"${GOOD.replaceAll(',', '","')}"`)
  same(`${HEAD.replaceAll(',', ';')}\n${GOOD.replace('sv;en', '"sv;en"').replaceAll(',', ';')}`)
  same(`${HEAD.replaceAll(',', '\t')}\n${GOOD.replaceAll(',', '\t')}`)
  same(
    `Teaches , LANGUAGES,Zone,name,Email\nboth,"SV, EN",Europe/Stockholm,Nora, Nora@Example.ORG \n`,
  )
  same(`${HEAD}\n\n,,,,\n${GOOD}`, 4)
  const wide = `${HEAD}\n${GOOD}`
  same(
    Uint8Array.from([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from([...wide].map((sign) => sign.charCodeAt(0))).buffer),
    ]),
  )
  const [sample] = rowsOf(sampleFile())
  assert.deepEqual(sample?.terms?.guarantee, {
    minimum: '240000',
    currency: 'USD',
    months: 6,
    startsOn: '2027-01-01',
  })
})

test('a file that cannot be told apart is refused whole, with the reason', () => {
  const cases: [string | Uint8Array, RegExp][] = [
    ['', /empty/],
    [HEAD, /no rows/],
    [`${HEAD},minimun\n${GOOD},3`, /not known: “minimun”/],
    [`${HEAD},email\n${GOOD},x@y.zz`, /“email” stands there twice/],
    ['email,name\na@b.cc,A', /lacks: teaches, languages, zone/],
    [`${HEAD}\n"nora@example.org,Nora`, /never closed/],
    [`${HEAD}\n"nora"x,Nora`, /no proper CSV/],
    [Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0]), /no text/],
    [Uint8Array.from([...bytes(`${HEAD}\n`), 0xe5, 0x2c]), /no text/],
    [`${HEAD}\n${`${GOOD}\n`.repeat(5_001)}`, /5001 rows; 5000 at most/],
    [new Uint8Array(5 * 1024 * 1024), /larger than 4 MB/],
  ]
  for (const [file, reason] of cases) {
    const found = read(file)
    assert.match('fault' in found ? found.fault : 'read', reason)
  }
})

test('each thing that is wrong with a row is said, with its column', () => {
  const cases: [string, string, string][] = [
    ['=cmd|calc,Nora,both,sv,UTC', 'email', 'begins a formula'],
    ['nora@example.org,"=HYPERLINK(""x"")",both,sv,UTC', 'name', 'begins a formula'],
    ['nora@example.org,@SUM,both,sv,UTC', 'name', 'begins a formula'],
    ['nora@example.org,"No\nra",both,sv,UTC', 'name', 'cannot be seen'],
    ['nora@example.org,N\u202eora,both,sv,UTC', 'name', 'cannot be seen'],
    ['nora at example.org,Nora,both,sv,UTC', 'email', 'is no e-mail address'],
    [',Nora,both,sv,UTC', 'email', 'missing'],
    ['nora@example.org,,both,sv,UTC', 'name', 'missing'],
    ['nora@example.org,Nora,maths,sv,UTC', 'teaches', 'neither classes'],
    ['nora@example.org,Nora,both,swedish,UTC', 'languages', '“swedish”'],
    ['nora@example.org,Nora,both,xx,UTC', 'languages', '“xx”'],
    ['nora@example.org,Nora,both,,UTC', 'languages', 'missing'],
    ['nora@example.org,Nora,both,sv,Stockholm', 'zone', 'no time zone'],
    ['nora@example.org,Nora,both,sv,+02:00', 'zone', 'begins a formula'],
    [`nora@example.org,${'N'.repeat(121)},both,sv,UTC`, 'name', 'longer than 120'],
    ['nora@example.org,Nora,both,sv,UTC,one,too,many', '', '8 cells'],
  ]
  for (const [row, column, words] of cases) {
    const [found] = rowsOf(`${HEAD}\n${row}\n`)
    const fault = found?.faults.find((one) => one.column === column)
    assert.ok(fault?.sentence.includes(words), `${row}: ${JSON.stringify(found?.faults)}`)
    assert.equal(found?.terms, null)
  }
  const money = (cells: string) =>
    rowsOf(`${HEAD},minimum,currency,months,starts_on,years_teaching\n${GOOD},${cells}\n`)[0]!
  assert.deepEqual(money('900.5,eur,3,2027-02-01,4').terms?.guarantee, {
    minimum: '90050',
    currency: 'EUR',
    months: 3,
    startsOn: '2027-02-01',
  })
  assert.equal(money('700,JPY,,,').terms?.guarantee?.minimum, '700')
  const wrong: [string, string][] = [
    ['"1,200.50",,,,', 'minimum'],
    ['0,,,,', 'minimum'],
    ['7.5,JPY,,,', 'minimum'],
    ['5,SMS,,,', 'currency'],
    ['5,XXY,,,', 'currency'],
    ['5,,37,,', 'months'],
    ['5,,,01.02.2027,', 'starts_on'],
    ['5,,,2027-02-30,', 'starts_on'],
    [',,,,many', 'years_teaching'],
  ]
  for (const [cells, column] of wrong)
    assert.deepEqual(
      money(cells).faults.map((one) => one.column),
      [column],
      cells,
    )
  const twice = rowsOf(`${HEAD}\n${GOOD}\n${GOOD.replace('nora', 'NORA')}`)
  assert.deepEqual(
    twice.map(({ faults }) => faults.length),
    [0, 1],
  )
  assert.match(twice[1]!.faults[0]!.sentence, /line 2 already/)
})

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(() => db[Symbol.asyncDispose]())

const upload = (organizationId: string, text: string, now = NOON) =>
  atomically(db, (tx) =>
    uploadImport(
      tx,
      { organizationId, fileName: 'staff.csv', bytes: bytes(text) },
      'person:staff',
      now,
    ),
  )
const run = (id: string, rows: 'good' | 'all', now = NOON) =>
  atomically(db, (tx) => runImport(tx, { id, rows }, 'person:staff', now))
const outcomes = async (id: string, now = NOON) =>
  (await previewImport(db, id, now)).rows.map(({ outcome }) => outcome)
const counted = async () => {
  const [row] = await db<{ invitations: number; facts: number; people: number }>`
    select (select count(*)::int from earnings.invitation) as invitations,
      (select count(*)::int from base.fact where kind = 'educator.invited') as facts,
      (select count(*)::int from people.person) as people`
  return row!
}

test('a preview says row by row what would happen, and nobody hears of it; importing twice is importing once', async () => {
  const { id: lyra } = await atomically(db, (tx) => createOrganization(tx, { name: 'Lyra' }, NOON))
  const here = (await onePerson(db, await educator(db, { organizationId: lyra, name: 'Here' })))
    .email
  const elsewhere = (await onePerson(db, await educator(db, { name: 'Elsewhere' }))).email
  const plain = (await onePerson(db, await person(db, 'Plain'))).email
  const terms = {
    kinds: ['class' as const],
    languages: ['es'],
    zone: 'UTC',
    yearsTeaching: 0,
    headline: '',
    locale: 'en',
    guarantee: null,
  }
  await atomically(db, (tx) =>
    inviteEducator(
      tx,
      { organizationId: lyra, email: 'asked@example.org', name: 'Asked', terms },
      'person:staff',
      NOON,
    ),
  )
  const before = await counted()
  const row = (email: string) => `${email},Somebody,classes,es,UTC`
  const file = [
    HEAD,
    row(here),
    row(elsewhere),
    row(plain),
    row('asked@example.org'),
    row('new@example.org'),
    row('no address'),
  ].join('\n')
  const id = await upload(lyra, file)
  assert.deepEqual(await outcomes(id), ['here', 'move', 'person', 'invited', 'new', 'bad'])
  assert.deepEqual(await counted(), before)

  await assert.rejects(run(id, 'all'), refused('import_has_faults'))
  assert.deepEqual(await counted(), before)
  assert.equal(await run(id, 'good'), 3)
  assert.equal(await run(id, 'good'), 3)
  const done = await counted()
  assert.deepEqual(done, {
    invitations: before.invitations + 3,
    facts: before.facts + 3,
    people: before.people,
  })
  const again = await upload(lyra, file)
  assert.deepEqual(await outcomes(again), [
    'here',
    'invited',
    'invited',
    'invited',
    'invited',
    'bad',
  ])
  assert.equal(await run(again, 'good'), 0)
  assert.deepEqual(await counted(), done)
  await assert.rejects(upload(lyra, 'nothing'), refused('import_unreadable'))

  // After the invitations have run out, the same file asks again.
  const later = hours(24 * 31)
  const third = await upload(lyra, file, later)
  assert.deepEqual(await outcomes(third, later), ['here', 'move', 'person', 'new', 'new', 'bad'])
  assert.equal(await atomically(db, (tx) => forgetImports(tx, hours(24 * 32))), 0)
  const rows = await db`select 1 as one from earnings.import_row where import_id = ${id}`
  assert.equal(rows.length, 0)
  assert.equal(await atomically(db, (tx) => forgetImports(tx, hours(24 * 62))), 1)
})

test('5,000 rows are read, shown and invited in reasonable time', async () => {
  const { id: lyra } = await atomically(db, (tx) => createOrganization(tx, { name: 'Large' }, NOON))
  await atomically(db, (tx) =>
    createPerson(tx, { name: 'Known', email: 'teacher7@example.org' }, NOON),
  )
  const rows = Array.from(
    { length: 5_000 },
    (_, n) => `teacher${n}@example.org,Teacher ${n},both,es;en,Europe/Madrid`,
  )
  const began = performance.now()
  const id = await upload(lyra, [HEAD, ...rows].join('\n'))
  const shown = await outcomes(id)
  assert.equal(shown.filter((one) => one === 'person').length, 1)
  assert.equal(await run(id, 'all'), 5_000)
  const took = Math.round(performance.now() - began)
  // Reasonable also on a machine that has much other work: it took 23 seconds on one.
  assert.ok(took < 120_000, `took ${took} ms`)
})
