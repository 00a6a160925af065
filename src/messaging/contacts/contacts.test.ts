import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { atomically, type Problem, type Tx } from '#base'
import { createOrganization } from '#people'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import type { Category, Way } from '../message.ts'
import {
  type Audience,
  addContact,
  addField,
  addGroup,
  audienceOf,
  audienceSize,
  changeContact,
  changeGroup,
  consentsOf,
  contactFor,
  contactsAt,
  contactsOf,
  countContacts,
  followMailing,
  forgetContact,
  groupsOf,
  liftSuppression,
  MAILING_PATH,
  mailingLinks,
  mayReceive,
  type NewContact,
  normalizeAddress,
  optIn,
  optOut,
  readMailing,
  recordConsents,
  regroup,
  removeField,
  removeGroup,
  setBounceRules,
  suppress,
  suppressionsOf,
} from './index.ts'

const now = Temporal.Instant.from('2026-11-20T09:00:00Z')
const later = (hours: number) => now.add({ hours })
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
const add = (organization: string, one: Partial<NewContact>) =>
  inTx((tx) => addContact(tx, organization, { name: '', addresses: [], ...one }, 'person:a', now))
const email = (address: string) => ({ way: 'email' as const, address })
const sms = (address: string) => ({ way: 'sms' as const, address })

test('addresses are kept in one form, and what nothing arrives at is refused with its reason', () => {
  const reads: [Way, string, string | null, string][] = [
    ['sms', '98765 43210', 'IN', '+919876543210'],
    ['sms', '+91 98765-43210', null, '+919876543210'],
    ['whatsapp', '919876543210', null, '+919876543210'],
    ['sms', '0091 9876543210', null, '+919876543210'],
    ['sms', "'+919876543210", 'DE', '+919876543210'],
    ['sms', '(415) 555-2671', 'US', '+14155552671'],
    ['whatsapp', '022 2345 6789', 'IN', '+912223456789'],
    ['sms', '९८७६५ ४३२१०', 'IN', '+919876543210'],
    ['sms', '+೯೧ 98765 43210', null, '+919876543210'],
    ['email', ' Ana.Bell@Example.ORG ', null, 'Ana.Bell@example.org'],
  ]
  for (const [way, text, country, kept] of reads)
    assert.equal(normalizeAddress(way, text, country), kept)
  const refused: [Way, string, string | null, string][] = [
    ['sms', '022 2345 6789', 'IN', 'fixed_line'],
    ['sms', '1800 123 4567', 'IN', 'fixed_line'],
    ['sms', '+91 5555555555', null, 'not_a_number'],
    ['sms', '98765 43210', null, 'not_a_number'],
    ['sms', '12345', 'IN', 'not_a_number'],
    ['sms', 'VM-STOA', 'IN', 'not_a_number'],
    ['sms', '9.87654E+09', 'IN', 'rounded'],
    ['whatsapp', '9,87654e+9', 'IN', 'rounded'],
    ['sms', '', 'IN', 'not_a_number'],
    ['email', 'ana@example', null, 'not_an_email'],
    ['email', 'ana bell@example.org', null, 'not_an_email'],
    ['email', 'a..b@example.org', null, 'not_an_email'],
    ['email', 'example.org', null, 'not_an_email'],
  ]
  for (const [way, text, country, why] of refused)
    assert.throws(
      () => normalizeAddress(way, text, country),
      (error: Problem) => error.code === 'address_invalid' && error.facts.why === why,
      `${way} ${text}`,
    )
})

