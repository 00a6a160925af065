import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, newId, type Query } from '#base'
import { postRule, verify, wallet } from '#ledger'
import { addMember, createOrganization, createPerson } from '#people'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { Crossroads } from '../sending/choosing.ts'
import type { Route } from '../sending/index.ts'
import { plainAddress } from './addresses.ts'
import { afterMinutes, isOpen } from './hours.ts'
import { keywordOf } from './keywords.ts'
import { giveNumber, unknownInbound } from './numbers.ts'
import { owedBy, setInboundUnits, settleOwed } from './owed.ts'
import { replyIn } from './replying.ts'
import { inboxRulesOf, setInboxRules } from './rules.ts'
import { type Inbound, takeInbound } from './taking.ts'
import { entriesOf, inboxFigures, stepsOf, threadOf, threadsOf } from './threads.ts'
import { assignThread, closeThread, noteOn, readThread, reopenThread } from './working.ts'

/** A Friday, half past two in India. */
const NOW = Temporal.Instant.from('2026-11-20T09:00:00Z')
const SANDBOX = '01900000-0000-7000-8000-0000000005b0'
const OURS = '+918047180000'
const THEIRS = '+919812345678'
const later = (hours: number, minutes = 0) => NOW.add({ hours, minutes })

let events = 0
const wrote = (text: string, at = NOW, given: Partial<Inbound> = {}): Inbound => {
  events += 1
  return {
    is: 'inbound',
    event: `e${events}`,
    way: 'whatsapp',
    from: THEIRS,
    to: OURS,
    text,
    at,
    ...given,
  }
}

/** A library with a number for WhatsApp, its keeper, and so many units. */
async function library(db: TestDatabase, units = 0n) {
  return await atomically(db, async (tx) => {
    const owner = await createPerson(
      tx,
      { name: 'Asha Rao', email: `asha-${newId()}@example.org` },
      NOW,
    )
    const { id } = await createOrganization(tx, { name: 'Reading Room' }, NOW)
    await addMember(tx, { organization: id, person: owner.id, role: 'owner' }, NOW)
    const number = { provider: SANDBOX, way: 'whatsapp', address: OURS, organization: id } as const
    await giveNumber(tx, { ...number, withWaiting: false }, 'test', NOW)
    if (units > 0n) await buy(tx, id, units)
    return { organization: id, owner: owner.id }
  })
}

async function buy(tx: Query, id: string, quantity: bigint) {
  await postRule(
    tx as never,
    'package.sold',
    {
      organization: { type: 'organization', id },
      provider: 'sandbox',
      currency: 'INR',
      net: quantity * 15n,
      tax: 0n,
      fee: 0n,
      parts: [{ asset: 'WHATSAPP', quantity, worth: 1n }],
      expiresAt: NOW.add({ hours: 24 * 90 }),
    },
    { key: `test:${newId()}`, about: { type: 'test', id }, by: 'test', at: NOW },
  )
}

const take = (db: TestDatabase, told: Inbound, now = told.at) =>
  atomically(db, (tx) => takeInbound(tx, SANDBOX, told, now))

const credits = async (db: TestDatabase, id: string) =>
  (await wallet(db, { type: 'organization', id }, 'WHATSAPP')).available

test('words that stop and start, in many languages, and only where they stand alone', () => {
  const stops = [
    'STOP',
    ' stop. ',
    'Stopp',
    'ARRÊT',
    'Baja!',
    'रोकें',
    'बंद करें',
    'توقف',
    '«стоп»',
    '退订',
  ]
  for (const word of stops) assert.equal(keywordOf(word)?.keyword, 'stop', word)
  for (const word of ['START', 'unstop', 'Alta', 'शुरू करें', 'Anmelden'])
    assert.equal(keywordOf(word)?.keyword, 'start', word)
  for (const words of ['Please stop the fan', 'yes', 'ok', 'end of term?', '', 'stop it'])
    assert.equal(keywordOf(words), undefined, words)
  assert.deepEqual(keywordOf('Hilfe!'), { keyword: 'help', language: 'de' })
})

