import { randomUUID } from 'node:crypto'
import { atomically, type Tx } from '#base'
import { balance, PLATFORM, type Purpose, postRule, wallet } from '#ledger'
import { bookSession, createSession, type Draft, type Method, oneBooking } from '#live'
import { openCheckout } from '#payments'
import type { TestApp } from '../app.ts'
import { educator, NOON, onPlan, person } from '../classroom.ts'

/** Two days ahead of Saturday noon, for an hour. */
export const START = NOON.add({ hours: 48 })
const PURPOSES = [
  'deferred_credits',
  'deferred_bookings',
  'included_sessions',
  'platform_fee',
  'refunds_payable',
  'promotions',
  'dispute_losses',
] as const satisfies readonly Purpose[]

type How = {
  method?: Method
  at?: Temporal.Instant
  session?: Partial<Draft>
  asks?: boolean
  /** Another day than the others’: so many days later. */
  days?: number
}

type Given = {
  start: Temporal.Instant
  stoa: TestApp
  learner: string
  educator: string
  staff: string
  other: string
  session: string
  id: string
  orderId: string | null
  before: Record<string, bigint>
}

/** A learner, an educator of 70 %, and one seat between them: who does what, and what is left with whom. */
export class Seat {
  readonly start: Temporal.Instant
  readonly stoa: TestApp
  readonly learner: string
  readonly educator: string
  readonly staff: string
  /** Another of staff. */
  readonly other: string
  readonly session: string
  readonly id: string
  readonly orderId: string | null
  readonly #before: Record<string, bigint>

  private constructor(given: Given) {
    this.start = given.start
    this.stoa = given.stoa
    this.learner = given.learner
    this.educator = given.educator
    this.staff = given.staff
    this.other = given.other
    this.session = given.session
    this.id = given.id
    this.orderId = given.orderId
    this.#before = given.before
  }

  /**
   * Credits: 30 of a plan (20.00 paid, they run out in 60 days), then 170 bought at 1.00; the class costs 50, so
   * 30 of the plan and 20 bought are taken. Money: 20.00, of which the card took 0.88. Included: Standard, 35.
   */
  static async take(stoa: TestApp, how: How = {}): Promise<Seat> {
    const { db } = stoa
    const { method = 'credits', at = NOON, asks = false, days = 0 } = how
    const start = START.add({ hours: 24 * days })
    const [learner, teacher] = [await stoa.person({ name: 'Lena' }), await educator(db)]
    const staff = await person(db, 'Stella')
    const other = await person(db, 'Otto')
    if (method === 'included' || how.session?.capacity === 1)
      await onPlan(db, learner, 'learner-premium')
    if (method === 'credits') await purse(stoa, learner)
    if (method === 'tokens') await tokens(stoa, learner)
    const level = method === 'included' ? 'standard' : 'premium'
    const money =
      method === 'cash'
        ? ({ money: { amount: 2000n, currency: 'USD' }, price: { credits: 2000n } } as const)
        : {}
    const draft = {
      kind: 'class',
      educator: teacher,
      title: 'Spanish for the market',
      language: 'es',
      start,
      end: start.add({ hours: 1 }),
      price: { level },
      capacity: 4,
      ...money,
      ...how.session,
    } as Draft
    const by = { person: teacher, staff: true }
    const session = await atomically(db, (tx) => createSession(tx, draft, by, NOON))
    if (asks) await db`update live.session set asks_first = true where id = ${session}`
    if (method === 'tokens')
      await db`update live.session set takes_tokens = true where id = ${session}`
    const before = await books(stoa)
    const booked = await atomically(db, (tx) => bookSession(tx, { session, learner, method }, at))
    const { orderId = null } = booked.paid
    const { id } = booked
    return new Seat({
      start,
      stoa,
      learner,
      educator: teacher,
      staff,
      other,
      session,
      id,
      orderId,
      before,
    })
  }

