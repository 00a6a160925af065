import assert from 'node:assert/strict'
import { atomically, type Db } from '#base'
import { balance, expireHolds, expireLots, type Purpose } from '#ledger'
import { chance } from '../memory-ledger.ts'
import { Hands, person } from './acts.ts'
import { type Attack, pause, sealing } from './attack.ts'
import { disposable } from './kills.ts'
import { Place } from './place.ts'
import { deadlocks, reckon } from './reckoning.ts'
import { Town } from './town.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const STEPS = [-5 * DAY, -DAY, -HOUR, -90_000, -1_000, -20, -1, 0, 1, 50, 60_000, HOUR, 2 * DAY]

/**
 * Both clocks step to and fro under load, by milliseconds and by days: the one that deeds and the schedule
 * are given, and the one of the machine as the ledger's functions read it. No account's history runs
 * backwards; answers about the past stay what they were; what runs out does so at its hour, once; all is sealed.
 */
export const clocks: Attack = async ({ seed, dose, say }) => {
  const random = chance(seed)
  await using place = await Place.open({ max_connections: '60' })
  await using db = disposable(place.open(16))
  const machine = await clockOf(place)
  const began = Temporal.Now.instant().epochMilliseconds
  let given = 0
  const clock = () => Temporal.Now.instant().epochMilliseconds + given
  const now = () => Temporal.Instant.fromEpochMilliseconds(clock())

  using hands = new Hands(db)
  await using heads = sealing(() => hands.seal(now()), 40)
  const lasts = (by: typeof random) => (by.yes(0.5) ? (1 + by.upTo(72)) * HOUR : undefined)
  using town = new Town({ seed, clients: 8, clock, lasts })
  await town.moveIn((act) => hands.do(act))
  town.live((act) => hands.do(act), dose === 'full' ? 900 : 90)
  const asked = questions(db, town, random)
  let steps = 0
  let swept = 0
  let over = false
  const stepping = (async () => {
    while (!over) {
      steps += 1
      given = random.of(STEPS)
      await machine.step(random.of(STEPS))
      swept += await sweep(db, now())
      await asked.ask()
      await pause(random.upTo(25))
    }
  })()
  stepping.catch(() => {})
  await town.rest({ now: false })
  over = true
  await stepping
  await machine.step(0)
  given = 0
  say(`${steps} steps of both clocks, ${swept} holds and lots ran out`)
  const purse = /^wallet/
  await onTime(db)
  await sealsGoForward(db)
  const again = await asked.askAgain()
  await asOfAnswers(db, town, random, began)
  const tally = await reckon(db, town, {
    heads: await heads.rest(),
    ordered: (account) => !purse.test(account),
  })
  assert.ok(swept > 0, 'nothing ran out')
  assert.equal(await deadlocks(db), 0n, 'deadlocks')
  return `${steps} steps of both clocks, ${swept} holds and lots ran out at their hour, ${again} answers about the past asked again; ${tally.answered} answers`
}

/**
 * A clock in the machine's place: the ledger's functions and defaults read it instead of clock_timestamp().
 * The real one cannot be set back here, for the rest of the machine lives by it.
 */
async function clockOf(place: Place) {
  await place.asOwner(async (owner) => {
    await owner.query(`
      create schema attack;
      create sequence attack.shift minvalue -1000000000000 start 0;
      create function attack.clock() returns timestamptz language sql volatile as
        $$ select clock_timestamp() + make_interval(secs => last_value / 1000.0) from attack.shift $$`)
    const { rows } = await owner.query<{ text: string }>(`
      select pg_get_functiondef(p.oid) as text from pg_proc p
      where p.pronamespace = 'ledger'::regnamespace and p.prosrc like '%clock_timestamp()%'`)
    assert.ok(rows.length >= 3, 'the ledger reads the clock elsewhere now')
    for (const { text } of rows) {
      await owner.query(text.replaceAll('clock_timestamp()', 'attack.clock()'))
    }
    const defaults = await owner.query<{ name: string; at: string }>(`
      select d.adrelid::regclass as name, a.attname as at from pg_attrdef d
      join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      join pg_class c on c.oid = d.adrelid and c.relnamespace = 'ledger'::regnamespace
      where pg_get_expr(d.adbin, d.adrelid) like '%clock_timestamp()%'`)
    for (const { name, at } of defaults.rows) {
      await owner.query(`alter table ${name} alter ${at} set default attack.clock()`)
    }
    await owner.query('grant usage on schema attack to stoa_app')
    await owner.query('grant select on attack.shift to stoa_app')
  })
  return {
    step: (milliseconds: number) =>
      place.asOwner(async (owner) => {
        await owner.query("select setval('attack.shift', $1)", [milliseconds])
      }),
  }
}

/** What the schedule does, by a clock that may have stepped back since it did so last. */
async function sweep(db: Db, now: Temporal.Instant): Promise<number> {
  return atomically(db, async (tx) => (await expireHolds(tx, now)) + (await expireLots(tx, now)))
}

