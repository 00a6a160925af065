import { randomBytes } from 'node:crypto'
import type Stripe from 'stripe'
import { atomically, type Clock, type Db, deadlines, type Query } from '#base'
import { cardOf, newCard, TEST_CARDS } from './cards.ts'
import { type Chaos, calm, heldBack } from './chaos.ts'
import { completeSession, type Paid, type Session } from './checkout.ts'
import { closeDispute, escalate, type Opening, openDispute } from './disputes.ts'
import { letHappen, nextHappening } from './due.ts'
import { type Delivery, dueDeliveries, type Endpoint, letter, nextTry } from './events.ts'
import { hourOf } from './loopback.ts'
import { balances, move } from './movements.ts'
import { type ConnectedAccount, type Link, makeReady, restrict } from './payees.ts'
import { doAtPortal, lookAtPortal, type PortalDeed, type PortalNow } from './portal.ts'
import { failRefund, refundCharge } from './refunds.ts'
import { type Office, serve } from './server.ts'
import { change, keep, look, seconds, type Till, take } from './till.ts'

export type Letter = ReturnType<typeof letter>
/** Brings a notice to its address and answers the HTTP status. */
export type Postman = (letter: Letter) => Promise<number>

/** Serialises the sandbox over all processes on one database. */
const LOCK = 7_303_015

const EVENTS: Record<'own' | 'connect', Stripe.WebhookEndpointCreateParams.EnabledEvent[]> = {
  own: [
    'charge.failed',
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
    'checkout.session.expired',
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.deleted',
    'invoice.paid',
    'invoice.payment_failed',
    'refund.created',
    'refund.updated',
    'refund.failed',
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
    'charge.dispute.closed',
    'radar.early_fraud_warning.created',
    'transfer.created',
    'transfer.reversed',
  ],
  connect: [
    'account.updated',
    'payout.created',
    'payout.updated',
    'payout.paid',
    'payout.failed',
    'payout.canceled',
  ],
}

/**
 * A payment provider inside Stoa: shaped like Stripe, on the loopback interface, moving no money.
 * What it knows lies in PostgreSQL (schema `sandbox`), so a killed process loses nothing, and
 * several processes on one database are one sandbox.
 */
export class Sandbox {
  readonly #db: Db
  readonly #clock: Clock
  readonly #office: Office
  readonly #key = `sk_test_sandbox_${randomBytes(12).toString('hex')}`
  #server: { port: number; close(): Promise<void> } | undefined
  #postman: Postman | undefined
  #walking: Promise<void> | undefined
  #again = false
  #timer: NodeJS.Timeout | undefined
  readonly chaos: Chaos = calm()

