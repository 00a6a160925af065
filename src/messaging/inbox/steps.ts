import { newId, type Tx } from '#base'

export type Step =
  | 'opened'
  | 'assigned'
  | 'let go'
  | 'closed'
  | 'reopened'
  | 'opted out'
  | 'opted in'

/** Writes down what happened to a thread. */
export async function step(
  tx: Tx,
  thread: string,
  what: Step,
  by: string,
  now: Temporal.Instant,
  person?: string,
): Promise<void> {
  await tx`insert into messaging.thread_step (id, thread_id, what, person_id, at, by)
    values (${newId()}, ${thread}, ${what}, ${person}, ${now}, ${by})`
}
