import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import { hold, postRule, seal, signerFrom } from '#ledger'
import { type TestApp, testApp } from '../../test/app.ts'

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const deed = (key: string, moment = at) => ({
  key,
  about: { type: 'order', id: key },
  by: 'schedule',
  at: moment,
})

async function withBooks(stoa: TestApp) {
  const learner = { type: 'person', id: await stoa.person() } as const
  const educator = { type: 'person', id: await stoa.person() } as const
  await atomically(stoa.db, async (tx) => {
    const facts = { buyer: learner, provider: 'sandbox', currency: 'USD', tax: 400n, fee: 187n }
    await postRule(tx, 'credits.purchased', { ...facts, net: 5000n, credits: 5000n }, deed('pack'))
    const reserved = await hold(tx, {
      ...deed('seat'),
      owner: learner,
      asset: 'CREDIT',
      units: 5000n,
    })
    await postRule(
      tx,
      'session.completed.credits',
      { hold: reserved.id, educator, currency: 'USD', face: 5000n, share: 3500n },
      deed('done', at.add({ hours: 24 })),
    )
  })
  const finance = await stoa.person({ staffRoles: ['finance'] })
  const headers = await stoa.as(finance)
  const get = async (path: string) => {
    const answer = await stoa.app.inject({ url: `/api/ledger/${path}`, headers })
    return { status: answer.statusCode, ...answer.json() }
  }
  return { learner, educator, get }
}

test('a figure opens down to its journal: trial balance, account, statement, journal, transfer', async () => {
  await using stoa = await testApp()
  const { get, learner } = await withBooks(stoa)
  const trial = await get('trial-balance?currency=USD')
  const fee = trial.items.find((line: { purpose: string }) => line.purpose === 'platform_fee')
  assert.deepEqual(fee.balance, { amount: '-15.00', asset: 'USD' })

  const listed = await get('accounts?purpose=platform_fee&currency=USD')
  assert.equal(listed.items[0].balance.amount, '15.00')
  const { address } = listed.items[0]
  const entries = await get(`statement?account=${encodeURIComponent(address)}&asset=USD`)
  assert.equal(entries.items[0].kind, 'session.completed.credits')
  assert.equal(entries.items[0].balance.amount, '15.00')

  const one = await get(`journals/${entries.items[0].journalId}`)
  assert.equal(one.about.id, 'done')
  assert.equal(one.transfers.length, 3)
  const transfer = await get(`transfers/${one.transfers[0].id}`)
  assert.deepEqual(transfer.journal.id, one.id)
  const lots = await get(`lots?owner=${learner.id}`)
  assert.deepEqual(
    [lots.items[0].issued.amount, lots.items[0].remaining.amount, lots.items[0].basis.amount],
    ['50.00', '0.00', '50.00'],
  )
})

test('reports answer as of a moment', async () => {
  await using stoa = await testApp()
  const { get, educator } = await withBooks(stoa)
  const noon = at.toString()
  assert.deepEqual(
    (await get(`trial-balance?currency=USD&asOf=${noon}`)).items.map(
      (line: { purpose: string; balance: { amount: string } }) => [
        line.purpose,
        line.balance.amount,
      ],
    ),
    [
      ['provider_clearing', '52.13'],
      ['deferred_credits', '-50.00'],
      ['tax_payable', '-4.00'],
      ['processing_fees', '1.87'],
    ],
  )
  const sheet = await get('balance-sheet?currency=USD')
  assert.equal(sheet.assets.total.amount, '52.13')
  assert.equal(sheet.liabilities.total.amount, '39.00')
  assert.equal(sheet.equity.total.amount, '13.13')
  const result = await get(`profit-and-loss?from=${at.add({ hours: 1 })}`)
  assert.deepEqual([result.result.amount, result.expenses.lines], ['15.00', []])
  const deferred = await get(`deferred?from=${at.add({ hours: 1 })}&to=${at.add({ hours: 48 })}`)
  assert.deepEqual(deferred.items, [
    {
      purpose: 'deferred_credits',
      opening: { amount: '50.00', asset: 'USD' },
      changes: [{ kind: 'session.completed.credits', amount: { amount: '-50.00', asset: 'USD' } }],
      closing: { amount: '0.00', asset: 'USD' },
    },
  ])
  const owed = await get('payables')
  assert.deepEqual(owed.items[0].owner, educator)
  assert.equal(owed.items[0].held.amount, '35.00')
  assert.deepEqual((await get('verify')).ok, true)
})

test('lists are read page by page, and filtered', async () => {
  await using stoa = await testApp()
  const { get } = await withBooks(stoa)
  const first = await get('journals?limit=1')
  const second = await get(`journals?limit=1&cursor=${first.next}`)
  assert.deepEqual(
    [first.items[0].kind, second.items[0].kind, second.next],
    ['session.completed.credits', 'credits.purchased', null],
  )
  assert.equal((await get('journals?kind=credits.purchased')).items.length, 1)
  assert.equal((await get('journals?about=done')).items.length, 1)
  assert.equal((await get('journals?currency=EUR')).items.length, 0)
  assert.equal(
    (await get(`journals?account=${encodeURIComponent('platform:stoa/redeemed')}`)).items.length,
    1,
  )
  const noon = at.toString()
  const between = async (query: string) =>
    (await get(`journals?${query}`)).items.map((one: { kind: string }) => one.kind)
  assert.deepEqual(await between(`to=${noon}`), [])
  assert.deepEqual(await between(`from=${noon}&to=${at.add({ hours: 1 })}`), ['credits.purchased'])
  assert.deepEqual(await between(`from=${at.add({ hours: 1 })}`), ['session.completed.credits'])
  const all = await get('accounts?limit=3')
  const rest = await get(`accounts?limit=100&cursor=${all.next}`)
  assert.equal(all.items.length + rest.items.length, 9)
})