test('a contact is added, changed, found and forgotten', async () => {
  const here = await school()
  await inTx(async (tx) => {
    const field = { name: 'seat', label: 'Seat', kind: 'number' as const, choices: [] }
    await addField(tx, here, field, 'person:a', now)
    const batch = { name: 'batch', label: 'Batch', kind: 'choice' as const, choices: ['A', 'B'] }
    await addField(tx, here, batch, 'person:a', now)
  })
  const ana = await add(here, {
    name: ' Ana Bell ',
    reference: 'M-1',
    language: 'EN-in',
    zone: 'Asia/Kolkata',
    addresses: [
      { ...sms('98765 43210'), country: 'IN' },
      email('Ana@Example.org'),
      email('Ana@example.ORG'),
    ],
    fields: { seat: '12', batch: 'b' },
  })
  assert.equal(ana.name, 'Ana Bell')
  assert.equal(ana.language, 'en-IN')
  assert.deepEqual(ana.fields, { seat: 12, batch: 'B' })
  assert.deepEqual(ana.addresses, [
    { way: 'sms', address: '+919876543210', country: 'IN' },
    { way: 'email', address: 'Ana@example.org', country: null },
  ])
  const refused: [string, Partial<NewContact>][] = [
    ['contact_empty', {}],
    ['address_invalid', { addresses: [sms('12')] }],
    ['contact_field_unknown', { name: 'B', fields: { shoe: 44 } }],
    ['contact_field_invalid', { name: 'B', fields: { seat: 'window' } }],
    ['contact_field_invalid', { name: 'B', fields: { batch: 'C' } }],
    ['contact_reference_taken', { name: 'B', reference: 'M-1' }],
    ['zone_unknown', { name: 'B', zone: 'Moon/Base' }],
  ]
  for (const [code, given] of refused) await assert.rejects(add(here, given), refusal(code), code)

  const changed = await inTx((tx) =>
    changeContact(tx, here, { id: ana.id, name: 'Ana B', fields: { seat: null } }, later(1)),
  )
  assert.deepEqual([changed.name, changed.fields], ['Ana B', { batch: 'B' }])
  assert.equal(changed.addresses.length, 2, 'what is not named stays')
  await assert.rejects(
    inTx((tx) => changeContact(tx, here, { id: ana.id, addresses: [], name: '' }, now)),
    refusal('contact_empty'),
  )
  const son = await add(here, { name: 'Ravi Bell', addresses: [{ ...sms('+919876543210') }] })
  assert.deepEqual(
    (await contactsAt(db, here, sms('+919876543210'))).map(({ id }) => id),
    [ana.id, son.id],
  )
  const found = async (search: string) =>
    (await contactsOf(db, here, { search, limit: 10 })).items.map(({ name }) => name)
  assert.deepEqual(await found('bell'), ['Ravi Bell'])
  assert.deepEqual(await found('+9198765'), ['Ravi Bell', 'Ana B'])
  assert.deepEqual(await found('ana@'), ['Ana B'])
  assert.deepEqual(await found('M-1'), ['Ana B'])
  assert.deepEqual(await found('%'), [])
  assert.equal(await countContacts(db, here, { way: 'email' }), 1)
  const elsewhere = await school()
  await assert.rejects(contactFor(db, elsewhere, ana.id), refusal('contact_unknown'))
  await assert.rejects(
    inTx((tx) => forgetContact(tx, elsewhere, ana.id)),
    refusal('contact_unknown'),
  )
})

