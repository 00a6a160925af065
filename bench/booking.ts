import { randomUUID } from 'node:crypto'
import { verify } from '#ledger'
import { educators, type Learner, learners, sessions } from './filling.ts'
import { type House, openHouse } from './house.ts'
import { type Answer, Clients, mustAll, type Order, type Outcome, percentile } from './load.ts'
import { machine } from './machine.ts'
import { type Figure, figure, report } from './report.ts'
import { STATEMENT_SETTINGS, Statements } from './statements.ts'

const LEARNERS = 50
const RACES = 200
const HOUR = 60

/** CPU of one order on the peers, in milliseconds: reference/marketplaces.md §6, taken on a machine like this. */
const PEERS = {
  'Vendure 3.7.3': { cpu: 267, target: 100 },
  'Medusa 2.21.2': { cpu: 975, target: 250 },
}

/** Booking by credits over HTTP: how many, how fast, at what cost, and never one seat twice. */
export async function bench(): Promise<void> {
  await using house = await openHouse(STATEMENT_SETTINGS)
  const about = await machine(house.db)
  using clients = new Clients()
  console.log('Filling the house …')
  const people = await learners(house, LEARNERS)
  report('booking', await bookings(house, clients, people, { followUp: true }), about)
}

/**
 * The figures of a house that is there. `followUp`: also with the queue and the schedule at work, from then on.
 */
export async function bookings(
  house: House,
  clients: Clients,
  people: Learner[],
  { followUp }: { followUp: boolean },
): Promise<Figure[]> {
  const desk = new Desk(house, people, await fill(house))
  console.log('Booking …')
  await play(clients, house, desk.next(20))
  await house.analyze()
  await play(clients, house, desk.next(10))
  const statements = await countStatements(house, clients, desk)
  const ten = await play(clients, house, desk.next(24, 10))
  const fifty = await play(clients, house, desk.next(40))
  console.log('Racing for last seats …')
  const races = await raceForLastSeats(clients, house, people)
  const working = followUp ? [await withFollowUp(clients, house, desk)] : []
  const { ok } = await verify(house.db)
  if (!ok) throw new Error('The ledger does not verify clean after the bench')

  return [
    ...speeds(10, ten),
    ...speeds(50, fifty, { atLeast: 300 }),
    figure('SQL statements per booking', statements, 'statements', { atMost: 14 }),
    figure('CPU per booking, server', ten.server, 'ms'),
    figure('CPU per booking, PostgreSQL', ten.postgres, 'ms'),
    figure('CPU per booking, both', cpu(ten), 'ms', { atMost: 6 }),
    figure('CPU per booking, both, at 50 clients', cpu(fifty), 'ms', { atMost: 6 }),
    ...working.map((one) =>
      figure('CPU per booking with its notices and other follow-up work', cpu(one), 'ms'),
    ),
    ...peers(cpu(ten)),
    ...races,
  ]
}

const cpu = (of: Measured) => of.server + of.postgres

async function withFollowUp(clients: Clients, house: House, desk: Desk): Promise<Measured> {
  await house.work()
  await queueIsEmpty(house)
  return play(clients, house, desk.next(20, 10), () => queueIsEmpty(house))
}

async function fill(house: House): Promise<string[][]> {
  const hosts = await educators(house.db, 10)
  const from = Temporal.Now.instant().add({ hours: 48 })
  return sessions(house.db, hosts, { from, count: 130, everyMinutes: HOUR, seats: LEARNERS })
}

/** Hands out bookings: each learner books each slot at most once, neighbours at different hosts. */
class Desk {
  #slot = 0
  readonly #house: House
  readonly #learners: Learner[]
  readonly #sessions: string[][]

  constructor(house: House, learners: Learner[], sessions: string[][]) {
    this.#house = house
    this.#learners = learners
    this.#sessions = sessions
  }

