import assert from 'node:assert/strict'
import type { Db } from '#base'
import {
  balance,
  checkConsistency,
  checkHead,
  checkProof,
  type Head,
  head,
  prove,
  proveConsistency,
  sealingLag,
  verify,
  wallet,
} from '#ledger'
import { Hands, PUBLIC_KEY, person } from './acts.ts'
import { impossibleIn, type Seen } from './order.ts'
import type { Town } from './town.ts'

/** What a run came to, in numbers. */
export type Tally = {
  answered: number
  done: number
  refused: number
  heads: number
  sealed: bigint
}

type Options = {
  /** Heads of the log that were seen meanwhile. */
  heads?: readonly Head[]
  /** On which accounts the order of answers is checked; not where units also leave by time. */
  ordered?: (account: string) => boolean
}

/**
 * The end of every attack, when all acts are answered: each deed is in the books once, exactly as it was
 * answered, and nothing else is; balances are what the answers add up to; some order of the deeds explains
 * every answer; the books verify; every head that was ever seen is a beginning of the log, and all is sealed.
 */
export async function reckon(
  db: Db,
  town: Town,
  { heads = [], ordered = () => true }: Options = {},
): Promise<Tally> {
  await eachOnce(db, town.seed, town.history)
  await addsUp(db, town)
  for (const { account, act, why } of impossibleIn(town.history)) {
    if (!ordered(account)) continue
    assert.fail(`No order explains the answers on ${account}; the first is ${act.key}:\n${why}`)
  }
  const sealed = await sealedWhole(db, heads)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
  const done = town.history.filter(({ answer }) => answer.ok).length
  return {
    answered: town.history.length,
    done,
    refused: town.history.length - done,
    heads: heads.length,
    sealed,
  }
}

/**
 * Every deed that was answered stands in the books once, under its number; none that was refused does, and
 * nothing else, unless there may be `more`: deeds that are still to be answered.
 */
export async function eachOnce(
  db: Db,
  seed: number,
  history: readonly Seen[],
  { more = false } = {},
): Promise<void> {
  const rows = await db<{ key: string; id: bigint; times: number }>`
    select key, min(id) as id, count(*)::int as times from (
      select key, id from ledger.journal where key like ${`${seed}.%`}
      union all select key, id from ledger.hold where key like ${`${seed}.%`}
      union all select key, 0 from ledger.hold_step where key like ${`${seed}.%`}
    ) x group by key`
  const written = new Map(rows.map((row) => [row.key, row]))
  for (const { act, answer } of history) {
    if (act.do === 'read' || act.do === 'look') continue
    const row = written.get(act.key)
    written.delete(act.key)
    if (!answer.ok) {
      assert.equal(row, undefined, `${act.key} was refused (${answer.code}), and is in the books`)
      continue
    }
    assert.ok(row, `${act.key} (${act.do}) was answered, and is not in the books`)
    assert.equal(row.times, 1, `${act.key} is in the books ${row.times} times`)
    if (answer.id !== undefined) assert.equal(row.id, answer.id, `${act.key} has another number`)
  }
  if (!more) assert.deepEqual([...written.keys()], [], 'in the books, and nobody was told')
}

/** Balances, computed from nothing but the answers. */
async function addsUp(db: Db, town: Town): Promise<void> {
  const sums = new Map<string, bigint>()
  const add = (name: string, units: bigint) => sums.set(name, (sums.get(name) ?? 0n) + units)
  for (const { act, answer } of town.history) {
    if (!answer.ok) continue
    if (act.do === 'buy') add(`${act.wallet} posted`, act.units)
    if (act.do === 'hold') add(`${act.wallet} held`, act.units)
    if (act.do === 'capture') {
      add(`${act.wallet} posted`, -act.units)
      add(`${act.educator} educator_held`, act.share)
    }
    if (act.do === 'capture' || act.do === 'release') add(`${act.wallet} held`, -act.units)
    if (act.do === 'free') {
      add(`${act.educator} educator_held`, -act.units)
      add(`${act.educator} educator_available`, act.units)
    }
  }
  for (const name of town.wallets) {
    const { posted, held } = await wallet(db, person(name), 'CREDIT')
    const gone = await goneByTime(db, name)
    assert.deepEqual(
      { posted, held },
      {
        posted: (sums.get(`${name} posted`) ?? 0n) - gone.expired,
        held: (sums.get(`${name} held`) ?? 0n) - gone.timedOut,
      },
      name,
    )
  }
  for (const educator of town.educators) {
    for (const purpose of ['educator_held', 'educator_available'] as const) {
      const has = await balance(db, { owner: person(educator), purpose, asset: 'USD' })
      assert.equal(has, sums.get(`${educator} ${purpose}`) ?? 0n, `${educator} ${purpose}`)
    }
  }
}

/** Units whose lot ran out, and units whose hold did. */
async function goneByTime(db: Db, name: string): Promise<{ expired: bigint; timedOut: bigint }> {
  const wallet = `person:${name}/wallet`
  const [row] = await db<{ expired: bigint; timedOut: bigint }>`select
    (select coalesce(sum(s.units), 0)::bigint from ledger.hold_step s join ledger.hold h on h.id = s.hold_id
      join ledger.account a on a.id = h.account_id
      where s.kind = 'timeout' and a.address = ${wallet}) as "timedOut",
    (select coalesce(-sum(m.units), 0)::bigint from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
      join ledger.account a on a.id = l.account_id
      where m.kind = 'expire' and a.address = ${wallet}) as expired`
  return row!
}

/** Seals the rest; nothing waits, each transfer stands in one block, and every head seen goes on in the last. */
export async function sealedWhole(db: Db, heads: readonly Head[]): Promise<bigint> {
  await new Hands(db).seal(Temporal.Now.instant())
  assert.equal((await sealingLag(db)).transfers, 0, 'something is not sealed')
  const [row] = await db<{ written: bigint; sealed: bigint; once: bigint }>`
    select (select count(*) from ledger.transfer) as written, count(*) as sealed, count(distinct (j, l)) as once
    from ledger.block, unnest(journals, legs) as x (j, l)`
  assert.deepEqual([row!.sealed, row!.once], [row!.written, row!.written], 'written, sealed, once')
  const last = await head(db)
  if (!last) return 0n
  const bySize = new Map(heads.map((one) => [one.size, one]))
  const sample = [...bySize.values()].filter((_, n) => n % Math.ceil(bySize.size / 60) === 0)
  for (const earlier of sample) {
    assert.ok(checkHead(earlier, PUBLIC_KEY), `head ${earlier.size} is not signed`)
    const path = await proveConsistency(db, earlier.size, last.size)
    assert.ok(checkConsistency(earlier, last, path), `head ${earlier.size} is not in ${last.size}`)
  }
  const rows = await db<{ id: string }>`
    select journal_id || '.' || leg as id from ledger.transfer order by sha256(journal_id::text::bytea) limit 20`
  for (const { id } of rows)
    assert.ok(checkProof(await prove(db, id), PUBLIC_KEY), `proof of ${id}`)
  return row!.sealed
}

/** Deadlocks since the server's statistics began: there must be none. */
export async function deadlocks(db: Db): Promise<bigint> {
  const [row] = await db<{ deadlocks: bigint }>`
    select deadlocks from pg_stat_database where datname = current_database()`
  return row!.deadlocks
}