test('consent is a history: the newest counts, and nothing of it can be changed', async () => {
  const here = await school()
  const [way, address] = ['email', 'ana@example.org'] as const
  const may = async (category: Category) =>
    (await mayReceive(db, here, way, category, [address], later(9))).get(address)
  assert.equal(await may('marketing'), 'recipient_consent_missing')
  for (const category of ['utility', 'service', 'authentication'] as const)
    assert.equal(await may(category), undefined, category)

  const given = { way, address, category: 'marketing', given: true, source: 'form' } as const
  const proof = { textVersion: 'join-2026-03', ip: '203.0.113.7', at: later(-48) }
  await inTx((tx) => recordConsents(tx, here, [{ ...given, ...proof }], 'person:a', now))
  assert.equal(await may('marketing'), undefined)
  await assert.rejects(
    inTx((tx) => recordConsents(tx, here, [{ ...given, at: later(1) }], 'person:a', now)),
    refusal('consent_in_the_future'),
  )
  await inTx((tx) =>
    optOut(tx, { organization: here, way, address, source: 'keyword' }, 'r', later(1)),
  )
  await inTx((tx) =>
    optOut(tx, { organization: here, way, address, source: 'keyword' }, 'r', later(2)),
  )
  assert.equal(await may('marketing'), 'recipient_opted_out')
  assert.equal(await may('utility'), 'recipient_opted_out')
  assert.equal(await may('authentication'), undefined, 'a code is asked for by themselves')
  // What is learned late of an earlier day does not undo what was said since.
  await inTx((tx) => recordConsents(tx, here, [{ ...given, at: later(-1) }], 'person:a', later(3)))
  assert.equal(await may('marketing'), 'recipient_opted_out')
  await inTx((tx) =>
    optIn(tx, { organization: here, way, address, source: 'keyword' }, 'r', later(4)),
  )
  assert.equal(await may('marketing'), undefined)

  const history = await consentsOf(db, here, { way, address })
  assert.equal(history.length, 8, 'two given, three taken back once, three given again')
  assert.deepEqual(
    history.map(({ textVersion, ip }) => [textVersion, ip]).filter(([version]) => version),
    [['join-2026-03', '203.0.113.7']],
  )
  const other = await school()
  assert.equal((await mayReceive(db, other, way, 'marketing', [address], now)).size, 1)
  assert.equal((await mayReceive(db, null, way, 'marketing', [address], now)).size, 0)
  for (const attack of [
    () => db`update messaging.consent set given = true`,
    () => db`delete from messaging.consent`,
    () => db`update messaging.consent set ip = '10.0.0.1' where ip is not null`,
    () => db`update messaging.consent_now set given = true`,
  ])
    await assert.rejects(attack())
})

test('messages that come back end an address, complaints for the whole house', async () => {
  const [here, there] = [await school(), await school()]
  const may = async (organization: string, address: string, at = now) =>
    (await mayReceive(db, organization, 'email', 'utility', [address], at)).get(address)
  const tell = (
    reason: 'hard_bounce' | 'soft_bounce' | 'complaint' | 'opted_out',
    of: string,
    source: string,
    at = now,
  ) =>
    inTx((tx) =>
      suppress(tx, { organization: here, way: 'email', address: of, reason, source }, at),
    )

  await tell('hard_bounce', 'gone@x.org', 'e1')
  await tell('hard_bounce', 'gone@x.org', 'e2')
  assert.equal(await may(here, 'gone@x.org'), 'recipient_suppressed')
  assert.equal(await may(there, 'gone@x.org'), undefined)
  await tell('complaint', 'angry@x.org', 'e3')
  for (const one of [here, there])
    assert.equal(await may(one, 'angry@x.org'), 'recipient_suppressed')
  assert.equal((await mayReceive(db, null, 'email', 'utility', ['angry@x.org'], now)).size, 1)

  for (const source of ['s1', 's1', 's2']) await tell('soft_bounce', 'full@x.org', source)
  assert.equal(await may(here, 'full@x.org'), undefined, 'two bounces, one of them told twice')
  await tell('soft_bounce', 'full@x.org', 's3', later(24 * 8))
  assert.equal(
    await may(here, 'full@x.org', later(24 * 8)),
    undefined,
    'the first two are too long ago',
  )
  await inTx((tx) =>
    setBounceRules(tx, { softBounces: 2, restsDays: 5 }, 'person:s', later(24 * 8)),
  )
  await tell('soft_bounce', 'full@x.org', 's4', later(24 * 9))
  assert.equal(await may(there, 'full@x.org', later(24 * 9)), 'recipient_suppressed')
  assert.equal(
    await may(there, 'full@x.org', later(24 * 14)),
    undefined,
    'and after five days it may',
  )

  const lift = (id: string, organization: string | null) =>
    inTx((tx) =>
      liftSuppression(tx, { id, organization, reason: 'They wrote to us.' }, 'person:s', later(1)),
    )
  const listed = await suppressionsOf(db, { limit: 10 }, now)
  const of = (address: string) => listed.items.find((one) => one.address === address)!.id
  await assert.rejects(lift(of('angry@x.org'), here), refusal('suppression_stays'))
  await assert.rejects(lift(of('gone@x.org'), there), refusal('suppression_unknown'))
  await lift(of('gone@x.org'), here)
  assert.equal(await may(here, 'gone@x.org'), undefined)
  await assert.rejects(lift(of('gone@x.org'), null), refusal('suppression_lifted'))
  await lift(of('angry@x.org'), null)
  assert.equal(await may(here, 'angry@x.org'), undefined)
  await tell('opted_out', 'left@x.org', 'e9')
  const back = {
    organization: here,
    way: 'email',
    address: 'left@x.org',
    source: 'keyword',
  } as const
  await inTx((tx) => optIn(tx, back, 'r', later(2)))
  assert.equal(await may(here, 'left@x.org', later(2)), undefined)
})

