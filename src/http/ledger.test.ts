import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically } from '#base'
import { hold, postRule } from '#ledger'
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
  const all = await get('accounts?limit=3')
  const rest = await get(`accounts?limit=100&cursor=${all.next}`)
  assert.equal(all.items.length + rest.items.length, 9)
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
