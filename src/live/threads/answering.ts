import { atomically, type Db, eachApart, type Query, sql, type Tx } from '#base'
import { voicesPolicy } from '../voices-policy.ts'
import { onlyThanks } from './thanks.ts'

/**
 * The 24-hour clock: a learner's message starts it, unless one runs; the educator's next message stops it.
 * A thank-you for what the educator wrote last starts none. Call with the thread locked.
 */
export async function hearMessage(
  tx: Tx,
  message: { thread: string; number: number; sender: string; educator: string; words: string },
  now: Temporal.Instant,
): Promise<void> {
  const { thread, number, sender, educator, words } = message
  if (sender !== educator) {
    if (await isThanks(tx, { thread, number, educator, words })) return
    const { answerHours } = await voicesPolicy(tx)
    await tx`
      insert into live.question (thread_id, number, educator_id, asked_at, due_at, state)
      values (${thread}, ${number}, ${educator}, ${now}, ${now.add({ hours: answerHours })}, 'open')
      on conflict (thread_id) where state in ('open', 'missed') do nothing`
    return
  }
  const answered = await tx`
    update live.question set answered_at = ${now},
      state = case when due_at >= ${now} then 'answered' else 'late' end
    where thread_id = ${thread} and state in ('open', 'missed') returning 1 as one`
  if (answered.length > 0) await countAnswers(tx, [educator], now)
}

/** Whether it answers the educator with thanks alone. The first word of a conversation always waits for one. */
async function isThanks(
  tx: Tx,
  { thread, number, educator, words }: Omit<Parameters<typeof hearMessage>[1], 'sender'>,
): Promise<boolean> {
  const [before] = await tx<{ name: string; answers: boolean }>`
    select p.name, exists (select from live.message m where m.thread_id = ${thread} and m.number = ${number - 1}
      and m.sender_id = p.id) as answers
    from people.person p where p.id = ${educator}`
  return before!.answers && onlyThanks(words, before!.name)
}

/** Nobody waits for an answer any more: one of the two wants no messages from the other. */
export async function closeQuestion(tx: Tx, thread: string, now: Temporal.Instant): Promise<void> {
  const [closed] = await tx<{ educator: string }>`
    update live.question set state = 'closed' where thread_id = ${thread} and state = 'open'
    returning educator_id as educator`
  if (closed) await countAnswers(tx, [closed.educator], now)
}

/**
 * Counts how educators answered in the last 90 days: of the questions whose day is over or that were
 * answered, how many in time, and how long it took in the middle.
 */
export async function countAnswers(
  q: Query,
  educators: readonly string[] | null,
  now: Temporal.Instant,
): Promise<number> {
  const { responseDays } = await voicesPolicy(q)
  const from = now.subtract({ hours: 24 * responseDays })
  const whose = educators
    ? sql`select unnest(${educators}::uuid[]) as educator_id`
    : sql`select educator_id from live.educator_response
        union select distinct educator_id from live.question where asked_at > ${from}`
  const rows = await q<{ one: number }>`
    insert into live.educator_response (educator_id, asked, answered_in_time, median_seconds, updated_at)
    select e.educator_id, count(q.number)::int,
      count(*) filter (where q.state = 'answered')::int,
      percentile_cont(0.5) within group (order by extract(epoch from q.answered_at - q.asked_at))::int, ${now}
    from (${whose}) e
    left join live.question q on q.educator_id = e.educator_id and q.asked_at > ${from}
      and q.state in ('answered', 'late', 'missed')
    group by e.educator_id order by e.educator_id
    on conflict (educator_id) do update set asked = excluded.asked, answered_in_time = excluded.answered_in_time,
      median_seconds = excluded.median_seconds, updated_at = excluded.updated_at
    returning 1 as one`
  return rows.length
}

/** Counts the questions whose day is over without an answer. */
export async function missAnswers(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ thread: string; number: number }>`
    select thread_id as thread, number from live.question where state = 'open' and due_at < ${now}
    order by due_at, thread_id`
  return eachApart(due, ({ thread, number }) =>
    atomically(db, async (tx) => {
      const [missed] = await tx<{ educator: string }>`
        update live.question set state = 'missed'
        where thread_id = ${thread} and number = ${number} and state = 'open' and due_at < ${now}
        returning educator_id as educator`
      if (!missed) return false
      await countAnswers(tx, [missed.educator], now)
      return true
    }),
  )
}

/** The next question whose day is over. A second later, since it can be answered at the very moment. */
export const nextMissedAnswer = sql`
  select min(due_at) + interval '1 second' from live.question where state = 'open'`

export type Response = {
  asked: number
  answeredInTime: number
  /** 0 to 1; null while nobody has asked. */
  rate: number | null
  medianSeconds: number | null
}

const UNKNOWN: Response = { asked: 0, answeredInTime: 0, rate: null, medianSeconds: null }

/** How these educators answer. */
export async function responsesOf(
  q: Query,
  educators: readonly string[],
): Promise<Map<string, Response>> {
  const rows = await q<Response & { educator: string }>`
    select educator_id as educator, asked, answered_in_time as "answeredInTime", rate::float8 as rate,
      median_seconds as "medianSeconds"
    from live.educator_response_view where educator_id = any(${educators}::uuid[])`
  const known = new Map(rows.map(({ educator, ...rest }) => [educator, rest]))
  return new Map(educators.map((id) => [id, known.get(id) ?? UNKNOWN]))
}
