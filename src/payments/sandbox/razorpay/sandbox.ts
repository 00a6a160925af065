import { randomBytes } from 'node:crypto'
import { atomically, type Clock, type Db, deadlines, type Query, sql } from '#base'
import type { RazorpayPayout, RazorpayRefund } from '../../razorpay/wire.ts'
import { type Chaos, calm } from '../chaos.ts'
import { hourOf } from '../loopback.ts'
import { endLink, type Link, type Paid, payLink } from './checkout.ts'
import { closeDispute, type Disputed, disputeDue, openDispute } from './disputes.ts'
import { type Due, dueEvents, letter, nextTry } from './events.ts'
import { PAYOUT_ACCOUNT, pocketOf } from './lines.ts'
import { payoutDue } from './paying.ts'
import { refundDue, refundPayment } from './refunds.ts'
import { type Office, serve } from './server.ts'
import { beginSettling, settleDue } from './settling.ts'
import { type Desk, type Kept, keep, look, seconds } from './store.ts'

/** A notice as it goes over the wire. */
export type Letter = ReturnType<typeof letter>
/** Brings a notice to its address and answers the HTTP status. */
export type Postman = (letter: Letter) => Promise<number>

/** Serialises the sandbox over all processes on one database. */
const LOCK = 7_303_016
const HOOK = 'webhook_of_stoa'

type Hook = Kept & { secret: string; keySecret: string }

const HAPPENING = sql`select min(due) from sandbox.razorpay where due is not null`

/** The instant of the next thing that happens by itself, a notice to be sent again included. */
export const nextAtRazorpay = sql`
  select least((${HAPPENING}), (select min(next_at) from sandbox.razorpay_event where next_at is not null))`

/**
 * The second payment provider inside Stoa: shaped like Razorpay, on the loopback interface, in rupees,
 * moving no money. What it knows lies in PostgreSQL (schema `sandbox`), so a killed process loses
 * nothing, and several processes on one database are one sandbox.
 */
export class RazorpaySandbox {
  readonly #db: Db
  readonly #clock: Clock
  readonly #payouts: boolean
  readonly #office: Office
  #server: { port: number; close(): Promise<void> } | undefined
  #postman: Postman | undefined
  #walking: Promise<void> | undefined
  #again = false
  #timer: NodeJS.Timeout | undefined
  readonly chaos: Chaos = calm()

