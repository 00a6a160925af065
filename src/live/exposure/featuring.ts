import { atomically, type Db, type Query, record } from '#base'
import { postRule } from '#ledger'
import type { Figures } from '../quality/figures.ts'
import { exposurePolicy } from './policy.ts'

export type Featured = {
  week: string
  place: number
  educator: string
  name: string
  headline: string
  /** The figures that decided, and among how many the week was drawn. */
  figures: Figures
  among: number
  /** Hundredths of a token. */
  bonus: bigint
}

const weekOf = (now: Temporal.Instant): Temporal.PlainDate => {
  const day = now.toZonedDateTimeISO('UTC').toPlainDate()
  return day.subtract({ days: day.dayOfWeek - 1 })
}

/**
 * Picks who is featured this week, once: of those who are top rated and dependable, can be found, and have rested,
 * whoever waited longest; among equals the week decides, by a draw that anybody can repeat. Each pick brings the
 * bonus while the month's budget lasts. Answers how many were picked.
 */
export async function pickFeatured(db: Db, now: Temporal.Instant): Promise<number> {
  const week = weekOf(now)
  return atomically(db, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('live.featured', 0))`
    const [there] =
      await tx`select 1 as one from live.featured where week = ${week.toString()} limit 1`
    if (there) return 0
    const policy = await exposurePolicy(tx)
    const rested = week.subtract({ weeks: policy.restWeeks })
    const picked = await tx<{ educator: string; figures: Figures; among: number }>`
      select t.educator_id as educator, t.figures, (count(*) over ())::int as among
      from live.badge t
      join live.badge d on d.educator_id = t.educator_id and d.badge = 'dependable' and d.until_at is null
      left join lateral (select max(f.week) as last from live.featured f where f.educator_id = t.educator_id) f on true
      where t.badge = 'top_rated' and t.until_at is null and (f.last is null or f.last < ${rested.toString()})
        and t.educator_id not in (select h.educator_id from live.hidden_educator_view h where h.until_at > ${now})
      order by f.last nulls first, sha256(convert_to(${week.toString()} || t.educator_id::text, 'UTF8')), 1
      limit ${policy.places}`
    const [spent] = await tx<{ tokens: bigint }>`
      select coalesce(sum(bonus), 0)::bigint as tokens from live.featured
      where date_trunc('month', at at time zone 'UTC') = date_trunc('month', ${now}::timestamptz at time zone 'UTC')`
    let left = policy.budgetTokens - spent!.tokens
    for (const [at, { educator, figures, among }] of picked.entries()) {
      const bonus = policy.bonusTokens <= left ? policy.bonusTokens : 0n
      left -= bonus
      await tx`
        insert into live.featured (week, place, educator_id, figures, among, bonus, policy_version, at)
        values (${week.toString()}, ${at + 1}, ${educator}, ${JSON.stringify(figures)}::jsonb, ${among}, ${bonus},
          ${policy.version}, ${now})`
      const key = `featured:${week}:${educator}`
      const about = { type: 'featured', id: `${week}:${educator}` }
      if (bonus > 0n) {
        const to = { type: 'person', id: educator } as const
        await postRule(
          tx,
          'tokens.earned',
          { to, tokens: bonus },
          { key, about, by: 'schedule', at: now },
        )
      }
      await record(tx, {
        kind: 'educator.featured',
        about: { type: 'educator', id: educator },
        at: now,
        data: {
          educatorId: educator,
          week: week.toString(),
          place: at + 1,
          bonus: bonus.toString(),
        },
      })
    }
    return picked.length
  })
}

/** Who is featured in the week of this moment; those who may not be found any more are left out. */
export async function featuredNow(q: Query, now: Temporal.Instant): Promise<Featured[]> {
  return listFeatured(q, weekOf(now), now)
}

async function listFeatured(
  q: Query,
  week: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<Featured[]> {
  return await q<Featured>`
    select f.week::text as week, f.place, f.educator_id as educator, p.name, p.headline, f.figures, f.among, f.bonus
    from live.featured f join earnings.profile_view p on p.educator_id = f.educator_id
    where f.week = ${week.toString()}
      and f.educator_id not in (select h.educator_id from live.hidden_educator_view h where h.until_at > ${now})
    order by f.place`
}
