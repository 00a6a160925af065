import { newId, type Query, sql, type Tx } from '#base'
import { refuse } from '../problems.ts'

/**
 * The payouts of one payout day. It begins when the first of them is set aside, can be paused and gone on with,
 * and ends when none of them is left to be sent; one that is set aside later begins it again.
 */
export type PayoutRun = {
  id: string
  day: string
  begunBy: string
  begunAt: Temporal.Instant
  pausedBy: string | null
  pausedAt: Temporal.Instant | null
  /** The platform's balance at the provider did not reach for all of it. */
  shortAt: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  /** How far it has come: payouts and their amounts, by currency and state. */
  progress: RunPart[]
}

/** `waiting`: to be sent; `parked`: its payee has no bank account; `short`: waits for the platform's balance. */
export type RunState =
  | 'waiting'
  | 'parked'
  | 'short'
  | 'sending'
  | 'unknown'
  | 'sent'
  | 'completed'
  | 'refused'
  | 'returned'

export type RunPart = { currency: string; state: RunState; payouts: number; amount: bigint }

/** The run of a payout day; made where there is none, begun again where it had ended. */
export async function runOfDay(
  tx: Tx,
  day: Temporal.PlainDate,
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const [run] = await tx<{ id: string }>`
    insert into earnings.payout_run as r (id, day, begun_by, begun_at) values (${newId()}, ${day}, ${by}, ${now})
    on conflict (day) do update set ended_at = null returning id`
  return run!.id
}

/** Runs whose last payout has been sent, or will not be, are over. */
export async function endRuns(q: Query, now: Temporal.Instant): Promise<void> {
  await q`
    update earnings.payout_run r set ended_at = ${now} where ended_at is null and not exists (
      select from earnings.payout p where p.run_id = r.id
        and (p.state in ('sending', 'unknown') or (p.state = 'reserved' and p.parked_until is null)))`
}

const columns = sql`
  r.id, r.day::text, r.begun_by as "begunBy", r.begun_at as "begunAt", r.paused_by as "pausedBy",
  r.paused_at as "pausedAt", r.short_at as "shortAt", r.ended_at as "endedAt"`

const state = sql`
  case when p.state <> 'reserved' then p.state when p.parked_since is not null then 'parked'
    when p.short_since is not null then 'short' else 'waiting' end`

async function withProgress(q: Query, runs: Omit<PayoutRun, 'progress'>[]): Promise<PayoutRun[]> {
  const parts = await q<RunPart & { run: string }>`
    select p.run_id as run, p.currency, ${state} as state, count(*)::int as payouts, sum(p.amount)::bigint as amount
    from earnings.payout p where p.run_id = any(${runs.map(({ id }) => id)}::uuid[])
    group by 1, 2, 3 order by 2, 3`
  return runs.map((run) => ({
    ...run,
    progress: parts.filter((part) => part.run === run.id).map(({ run: _, ...part }) => part),
  }))
}

/** Runs with their progress, newest first. */
export async function listRuns(
  q: Query,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ items: PayoutRun[]; next: string | null }> {
  const rows = await q<Omit<PayoutRun, 'progress'>>`
    select ${columns} from earnings.payout_run r
    where ${after ?? null}::uuid is null or r.day < (select day from earnings.payout_run where id = ${after ?? null})
    order by r.day desc limit ${limit + 1}`
  const items = await withProgress(q, rows.slice(0, limit))
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}

/** One run with its progress, or undefined. */
export async function oneRun(q: Query, id: string): Promise<PayoutRun | undefined> {
  const rows = await q<
    Omit<PayoutRun, 'progress'>
  >`select ${columns} from earnings.payout_run r where r.id = ${id}`
  return (await withProgress(q, rows))[0]
}

/**
 * Stops a run where it is: what the provider is being asked at this moment is finished, and nothing more is
 * asked. Twice is once. Refusal: unknown_run.
 */
export async function pauseRun(
  tx: Tx,
  id: string,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  await change(
    tx,
    id,
    sql`paused_by = coalesce(paused_by, ${by}), paused_at = coalesce(paused_at, ${now})`,
  )
}

/** Goes on with a run that was paused. Refusal: unknown_run. */
export async function resumeRun(tx: Tx, id: string): Promise<void> {
  await change(tx, id, sql`paused_by = null, paused_at = null`)
}

async function change(tx: Tx, id: string, set: ReturnType<typeof sql>): Promise<void> {
  const changed = await tx`update earnings.payout_run set ${set} where id = ${id} returning id`
  if (changed.length === 0) throw refuse('unknown_run')
}