test('who is forgotten leaves a mark, and nothing else', async () => {
  const here = await school()
  const address = 'forget.me@x.org'
  const one = await add(here, { name: 'Forget Me', addresses: [email(address)] })
  const twin = await add(here, { name: 'Twin', addresses: [email(address)] })
  const consent = {
    ...email(address),
    category: 'marketing',
    given: true,
    source: 'form',
    ip: '203.0.113.9',
  } as const
  await inTx((tx) => recordConsents(tx, here, [consent], 'person:a', now))
  await inTx((tx) =>
    suppress(
      tx,
      { organization: here, ...email(address), reason: 'hard_bounce', source: 'b' },
      now,
    ),
  )
  const kept = () => db<{ address: string | null; ip: string | null }>`
    select s.address, host(c.ip) as ip from messaging.suppression s join messaging.consent c using (mark)
    where s.organization_id = ${here}`
  await inTx((tx) => forgetContact(tx, here, one.id))
  assert.deepEqual(await kept(), [{ address, ip: '203.0.113.9' }], 'another still has the address')
  await inTx((tx) => forgetContact(tx, here, twin.id))
  assert.deepEqual(await kept(), [{ address: null, ip: null }])
  assert.equal(
    (await mayReceive(db, here, 'email', 'utility', [address], now)).get(address),
    'recipient_suppressed',
  )
  const [left] = await db<{ count: number }>`
    select (select count(*) from messaging.contact where organization_id = ${here})::int
      + (select count(*) from messaging.contact_address where organization_id = ${here})::int as count`
  assert.equal(left!.count, 0)
})

test('one press ends mailings of a kind; a link that was touched ends nothing', async () => {
  const here = await school()
  const of = {
    organization: here,
    way: 'email',
    address: 'ana@press.org',
    category: 'marketing',
  } as const
  const link = (await mailingLinks(db))(of)
  assert.ok(link.startsWith(MAILING_PATH) && !link.includes('press.org') && !link.includes('ana@'))
  const token = link.slice(MAILING_PATH.length)
  const seen = await readMailing(db, token)
  assert.deepEqual([seen.way, seen.category, seen.wanted], ['email', 'marketing', true])
  const follow = (more: { wanted: boolean; everything?: boolean }) =>
    inTx((tx) => followMailing(tx, { token, ...more }, now))
  const may = async (category: Category) =>
    (await mayReceive(db, here, 'email', category, [of.address], now)).get(of.address)
  for (const _ of [1, 2]) assert.equal((await follow({ wanted: false })).wanted, false)
  assert.equal(await may('marketing'), 'recipient_opted_out')
  assert.equal(await may('utility'), undefined)
  await follow({ wanted: false, everything: true })
  assert.equal(await may('utility'), 'recipient_opted_out')
  await follow({ wanted: true })
  assert.equal(await may('marketing'), undefined)
  const wrong = [
    token.replace('marketing', 'utility'),
    token.slice(0, -1),
    `${token}a`,
    token.replace(here, await school()),
    '',
    'a.b.c.d.e',
  ]
  for (const one of wrong)
    await assert.rejects(readMailing(db, one), refusal('mailing_link_unknown'), one)
})