  /** So many bookings for each learner, spread over so many clients. */
  next(each: number, clients = this.#learners.length): Order[][] {
    const from = this.#slot
    this.#slot += each
    if (this.#slot > this.#sessions.length) throw new Error('There are not enough sessions')
    const lists: Order[][] = Array.from({ length: clients }, () => [])
    for (const [number, learner] of this.#learners.entries()) {
      for (let turn = 0; turn < each; turn++) {
        // Everybody begins elsewhere, so that they do not all want the same seat at one moment.
        const slot = this.#sessions[from + ((turn + number * 7) % each)]!
        const session = slot[(number + turn) % slot.length]!
        lists[number % clients]!.push(booking(this.#house, learner, session))
      }
    }
    return lists
  }
}

function booking(house: House, learner: Learner, session: string): Order {
  return {
    method: 'POST',
    path: `/api/sessions/${session}/book`,
    headers: { ...learner.headers, origin: house.url, 'idempotency-key': randomUUID() },
    body: { paymentMethod: 'CREDITS', creditAmount: 20 },
  }
}

const done = (status: number) => status === 200 || status === 201

type Measured = Outcome & { perSecond: number; server: number; postgres: number }

/** Plays orders and measures what each cost; `after` is waited for before CPU is read. */
async function play(
  clients: Clients,
  house: House,
  orders: Order[][],
  after?: () => Promise<void>,
): Promise<Measured> {
  const before = house.cpu()
  const outcome = await clients.play({ url: house.url, clients: orders })
  await after?.()
  const used = house.cpu()
  mustAll(outcome.answers, done)
  const count = outcome.answers.length
  return {
    ...outcome,
    perSecond: (count / outcome.milliseconds) * 1_000,
    server: (used.server - before.server) / count,
    postgres: (used.postgres - before.postgres) / count,
  }
}

async function countStatements(house: House, clients: Clients, desk: Desk): Promise<number> {
  const counter = await Statements.open(house.ownerUrl)
  const orders = desk.next(2, 1)
  await counter.reset()
  await play(clients, house, orders)
  const statements = await counter.read()
  await counter.close()
  const total = statements.reduce((sum, { calls }) => sum + calls, 0)
  const count = orders[0]!.length
  for (const { text, calls } of statements.filter(({ calls }) => calls >= count / 2)) {
    console.log(
      `  ${(calls / count).toFixed(2)} × ${text.replace(/\s+/g, ' ').trim().slice(0, 110)}`,
    )
  }
  return total / count
}

function speeds(clients: number, of: Measured, bound?: { atLeast: number }): Figure[] {
  return [
    figure(`bookings a second, ${clients} clients`, of.perSecond, '/s', bound),
    figure(`half are answered within, ${clients} clients`, percentile(of.answers, 0.5), 'ms'),
    figure(`99 of 100 are answered within, ${clients} clients`, percentile(of.answers, 0.99), 'ms'),
  ]
}

function peers(cpu: number): Figure[] {
  return Object.entries(PEERS).map(([name, peer]) =>
    figure(`CPU of one order on ${name} (${peer.cpu} ms) ÷ ours`, peer.cpu / cpu, '×', {
      atLeast: peer.target,
    }),
  )
}

/** 50 clients for the last seat, again and again. */
async function raceForLastSeats(
  clients: Clients,
  house: House,
  people: Learner[],
): Promise<Figure[]> {
  const [host] = await educators(house.db, 1, 'Host')
  const from = Temporal.Now.instant().add({ hours: 48 + 140 })
  const seats = await sessions(house.db, [host!], {
    from,
    count: RACES,
    everyMinutes: HOUR,
    seats: 1,
  })
  const answers: Answer[] = []
  let unclear = 0
  let wrong = 0
  for (const [session] of seats) {
    const race = await clients.play({
      url: house.url,
      clients: people.map((learner) => [booking(house, learner, session!)]),
    })
    const won = race.answers.filter(({ status }) => done(status)).length
    if (won !== 1) wrong += 1
    unclear += race.answers.filter(
      ({ status, text }) => !done(status) && !(status === 409 && text?.includes('"session_full"')),
    ).length
    answers.push(...race.answers)
  }
  const [row] = await house.db<{ oversold: number; seats: number }>`
    select count(*) filter (where seats_taken <> 1)::int as oversold, sum(seats_taken)::int as seats
    from live.session where educator_id = ${host!}`
  return [
    figure(`races of ${people.length} clients for a last seat`, seats.length, 'races'),
    figure('races not won by exactly one', wrong + row!.oversold, 'races', { atMost: 0 }),
    figure('losers answered otherwise than "full"', unclear, 'answers', { atMost: 0 }),
    figure('99 of 100 in a race are answered within', percentile(answers, 0.99), 'ms'),
  ]
}

async function queueIsEmpty(house: House): Promise<void> {
  for (;;) {
    const [row] = await house.db<{ quiet: boolean }>`select jobs.queue_load(1) = 0 as quiet`
    if (row!.quiet) return
    await new Promise((later) => setTimeout(later, 100))
  }
}
