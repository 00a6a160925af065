import { atomically, type Db } from '#base'
import { evaluateTier, evaluateTiers } from '#earnings'
import { cpuOfFamily } from './cpu.ts'
import { figure, report } from './report.ts'
import { openWithin } from './within.ts'

const EARNED = Temporal.Instant.from('2026-11-20T12:00:00Z')
const NIGHT = Temporal.Instant.from('2026-11-22T02:30:00Z')
/** Looked at one by one first, for comparison. */
const ALONE = 400

/**
 * A night in which very many tiers change: everybody has reached Expert, with ten sessions of the last ninety
 * days to be counted for each. Some are looked at alone first, all others by the schedule's verb.
 */
export async function bench(): Promise<void> {
  const count = Number(process.argv[3] ?? 17_400)
  await using house = await openWithin(EARNED)
  const { db, about, postgres } = house

  console.log(`${count} educators arrive …`)
  await arrive(db, count + ALONE)
  const some = await db<{ id: string }>`
    select educator_id as id from earnings.standing order by educator_id desc limit ${ALONE}`
  const alone = await measured(postgres, async () => {
    for (const { id } of some) await atomically(db, (tx) => evaluateTier(tx, id, 'class', NIGHT))
    return some.length
  })
  console.log('The night …')
  const before = db.sent.count
  const night = await measured(postgres, () => evaluateTiers(db, NIGHT))
  const statements = db.sent.count - before
  const quiet = await measured(postgres, () => evaluateTiers(db, NIGHT))
  const [told] = await db<{ missing: number }>`
    select ${count + ALONE} - count(*)::int as missing
    from earnings.tier_step t join base.fact f on f.about_id = t.educator_id::text and f.kind = 'tier.changed'
    where t.change = 'rise'`

  report(
    'tiers',
    [
      figure('tiers that change in one night', night.answer, 'tiers'),
      figure('the whole look', night.seconds, 's', { atMost: (60 * count) / 17_400 }),
      figure('CPU for each that changes, Stoa', night.own / count, 'ms'),
      figure('CPU for each that changes, PostgreSQL', night.postgres / count, 'ms'),
      figure('CPU for each looked at alone, Stoa', alone.own / ALONE, 'ms'),
      figure('CPU for each looked at alone, PostgreSQL', alone.postgres / ALONE, 'ms'),
      figure('SQL statements for each that changes', statements / count, 'statements'),
      figure('the same look when nothing changes', quiet.seconds, 's'),
      figure('the memory that the look added, at most', night.memory, 'MB', { atMost: 100 }),
      figure('that changed without its history or its fact', told!.missing, 'tiers', { atMost: 0 }),
      figure('that changed again though nothing had', quiet.answer, 'tiers', { atMost: 0 }),
    ],
    about,
  )
}

async function arrive(db: Db, count: number): Promise<void> {
  await db`
    insert into people.person (id, name, email, created_at, updated_at)
    select gen_random_uuid(), 'Educator ' || n, 'educator' || n || '@example.org', ${EARNED}, ${EARNED}
    from generate_series(1, ${count}::int) n`
  await db`
    insert into earnings.educator (person_id, name, zone, kinds, organization_id, years_teaching, ratings_sum,
      ratings_count, enrolled_by, enrolled_at)
    select p.id, p.name, 'UTC', '{class}', (select id from people.organization limit 1), 3, 49, 10, 'bench', ${EARNED}
    from people.person p where p.email like 'educator%@example.org'`
  await db`
    insert into earnings.standing (educator_id, kind, tier, since, first_tier, sessions_held)
    select person_id, 'class', 'intermediate', ${EARNED}, 'intermediate', 201 from earnings.educator`
  await db`
    insert into earnings.delivery (session_id, educator_id, kind, outcome, at)
    select gen_random_uuid(), person_id, 'class', 'held', ${EARNED}::timestamptz - make_interval(days => n)
    from earnings.educator cross join generate_series(1, 10) n`
}

async function measured(postgres: number, work: () => Promise<number>) {
  const [at, cpu, own, memory] = [
    performance.now(),
    cpuOfFamily(postgres),
    process.cpuUsage(),
    process.resourceUsage().maxRSS,
  ]
  const answer = await work()
  const used = process.cpuUsage(own)
  return {
    answer,
    seconds: (performance.now() - at) / 1_000,
    postgres: cpuOfFamily(postgres) - cpu,
    own: (used.user + used.system) / 1_000,
    memory: (process.resourceUsage().maxRSS - memory) / 1_024,
  }
}
