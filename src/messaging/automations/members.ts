import type { Tx } from '#base'
import { raiseEvent } from './raising.ts'

/**
 * What this house knows of somebody is an event of each organization that they belong to, that waits for it, and that
 * has their confirmed address among its contacts; once for each fact. Answers how many.
 */
export async function raiseOfMember(
  tx: Tx,
  given: { person: string; name: string; fact: string; data: Record<string, unknown> },
  now: Temporal.Instant,
): Promise<number> {
  const { person, name, fact, data } = given
  const waiting = await tx<{ organization: string; contact: string }>`
    select distinct on (m.organization_id) m.organization_id as organization, k.contact_id as contact
    from people.member m join people.person p on p.id = m.user_id
    join messaging.contact_address k on k.organization_id = m.organization_id and k.way = 'email' and k.address = p.email
    where m.user_id = ${person} and p.email_verified and exists (select from messaging.automation a
      where a.organization_id = m.organization_id and a.trigger = ${name} and a.state = 'on')
    order by m.organization_id, k.contact_id`
  for (const { organization, contact } of waiting) {
    const whom = { contact }
    await raiseEvent(tx, { organization, key: `fact:${fact}`, name, data, whom }, 'stoa', now)
  }
  return waiting.length
}
