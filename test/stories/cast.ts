import assert from 'node:assert/strict'
import type { Stage } from './stage.ts'
import type { Teller } from './telling.ts'
import { Visitor } from './visitor.ts'

/** Who plays in the stories, and what each of them can do: over HTTP only. */

const PASSWORD = 'a long enough password'

/** The operator's desk: makes educators, reads the books, moves the sandbox's clock. */
export class Desk {
  readonly visitor: Visitor
  readonly #teller: Teller

  private constructor(visitor: Visitor, teller: Teller) {
    this.visitor = visitor
    this.#teller = teller
  }

  /** Opens on the Tuesday after the machine's own day, at nine, so that each story has the same week. */
  static async open(stage: Stage, teller: Teller): Promise<Desk> {
    const visitor = new Visitor(stage.url, 'Olivia')
    await visitor.signIn(stage.admin.email, stage.admin.password)
    const desk = new Desk(visitor, teller)
    const now = (await desk.now()).toZonedDateTimeISO('UTC')
    const tuesday = now.add({ days: ((9 - now.dayOfWeek) % 7) + 7 })
    await desk.liveUntil(tuesday.withPlainTime('09:00').toInstant())
    return desk
  }

  async now(): Promise<Temporal.Instant> {
    const { now } = await this.visitor.get('/api/sandbox/clock')
    return Temporal.Instant.from(now)
  }

  /** Lives on until then; everything due on the way has happened when this returns. */
  async liveUntil(instant: Temporal.Instant): Promise<void> {
    const { failed } = await this.visitor.post('/api/sandbox/clock', { to: instant.toString() })
    assert.equal(failed, 0, 'some of what happens by itself has failed')
  }

  /** The trial balance holds these balances (+ debit, − credit) and no others; the ledger verifies clean. */
  async booksAre(title: string, expected: Record<string, string>): Promise<void> {
    const { items } = await this.visitor.get('/api/ledger/trial-balance')
    const found: Record<string, string> = {}
    for (const { purpose, balance } of items as TrialLine[]) {
      found[`${purpose} ${balance.asset}`] = balance.amount
    }
    const names = [...new Set([...Object.keys(found), ...Object.keys(expected)])]
    this.#teller.table(title, [
      ['Account', 'Balance', 'Expected'],
      ...names.map((name) => [name, found[name] ?? '0.00', expected[name] ?? '0.00']),
    ])
    assert.deepEqual(sorted(found), sorted(expected), title)
    assert.deepEqual(await this.visitor.get('/api/ledger/verify'), { ok: true, findings: [] })
  }

  /** What one booking moved in money, by account: + debit, − credit. */
  async movedBy(journal: string): Promise<Record<string, string>> {
    const { transfers } = await this.visitor.get(`/api/ledger/journals/${journal}`)
    const moved = new Map<string, bigint>()
    const cents = (amount: string) => BigInt(amount.replace('.', ''))
    for (const { debit, credit, amount } of transfers as Transfer[]) {
      if (amount.asset !== 'USD') continue
      const of = (account: string) => account.slice(account.indexOf('/') + 1)
      moved.set(of(debit), (moved.get(of(debit)) ?? 0n) + cents(amount.amount))
      moved.set(of(credit), (moved.get(of(credit)) ?? 0n) - cents(amount.amount))
    }
    return Object.fromEntries([...moved].map(([account, units]) => [account, decimal(units)]))
  }
}

type TrialLine = { purpose: string; balance: { amount: string; asset: string } }
type Transfer = { debit: string; credit: string; amount: { amount: string; asset: string } }

