import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { atomically, newId, type Tx } from '#base'
import { postRule, verify as verifyBooks } from '#ledger'
import { createOrganization } from '#people'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { addContact } from '../contacts/index.ts'
import { askOtp, type OtpWish } from './asking.ts'
import { hashOf, newCode } from './codes.ts'
import { fallBack } from './falling-back.ts'
import { forgetOtp, otpFigures } from './figures.ts'
import { liftStop } from './limits.ts'
import { type OtpRules, otpRulesOf, RULES_AT_FIRST, setOtpRules } from './rules.ts'
import { verifyOtp } from './verifying.ts'

const NOW = Temporal.Instant.from('2026-11-20T09:00:00Z')
const KEY = randomBytes(32)
const after = (seconds: number) => NOW.add({ seconds })

/** A library that sends codes by these rules, with credits for them. */
async function library(db: TestDatabase, changes: Partial<OtpRules> = {}): Promise<string> {
  return await atomically(db, async (tx) => {
    const { id } = await createOrganization(tx, { name: 'Reading Room' }, NOW)
    await setOtpRules(tx, id, { ...RULES_AT_FIRST, ...changes }, 'test', NOW)
    await buy(tx, id)
    return id
  })
}

const buy = (tx: Tx, id: string) =>
  postRule(
    tx,
    'package.sold',
    {
      organization: { type: 'organization', id },
      provider: 'sandbox',
      currency: 'INR',
      net: 44_900n,
      tax: 0n,
      fee: 0n,
      parts: [
        { asset: 'SMS', quantity: 1_000n, worth: 2n },
        { asset: 'WHATSAPP', quantity: 100n, worth: 1n },
      ],
    },
    { key: `test:${newId()}`, about: { type: 'test', id }, by: 'test', at: NOW },
  )

const ask = (db: TestDatabase, organization: string, wish: Partial<OtpWish> = {}, now = NOW) =>
  atomically(db, (tx) =>
    askOtp(tx, KEY, { organization, to: '+919812345678', purpose: 'login', ...wish }, now),
  )
const guess = (db: TestDatabase, organization: string, id: string, code: string, now = NOW) =>
  atomically(db, (tx) => verifyOtp(tx, KEY, { organization, id, code }, now))

/** The code, as its reader finds it in the message. */
async function codeIn(db: TestDatabase, id: string, which = 1): Promise<string> {
  const [row] = await db<{ text: string }>`select content->>'text' as text from messaging.message
    where key = ${`otp:${id}:${which}`}`
  return /\d{4,9}/.exec(row!.text)![0]
}
const wrongFor = (code: string) => code.replace(/^./, (digit) => String((Number(digit) + 1) % 10))

test('codes have their length, with zeros in front, and each digit is as likely as any other', () => {
  for (let length = 4; length <= 9; length++) assert.match(newCode(length), /^\d+$/)
  const count = Array<number>(10).fill(0)
  const codes = 20_000
  for (let i = 0; i < codes; i++) {
    const code = newCode(4)
    assert.equal(code.length, 4)
    count[Number(code[0])]! += 1
  }
  // 2,000 of each; 300 is seven deviations away.
  for (const seen of count) assert.ok(Math.abs(seen - codes / 10) < 300, String(count))
})

test('a code is kept as a keyed hash only, verifies once, and not another one’s request', async () => {
  await using db = await testDatabase()
  const organization = await library(db)
  const { id, expiresAt, againAt } = await ask(db, organization)
  assert.deepEqual([expiresAt.toString(), againAt.toString()], [`${after(300)}`, `${after(30)}`])
  const code = await codeIn(db, id)
  const [row] = await db<{ hashes: Buffer[]; all: string }>`
    select hashes, to_jsonb(o)::text as all from messaging.otp o where id = ${id}`
  assert.ok(row!.hashes[0]!.equals(hashOf(KEY, id, code)))
  // As any of its values: within a hash or a moment its digits may stand by chance.
  const values = Object.values(JSON.parse(row!.all) as Record<string, unknown>)
  assert.ok(!values.flat().map(String).includes(code))
  const [message] = await db<
    Record<string, unknown>
  >`select lane, category, expires_at as "expiresAt", about_type as about
    from messaging.message where key = ${`otp:${id}:1`}`
  assert.deepEqual(
    { ...message, expiresAt: String(message!.expiresAt) },
    { lane: 'otp', category: 'authentication', expiresAt: `${after(300)}`, about: 'otp' },
  )
  const other = await library(db)
  assert.deepEqual(await guess(db, other, id, code), { verdict: 'wrong', left: 0 })
  assert.deepEqual(await guess(db, organization, newId(), code), { verdict: 'wrong', left: 0 })
  assert.deepEqual(await guess(db, organization, 'nonsense', code), { verdict: 'wrong', left: 0 })
  assert.deepEqual(await guess(db, organization, id, wrongFor(code)), { verdict: 'wrong', left: 4 })
  assert.equal((await guess(db, organization, id, code)).verdict, 'verified')
  assert.equal((await guess(db, organization, id, code)).verdict, 'over')
  assert.deepEqual(await verifyBooks(db), { ok: true, findings: [] })
})

