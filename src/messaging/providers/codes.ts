import type { Query, Tx } from '#base'
import { refuse } from './problems.ts'
import type { FaultClass, ProviderFault, ProviderKind } from './provider.ts'

/** What one of a provider's codes means here. */
export type ErrorCode = {
  kind: ProviderKind
  code: string
  class: FaultClass
  /** Whether the provider takes money for such a message; null: nobody knows. */
  charged: boolean | null
  words: string
  changedAt: Temporal.Instant | null
  changedBy: string | null
}

/** What a fault calls for. */
export type Classified = {
  class: FaultClass
  charged: boolean | null
  words: string
  /** Whether its code stands in the table; else it is what the adapter suggests, by the HTTP status. */
  known: boolean
}

/** The table, of one kind or whole. */
export function errorCodes(q: Query, kind: ProviderKind | null = null): Promise<ErrorCode[]> {
  return q<ErrorCode>`
    select kind, code, class, charged, words, changed_at as "changedAt", changed_by as "changedBy"
      from messaging.error_code where (${kind}::text is null or kind = ${kind})
     order by kind, length(code), code`
}

/**
 * What a fault, or a code in a report, calls for. What left without an answer stays unknown whatever
 * the table says: no row may make a message go out twice.
 */
export async function classify(
  q: Query,
  kind: ProviderKind,
  fault: Pick<ProviderFault, 'code' | 'suggests'> & { message?: string },
): Promise<Classified> {
  const words = fault.message ?? fault.code
  if (fault.suggests === 'unknown' && OURS.has(fault.code))
    return { class: 'unknown', charged: null, words, known: true }
  const [row] = await q<Pick<ErrorCode, 'class' | 'charged' | 'words'>>`
    select class, charged, words from messaging.error_code where kind = ${kind} and code = ${fault.code}`
  if (row) return { ...row, known: true }
  return { class: fault.suggests, charged: null, words, known: OURS.has(fault.code) }
}

/** Codes that say what happened on the way; they are of no provider and in no table. */
const OURS = new Set(['unreachable', 'no_answer', 'answer_unreadable', 'not_set', 'cannot_say'])

/** Says anew what a code means, or what a new one does. Answers what was said before. */
export async function setErrorCode(
  tx: Tx,
  given: Pick<ErrorCode, 'kind' | 'code' | 'class' | 'charged' | 'words'> & { by: string },
  now: Temporal.Instant,
): Promise<{ before: ErrorCode | null; after: ErrorCode }> {
  const [before] = await tx<ErrorCode>`
    select kind, code, class, charged, words, changed_at as "changedAt", changed_by as "changedBy"
      from messaging.error_code where kind = ${given.kind} and code = ${given.code} for update`
  const [after] = await tx<ErrorCode>`
    insert into messaging.error_code (kind, code, class, charged, words, changed_at, changed_by)
    values (${given.kind}, ${given.code}, ${given.class}, ${given.charged}, ${given.words}, ${now}, ${given.by})
    on conflict (kind, code) do update set class = excluded.class, charged = excluded.charged,
      words = excluded.words, changed_at = excluded.changed_at, changed_by = excluded.changed_by
    returning kind, code, class, charged, words, changed_at as "changedAt", changed_by as "changedBy"`
  return { before: before ?? null, after: after! }
}

/** Takes a code out of the table: then it means what the HTTP status says. Refusal: error_code_unknown. */
export async function removeErrorCode(
  tx: Tx,
  { kind, code }: { kind: ProviderKind; code: string },
): Promise<ErrorCode> {
  const [gone] = await tx<ErrorCode>`
    delete from messaging.error_code where kind = ${kind} and code = ${code}
    returning kind, code, class, charged, words, changed_at as "changedAt", changed_by as "changedBy"`
  if (!gone) throw refuse('error_code_unknown', { kind, code })
  return gone
}
