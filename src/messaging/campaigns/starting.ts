import { createHash } from 'node:crypto'
import { Problem, type Tx, toJson } from '#base'
import { hold, wallet } from '#ledger'
import { audienceSize } from '../contacts/index.ts'
import { ASSET_OF } from '../message.ts'
import { refuseSuspended } from '../wallets/index.ts'
import { type Campaign, type Label, lockCampaign, NotNow, step } from './campaign.ts'
import { refuseUnready } from './drafting.ts'
import { beginsAt, planTimes } from './planning.ts'
import { refuse } from './problems.ts'
import { type Counted, countEach, quoteOf } from './quoting.ts'
import { readyTexts } from './text.ts'

export type StartWish = {
  organization: string
  id: string
  /** The version that was looked at. */
  version: number
  /** What happens where credits do not reach. */
  shortfall: 'refuse' | 'fit'
  site: string
}

/**
 * Confirms a campaign: it begins at its hour by itself. Refusals in order: campaign_unknown, campaign_elsewhere,
 * campaign_changed, campaign_incomplete, campaign_start_passed, campaign_start_far, messages_suspended, campaign_empty,
 * campaign_short (unless as many as fit are wanted, and one fits).
 */
export async function scheduleCampaign(
  tx: Tx,
  { organization, id, version, shortfall, site }: StartWish,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const campaign = await lockCampaign(tx, organization, id)
  if (campaign.state !== 'draft')
    throw refuse('campaign_elsewhere', { state: campaign.state, deed: 'schedule' })
  if (campaign.version !== version) throw refuse('campaign_changed', { version: campaign.version })
  await refuseUnready(tx, campaign, now)
  await refuseSuspended(tx, organization)
  const quote = await quoteOf(tx, campaign, site, now)
  if (quote.receivers === 0) throw refuse('campaign_empty', { size: quote.size })
  if (quote.short > 0n && (shortfall === 'refuse' || quote.fit === 0))
    throw refuse('campaign_short', {
      asset: quote.asset,
      needed: quote.units,
      available: quote.available,
      short: quote.short,
      fit: quote.fit,
    })

  await tx`update messaging.campaign set shortfall = ${shortfall} where id = ${id}`
  const due = beginsAt(campaign.when, now)
  await step(tx, campaign, { deed: 'schedule', to: 'scheduled', by, due }, now)
}

const CHUNK = 5_000

/**
 * Writes down who is written to, once and for all: whoever becomes a contact afterwards is not. Refusals:
 * those of the audience and the templates, campaign_too_many, campaign_empty.
 */
export async function freeze(
  tx: Tx,
  campaign: Campaign,
  site: string,
  now: Temporal.Instant,
): Promise<void> {
  const { id, organization, audience, way, category, test } = campaign
  await refuseUnready(tx, { ...campaign, when: { timing: 'now' } }, now)
  const texts = await readyTexts(tx, campaign)
  const found: Counted[] = []
  for await (const one of countEach(tx, campaign, { texts, site }, now)) found.push(one)
  const receivers = found.filter(({ refusal }) => refusal === null)
  if (receivers.length === 0) throw refuse('campaign_empty')

  const meant = { ...audience, way: way!, category: category! }
  const size = await audienceSize(tx, organization, meant, now)
  const labels = test ? labelled(id, receivers, test.percent) : undefined
  const first = labels ? receivers.filter(({ contact }) => labels.has(contact)) : receivers
  const times = planTimes(
    campaign,
    first.map(({ zone }) => zone),
    now,
  )
  const sendAt = new Map(first.map(({ contact }, index) => [contact, times[index]!]))
  for (let from = 0; from < found.length; from += CHUNK) {
    const rows = found.slice(from, from + CHUNK)
    await writeDown(tx, campaign, { rows, from, sendAt, labels })
  }
  for (const { label, template } of texts) {
    await tx`
      update messaging.campaign_text set template_version = ${template.version}
      where campaign_id = ${id} and label = ${label}`
  }
  await tx`
    update messaging.campaign set frozen_at = ${now}, size = ${size}::jsonb where id = ${id}`
  const move = { deed: 'freeze', to: 'reserving', by: 'schedule', due: now } as const
  await step(tx, { ...campaign, frozenAt: now }, move, now)
}

type Written = {
  rows: readonly Counted[]
  from: number
  sendAt: ReadonlyMap<string, Temporal.Instant>
  labels: ReadonlyMap<string, Label> | undefined
}

