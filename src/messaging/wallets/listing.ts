import { type Query, sql } from '#base'

/** A wallet among all of them, as finance looks through them. */
export type WalletRow = {
  organization: string
  name: string
  /** What it has of each, reserved included. */
  sms: bigint
  whatsapp: bigint
  email: bigint
  suspendedAt: Temporal.Instant | null
  /** The soonest end of anything in it. */
  endsAt: Temporal.Instant | null
  lastBoughtAt: Temporal.Instant | null
}

/**
 * Wallets of organizations that have, or had, message credits or are suspended; by name. `low`: where a
 * warning stands; `text`: a part of the name; `after`: the name and id of the last one seen.
 */
export function listWallets(
  q: Query,
  filter: {
    text?: string | undefined
    state?: 'suspended' | 'low' | 'empty' | undefined
    after?: { name: string; id: string } | undefined
    limit: number
  },
): Promise<WalletRow[]> {
  const { text, state, after, limit } = filter
  return q<WalletRow>`
    select o.id as organization, o.name, w.sms, w.whatsapp, w.email, x.suspended_at as "suspendedAt",
           l.ends as "endsAt", s.at as "lastBoughtAt"
      from people.organization o
      join lateral (
        select coalesce(sum(b.posted) filter (where t.code = 'SMS'), 0)::bigint as sms,
               coalesce(sum(b.posted) filter (where t.code = 'WHATSAPP'), 0)::bigint as whatsapp,
               coalesce(sum(b.posted) filter (where t.code = 'EMAIL'), 0)::bigint as email, count(*) as accounts
          from ledger.account a join ledger.asset t on t.id = a.asset_id and t.kind = 'message'
          join ledger.balance b on b.account_id = a.id
         where a.owner_type = 'organization' and a.owner_id = o.id::text and a.purpose = 'wallet') w on true
      left join messaging.suspension x on x.organization_id = o.id and x.resumed_at is null
      left join lateral (
        select min(l.expires_at) as ends from ledger.lot l join ledger.account a on a.id = l.account_id
          join ledger.asset t on t.id = a.asset_id and t.kind = 'message'
         where a.owner_id = o.id::text and a.purpose = 'wallet' and l.open and l.expires_at < 'infinity') l on true
      left join lateral (
        select max(p.paid_at) as at from messaging.offer_sale f join payments.orders p on p.id = f.order_id
         where f.organization_id = o.id and p.state = 'paid') s on true
     where (w.accounts > 0 or x.id is not null)
       ${text ? sql`and o.name ilike ${`%${text.replaceAll(/[\\%_]/g, '\\$&')}%`}` : sql``}
       ${state === 'suspended' ? sql`and x.id is not null` : sql``}
       ${state === 'empty' ? sql`and w.sms + w.whatsapp + w.email = 0` : sql``}
       ${
         state === 'low'
           ? sql`and exists (select from messaging.wallet_watch k where k.organization_id = o.id
                   and (k.low_told_at is not null or k.short_told_at is not null))`
           : sql``
       }
       ${after ? sql`and (o.name, o.id) > (${after.name}, ${after.id}::uuid)` : sql``}
     order by o.name, o.id limit ${limit}`
}

/** What an organization's orders of message credits hold, the latest first. */
export type Purchase = {
  order: string
  year: number
  number: number
  what: string
  total: bigint
  currency: string
  state: 'waiting' | 'paid' | 'expired' | 'cancelled'
  placedAt: Temporal.Instant
  placedBy: string
  paidAt: Temporal.Instant | null
  expiresAt: Temporal.Instant | null
  invoice: string | null
}

export const purchasesOf = (
  q: Query,
  organization: string,
  { before, limit }: { before?: { at: Temporal.Instant; id: string } | undefined; limit: number },
): Promise<Purchase[]> => q<Purchase>`
  select o.id as order, o.year, o.number, l.description as what, o.net + o.tax as total, o.currency, o.state,
         o.placed_at as "placedAt", o.placed_by as "placedBy", o.paid_at as "paidAt", o.expires_at as "expiresAt",
         (select d.id from payments.document d where d.order_id = o.id and d.kind = 'invoice' and d.about is null) as invoice
    from payments.orders o join payments.order_line l on l.order_id = o.id and l.kind = 'messages'
   where o.buyer_type = 'organization' and o.buyer_id = ${organization}
     ${before ? sql`and (o.placed_at, o.id) < (${before.at}, ${before.id}::uuid)` : sql``}
   order by o.placed_at desc, o.id desc limit ${limit}`