test('STOP, START and HELP are answered in the language of the contact, of the word, or of the organization', async () => {
  await using db = await testDatabase()
  const { organization } = await library(db, 50n)
  let minute = 0
  /** What is answered to a word from a number. */
  const says = async (from: string, text: string) => {
    minute += 1
    const { thread } = await take(db, wrote(text, NOW.add({ minutes: minute }), { from }))
    const [row] = await db<{ text: string; waits: boolean }>`
      select e.text, t.waiting_since is not null as waits from messaging.thread_entry e
      join messaging.thread t on t.id = e.thread_id
      where t.id = ${thread} and e.is_a = 'automatic' order by e.id desc limit 1`
    return [row!.text.split(' ').slice(0, 3).join(' '), row!.waits]
  }
  assert.deepEqual(await says('+919812345601', 'STOP'), ['You will get', false])
  assert.deepEqual(await says('+919812345606', 'Stopp'), ['Du bekommst hier', false])
  assert.deepEqual(await says('+919812345602', 'रोकें'), ['अब यहाँ कोई', false])
  await db`update messaging.contact set language = 'fr-FR'
    where id = (select contact_id from messaging.contact_address where address = '+919812345602' limit 1)`
  assert.deepEqual(await says('+919812345602', 'START'), ['Vous recevrez de', false])
  const rules = await inboxRulesOf(db, organization)
  await atomically(db, (tx) =>
    setInboxRules(tx, organization, { ...rules, language: 'es' }, 'test', NOW),
  )
  assert.deepEqual(await says('+919812345603', 'stop'), ['Ya no recibirás', false])
  // Whoever asks for help is told who writes, and still waits for an answer.
  assert.deepEqual(await says('+919812345604', 'Help'), ['Reading Room te', true])
  await atomically(db, (tx) =>
    setInboxRules(tx, organization, { ...rules, language: 'ta' }, 'test', NOW),
  )
  assert.deepEqual(await says('+919812345605', 'STOP'), ['You will get', false])
})

test('an answer is due within the hours in which somebody answers', () => {
  const hours = {
    zone: 'Asia/Kolkata',
    days: [1, 2, 3, 4, 5],
    opens: Temporal.PlainTime.from('09:00'),
    closes: Temporal.PlainTime.from('18:00'),
  }
  const due = (at: string, minutes: number) =>
    afterMinutes(hours, Temporal.Instant.from(at), minutes).toString()
  assert.equal(due('2026-11-20T09:00:00Z', 60), '2026-11-20T10:00:00Z')
  // Friday at half past five: half an hour is left of it, the rest is on Monday.
  assert.equal(due('2026-11-20T12:00:00Z', 60), '2026-11-23T04:00:00Z')
  assert.equal(due('2026-11-21T05:00:00Z', 30), '2026-11-23T04:00:00Z')
  assert.equal(due('2026-11-20T09:00:00Z', 9 * 60 * 2), '2026-11-24T09:00:00Z')
  assert.equal(isOpen(hours, Temporal.Instant.from('2026-11-20T12:29:59Z')), true)
  assert.equal(isOpen(hours, Temporal.Instant.from('2026-11-20T12:30:00Z')), false)
  assert.equal(isOpen(hours, Temporal.Instant.from('2026-11-21T06:00:00Z')), false)
})

test('what is sent to a number of nobody is kept once, and goes along with the number only where that is said', async () => {
  await using db = await testDatabase()
  const told = wrote('Hello?', NOW, { to: '91 80 4718 0000', from: '919812345678' })
  const first = await take(db, told)
  const again = await take(db, told)
  assert.deepEqual([first.known, again.known, again.id === first.id], [false, true, true])
  assert.deepEqual(
    (await unknownInbound(db, { limit: 5 })).map(({ from, to, text }) => [from, to, text]),
    [[THEIRS, OURS, 'Hello?']],
  )
  const { organization } = await library(db)
  assert.equal((await threadsOf(db, organization, {}, { limit: 5 }, NOW)).length, 0)
  const give = (withWaiting: boolean) =>
    atomically(db, (tx) =>
      giveNumber(
        tx,
        { provider: SANDBOX, way: 'whatsapp', address: OURS, organization, withWaiting },
        'test',
        NOW,
      ),
    )
  await assert.rejects(give(true), { code: 'number_taken' })
  await db`update messaging.sender_number set ended_at = ${NOW}, ended_by = 'test'`
  await give(true)
  assert.deepEqual(
    (await threadsOf(db, organization, {}, { limit: 5 }, NOW)).map(({ last }) => last.text),
    ['Hello?'],
  )
  assert.equal((await unknownInbound(db, { limit: 5 })).length, 0)
  assert.equal(plainAddress('whatsapp:+14155550100'), '+14155550100')
  assert.equal(plainAddress('56070'), '56070')
})

