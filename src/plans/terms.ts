import { type Problem, type Query, raw } from '#base'
import type { Audience } from './catalogue.ts'
import { refuse } from './problems.ts'
import { OPEN } from './subscription.ts'

/** What a person's plan opens and allows, as far as one audience goes. */
export type Terms = { features: string[]; limits: Record<string, number> }

/**
 * What a person's plan opens at `now`, read within the transaction of the deed that asks, so that a plan
 * which ended a moment before opens nothing any more. One statement; pages ask `Entitlements`, which
 * remembers.
 */
export async function termsOf(
  tx: Query,
  personId: string,
  audience: Audience,
  now: Temporal.Instant,
): Promise<Terms> {
  const [row] = await tx<{ features: string[] | null; limits: Record<string, number> | null }>`
    with own as (
      select s.version_id from plans.subscription s
       where s.person_id = ${personId} and s.audience = ${audience} and s.ended_at is null and ${raw(OPEN)} > ${now}),
    version as (
      select version_id from own
      union all
      select v.id from plans.version v join plans.plan p on p.code = v.plan_code
       where p.audience = ${audience} and not exists (select from own)
         and v.on_sale_from <= ${now} and (v.on_sale_until is null or v.on_sale_until > ${now})
         and not exists (select from plans.price where version_id = v.id))
    select (select array_agg(f.feature) from plans.version_feature f join version using (version_id)) as features,
      (select json_object_agg(l.name, l.most) from plans.version_limit l join version using (version_id)) as limits`
  return { features: row?.features ?? [], limits: row?.limits ?? {} }
}

/** The most that a plan allows; none named is none allowed. */
export const most = ({ limits }: Terms, limit: string) => limits[limit] ?? 0

type Opener = { plan: string; name: string; most: number | null }

/** Plans on sale that open a feature, or allow more of a limit than `above`; the cheapest first. */
async function openers(
  q: Query,
  what: { feature: string } | { limit: string; above: number },
  audience: Audience | null,
  now: Temporal.Instant,
): Promise<Opener[]> {
  const feature = 'feature' in what ? what.feature : null
  const limit = 'limit' in what ? what : { limit: null, above: null }
  return await q<Opener>`
    select p.code as plan, v.name, l.most from plans.plan p join plans.version v on v.plan_code = p.code
      left join plans.version_limit l on l.version_id = v.id and l.name = ${limit.limit}
     where (${audience}::text is null or p.audience = ${audience})
       and v.on_sale_from <= ${now} and (v.on_sale_until is null or v.on_sale_until > ${now})
       and (l.most > ${limit.above}
            or exists (select from plans.version_feature where version_id = v.id and feature = ${feature}))
     order by p.audience, p.position`
}

const either = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

/** The refusal of what a person's plan does not open; it says which plans do. */
export async function lockedFeature(
  q: Query,
  feature: string,
  audience: Audience | null,
  now: Temporal.Instant,
): Promise<Problem> {
  const [known] = await q<{ says: string }>`select says from plans.feature where name = ${feature}`
  const opensWith = await openers(q, { feature }, audience, now)
  const names = either(opensWith.map(({ name }) => name))
  return refuse('feature_locked', {
    detail: names ? `${known?.says ?? feature}: opens with ${names}.` : `No plan opens it now.`,
    feature,
    opensWith: opensWith.map(({ plan }) => plan),
  })
}

/** The refusal of more than a person's plan allows; it says how many there are, and which plans allow more. */
export async function limitReached(
  q: Query,
  reached: { limit: string; most: number; used: number },
  audience: Audience,
  now: Temporal.Instant,
): Promise<Problem> {
  const { limit, most: above, used } = reached
  const [known] = await q<{ says: string }>`select says from plans.limit_kind where name = ${limit}`
  const moreWith = await openers(q, { limit, above }, audience, now)
  const more = moreWith.map((one) => `${one.name} (${one.most})`)
  return refuse('limit_reached', {
    detail: `${known?.says ?? limit}: ${above}.${more.length > 0 ? ` More with ${either(more)}.` : ''}`,
    limit,
    most: above,
    used,
    moreWith: moreWith.map(({ plan }) => plan),
  })
}