test('fifty guesses at once never exceed the limit, and the right one after them is too late', async () => {
  await using db = await testDatabase()
  const organization = await library(db)
  const { id } = await ask(db, organization)
  const code = await codeIn(db, id)
  const verdicts = await Promise.all(
    Array.from({ length: 50 }, () => guess(db, organization, id, wrongFor(code))),
  )
  const count = (verdict: string) => verdicts.filter((one) => one.verdict === verdict).length
  assert.deepEqual([count('wrong'), count('over')], [5, 45])
  const [row] = await db`select attempts, ended from messaging.otp where id = ${id}`
  assert.deepEqual(row, { attempts: 5, ended: 'locked' })
  assert.equal((await guess(db, organization, id, code)).verdict, 'over')
  await assert.rejects(db`update messaging.otp set attempts = 6 where id = ${id}`, {
    code: '23514',
  })
})

test('a new code ends the old one, a moment must pass between two, and each runs out', async () => {
  await using db = await testDatabase()
  const organization = await library(db)
  const first = await ask(db, organization)
  const code = await codeIn(db, first.id)
  await assert.rejects(ask(db, organization, {}, after(29)), { code: 'otp_too_soon' })
  await ask(db, organization, { purpose: 'payment' }, after(29))
  const second = await ask(db, organization, {}, after(30))
  assert.equal((await guess(db, organization, first.id, code, after(31))).verdict, 'over')
  const again = await codeIn(db, second.id)
  assert.equal((await guess(db, organization, second.id, again, after(330))).verdict, 'over')
  const both = await Promise.allSettled([1, 2, 3].map(() => ask(db, organization, {}, after(400))))
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('limits count per number, per address of the internet and in all, at once too', async () => {
  await using db = await testDatabase()
  const organization = await library(db, { numberHour: 3, ipHour: 4, organizationHour: 6 })
  const many = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) => ask(db, organization, { purpose: `p${n}` })),
  )
  assert.equal(many.filter(({ status }) => status === 'fulfilled').length, 3)
  const to = (n: number) => `+9198123456${10 + n}`
  const one = (n: number, ip = '203.0.113.7') => ask(db, organization, { to: to(n), ip })
  await one(1)
  await one(2)
  await one(3, '203.0.113.8')
  await assert.rejects(one(4), { code: 'otp_too_many' })
  // The next hour counts anew; a refused request counted nothing.
  await ask(db, organization, { to: to(4), ip: '203.0.113.7' }, after(3_600))
})

test('the answer is the same for a number that is stopped, and no country that is not allowed gets one', async () => {
  await using db = await testDatabase()
  const organization = await library(db)
  await db`insert into messaging.suppression (id, way, mark, address, reason, source, at)
    values (${newId()}, 'sms', messaging.mark_of('sms', '+919812345678'), '+919812345678', 'complaint', 'test', ${NOW})`
  const { id } = await ask(db, organization)
  const [row] = await db`select unsent, message_id from messaging.otp where id = ${id}`
  assert.deepEqual(row, { unsent: 'recipient_suppressed', message_id: null })
  const kept = await db`select 1 from messaging.message where lane = 'otp' and content is not null`
  assert.equal(kept.length, 0, 'no code stays in a message that never leaves')
  assert.equal((await guess(db, organization, id, '123456')).verdict, 'wrong')
  await assert.rejects(ask(db, organization, { to: '+447911123456' }), {
    code: 'otp_country_closed',
  })
  await assert.rejects(ask(db, organization, { to: '12' }), { code: 'address_invalid' })
  const [figures] = await otpFigures(db, organization, NOW.subtract({ hours: 1 }))
  assert.deepEqual([figures!.asked, figures!.sent, figures!.blocked], [1, 0, 1])
})

