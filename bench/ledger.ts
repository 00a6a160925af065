import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  APP_ROLE,
  atomically,
  type Db,
  gatherStatistics,
  migrate,
  openDatabase,
  startCluster,
} from '#base'
import {
  balance,
  type Owner,
  openTogether,
  PLATFORM,
  type Posting,
  postSet,
  seal,
  signerFrom,
  takeSnapshots,
  verify,
  wallet,
} from '#ledger'
import { cpuOfFamily } from './cpu.ts'
import { machine } from './machine.ts'
import { type Measured, openPlayer, type Player } from './playing.ts'
import { type Figure, figure, report } from './report.ts'
import { pair, pgledger, type Script, spend, transfer } from './scripts.ts'

const ROUNDS = 3
const SECONDS = 4
const EDUCATORS = 10_000
const MILLION = 1_000_000
const SINGLE = 'single transfers, bounded on both sides'
const at = Temporal.Instant.from('2026-11-21T12:00:00Z')

type Place = { db: Db; url: string; postmaster: number; player: Player; peer: boolean }

/** The ledger alone against pgbench's TPC-B on the same server, interleaved; ratios are what counts. */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-bench-ledger-'))
  const cluster = await startCluster({ data: join(folder, 'data') })
  try {
    await migrate(cluster.url)
    const postmaster = Number(
      readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')[0],
    )
    const db = openDatabase({ url: cluster.url, size: 8, role: APP_ROLE })
    const player = openPlayer({ url: cluster.url, postmaster })
    const peer = process.env.PGLEDGER_SQL
    const place: Place = { db, url: cluster.url, postmaster, player, peer: peer !== undefined }
    const about = await machine(db)
    await fill(place)
    if (peer) await openPeer(place, readFileSync(peer, 'utf8'))
    await gatherStatistics(cluster.url)
    console.log(`Playing through ${player.by} …`)
    const figures: Figure[] = []
    for (const part of [ratios, monthlyGrant, history, reads, storage, proof]) {
      const found = await part(place, figures)
      for (const { measure, value, unit } of found) console.log(`  ${measure}: ${value} ${unit}`)
      figures.push(...found)
    }
    report('ledger', figures, about)
    await db.close()
  } finally {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
    rmSync(cluster.data, { recursive: true, force: true })
  }
}

const earner = (n: number): Owner => ({ type: 'person', id: `p${n}` })
const deed = (key: string) => ({ key, about: { type: 'bench', id: 'bench' }, by: 'bench', at })

async function inSets(db: Db, count: number, make: (n: number) => Posting): Promise<number> {
  const began = performance.now()
  for (let n = 0; n < count; n += 2_000) {
    const set = Array.from({ length: Math.min(2_000, count - n) }, (_, k) => make(n + k))
    const outcomes = await atomically(db, (tx) => postSet(tx, set))
    const refused = outcomes.find((one) => 'refusal' in one)
    if (refused) throw refused.refusal
  }
  return (performance.now() - began) / 1_000
}

/** Money for the educators, three lots for each wallet, and pgbench's own tables at scale 50. */
async function fill({ db, player }: Place): Promise<void> {
  await inSets(db, EDUCATORS, (n) => ({
    rule: 'guarantee.topped_up',
    facts: { educator: earner(n), currency: 'USD', amount: 1_000_000_000n },
    deed: deed(`fill ${n}`),
  }))
  await inSets(db, 3 * 1_000, (n) => ({
    rule: 'credits.granted',
    facts: {
      to: earner(n % 1_000),
      credits: 100_000_000n,
      reason: 'promotion',
      expiresAt: at.add({ hours: 24 * (100 + n) }),
    },
    deed: deed(`lot ${n}`),
  }))
  await player.prepare()
}

/** pgledger as its own file makes it, with 10,000 accounts known by number. */
async function openPeer({ url }: Place, sql: string): Promise<void> {
  const owner = openDatabase({ url, size: 1 })
  await owner.pool.query(sql)
  await owner.pool.query(`
    create table bench_account (n int primary key, id text not null);
    insert into bench_account
      select n, (select id from pgledger_create_account('a' || n, 'USD')) from generate_series(0, 9999) n`)
  await owner.close()
}

