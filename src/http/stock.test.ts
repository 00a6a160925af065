import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, newId } from '#base'
import { schedule } from '#jobs'
import { verify } from '#ledger'
import { readBalance } from '#messaging'
import { grantStaffRole } from '#people'
import { type TestApp, testApp } from '../../test/app.ts'

const SANDBOX = '01900000-0000-7000-8000-0000000005b0'
let stoa: TestApp
let ana: string
let ben: string

before(async () => {
  stoa = await testApp({ start: '2026-11-22T06:00:00Z' })
  ana = await finance('Ana')
  ben = await finance('Ben')
})
after(async () => {
  assert.deepEqual((await verify(stoa.db)).findings, [])
  await stoa[Symbol.asyncDispose]()
})

async function finance(name: string): Promise<string> {
  const id = await stoa.person({ name })
  await atomically(stoa.db, (tx) =>
    grantStaffRole(tx, { person: id, role: 'finance', by: 'test' }, stoa.clock.now()),
  )
  return id
}

async function ask(
  person: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
  headers?: Record<string, string>,
) {
  const answer = await stoa.app.inject({
    method,
    url: `/api/messaging${path}`,
    headers: headers ?? (await stoa.doing(person)),
    ...(payload ? { payload } : {}),
  })
  const body = answer.headers['content-type']?.includes('json') ? answer.json() : answer.body
  return { status: answer.statusCode, body }
}

const line = (more: object = {}) => ({
  asset: 'SMS',
  quantity: '100000',
  unitCost: '0.15',
  tax: '2700.00',
  recoverable: true,
  expiresAt: null,
  ...more,
})
const order = (more: object = {}) => ({
  provider: SANDBOX,
  note: null,
  invoiceNumber: null,
  invoiceOn: null,
  lines: [line()],
  ...more,
})

test('finance buys: two persons, one receipt for a repeated deed, papers, money, files', async () => {
  const outsider = await stoa.person({ name: 'Olga' })
  assert.equal((await ask(outsider, 'GET', '/purchases')).status, 403)
  const bad = await ask(ana, 'POST', '/purchases', order({ lines: [line({ quantity: '0' })] }))
  assert.equal(bad.status, 400)
  const { id } = (
    await ask(ana, 'POST', '/purchases', order({ lines: [line({ quantity: '500000' })] }))
  ).body
  await ask(ana, 'POST', `/purchases/${id}/submit`)
  const own = await ask(ana, 'POST', `/purchases/${id}/approve`)
  assert.deepEqual([own.status, own.body.code], [403, 'purchase_needs_another'])
  const approved = await ask(ben, 'POST', `/purchases/${id}/approve`)
  assert.deepEqual(
    [approved.body.step, approved.body.approved.by, approved.body.total.amount],
    ['approved', 'Ben', '77700.00'],
  )
  // The sandbox cannot say what is there in units it was not given: it is asked, and what it says is written down.
  const key = await stoa.doing(ana)
  const receive = () =>
    ask(
      ana,
      'POST',
      `/purchases/${id}/receive`,
      { line: 1, quantity: '200000', note: 'Seen in its panel' },
      key,
    )
  const [first, again] = [await receive(), await receive()]
  assert.equal(first.status, 200, JSON.stringify(first.body))
  assert.equal(again.body.id, first.body.id)
  const file = await stoa.app.inject({
    method: 'POST',
    url: `/api/messaging/purchases/${id}/files?name=INV.pdf`,
    headers: { ...(await stoa.as(ana)), 'content-type': 'application/octet-stream' },
    payload: Buffer.from('%PDF-1.7'),
  })
  assert.equal(file.statusCode, 201)
  const paid = await ask(ben, 'POST', `/purchases/${id}/pay`, {
    amount: '31080.00',
    paidOn: '2026-11-22',
    reference: 'UTR 9',
  })
  assert.equal(paid.body.amount.amount, '31080.00')
  const { body } = await ask(ana, 'GET', `/purchases/${id}`)
  assert.deepEqual(
    [
      body.step,
      body.received.amount,
      body.paid.amount,
      body.files[0].name,
      body.receipts.length,
      body.mine,
    ],
    ['partly_received', '31080.00', '31080.00', 'INV.pdf', 1, true],
  )
  const shown = await stoa.app.inject({
    url: `/api/messaging/purchases/${id}/files/${body.files[0].id}`,
    headers: await stoa.as(ben),
  })
  assert.deepEqual([shown.body, shown.headers['content-type']], ['%PDF-1.7', 'application/pdf'])
  const deeds = await stoa.db<{ deed: string }>`
    select deed from people.audit where about_type = 'purchase' and about_id = ${id} order by at, id`
  assert.deepEqual(
    deeds.map(({ deed }) => deed),
    ['drafted', 'submitted', 'approved', 'received', 'file_added', 'paid'].map(
      (x) => `purchase.${x}`,
    ),
  )
})

