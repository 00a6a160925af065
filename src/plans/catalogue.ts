import { isId, type Query } from '#base'

export type Audience = 'learner' | 'educator' | 'organization'
export type SessionKind = 'class' | 'conversation'
export type Interval = 'month' | 'year'

export type Included = { kind: SessionKind; sessions: number; unlimited: boolean }
export type Price = { interval: Interval; currency: string; amount: bigint; access: bigint }

/** One version of a plan: what it costs and what it opens. */
export type Version = {
  id: string
  plan: string
  audience: Audience
  version: number
  name: string
  says: string
  /** Hundredths of a credit. */
  monthlyCredits: bigint
  unused: 'expire' | 'roll' | 'keep'
  rollMonths: number | undefined
  /** Days before it is charged for the first time, once per person and audience; 0: none. */
  trialDays: number
  /** Its place among the plans of its audience, the lowest first. */
  position: number
  prices: Price[]
  included: Included[]
  /** What it opens, and how much of it, of all that is built. */
  features: string[]
  limits: Record<string, number>
}

type Row = {
  id: string
  plan: string
  audience: Audience
  version: number
  name: string
  says: string
  monthly_credits: bigint
  unused: Version['unused']
  roll_months: number | null
  trial_days: number
  position: number
  prices: { interval: Interval; currency: string; amount: string; access: string }[] | null
  included: Included[] | null
  features: string[] | null
  limits: Record<string, number> | null
}

function versionOf(row: Row): Version {
  return {
    id: row.id,
    plan: row.plan,
    audience: row.audience,
    version: row.version,
    name: row.name,
    says: row.says,
    monthlyCredits: row.monthly_credits,
    unused: row.unused,
    rollMonths: row.roll_months ?? undefined,
    trialDays: row.trial_days,
    position: row.position,
    prices: (row.prices ?? []).map(({ amount, access, ...price }) => ({
      ...price,
      amount: BigInt(amount),
      access: BigInt(access),
    })),
    included: row.included ?? [],
    features: row.features ?? [],
    limits: row.limits ?? {},
  }
}

async function versions(
  q: Query,
  which: { id: string | null; plan: string | null; onSaleAt: Temporal.Instant | null },
): Promise<Version[]> {
  const rows = await q<Row>`
    select v.id, v.plan_code as plan, p.audience, v.version, v.name, v.says, v.monthly_credits, v.unused, v.roll_months,
      v.trial_days, p.position,
      (select json_agg(json_build_object('interval', interval, 'currency', currency, 'amount', amount::text,
          'access', access::text) order by interval, currency) from plans.price where version_id = v.id) as prices,
      (select json_agg(json_build_object('kind', kind, 'sessions', sessions, 'unlimited', unlimited) order by kind)
        from plans.included where version_id = v.id) as included,
      (select array_agg(f.name order by f.position) from plans.version_feature vf join plans.feature f on f.name = vf.feature
        where vf.version_id = v.id and f.kept_by is not null) as features,
      (select json_object_agg(l.name, l.most) from plans.version_limit l join plans.limit_kind k on k.name = l.name
        where l.version_id = v.id and k.kept_by is not null) as limits
      from plans.version v join plans.plan p on p.code = v.plan_code
     where (${which.id}::uuid is null or v.id = ${which.id})
       and (${which.plan}::text is null or v.plan_code = ${which.plan})
       and (${which.onSaleAt}::timestamptz is null or v.on_sale_from <= ${which.onSaleAt}
            and (v.on_sale_until is null or v.on_sale_until > ${which.onSaleAt}))
     order by p.audience = 'learner' desc, p.audience, p.position, v.version`
  return rows.map(versionOf)
}

/** Plans as they are sold now, in the order in which they are shown. */
export const plansOnSale = (q: Query, now: Temporal.Instant) =>
  versions(q, { id: null, plan: null, onSaleAt: now })

/** The version of a plan that is sold now, by the plan's code or the version's id; undefined: none. */
export async function versionOnSale(
  q: Query,
  plan: string,
  now: Temporal.Instant,
): Promise<Version | undefined> {
  const which = isId(plan) ? { id: plan, plan: null } : { id: null, plan }
  const [version] = await versions(q, { ...which, onSaleAt: now })
  return version
}

/** All versions of a plan, the oldest first. */
export const versionsOf = (q: Query, plan: string) =>
  versions(q, { id: null, plan, onSaleAt: null })

/** What a version costs for a period; undefined: it is not sold so. */
export const priceOf = (version: Version, interval: Interval, currency: string) =>
  version.prices.find((one) => one.interval === interval && one.currency === currency)

/** A version that somebody bought, whether it is still sold or not. */
export async function versionById(q: Query, id: string): Promise<Version> {
  const [version] = await versions(q, { id, plan: null, onSaleAt: null })
  if (!version) throw new Error(`There is no version ${id} of any plan`)
  return version
}

export type Feature = { name: string; says: string; keptBy: string | null }
export type Limit = Feature & { audience: Audience }

/**
 * Everything that a plan can open or limit (of one audience: what any of its plans ever opened), with its
 * words and who keeps it, in order; null: not built.
 */
export async function everythingNamed(
  q: Query,
  audience: Audience | null = null,
): Promise<{ features: Feature[]; limits: Limit[] }> {
  const features = await q<Feature>`
    select name, says, kept_by as "keptBy" from plans.feature f
     where ${audience}::text is null or exists (
       select from plans.version_feature vf join plans.version v on v.id = vf.version_id
         join plans.plan p on p.code = v.plan_code where vf.feature = f.name and p.audience = ${audience})
     order by position`
  const limits = await q<Limit>`
    select name, says, kept_by as "keptBy", audience from plans.limit_kind order by position`
  return { features, limits }
}

/** What of it is built: nothing else is shown to people, and no plan opens anything else. */
export async function offered(q: Query): Promise<{ features: Feature[]; limits: Limit[] }> {
  const { features, limits } = await everythingNamed(q)
  const built = ({ keptBy }: Feature) => keptBy !== null
  return { features: features.filter(built), limits: limits.filter(built) }
}

/** What audiences have without paying: the plan that has no price. */
export async function freeVersions(q: Query, now: Temporal.Instant): Promise<Version[]> {
  return (await plansOnSale(q, now)).filter((version) => version.prices.length === 0)
}
