import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atomically, type Db, Problem, readConfig, startCluster, VirtualClock } from '#base'
import { verify, wallet } from '#ledger'
import { buyCredits, openCheckout, type Payments, reconcile, setLimits, sweep } from '#payments'
import { createPerson } from '#people'
import { openStoa } from '../src/main.ts'
import { cpuOfFamily } from './cpu.ts'
import { percentile } from './load.ts'
import { machine } from './machine.ts'
import { type Figure, figure, report } from './report.ts'
import { STATEMENT_SETTINGS, Statements } from './statements.ts'

const CARD = '4242424242424242'
const BUYERS = 500
const AT_ONCE = 16
const CREDITS = 10n
/** What is unkind, and how much of it. */
const CHAOS = {
  duplicate: true,
  shuffle: true,
  drop: 0.05,
  delay: { share: 0.1, seconds: 30 },
  cut: 0.05,
}
/** No notice comes for so long: what is still open now comes by the sweep. */
const QUIET_MS = 5_000
/** So long a buyer waits to see the credits. */
const PATIENCE_MS = 3_000

/** Payments through the sandbox with all its chaos on: are all fulfilled, once, and how soon? */
export async function bench(): Promise<void> {
  const count = Number(process.argv[3] ?? 10_000)
  await using opened = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'stoa-bench-'))
  opened.defer(() => rmSync(folder, { recursive: true, force: true }))
  const cluster = await startCluster({ data: join(folder, 'data'), settings: STATEMENT_SETTINGS })
  opened.defer(() => cluster.stop())
  const config = readConfig({
    STOA_HOME: join(folder, 'home'),
    STOA_SECRET: 'a bench signs its cookies with this line of words',
    STOA_DEMO: 'off',
    DATABASE_URL: cluster.url,
    LOG_LEVEL: 'silent',
  })
  const clock = new VirtualClock(Temporal.Now.instant())
  const stoa = await openStoa(config, { answers: false, works: true }, { clock })
  opened.defer(() => stoa.stop())
  const { db, payments } = stoa.deps
  const about = await machine(db)

  console.log(`${BUYERS} buyers make ${count} payments …`)
  const buyers = await arrive(db, clock)
  Object.assign(payments.sandbox!.chaos, CHAOS, { chance: seeded(4) })
  const postgres = Number(readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')[0])
  const statements = await Statements.open(cluster.url)
  opened.defer(() => statements.close())
  await statements.reset()
  const before = { own: process.cpuUsage(), postgres: cpuOfFamily(postgres), at: performance.now() }

  const till = new Till(payments, clock, buyers)
  const byNotice = await till.playAll(count)
  const spent = process.cpuUsage(before.own)
  const used = {
    seconds: (performance.now() - before.at) / 1_000,
    own: (spent.user + spent.system) / 1_000,
    postgres: cpuOfFamily(postgres) - before.postgres,
    statements: (await statements.read())
      .filter(({ text }) => !text.includes('bench'))
      .reduce((sum, { calls }) => sum + calls, 0),
  }

  console.log(`${byNotice} came by notice; the sweep looks for the rest …`)
  payments.sandbox!.chaos.cut = 0
  clock.moveTo(clock.now().add({ hours: 24 }))
  await sweep(payments, clock.now())
  await stoa.deps.jobs.settle()
  const seen = await look(db, payments, count, clock)
  report('payments', figuresOf(count, byNotice, till, used, seen), about)
}

/** People, and limits under which one card may pay for all of them. */
async function arrive(db: Db, clock: VirtualClock): Promise<string[]> {
  const much = 1_000_000
  const limits = {
    buyerTriesHour: much,
    buyerTriesDay: much,
    cardTriesHour: much,
    cardTriesDay: much,
    cardBuyers: much,
  }
  await atomically(db, (tx) =>
    setLimits(
      tx,
      { ...limits, dailyCap: 100_000_000n, walletCap: 100_000_000n },
      'bench',
      clock.now(),
    ),
  )
  const buyers: string[] = []
  for (let n = 0; n < BUYERS; n += 1) {
    const person = { name: `Buyer ${n}`, email: `buyer${n}@example.org` }
    buyers.push((await atomically(db, (tx) => createPerson(tx, person, clock.now()))).id)
  }
  return buyers
}

/** Buys, pays, and watches for what comes of it. */
class Till {
  readonly latencies: number[] = []
  /** How often a buyer was told that nobody knows, and pressed again. */
  pressedAgain = 0
  readonly #payments: Payments
  readonly #clock: VirtualClock
  readonly #buyers: readonly string[]
  readonly #waiting = new Map<string, number>()
  #heard = performance.now()

  constructor(payments: Payments, clock: VirtualClock, buyers: readonly string[]) {
    this.#payments = payments
    this.#clock = clock
    this.#buyers = buyers
  }

