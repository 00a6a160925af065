import { newId, type Query, sql, type Tx } from '#base'
import { personsByEmails } from '#people'
import { policyNow } from '../policy.ts'
import { institution } from './agreements.ts'
import { expire, type InvitationTerms } from './inviting.ts'
import { refuse } from './problems.ts'
import { readInstructors } from './reading-file.ts'
import type { Fault } from './reading-row.ts'
import { joiningRules } from './rules.ts'

/** What importing a row does. */
export type RowOutcome =
  /** Somebody without an account: invited. */
  | 'new'
  /** Somebody who has an account: invited. */
  | 'person'
  /** An educator who belongs elsewhere: invited, and moves when they accept. */
  | 'move'
  /** Belongs here already: nothing. */
  | 'here'
  /** Invited already, and has not answered: nothing. */
  | 'invited'
  /** At fault: cannot be imported. */
  | 'bad'

const listed = sql`
  select i.id, i.organization_id as "organizationId", o.name as organization, i.file_name as "fileName",
    i.uploaded_at as "uploadedAt", i.imported_at as "importedAt", i.invited,
    (select count(*)::int from earnings.import_row r where r.import_id = i.id) as rows
  from earnings.import i join people.organization_view o on o.id = i.organization_id`

const INVITES: readonly RowOutcome[] = ['new', 'person', 'move']

export type ImportRow = {
  line: number
  email: string | null
  name: string | null
  terms: InvitationTerms | null
  faults: Fault[]
  outcome: RowOutcome
}

export type ImportCard = {
  id: string
  organizationId: string
  organization: string
  fileName: string
  uploadedAt: Temporal.Instant
  importedAt: Temporal.Instant | null
  /** How many were invited when it was imported. */
  invited: number | null
  rows: number
}

/**
 * Keeps a file of employed instructors, row by row as it reads; nobody hears of it. Refusals in order:
 * unknown_institution, import_unreadable (with the reason).
 */
export async function uploadImport(
  tx: Tx,
  file: { organizationId: string; fileName: string; bytes: Uint8Array },
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const { organizationId, fileName, bytes } = file
  await institution(tx, organizationId)
  const { currency } = await policyNow(tx, now)
  const { transitionMonths: months } = await joiningRules(tx)
  const read = readInstructors(bytes, { currency, months })
  if ('fault' in read) throw refuse('import_unreadable', { detail: read.fault })

  const id = newId()
  await tx`
    insert into earnings.import (id, organization_id, file_name, uploaded_by, uploaded_at)
    values (${id}, ${organizationId}, ${fileName}, ${by}, ${now})`
  const rows = read.rows.map(({ line, email, name, terms, faults }) => ({
    line,
    email,
    name,
    terms,
    faults,
  }))
  await tx`
    insert into earnings.import_row (import_id, line, email, name, terms, faults)
    select ${id}, r.line, r.email, r.name, nullif(r.terms, 'null'::jsonb), r.faults
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(line int, email text, name text, terms jsonb, faults jsonb)`
  return id
}

/** What importing the file would do now, row by row. Refusal: import_unknown. */
export async function previewImport(
  q: Query,
  id: string,
  now: Temporal.Instant,
): Promise<{ card: ImportCard; rows: ImportRow[] }> {
  const card = await cardOf(q, id)
  const rows = await q<Omit<ImportRow, 'outcome'>>`
    select line, email, name, terms, faults from earnings.import_row where import_id = ${id} order by line`
  const known = await knownOf(q, card.organizationId, rows, now)
  return { card, rows: rows.map((row) => ({ ...row, outcome: outcomeOf(row, known) })) }
}

type Known = {
  persons: Set<string>
  here: Set<string>
  elsewhere: Set<string>
  invited: Set<string>
}

/** What is known of the addresses of a file: three statements, however many they are. */
async function knownOf(
  q: Query,
  organizationId: string,
  rows: readonly { email: string | null }[],
  now: Temporal.Instant,
): Promise<Known> {
  const emails = [...new Set(rows.flatMap(({ email }) => email ?? []))]
  const persons = await personsByEmails(q, emails)
  const educators = await q<{ id: string; here: boolean }>`
    select person_id as id, organization_id = ${organizationId} as here from earnings.educator
    where person_id = any(${persons.map(({ id }) => id)}::uuid[])`
  const open = await q<{ email: string }>`
    select email from earnings.invitation where organization_id = ${organizationId} and answer is null
      and expires_at > ${now} and email = any(${emails}::text[])`
  const belongs = new Map(educators.map(({ id, here }) => [id, here]))
  const those = (here: boolean) =>
    new Set(persons.filter(({ id }) => belongs.get(id) === here).map(({ email }) => email))
  return {
    persons: new Set(persons.map(({ email }) => email)),
    here: those(true),
    elsewhere: those(false),
    invited: new Set(open.map(({ email }) => email)),
  }
}