  tx<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return atomically(this.stoa.db, work)
  }

  /** So many hours before the start; after it where it is below zero. */
  at(before: number): Temporal.Instant {
    return this.start.subtract({ seconds: Math.round(before * 3600) })
  }

  get end(): Temporal.Instant {
    return this.start.add({ hours: 1 })
  }

  /** When it is completed: a quarter of an hour after its end. */
  get over(): Temporal.Instant {
    return this.end.add({ minutes: 15 })
  }

  /** So many hours after that. */
  later(hours: number): Temporal.Instant {
    return this.over.add({ hours })
  }

  async pay(): Promise<this> {
    const { payments, jobs } = this.stoa.deps
    const { url } = await openCheckout(payments, this.orderId!, this.stoa.clock.now())
    await payments.sandbox!.completeCheckout(
      url.slice(url.lastIndexOf('/') + 1),
      '4242424242424242',
    )
    await jobs.settle()
    return this
  }

  /** Minutes of the session that somebody is measured to be in its room. */
  async here(who: 'learner' | 'educator', from: number, until: number): Promise<this> {
    const at = (minute: number) => this.start.add({ seconds: minute * 60 })
    const [joined, left] = [at(from), at(until)]
    await this.stoa.db`
      insert into live.presence (session_id, person_id, role, connection, joined_at, seen_at, left_at)
      values (${this.session}, ${this[who]}, ${who}, ${randomUUID()}, ${joined}, ${left}, ${left})`
    return this
  }

  async state(): Promise<string | undefined> {
    return (await oneBooking(this.stoa.db, this.id, this.stoa.clock.now()))?.state
  }

  /** `plan (30.00 held), purchase 150.00 (20.00 held)`: lot by lot. */
  async wallet(asset = 'CREDIT'): Promise<string> {
    const { lots } = await wallet(this.stoa.db, { type: 'person', id: this.learner }, asset)
    return lots
      .map(({ source, remaining, held }) => {
        const free = remaining - held > 0n || held === 0n ? ` ${whole(remaining - held)}` : ''
        return `${source}${free}${held > 0n ? ` (${whole(held)} held)` : ''}`
      })
      .toSorted()
      .join(', ')
  }

  /** What lies with the educator: held, available, owed. */
  async earned(): Promise<string> {
    const of = (purpose: Purpose) =>
      balance(this.stoa.db, {
        owner: { type: 'person', id: this.educator },
        purpose,
        asset: 'USD',
      })
    const [held, free, owes] = [
      await of('educator_held'),
      await of('educator_available'),
      await of('educator_receivable'),
    ]
    const said = [
      held === 0n ? '' : `${whole(held)} held`,
      free === 0n ? '' : `${whole(free)} available`,
      owes === 0n ? '' : `${whole(owes)} owed`,
    ]
    return said.filter(Boolean).join(', ') || 'nothing'
  }

  /** How the platform's books have moved since before the booking, in dollars. */
  async moved(): Promise<string> {
    const now = await books(this.stoa)
    return PURPOSES.map((purpose) => [purpose, now[purpose]! - this.#before[purpose]!] as const)
      .filter(([, amount]) => amount !== 0n)
      .map(
        ([purpose, amount]) =>
          `${purpose} ${amount > 0n ? '+' : '−'}${whole(amount < 0n ? -amount : amount)}`,
      )
      .join(', ')
  }
}

const whole = (units: bigint) => `${units / 100n}.${String(units % 100n).padStart(2, '0')}`

async function books({ db }: TestApp): Promise<Record<string, bigint>> {
  const out: Record<string, bigint> = {}
  for (const purpose of PURPOSES) {
    out[purpose] = await balance(db, { owner: PLATFORM, purpose, asset: 'USD' })
  }
  return out
}

async function purse({ db }: TestApp, id: string): Promise<void> {
  const about = { type: 'order', id }
  const deed = { about, by: 'provider:sandbox', at: NOON }
  const paid = { provider: 'sandbox', currency: 'USD', tax: 0n, fee: 0n }
  const owner = { type: 'person', id } as const
  const days = NOON.add({ hours: 24 * 60 })
  await atomically(db, async (tx) => {
    const plan = { ...paid, subscriber: owner, access: 1000n, creditsValue: 2000n, credits: 3000n }
    await postRule(
      tx,
      'subscription.paid',
      { ...plan, expiresAt: days },
      { ...deed, key: `plan:${id}` },
    )
    const bought = { ...paid, buyer: owner, net: 17000n, credits: 17000n }
    await postRule(tx, 'credits.purchased', bought, { ...deed, key: `bought:${id}` })
  })
}

async function tokens({ db }: TestApp, id: string): Promise<void> {
  const deed = { key: `tokens:${id}`, about: { type: 'deed', id }, by: 'test', at: NOON }
  const facts = { to: { type: 'person', id } as const, tokens: 1_000_000n }
  await atomically(db, (tx) => postRule(tx, 'tokens.earned', facts, deed))
}
