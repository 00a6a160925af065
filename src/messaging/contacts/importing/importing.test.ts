import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, type Problem, type Tx } from '#base'
import { createOrganization } from '#people'
import { type TestDatabase, testDatabase } from '../../../../test/database.ts'
import {
  addContact,
  addField,
  addGroup,
  beginImport,
  contactImportFor,
  contactsOf,
  type Duplicates,
  forgetContactFiles,
  groupsOf,
  type ImportChoices,
  importFaults,
  type Mapping,
  mayReceive,
  optOut,
  previewContacts,
  readContacts,
  receiveFile,
  stopImport,
} from '../index.ts'

const now = Temporal.Instant.from('2026-11-20T09:00:00Z')
let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(() => db[Symbol.asyncDispose]())

const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(db, work)
const refusal = (code: string) => (error: Problem) => error.code === code
let schools = 0
const school = async () =>
  (await inTx((tx) => createOrganization(tx, { name: `School ${schools++}` }, now))).id

async function* inParts(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const upload = (organization: string, text: string | Buffer, size = 7) =>
  receiveFile(
    db,
    { organization, fileName: 'members.csv' },
    inParts(Buffer.from(text as string), size),
    'person:a',
    now,
  )

const CHOICES: ImportChoices = { country: 'IN', duplicates: 'update', group: null, consents: null }
const begin = (
  organization: string,
  id: string,
  mapping: Mapping,
  choices: Partial<ImportChoices> = {},
) =>
  inTx((tx) =>
    beginImport(
      tx,
      { organization, id },
      { mapping, choices: { ...CHOICES, ...choices } },
      'person:a',
      now,
    ),
  )
async function read(
  organization: string,
  text: string,
  mapping: Mapping,
  choices: Partial<ImportChoices> = {},
) {
  const id = await upload(organization, text)
  await begin(organization, id, mapping, choices)
  await readContacts(db, id, () => now)
  return contactImportFor(db, { organization, id })
}
const counts = ({ made, changed, leftAlone, faulty }: Awaited<ReturnType<typeof read>>) => ({
  made,
  changed,
  leftAlone,
  faulty,
})
const people = async (organization: string) =>
  (await contactsOf(db, organization, { limit: 100 })).items.toReversed()

test('a file is received in pieces, in the encodings that can be told for sure', async () => {
  const here = await school()
  const text = 'Name;Mobile No\r\n"Ünal; Ayşe";9876543210\r\n'
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  ]) {
    const id = await upload(here, bytes, 3)
    const { heads, mapping, rows } = await previewContacts(
      db,
      { organization: here, id },
      { country: 'IN' },
    )
    assert.deepEqual(heads, ['Name', 'Mobile No'])
    assert.deepEqual(mapping, ['name', 'phone'])
    assert.deepEqual(
      rows.map(({ name, addresses }) => [name, addresses[0]?.address]),
      [['Ünal; Ayşe', '+919876543210']],
    )
  }
  for (const wrong of [
    '',
    '\n\n',
    'name,phone',
    'name,phone\r\n',
    Buffer.from('Name\nM\xfcller', 'latin1'),
    Buffer.from([80, 75, 3, 4, 0, 0, 0]),
  ])
    await assert.rejects(upload(here, wrong), refusal('contact_file_unreadable'))
  await assert.rejects(
    receiveFile(
      db,
      { organization: here, fileName: 'big.csv' },
      inParts(Buffer.alloc(65 * 1024 * 1024, 97), 1 << 20),
      'a',
      now,
    ),
    refusal('contact_file_too_large'),
  )
  const kept = await db`select 1 as one from messaging.contact_import where state = 'receiving'`
  assert.equal(kept.length, 0)
})

test('what the columns are is guessed, each once, and can be said', async () => {
  const here = await school()
  await inTx((tx) =>
    addField(tx, here, { name: 'seat', label: 'Seat No', kind: 'number', choices: [] }, 'a', now),
  )
  const id = await upload(
    here,
    'Member ID,First Name,Surname,Phone,Mobile,E-Mail,Seat no,Shoe\n1,Ana,Bell,9876543210,,a@x.org,12,44\n',
  )
  const seen = (mapping?: Mapping) =>
    previewContacts(db, { organization: here, id }, { mapping, country: 'IN' })
  const { mapping, rows } = await seen()
  assert.deepEqual(mapping, [
    'reference',
    'first_name',
    'last_name',
    'phone',
    'ignore',
    'email',
    'fields.seat',
    'ignore',
  ])
  assert.deepEqual([rows[0]!.name, rows[0]!.fields], ['Ana Bell', { seat: 12 }])
  const wrong: Mapping[] = [
    mapping.slice(1),
    mapping.with(4, 'phone'),
    mapping.with(7, 'fields.shoe'),
    mapping.map((one) => (['reference', 'phone', 'email'].includes(one) ? 'ignore' : one)),
  ]
  for (const one of wrong) {
    await assert.rejects(seen(one), refusal('contact_file_mapping_invalid'))
    await assert.rejects(begin(here, id, one), refusal('contact_file_mapping_invalid'))
  }
  await begin(here, id, mapping.with(7, 'new_field'))
  await assert.rejects(begin(here, id, mapping), refusal('contact_file_begun'))
  await readContacts(db, id, () => now)
  assert.deepEqual((await people(here))[0]!.fields, { seat: 12, shoe: '44' })
})

