import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, newId, type Tx } from '#base'
import { verify, wallet } from '#ledger'
import { addMember, createPerson } from '#people'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { library } from '../../../test/library.ts'
import { runCampaigns } from '../campaigns/index.ts'
import { suspendMessages } from '../wallets/index.ts'
import {
  type AutomationWords,
  defineEvent,
  forgetEvents,
  keepMedia,
  makeAutomation,
  mediaAt,
  type NewEvent,
  oneAutomation,
  raiseEvent,
  raiseOfMember,
  runAutomations,
  runLog,
  runsOf,
  switchAutomation,
  tryAutomation,
} from './index.ts'

const SITE = 'https://stoa.example'
const BY = 'person:test'
/** 11:30 in Kolkata. */
const NOW = Temporal.Instant.from('2026-11-23T06:00:00Z')

suite('Automations', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
  })
  after(async () => {
    const { findings } = await verify(db)
    assert.deepEqual(findings, [])
    await db[Symbol.asyncDispose]()
  })

  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(db, work)
  type Library = Awaited<ReturnType<typeof library>>
  const world = (credits: Record<string, bigint> = { SMS: 50n, WHATSAPP: 50n, EMAIL: 50n }) =>
    library(db, { now: NOW, contacts: 3, credits })
  const words = (templates: string[], more: Partial<AutomationWords> = {}): AutomationWords => ({
    name: 'Seat confirmations',
    trigger: 'seat_booked',
    conditions: [],
    steps: [{ after: 0, templates }],
    cap: null,
    quiet: false,
    links: 'none',
    audience: null,
    ...more,
  })
  const switchedOn = (own: Library, given: AutomationWords) =>
    inTx(async (tx) => {
      const { id } = await makeAutomation(tx, own.id, given, BY, NOW)
      await switchAutomation(tx, { organization: own.id, id, to: 'on' }, BY, NOW)
      return id
    })
  const address = { way: 'sms', address: '+919810000001' } as const
  const raise = (own: Library, given: Partial<NewEvent> = {}, now = NOW) =>
    inTx((tx) =>
      raiseEvent(
        tx,
        {
          organization: own.id,
          key: newId(),
          name: 'seat_booked',
          data: { seat: 'B-17' },
          whom: address,
          ...given,
        },
        BY,
        now,
      ),
    )
  const run = (now = NOW) => runAutomations(db, SITE, now)
  const messages = (own: Library) =>
    db<{
      id: string
      way: string
      state: string
      content: { text: string; media?: { url: string } }
    }>`
      select id, way, state, content from messaging.message
      where organization_id = ${own.id} and state <> 'refused' order by id`
  const becomes = async (id: string, state: string, reason: string | null = null) => {
    await db`update messaging.message set state = 'leaving', settle_at = ${NOW.add({ hours: 72 })}
      where id = ${id} and state = 'waiting'`
    await db`update messaging.message set state = ${state}, reason = ${reason} where id = ${id}`
  }
  const logged = async (own: Library, id: string) => {
    const [latest] = await runsOf(db, { organization: own.id, id }, { limit: 1 })
    const entries = await runLog(db, { organization: own.id, id, run: latest!.id })
    return [latest!.state, ...entries.map(({ what, code }) => (code ? `${what}: ${code}` : what))]
  }

  test('an event is said once, however often and by how many it is told', async () => {
    const own = await world()
    const id = await switchedOn(
      own,
      words([await own.template('sms', 'Seat {{seat}} is yours, {{name}}')]),
    )
    const key = 'seat-4711'
    const raised = await Promise.all(Array.from({ length: 8 }, () => raise(own, { key })))
    assert.equal(raised.filter(({ repeated }) => !repeated).length, 1)
    assert.equal(new Set(raised.map((one) => one.id)).size, 1)
    await Promise.all([run(), run(), run()])
    const said = await messages(own)
    assert.deepEqual(
      said.map(({ content }) => content.text),
      ['Seat B-17 is yours, Member 1'],
    )
    await assert.rejects(raise(own, { key, data: { seat: 'B-18' } }), { code: 'event_key_reused' })
    await becomes(said[0]!.id, 'delivered')
    await run(NOW.add({ minutes: 1 }))
    assert.deepEqual(await logged(own, id), ['done', 'begun', 'said', 'arrived: delivered'])
    assert.deepEqual((await oneAutomation(db, own.id, id, NOW)).runs, {
      said: 1,
      notSaid: 0,
      underWay: 0,
    })
  })

  test('where WhatsApp certainly does not arrive, the SMS says it; what is unknown is never said again', async () => {
    const own = await world()
    const templates = [
      await own.template('whatsapp', 'Seat {{seat}}'),
      await own.template('sms', 'Seat {{seat}}'),
      await own.template('email', 'Seat {{seat}}'),
    ]
    const id = await switchedOn(own, words(templates))
    await raise(own)
    await run()
    const [first] = await messages(own)
    assert.equal(first!.way, 'whatsapp')
    await becomes(first!.id, 'failed', 'bad_recipient')
    await run(NOW.add({ minutes: 1 }))
    const [, second] = await messages(own)
    assert.equal(second!.way, 'sms')
    assert.deepEqual(await logged(own, id), [
      'watching',
      'begun',
      'said',
      'failed: bad_recipient',
      'said',
    ])
    await becomes(second!.id, 'unknown', 'no_answer')
    for (const hours of [1, 24, 72]) await run(NOW.add({ hours, minutes: 2 }))
    assert.equal((await messages(own)).length, 2)
    assert.deepEqual((await logged(own, id)).slice(-1), ['unreported: unknown'])

    await raise(own)
    await run()
    const content = (await messages(own)).at(-1)!
    await becomes(content.id, 'failed', 'bad_content')
    await run(NOW.add({ minutes: 1 }))
    assert.equal((await messages(own)).length, 3, 'what is wrong with the text is wrong everywhere')
    assert.deepEqual((await logged(own, id)).slice(-2), [
      'failed: bad_content',
      'not_said: bad_content',
    ])
  })

  test('every refusal is in the log by its name, and the next way is tried where that helps', async () => {
    const own = await world({ SMS: 50n })
    const offer = await own.template('sms', 'Offer {{seat}}', { category: 'marketing' })
    const letter = await own.template('email', 'Offer {{seat}}', { category: 'marketing' })
    const a = await switchedOn(own, words([offer, letter]))
    await raise(own)
    await run()
    assert.deepEqual(await logged(own, a), [
      'ended',
      'begun',
      'refused: recipient_consent_missing',
      'refused: recipient_consent_missing',
      'not_said: nobody_reached',
    ])
    await inTx((tx) => switchAutomation(tx, { organization: own.id, id: a, to: 'off' }, BY, NOW))
    const dear = await switchedOn(own, words([await own.template('email', 'Seat {{seat}}')]))
    await raise(own)
    await run()
    assert.deepEqual((await logged(own, dear)).slice(-1), ['not_said: message_credits_short'])
    await inTx((tx) => switchAutomation(tx, { organization: own.id, id: dear, to: 'off' }, BY, NOW))
    const gap = await switchedOn(own, words([await own.template('sms', 'Row {{row}}')]))
    await raise(own)
    await run()
    assert.deepEqual((await logged(own, gap)).slice(-1), ['not_said: variable_missing'])
    await raise(own, { whom: undefined })
    assert.deepEqual(await logged(own, gap), ['ended', 'not_begun: event_contact_needed'])
    await inTx((tx) =>
      suspendMessages(tx, { organization: own.id, reason: 'A complaint', by: BY }, NOW),
    )
    await raise(own)
    await run()
    assert.deepEqual((await logged(own, gap)).slice(0, 1), ['ended'])
    assert.deepEqual(await messages(own), [])
  })

  test('delays, conditions, frequency caps and nights', async () => {
    const own = await world()
    const template = await own.template('sms', 'Fee of {{amount}}')
    const fee = { trigger: 'fee_due', cap: { times: 1, hours: 24 } } as const
    const id = await switchedOn(
      own,
      words([template], {
        ...fee,
        conditions: [{ field: 'amount', is: 'at_least', value: 500 }],
        steps: [
          { after: 30, templates: [template] },
          { after: 60, templates: [template] },
        ],
      }),
    )
    const due = (amount: number, now = NOW) =>
      raise(own, { name: 'fee_due', data: { amount } }, now)
    await due(499)
    assert.deepEqual(await logged(own, id), ['ended', 'not_begun: conditions_unmet'])
    await due(500)
    assert.equal(await run(), 0)
    await run(NOW.add({ minutes: 30 }))
    assert.equal((await messages(own)).length, 1)
    await due(600)
    await run(NOW.add({ minutes: 61 }))
    assert.deepEqual(await logged(own, id), ['ended', 'begun', 'stopped: frequency_cap'])
    // The second step comes an hour after the first, whether or not anything is known of that.
    await run(NOW.add({ minutes: 90 }))
    await run(NOW.add({ minutes: 90 }))
    assert.equal((await messages(own)).length, 2)

    const quiet = await switchedOn(own, words([await own.template('sms', 'Seat')], { quiet: true }))
    const night = Temporal.Instant.from('2026-11-23T18:00:00Z')
    await raise(own, {}, night)
    await run(night)
    assert.deepEqual(await logged(own, quiet), ['waiting', 'begun', 'waits: night'])
    await run(Temporal.Instant.from('2026-11-24T01:30:00Z'))
    assert.deepEqual((await logged(own, quiet)).slice(-1), ['said'])
  })

  test('what cannot be an automation or an event is refused by name', async () => {
    const own = await world()
    const sms = await own.template('sms', 'Seat {{seat}}')
    const make = (given: AutomationWords) =>
      inTx((tx) => makeAutomation(tx, own.id, given, BY, NOW))
    const refused = (given: AutomationWords, code: string) => assert.rejects(make(given), { code })
    await refused(words([sms], { trigger: 'moon_full' }), 'event_name_unknown')
    await refused(words([sms, sms]), 'automation_steps_refused')
    await refused(words([]), 'automation_steps_refused')
    await refused(words([newId()]), 'template_unknown')
    for (const condition of [
      { field: 'sead', is: 'is', value: 'B' },
      { field: 'seat', is: 'at_least', value: 'B' },
      { field: 'seat', is: 'is' },
      { field: 'starts_at', is: 'at_least', value: 'tomorrow' },
    ] as const)
      await refused(words([sms], { conditions: [condition] }), 'automation_condition_refused')
    for (const [given, code] of [
      [{ name: 'moon_full' }, 'event_name_unknown'],
      [{ data: {} }, 'event_data_refused'],
      [{ data: { seat: 17 } }, 'event_data_refused'],
      [{ data: { seat: 'B', sead: 'C' } }, 'event_data_refused'],
      [{ media: { kind: 'image', url: 'javascript:alert(1)' } }, 'event_media_refused'],
      [{ whom: { way: 'sms', address: '+919899999999' } }, 'event_contact_unknown'],
      [{ whom: { way: 'sms', address: '12' } }, 'address_invalid'],
      [{ whom: { contact: newId() } }, 'contact_unknown'],
    ] as const)
      await assert.rejects(raise(own, given as Partial<NewEvent>), { code })
    const define = (schema: Record<string, unknown>, name = 'book_ready') =>
      inTx((tx) => defineEvent(tx, own.id, { name, says: 'A book is ready', schema }, BY, NOW))
    const title = { type: 'string', maxLength: 80 }
    for (const schema of [
      {},
      { type: 'object', properties: { Title: title } },
      { type: 'object', properties: { title: { type: 'string', pattern: '(a+)+$' } } },
      { type: 'object', properties: { title: { $ref: 'https://evil.example' } } },
      { type: 'object', properties: { title: { type: 'array' } } },
      { type: 'object', properties: { title }, required: ['shelf'] },
      { type: 'object', properties: { title }, allOf: [] },
    ])
      await assert.rejects(define(schema), { code: 'event_schema_refused' })
    await assert.rejects(define({}, 'seat_booked'), { code: 'event_name_taken' })
    await define({ type: 'object', properties: { title }, required: ['title'] })
    const id = await switchedOn(
      own,
      words([await own.template('sms', '{{title}} is ready')], { trigger: 'book_ready' }),
    )
    await raise(own, { name: 'book_ready', data: { title: 'Middlemarch' } })
    await run()
    assert.equal((await messages(own))[0]!.content.text, 'Middlemarch is ready')
    assert.deepEqual((await logged(own, id)).slice(-1), ['said'])
  })

  test('somebody new comes with the consent they gave; a seat map goes along; a test run costs nothing', async () => {
    const own = await world()
    const media = await inTx((tx) =>
      keepMedia(
        tx,
        {
          organization: own.id,
          name: 'map.png',
          bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]),
        },
        BY,
        NOW,
      ),
    )
    assert.equal((await mediaAt(db, media.code, NOW)).kind, 'image/png')
    await assert.rejects(mediaAt(db, media.code, media.expiresAt), { code: 'media_unknown' })
    const id = await switchedOn(own, words([await own.template('whatsapp', '{{name}}: {{seat}}')]))
    const before = await wallet(db, own.owner, 'WHATSAPP', { now: NOW })
    const given = { organization: own.id, id, data: { seat: 'B-17' } }
    const tried = await tryAutomation(db, given, NOW)
    assert.equal(tried.begins, true)
    assert.equal(tried.steps[0]!.ways[0]!.content!.text, 'Asha Rao: B-17')
    assert.deepEqual(await messages(own), [])
    assert.deepEqual(await wallet(db, own.owner, 'WHATSAPP', { now: NOW }), before)

    const person = {
      name: 'Nila',
      reference: 'M-900',
      addresses: [{ way: 'whatsapp' as const, address: '98100 99999', country: 'IN' }],
    }
    const consent = { way: 'whatsapp', address: '+919810099999', category: 'utility' } as const
    const whom = { person, consents: [{ ...consent, given: true, source: 'form' as const }] }
    const picture = { kind: 'image' as const, url: `${SITE}/m/${media.code}`, name: 'Seat map' }
    const first = await raise(own, { whom, media: picture })
    const second = await raise(own, { whom, media: picture })
    assert.equal(second.contact, first.contact)
    await run()
    const said = await messages(own)
    assert.equal(said.length, 2)
    assert.deepEqual(said[0]!.content, {
      ...said[0]!.content,
      text: 'Nila: B-17',
      media: picture,
    })
    const [proof] = await db<{ count: number }>`
      select count(*)::int as count from messaging.consent where organization_id = ${own.id} and source = 'form'`
    assert.equal(proof!.count, 2)
    for (const one of said) await becomes(one.id, 'delivered')
    await run(NOW.add({ minutes: 1 }))
    const quarter = NOW.add({ hours: 24 * 91 })
    assert.ok((await inTx((tx) => forgetEvents(tx, quarter))) >= 2)
  })

  test('what a member books in this house is an event of their organization, once for the fact', async () => {
    const own = await world()
    const id = await switchedOn(
      own,
      words([await own.template('sms', '{{title}}')], { trigger: 'session_booked' }),
    )
    const member = { name: 'Member', email: 'member1@example.org' }
    const person = (await inTx((tx) => createPerson(tx, member, NOW))).id
    const told = { person, name: 'session_booked', fact: newId(), data: { title: 'Spanish' } }
    const raised = () => inTx((tx) => raiseOfMember(tx, told, NOW))
    assert.equal(await raised(), 0, 'not a member')
    await inTx((tx) => addMember(tx, { organization: own.id, person, role: 'member' }, NOW))
    const [known] = await db<{ sure: boolean }>`
      select email_verified as sure from people.person where id = ${person}`
    if (!known!.sure) assert.equal(await raised(), 0, 'the address is not confirmed')
    await db`update people.person set email_verified = true where id = ${person}`
    assert.deepEqual([await raised(), await raised()], [1, 1])
    await run()
    assert.deepEqual(
      (await messages(own)).map(({ content }) => content.text),
      ['Spanish'],
    )
    assert.deepEqual((await logged(own, id)).slice(-1), ['said'])
  })

  test('an announcement is about nobody: its audience is told by a campaign', async () => {
    const own = await world()
    const id = await switchedOn(
      own,
      words([await own.template('sms', '{{title}}, {{name}}')], {
        trigger: 'announcement',
        audience: {},
      }),
    )
    const data = { title: 'Closed on Sunday', words: 'We open on Monday.' }
    await raise(own, { name: 'announcement', data, whom: undefined })
    await run()
    await runCampaigns(db, SITE, NOW)
    assert.deepEqual(
      (await messages(own)).map(({ content }) => content.text).sort(),
      [0, 1, 2].map((n) => `Closed on Sunday, Member ${n}`),
    )
    assert.deepEqual(await logged(own, id), ['done', 'begun', 'campaign_begun'])
  })
})
