import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { atomically, newId, type Tx } from '#base'
import { placeOrder } from '#payments'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import {
  endPromotion,
  inversions,
  ladderNow,
  listBundles,
  listCatalogue,
  listPromotions,
  listTerms,
  makeBundle,
  makeOffer,
  makePromotion,
  noteSale,
  offerFor,
  offersFor,
  reviseOffer,
  setTerms,
  termsNow,
  withdrawOffer,
  withdrawTerms,
} from './index.ts'

const now = Temporal.Instant.from('2026-11-01T00:00:00Z')
const later = (days: number) => now.add({ hours: 24 * days })
const by = 'person:finance'
const ITEM = (number: number) => `01900000-0000-7000-8000-00000000000${number}`
const [QUICK, STARTER, GROWTH] = [3, 4, 5].map(ITEM) as [string, string, string]

async function shop(db: TestDatabase) {
  const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(db, work)
  const library = async () => {
    const id = newId()
    await db`insert into people.organization (id, name, slug, created_at) values (${id}, 'Study library', ${id}, ${now})`
    return { type: 'organization', id } as const
  }
  type Library = Awaited<ReturnType<typeof library>>
  /** Orders so many of something, paid at once or not. */
  const buy = async (
    organization: Library,
    id: string,
    {
      quantity = 1,
      at = now,
      paid = true,
    }: { quantity?: number; at?: Temporal.Instant; paid?: boolean } = {},
  ) => {
    const chosen = await offerFor(db, id, organization, quantity, at)
    return inTx(async (tx) => {
      const line = {
        kind: 'credits',
        about: organization,
        description: chosen.name,
        net: chosen.total.price,
      } as const
      const order = await placeOrder(
        tx,
        { buyer: organization, currency: 'INR', by, lines: [line] },
        at,
      )
      await noteSale(tx, { order: order.id, organization, chosen }, at)
      if (paid)
        await tx`update payments.orders set state = 'paid', paid_at = ${at}, paid_through = 'sandbox' where id = ${order.id}`
      return { order: order.id, chosen }
    })
  }
  return { db, inTx, library, buy }
}

const STUDY = {
  name: 'Study library',
  sms: 400,
  whatsapp: 0,
  email: 0,
  price: 9000n,
  validDays: 60,
  popular: false,
  suits: { from: undefined, to: undefined },
  tiers: [],
}

describe('what units cost', () => {
  test('changes on its day by version, is never backdated, and may be taken back before', async () => {
    await using db = await testDatabase()
    const { inTx } = await shop(db)
    const before = await termsNow(db, now)
    const prices = { ...before.prices, SMS: 300_000n }
    const wish = { ...before, prices, from: later(10), note: 'Dearer from the tenth' }
    const next = await inTx((tx) => setTerms(tx, wish, by, now))
    assert.deepEqual([next.version, next.state, next.prices.SMS], [2, 'coming', 300_000n])
    assert.equal((await termsNow(db, now)).version, 1)
    assert.equal((await termsNow(db, later(10))).version, 2)
    assert.equal(
      (await offerFor(db, STARTER, await (await shop(db)).library(), 1, later(10))).worth,
      47_500n,
    )
    const set = (changes: object) => inTx((tx) => setTerms(tx, { ...wish, ...changes }, by, now))
    await assert.rejects(set({}), { code: 'retail_terms_taken' })
    await assert.rejects(set({ from: now.subtract({ hours: 1 }) }), { code: 'retail_backdated' })
    await assert.rejects(set({ from: later(3), currency: 'EUR' }), {
      code: 'retail_currency_in_use',
    })
    await assert.rejects(set({ note: '' }), { code: 'retail_terms_wrong' })
    const take = (version: number, at = now) => inTx((tx) => withdrawTerms(tx, { version, by }, at))
    await assert.rejects(take(1), { code: 'retail_terms_begun' })
    await assert.rejects(take(2, later(11)), { code: 'retail_terms_begun' })
    await take(2)
    await assert.rejects(take(2), { code: 'retail_terms_unknown' })
    assert.deepEqual(
      (await listTerms(db, later(20))).map(({ state }) => state),
      ['withdrawn', 'now'],
    )
    await assert.rejects(db`update messaging.retail_terms set note = 'other' where version = 1`)
    await assert.rejects(db`update messaging.retail_country set thousandths = 1`)
  })

  test('may not rise above what is on sale, but for loss leaders', async () => {
    await using db = await testDatabase()
    const { inTx } = await shop(db)
    const before = await termsNow(db, now)
    const dearer = {
      ...before,
      costs: { ...before.costs, SMS: 235_000n },
      note: 'Dearer wholesale',
      from: undefined,
    }
    await assert.rejects(
      inTx((tx) => setTerms(tx, dearer, by, now)),
      { code: 'below_cost', facts: { offers: [{ id: GROWTH, name: 'Growth' }] } },
    )
  })
})

