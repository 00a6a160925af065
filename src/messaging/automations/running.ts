import { atomically, type Db, eachApart, Problem, sql, type Tx } from '#base'
import { act, Ends, end, failureOf, goOn, log, type Run, type Said } from './acting.ts'
import { tellAll } from './announcing.ts'

const HANDS = 4

/** A message that certainly did not arrive, for a reason that another way does not share, is said on the next way. */
const FALLS_BACK: readonly string[] = [
  'bad_recipient',
  'window_closed',
  'no_consent',
  'recipient_suppressed',
  'recipient_opted_out',
  'recipient_consent_missing',
]

/** When there is next something to say, or to hear of what was said. */
export const nextAutomation = sql`
  select least(min(r.due_at), min(m.state_at)) from messaging.automation_run r
  left join messaging.message m on r.state = 'watching' and m.id = r.message_id
    and m.state in ('failed', 'delivered', 'read', 'refused')
  where r.due_at is not null`

/**
 * Goes on with every run that has something to do, each in a transaction of its own: one that fails holds up no other.
 * Answers how many went on.
 */
export async function runAutomations(db: Db, site: string, now: Temporal.Instant): Promise<number> {
  let went = 0
  for (;;) {
    const due = await db<{ id: string }>`
      select r.id from messaging.automation_run r
      left join messaging.message m on r.state = 'watching' and m.id = r.message_id
        and m.state in ('failed', 'delivered', 'read', 'refused')
      where r.due_at is not null and (r.due_at <= ${now} or m.id is not null)
      order by r.due_at, r.id limit 500`
    if (due.length === 0) return went
    const some = await eachApart(due, ({ id }) => runOne(db, id, site, now), HANDS)
    went += some
    if (some === 0 || due.length < 500) return went
  }
}

async function runOne(db: Db, id: string, site: string, now: Temporal.Instant): Promise<boolean> {
  try {
    return await atomically(db, (tx) => turn(tx, id, site, now))
  } catch (error) {
    const said = saidOf(error)
    if (!said) throw error
    return atomically(db, async (tx) => {
      const run = await lockRun(tx, id)
      if (run) await end(tx, run, said, now)
      return run !== undefined
    })
  }
}

/** What has a name ends the run under it; all else is a fault, and the run is tried again. */
function saidOf(error: unknown): Said | undefined {
  if (error instanceof Ends) return error.said
  if (!(error instanceof Problem)) return undefined
  return { what: 'not_said', code: error.code, facts: error.facts }
}

async function lockRun(tx: Tx, id: string): Promise<Run | undefined> {
  const [row] = await tx<Run & { due: Temporal.Instant }>`
    select r.id, a.organization_id as organization, r.automation_id as automation, r.event_id as event,
      r.contact_id as contact, r.steps, r.step, r.way, r.state, r.message_id as message, e.data, e.media, r.due_at as due,
      json_build_object('name', a.name, 'quiet', a.quiet, 'links', a.links, 'audience', a.audience, 'state', a.state,
        'cap', case when a.cap_times is not null then json_build_object('times', a.cap_times, 'hours', a.cap_hours) end) as about
    from messaging.automation_run r join messaging.automation a on a.id = r.automation_id
    join messaging.event e on e.id = r.event_id
    where r.id = ${id} and r.due_at is not null for update of r skip locked`
  return row
}

async function turn(tx: Tx, id: string, site: string, now: Temporal.Instant): Promise<boolean> {
  const run = await lockRun(tx, id)
  if (!run) return false
  const [due] =
    await tx`select 1 from messaging.automation_run where id = ${id} and due_at <= ${now}`
  if (run.state === 'waiting') {
    if (due) await speak(tx, run, site, now)
    return due !== undefined
  }
  return watch(tx, run, { site, due: due !== undefined }, now)
}

/** What is switched off says nothing more, whatever it has begun. */
async function speak(tx: Tx, run: Run, site: string, now: Temporal.Instant): Promise<void> {
  if (run.about.state !== 'on')
    return end(tx, run, { what: 'stopped', code: 'automation_off' }, now)
  if (run.contact) await act(tx, run, site, now)
  else await tellAll(tx, run, site, now)
}

/**
 * What became of the message: arrived, the run goes on; certainly not, for a reason that another way does not share,
 * the next way says it; unknown, nothing is ever said again for it.
 */
async function watch(
  tx: Tx,
  run: Run,
  { site, due }: { site: string; due: boolean },
  now: Temporal.Instant,
): Promise<boolean> {
  const [message] = await tx<{ state: string }>`
    select state from messaging.message where id = ${run.message}`
  const state = message?.state ?? 'unknown'
  const said = { message: run.message! }
  if (state === 'failed' || state === 'refused') {
    const why = (await failureOf(tx, run.message!)) ?? 'failed'
    await log(tx, run.id, { ...said, what: 'failed', code: why }, now)
    if (!FALLS_BACK.includes(why)) {
      await end(tx, run, { ...said, what: 'not_said', code: why }, now)
      return true
    }
    const way = run.way + 1
    if (way >= run.steps[run.step]!.templates.length) {
      await end(tx, run, { what: 'not_said', code: 'nobody_reached' }, now)
      return true
    }
    await tx`
      update messaging.automation_run set state = 'waiting', way = ${way}, message_id = null, due_at = ${now}
      where id = ${run.id}`
    await speak(tx, { ...run, state: 'waiting', way, message: null }, site, now)
    return true
  }
  const arrived = state === 'delivered' || state === 'read'
  if (!arrived && !due) return false
  await log(tx, run.id, { ...said, what: arrived ? 'arrived' : 'unreported', code: state }, now)
  await goOn(tx, run, now)
  return true
}
