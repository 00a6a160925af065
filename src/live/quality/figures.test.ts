import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { type ChecklistItem, scoreOf } from './auditing.ts'
import { type Figures, findingsOf, ratesOf, targetsMet } from './figures.ts'
import { qualityPolicy } from './policy.ts'

const NOTHING: Figures = {
  held: 0,
  cancelled: 0,
  absent: 0,
  reviews: 0,
  stars: 0,
  asked: 0,
  answered: 0,
  answerSeconds: null,
  measured: 0,
  punctual: 0,
  earlyEnds: 0,
  disconnects: 0,
  technical: 0,
  reports: 0,
  audits: 0,
  auditScore: 0,
}

test('findings: each threshold at its edge, and nothing is said of too little', async () => {
  await using db = await testDatabase()
  const policy = await qualityPolicy(db)
  const cases: [why: string, figures: Partial<Figures>, findings: string[]][] = [
    ['nothing known', {}, []],
    ['90 % took place', { held: 9, cancelled: 1 }, []],
    ['a hair under 90 %', { held: 899, cancelled: 99, absent: 1 }, ['completion']],
    ['four sessions are not judged', { held: 0, cancelled: 4 }, []],
    ['five are', { held: 4, cancelled: 1 }, ['completion', 'cancelled']],
    ['10 % called off is the most', { held: 90, cancelled: 10 }, []],
    ['one absence', { held: 20, absent: 1 }, []],
    ['two absences, whatever the rest', { held: 1000, absent: 2 }, ['absent']],
    ['4.2', { reviews: 10, stars: 42 }, []],
    ['4.19', { reviews: 100, stars: 419 }, ['rating']],
    ['four reviews are not judged', { reviews: 4, stars: 4 }, []],
    ['80 % answered', { asked: 10, answered: 8 }, []],
    ['79 % answered', { asked: 100, answered: 79 }, ['answers']],
    ['90 % on time', { measured: 10, punctual: 9 }, []],
    ['89 % on time', { measured: 100, punctual: 89 }, ['punctual']],
    ['10 % with technical problems', { held: 10, technical: 1 }, []],
    ['more', { held: 100, technical: 11 }, ['technical']],
    ['one report found right', { reports: 1 }, []],
    ['two', { reports: 2 }, ['reports']],
    ['audits at 70 %', { audits: 2, auditScore: 14_000 }, []],
    ['under', { audits: 2, auditScore: 13_999 }, ['audit']],
  ]
  for (const [why, figures, findings] of cases) {
    assert.deepEqual(findingsOf({ ...NOTHING, ...figures }, policy), findings, why)
  }
})

test('targets of the platform: 4.5 and 95 % are met at the number, 5 %, 2 % and 24 h only under it', async () => {
  await using db = await testDatabase()
  const policy = await qualityPolicy(db)
  const met = (figures: Partial<Figures>) => targetsMet({ ...NOTHING, ...figures }, policy)
  assert.deepEqual(Object.values(met({})), [null, null, null, null, null])
  assert.equal(met({ reviews: 2, stars: 9 }).rating, true)
  assert.equal(met({ reviews: 100, stars: 449 }).rating, false)
  assert.equal(met({ held: 95, absent: 5 }).completion, true)
  assert.equal(met({ held: 949, absent: 51 }).completion, false)
  assert.equal(met({ held: 95, cancelled: 5 }).cancelled, false)
  assert.equal(met({ held: 951, cancelled: 49 }).cancelled, true)
  assert.equal(met({ held: 50, technical: 1 }).technical, false)
  assert.equal(met({ held: 51, technical: 1 }).technical, true)
  assert.equal(met({ answerSeconds: 86_399 }).answers, true)
  assert.equal(met({ answerSeconds: 86_400 }).answers, false)
})

test('rates are rounded down, never up into a threshold; audits weigh what could be seen', () => {
  const rates = ratesOf({ ...NOTHING, held: 9999, absent: 1, reviews: 3, stars: 14 })
  assert.deepEqual([rates.completion, rates.rating, rates.answers], [9999, 466, null])
  const items: ChecklistItem[] = [1, 2, 3].map((weight) => ({
    position: weight,
    says: 'x',
    weight,
  }))
  assert.equal(scoreOf(items, ['yes', 'yes', 'yes']), 10_000)
  assert.equal(scoreOf(items, ['yes', 'no', 'unseen']), 3_333)
  assert.equal(scoreOf(items, ['unseen', 'unseen', 'unseen']), null)
})
