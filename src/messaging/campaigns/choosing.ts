import type { Query, Tx } from '#base'
import { type Campaign, LABELS, type Label, lockCampaign, step } from './campaign.ts'
import { planTimes } from './planning.ts'
import { refuse } from './problems.ts'

/** How the texts of a test did. */
export type Tried = {
  label: Label
  written: number
  delivered: number
  read: number
  /** Receivers who followed a link; where all share one link, how often it was followed. */
  clicked: number
}

export async function triedOf(q: Query, id: string): Promise<Tried[]> {
  const rows = await q<Tried>`
    select r.label, count(*)::int as written,
      count(*) filter (where m.state in ('delivered', 'read'))::int as delivered,
      count(*) filter (where m.state = 'read')::int as read,
      coalesce((select sum(case when l.contact_id is null then l.clicks else least(l.clicks, 1) end)
        from messaging.link l where l.about_id = ${id} and l.label = r.label), 0)::int as clicked
    from messaging.campaign_recipient r join messaging.message m on m.id = r.message_id
    where r.campaign_id = ${id} and r.label is not null group by r.label order by r.label`
  return LABELS.flatMap((label) => rows.find((row) => row.label === label) ?? [])
}

/**
 * The better of two texts by a rule, as a share of those who were written to: what was clicked or opened, where
 * anything is known of that; else what arrived. The same share: A.
 */
export function betterOf(tried: readonly Tried[], rule: 'clicks' | 'opens' | 'delivered'): Label {
  const [a, b] = LABELS.map((label) => tried.find((one) => one.label === label))
  if (!a || !b) return a ? 'A' : 'B'
  const of = { clicks: 'clicked', opens: 'read', delivered: 'delivered' } as const
  const known = a[of[rule]] + b[of[rule]] > 0 ? of[rule] : 'delivered'
  // Shares compared crosswise: no fractions, no rounding.
  return b[known] * a.written > a[known] * b.written ? 'B' : 'A'
}

/** Chooses the better text of a test by hand. Refusals: campaign_unknown, campaign_no_test, campaign_elsewhere. */
export async function chooseText(
  tx: Tx,
  { organization, id, label }: { organization: string; id: string; label: Label },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const campaign = await lockCampaign(tx, organization, id)
  if (!campaign.test || campaign.winner) throw refuse('campaign_no_test')
  await decide(tx, campaign, label, by, now)
}

/** Everybody who was not in the test gets this text. */
export async function decide(
  tx: Tx,
  campaign: Campaign,
  label: Label,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id, state } = campaign
  const due = state === 'sending' ? now : null
  const words = `Text ${label}`
  await step(tx, campaign, { deed: 'decide', to: state, by, words, due }, now)
  await tx`
    update messaging.campaign set winner = ${label}, winner_by = ${by}, winner_at = ${now} where id = ${id}`
  const rest = await tx<{ contact: string; zone: string | null }>`
    select contact_id as contact, zone from messaging.campaign_recipient
    where campaign_id = ${id} and state = 'waiting' and label is null order by position`
  await plan(tx, campaign, rest, { label }, now)
}

/** Plans anew when those who wait are written to: a pause took their minutes. */
export async function replan(tx: Tx, campaign: Campaign, now: Temporal.Instant): Promise<void> {
  const rows = await tx<{ contact: string; zone: string | null }>`
    select contact_id as contact, zone from messaging.campaign_recipient
    where campaign_id = ${campaign.id} and state = 'waiting' and send_at is not null order by position`
  await plan(tx, campaign, rows, {}, now)
}

async function plan(
  tx: Tx,
  campaign: Campaign,
  rows: readonly { contact: string; zone: string | null }[],
  { label }: { label?: Label },
  now: Temporal.Instant,
): Promise<void> {
  if (rows.length === 0) return
  const zones = rows.map(({ zone }) => zone)
  const times = planTimes(campaign, zones, now)
  await tx`
    update messaging.campaign_recipient r set send_at = t.at, label = coalesce(r.label, ${label})
    from unnest(${rows.map(({ contact }) => contact)}::uuid[], ${times}::timestamptz[]) as t (contact, at)
    where r.campaign_id = ${campaign.id} and r.contact_id = t.contact`
}
