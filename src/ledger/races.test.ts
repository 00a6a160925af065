import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Db, Problem } from '#base'
import { asAdmin, type TestDatabase, testDatabase } from '../../test/database.ts'
import {
  balance,
  expireHolds,
  hold,
  type Owner,
  openTogether,
  postRule,
  releaseHold,
  statement,
  verify,
  wallet,
} from './index.ts'

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const learner: Owner = { type: 'person', id: 'learner' }
const educators: Owner[] = ['e1', 'e2', 'e3'].map((id) => ({ type: 'person', id }))
const deed = (key: string) => ({ key, about: { type: 'race', id: key }, by: 'test', at })
const clean = async (db: Db) => assert.deepEqual(await verify(db), { ok: true, findings: [] })

/** Does it again while the connection or a deadlock is the reason, as every caller must: by the same key. */
async function until<Result>(work: () => Promise<Result>): Promise<Result | Problem> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Problem) return error
      const { code, message } = error as { code?: string; message: string }
      const again = ['57P01', '57P02', '40P01', '40001', '08006', 'ECONNRESET', 'EPIPE']
      if (!again.includes(code ?? '') && !/terminat|Connection|not queryable/i.test(message))
        throw error
    }
  }
}

function grant(db: Db, credits: bigint, key: string) {
  return atomically(db, (tx) =>
    postRule(tx, 'credits.granted', { to: learner, credits, reason: 'promotion' }, deed(key)),
  )
}

test('fifty clients want the last credits: never more than there are', async () => {
  await using db = await testDatabase({ size: 50 })
  for (let lot = 0; lot < 3; lot++) await grant(db, 700n, `lot ${lot}`)
  const takes = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      until(() =>
        atomically(db, (tx) =>
          hold(tx, { ...deed(`hold ${n}`), owner: learner, asset: 'CREDIT', units: 100n }),
        ),
      ),
    ),
  )
  assert.equal(takes.filter((one) => !(one instanceof Problem)).length, 21)
  const now = await wallet(db, learner, 'CREDIT')
  assert.deepEqual([now.posted, now.held, now.available], [2100n, 2100n, 0n])
  await clean(db)
})

test('the same key from twenty clients at once is one deed, and one answer', async () => {
  await using db = await testDatabase({ size: 20 })
  const receipts = await Promise.all(Array.from({ length: 20 }, () => grant(db, 500n, 'once')))
  assert.equal(new Set(receipts.map((one) => one.journalId)).size, 1)
  assert.equal(receipts.filter((one) => !one.repeated).length, 1)
  assert.equal(new Set(receipts.map((one) => one.lots[0]!.id)).size, 1)
  const plain = await Promise.all(
    Array.from({ length: 20 }, () =>
      atomically(db, (tx) =>
        postRule(tx, 'access.earned', { currency: 'USD', amount: 5n }, deed('plain')),
      ),
    ),
  )
  assert.equal(plain.filter((one) => !one.repeated).length, 1)
  const held = await Promise.all(
    Array.from({ length: 20 }, () =>
      until(() =>
        atomically(db, (tx) =>
          hold(tx, { ...deed('held'), owner: learner, asset: 'CREDIT', units: 100n }),
        ),
      ),
    ),
  )
  assert.equal(new Set(held.map((one) => (one as { id: bigint }).id)).size, 1)
  await clean(db)
})

test('capture, release and time-out of one hold at once: each unit goes one way', async () => {
  await using db = await testDatabase({ size: 30 })
  await grant(db, 3000n, 'lot')
  const made = await atomically(db, (tx) =>
    hold(tx, {
      ...deed('hold'),
      owner: learner,
      asset: 'CREDIT',
      units: 3000n,
      expiresAt: at.add({ seconds: 1 }),
    }),
  )
  const results = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      until(() =>
        atomically<unknown>(db, (tx) => {
          if (n % 10 === 9) return expireHolds(tx, at.add({ hours: 1 }))
          if (n % 2)
            return releaseHold(tx, {
              hold: made.id,
              key: `release ${n}`,
              by: 'test',
              at,
              units: 200n,
            })
          const facts = {
            hold: made.id,
            educator: educators[0]!,
            currency: 'USD',
            face: 200n,
            share: 140n,
            units: 200n,
          }
          return postRule(tx, 'session.completed.credits', facts, deed(`capture ${n}`))
        }),
      ),
    ),
  )
  const refused = results
    .filter((one) => one instanceof Problem)
    .map((one) => (one as Problem).code)
  assert.ok(
    refused.every((code) => ['hold_closed', 'hold_too_small'].includes(code)),
    refused.join(),
  )
  const [row] = await db<{
    captured: bigint
    released: bigint
    open: boolean
  }>`select captured, released, open from ledger.hold`
  assert.deepEqual([row!.captured + row!.released, row!.open], [3000n, false])
  await clean(db)
})

