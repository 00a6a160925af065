import { randomUUID } from 'node:crypto'
import { atomically, type Db, newId } from '#base'
import { postRule, verify, wallet } from '#ledger'
import {
  accept,
  draftCampaign,
  leaveDue,
  type NewMessage,
  runCampaign,
  scheduleCampaign,
  settleDue,
  type ToldByProvider,
  takeReports,
} from '#messaging'
import { createOrganization } from '#people'
import { library } from '../test/library.ts'
import { learners } from './filling.ts'
import { type House, openHouse } from './house.ts'
import { Clients, mustAll, type Order, percentile } from './load.ts'
import { machine } from './machine.ts'
import { type Figure, figure, report } from './report.ts'
import { STATEMENT_SETTINGS, Statements } from './statements.ts'

const CAMPAIGN = 100_000
const PART = 5_000
const SENT = 6_000
const BY_API = 3_600
const A_SECOND = 600
const LATENCY_MS = 50
const REPORTS_AT_ONCE = 500
const ENOUGH = 10_000_000n

/** Messages by the API, a campaign, calls of a provider, and reports: how many, at what cost. */
export async function bench(): Promise<void> {
  await using house = await openHouse(STATEMENT_SETTINGS)
  const about = await machine(house.db)
  using clients = new Clients()
  const scene = await furnish(house)
  await house.analyze()
  const counter = await Statements.open(house.ownerUrl)
  const figures = [
    ...(await byApi(house, clients, scene, counter)),
    ...(await campaign(house, counter)),
    ...(await written(house, scene, counter)),
    ...(await calls(house, scene, counter)),
    ...(await reports(house, scene, counter)),
  ]
  await counter.close()
  const { ok, findings } = await verify(house.db)
  if (!ok) throw new Error(`The ledger does not verify: ${JSON.stringify(findings)}`)
  report('messaging', figures, about)
}

type Scene = {
  organization: string
  provider: string
  headers: Record<string, string>
  /** What the provider took, by our attempt. */
  taken: string[]
}

async function furnish(house: House): Promise<Scene> {
  const [person] = await learners(house, 1)
  const now = Temporal.Now.instant()
  const deed = () => ({ key: newId(), about: { type: 'bench', id: 'x' }, by: 'bench', at: now })
  return atomically(house.db, async (tx) => {
    const { id: organization } = await createOrganization(tx, { name: 'A library' }, now)
    await tx`
      insert into people.member (id, organization_id, user_id, role, created_at)
      values (${newId()}, ${organization}, ${person!.id}, 'manager', ${now})`
    const [{ id: provider }] = (await tx<{ id: string }>`
      update messaging.provider set per_second = 10000 where kind = 'sandbox' returning id`) as [
      { id: string },
    ]
    await tx`
      insert into messaging.sending_limit (organization_id, per_minute, per_day, set_by, set_at)
      values (${organization}, 1000000, 1000000, 'bench', ${now})`
    await postRule(
      tx,
      'wholesale.purchased',
      {
        provider,
        asset: 'SMS',
        currency: 'INR',
        quantity: ENOUGH,
        cost: ENOUGH * 15n,
        paidFrom: 'bank',
      },
      deed(),
    )
    for (const days of [30, 60, 90])
      await postRule(
        tx,
        'package.sold',
        {
          organization: { type: 'organization', id: organization },
          provider: 'card',
          currency: 'INR',
          net: ENOUGH * 25n,
          tax: 0n,
          fee: 0n,
          parts: [{ asset: 'SMS', quantity: days === 30 ? 40_000n : ENOUGH, worth: 1n }],
          expiresAt: now.add({ hours: 24 * days }),
        },
        deed(),
      )
    return { organization, provider, headers: person!.headers, taken: [] }
  })
}

let numbers = 0
const anAddress = () => {
  numbers += 1
  return `+9198${String(10_000_000 + numbers)}`
}

/** Runs a part; says how long it took, what CPU it used in all processes, and how many statements. */
async function measured<Result>(house: House, counter: Statements, work: () => Promise<Result>) {
  await counter.reset()
  const before = house.cpu()
  const own = process.cpuUsage()
  const began = performance.now()
  const result = await work()
  const milliseconds = performance.now() - began
  const used = process.cpuUsage(own)
  const after = house.cpu()
  const statements = (await counter.read()).reduce((sum, { calls: times }) => sum + times, 0)
  return {
    result,
    milliseconds,
    statements,
    server: after.server - before.server,
    postgres: after.postgres - before.postgres,
    own: (used.user + used.system) / 1_000,
  }
}

