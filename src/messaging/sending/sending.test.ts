import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#base'
import { balance, PLATFORM, verify, wallet } from '#ledger'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { anSms, fault, type SendingScene, senderOf, sendingScene } from '../../../test/sending.ts'
import { suppress } from '../contacts/index.ts'
import type { Outgoing } from '../providers/index.ts'
import * as templates from '../templates/index.ts'
import * as sending from './index.ts'

let db: TestDatabase
let scene: SendingScene
before(async () => {
  db = await testDatabase({ size: 60 })
})
after(async () => {
  assert.deepEqual((await verify(db)).findings, [])
  await db[Symbol.asyncDispose]()
})

const ours = (purpose: 'message_sales' | 'message_costs' | 'refund_costs' | 'inventory') =>
  balance(db, { owner: PLATFORM, purpose, asset: 'INR' })
const stateOf = async (id: string | null) => (await sending.messageOf(db, null, id!)).state
const walletNow = (organization: string) =>
  wallet(db, senderOf(organization), 'SMS', { now: scene.now })

test('a message is reserved, leaves once, is reported on and paid for once', async () => {
  scene = await sendingScene(db, '2026-11-23T06:00:00Z')
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 100n, 2_500n)
  const twilio = await scene.provider(['sms'])
  await scene.stock(twilio, 'sms', 1_000n, 15_000n)
  const before = await ours('message_sales')

  const message = anSms()
  const [first] = await scene.accept(organization, [message])
  assert.deepEqual([first!.state, first!.units, first!.repeated], ['waiting', 1n, false])
  const [again] = await scene.accept(organization, [message])
  assert.deepEqual([again!.id, again!.repeated], [first!.id, true])
  const other = { ...message, content: { way: 'sms', text: 'Another text' } as const }
  assert.equal((await scene.accept(organization, [other]))[0]!.refusal, 'message_key_reused')
  assert.deepEqual(
    [(await walletNow(organization)).posted, (await walletNow(organization)).held],
    [100n, 1n],
  )

  await scene.leave()
  await scene.leave()
  assert.equal(twilio.taken.length, 1)
  assert.equal(await stateOf(first!.id), 'accepted')
  await scene.settle()
  assert.equal((await walletNow(organization)).held, 1n, 'nothing is decided before its end')

  const delivered = scene.report(twilio.taken[0]!, 'delivered')
  const read = scene.report(twilio.taken[0]!, 'read')
  await scene.tell(twilio, [read])
  await scene.tell(twilio, [delivered, delivered])
  await scene.tell(twilio, [delivered])
  await scene.tell(twilio, [scene.report(twilio.taken[0]!, 'failed', { code: '30008' })])
  assert.equal(await stateOf(first!.id), 'read')
  await scene.settle()
  await scene.settle()
  const { posted, held } = await walletNow(organization)
  assert.deepEqual([posted, held], [99n, 0n])
  assert.equal((await ours('message_sales')) - before, 25n)
  assert.equal(await ours('message_costs'), 15n)
  const life = await sending.messageOf(db, senderOf(organization), first!.id!)
  assert.equal(life.tries.length, 1)
  assert.equal(life.tries[0]!.reports.length, 3)
  assert.deepEqual(life.settled?.outcome, 'captured')
  assert.ok(life.settlements[0]!.journal)
})

test('what the wallet does not reach for is refused by name, and the rest goes', async () => {
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 3n, 75n)
  const messages = Array.from({ length: 5 }, () => anSms())
  const answers = await scene.accept(organization, messages)
  assert.deepEqual(
    answers.map(({ refusal }) => refusal),
    [undefined, undefined, undefined, 'message_credits_short', 'message_credits_short'],
  )
  await scene.credits(organization, 'sms', 1n, 25n)
  const [again] = await scene.accept(organization, [messages[3]!])
  assert.deepEqual([again!.state, again!.repeated], ['waiting', false], 'the key was not used up')
})

