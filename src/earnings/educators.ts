import { newId, type Query, raw, type Tx } from '#base'
import { ladder, tierNumbers } from './ladders/rules.ts'
import { refuse } from './problems.ts'
import { firstTier, type Kind, type Tier } from './tiers.ts'

export type Enrolment = {
  personId: string
  /** The name under which learners know them. */
  name: string
  zone: string
  kinds: Kind[]
  /** Years of teaching: enough of them (2 by default) begin at Intermediate. */
  yearsTeaching: number
  /** The institution they teach for, or Platform Creators. */
  organizationId: string
  headline?: string
  about?: string
  languages?: string[]
}

/**
 * Makes a person an educator, on the first rung that their experience gives them.
 * Refusals, in order: already_educator.
 */
export async function enrol(
  tx: Tx,
  enrolment: Enrolment,
  by: string,
  now: Temporal.Instant,
): Promise<EducatorCard> {
  const { personId, kinds } = enrolment
  const made = await tx<{ id: string }>`
    insert into earnings.educator (person_id, name, zone, headline, about, languages, kinds, organization_id,
      years_teaching, enrolled_by, enrolled_at)
    values (${personId}, ${enrolment.name}, ${enrolment.zone}, ${enrolment.headline ?? ''}, ${enrolment.about ?? ''},
      ${enrolment.languages ?? []}, ${kinds}, ${enrolment.organizationId}, ${enrolment.yearsTeaching}, ${by}, ${now})
    on conflict (person_id) do nothing returning person_id as id`
  if (made.length === 0) throw refuse('already_educator', { educator: personId })

  await stand(tx, enrolment, by, now)
  return (await educatorCard(tx, personId))!
}

/**
 * An educator teaches another kind of session too, on the first rung that their experience gives them there.
 * What they teach already stays as it is. Refusal: unknown_educator.
 */
export async function alsoTeaches(
  tx: Tx,
  { personId, kinds, yearsTeaching }: Pick<Enrolment, 'personId' | 'kinds' | 'yearsTeaching'>,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const [before] = await tx<{ kinds: Kind[] }>`
    select kinds from earnings.educator where person_id = ${personId} for update`
  if (!before) throw refuse('unknown_educator', { educator: personId })
  const added = kinds.filter((kind) => !before.kinds.includes(kind))
  if (added.length === 0) return
  await tx`
    update earnings.educator set kinds = kinds || ${added}::text[],
      years_teaching = greatest(years_teaching, ${yearsTeaching}) where person_id = ${personId}`
  await stand(tx, { personId, kinds: added, yearsTeaching }, by, now)
}

/** The first step onto each ladder, with the fact that decided. */
async function stand(
  tx: Tx,
  { personId, kinds, yearsTeaching }: Pick<Enrolment, 'personId' | 'kinds' | 'yearsTeaching'>,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { experiencedYears } = await tierNumbers(tx)
  const tier = firstTier(yearsTeaching, experiencedYears)
  for (const kind of kinds) {
    const rung = (await ladder(tx, kind)).find((one) => one.tier === tier)!
    await tx`
      with standing as (
        insert into earnings.standing (educator_id, kind, tier, first_tier, since)
        values (${personId}, ${kind}, ${tier}, ${tier}, ${now})
      )
      insert into earnings.tier_step (id, educator_id, kind, change, to_tier, rate, facts, by, at)
      values (${newId()}, ${personId}, ${kind}, 'first', ${tier}, ${rung.rate},
        ${{ yearsTeaching }}, ${by}, ${now})`
  }
}

export type EducatorStanding = {
  kind: Kind
  tier: Tier
  rate: number
  sessionsHeld: number
  ownPrices: boolean
}

/** What anyone may know of an educator. Ratings as sum and count, so that a mean stays exact. */
export type EducatorCard = {
  id: string
  name: string
  zone: string
  headline: string
  about: string
  languages: string[]
  organizationId: string
  kinds: Kind[]
  /** Sum of stars over all published reviews. */
  ratingsSum: bigint
  ratingsCount: bigint
  standings: EducatorStanding[]
  enrolledAt: Temporal.Instant
}

const cardColumns = `
  e.person_id as id, e.name, e.zone, e.headline, e.about, e.languages, e.kinds,
  e.organization_id as "organizationId", e.ratings_sum as "ratingsSum", e.ratings_count as "ratingsCount",
  e.enrolled_at as "enrolledAt",
  (select jsonb_agg(jsonb_build_object('kind', v.kind, 'tier', v.tier, 'rate', v.rate,
      'sessionsHeld', v.sessions_held, 'ownPrices', v.own_prices) order by v.kind)
    from earnings.educator_view v where v.educator_id = e.person_id) as standings`

/** One educator, or undefined. */
export async function educatorCard(q: Query, id: string): Promise<EducatorCard | undefined> {
  const [card] = await q<EducatorCard>`
    select ${raw(cardColumns)} from earnings.educator e where e.person_id = ${id}`
  return card
}

/** The cards of these educators, in the order asked for. One statement. */
export async function educatorCards(q: Query, ids: readonly string[]): Promise<EducatorCard[]> {
  if (ids.length === 0) return []
  return await q<EducatorCard>`
    select ${raw(cardColumns)} from unnest(${ids}::uuid[]) with ordinality wanted(id, n)
    join earnings.educator e on e.person_id = wanted.id order by wanted.n`
}

export type Teaching = {
  name: string
  zone: string
  organizationId: string
  tier: Tier
  /** Whether their tier sets prices of its own. */
  ownPrices: boolean
}

/** What is to be known of somebody who wants to teach a session. Refusals: not_their_kind. */
export async function teaches(q: Query, educator: string, kind: Kind): Promise<Teaching> {
  const [row] = await q<Teaching>`
    select name, zone, organization_id as "organizationId", tier, own_prices as "ownPrices"
    from earnings.educator_view where educator_id = ${educator} and kind = ${kind}`
  if (!row) throw refuse('not_their_kind', { educator, kind })
  return row
}

/** The frame's question: is this person an educator, and on which rung? The higher tier where there are two. */
export async function educatorOf(
  q: Query,
  person: string,
): Promise<{ id: string; kinds: ('instructor' | 'host')[]; tier: Tier } | undefined> {
  const rows = await q<{ kind: Kind; tier: Tier }>`
    select kind, tier from earnings.educator_view where educator_id = ${person} order by rate desc, kind`
  if (rows.length === 0) return undefined
  const kinds = rows.map((row) => (row.kind === 'class' ? 'instructor' : 'host')).toSorted()
  return { id: person, kinds: kinds as ('instructor' | 'host')[], tier: rows[0]!.tier }
}

/** Changes an educator's own words about themselves. Refusals: unknown_educator. */
export async function changeProfile(
  tx: Tx,
  educator: string,
  changes: {
    name?: string
    zone?: string
    headline?: string
    about?: string
    languages?: string[]
  },
): Promise<EducatorCard> {
  const rows = await tx`
    update earnings.educator set name = coalesce(${changes.name}, name), zone = coalesce(${changes.zone}, zone),
      headline = coalesce(${changes.headline}, headline), about = coalesce(${changes.about}, about),
      languages = coalesce(${changes.languages}::text[], languages)
    where person_id = ${educator} returning 1 as one`
  if (rows.length === 0) throw refuse('unknown_educator', { educator })
  return (await educatorCard(tx, educator))!
}