async function byApi(
  house: House,
  clients: Clients,
  { organization, headers }: Scene,
  counter: Statements,
): Promise<Figure[]> {
  const order = (): Order => ({
    method: 'POST',
    path: `/api/organizations/${organization}/messages`,
    headers: { ...headers, origin: house.url, 'idempotency-key': randomUUID() },
    body: {
      way: 'sms',
      to: anAddress(),
      text: 'Your seat is booked for Monday at nine.',
      lane: 'transactional',
    },
  })
  const lists = (count: number, parts: number) =>
    Array.from({ length: parts }, () => Array.from({ length: count / parts }, order))
  await clients.play({ url: house.url, clients: lists(800, 16) })
  const free = await measured(house, counter, () =>
    clients.play({ url: house.url, clients: lists(BY_API, 40) }),
  )
  mustAll(free.result.answers, (status) => status === 201)
  const paced = await clients.play({
    url: house.url,
    clients: lists(BY_API, 120),
    perSecond: A_SECOND,
  })
  mustAll(paced.answers, (status) => status === 201)
  const pacedSpeed = (BY_API / paced.milliseconds) * 1_000
  return [
    figure('accepted by API, 40 clients', (BY_API / free.milliseconds) * 1_000, '/s', {
      atLeast: 500,
    }),
    figure(`accepted by API, ${A_SECOND} asked a second`, pacedSpeed, '/s', { atLeast: 500 }),
    figure(`half are answered within, ${A_SECOND} a second`, percentile(paced.answers, 0.5), 'ms'),
    figure(
      `99 of 100 are answered within, ${A_SECOND} a second`,
      percentile(paced.answers, 0.99),
      'ms',
      { atMost: 100 },
    ),
    figure('CPU per message by API, server', free.server / BY_API, 'ms'),
    figure('CPU per message by API, PostgreSQL', free.postgres / BY_API, 'ms'),
    figure('SQL statements per message by API', free.statements / BY_API, 'statements'),
  ]
}

/** From confirmed to reserved: who is written to is written down, with what each will take, and one hold takes it all. */
async function campaign(house: House, counter: Statements): Promise<Figure[]> {
  const now = Temporal.Now.instant()
  const own = await library(house.db, { now, credits: { SMS: BigInt(CAMPAIGN) * 2n } })
  for (let from = 0; from < CAMPAIGN; from += PART) await own.joins(PART, 20_000_000 + from)
  const template = await own.template('sms', 'Dear {{name}}, the reading room is closed on Friday.')
  const words = {
    name: 'Closed on Friday',
    texts: [{ label: 'A' as const, template, subject: null, said: {} }],
    audience: {},
    when: { timing: 'now' as const },
    quiet: false,
    // What leaves at once is measured below.
    perMinute: 1,
    shortfall: 'refuse' as const,
    links: 'none' as const,
    test: null,
  }
  await house.analyze()
  const site = house.url
  const { id, version } = await atomically(house.db, (tx) =>
    draftCampaign(tx, own.id, words, 'bench', now),
  )
  const which = { organization: own.id, id, site }
  const confirmed = await measured(house, counter, () =>
    atomically(house.db, (tx) =>
      scheduleCampaign(tx, { ...which, version, shortfall: 'refuse' }, 'bench', now),
    ),
  )
  const reserved = await measured(house, counter, () => runCampaign(house.db, which, now))
  const { held } = await wallet(house.db, own.owner, 'SMS', { now })
  if (held !== BigInt(CAMPAIGN)) throw new Error(`${held} are held`)
  return [
    figure('a campaign of 100,000 is confirmed: its quote', confirmed.milliseconds / 1_000, 's'),
    figure('and is reserved: audience, texts, one hold', reserved.milliseconds / 1_000, 's', {
      atMost: 3,
    }),
    figure('CPU for all of it, PostgreSQL', reserved.postgres, 'ms'),
    figure('CPU for all of it, our own', reserved.own, 'ms'),
  ]
}

