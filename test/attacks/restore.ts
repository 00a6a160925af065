import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { chmod, chown } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '#base'
import {
  checkConsistency,
  checkProof,
  type Head,
  head,
  nextSealing,
  type Proof,
  prove,
  proveConsistency,
  sealingState,
  verify,
} from '#ledger'
import { Hands, PUBLIC_KEY } from './acts.ts'
import { type Attack, pause, sealing } from './attack.ts'
import { disposable } from './kills.ts'
import { baseBackup, Place } from './place.ts'
import { deadlocks, reckon } from './reckoning.ts'
import { Town } from './town.ts'

/** What an auditor has in hand before the disaster. */
type Kept = { proofs: Proof[]; head: Head }

/**
 * Dumped and restored into another server (by COPY of every table in one snapshot, as pg_dump does), and
 * copied file by file (as pg_basebackup does), both while clients post. What had been answered when the copy
 * began is there; the books verify before anything is done; life goes on; sealing begins a new epoch in
 * another server, also while clients post; proofs and heads from before still hold.
 */
export const restore: Attack = async ({ seed, dose, say }) => {
  const acts = dose === 'full' ? 400 : 30
  const lines: string[] = []
  for (const how of ['dump', 'files'] as const) {
    await using place = await Place.open({ max_connections: '60' })
    await oldServer(place)
    await using db = disposable(place.open())
    using hands = new Hands(db)
    using town = new Town({ seed, clients: 8 })
    await using heads = sealing(() => hands.seal(Temporal.Now.instant()))
    await town.moveIn((act) => hands.do(act))
    town.live((act) => hands.do(act), acts)
    while (town.history.length < acts * 3) await pause(10)
    const kept = await keep(db)
    const answered = [...town.history]
    await using other = how === 'dump' ? await dumped(place) : await copied(place)
    await Promise.all([town.rest({ now: false }), heads.rest()])
    const line = await lifeGoesOn(other, { seed, answered, kept, how, acts })
    lines.push(line)
    say(line)
  }
  return lines.join('; ')
}

/** Its transaction numbers are far beyond those of a server that is begun anew. */
async function oldServer(place: Place): Promise<void> {
  await place.asOwner((owner) =>
    owner.query(
      'do $$ begin for n in 1 .. 20000 loop perform pg_current_xact_id(); commit; end loop; end $$',
    ),
  )
}

async function keep(db: Db): Promise<Kept> {
  await new Hands(db).seal(Temporal.Now.instant())
  const rows = await db<{ id: string }>`
    select x.journal || '.' || x.leg as id from ledger.block cross join lateral unnest(journals, legs) x (journal, leg)
    order by sha256(x.journal::text::bytea) limit 20`
  return {
    proofs: await Promise.all(rows.map(({ id }) => prove(db, id))),
    head: (await head(db))!,
  }
}

type Before = {
  seed: number
  answered: Town['history']
  kept: Kept
  how: 'dump' | 'files'
  acts: number
}

async function lifeGoesOn(other: Place, before: Before): Promise<string> {
  const { answered, kept, how, seed, acts } = before
  await using db = disposable(other.open())
  assert.deepEqual(await verify(db), { ok: true, findings: [] }, 'as it was restored')
  const copied = await answeredThere(db, answered)
  const old = await db<{ key: string }>`select key from ledger.journal`

  // A new town on the old books; sealing starts in the midst of it, at its most inconvenient.
  using hands = new Hands(db)
  using town = new Town({ seed: seed + 1, clients: 8, wallets: 3, name: 'later' })
  await town.moveIn((act) => hands.do(act))
  town.live((act) => hands.do(act), acts)
  await pause(60)
  assert.deepEqual(await verify(db), { ok: true, findings: [] }, 'written to, and not yet sealed')
  await seenAsUnsealed(db)
  await using heads = sealing(() => hands.seal(Temporal.Now.instant()), 20)
  await town.rest({ now: false })
  const tally = await reckon(db, town, { heads: await heads.rest() })

  const epochs = await db<{ number: number }>`select number from ledger.epoch order by number`
  assert.equal(epochs.length, how === 'dump' ? 2 : 1, 'epochs')
  const now = (await head(db))!
  const path = await proveConsistency(db, kept.head.size, now.size)
  assert.ok(checkConsistency(kept.head, now, path), 'the log does not continue the one from before')
  for (const proof of kept.proofs) {
    assert.ok(checkProof(proof, PUBLIC_KEY), 'an old proof does not hold')
    const anew = await prove(db, proof.transfer)
    assert.ok(checkProof(anew, PUBLIC_KEY), 'an old transfer has no new proof')
    assert.equal(anew.row, proof.row, 'an old transfer reads otherwise')
  }
  assert.equal(await deadlocks(db), 0n, 'deadlocks')
  const what = how === 'dump' ? 'dumped by COPY and restored' : 'files copied while running'
  return `${what}: ${copied} answered deeds and ${old.length} journals came along, ${tally.done} more were done, ${kept.proofs.length} old proofs hold, epoch ${epochs.at(-1)!.number}`
}

