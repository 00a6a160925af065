import assert from 'node:assert/strict'
import { appendFileSync, chownSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '#base'
import { checkConsistency, type Head, head, proveConsistency, verify } from '#ledger'
import { type Act, type Answer, Hands } from './acts.ts'
import { type Attack, pause, sealing } from './attack.ts'
import { disposable } from './kills.ts'
import { baseBackup, Place } from './place.ts'
import { eachOnce, reckon } from './reckoning.ts'
import { Town } from './town.ts'

const SETTINGS = { max_connections: '60', hot_standby_feedback: 'on' }

/**
 * The server is killed while clients post, and its synchronous replica is promoted in its place: nothing
 * that was answered is lost, what was not is asked again of the new server, and the log of seals goes on.
 */
export const promotion: Attack = ({ seed, dose, say }) =>
  promoting(seed, dose === 'full' ? { rounds: 6, each: 2_000 } : { rounds: 1, each: 800 }, say)

/** `careless`: nobody waits for the replica, and it falls behind. Then something must be found to be lost. */
export async function promoting(
  seed: number,
  { rounds, each, careless = false }: { rounds: number; each: number; careless?: boolean },
  say: (line: string) => void,
): Promise<string> {
  await using places = new AsyncDisposableStack()
  let first = places.use(await Place.open(SETTINGS))
  await using ward = new Ward(first)
  using town = new Town({ seed, clients: 8 })
  await using heads = sealing(() => ward.seal())
  town.live((act) => ward.do(act))
  const took: number[] = []
  for (let round = 1; round <= rounds; round++) {
    const second = places.use(await replicaOf(first))
    if (careless) await fallBehind(second)
    else await keepUp(first)
    await pause(each)
    await readOnly(second)
    const answered = [...town.history]
    await first.kill()
    const began = performance.now()
    await second.asOwner((owner) => owner.query('select pg_promote()'))
    await ward.moveTo(second)
    took.push(performance.now() - began)
    await using db = disposable(second.open(2))
    await eachOnce(db, seed, answered, { more: true })
    await continues(db, heads.heads)
    first = second
    say(`promotion ${round}: ${answered.length} answers before it, none lost`)
  }
  await pause(300)
  await town.rest()
  await using db = disposable(first.open())
  const tally = await reckon(db, town, { heads: await heads.rest() })
  return `${rounds} promotions, new server after ${took.map((ms) => Math.round(ms)).join(', ')} ms; ${tally.answered} answers, ${tally.heads} heads seen, all in the log`
}

/** Does acts wherever the server is now; what fails is asked of the next one. */
class Ward implements AsyncDisposable {
  #db: Db
  #hands: Hands

  constructor(place: Place) {
    this.#db = place.open()
    this.#hands = new Hands(this.#db)
  }

  /** Whoever waits for an answer of the old server hears that its connection is gone, and asks the new one. */
  async moveTo(place: Place): Promise<void> {
    const old = this.#db
    this.#db = place.open()
    this.#hands.moveTo(this.#db)
    await old.close()
  }

  do(act: Act): Promise<Answer> {
    return this.#hands.do(act)
  }

  seal(): Promise<Head | undefined> {
    return this.#hands.seal(Temporal.Now.instant())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#hands[Symbol.dispose]()
    await this.#db.close()
  }
}

/** A streaming replica, from a copy of the running server's files. */
function replicaOf(first: Place): Promise<Place> {
  return Place.on(async (data) => {
    await baseBackup(first, data)
    const from = `host=${first.sockets} user=stoa application_name=second`
    appendFileSync(join(data, 'postgresql.auto.conf'), `\nprimary_conninfo = '${from}'\n`)
    // Whom the copied server waited for is not whom this one will wait for.
    appendFileSync(join(data, 'postgresql.auto.conf'), `synchronous_standby_names = ''\n`)
    const signal = join(data, 'standby.signal')
    writeFileSync(signal, '')
    const { uid, gid } = statSync(data)
    if (process.getuid?.() === 0) chownSync(signal, uid, gid)
  }, SETTINGS)
}

/** From now on a commit is answered only when the replica has it on its disk, too. */
async function keepUp(first: Place): Promise<void> {
  await first.asOwner(async (owner) => {
    await owner.query("alter system set synchronous_standby_names = 'second'")
    await owner.query('select pg_reload_conf()')
    for (let attempt = 0; attempt < 500; attempt++) {
      const { rows } = await owner.query<{ sync_state: string; state: string }>(
        `select sync_state, state from pg_stat_replication where application_name = 'second'`,
      )
      if (rows[0]?.sync_state === 'sync' && rows[0].state === 'streaming') return
      await pause(20)
    }
    throw new Error('The replica does not keep up')
  })
}

async function fallBehind(second: Place): Promise<void> {
  await second.asOwner(async (owner) => {
    await owner.query("alter system set primary_conninfo = ''")
    await owner.query('select pg_reload_conf()')
  })
}

/** The replica answers, verifies, and takes no deed. */
async function readOnly(second: Place): Promise<void> {
  await using db = disposable(second.open(2))
  assert.deepEqual(await verify(db), { ok: true, findings: [] }, 'on the replica')
  await assert.rejects(
    async () => db`select ledger.take_snapshots(1)`,
    (error: { code?: string }) => error.code === '25006',
  )
}

/** Every head that was seen at the old server is a beginning of the new one's log. */
async function continues(db: Db, heads: readonly Head[]): Promise<void> {
  const seen = heads.at(-1)
  const now = await head(db)
  if (!seen) return
  assert.ok(now && now.size >= seen.size, 'a head that was seen is gone')
  const path = await proveConsistency(db, seen.size, now.size)
  assert.ok(checkConsistency(seen, now, path), 'a head that was seen is not in the log')
}
