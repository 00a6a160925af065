import { newId, type Query, type Tx } from '#base'

/** How often a living connection is written down. */
export const SEEN_EVERY_SECONDS = 15
/** A connection that never said goodbye counts as having been there so long after it was last seen. */
export const GRACE_SECONDS = 20

export type Interval = { from: Temporal.Instant; to: Temporal.Instant }

export type Presence = {
  person: string
  role: 'educator' | 'learner'
  /** United, in order, inside the session's time. */
  intervals: Interval[]
  /** Together, to the whole second below. */
  seconds: number
}

type Stretch = {
  person: string
  role: 'educator' | 'learner'
  joinedAt: Temporal.Instant
  seenAt: Temporal.Instant
  leftAt: Temporal.Instant | null
}

/**
 * Who was in a session's room and when, inside the session's own time (coming early or staying on counts for
 * nothing). Several connections of one person are united. One that was cut off without a goodbye ends
 * `GRACE_SECONDS` after it was last seen, so that a server that was killed takes nobody's presence away and
 * gives nobody more than that. Whoever was never there is not in the list. Where the service of a meeting
 * elsewhere told when somebody came and went, that counts, and not that they asked for the way.
 */
export async function presenceOf(q: Query, session: string): Promise<Presence[]> {
  const rows = await q<Stretch & { start: Temporal.Instant; end: Temporal.Instant }>`
    select p.person_id as person, p.role, p.joined_at as "joinedAt", p.seen_at as "seenAt",
      p.left_at as "leftAt", s.starts_at as start, s.ends_at as end
    from live.presence p join live.session s on s.id = p.session_id
    where p.session_id = ${session} and (p.elsewhere is distinct from 'asked' or not exists (
      select from live.presence h where h.session_id = p.session_id and h.person_id = p.person_id
        and h.elsewhere = 'heard'))
    order by p.person_id, p.joined_at`
  if (rows.length === 0) return []
  const time = { from: rows[0]!.start, to: rows[0]!.end }
  return [...Map.groupBy(rows, ({ person, role }) => `${role} ${person}`).values()]
    .map((stretches) => {
      const { person, role } = stretches[0]!
      const intervals = united(stretches.map(whereaboutsOf), time)
      return { person, role, intervals, seconds: secondsOf(intervals) }
    })
    .filter(({ intervals }) => intervals.length > 0)
}

const whereaboutsOf = ({ joinedAt, seenAt, leftAt }: Stretch): Interval => ({
  from: joinedAt,
  to: leftAt ?? seenAt.add({ seconds: GRACE_SECONDS }),
})

/** What any of the intervals covers of `inside`, in order and without touching neighbours. */
export function united(intervals: readonly Interval[], inside: Interval): Interval[] {
  const out: Interval[] = []
  for (const { from, to } of intervals.toSorted((a, b) => order(a.from, b.from))) {
    const start = later(from, inside.from)
    const end = sooner(to, inside.to)
    if (order(start, end) >= 0) continue
    const last = out.at(-1)
    if (last && order(start, last.to) <= 0) last.to = later(last.to, end)
    else out.push({ from: start, to: end })
  }
  return out
}

/** Whole seconds that the intervals take together. */
export function secondsOf(intervals: readonly Interval[]): number {
  const nanoseconds = intervals.reduce(
    (sum, { from, to }) => sum + (to.epochNanoseconds - from.epochNanoseconds),
    0n,
  )
  return Number(nanoseconds / 1_000_000_000n)
}

const order = Temporal.Instant.compare
const later = (a: Temporal.Instant, b: Temporal.Instant) => (order(a, b) >= 0 ? a : b)
const sooner = (a: Temporal.Instant, b: Temporal.Instant) => (order(a, b) <= 0 ? a : b)

export type Outage = Interval & { saidBy: string; note: string }

/** Times between the two instants at which the room could not be reached, as they were written down. */
export async function outages(
  q: Query,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<Outage[]> {
  return await q<Outage>`
    select from_at as "from", until_at as "to", said_by as "saidBy", note from live.outage
    where tstzrange(from_at, until_at) && tstzrange(${from}, ${until}) order by from_at, id`
}

/** Writes down that the room could not be reached: staff say it, or the room that had not been running. */
export async function noteOutage(
  tx: Tx,
  outage: Interval & { id?: string; note: string },
  by: string,
): Promise<void> {
  await tx`
    insert into live.outage (id, from_at, until_at, said_by, note)
    values (${outage.id ?? newId()}, ${outage.from}, ${outage.to}, ${by}, ${outage.note})
    on conflict (id) do nothing`
}
