import type { Query } from '#base'
import type { KeyScope } from './keys.ts'

export const STAFF_ROLES = ['admin', 'finance', 'support', 'moderator', 'reviewer'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

export const ORG_ROLES = ['owner', 'admin', 'billing', 'manager', 'educator', 'member'] as const
export type OrgRole = (typeof ORG_ROLES)[number]

/** The person who acts, with all that decides what they may do; or an organization's key, which has no roles. */
export type Actor = {
  id: string
  name: string
  email: string
  emailVerified: boolean
  /** IANA time zone. */
  zone: string
  /** BCP 47 language tag. */
  locale: string
  staffRoles: StaffRole[]
  memberships: { organizationId: string; role: OrgRole }[]
  /** Not a person but a machine, with a key of this organization: `id` and `name` are the key's. */
  key?: { organizationId: string; scopes: readonly KeyScope[] } | undefined
}

/** Who did something, as it is written down: `person:<id>`, `organization_key:<id>`. */
export const byOf = ({ id, key }: Pick<Actor, 'id' | 'key'>): string =>
  `${key ? 'organization_key' : 'person'}:${id}`

/** An actor and the sign-in they act by; `stale` when its end should be moved on. */
export type SignedIn = { actor: Actor; session: string; stale: boolean }

type Row = Actor & { session: string; stale: boolean }

const seen = ({ session, stale, ...actor }: Row): SignedIn => ({ actor, session, stale })

/**
 * Who the session with this token belongs to, in one statement: nothing is remembered between
 * requests, so signing out, a role taken away or an account removed takes effect with the next one.
 */
export async function actorByToken(q: Query, token: string): Promise<SignedIn | undefined> {
  const [row] = await q<Row>`
    select p.id, p.name, p.email, p.email_verified as "emailVerified", p.zone, p.locale,
      array(select role from people.staff_role r
        where r.person_id = p.id and r.revoked_at is null order by role) as "staffRoles",
      (select coalesce(json_agg(json_build_object('organizationId', m.organization_id, 'role', m.role)
        order by m.created_at, m.id), '[]') from people.member m where m.user_id = p.id) as memberships,
      s.id as session, s.updated_at < clock_timestamp() - interval '1 day' as stale
    from people.session s join people.person p on p.id = s.user_id
    where s.token = ${token} and s.expires_at > clock_timestamp()`
  return row && seen(row)
}

/** The same by the session's own id, which access tokens carry. */
export async function actorBySession(
  q: Query,
  person: string,
  session: string,
): Promise<SignedIn | undefined> {
  const [row] = await q<Row>`
    select p.id, p.name, p.email, p.email_verified as "emailVerified", p.zone, p.locale,
      array(select role from people.staff_role r
        where r.person_id = p.id and r.revoked_at is null order by role) as "staffRoles",
      (select coalesce(json_agg(json_build_object('organizationId', m.organization_id, 'role', m.role)
        order by m.created_at, m.id), '[]') from people.member m where m.user_id = p.id) as memberships,
      s.id as session, false as stale
    from people.session s join people.person p on p.id = s.user_id
    where s.id = ${session} and p.id = ${person} and s.expires_at > clock_timestamp()`
  return row && seen(row)
}