describe('what is on sale', () => {
  test('is sold on other terms from a day on; what was sold stays what it was', async () => {
    await using db = await testDatabase()
    const { inTx, library, buy } = await shop(db)
    const one = await library()
    const sold = await buy(one, STARTER)
    const wish = {
      ...STUDY,
      id: STARTER,
      name: 'Starter',
      sms: 1200,
      price: 39_900n,
      from: later(5),
    }
    await inTx((tx) => reviseOffer(tx, wish, by, now))
    assert.equal((await offerFor(db, STARTER, one, 1, later(4))).price, 44_900n)
    const then = await offerFor(db, STARTER, one, 1, later(5))
    assert.deepEqual([then.price, then.parts.map(({ quantity }) => quantity)], [39_900n, [1200n]])
    const [kept] = await db`
      select v.number, s.price, v.sms from messaging.offer_sale s join messaging.offer_version v on v.id = s.version_id
       where order_id = ${sold.order}`
    assert.deepEqual(kept, { number: 1, price: 44_900n, sms: 1000 })
    await assert.rejects(
      db`update messaging.offer_version set price = 1 where offer_id = ${STARTER}`,
    )
    const item = (await listCatalogue(db, now)).find(({ id }) => id === STARTER)!
    assert.deepEqual(
      item.versions.map(({ state, sold: times }) => [state, times]),
      [
        ['coming', 0],
        ['now', 1],
      ],
    )
    await inTx((tx) => withdrawOffer(tx, { id: STARTER, why: 'Too many kinds', by }, now))
    await assert.rejects(offerFor(db, STARTER, one, 1, now), { code: 'offer_ended' })
    await assert.rejects(
      inTx((tx) => reviseOffer(tx, wish, by, now)),
      { code: 'offer_withdrawn' },
    )
  })

  test('for one organization is nobody else’s', async () => {
    await using db = await testDatabase()
    const { inTx, library } = await shop(db)
    const [one, other] = [await library(), await library()]
    const make = (organization?: string) =>
      inTx((tx) => makeOffer(tx, { ...STUDY, kind: 'custom', organization }, by, now))
    await assert.rejects(make(), { code: 'offer_wrong' })
    await assert.rejects(make(newId()), { code: 'offer_wrong' })
    const { id } = await make(one.id)
    assert.equal((await offersFor(db, one, now)).length, 8)
    assert.equal((await offersFor(db, other, now)).length, 7)
    await assert.rejects(offerFor(db, id, other, 1, now), { code: 'offer_not_yours' })
    await assert.rejects(offerFor(db, newId(), one, 1, now), { code: 'offer_unknown' })
    await assert.rejects(offerFor(db, id, one, 0, now), { code: 'offer_quantity_wrong' })
  })

  test('costs less each when many are bought; the better of tier and promotion counts', async () => {
    await using db = await testDatabase()
    const { inTx, library } = await shop(db)
    const one = await library()
    const tiers = [
      { from: 3, offRate: 500 },
      { from: 10, offRate: 2000 },
    ]
    const { id } = await inTx((tx) => makeOffer(tx, { ...STUDY, tiers, kind: 'topup' }, by, now))
    const each = async (quantity: number) => (await offerFor(db, id, one, quantity, now)).price
    assert.deepEqual([await each(2), await each(3), await each(10)], [9000n, 8550n, 7200n])
    const promotion = {
      offer: id,
      name: 'Diwali',
      offRate: 1000,
      until: later(3),
      lossLeader: false,
    }
    await inTx((tx) => makePromotion(tx, promotion, by, now))
    assert.deepEqual([await each(1), await each(3), await each(10)], [8100n, 8100n, 7200n])
    const [three, ten] = [await offerFor(db, id, one, 3, now), await offerFor(db, id, one, 10, now)]
    assert.deepEqual([three.promotion?.name, ten.promotion], ['Diwali', undefined])
    const wrong = { ...STUDY, kind: 'topup', tiers: [...tiers].reverse() } as const
    await assert.rejects(
      inTx((tx) => makeOffer(tx, wrong, by, now)),
      { code: 'offer_wrong' },
    )
  })
})