const gather = async (organization: string, audience: Audience) =>
  (await Array.fromAsync(audienceOf(db, organization, audience, later(1)))).map(({ name }) => name)

test('an audience is groups, a filter, a way, and who may be written to', async () => {
  const here = await school()
  await inTx(async (tx) => {
    const define = (name: string, kind: 'number' | 'date' | 'text') =>
      addField(tx, here, { name, label: name, kind, choices: [] }, 'person:a', now)
    await define('fee', 'number')
    await define('exam', 'date')
    await define('town', 'text')
  })
  const people = ['Ana', 'Ben', 'Cem', 'Dia'].map((name, i) => ({
    name,
    addresses: [email(`${name.toLowerCase()}@x.org`)],
    fields: { fee: 100 * i, exam: `2026-12-0${i + 1}`, ...(i > 1 ? { town: 'Pune' } : {}) },
  }))
  const [ana, ben] = await Promise.all(people.map((one) => add(here, one)))
  await add(here, { name: 'Eve', addresses: [email('dia@x.org')] })
  await add(here, { name: 'Fay', addresses: [{ ...sms('+919876543210') }] })
  const rule = (match: 'all' | 'any', ...conditions: [string, string, string?][]) => ({
    match,
    conditions: conditions.map(([field, is, value = '']) => ({ field, test: is as 'is', value })),
  })
  const poor = await inTx((tx) =>
    addGroup(
      tx,
      here,
      {
        name: 'Owe',
        rule: rule('all', ['fields.fee', 'over', '90'], ['fields.town', 'is', 'pune']),
      },
      'person:a',
      now,
    ),
  )
  const front = await inTx((tx) =>
    addGroup(tx, here, { name: 'Front', rule: null }, 'person:a', now),
  )
  await inTx((tx) => regroup(tx, here, { id: front.id, add: [ana!.id, ben!.id] }, 'person:a', now))
  await inTx((tx) =>
    regroup(tx, here, { id: front.id, add: [ana!.id], remove: [ben!.id] }, 'person:a', now),
  )
  assert.deepEqual(
    (await groupsOf(db, here)).map(({ name, members }) => [name, members]),
    [
      ['Front', 1],
      ['Owe', 2],
    ],
  )
  const all = { way: 'email', category: 'utility' } as const
  const sorted = async (audience: Audience) => (await gather(here, audience)).toSorted()
  assert.deepEqual(await sorted({ ...all, groups: [front.id] }), ['Ana'])
  assert.deepEqual(await sorted({ ...all, groups: [front.id, poor.id] }), ['Ana', 'Cem', 'Dia'])
  assert.deepEqual(
    await sorted({ ...all, filter: rule('any', ['fields.exam', 'under', '2026-12-03']) }),
    ['Ana', 'Ben'],
  )
  assert.deepEqual(await sorted({ ...all, filter: rule('all', ['name', 'contains', 'EM']) }), [
    'Cem',
  ])
  assert.deepEqual(
    await sorted({
      ...all,
      filter: rule('all', ['fields.town', 'unknown'], ['fields.fee', 'known']),
    }),
    ['Ana', 'Ben'],
  )
  assert.deepEqual(await sorted({ ...all, contacts: [ben!.id] }), ['Ben'])
  assert.equal((await gather(here, all)).length, 4, 'Dia and Eve share an address')
  assert.deepEqual(
    await sorted({ way: 'sms', category: 'utility', filter: rule('all', ['country', 'is', 'in']) }),
    ['Fay'],
  )

  assert.deepEqual(await gather(here, { ...all, category: 'marketing' }), [])
  await inTx((tx) =>
    suppress(
      tx,
      { organization: here, ...email('ana@x.org'), reason: 'hard_bounce', source: 'b' },
      now,
    ),
  )
  await inTx((tx) =>
    optOut(tx, { organization: here, ...email('ben@x.org'), source: 'staff' }, 'r', now),
  )
  assert.deepEqual(await audienceSize(db, here, all, later(1)), {
    contacts: 6,
    recipients: 2,
    withoutAddress: 1,
    suppressed: 1,
    optedOut: 1,
    withoutConsent: 0,
    sharing: 1,
  })
  const wrong = [
    rule('all'),
    rule('all', ['shoe', 'is', '1']),
    rule('all', ['fields.shoe', 'is', '1']),
    rule('all', ['name', 'over', 'a']),
    rule('all', ['fields.fee', 'over', 'x']),
    rule('all', ['fields.fee', 'is', ' ']),
    rule('all', ['fields.exam', 'over', '5']),
  ]
  for (const filter of wrong)
    await assert.rejects(gather(here, { ...all, filter }), refusal('group_rule_invalid'))
  await assert.rejects(
    gather(await school(), { ...all, groups: [front.id] }),
    refusal('group_unknown'),
  )
  await assert.rejects(
    inTx((tx) => removeField(tx, here, 'fee')),
    refusal('contact_field_in_use'),
  )
  await assert.rejects(
    inTx((tx) => regroup(tx, here, { id: poor.id, add: [ana!.id] }, 'a', now)),
    refusal('group_by_rule'),
  )
  await assert.rejects(
    inTx((tx) => changeGroup(tx, here, { id: poor.id, name: ' FRONT ' })),
    refusal('group_name_taken'),
  )
  await inTx((tx) => removeGroup(tx, here, poor.id))
  await inTx((tx) => removeField(tx, here, 'fee'))
  assert.deepEqual((await contactFor(db, here, ben!.id)).fields, { exam: '2026-12-02' })
})

