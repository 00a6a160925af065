import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { Box } from './box.ts'

const [old, fresh] = ['an old master secret of thirty-two', 'a new master secret of thirty-two!']

suite('A sealed box', () => {
  test('opens what it sealed, never twice alike, and shows nothing of it', () => {
    const box = new Box('keys', fresh)
    const [one, two] = [
      box.seal('sk_test_4711', 'stripe api 1'),
      box.seal('sk_test_4711', 'stripe api 1'),
    ]
    assert.equal(box.open(one, 'stripe api 1'), 'sk_test_4711')
    assert.notDeepEqual(one.sealed, two.sealed)
    assert.doesNotMatch(one.sealed.toString('latin1'), /4711/)
  })

  test('does not open for another thing, another purpose, another secret, or after a change of one bit', () => {
    const box = new Box('keys', fresh)
    const given = box.seal('sk_test_4711', 'stripe api 1')
    const changed = Buffer.from(given.sealed)
    changed[0]! ^= 1
    assert.equal(box.open(given, 'stripe own 1'), undefined)
    assert.equal(box.open({ ...given, sealed: changed }, 'stripe api 1'), undefined)
    assert.equal(new Box('cookies', fresh).open(given, 'stripe api 1'), undefined)
    assert.equal(new Box('keys', old).open(given, 'stripe api 1'), undefined)
  })

  test('after the master secret has changed it opens what the one before sealed, and seals with the new one', () => {
    const given = new Box('keys', old).seal('whsec_x', 'stripe own 1')
    const box = new Box('keys', fresh, [old])
    assert.equal(box.open(given, 'stripe own 1'), 'whsec_x')
    assert.notEqual(box.keyId, given.with)
    assert.equal(box.seal('whsec_x', 'stripe own 1').with, box.keyId)
  })
})
