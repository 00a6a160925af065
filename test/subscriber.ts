import assert from 'node:assert/strict'
import { atomically } from '#base'
import { balance, type Owner, PLATFORM, verify, wallet } from '#ledger'
import { earnAccess, startPlan, subscriptionsOf, unearned } from '#plans'
import { CARD, type Till } from './till.ts'

type Start = { card?: string; interval?: 'month' | 'year'; trial?: boolean; zone?: string }

/** People with plans over a till, and the proof that the books are right after what they did. */
export function subscribers(till: Till) {
  const now = () => till.clock.now()
  const ours = (purpose: 'deferred_access' | 'deferred_credits' | 'suspense', currency = 'USD') =>
    balance(till.db, { owner: PLATFORM, purpose, asset: currency })

  return {
    now,
    ours,
    /** A new person with a running plan (or a trial of one). */
    async with(plan: string, start: Start = {}): Promise<string> {
      const person = await till.person(start.zone ? { zone: start.zone } : {})
      const { interval = 'month', trial = false } = start
      const order = await atomically(till.db, (tx) =>
        startPlan(tx, { personId: person, plan, interval, trial }, now()),
      )
      const paid = await till.pay(order.id, start.card ?? CARD.works)
      assert.equal(paid.outcome, 'paid')
      await till.settle()
      return person
    },
    /** The person's latest subscription. */
    current: async (person: string) => (await subscriptionsOf(till.db, person))[0]!,
    wallet: (id: string) =>
      wallet(till.db, { type: 'person', id } satisfies Owner, 'CREDIT', { now: now() }),
    /** `120 of plan until 2026-02-28, basis 80.00`, in the order of spending. */
    async lots(id: string): Promise<string[]> {
      const { lots } = await wallet(till.db, { type: 'person', id }, 'CREDIT')
      return lots.map((lot) => {
        const until = lot.expiresAt ? lot.expiresAt.toString().slice(0, 10) : 'ever'
        const frozen = lot.frozen ? ', frozen' : ''
        return `${Number(lot.remaining) / 100} until ${until}, basis ${Number(lot.basis) / 100}${frozen}`
      })
    },
    /** What the person was told of their plan, in order. */
    async told(person: string): Promise<string[]> {
      const facts = await till.db<{ kind: string }>`
        select kind from base.fact where data ->> 'personId' = ${person} and kind like 'subscription.%'
         order by recorded_at, id`
      return facts.map(({ kind }) => kind.slice('subscription.'.length))
    },
    /** The states that the person's subscription went through. */
    async path(person: string): Promise<string> {
      const steps = await till.db<{ from_state: string; to_state: string }>`
        select t.from_state, t.to_state from plans.subscription_step t
          join plans.subscription s on s.id = t.subscription_id
         where s.person_id = ${person} and t.from_state <> t.to_state order by s.started_at, t.number`
      return [steps[0]?.from_state, ...steps.map((step) => step.to_state)].join(' → ')
    },
    /** Ledger, plans and provider say the same, to the cent. */
    async prove(): Promise<void> {
      await earnAccess(till.db, now())
      assert.deepEqual((await verify(till.db)).findings, [])
      const waiting = (await unearned(till.db)).find(({ currency }) => currency === 'USD')
      assert.equal(await ours('deferred_access'), waiting?.amount ?? 0n, 'deferred access')
      assert.equal(await ours('suspense'), 0n, 'suspense')
      const provider = { type: 'provider', id: 'sandbox' } as const
      const clearing = { owner: provider, purpose: 'provider_clearing', asset: 'USD' } as const
      const [there] = await till.sandbox.balance()
      const balanceThere = there ? there.available + there.pending : 0n
      assert.equal(await balance(till.db, clearing), balanceThere, 'the provider’s balance')
    },
  }
}

export type Subscribers = ReturnType<typeof subscribers>