describe('below cost', () => {
  test('needs a tick and a cap, whoever asks', async () => {
    await using db = await testDatabase()
    const { inTx, library } = await shop(db)
    const cheap = { ...STUDY, price: 5999n, kind: 'topup' } as const
    const facts = { cost: '6000', price: '5999', currency: 'INR' }
    await assert.rejects(
      inTx((tx) => makeOffer(tx, cheap, by, now)),
      { code: 'below_cost', facts },
    )
    const tiers = [{ from: 2, offRate: 4000 }]
    await assert.rejects(
      inTx((tx) => makeOffer(tx, { ...cheap, price: 9000n, tiers }, by, now)),
      {
        code: 'below_cost',
      },
    )
    const insert = (price: number, leader: boolean, cap: number | null) => db`
      insert into messaging.offer_version (id, offer_id, number, name, sms, whatsapp, email, price, currency, valid_days,
        popular, least_price, planned_cost, loss_leader, sales_cap, from_at, made_by, made_at)
      values (${newId()}, ${QUICK}, 9, 'Quick', 1, 0, 0, ${price}, 'INR', 9, false, ${price}, 15, ${leader}, ${cap}, ${now}, 'me', ${now})`
    await assert.rejects(insert(14, false, null), { constraint: 'below_cost_is_ticked' })
    await assert.rejects(insert(14, true, null), { constraint: 'loss_leader_is_capped' })
    const { id } = await inTx((tx) => makeOffer(tx, { ...cheap, salesCap: 2 }, by, now))
    const offer = await offerFor(db, id, await library(), 2, now)
    assert.deepEqual([offer.lossLeader, offer.left], [true, 2])
    await assert.rejects(offerFor(db, id, await library(), 3, now), { code: 'offer_sold_out' })
  })

  test('is sold no oftener than its cap by twenty who buy at once; an order that ends frees its place', async () => {
    await using db = await testDatabase({ size: 10 })
    const { inTx, library, buy } = await shop(db)
    const { id } = await inTx((tx) =>
      makeOffer(tx, { ...STUDY, price: 5000n, kind: 'topup', salesCap: 5 }, by, now),
    )
    const libraries = await Promise.all(Array.from({ length: 20 }, library))
    const tries = await Promise.allSettled(libraries.map((one) => buy(one, id, { paid: false })))
    const [won, lost] = [
      tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value.order] : [])),
      tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : [])),
    ]
    assert.equal(won.length, 5)
    assert.deepEqual(new Set(lost), new Set(['offer_sold_out']))
    assert.ok(!(await offersFor(db, libraries[0]!, now)).some((one) => one.id === id))
    await db`update payments.orders set state = 'expired', closed_at = ${now} where id = ${won[0]}`
    await buy(libraries[0]!, id)
  })
})

