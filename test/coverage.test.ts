import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Coverage, together } from './coverage.ts'

const file = (path: string, missedLines: number[], missedBranches: number[]): Coverage => ({
  path,
  lines: 10,
  branches: 4,
  missedLines,
  missedBranches,
})

test('together two runs missed what both missed; a file that one never loaded is as the other has it', () => {
  assert.deepEqual(
    together([
      [file('a.ts', [1, 2, 3], [5, 5, 6]), file('b.ts', [9], [])],
      [file('a.ts', [2, 3, 4], [5, 6, 6]), file('c.ts', [], [1])],
    ]),
    [file('a.ts', [2, 3], [5, 6]), file('b.ts', [9], []), file('c.ts', [], [1])],
  )
  // A branch that one missed counts as taken by the other only if it came to the line.
  const [file12] = together([[file('a.ts', [], [7, 8])], [file('a.ts', [7], [])]])
  assert.deepEqual(file12!.missedBranches, [7])
  assert.deepEqual(together([]), [])
})
