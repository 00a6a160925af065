import { type Fragment, newId, type Query, sql, type Tx } from '#base'
import type { Category, Way } from '../message.ts'
import { refuse } from './problems.ts'

export const CONSENT_SOURCES = [
  'form',
  'paper',
  'import',
  'api',
  'keyword',
  'link',
  'staff',
  'provider',
] as const
export type ConsentSource = (typeof CONSENT_SOURCES)[number]

/** Something that somebody allowed, or took back, and how it is known. */
export type NewConsent = {
  way: Way
  /** As `normalizeAddress` writes it. */
  address: string
  category: Category
  given: boolean
  source: ConsentSource
  /** Which words they agreed to, by the organization's own name for them. */
  textVersion?: string | undefined
  note?: string | undefined
  ip?: string | undefined
  /** When they said so; now, where left out. */
  at?: Temporal.Instant | undefined
}

export type Consent = Omit<NewConsent, 'address'> & {
  id: string
  at: Temporal.Instant
  by: string
  textVersion: string | undefined
}

/** What STOP ends: everything but what somebody asks for themselves with a code. */
export const STOPPED_BY_WORD = ['marketing', 'utility', 'service'] as const satisfies Category[]

/**
 * Writes down what was allowed or taken back; nothing that was written before is changed, and the newest counts.
 * Refusal: consent_in_the_future.
 */
export async function recordConsents(
  tx: Tx,
  organization: string,
  consents: readonly NewConsent[],
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  if (consents.length === 0) return
  if (consents.some(({ at }) => at && Temporal.Instant.compare(at, now) > 0))
    throw refuse('consent_in_the_future')
  const rows = consents.map(({ at = now, textVersion, ...rest }) => ({
    id: newId(),
    ...rest,
    text: textVersion,
    at: at.toString(),
  }))
  await tx`
    insert into messaging.consent (id, organization_id, way, mark, category, given, source, text_version, note, ip, at,
      written_at, by)
    select r.id, ${organization}, r.way, sha256((select salt from messaging.seal) || convert_to(r.way || ' ' || r.address, 'UTF8')), r.category, r.given, r.source, r.text,
      r.note, r.ip, r.at, ${now}, ${by}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, way text, address text, category text,
      given boolean, source text, text text, note text, ip inet, at timestamptz)`
}

type Wish = {
  organization: string
  way: Way
  address: string
  /** Left out: all that STOP ends. */
  categories?: readonly Category[] | undefined
  source: ConsentSource
  note?: string | undefined
  ip?: string | undefined
}

const marked = ({ way, address }: Wish) => sql`messaging.mark_of(${way}, ${address})`

/** They no longer want messages of these kinds: by a word, a link, or because they said so. Twice is once. */
export async function optOut(tx: Tx, wish: Wish, by: string, now: Temporal.Instant): Promise<void> {
  await writeWish(tx, { ...wish, mark: marked(wish), given: false }, by, now)
}

/** They want them again. What a provider or they themselves had stopped for this organization is lifted with it. */
export async function optIn(tx: Tx, wish: Wish, by: string, now: Temporal.Instant): Promise<void> {
  await writeWish(tx, { ...wish, mark: marked(wish), given: true }, by, now)
  const { organization, way } = wish
  await tx`
    update messaging.suppression set lifted_at = ${now}, lifted_by = ${by}, lift_reason = 'They asked for messages again.'
    where organization_id = ${organization} and way = ${way} and mark = ${marked(wish)}
      and reason in ('opted_out', 'asked') and lifted_at is null`
}

/** What counts already is not written down again. */
export async function writeWish(
  tx: Tx,
  wish: Omit<Wish, 'address'> & { mark: Fragment; given: boolean },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { organization, way, mark, given, categories = STOPPED_BY_WORD, source, note, ip } = wish
  await tx`
    with wished as (select mark, unnest(${categories}::text[]) as category from (select ${mark} as mark) m)
    insert into messaging.consent (id, organization_id, way, mark, category, given, source, note, ip, at, written_at, by)
    select gen_random_uuid(), ${organization}, ${way}, w.mark, w.category, ${given}, ${source}, ${note}, ${ip}::inet, ${now},
      ${now}, ${by}
    from wished w left join messaging.consent_now n on n.organization_id = ${organization} and n.way = ${way}
      and n.mark = w.mark and n.category = w.category
    where n.given is distinct from ${given}`
}

/** All that is known of what one address allowed an organization, the newest first. */
export async function consentsOf(
  q: Query,
  organization: string,
  { way, address }: { way: Way; address: string },
): Promise<Consent[]> {
  return await q<Consent>`
    select id, way, category, given, source, text_version as "textVersion", note, host(ip) as ip, at, by
    from messaging.consent
    where organization_id = ${organization} and way = ${way} and mark = messaging.mark_of(${way}, ${address})
    order by at desc, nth desc limit 200`
}