test('codes to a country stop when too few are used, with an alarm, until somebody lets them on', async () => {
  await using db = await testDatabase()
  const organization = await library(db, { pumpingSent: 5, pumpingShare: 40, numberHour: 100 })
  const send = (n: number, now: Temporal.Instant) =>
    ask(db, organization, { to: `+9198123450${10 + n}` }, now)
  for (let n = 0; n < 5; n++) {
    const { id } = await send(n, after(n))
    // One of five is used: below 40 %.
    if (n === 0) await guess(db, organization, id, await codeIn(db, id), after(n))
  }
  // Codes of the last five minutes may yet be used.
  await send(6, after(60))
  await send(7, after(400))
  await assert.rejects(send(8, after(401)), { code: 'otp_country_stopped' })
  const [fact] = await db<{
    data: object
  }>`select data from base.fact where kind = 'otp.country_stopped'`
  assert.deepEqual(fact?.data, {
    organizationId: organization,
    country: 'IN',
    sent: 6,
    verified: 1,
  })
  const lift = () =>
    atomically(db, (tx) => liftStop(tx, { organization, country: 'IN' }, 'test', after(500)))
  await lift()
  await assert.rejects(lift(), { code: 'otp_stop_unknown' })
  await send(8, after(501))
})

test('a second way is taken only where the first has not delivered, with a code of its own', async () => {
  await using db = await testDatabase()
  const organization = await library(db, {
    fallbackWay: 'whatsapp',
    whatsappTemplate: 'login_code',
    fallbackSeconds: 40,
  })
  const arrived = await ask(db, organization)
  const lost = await ask(db, organization, { to: '+919812345699' })
  await db`update messaging.message set state = 'delivered', settle_at = ${NOW} where key = ${`otp:${arrived.id}:1`}`
  assert.equal(await fallBack(db, KEY, after(39)), 0)
  assert.deepEqual(
    (await Promise.all([1, 2, 3].map(() => fallBack(db, KEY, after(40))))).reduce((a, b) => a + b),
    1,
  )
  const second = await codeIn(db, lost.id, 2)
  assert.equal((await guess(db, organization, lost.id, second, after(50))).verdict, 'verified')
  assert.equal(await atomically(db, (tx) => forgetOtp(tx, after(91 * 86_400))), 2)
})

test('a code comes in the language of its reader: as asked, as their contact says, else as it is written', async () => {
  await using db = await testDatabase()
  const organization = await library(db, {
    numberHour: 50,
    whatsappTemplate: 'login_code',
    whatsappLanguages: ['en_GB', 'hi', 'pt_BR'],
  })
  let n = 0
  /** The first word after the code, and the language of its template. */
  const asked = async (language: string | undefined, way: 'sms' | 'whatsapp' = 'sms') => {
    n += 1
    const { id } = await ask(db, organization, { way, language, purpose: `p${n}` }, after(n))
    const [row] = await db<{ text: string; template: string | null }>`
      select content->>'text' as text, content->'template'->>'language' as template from messaging.message
      where key = ${`otp:${id}:1`}`
    return [row!.text.split(' ')[1], row!.template]
  }
  assert.deepEqual(await asked(undefined), ['is', null])
  assert.deepEqual(await asked('de-AT'), ['ist', null])
  await atomically(db, (tx) =>
    addContact(
      tx,
      organization,
      {
        name: 'Asha',
        language: 'hi',
        addresses: [
          { way: 'sms', address: '+919812345678' },
          { way: 'whatsapp', address: '+919812345678' },
        ],
      },
      'test',
      NOW,
    ),
  )
  assert.deepEqual(await asked(undefined), ['आपका', null])
  assert.deepEqual(await asked(undefined, 'whatsapp'), ['आपका', 'hi'])
  assert.deepEqual(await asked('pt', 'whatsapp'), ['é', 'pt_BR'])
  const rules = await otpRulesOf(db, organization)
  const set = (changes: Partial<OtpRules>) =>
    atomically(db, (tx) => setOtpRules(tx, organization, { ...rules, ...changes }, 'test', NOW))
  // Their own words count in the languages in which they wrote them; a registered template counts before all.
  await set({
    numberHour: 50,
    words: '{code} opens the reading room',
    wordsBy: { hi: '{code} पढ़ने का कोड' },
  })
  assert.deepEqual(await asked(undefined), ['पढ़ने', null])
  assert.deepEqual(await asked('de', 'whatsapp'), ['opens', 'en_GB'])
  await set({ numberHour: 50, dltTemplate: '1107', wordsBy: { hi: '{code} पढ़ने का कोड' } })
  assert.deepEqual(await asked('hi'), ['is', null])
})

test('rules that do not fit together are refused by name', async () => {
  await using db = await testDatabase()
  const wrong: Partial<OtpRules>[] = [
    { words: 'Your code' },
    { wordsBy: { de: 'Dein Code' } },
    { fallbackWay: 'whatsapp' },
    { fallbackWay: 'sms' },
    { way: 'email', fallbackWay: 'sms' },
    { validSeconds: 60, resendSeconds: 90 },
  ]
  for (const changes of wrong)
    await assert.rejects(
      library(db, changes),
      { code: 'otp_rules_invalid' },
      JSON.stringify(changes),
    )
})
