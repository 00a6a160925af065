import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { atomically, newId, record } from '#base'
import { verify as verifyBooks } from '#ledger'
import { createPerson } from '#people'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { type FakeProvider, fault, sendingScene } from '../../../test/sending.ts'
import { takeInbound } from '../inbox/index.ts'
import type { Mail } from '../mail.ts'
import { notify } from '../notices.ts'
import { setOtpRules } from '../otp/index.ts'
import { RULES_AT_FIRST } from '../otp/rules.ts'
import { choose, preferencesOf, type WishChannel } from '../preferences.ts'
import { followReturns } from '../returning.ts'
import { segmentsOf } from '../segments.ts'
import type { NoticeKind, Told } from '../told.ts'
import { german } from '../words/de/texts.ts'
import { english } from '../words/en/texts.ts'
import { addPhone, confirmPhone, forgetPhones, phoneOf, removePhone } from './phones.ts'
import { setHouseTexts } from './rules.ts'
import { textWords } from './texting.ts'
import { phoneWays } from './ways.ts'
import { TEXT_GROUPS, TEXT_KINDS } from './worth.ts'

/** Noon in Berlin. */
const START = '2026-05-05T10:00:00Z'
const KEY = randomBytes(32)
const NUMBER = '+919812345678'
const mail: Mail = { from: 'Stoa <hello@stoa.example>', send: async () => {}, close() {} }

/** A house with Maya in it, and a provider of SMS with so much stock. */
async function house(db: TestDatabase, { stock = 1_000n, locale = 'en-GB' } = {}) {
  const scene = await sendingScene(db, START)
  const provider = await scene.provider(['sms', 'whatsapp'])
  if (stock > 0n) await scene.stock(provider, 'sms', stock, stock * 15n)
  const made = { name: 'Maya', email: 'maya@example.org', zone: 'Europe/Berlin', locale }
  const { id: maya } = await atomically(db, (tx) => createPerson(tx, made, scene.now))
  return {
    ...scene,
    scene,
    maya,
    provider,
    add: (number = NUMBER, person = maya, way: 'sms' | 'whatsapp' = 'sms') =>
      atomically(db, (tx) =>
        addPhone(tx, KEY, { person, number, way, language: locale, ip: '203.0.113.7' }, scene.now),
      ),
    guess: (code: string, person = maya) =>
      atomically(db, (tx) => confirmPhone(tx, KEY, { person, code }, scene.now)),
    /** The newest code, as its reader finds it on their phone. */
    async code(): Promise<string> {
      const [row] = await db<{
        text: string
      }>`select content->>'text' as text from messaging.message
        where lane = 'otp' order by id desc limit 1`
      return /\d{6}/.exec(row!.text)![0]
    },
    async confirmed(wishes: Record<string, WishChannel> = {}) {
      await this.add()
      await this.guess(await this.code())
      await atomically(db, (tx) =>
        choose(
          tx,
          maya,
          Object.entries(wishes).map(([group, channel]) => ({
            group: group as 'bookings',
            channel,
            told: true,
          })),
          scene.now,
        ),
      )
    },
    mute: (group: 'bookings' | 'reminders') =>
      atomically(db, (tx) =>
        choose(tx, maya, [{ group, channel: 'email', told: false }], scene.now),
      ),
    async tell<Kind extends NoticeKind>(kind: Kind, told: Told[Kind]) {
      await atomically(db, async (tx) => {
        const about = { type: 'test', id: newId() }
        const fact = await record(tx, { kind: 'nobody.cares', about, at: scene.now })
        // Told twice it is once.
        for (let i = 0; i < 2; i++)
          await notify(
            tx,
            mail,
            { fact, kind, to: maya, told, site: 'https://stoa.example' },
            scene.now,
          )
      })
    },
    /** Texts on their way and e-mails, as they stand. */
    async out() {
      const texts = await db<{ to: string; words: string; due: Temporal.Instant; state: string }>`
        select to_address as to, content->>'text' as words, due_at as due, state from messaging.message
        where about_type = 'text' order by id`
      const letters = await db<{ kind: string }>`
        select kind from messaging.email where kind not like 'phone.%' order by id`
      return { texts, letters: letters.map(({ kind }) => kind) }
    },
    facts: async (kind: string) => (await db`select 1 from base.fact where kind = ${kind}`).length,
  }
}

const calledOff = (start: string): Told['booking.cancelled'] => ({
  session: 'The “past” tenses',
  start: Temporal.Instant.from(start),
  byLearner: false,
  booking: newId(),
})

