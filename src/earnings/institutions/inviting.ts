import { newId, type Query, record, sql, type Tx } from '#base'
import { personByEmail } from '#people'
import { educatorCard, enrol } from '../educators.ts'
import type { Kind } from '../tiers.ts'
import { institution } from './agreements.ts'
import { belongAsEducator, moveEducator } from './belonging.ts'
import { refuse } from './problems.ts'
import { joiningRules } from './rules.ts'
import { makeTransition, todayAt } from './transitions.ts'

/** What somebody is invited on. Their own words and hours they set themselves, afterwards. */
export type InvitationTerms = {
  kinds: Kind[]
  languages: string[]
  zone: string
  yearsTeaching: number
  headline: string
  /** The language that they are written to in. */
  locale: string
  guarantee: {
    /** In the currency's smallest unit, as decimal text. */
    minimum: string
    currency: string
    months: number
    /** The day from which it counts; the day of accepting, if that is later or none is given. */
    startsOn: string | null
  } | null
}

export type Invitation = {
  id: string
  organizationId: string
  organization: string
  email: string
  name: string
  terms: InvitationTerms
  invitedAt: Temporal.Instant
  expiresAt: Temporal.Instant
  state: 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired'
  answeredAt: Temporal.Instant | null
  importId: string | null
}

const columns = sql`
  i.id, i.organization_id as "organizationId", o.name as organization, i.email, i.name, i.terms,
  i.invited_at as "invitedAt", i.expires_at as "expiresAt", i.answered_at as "answeredAt", i.import_id as "importId"`

/**
 * Asks somebody to teach for an institution; they answer themselves. Refusals in order: unknown_institution,
 * belongs_there, invitation_open.
 */
export async function inviteEducator(
  tx: Tx,
  invited: { organizationId: string; email: string; name: string; terms: InvitationTerms },
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const { organizationId, name, terms } = invited
  const email = invited.email.trim().toLowerCase()
  const { name: organization } = await institution(tx, organizationId)
  const person = await personByEmail(tx, email)
  const card = person && (await educatorCard(tx, person.id))
  if (card?.organizationId === organizationId) throw refuse('belongs_there', { organizationId })

  await expire(tx, organizationId, [email], now)
  const { invitationDays } = await joiningRules(tx)
  const id = newId()
  const expiresAt = now.add({ hours: 24 * invitationDays })
  const made = await tx`
    insert into earnings.invitation (id, organization_id, email, name, terms, invited_by, invited_at, expires_at)
    values (${id}, ${organizationId}, ${email}, ${name}, ${terms}, ${by}, ${now}, ${expiresAt})
    on conflict (organization_id, email) where answer is null do nothing returning id`
  if (made.length === 0) throw refuse('invitation_open', { email })
  await record(tx, {
    kind: 'educator.invited',
    about: { type: 'invitation', id },
    at: now,
    data: { email, name, organization, locale: terms.locale, until: expiresAt.toString() },
  })
  return id
}

