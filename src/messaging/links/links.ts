import { randomInt } from 'node:crypto'
import type { Query, Tx } from '#base'
import { refuse } from './problems.ts'
import { CODE_LENGTH, leadsTo } from './shortening.ts'

const LETTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** A code that nobody guesses: 59 to the power of eight. */
export function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

export type LinkWish = {
  organization: string
  about: { type: 'campaign' | 'automation'; id: string }
  label?: 'A' | 'B' | null | undefined
  /** Whose it is; none: the same for everybody. */
  contact?: string | undefined
  url: string
  expiresAt: Temporal.Instant
}

/**
 * Makes short links, all in one statement, and answers their codes in the order they were asked for. One
 * for everybody is made once: asked for again, it is the same. Refusal: link_refused.
 */
export async function makeLinks(
  tx: Tx,
  wishes: readonly LinkWish[],
  now: Temporal.Instant,
): Promise<string[]> {
  const targets = wishes.map(({ url }) => leadsTo(url))
  if (wishes.length === 0) return []
  const codes = wishes.map(() => newCode())
  await tx`
    insert into messaging.link
      (code, organization_id, about_type, about_id, label, contact_id, url, made_at, expires_at)
    select code, organization_id, about_type, about_id, label, contact_id, url, ${now}, expires_at
    from unnest(${codes}::text[], ${wishes.map((one) => one.organization)}::uuid[],
      ${wishes.map((one) => one.about.type)}::text[], ${wishes.map((one) => one.about.id)}::uuid[],
      ${wishes.map((one) => one.label ?? null)}::text[], ${wishes.map((one) => one.contact ?? null)}::uuid[],
      ${targets}::text[], ${wishes.map((one) => one.expiresAt.toString())}::timestamptz[])
      as t (code, organization_id, about_type, about_id, label, contact_id, url, expires_at)
    on conflict (about_id, label, url) where contact_id is null do nothing`
  const shared = wishes.filter((one) => !one.contact)
  if (shared.length === 0) return codes
  const rows = await tx<{ code: string; about: string; label: string | null; url: string }>`
    select code, about_id as about, label, url from messaging.link
    where contact_id is null and about_id = any(${[...new Set(shared.map((one) => one.about.id))]}::uuid[])`
  const known = new Map(rows.map((row) => [`${row.about} ${row.label} ${row.url}`, row.code]))
  return wishes.map((one, index) =>
    one.contact
      ? codes[index]!
      : known.get(`${one.about.id} ${one.label ?? null} ${targets[index]}`)!,
  )
}

/** Where a short link leads. Refusals: link_unknown, link_over. */
export async function linkAt(q: Query, code: string, now: Temporal.Instant): Promise<string> {
  const [row] = await q<{ url: string; expires_at: Temporal.Instant }>`
    select url, expires_at from messaging.link where code = ${code}`
  if (!row) throw refuse('link_unknown')
  if (Temporal.Instant.compare(row.expires_at, now) <= 0) throw refuse('link_over')
  return row.url
}

/** Counts that somebody followed a link: how often and when, nothing of who or from where. */
export async function countClick(tx: Query, code: string, now: Temporal.Instant): Promise<void> {
  await tx`
    update messaging.link set clicks = clicks + 1, first_click_at = coalesce(first_click_at, ${now}),
      last_click_at = greatest(last_click_at, ${now})
    where code = ${code}`
}

export type Clicks = {
  url: string
  label: 'A' | 'B' | null
  clicks: number
  /** How many receivers followed it; null where all share one link. */
  receivers: number | null
}

/** How often the links of a campaign or a run were followed, most followed first. */
export function clicksOf(q: Query, about: string): Promise<Clicks[]> {
  return q<Clicks>`
    select url, label, sum(clicks)::int as clicks,
      case when bool_and(contact_id is not null) then count(*) filter (where clicks > 0)::int end as receivers
    from messaging.link where about_id = ${about}
    group by url, label order by sum(clicks) desc, url, label`
}