test('a number is a person’s once they say the code that came to it, each guess counted', async () => {
  await using db = await testDatabase()
  const here = await house(db, { locale: 'de-AT' })
  const { maya, scene } = here
  await assert.rejects(here.guess('123456'), { code: 'phone_unasked' })
  await here.add('098123 45678'.replace('0', '+91'))
  const [sms] = await db<{ text: string }>`select content->>'text' as text from messaging.message`
  assert.match(sms!.text, /^\d{6} ist dein Code\./, 'in their language')
  const code = await here.code()
  const wrong = code.replace(/^./, (digit) => String((Number(digit) + 1) % 10))
  assert.deepEqual(await here.guess(wrong), { verdict: 'wrong', left: 4 })
  assert.equal((await phoneOf(db, maya, scene.now)).phone, null)
  const other = await atomically(db, (tx) =>
    createPerson(tx, { name: 'Eve', email: 'eve@example.org' }, scene.now),
  )
  // A code is of use to whoever asked for it alone, and theirs does not end Maya's.
  scene.pass({ seconds: 31 })
  await here.add(NUMBER, other.id)
  assert.equal((await here.guess(code, other.id)).verdict, 'wrong')
  assert.equal((await here.guess(code)).verdict, 'verified')
  const { phone, asked } = await phoneOf(db, maya, scene.now)
  assert.deepEqual([phone?.number, phone?.stopped, asked], [NUMBER, [], null])
  await assert.rejects(here.guess(code), { code: 'phone_unasked' })
  await assert.rejects(here.add(), { code: 'phone_known' })
  assert.equal(await here.facts('phone.confirmed'), 1)
})

test('a new number takes the place of the old one when it is confirmed, and it can be taken away', async () => {
  await using db = await testDatabase()
  const here = await house(db)
  const { maya, scene } = here
  const number = async () => (await phoneOf(db, maya, scene.now)).phone?.number
  await here.confirmed({ bookings: 'sms', reminders: 'sms' })
  await here.add('+919812345699')
  assert.equal(await number(), NUMBER)
  assert.equal((await phoneOf(db, maya, scene.now)).asked?.number, '+919812345699')
  await here.guess(await here.code())
  assert.equal(await number(), '+919812345699')
  const phones = async () =>
    (await preferencesOf(db, maya)).filter(({ phone }) => phone).map(({ group }) => group)
  assert.deepEqual(await phones(), ['bookings', 'reminders'])
  // What waits for the morning does not leave for a number that is gone: an e-mail says it.
  await here.mute('bookings')
  scene.now = Temporal.Instant.from('2026-05-05T21:00:00Z')
  await here.tell('booking.cancelled', calledOff('2026-05-09T16:00:00Z'))
  await atomically(db, (tx) => removePhone(tx, maya, scene.now))
  await followReturns(db, mail, scene.now)
  const { texts, letters } = await here.out()
  assert.deepEqual([texts.map(({ state }) => state), letters], [['failed'], ['booking.cancelled']])
  assert.deepEqual([await number(), await phones()], [undefined, []])
  await assert.rejects(
    atomically(db, (tx) => removePhone(tx, maya, scene.now)),
    { code: 'phone_unknown' },
  )
  const wish = [{ group: 'bookings', channel: 'sms', told: true }] as const
  await assert.rejects(
    atomically(db, (tx) => choose(tx, maya, wish, scene.now)),
    { code: 'phone_missing' },
  )
  assert.equal(await here.facts('phone.removed'), 1)
  assert.equal(await atomically(db, (tx) => forgetPhones(tx, scene.now.add({ hours: 24 * 91 }))), 2)
})

test('codes to phones are limited by person, number and country, and go nowhere without a way', async () => {
  await using db = await testDatabase()
  const here = await house(db, { stock: 0n })
  const { scene, provider } = here
  await assert.rejects(here.add('12'), { code: 'address_invalid' })
  await assert.rejects(here.add('+447911123456'), { code: 'phone_country_closed' })
  await assert.rejects(here.add(), { code: 'phone_way_closed' })
  await assert.rejects(here.add(NUMBER, here.maya, 'whatsapp'), { code: 'phone_way_closed' })
  await scene.stock(provider, 'sms', 100n, 1_500n)
  await here.add()
  await assert.rejects(here.add(), { code: 'otp_too_soon' })
  for (let n = 0; n < 9; n++) await here.add(`+9198123450${10 + n}`)
  await assert.rejects(here.add('+919812345099'), { code: 'phone_codes_too_many' })
  scene.pass({ hours: 25 })
  await here.add('+919812345099')
})

