import { newId, type Query, sql, type Tx } from '#base'
import type { Buyer, LineKind, TaxDue, TaxPlace } from '../order.ts'
import { refuse } from '../problems.ts'
import type { TaxTerms } from './reckoning.ts'

export type TaxGoods = 'any' | LineKind

/** How a country, or a part of it, taxes something from an instant on. */
export type TaxRule = TaxTerms & {
  id: string
  country: string
  zone: string | undefined
  goods: TaxGoods
  note: string
  from: Temporal.Instant
  madeBy: string
  madeAt: Temporal.Instant
  withdrawnAt: Temporal.Instant | undefined
  /** Whether it decides now, is to come, was followed by another, or was withdrawn before it began. */
  state: 'now' | 'coming' | 'over' | 'withdrawn'
}

export type NewTaxRule = TaxTerms & {
  country: string
  zone?: string | undefined
  goods: TaxGoods
  note?: string | undefined
  /** From now on where none is given. */
  from?: Temporal.Instant | undefined
  by: string
}

/**
 * Writes down how a place taxes from an instant on; the rule before it stays in the record. A rate of zero
 * ends a tax. Refusals in order: tax_rule_backdated, tax_rule_due, tax_rule_taken.
 */
export async function addTaxRule(
  tx: Tx,
  rule: NewTaxRule,
  now: Temporal.Instant,
): Promise<{ id: string }> {
  const from = rule.from ?? now
  if (Temporal.Instant.compare(from, now) < 0) throw refuse('tax_rule_backdated')
  if (rule.due === 'redemption' && rule.goods !== 'credits') throw refuse('tax_rule_due')
  const id = newId()
  const made = await tx`
    insert into payments.tax_rule (id, country, zone, goods, name, rate, included, due, note, from_at, made_at, made_by)
    values (${id}, ${rule.country}, ${rule.zone}, ${rule.goods}, ${rule.name}, ${rule.rate}, ${rule.included},
            ${rule.due}, ${rule.note ?? ''}, ${from}, ${now}, ${rule.by})
    on conflict (country, goods, from_at, coalesce(zone, '')) where withdrawn_at is null do nothing returning id`
  if (made.length === 0) throw refuse('tax_rule_taken')
  return { id }
}

/** Takes back a rule that has not begun. Refusals: tax_rule_unknown, tax_rule_begun. */
export async function withdrawTaxRule(
  tx: Tx,
  { id, by }: { id: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const [rule] = await tx<{ from_at: Temporal.Instant; withdrawn_at: Temporal.Instant | null }>`
    select from_at, withdrawn_at from payments.tax_rule where id = ${id} for update`
  if (!rule || rule.withdrawn_at) throw refuse('tax_rule_unknown')
  if (Temporal.Instant.compare(rule.from_at, now) <= 0) throw refuse('tax_rule_begun')
  await tx`update payments.tax_rule set withdrawn_at = ${now}, withdrawn_by = ${by} where id = ${id}`
}

type Row = Omit<TaxRule, 'zone' | 'withdrawnAt'> & {
  zone: string | null
  withdrawnAt: Temporal.Instant | null
}

/** Every rule there is, by place, the latest first. */
export async function listTaxRules(q: Query, now: Temporal.Instant): Promise<TaxRule[]> {
  const rows = await q<Row>`
    select id, country, zone, goods, name, rate, included, due, note, from_at as "from", made_by as "madeBy",
           made_at as "madeAt", withdrawn_at as "withdrawnAt",
           case when withdrawn_at is not null then 'withdrawn' when from_at > ${now} then 'coming'
                when from_at = max(from_at) filter (where withdrawn_at is null and from_at <= ${now})
                  over (partition by country, zone, goods) then 'now' else 'over' end as state
      from payments.tax_rule order by country, zone nulls first, goods, from_at desc, made_at desc`
  return rows.map((row) => ({
    ...row,
    zone: row.zone ?? undefined,
    withdrawnAt: row.withdrawnAt ?? undefined,
  }))
}

/**
 * How a place taxes some goods at an instant: the rule of the part of the country before the country's,
 * that of the goods before that of any; undefined: not at all.
 */
export async function taxTerms(
  q: Query,
  place: TaxPlace | undefined,
  goods: LineKind,
  at: Temporal.Instant,
): Promise<TaxTerms | undefined> {
  if (!place) return undefined
  const [terms] = await q<TaxTerms>`
    select name, rate, included, due from (
      select distinct on (zone, goods) * from payments.tax_rule
       where country = ${place.country} and (zone is null or zone = ${place.zone ?? null})
         and goods in ('any', ${goods}) and from_at <= ${at} and withdrawn_at is null
       order by zone, goods, from_at desc) latest
     order by zone is null, goods = 'any' limit 1`
  return terms && terms.rate > 0 ? terms : undefined
}

/** Where the operator is taxed from an instant on. Refusal: tax_rule_backdated. */
export async function setTaxHome(
  tx: Tx,
  home: TaxPlace & { from?: Temporal.Instant | undefined; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const from = home.from ?? now
  if (Temporal.Instant.compare(from, now) < 0) throw refuse('tax_rule_backdated')
  await tx`
    update payments.tax_home set withdrawn_at = ${now}, withdrawn_by = ${home.by}
     where from_at >= ${from} and from_at > ${now} and withdrawn_at is null`
  const made = await tx`
    insert into payments.tax_home (id, country, zone, from_at, made_at, made_by)
    values (${newId()}, ${home.country}, ${home.zone}, ${from}, ${now}, ${home.by})
    on conflict (from_at) where withdrawn_at is null do nothing returning id`
  if (made.length === 0) throw refuse('tax_rule_taken')
}

const placeOfRow = (row: { country: string; zone: string | null } | undefined) =>
  row && { country: row.country, zone: row.zone ?? undefined }

/** Where the operator is taxed; undefined: nobody has said. */
export async function taxHome(q: Query, at: Temporal.Instant): Promise<TaxPlace | undefined> {
  const [row] = await q<{ country: string; zone: string | null }>`
    select country, zone from payments.tax_home
     where from_at <= ${at} and withdrawn_at is null order by from_at desc limit 1`
  return placeOfRow(row)
}

/** Where a buyer is taxed, as they said; else where the operator is. */
export async function placeOf(
  q: Query,
  buyer: Buyer,
  at: Temporal.Instant,
): Promise<{ place: TaxPlace | undefined; said: boolean }> {
  const [row] = await q<{ country: string; zone: string | null }>`
    select country, zone from payments.buyer_place
     where owner_type = ${buyer.type} and owner_id = ${buyer.id}`
  return { place: placeOfRow(row) ?? (await taxHome(q, at)), said: row !== undefined }
}

/** A buyer says where they are taxed. What was ordered before stays as it was. */
export async function sayPlace(
  tx: Tx,
  buyer: Buyer,
  { country, zone }: TaxPlace,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    insert into payments.buyer_place (owner_type, owner_id, country, zone, said_at)
    values (${buyer.type}, ${buyer.id}, ${country}, ${zone}, ${now})
    on conflict (owner_type, owner_id) do update
      set country = excluded.country, zone = excluded.zone, said_at = excluded.said_at`
}

/** For lists: how many people have said that they are taxed in each country. */
export const placesSaid = (q: Query) => q<{ country: string; zone: string | null; people: number }>`
  select country, zone, count(*)::int as people from payments.buyer_place
   group by country, zone ${sql`order by people desc, country, zone`}`

export type { TaxDue }
