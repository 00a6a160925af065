import assert from 'node:assert/strict'
import { newId } from '#base'
import { type OpenCheckout, type Payment, type PaymentProvider, Refused } from '#payments'

/** Where the list is run: the sandbox, or Stripe itself with test keys. */
export type Scene = {
  provider: PaymentProvider
  /** Somebody pays by a card that works, or that is disputed: the hosted page has no buyer here. */
  paid(amount: bigint, card: 'works' | 'disputed'): Promise<Payment>
  /** The dispute of a payment, once the bank has opened it; undefined: it has not yet. */
  disputeOf(charge: string): Promise<string | undefined>
  now(): Temporal.Instant
  /** Lets the provider do what it does by itself. */
  wait(): Promise<void>
}

const once = (scene: Scene, over: Partial<OpenCheckout> = {}): OpenCheckout =>
  ({
    key: `checkout:${newId()}:1`,
    orderId: newId(),
    orderName: '2026-000001',
    currency: 'USD',
    payer: {
      ref: undefined,
      key: `person:${newId()}`,
      email: 'stoa.test@example.com',
      name: 'Stoa Test',
    },
    paidAt: 'https://stoa.example/paid',
    leftAt: 'https://stoa.example/left',
    expiresAt: scene.now().add({ minutes: 40 }),
    pays: 'once',
    lines: [{ description: '50 credits', quantity: 1, amount: 5000n }],
    ...over,
  }) as OpenCheckout

const refused = (code: string) => (error: unknown) =>
  error instanceof Refused && error.code === code

/** What has to hold of Stripe, as far as nobody has to press a button on its pages. */
export const SCENARIOS: [says: string, run: (scene: Scene) => Promise<void>][] = [
  [
    'a checkout opens, is the same under its key, is looked up, and closes for good',
    async (scene) => {
      const { provider } = scene
      const command = once(scene)
      const opened = await provider.openCheckout(command)
      assert.match(opened.ref, /^cs_test_/)
      const again = { ...command, payer: { ...command.payer, ref: opened.payerRef } }
      assert.equal((await provider.openCheckout(again)).ref, opened.ref)
      const now = await provider.lookUp('checkout', opened.ref)
      assert.deepEqual([now?.state, now?.orderId], ['open', command.orderId])
      assert.equal((await provider.closeCheckout(opened.ref)).state, 'expired')
      assert.equal((await provider.closeCheckout(opened.ref)).state, 'expired')
    },
  ],
  [
    'another order under the same key is refused',
    async (scene) => {
      const command = once(scene)
      const { payerRef } = await scene.provider.openCheckout(command)
      const payer = { ...command.payer, ref: payerRef }
      const lines = [{ description: 'other', quantity: 1, amount: 700n }]
      await assert.rejects(
        scene.provider.openCheckout({ ...command, payer, pays: 'once', lines }),
        refused('idempotency_error'),
      )
    },
  ],
  [
    'a plan opens at a price that is made once',
    async (scene) => {
      const plan = {
        code: 'stoa-test-premium-9900',
        about: 'stoa-test-premium',
        name: 'Stoa test: Premium',
        interval: 'month',
        amount: 9900n,
      } as const
      const wish = () => ({ ...once(scene), pays: 'plan', plan, trialDays: 0 }) as const
      const [one, two] = [
        await scene.provider.openCheckout(wish()),
        await scene.provider.openCheckout(wish()),
      ]
      assert.notEqual(one.ref, two.ref)
      for (const { ref } of [one, two]) await scene.provider.closeCheckout(ref)
    },
  ],
  [
    'a payment is refunded in parts, once per key, and never more than it was',
    async (scene) => {
      const { provider } = scene
      const { charge, amount, fee } = await scene.paid(5000n, 'works')
      assert.equal(amount, 5000n)
      assert.ok(fee > 0n)
      const refundId = newId()
      const ask = { key: `refund:${refundId}:1`, refundId, charge, amount: 2000n, currency: 'USD' }
      const made = await provider.refund(ask)
      assert.deepEqual([made.refundId, made.amount], [refundId, 2000n])
      assert.equal((await provider.refund(ask)).ref, made.ref)
      assert.equal((await provider.lookUp('refund', made.ref))?.charge, charge)
      const more = { ...ask, key: newId(), refundId: newId(), amount: 3001n }
      await assert.rejects(
        provider.refund(more),
        (error) => error instanceof Refused && /amount|charge/.test(error.code),
      )
    },
  ],
  [
    'what a payment moved stands in the balance’s movements with its fee',
    async (scene) => {
      const from = scene.now().subtract({ minutes: 5 })
      const { charge, fee } = await scene.paid(3000n, 'works')
      let found: { amount: bigint; fee: bigint; net: bigint } | undefined
      for await (const one of scene.provider.movements(from)) {
        if (one.source === charge) found = one
      }
      assert.deepEqual([found?.amount, found?.fee, found?.net], [3000n, fee, 3000n - fee])
      const balances = await scene.provider.balance()
      assert.ok(balances.some(({ currency }) => currency === 'USD'))
    },
  ],
  [
    'a dispute is looked up with what it moved, and takes an answer',
    async (scene) => {
      const { charge } = await scene.paid(2500n, 'disputed')
      let ref: string | undefined
      for (let tries = 0; !ref && tries < 10; tries += 1) {
        await scene.wait()
        ref = await scene.disputeOf(charge)
      }
      assert.ok(ref, 'the bank has opened it')
      const dispute = (await scene.provider.lookUp('dispute', ref))!
      assert.deepEqual([dispute.charge, dispute.amount], [charge, 2500n])
      assert.ok(dispute.moves.some(({ amount }) => amount === -2500n))
      const answered = await scene.provider.answerDispute({
        key: `dispute:${newId()}:answer`,
        dispute: ref,
        evidence: {
          customerName: 'Stoa Test',
          customerEmail: 'stoa.test@example.com',
          productDescription: '50 credits for live lessons',
          serviceDate: '2026-11-20',
          accessActivityLog: '10:00 joined\n10:55 left',
          refundPolicy: 'Unspent credits go back.',
          words: 'winning_evidence',
        },
      })
      assert.notEqual(answered.state, 'open')
    },
  ],
  [
    'a payee is opened, sent to a page, and not paid before the provider knows them',
    async (scene) => {
      const { provider } = scene
      const key = `payee:person:${newId()}`
      const payee = {
        key,
        owner: key,
        email: 'educator@example.com',
        name: 'Elena',
        country: 'ES',
        kind: 'individual',
      } as const
      const { ref, canReceive } = await provider.openPayee(payee)
      assert.equal(canReceive, false)
      assert.equal((await provider.openPayee(payee)).ref, ref)
      const back = 'https://stoa.example/teach'
      const { url } = await provider.payeeLink({ ref, returnTo: back, againAt: back })
      assert.ok(URL.canParse(url))
      const payoutId = newId()
      const send = { payoutId, payee: ref, amount: 2500n, currency: 'USD' }
      await assert.rejects(provider.pay({ ...send, key: `payout:${payoutId}:1` }), Refused)
      assert.equal(await provider.find('transfer', payoutId), undefined)
    },
  ],
  [
    'what it does not know is nothing, and no failure',
    async ({ provider }) => {
      assert.equal(await provider.lookUp('refund', 're_stoa_unknown'), undefined)
      assert.equal(await provider.lookUp('transfer', 'tr_stoa_unknown'), undefined)
      assert.equal(await provider.lookUp('checkout', 'cs_test_stoa_unknown'), undefined)
    },
  ],
]