/** Invitations to these addresses that have run out make room for new ones. */
export async function expire(
  tx: Tx,
  organizationId: string,
  emails: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update earnings.invitation set answer = 'expired', answered_at = expires_at, answered_by = 'schedule'
    where organization_id = ${organizationId} and email = any(${[...emails]}::text[]) and answer is null
      and expires_at <= ${now}`
}

/** Takes an invitation back before it is answered. Refusals: invitation_unknown, invitation_answered. */
export async function withdrawInvitation(
  tx: Tx,
  { organizationId, id }: { organizationId: string; id: string },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const [found] = await tx<{ answer: string | null }>`
    select answer from earnings.invitation where id = ${id} and organization_id = ${organizationId} for update`
  if (!found) throw refuse('invitation_unknown')
  if (found.answer !== null) throw refuse('invitation_answered')
  await answer(tx, id, 'withdrawn', by, now)
}

const answer = (tx: Tx, id: string, said: string, by: string, now: Temporal.Instant) => tx`
  update earnings.invitation set answer = ${said}, answered_at = ${now}, answered_by = ${by} where id = ${id}`

/** Who answers: the person who is signed in, with their address. */
export type Invited = { id: string; email: string; emailVerified: boolean }

/**
 * Accepts or declines an invitation. Who accepts becomes an educator of the institution on its terms, or moves there
 * with what they have; a transition agreement begins with it. Doing it twice is doing it once. Refusals in order:
 * invitation_unknown (also one to another address), invitation_unconfirmed, invitation_answered, invitation_run_out.
 */
export async function answerInvitation(
  tx: Tx,
  { id, person, accepts }: { id: string; person: Invited; accepts: boolean },
  now: Temporal.Instant,
): Promise<void> {
  const [found] = await tx<{
    organizationId: string
    name: string
    terms: InvitationTerms
    answer: string | null
    expiresAt: Temporal.Instant
  }>`
    select organization_id as "organizationId", name, terms, answer, expires_at as "expiresAt"
    from earnings.invitation where id = ${id} and email = ${person.email.toLowerCase()} for update`
  if (!found) throw refuse('invitation_unknown')
  if (!person.emailVerified) throw refuse('invitation_unconfirmed')
  const said = accepts ? 'accepted' : 'declined'
  if (found.answer === said) return
  if (found.answer !== null) throw refuse('invitation_answered')
  if (Temporal.Instant.compare(found.expiresAt, now) <= 0) throw refuse('invitation_run_out')

  const by = `person:${person.id}`
  await answer(tx, id, said, by, now)
  if (accepts) await join(tx, person.id, found, by, now)
}

async function join(
  tx: Tx,
  person: string,
  to: { organizationId: string; name: string; terms: InvitationTerms },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { organizationId, terms } = to
  const card = await educatorCard(tx, person)
  if (!card) {
    const { kinds, languages, zone, yearsTeaching, headline } = terms
    await enrol(
      tx,
      {
        personId: person,
        name: to.name,
        organizationId,
        kinds,
        languages,
        zone,
        yearsTeaching,
        headline,
      },
      by,
      now,
    )
    await belongAsEducator(tx, organizationId, person, now)
  } else if (card.organizationId !== organizationId) {
    await moveEducator(tx, { educator: person, to: organizationId, how: 'accepted' }, by, now)
  }
  if (terms.guarantee) await begin(tx, person, terms.guarantee, by, now)
}

async function begin(
  tx: Tx,
  educator: string,
  guarantee: NonNullable<InvitationTerms['guarantee']>,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { minimum, currency, months, startsOn } = guarantee
  const today = await todayAt(tx, now)
  const asked = startsOn ? Temporal.PlainDate.from(startsOn) : today
  const starts = Temporal.PlainDate.compare(asked, today) < 0 ? today : asked
  await makeTransition(
    tx,
    { educator, minimum: BigInt(minimum), currency, months, startsOn: starts },
    by,
    now,
  )
}

/** Invitations that wait for the answer of whoever has this address. */
export async function invitationsTo(
  q: Query,
  email: string,
  now: Temporal.Instant,
): Promise<Invitation[]> {
  return await q<Invitation>`
    select ${columns}, 'open' as state from earnings.invitation i
      join people.organization_view o on o.id = i.organization_id
    where i.email = ${email.toLowerCase()} and i.answer is null and i.expires_at > ${now}
    order by i.invited_at desc, i.id desc`
}

/** Whom an institution has invited, the latest first. */
export async function invitationsOf(
  q: Query,
  filter: {
    organizationId: string
    open?: boolean | undefined
    after?: string | undefined
    limit: number
  },
  now: Temporal.Instant,
): Promise<{ items: Invitation[]; next: string | null }> {
  const rows = await q<Invitation>`
    select ${columns}, coalesce(i.answer, case when i.expires_at <= ${now} then 'expired' else 'open' end) as state
    from earnings.invitation i join people.organization_view o on o.id = i.organization_id
    where i.organization_id = ${filter.organizationId}
      and (not coalesce(${filter.open}::boolean, false) or (i.answer is null and i.expires_at > ${now}))
      and (${filter.after}::uuid is null
        or (i.invited_at, i.id) < (select invited_at, id from earnings.invitation where id = ${filter.after}))
    order by i.invited_at desc, i.id desc limit ${filter.limit + 1}`
  const items = rows.slice(0, filter.limit)
  return { items, next: rows.length > items.length ? items.at(-1)!.id : null }
}
