import { isId, newId, type Query, type Tx } from '#base'
import { refuse } from './problems.ts'

/** An answer that is given often, by its name. */
export type QuickReply = { id: string; name: string; text: string; buttons: string[] }

export function quickRepliesOf(q: Query, organization: string): Promise<QuickReply[]> {
  return q<QuickReply>`select id, name, text, buttons from messaging.quick_reply
    where organization_id = ${organization} and removed_at is null order by lower(name)`
}

/** Refusal: quick_reply_named. */
export async function addQuickReply(
  tx: Tx,
  organization: string,
  reply: Omit<QuickReply, 'id'>,
  by: string,
  now: Temporal.Instant,
): Promise<string> {
  const id = newId()
  const added = await tx`
    insert into messaging.quick_reply (id, organization_id, name, text, buttons, made_at, made_by)
    values (${id}, ${organization}, ${reply.name.trim()}, ${reply.text.trim()}, ${JSON.stringify(reply.buttons)}::jsonb,
      ${now}, ${by})
    on conflict (organization_id, lower(name)) where removed_at is null do nothing returning id`
  if (added.length === 0) throw refuse('quick_reply_named')
  return id
}

/** Refusal: quick_reply_unknown. */
export async function removeQuickReply(
  tx: Tx,
  organization: string,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  const gone = isId(id)
    ? await tx`update messaging.quick_reply set removed_at = ${now}
        where id = ${id} and organization_id = ${organization} and removed_at is null returning id`
    : []
  if (gone.length === 0) throw refuse('quick_reply_unknown')
}
