import { type Query, queueWork, raw, record, type Tx } from '#base'
import type { Audience, AudienceSize } from '../contacts/index.ts'
import type { Category, Way } from '../message.ts'
import { refuse } from './problems.ts'
import { CAMPAIGN_STEPS, type CampaignDeed, type CampaignState } from './states.ts'

export const LABELS = ['A', 'B'] as const
export type Label = (typeof LABELS)[number]

export const WINNER_RULES = ['clicks', 'opens', 'delivered', 'by_hand'] as const
export type WinnerRule = (typeof WINNER_RULES)[number]

/** The task of the queue that goes on with what is due. */
export const RUN_CAMPAIGNS = 'messaging.campaigns'

/** Nothing of this turn is to be kept: it is tried again later, or the campaign pauses. */
export class NotNow extends Error {
  readonly why: 'sending_limit' | 'message_credits_short' | 'credits_coming_back'
  constructor(why: NotNow['why']) {
    super(why)
    this.why = why
  }
}

/** One of the texts of a campaign. */
export type CampaignText = {
  label: Label
  template: string
  /** Fixed when the campaign starts. */
  templateVersion: number | null
  /** In the place of the template's own, for e-mails. */
  subject: string | null
  /** What every receiver reads alike in the place of these variables. */
  said: Record<string, string>
}

/** When it is sent: at once, at one moment, or at the same hour on everybody's own clock. */
export type Timing =
  | { timing: 'now' }
  | { timing: 'at'; at: Temporal.Instant }
  /** A date and an hour without a zone: 2026-12-24T18:00. */
  | { timing: 'local'; at: string }

/** Two texts against each other: a part of the audience gets one of both, the rest the better one. */
export type TextTest = { percent: number; rule: WinnerRule; minutes: number | null }

/** What people say of a campaign while it is a draft. */
export type CampaignWords = {
  name: string
  texts: Omit<CampaignText, 'templateVersion'>[]
  audience: Pick<Audience, 'groups' | 'contacts' | 'filter'>
  when: Timing
  quiet: boolean
  perMinute: number | null
  shortfall: 'refuse' | 'fit'
  links: 'none' | 'shared' | 'own'
  test: TextTest | null
}

export type Campaign = Omit<CampaignWords, 'texts'> & {
  id: string
  organization: string
  texts: CampaignText[]
  /** Who the audience was when it started. */
  size: AudienceSize | null
  way: Way | null
  category: Category | null
  winner: Label | null
  winnerBy: string | null
  winnerAt: Temporal.Instant | null
  state: CampaignState
  stateBy: string
  stateAt: Temporal.Instant
  words: string | null
  steps: number
  version: number
  madeBy: string
  madeAt: Temporal.Instant
  dueAt: Temporal.Instant | null
  frozenAt: Temporal.Instant | null
  hold: bigint | null
  endedAt: Temporal.Instant | null
}

type Row = Omit<Campaign, 'when' | 'test' | 'texts'> & {
  timing: Timing['timing']
  send_at: Temporal.Instant | null
  local_at: string | null
  test_percent: number | null
  winner_rule: WinnerRule | null
  winner_minutes: number | null
  texts: CampaignText[] | null
}

const CAMPAIGN = raw(`
  c.id, c.organization_id as organization, c.name, c.way, c.category, c.audience, c.size, c.timing, c.send_at,
  to_char(c.local_at, 'YYYY-MM-DD"T"HH24:MI') as local_at, c.quiet,
  c.per_minute as "perMinute", c.shortfall, c.links, c.test_percent, c.winner_rule, c.winner_minutes, c.winner,
  c.winner_by as "winnerBy", c.winner_at as "winnerAt", c.state, c.state_by as "stateBy", c.state_at as "stateAt",
  c.words, c.steps, c.version, c.made_by as "madeBy", c.made_at as "madeAt", c.due_at as "dueAt",
  c.frozen_at as "frozenAt", c.hold_id as hold, c.ended_at as "endedAt",
  (select json_agg(json_build_object('label', t.label, 'template', t.template_id, 'templateVersion',
      t.template_version, 'subject', t.subject, 'said', t.said) order by t.label)
    from messaging.campaign_text t where t.campaign_id = c.id) as texts`)

