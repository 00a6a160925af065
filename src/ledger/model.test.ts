import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db } from '#base'
import { asAdmin, type TestDatabase, testDatabase } from '../../test/database.ts'
import { dose } from '../../test/doses.ts'
import { type Answer, chance, HOUR, Model, NEVER, OWNERS, START } from '../../test/memory-ledger.ts'
import {
  expireHolds,
  expireLots,
  hold,
  type Owner,
  postRule,
  releaseHold,
  trialBalance,
  verify,
  wallet,
} from './index.ts'

/**
 * A second ledger, in memory and written the other way round, lives the same random life as the real one.
 * Every answer and every lot must be the same. A failure names its seed: LEDGER_SEED=… plays it again.
 */

const person = (id: string): Owner => ({ type: 'person', id })
const moment = (ms: number) => (ms === NEVER ? {} : { expiresAt: START.add({ milliseconds: ms }) })

async function refusalOr(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work
  } catch (error) {
    const { code, facts } = error as {
      code: string
      facts?: { available?: string; short?: string }
    }
    if (!facts) throw error
    if (code !== 'insufficient_funds') return { code }
    return { code, available: BigInt(facts.available!), short: BigInt(facts.short!) }
  }
}

/** Lives `steps` random deeds in both; throws at the first difference. */
async function live(db: Db, seed: number, steps: number): Promise<void> {
  const random = chance(seed)
  const model = new Model()
  const ids: bigint[] = []
  const past: {
    key: string
    real: (key: string) => Promise<Answer>
    twisted: (key: string) => Promise<Answer>
    answer: Answer
  }[] = []
  const at = () => START.add({ milliseconds: model.now })
  const deed = (key: string) => ({ key, about: { type: 'model', id: 'm' }, by: 'model', at: at() })
  const run = (work: Parameters<typeof atomically<Answer>>[1]) => refusalOr(atomically(db, work))
  const later = () => (random.yes(0.4) ? NEVER : model.now + (1 + random.upTo(900)) * HOUR)

  const deeds: ((key: string) => {
    expected: Answer
    real: (key: string) => Promise<Answer>
    twisted: (key: string) => Promise<Answer>
  })[] = [
    function buy() {
      const [owner, credits, net, fee, ends] = [
        random.of(OWNERS),
        BigInt(1 + random.upTo(500)),
        BigInt(50 + random.upTo(700)),
        BigInt(random.upTo(40)),
        later(),
      ]
      const post = (more: bigint) => (key: string) =>
        run(async (tx) => {
          const { basis, fee: feeBasis } = await postRule(
            tx,
            'credits.purchased',
            {
              buyer: person(owner),
              provider: 'card',
              currency: 'USD',
              net: net + more,
              tax: 0n,
              fee,
              credits,
              ...moment(ends),
            },
            deed(key),
          )
          return { basis, fee: feeBasis }
        })
      return {
        expected: model.issue(owner, 'purchase', credits, net, fee, ends),
        real: post(0n),
        twisted: post(1n),
      }
    },
    function grant() {
      const [owner, credits, ends] = [random.of(OWNERS), BigInt(1 + random.upTo(200)), later()]
      const post = (more: bigint) => (key: string) =>
        run(async (tx) => {
          const { basis, fee } = await postRule(
            tx,
            'credits.granted',
            { to: person(owner), credits: credits + more, reason: 'promotion', ...moment(ends) },
            deed(key),
          )
          return { basis, fee }
        })
      return {
        expected: model.issue(owner, 'promotion', credits, 0n, 0n, ends),
        real: post(0n),
        twisted: post(1n),
      }
    },
    function reserve() {
      const [owner, units, ends] = [
        random.of(OWNERS),
        BigInt(1 + random.upTo(400)),
        random.yes(0.6) ? NEVER : model.now + (1 + random.upTo(500)) * HOUR,
      ]
      const before = model.holds.length
      const expected = model.hold(owner, units, ends)
      const post = (more: bigint) => (key: string) =>
        run(async (tx) => {
          const made = await hold(tx, {
            ...deed(key),
            owner: person(owner),
            asset: 'CREDIT',
            units: units + more,
            ...moment(ends),
          })
          if (model.holds.length > before) ids[before] ??= made.id
          return made.lots.map((lot) => [lot.source, lot.units, lot.basis, lot.fee])
        })
      return { expected, real: post(0n), twisted: post(1n) }
    },
    function complete() {
      const index = random.upTo(model.holds.length)
      const [units, share] = [
        random.yes(0.5) ? undefined : BigInt(1 + random.upTo(200)),
        BigInt(random.upTo(300)),
      ]
      const id = ids[index]!
      const post = (more: bigint) => (key: string) =>
        run(async (tx) => ({
          basis: (
            await postRule(
              tx,
              'session.completed.credits',
              {
                hold: id,
                educator: person('ed'),
                currency: 'USD',
                face: 0n,
                share: share + more,
                ...(units ? { units } : {}),
              },
              deed(key),
            )
          ).basis,
        }))
      return { expected: model.complete(index, units, share), real: post(0n), twisted: post(1n) }
    },
    function release() {
      const index = random.upTo(model.holds.length)
      const units = random.yes(0.5) ? undefined : BigInt(1 + random.upTo(200))
      const id = ids[index]!
      const post = (more: bigint) => (key: string) =>
        run(async (tx) => ({
          units: (
            await releaseHold(tx, {
              hold: id,
              key,
              by: 'model',
              at: at(),
              ...(units || more ? { units: (units ?? 0n) + more } : {}),
            })
          ).units,
        }))
      return { expected: model.release(index, units), real: post(0n), twisted: post(1n) }
    },
    function refund() {
      const open = model.lots.filter((lot) => lot.left > lot.held)
      const lot = random.of(open)
      const units = 1n + BigInt(random.upTo(Number(lot.left - lot.held)))
      const { basis, apply } = model.refund(lot, units)
      const post = (more: bigint) => (key: string) =>
        run(async (tx) => {
          const [row] = await tx<{
            id: bigint
          }>`select id from ledger.lot order by id offset ${lot.seq} limit 1`
          const receipt = await postRule(
            tx,
            'credits.refunded',
            {
              owner: person(lot.owner),
              currency: 'USD',
              lot: row!.id,
              credits: units,
              basis: basis + more,
              tax: 0n,
            },
            deed(key),
          )
          return { basis: receipt.basis }
        })
      return { expected: apply(), real: post(0n), twisted: post(1n) }
    },
    function spend() {
      const [owner, credits] = [random.of(OWNERS), BigInt(1 + random.upTo(300))]
      const post = (more: bigint) => (key: string) =>
        run(async (tx) => {
          const facts = { buyer: person(owner), credits: credits + more }
          return { basis: (await postRule(tx, 'course.sold.credits', facts, deed(key))).basis }
        })
      return { expected: model.spend(owner, credits), real: post(0n), twisted: post(1n) }
    },
  ]

  for (let step = 0; step < steps; step++) {
    const key = `${seed}.${step}`
    const choice = random.upTo(100)
    if (choice < 8) {
      model.now += random.upTo(200) * HOUR
    } else if (choice < 12) {
      const swept = await atomically(db, async (tx) => [
        await expireHolds(tx, at()),
        await expireLots(tx, at()),
      ])
      assert.deepEqual(swept, model.sweep(), `sweep at step ${step}`)
    } else if (choice < 22 && past.length > 0) {
      const old = random.of(past)
      if (random.yes(0.5))
        assert.deepEqual(await old.real(old.key), old.answer, `repeat at step ${step}`)
      else
        assert.deepEqual(
          await old.twisted(old.key),
          { code: 'key_reused' },
          `twisted repeat at step ${step}`,
        )
    } else {
      const kind = random.upTo(deeds.length)
      if ((kind === 3 || kind === 4) && model.holds.length === 0) continue
      if (kind === 5 && !model.lots.some((lot) => lot.left > lot.held)) continue
      const { expected, real, twisted } = deeds[kind]!(key)
      const answer = await real(key)
      assert.deepEqual(answer, expected, `${deeds[kind]!.name} at step ${step}`)
      if (!(answer as { code?: string }).code) past.push({ key, real, twisted, answer })
    }
    if (step % 25 === 24 || step === steps - 1) await compare(db, model, step)
  }
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
}

