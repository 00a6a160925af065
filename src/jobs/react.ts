import { atomically, type Fact, type Query, type Tx } from '#base'
import { anybodyHears } from '#messaging'
import { announceOutside } from './announcing.ts'
import type { Work } from './work.ts'

/** What follows from a fact: a verb, run in a transaction of its own, once per fact. */
export type Reaction = (tx: Tx, fact: Fact, now: Temporal.Instant, work: Work) => Promise<unknown>

/** "When X happened, do Y": reactions by name, in the order in which they are run. */
export type Reactions = Readonly<Record<string, Readonly<Record<string, Reaction>>>>

/** A reaction that failed and will be tried again. */
export type FailedReaction = {
  factId: string
  kind: string
  name: string
  attempts: number
  error: string
  lastAt: Temporal.Instant
}

/**
 * Runs what follows from one fact. Each reaction has a transaction of its own, in which it is also
 * noted as done, so that it happens once however often this is called. One that fails does not hold
 * up the others; it is noted where staff see it, and the queue tries again.
 */
export async function react(work: Work, reactions: Reactions, factId: string): Promise<void> {
  const found = await factById(work.db, factId)
  if (!found) return
  const { heard, ...fact } = found
  const failures: unknown[] = []
  const follows = { ...reactions[fact.kind], ...(heard ? { announceOutside } : {}) }
  for (const [name, reaction] of Object.entries(follows)) {
    try {
      await reactOnce(work, fact, name, reaction)
    } catch (error) {
      failures.push(error)
      await noteFailure(work, fact, name, error)
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, failures.map((error) => words(error)).join('; '))
  }
}

async function reactOnce(work: Work, fact: Fact, name: string, reaction: Reaction): Promise<void> {
  await atomically(work.db, async (tx) => {
    const now = work.clock.now()
    const fresh =
      await tx`with well as (delete from jobs.reaction_failure where fact_id = ${fact.id} and name = ${name})
      insert into jobs.reaction (fact_id, name, done_at) values (${fact.id}, ${name}, ${now})
      on conflict do nothing returning fact_id`
    if (fresh.length > 0) await reaction(tx, fact, now, work)
  })
}

async function noteFailure(work: Work, fact: Fact, name: string, error: unknown): Promise<void> {
  await work.db`insert into jobs.reaction_failure as f (fact_id, name, attempts, error, last_at)
    values (${fact.id}, ${name}, 1, ${words(error).slice(0, 4_000)}, ${work.clock.now()})
    on conflict (fact_id, name) do update
      set attempts = f.attempts + 1, error = excluded.error, last_at = excluded.last_at`
}

/** `heard`: whether anybody outside could hear of it. */
async function factById(q: Query, id: string): Promise<(Fact & { heard: boolean }) | undefined> {
  const [row] = await q<{
    heard: boolean
    id: string
    kind: string
    about_type: string
    about_id: string
    at: Temporal.Instant
    data: Record<string, unknown>
  }>`select id, kind, about_type, about_id, at, data, ${anybodyHears} as heard
    from base.fact where id = ${id}`
  if (!row) return undefined
  const { about_type: type, about_id, ...rest } = row
  return { ...rest, about: { type, id: about_id } }
}

/** Reactions that failed and wait for another try, latest first. */
export async function failedReactions(q: Query, limit = 50): Promise<FailedReaction[]> {
  const rows = await q<{
    fact_id: string
    kind: string
    name: string
    attempts: number
    error: string
    last_at: Temporal.Instant
  }>`select r.fact_id, f.kind, r.name, r.attempts, r.error, r.last_at
    from jobs.reaction_failure r join base.fact f on f.id = r.fact_id
    order by r.last_at desc, r.fact_id desc, r.name limit ${limit}`
  return rows.map(({ fact_id: factId, last_at: lastAt, ...rest }) => ({ factId, lastAt, ...rest }))
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