/** 256 callers who each wait for their own answer, sealing all the while. */
async function together(place: Place, round: number): Promise<Measured> {
  const { db, postmaster } = place
  const lane = openTogether(db)
  const signer = signerFrom('the secret of a bench, no other')
  // What the cases before have left unsealed is not this one's.
  while ((await seal(db, signer, at)) > 0);
  const until = performance.now() + SECONDS * 1_000
  const before = cpuOfFamily(postmaster)
  let done = 0
  const began = performance.now()
  const sealing = (async () => {
    while (performance.now() < until) {
      await seal(db, signer, at)
      await new Promise((go) => setTimeout(go, 500))
    }
  })()
  await Promise.all(
    Array.from({ length: 256 }, async (_, caller) => {
      for (let n = 0; performance.now() < until; n++) {
        const educator = earner((caller * 37 + n) % EDUCATORS)
        const facts = { educator, currency: 'USD', amount: 1n }
        await lane.post({ rule: 'payout.fee', facts, deed: deed(`t ${round}.${caller}.${n}`) })
        done++
      }
    }),
  )
  await sealing
  const seconds = (performance.now() - began) / 1_000
  return { rate: done / seconds, cpu: ((cpuOfFamily(postmaster) - before) * 1_000) / done }
}

async function bulk({ db, postmaster }: Place, round: number): Promise<Measured> {
  const count = 20_000
  const before = cpuOfFamily(postmaster)
  const half = (side: number) =>
    inSets(db, count / 2, (n) => ({
      rule: 'payout.fee',
      facts: { educator: earner((n * 2 + side) % EDUCATORS), currency: 'USD', amount: 1n },
      deed: deed(`b ${round}.${side}.${n}`),
    }))
  const began = performance.now()
  await Promise.all([half(0), half(1)])
  const seconds = (performance.now() - began) / 1_000
  return { rate: count / seconds, cpu: ((cpuOfFamily(postmaster) - before) * 1_000) / count }
}

/** A lot with an expiry for each of a million wallets; what was granted already is passed over, as after a crash. */
async function monthlyGrant({ db }: Place): Promise<Figure[]> {
  const grant = (n: number): Posting => ({
    rule: 'credits.granted',
    facts: {
      to: earner(100_000 + n),
      credits: 12_000n,
      reason: 'promotion',
      expiresAt: at.add({ hours: 720 }),
    },
    deed: deed(`grant 2026-12 ${n}`),
  })
  // Cut off after a tenth, and begun anew: the first tenth is answered as repeated.
  const first = await inSets(db, MILLION / 10, grant)
  const seconds = await inSets(db, MILLION, grant)
  return [
    figure('monthly grant to 1,000,000 wallets', seconds, 's', { atMost: 180 }),
    figure('of it, the tenth that was there already took at first', first, 's'),
    figure('memory of the process', process.memoryUsage().rss / 2 ** 20, 'MiB', { atMost: 512 }),
  ]
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

type Case = {
  name: string
  run: (round: number) => Promise<Measured>
  atLeast: number
  cpu?: number
  /** The same with pgledger, and how many times faster than it we must be. */
  peer?: { script: Script; atLeast: number }
}

function casesOf(place: Place): Case[] {
  const played = (script: Script) => () => place.player.play(script, SECONDS)
  return [
    {
      name: SINGLE,
      run: played(transfer(false)),
      atLeast: 1.2,
      peer: { script: pgledger(false), atLeast: 2.5 },
    },
    {
      name: 'single transfers, one hot platform account',
      run: played(transfer(true)),
      atLeast: 1.2,
      peer: { script: pgledger(true), atLeast: 2.5 },
    },
    { name: 'spending over expiring lots, 3 lots a wallet', run: played(spend), atLeast: 1 },
    { name: 'hold over lots and its capture, as a pair', run: played(pair), atLeast: 0.5 },
    {
      name: 'group commit, 256 waiting callers, sealing on',
      run: (round) => together(place, round),
      atLeast: 5,
      cpu: 60,
    },
    {
      name: 'bulk posting in sets of 2,000',
      run: (round) => bulk(place, round),
      atLeast: 15,
      peer: { script: pgledger(false), atLeast: 10 },
    },
  ]
}

async function ratios(place: Place): Promise<Figure[]> {
  const cases = casesOf(place)
  const base: Measured[] = []
  const own = cases.map(() => [] as Measured[])
  const theirs = cases.map(() => [] as Measured[])
  for (let round = 0; round < ROUNDS; round++) {
    base.push(await place.player.play('tpcb', SECONDS))
    for (const [index, one] of cases.entries()) {
      own[index]!.push(await one.run(round))
      if (one.peer && place.peer) {
        theirs[index]!.push(await place.player.play(one.peer.script, SECONDS))
      }
    }
  }
  const against = (runs: Measured[], others: Measured[]) =>
    median(runs.map((run, round) => run.rate / others[round]!.rate))
  const cpu = (runs: Measured[]) => median(runs.map((run) => run.cpu))
  const figures = [
    figure('TPC-B, 16 clients', median(base.map((one) => one.rate)), 'per second'),
    figure('TPC-B, CPU of PostgreSQL', cpu(base), 'µs'),
  ]
  for (const [index, one] of cases.entries()) {
    const runs = own[index]!
    const bound = one.cpu ? { atMost: one.cpu } : undefined
    figures.push(
      figure(`${one.name}, against TPC-B`, against(runs, base), '×', { atLeast: one.atLeast }),
    )
    if (one.peer && place.peer) {
      const { atLeast } = one.peer
      figures.push(
        figure('the same, against pgledger', against(runs, theirs[index]!), '×', { atLeast }),
      )
    }
    figures.push(figure('the same, CPU of PostgreSQL', cpu(runs), 'µs', bound))
  }
  return figures
}

/** Posting once more after all of the above, or after as many transfers as LEDGER_ROWS says. */
async function history(place: Place, before: readonly Figure[]): Promise<Figure[]> {
  const young = before.find(({ measure }) => measure === `${SINGLE}, against TPC-B`)!.value
  const [count] = await place.db<{ n: bigint }>`select count(*) as n from ledger.transfer`
  const wanted = Math.max(Number(process.env.LEDGER_ROWS ?? 0), Number(count!.n))
  const missing = Math.max(0, wanted - Number(count!.n))
  const lane = (side: number) =>
    inSets(place.db, Math.ceil(missing / 2), (n) => ({
      rule: 'payout.fee',
      facts: { educator: earner((n * 2 + side) % EDUCATORS), currency: 'USD', amount: 1n },
      deed: deed(`h ${side}.${n}`),
    }))
  await Promise.all([lane(0), lane(1)])
  await gatherStatistics(place.url)
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const base = await place.player.play('tpcb', SECONDS)
    ratios.push((await place.player.play(transfer(false), SECONDS)).rate / base.rate)
  }
  return [
    figure(`single transfers behind ${wanted} others ÷ at the start`, median(ratios) / young, '×', {
      atLeast: 0.8,
    }),
  ]
}

