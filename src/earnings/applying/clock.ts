import { atomically, type Db, eachApart, record, sql } from '#base'
import { lockApplication, step } from './application.ts'
import { callOffInterview } from './interviewing.ts'
import { applyingPolicy } from './numbers.ts'

/** When the next question is unanswered for too long. */
export const nextUnansweredApplication = sql`
  select min(answer_by) from earnings.application where state = 'more_asked'`

/** When the next application is late. */
export const nextLateApplication = sql`
  select min(decide_by) from earnings.application
  where told_late_at is null and state in ('sent', 'in_review', 'answered', 'interview')`

/** Applications whose question nobody answered are taken back. Answers how many. */
export async function lapseApplications(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from earnings.application where state = 'more_asked' and answer_by <= ${now} order by answer_by, id`
  return eachApart(due, ({ id }) =>
    atomically(db, async (tx) => {
      const application = await lockApplication(tx, id)
      const { state, answerBy } = application
      if (state !== 'more_asked' || Temporal.Instant.compare(answerBy!, now) > 0) return false
      await step(tx, application, { deed: 'lapse', doer: { role: 'schedule' } }, now)
      await callOffInterview(tx, application, now)
      return true
    }),
  )
}

/** Tells, once, that an application is past its day. Answers how many. */
export async function tellLateApplications(db: Db, now: Temporal.Instant): Promise<number> {
  return atomically(db, async (tx) => {
    const late = await tx<{
      id: string
      person: string
      name: string
      reviewer: string | null
      sent: Temporal.Instant
    }>`
      update earnings.application set told_late_at = ${now}
      where told_late_at is null and decide_by <= ${now} and state in ('sent', 'in_review', 'answered', 'interview')
      returning id, person_id as person, name, reviewer_id as reviewer, sent_at as sent`
    for (const { id, person, name, reviewer, sent } of late) {
      const data = {
        applicationId: id,
        personId: person,
        name,
        reviewerId: reviewer,
        sentAt: sent.toString(),
      }
      await record(tx, {
        kind: 'application.late',
        about: { type: 'application', id },
        at: now,
        data,
      })
    }
    return late.length
  })
}

/** Papers of applications that came to nothing are forgotten after the operator's days. Answers how many. */
export async function forgetPapers(db: Db, now: Temporal.Instant): Promise<number> {
  const { keepDays } = await applyingPolicy(db)
  const gone = await db`
    update earnings.application_file f set bytes = null, gone_at = ${now}
    from earnings.application a
    where a.id = f.application_id and f.gone_at is null and a.state in ('rejected', 'withdrawn')
      and a.decided_at <= ${now.subtract({ hours: 24 * keepDays })} returning 1 as one`
  return gone.length
}
