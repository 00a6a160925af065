import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { verify } from '#ledger'
import { learners } from './filling.ts'
import { type House, openHouse } from './house.ts'
import { type Answer, Clients, mustAll, type Order, percentile } from './load.ts'
import { machine } from './machine.ts'
import { deepPages, READS, SEARCHES } from './questions.ts'
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

/**
 * Searching a large town, and the house under a mixed load while it is that large. `npm run bench finding 0.05`
 * is a town of a twentieth, to see that it runs: its figures are not written down.
 */
export async function bench(): Promise<void> {
  const scale = Number(process.argv[3] ?? 1)
  await using house = await openHouse(SETTINGS)
  const about = await machine(house.db)
  console.log('Filling the town …')
  await fillTown(house.ownerUrl, house.db, sizeOf(scale))
  const figures = await measure(house, sizeOf(scale))
  if (scale === 1) report('finding', figures, about)
  else for (const row of figures) console.log(`${row.value}\t${row.unit}\t${row.measure}`)
}

/** All figures of a town that is there. */
export async function measure(house: House, size: Size): Promise<Figure[]> {
  using clients = new Clients()
  const people = await learners(house, LEARNERS)
  const headers = people.map((one) => one.headers)
  const loaded = await counts(house)

  console.log('Searching …')
  const searches = [...SEARCHES, ...(await deepPages(house.url))]
  const asked = searches.map((path): Order => ({ method: 'GET', path, headers: {} }))
  await clients.play({ url: house.url, clients: [asked] })
  const before = house.cpu()
  const searched = await clients.play({
    url: house.url,
    clients: [[...asked, ...asked, ...asked, ...asked]],
  })
  const used = house.cpu()
  mustAll(searched.answers, (status) => status === 200)
  const cold = await clients.play({ url: house.url, clients: [asked.map(fresh)] })
  slowest(searched.answers, searches)

  console.log('A mixed load …')
  const mixed = await mix(house, clients, headers)
  const statements = await bookingStatements(house, clients, headers)
  const reads = await readTimes(house, size)
  if (!(await verify(house.db)).ok) throw new Error('The ledger does not verify clean')
  const each = (answers: readonly Answer[], name: string): Figure[] => [
    figure(`${name}: half are answered within`, percentile(answers, 0.5), 'ms'),
    figure(`${name}: 99 of 100 are answered within`, percentile(answers, 0.99), 'ms'),
  ]
  return [
    ...Object.entries(loaded).map(([what, count]) => figure(what, count, 'rows')),
    figure(`searches, each a query of its own kind`, searches.length, 'queries'),
    figure('a search: half are answered within', percentile(searched.answers, 0.5), 'ms'),
    figure('a search: 99 of 100 are answered within', percentile(searched.answers, 0.99), 'ms', {
      atMost: 50,
    }),
    figure(
      'a search nobody made before: 99 of 100 are answered within',
      percentile(cold.answers, 0.99),
      'ms',
    ),
    figure(
      'a search: CPU of server',
      (used.server - before.server) / searched.answers.length,
      'ms',
    ),
    figure(
      'a search: CPU of PostgreSQL',
      (used.postgres - before.postgres) / searched.answers.length,
      'ms',
    ),
    figure('mixed load: requests', mixed.answers.length, 'requests'),
    figure('mixed load: requests a second', mixed.perSecond, '/s'),
    figure('mixed load: half are answered within', percentile(mixed.answers, 0.5), 'ms'),
    figure('mixed load: 99 of 100 are answered within', percentile(mixed.answers, 0.99), 'ms', {
      atMost: 100,
    }),
    ...[...Map.groupBy(mixed.answers, ({ name }) => name ?? '')].flatMap(([name, answers]) =>
      each(answers, `mixed load, ${name}`),
    ),
    figure('mixed load: CPU of server and PostgreSQL, of two cores', mixed.busy * 100, '%'),
    figure('SQL statements per booking', statements, 'statements', { atMost: 14 }),
    ...reads,
    figure('load of the machine over the last minute when it was done', loadavg()[0]!, ''),
  ]
}

/** Asks for the same in another way of writing, so that no count is remembered. */
let number = 0
const fresh = (order: Order): Order => {
  number += 1
  const joint = order.path.includes('?') ? '&' : '?'
  return { ...order, path: `${order.path}${joint}priceMax=${900 + number}` }
}

async function counts(house: House): Promise<Record<string, number>> {
  const [row] = await house.db<Record<string, number>>`
    select (select count(*) from people.person)::int as "people", (select count(*) from live.educator_standing)::int as "educators",
      (select count(*) from live.findable)::int as "sessions to come", (select count(*) from live.session)::int as "sessions in all",
      (select count(*) from live.booking)::int as "bookings", (select count(*) from live.booking_step)::int as "steps of bookings",
      (select count(*) from live.review)::int as "reviews"`
  return row!
}

function slowest(answers: readonly Answer[], searches: readonly string[]): void {
  const worst = answers
    .map((answer, index) => ({ ...answer, path: searches[index % searches.length]! }))
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
  for (const { milliseconds, path } of worst.slice(0, 12))
    console.log(`  ${milliseconds.toFixed(0)} ms ${path}`)
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
    busy: (used.server - before.server + used.postgres - before.postgres) / played.milliseconds / 2,
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

/** Reads over a million bookings that pages and the schedule make, one after the other. */
async function readTimes(house: House, size: { educators: number }): Promise<Figure[]> {
  const [some] = await house.db<{ learner: string; educator: string }>`
    select b.learner_id as learner, s.educator_id as educator from live.booking b join live.session s on s.id = b.session_id
    where b.state = 'settled' order by b.id offset ${size.educators} limit 1`
  const figures: Figure[] = []
  for (const [name, read] of Object.entries(READS)) {
    await read(house.db, some!)
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
