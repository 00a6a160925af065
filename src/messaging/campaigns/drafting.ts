import { newId, type Query, sql, type Tx } from '#base'
import type { Category, Way } from '../message.ts'
import { templateFor } from '../templates/index.ts'
import { type Campaign, type CampaignWords, lockCampaign, oneCampaign, step } from './campaign.ts'
import { beginsAt, lastCall } from './planning.ts'
import { refuse } from './problems.ts'

type Kind = { way: Way; category: Category }

/**
 * Writes a new campaign down; it may lack whatever it lacks. Refusals in order: template_unknown,
 * campaign_ways_differ, campaign_way_refused, campaign_subject_refused, campaign_test_refused.
 */
export async function draftCampaign(
  tx: Tx,
  organization: string,
  words: CampaignWords,
  by: string,
  now: Temporal.Instant,
): Promise<Campaign> {
  const kind = await checked(tx, organization, words)
  const id = newId()
  await tx`
    insert into messaging.campaign (id, organization_id, name, way, category, audience, timing, send_at, local_at, quiet,
      per_minute, shortfall, links, test_percent, winner_rule, winner_minutes, state, deed, state_by, state_at, made_by,
      made_at)
    values (${id}, ${organization}, ${words.name}, ${kind?.way}, ${kind?.category}, ${words.audience}::jsonb,
      ${words.when.timing}, ${sendAt(words)}, ${localAt(words)}, ${words.quiet}, ${words.perMinute}, ${words.shortfall},
      ${words.links}, ${words.test?.percent}, ${words.test?.rule}, ${words.test?.minutes}, 'draft', 'begin', ${by}, ${now},
      ${by}, ${now})`
  await writeTexts(tx, id, words)
  return oneCampaign(tx, organization, id)
}

const sendAt = ({ when }: CampaignWords) => (when.timing === 'at' ? when.at : null)
const localAt = ({ when }: CampaignWords) => (when.timing === 'local' ? when.at : null)

async function writeTexts(tx: Tx, id: string, { texts }: CampaignWords): Promise<void> {
  for (const { label, template, subject, said } of texts) {
    await tx`
      insert into messaging.campaign_text (campaign_id, label, template_id, subject, said)
      values (${id}, ${label}, ${template}, ${subject}, ${said}::jsonb)`
  }
}

type Wish = { organization: string; id: string; version: number }

/** Locks a draft that is as it was seen. Refusals: campaign_unknown, campaign_elsewhere, campaign_changed. */
async function lockDraft(tx: Tx, { organization, id, version }: Wish): Promise<Campaign> {
  const campaign = await lockCampaign(tx, organization, id)
  if (campaign.state !== 'draft')
    throw refuse('campaign_elsewhere', { state: campaign.state, deed: 'change' })
  if (campaign.version !== version) throw refuse('campaign_changed', { version: campaign.version })
  return campaign
}

/** Writes a draft anew. Refusals: those of lockDraft and of draftCampaign. */
export async function changeCampaign(tx: Tx, wish: Wish, words: CampaignWords): Promise<Campaign> {
  const { organization, id } = wish
  await lockDraft(tx, wish)
  const kind = await checked(tx, organization, words)
  await tx`
    update messaging.campaign set name = ${words.name}, way = ${kind?.way}, category = ${kind?.category},
      audience = ${words.audience}::jsonb, timing = ${words.when.timing}, send_at = ${sendAt(words)},
      local_at = ${localAt(words)}, quiet = ${words.quiet}, per_minute = ${words.perMinute},
      shortfall = ${words.shortfall}, links = ${words.links}, test_percent = ${words.test?.percent},
      winner_rule = ${words.test?.rule}, winner_minutes = ${words.test?.minutes}, version = version + 1
    where id = ${id}`
  await tx`delete from messaging.campaign_text where campaign_id = ${id}`
  await writeTexts(tx, id, words)
  return oneCampaign(tx, organization, id)
}

/** Throws a draft away. Refusals: those of lockDraft. */
export async function dropCampaign(tx: Tx, wish: Wish): Promise<void> {
  await lockDraft(tx, wish)
  await tx`delete from messaging.campaign where id = ${wish.id}`
}

/** A new draft that says the same to the same audience, to be sent at once. Refusal: campaign_unknown. */
export async function duplicateCampaign(
  tx: Tx,
  { organization, id, name }: { organization: string; id: string; name: string },
  by: string,
  now: Temporal.Instant,
): Promise<Campaign> {
  const { texts, when, ...rest } = await oneCampaign(tx, organization, id)
  const words = { ...rest, name, texts, when: stillAhead(when, now) }
  return draftCampaign(tx, organization, words, by, now)
}

function stillAhead(when: Campaign['when'], now: Temporal.Instant): Campaign['when'] {
  const last = lastCall(when)
  return last && Temporal.Instant.compare(last, now) <= 0 ? { timing: 'now' } : when
}

/** The way and category of its texts, where it has any; and that what it says fits together. */
async function checked(
  q: Query,
  organization: string,
  { texts, test, links }: CampaignWords,
): Promise<Kind | undefined> {
  const [first, second] = await Promise.all(
    texts.map(({ template }) => templateFor(q, organization, template)),
  )
  if (first && second && (first.way !== second.way || first.category !== second.category))
    throw refuse('campaign_ways_differ')
  if (first?.category === 'authentication') throw refuse('campaign_way_refused')
  if (first && first.way !== 'email' && texts.some(({ subject }) => subject !== null))
    throw refuse('campaign_subject_refused')
  if (test) {
    const clicks = test.rule === 'clicks' && links === 'none'
    const timeless = test.rule !== 'by_hand' && test.minutes === null
    const opens = test.rule === 'opens' && first?.way === 'sms'
    if (texts.length !== 2 || clicks || timeless || opens)
      throw refuse('campaign_test_refused', { texts: texts.length, rule: test.rule })
  } else if (texts.length > 1) throw refuse('campaign_test_refused', { texts: texts.length })
  return first && { way: first.way, category: first.category }
}

const MOST_AHEAD = { hours: 24 * 366 }

/** That it is whole and its hour has not passed. Refusals in order: campaign_incomplete, template_archived, campaign_start_passed, campaign_start_far. */
export async function refuseUnready(
  q: Query,
  campaign: Campaign,
  now: Temporal.Instant,
): Promise<void> {
  if (campaign.texts.length === 0) throw refuse('campaign_incomplete', { missing: 'text' })
  const last = lastCall(campaign.when)
  if (last && Temporal.Instant.compare(last, now) < 0) throw refuse('campaign_start_passed')
  const begins = beginsAt(campaign.when, now)
  if (Temporal.Instant.compare(begins, now.add(MOST_AHEAD)) > 0) throw refuse('campaign_start_far')
  const [away] = await q<{ name: string }>`
    select name from messaging.template
    where id = any(${campaign.texts.map(({ template }) => template)}::uuid[]) and archived_at is not null`
  if (away) throw refuse('campaign_incomplete', { missing: 'text', archived: away.name })
}

/** Takes a planned campaign back to be changed. Refusals: campaign_unknown, campaign_elsewhere. */
export async function unscheduleCampaign(
  tx: Tx,
  { organization, id }: Omit<Wish, 'version'>,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const campaign = await lockCampaign(tx, organization, id)
  await step(tx, campaign, { deed: 'unschedule', to: 'draft', by, due: null }, now)
}

/** When there is next something to do for any campaign. */
export const nextCampaign = sql`select min(due_at) from messaging.campaign where due_at is not null`