test('whatever is said, in whatever order, the newest of each kind counts', async () => {
  const here = await school()
  const address = fc.constantFrom('a@x.org', 'b@x.org')
  const category = fc.constantFrom('marketing', 'utility', 'authentication')
  const said = fc.record({
    address,
    category,
    given: fc.boolean(),
    at: fc.integer({ min: 0, max: 6 }),
  })
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(said, { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
      async (batches) => {
        run++
        const newest = new Map<string, { at: number; given: boolean }>()
        for (const batch of batches) {
          const rows = batch.map(({ address, category, given, at }) => ({
            way: 'email' as const,
            address: `${run}${address}`,
            category: category as Category,
            given,
            source: 'api' as const,
            at: later(at - 10),
          }))
          await inTx((tx) => recordConsents(tx, here, rows, 'p', now))
          for (const one of batch) {
            const key = `${one.address} ${one.category}`
            if ((newest.get(key)?.at ?? -1) <= one.at) newest.set(key, one)
          }
        }
        for (const kind of ['marketing', 'utility', 'authentication'] as const) {
          const asked = ['a@x.org', 'b@x.org'].map((one) => `${run}${one}`)
          const may = await mayReceive(db, here, 'email', kind, asked, now)
          for (const one of ['a@x.org', 'b@x.org']) {
            const counts = newest.get(`${one} ${kind}`)?.given
            const right =
              counts === false
                ? 'recipient_opted_out'
                : counts === undefined && kind === 'marketing'
                  ? 'recipient_consent_missing'
                  : undefined
            assert.equal(may.get(`${run}${one}`), right, JSON.stringify(batches))
          }
        }
      },
    ),
    { numRuns: 40 },
  )
})