function outcomeOf(
  { email, faults }: Pick<ImportRow, 'email' | 'faults'>,
  known: Known,
): RowOutcome {
  if (faults.length > 0 || !email) return 'bad'
  if (known.here.has(email)) return 'here'
  if (known.invited.has(email)) return 'invited'
  if (known.elsewhere.has(email)) return 'move'
  return known.persons.has(email) ? 'person' : 'new'
}

/**
 * Invites everybody of a file who is not here and not invited yet: all good rows, or all rows or none. Doing it twice
 * is doing it once, and another file with the same rows invites nobody again. Answers how many were invited.
 * Refusals in order: import_unknown, import_has_faults.
 */
export async function runImport(
  tx: Tx,
  { id, rows: which }: { id: string; rows: 'good' | 'all' },
  by: string,
  now: Temporal.Instant,
): Promise<number> {
  await tx`select 1 as one from earnings.import where id = ${id} for update`
  const { card, rows } = await previewImport(tx, id, now)
  if (card.invited !== null) return card.invited
  const bad = rows.filter(({ outcome }) => outcome === 'bad').length
  if (which === 'all' && bad > 0) throw refuse('import_has_faults', { rows: bad })

  const those = rows.filter(({ outcome }) => INVITES.includes(outcome))
  await expire(
    tx,
    card.organizationId,
    those.map(({ email }) => email!),
    now,
  )
  const invited = await inviteAll(tx, card, those, by, now)
  await tx`
    update earnings.import set imported_by = ${by}, imported_at = ${now}, invited = ${invited} where id = ${id}`
  return invited
}

/** Their invitations and the facts of them, in one statement. */
async function inviteAll(
  tx: Tx,
  card: ImportCard,
  rows: readonly ImportRow[],
  by: string,
  now: Temporal.Instant,
): Promise<number> {
  const { invitationDays } = await joiningRules(tx)
  const until = now.add({ hours: 24 * invitationDays })
  const given = rows.map(({ email, name, terms }) => ({
    id: newId(),
    fact: newId(),
    email,
    name,
    terms,
  }))
  const made = await tx`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as r(id uuid, fact uuid, email text, name text, terms jsonb)
    ), made as (
      insert into earnings.invitation (id, organization_id, email, name, terms, import_id, invited_by, invited_at,
        expires_at)
      select id, ${card.organizationId}, email, name, terms, ${card.id}, ${by}, ${now}, ${until} from given
      on conflict (organization_id, email) where answer is null do nothing returning id
    )
    select base.record_fact(g.fact, 'educator.invited', 'invitation', g.id::text, ${now},
      jsonb_build_object('email', g.email, 'name', g.name, 'organization', ${card.organization}::text,
        'locale', g.terms ->> 'locale', 'until', ${until.toString()}::text)) from given g join made m on m.id = g.id`
  return made.length
}

async function cardOf(q: Query, id: string): Promise<ImportCard> {
  const [card] = await q<ImportCard>`${listed} where i.id = ${id}`
  if (!card) throw refuse('import_unknown')
  return card
}

/** The files that were handed in for an institution, the latest first. */
export async function importsOf(q: Query, organizationId: string): Promise<ImportCard[]> {
  return await q<ImportCard>`
    ${listed} where i.organization_id = ${organizationId} order by i.uploaded_at desc, i.id desc limit 50`
}

/** How long a file is kept that nobody imported, and the rows of one that was. */
const KEPT_DAYS = 30

/** Forgets files that nobody imported, and what stood in those that were: the invitations have it. */
export async function forgetImports(tx: Tx, now: Temporal.Instant): Promise<number> {
  const before = now.subtract({ hours: 24 * KEPT_DAYS })
  await tx`
    delete from earnings.import_row r using earnings.import i
    where i.id = r.import_id and coalesce(i.imported_at, i.uploaded_at) < ${before}`
  const gone = await tx`
    delete from earnings.import where imported_at is null and uploaded_at < ${before} returning 1 as one`
  return gone.length
}
