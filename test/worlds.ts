import assert from 'node:assert/strict'
import { atomically, newId } from '#base'
import { balance, type Owner, PLATFORM, postRule, wallet } from '#ledger'
import {
  openCheckout,
  openPayee,
  openRazorpay,
  type PayeeOwner,
  type PaymentProvider,
  placeOrder,
  RazorpaySandbox,
  refundOrder,
  setPayeeBank,
  takeNotice,
} from '#payments'
import { type Till, testTill } from './till.ts'

/** How a buyer pays, in words that every provider has a card or an address for. */
export type Means = 'works' | 'declined' | 'refund fails'

/**
 * One provider with the town around it, behind words that are the same for all: what one list of
 * scenarios needs to be run over each of them.
 */
export type World = {
  till: Till
  provider: PaymentProvider
  currency: string
  /** What the provider keeps of a payment. */
  feeOf(amount: bigint): bigint
  /** Pays on an order's page. */
  complete(ref: string, means: Means): Promise<{ outcome: string }>
  dashboardRefund(charge: string, amount: bigint): Promise<string>
  dispute(charge: string): Promise<string>
  closeDispute(dispute: string, won: boolean): Promise<void>
  /** The payee has told the provider all; `refuses`: their bank sends money back. */
  makeReady(owner: PayeeOwner, ref: string, refuses: boolean): Promise<void>
  country: string
  cutAnswers(count: number): void
  chaos: { duplicate: boolean; shuffle: boolean; drop: number; chance: () => number }
  resendAll(): Promise<void>
  /** All that follows from what was done so far. */
  settle(): Promise<void>
  /** Lives through everything for so long. */
  advance(hours: number): Promise<void>
  /** What the provider says it holds for us. */
  holds(): Promise<bigint>
  [Symbol.asyncDispose](): Promise<void>
}

const START = '2026-11-02T06:00:00Z'

/** The sandbox shaped like Stripe, in dollars. */
export async function dollarWorld(): Promise<World> {
  const till = await testTill({ start: START })
  const { sandbox } = till
  const cards = {
    works: '4242424242424242',
    declined: '4000000000000002',
    'refund fails': '4000000000005126',
  }
  return {
    till,
    provider: till.payments.provider,
    currency: 'USD',
    country: 'ES',
    // 2.9 % and 0.30.
    feeOf: (amount) => (amount * 29n + 500n) / 1000n + 30n,
    complete: (ref, means) => sandbox.completeCheckout(ref, cards[means]),
    dashboardRefund: (charge, amount) => sandbox.dashboardRefund(charge, Number(amount)),
    dispute: async (charge) => (await sandbox.bank.dispute({ charge, reason: 'general' })).id,
    closeDispute: async (id, won) => void (await sandbox.bank.close(id, won)),
    makeReady: async (_owner, ref, refuses) => {
      await sandbox.makeReady(ref)
      if (refuses) await sandbox.failNextPayout(ref)
    },
    cutAnswers: (count) => sandbox.cutAnswers(count && count + 2),
    chaos: sandbox.chaos,
    resendAll: () => sandbox.resendAll(),
    settle: () => till.settle(),
    advance: (hours) => till.advance(till.clock.now().add({ hours })),
    holds: async () => {
      const all = await sandbox.balance()
      return all.reduce((sum, one) => sum + one.available + one.pending, 0n)
    },
    [Symbol.asyncDispose]: () => till[Symbol.asyncDispose](),
  }
}

/** The sandbox shaped like Razorpay, in rupees; `payouts`: with RazorpayX. */
export async function rupeeWorld({ payouts = true } = {}): Promise<World> {
  const till = await testTill({ start: START })
  const { db, clock, payments } = till
  const sandbox = new RazorpaySandbox({ db, clock, url: payments.url, payouts })
  await sandbox.start()
  const provider = openRazorpay('sandbox-razorpay', {
    ...(await sandbox.access()),
    bankPage: `${payments.url}/teach/earnings/bank`,
  })
  payments.provider = provider
  sandbox.deliverWith(async ({ payload, headers }) => {
    const raw = new TextEncoder().encode(payload)
    const signature = headers['x-razorpay-signature']
    const eventId = headers['x-razorpay-event-id']
    const sent = { provider: provider.id, endpoint: 'own', raw, signature, eventId } as const
    await takeNotice(payments, sent, clock.now())
    return 200
  })
  const means = {
    works: 'success@razorpay',
    declined: 'failure@razorpay',
    'refund fails': 'returns@razorpay',
  }
  const settle = async () => {
    for (let any = true; any; ) {
      any = await sandbox.settled()
      any = (await till.work()) || any
      any = (await till.follow()) || any
    }
  }
  return {
    till,
    provider,
    currency: 'INR',
    country: 'IN',
    // 2 %, and 18 % on that.
    feeOf: (amount) => {
      const bare = (amount * 2n + 50n) / 100n
      return bare + (bare * 18n + 50n) / 100n
    },
    complete: (ref, how) => sandbox.completeCheckout(ref, means[how]),
    dashboardRefund: (charge, amount) => sandbox.dashboardRefund(charge, Number(amount)),
    dispute: async (charge) => (await sandbox.bank.dispute(charge)).id,
    closeDispute: async (id, won) => void (await sandbox.bank.close(id, won)),
    makeReady: async (owner, _ref, refuses) => {
      const bank = { vpa: refuses ? 'failure@razorpay' : 'ravi@okbank' }
      await setPayeeBank(payments, owner, bank, clock.now())
    },
    cutAnswers: (count) => sandbox.cutAnswers(count),
    chaos: sandbox.chaos,
    resendAll: () => sandbox.resendAll(),
    settle,
    advance: async (hours) => {
      await settle()
      const until = clock.now().add({ hours })
      for (;;) {
        const next = await sandbox.nextDue()
        if (!next || Temporal.Instant.compare(next, until) > 0) break
        if (Temporal.Instant.compare(next, clock.now()) > 0) clock.moveTo(next)
        await sandbox.advanceTo(clock.now())
        await settle()
      }
      clock.moveTo(until)
      await sandbox.advanceTo(until)
      await settle()
    },
    holds: async () => {
      const now = await sandbox.balance()
      return now.gateway + now.payouts
    },
    [Symbol.asyncDispose]: async () => {
      await sandbox.stop()
      await till[Symbol.asyncDispose]()
    },
  }
}

