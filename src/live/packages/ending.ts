import { atomically, type Db, eachApart, type Query, record, sql, type Tx } from '#base'
import { earnCommission, openCommission } from '#earnings'
import { hold, postRule, releaseHold } from '#ledger'
import { buyingPolicy } from '../buying-policy.ts'
import { refuse } from '../problems.ts'
import type { By } from '../session.ts'
import { nextReminder } from './buying.ts'

type Row = {
  id: string
  learner: string
  educator: string
  kind: 'class' | 'conversation'
  minutes: number
  single: bigint
  state: string
  expiresAt: Temporal.Instant
  extendedAt: Temporal.Instant | null
}

async function lockPackage(tx: Tx, id: string): Promise<Row> {
  const [row] = await tx<Row>`
    select id, learner_id as learner, educator_id as educator, kind, minutes, single, state, expires_at as "expiresAt",
      extended_at as "extendedAt"
    from live.package where id = ${id} and state not in ('paying', 'not_paid') for update`
  if (!row) throw refuse('unknown_package', { id })
  return row
}

/** What ending a package now would bring. Hundredths of a credit. */
export type EndPreview = {
  lessonsLeft: number
  /** What the unused lessons are worth at the package's average. */
  unused: bigint
  /** What those that were taken cost more, each at the price of one alone; never more than what is unused. */
  surcharge: bigint
  returned: bigint
}

/**
 * Ended by the educator or the platform, unused lessons come back at the package's average. Ended by the
 * learner, those taken are reckoned at the price of one alone, and the rest comes back.
 */
export async function previewEnd(
  q: Query,
  id: string,
  who: 'learner' | 'educator' | 'platform',
): Promise<EndPreview> {
  const [sum] = await q<{ left: number; unused: bigint; more: bigint }>`
    select count(*) filter (where l.booking_id is null and l.over is null)::int as left,
      coalesce(sum(l.units) filter (where l.booking_id is null and l.over is null), 0)::bigint as unused,
      coalesce(sum(case when b.state = 'late_cancelled' then (p.single - l.units) * b.kept / b.amount
        else p.single - l.units end) filter (where l.booking_id is not null and l.over is null), 0)::bigint as more
    from live.package p join live.package_lesson l on l.package_id = p.id
    left join live.booking b on b.id = l.booking_id
    where p.id = ${id}`
  const { left: lessonsLeft, unused, more } = sum!
  const asked = who === 'learner' && lessonsLeft > 0 ? more : 0n
  const surcharge = asked < unused ? asked : unused
  return { lessonsLeft, unused, surcharge, returned: unused - surcharge }
}

/**
 * Ends a package before its time. Lessons that are booked stay booked. Ending twice is ending once.
 * Refusals, in order: unknown_package (also for somebody else's), package_over.
 */
export async function endPackage(
  tx: Tx,
  id: string,
  by: By,
  now: Temporal.Instant,
): Promise<EndPreview> {
  const row = await lockPackage(tx, id)
  const who =
    row.learner === by.person ? 'learner' : row.educator === by.person ? 'educator' : 'platform'
  if (who === 'platform' && !by.staff) throw refuse('unknown_package', { id })
  const name = `person:${by.person}`
  if (row.state === `ended_by_${who}`) return { ...(await previewEnd(tx, id, who)) }
  if (row.state !== 'active' || Temporal.Instant.compare(row.expiresAt, now) <= 0) {
    throw refuse('package_over', { state: row.state })
  }
  const preview = await previewEnd(tx, id, who)
  for (const { number, hold: held } of await unusedLessons(tx, id)) {
    await releaseHold(tx, { hold: held, key: `package:${id}:${number}:end`, by: name, at: now })
  }
  await tx`
    update live.package_lesson set over = 'returned'
    where package_id = ${id} and booking_id is null and over is null`
  if (preview.surcharge > 0n) await earnSurcharge(tx, row, preview.surcharge, name, now)
  await tx`
    update live.package set state = ${`ended_by_${who}`}, state_by = ${name}, state_at = ${now},
      returned = ${preview.returned}, surcharge = ${preview.surcharge}, remind_at = null
    where id = ${id}`
  await tell(tx, 'package.ended', row, now, {
    by: who,
    lessons: preview.lessonsLeft,
    returned: preview.returned.toString(),
  })
  return preview
}

const unusedLessons = (tx: Tx, id: string) => tx<{ number: number; hold: bigint }>`
  select number, ledger_hold as hold from live.package_lesson
  where package_id = ${id} and booking_id is null and over is null order by number for update`

