import assert from 'node:assert/strict'
import { Hands } from './acts.ts'
import { type Attack, sealing } from './attack.ts'
import { disposable } from './kills.ts'
import { Place } from './place.ts'
import { deadlocks, reckon, type Tally } from './reckoning.ts'
import { Town } from './town.ts'

/** A bug to be planted in one of the ledger's functions. */
export type Bug = { function: string; from: string; to: string; also?: string }

/**
 * Sixteen clients at two wallets and two educators, life after life, with nothing else in the way: every
 * answer, also each refusal with what it says is there, must fit into one order of all deeds.
 */
export const contention: Attack = async ({ seed, dose, say }) => {
  const lives = dose === 'full' ? 20 : 1
  let answers = 0
  for (let life = 0; life < lives; life++) {
    const { answered } = await contend(seed + life, dose === 'full' ? 150 : 30)
    answers += answered
    if (life % 5 === 4)
      say(`${life + 1} lives, ${answers} answers in an order that could have been`)
  }
  return `${lives} lives from seed ${seed} on, ${answers} answers, each life in an order that could have been`
}

/** One life; with a bug planted, it must be found. */
export async function contend(seed: number, acts: number, bug?: Bug): Promise<Tally> {
  await using place = await Place.open({ max_connections: '60' })
  if (bug) await plant(place, bug)
  await using db = disposable(place.open(20))
  using hands = new Hands(db)
  await using heads = sealing(() => hands.seal(Temporal.Now.instant()), 60)
  using town = new Town({ seed, clients: 16, wallets: 2 })
  await town.moveIn((act) => hands.do(act))
  town.live((act) => hands.do(act), acts)
  await town.rest({ now: false })
  const tally = await reckon(db, town, { heads: await heads.rest() })
  assert.equal(await deadlocks(db), 0n, 'deadlocks')
  return tally
}

async function plant(place: Place, { function: name, from, to, also }: Bug): Promise<void> {
  await place.asOwner(async (owner) => {
    const { rows } = await owner.query<{ text: string }>(
      `select pg_get_functiondef(oid) as text from pg_proc
       where pronamespace = 'ledger'::regnamespace and proname = $1`,
      [name],
    )
    const { text } = rows[0]!
    assert.ok(text.includes(from), `${name} has no ${from}`)
    await owner.query(text.replaceAll(from, to))
    if (also) await owner.query(also)
  })
}
