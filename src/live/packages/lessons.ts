import type { Query, Tx } from '#base'
import { releaseHold } from '#ledger'
import { refuse } from '../problems.ts'
import type { SessionRow } from '../session.ts'

/** One lesson of a package, taken for a booking: its credits have been set aside since it was bought. */
export type Lesson = { packageId: string; hold: bigint; units: bigint }

/**
 * Takes a lesson for a booking: of the package that ends first, among those with this educator that fit the
 * session's kind and length and do not end before it. Refusal: no_package_lesson.
 */
export async function takeLesson(
  tx: Tx,
  { id, learner, session }: { id: string; learner: string; session: SessionRow },
  now: Temporal.Instant,
): Promise<Lesson> {
  const minutes = session.startsAt.until(session.endsAt).total('minutes')
  const asked = { educator: session.educatorId, kind: session.kind, minutes }
  const [from] =
    session.capacity === 1
      ? await tx<{ id: string }>`
          select p.id from live.package p
          where p.learner_id = ${learner} and p.educator_id = ${session.educatorId} and p.kind = ${session.kind}
            and p.minutes = ${minutes} and p.state = 'active' and p.expires_at > ${now}
            and p.expires_at >= ${session.startsAt}
            and exists (select from live.package_lesson l
              where l.package_id = p.id and l.booking_id is null and l.over is null)
          order by p.expires_at, p.id limit 1 for update`
      : []
  if (!from) throw refuse('no_package_lesson', asked)
  const [taken] = await tx<Lesson>`
    update live.package_lesson l set booking_id = ${id}
    where l.package_id = ${from.id} and l.number = (select min(number) from live.package_lesson
      where package_id = ${from.id} and booking_id is null and over is null)
    returning l.package_id as "packageId", l.ledger_hold as hold, l.units`
  if (!taken) throw refuse('no_package_lesson', asked)
  return taken
}

/**
 * A lesson that did not take place is one of the package again; where the package is over meanwhile, or a
 * part of it was given back before, its credits lie in the wallet.
 */
export async function returnLesson(
  tx: Tx,
  { id, packageId, hold, whole }: { id: string; packageId: string; hold: bigint; whole: boolean },
  by: string,
  now: Temporal.Instant,
): Promise<'lesson' | 'credits'> {
  const [open] = await tx<{ active: boolean }>`
    select state = 'active' and expires_at > ${now} as active from live.package where id = ${packageId} for update`
  if (whole && open?.active) {
    await tx`update live.package_lesson set booking_id = null where booking_id = ${id}`
    return 'lesson'
  }
  await releaseHold(tx, { hold, key: `booking:${id}:return:all`, by, at: now })
  await tx`update live.package_lesson set over = 'returned' where booking_id = ${id}`
  return 'credits'
}

/** How many lessons somebody has left that fit a session, and until when. */
export async function lessonsFor(
  q: Query,
  learner: string,
  session: { educatorId: string; kind: string; start: Temporal.Instant; end: Temporal.Instant },
  now: Temporal.Instant,
): Promise<{ left: number; units: bigint; expiresAt: Temporal.Instant } | undefined> {
  const minutes = session.start.until(session.end).total('minutes')
  const [row] = await q<{ left: number; units: bigint; expiresAt: Temporal.Instant }>`
    select count(*)::int as left, min(l.units)::bigint as units, min(p.expires_at) as "expiresAt"
    from live.package p join live.package_lesson l on l.package_id = p.id
    where p.learner_id = ${learner} and p.educator_id = ${session.educatorId} and p.kind = ${session.kind}
      and p.minutes = ${minutes} and p.state = 'active' and p.expires_at > ${now} and p.expires_at >= ${session.start}
      and l.booking_id is null and l.over is null`
  return row && row.left > 0 ? row : undefined
}
