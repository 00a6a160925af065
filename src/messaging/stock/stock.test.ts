import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { atomically, newId } from '#base'
import { balance, expireLots, PLATFORM, postRule, stocks, sumStock, verify, wallet } from '#ledger'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { ANA, at, BEN, line, NOW, refused, stockroom } from '../../../test/stockroom.ts'
import * as stock from './index.ts'
import { netOf } from './purchases.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase({ size: 60 })
})
after(async () => {
  assert.deepEqual((await verify(db)).findings, [])
  await db[Symbol.asyncDispose]()
})

const { ordered, receive, bought, sold, delivered } = stockroom(() => db)
const ours = (
  purpose: 'inventory' | 'supplier_payable' | 'tax_recoverable' | 'tax_payable' | 'bank',
) => balance(db, { owner: PLATFORM, purpose, asset: 'INR' })

test('an order goes from draft to stock in parts, with its cost, its tax and what is owed', async () => {
  const id = await ordered('parts', [line()])
  const [inventory, payable, tax] = [
    await ours('inventory'),
    await ours('supplier_payable'),
    await ours('tax_recoverable'),
  ]
  await receive(id, 33_333n)
  await receive(id, 33_333n)
  assert.equal(stock.stepOf(await stock.purchaseById(db, id)), 'partly_received')
  await receive(id, 33_334n)
  const order = await stock.purchaseById(db, id)
  assert.deepEqual(
    [order.state, order.net, order.tax, order.received],
    ['received', 1_500_000n, 270_000n, 1_770_000n],
  )
  assert.equal((await ours('inventory')) - inventory, 1_500_000n)
  assert.equal((await ours('tax_recoverable')) - tax, 270_000n)
  assert.equal((await ours('supplier_payable')) - payable, 1_770_000n)
  assert.equal(await stock.stockAt(db, 'parts', 'SMS'), 100_000n)

  const bank = await ours('bank')
  const pay = (amount?: bigint) =>
    atomically(db, (tx) =>
      stock.payPurchase(tx, { id, amount, paidOn: '2026-11-23', reference: 'UTR 1' }, ANA, NOW),
    )
  await pay(1_000_000n)
  assert.deepEqual(
    (await stock.listPurchases(db, { state: 'owed', provider: 'parts', limit: 5 })).items.map(
      (one) => one.id,
    ),
    [id],
  )
  await refused(pay(770_001n), 'purchase_paid_too_much')
  await pay()
  await refused(pay(), 'purchase_paid_too_much')
  assert.equal((await ours('bank')) - bank, -1_770_000n)
  assert.equal(await ours('supplier_payable'), payable)
  assert.deepEqual(
    (await stock.paymentsOf(db, id)).map(({ amount }) => amount),
    [1_000_000n, 770_000n],
  )
})

test('paid before it is here, closed with less, and the rest given back', async () => {
  const id = await ordered('short', [line({ quantity: 1_000n, tax: 0n })])
  const before = await ours('supplier_payable')
  const money = { id, paidOn: '2026-11-22', reference: 'UTR 2' }
  await atomically(db, (tx) => stock.payPurchase(tx, money, ANA, NOW))
  assert.equal(stock.stepOf(await stock.purchaseById(db, id)), 'paid')
  assert.equal((await ours('supplier_payable')) - before, -15_000n)
  const end = { id, reason: 'They have no more' }
  await refused(
    atomically(db, (tx) => stock.cancelPurchase(tx, end, ANA, NOW)),
    'purchase_begun',
  )
  await receive(id, 600n)
  await atomically(db, (tx) => stock.closePurchase(tx, end, ANA, NOW))
  await refused(receive(id, 1n), 'purchase_not_in_state')
  const back = (amount?: bigint) =>
    atomically(db, (tx) => stock.refundPurchase(tx, { ...money, amount }, ANA, NOW))
  await refused(back(6_001n), 'purchase_paid_too_much')
  await back()
  assert.equal(await ours('supplier_payable'), before)
})