test('a time-out is unknown: never sent again, not by another provider, and charged after 72 hours', async () => {
  scene = await sendingScene(db, '2026-11-24T06:00:00Z')
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 10n, 250n)
  const slow = await scene.provider(['sms'])
  const other = await scene.provider(['sms'])
  for (const one of [slow, other]) await scene.stock(one, 'sms', 100n, 1_500n)
  const hang = (_: unknown, signal: AbortSignal) =>
    new Promise<void>((_done, failed) =>
      signal.addEventListener('abort', () => failed(fault('no_answer', 'unknown'))),
    )
  slow.does = hang
  other.does = hang
  const [one] = await scene.accept(organization, [anSms()])
  await scene.leave()
  scene.pass({ minutes: 30 })
  await scene.leave()
  assert.equal(slow.calls.length + other.calls.length, 1)
  assert.equal(await stateOf(one!.id), 'unknown')
  scene.pass({ hours: 71 })
  await scene.settle()
  assert.equal((await walletNow(organization)).held, 1n)
  scene.pass({ hours: 2 })
  await scene.settle()
  assert.deepEqual((await walletNow(organization)).posted, 9n)

  // It failed after all, within seven days: it comes back as it was, once.
  const used = slow.calls[0] ? slow : other
  const failed = scene.report(used.calls[0]!, 'failed', {
    attempt: used.calls[0]!.id,
    billable: false,
  })
  await scene.tell(used, [failed, { ...failed, event: newId() } as typeof failed])
  const { posted, lots } = await walletNow(organization)
  assert.equal(posted, 10n)
  assert.equal(
    lots.reduce((sum, lot) => sum + lot.basis, 0n),
    250n,
    'with what was paid for it',
  )
  assert.equal((await sending.messageOf(db, null, one!.id!)).settled?.outcome, 'returned')
})

test('a provider that is down hands over to another; what nobody takes waits', async () => {
  scene = await sendingScene(db, '2026-11-25T06:00:00Z')
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 100n, 2_500n)
  const down = await scene.provider(['sms'])
  const up = await scene.provider(['sms'])
  for (const one of [down, up]) await scene.stock(one, 'sms', 100n, 1_500n)
  down.does = () => {
    throw fault('unreachable', 'fail_over')
  }
  const accepted = await scene.accept(
    organization,
    Array.from({ length: 40 }, () => anSms()),
  )
  await scene.leave()
  assert.equal(up.taken.length, 40)
  assert.ok(down.calls.length >= 5)
  const routes = await sending.routesNow(db, scene.now)
  const of = (provider: string) => routes.find((one) => one.provider === provider)!
  assert.equal(of(down.id).breaker, 'open')
  assert.deepEqual([of(down.id).weight, of(up.id).weight], [40, 60])
  for (const { id } of accepted) assert.equal(await stateOf(id), 'accepted')

  // While it is broken nothing goes there; after half a minute one message tries it.
  const calls = down.calls.length
  await scene.accept(
    organization,
    Array.from({ length: 10 }, () => anSms()),
  )
  await scene.leave()
  assert.equal(down.calls.length, calls)
  scene.pass({ seconds: 31 })
  down.does = () => {}
  await scene.accept(
    organization,
    Array.from({ length: 10 }, () => anSms()),
  )
  await scene.leave()
  assert.equal(down.calls.length, calls + 1, 'one probe of ten')
  assert.equal(
    (await sending.routesNow(db, scene.now)).find((one) => one.provider === down.id)!.breaker,
    'closed',
  )
  scene.pass({ minutes: 15 })
  await sending.mindRoutes(db, scene.now)
  const back = await sending.routesNow(db, scene.now)
  assert.equal(back.find((one) => one.provider === down.id)!.weight, 50)
})

test('out of stock there and out of stock on our books: neither is asked', async () => {
  scene = await sendingScene(db, '2026-11-26T06:00:00Z')
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 10n, 250n)
  const empty = await scene.provider(['sms'])
  const dry = await scene.provider(['sms'])
  await scene.stock(dry, 'sms', 100n, 1_500n)
  dry.does = () => {
    throw fault('21602', 'out_of_stock')
  }
  const [one] = await scene.accept(organization, [anSms()])
  await scene.leave()
  assert.deepEqual([empty.calls.length, dry.calls.length], [0, 1])
  const life = await sending.messageOf(db, null, one!.id!)
  assert.deepEqual([life.state, life.waitsFor], ['waiting', 'a provider'])
  const facts = await db<{ kind: string }>`select kind from base.fact where about_id = ${dry.id}`
  assert.ok(facts.some(({ kind }) => kind === 'message_route.broken'))
})

