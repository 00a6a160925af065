import type { Query } from '#base'
import type { Way } from '../message.ts'

/** What whoever has an address reads; of several who share it, who was changed last. Null: nobody said. */
export async function languageAt(
  q: Query,
  organization: string,
  { way, address }: { way: Way; address: string },
): Promise<string | null> {
  const [row] = await q<{ language: string }>`
    select c.language from messaging.contact_address a join messaging.contact c on c.id = a.contact_id
    where a.organization_id = ${organization} and a.way = ${way} and a.address = ${address} and c.language is not null
    order by c.changed_at desc, c.id desc limit 1`
  return row?.language ?? null
}