async function written(
  house: House,
  { organization }: Scene,
  counter: Statements,
): Promise<Figure[]> {
  const id = newId()
  const all = Array.from(
    { length: CAMPAIGN },
    (_, number): NewMessage => ({
      key: `${id}:${number}`,
      way: 'sms',
      to: anAddress(),
      category: 'utility',
      lane: 'bulk',
      content: { way: 'sms', text: `Dear member ${number}, the reading room is closed on Friday.` },
      about: { type: 'campaign', id },
    }),
  )
  const sender = { type: 'organization', id: organization } as const
  const { milliseconds, postgres, own, statements } = await measured(house, counter, async () => {
    const parts = Array.from({ length: CAMPAIGN / PART }, (_, index) =>
      all.slice(index * PART, (index + 1) * PART),
    )
    // Two at a time: one is reckoned while the other is written.
    const lane = async () => {
      for (let part = parts.shift(); part; part = parts.shift())
        await atomically(house.db, (tx) => accept(tx, sender, part!, Temporal.Now.instant()))
    }
    await Promise.all([lane(), lane()])
  })
  return [
    figure('100,000 messages are accepted by one hold for 5,000', milliseconds / 1_000, 's'),
    figure('CPU for 1,000 of them, PostgreSQL', postgres / (CAMPAIGN / 1_000), 'ms'),
    figure('CPU for 1,000 of them, our own', own / (CAMPAIGN / 1_000), 'ms'),
    figure('SQL statements for all of them', statements, 'statements'),
  ]
}

async function calls(house: House, scene: Scene, counter: Statements): Promise<Figure[]> {
  // The rest of the campaign waits for another day.
  await house.db`
    update messaging.message set due_at = due_at + interval '1 day' where id in (
      select id from messaging.message where state = 'waiting' and lane = 'bulk' order by due_at, id offset ${SENT})`
  const provider = {
    kind: 'sandbox' as const,
    id: scene.provider,
    ways: ['sms' as const],
    async send({ id }: { id: string }) {
      await new Promise((later) => setTimeout(later, LATENCY_MS))
      scene.taken.push(id)
      return { ref: `bench-${id}` }
    },
    read: () => [],
  }
  const sending = {
    db: house.db,
    now: () => Temporal.Now.instant(),
    providers: { of: async () => provider },
  }
  const { milliseconds, postgres, own, statements } = await measured(house, counter, async () => {
    while (scene.taken.length < SENT) await leaveDue(sending, 'bulk')
  })
  return [
    figure(`calls of a provider that takes ${LATENCY_MS} ms`, (SENT / milliseconds) * 1_000, '/s', {
      atLeast: 300,
    }),
    figure('CPU per call, PostgreSQL', postgres / SENT, 'ms'),
    figure('CPU per call, our own', own / SENT, 'ms'),
    figure('SQL statements per call', statements / SENT, 'statements'),
  ]
}

async function reports(
  house: House,
  { provider, taken }: Scene,
  counter: Statements,
): Promise<Figure[]> {
  const { milliseconds, postgres, own, statements } = await measured(house, counter, async () => {
    for (let from = 0; from < taken.length; from += REPORTS_AT_ONCE) {
      const told = taken.slice(from, from + REPORTS_AT_ONCE).map(toldOf)
      await atomically(house.db, (tx) => takeReports(tx, provider, told, Temporal.Now.instant()))
    }
    await settleDue(house.db, Temporal.Now.instant())
  })
  await allSettled(house.db, taken.length)
  return [
    figure('reports taken in and settled', (taken.length / milliseconds) * 1_000, '/s', {
      atLeast: 1_000,
    }),
    figure('CPU per report, PostgreSQL', postgres / taken.length, 'ms'),
    figure('CPU per report, our own', own / taken.length, 'ms'),
    figure('SQL statements per report', statements / taken.length, 'statements'),
  ]
}

function toldOf(attempt: string, index: number): ToldByProvider {
  const failed = index % 20 === 0
  return {
    is: 'report',
    event: `${attempt}:end`,
    ref: `bench-${attempt}`,
    state: failed ? 'failed' : 'delivered',
    ...(failed ? { code: 'unreachable' } : {}),
    at: Temporal.Now.instant(),
  }
}

async function allSettled(db: Db, count: number): Promise<void> {
  const [row] = await db<{
    count: number
  }>`select count(*)::integer as count from messaging.settled`
  if (row!.count !== count) throw new Error(`${row!.count} of ${count} are settled`)
}
