import { Problem, type Query, type Value } from '#base'
import { scaleOf, value, wallet } from '#ledger'
import { type AudienceSize, audienceOf, audienceSize, type Recipient } from '../contacts/index.ts'
import { ASSET_OF, type Content, type MessageAsset } from '../message.ts'
import { termsNow } from '../retail/index.ts'
import { Reckoning } from '../sending/index.ts'
import { type Campaign, type Label, oneCampaign } from './campaign.ts'
import { refuse } from './problems.ts'
import { countedFor, type ReadyText, readyTexts } from './text.ts'

/** More are not taken into one campaign. */
export const MOST_RECEIVERS = 250_000

/** A receiver with what the longest of the texts takes for them, or why none can be written. */
export type Counted = Recipient & { units: bigint; segments: number; refusal: string | null }

/** What a campaign would take, before anything is reserved. */
export type CampaignQuote = {
  asset: MessageAsset
  size: AudienceSize
  /** Who is written to, and who cannot be because the text lacks something for them, by code. */
  receivers: number
  unwritable: Record<string, number>
  segments: number
  /** The longest text for anybody: of an SMS, its segments. */
  longest: number
  units: bigint
  /** If everybody got the dearest one. */
  worst: bigint
  /** What the units are worth bought singly. */
  worth: Value
  available: bigint
  short: bigint
  /** How many can be written to with what is there, in their order. */
  fit: number
  samples: { label: Label; content: Content; segments: number; units: bigint; to: string }[]
}

/** A campaign that can be sent has a name, a text and, for a test, two. Refusals: campaign_incomplete, campaign_empty. */
export async function quoteCampaign(
  q: Query,
  { organization, id, site }: { organization: string; id: string; site: string },
  now: Temporal.Instant,
): Promise<CampaignQuote> {
  const campaign = await oneCampaign(q, organization, id)
  return quoteOf(q, campaign, site, now)
}

export async function quoteOf(
  q: Query,
  campaign: Campaign,
  site: string,
  now: Temporal.Instant,
): Promise<CampaignQuote> {
  const { way, category, organization, audience } = campaign
  if (!way || !category) throw refuse('campaign_incomplete', { missing: 'text' })
  const texts = await readyTexts(q, campaign)
  const asset = ASSET_OF[way]
  const owner = { type: 'organization', id: organization } as const
  const terms = await termsNow(q, now)
  const { spendable } = await wallet(q, owner, asset, { now })
  const size = await audienceSize(q, organization, { ...audience, way, category }, now)
  const sum = { receivers: 0, segments: 0, longest: 0, units: 0n, dearest: 0n, fit: 0 }
  const unwritable: Record<string, number> = {}
  let first: Recipient | undefined
  for await (const one of countEach(q, campaign, { texts, site }, now)) {
    if (one.refusal) {
      unwritable[one.refusal] = (unwritable[one.refusal] ?? 0) + 1
      continue
    }
    first ??= one
    sum.receivers += 1
    sum.segments += one.segments
    sum.longest = Math.max(sum.longest, one.segments)
    sum.units += one.units
    if (one.units > sum.dearest) sum.dearest = one.units
    if (sum.units <= spendable) sum.fit = sum.receivers
  }
  const { dearest, ...counted } = sum
  const reckoning = new Reckoning(terms)
  return {
    asset,
    size,
    ...counted,
    unwritable,
    worst: dearest * BigInt(sum.receivers),
    worth: value(worthOf(sum.units, terms.prices[asset], terms.currency), terms.currency),
    available: spendable,
    short: sum.units > spendable ? sum.units - spendable : 0n,
    samples: first ? texts.map((text) => sampleOf(campaign, text, first, reckoning, site)) : [],
  }
}

/** Millionths of a whole unit of the currency for each, in its smallest units, rounded up. */
function worthOf(units: bigint, price: bigint, currency: string): bigint {
  const millionths = units * price * 10n ** BigInt(scaleOf(currency))
  return (millionths + 999_999n) / 1_000_000n
}

function sampleOf(
  campaign: Campaign,
  text: ReadyText,
  to: Recipient,
  reckoning: Reckoning,
  site: string,
): CampaignQuote['samples'][number] {
  const content = countedFor(text, to, campaign.links, site)
  const { segments, units } = reckoning.of(messageOf(campaign, to, content))
  return { label: text.label, content, segments, units, to: to.name }
}

const messageOf = (campaign: Campaign, to: Recipient, content: Content) => ({
  key: to.contact,
  way: campaign.way!,
  to: to.address,
  category: campaign.category!,
  lane: 'bulk' as const,
  content,
  about: { type: 'campaign', id: campaign.id },
  country: to.country ?? undefined,
})

/** Everybody who is written to, in their order, with what that takes at most. Refusal: campaign_too_many. */
export async function* countEach(
  q: Query,
  campaign: Campaign,
  { texts, site }: { texts: readonly ReadyText[]; site: string },
  now: Temporal.Instant,
): AsyncGenerator<Counted, void, undefined> {
  const { way, category, organization, audience } = campaign
  const reckoning = new Reckoning(await termsNow(q, now))
  const meant = { ...audience, way: way!, category: category! }
  let receivers = 0
  for await (const to of audienceOf(q, organization, meant, now)) {
    receivers += 1
    if (receivers > MOST_RECEIVERS) throw refuse('campaign_too_many', { most: MOST_RECEIVERS })
    const most = { units: 0n, segments: 0 }
    let refusal: string | null = null
    for (const text of texts) {
      try {
        const content = countedFor(text, to, campaign.links, site)
        const { segments, units } = reckoning.of(messageOf(campaign, to, content))
        most.segments = Math.max(most.segments, segments)
        if (units > most.units) most.units = units
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        refusal ??= error.code
      }
    }
    yield { ...to, ...most, refusal }
  }
}