test('above the limit somebody else approves, within the budget of the month; the tables refuse it too', async () => {
  const now = at('2027-03-10T06:00:00Z')
  const make = (quantity: bigint) =>
    atomically(db, async (tx) => {
      const id = await stock.draftPurchase(
        tx,
        { provider: 'limits', lines: [line({ quantity, tax: 0n })] },
        ANA,
        now,
      )
      await stock.submitPurchase(tx, id, ANA, now)
      return id
    })
  const approve = (id: string, by: string) =>
    atomically(db, (tx) => stock.approvePurchase(tx, id, by, now))
  const small = await make(100_000n)
  await approve(small, ANA)
  const large = await make(1_000_000n)
  await refused(approve(large, ANA), 'purchase_needs_another')
  await assert.rejects(
    db`update messaging.purchase set state = 'approved', approved_by = ${ANA}, approved_at = ${now},
      budget_month = '2027-03-01' where id = ${large}`,
    /approved_by_another/,
  )
  await assert.rejects(
    db`update messaging.purchase_line set quantity = 1 where purchase_id = ${large}`,
    /permission denied|stand still/,
  )
  await approve(large, BEN)
  // 500,000.00 a month: 15,000 and 150,000 are spoken for.
  const most = await Promise.allSettled(
    await Promise.all(Array.from({ length: 6 }, () => make(1_000_000n))).then((ids) =>
      ids.map((id) => approve(id, BEN)),
    ),
  )
  assert.equal(most.filter(({ status }) => status === 'fulfilled').length, 2)
  const [fifth] = (
    await stock.listPurchases(db, { state: 'submitted', provider: 'limits', limit: 1 })
  ).items
  await refused(approve(fifth!.id, BEN), 'purchase_over_budget')
  await atomically(db, (tx) => stock.cancelPurchase(tx, { id: large, reason: 'Not now' }, ANA, now))
  await approve(fifth!.id, BEN)
  assert.equal((await stock.budgetNow(db, now)).approved, 1_500_000n + 3n * 15_000_000n)
})

test('what arrives is held against the provider’s own balance', async () => {
  const id = await ordered('checked', [line({ tax: 0n })])
  const first = await receive(id, 50_000n, { found: 50_000n })
  assert.equal(first.checked, 'fits')
  await refused(receive(id, 50_000n, { found: 60_000n }), 'receipt_differs')
  await refused(receive(id, 50_001n), 'receipt_too_much')
  await refused(receive(id, 1n, { expiresAt: NOW }), 'receipt_expired')
  const last = await receive(id, 50_000n, {
    found: 60_000n,
    note: 'They say the rest follows at night',
  })
  assert.deepEqual([last.checked, last.expected, last.found], ['differs', 100_000n, 60_000n])
})

test('no more is sold than stock covers, by fifty at once; a promise keeps its part', async () => {
  const free = async () =>
    (await stock.soldOf(db, NOW)).find(({ asset }) => asset === 'WHATSAPP')!.left
  await bought('guarded', { asset: 'WHATSAPP', quantity: 1_000n })
  const start = await free()
  const sell = (quantity: bigint) =>
    atomically(db, async (tx) => {
      await stock.mayBeSold(tx, [{ asset: 'WHATSAPP', quantity }], NOW)
      await sold(tx, newId(), 'WHATSAPP', quantity)
    })
  const tries = await Promise.allSettled(Array.from({ length: 50 }, () => sell(30n)))
  const won = tries.filter(({ status }) => status === 'fulfilled').length
  assert.equal(BigInt(won), start / 30n)
  for (const one of tries)
    if (one.status === 'rejected')
      assert.equal((one.reason as { code: string }).code, 'stock_oversold')
  const left = await free()
  assert.ok(left >= 0n && left < 30n)
  const parts = [{ asset: 'WHATSAPP' as const, quantity: left }]
  const until = NOW.add({ minutes: 30 })
  await atomically(db, (tx) => stock.promiseStock(tx, { key: 'order:1', parts, until }, NOW))
  await atomically(db, (tx) => stock.promiseStock(tx, { key: 'order:1', parts, until }, NOW))
  await refused(sell(1n), 'stock_oversold')
  await atomically(db, async (tx) => {
    await stock.mayBeSold(tx, parts, NOW, 'order:1')
    await sold(tx, newId(), 'WHATSAPP', left)
    await stock.dropPromise(tx, 'order:1')
  })
  assert.equal(await free(), 0n)
  // Promises run out by themselves, and with another k more may be sold.
  const rate = await atomically(db, (tx) =>
    stock.setStockRules(tx, { oversellRate: 12_500 }, ANA, NOW),
  )
  assert.equal(rate.version, 2)
  await sell(200n)
  await refused(sell(51n), 'stock_oversold')
  await atomically(db, (tx) => stock.setStockRules(tx, { oversellRate: 10_000 }, ANA, NOW))
  await stock.lookAtStock(db, NOW)
  const over = (await stock.stockAlarms(db, { open: true })).find(
    ({ kind, asset }) => kind === 'oversold' && asset === 'WHATSAPP',
  )
  assert.equal(over?.facts.most, '1000')
})

