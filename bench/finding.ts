import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { APP_ROLE, openDatabase } from '#base'
import { verify } from '#ledger'
import { boardOf } from '#live'
import { bookings } from './booking.ts'
import { catalogue } from './catalogue.ts'
import { learners } from './filling.ts'
import { type House, openHouse } from './house.ts'
import { type Answer, Clients, mustAll, type Order, percentile } from './load.ts'
import { machine } from './machine.ts'
import { deepPages, KINDS, READS, SEARCHES } from './questions.ts'
import { type Figure, figure, report } from './report.ts'
import { STATEMENT_SETTINGS, Statements } from './statements.ts'
import { fillTown, type Size, sizeOf } from './town.ts'

const LEARNERS = 50
const SETTINGS = {
  ...STATEMENT_SETTINGS,
  shared_buffers: '1GB',
  work_mem: '16MB',
  max_wal_size: '8GB',
}

const PARTS = ['searches', 'mixed', 'booking', 'catalogue'] as const

/**
 * Searching a large town, the house under a mixed load while it is that large, and booking and the catalogue in it.
 * `npm run bench finding 0.05` is a town of a twentieth, to see that it runs: its figures are not written down.
 * `npm run bench finding 1 FOLDER` keeps the town there, and uses it where it is kept already;
 * `npm run bench finding 1 FOLDER searches` measures one part of it.
 */
export async function bench(): Promise<void> {
  const [scale = '1', kept, only] = process.argv.slice(3)
  await using house = await openHouse(SETTINGS, kept)
  const about = await machine(house.db)
  const size = sizeOf(Number(scale))
  const filled = (await isFilled(house)) ? [] : await fill(house, size)
  using clients = new Clients()
  const measured: Record<(typeof PARTS)[number], () => Promise<[string, Figure[]]>> = {
    searches: async () => ['finding', [...filled, ...(await searches(house, clients, size))]],
    mixed: async () => ['mixed-in-a-town', await mixed(house, clients)],
    booking: async () => {
      const people = await learners(house, LEARNERS)
      const figures = await bookings(house, clients, people, { followUp: false })
      return ['booking-in-a-town', figures]
    },
    catalogue: async () => ['catalogue-in-a-town', await catalogue(house, clients)],
  }
  for (const part of PARTS) {
    if (only && only !== part) continue
    console.log(`${part} …`)
    const [name, figures] = await measured[part]()
    figures.push(
      figure('load of the machine over the last minute when it was done', loadavg()[0]!, ''),
    )
    if (scale === '1') report(name, figures, about)
    else for (const row of figures) console.log(`${row.value}\t${row.unit}\t${row.measure}`)
  }
  if (!(await verify(house.db)).ok) throw new Error('The ledger does not verify clean')
}

async function isFilled(house: House): Promise<boolean> {
  const [row] = await house.db<{ there: boolean }>`
    select exists (select from live.educator_standing) as there`
  return row!.there
}

async function fill(house: House, size: Size): Promise<Figure[]> {
  console.log('Filling the town …')
  const began = performance.now()
  await fillTown(house.ownerUrl, house.db, size)
  return [figure('filling the town', (performance.now() - began) / 1_000, 's')]
}

/** Searches one after the other, and reads over all bookings. */
async function searches(house: House, clients: Clients, size: Size): Promise<Figure[]> {
  const loaded = Object.entries(await counts(house))
  const board = await readBoard(house)
  const kinds = { ...KINDS, 'pages far down': await deepPages(house.url) }
  return [
    ...loaded.map(([what, count]) => figure(what, count, 'rows')),
    ...board,
    ...(await search(house, clients, kinds)),
    ...(await readTimes(house, size)),
  ]
}

/** What people do at one time, 200 requests a second. */
async function mixed(house: House, clients: Clients): Promise<Figure[]> {
  const headers = (await learners(house, LEARNERS)).map((one) => one.headers)
  const all = await mix(house, clients, headers)
  const statements = await bookingStatements(house, clients, headers)
  const each = (answers: readonly Answer[], name: string): Figure[] => [
    figure(`${name}: half are answered within`, percentile(answers, 0.5), 'ms'),
    figure(`${name}: 99 of 100 are answered within`, percentile(answers, 0.99), 'ms', {
      atMost: 100,
    }),
  ]
  return [
    figure('requests', all.answers.length, 'requests'),
    figure('requests answered a second', all.perSecond, '/s'),
    ...each(all.answers, 'all'),
    ...[...Map.groupBy(all.answers, ({ name }) => name ?? '')].flatMap(([name, answers]) =>
      each(answers, name),
    ),
    figure('CPU of a request, server and PostgreSQL', all.cpu, 'ms'),
    figure('CPU that 200 a second need, of two cores', all.cpu * 10, '%'),
    figure('SQL statements per booking', statements, 'statements', { atMost: 14 }),
  ]
}

