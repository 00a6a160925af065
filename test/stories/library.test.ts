import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, type Tx } from '#base'
import { balance, expireLots, PLATFORM, verify } from '#ledger'
import {
  beginImport,
  buyOffer,
  contactImportFor,
  type MessageWallet,
  makeAutomation,
  messageBooks,
  messageUsage,
  type NewMessage,
  offersFor,
  previewContacts,
  quote,
  raiseEvent,
  readContacts,
  receiveFile,
  runAutomations,
  segmentsOf,
  switchAutomation,
  termsNow,
  unitsOf,
  walletOf,
  walletStatement,
} from '#messaging'
import { addMember } from '#people'
import { library } from '../library.ts'
import { type FakeProvider, fault, type SendingScene, senderOf, sendingScene } from '../sending.ts'
import { booksAgree, payOrder, rupeeWorld, type World } from '../worlds.ts'

/**
 *   A study library buys Starter for 449.00: 1,000 SMS, 500 WhatsApp, 2,000 e-mails, for 90 days.
 *
 *     449.00 ──┬── what is sent earns its share of it   (264.12 SMS, 79.23 WhatsApp, 105.65 e-mail)
 *              └── what runs out unused is breakage
 *     less     ── stock that messages used, at 0.15, 0.10 and 0.02, failures that we pay for included
 *     less     ── the card fee of 449.00
 */
let world: World
let scene: SendingScene
let own: Awaited<ReturnType<typeof library>>
let sms: [FakeProvider, FakeProvider]
let whatsapp: FakeProvider

const BY = 'person:owner'
const MEMBERS = 200
const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(world.till.db, work)
const db = () => world.till.db
const moveTo = (at: Temporal.Instant) => {
  if (Temporal.Instant.compare(at, world.till.clock.now()) > 0) world.till.clock.moveTo(at)
  scene.now = at
}
const ours = (
  purpose: 'message_sales' | 'message_costs' | 'refund_costs' | 'breakage' | 'deferred_messages',
) => balance(db(), { owner: PLATFORM, purpose, asset: 'INR' })
const has = async (
  of: keyof MessageWallet['balances'][number] & ('posted' | 'held' | 'spendable'),
) => {
  const { balances } = await walletOf(db(), own.id, scene.now)
  return balances.map((one) => one[of])
}
const number = (at: number) => `+9198${10_000_000 + at}`
/** Everything that was taken is told of: delivered, but for those that `failed` picks. */
async function tellAll(
  provider: FakeProvider,
  from: number,
  failed: (at: number) => boolean = () => false,
) {
  const taken = provider.taken.slice(from)
  const told = taken.map((one, at) =>
    failed(at) ? scene.report(one, 'failed', { code: '131026' }) : scene.report(one, 'delivered'),
  )
  await scene.tell(provider, told)
  return told.filter((one) => one.is === 'report' && one.state === 'failed').length
}

before(async () => {
  world = await rupeeWorld()
  scene = await sendingScene(world.till.db, world.till.clock.now().toString())
  own = await library(world.till.db, { now: scene.now })
  const person = await world.till.person()
  await inTx((tx) =>
    addMember(tx, { organization: own.id, person, role: 'owner' }, world.till.clock.now()),
  )
  sms = [await scene.provider(['sms']), await scene.provider(['sms'])]
  whatsapp = await scene.provider(['whatsapp'], { kind: 'whatsapp_cloud' })
  const mail = await scene.provider(['email'], { kind: 'smtp' })
  for (const one of sms) await scene.stock(one, 'sms', 50_000n, 750_000n)
  await scene.stock(whatsapp, 'whatsapp', 50_000n, 500_000n)
  await scene.stock(mail, 'email', 100_000n, 200_000n)
})
after(() => world[Symbol.asyncDispose]())

test('it buys Starter through the page of the provider and can send at once', async () => {
  const offers = await offersFor(db(), own.owner, scene.now)
  const { id: offer } = offers.find(({ name }) => name === 'Starter')!
  const order = await inTx((tx) => buyOffer(tx, { organization: own.id, offer, by: BY }, scene.now))
  assert.equal((await payOrder(world, order.id)).outcome, 'paid')
  await world.settle()
  assert.deepEqual(await has('spendable'), [1000n, 500n, 2000n])
  assert.equal(await ours('deferred_messages'), 44_900n)
})