test('a rule raises one order when its point is reached, however many look; by itself within its budget', async () => {
  const now = at('2027-05-10T06:00:00Z')
  const organization = newId()
  await bought(
    'reorder',
    { asset: 'EMAIL', quantity: 8_000n, unitCost: 20_000n },
    now.subtract({ hours: 48 }),
  )
  await atomically(db, (tx) => sold(tx, organization, 'EMAIL', 8_000n))
  await delivered(organization, 'reorder', 'EMAIL', 700n, now.subtract({ hours: 24 }))
  const rule = {
    provider: 'reorder',
    asset: 'EMAIL' as const,
    leadDays: 10,
    safety: 6_000n,
    quantity: 200_000n,
    unitCost: 20_000n,
    taxRate: 1800,
    recoverable: true,
    automatic: true,
  }
  const id = await atomically(db, (tx) => stock.setReorderRule(tx, rule, ANA, now))
  const mine = async () => (await stock.reorderRules(db, now)).find((one) => one.id === id)!
  // 700 in 7 days, 10 days to wait: 1,000, and 6,000 to be safe. 7,300 are left.
  assert.deepEqual([(await mine()).point, (await mine()).stock], [7_000n, 7_300n])
  assert.equal(await stock.lookAtStock(db, now), 0)
  await delivered(organization, 'reorder', 'EMAIL', 7n * 40n, now)
  const looked = await Promise.all(Array.from({ length: 12 }, () => stock.lookAtStock(db, now)))
  assert.equal(
    looked.reduce((sum, one) => sum + one, 0),
    1,
  )
  const order = await stock.purchaseById(db, (await mine()).open!)
  assert.deepEqual(
    [order.state, order.madeBy, order.net, order.tax, order.automatic],
    ['submitted', 'schedule', 400_000n, 72_000n, false],
  )
  assert.equal(await stock.lookAtStock(db, now), 0)
  await assert.rejects(
    db`insert into messaging.purchase (id, provider, currency, state, rule_id, made_by, made_at)
      values (${newId()}, 'reorder', 'INR', 'draft', ${id}, 'x', ${now})`,
    /one_open_purchase/,
  )
  await atomically(db, (tx) =>
    stock.cancelPurchase(tx, { id: order.id, reason: 'Dearer now' }, ANA, now),
  )
  await atomically(db, (tx) => stock.setStockRules(tx, { autoBudget: 900_000n }, ANA, now))
  assert.equal(await stock.lookAtStock(db, now), 1)
  const second = await stock.purchaseById(db, (await mine()).open!)
  assert.deepEqual(
    [second.state, second.approvedBy, second.automatic],
    ['approved', 'schedule', true],
  )
  await receive(second.id, 200_000n, {}, now)
  // The next one is beyond what is bought by itself in a month.
  await atomically(db, (tx) => stock.setReorderRule(tx, { ...rule, safety: 300_000n }, ANA, now))
  await stock.lookAtStock(db, now)
  const [third] = (
    await stock.listPurchases(db, { provider: 'reorder', state: 'submitted', limit: 3 })
  ).items
  assert.equal(third?.approvedBy, null)
  assert.equal((await stock.budgetNow(db, now)).automatic, 472_000n)
})

test('days that stock lasts, and an alarm below what is too few', async () => {
  const now = at('2027-07-10T06:00:00Z')
  const organization = newId()
  await bought('lasting', { quantity: 1_000n }, now.subtract({ hours: 48 }))
  await atomically(db, (tx) => sold(tx, organization, 'SMS', 1_000n))
  await delivered(organization, 'lasting', 'SMS', 600n, now.subtract({ hours: 1 }))
  const prices = { SMS: 250_000n }
  const { providers, assets } = await stock.inventoryNow(db, prices, now)
  const line = providers.find(({ provider }) => provider === 'lasting')!
  // 600 in 7 days; 400 are left for 4.67 days.
  assert.deepEqual([line.units, line.lastsDays, line.low, line.cost], [600n, 4, true, 6_000n])
  const sms = assets.find(({ asset }) => asset === 'SMS')!
  assert.equal(sms.retail, sms.owned * 25n)
  await stock.lookAtStock(db, now)
  const low = async () =>
    (await stock.stockAlarms(db, { open: true })).filter(
      (one) => one.kind === 'low' && one.provider === 'lasting',
    )
  assert.deepEqual(
    (await low()).map(({ facts }) => facts.days),
    [4],
  )
  await bought('lasting', { quantity: 5_000n }, now)
  await stock.lookAtStock(db, now)
  assert.deepEqual(await low(), [])
})

