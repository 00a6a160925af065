import { randomBytes } from 'node:crypto'
import { atomically, type Db, type Query, record, type Tx } from '#base'

type Kind = 'person.email_verification' | 'person.password_reset'

/** Where links in e-mails begin; the frame answers there (src/http/auth.ts). */
export const LINK_PATH = '/api/auth/link/'

/** Tells that a person's address waits to be verified. The link lives for a day. */
export function tellVerificationLink(
  db: Db,
  person: string,
  url: string,
  now: Temporal.Instant,
): Promise<void> {
  return tell(db, 'person.email_verification', person, url, 24, now)
}

/** Tells that a person wants to set a new password. The link lives for an hour. */
export function tellResetLink(
  db: Db,
  person: string,
  url: string,
  now: Temporal.Instant,
): Promise<void> {
  return tell(db, 'person.password_reset', person, url, 1, now)
}

/**
 * Tells that somebody was invited to an organization (fact `organization.invited`). They sign in with this
 * address to accept, so the e-mail carries no secret.
 */
export async function tellInvitation(
  db: Db,
  invited: {
    id: string
    email: string
    role: string
    organization: { id: string; name: string }
    inviter: string
  },
  now: Temporal.Instant,
): Promise<void> {
  const { id, email, role, organization, inviter } = invited
  await atomically(db, (tx) =>
    record(tx, {
      kind: 'organization.invited',
      about: { type: 'organization', id: organization.id },
      at: now,
      data: { invitationId: id, email, role, organization: organization.name, inviter },
    }),
  )
}

/**
 * The library's own link holds the e-mail address; ours holds a word, and the fact holds ours.
 * Facts are kept for ever, links are not.
 */
async function tell(
  db: Db,
  kind: Kind,
  person: string,
  url: string,
  hours: number,
  now: Temporal.Instant,
): Promise<void> {
  const word = randomBytes(24).toString('base64url')
  await atomically(db, async (tx) => {
    await tx`
      insert into people.link (word, person_id, url, expires_at)
      values (${word}, ${person}, ${url}, clock_timestamp() + make_interval(hours => ${hours}))`
    await record(tx, {
      kind,
      about: { type: 'person', id: person },
      at: now,
      data: { url: `${new URL(url).origin}${LINK_PATH}${word}` },
    })
  })
}

/** Where a link leads, while it lives. */
export async function followLink(q: Query, word: string): Promise<string | undefined> {
  const [row] = await q<{ url: string }>`
    select url from people.link where word = ${word} and expires_at > clock_timestamp()`
  return row?.url
}

/** Removes what sign-in no longer needs: dead links, sessions and tokens. Run by the schedule. */
export async function forgetExpired(tx: Tx): Promise<number> {
  const [row] = await tx<{ count: number }>`
    with links as (delete from people.link where expires_at < clock_timestamp() returning 1),
      sessions as (delete from people.session where expires_at < clock_timestamp() returning 1),
      tokens as (delete from people.verification where expires_at < clock_timestamp() returning 1)
    select ((select count(*) from links) + (select count(*) from sessions)
      + (select count(*) from tokens))::int as count`
  return row?.count ?? 0
}
