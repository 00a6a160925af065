import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatUnits, parseUnits, shareOf, split } from '#base'

test('decimals are written and read without loss', () => {
  const cases: [string, number, bigint][] = [
    ['13.12', 2, 1312n],
    ['-1.67', 2, -167n],
    ['0.05', 2, 5n],
    ['-0.05', 2, -5n],
    ['7', 0, 7n],
    ['1.234', 3, 1234n],
    ['737145.00', 2, 73714500n],
  ]
  for (const [text, scale, units] of cases) {
    assert.equal(parseUnits(text, scale), units, text)
    assert.equal(formatUnits(units, scale), text)
  }
})

test('what is no decimal of the asset is not read', () => {
  for (const text of [
    '',
    '1,5',
    '1.',
    '.5',
    '1e3',
    '0x10',
    '1.234',
    '--1',
    ' 1',
    'NaN',
    '1'.repeat(19),
  ]) {
    assert.equal(parseUnits(text, 2), undefined, text)
  }
  assert.equal(parseUnits('1.0', 0), undefined)
})

test('whatever is written is read back, for every scale', () => {
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 17n), 10n ** 17n),
      fc.integer({ min: 0, max: 8 }),
      (units, scale) => {
        assert.equal(parseUnits(formatUnits(units, scale), scale), units)
      },
    ),
  )
})

test('a split adds up to its total, and no part is off by more than one unit', () => {
  fc.assert(
    fc.property(
      fc.bigInt(-(10n ** 12n), 10n ** 12n),
      fc.array(fc.bigInt(0n, 10n ** 6n), { minLength: 1, maxLength: 12 }),
      (total, weights) => {
        fc.pre(weights.some((weight) => weight > 0n))
        const sum = weights.reduce((a, b) => a + b, 0n)
        const parts = split(total, weights)
        assert.equal(
          parts.reduce((a, b) => a + b, 0n),
          total,
        )
        parts.forEach((part, index) => {
          const off = part * sum - total * (weights[index] ?? 0n)
          assert.ok(off < sum && off > -sum, `part ${index} is off by a unit or more`)
        })
      },
    ),
  )
})

test('a split gives what is left over to the largest remainders, ties to the earlier part', () => {
  assert.deepEqual(split(100n, [1n, 1n, 1n]), [34n, 33n, 33n])
  assert.deepEqual(split(10000n, [19n, 80n]), [1919n, 8081n])
  assert.deepEqual(split(5n, [0n, 1n]), [0n, 5n])
  assert.throws(() => split(5n, [0n, 0n]), RangeError)
  assert.throws(() => split(5n, [-1n, 2n]), RangeError)
})

test('a share is rounded half to even', () => {
  const cases: [bigint, bigint, bigint][] = [
    [5000n, 7000n, 3500n],
    [2000n, 7000n, 1400n],
    [1n, 5000n, 0n],
    [3n, 5000n, 2n],
    [-3n, 5000n, -2n],
    [333n, 7000n, 233n],
    [-333n, 7000n, -233n],
  ]
  for (const [total, points, share] of cases)
    assert.equal(shareOf(total, points), share, `${total}`)
})