test('offers wait for the recipient’s morning; a password does not', async () => {
  // 22:30 in Kolkata.
  scene = await sendingScene(db, '2026-11-26T17:00:00Z')
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 10n, 250n)
  const provider = await scene.provider(['sms'])
  await scene.stock(provider, 'sms', 100n, 1_500n)
  const offer = anSms({ category: 'marketing', lane: 'bulk' })
  await scene.allows(organization, 'sms', offer.to)
  const [waits] = await scene.accept(organization, [offer])
  const [password] = await scene.accept(organization, [
    anSms({
      category: 'authentication',
      lane: 'otp',
      content: { way: 'sms', text: 'Code 123456' },
    }),
  ])
  await scene.leave()
  assert.equal(provider.calls.length, 1)
  assert.equal(provider.calls[0]!.category, 'authentication')
  const life = await sending.messageOf(db, null, password!.id!)
  assert.equal(life.content, null)
  const [kept] = await db<{
    content: { text: string }
  }>`select content from messaging.message where id = ${password!.id}`
  assert.equal(kept!.content.text, '')
  assert.equal(`${waits!.dueAt}`, '2026-11-27T04:30:00Z')
  scene.now = waits!.dueAt!
  await scene.leave()
  assert.equal(provider.calls.length, 2)
  const [silent] = await scene.accept(organization, [
    anSms({ category: 'marketing', lane: 'bulk' }),
  ])
  assert.equal(silent!.refusal, 'recipient_consent_missing')
})

test('who is suppressed is not written to, also after the message was accepted', async () => {
  scene = await sendingScene(db, '2026-11-27T06:00:00Z')
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 10n, 250n)
  const provider = await scene.provider(['sms'])
  await scene.stock(provider, 'sms', 100n, 1_500n)
  const later = anSms({ sendAt: scene.now.add({ hours: 2 }) })
  const [one] = await scene.accept(organization, [later])
  await scene.inTransaction((tx) =>
    suppress(
      tx,
      { organization: null, way: 'sms', address: later.to, reason: 'complaint', source: 'test' },
      scene.now,
    ),
  )
  const [refused] = await scene.accept(organization, [anSms({ to: later.to })])
  assert.equal(refused!.refusal, 'recipient_suppressed')
  scene.pass({ hours: 3 })
  await scene.leave()
  await scene.settle()
  assert.equal(provider.calls.length, 0)
  assert.equal(await stateOf(one!.id), 'failed')
  assert.deepEqual((await walletNow(organization)).available, 10n)
})

test('what the provider counted decides: what was reserved is the most that is paid, and stock that lacks is owed', async () => {
  scene = await sendingScene(db, '2026-11-28T06:00:00Z')
  const organization = await scene.organization()
  await scene.credits(organization, 'whatsapp', 20n, 300n)
  const provider = await scene.provider(['whatsapp'])
  await scene.stock(provider, 'whatsapp', 5n, 50n)
  const about = { type: 'test', id: newId() }
  const notice = (to: string) => ({
    ...anSms(),
    way: 'whatsapp' as const,
    to,
    about,
    content: { way: 'whatsapp' as const, text: 'Exams begin on Monday.' },
  })
  await scene.accept(organization, ['+919800000001', '+919800000002'].map(notice))
  await scene.leave()
  const [one, two] = provider.taken as [(typeof provider.taken)[0], (typeof provider.taken)[0]]
  // Re-categorised: eight units there, one was reserved here.
  await scene.tell(provider, [
    scene.report(one, 'delivered', { category: 'marketing', billable: true }),
    scene.report(two, 'failed', { code: '63024' }),
  ])
  await scene.settle()
  const { posted, held } = await wallet(db, senderOf(organization), 'WHATSAPP', { now: scene.now })
  assert.deepEqual([posted, held], [19n, 0n], 'one paid, the failed one came back')
  const owed = await sending.owedStock(db)
  assert.deepEqual(
    owed.map(({ asset, quantity }) => [asset, quantity]),
    [['WHATSAPP', 3n]],
  )
  const [fact] = await db<{ data: { quantity: string } }>`
    select data from base.fact where kind = 'message_stock.lacking' and about_id = ${provider.id}`
  assert.equal(fact!.data.quantity, '3')
  const costs = await ours('message_costs')
  await scene.stock(provider, 'whatsapp', 10n, 100n)
  await scene.settle()
  assert.deepEqual(await sending.owedStock(db), [])
  assert.equal((await ours('message_costs')) - costs, 30n)
})