async function compare(db: Db, model: Model, step: number): Promise<void> {
  const lots = await Promise.all(
    OWNERS.map(async (owner) =>
      (await wallet(db, person(owner), 'CREDIT')).lots
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((lot) => [
          lot.source,
          lot.remaining,
          lot.held,
          lot.basis,
          lot.fee,
          lot.expiresAt ? Number(lot.expiresAt.epochMilliseconds - START.epochMilliseconds) : NEVER,
        ]),
    ),
  )
  assert.deepEqual(lots, model.state(), `lots at step ${step}`)
  const books = Object.fromEntries(
    (await trialBalance(db)).map((line) => [line.purpose, line.balance]),
  )
  const expected = Object.fromEntries([...model.books].filter(([, amount]) => amount !== 0n))
  assert.deepEqual(books, expected, `books at step ${step}`)
}

const given = Number(process.env.LEDGER_SEED)
const seeds = given
  ? [given]
  : [
      ...[1, 2, 3].slice(0, dose(3)),
      ...Array.from({ length: dose(3) }, () => Math.floor(Math.random() * 1e9)),
    ]

test('model and ledger live the same life', { timeout: 240_000 }, async (t) => {
  for (const seed of seeds) {
    await t.test(`LEDGER_SEED=${seed}`, async () => {
      await using db = await testDatabase()
      await live(db, seed, 600)
    })
  }
})

