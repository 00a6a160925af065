import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { atomically, type Tx } from '#base'
import { verify, wallet } from '#ledger'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { library } from '../../../test/library.ts'
import { optOut } from '../contacts/index.ts'
import { clicksOf } from '../links/index.ts'
import { settleDue } from '../sending/index.ts'
import {
  type CampaignWords,
  cancelCampaign,
  changeCampaign,
  chooseText,
  draftCampaign,
  dropCampaign,
  duplicateCampaign,
  historyOf,
  oneCampaign,
  pauseCampaign,
  quoteCampaign,
  resumeCampaign,
  runCampaigns,
  scheduleCampaign,
  triedOf,
  unscheduleCampaign,
} from './index.ts'

const SITE = 'https://stoa.example'
const BY = 'person:test'
/** 11:30 in Kolkata. */
const NOW = Temporal.Instant.from('2026-11-23T06:00:00Z')

suite('Campaigns', () => {
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

  const words = (template: string, more: Partial<CampaignWords> = {}): CampaignWords => ({
    name: 'Closed on Sunday',
    texts: [{ label: 'A', template, subject: null, said: {} }],
    audience: {},
    when: { timing: 'now' },
    quiet: false,
    perMinute: null,
    shortfall: 'refuse',
    links: 'none',
    test: null,
    ...more,
  })
  const draft = (own: Library, given: CampaignWords) =>
    inTx((tx) => draftCampaign(tx, own.id, given, BY, NOW))
  const schedule = (own: Library, id: string, shortfall: 'refuse' | 'fit' = 'refuse', now = NOW) =>
    inTx(async (tx) => {
      const { version } = await oneCampaign(tx, own.id, id)
      await scheduleCampaign(
        tx,
        { organization: own.id, id, version, shortfall, site: SITE },
        BY,
        now,
      )
    })
  const begin = async (
    own: Library,
    given: CampaignWords,
    shortfall: 'refuse' | 'fit' = 'refuse',
  ) => {
    const { id } = await draft(own, given)
    await schedule(own, id, shortfall)
    return id
  }
  const run = (now = NOW) => runCampaigns(db, SITE, now)
  const state = async (own: Library, id: string) => (await oneCampaign(db, own.id, id)).state
  const free = async (own: Library, asset = 'SMS') => {
    const { posted, held, spendable } = await wallet(db, own.owner, asset, { now: NOW })
    return { posted, held, spendable }
  }
  const messages = (id: string) =>
    db<{ id: string; contact: string; to: string; state: string; content: { text: string } }>`
      select id, contact_id as contact, to_address as "to", state, content from messaging.message
      where about_id = ${id} order by to_address`
  /** What waits leaves, and becomes this. */
  const leave = async (id: string, becomes = 'delivered', most = 1e9) => {
    const rows = await db<{ id: string }>`
      update messaging.message set state = 'leaving', settle_at = ${NOW.add({ hours: 72 })} where id in (
        select id from messaging.message where about_id = ${id} and state = 'waiting' order by id limit ${most})
      returning id`
    await db`update messaging.message set state = ${becomes} where id = any(${rows.map((row) => row.id)}::uuid[])`
    return rows.length
  }

  test('is quoted, confirmed, frozen, reserved, sent, and done', async () => {
    const own = await library(db, { now: NOW, contacts: 30, credits: { SMS: 100n } })
    const template = await own.template(
      'sms',
      'Dear {{name}}, we are closed on Sunday. Seat {{seat}}.',
    )
    const { id } = await draft(own, words(template))
    const quote = await quoteCampaign(db, { organization: own.id, id, site: SITE }, NOW)
    assert.deepEqual(
      { ...quote, samples: quote.samples.length, size: quote.size.recipients },
      {
        asset: 'SMS',
        size: 30,
        receivers: 30,
        unwritable: {},
        segments: 30,
        longest: 1,
        units: 30n,
        worst: 30n,
        worth: { amount: '7.50', asset: 'INR' },
        available: 100n,
        short: 0n,
        fit: 30,
        samples: 1,
      },
    )
    await schedule(own, id)
    assert.equal(await state(own, id), 'scheduled')
    assert.equal(await run(), 1)
    assert.equal(await state(own, id), 'sending')
    // Who joins now is not written to.
    await own.joins(3, 30)
    const written = await messages(id)
    assert.equal(written.length, 30)
    assert.equal(new Set(written.map(({ contact }) => contact)).size, 30)
    assert.match(
      written[0]!.content.text,
      /^Dear Member \d+, we are closed on Sunday\. Seat B\d+\.$/,
    )
    assert.deepEqual(await free(own), { posted: 100n, held: 30n, spendable: 70n })
    assert.equal(await leave(id), 30)
    await run(NOW.add({ minutes: 2 }))
    assert.equal(await state(own, id), 'done')
    const deeds = (await historyOf(db, id)).map(({ deed, to }) => `${deed} → ${to}`)
    assert.deepEqual(deeds, [
      'begin → draft',
      'schedule → scheduled',
      'freeze → reserving',
      'reserve → sending',
      'finish → done',
    ])
    const [said] = await db<{ count: number }>`
      select count(*)::int as count from messaging.campaign_recipient where campaign_id = ${id} and said is not null`
    assert.equal(said!.count, 0)
  })

  test('what cannot be sent is refused by name, and nothing is lost', async () => {
    const own = await library(db, { now: NOW, contacts: 10, credits: { SMS: 4n } })
    const sms = await own.template('sms', 'Hello {{name}}')
    const letter = await own.template('email', 'Hello {{name}}')
    const refused = async (given: CampaignWords, code: string) =>
      assert.rejects(draft(own, given), { code })
    const two = (template: string) => [
      { label: 'A' as const, template: sms, subject: null, said: {} },
      { label: 'B' as const, template, subject: null, said: {} },
    ]
    const trial = { percent: 20, rule: 'delivered', minutes: 60 } as const
    await refused(words(sms, { texts: two(letter), test: trial }), 'campaign_ways_differ')
    await refused(words(sms, { texts: two(sms) }), 'campaign_test_refused')
    await refused(words(sms, { test: trial }), 'campaign_test_refused')
    await refused(
      words(sms, { texts: two(sms), test: { ...trial, rule: 'clicks' } }),
      'campaign_test_refused',
    )
    await refused(
      words(sms, { texts: [{ label: 'A', template: sms, subject: 'Hi', said: {} }] }),
      'campaign_subject_refused',
    )
    const empty = await draft(own, words(sms, { texts: [] }))
    await assert.rejects(schedule(own, empty.id), { code: 'campaign_incomplete' })
    const past = { timing: 'at', at: NOW.subtract({ minutes: 1 }) } as const
    const late = await draft(own, words(sms, { when: past }))
    await assert.rejects(schedule(own, late.id), { code: 'campaign_start_passed' })
    const far = await draft(own, words(sms, { when: { timing: 'local', at: '2028-01-01T09:00' } }))
    await assert.rejects(schedule(own, far.id), { code: 'campaign_start_far' })

    const short = await draft(own, words(sms))
    await assert.rejects(schedule(own, short.id), (error: unknown) => {
      const { code, facts } = error as { code: string; facts: Record<string, unknown> }
      assert.equal(code, 'campaign_short')
      assert.deepEqual(facts, { asset: 'SMS', needed: 10n, available: 4n, short: 6n, fit: 4 })
      return true
    })
    assert.equal(await state(own, short.id), 'draft')
    assert.deepEqual(await messages(short.id), [])

    // As many as fit is a choice of its own.
    await schedule(own, short.id, 'fit')
    await run()
    assert.equal((await messages(short.id)).length, 4)
    assert.deepEqual(await free(own), { posted: 4n, held: 4n, spendable: 0n })
    const [left] = await db<{ count: number }>`
      select count(*)::int as count from messaging.campaign_recipient
      where campaign_id = ${short.id} and refusal = 'message_credits_short'`
    assert.equal(left!.count, 6)

    const stale = { organization: own.id, id: empty.id, version: 7 }
    await assert.rejects(
      inTx((tx) => changeCampaign(tx, stale, words(sms))),
      { code: 'campaign_changed' },
    )
    const changed = await inTx((tx) =>
      changeCampaign(tx, { ...stale, version: 1 }, words(sms, { name: 'Another' })),
    )
    assert.deepEqual([changed.name, changed.version, changed.way], ['Another', 2, 'sms'])
    await assert.rejects(oneCampaign(db, (await library(db, { now: NOW })).id, empty.id), {
      code: 'campaign_unknown',
    })
    await inTx((tx) => dropCampaign(tx, { organization: own.id, id: empty.id, version: 2 }))
    await assert.rejects(
      inTx((tx) => dropCampaign(tx, { organization: own.id, id: short.id, version: 1 })),
      { code: 'campaign_elsewhere' },
    )
    const copy = await inTx((tx) =>
      duplicateCampaign(tx, { organization: own.id, id: late.id, name: 'Again' }, BY, NOW),
    )
    assert.deepEqual([copy.state, copy.when.timing, copy.texts.length], ['draft', 'now', 1])
  })

  test('credits that are gone when its hour comes: nobody is written to, and it says why', async () => {
    const own = await library(db, { now: NOW, contacts: 10, credits: { SMS: 10n } })
    const template = await own.template('sms', 'Hello {{name}}')
    const at = NOW.add({ hours: 1 })
    const first = await begin(own, words(template, { when: { timing: 'at', at } }))
    const second = await begin(own, words(template, { when: { timing: 'at', at } }))
    assert.equal(await run(), 0)
    await run(at)
    const states = [await state(own, first), await state(own, second)].sort()
    assert.deepEqual(states, ['paused', 'sending'])
    const paused = (await state(own, first)) === 'paused' ? first : second
    assert.match((await oneCampaign(db, own.id, paused)).words!, /10 are missing/)
    assert.deepEqual(await messages(paused), [])
    await own.buys('SMS', 10n)
    await inTx((tx) => resumeCampaign(tx, { organization: own.id, id: paused }, BY, at))
    await run(at)
    assert.equal((await messages(paused)).length, 10)
  })

  test('pausing calls back what has not left, resuming writes it once more, cancelling gives all back', async () => {
    const own = await library(db, { now: NOW, contacts: 20, credits: { SMS: 40n } })
    const template = await own.template('sms', 'Hello {{name}}')
    const id = await begin(own, words(template))
    await run()
    await leave(id, 'delivered', 5)
    await inTx((tx) => pauseCampaign(tx, { organization: own.id, id }, BY, NOW))
    assert.equal(await leave(id), 0, 'nothing leaves while it is paused')
    assert.equal(await run(NOW.add({ minutes: 5 })), 0)
    const later = NOW.add({ minutes: 10 })
    await inTx((tx) => resumeCampaign(tx, { organization: own.id, id }, BY, later))
    await settleDue(db, later)
    await run(later)
    assert.equal(await state(own, id), 'sending')
    const waiting = (await messages(id)).filter((one) => one.state === 'waiting')
    assert.equal(waiting.length, 15)
    await leave(id, 'delivered', 3)
    await inTx((tx) => cancelCampaign(tx, { organization: own.id, id }, BY, later))
    await settleDue(db, later)
    assert.equal(await leave(id), 0)
    const sent = (await messages(id)).filter((one) => one.state === 'delivered')
    assert.equal(sent.length, 8)
    assert.equal(new Set(sent.map(({ contact }) => contact)).size, 8, 'nobody twice')
    await assert.rejects(
      inTx((tx) => resumeCampaign(tx, { organization: own.id, id }, BY, later)),
      { code: 'campaign_elsewhere' },
    )
    // Sent ones stay held until their reports are settled; all else is free again.
    assert.equal((await free(own)).spendable, 32n)
    const planned = await begin(
      own,
      words(template, { when: { timing: 'at', at: NOW.add({ hours: 5 }) } }),
    )
    await inTx((tx) => unscheduleCampaign(tx, { organization: own.id, id: planned }, BY, NOW))
    assert.equal(await state(own, planned), 'draft')
  })

  test('who says stop after the start is not written to', async () => {
    const own = await library(db, { now: NOW, contacts: 6, credits: { SMS: 10n } })
    await own.allow('sms')
    const template = await own.template('sms', 'A new offer, {{name}}', { category: 'marketing' })
    const id = await begin(own, words(template, { perMinute: 2 }))
    await run()
    assert.equal((await messages(id)).length, 2)
    const [next] = await db<{ address: string }>`
      select address from messaging.campaign_recipient where campaign_id = ${id} and state = 'waiting' limit 1`
    const { address } = next!
    const stop = { organization: own.id, way: 'sms', address, source: 'keyword' } as const
    await inTx((tx) => optOut(tx, stop, 'recipient', NOW))
    for (const minutes of [1, 2]) {
      await leave(id)
      await run(NOW.add({ minutes }))
    }
    const out = await db<{ address: string; refusal: string }>`
      select address, refusal from messaging.campaign_recipient where campaign_id = ${id} and state = 'left_out'`
    assert.deepEqual(out, [{ address, refusal: 'recipient_opted_out' }])
    await leave(id)
    await run(NOW.add({ minutes: 3 }))
    await run(NOW.add({ minutes: 4 }))
    assert.equal(await state(own, id), 'done')
    assert.deepEqual(await free(own), { posted: 10n, held: 5n, spendable: 5n })
  })

  test('an e-mail with an offer has its way out; the text keeps its own words', async () => {
    const own = await library(db, { now: NOW, contacts: 2, credits: { EMAIL: 10n } })
    await own.allow('email')
    const letter = await own.template('email', 'An offer, {{name}}', {
      category: 'marketing',
      subject: 'For {{name}}',
    })
    const texts = [{ label: 'A' as const, template: letter, subject: 'Now, {{name}}', said: {} }]
    const id = await begin(own, words(letter, { texts, links: 'shared' }))
    await run()
    const [one] = (await messages(id)) as unknown as {
      content: { text: string; subject: string; unsubscribe: string }
    }[]
    const { text, subject, unsubscribe } = one!.content
    assert.equal(subject, 'Now, Member 0')
    assert.match(unsubscribe, /^https:\/\/stoa\.example\/api\/mailings\//)
    assert.equal(text, `An offer, Member 0\n\n-- \nNo more of these e-mails: ${unsubscribe}`)
  })

  test('two texts: a part gets one of both, the rest the better one, by rule or by hand', async () => {
    const own = await library(db, { now: NOW, contacts: 40, credits: { SMS: 100n } })
    const a = await own.template('sms', 'Pay at https://library.example/fees please')
    const b = await own.template('sms', '{{name}}, your fee: https://library.example/fees')
    const texts = [
      { label: 'A' as const, template: a, subject: null, said: {} },
      { label: 'B' as const, template: b, subject: null, said: {} },
    ]
    const trial = { percent: 25, rule: 'clicks', minutes: 60 } as const
    const id = await begin(own, words(a, { texts, test: trial, links: 'own' }))
    await run()
    assert.equal((await messages(id)).length, 10)
    await leave(id)
    assert.equal(await run(NOW.add({ minutes: 59 })), 0)
    const codes = await db<{ code: string; label: string }>`
      select code, label from messaging.link where about_id = ${id} order by code`
    assert.equal(codes.length, 10)
    await db`update messaging.link set clicks = 1, first_click_at = ${NOW}, last_click_at = ${NOW}
      where code = ${codes.find(({ label }) => label === 'B')!.code}`
    assert.deepEqual(
      (await triedOf(db, id)).map(({ label, written, clicked }) => [label, written, clicked]),
      [
        ['A', 5, 0],
        ['B', 5, 1],
      ],
    )
    await run(NOW.add({ minutes: 60 }))
    const { winner, winnerBy } = await oneCampaign(db, own.id, id)
    assert.deepEqual([winner, winnerBy], ['B', 'schedule'])
    const texted = await messages(id)
    assert.equal(texted.length, 40)
    assert.equal(texted.filter(({ content }) => content.text.startsWith('Member')).length, 35)
    assert.ok(texted.every(({ content }) => /https:\/\/stoa\.example\/l\/\w{8}/.test(content.text)))
    assert.equal((await clicksOf(db, id)).length, 2)

    const byHand = { percent: 10, rule: 'by_hand', minutes: null } as const
    const other = await begin(own, words(a, { texts, test: byHand }))
    await run()
    await leave(other)
    assert.equal(await run(NOW.add({ hours: 30 })), 0)
    const choice = { organization: own.id, id: other, label: 'A' as const }
    await inTx((tx) => chooseText(tx, choice, BY, NOW))
    await assert.rejects(
      inTx((tx) => chooseText(tx, choice, BY, NOW)),
      { code: 'campaign_no_test' },
    )
    await run()
    assert.equal((await messages(other)).length, 40)
  })
})