test('each lot is credited with what its units earned, first in, first out, to the paisa', async () => {
  const organization = newId()
  await bought('returns', { quantity: 100n })
  await bought('returns', { quantity: 100n, unitCost: 200_000n })
  // 180 units were sold for 45.01.
  await atomically(db, (tx) => sold(tx, organization, 'SMS', 180n, 4_501n))
  const summedUp = () => atomically(db, sumStock)
  await delivered(organization, 'returns', 'SMS', 90n)
  // The first run marks what is written, the next one sums it up; what comes after is added where it is asked for.
  await summedUp()
  assert.ok((await summedUp()) > 0)
  await delivered(organization, 'returns', 'SMS', 90n)
  await atomically(db, (tx) =>
    postRule(
      tx,
      'message.failed.charged',
      { provider: 'returns', asset: 'SMS', quantity: 10n },
      { key: newId(), about: { type: 'message', id: newId() }, by: 'test', at: NOW },
    ),
  )
  const { items } = await stock.stockReturns(db, { provider: 'returns', limit: 10 })
  await summedUp()
  await summedUp()
  assert.deepEqual((await stock.stockReturns(db, { provider: 'returns', limit: 10 })).items, items)
  assert.equal(await summedUp(), 0)
  const [second, first] = items
  assert.deepEqual([first!.used, first!.left, first!.usedCost], [100n, 0n, 1_500n])
  assert.deepEqual([second!.used, second!.left, second!.usedCost], [90n, 10n, 1_800n])
  assert.equal(first!.revenue + second!.revenue, 4_501n)
  // 90 of the first and 10 of the second delivery: 22.50 or 22.51, and a ninth of the other.
  assert.deepEqual([first!.revenue, second!.revenue], [2_500n, 2_001n])
  assert.equal(first!.roi, 6_666)
  assert.match(first!.purchase!.name, /^PO-\d+$/)
  const [one] = (await stock.compareProviders(db, [])).filter(
    ({ provider }) => provider === 'returns',
  )
  assert.deepEqual(
    [one!.lastCost, one!.left, one!.figures],
    [{ amount: 2_000n, units: 100n }, 10n, null],
  )
})

test('tax that suppliers charged is set off once for a period, and never more of it', async () => {
  await receive(await ordered('taxed', [line({ tax: 5_000n })]), 100_000n)
  const [open, owed] = [await ours('tax_recoverable'), await ours('tax_payable')]
  const given = { currency: 'INR', amount: 3_000n, from: '2026-10-01', until: '2026-10-31' }
  const recover = (more: Partial<Parameters<typeof stock.recoverTax>[1]> = {}) =>
    atomically(db, (tx) => stock.recoverTax(tx, { ...given, proof: 'ARN 1', ...more }, ANA, NOW))
  await refused(recover({ currency: 'SMS' }), 'tax_recovery_unfit')
  await refused(recover({ amount: 0n }), 'tax_recovery_unfit')
  await refused(recover({ from: '2026-11-01' }), 'tax_recovery_unfit')
  // It is the 22nd in Kolkata: the period that ends on that day is not over.
  await refused(recover({ until: '2026-11-22' }), 'tax_recovery_unfit')
  await refused(recover({ amount: open + 1n }), 'tax_recovery_too_much')
  const tries = await Promise.allSettled([recover(), recover(), recover({ from: '2026-10-31' })])
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  await refused(recover({ from: '2026-09-01' }), 'tax_recovery_period_taken')
  await recover({ from: '2026-11-01', until: '2026-11-21', amount: open - 3_000n, proof: 'ARN 2' })
  assert.deepEqual([await ours('tax_recoverable'), await ours('tax_payable')], [0n, owed - open])
  assert.deepEqual(
    (await stock.taxRecoveries(db)).map(({ until, amount }) => [until, amount]),
    [
      ['2026-11-21', open - 3_000n],
      ['2026-10-31', 3_000n],
    ],
  )
})