test('by WhatsApp a code and a notice go out in the approved template of their language', async () => {
  await using db = await testDatabase()
  const here = await house(db, { locale: 'de-DE' })
  const { scene, provider } = here
  await scene.stock(provider, 'whatsapp', 100n, 1_000n)
  const set = (version: number) =>
    atomically(db, (tx) =>
      setHouseTexts(
        tx,
        { version, whatsappTemplate: 'stoa_notice', languages: ['en', 'de'], dltTemplate: null },
        'test',
        scene.now,
      ),
    )
  await set(0)
  await assert.rejects(set(0), { code: 'house_texts_changed' })
  const codes = { whatsappTemplate: 'stoa_code', whatsappLanguages: ['en_GB', 'de'] }
  await atomically(db, (tx) =>
    setOtpRules(tx, null, { ...RULES_AT_FIRST, ...codes }, 'test', scene.now),
  )
  assert.deepEqual(await phoneWays(db, scene.now), { sms: null, whatsapp: null })
  await here.add(NUMBER, here.maya, 'whatsapp')
  await here.guess(await here.code())
  const wish = [{ group: 'bookings', channel: 'whatsapp', told: true }] as const
  await atomically(db, (tx) => choose(tx, here.maya, wish, scene.now))
  await here.tell('booking.cancelled', calledOff('2026-05-05T16:00:00Z'))
  await scene.leave()
  const templates = provider.taken.map(({ content }) =>
    content.way === 'whatsapp' ? [content.template?.name, content.template?.language] : [],
  )
  assert.deepEqual(templates.sort(), [
    ['stoa_code', 'de'],
    ['stoa_notice', 'de'],
  ])
})

test('notices go by e-mail until somebody wants them on their phone, and then what cannot wait goes there', async () => {
  await using db = await testDatabase()
  const here = await house(db)
  const { scene, provider } = here
  await here.confirmed()
  const soon = '2026-05-05T16:00:00Z'
  await here.tell('booking.cancelled', calledOff(soon))
  assert.deepEqual(await here.out(), { texts: [], letters: ['booking.cancelled'] })
  await atomically(db, (tx) =>
    choose(
      tx,
      here.maya,
      ['bookings', 'reminders', 'receipts'].map((group) => ({
        group: group as 'bookings',
        channel: 'sms',
        told: true,
      })),
      scene.now,
    ),
  )
  await here.tell('booking.cancelled', calledOff(soon))
  const { texts, letters } = await here.out()
  assert.deepEqual(
    texts.map(({ to, words }) => [to, words]),
    [[NUMBER, 'Stoa: "The "past" tenses" on Tue 5 May, 18:00 CEST is called off. We are sorry.']],
  )
  assert.equal(segmentsOf(texts[0]!.words).segments, 1, 'plain letters: one segment')
  assert.equal(letters.length, 2, 'the e-mail goes out as before')
  // What they did themselves, what can wait, and what begins only tomorrow stays off the phone.
  await here.tell('booking.cancelled', { ...calledOff(soon), byLearner: true })
  const reminder = { session: 'A', educator: 'I', booking: newId() }
  const at = (hours: number) => ({ start: scene.now.add({ hours }), hours })
  await here.tell('session.reminder', { ...reminder, ...at(24) })
  await here.tell('booking.completed', { session: 'A', educator: 'I', booking: newId() })
  assert.equal((await here.out()).texts.length, 1)
  await here.tell('session.reminder', { ...reminder, ...at(1) })
  assert.equal((await here.out()).texts.length, 2)
  await scene.leave()
  const stock = () =>
    db`select coalesce(sum(stock), 0)::int as used from messaging.settlement where organization_id is null`
  await scene.tell(
    provider,
    provider.taken.map((one) => scene.report(one, 'delivered')),
  )
  await scene.settle()
  assert.deepEqual(await stock(), [{ used: 3 }], 'a code and two texts, from the operator’s stock')
  assert.deepEqual(await verifyBooks(db), { ok: true, findings: [] })
})

test('by night a text waits for the morning, unless it names an hour that is near', async () => {
  await using db = await testDatabase()
  const here = await house(db)
  await here.confirmed({ bookings: 'sms', receipts: 'sms' })
  here.scene.now = Temporal.Instant.from('2026-05-05T22:00:00Z')
  await here.tell('booking.cancelled', calledOff('2026-05-06T06:00:00Z'))
  await here.tell('booking.cancelled', calledOff('2026-05-09T06:00:00Z'))
  await here.tell('payout.failed', { amount: { amount: '12.00', asset: 'EUR' } })
  const morning = '2026-05-06T05:00:00Z'
  assert.deepEqual(
    (await here.out()).texts.map(({ due }) => due.toString()),
    [here.scene.now.toString(), morning, morning],
  )
})