// [what it is, file, rule, what it comes to, contacts as name/reference/addresses]
const DUPLICATE_CASES: [string, string, Duplicates, [number, number, number], string[]][] = [
  [
    'one number is one person',
    'N,,9876543210,\nN2,,09876543210,',
    'update',
    [1, 1, 0],
    ['N2|-|+919876543210'],
  ],
  [
    'only gaps are filled',
    'N,,9876543210,\nN2,R1,9876543210,n@x.org',
    'fill',
    [1, 1, 0],
    ['N|R1|+919876543210 n@x.org'],
  ],
  [
    'who is known is left alone',
    'N,,9876543210,\nN2,R1,9876543210,n@x.org',
    'skip',
    [1, 0, 1],
    ['N|-|+919876543210'],
  ],
  [
    'the same row again is nothing new',
    'N,R,9876543210,\nN,R,9876543210,',
    'update',
    [1, 0, 1],
    ['N|R|+919876543210'],
  ],
  [
    'another number goes first',
    'N,R,9876543210,\nN,R,9876543211,',
    'update',
    [1, 1, 0],
    ['N|R|+919876543211 +919876543210'],
  ],
  [
    'or comes after',
    'N,R,9876543210,\nN,R,9876543211,',
    'fill',
    [1, 1, 0],
    ['N|R|+919876543210 +919876543211'],
  ],
  [
    'two pupils, one parent',
    'A,R1,9876543210,\nB,R2,9876543210,',
    'update',
    [2, 0, 0],
    ['A|R1|+919876543210', 'B|R2|+919876543210'],
  ],
  [
    'among those who share, the one of that name',
    'A,R1,9876543210,\nB,R2,9876543210,\nb,,9876543210,b@x.org',
    'fill',
    [2, 1, 0],
    ['A|R1|+919876543210', 'B|R2|+919876543210 b@x.org'],
  ],
  [
    'a reference is taken over by who had none',
    'A,,,a@x.org\nA,R9,,a@x.org',
    'update',
    [1, 1, 0],
    ['A|R9|a@x.org'],
  ],
]
for (const [what, text, duplicates, [made, changed, leftAlone], kept] of DUPLICATE_CASES) {
  test(`duplicates: ${what}`, async () => {
    const here = await school()
    const done = await read(
      here,
      `name,ref,sms,email\n${text}\n`,
      ['name', 'reference', 'sms', 'email'],
      { duplicates },
    )
    assert.deepEqual(counts(done), { made, changed, leftAlone, faulty: 0 })
    const shown = (await people(here)).map(
      ({ name, reference, addresses }) =>
        `${name}|${reference ?? '-'}|${addresses.map(({ address }) => address).join(' ')}`,
    )
    assert.deepEqual(shown.toSorted(), kept)
  })
}

test('each fault is told with its line, its column and its reason, and the other rows go in', async () => {
  const here = await school()
  await inTx((tx) =>
    addField(tx, here, { name: 'born', label: 'Born', kind: 'date', choices: [] }, 'a', now),
  )
  const text = [
    'name,mobile,email,born,lang',
    'Ana,9876543210,ana@x.org,2001-02-28,en',
    'Ben,12345,ben@,31.02.2001,??',
    '"Two\nlines",9876543211,,,',
    'Cem,022 2345 6789,,,',
    'Dia,,,,',
    'Eve,9876543212,,2001-13-01,hi',
  ].join('\r\n')
  const done = await read(here, text, ['name', 'phone', 'email', 'fields.born', 'language'])
  assert.deepEqual(
    [done.state, counts(done)],
    ['done', { made: 2, changed: 0, leftAlone: 0, faulty: 4 }],
  )
  const faults = await importFaults(
    db,
    { organization: here, id: done.id },
    { after: 0, limit: 100 },
  )
  assert.deepEqual(
    faults.map(({ line, column, value, sentence }) => [line, column, value, sentence]),
    [
      [3, 'lang', '??', 'That is no language tag.'],
      [3, 'mobile', '12345', 'It is no telephone number of any country.'],
      [3, 'email', 'ben@', 'It is no e-mail address.'],
      [3, 'born', '31.02.2001', '“31.02.2001” is no date: write it as 2026-11-22.'],
      [6, 'mobile', '022 2345 6789', 'It is a fixed line: no SMS arrives there.'],
      [7, '', '', 'The row has neither an address nor a reference.'],
      [8, 'born', '2001-13-01', '“2001-13-01” is no date: write it as 2026-11-22.'],
    ],
  )
  const next = await importFaults(db, { organization: here, id: done.id }, { after: 3, limit: 1 })
  assert.deepEqual(
    next.map(({ line }) => line),
    [6],
  )
  const other = await school()
  await assert.rejects(
    importFaults(db, { organization: other, id: done.id }, { after: 0, limit: 9 }),
    refusal('contact_file_unknown'),
  )
})

