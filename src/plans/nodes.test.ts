import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { subscribers } from '../../test/subscriber.ts'
import { testTill } from '../../test/till.ts'
import { Entitlements, leavePlan } from './index.ts'

/** Another process that answers what a person may do: a line in, a line out. */
const NODE = `
  import { createInterface } from 'node:readline'
  import { openDatabase } from '#base'
  import { Entitlements } from '#plans'
  const db = openDatabase({ url: process.argv[1], role: 'stoa_app', size: 3 })
  const entitlements = await new Entitlements(db).open()
  for await (const line of createInterface({ input: process.stdin })) {
    const [person, feature, at] = line.split(' ')
    const before = db.sent.count
    const open = await entitlements.can(person, feature, Temporal.Instant.from(at))
    console.log(open + ' ' + (db.sent.count - before))
  }
  await entitlements.close()
  await db.close()
`

test('two processes: what one has in memory is dropped when the other changes the plan, at every change', async () => {
  await using till = await testTill()
  const people = subscribers(till)
  const child = spawn(process.execPath, ['--input-type=module', '-e', NODE, till.db.url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const there = async (person: string, feature: string) => {
      child.stdin.write(`${person} ${feature} ${till.clock.now()}\n`)
      const [open, asked] = String((await lines.next()).value).split(' ')
      return { open: open === 'true', asked: Number(asked) }
    }
    const eventually = async (wanted: boolean, person: string, feature: string) => {
      const until = Date.now() + 20_000
      while ((await there(person, feature)).open !== wanted) {
        assert.ok(Date.now() < until, `${feature} is not ${wanted ? 'open' : 'shut'} there`)
        await new Promise((done) => setTimeout(done, 10))
      }
    }
    await using here = await new Entitlements(till.db).open()
    const person = await people.with('learner-premium')
    await eventually(true, person, 'sessions.priority')
    assert.deepEqual(
      await there(person, 'sessions.priority'),
      { open: true, asked: 0 },
      'in memory',
    )
    assert.equal(await here.can(person, 'sessions.priority', till.clock.now()), true)

    const { id, periodEnd } = await people.current(person)
    await leavePlan(till.payments, { personId: person, id, leave: true }, till.clock.now())
    await till.advance(periodEnd)
    await eventually(false, person, 'sessions.priority')
    await people.with('learner-pro')
    assert.equal((await there(person, 'sessions.book')).open, true, 'what is free stays')
  } finally {
    child.stdin.end()
    await once(child, 'exit')
  }
})
