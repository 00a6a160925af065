import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { atomically, type Tx } from '#base'
import { hold, postRule, trialBalance, verify } from '#ledger'
import { booksAgree, booksOf, movedBetween } from '../../../test/purse.ts'
import { testTill } from '../../../test/till.ts'
import {
  addRate,
  addTaxRule,
  buyCredits,
  duesOf,
  listConversions,
  recordConversion,
  refundOrder,
  sayPlace,
  setCreditPrice,
  withdrawRefund,
} from '../index.ts'

const by = 'person:finance'
const educator = { type: 'person', id: 'an-educator' } as const
const voucher = { name: 'VAT', included: false, due: 'redemption', goods: 'credits', by } as const

async function town() {
  const till = await testTill()
  const now = () => till.clock.now()
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(till.db, work)
  let sessions = 0
  return {
    till,
    now,
    inTx,
    buyer: async (country: string) => {
      const id = await till.person()
      await inTx((tx) => sayPlace(tx, { type: 'person', id }, { country }, now()))
      return id
    },
    rate: (base: string, rate: string) =>
      inTx((tx) => {
        const day = now().toZonedDateTimeISO('UTC').toPlainDate()
        return addRate(tx, { base, quote: 'USD', day, rate, source: 'a bank', by }, now())
      }),
    bought: async (buy: Parameters<typeof buyCredits>[1]) => {
      const order = await inTx((tx) => buyCredits(tx, buy, now()))
      await till.pay(order.id)
      await till.settle()
      return order
    },
    /** A class that costs so many credits takes place; the educator earns 70 %. */
    taught: (id: string, credits: bigint) =>
      inTx(async (tx) => {
        sessions += 1
        const about = { type: 'booking', id: `${id}-${sessions}` }
        const deed = { about, by: 'test', at: now() }
        const owner = { type: 'person', id } as const
        const held = await hold(tx, {
          ...deed,
          key: `hold:${about.id}`,
          owner,
          asset: 'CREDIT',
          units: credits,
        })
        const { taxes, valued } = await duesOf(tx, { hold: held.id, currency: 'USD' }, now())
        const { USD: tax = 0n, ...taxAbroad } = taxes
        const share = (credits * 7n) / 10n
        const facts = { hold: held.id, educator, currency: 'USD', face: credits, share }
        await postRule(
          tx,
          'session.completed.credits',
          { ...facts, tax, taxAbroad, valued },
          { ...deed, key: `earned:${about.id}` },
        )
      }),
    async [Symbol.asyncDispose]() {
      await till[Symbol.asyncDispose]()
    },
  }
}

describe('Tax that falls due when credits are used', () => {
  test('lies in the basis until then, is split off use by use, and goes back in whole', async () => {
    await using at = await town()
    const { till, inTx, now } = at
    await inTx((tx) => addTaxRule(tx, { ...voucher, country: 'DE', rate: 190_000 }, now()))
    const personId = await at.buyer('DE')
    const start = await booksOf(till)
    const order = await at.bought({ personId, credits: 5_000n })
    assert.equal(order.total, 5_950n)
    const sold = await booksOf(till)
    assert.match(movedBetween(start, sold), /deferred_credits -5950/)
    assert.doesNotMatch(movedBetween(start, sold), /tax_payable/)

    await at.taught(personId, 2_000n)
    assert.equal(
      movedBetween(sold, await booksOf(till)),
      'deferred_credits +2380, educator_held -1400, platform_fee -600, redeemed +2000, tax_payable -380, wallet -2000',
    )

    const refund = { id: '019a0000-0000-7000-8000-0000000000ba', orderId: order.id, by } as const
    const why = { platformBears: false, cause: 'unused', reason: 'unused', endPlan: false } as const
    await inTx((tx) => refundOrder(tx, { ...refund, ...why }, till.payments.keepers, now()))
    const [back] = await till.db`select amount from payments.refund where id = ${refund.id}`
    assert.deepEqual(back, { amount: 3_570n })
    const { tax } = (await till.db`select sum(tax) as tax from payments.refund_part`)[0]!
    assert.equal(Number(tax), 0, 'it was never owed')
    await till.settle()
    await booksAgree(till)
  })

  test('is taxed at the rate of that day, also after a refund that was withdrawn', async () => {
    await using at = await town()
    const { till, inTx, now } = at
    const rule = { ...voucher, country: 'DE' }
    await inTx((tx) => addTaxRule(tx, { ...rule, rate: 190_000 }, now()))
    const from = now().add({ hours: 48 })
    await inTx((tx) => addTaxRule(tx, { ...rule, rate: 160_000, from }, now()))
    const personId = await at.buyer('DE')
    const order = await at.bought({ personId, credits: 5_000n })
    const refund = { id: '019a0000-0000-7000-8000-0000000000bb', orderId: order.id, by } as const
    const why = { platformBears: false, cause: 'unused', reason: 'unused', endPlan: false } as const
    const keepers = till.payments.keepers
    await inTx((tx) => refundOrder(tx, { ...refund, ...why }, keepers, now()))
    await till.db`update payments.refund set state = 'refused', code = 'x', ended_at = ${now()} where id = ${refund.id}`
    await inTx((tx) => withdrawRefund(till.payments, tx, { id: refund.id, by }, now()))
    await till.advance(from)
    await at.taught(personId, 5_000n)
    // 59.50 with 16 % in it.
    const rows = await till.db`select net, tax, tax_rate from payments.tax_redeemed`
    assert.deepEqual(rows, [{ net: 5_129n, tax: 821n, tax_rate: 160_000 }])
    assert.deepEqual((await verify(till.db)).findings, [])
  })
})

