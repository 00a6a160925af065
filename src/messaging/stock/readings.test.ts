import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, newId } from '#base'
import { verify } from '#ledger'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { line, NOW, refused, stockroom } from '../../../test/stockroom.ts'
import * as stock from './index.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(async () => {
  assert.deepEqual((await verify(db)).findings, [])
  await db[Symbol.asyncDispose]()
})
const { ordered, receive, bought, sold, delivered } = stockroom(() => db)

test('a balance that drifts is told once and ends by itself; what cannot be read is said', async () => {
  await bought('drifting', { quantity: 10_000n })
  const says = (amount: string) => ({
    id: 'drifting',
    balance: async () => [
      { asset: 'SMS', amount },
      { currency: 'USD', amount: '12.50' },
    ],
  })
  const open = async () =>
    (await stock.stockAlarms(db, { open: true })).filter(({ provider }) => provider === 'drifting')
  const later = (minutes: number) => NOW.add({ minutes })
  const [units, money] = await stock.readBalance(db, says('9900'), NOW)
  assert.deepEqual([units!.ours, money!.currency, money!.amount], [10_000n, 'USD', '12.50'])
  assert.deepEqual(await open(), [])
  await stock.readBalance(db, says('9000'), later(1))
  await stock.readBalance(db, says('8999'), later(2))
  assert.deepEqual(
    (await open()).map(({ facts }) => facts.theirs),
    ['8999'],
  )
  // A thousand were sent and are not settled: then it fits, and the alarm ends.
  await stock.readBalance(db, says('9000'), later(3), async () => 1_000n)
  assert.deepEqual(await open(), [])
  await stock.readBalance(db, says('10101'), later(4))
  assert.equal((await open()).length, 1)
  await stock.readBalance(db, says('10000'), later(5))
  assert.equal((await open()).length, 0)
  const facts = await db<{ kind: string }>`
    select kind from base.fact where about_type = 'stock_alarm' and data->>'provider' = 'drifting' order by at, id`
  assert.deepEqual(
    facts.map(({ kind }) => kind),
    ['stock.drifted', 'stock.fits_again', 'stock.drifted', 'stock.fits_again'],
  )
  // The real figure of what is on the way is asked of a provider that sends.
  assert.equal(await stock.unitsOnTheWay(db, newId(), 'SMS'), 0n)
  const silent = { id: 'drifting', balance: () => Promise.reject(new Error('down')) }
  const [fault] = await stock.readBalance(db, silent, later(6))
  assert.equal(fault!.fault, 'no answer')
  // It is asked again when its time has come, once.
  let asked = 0
  const opened = async (id: string) => ({
    id,
    balance: async () => {
      asked += 1
      return []
    },
  })
  await stock.pollBalances(db, opened, later(70))
  assert.ok(asked >= 1)
  const times = asked
  await stock.pollBalances(db, opened, later(71))
  assert.equal(asked, times)
})

test('an account in money is held against what purchases put into it and what is used', async () => {
  // 1,000 at 0.15, and the tax does not come back: 150.00 went into the account.
  const id = await ordered('account', [line({ quantity: 1_000n, tax: 2_700n, recoverable: false })])
  const says = (amount: string, currency = 'INR') => ({
    id: 'account',
    balance: async () => [{ currency, amount }],
  })
  const nothing = async () => 0n
  let minutes = 0
  /** What it says, against what our books say; and the alarm that is open then. */
  const looked = async (amount: string, currency?: string, onTheWay = nothing) => {
    minutes += 1
    const now = NOW.add({ minutes })
    const [read] = await stock.readBalance(db, says(amount, currency), now, onTheWay)
    const open = await stock.stockAlarms(db, { open: true })
    const alarm = open.find(({ provider }) => provider === 'account')
    return [read!.ours, alarm?.currency ?? 'fits']
  }
  // Approved and not recorded here yet: it may be there already, or not. 100 units may be missing: 15.00.
  assert.deepEqual(await looked('0'), [0n, 'fits'])
  assert.deepEqual(await looked('165.00'), [0n, 'fits'])
  assert.deepEqual(await looked('165.01'), [0n, 'INR'])
  await receive(id, 1_000n)
  assert.deepEqual(await looked('150.0012'), [15_000n, 'fits'])
  const organization = newId()
  await atomically(db, (tx) => sold(tx, organization, 'SMS', 400n))
  await delivered(organization, 'account', 'SMS', 400n)
  assert.deepEqual(await looked('75.00'), [9_000n, 'fits'])
  assert.deepEqual(await looked('74.99'), [9_000n, 'INR'])
  assert.deepEqual(await looked('60.00', 'INR', async () => 100n), [9_000n, 'fits'])
  // In another currency nothing is compared until an order says what it put in there.
  assert.deepEqual(await looked('0.10', 'USD'), [null, 'fits'])
  const invoice = { id, invoiceNumber: null, invoiceOn: null }
  const put = (amount: bigint, currency: string) =>
    atomically(db, (tx) => stock.setInvoice(tx, { ...invoice, account: { amount, currency } }))
  await refused(put(1n, 'SMS'), 'purchase_unfit')
  await refused(put(0n, 'USD'), 'purchase_unfit')
  await put(200n, 'USD')
  assert.deepEqual(await looked('1.00', 'USD'), [120n, 'fits'])
  assert.deepEqual(await looked('0.99', 'USD'), [120n, 'USD'])
  assert.deepEqual(await looked('90.00'), [null, 'USD'])
  await looked('1.20', 'USD')
  // An invoice that says nothing of it leaves it as it was; what the money of a stranger means is not known.
  await atomically(db, (tx) => stock.setInvoice(tx, invoice))
  assert.deepEqual((await stock.purchaseById(db, id)).account, { amount: 200n, currency: 'USD' })
  assert.deepEqual(await looked('7', 'XYZ'), [null, 'fits'])
})

test('what left through a provider and is not settled is on the way', async () => {
  const sandbox = '01900000-0000-7000-8000-0000000005b0'
  const message = newId()
  await db`
    insert into messaging.message (id, key, fingerprint, way, category, lane, to_address, about_type, about_id, units,
      accepted_at, due_at, expires_at, state, state_at, provider_id, settle_at)
    values (${message}, ${message}, '', 'sms', 'utility', 'bulk', '+4915112345678', 'test', 'x', 0, ${NOW}, ${NOW},
      ${NOW.add({ hours: 24 })}, 'accepted', ${NOW}, ${sandbox}, ${NOW.add({ hours: 72 })})`
  await db`
    insert into messaging.attempt (id, message_id, number, provider_id, way, stock, state, left_at, answer_by, answered_at)
    values (${newId()}, ${message}, 1, ${sandbox}, 'sms', 3, 'accepted', ${NOW}, ${NOW.add({ seconds: 30 })}, ${NOW})`
  assert.equal(await stock.unitsOnTheWay(db, sandbox, 'SMS'), 3n)
  assert.equal(await stock.unitsOnTheWay(db, sandbox, 'EMAIL'), 0n)
  await db`update messaging.message set settled_at = ${NOW} where id = ${message}`
  assert.equal(await stock.unitsOnTheWay(db, sandbox, 'SMS'), 0n)
})
