import { type Fragment, join, type Query, queueWork, sql, type Tx } from '#base'
import { WORK_NOTICE } from './inbox.ts'
import { refuse } from './problems.ts'

/** What staff see and do of notices: finding them, reading one, and having them worked once more. */
export type NoticeState = 'received' | 'done' | 'ignored' | 'failed'

export type NoticeCard = {
  provider: string
  event_id: string
  type: string
  about: string | null
  state: NoticeState
  attempts: number
  error: string | null
  received_at: Temporal.Instant
}

export type NoticeFilter = {
  state?: NoticeState | undefined
  /** The beginning of what it is called: `invoice` finds `invoice.paid`. */
  type?: string | undefined
  /** The provider's name of what it is about, or of the notice. */
  ref?: string | undefined
  /** Received from then on, and before. */
  from?: Temporal.Instant | undefined
  until?: Temporal.Instant | undefined
}

/** So many are worked once more by one word. */
export const REPLAY_AT_MOST = 1_000

function matching({ state, type, ref, from, until }: NoticeFilter): Fragment {
  const asked = [
    state ? sql`state = ${state}` : undefined,
    type ? sql`starts_with(type, ${type})` : undefined,
    ref ? sql`(about = ${ref} or event_id = ${ref})` : undefined,
    from ? sql`received_at >= ${from}` : undefined,
    until ? sql`received_at < ${until}` : undefined,
  ].filter((one) => one !== undefined)
  return asked.length > 0 ? join(asked, ' and ') : sql`true`
}

/** Notices for staff, latest first. */
export function listInbox(
  q: Query,
  filter: NoticeFilter & {
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<NoticeCard[]> {
  const { before, limit } = filter
  return q<NoticeCard>`
    select provider, event_id, type, about, state, attempts, error, received_at from payments.inbox
     where ${matching(filter)}
       ${before ? sql`and (received_at, event_id) < (${before.at}, ${before.id})` : sql``}
     order by received_at desc, event_id desc limit ${limit}`
}

export type NoticeDetail = NoticeCard & {
  endpoint: string
  account: string | null
  happened_at: Temporal.Instant
  worked_at: Temporal.Instant | null
  /** As it came; null for one from before bodies were kept. */
  body: string | null
}

/** One notice, whole. Refusal: event_unknown. */
export async function noticeDetail(
  q: Query,
  named: { provider: string; event: string },
): Promise<NoticeDetail> {
  const [found] = await q<NoticeDetail>`
    select provider, event_id, type, about, state, attempts, error, received_at,
           endpoint, account, happened_at, worked_at, body
      from payments.inbox where provider = ${named.provider} and event_id = ${named.event}`
  if (!found) throw refuse('event_unknown')
  return found
}

/**
 * Works a notice once more, however it ended before: what it is about is looked up as it is now, so
 * nothing can be done twice. Refusals: event_unknown (also for one that is about nothing of ours).
 */
export async function replayNotice(
  tx: Tx,
  named: { provider: string; event: string },
): Promise<void> {
  const { provider, event } = named
  const again = await tx`
    update payments.inbox set state = 'received', error = null
     where provider = ${provider} and event_id = ${event} and state <> 'ignored' returning event_id`
  if (again.length === 0) throw refuse('event_unknown')
  await queueWork(tx, WORK_NOTICE, { provider, event })
}

/**
 * Works once more all that match, oldest first and a thousand at most; answers how many, and whether
 * more match. What is about nothing of ours is left.
 */
export async function replayNotices(
  tx: Tx,
  filter: NoticeFilter,
): Promise<{ queued: number; more: boolean }> {
  const found = await tx<{ provider: string; event: string }>`
    select provider, event_id as event from payments.inbox
     where state <> 'ignored' and ${matching(filter)}
     order by received_at, event_id limit ${REPLAY_AT_MOST + 1} for update`
  const taken = found.slice(0, REPLAY_AT_MOST)
  for (const notice of taken) await replayNotice(tx, notice)
  return { queued: taken.length, more: found.length > taken.length }
}
