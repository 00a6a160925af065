import { randomInt } from 'node:crypto'
import { type FileKind, fileKind, fileName, type Query, type Tx } from '#base'
import { refuse } from './problems.ts'

/** Where pictures and papers of events are, at this house's own address: whoever knows the code may see them. */
export const MEDIA_PATH = '/m/'
const MOST_BYTES = 5 * 1024 * 1024
const KEPT_DAYS = 90
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Keeps a picture or a paper for events, under a code that nobody guesses. Refusal: event_media_refused. */
export async function keepMedia(
  tx: Tx,
  { organization, name, bytes }: { organization: string; name: string; bytes: Buffer },
  by: string,
  now: Temporal.Instant,
): Promise<{ code: string; kind: FileKind; expiresAt: Temporal.Instant }> {
  const kind = fileKind(bytes)
  if (!kind || bytes.length > MOST_BYTES) throw refuse('event_media_refused')
  const code = Array.from({ length: 22 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const expiresAt = now.add({ hours: 24 * KEPT_DAYS })
  await tx`
    insert into messaging.event_media (code, organization_id, name, kind, bytes, made_by, made_at, expires_at)
    values (${code}, ${organization}, ${fileName(name, kind)}, ${kind}, ${bytes}, ${by}, ${now}, ${expiresAt})`
  return { code, kind, expiresAt }
}

/** One of them. Refusal: media_unknown. */
export async function mediaAt(
  q: Query,
  code: string,
  now: Temporal.Instant,
): Promise<{ name: string; kind: FileKind; bytes: Buffer }> {
  const [row] = await q<{ name: string; kind: FileKind; bytes: Buffer }>`
    select name, kind, bytes from messaging.event_media where code = ${code} and expires_at > ${now}`
  if (!row) throw refuse('media_unknown')
  return row
}

/** Forgets media that ran out, and what events of 90 days ago said. Gives how many. */
export async function forgetEvents(tx: Tx, now: Temporal.Instant): Promise<number> {
  await tx`delete from messaging.event_media where expires_at <= ${now}`
  const gone = await tx`
    update messaging.event e set data = null, media = null
    where data is not null and at < ${now.subtract({ hours: 24 * KEPT_DAYS })}
      and not exists (select from messaging.automation_run r where r.event_id = e.id and r.due_at is not null)
    returning 1 as one`
  return gone.length
}