/** Bugs planted in the database's functions: the model must find each. */
const mutants: [bug: string, fn: string, from: string, to: string][] = [
  [
    'lots in the wrong order',
    'free_pieces',
    'order by l.priority, l.expires_at, l.source',
    'order by l.priority, l.expires_at desc, l.source',
  ],
  ['expired lots can be held', 'free_pieces', 'and l.expires_at > p_at', ''],
  [
    'the check does not count what is held',
    'free_pieces',
    'v_lot.remaining - v_lot.held',
    'v_lot.remaining',
  ],
  ['no grace for what comes back too late', 'release_units', 'v_lot.expires_at <= p_at', 'false'],
  [
    'a release takes the first pieces',
    'release_units',
    'p_hold, v_units, true',
    'p_hold, v_units, false',
  ],
  ['a capture takes the last pieces', 'capture_hold', 'order by x.ord', 'order by x.ord desc'],
  [
    'holds end late',
    'expire_holds',
    'expires_at <= p_at',
    "expires_at <= p_at - interval '60 hours'",
  ],
  ['a key is not compared with its content', 'answered', 'v_journal.hash <> p_hash', 'false'],
  [
    'the last piece does not take the rest',
    'free_pieces',
    'if v_take = v_free then',
    'if false then',
  ],
  ['lots end late', 'due_lots', 'expires_at <= p_at', "expires_at <= p_at - interval '60 hours'"],
]

async function plant(db: TestDatabase, fn: string, from: string, to: string): Promise<void> {
  await asAdmin(async (owner) => {
    const { rows } = await owner.query(
      'select pg_get_functiondef(oid) as text from pg_proc where proname = $1',
      [fn],
    )
    const text: string = rows[0].text
    assert.ok(text.includes(from), `${fn} has no ${from}`)
    await owner.query(text.replaceAll(from, to))
  }, new URL(db.url).pathname.slice(1))
}

test('planted bugs are found', { timeout: 240_000 }, async (t) => {
  for (const [bug, fn, from, to] of mutants) {
    await t.test(bug, async () => {
      await using db = await testDatabase()
      await plant(db, fn, from, to)
      let found: unknown
      for (const seed of [1, 2, 3]) {
        found = await live(db, seed, 600).then(
          () => undefined,
          (error) => error,
        )
        if (found) break
        await asAdmin(async (owner) => {
          await owner.query('set session_replication_role = replica')
          await owner.query(
            'truncate ledger.journal, ledger.transfer, ledger.lot, ledger.lot_move, ledger.hold, ledger.hold_lot, ledger.hold_step, ledger.balance, ledger.account cascade',
          )
        }, new URL(db.url).pathname.slice(1))
      }
      assert.ok(found, 'nobody noticed')
    })
  }
})