  constructor(given: { db: Db; clock: Clock; url: string }) {
    this.#db = given.db
    this.#clock = given.clock
    this.#office = {
      pages: {
        checkout: `${given.url}/sandbox/checkout`,
        onboarding: `${given.url}/sandbox/onboarding`,
        portal: `${given.url}/sandbox/portal`,
      },
      cutNext: 0,
      cuts: () => this.chaos.cut > 0 && this.chaos.chance() < this.chaos.cut,
      ended: new Set(),
      run: (work, account) => this.#run(work, account),
      changed: () => this.#deliverSoon(),
    }
  }

  /** Opens its port, and its two webhook endpoints on the first start. */
  async start(): Promise<void> {
    await this.#run(async (till) => {
      for (const name of ['own', 'connect'] as const) {
        const id = `we_stoa_${name}`
        if (await look(till, 'webhook_endpoint', id)) continue
        const endpoint: Endpoint = {
          id,
          object: 'webhook_endpoint',
          api_version: null,
          application: null,
          created: seconds(till.now),
          description: null,
          enabled_events: EVENTS[name],
          livemode: false,
          metadata: {},
          secret: `whsec_${randomBytes(24).toString('base64url')}`,
          status: 'enabled',
          url: `/api/webhooks/sandbox/${name}`,
          $connect: name === 'connect',
        }
        await keep(till, endpoint)
      }
    })
    this.#server = await serve(this.#office)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#postman = undefined
    await this.#walking
    await this.#server?.close()
    this.#server = undefined
  }

  /** How the SDK reaches it. */
  get access() {
    if (!this.#server) throw new Error('The sandbox is not open')
    return { key: this.#key, host: '127.0.0.1', port: this.#server.port, protocol: 'http' as const }
  }

  /** Secrets of its two endpoints. */
  async secrets(): Promise<Record<'own' | 'connect', string>> {
    const of = async (name: string) =>
      (await look<Endpoint>({ tx: this.#db, account: '' }, 'webhook_endpoint', `we_stoa_${name}`))!
        .secret
    return { own: await of('own'), connect: await of('connect') }
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

  async #run<Result>(work: (till: Till) => Promise<Result>, account = ''): Promise<Result> {
    return atomically(this.#db, async (tx) => {
      // Asked together: the hour is read once the lock is ours.
      const [, now] = await Promise.all([tx`select pg_advisory_xact_lock(${LOCK})`, this.#now(tx)])
      await letHappen(tx, now)
      return work({ tx, now, account })
    })
  }

  /** The hour of all sandboxes. */
  #now(q: Query): Promise<Temporal.Instant> {
    return hourOf(q, this.#clock)
  }

  /** The instant of the next thing that happens here by itself, a notice to be sent again included. */
  async nextDue(): Promise<Temporal.Instant | undefined> {
    const [at] = await deadlines(this.#db, [nextHappening])
    return at
  }

  /**
   * Moves its clock forward and lets happen, in order and each at its own instant, all that falls due:
   * renewals, further tries, expiries, balances, payouts to banks. Answers how much that was.
   */
  async advanceTo(instant: Temporal.Instant): Promise<number> {
    const count = await atomically(this.#db, async (tx) => {
      await tx`select pg_advisory_xact_lock(${LOCK})`
      await tx`
        insert into sandbox.hour (at) values (${instant})
        on conflict (one) do update set at = greatest(sandbox.hour.at, excluded.at)`
      return letHappen(tx, instant)
    })
    this.#deliverSoon()
    return count
  }

  /** Waits until every notice due by now was brought to its address. False: there was none. */
  async settled(): Promise<boolean> {
    let any = false
    for (;;) {
      if (this.#walking) {
        await this.#walking
        any = true
      }
      const due = await dueDeliveries(this.#db, this.#clock.now())
      if (due.length === 0 || !this.#postman) return any
      any = true
      await this.#deliver()
    }
  }

  #deliverSoon(): void {
    if (!this.#postman) return
    if (this.#walking) {
      this.#again = true
      return
    }
    this.#deliver().catch(() => {})
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
    const due = await dueDeliveries(this.#db, now)
    if (this.chaos.shuffle) due.sort(() => this.chaos.chance() - 0.5)
    for (const delivery of due) {
      if (await heldBack(this.#db, this.chaos, delivery, now)) continue
      // Another process on the same database may have taken it.
      const [mine] = await this.#db`
        update sandbox.delivery set attempts = attempts + 1, next_at = ${nextTry(delivery.attempts + 1, now)}
         where event = ${delivery.event} and endpoint = ${delivery.endpoint}
           and attempts = ${delivery.attempts} and next_at is not null returning event`
      if (mine) await this.#bring(delivery, now)
    }
  }

  async #bring(delivery: Delivery, now: Temporal.Instant): Promise<void> {
    const post = letter(delivery, this.#clock.now())
    const times = this.chaos.chance() < this.chaos.drop ? 0 : this.chaos.duplicate ? 2 : 1
    let status = 200
    for (let i = 0; i < times; i += 1) {
      status = (await this.#postman?.(post).catch(() => 0)) ?? 0
    }
    if (status < 200 || status > 299) {
      await this.#db`
        update sandbox.delivery set last_status = ${status}
         where event = ${delivery.event} and endpoint = ${delivery.endpoint}`
      return
    }
    await this.#db`
      update sandbox.delivery set last_status = ${status}, delivered_at = ${now}, next_at = null
       where event = ${delivery.event} and endpoint = ${delivery.endpoint}`
  }

  /** What a checkout's page shows; undefined: there is no such page. */
  async checkout(id: string): Promise<Session | undefined> {
    return this.#run((till) => look<Session>(till, 'checkout.session', id))
  }

  /** The buyer pays with a test card. `confirmed`: they answered their bank's question with yes. */
  async completeCheckout(id: string, card: string, confirmed = false): Promise<Paid> {
    const paid = await this.#run((till) =>
      completeSession(till, id, card.replace(/\D/g, ''), confirmed),
    )
    this.#deliverSoon()
    return paid
  }

  /** Where the page of a payee leads; undefined: no such link, or it has run out. */
  async onboarding(
    id: string,
  ): Promise<{ account: ConnectedAccount; returnTo: string } | undefined> {
    return this.#run(async (till) => {
      const link = await look<Link>(till, '$account_link', id)
      if (!link || Temporal.Instant.compare(Temporal.Instant.from(link.expires), till.now) < 0)
        return undefined
      const account = await take<ConnectedAccount>(till, 'v2.core.account', link.account)
      return { account, returnTo: link.returnTo }
    })
  }

  /** The payee has told the provider everything. */
  async makeReady(account: string): Promise<void> {
    await this.#run((till) => makeReady(till, account))
    this.#deliverSoon()
  }

  async restrict(account: string): Promise<void> {
    await this.#run((till) => restrict(till, account))
    this.#deliverSoon()
  }

  /** The payee's bank sends its next payout back. */
  async failNextPayout(account: string): Promise<void> {
    await this.#run(async (till) => {
      const kept = await take<ConnectedAccount>(till, 'v2.core.account', account)
      await change(till, { ...kept, $bankRefuses: true })
    })
  }

  /** Staff give money back in the provider's own dashboard, not through Stoa. */
  async dashboardRefund(charge: string, amount?: number): Promise<string> {
    const refund = await this.#run((till) => refundCharge(till, { charge, amount }))
    this.#deliverSoon()
    return refund.id
  }

  /** What banks do, and what nobody told us of. */
  get bank() {
    const does = async <Made>(deed: (till: Till) => Promise<Made>): Promise<Made> => {
      const made = await this.#run(deed)
      this.#deliverSoon()
      return made
    }
    return {
      /** A buyer asks for their money back. */
      dispute: (opening: Opening) => does((till) => openDispute(till, opening)),
      /** It decides. */
      close: (dispute: string, won: boolean) => does((till) => closeDispute(till, dispute, won)),
      /** What it only asked about becomes a dispute. */
      escalate: (dispute: string) => does((till) => escalate(till, dispute)),
      /** It does not take a refund. */
      sendBack: (refund: string) => does((till) => failRefund(till, refund)),
      /** Somebody moves the provider's balance past Stoa; smallest units, + in. */
      moveByHand: (amount: number) =>
        does((till) =>
          move(till, {
            type: amount < 0 ? 'payout' : 'payout_failure',
            currency: 'usd',
            amount,
            source: 'po_by_hand',
          }),
        ),
    }
  }

  /** The buyer changes the card that a subscription renews with. */
  async replaceCard(subscription: string, number: string): Promise<void> {
    if (!TEST_CARDS[number]) throw new Error(`${number} is no test card`)
    await this.#run(async (till) => {
      const kept = await take<Stripe.Subscription>(till, 'subscription', subscription)
      const old = await cardOf(till, kept.default_payment_method as string)
      const card = await newCard(till, number, old.customer as string)
      await change(till, { ...kept, default_payment_method: card.id })
    })
  }

  /** What the customer's own page shows; undefined: there is none, or it has run out. */
  async portal(id: string): Promise<PortalNow | undefined> {
    return this.#run((till) => lookAtPortal(till, id))
  }

  /** What the customer does there: another card, another plan, ending one. */
  async doAtPortal(id: string, deed: PortalDeed): Promise<{ trouble: string | undefined }> {
    const done = await this.#run((till) => doAtPortal(till, id, deed))
    this.#deliverSoon()
    return done
  }

  /** Sends every notice ever made once more, as a provider's "resend" does. */
  async resendAll(): Promise<void> {
    await this.#db`
      update sandbox.delivery set next_at = ${await this.#now(this.#db)}, attempts = 0, delivered_at = null`
    await this.settled()
  }

  /** Cuts the connection after the work of the next `count` posts is kept, before their answer. */
  cutAnswers(count: number): void {
    this.#office.cutNext = count
  }

  /** Ends an API key, as is done in a provider's dashboard. */
  endKey(key: string): void {
    this.#office.ended.add(key)
  }

  /** What an account has, by currency. */
  async balance(account = '') {
    return this.#run((till) => balances(till.tx, account, till.now))
  }
}