test('dashboard, inventory, history and comparison say what is there; files have it too', async () => {
  const { body: dashboard } = await ask(ana, 'GET', '/dashboard')
  const sms = dashboard.assets.find(({ asset }: { asset: string }) => asset === 'SMS')
  assert.deepEqual(
    [sms.owned.amount, sms.cost.amount, sms.retail.amount],
    ['200000', '30000.00', '50000.00'],
  )
  assert.equal(dashboard.months.length, 12)
  assert.equal(dashboard.days.length, 30)
  const { body: inventory } = await ask(ana, 'GET', '/stock')
  assert.deepEqual(
    inventory.providers.map((one: { provider: { name: string }; onOrder: { amount: string } }) => [
      one.provider.name,
      one.onOrder.amount,
    ]),
    [['Sandbox', '300000']],
  )
  const { body: returns } = await ask(ana, 'GET', '/stock/returns')
  assert.deepEqual(
    [returns.items.length, returns.items[0].roi, returns.items[0].revenue.amount],
    [1, null, '0.00'],
  )
  const { body: compared } = await ask(ana, 'GET', '/stock/comparison')
  assert.deepEqual([compared.items[0].lastCost, compared.items[0].figures], ['0.150000', null])
  for (const path of ['/stock/returns/export', '/purchases/export']) {
    const { status, body } = await ask(ana, 'GET', path)
    assert.equal(status, 200)
    assert.match(body, /PO-\d+.*Sandbox|Sandbox/)
  }
})

test('rules by version; a rule for reordering orders at once and once; finance is told', async () => {
  const { body } = await ask(ana, 'GET', '/stock/rules')
  assert.deepEqual(
    body.prices.map((one: { unitCost: string; lot: string }) => [one.unitCost, one.lot]),
    [
      ['0.15', '100000'],
      ['0.10', '50000'],
      ['0.02', '200000'],
    ],
  )
  const { version: _, currency, zone: __, setBy: ___, setAt: ____, ...rules } = body.rules
  const wrong = await ask(ana, 'PUT', '/stock/rules', {
    ...rules,
    autoBudget: { amount: '900000.00', asset: currency },
  })
  assert.equal(wrong.body.code, 'stock_rules_unfit')
  const set = await ask(ana, 'PUT', '/stock/rules', { ...rules, oversellRate: 12_000 })
  assert.deepEqual(
    [set.body.rules.version, set.body.rules.setBy, set.body.before.length],
    [2, 'Ana', 1],
  )
  await ask(ana, 'PUT', '/stock/prices/EMAIL', { unitCost: '0.0185', lot: '250000' })
  const rule = {
    provider: SANDBOX,
    asset: 'EMAIL',
    leadDays: 3,
    safety: 1000,
    quantity: '200000',
    unitCost: '0.0185',
    taxRate: 1800,
    recoverable: true,
    automatic: false,
  }
  const { body: after } = await ask(ana, 'POST', '/stock/reordering', rule)
  const [standing] = after.items
  assert.ok(standing.open)
  const { body: raised } = await ask(ben, 'GET', `/purchases/${standing.open}`)
  assert.deepEqual(
    [raised.step, raised.total.amount, raised.byRule],
    ['submitted', '4366.00', true],
  )
  await ask(ana, 'DELETE', `/stock/reordering/${standing.id}`)
  assert.equal(
    (await ask(ana, 'DELETE', `/stock/reordering/${standing.id}`)).body.code,
    'reorder_rule_unknown',
  )
  // Whoever asked for approval is not told of it; a rule's order is told to all of finance.
  await stoa.deps.jobs.settle()
  const heard = async (person: string) =>
    (
      await stoa.db<{ kind: string }>`
        select kind from messaging.notice where person_id = ${person} and kind like 'purchase.%' order by kind`
    ).map(({ kind }) => kind)
  assert.deepEqual(await heard(ben), ['purchase.raised', 'purchase.submitted'])
  assert.deepEqual(await heard(ana), ['purchase.raised'])
})