function campaignFrom(row: Row): Campaign {
  const { timing, send_at, local_at, test_percent, winner_rule, winner_minutes, texts, ...rest } =
    row
  const when: Timing =
    timing === 'at'
      ? { timing, at: send_at! }
      : timing === 'local'
        ? { timing, at: local_at! }
        : { timing: 'now' }
  const test = test_percent
    ? { percent: test_percent, rule: winner_rule!, minutes: winner_minutes }
    : null
  return { ...rest, when, test, texts: texts ?? [] }
}

/** One campaign of an organization. Refusal: campaign_unknown. */
export async function oneCampaign(q: Query, organization: string, id: string): Promise<Campaign> {
  const [row] = await q<Row>`
    select ${CAMPAIGN} from messaging.campaign c
    where c.id = ${id} and c.organization_id = ${organization}`
  if (!row) throw refuse('campaign_unknown')
  return campaignFrom(row)
}

/** The same, and nobody else changes it until this transaction ends. Refusal: campaign_unknown. */
export async function lockCampaign(tx: Tx, organization: string, id: string): Promise<Campaign> {
  const [row] = await tx<Row>`
    select ${CAMPAIGN} from messaging.campaign c
    where c.id = ${id} and c.organization_id = ${organization} for update`
  if (!row) throw refuse('campaign_unknown')
  return campaignFrom(row)
}

/** Campaigns of an organization, the latest first; `before` is the moment and id of the last one seen. */
export async function campaignsOf(
  q: Query,
  organization: string,
  filter: {
    state?: CampaignState | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<Campaign[]> {
  const { state, before, limit } = filter
  const rows = await q<Row>`
    select ${CAMPAIGN} from messaging.campaign c
    where c.organization_id = ${organization} and (${state}::text is null or c.state = ${state})
      and (${before?.at}::timestamptz is null or (c.made_at, c.id) < (${before?.at}::timestamptz, ${before?.id}::uuid))
    order by c.made_at desc, c.id desc limit ${limit}`
  return rows.map(campaignFrom)
}

/** One step of a campaign's life, as it is shown. */
export type CampaignHistory = {
  deed: CampaignDeed
  from: CampaignState | 'new'
  to: CampaignState
  by: string
  words: string | null
  at: Temporal.Instant
}

export function historyOf(q: Query, id: string): Promise<CampaignHistory[]> {
  return q<CampaignHistory>`
    select deed, from_state as "from", to_state as "to", by, words, at from messaging.campaign_step
    where campaign_id = ${id} order by number`
}

type Move = {
  deed: CampaignDeed
  to: CampaignState
  by: string
  words?: string | undefined
  /** The next moment at which it has something to do by itself; null: none. */
  due: Temporal.Instant | null
}

/** Refuses a step that the table of states does not have. Refusal: campaign_elsewhere. */
export function foresee({ state }: Campaign, deed: CampaignDeed): void {
  if (!CAMPAIGN_STEPS.some((step) => step.deed === deed && step.from === state))
    throw refuse('campaign_elsewhere', { state, deed })
}

/** Makes one step, and tells of those that people want to hear of. The campaign is locked by the caller. */
export async function step(
  tx: Tx,
  campaign: Campaign,
  { deed, to, by, words, due }: Move,
  now: Temporal.Instant,
): Promise<void> {
  foresee(campaign, deed)
  const ends = to === 'done' || to === 'cancelled'
  await tx`
    update messaging.campaign set state = ${to}, deed = ${deed}, state_by = ${by}, state_at = ${now}, words = ${words},
      steps = steps + 1, due_at = ${due}, ended_at = ${ends ? now : null}
    where id = ${campaign.id}`
  if (due && Temporal.Instant.compare(due, now) <= 0 && by !== 'schedule')
    await queueWork(tx, RUN_CAMPAIGNS, {}, RUN_CAMPAIGNS)
  const kind = FACTS[to]
  if (!kind || (to === 'paused' && by !== 'schedule')) return
  await record(tx, {
    kind,
    about: { type: 'campaign', id: campaign.id },
    at: now,
    data: { organizationId: campaign.organization, name: campaign.name, reason: words ?? '' },
  })
}

/** What is told of it. That a person paused it, they know. */
const FACTS: Partial<Record<CampaignState, string>> = {
  paused: 'campaign.stopped',
  done: 'campaign.done',
}