test('invoices are kept as they are, once', async () => {
  const id = await ordered('papers', [line()])
  const bytes = Buffer.from('%PDF-1.7 an invoice')
  const add = (name: string, given = bytes) =>
    atomically(db, (tx) =>
      stock.addPurchaseFile(tx, { purchase: id, name, bytes: given }, ANA, NOW),
    )
  const one = await add('../../INV 7.pdf')
  assert.equal(one.name, 'INV 7.pdf')
  assert.equal((await add('again.pdf')).id, one.id)
  await refused(add('run.exe', Buffer.from('MZ')), 'purchase_file_kind')
  assert.deepEqual((await stock.readPurchaseFile(db, { purchase: id, id: one.id })).bytes, bytes)
  await refused(
    stock.readPurchaseFile(db, { purchase: newId(), id: one.id }),
    'purchase_file_unknown',
  )
})

test('whatever is ordered, received, used and run out: books, lots and orders say the same', async () => {
  const provider = 'random'
  const organization = newId()
  let now = at('2028-01-01T00:00:00Z')
  await atomically(db, (tx) =>
    stock.setStockRules(tx, { monthBudget: 10n ** 14n, aloneUpTo: 10n ** 14n }, ANA, now),
  )
  await atomically(db, (tx) => sold(tx, organization, 'EMAIL', 10n ** 6n))
  let bought = 0n
  let used = 0n
  const step = fc.oneof(
    fc.record({
      do: fc.constant('buy' as const),
      quantity: fc.bigInt(1n, 5_000n),
      unitCost: fc.bigInt(0n, 300_000n),
      tax: fc.bigInt(0n, 10_000n),
      recoverable: fc.boolean(),
      parts: fc.integer({ min: 1, max: 3 }),
      days: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    }),
    fc.record({ do: fc.constant('use' as const), units: fc.bigInt(1n, 2_000n) }),
    fc.record({ do: fc.constant('sum' as const) }),
    fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 15 }) }),
  )
  const run = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
    for (const one of steps) {
      if (one.do === 'sum') await atomically(db, sumStock)
      else if (one.do === 'wait') {
        now = now.add({ hours: 24 * one.days })
        await atomically(db, (tx) => expireLots(tx, now))
      } else if (one.do === 'use') {
        const here = await stock.stockAt(db, provider, 'EMAIL', now)
        const units = one.units < here ? one.units : here
        if (units === 0n) continue
        await delivered(organization, provider, 'EMAIL', units, now)
        used += units
      } else {
        const { quantity, unitCost, tax, recoverable, parts, days } = one
        const expiresAt = days ? now.add({ hours: 24 * days }) : null
        const id = await ordered(
          provider,
          [{ asset: 'EMAIL', quantity, unitCost, tax, recoverable }],
          now,
        )
        let open = quantity
        for (let part = 1; part <= parts && open > 0n; part++) {
          const some = part === parts ? open : open / 2n || open
          await receive(id, some, { expiresAt }, now)
          open -= some
        }
        const order = await stock.purchaseById(db, id)
        assert.deepEqual([order.state, order.received], ['received', order.net + tax])
        assert.equal(order.net, netOf(quantity, unitCost, 'INR'))
        bought += quantity
      }
    }
    const [here] = await stocks(db, { provider, now })
    const lots = (await stock.stockReturns(db, { provider, limit: 1_000 })).items
    const sum = (of: (lot: stock.StockReturn) => bigint) =>
      lots.reduce((all, lot) => all + of(lot), 0n)
    if (!here) return
    assert.equal(
      sum((lot) => lot.issued),
      bought,
    )
    assert.equal(
      sum((lot) => lot.used),
      used,
    )
    assert.equal(
      sum((lot) => lot.left),
      here.owned,
    )
    assert.equal(here.owned, bought - used - sum((lot) => lot.lost))
    for (const _ of [1, 2]) await atomically(db, sumStock)
    assert.deepEqual((await stock.stockReturns(db, { provider, limit: 1_000 })).items, lots)
  })
  await fc.assert(run, { numRuns: 6 })
  const spent =
    10n ** 6n - (await wallet(db, { type: 'organization', id: organization }, 'EMAIL')).posted
  assert.equal(spent, used)
})