type Ref = { owner: ReturnType<typeof person>; purpose: Purpose; asset: string }

/**
 * Balances as they had been written by a moment that the account's own clock has passed: asked while all
 * is moving, and asked again in the end. Nothing may have been written before that moment since.
 */
function questions(db: Db, town: Town, random: ReturnType<typeof chance>) {
  const refs: Ref[] = [
    ...town.wallets.map((id) => ({
      owner: person(id),
      purpose: 'wallet' as const,
      asset: 'CREDIT',
    })),
    ...town.educators.map((id) => ({
      owner: person(id),
      purpose: 'educator_held' as const,
      asset: 'USD',
    })),
  ]
  const asked: { ref: Ref; written: Temporal.Instant; has: bigint }[] = []
  return {
    async ask() {
      const ref = random.of(refs)
      const [last] = await db<{ written: Temporal.Instant | undefined }>`
        select b.written_at - interval '1 microsecond' as written from ledger.balance b
        join ledger.account a on a.id = b.account_id join ledger.asset s on s.id = a.asset_id
        where a.address = ${`person:${ref.owner.id}/${ref.purpose}`} and s.code = ${ref.asset}
          and b.written_at > '-infinity'`
      if (!last?.written) return
      const { written } = last
      asked.push({ ref, written, has: await balance(db, ref, { written }) })
    },
    async askAgain() {
      for (const { ref, written, has } of asked) {
        const now = await balance(db, ref, { written })
        assert.equal(now, has, `${ref.owner.id}/${ref.purpose} as written by ${written}`)
      }
      return asked.length
    },
  }
}

/** Balances as of any hour by either clock are the sums of the rows up to it, whatever the snapshots hold. */
async function asOfAnswers(
  db: Db,
  town: Town,
  random: ReturnType<typeof chance>,
  began: number,
): Promise<void> {
  const platform = { type: 'platform', id: 'stoa' } as const
  const refs: {
    owner: { type: 'person' | 'platform'; id: string }
    purpose: Purpose
    asset: string
  }[] = [
    { owner: platform, purpose: 'deferred_credits', asset: 'USD' },
    { owner: platform, purpose: 'platform_fee', asset: 'USD' },
    { owner: person(town.wallets[0]!) as never, purpose: 'wallet', asset: 'CREDIT' },
    { owner: person(town.educators[0]!) as never, purpose: 'educator_available', asset: 'USD' },
  ]
  for (let n = 0; n < 40; n++) {
    const ref = random.of(refs)
    const moment = Temporal.Instant.fromEpochMilliseconds(
      began + random.of(STEPS) + random.upTo(60_000),
    )
    const by = random.yes(0.5) ? 'at' : 'written'
    const [row] = await db<{ sum: bigint }>`
      select coalesce(sum(case when (t.debit_id = a.id) = (a.side = 'debit') then t.amount else -t.amount end), 0)::bigint as sum
      from ledger.account a join ledger.asset s on s.id = a.asset_id
      join ledger.transfer t on a.id in (t.debit_id, t.credit_id) join ledger.journal j on j.id = t.journal_id
      where a.address = ${`${ref.owner.type}:${ref.owner.id}/${ref.purpose}`} and s.code = ${ref.asset}
        and case ${by} when 'at' then j.happened_at else j.written_at end <= ${moment}`
    const has = await balance(db, ref, { [by]: moment })
    assert.equal(has, row!.sum, `${ref.purpose} as of ${moment}, by ${by}`)
  }
}

/** Nothing runs out before its hour, nothing that has run out is taken, and each does so once. */
async function onTime(db: Db): Promise<void> {
  const wrong = await db<{ what: string; where: string }>`
    select 'timed out early' as what, 'hold ' || h.id as where from ledger.hold h join ledger.hold_step s on s.hold_id = h.id
      where s.kind = 'timeout' and s.happened_at < h.expires_at
    union all select 'captured late', 'hold ' || h.id from ledger.hold h join ledger.hold_step s on s.hold_id = h.id
      where s.kind = 'capture' and s.happened_at >= h.expires_at
    union all select 'timed out twice', 'hold ' || hold_id from ledger.hold_step where kind = 'timeout'
      group by hold_id having count(*) > 1
    union all select 'expired early', 'lot ' || l.id from ledger.lot l join ledger.lot_move m on m.lot_id = l.id
      where m.kind = 'expire' and m.happened_at < l.expires_at
    union all select 'held after it had run out', 'hold ' || h.id from ledger.hold h join ledger.hold_lot x on x.hold_id = h.id
      join ledger.lot l on l.id = x.lot_id where l.expires_at <= h.happened_at`
  assert.deepEqual(wrong, [])
}

/** The log of seals tells no earlier hour after a later one. */
async function sealsGoForward(db: Db): Promise<void> {
  const back = await db<{ number: bigint }>`
    select number from (select number, sealed_at, lag(sealed_at) over (order by number) as before from ledger.block) b
    where sealed_at < before`
  assert.deepEqual(back, [], 'blocks that are dated before the one that they follow')
}