/** What the board in memory costs each process that answers searches. */
async function readBoard(house: House): Promise<Figure[]> {
  const db = openDatabase({ url: house.ownerUrl, size: 2, role: APP_ROLE })
  const now = Temporal.Now.instant()
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const memory = () => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return (heapUsed + arrayBuffers) / 2 ** 20
  }
  const before = { memory: memory(), cpu: process.cpuUsage(), at: performance.now() }
  const { sessions } = await boardOf(db, now)
  const { user, system } = process.cpuUsage(before.cpu)
  const took = performance.now() - before.at
  const held = memory() - before.memory
  const owner = openDatabase({ url: house.ownerUrl, size: 1 })
  await owner`update live.educator_standing set reviews = reviews`
  await owner.close()
  const changed = performance.now()
  await boardOf(db, now)
  const taken = performance.now()
  const figures = [
    figure('the board of a process: sessions', sessions.count, 'sessions'),
    figure('the board of a process: read at its start within', took, 'ms'),
    figure('the board of a process: CPU of the process to read it', (user + system) / 1_000, 'ms'),
    figure('the board of a process: memory', held, 'MiB'),
    figure(
      'the board of a process: all standings changed at once are taken up within',
      taken - changed,
      'ms',
    ),
  ]
  await db.close()
  return figures
}

/** So many searches of each kind, one after the other. */
const OF_EACH = 150

/** One visitor after the other, so that what is measured is one search and not a queue. */
async function search(
  house: House,
  clients: Clients,
  kinds: Record<string, readonly string[]>,
): Promise<Figure[]> {
  const figures: Figure[] = []
  const all: Answer[] = []
  const slow: { milliseconds: number; path: string }[] = []
  for (const [name, paths] of Object.entries(kinds)) {
    const asked = paths.map((path): Order => ({ method: 'GET', path, headers: {} }))
    await clients.play({ url: house.url, clients: [asked] })
    const orders = Array.from({ length: OF_EACH }, (_, at) => asked[at % asked.length]!)
    const before = house.cpu()
    const { answers } = await clients.play({ url: house.url, clients: [orders] })
    const used = house.cpu()
    mustAll(answers, (status) => status === 200)
    all.push(...answers)
    slow.push(...answers.map(({ milliseconds }, at) => ({ milliseconds, path: orders[at]!.path })))
    const cpu = (of: 'server' | 'postgres') => (used[of] - before[of]) / answers.length
    figures.push(
      figure(`${name}: half are answered within`, percentile(answers, 0.5), 'ms'),
      figure(`${name}: 99 of 100 are answered within`, percentile(answers, 0.99), 'ms', {
        atMost: 50,
      }),
      figure(`${name}: CPU of server`, cpu('server'), 'ms'),
      figure(`${name}: CPU of PostgreSQL`, cpu('postgres'), 'ms'),
    )
  }
  for (const { milliseconds, path } of slow
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, 12))
    console.log(`  ${milliseconds.toFixed(0)} ms ${path}`)
  return [
    figure('searches of all kinds', all.length, 'searches'),
    figure('a search: half are answered within', percentile(all, 0.5), 'ms'),
    figure('a search: 99 of 100 are answered within', percentile(all, 0.99), 'ms', { atMost: 50 }),
    ...figures,
  ]
}

async function counts(house: House): Promise<Record<string, number>> {
  const [row] = await house.db<Record<string, number>>`
    select (select count(*) from people.person)::int as "people", (select count(*) from live.educator_standing)::int as "educators",
      (select count(*) from live.findable)::int as "sessions to come", (select count(*) from live.session)::int as "sessions in all",
      (select count(*) from live.booking)::int as "bookings", (select count(*) from live.booking_step)::int as "steps of bookings",
      (select count(*) from live.review)::int as "reviews"`
  return row!
}

const SECONDS = 60
const PER_SECOND = 200