test('the house’s own messages use stock at cost, and nobody’s wallet', async () => {
  scene = await sendingScene(db, '2026-11-29T06:00:00Z')
  const provider = await scene.provider(['email'], { kind: 'ses' })
  await scene.stock(provider, 'email', 100n, 200n)
  await scene.settle()
  const [costs, sales] = [await ours('message_costs'), await ours('message_sales')]
  await scene.accept(null, [
    {
      ...anSms(),
      way: 'email',
      to: 'ana@example.org',
      content: { way: 'email', subject: 'Hello', text: 'Hello' },
    },
  ])
  await scene.leave()
  await scene.tell(provider, [scene.report(provider.taken[0]!, 'delivered')])
  await scene.settle()
  assert.equal((await ours('message_costs')) - costs, 2n)
  assert.equal((await ours('message_sales')) - sales, 0n)
})

test('reports that come before the call is answered are kept for their message', async () => {
  scene = await sendingScene(db, '2026-11-30T06:00:00Z')
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 10n, 250n)
  const provider = await scene.provider(['sms'])
  await scene.stock(provider, 'sms', 100n, 1_500n)
  provider.does = async (outgoing) => {
    const told = await scene.tell(provider, [scene.report(outgoing, 'delivered')])
    assert.equal(told.early, 1)
  }
  const [one] = await scene.accept(organization, [anSms()])
  await scene.leave()
  assert.equal(await stateOf(one!.id), 'delivered')
})

test('passwords go before a newsletter of a thousand, and no provider gets more a second than it takes', async () => {
  scene = await sendingScene(db, '2026-12-01T06:00:00Z')
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 2_000n, 50_000n)
  const provider = await scene.provider(['sms'], { perSecond: 100 })
  await scene.stock(provider, 'sms', 5_000n, 75_000n)
  await scene.accept(
    organization,
    Array.from({ length: 300 }, () => anSms({ lane: 'bulk' })),
  )
  await scene.leave(['bulk'])
  assert.equal(provider.calls.length, 85, 'bulk leaves a part of each second to others')
  await scene.accept(organization, [anSms({ lane: 'otp', category: 'authentication' })])
  await scene.leave(['otp'])
  assert.equal(provider.calls.at(-1)!.category, 'authentication')
  scene.pass({ seconds: 1 })
  await scene.leave(['bulk'])
  assert.ok(provider.calls.length <= 186)
})

test('many single senders share a transaction, and each has its own answer', async () => {
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 30n, 750n)
  const desk = sending.openDesk(db, () => scene.now)
  const sent = db.sent.count
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      desk.hand(senderOf(organization), anSms(index === 7 ? { to: 'nobody' } : {})),
    ),
  )
  await desk.idle()
  assert.ok(db.sent.count - sent < 60, 'far fewer statements than forty transactions')
  const refusals = Map.groupBy(answers, ({ refusal }) => refusal ?? 'taken')
  assert.deepEqual([...refusals].map(([name, own]) => [name, own.length]).sort(), [
    ['message_credits_short', 9],
    ['message_unfit', 1],
    ['taken', 30],
  ])
})

