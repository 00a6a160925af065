import type { Query, Tx } from '#base'
import { audit } from '#people'
import type { Buyer } from '../order.ts'
import { refuse } from '../problems.ts'

/** The operator of this installation, as `payments.seller` names them. */
export const SELLER = 'stoa'

/** Who sells, as every document says at its head. */
export type Seller = {
  name: string
  /** Lines of the postal address, without the country. */
  address: string
  /** ISO 3166-1 alpha-2. */
  country: string | null
  taxId: string | null
  /** Where the company is registered, and under which number. */
  registration: string | null
  email: string | null
  /** Years of numbers and days on documents are of this zone. */
  zone: string
}

export async function sellerNow(q: Query): Promise<Seller> {
  const [row] = await q<Seller>`
    select name, address, country, tax_id as "taxId", registration, email, zone from payments.seller where id = ${SELLER}`
  return row!
}

/**
 * Changes what documents say from now on; those that were issued stay as they are. Audited.
 * Refusal: seller_zone_unknown.
 */
export async function changeSeller(
  tx: Tx,
  given: Seller & { by: string; from?: string },
  now: Temporal.Instant,
): Promise<Seller> {
  if (!isPlace(given.zone)) throw refuse('seller_zone_unknown', { zone: given.zone })
  await tx`select from payments.seller where id = ${SELLER} for update`
  const before = await sellerNow(tx)
  const { by, from, ...wanted } = given
  await tx`
    update payments.seller
       set name = ${wanted.name}, address = ${wanted.address}, country = ${wanted.country}, tax_id = ${wanted.taxId},
           registration = ${wanted.registration}, email = ${wanted.email}, zone = ${wanted.zone},
           changed_at = ${now}, changed_by = ${by}
     where id = ${SELLER}`
  const changed = (Object.keys(wanted) as (keyof Seller)[]).filter(
    (key) => before[key] !== wanted[key],
  )
  const only = (of: Seller) => Object.fromEntries(changed.map((key) => [key, of[key]]))
  if (changed.length > 0) {
    await audit(
      tx,
      {
        by,
        deed: 'seller.changed',
        about: { type: 'seller', id: SELLER },
        before: only(before),
        after: only(wanted),
        from,
      },
      now,
    )
  }
  return wanted
}

function isPlace(zone: string): boolean {
  try {
    return /^[A-Z]/i.test(zone) && new Temporal.ZonedDateTime(0n, zone).timeZoneId.length > 0
  } catch {
    return false
  }
}

/** What a buyer wants to read on their documents; undefined: their own name and address are taken. */
export type BillTo = { name: string; address: string; taxId: string | null }

export async function billTo(q: Query, buyer: Buyer): Promise<BillTo | undefined> {
  const [row] = await q<BillTo>`
    select name, address, tax_id as "taxId" from payments.bill_to
     where owner_type = ${buyer.type} and owner_id = ${buyer.id}`
  return row
}

/** Changes what documents from now on say of a buyer. */
export async function changeBillTo(
  tx: Tx,
  buyer: Buyer,
  given: BillTo,
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    insert into payments.bill_to (owner_type, owner_id, name, address, tax_id, changed_at)
    values (${buyer.type}, ${buyer.id}, ${given.name}, ${given.address}, ${given.taxId}, ${now})
    on conflict (owner_type, owner_id) do update
      set name = excluded.name, address = excluded.address, tax_id = excluded.tax_id, changed_at = excluded.changed_at`
}