/** What people do at one time: of a hundred requests, so many are of each kind. */
async function mix(house: House, clients: Clients, people: Record<string, string>[]) {
  const open = await house.db<{ id: string; educator: string; price: bigint }>`
    select session_id as id, educator_id as educator, price from live.findable
    where seats_left > 0 and starts_at > now() + interval '30 hours'
    order by hashtextextended(session_id::text, 1) limit 6000`
  let at = 0
  const next = () => open[at++ % open.length]!
  const who = () => people[at++ % people.length]!
  const get = (name: string, path: string, headers: Record<string, string> = {}): Order => ({
    method: 'GET',
    name,
    path,
    headers,
  })
  const kinds: [share: number, make: () => Order][] = [
    [20, () => get('list of sessions', '/api/sessions?limit=20')],
    [16, () => get('search', SEARCHES[at++ % SEARCHES.length]!)],
    [18, () => get('session', `/api/sessions/${next().id}`)],
    [8, () => get('educator', `/api/educators/${next().educator}`)],
    [12, () => get('my bookings', '/api/bookings?when=upcoming', who())],
    [10, () => get('wallet', '/api/user/credits/balance', who())],
    [10, () => get('who am I', '/api/me', who())],
    [
      6,
      () => {
        const session = next()
        return {
          method: 'POST',
          name: 'booking',
          path: `/api/sessions/${session.id}/book`,
          headers: { ...who(), origin: house.url, 'idempotency-key': randomUUID() },
          body: { paymentMethod: 'CREDITS', creditAmount: Number(session.price) / 100 },
        }
      },
    ],
  ]
  const deck = kinds.flatMap(([share, make]) => Array.from({ length: share }, () => make))
  // The same shuffle each time: 37 and 100 have no common divisor.
  const orders = Array.from({ length: SECONDS * PER_SECOND }, (_, index) =>
    deck[(index * 37) % 100]!(),
  )
  await clients.play({
    url: house.url,
    clients: [orders.slice(0, 400).filter(({ method }) => method === 'GET')],
    perSecond: 50,
  })
  const before = house.cpu()
  const played = await clients.play({ url: house.url, clients: [orders], perSecond: PER_SECOND })
  const used = house.cpu()
  // Two bookings of one learner may meet in one hour: a refusal is an answer as well.
  mustAll(played.answers, (status) => status < 300 || status === 409)
  const refused = played.answers.filter(({ status }) => status === 409).length
  console.log(`  ${refused} of the bookings were refused because the learner was elsewhere`)
  return {
    ...played,
    perSecond: (played.answers.length / played.milliseconds) * 1_000,
    cpu: (used.server - before.server + used.postgres - before.postgres) / played.answers.length,
  }
}

async function bookingStatements(
  house: House,
  clients: Clients,
  people: Record<string, string>[],
): Promise<number> {
  const open = await house.db<{ id: string; price: bigint }>`
    select session_id as id, price from live.findable where seats_left > 1 and starts_at > now() + interval '1300 hours'
    order by starts_at desc, session_id limit 20`
  const counter = await Statements.open(house.ownerUrl)
  await counter.reset()
  const orders = people.slice(0, 20).map((headers, index): Order => {
    const session = open[index]!
    return {
      method: 'POST',
      path: `/api/sessions/${session.id}/book`,
      headers: { ...headers, origin: house.url, 'idempotency-key': randomUUID() },
      body: { paymentMethod: 'CREDITS', creditAmount: Number(session.price) / 100 },
    }
  })
  const { answers } = await clients.play({ url: house.url, clients: [orders] })
  const total = (await counter.read()).reduce((sum, { calls }) => sum + calls, 0)
  await counter.close()
  const done = answers.filter(({ status }) => status < 300).length
  if (done < 15)
    throw new Error(`Only ${done} of 20 could be booked: ${answers.find(({ text }) => text)?.text}`)
  return total / answers.length
}

/** What takes longer is not asked again. */
const LONG = 3_000

/** Reads over a million bookings that pages and the schedule make, one after the other. */
async function readTimes(house: House, size: { educators: number }): Promise<Figure[]> {
  const [some] = await house.db<{ learner: string; educator: string }>`
    select b.learner_id as learner, s.educator_id as educator from live.booking b join live.session s on s.id = b.session_id
    where b.state = 'settled' order by b.id offset ${size.educators} limit 1`
  const figures: Figure[] = []
  for (const [name, read] of Object.entries(READS)) {
    const first = performance.now()
    await read(house.db, some!)
    const long = performance.now() - first
    if (long > LONG) {
      figures.push(figure(`${name}, once`, long, 'ms'))
      continue
    }
    const times: number[] = []
    for (let turn = 0; turn < 5; turn++) {
      const began = performance.now()
      await read(house.db, some!)
      times.push(performance.now() - began)
    }
    figures.push(figure(`${name}, the middle of five`, times.toSorted((a, b) => a - b)[2]!, 'ms'))
  }
  return figures
}