test('a file gives consent where nothing is known, and never brings back who has left', async () => {
  const here = await school()
  const left = { organization: here, way: 'email', address: 'left@x.org', source: 'link' } as const
  await inTx((tx) => optOut(tx, left, 'r', now))
  const group = await inTx((tx) => addGroup(tx, here, { name: 'All', rule: null }, 'a', now))
  const consents: ImportChoices['consents'] = {
    ways: ['email'],
    categories: ['marketing'],
    textVersion: 'paper form 2026',
  }
  const text = 'email,news\nyes@x.org,yes\nno@x.org,no\nempty@x.org,\nleft@x.org,yes\n'
  const done = await read(here, text, ['email', 'consent'], { consents, group: group.id })
  assert.deepEqual(counts(done), { made: 4, changed: 0, leftAlone: 0, faulty: 0 })
  const asked = ['yes@x.org', 'no@x.org', 'empty@x.org', 'left@x.org']
  const may = await mayReceive(db, here, 'email', 'marketing', asked, now)
  assert.deepEqual(
    asked.map((one) => may.get(one) ?? 'may'),
    ['may', 'recipient_opted_out', 'recipient_consent_missing', 'recipient_opted_out'],
  )
  assert.deepEqual(
    (await groupsOf(db, here)).map(({ members }) => members),
    [4],
  )
  const [proof] =
    await db`select source, text_version, by from messaging.consent where organization_id = ${here} and given`
  assert.deepEqual(proof, { source: 'import', text_version: 'paper form 2026', by: 'person:a' })
})

test('a file that breaks off says where; what came before stays', async () => {
  const here = await school()
  const good = Array.from({ length: 2_500 }, (_, i) => `m${i}@x.org,n`).join('\n')
  const done = await read(here, `email,name\n${good}\n"open,${'x'.repeat(30_000)}\n`, [
    'email',
    'name',
  ])
  assert.equal(done.state, 'stopped')
  assert.match(done.fault!, /Near line \d+: a row is longer than 20,000 characters/)
  assert.deepEqual([done.made, done.readLines], [2_500, 2_501], 'all before it')
  const pieces =
    await db`select 1 as one from messaging.contact_import_piece where import_id = ${done.id}`
  assert.equal(pieces.length, 0)
})

test('a reader that dies anywhere, or has a rival, reads each row once', async () => {
  const here = await school()
  const total = 9_001
  const text = `email,name\n${Array.from({ length: total }, (_, i) => `m${i}@x.org,"N\n${i}"`).join('\n')}`
  const id = await upload(here, text, 50_000)
  await begin(here, id, ['email', 'name'])
  for (const dies of [1, 2, 1]) {
    let left = dies
    const clock = () => {
      if (left-- > 0) return now
      throw new Error('killed')
    }
    await assert.rejects(readContacts(db, id, clock), /killed/)
  }
  const half = await contactImportFor(db, { organization: here, id })
  assert.deepEqual([half.state, half.rows], ['running', 8_000])
  assert.ok(half.readBytes > 0n && half.readBytes < half.bytes)
  const read = await Promise.all([1, 2, 3].map(() => readContacts(db, id, () => now)))
  assert.equal(
    read.reduce((sum, one) => sum + one, 0),
    total - 8_000,
  )
  const done = await contactImportFor(db, { organization: here, id })
  assert.deepEqual([done.state, done.made, done.rows], ['done', total, total])
  const [kept] = await db<{ count: number }>`
    select count(distinct name)::int as count from messaging.contact where organization_id = ${here}`
  assert.equal(kept!.count, total)
})

test('a file is stopped where it stands, and forgotten when nobody reads it', async () => {
  const here = await school()
  const id = await upload(here, 'email\na@x.org\n')
  await assert.rejects(
    inTx((tx) => stopImport(tx, { organization: here, id }, now)),
    refusal('contact_file_not_running'),
  )
  await begin(here, id, ['email'])
  await inTx((tx) => stopImport(tx, { organization: here, id }, now))
  assert.equal(await readContacts(db, id, () => now), 0)
  const idle = await upload(here, 'email\nb@x.org\n')
  await inTx((tx) => forgetContactFiles(tx, now.add({ hours: 24 * 31 })))
  await assert.rejects(
    contactImportFor(db, { organization: here, id: idle }),
    refusal('contact_file_unknown'),
  )
  assert.equal((await contactImportFor(db, { organization: here, id })).state, 'stopped')
  await inTx((tx) => addContact(tx, here, { name: 'Still', addresses: [] }, 'a', now))
})