  /** `payouts`: whether RazorpayX is switched on, and settlements go to its account. */
  constructor(given: { db: Db; clock: Clock; url: string; payouts?: boolean }) {
    this.#db = given.db
    this.#clock = given.clock
    this.#payouts = given.payouts ?? true
    this.#office = {
      pages: `${given.url}/sandbox/razorpay`,
      keyId: 'rzp_test_StoaSandbox',
      keySecret: '',
      cutNext: 0,
      cuts: () => this.chaos.cut > 0 && this.chaos.chance() < this.chaos.cut,
      busyNext: 0,
      run: (work) => this.#run(work),
      changed: () => this.#deliverSoon(),
    }
  }

  /** Opens its port; makes its secrets on the first start. */
  async start(): Promise<void> {
    await this.#run(async (desk) => {
      if (!(await look<Hook>(desk, '$hook', HOOK))) {
        const [secret, keySecret] = [randomBytes(24), randomBytes(24)].map((bytes) =>
          bytes.toString('base64url'),
        )
        const hook = {
          id: HOOK,
          created_at: seconds(desk.now),
          secret: secret!,
          keySecret: keySecret!,
        }
        await keep(desk, '$hook', hook)
      }
      await beginSettling(desk, this.#payouts)
    })
    this.#office.keySecret = (await this.#hook()).keySecret
    this.#server = await serve(this.#office)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#postman = undefined
    await this.#walking
    await this.#server?.close()
    this.#server = undefined
  }

  async #hook(): Promise<Hook> {
    return (await look<Hook>({ tx: this.#db }, '$hook', HOOK))!
  }

  /** What the adapter is opened with, but for its page for banks. */
  async access() {
    if (!this.#server) throw new Error('The sandbox is not open')
    const { keyId, keySecret } = this.#office
    return {
      keyId,
      keySecret,
      server: `http://127.0.0.1:${this.#server.port}`,
      webhookSecrets: [(await this.#hook()).secret],
      payoutAccount: this.#payouts ? PAYOUT_ACCOUNT : undefined,
    }
  }

  /** Whose hands the notices go through; with `everyMs` it also looks by itself for what is due. */
  deliverWith(postman: Postman, options: { everyMs?: number } = {}): void {
    this.#postman = postman
    clearInterval(this.#timer)
    if (options.everyMs) {
      this.#timer = setInterval(() => {
        this.#run(async () => {}).catch(() => {})
        this.#deliverSoon()
      }, options.everyMs)
      this.#timer.unref()
    }
  }

  async #run<Result>(work: (desk: Desk) => Promise<Result>): Promise<Result> {
    return atomically(this.#db, async (tx) => {
      const [, now] = await Promise.all([tx`select pg_advisory_xact_lock(${LOCK})`, this.#now(tx)])
      await letHappen(tx, now)
      return work({ tx, now })
    })
  }

  /** The hour of all sandboxes. */
  #now(q: Query): Promise<Temporal.Instant> {
    return hourOf(q, this.#clock)
  }

  /** The instant of the next thing that happens here by itself, a notice to be sent again included. */
  async nextDue(): Promise<Temporal.Instant | undefined> {
    const [at] = await deadlines(this.#db, [nextAtRazorpay])
    return at
  }

  /** Lets happen, in order and each at its own instant, all that falls due by then. Answers how much that was. */
  async advanceTo(instant: Temporal.Instant): Promise<number> {
    const count = await atomically(this.#db, async (tx) => {
      await tx`select pg_advisory_xact_lock(${LOCK})`
      return letHappen(tx, instant)
    })
    this.#deliverSoon()
    return count
  }

  /** Waits until every notice due by now was brought to its address. False: there was none. */
  async settled(): Promise<boolean> {
    for (let any = false; ; any = true) {
      if (this.#walking) await this.#walking
      else if (!this.#postman) return any
      else if ((await dueEvents(this.#db, await this.#now(this.#db))).length === 0) return any
      else await this.#deliver()
    }
  }

  #deliverSoon(): void {
    if (!this.#postman) return
    if (this.#walking) this.#again = true
    else this.#deliver().catch(() => {})
  }

  #deliver(): Promise<void> {
    this.#walking ??= this.#walk().finally(() => {
      this.#walking = undefined
      if (!this.#again) return
      this.#again = false
      this.#deliverSoon()
    })
    return this.#walking
  }

  async #walk(): Promise<void> {
    const now = await this.#now(this.#db)
    const due = await dueEvents(this.#db, now)
    if (this.chaos.shuffle) due.sort(() => this.chaos.chance() - 0.5)
    const { secret } = await this.#hook()
    for (const event of due) {
      if (await this.#heldBack(event, now)) continue
      // Another process on the same database may have taken it.
      const [mine] = await this.#db`
        update sandbox.razorpay_event set attempts = attempts + 1, next_at = ${nextTry(event.attempts + 1, now)}
         where id = ${event.id} and attempts = ${event.attempts} and next_at is not null returning id`
      if (!mine) continue
      const status = await this.#bring(letter(event, '/api/webhooks/sandbox-razorpay/own', secret))
      const taken = status >= 200 && status < 300
      await this.#db`
        update sandbox.razorpay_event
           set last_status = ${status}, next_at = case when ${taken} then null else next_at end
         where id = ${event.id}`
    }
  }

  /** Whether chance keeps a notice back; once at most, and `last_status` 0 remembers that it was asked. */
  async #heldBack({ id, attempts, last_status: asked }: Due, now: Temporal.Instant) {
    const { delay, chance } = this.chaos
    if (delay.share === 0 || attempts > 0 || asked !== null) return false
    const held = chance() < delay.share
    const next = held ? now.add({ seconds: delay.seconds }) : now
    await this.#db`
      update sandbox.razorpay_event set last_status = 0, next_at = ${next} where id = ${id} and attempts = 0`
    return held
  }

  async #bring(post: Letter): Promise<number> {
    const times = this.chaos.chance() < this.chaos.drop ? 0 : this.chaos.duplicate ? 2 : 1
    let status = 200
    for (let i = 0; i < times; i += 1) {
      status = (await this.#postman?.(post).catch(() => 0)) ?? 0
    }
    return status
  }

  /** What the page of a link shows; undefined: there is no such page. */
  async checkout(id: string): Promise<Link | undefined> {
    return this.#run((desk) => look<Link>(desk, 'payment_link', id))
  }

  /** The buyer pays on the page, by a test card or a test address. */
  async completeCheckout(id: string, means: string): Promise<Paid> {
    const wanted = means.includes('@') ? means.trim() : means.replace(/\D/g, '')
    return this.#does((desk) => payLink(desk, id, wanted, this.#office.keySecret))
  }

  async #does<Made>(deed: (desk: Desk) => Promise<Made>): Promise<Made> {
    const made = await this.#run(deed)
    this.#deliverSoon()
    return made
  }

  /** Staff give money back in the provider's own dashboard, not through Stoa. */
  async dashboardRefund(payment: string, amount?: number): Promise<string> {
    return (await this.#does((desk) => refundPayment(desk, payment, { amount }))).id
  }

  /** What banks do, and what nobody told us of. */
  get bank() {
    return {
      dispute: (payment: string, given: { amount?: number; phase?: string } = {}) =>
        this.#does((desk) => openDispute(desk, payment, given)),
      close: (dispute: string, won: boolean) =>
        this.#does((desk) => closeDispute(desk, dispute, won)),
    }
  }

  /** Sends every notice ever made once more. */
  async resendAll(): Promise<void> {
    await this.#db`
      update sandbox.razorpay_event set next_at = ${await this.#now(this.#db)}, attempts = 0`
    await this.settled()
  }

  /** Cuts the connection after the work of the next `count` changes is kept, before their answer. */
  cutAnswers(count: number): void {
    this.#office.cutNext = count
  }

  /** Answers the next `count` requests with "too many", without doing them. */
  beBusy(count: number): void {
    this.#office.busyNext = count
  }

  /** What it holds for us, in paise: not settled yet, and on the account that payouts are made from. */
  async balance(): Promise<{ gateway: bigint; payouts: bigint }> {
    return this.#run(async (desk) => ({
      gateway: await pocketOf(desk, 'gateway'),
      payouts: await pocketOf(desk, 'payouts'),
    }))
  }
}

type Happening = { entity: string; body: never; due: Temporal.Instant }

/** Lets happen, in order and each at its own instant, what is due up to `until`. */
async function letHappen(tx: Desk['tx'], until: Temporal.Instant): Promise<number> {
  for (let count = 0; ; count += 1) {
    const [next] = await tx<Happening>`
      select entity, body, due from sandbox.razorpay
       where due <= ${until} order by due, seq limit 1`
    if (!next) return count
    await happen({ tx, now: next.due }, next)
  }
}

async function happen(desk: Desk, { entity, body }: Happening): Promise<void> {
  switch (entity) {
    case 'payment_link':
      await endLink(desk, body as Link, 'expired')
      return
    case 'refund':
      return refundDue(desk, body as RazorpayRefund)
    case 'payout':
      return payoutDue(desk, body as RazorpayPayout)
    case 'dispute':
      return disputeDue(desk, body as Disputed)
    case '$settling':
      return settleDue(desk, body)
    default:
      throw new Error(`The sandbox does not know what is due of a ${entity}`)
  }
}
