import { atomically, type Db, type Fragment, type Query, raw, sql } from '#base'
import { type Figures, type Finding, findingsOf } from './figures.ts'
import { type QualityPolicy, qualityPolicy } from './policy.ts'

export type Scorecard = { educator: string; figures: Figures; findings: Finding[] }

/** How a session went, as far as its room was measured; those with an outage in their time are left out. */
const measured = (
  policy: QualityPolicy,
  from: Temporal.Instant,
  now: Temporal.Instant,
  of: Fragment,
) => sql`
  ended as (
    select s.id, s.educator_id, s.starts_at, s.ends_at from live.session s
    where s.state = 'completed' and s.ends_at > ${from} and s.ends_at <= ${now} ${of}
      and not exists (select from live.outage o
        where tstzrange(o.from_at, o.until_at) && tstzrange(s.starts_at, s.ends_at))),
  there as (
    select e.id, e.educator_id, e.ends_at, count(*)::int as connections,
      min(p.joined_at) <= e.starts_at + make_interval(mins => ${policy.lateMinutes}) as punctual,
      max(coalesce(p.left_at, p.seen_at)) < e.ends_at - make_interval(mins => ${policy.earlyMinutes}) as early
    from ended e join live.presence p on p.session_id = e.id and p.role = 'educator'
    group by e.id, e.educator_id, e.starts_at, e.ends_at),
  broken as (
    select e.id, e.educator_id, e.ends_at from ended e
    where exists (select from live.room_report r where r.session_id = e.id and r.kind = 'technical'
        and r.outcome is distinct from 'dismissed')
      or exists (select from live.technical_report t where t.session_id = e.id)
      or exists (select from live.room_quality q where q.session_id = e.id group by q.person_id
        having count(*) >= 4 and 2 * count(*) filter (where q.word = 'poor') > count(*)))`

/**
 * What is counted of each educator within the window: all of them, or those named. One statement over whole
 * tables; whoever has nothing to count has zeros.
 */
export async function reckonQuality(
  q: Query,
  policy: QualityPolicy,
  now: Temporal.Instant,
  only?: readonly string[],
): Promise<Scorecard[]> {
  const from = now.subtract({ hours: 24 * policy.windowDays })
  const of = (column: string) => (only ? sql`and ${raw(column)} = any(${only}::uuid[])` : raw(''))
  const rows = await q<{ educator: string } & Figures>`
    with ${measured(policy, from, now, of('s.educator_id'))},
    promised as (
      select d.educator_id, count(*) filter (where d.outcome = 'held')::int as held,
        count(*) filter (where d.outcome = 'cancelled')::int as cancelled,
        count(*) filter (where d.outcome = 'absent')::int as absent
      from earnings.delivery_view d where d.at > ${from} and d.at <= ${now} ${of('d.educator_id')} group by 1),
    rated as (
      select r.educator_id, count(*)::int as reviews, sum(r.stars)::int as stars from live.review r
      where r.state = 'published' and r.changed_at > ${from} ${of('r.educator_id')} group by 1),
    asked as (
      select a.educator_id, count(*)::int as asked, count(*) filter (where a.state = 'answered')::int as answered,
        percentile_cont(0.5) within group (order by extract(epoch from a.answered_at - a.asked_at))::int as seconds
      from live.question a
      where a.asked_at > ${from} and a.state <> 'closed' and (a.state <> 'open' or a.due_at <= ${now})
        ${of('a.educator_id')} group by 1),
    room as (
      select educator_id, count(*)::int as measured, count(*) filter (where punctual)::int as punctual,
        count(*) filter (where early)::int as early,
        count(*) filter (where connections > ${policy.connectionsMost})::int as cut
      from there group by 1),
    technical as (select educator_id, count(*)::int as count from broken group by 1),
    reported as (
      select p.person_id as educator_id, count(*)::int as count from live.report p
      where p.state = 'decided' and p.decision <> 'kept' and p.decided_at > ${from} ${of('p.person_id')} group by 1),
    audited as (
      select a.educator_id, count(*)::int as count, sum(r.score)::int as score
      from live.audit a join live.audit_result r on r.audit_id = a.id
      where r.score is not null and r.at > ${from} ${of('a.educator_id')} group by 1)
    select p.educator_id as educator, coalesce(d.held, 0) as held, coalesce(d.cancelled, 0) as cancelled,
      coalesce(d.absent, 0) as absent, coalesce(v.reviews, 0) as reviews, coalesce(v.stars, 0) as stars,
      coalesce(k.asked, 0) as asked, coalesce(k.answered, 0) as answered, k.seconds as "answerSeconds",
      coalesce(m.measured, 0) as measured, coalesce(m.punctual, 0) as punctual, coalesce(m.early, 0) as "earlyEnds",
      coalesce(m.cut, 0) as disconnects, coalesce(t.count, 0) as technical, coalesce(rp.count, 0) as reports,
      coalesce(u.count, 0) as audits, coalesce(u.score, 0) as "auditScore"
    from earnings.profile_view p
    left join promised d on d.educator_id = p.educator_id
    left join rated v on v.educator_id = p.educator_id
    left join asked k on k.educator_id = p.educator_id
    left join room m on m.educator_id = p.educator_id
    left join technical t on t.educator_id = p.educator_id
    left join reported rp on rp.educator_id = p.educator_id
    left join audited u on u.educator_id = p.educator_id
    where true ${of('p.educator_id')} order by p.educator_id`
  return rows.map(({ educator, ...figures }) => ({
    educator,
    figures,
    findings: findingsOf(figures, policy),
  }))
}