test('a journal shows the lots that it moved and its seal, and a lot all that moved it', async () => {
  await using stoa = await testApp()
  const { get } = await withBooks(stoa)
  const before = await get('journals/2')
  assert.equal(before.sealed, null)
  assert.deepEqual(
    before.lots.map((move: { lot: string; kind: string; units: object; basis: object }) => [
      move.lot,
      move.kind,
      move.units,
      move.basis,
    ]),
    [['1', 'capture', { amount: '-50.00', asset: 'CREDIT' }, { amount: '-50.00', asset: 'USD' }]],
  )
  await seal(stoa.db, signerFrom('the secret of this test'), at)
  assert.deepEqual((await get('journals/2')).sealed, { block: 1, at: at.toString() })
  const lot = await get('lots/1')
  assert.deepEqual(
    lot.moves.map((move: { kind: string; transfer: string }) => [move.kind, move.transfer]),
    [
      ['issue', '1.4'],
      ['capture', '2.3'],
    ],
  )
  assert.deepEqual([(await get('lots/99')).status, (await get('lots/99')).code], [404, 'not_found'])
})

test('stock at cost, payables by age, and the books over time', async () => {
  await using stoa = await testApp()
  const { get, educator } = await withBooks(stoa)
  await atomically(stoa.db, async (tx) => {
    const earner = { educator, currency: 'USD' }
    const later = (days: number) => at.add({ hours: 24 * days })
    await postRule(
      tx,
      'earnings.released',
      { ...earner, amount: 2000n },
      deed('released', later(8)),
    )
    await postRule(
      tx,
      'wholesale.purchased',
      {
        provider: 'msg',
        currency: 'USD',
        asset: 'SMS',
        quantity: 1000n,
        cost: 1500n,
        paidFrom: 'bank',
      },
      deed('stock', later(8)),
    )
    await postRule(
      tx,
      'message.failed.charged',
      { provider: 'msg', asset: 'SMS', quantity: 400n },
      deed('charged', later(20)),
    )
  })
  const stock = await get(`inventory?currency=USD&asOf=${at.add({ hours: 24 * 9 })}`)
  assert.deepEqual([stock.total.amount, stock.account.amount], ['15.00', '15.00'])
  const left = await get('inventory')
  assert.deepEqual(
    [left.lots[0].left, left.lots[0].cost, left.total, left.account],
    [
      { amount: '600', asset: 'SMS' },
      ...Array.from({ length: 3 }, () => ({ amount: '9.00', asset: 'USD' })),
    ],
  )
  const aged = await get(`payables/aged?asOf=${at.add({ hours: 24 * 40 })}`)
  assert.deepEqual(
    aged.items.map((row: { owner: { id: string }; held: { amount: string } }) => [
      row.owner.id,
      row.held.amount,
    ]),
    [[educator.id, '15.00']],
  )
  assert.deepEqual(
    aged.items[0].available.map((part: { days: string; amount: { amount: string } }) => [
      part.days,
      part.amount.amount,
    ]),
    [
      ['0-7', '0.00'],
      ['8-30', '0.00'],
      ['31-90', '20.00'],
      ['91-', '0.00'],
    ],
  )
  const open = await get(
    `payables/entries?owner=person:${educator.id}&asOf=${at.add({ hours: 24 * 40 })}`,
  )
  assert.deepEqual([open.items[0].about.id, open.items[0].days], ['released', 32])
  assert.equal((await get('payables/entries?owner=somebody')).status, 400)

  const months = await get(
    'profit-and-loss/months?months=2&zone=Europe/Berlin&to=2026-12-20T00:00:00Z',
  )
  assert.deepEqual(
    months.items.map((row: { month: string; result: { amount: string } }) => [
      row.month,
      row.result.amount,
    ]),
    [
      ['2026-11', '13.13'],
      ['2026-12', '-6.00'],
    ],
  )
  const weeks = await get('deferred/balances?weeks=2&to=2026-11-23T00:00:00Z')
  assert.deepEqual(weeks.items, [
    {
      week: '2026-11-16',
      closing: [{ purpose: 'deferred_credits', balance: { amount: '0.00', asset: 'USD' } }],
    },
    {
      week: '2026-11-23',
      closing: [{ purpose: 'deferred_credits', balance: { amount: '0.00', asset: 'USD' } }],
    },
  ])
  const nowhere = await get('deferred/balances?zone=Mars/Olympus')
  assert.deepEqual([nowhere.status, nowhere.code], [400, 'request_invalid'])
})

test('what is asked wrongly is refused by name', async () => {
  await using stoa = await testApp()
  const { get } = await withBooks(stoa)
  assert.deepEqual(
    [(await get('journals/999')).status, (await get('journals/999')).code],
    [404, 'unknown_journal'],
  )
  assert.equal((await get('transfers/999.1')).code, 'unknown_transfer')
  assert.equal((await get('transfers/abc')).status, 400)
  assert.equal((await get('statement?account=nobody&asset=USD')).status, 400)
  assert.equal((await get('trial-balance?asOf=yesterday')).status, 400)
  assert.equal((await get('journals?cursor=zzz')).code, 'cursor_invalid')
  const support = await stoa.person({ staffRoles: ['support'] })
  const answer = await stoa.app.inject({
    url: '/api/ledger/trial-balance',
    headers: await stoa.as(support),
  })
  assert.equal(answer.statusCode, 403)
})