async function deadlocks(db: Db): Promise<bigint> {
  const [row] = await db<{ deadlocks: bigint }>`
    select deadlocks from pg_stat_database where datname = current_database()`
  return row!.deadlocks
}

/** Moves money among three educators in every direction at once; some callers lose their answer and ask again. */
function swarm(db: TestDatabase, clients: number, deeds: number, lose: number) {
  const log: { key: string; journal: bigint; began: number; ended: number; educator: number }[] = []
  const lane = openTogether(db)
  let tick = 0
  const client = async (id: number) => {
    for (let n = 0; n < deeds; n++) {
      const educator = (id + n) % 3
      const key = `swarm ${id}.${n}`
      const facts = {
        educator: educators[educator]!,
        currency: 'USD',
        amount: BigInt(1 + ((id * 7 + n) % 5)),
      }
      const began = tick++
      const once = () =>
        n % 4 === 3
          ? lane.post({ rule: 'earnings.released', facts, deed: deed(key) })
          : atomically(db, (tx) => postRule(tx, 'earnings.released', facts, deed(key)))
      let done = await until(once)
      if ((id + n) % lose === 0) done = await until(once)
      if (done instanceof Problem) assert.equal(done.code, 'insufficient_funds')
      else log.push({ key, journal: done.journalId, began, ended: tick++, educator })
    }
  }
  return { log, run: () => Promise.all(Array.from({ length: clients }, (_, id) => client(id))) }
}

async function endow(db: Db): Promise<void> {
  for (const [index, educator] of educators.entries()) {
    await atomically(db, (tx) =>
      postRule(
        tx,
        'session.completed.included',
        { educator, currency: 'USD', share: 100_000n },
        deed(`endow ${index}`),
      ),
    )
  }
}

/** What was answered is in the books once; what ended before another began stands before it on the account. */
async function linear(db: Db, log: ReturnType<typeof swarm>['log']): Promise<void> {
  const [row] = await db<{ journals: bigint; keys: bigint }>`
    select count(*) as journals, count(distinct key) as keys from ledger.journal where key like 'swarm %'`
  assert.equal(row!.journals, BigInt(log.length))
  assert.equal(row!.keys, BigInt(log.length))
  for (const index of educators.keys()) {
    const own = log
      .filter((one) => one.educator === index)
      .sort((a, b) => (a.journal < b.journal ? -1 : 1))
    let latestStart = -1
    for (const one of own) {
      assert.ok(one.ended > latestStart, `${one.key} stands after what began when it had ended`)
      latestStart = Math.max(latestStart, one.began)
    }
    const ref = { owner: educators[index]!, purpose: 'educator_held', asset: 'USD' } as const
    const entries = (
      await statement(db, ref.owner, 'USD', { purpose: ref.purpose, limit: 10_000 })
    ).reverse()
    let running = 0n
    for (const entry of entries) {
      running += entry.amount
      assert.equal(entry.balance, running)
    }
    assert.equal(await balance(db, ref), running)
  }
}

test('many clients, replies lost: every answer is in the books once, in an order that could have been', async () => {
  await using db = await testDatabase({ size: 20 })
  await endow(db)
  const { log, run } = swarm(db, 20, 20, 3)
  await run()
  assert.equal(log.length, 400)
  assert.equal(await deadlocks(db), 0n)
  await linear(db, log)
  await clean(db)
})

test('backends are terminated in the middle: nothing answered is lost, nothing is twice', async () => {
  await using db = await testDatabase({ size: 12 })
  await endow(db)
  const { log, run } = swarm(db, 12, 25, 2)
  const name = new URL(db.url).pathname.slice(1)
  let over = false
  let killed = 0
  const killer = asAdmin(async (admin) => {
    while (!over && killed < 30) {
      const { rowCount } = await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and state <> 'idle' and pid <> pg_backend_pid()
         order by random() limit 1`,
        [name],
      )
      killed += rowCount ?? 0
      await new Promise((done) => setTimeout(done, 20))
    }
  })
  await run()
  over = true
  await killer
  assert.ok(killed >= 5, `only ${killed} backends were terminated`)
  assert.equal(log.length, 300)
  await linear(db, log)
  await clean(db)
})

test('transfers in both directions never deadlock', async () => {
  await using db = await testDatabase({ size: 16 })
  await endow(db)
  await Promise.all(
    Array.from({ length: 200 }, (_, n) => {
      const [educator, other] =
        n % 2 ? [educators[0]!, educators[1]!] : [educators[1]!, educators[0]!]
      return atomically(db, async (tx) => {
        const from = { educator, currency: 'USD', amount: 1n }
        await postRule(
          tx,
          'dispute.lost.paid_out',
          { educator: other, currency: 'USD', amount: 2n, credited: 1n },
          deed(`d${n}`),
        ).catch(() => {})
        return from
      })
    }),
  )
  assert.equal(await deadlocks(db), 0n)
  await clean(db)
})
