import assert from 'node:assert/strict'
import { atomically, newId } from '#base'
import { balance, hold, postRule, trialBalance, verify } from '#ledger'
import { placeOrder } from '#payments'
import type { Till } from './till.ts'

/** Balances by account purpose, + debit, − credit; units apart from money. */
export type Books = Map<string, bigint>

export async function booksOf(till: Till): Promise<Books> {
  const books: Books = new Map()
  for (const { purpose, asset, balance } of await trialBalance(till.db)) {
    books.set(`${purpose} ${asset}`, balance)
  }
  return books
}

/** What moved between two looks at the books: `deferred_credits +3000, …`, USD and CREDIT unnamed. */
export function movedBetween(before: Books, after: Books): string {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  const lines = names.map(
    (name) => [name, (after.get(name) ?? 0n) - (before.get(name) ?? 0n)] as const,
  )
  return lines
    .filter(([, moved]) => moved !== 0n)
    .map(
      ([name, moved]) => `${name.replace(/ (USD|CREDIT)$/, '')} ${moved > 0n ? '+' : ''}${moved}`,
    )
    .join(', ')
}

/**
 * The books after a step of a story: proven right, the account at the provider equal to the provider's
 * own balance to the cent, and nothing unexplained but what the step says.
 */
export async function booksAgree(till: Till, { suspense = 0n } = {}): Promise<void> {
  const books = await verify(till.db)
  assert.deepEqual(books.findings, [])
  const owner = { type: 'provider', id: till.payments.provider.id } as const
  for (const { currency, available, pending } of await till.payments.provider.balance()) {
    const ours = await balance(till.db, { owner, purpose: 'provider_clearing', asset: currency })
    assert.equal(ours, available + pending, `${currency} at the provider`)
  }
  assert.equal((await booksOf(till)).get('suspense USD') ?? 0n, suspense, 'unexplained')
}

/** Credits bought and paid, with tax where it is given; answers the order's id. */
export async function bought(
  till: Till,
  person: string,
  given: { net?: bigint; tax?: bigint; credits?: bigint; card?: string } = {},
): Promise<string> {
  const { net = 5000n, tax = 0n, credits = 5000n, card } = given
  const order = await atomically(till.db, (tx) =>
    placeOrder(
      tx,
      {
        buyer: { type: 'person', id: person },
        currency: 'USD',
        by: `person:${person}`,
        lines: [
          {
            kind: 'credits',
            about: { type: 'wallet', id: person },
            description: `${credits / 100n} credits`,
            net,
            tax,
            data: { credits: credits.toString() },
          },
        ],
      },
      till.clock.now(),
    ),
  )
  assert.equal((await till.pay(order.id, card)).outcome, 'paid')
  await till.settle()
  return order.id
}

/** A seat paid with money, as an order knows it: live has no booking of this name. */
export async function seatPaid(
  till: Till,
  person: string,
  { net = 3000n, card, booking = newId() }: { net?: bigint; card?: string; booking?: string } = {},
): Promise<string> {
  const order = await atomically(till.db, (tx) =>
    placeOrder(
      tx,
      {
        buyer: { type: 'person', id: person },
        currency: 'USD',
        by: `person:${person}`,
        lines: [
          { kind: 'booking', about: { type: 'booking', id: booking }, description: 'A class', net },
        ],
      },
      till.clock.now(),
    ),
  )
  assert.equal((await till.pay(order.id, card)).outcome, 'paid')
  await till.settle()
  return order.id
}

/** Credits spent on a class whose educator earns 70 %. */
export async function spend(till: Till, person: string, credits: bigint): Promise<void> {
  const now = till.clock.now()
  const about = { type: 'booking', id: newId() }
  await atomically(till.db, async (tx) => {
    const owner = { type: 'person', id: person } as const
    const key = `test:${about.id}`
    const held = await hold(tx, {
      key: `${key}:hold`,
      owner,
      asset: 'CREDIT',
      units: credits,
      about,
      by: 'test',
      at: now,
    })
    await postRule(
      tx,
      'session.completed.credits',
      {
        hold: held.id,
        educator: { type: 'person', id: 'an-educator' },
        currency: 'USD',
        face: credits,
        share: (credits * 7n) / 10n,
      },
      { key: `${key}:earned`, about, by: 'test', at: now },
    )
  })
}

/** The charge that paid an order. */
export async function chargeOf(till: Till, orderId: string): Promise<string> {
  const [paid] = await till.db<{ charge: string }>`
    select charge from payments.payment where order_id = ${orderId}`
  return paid!.charge
}
