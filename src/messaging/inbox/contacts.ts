import { Problem, type Tx } from '#base'
import { addContact } from '../contacts/index.ts'

/**
 * The contact who has an address here; whoever writes for the first time becomes one. Several may share a
 * number: the one that was there first is shown. Null: nobody can be written to at it, as a short code.
 */
export async function contactAt(
  tx: Tx,
  organization: string,
  { way, address }: { way: 'sms' | 'whatsapp'; address: string },
  now: Temporal.Instant,
): Promise<string | null> {
  const [known] = await tx<{ id: string }>`select contact_id as id from messaging.contact_address
    where organization_id = ${organization} and way = ${way} and address = ${address} order by contact_id limit 1`
  if (known) return known.id
  try {
    const made = await addContact(
      tx,
      organization,
      { name: '', addresses: [{ way, address }] },
      'stoa',
      now,
    )
    return made.id
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
