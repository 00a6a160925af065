import { type Query, raw, sql } from '#base'

export type GiftState =
  | 'paying'
  | 'waiting'
  | 'sent'
  | 'claimed'
  | 'taken_back'
  | 'expired'
  | 'not_paid'

/** A gift as its giver sees it. Credits are hundredths. */
export type GiftView = {
  id: string
  giverId: string
  toEmail: string
  toName: string
  words: string
  what: 'credits' | 'package' | 'seat'
  amount: bigint
  /** The session, or whose lessons, in words. */
  title: string | null
  sessionId: string | null
  orderId: string | null
  askedAt: Temporal.Instant
  sendAt: Temporal.Instant
  claimUntil: Temporal.Instant
  state: GiftState
  stateAt: Temporal.Instant
}

const VIEW = `
  g.id, g.giver_id as "giverId", g.to_email as "toEmail", g.to_name as "toName", g.words, g.what, g.amount,
  coalesce(s.title, case when o.id is not null then o.lessons || ' lessons with ' || o.educator_name end) as title,
  g.session_id as "sessionId", g.order_id as "orderId", g.asked_at as "askedAt", g.send_at as "sendAt",
  g.claim_until as "claimUntil", g.state, g.state_at as "stateAt"
  from live.gift g left join live.session s on s.id = g.session_id left join live.package_offer o on o.id = g.offer_id`

/** Gifts of a giver, or all; newest first. */
export async function listGifts(
  q: Query,
  filter: { giver?: string | undefined; after?: string | undefined; limit: number },
): Promise<{ items: GiftView[]; next: string | null }> {
  const { giver, after, limit } = filter
  const items = await q<GiftView>`
    select ${raw(VIEW)} where true
      ${giver ? sql`and g.giver_id = ${giver}` : sql``} ${after ? sql`and g.id < ${after}` : sql``}
    order by g.id desc limit ${limit + 1}`
  const shown = items.slice(0, limit)
  return { items: shown, next: items.length > limit ? shown.at(-1)!.id : null }
}

/** One gift, whoever's it is. */
export async function oneGift(q: Query, id: string): Promise<GiftView | undefined> {
  const [found] = await q<GiftView>`select ${raw(VIEW)} where g.id = ${id}`
  return found
}
