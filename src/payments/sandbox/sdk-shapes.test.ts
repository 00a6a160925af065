import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { sandboxOperations } from './routes.ts'
import { answerFault, requestFault, thingFault } from './sdk-shapes.ts'
import { refund } from './shapes.ts'

const sent = {
  mode: 'payment',
  success_url: 'http://stoa.test/paid',
  line_items: [
    {
      price_data: { currency: 'usd', unit_amount: '100', product_data: { name: 'x' } },
      quantity: '1',
    },
  ],
}
const given = refund({
  id: 're_1',
  created: 1,
  amount: 100,
  balance_transaction: null,
  charge: 'ch_1',
  currency: 'usd',
  payment_intent: 'pi_1',
  metadata: {},
  reason: null,
})

suite('What the SDK’s types say', () => {
  test('it is written down for all that the sandbox does, from the SDK that is installed', () => {
    const file = new URL('./sdk-shapes.json', import.meta.url)
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { operations: Record<string, unknown> }
    assert.deepEqual(Object.keys(kept.operations).sort(), sandboxOperations().sort())
    const root = new URL('../../../', import.meta.url)
    const script = ['scripts/sandbox-shapes.ts', '--check']
    const { status, stderr } = spawnSync(process.execPath, script, { cwd: root, encoding: 'utf8' })
    assert.equal(status, 0, stderr)
  })

  for (const [what, wrong, at] of [
    [
      'a parameter that was removed',
      { ...sent, payment_method_types: ['card'] },
      'payment_method_types',
    ],
    ['a misspelt one', { ...sent, sucess_url: 'x' }, 'sucess_url'],
    ['a word that it does not know', { ...sent, mode: 'pay' }, 'mode'],
    ['letters for a number', { ...sent, expires_at: 'soon' }, 'expires_at'],
    [
      'a misspelt one, deep down',
      { ...sent, payment_intent_data: { transfergroup: 'x' } },
      'payment_intent_data.transfergroup',
    ],
    [
      'nothing where something must be',
      { ...sent, line_items: [{ price_data: { unit_amount: '1' } }] },
      'line_items.0.price_data.currency',
    ],
  ] as const) {
    test(`a request is refused for ${what}`, () => {
      assert.equal(requestFault('POST /v1/checkout/sessions', sent, 'form'), undefined)
      assert.equal(requestFault('POST /v1/checkout/sessions', wrong, 'form')?.at, at)
    })
  }

  for (const [what, wrong, at] of [
    ['a word that it does not know', { reason: 'whim' }, 'reason'],
    ['text for a number', { amount: '100' }, 'amount'],
    ['a field of its own', { $hidden: true }, '$hidden'],
    ['a field that is lacking', { charge: undefined }, 'charge'],
  ] as const) {
    test(`an answer, and what an event carries, is refused for ${what}`, () => {
      assert.equal(answerFault('GET /v1/refunds/:', given), undefined)
      assert.equal(answerFault('GET /v1/refunds/:', { ...given, ...wrong })?.at, at)
      assert.equal(thingFault(given), undefined)
      assert.equal(thingFault({ ...given, ...wrong })?.at, at)
    })
  }
})
