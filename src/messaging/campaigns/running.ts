import { atomically, type Db, eachApart, Problem, type Tx } from '#base'
import { type Campaign, lockCampaign, NotNow, step } from './campaign.ts'
import { betterOf, decide, triedOf } from './choosing.ts'
import { CHUNK, give } from './giving.ts'
import { freeze, reserve } from './starting.ts'
import { forgetSaid, letGo, pauseCampaign } from './steering.ts'

/** A campaign of which messages are still leaving is looked at again after so long. */
const LOOK_AGAIN = { minutes: 1 }
const HANDS = 2
/** So many at most have been handed over and not left: no more have to be called back where somebody stops it. */
const MOST_AHEAD = 30_000

/** Does what is due for all campaigns. Answers for how many there was something to do. */
export async function runCampaigns(db: Db, site: string, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string; organization: string }>`
    select id, organization_id as organization from messaging.campaign
    where due_at <= ${now} order by due_at, id limit 200`
  return eachApart(due, (one) => runCampaign(db, { ...one, site }, now), HANDS)
}

type Which = { id: string; organization: string; site: string }

/**
 * Goes on with one campaign, one transaction a turn, until there is nothing to do at this moment: a process that is
 * killed goes on where the last turn ended. Whoever pauses or cancels it waits for one turn at most.
 */
export async function runCampaign(db: Db, which: Which, now: Temporal.Instant): Promise<boolean> {
  let most = CHUNK
  for (let turns = 0; ; turns += 1) {
    try {
      const goesOn = await atomically(db, (tx) => turn(tx, which, most, now))
      if (!goesOn) return turns > 0
      most = CHUNK
    } catch (error) {
      if (error instanceof NotNow && error.why === 'sending_limit' && most > 1) {
        most = Math.floor(most / 4)
        continue
      }
      await stop(db, which, error, now)
      return true
    }
  }
}

/** What has a name pauses the campaign and is shown there; what is over in a minute waits; all else is a fault. */
async function stop(db: Db, which: Which, error: unknown, now: Temporal.Instant): Promise<void> {
  if (error instanceof NotNow && error.why !== 'message_credits_short') {
    await db`
      update messaging.campaign set due_at = ${now.add(LOOK_AGAIN)}
      where id = ${which.id} and due_at <= ${now} and state in ('reserving', 'sending')`
    return
  }
  const short = error instanceof NotNow
  if (!short && !(error instanceof Problem)) throw error
  const words = short ? 'There are no longer enough message credits.' : error.message.slice(0, 500)
  try {
    await atomically(db, (tx) => pauseCampaign(tx, { ...which, words }, 'schedule', now))
  } catch (elsewhere) {
    // Somebody paused or cancelled it between the two.
    if (!(elsewhere instanceof Problem)) throw elsewhere
  }
}

/** One turn: answers whether there may be another at once. */
async function turn(
  tx: Tx,
  { organization, id, site }: Which,
  most: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const campaign = await lockCampaign(tx, organization, id)
  const { state, dueAt } = campaign
  if (!dueAt || Temporal.Instant.compare(dueAt, now) > 0) return false
  if (state === 'scheduled') {
    await freeze(tx, campaign, site, now)
    return true
  }
  if (state === 'reserving') {
    await reserve(tx, campaign, now)
    return true
  }
  if (state !== 'sending') return false
  if (await crowded(tx, id)) {
    await tx`update messaging.campaign set due_at = ${now.add(LOOK_AGAIN)} where id = ${id}`
    return false
  }
  if ((await give(tx, campaign, { site, most }, now)) > 0) return true
  return lookAhead(tx, campaign, now)
}

/** Messages leave in their order: where the one so far back still waits, all after it do. */
async function crowded(tx: Tx, id: string): Promise<boolean> {
  const [back] = await tx<{ state: string }>`
    select state from messaging.message where about_id = ${id} order by id desc offset ${MOST_AHEAD} limit 1`
  return back?.state === 'waiting'
}

type Ahead = {
  waiting: number
  next: Temporal.Instant | null
  undecided: number
  tested: Temporal.Instant | null
}

/** When the next are due, the better text is chosen, or it is over. */
async function lookAhead(tx: Tx, campaign: Campaign, now: Temporal.Instant): Promise<boolean> {
  const { id, test, winner } = campaign
  const [ahead] = await tx<Ahead>`
    select count(*) filter (where state = 'waiting')::int as waiting,
      min(send_at) filter (where state = 'waiting') as next,
      count(*) filter (where state = 'waiting' and send_at is null)::int as undecided,
      max(send_at) filter (where label is not null) as tested
    from messaging.campaign_recipient where campaign_id = ${id}`
  const { waiting, next, undecided, tested } = ahead!
  const due = (at: Temporal.Instant | null) =>
    tx`update messaging.campaign set due_at = ${at} where id = ${id}`
  if (next) {
    await due(next)
    return false
  }
  if (undecided > 0 && test && !winner) {
    const end = test.minutes === null ? null : tested!.add({ minutes: test.minutes })
    if (test.rule === 'by_hand' || !end) {
      await due(null)
      return false
    }
    if (Temporal.Instant.compare(end, now) > 0) {
      await due(end)
      return false
    }
    await decide(tx, campaign, betterOf(await triedOf(tx, id), test.rule), 'schedule', now)
    return true
  }
  if (waiting > 0) throw new Error(`Receivers of campaign ${id} wait for nothing`)
  await finish(tx, campaign, now)
  return false
}

/** It is done once nothing of it waits to leave any more. */
async function finish(tx: Tx, campaign: Campaign, now: Temporal.Instant): Promise<void> {
  const { id, hold } = campaign
  const [leaving] = await tx`
    select 1 from messaging.message where about_id = ${id} and state in ('waiting', 'leaving') limit 1`
  if (leaving) {
    await tx`update messaging.campaign set due_at = ${now.add(LOOK_AGAIN)} where id = ${id}`
    return
  }
  await letGo(tx, id, hold, now)
  await step(tx, campaign, { deed: 'finish', to: 'done', by: 'schedule', due: null }, now)
  await forgetSaid(tx, id)
}