/** The educator gave those lessons for less than one alone costs: the difference is earned as they were. */
async function earnSurcharge(
  tx: Tx,
  row: Row,
  credits: bigint,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id, learner, educator, kind } = row
  const about = { type: 'package', id }
  const held = await hold(tx, {
    key: `package:${id}:surcharge`,
    about,
    by,
    at: now,
    owner: { type: 'person', id: learner },
    asset: 'CREDIT',
    units: credits,
  })
  await openCommission(
    tx,
    {
      bookingId: id,
      sessionId: id,
      educator,
      kind,
      title: 'Lessons of a package that was ended, at the price of one alone',
      sessionAt: now,
      paidBy: 'package',
      price: { credits },
      agreedRate: null,
    },
    now,
  )
  await earnCommission(tx, { bookingId: id, hold: held.id, by }, now)
}

/**
 * Makes a package's time longer, once, while it lasts.
 * Refusals, in order: unknown_package, package_over, package_extended_already.
 */
export async function extendPackage(
  tx: Tx,
  id: string,
  learner: string,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  const row = await lockPackage(tx, id)
  if (row.learner !== learner) throw refuse('unknown_package', { id })
  if (row.state !== 'active' || Temporal.Instant.compare(row.expiresAt, now) <= 0) {
    throw refuse('package_over', { state: row.state })
  }
  if (row.extendedAt) throw refuse('package_extended_already')
  const { extensionDays } = await buyingPolicy(tx)
  const expiresAt = row.expiresAt.add({ hours: 24 * extensionDays })
  await tx`
    update live.package set expires_at = ${expiresAt}, extended_at = ${now}, remind_at = ${nextReminder(expiresAt, now)}
    where id = ${id}`
  await tell(tx, 'package.extended', row, now, { expiresAt: expiresAt.toString() })
  return expiresAt
}

/** Tells learners, a month and a week before, that lessons of theirs are about to run out. */
export async function remindOfPackages(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.package where state = 'active' and remind_at <= ${now} order by remind_at, id`
  return eachApart(due, ({ id }) =>
    atomically(db, async (tx) => {
      const row = await lockPackage(tx, id)
      const [still] = await tx`
        select 1 as one from live.package where id = ${id} and state = 'active' and remind_at <= ${now}`
      if (!still) return false
      await tx`
        update live.package set remind_at = ${nextReminder(row.expiresAt, now)} where id = ${id}`
      const lessons = (await unusedLessons(tx, id)).length
      if (lessons === 0) return false
      await tell(tx, 'package.ending', row, now, {
        lessons,
        expiresAt: row.expiresAt.toString(),
        extendable: row.extendedAt === null,
      })
      return true
    }),
  )
}

/** Ends packages whose time is over: what was not taken runs out, as the ledger's rule says, and is told. */
export async function expirePackages(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.package where state = 'active' and expires_at <= ${now} order by expires_at, id`
  return eachApart(due, ({ id }) =>
    atomically(db, async (tx) => {
      const row = await lockPackage(tx, id)
      if (row.state !== 'active' || Temporal.Instant.compare(row.expiresAt, now) > 0) return false
      const unused = await unusedLessons(tx, id)
      const about = { type: 'package', id }
      for (const { number, hold: held } of unused) {
        const key = `package:${id}:${number}:expired`
        await postRule(
          tx,
          'lessons.expired',
          { hold: held },
          { key, about, by: 'schedule', at: now },
        )
      }
      await tx`
        update live.package_lesson set over = 'expired'
        where package_id = ${id} and booking_id is null and over is null`
      const to = unused.length > 0 ? 'expired' : 'used'
      await tx`
        update live.package set state = ${to}, state_by = 'schedule', state_at = ${now}, remind_at = null
        where id = ${id}`
      if (unused.length > 0) await tell(tx, 'package.expired', row, now, { lessons: unused.length })
      return true
    }),
  )
}

/** When a package next ends, and when a learner is next told that one will. */
export const nextPackageEnd = sql`select min(expires_at) from live.package where state = 'active'`
export const nextPackageReminder = sql`select min(remind_at) from live.package where state = 'active'`

type PackageFact = 'package.ended' | 'package.extended' | 'package.ending' | 'package.expired'

async function tell(
  tx: Tx,
  kind: PackageFact,
  row: Row,
  at: Temporal.Instant,
  more: Record<string, string | number | boolean>,
): Promise<void> {
  const { id, learner: learnerId, educator: educatorId } = row
  await record(tx, {
    kind,
    about: { type: 'package', id },
    at,
    data: { learnerId, educatorId, minutes: row.minutes, ...more },
  })
}
