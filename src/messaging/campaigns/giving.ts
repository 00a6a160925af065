import { newId, Problem, type Tx } from '#base'
import { releaseHold } from '#ledger'
import type { Fields } from '../contacts/index.ts'
import { addressesIn, LINK_PATH, makeLinks, withAddresses } from '../links/index.ts'
import type { Content } from '../message.ts'
import { type Accepted, accept, type NewMessage } from '../sending/index.ts'
import { type Campaign, type Label, NotNow } from './campaign.ts'
import { type ReadyText, readyTexts, writtenFor } from './text.ts'
import { waysOut } from './way-out.ts'

/** Handed over at once, at most. */
export const CHUNK = 2_000
/** A short link of a campaign leads on for so long. */
const LINK_DAYS = 180

type Row = {
  contact: string
  position: number
  turn: number
  address: string
  country: string | null
  zone: string | null
  language: string | null
  label: Label | null
  said: { name: string; fields: Fields }
  units: bigint
}

/**
 * Hands over to sending what is due, so many at most: what was reserved for them goes back and is taken again by their
 * messages in the same transaction, so nobody else can have it in between. What sending refuses for somebody (they said
 * stop meanwhile) leaves them out by name. Answers how many it was. Throws NotNow.
 */
export async function give(
  tx: Tx,
  campaign: Campaign,
  { site, most = CHUNK }: { site: string; most?: number },
  now: Temporal.Instant,
): Promise<number> {
  const rows = await tx<Row>`
    select contact_id as contact, position, turn, address, country, zone, language, label, said, units
    from messaging.campaign_recipient
    where campaign_id = ${campaign.id} and state = 'waiting' and send_at <= ${now}
    order by send_at, position limit ${most}`
  if (rows.length === 0) return 0
  const texts = await readyTexts(tx, campaign)
  const { messages, unwritable } = await written(tx, campaign, { rows, texts, site }, now)
  await giveUnitsBack(tx, campaign, rows, now)
  const answers = await accept(
    tx,
    { type: 'organization', id: campaign.organization },
    messages.map(({ message }) => message),
    now,
  )
  for (const why of ['message_credits_short', 'sending_limit'] as const) {
    if (answers.some(({ refusal }) => refusal === why)) throw new NotNow(why)
  }
  const outcomes = [
    ...unwritable,
    ...messages.map(({ contact }, index) => outcomeOf(contact, answers[index]!)),
  ]
  await noteOutcomes(tx, campaign.id, outcomes)
  return rows.length
}

type Outcome = { contact: string; message: string | null; refusal: string | null }

const outcomeOf = (contact: string, { id, refusal }: Accepted): Outcome =>
  refusal ? { contact, message: null, refusal } : { contact, message: id, refusal: null }

async function noteOutcomes(tx: Tx, id: string, outcomes: readonly Outcome[]): Promise<void> {
  await tx`
    update messaging.campaign_recipient r set message_id = o.message, refusal = o.refusal,
      state = case when o.refusal is null then 'written' else 'left_out' end,
      said = case when o.refusal is null then r.said end
    from unnest(${outcomes.map(({ contact }) => contact)}::uuid[],
      ${outcomes.map(({ message }) => message)}::uuid[],
      ${outcomes.map(({ refusal }) => refusal)}::text[]) as o (contact, message, refusal)
    where r.campaign_id = ${id} and r.contact_id = o.contact`
}

async function giveUnitsBack(
  tx: Tx,
  { hold }: Campaign,
  rows: readonly Row[],
  now: Temporal.Instant,
): Promise<void> {
  const units = rows.reduce((sum, row) => sum + row.units, 0n)
  if (hold === null || units === 0n) return
  // Turns that are tried again begin with the same receiver, and only one of them is kept.
  const key = `campaign-turn:${newId()}`
  await releaseHold(tx, { hold, units, key, by: 'schedule', at: now })
}

type Making = { rows: readonly Row[]; texts: readonly ReadyText[]; site: string }

/** The messages of these receivers. A text that lacks something for somebody leaves them out. */
async function written(
  tx: Tx,
  campaign: Campaign,
  { rows, texts, site }: Making,
  now: Temporal.Instant,
) {
  const unwritable: Outcome[] = []
  const drafts: { row: Row; label: Label; content: Content }[] = []
  for (const row of rows) {
    const label = row.label ?? campaign.winner ?? 'A'
    const text = texts.find((one) => one.label === label)!
    try {
      const known = { ...row.said, language: row.language }
      drafts.push({ row, label, content: writtenFor(text, known) })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      unwritable.push({ contact: row.contact, message: null, refusal: error.code })
    }
  }
  const contents = await shortened(tx, campaign, drafts, site, now)
  const wayOut = await waysOut(tx, site)
  const { organization, way, category } = campaign
  const messages = drafts.map(({ row }, index) => {
    const mailing = { organization, way: way!, category: category!, address: row.address }
    const content = wayOut(contents[index]!, mailing, row.language)
    return { contact: row.contact, message: messageFor(campaign, row, content) }
  })
  return { messages, unwritable }
}

function messageFor(campaign: Campaign, row: Row, content: Content): NewMessage {
  const { id, way, category } = campaign
  const again = row.turn > 1 ? `:${row.turn}` : ''
  return {
    key: `campaign:${id}:${row.contact}${again}`,
    way: way!,
    to: row.address,
    category: category!,
    lane: 'bulk',
    content,
    contact: row.contact,
    about: { type: 'campaign', id },
    zone: row.zone ?? undefined,
    country: row.country ?? undefined,
  }
}

/** The same with short links in the place of its addresses, where the campaign wants them. */
async function shortened(
  tx: Tx,
  { id, organization, links }: Campaign,
  drafts: readonly { row: Row; label: Label; content: Content }[],
  site: string,
  now: Temporal.Instant,
): Promise<Content[]> {
  if (links === 'none') return drafts.map(({ content }) => content)
  const expiresAt = now.add({ hours: 24 * LINK_DAYS })
  const wishes = drafts.flatMap(({ row, label, content }, index) =>
    addressesIn(content, site).map((url) => ({
      index,
      url,
      organization,
      about: { type: 'campaign' as const, id },
      label,
      contact: links === 'own' ? row.contact : undefined,
      expiresAt,
    })),
  )
  const codes = await makeLinks(tx, wishes, now)
  const short = drafts.map(() => new Map<string, string>())
  for (const [at, { index, url }] of wishes.entries())
    short[index]!.set(url, `${site}${LINK_PATH}${codes[at]}`)
  return drafts.map(({ content }, index) => withAddresses(content, short[index]!))
}
