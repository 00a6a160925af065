import assert from 'node:assert/strict'
import { APP_ROLE, openDatabase } from '#base'
import { chance } from '../memory-ledger.ts'
import { Hands } from './acts.ts'
import { type Attack, pause, sealing } from './attack.ts'
import { disposable } from './kills.ts'
import { Place } from './place.ts'
import { deadlocks, reckon } from './reckoning.ts'
import { Town } from './town.ts'
import { type Cut, Wire } from './wire.ts'

/**
 * Answers lost after the commit, requests lost before it, and backends terminated in the middle, while
 * clients ask again by the same key: each deed is once, and its answer is the one that was lost.
 */
export const replies: Attack = async ({ seed, dose, say }) => {
  const random = chance(seed)
  const cuts: Cut[] = ['the answer', 'the answer', 'the request']
  await using place = await Place.open({ max_connections: '80' })
  await using wire = await Wire.open(place.url, () =>
    random.yes(0.25) ? random.of(cuts) : undefined,
  )
  await using through = disposable(openDatabase({ url: wire.url, role: APP_ROLE, size: 12 }))
  await using db = disposable(place.open(4))

  using hands = new Hands(through)
  await using heads = sealing(() => hands.seal(Temporal.Now.instant()))
  using town = new Town({ seed, clients: 10 })
  await town.moveIn((act) => hands.do(act))
  town.live((act) => hands.do(act), dose === 'full' ? 400 : 25)
  const killer = terminator(place, 60)
  await town.rest({ now: false })
  const killed = await killer.rest()
  const lost = [...wire.cuts].map(([what, times]) => `${times} × ${what} lost`).join(', ')
  say(`${lost}, ${killed} backends terminated`)
  assert.ok((wire.cuts.get('the answer') ?? 0) > 5, 'hardly an answer was lost')
  assert.ok(killed > 2, 'hardly a backend was terminated')
  const tally = await reckon(db, town, { heads: await heads.rest() })
  assert.equal(await deadlocks(db), 0n, 'deadlocks')
  return `${lost}, ${killed} backends terminated; ${tally.answered} answers, no deadlock`
}

/** Terminates backends that are in the middle of a transaction, one after the other. */
function terminator(place: Place, everyMs: number) {
  let going = true
  let killed = 0
  const running = place.asOwner(async (owner) => {
    while (going) {
      const { rowCount } = await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid() and state <> 'idle'
         order by random() limit 1`,
      )
      killed += rowCount ?? 0
      await pause(everyMs)
    }
  })
  return {
    async rest() {
      going = false
      await running
      return killed
    },
  }
}