test('without stock or a provider an e-mail says it, whatever they chose, and staff hear once a day', async () => {
  await using db = await testDatabase()
  const here = await house(db, { stock: 1n })
  const { scene, provider } = here
  await here.confirmed({ bookings: 'sms' })
  await here.mute('bookings')
  const tell = () => here.tell('booking.cancelled', calledOff('2026-05-05T16:00:00Z'))
  // The code took the one unit there was, although it is not settled yet.
  await scene.leave()
  assert.deepEqual((await phoneWays(db, scene.now)).sms, 'no_stock')
  await tell()
  await tell()
  assert.deepEqual(await here.out(), {
    texts: [],
    letters: ['booking.cancelled', 'booking.cancelled'],
  })
  assert.equal(await here.facts('house_texts.closed'), 1)
  await scene.stock(provider, 'sms', 10n, 150n)
  await tell()
  assert.deepEqual([(await here.out()).texts.length, (await here.out()).letters.length], [1, 2])
  // Beside a provider of something else the sandbox reaches nobody.
  await db`update messaging.provider set active = false where id = ${provider.id}`
  await scene.provider(['email'], { kind: 'ses' })
  await db`update messaging.provider set active = true where kind = 'sandbox'`
  assert.equal((await phoneWays(db, scene.now)).sms, 'no_provider')
  scene.pass({ hours: 25 })
  await tell()
  assert.equal(await here.facts('house_texts.closed'), 2)
})

test('what does not get to the phone is said by e-mail once, and whoever says STOP is not texted', async () => {
  await using db = await testDatabase()
  const here = await house(db)
  const { scene, provider } = here
  await here.confirmed({ bookings: 'sms' })
  await here.mute('bookings')
  const tell = () => here.tell('booking.cancelled', calledOff('2026-05-05T16:00:00Z'))
  provider.does = () => {
    throw fault('not_these_words', 'bad_content')
  }
  await tell()
  await scene.leave()
  assert.deepEqual((await here.out()).letters, [])
  const follow = () => followReturns(db, mail, scene.now)
  assert.deepEqual(
    await Promise.all([follow(), follow()]).then((all) => all.reduce((a, b) => a + b.texts, 0)),
    1,
  )
  assert.deepEqual((await here.out()).letters, ['booking.cancelled'])
  const [text] = await db`select letter, instead_at is not null as said from messaging.text`
  assert.deepEqual(text, { letter: null, said: true })
  await says(db, provider, 'STOP', scene.now)
  const { phone } = await phoneOf(db, here.maya, scene.now)
  assert.deepEqual(phone?.stopped, ['sms'])
  await tell()
  const { texts, letters } = await here.out()
  assert.deepEqual([texts.at(-1)?.state, letters.length], ['refused', 2])
  assert.equal(await here.facts('house_texts.closed'), 0, 'this is theirs to say')
  await says(db, provider, 'START', scene.now)
  assert.deepEqual((await phoneOf(db, here.maya, scene.now)).phone?.stopped, [])
})

const says = (db: TestDatabase, { id }: FakeProvider, text: string, at: Temporal.Instant) =>
  atomically(db, (tx) =>
    takeInbound(
      tx,
      id,
      { is: 'inbound', event: newId(), way: 'sms', from: NUMBER, to: '+15550001111', text, at },
      at,
    ),
  )

test('every text has words in every language, from what its kind is told, and fits two segments', () => {
  const told = {
    session: 'The two past tenses of Spanish',
    educator: 'Ines Garcia Moreno',
    learner: 'Maya Lindqvist',
    plan: 'Conversation 20',
    start: Temporal.Instant.from(START),
    until: Temporal.Instant.from(START),
    amount: { amount: '1234.50', asset: 'EUR' },
    what: 'no sound',
  }
  assert.ok(TEXT_KINDS.length > 10 && TEXT_GROUPS.includes('bookings'))
  for (const [locale, words] of [
    ['en-IN', english],
    ['de-DE', german],
  ] as const) {
    assert.deepEqual(Object.keys(words).sort(), [...TEXT_KINDS].sort())
    for (const kind of TEXT_KINDS) {
      const reader = { name: 'Maya', zone: 'Europe/Berlin', locale }
      const text = textWords(kind, told as never, reader)
      assert.doesNotMatch(text, /undefined|[{}]|null/, text)
      const { encoding, segments } = segmentsOf(text)
      assert.deepEqual([encoding, segments <= 2], ['GSM-7', true], text)
    }
  }
  for (const kind of TEXT_KINDS) assert.notEqual(german[kind], english[kind])
})
