import type { Tx } from '#base'
import { releaseHold } from '#ledger'
import { callBackAbout } from '../sending/index.ts'
import { type Campaign, lockCampaign, step } from './campaign.ts'
import { replan } from './choosing.ts'
import { beginsAt } from './planning.ts'

type Which = { organization: string; id: string }

/**
 * Stops a campaign for now: what has not left the house is called back, and what was reserved goes back to the wallet.
 * What has left goes its way. Refusals: campaign_unknown, campaign_elsewhere.
 */
export async function pauseCampaign(
  tx: Tx,
  { organization, id, words }: Which & { words?: string | undefined },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const campaign = await lockCampaign(tx, organization, id)
  await halt(tx, campaign, { deed: 'pause', to: 'paused', by, words }, now)
}

/**
 * Goes on with a paused campaign: what its receivers take is reserved anew. Refusals: campaign_unknown,
 * campaign_elsewhere; and, where it has not begun, its hour counts as before.
 */
export async function resumeCampaign(
  tx: Tx,
  { organization, id }: Which,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const campaign = await lockCampaign(tx, organization, id)
  const begun = campaign.frozenAt !== null
  const to = begun ? 'reserving' : 'scheduled'
  const due = begun ? now : beginsAt(campaign.when, now)
  await step(tx, campaign, { deed: 'resume', to, by, due }, now)
  if (begun) await replan(tx, campaign, now)
}

/**
 * Ends a campaign: what has not left the house is called back, everything reserved goes back to the wallet, and nobody
 * else is written to. Refusals: campaign_unknown, campaign_elsewhere.
 */
export async function cancelCampaign(
  tx: Tx,
  { organization, id }: Which,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const campaign = await lockCampaign(tx, organization, id)
  await halt(tx, campaign, { deed: 'cancel', to: 'cancelled', by }, now)
  await tx`
    update messaging.campaign_recipient set state = 'left_out', refusal = 'campaign_cancelled', said = null, units = 0
    where campaign_id = ${id} and state = 'waiting'`
  await forgetSaid(tx, id)
}

type Halt = {
  deed: 'pause' | 'cancel'
  to: 'paused' | 'cancelled'
  by: string
  words?: string | undefined
}

/** Makes the step, gives the reserved back, and takes what has not left back to those who wait. */
async function halt(tx: Tx, campaign: Campaign, move: Halt, now: Temporal.Instant): Promise<void> {
  const { id, hold } = campaign
  await letGo(tx, id, hold, now)
  await step(tx, campaign, { ...move, due: null }, now)
  if (campaign.state !== 'sending') return
  const sender = { type: 'organization', id: campaign.organization } as const
  const back = await callBackAbout(tx, sender, { type: 'campaign', id }, now)
  await tx`
    update messaging.campaign_recipient set state = 'waiting', message_id = null, turn = turn + 1
    where campaign_id = ${id} and state = 'written' and message_id = any(${back}::uuid[])`
}

/** What is still reserved goes back. A hold that was used up is closed by itself. */
export async function letGo(
  tx: Tx,
  id: string,
  hold: bigint | null,
  now: Temporal.Instant,
): Promise<void> {
  if (hold === null) return
  await tx`update messaging.campaign set hold_id = null where id = ${id}`
  const [left] = await tx<{ units: bigint }>`
    select coalesce(sum(units), 0)::bigint as units from messaging.campaign_recipient
    where campaign_id = ${id} and state = 'waiting'`
  if (left!.units === 0n) return
  await releaseHold(tx, { hold, key: `campaign-let-go:${hold}`, by: 'schedule', at: now })
}

/** What was kept to write the texts is not needed any more. */
export async function forgetSaid(tx: Tx, id: string): Promise<void> {
  await tx`
    update messaging.campaign_recipient set said = null
    where campaign_id = ${id} and state = 'written' and said is not null`
}