/** Places an order of credits in the world's currency: 50 of them, with tax where given. */
export async function order(world: World, personId: string, net = 5000n, tax = 0n) {
  const { till, currency } = world
  const buyer = { type: 'person', id: personId } as const
  const about = { type: 'wallet', id: personId }
  const line = { kind: 'credits', about, description: '50 credits', net, tax } as const
  const lines = [{ ...line, data: { credits: 5000n } }]
  return atomically(till.db, (tx) =>
    placeOrder(tx, { buyer, currency, by: `person:${personId}`, lines }, till.clock.now()),
  )
}

/** Opens an order's page and pays there. */
export async function payOrder(world: World, orderId: string, means: Means = 'works') {
  const { url } = await openCheckout(world.till.payments, orderId, world.till.clock.now())
  return world.complete(url.split('/').at(-1)!, means)
}

/** Somebody buys and has 50 credits. Answers the person and the order. */
export async function bought(
  world: World,
  given: { means?: Means; net?: bigint; tax?: bigint } = {},
) {
  const person = await world.till.person()
  const placed = await order(world, person, given.net, given.tax)
  assert.equal((await payOrder(world, placed.id, given.means)).outcome, 'paid')
  await world.settle()
  return { person, orderId: placed.id }
}

export async function creditsOf({ till }: World, id: string): Promise<bigint> {
  return (await wallet(till.db, { type: 'person', id }, 'CREDIT')).posted
}

/** What of it is not frozen. */
export async function spendableOf({ till }: World, id: string): Promise<bigint> {
  const now = till.clock.now()
  return (await wallet(till.db, { type: 'person', id }, 'CREDIT', { now })).spendable
}

export async function chargeOf({ till }: World, orderId: string): Promise<string> {
  const [row] = await till.db<{ charge: string }>`
    select charge from payments.payment where order_id = ${orderId}`
  return row!.charge
}

/** Staff give back what is unspent, or so much of it. */
export async function giveBack(world: World, orderId: string, amount?: bigint): Promise<string> {
  const { till } = world
  const id = newId()
  const wish = { orderId, amount, platformBears: false, cause: 'unused', endPlan: false } as const
  const given = { ...wish, id, reason: 'asked for it', by: 'schedule' }
  await atomically(till.db, (tx) => refundOrder(tx, given, till.payments.keepers, till.clock.now()))
  await world.settle()
  return id
}

/** A payee the provider can pay, who has so much to be paid. */
export async function payeeWith(
  world: World,
  amount: bigint,
  { refuses = false } = {},
): Promise<PayeeOwner> {
  const { till, currency, country } = world
  const owner = { type: 'person', id: await till.person() } as const
  const given = { owner, email: `${owner.id}@example.org`, name: owner.id.slice(0, 8), country }
  const { ref } = await openPayee(till.payments, given, till.clock.now())
  await world.makeReady(owner, ref!, refuses)
  await world.settle()
  await atomically(till.db, (tx) =>
    postRule(
      tx,
      'guarantee.topped_up',
      { educator: owner, currency, amount },
      {
        key: `test:${owner.id}`,
        about: { type: 'person', id: owner.id },
        by: 'schedule',
        at: till.clock.now(),
      },
    ),
  )
  return owner
}

/** The books' account at the provider is what it says it holds, and nothing is unexplained. */
export async function booksAgree(world: World): Promise<void> {
  const { till, provider, currency } = world
  const owner: Owner = { type: 'provider', id: provider.id }
  const account = { owner, purpose: 'provider_clearing', asset: currency } as const
  assert.equal(await balance(till.db, account), await world.holds(), 'the books hold what it holds')
  const suspense = { owner: PLATFORM, purpose: 'suspense', asset: currency } as const
  assert.equal(await balance(till.db, suspense), 0n, 'nothing is unexplained')
}