test('an empty wallet still receives; what is owed is taken from the next lot, once', async () => {
  await using db = await testDatabase()
  const { organization } = await library(db)
  await Promise.all(Array.from({ length: 6 }, (_, n) => take(db, wrote(`Question ${n}`))))
  const [owed] = await owedBy(db, organization)
  assert.deepEqual([owed?.units, owed?.messages, await credits(db, organization)], [6n, 6, 0n])
  // A lot of four: four of six are taken, oldest first, and the wallet is empty and not below.
  await atomically(db, (tx) => buy(tx, organization, 4n))
  const settle = () => atomically(db, (tx) => settleOwed(tx, organization, 'WHATSAPP', later(1)))
  const taken = await Promise.all([settle(), settle(), settle()])
  assert.equal(
    taken.reduce((sum, one) => sum + one, 0n),
    4n,
  )
  assert.equal(await credits(db, organization), 0n)
  assert.equal((await owedBy(db, organization))[0]?.units, 2n)
  await atomically(db, (tx) => buy(tx, organization, 10n))
  await settle()
  assert.equal(await settle(), 0n)
  assert.equal(await credits(db, organization), 8n)
  // With credits there, the next one is taken at once; where the provider charges nothing, nothing is.
  await take(db, wrote('One more'))
  assert.equal(await credits(db, organization), 7n)
  const price = { provider: SANDBOX, way: 'whatsapp', units: 0 } as const
  await atomically(db, (tx) => setInboundUnits(tx, price, 'test', NOW))
  await take(db, wrote('And one for nothing'))
  assert.deepEqual([await credits(db, organization), await owedBy(db, organization)], [7n, []])
  await assert.rejects(
    db`update messaging.inbound_charge set settled_at = null, settled_by = null`,
    /stays settled/,
  )
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('anything is answered for 23 hours and 59 minutes, and no longer; by SMS always', async () => {
  await using db = await testDatabase()
  const { organization, owner } = await library(db, 50n)
  const { thread } = await take(db, wrote('Is the hall open on Sunday?'))
  const reply = (now: Temporal.Instant, text = 'Yes, from nine.') =>
    atomically(db, (tx) =>
      replyIn(tx, { organization, thread: thread!, by: `person:${owner}`, reply: { text } }, now),
    )
  const before = await threadOf(db, organization, thread!)
  assert.equal(before.answerDueAt?.toString(), '2026-11-21T04:00:00Z')
  await assert.rejects(reply(later(1), '  '), { code: 'reply_empty' })
  await reply(later(1))
  await reply(later(23, 58))
  await assert.rejects(reply(later(23, 59)), { code: 'reply_window_closed' })
  // Their own clock ahead of ours makes the window no longer.
  await take(db, wrote('Thanks', later(80)), later(30))
  await assert.rejects(reply(later(54)), { code: 'reply_window_closed' })
  await reply(later(53))
  const figures = await inboxFigures(db, organization, owner, later(60))
  assert.deepEqual([figures.answered, figures.inTime, figures.medianSeconds], [2, 2, 3_600])
  const said = await entriesOf(db, thread!, { limit: 9 })
  const [sent] = await db<{ content: { number: object } }>`select content from messaging.message
    where about_id = ${thread} limit 1`
  assert.deepEqual(sent!.content.number, { provider: SANDBOX, address: OURS })
  assert.deepEqual(said.map((one) => [one.is, one.state]).slice(0, 2), [
    ['reply', 'waiting'],
    ['inbound', null],
  ])
  const other = await atomically(db, (tx) => createOrganization(tx, { name: 'Other' }, NOW))
  await assert.rejects(threadOf(db, other.id, thread!), { code: 'thread_unknown' })
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('what is answered leaves by the provider that has the number, and by no other', () => {
  const route = (provider: string): Route => ({
    way: 'whatsapp',
    provider,
    name: provider,
    kind: 'twilio',
    perSecond: 10,
    active: true,
    metered: false,
    meteredSet: null,
    stock: undefined,
    weight: 50,
    restingWeight: 50,
    breaker: 'closed',
    brokenWhy: null,
    brokenAt: null,
    probeAt: null,
    manual: null,
    manualBy: null,
    manualWhy: null,
    weightChangedAt: NOW,
    recent: '',
  })
  const tokens = new Map(['a', 'b'].map((one) => [one, 1_000] as const))
  const chosen = (number?: { provider: string; address: string }) => {
    const crossroads = new Crossroads([route('a'), route('b')], new Map(), tokens, NOW)
    return Array.from({ length: 40 }, () => {
      const content = { way: 'whatsapp', text: 'Yes', ...(number ? { number } : {}) } as const
      const message = { id: newId(), way: 'whatsapp', lane: 'otp', content, stock: 1n } as const
      const found = crossroads.choose({ ...message, tried: new Set(), closed: new Set() }, false)
      return typeof found === 'string' ? found : found.provider
    })
  }
  assert.deepEqual([...new Set(chosen({ provider: 'b', address: OURS }))], ['b'])
  assert.deepEqual([...new Set(chosen({ provider: 'c', address: OURS }))], ['nobody'])
  assert.deepEqual([...new Set(chosen())].sort(), ['a', 'b'])
})

test('STOP ends what is sent, with a last word; START begins it again', async () => {
  await using db = await testDatabase()
  const { organization, owner } = await library(db, 50n)
  const { thread } = await take(db, wrote('Hello'))
  await take(db, wrote('STOP', later(1)))
  const reply = (now: Temporal.Instant) =>
    atomically(db, (tx) =>
      replyIn(
        tx,
        { organization, thread: thread!, by: `person:${owner}`, reply: { text: 'Hello!' } },
        now,
      ),
    )
  await assert.rejects(reply(later(2)), { code: 'recipient_opted_out' })
  const words = async () =>
    (await entriesOf(db, thread!, { limit: 9 })).map((one) => `${one.is}: ${one.text.slice(0, 22)}`)
  assert.deepEqual((await words()).slice(0, 2).sort(), [
    'automatic: You will get no more m',
    'inbound: STOP',
  ])
  await take(db, wrote('start', later(3)))
  await reply(later(4))
  assert.deepEqual(
    (await stepsOf(db, thread!)).map(({ what }) => what),
    ['opened', 'opted out', 'opted in'],
  )
})

test('outside of the hours it answers by itself, once in 24 hours', async () => {
  await using db = await testDatabase()
  const { organization } = await library(db, 50n)
  await atomically(db, (tx) =>
    setInboxRules(
      tx,
      organization,
      {
        zone: 'Asia/Kolkata',
        days: [1, 2, 3, 4, 5],
        opens: Temporal.PlainTime.from('09:00'),
        closes: Temporal.PlainTime.from('18:00'),
        answerMinutes: 60,
        awayText: 'We answer from Monday, nine o’clock.',
      },
      'test',
      NOW,
    ),
  )
  const { thread } = await take(db, wrote('In the hours'))
  const night = later(10)
  await take(db, wrote('In the night', night))
  await take(db, wrote('Anybody there?', night.add({ minutes: 5 })))
  // Brought six hours late by the provider: not written just now.
  await take(db, wrote('Late', night), later(40))
  await take(db, wrote('Saturday night', later(35)))
  const said = await entriesOf(db, thread!, { limit: 20 })
  assert.equal(said.filter(({ is }) => is === 'automatic').length, 2)
})

test('conversations are taken, noted on, closed, opened again by their writer, and found', async () => {
  await using db = await testDatabase()
  const { organization, owner } = await library(db, 50n)
  const { thread } = await take(db, wrote('May I bring 50% of my books?'))
  const deed = { organization, thread: thread!, by: `person:${owner}` }
  const manager = await atomically(db, async (tx) => {
    const { id } = await createPerson(tx, { name: 'Meera', email: `m-${newId()}@example.org` }, NOW)
    await addMember(tx, { organization, person: id, role: 'manager' }, NOW)
    return id
  })
  const assign = (person: string | null) =>
    atomically(db, (tx) => assignThread(tx, { ...deed, person }, NOW))
  await assert.rejects(assign(newId()), { code: 'assignee_unfit' })
  await assign(manager)
  await atomically(db, (tx) => noteOn(tx, { ...deed, text: 'A regular.' }, NOW))
  assert.equal(
    (await threadOf(db, organization, thread!)).last.text,
    'May I bring 50% of my books?',
  )
  const count = async (filter: Parameters<typeof threadsOf>[2]) =>
    (await threadsOf(db, organization, filter, { limit: 9 }, later(200))).length
  assert.deepEqual(
    [
      await count({ search: '50% OF' }),
      await count({ search: '5_%' }),
      await count({ search: 'regular' }),
      await count({ assigned: manager, unread: true, late: true, way: 'whatsapp' }),
      await count({ assigned: 'nobody' }),
      await count({ state: 'closed' }),
    ],
    [1, 0, 1, 1, 0, 0],
  )
  await atomically(db, (tx) => readThread(tx, organization, thread!))
  await atomically(db, (tx) => closeThread(tx, deed, later(1)))
  await assert.rejects(
    atomically(db, (tx) => closeThread(tx, deed, later(1))),
    { code: 'thread_state_same' },
  )
  await take(db, wrote('One more thing', later(2)))
  const open = await threadOf(db, organization, thread!)
  assert.deepEqual([open.closedAt, open.unread, open.assignedTo?.name], [null, 1, 'Meera'])
  await assert.rejects(
    atomically(db, (tx) => reopenThread(tx, deed, later(3))),
    { code: 'thread_state_same' },
  )
  assert.deepEqual(
    (await stepsOf(db, thread!)).map(({ what, person }) => [what, person]),
    [
      ['opened', null],
      ['assigned', 'Meera'],
      ['closed', null],
      ['reopened', null],
    ],
  )
  const facts = await db<{
    kind: string
  }>`select kind from base.fact where kind like 'inbox.%' order by at, id`
  assert.deepEqual(
    facts.map(({ kind }) => kind),
    ['inbox.waiting', 'inbox.assigned', 'inbox.waiting'],
  )
})