async function reads({ db }: Place): Promise<Figure[]> {
  await takeSnapshots(db)
  await takeSnapshots(db)
  const timed = async (work: (n: number) => Promise<unknown>) => {
    const times: number[] = []
    for (let n = 0; n < 400; n++) {
      const began = performance.now()
      await work(n)
      times.push(performance.now() - began)
    }
    return times.sort((a, b) => a - b)
  }
  const fees = { owner: PLATFORM, purpose: 'payout_fees', asset: 'USD' } as const
  const [row] = await db<{ all: bigint; hot: bigint }>`select count(*) as all,
    count(*) filter (where credit_id = (select id from ledger.account where purpose = 'payout_fees')) as hot
    from ledger.transfer`
  const wallets = await timed((n) => wallet(db, earner(n), 'CREDIT', { now: at }))
  const now = await timed(() => balance(db, fees))
  const [half] = await db<{
    at: Temporal.Instant
  }>`select written_at as at from ledger.journal order by id offset ${row!.all / 2n} limit 1`
  const then = await timed(() => balance(db, fees, { written: half!.at }))
  return [
    figure(`wallet read, p99, with ${row!.all} transfers`, wallets[395]!, 'ms', { atMost: 5 }),
    figure(`balance of an unbounded account of ${row!.hot} transfers, p99`, now[395]!, 'ms', {
      atMost: 5,
    }),
    figure('the same as of a past moment, median', then[200]!, 'ms', { atMost: 2 }),
  ]
}

/** What `stoa ledger verify` takes, on everything that this bench has written, sealed as it is in use. */
async function proof({ db }: Place): Promise<Figure[]> {
  const signer = signerFrom('the secret of a bench, no other')
  while ((await seal(db, signer, at)) > 0);
  const began = performance.now()
  const { ok } = await verify(db)
  if (!ok) throw new Error('The ledger does not verify clean after the bench')
  const [count] = await db<{ n: bigint }>`select count(*) as n from ledger.transfer`
  const perMillion = ((performance.now() - began) / Number(count!.n)) * 1_000
  return [
    figure(`verify, scaled to a million from ${count!.n} transfers`, perMillion, 's', {
      atMost: 10,
    }),
  ]
}

async function storage({ db }: Place): Promise<Figure[]> {
  const [row] = await db<{ transfer: number; journal: number; block: number }>`
    select pg_total_relation_size('ledger.transfer')::float / count(*) as transfer,
      pg_total_relation_size('ledger.journal')::float / (select count(*) from ledger.journal) as journal,
      pg_total_relation_size('ledger.block')::float
        / greatest((select sum(cardinality(journals)) from ledger.block), 1) as block
    from ledger.transfer`
  return [
    figure('storage of a transfer, indexes included', row!.transfer, 'bytes', { atMost: 260 }),
    figure('storage of its seal', row!.block, 'bytes'),
    figure(
      'storage of a journal (key, hash, who, what, when), indexes included',
      row!.journal,
      'bytes',
    ),
  ]
}
