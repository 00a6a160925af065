import { newId, record, type Tx } from '#base'
import { refuse } from '../problems.ts'
import { type VoicesPolicy, voicesPolicy } from '../voices-policy.ts'
import { hearMessage } from './answering.ts'
import { type Contact, maskTogether } from './masking.ts'
import { PAID } from './paid.ts'

export type Sent = {
  thread: string
  message: string
  number: number
  /** What the other one does not see of it before the first paid booking. */
  hidden: Contact[]
}

/**
 * Opens the conversation of a learner and an educator, or finds it. A learner may write to every educator;
 * an educator only to those who wrote to them or booked. Refusals, in order: unknown_educator_to_write_to,
 * thread_not_yours_to_begin, too_many_threads.
 */
export async function openThread(
  tx: Tx,
  { by, learner, educator }: { by: string; learner: string; educator: string },
  now: Temporal.Instant,
): Promise<string> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`live.writes:${by}`}, 0))`
  const [known] = await tx<{ id: string }>`
    select id from live.thread where learner_id = ${learner} and educator_id = ${educator}`
  if (known) return known.id
  const [pair] = await tx<{ teaches: boolean; exists: boolean; booked: boolean; today: number }>`
    select exists (select from earnings.educator_view where educator_id = ${educator}) as teaches,
      exists (select from people.person where id = ${learner}) as exists,
      exists (select from live.booking b join live.session s on s.id = b.session_id
        where b.learner_id = ${learner} and s.educator_id = ${educator}
          and b.state not in ('held', 'expired', 'declined')) as booked,
      (select count(*)::int from live.thread
        where begun_by = ${by} and begun_at > ${now.subtract({ hours: 24 })}) as today`
  const { teaches, exists, booked, today } = pair!
  if (!teaches || !exists || learner === educator) throw refuse('unknown_educator_to_write_to')
  if (by === educator && !booked) throw refuse('thread_not_yours_to_begin')
  if (today >= (await voicesPolicy(tx)).threadsADay) throw refuse('too_many_threads')

  const id = newId()
  const begun = await tx<{ id: string }>`
    insert into live.thread (id, learner_id, educator_id, begun_by, begun_at, last_at)
    values (${id}, ${learner}, ${educator}, ${by}, ${now}, ${now})
    on conflict (learner_id, educator_id) do nothing returning id`
  if (begun.length === 0) return openThread(tx, { by, learner, educator }, now)
  await tx`
    insert into live.thread_side (thread_id, person_id) values (${id}, ${learner}), (${id}, ${educator})`
  return id
}

type Side = {
  learner: string
  educator: string
  last: number
  mine: boolean
  theirs: boolean
  paid: boolean
  hour: number
  unanswered: number
}

/**
 * Sends a message. Before the first paid booking of the pair the other one reads it without contact details;
 * the sender is told what was hidden. `id` is the caller's, so that a message sent twice is one message.
 * Refusals, in order: unknown_thread, message_empty, thread_blocked, thread_blocked_by_you,
 * too_many_messages, not_answered_yet.
 */
export async function sendMessage(
  tx: Tx,
  message: { id: string; thread: string; sender: string; words: string },
  now: Temporal.Instant,
): Promise<Sent> {
  const { id, thread, sender } = message
  const words = message.words.trim()
  const [turn] = await tx`select 1 as one from live.thread where id = ${thread} for update`
  const side = turn && (await sideOf(tx, thread, sender, now))
  if (!side || (side.learner !== sender && side.educator !== sender)) {
    throw refuse('unknown_thread', { id: thread })
  }
  if (!/[^\s\p{Cf}]/u.test(words)) throw refuse('message_empty')
  const [before] = await tx<{ number: number; hidden: Contact[] }>`
    select number, hidden from live.message where id = ${id} and thread_id = ${thread} and sender_id = ${sender}`
  if (before) return { thread, message: id, ...before, hidden: side.paid ? [] : before.hidden }
  if (side.theirs) throw refuse('thread_blocked')
  if (side.mine) throw refuse('thread_blocked_by_you')
  const policy = await voicesPolicy(tx)
  if (side.hour >= policy.messagesAnHour) throw refuse('too_many_messages')
  if (side.unanswered >= policy.unansweredMost) throw refuse('not_answered_yet')

  const number = side.last + 1
  const { masked, kinds } = await maskWithBefore(tx, { thread, sender, words }, now)
  await tx`
    insert into live.message (id, thread_id, number, sender_id, words, masked, hidden, sent_at)
    values (${id}, ${thread}, ${number}, ${sender}, ${words}, ${kinds.length > 0 ? masked : null}, ${kinds}, ${now})`
  await tx`update live.thread set last_number = ${number}, last_at = ${now} where id = ${thread}`
  await tellLater(tx, { thread, sender, number }, policy, now)
  const heard = { thread, number, sender, educator: side.educator, words }
  await hearMessage(tx, heard, now)
  await record(tx, {
    kind: 'message.sent',
    about: { type: 'thread', id: thread },
    at: now,
    data: {
      messageId: id,
      senderId: sender,
      toId: sender === side.learner ? side.educator : side.learner,
    },
  })
  return { thread, message: id, number, hidden: side.paid ? [] : kinds }
}

/** So many of a person's last messages are read together with a new one, where they are not older than this. */
const TOGETHER = 6
const TOGETHER_HOURS = 24

/**
 * A message without contact details, also those that it only has together with what its sender wrote before
 * it; then they are hidden there, too.
 */
async function maskWithBefore(
  tx: Tx,
  { thread, sender, words }: { thread: string; sender: string; words: string },
  now: Temporal.Instant,
) {
  const before = await tx<{ id: string; words: string; masked: string | null }>`
    select id, words, masked from (
      select id, number, words, masked from live.message
      where thread_id = ${thread} and sender_id = ${sender} and removed_at is null
        and sent_at > ${now.subtract({ hours: TOGETHER_HOURS })}
      order by number desc limit ${TOGETHER}) m order by number`
  const read = maskTogether([...before.map((one) => one.words), words])
  for (const [index, { id, masked: known }] of before.entries()) {
    const { masked, kinds } = read[index]!
    if (kinds.length > 0 && masked !== known) {
      await tx`update live.message set masked = ${masked}, hidden = ${kinds} where id = ${id}`
    }
  }
  return read.at(-1)!
}

async function sideOf(tx: Tx, thread: string, sender: string, now: Temporal.Instant) {
  const [side] = await tx<Side>`
    select t.learner_id as learner, t.educator_id as educator, t.last_number as last,
      coalesce((select blocked_at is not null from live.thread_side where thread_id = t.id and person_id = ${sender}), false) as mine,
      coalesce((select bool_or(blocked_at is not null) from live.thread_side where thread_id = t.id and person_id <> ${sender}), false) as theirs,
      ${PAID} as paid,
      (select count(*)::int from live.message m
        where m.sender_id = ${sender} and m.thread_id = t.id and m.sent_at > ${now.subtract({ hours: 1 })}) as hour,
      (select count(*)::int from live.message m where m.thread_id = t.id and m.number > coalesce(
        (select max(o.number) from live.message o where o.thread_id = t.id and o.sender_id <> ${sender}), 0)) as unanswered
    from live.thread t where t.id = ${thread}`
  return side
}

/** The other one has one more to read, and hears of it by e-mail once they are known not to read along. */
async function tellLater(
  tx: Tx,
  { thread, sender, number }: { thread: string; sender: string; number: number },
  { tellAfterMinutes, tellEveryMinutes }: VoicesPolicy,
  now: Temporal.Instant,
): Promise<void> {
  const soon = now.add({ minutes: tellAfterMinutes })
  await tx`
    update live.thread_side set unread = unread + 1,
      tell_due_at = coalesce(tell_due_at,
        greatest(${soon}::timestamptz, told_at + make_interval(mins => ${tellEveryMinutes})))
    where thread_id = ${thread} and person_id <> ${sender}`
  // Whoever writes has read what stands above.
  await tx`
    update live.thread_side set read_number = ${number}, unread = 0, read_at = ${now}, tell_due_at = null
    where thread_id = ${thread} and person_id = ${sender}`
}
