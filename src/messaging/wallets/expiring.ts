import { record, sql, type Tx } from '#base'
import { value } from '#ledger'
import type { MessageAsset } from '../message.ts'

/** How many days before its end people hear of a lot. */
const WARNED = [30, 7, 1] as const

/** Open lots of organizations' message credits that run out, and what of them nobody has reserved. */
const LOTS = sql`
  ledger.lot l join ledger.account a on a.id = l.account_id join ledger.asset s on s.id = a.asset_id
   where l.open and l.frozen_at is null and l.expires_at < 'infinity' and l.remaining > l.held and s.kind = 'message'
     and a.owner_type = 'organization' and a.purpose = 'wallet'`

type Due = {
  lot: bigint
  organization: string
  asset: MessageAsset
  free: bigint
  expires_at: Temporal.Instant
}

/**
 * Warns of what runs out within 30, 7 and 1 days: each lot once a step, and together what ends together (fact
 * `messages.expiring`). Who was not looked at in time is warned by the nearest step only. Answers how many.
 */
export async function warnOfExpiry(tx: Tx, now: Temporal.Instant): Promise<number> {
  let told = 0
  for (const days of [...WARNED].reverse()) {
    const due = await tx<Due>`
      select l.id as lot, a.owner_id as organization, s.code as asset, l.remaining - l.held as free, l.expires_at
        from ${LOTS} and l.expires_at > ${now} and l.expires_at <= ${now.add({ hours: 24 * days })}
         and not exists (select from messaging.expiry_warning w where w.lot = l.id and w.days <= ${days})
       order by a.owner_id, l.expires_at, l.id limit 5000`
    const groups = Map.groupBy(due, (one) => `${one.organization} ${one.expires_at}`)
    for (const lots of groups.values()) {
      await warn(tx, lots, days, now)
      told += 1
    }
  }
  return told
}

async function warn(
  tx: Tx,
  lots: readonly Due[],
  days: (typeof WARNED)[number],
  now: Temporal.Instant,
): Promise<void> {
  const { organization, expires_at: expiresAt } = lots[0]!
  await tx`
    insert into messaging.expiry_warning (lot, days, organization_id, told_at)
    select lot, ${days}, ${organization}, ${now} from unnest(${lots.map(({ lot }) => lot)}::bigint[]) lot
    on conflict do nothing`
  const parts = [...Map.groupBy(lots, ({ asset }) => asset)].map(([asset, own]) =>
    value(
      own.reduce((sum, { free }) => sum + free, 0n),
      asset,
    ),
  )
  await record(tx, {
    kind: 'messages.expiring',
    about: { type: 'organization', id: organization },
    at: now,
    data: { organizationId: organization, days, parts, expiresAt: expiresAt.toString() },
  })
}

/** When the next of them is to be told. */
export const nextExpiryWarning = sql`(
  select min(l.expires_at - step.days * interval '24 hours')
    from unnest(array[30, 7, 1]) as step (days) cross join ${LOTS}
     and not exists (select from messaging.expiry_warning w where w.lot = l.id and w.days <= step.days))`
