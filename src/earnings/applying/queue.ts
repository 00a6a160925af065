import { type Query, sql } from '#base'
import type { Kind } from '../tiers.ts'
import {
  APPLICATION,
  type ApplicationNow,
  type ApplicationRow,
  applicationFrom,
} from './application.ts'
import type { ApplicationState } from './states.ts'

/** What of the queue is asked for. */
export type ApplicationFilter = {
  /** `waiting`: all that is for a reviewer to do; `open`: also what waits for its applicant. */
  state?: ApplicationState | 'waiting' | 'open' | undefined
  /** A reviewer's own, or those that nobody has. */
  reviewer?: string | 'nobody' | undefined
  kind?: Kind | undefined
  country?: string | undefined
  /** A language that they would teach. */
  language?: string | undefined
  /** Only those whose day has passed. */
  late?: boolean | undefined
  /** In names and e-mail addresses. */
  words?: string | undefined
  after?: { at: Temporal.Instant; id: string } | undefined
  limit: number
}

const WAITING = ['sent', 'in_review', 'answered', 'interview']
const OPEN = [...WAITING, 'more_asked']

/** Applications that were sent, by the day on which they are to be decided: the most urgent first. */
export async function listApplications(
  q: Query,
  filter: ApplicationFilter,
  now: Temporal.Instant,
): Promise<ApplicationNow[]> {
  const { state = 'waiting', reviewer, kind, country, language, late, words, after, limit } = filter
  const states = state === 'waiting' ? WAITING : state === 'open' ? OPEN : [state]
  const like = words && `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const theirs =
    reviewer === 'nobody'
      ? sql`a.reviewer_id is null`
      : sql`(${reviewer}::uuid is null or a.reviewer_id = ${reviewer})`
  const rows = await q<ApplicationRow>`
    select ${APPLICATION} from earnings.application a
    where a.sent_at is not null and a.state = any(${states}) and ${theirs}
      and (${kind}::text is null or ${kind} = any(a.kinds))
      and (${country}::text is null or a.country = ${country})
      and (${language}::text is null or exists (select from unnest(a.teaching_languages) l
        where split_part(l, ' ', 1) = ${language}))
      and (not ${late ?? false}::boolean or a.decide_by <= ${now})
      and (${like}::text is null or lower(a.name) || ' ' || lower(a.email) like ${like})
      and (${after?.at}::timestamptz is null or (a.decide_by, a.id) > (${after?.at}, ${after?.id}::uuid))
    order by a.decide_by, a.id limit ${limit}`
  return rows.map(applicationFrom)
}

/** How many there are in each state, and how many are late: for the head of the queue. */
export async function countApplications(
  q: Query,
  now: Temporal.Instant,
): Promise<{ byState: Partial<Record<ApplicationState, number>>; late: number; nobody: number }> {
  const rows = await q<{ state: ApplicationState; count: number; late: number; nobody: number }>`
    select state, count(*)::int as count,
      count(*) filter (where state = any(${WAITING}) and decide_by <= ${now})::int as late,
      count(*) filter (where reviewer_id is null and state = any(${WAITING}))::int as nobody
    from earnings.application where sent_at is not null group by state`
  return {
    byState: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
    late: rows.reduce((sum, { late }) => sum + late, 0),
    nobody: rows.reduce((sum, { nobody }) => sum + nobody, 0),
  }
}