test('words that a provider refuses are paused there: what is written with them waits, until somebody lets them go on', async () => {
  scene = await sendingScene(db, '2026-12-20T06:00:00Z')
  const organization = await scene.organization()
  await scene.credits(organization, 'sms', 100n, 2_500n)
  const twilio = await scene.provider(['sms'])
  const other = await scene.provider(['sms'], { kind: 'msg91' })
  for (const one of [twilio, other]) await scene.stock(one, 'sms', 100n, 1_500n)
  const words = { en: { text: 'Your fee is due.' } }
  const fee = { name: 'fee', way: 'sms', category: 'utility', variables: [], words } as const
  const given = { ...fee, variables: [], fallback: 'en', registration: null }
  const { id } = await scene.inTransaction((tx) =>
    templates.addTemplate(tx, organization, given, 'test', scene.now),
  )
  const on = (provider: string, active: boolean) =>
    db`update messaging.provider set active = ${active} where id = ${provider}`
  await on(other.id, false)
  const step = { id, version: 1, language: 'en', provider: 'twilio', providerTemplate: 'HX1' }
  const approve = (state: 'submitted' | 'approved') =>
    scene.inTransaction((tx) =>
      templates.setApproval(tx, organization, { ...step, state }, 'test', scene.now),
    )
  await approve('submitted')
  await approve('approved')
  const send = async () => {
    const template = await templates.templateFor(db, organization, id)
    const content = templates.render(template, 'en', {})
    return (await scene.accept(organization, [anSms({ content })]))[0]!.id
  }
  const standing = async () => {
    const { approvals } = await templates.templateFor(db, organization, id)
    return approvals.map(({ provider, state, reason }) => [provider, state, reason].join(' '))
  }
  const PAUSED = ['twilio paused The operator filtered it.']
  const paused = async () =>
    await db<{ reason: string }>`select data->>'reason' as reason from base.fact
      where kind = 'template.paused' and about_id = ${id} order by at`

  // A code that nobody has listed says nothing of the words.
  twilio.does = () => {
    throw fault('99999', 'bad_content')
  }
  await send()
  await scene.leave()
  assert.deepEqual(await standing(), ['twilio approved '])

  twilio.does = () => {
    throw fault('30007', 'bad_content')
  }
  const refused = await send()
  await scene.leave()
  assert.equal(await stateOf(refused), 'failed')
  assert.deepEqual([await standing(), (await paused()).length], [PAUSED, 1])
  twilio.does = () => {}

  // Written before it was paused, and after: the one waits, since it is approved nowhere else; the other goes elsewhere.
  await approve('approved')
  const [held, kept] = [await send(), await send()]
  await scene.inTransaction((tx) =>
    templates.pauseAtProvider(
      tx,
      organization,
      { template: id, version: 1, language: 'en' },
      { at: twilio, reason: 'The operator filtered it.', leftAt: scene.now },
      scene.now,
    ),
  )
  await on(other.id, true)
  const free = await send()
  await scene.leave()
  const { state, waitsFor } = await sending.messageOf(db, null, held!)
  assert.deepEqual([state, waitsFor], ['waiting', 'a provider'])
  assert.deepEqual([await stateOf(free), other.taken.length], ['accepted', 1])
  assert.equal(twilio.taken.length, 0)
  await on(other.id, false)
  scene.pass({ minutes: 1 })
  await scene.leave()
  assert.equal((await sending.messageOf(db, null, held!)).waitsFor, 'its template')

  scene.pass({ minutes: 3 })
  await approve('approved')
  await scene.leave()
  assert.deepEqual([await stateOf(held), await stateOf(kept)], ['accepted', 'accepted'])
  const failed = (one: Outgoing) => scene.report(one, 'failed', { code: '30007' })
  await scene.tell(other, [failed(other.taken[0]!)])
  assert.deepEqual(await standing(), ['twilio approved '], 'it says nothing of another provider')

  // Reports: what left before somebody looked at it says nothing new; what left since does.
  scene.pass({ minutes: 1 })
  await scene.inTransaction((tx) =>
    templates.setApproval(
      tx,
      organization,
      { ...step, state: 'approved', providerTemplate: 'HX2' },
      'test',
      scene.now,
    ),
  )
  await scene.tell(twilio, [failed(twilio.taken[0]!)])
  assert.deepEqual(await standing(), ['twilio approved '])
  await send()
  await scene.leave()
  await scene.tell(twilio, [failed(twilio.taken.at(-1)!)])
  assert.deepEqual([await standing(), (await paused()).length], [PAUSED, 3])
})
