import { atomically, type Db, eachApart, record, sql } from '#base'

/** So many of the unread messages stand in an e-mail, each cut off after so many characters. */
const SHOWN = 3
const CUT = 280

/**
 * Tells those who have not read along that messages wait: at most once an hour for one thread. The words in
 * the e-mail are always without contact details. Answers how many were told.
 */
export async function tellUnread(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ thread: string; person: string }>`
    select thread_id as thread, person_id as person from live.thread_side where tell_due_at <= ${now}
    order by tell_due_at, thread_id`
  return eachApart(due, ({ thread, person }) =>
    atomically(db, async (tx) => {
      const [side] = await tx<{ unread: number; read: number; as: string; other: string }>`
        update live.thread_side d set tell_due_at = null, told_at = ${now}
        from live.thread t
        where d.thread_id = ${thread} and d.person_id = ${person} and d.tell_due_at <= ${now} and t.id = d.thread_id
        returning d.unread, d.read_number as read,
          case when t.learner_id = d.person_id then 'learner' else 'educator' end as "as",
          case when t.learner_id = d.person_id then t.educator_id else t.learner_id end as other`
      if (!side) return false
      const words = await tx<{ words: string }>`
        select left(coalesce(masked, words), ${CUT}) as words from live.message
        where thread_id = ${thread} and sender_id <> ${person} and number > ${side.read} and removed_at is null
        order by number limit ${SHOWN}`
      if (words.length === 0) return false
      await record(tx, {
        kind: 'messages.unread',
        about: { type: 'thread', id: thread },
        at: now,
        data: {
          toId: person,
          fromId: side.other,
          as: side.as,
          unread: side.unread,
          words: words.map((one) => one.words),
        },
      })
      return true
    }),
  )
}

/** The next time that somebody is told of unread messages. */
export const nextTelling = sql`select min(tell_due_at) from live.thread_side where tell_due_at is not null`
