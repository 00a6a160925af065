import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nameOfCharacter, piecesOf, segmentsOf } from './segments.ts'

const a = (count: number) => 'a'.repeat(count)
const e = (count: number) => 'ę'.repeat(count)

// [what it is, text, encoding, units, segments]: the vectors of reference/messaging.md 5.1.
const GOLDEN: [string, string, 'GSM-7' | 'UCS-2', number, number][] = [
  ['nothing', '', 'GSM-7', 0, 0],
  ['one letter', 'a', 'GSM-7', 1, 1],
  ['160 units', a(160), 'GSM-7', 160, 1],
  ['161 units', a(161), 'GSM-7', 161, 2],
  ['306 units', a(306), 'GSM-7', 306, 2],
  ['307 units', a(307), 'GSM-7', 307, 3],
  ['459 units', a(459), 'GSM-7', 459, 3],
  ['460 units', a(460), 'GSM-7', 460, 4],
  ['every extension character counts two', '\f^{}\\[~]|€', 'GSM-7', 20, 1],
  ['80 euros fill one message', '€'.repeat(80), 'GSM-7', 160, 1],
  ['81 euros: 76 and 5', '€'.repeat(81), 'GSM-7', 162, 2],
  ['153 euros: 76, 76 and 1', '€'.repeat(153), 'GSM-7', 306, 3],
  ['an escape is not split', `${a(152)}€${a(152)}`, 'GSM-7', 306, 3],
  ['an escape that fits', `${a(151)}€${a(153)}`, 'GSM-7', 306, 2],
  ['umlauts are in the alphabet', 'äöüÄÖÜßñàèéùìòÇØøÅåΔΩ', 'GSM-7', 21, 1],
  ['70 units', e(70), 'UCS-2', 70, 1],
  ['71 units', e(71), 'UCS-2', 71, 2],
  ['134 units', e(134), 'UCS-2', 134, 2],
  ['135 units', e(135), 'UCS-2', 135, 3],
  ['35 pairs fill one message', '😀'.repeat(35), 'UCS-2', 70, 1],
  ['36 pairs: 33 and 3', '😀'.repeat(36), 'UCS-2', 72, 2],
  ['a surrogate pair is not split', `${e(66)}😀${e(66)}`, 'UCS-2', 134, 3],
  ['a surrogate pair that fits', `${e(65)}😀${e(67)}`, 'UCS-2', 134, 2],
  ['one ₹ halves the room', `₹${a(70)}`, 'UCS-2', 71, 2],
  ['Hindi', 'नमस्ते', 'UCS-2', 6, 1],
]

for (const [what, text, encoding, units, segments] of GOLDEN) {
  test(`segments: ${what}`, () => {
    const counted = segmentsOf(text)
    assert.deepEqual(
      [counted.encoding, counted.units, counted.segments],
      [encoding, units, segments],
    )
    assert.equal(piecesOf(text).length, segments)
  })
}

test('what forces UCS-2 is named, each once', () => {
  for (const character of ['₹', '’', '“', '”', '–', '`', '\t', '\u00a0', 'ç', '😀', 'क']) {
    const { encoding, forcing } = segmentsOf(`a${character}b${character}`)
    assert.equal(encoding, 'UCS-2')
    assert.deepEqual(forcing, [character])
  }
  assert.deepEqual(['₹', '\t', '\u00a0', '😀', '\u200b', '\u0301', '\ud800'].map(nameOfCharacter), [
    '₹',
    'tab',
    'no-break space',
    '😀',
    'zero-width space',
    'U+0301',
    'U+D800',
  ])
})

test('a substitution is offered where it saves', () => {
  const fee = `Your ₹500 monthly fee is due – please pay at the library’s desk by “Friday”. ${a(30)}`
  const { segments, forcing, substitute } = segmentsOf(fee)
  assert.equal(segments, 2)
  assert.deepEqual(forcing, ['₹', '–', '’', '“', '”'])
  assert.deepEqual(substitute, {
    text: `Your Rs500 monthly fee is due - please pay at the library's desk by "Friday". ${a(30)}`,
    segments: 1,
  })
  assert.equal(segmentsOf('Fee: ₹500').substitute, undefined, 'one message either way')
  assert.equal(segmentsOf(`${a(80)}₹😀`).substitute, undefined, 'nothing stands for an emoji')
  assert.equal(segmentsOf(`${a(80)}नमस्ते`).substitute, undefined, 'nor for Hindi')
  assert.equal(segmentsOf(`Garçon\u00a0\tÁ ${a(80)}`).substitute?.text, `Garcon  A ${a(80)}`)
  assert.equal(segmentsOf(`cafe\u0301 ${a(80)}₹`).substitute?.text, `café ${a(80)}Rs`)
})

const GSM = [..."aZ09 @£éÇ\nΔ'€{}[]~^|\\"]
const texts = fc.oneof(
  fc.array(fc.constantFrom(...GSM), { maxLength: 700 }).map((all) => all.join('')),
  fc
    .array(fc.constantFrom(...GSM, 'ę', '₹', '😀', 'न', '\ud83d', '\u0301'), { maxLength: 400 })
    .map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
)
const EXTENSION = new Set('\f^{}\\[~]|€')
const unitsIn = (text: string, encoding: string) =>
  encoding === 'UCS-2'
    ? text.length
    : [...text].reduce((sum, one) => sum + (EXTENSION.has(one) ? 2 : 1), 0)

/** The fewest messages, by trying every length of the first piece: slow, and right. */
function fewest(text: string, encoding: 'GSM-7' | 'UCS-2'): number {
  const [alone, each] = encoding === 'GSM-7' ? [160, 153] : [70, 67]
  const sizes = [...text].map((one) => unitsIn(one, encoding))
  const total = sizes.reduce((sum, one) => sum + one, 0)
  if (total === 0) return 0
  if (total <= alone) return 1
  const best = [0]
  for (let end = 1; end <= sizes.length; end++) {
    let [least, filled] = [Number.POSITIVE_INFINITY, 0]
    for (let start = end - 1; start >= 0; start--) {
      filled += sizes[start]!
      if (filled > each) break
      least = Math.min(least, best[start]! + 1)
    }
    best.push(least)
  }
  return best.at(-1)!
}

test('no way of cutting needs fewer messages, none is too long, and nothing is split or lost', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { encoding, units, segments } = segmentsOf(text)
      const pieces = piecesOf(text)
      assert.equal(segments, fewest(text, encoding))
      assert.equal(pieces.length, segments)
      assert.equal(pieces.join(''), text)
      assert.equal(units, unitsIn(text, encoding))
      for (const piece of pieces) {
        const room = encoding === 'GSM-7' ? 153 : 67
        const alone = encoding === 'GSM-7' ? 160 : 70
        assert.ok(unitsIn(piece, encoding) <= (segments === 1 ? alone : room))
      }
      // No pair of surrogates is parted.
      assert.equal(
        pieces.reduce((sum, piece) => sum + [...piece].length, 0),
        [...text].length,
      )
    }),
    { numRuns: 400 },
  )
})

test('a substitute is all GSM, and fewer messages', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { encoding, segments, substitute } = segmentsOf(text)
      if (!substitute) return
      assert.equal(encoding, 'UCS-2')
      const again = segmentsOf(substitute.text)
      assert.equal(again.encoding, 'GSM-7')
      assert.equal(again.segments, substitute.segments)
      assert.ok(substitute.segments < segments)
    }),
    { numRuns: 300 },
  )
})
