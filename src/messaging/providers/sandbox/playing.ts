import { newId, type Query, queueWork, raw, sql, type Tx } from '#base'
import type { Content, MessageAsset, Way } from '../../message.ts'
import { WORK_PROVIDER_NOTICES } from '../notices.ts'
import { refuse } from '../problems.ts'

/** When the sandbox is next to tell something. */
export const nextSandboxReport = sql`
  select min(due_at) from messaging.sandbox_report where told_at is null`

/** What the sandbox has to tell by now comes in as notices, like those of any other provider. Gives how many. */
export async function playSandbox(tx: Tx, now: Temporal.Instant): Promise<number> {
  const told = await tx`
    with due as (
      update messaging.sandbox_report set told_at = ${now}
       where id in (select id from messaging.sandbox_report where told_at is null and due_at <= ${now}
                     order by due_at, id limit 5000 for update skip locked)
      returning id, provider_id, body)
    insert into messaging.provider_notice
      (id, provider_id, digest, received_at, headers, body, state, next_try_at)
    select id, provider_id, sha256(id::text::bytea), ${now}, '{"content-type": "application/json"}',
           convert_to('[' || body::text || ']', 'UTF8'), 'received', ${now}
      from due order by id
    on conflict (provider_id, digest) do nothing returning id`
  if (told.length > 0) await queueWork(tx, WORK_PROVIDER_NOTICES, {}, WORK_PROVIDER_NOTICES)
  return told.length
}

/** A call of the sandbox, as staff see it in its outbox. */
export type SandboxMessage = {
  id: string
  provider: string
  message: string
  way: Way
  to: string
  category: string
  units: number
  scenario: string
  taken: boolean
  refused: string | null
  /** Null: forgotten. */
  content: Content | null
  at: Temporal.Instant
}

const shown =
  raw(`id, provider_id as provider, message, way, to_address as "to", category, units, scenario, taken,
  refused, content, at`)

/** The sandbox's outbox, the latest first. */
export function sandboxOutbox(
  q: Query,
  page: {
    way?: Way | undefined
    to?: string | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<SandboxMessage[]> {
  const { way, to, before, limit } = page
  return q<SandboxMessage>`
    select ${shown} from messaging.sandbox_message
     where true ${way ? sql`and way = ${way}` : sql``} ${to ? sql`and strpos(to_address, ${to}) > 0` : sql``}
           ${before ? sql`and (at, id) < (${before.at}, ${before.id}::uuid)` : sql``}
     order by at desc, id desc limit ${limit}`
}

/**
 * Puts something on the sandbox’s own books: what one has there, and how it jumps after a purchase.
 * Refusal: message_provider_unknown (also where it is no sandbox).
 */
export async function rechargeSandbox(
  tx: Tx,
  {
    provider,
    asset,
    quantity,
    by,
  }: { provider: string; asset: MessageAsset; quantity: bigint; by: string },
  now: Temporal.Instant,
): Promise<void> {
  const fresh = await tx`
    insert into messaging.sandbox_recharge (id, provider_id, asset, quantity, at, by)
    select ${newId()}, id, ${asset}, ${quantity}, ${now}, ${by}
      from messaging.provider where id = ${provider} and kind = 'sandbox' returning id`
  if (fresh.length === 0) throw refuse('message_provider_unknown')
}