  /** Answers how many were fulfilled by notices alone. */
  async playAll(count: number): Promise<number> {
    let next = 0
    const lane = async () => {
      for (let n = next++; n < count; n = next++) {
        await this.#buyOne(this.#buyers[n % this.#buyers.length]!)
        if (n > 0 && n % 1_000 === 0) console.log(`  ${n}, ${this.#waiting.size} of them waiting`)
      }
    }
    const watch = this.#watch()
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    // What is held back comes half a minute later: that passes at once.
    this.#clock.moveTo(this.#clock.now().add({ seconds: CHAOS.delay.seconds }))
    this.#heard = performance.now()
    while (this.#waiting.size > 0 && performance.now() - this.#heard < QUIET_MS) await pause(50)
    this.#watching = false
    await watch
    return this.latencies.length
  }

  async #buyOne(personId: string): Promise<void> {
    const { db } = this.#payments
    const { id } = await atomically(db, (tx) =>
      buyCredits(tx, { personId, credits: CREDITS * 100n }, this.#clock.now()),
    )
    const { url } = await this.#untilKnown(() =>
      openCheckout(this.#payments, id, this.#clock.now()),
    )
    await this.#payments.sandbox!.completeCheckout(url.split('/').at(-1)!, CARD)
    const paidAt = performance.now()
    this.#waiting.set(id, paidAt)
    // A buyer looks whether the credits are there before the next one comes.
    while (this.#waiting.has(id) && performance.now() - paidAt < PATIENCE_MS) await pause(20)
  }

  async #untilKnown<Made>(work: () => Promise<Made>): Promise<Made> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await work()
      } catch (error) {
        const again =
          error instanceof Problem && ['payment_unsure', 'payment_busy'].includes(error.code)
        if (!again || tries >= 20) throw error
        this.pressedAgain += 1
      }
    }
  }

  #watching = true
  async #watch(): Promise<void> {
    while (this.#watching) {
      await pause(20)
      const ids = [...this.#waiting.keys()]
      if (ids.length === 0) continue
      const paid = await this.#payments.db<{ id: string }>`
        select /* bench */ id from payments.orders where id = any(${ids}) and state = 'paid'`
      const now = performance.now()
      for (const { id } of paid) {
        this.latencies.push(now - this.#waiting.get(id)!)
        this.#waiting.delete(id)
        this.#heard = now
      }
    }
  }
}

/** What the books, the wallets and the provider say in the end. */
async function look(db: Db, payments: Payments, count: number, clock: VirtualClock) {
  const [row] = await db<{ paid: number; charged: number; posted: number }>`
    select (select count(*)::int from payments.orders where state = 'paid') as paid,
      (select count(*)::int from sandbox.thing where object = 'charge' and body ->> 'status' = 'succeeded') as charged,
      (select count(*)::int from ledger.journal where kind = 'credits.purchased') as posted`
  const bought = await db<{ id: string; orders: bigint }>`
    select buyer_id as id, count(*) as orders from payments.orders where state = 'paid' group by buyer_id`
  let wrong = 0
  for (const { id, orders } of bought) {
    const { posted } = await wallet(db, { type: 'person', id }, 'CREDIT')
    if (posted !== orders * CREDITS * 100n) wrong += 1
  }
  const { ok } = await verify(db)
  const { differ } = await reconcile(payments, clock.now())
  return { ...row!, wrong, lost: count - row!.paid, ok, differ }
}

type Seen = Awaited<ReturnType<typeof look>>
type Used = { seconds: number; own: number; postgres: number; statements: number }

function figuresOf(count: number, byNotice: number, till: Till, used: Used, seen: Seen): Figure[] {
  const answers = till.latencies.map((milliseconds) => ({ status: 200, milliseconds }))
  const none = { atMost: 0 }
  return [
    figure('payments', count, 'payments'),
    figure('fulfilled without a hand', (100 * seen.paid) / count, '%', { atLeast: 99.9 }),
    figure('of those by a notice', (100 * byNotice) / count, '%'),
    figure('of those by the sweep, their notices lost', seen.paid - byNotice, 'payments'),
    figure('paid and not fulfilled (lost)', seen.charged - seen.paid, 'payments', none),
    figure('posted more than once', seen.posted - seen.paid, 'payments', none),
    figure('wallets that hold anything else than what was paid', seen.wrong, 'wallets', none),
    figure(
      'faults of the books, and days that differ from the provider',
      (seen.ok ? 0 : 1) + seen.differ,
      'faults',
      none,
    ),
    figure(
      'times a buyer was told that nobody knows, and pressed again',
      till.pressedAgain,
      'times',
    ),
    figure('payments a second', count / used.seconds, '/s'),
    figure('from paying to credits by notice, half within', percentile(answers, 0.5), 'ms'),
    figure('from paying to credits by notice, 99 of 100 within', percentile(answers, 0.99), 'ms'),
    figure(
      'SQL statements per payment, those of sandbox and queue included',
      used.statements / count,
      'statements',
    ),
    figure('CPU per payment, Stoa with sandbox and buyers', used.own / count, 'ms'),
    figure('CPU per payment, PostgreSQL', used.postgres / count, 'ms'),
  ]
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/** Chance that comes again from its seed. */
function seeded(seed: number): () => number {
  let at = seed
  return () => {
    at = (at * 16807) % 2147483647
    return at / 2147483647
  }
}
