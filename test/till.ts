import { atomically, deadlines, type Fact, newId, readConfig, VirtualClock } from '#base'
import { keepers } from '#jobs'
import { expireLots, nextLotExpiry } from '#ledger'
import {
  type BillingChanged,
  delayFresh,
  endBilling,
  expireOrders,
  type OrderPaid,
  openCheckout,
  openPayments,
  orderById,
  sendRefund,
  takeNotice,
  workNotice,
} from '#payments'
import { createPerson } from '#people'
import { billingChanged, freezeShut, grantDue, nextFreezing, nextGrant, planPaid } from '#plans'
import { testDatabase } from './database.ts'

export const CARD = {
  works: '4242424242424242',
  declined: '4000000000000002',
  once: '4000000000000341',
}

/**
 * Payments and plans over the sandbox, without HTTP and without the queue: a test says itself when
 * notices are worked and what follows from facts. Use with `await using till = await testTill()`.
 */
export async function testTill(options: { start?: string } = {}) {
  const db = await testDatabase({ size: 20 })
  const clock = new VirtualClock(Temporal.Instant.from(options.start ?? '2026-11-21T12:00:00Z'), {
    standing: true,
  })
  const config = readConfig({ STOA_URL: 'http://stoa.test', LOG_LEVEL: 'silent' })
  const payments = await openPayments({ db, clock, config, keepers })
  const sandbox = payments.sandbox!
  sandbox.deliverWith(async ({ url, payload, headers }) => {
    const endpoint = url.endsWith('/connect') ? 'connect' : 'own'
    const raw = new TextEncoder().encode(payload)
    const signature = headers['stripe-signature']
    await takeNotice(payments, { provider: 'sandbox', endpoint, raw, signature }, clock.now())
    return 200
  })
  const done = new Set<string>()
  let people = 0

  const react = async (fact: Pick<Fact, 'kind' | 'data'>) => {
    const now = clock.now()
    if (fact.kind === 'order.paid') {
      const paid = fact.data as OrderPaid
      await atomically(db, async (tx) => {
        await planPaid(tx, paid, now)
        await delayFresh(tx, await orderById(tx, paid.orderId), now)
      })
    }
    if (fact.kind === 'billing.changed') {
      await atomically(db, (tx) => billingChanged(tx, fact.data as BillingChanged, now))
    }
  }

  /** All that happens by itself at one instant, in the order of the schedule. */
  const live = async (now: Temporal.Instant) => {
    clock.moveTo(now)
    await sandbox.advanceTo(now)
    await till.settle()
    await expireOrders(payments, now)
    await freezeShut(db, now)
    await atomically(db, (tx) => expireLots(tx, now))
    await grantDue(db, now)
    await till.settle()
  }

  const till = {
    db,
    clock,
    payments,
    sandbox,
    /** A new person, who joined now. */
    async person(given: { zone?: string } = {}): Promise<string> {
      people += 1
      const name = `Person ${people}`
      const email = `person${people}-${newId()}@example.org`
      const { id } = await atomically(db, (tx) =>
        createPerson(tx, { name, email, ...given }, clock.now()),
      )
      return id
    },
    /** Works every open notice once, in the order in which they came. */
    async work(): Promise<boolean> {
      const open = await db<{ provider: string; event: string }>`
        select provider, event_id as event from payments.inbox
         where state in ('received', 'failed') order by received_at, event_id`
      // News of a thing may come before the news that it depends on: those are tried again, as the queue does.
      const faults: unknown[] = []
      for (const notice of open) {
        await workNotice(payments, notice, clock.now()).catch((fault) => faults.push(fault))
      }
      if (faults.length > 0 && faults.length === open.length) throw faults[0]
      return open.length > 0
    },
    /** Runs what follows from facts that were recorded, and what was queued for the provider. */
    async follow(): Promise<boolean> {
      const facts = await db<{ id: string; kind: string; data: Record<string, unknown> }>`
        select id, kind, data from base.fact order by recorded_at, id`
      const fresh = facts.filter((fact) => !done.has(fact.id))
      for (const fact of fresh) {
        await react(fact)
        done.add(fact.id)
      }
      const refunds = await db<{ id: string }>`select id from payments.refund where state = 'asked'`
      for (const { id } of refunds) await sendRefund(payments, id, clock.now())
      const second = await db<{ billing: string }>`
        select b.ref as billing from payments.billing b join payments.refund r on r.order_id = b.order_id
         where b.status <> 'ended' and r.reason = 'another plan was running'`
      for (const { billing } of second) await endBilling(payments, billing, clock.now())
      return fresh.length + refunds.length + second.length > 0
    },
    /** Waits until all has happened that follows from what was done so far. */
    async settle(): Promise<void> {
      for (let any = true; any; ) {
        any = await sandbox.settled()
        any = (await till.work()) || any
        any = (await till.follow()) || any
      }
    },
    /** Opens an order's page and pays there; without waiting for what follows. */
    async pay(orderId: string, card: string = CARD.works) {
      const { url } = await openCheckout(payments, orderId, clock.now())
      return sandbox.completeCheckout(url.split('/').at(-1)!, card)
    },
    /** Lives through everything up to an instant: the provider, and what plans and the ledger do by themselves. */
    async advance(to: string | Temporal.Instant): Promise<void> {
      const until = Temporal.Instant.from(to)
      await till.settle()
      for (;;) {
        const now = clock.now()
        const due = await deadlines(db, [nextGrant, nextFreezing, nextLotExpiry])
        const all = [await sandbox.nextDue(), ...due].filter((at) => at !== undefined)
        const next = all.sort(Temporal.Instant.compare)[0]
        if (!next || Temporal.Instant.compare(next, until) > 0) break
        await live(Temporal.Instant.compare(next, now) > 0 ? next : now)
      }
      await live(until)
    },
    async [Symbol.asyncDispose]() {
      await payments.close()
      await db[Symbol.asyncDispose]()
    },
  }
  return till
}

export type Till = Awaited<ReturnType<typeof testTill>>
