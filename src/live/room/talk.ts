import { newId, type Query, type Tx } from '#base'

/** Words said in a room stay readable for the people of the session so long after it ends. */
export const TALK_DAYS = 30

export type Said = {
  id: string
  person: string
  name: string
  words: string
  at: Temporal.Instant
}

/** Writes down what somebody says in the room. */
export async function say(
  q: Query,
  session: string,
  person: string,
  words: string,
  now: Temporal.Instant,
): Promise<string> {
  const id = newId()
  await q`
    insert into live.room_message (id, session_id, person_id, words, at)
    values (${id}, ${session}, ${person}, ${words}, ${now})`
  return id
}

/** The latest words of a room, in the order in which they were said. */
export async function talkOf(q: Query, session: string, limit = 200): Promise<Said[]> {
  const rows = await q<Said>`
    select m.id, m.person_id as person, p.name, m.words, m.at
    from live.room_message m join people.person p on p.id = m.person_id
    where m.session_id = ${session} order by m.at desc, m.id desc limit ${limit}`
  return rows.reverse()
}

/** Takes away what was said in rooms longer than a month ago; run by the schedule. Gives how many. */
export async function forgetTalk(tx: Tx, now: Temporal.Instant): Promise<number> {
  const [row] = await tx<{ count: number }>`
    with gone as (
      delete from live.room_message where at < ${now.subtract({ hours: 24 * TALK_DAYS })} returning 1
    ) select count(*)::int as count from gone`
  return row?.count ?? 0
}

export type Quality = {
  word: 'good' | 'fair' | 'poor'
  roundTrip: number | null
  lost: number | null
  upload: number | null
  download: number | null
  relayed: boolean
}

/** How somebody's connection was, as their browser measured it. */
export async function noteQuality(
  q: Query,
  session: string,
  person: string,
  quality: Quality,
  now: Temporal.Instant,
): Promise<void> {
  const { word, roundTrip, lost, upload, download, relayed } = quality
  await q`
    insert into live.room_quality (session_id, person_id, at, word, round_trip, lost, upload, download, relayed)
    values (${session}, ${person}, ${now}, ${word}, ${roundTrip}, ${lost}, ${upload}, ${download}, ${relayed})
    on conflict do nothing`
}