const sorted = (record: Record<string, string>) =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Cents as a decimal. */
export function decimal(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(3, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Somebody who learns. */
export class Learner extends Visitor {
  static async join(stage: Stage, name: string, zone = 'Europe/Madrid'): Promise<Learner> {
    const learner = new Learner(stage.url, name)
    await learner.signUp(`${name.toLowerCase()}@learner.example`, PASSWORD, zone)
    return learner
  }

  /** Pays an order on the sandbox's page, with a test card. */
  async pay(order: { id: string }, card = '4242 4242 4242 4242'): Promise<void> {
    const { url } = await this.post(`/api/orders/${order.id}/checkout`)
    const page = new URL(url).pathname
    assert.match(await this.get(page), /no real money moves/i)
    await this.fillIn(page, { card })
    // The notice is worked by the queue, a moment later.
    await this.#until(async () => (await this.get(`/api/orders/${order.id}`)).state === 'paid')
    await this.#until(async () => {
      const { items } = await this.get('/api/notices')
      return items.length > 0
    })
  }

  async subscribe(plan: string): Promise<void> {
    await this.pay(await this.post('/api/subscriptions', { plan }))
    await this.#until(async () => (await this.get('/api/subscriptions')).items.length === 1)
  }

  async buyCredits(credits: number): Promise<void> {
    const before = Number((await this.wallet()).posted)
    await this.pay(await this.post('/api/user/credits/purchase', { credits }))
    await this.#until(async () => Number((await this.wallet()).posted) === before + credits)
  }

  async wallet(): Promise<{ posted: string; held: string; available: string; lots: string[] }> {
    const { posted, held, available, lots } = await this.get('/api/user/credits/balance')
    return {
      posted: posted.amount,
      held: held.amount,
      available: available.amount,
      lots: lots.map(
        (lot: Lot) => `${lot.source} ${lot.remaining.amount}, held ${lot.held.amount}`,
      ),
    }
  }

  book(session: string, paymentMethod: 'CREDITS' | 'INCLUDED' | 'CASH', creditAmount?: number) {
    const body = creditAmount === undefined ? { paymentMethod } : { paymentMethod, creditAmount }
    return this.post(`/api/sessions/${session}/book`, body)
  }

  async #until(true_: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      if (await true_()) return
      await new Promise((later) => setTimeout(later, 25))
    }
    assert.fail(`${this.name} waited ten seconds for something that did not happen`)
  }
}

type Lot = { source: string; remaining: { amount: string }; held: { amount: string } }

/** Somebody who teaches. */
export class Educator extends Visitor {
  id = ''

  static async join(
    stage: Stage,
    desk: Desk,
    given: { name: string; kinds: ('class' | 'conversation')[]; years: number; payable?: boolean },
  ): Promise<Educator> {
    const educator = new Educator(stage.url, given.name)
    await educator.signUp(`${given.name.toLowerCase()}@educator.example`, PASSWORD, 'Europe/Madrid')
    educator.id = (await educator.get('/api/me')).person.id
    await desk.visitor.post('/api/educators', {
      personId: educator.id,
      kinds: given.kinds,
      yearsTeaching: given.years,
    })
    if (given.payable ?? true) await educator.openAccount()
    return educator
  }

  /** Tells the payment provider who they are and where their bank is. */
  async openAccount(): Promise<void> {
    const { url } = await this.post('/api/educator/payee', { country: 'ES' })
    await this.fillIn(new URL(url).pathname, {})
  }

  async publish(given: {
    kind: 'class' | 'conversation'
    title: string
    priceLevel: string
    start: Temporal.Instant
    capacity?: number
    priceMoney?: { amount: string; asset: string }
  }): Promise<string> {
    const { start, ...rest } = given
    const { id } = await this.post('/api/sessions', {
      language: 'es',
      level: 'B1',
      ...rest,
      start: start.toString(),
      end: start.add({ hours: 1 }).toString(),
    })
    return id
  }

  /** The one commission there is, and what the overview says. */
  async earnings() {
    const { items } = await this.get('/api/instructor/revenue/commissions')
    const overview = await this.get('/api/instructor/revenue/overview')
    return { commissions: items, overview }
  }

  async payouts() {
    return (await this.get('/api/instructor/revenue/payouts')).items
  }
}
