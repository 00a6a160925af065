import { type Query, toJson } from './database.ts'
import { newId } from './ids.ts'

/**
 * Something that happened, told once: its consequences in other modules are listed in
 * jobs/reactions.ts. Recorded in the transaction that made it true, so it is never lost
 * and never told of something that did not happen.
 */
export type Fact = {
  id: string
  /** `order.paid`, `booking.completed`, … */
  kind: string
  /** What it is about, for example `booking` and its id. */
  about: { type: string; id: string }
  at: Temporal.Instant
  data: Record<string, unknown>
}

/** Records a fact and asks, in the same transaction, for its reactions to be run. */
export async function record(
  tx: Query,
  fact: Omit<Fact, 'id' | 'data'> & { id?: string; data?: Record<string, unknown> },
): Promise<string> {
  const id = fact.id ?? newId()
  await tx`select base.record_fact(${id}, ${fact.kind}, ${fact.about.type}, ${fact.about.id}, ${fact.at}, ${fact.data ?? {}})`
  return id
}

/** Records many facts of one moment in one statement. */
export async function recordAll(
  tx: Query,
  facts: readonly {
    kind: string
    about: { type: string; id: string }
    at: Temporal.Instant
    data: Record<string, unknown>
  }[],
): Promise<void> {
  if (facts.length === 0) return
  await tx`
    select base.record_facts(${facts.map(() => newId())}::uuid[], ${facts.map(({ kind }) => kind)}::text[],
      ${facts.map(({ about }) => about.type)}::text[], ${facts.map(({ about }) => about.id)}::text[],
      ${facts.map(({ at }) => at.toString())}::timestamptz[], ${facts.map(({ data }) => toJson(data))}::text[])`
}

/**
 * Asks for work of a named kind (a task of jobs), in the transaction that makes it necessary.
 * With a `key`, work that waits under that key already is not asked for twice.
 */
export async function queueWork(
  tx: Query,
  task: string,
  payload: Record<string, unknown> = {},
  key?: string,
): Promise<void> {
  await tx`select base.queue_work(${task}, ${payload}, ${key})`
}
