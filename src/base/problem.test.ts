import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allProblems, Problem, problems } from '#base'

test('a refusal carries its code, its status, whether trying again can help, and the facts', () => {
  const refuse = problems('test_of_base', {
    test_of_base_short: { status: 409, title: 'There is not enough.', retry: 'after-change' },
  })
  const problem = refuse('test_of_base_short', { short: 5n, detail: 'Five are missing.' })
  assert.ok(problem instanceof Problem)
  assert.equal(problem.code, 'test_of_base_short')
  assert.equal(problem.status, 409)
  assert.equal(problem.retry, 'after-change')
  assert.equal(problem.facts.short, 5n)
  assert.match(problem.message, /There is not enough. Five are missing./)
  assert.equal(allProblems().get('test_of_base_short')?.module, 'test_of_base')
  assert.throws(
    () => problems('other', { test_of_base_short: { status: 400, title: 'x', retry: 'never' } }),
    /twice/,
  )
  // The catalogue is one for the whole house: leave it as it was.
  ;(allProblems() as Map<string, unknown>).delete('test_of_base_short')
})