async function writeDown(
  tx: Tx,
  { id }: Campaign,
  { rows, from, sendAt, labels }: Written,
): Promise<void> {
  const of = <Item>(take: (one: Counted, index: number) => Item) => rows.map(take)
  await tx`
    insert into messaging.campaign_recipient (campaign_id, contact_id, position, address, country, zone, language, label,
      said, units, send_at, state, refusal)
    select ${id}, contact, position, address, country, zone, language, label, said::jsonb, units, send_at,
      case when refusal is null then 'waiting' else 'left_out' end, refusal
    from unnest(${of(({ contact }) => contact)}::uuid[], ${of((_, index) => from + index + 1)}::integer[],
      ${of(({ address }) => address)}::text[], ${of(({ country }) => country)}::text[],
      ${of(({ zone }) => zone)}::text[], ${of(({ language }) => language)}::text[],
      ${of(({ contact }) => labels?.get(contact) ?? null)}::text[],
      ${of(({ name, fields, refusal }) => (refusal ? null : toJson({ name, fields })))}::text[],
      ${of(({ units, refusal }) => (refusal ? 0n : units))}::bigint[],
      ${of(({ contact }) => sendAt.get(contact) ?? null)}::timestamptz[],
      ${of(({ refusal }) => refusal)}::text[])
      as t (contact, position, address, country, zone, language, label, said, units, send_at, refusal)`
}

/** A part of the receivers, drawn by lot in a way that can be drawn again, gets one of both texts in turn. */
function labelled(id: string, receivers: readonly Counted[], percent: number): Map<string, Label> {
  const count = Math.min(
    receivers.length,
    Math.max(2, Math.ceil((receivers.length * percent) / 100)),
  )
  const lot = (contact: string) => createHash('sha256').update(`${id} ${contact}`).digest('hex')
  const drawn = receivers
    .map(({ contact }) => ({ contact, lot: lot(contact) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, count)
  return new Map(drawn.map(({ contact }, index) => [contact, index % 2 === 0 ? 'A' : 'B']))
}

/**
 * Reserves what everybody who waits will take, in one hold: all of it, or, where that is wanted, for as many as
 * fit in their order. Refusals: messages_suspended, campaign_short (with what is missing).
 */
export async function reserve(tx: Tx, campaign: Campaign, now: Temporal.Instant): Promise<void> {
  const { id, organization, way, shortfall } = campaign
  await refuseSuspended(tx, organization)
  const owner = { type: 'organization', id: organization } as const
  const asset = ASSET_OF[way!]
  const { spendable } = await wallet(tx, owner, asset, { now })
  const [needed] = await tx<{ units: bigint }>`
    select coalesce(sum(units), 0)::bigint as units from messaging.campaign_recipient
    where campaign_id = ${id} and state = 'waiting'`
  let units = needed!.units
  if (units > spendable) {
    if (await comesBack(tx, id)) throw new NotNow('credits_coming_back')
    const fits = shortfall === 'fit' ? await leaveOutBeyond(tx, id, spendable) : 0n
    if (fits === 0n) throw shortOf(asset, units, spendable)
    units = fits
  }
  let held: bigint | null = null
  if (units > 0n) {
    const wish = {
      key: `campaign:${id}:${campaign.steps}`,
      owner,
      asset,
      units,
      about: { type: 'campaign', id },
      by: 'schedule',
      at: now,
    }
    held = await hold(tx, wish).then(
      ({ id: made }) => made,
      (error: unknown) => {
        // Somebody else spent it between the two statements.
        if (error instanceof Problem && error.code === 'insufficient_funds')
          throw shortOf(asset, units, BigInt(error.facts.available as string))
        throw error
      },
    )
  }
  await step(tx, campaign, { deed: 'reserve', to: 'sending', by: 'schedule', due: now }, now)
  await tx`update messaging.campaign set hold_id = ${held} where id = ${id}`
}

/** Whether what was called back is not given back yet: it is in a moment. */
async function comesBack(tx: Tx, id: string): Promise<boolean> {
  const [unsettled] = await tx`
    select 1 from messaging.message
    where about_id = ${id} and reason = 'message_called_back' and settled_at is null limit 1`
  return unsettled !== undefined
}

const shortOf = (asset: string, needed: bigint, available: bigint) =>
  refuse('campaign_short', {
    asset,
    needed,
    available,
    short: needed - available,
    detail: `${needed - available} are missing.`,
  })

/** Those whom it does not reach, in their order, are left out. Answers what the others take. */
async function leaveOutBeyond(tx: Tx, id: string, spendable: bigint): Promise<bigint> {
  const [left] = await tx<{ units: bigint }>`
    with counted as (
      select contact_id, units, sum(units) over (order by position) as upto from messaging.campaign_recipient
      where campaign_id = ${id} and state = 'waiting'
    ), gone as (
      update messaging.campaign_recipient r set state = 'left_out', refusal = 'message_credits_short', said = null
      from counted c where r.campaign_id = ${id} and r.contact_id = c.contact_id and c.upto > ${spendable}
    )
    select coalesce(sum(units) filter (where upto <= ${spendable}), 0)::bigint as units from counted`
  return left!.units
}