test('two hundred members come with a file', async () => {
  const rows = Array.from({ length: MEMBERS }, (_, at) => `Member ${at},98${10_000_000 + at}`)
  const file = Buffer.from(['Name,Mobile No', ...rows].join('\n'))
  async function* parts() {
    yield file
  }
  const named = { organization: own.id, fileName: 'members.csv' }
  const id = await receiveFile(db(), named, parts(), BY, scene.now)
  const which = { organization: own.id, id }
  const { mapping } = await previewContacts(db(), which, { country: 'IN' })
  const choices = { country: 'IN', duplicates: 'update', group: null, consents: null } as const
  await inTx((tx) => beginImport(tx, which, { mapping, choices }, BY, scene.now))
  await readContacts(db(), id, () => scene.now)
  const { made, faulty } = await contactImportFor(db(), which)
  assert.deepEqual([made, faulty], [MEMBERS, 0])
})

test('each seat that is booked is confirmed by itself', async () => {
  const template = await own.template('sms', 'Seat {{seat}} is yours, {{name}}.')
  const steps = [{ after: 0, templates: [template] }]
  const words = { name: 'Seats', trigger: 'seat_booked', conditions: [], steps, cap: null }
  const automation = { ...words, quiet: false, links: 'none', audience: null } as const
  await inTx(async (tx) => {
    const { id } = await makeAutomation(tx, own.id, automation, BY, scene.now)
    await switchAutomation(tx, { organization: own.id, id, to: 'on' }, BY, scene.now)
    for (let at = 0; at < MEMBERS; at += 1) {
      const whom = { way: 'sms', address: number(at) } as const
      const event = { organization: own.id, key: `seat-${at}`, name: 'seat_booked', whom }
      await raiseEvent(tx, { ...event, data: { seat: `B-${at}` } }, BY, scene.now)
    }
  })
  for (let round = 0; round < 20; round += 1)
    await runAutomations(db(), 'https://stoa.test', scene.now)
  assert.equal((await has('held'))[0], 200n)
  await scene.leave()
  for (const provider of sms) await tellAll(provider, 0)
  await scene.settle()
  assert.deepEqual(
    [await has('spendable'), await has('held')],
    [
      [800n, 500n, 2000n],
      [0n, 0n, 0n],
    ],
  )
})

/** Every member is reminded of the fee; `sign` is how the currency is written. */
const reminders = (sign: string): NewMessage[] =>
  Array.from({ length: MEMBERS }, (_, at) => ({
    key: `fee-${sign}-${at}`,
    way: 'sms',
    to: number(at),
    category: 'utility',
    lane: 'transactional',
    content: {
      way: 'sms',
      text: `Dear Member ${at}, your fee of ${sign}500 for December is due on 5 December. Pay at the desk or by UPI.`,
    },
    about: { type: 'fee', id: 'december' },
  }))

test('fee reminders: ₹ takes two segments each, Rs one, and an outage in the middle loses and doubles nothing', async () => {
  const [dear] = reminders('₹')
  const counted = segmentsOf((dear!.content as { text: string }).text)
  assert.deepEqual([counted.encoding, counted.segments, counted.forcing], ['UCS-2', 2, ['₹']])
  assert.equal(counted.substitute!.segments, 1)
  const sender = senderOf(own.id)
  const costs = async (sign: string) =>
    (await quote(db(), sender, reminders(sign), scene.now)).parts[0]!.units
  assert.deepEqual([await costs('₹'), await costs('Rs ')], [400n, 200n])

  const before = sms.map(({ taken }) => taken.length)
  const calls = sms.map((one) => one.calls.length)
  await scene.accept(own.id, reminders('Rs ').slice(0, 100))
  await scene.leave()
  // The first provider goes down: what it refused goes by the other; what hangs there is unknown, and stays so.
  let asked = 0
  sms[0].does = (_outgoing, signal) => {
    asked += 1
    if (asked > 1) throw fault('unreachable', 'fail_over')
    return new Promise<void>((_done, failed) =>
      signal.addEventListener('abort', () => failed(fault('no_answer', 'unknown'))),
    )
  }
  await scene.accept(own.id, reminders('Rs ').slice(100))
  await scene.leave()
  scene.pass({ minutes: 30 })
  await scene.leave()
  const unknown = await db()<{ id: string; to_address: string }>`
    select id, to_address from messaging.message where state = 'unknown'`
  assert.equal(unknown.length, 1)
  const out = sms.flatMap((one, at) => one.taken.slice(before[at]!)).map(({ to }) => to)
  assert.equal(new Set(out).size, out.length, 'nobody is reminded twice')
  assert.equal(out.length, MEMBERS - 1)
  assert.ok(!out.includes(unknown[0]!.to_address))
  assert.ok(sms[0].calls.length > calls[0]!)
  for (const [at, provider] of sms.entries()) await tellAll(provider, before[at]!)
  await scene.settle()
  assert.equal((await has('held'))[0], 1n, 'what is unknown waits')
  moveTo(scene.now.add({ hours: 73 }))
  await scene.settle()
  assert.deepEqual((await has('spendable'))[0], 600n)
  sms[0].does = () => {}
})

