import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Act, Answer } from './acts.ts'
import { type Bug, contend } from './contention.ts'
import { killing } from './kills.ts'
import { killSenders } from './messages.ts'
import { impossibleIn, type Seen } from './order.ts'
import { promoting } from './promotion.ts'
import { ATTACKS } from './soak.ts'

/**
 * A small dose of every attack (the full one: `npm run soak`), and proof that each check can fail: an attack
 * that finds nothing says something only if it would have found it. README.md tells what each proves.
 */

const seed = Number(process.env.ATTACK_SEED) || Math.floor(Math.random() * 1e6)
const say = () => {}

describe(`a small dose of every attack, ATTACK_SEED=${seed}`, () => {
  for (const [name, open] of Object.entries(ATTACKS)) {
    test(`${name}, ATTACK_SEED=${seed}`, { timeout: 180_000 }, async (t) => {
      t.diagnostic(await (await open())({ seed, dose: 'small', say }))
    })
  }
})

describe('each check can fail', () => {
  test('a server that answers before it has written is found to lose', async () => {
    const careless = killing(1, 6, say, { careless: true })
    await assert.rejects(careless, /was answered, and is (lost|not in the books)/)
  })

  test('a process that answers before it has written, and sends again what was leaving, is found to do both', async () => {
    const careless = killSenders(1, 2, say, { careless: true })
    await assert.rejects(careless, /was answered, and is lost.* went out \d+ times/)
  })

  test('a replica that nobody waits for is found to lose', async () => {
    const careless = promoting(1, { rounds: 1, each: 400, careless: true }, say)
    await assert.rejects(careless, /was answered, and is not in the books/)
  })

  const bugs: [string, Bug][] = [
    [
      'a hold that does not lock the wallet',
      { function: 'hold_units', from: 'for no key update of b', to: '' },
    ],
    [
      'a floor that is not looked at',
      {
        function: 'post',
        from: '(b.floor is null or b.posted + v_change - b.held + v_unheld >= b.floor)',
        to: 'true',
        also: 'alter table ledger.balance drop constraint never_below_floor',
      },
    ],
  ]
  for (const [bug, planted] of bugs) {
    test(`${bug} is found`, async () => {
      await assert.rejects(contend(1, 20, planted), /No order explains the answers|violates check/)
    })
  }
})

describe('an order of answers', () => {
  const deed = { key: 'k', at: 0 }
  const buy = (units: bigint): Act => ({ ...deed, do: 'buy', wallet: 'w', units, way: 'inline' })
  const hold = (units: bigint): Act => ({ ...deed, do: 'hold', wallet: 'w', units })
  const read: Act = { ...deed, do: 'read', wallet: 'w' }
  const ok: Answer = { ok: true, id: 1n }
  const has = (posted: bigint, held: bigint, id = 1n): Answer => ({ ok: true, id, posted, held })
  const short = (available: bigint): Answer => ({
    ok: false,
    code: 'insufficient_funds',
    available,
  })
  const seen = (from: number, to: number, act: Act, answer: Answer): Seen => ({
    act,
    answer,
    from,
    to,
  })
  const cases: [string, Seen[], boolean][] = [
    ['one after the other', [seen(0, 1, buy(10n), ok), seen(2, 3, read, has(10n, 0n))], true],
    ['a read that is too old', [seen(0, 1, buy(10n), ok), seen(2, 3, read, has(0n, 0n))], false],
    [
      'a read beside it may be old',
      [seen(0, 3, buy(10n), ok), seen(1, 2, read, has(0n, 0n))],
      true,
    ],
    ['or new', [seen(0, 3, buy(10n), ok), seen(1, 2, read, has(10n, 0n))], true],
    [
      'but not first new and then old',
      [seen(0, 9, buy(10n), ok), seen(1, 2, read, has(10n, 0n)), seen(3, 4, read, has(0n, 0n))],
      false,
    ],
    [
      'two holds at once of what is there for one',
      [
        seen(0, 1, buy(10n), ok),
        seen(2, 5, hold(10n), has(10n, 10n, 1n)),
        seen(3, 4, hold(10n), has(10n, 10n, 2n)),
      ],
      false,
    ],
    [
      'a refusal that says what the other left',
      [
        seen(0, 1, buy(10n), ok),
        seen(2, 5, hold(7n), has(10n, 7n, 1n)),
        seen(3, 4, hold(7n), short(3n)),
      ],
      true,
    ],
    [
      'a refusal that says what nobody left',
      [
        seen(0, 1, buy(10n), ok),
        seen(2, 5, hold(7n), has(10n, 7n, 1n)),
        seen(3, 4, hold(7n), short(4n)),
      ],
      false,
    ],
  ]
  for (const [name, history, possible] of cases) {
    test(`${name}: ${possible ? 'possible' : 'impossible'}`, () => {
      assert.equal(impossibleIn(history).length === 0, possible)
    })
  }
})
