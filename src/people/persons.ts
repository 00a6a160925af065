import { hashPassword } from 'better-auth/crypto'
import { isId, newId, type Query, sql, type Tx } from '#base'
import type { StaffRole } from './actor.ts'
import { refuse } from './problems.ts'
import { grantStaffRole } from './roles.ts'

export type NewPerson = {
  id?: string
  name: string
  email: string
  /** IANA time zone; UTC where none is given. */
  zone?: string
  /** BCP 47 language tag; English where none is given. */
  locale?: string
  emailVerified?: boolean
  staffRoles?: readonly StaffRole[]
  /** Without one the person signs in only after setting one by e-mail. */
  password?: string
}

/**
 * Makes an account, as staff or the demo town do; people make their own through Better Auth.
 * Refusals in order: zone_unknown, locale_unknown, email_taken.
 */
export async function createPerson(
  tx: Tx,
  person: NewPerson,
  now: Temporal.Instant,
): Promise<{ id: string }> {
  const zone = knownZone(person.zone ?? 'UTC')
  const locale = knownLocale(person.locale ?? 'en')
  const email = person.email.trim().toLowerCase()
  const password = person.password && (await hashPassword(person.password))
  const id = person.id ?? newId()
  const made = await tx`
    insert into people.person (id, name, email, email_verified, zone, locale, created_at, updated_at)
    values (${id}, ${person.name.trim()}, ${email}, ${person.emailVerified ?? false}, ${zone}, ${locale}, ${now}, ${now})
    on conflict (email) do nothing returning id`
  if (made.length === 0) throw refuse('email_taken')

  if (password) {
    await tx`
      insert into people.account (id, account_id, provider_id, user_id, password, created_at, updated_at)
      values (${newId()}, ${id}, 'credential', ${id}, ${password}, ${now}, ${now})`
  }
  for (const role of person.staffRoles ?? []) {
    await grantStaffRole(tx, { person: id, role, by: 'schedule' }, now)
  }
  return { id }
}

/** Changes what a person says about themselves. Refusals: zone_unknown, locale_unknown, person_unknown. */
export async function changeProfile(
  tx: Tx,
  person: string,
  change: { name?: string | undefined; zone?: string | undefined; locale?: string | undefined },
  now: Temporal.Instant,
): Promise<void> {
  const zone = change.zone && knownZone(change.zone)
  const locale = change.locale && knownLocale(change.locale)
  const changed = await tx`
    update people.person set name = coalesce(${change.name?.trim()}, name),
      zone = coalesce(${zone}, zone), locale = coalesce(${locale}, locale), updated_at = ${now}
    where id = ${person} returning id`
  if (changed.length === 0) throw refuse('person_unknown')
}

export type PersonCard = { id: string; name: string; zone: string }

/** Names for lists, in no order; unknown ids are left out. */
export async function personCards(q: Query, ids: readonly string[]): Promise<PersonCard[]> {
  if (ids.length === 0) return []
  return q<PersonCard>`select id, name, zone from people.person where id = any(${[...ids]}::uuid[])`
}

export type PersonRow = {
  id: string
  name: string
  email: string
  emailVerified: boolean
  zone: string
  locale: string
  joinedAt: Temporal.Instant
  staffRoles: StaffRole[]
  memberships: { organizationId: string; organization: string; role: string }[]
}

const PERSON = sql`
  p.id, p.name, p.email, p.email_verified as "emailVerified", p.zone, p.locale, p.created_at as "joinedAt",
  array(select role from people.staff_role r
    where r.person_id = p.id and r.revoked_at is null order by role) as "staffRoles",
  (select coalesce(json_agg(json_build_object('organizationId', m.organization_id, 'organization', o.name, 'role', m.role)
    order by m.created_at, m.id), '[]')
    from people.member m join people.organization o on o.id = m.organization_id where m.user_id = p.id) as memberships`

/** People for staff, newest first; `words` looks in names and e-mail addresses. */
export async function listPeople(
  q: Query,
  filter: {
    words?: string | undefined
    role?: StaffRole | undefined
    organization?: string | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<PersonRow[]> {
  const words = filter.words && `%${filter.words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return q<PersonRow>`
    select ${PERSON} from people.person p
    where (${words}::text is null or lower(p.name) || ' ' || p.email like ${words})
      and (${filter.role}::text is null or exists (select from people.staff_role r
        where r.person_id = p.id and r.role = ${filter.role} and r.revoked_at is null))
      and (${filter.organization}::uuid is null or exists (select from people.member m
        where m.user_id = p.id and m.organization_id = ${filter.organization}))
      and (${filter.before?.at}::timestamptz is null
        or (p.created_at, p.id) < (${filter.before?.at}, ${filter.before?.id}::uuid))
    order by p.created_at desc, p.id desc limit ${filter.limit}`
}

/** One person, for staff. Refusal: person_unknown. */
export async function onePerson(q: Query, id: string): Promise<PersonRow> {
  const [row] = isId(id)
    ? await q<PersonRow>`select ${PERSON} from people.person p where p.id = ${id}`
    : []
  if (!row) throw refuse('person_unknown')
  return row
}

/** The zone's name as the IANA database writes it. Refusal: zone_unknown. */
export function knownZone(zone: string): string {
  // Offsets ("+02:00") are zones to Temporal, but know no summer time: a person lives in a place.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(zone)) throw refuse('zone_unknown', { zone })
  try {
    // Intl would rename Asia/Kolkata to Asia/Calcutta; Temporal keeps the name that was given.
    return new Temporal.ZonedDateTime(0n, zone).timeZoneId
  } catch {
    throw refuse('zone_unknown', { zone })
  }
}

/** The tag in its canonical form. Refusal: locale_unknown. */
export function knownLocale(locale: string): string {
  try {
    const [tag] = Intl.getCanonicalLocales(locale)
    if (tag && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)) return tag
  } catch {}
  throw refuse('locale_unknown', { locale })
}

/** Who has accounts with these e-mail addresses, written small. One statement. */
export async function personsByEmails(
  q: Query,
  emails: readonly string[],
): Promise<{ id: string; email: string }[]> {
  return q`select id, email from people.person where email = any(${[...emails]}::text[])`
}

/** Who has an account with this e-mail address; undefined: nobody. */
export async function personByEmail(q: Query, email: string): Promise<{ id: string } | undefined> {
  const [found] = await q<{ id: string }>`
    select id from people.person where lower(email) = lower(${email})`
  return found
}