test('an exam is announced on WhatsApp: eight units each, and four that fail give theirs back', async () => {
  const terms = await termsNow(db(), scene.now)
  assert.equal(unitsOf(terms, { way: 'whatsapp', category: 'marketing' }), 8n)
  assert.equal(unitsOf(terms, { way: 'whatsapp', category: 'utility' }), 1n)
  // In the morning, by Kolkata's clock.
  moveTo(
    scene.now.toZonedDateTimeISO('Asia/Kolkata').add({ days: 1 }).with({ hour: 11 }).toInstant(),
  )
  const members = Array.from({ length: 50 }, (_, at) => number(at))
  for (const to of members) await scene.allows(own.id, 'whatsapp', to)
  const announced = await scene.accept(
    own.id,
    members.map((to, at) => ({
      key: `exam-${at}`,
      way: 'whatsapp',
      to,
      category: 'marketing',
      lane: 'bulk',
      content: {
        way: 'whatsapp',
        text: 'The mock exam is on Sunday at ten.',
        template: { name: 'exam', language: 'en', parameters: [] },
      },
      about: { type: 'exam', id: 'mock' },
    })),
  )
  assert.deepEqual(
    [...new Set(announced.map(({ units, refusal }) => `${units} ${refusal}`))],
    ['8 undefined'],
  )
  await scene.leave()
  assert.equal(whatsapp.taken.length, 50)
  const failed = await tellAll(whatsapp, 0, (at) => at < 4)
  assert.equal(failed, 4)
  await scene.settle()
  assert.deepEqual((await has('spendable'))[1], 500n - 46n * 8n)
})

test('after ninety days the rest runs out, and the operator’s margin is right to the paisa', async () => {
  const usage = await messageUsage(
    db(),
    {
      organization: own.id,
      from: scene.now.subtract({ hours: 24 * 90 }),
      to: scene.now.add({ hours: 1 }),
    },
    { zone: 'Asia/Kolkata', currency: 'INR' },
  )
  const sold = await ours('message_sales')
  assert.equal(usage.total.revenue, sold, 'usage is what the books say')
  moveTo(scene.now.add({ hours: 24 * 90 }))
  await inTx((tx) => expireLots(tx, scene.now))
  assert.deepEqual(await has('posted'), [0n, 0n, 0n])
  const [latest] = await walletStatement(db(), own.id, 'EMAIL', { limit: 1 })
  assert.deepEqual([latest!.what, latest!.amount, latest!.balance], ['Ran out', -2000n, 0n])

  // 400 of 1,000 SMS and 368 of 500 WhatsApp units were sent; all e-mails ran out.
  const exact = (26_412n * 400n) / 1000n + (7_923n * 368n) / 500n
  const [{ captures }] = (await db()<{ captures: number }>`
    select count(*)::int as captures from messaging.settlement
     where organization_id = ${own.id} and captured > 0`) as [{ captures: number }]
  const short = exact - sold
  assert.ok(
    short >= 0n && short <= BigInt(captures),
    'each time less than a paisa stays in the lot',
  )
  assert.equal(sold + (await ours('breakage')), 44_900n, 'all of 449.00 is earned')
  assert.equal(await ours('deferred_messages'), 0n)
  const [bySms, byWhatsapp] = await Promise.all(
    (['sms', 'whatsapp'] as const).map(async (way) => {
      const lines = await messageBooks(db(), ['way'], { organization: own.id })
      return lines.find((line) => line.way === way)!
    }),
  )
  assert.deepEqual([bySms!.stock, bySms!.cost], [400n, 6_000n])
  const byPackage = await messageBooks(db(), ['package'], { organization: own.id })
  assert.deepEqual(
    byPackage.map(({ packageName, revenue }) => [packageName, revenue]),
    [['Starter', sold]],
  )
  const costs = (await ours('message_costs')) + (await ours('refund_costs'))
  const fee = world.feeOf(44_900n)
  const margin = 44_900n - costs - fee
  assert.equal(costs, 6_000n + byWhatsapp!.cost)
  // 449.00 − 60.00 − 36.80 − 10.60.
  assert.equal(margin, 34_160n)
  await booksAgree(world)
  assert.deepEqual((await verify(db())).findings, [])
})