describe('promotions and bundles', () => {
  test('two promotions of one offer do not overlap, whoever asks; one that ended makes room', async () => {
    await using db = await testDatabase()
    const { inTx } = await shop(db)
    const wish = {
      offer: GROWTH,
      name: 'Exam season',
      offRate: 1000,
      from: later(2),
      until: later(9),
      lossLeader: false,
    }
    const make = (changes: object) =>
      inTx((tx) => makePromotion(tx, { ...wish, ...changes }, by, now))
    const { id } = await make({})
    await assert.rejects(make({ from: later(8), until: later(12) }), { code: 'promotion_overlaps' })
    await make({ from: later(9), until: later(12) })
    await assert.rejects(
      db`insert into messaging.promotion values (${newId()}, ${GROWTH}, 'Other', 10, ${later(3)}, ${later(4)}, ${later(4)}, false,
        null, 'me', ${now}, null)`,
      { constraint: 'one_promotion_at_a_time' },
    )
    await assert.rejects(make({ from: later(20), until: later(21), offRate: 3000 }), {
      code: 'below_cost',
    })
    await inTx((tx) => endPromotion(tx, { id, by }, later(4)))
    await assert.rejects(
      inTx((tx) => endPromotion(tx, { id, by }, later(4))),
      { code: 'promotion_over' },
    )
    await make({ from: later(4), until: later(9) })
    assert.deepEqual(
      (await listPromotions(db, later(5))).map(({ state }) => state),
      ['coming', 'now', 'over'],
    )
  })

  test('three Quick bought give a Starter for less, once', async () => {
    await using db = await testDatabase()
    const { inTx, library, buy } = await shop(db)
    const wish = {
      name: 'after three Quick',
      needs: QUICK,
      needsQuantity: 3,
      withinDays: 90,
      gives: STARTER,
      offRate: 2000,
      until: later(200),
      lossLeader: false,
    }
    const { id } = await inTx((tx) => makeBundle(tx, wish, by, now))
    const one = await library()
    await assert.rejects(buy(one, id), { code: 'offer_not_yours' })
    await buy(one, QUICK, { quantity: 2 })
    await buy(one, QUICK, { paid: false })
    await assert.rejects(buy(one, id), { code: 'offer_not_yours' }, 'the third is not paid')
    await buy(one, QUICK, { at: later(1) })
    const offer = (await offersFor(db, one, later(2))).find((found) => found.id === id)!
    assert.deepEqual(
      [offer.kind, offer.name, offer.price, offer.worth, offer.offer],
      ['bundle', 'Starter · after three Quick', 35_920n, 42_500n, STARTER],
    )
    await assert.rejects(offerFor(db, id, one, 2, later(2)), { code: 'offer_quantity_wrong' })
    assert.ok(!(await offersFor(db, await library(), later(2))).some((found) => found.id === id))
    const at = later(2)
    const both = await Promise.allSettled([buy(one, id, { at }), buy(one, id, { at })])
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    await assert.rejects(buy(one, id, { at }), { code: 'offer_not_yours' })
    assert.deepEqual(
      (await listBundles(db, at)).map(({ sold, state }) => [sold, state]),
      [[1, 'now']],
    )
    const too = { ...wish, gives: QUICK }
    await assert.rejects(
      inTx((tx) => makeBundle(tx, too, by, now)),
      { code: 'offer_wrong' },
    )
    await assert.rejects(
      inTx((tx) => makeBundle(tx, { ...wish, offRate: 5000 }, by, now)),
      { code: 'below_cost' },
    )
  })
})

describe('the ladder with every way to buy', () => {
  test('is inverted by a bundle once, by a promotion, and by a price for many', async () => {
    await using db = await testDatabase()
    const { inTx } = await shop(db)
    const double = { ...STUDY, name: 'Double', sms: 2500, whatsapp: 1250, email: 5000 }
    const tiers = [{ from: 3, offRate: 1000 }]
    const wish = { ...double, price: 96_000n, tiers, kind: 'package' } as const
    const { id } = await inTx((tx) => makeOffer(tx, wish, by, now))
    const lasting = { until: later(10), lossLeader: false }
    const bundle = { needs: QUICK, needsQuantity: 3, withinDays: 90, gives: STARTER, offRate: 2000 }
    const said = async (at: Temporal.Instant) => {
      const steps = await ladderNow(db, at)
      const named = (of: string) => steps.find((step) => step.id === of)!.name
      return inversions(steps).inversions.map(
        (one) =>
          `${named(one.id)}: ${one.instead.map((other) => `${other.times} ${named(other.id)}`).join(' + ')} = ${one.cost}`,
      )
    }
    const before = [
      'Quick top-up: 2 Mini top-up = 19800',
      'Starter: 4 Mini top-up = 39600',
      'Starter: 2 Quick top-up = 39800',
    ]
    assert.deepEqual(await said(now), before)
    await inTx((tx) => makeBundle(tx, { ...bundle, ...lasting, name: 'Thrice' }, by, now))
    const bought = 'Double: 1 Thrice (3 × Quick top-up and a Starter) = 95620'
    assert.deepEqual(await said(now), [...before, bought])
    const bulky = { ...double, name: 'Six', sms: 7500, whatsapp: 3750, email: 15_000, tiers: [] }
    await inTx((tx) => makeOffer(tx, { ...bulky, price: 260_000n, kind: 'package' }, by, now))
    assert.ok((await said(now)).includes('Six: 1 3 at once of Double = 259200'))
    const sale = { offer: id, name: 'Diwali', offRate: 1500, ...lasting, until: later(5) }
    await inTx((tx) => makePromotion(tx, sale, by, later(2)))
    assert.ok(!(await said(now)).some((line) => line.includes('Diwali')), 'it runs later')
    assert.ok((await said(later(3))).includes('Six: 3 Double (Diwali) = 244800'))
  })
})