/** All that had been answered when the copy began is there; what was under way may be. */
async function answeredThere(db: Db, answered: Town['history']): Promise<number> {
  const rows = await db<{ key: string }>`
    select key from ledger.journal union all select key from ledger.hold
    union all select key from ledger.hold_step where key is not null`
  const there = new Set(rows.map(({ key }) => key))
  const deeds = answered.filter(
    ({ act, answer }) => answer.ok && act.do !== 'read' && act.do !== 'look',
  )
  for (const { act } of deeds) assert.ok(there.has(act.key), `${act.key} did not come along`)
  return deeds.length
}

/** What waits to be sealed is known to wait, so that the schedule seals it and the alarm can ring. */
async function seenAsUnsealed(db: Db): Promise<void> {
  assert.ok((await sealingState(db)).waiting > 0, 'nothing waits to be sealed, it says')
  const [due] = await db<{ due: unknown }>`select (${nextSealing}) is not null as due`
  assert.equal(due!.due, true, 'no sealing is due, it says')
}

/** A dump of all tables as of one snapshot, restored into a new cluster. */
async function dumped(from: Place): Promise<Place> {
  const to = await Place.open({ max_connections: '60' })
  const folder = mkdtempSync(join(tmpdir(), 'stoa-dump-'))
  try {
    const { uid, gid } = statSync(from.data)
    if (process.getuid?.() === 0) await chown(folder, uid, gid)
    await chmod(folder, 0o711)
    const tables = await from.asOwner(async (owner) => {
      await owner.query('begin isolation level repeatable read read only')
      const { rows } = await owner.query<{ name: string; columns: string }>(`
        select c.oid::regclass::text as name,
          string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = ''
        where c.relkind = 'r' and c.relnamespace in ('base'::regnamespace, 'ledger'::regnamespace)
          and c.oid <> 'base.migration'::regclass group by c.oid order by c.oid`)
      for (const { name, columns } of rows) {
        await owner.query(`copy ${name} (${columns}) to '${join(folder, name)}'`)
      }
      await owner.query('commit')
      return rows
    })
    // Sequences know no snapshot: read last, they are never behind the rows.
    const sequences = await from.asOwner((owner) =>
      owner.query<{ name: string; last: string }>(`
        select format('%I.%I', schemaname, sequencename) as name, last_value::text as last from pg_sequences
        where schemaname in ('base', 'ledger') and last_value is not null`),
    )
    await to.asOwner(async (owner) => {
      await owner.query('set session_replication_role = replica')
      await owner.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
      for (const { name, columns } of tables) {
        await owner.query(`copy ${name} (${columns}) from '${join(folder, name)}'`)
      }
      for (const { name, last } of sequences.rows) {
        await owner.query('select setval($1, $2)', [name, last])
      }
    })
    return to
  } catch (error) {
    await to[Symbol.asyncDispose]()
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function copied(from: Place): Promise<Place> {
  return Place.on((data) => baseBackup(from, data), { max_connections: '60' })
}
