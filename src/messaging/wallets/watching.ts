import { atomically, type Db, eachApart, type Query, record, sql, type Tx } from '#base'
import { value } from '#ledger'
import type { MessageAsset } from '../message.ts'
import { burnOf } from './burning.ts'
import { refuse } from './problems.ts'
import { walletOf } from './wallet.ts'

/** When an organization hears that little is left. */
export type Watch = {
  asset: MessageAsset
  /** Below so many; undefined: it does not want to. */
  below: bigint | undefined
  /** Where what is there lasts for fewer than so many days at the present pace. */
  days: number | undefined
}

/** Who has set nothing hears a week ahead. */
const DAYS_BEFORE = 7

type Row = {
  asset: MessageAsset
  below: bigint | null
  days: number | null
  low_told_at: Temporal.Instant | null
  short_told_at: Temporal.Instant | null
}

/** What an organization is warned of, for each kind of credits. */
export async function watchesOf(q: Query, organization: string): Promise<Watch[]> {
  const rows = await rowsOf(q, organization)
  return (['SMS', 'WHATSAPP', 'EMAIL'] as const).map((asset) => {
    const row = rows.find((one) => one.asset === asset)
    if (!row) return { asset, below: undefined, days: DAYS_BEFORE }
    return { asset, below: row.below ?? undefined, days: row.days ?? undefined }
  })
}

const rowsOf = (q: Query, organization: string) => q<Row>`
  select asset, below, days, low_told_at, short_told_at from messaging.wallet_watch
   where organization_id = ${organization}`

/** Says when to be warned, from now on; neither: never. Refusal: watch_wrong. */
export async function setWatch(
  tx: Tx,
  given: Watch & { organization: string; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const { organization, asset, below, days, by } = given
  const wrong =
    (below !== undefined && below <= 0n) || (days !== undefined && !(days >= 1 && days <= 90))
  if (wrong) throw refuse('watch_wrong')
  await tx`
    insert into messaging.wallet_watch (organization_id, asset, below, days, set_by, set_at)
    values (${organization}, ${asset}, ${below}, ${days}, ${by}, ${now})
    on conflict (organization_id, asset) do update
      set below = excluded.below, days = excluded.days, set_by = excluded.set_by, set_at = excluded.set_at,
          low_told_at = null, short_told_at = null`
}

/** When wallets are looked at again: an hour after the last time where somebody has spent since, else after a day. */
export const nextWatch = sql`
  select w.looked_at + case when exists (
      select from messaging.settlement s where s.at > w.looked_at and s.organization_id is not null)
    then interval '1 hour' else interval '1 day' end
  from messaging.wallets_watched w`

/**
 * Looks at every wallet of message credits and tells those where little is left (facts `messages.low`,
 * `messages.short`): each fall once, until there was enough again. Answers how many were told.
 */
export async function watchWallets(db: Db, now: Temporal.Instant): Promise<number> {
  await db`update messaging.wallets_watched set looked_at = ${now}`
  const all = await db<{ id: string }>`
    select distinct a.owner_id as id from ledger.account a join ledger.asset s on s.id = a.asset_id
     where a.owner_type = 'organization' and a.purpose = 'wallet' and s.kind = 'message' order by 1`
  return eachApart(all, ({ id }) => atomically(db, (tx) => watchWallet(tx, id, now)))
}

/** Looks at one of them: also as soon as it has got more, so that the next fall is one of its own. Answers whether it was told. */
export async function watchWallet(
  tx: Tx,
  organization: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const { balances } = await walletOf(tx, organization, now)
  const spendable = new Map(balances.map((one) => [one.asset, one.spendable]))
  const burns = await burnOf(tx, organization, spendable, now)
  const rows = await rowsOf(tx, organization)
  let told = false
  for (const { asset, below, days } of await watchesOf(tx, organization)) {
    const left = spendable.get(asset)!
    const daysLeft = burns.find((burn) => burn.asset === asset)!.daysLeft
    const row = rows.find((one) => one.asset === asset)
    const low = below !== undefined && left < below
    const short = days !== undefined && daysLeft !== undefined && daysLeft < days
    const data = { organizationId: organization, left: value(left, asset) }
    const about = { type: 'organization', id: organization }
    if (low && !row?.low_told_at) {
      told = true
      const more = { ...data, below: value(below, asset) }
      await record(tx, { kind: 'messages.low', about, at: now, data: more })
    }
    if (short && !row?.short_told_at) {
      told = true
      await record(tx, {
        kind: 'messages.short',
        about,
        at: now,
        data: { ...data, days: daysLeft },
      })
    }
    if (low !== Boolean(row?.low_told_at) || short !== Boolean(row?.short_told_at))
      await remember(tx, organization, { asset, below, days }, { low, short }, now)
  }
  return told
}

/** What was told stays so until there is enough again. */
const remember = (
  tx: Tx,
  organization: string,
  { asset, below, days }: Watch,
  { low, short }: { low: boolean; short: boolean },
  now: Temporal.Instant,
) => tx`
  insert into messaging.wallet_watch as w
    (organization_id, asset, below, days, low_told_at, short_told_at, set_by, set_at)
  values (${organization}, ${asset}, ${below}, ${days}, ${low ? now : null}, ${short ? now : null}, 'stoa', ${now})
  on conflict (organization_id, asset) do update
    set low_told_at = case when ${low} then coalesce(w.low_told_at, ${now}) end,
        short_told_at = case when ${short} then coalesce(w.short_told_at, ${now}) end`
