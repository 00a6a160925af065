import { educators, sessions } from './filling.ts'
import { type House, openHouse } from './house.ts'
import { Clients, mustAll, type Order, percentile } from './load.ts'
import { machine } from './machine.ts'
import { type Figure, figure, report } from './report.ts'
import { STATEMENT_SETTINGS, Statements } from './statements.ts'

const SECONDS = 6

/** What visitors without an account do most: the list of the next 20 sessions with their prices. */
const VIEWS = {
  'the next 20': '/api/sessions?limit=20',
  'the next 20 in one language, by level': '/api/sessions?limit=20&language=en&level=B1',
}

export async function bench(): Promise<void> {
  await using house = await openHouse(STATEMENT_SETTINGS)
  const about = await machine(house.db)
  using clients = new Clients()
  console.log('Filling the house …')
  const hosts = await educators(house.db, 20)
  const from = Temporal.Now.instant().add({ hours: 12 })
  await sessions(house.db, hosts, { from, count: 100, everyMinutes: 60, seats: 8 })
  await house.analyze()
  report('catalogue', await catalogue(house, clients), about)
}

/** The figures of a house that is there. */
export async function catalogue(house: House, clients: Clients): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [name, path] of Object.entries(VIEWS)) {
    await play(clients, house, path, 10, 2)
    figures.push(
      figure(`${name}: SQL statements`, await countStatements(house, path), 'statements', {
        atMost: 3,
      }),
    )
    for (const count of [10, 50]) {
      const seen = await play(clients, house, path, count, SECONDS)
      const bound = { atMost: 1.5 }
      figures.push(
        figure(`${name}: lists a second, ${count} clients`, seen.perSecond, '/s'),
        figure(`${name}: half are answered within, ${count} clients`, seen.half, 'ms'),
        figure(`${name}: 99 of 100 are answered within, ${count} clients`, seen.most, 'ms'),
        figure(`${name}: CPU of server, ${count} clients`, seen.server, 'ms'),
        figure(`${name}: CPU of PostgreSQL, ${count} clients`, seen.postgres, 'ms'),
        figure(`${name}: CPU of both, ${count} clients`, seen.server + seen.postgres, 'ms', bound),
      )
    }
  }
  return figures
}

async function play(clients: Clients, house: House, path: string, count: number, seconds: number) {
  const order: Order = { method: 'GET', path, headers: {} }
  const before = house.cpu()
  const { answers, milliseconds } = await clients.play({
    url: house.url,
    clients: Array.from({ length: count }, () => [order]),
    seconds,
  })
  const used = house.cpu()
  mustAll(answers, (status) => status === 200)
  return {
    perSecond: (answers.length / milliseconds) * 1_000,
    half: percentile(answers, 0.5),
    most: percentile(answers, 0.99),
    server: (used.server - before.server) / answers.length,
    postgres: (used.postgres - before.postgres) / answers.length,
  }
}

async function countStatements(house: House, path: string): Promise<number> {
  const counter = await Statements.open(house.ownerUrl)
  await counter.reset()
  const times = 20
  for (let time = 0; time < times; time++) {
    const answer = await fetch(house.url + path)
    const { items } = (await answer.json()) as { items: unknown[] }
    if (items.length !== 20) throw new Error(`The list has ${items.length} sessions, not 20`)
  }
  const total = (await counter.read()).reduce((sum, { calls }) => sum + calls, 0)
  await counter.close()
  return total / times
}