/** All educators together. The middle answering time is of all answers, weighed by nobody. */
export async function reckonPlatform(
  q: Query,
  cards: readonly Scorecard[],
  policy: QualityPolicy,
  now: Temporal.Instant,
): Promise<Figures> {
  const from = now.subtract({ hours: 24 * policy.windowDays })
  const [answer] = await q<{ seconds: number | null }>`
    select percentile_cont(0.5) within group (order by extract(epoch from answered_at - asked_at))::int as seconds
    from live.question where asked_at > ${from} and answered_at is not null`
  const sum = (name: Exclude<keyof Figures, 'answerSeconds'>) =>
    cards.reduce((total, { figures }) => total + figures[name], 0)
  return {
    held: sum('held'),
    cancelled: sum('cancelled'),
    absent: sum('absent'),
    reviews: sum('reviews'),
    stars: sum('stars'),
    asked: sum('asked'),
    answered: sum('answered'),
    answerSeconds: answer!.seconds,
    measured: sum('measured'),
    punctual: sum('punctual'),
    earlyEnds: sum('earlyEnds'),
    disconnects: sum('disconnects'),
    technical: sum('technical'),
    reports: sum('reports'),
    audits: sum('audits'),
    auditScore: sum('auditScore'),
  }
}

/** Signs of trouble in sessions of the last days are looked for again: what is told late is not lost. */
const SIGNAL_DAYS = 4
const AT_ONCE = 1_000

/** Reckons everybody, and the platform, and writes it down; what was noticed about sessions, once each. */
export async function reckonScorecards(db: Db, now: Temporal.Instant): Promise<Scorecard[]> {
  const policy = await qualityPolicy(db)
  const cards = await reckonQuality(db, policy, now)
  const platform = await reckonPlatform(db, cards, policy, now)
  for (let at = 0; at < cards.length; at += AT_ONCE) {
    const some = JSON.stringify(cards.slice(at, at + AT_ONCE))
    await atomically(
      db,
      (tx) => tx`
        insert into live.scorecard as s (educator_id, figures, findings, policy_version, reckoned_at)
        select educator, figures, array(select jsonb_array_elements_text(findings)), ${policy.version}, ${now}
        from jsonb_to_recordset(${some}::jsonb) as given(educator uuid, figures jsonb, findings jsonb)
        on conflict (educator_id) do update set figures = excluded.figures, findings = excluded.findings,
          policy_version = excluded.policy_version, reckoned_at = excluded.reckoned_at`,
    )
  }
  const day = now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  await atomically(db, async (tx) => {
    await tx`
      insert into live.quality_day as d (day, figures, policy_version, reckoned_at)
      values (${day}, ${JSON.stringify(platform)}::jsonb, ${policy.version}, ${now})
      on conflict (day) do update set figures = excluded.figures, policy_version = excluded.policy_version,
        reckoned_at = excluded.reckoned_at`
    await noteSignals(tx, policy, now)
  })
  return cards
}

async function noteSignals(q: Query, policy: QualityPolicy, now: Temporal.Instant): Promise<void> {
  const from = now.subtract({ hours: 24 * SIGNAL_DAYS })
  await q`
    with ${measured(policy, from, now, raw(''))},
    signs as (
      select educator_id, id as session_id, 'late' as kind, ends_at as at from there where not punctual
      union all select educator_id, id, 'early_end', ends_at from there where early
      union all select educator_id, id, 'disconnects', ends_at from there where connections > ${policy.connectionsMost}
      union all select educator_id, id, 'technical', ends_at from broken
      union all select d.educator_id, d.session_id, 'absence', d.at from earnings.delivery_view d
        join live.session s on s.id = d.session_id
        where d.outcome = 'absent' and d.at > ${from}
      union all select s.educator_id, s.id, 'report', min(r.reported_at) from live.report r
        join live.session s on s.id = r.session_id and s.educator_id = r.person_id
        where r.reported_at > ${from} group by 1, 2)
    insert into live.quality_signal (educator_id, session_id, kind, at)
    select educator_id, session_id, kind, at from signs order by 1, 2, 3
    on conflict do nothing`
}

export type Signal = {
  session: string
  title: string
  start: Temporal.Instant
  kind: 'absence' | 'late' | 'early_end' | 'disconnects' | 'technical' | 'report'
  at: Temporal.Instant
}

/** What was noticed about an educator's sessions, the latest first. */
export async function signalsOf(q: Query, educator: string, limit = 50): Promise<Signal[]> {
  return await q<Signal>`
    select g.session_id as session, s.title, s.starts_at as start, g.kind, g.at
    from live.quality_signal g join live.session s on s.id = g.session_id
    where g.educator_id = ${educator} order by g.at desc, g.kind limit ${limit}`
}