test('finance writes down what tax was set off, with its proof, once', async () => {
  const { open } = (await ask(ana, 'GET', '/stock/tax')).body
  const outsider = await stoa.person({ name: 'Omar' })
  assert.equal((await ask(outsider, 'GET', '/stock/tax')).status, 403)
  const body = { amount: open.amount, from: '2026-10-01', until: '2026-10-31', proof: 'ARN 27' }
  const key = await stoa.doing(ana)
  const more = await ask(ana, 'POST', '/stock/tax', { ...body, amount: '99999999.00' })
  assert.deepEqual([more.status, more.body.code], [422, 'tax_recovery_too_much'])
  for (const _ of [1, 2]) {
    const { body: all } = await ask(ana, 'POST', '/stock/tax', body, key)
    assert.deepEqual([all.open.amount, all.items.length, all.items[0].by], ['0.00', 1, 'Ana'])
  }
  const [entry] = await stoa.db<{ by: string }>`
    select by from people.audit where deed = 'tax.recovered'`
  assert.equal(entry!.by, `person:${ana}`)
})

test('a provider is asked, and what drifts is told to finance, once', async () => {
  const now = stoa.clock.now()
  await stoa.db`
    insert into messaging.sandbox_recharge (id, provider_id, asset, quantity, at, by)
    values (${newId()}, ${SANDBOX}, 'SMS', 150000, ${now}, 'test')`
  for (const _ of [1, 2]) {
    const read = await ask(ana, 'POST', `/stock/providers/${SANDBOX}/read`)
    const [first] = read.body.items
    assert.deepEqual([first.amount, first.ours.amount], ['150000', '200000'])
  }
  await stoa.deps.jobs.settle()
  const { body } = await ask(ana, 'GET', '/stock/alarms')
  assert.deepEqual(
    body.items.map((one: { kind: string; provider: { name: string } }) => [
      one.kind,
      one.provider.name,
    ]),
    [['drift', 'Sandbox']],
  )
  const told = await stoa.db<{ title: string }>`
    select title from messaging.notice where kind = 'stock.drifted' and person_id = ${ben}`
  assert.deepEqual(told, [{ title: 'Sandbox and our books do not say the same' }])
  // By itself an hour later, when both say the same again.
  await stoa.db`
    insert into messaging.sandbox_recharge (id, provider_id, asset, quantity, at, by)
    values (${newId()}, ${SANDBOX}, 'SMS', 50000, ${now}, 'test')`
  const watch = schedule.find(({ name }) => name === 'messaging.watchStock')!
  const { db, clock, payments, messageProviders } = stoa.deps
  const work = { db, clock, payments, messageProviders }
  const hour = now.add({ minutes: 60 })
  assert.deepEqual(await watch.run(work, now.add({ minutes: 59 })), { read: 0, raised: 0 })
  assert.deepEqual(await watch.run(work, hour), { read: 1, raised: 0 })
  assert.deepEqual(await watch.run(work, hour), { read: 0, raised: 0 })
  const after = await ask(ana, 'GET', '/stock/alarms')
  assert.ok(after.body.items[0].closedAt)
})

test('an account in another currency is compared once an order says what it put in', async () => {
  const { body } = await ask(ana, 'GET', '/purchases')
  const order = body.items.find(
    (one: { received: { amount: string } }) => Number(one.received.amount) > 0,
  )
  const invoice = { invoiceNumber: 'T-1', invoiceOn: null }
  const said = (amount: string, asset: string) =>
    ask(ana, 'PUT', `/purchases/${order.id}/invoice`, {
      ...invoice,
      account: { amount, asset },
    })
  assert.equal((await said('12', 'SMS')).body.code, 'purchase_unfit')
  assert.equal((await said('12.50', 'ZZZ')).body.code, 'purchase_unfit')
  assert.equal((await said('12.505', 'USD')).body.code, 'request_invalid')
  await said('1250.00', 'USD')
  const account = { amount: '1250.00', asset: 'USD' }
  assert.deepEqual((await ask(ana, 'GET', `/purchases/${order.id}`)).body.account, account)
  const balance = async () => [{ currency: 'USD', amount: '3.5' }]
  await readBalance(stoa.db, { id: order.provider.id, balance }, stoa.clock.now())
  await stoa.deps.jobs.settle()
  const alarms = (await ask(ana, 'GET', '/stock/alarms')).body.items
  const [{ asset, currency, facts }] = alarms
  assert.deepEqual([asset, currency, facts.theirs], [null, 'USD', '3.50'])
  const told = await stoa.db<{ body: string }>`
    select body from messaging.notice where kind = 'stock.account_drifted' and person_id = ${ben}`
  assert.match(told[0]!.body, /says that \$3\.50 are left/)
  await ask(ana, 'PUT', `/purchases/${order.id}/invoice`, { ...invoice, account: null })
  await readBalance(stoa.db, { id: order.provider.id, balance }, stoa.clock.now())
  assert.ok((await ask(ana, 'GET', '/stock/alarms')).body.items[0].closedAt)
})