describe('Credits that were paid for in another currency', () => {
  test('are earned at the dated rate, their tax owed in their own; what a conversion brings else is FX', async () => {
    await using at = await town()
    const { till, inTx, now } = at
    await at.rate('EUR', '1.10')
    const euro = { currency: 'EUR', price: 100n, least: 500n, most: 50_000n, by }
    await inTx((tx) => setCreditPrice(tx, euro, now()))
    const rule = { ...voucher, country: 'DE', rate: 250_000 }
    await inTx((tx) => addTaxRule(tx, rule, now()))
    const personId = await at.buyer('DE')
    await at.bought({ personId, credits: 5_000n, currency: 'EUR' })
    const before = await booksOf(till)
    await at.taught(personId, 5_000n)
    // 62.50 EUR released, 12.50 of it tax; 50.00 EUR are worth 55.00 USD.
    assert.equal(
      movedBetween(before, await booksOf(till)),
      'deferred_credits EUR +6250, educator_held -3500, exchange EUR -5000, exchange +5500, platform_fee -2000, redeemed +5000, tax_payable EUR -1250, wallet -5000',
    )
    await booksAgree(till)

    const earlier = await booksOf(till)
    const given = {
      provider: 'sandbox',
      ref: 'conv_1',
      from: 'EUR',
      given: 5_000n,
      to: 'USD',
      got: 5_460n,
    }
    const booked = await inTx((tx) => recordConversion(tx, { ...given, at: now(), by }, now()))
    assert.equal(booked.valued, 5_500n)
    assert.deepEqual(
      await inTx((tx) => recordConversion(tx, { ...given, at: now(), by }, now())),
      booked,
      'told twice it is booked once',
    )
    assert.equal(
      movedBetween(earlier, await booksOf(till)),
      'exchange EUR +5000, exchange -5500, fx +40, provider_clearing EUR -5000, provider_clearing +5460',
    )
    const open = (await trialBalance(till.db)).filter(({ purpose }) => purpose === 'exchange')
    assert.deepEqual(open, [], 'nothing is left between the currencies')
    assert.equal((await listConversions(till.db, { limit: 5 })).length, 1)
    assert.deepEqual((await verify(till.db)).findings, [])
  })

  test('are not earned without a rate, and a rate holds from its own day', async () => {
    await using at = await town()
    const { till, inTx, now } = at
    await at.rate('GBP', '1.25')
    const pound = { currency: 'GBP', price: 80n, least: 500n, most: 50_000n, by }
    await inTx((tx) => setCreditPrice(tx, pound, now()))
    const personId = await till.person()
    await at.bought({ personId, credits: 5_000n, currency: 'GBP' })
    await till.advance(now().add({ hours: 48 }))
    await at.rate('GBP', '1.30')
    const before = await booksOf(till)
    await at.taught(personId, 2_500n)
    assert.match(movedBetween(before, await booksOf(till)), /exchange GBP -2000, exchange \+2600/)
    await assert.rejects(
      inTx((tx) =>
        recordConversion(
          tx,
          {
            provider: 'sandbox',
            ref: 'x',
            from: 'GBP',
            given: 1n,
            to: 'SEK',
            got: 1n,
            at: now(),
            by,
          },
          now(),
        ),
      ),
      { code: 'rate_unknown' },
    )
  })
})
