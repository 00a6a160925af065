import type { Query } from '#base'
import { membersWith, onePerson } from '#people'
import type { Buyer } from './order.ts'
import type { OpenCheckout } from './provider.ts'

/** The provider's own name for somebody who paid there before. */
export async function payerRef(
  q: Query,
  provider: string,
  owner: Buyer,
): Promise<string | undefined> {
  const [known] = await q<{ ref: string }>`
    select ref from payments.customer
     where owner_type = ${owner.type} and owner_id = ${owner.id} and provider = ${provider}`
  return known?.ref
}

/** Who pays, as the provider knows them or is to know them. */
export async function payerFor(
  q: Query,
  provider: string,
  owner: Buyer,
): Promise<OpenCheckout['payer']> {
  const ref = await payerRef(q, provider, owner)
  return { ref, key: `${owner.type}:${owner.id}`, ...(await cardOf(q, owner)) }
}

/** An organization goes by its own name; the provider writes to whoever looks after its bills. */
async function cardOf(q: Query, owner: Buyer): Promise<{ name: string; email: string }> {
  if (owner.type === 'person') {
    const { email, name } = await onePerson(q, owner.id)
    return { email, name }
  }
  const [row] = await q<{ name: string }>`
    select name from people.organization where id::text = ${owner.id}`
  const [payer] = [
    ...(await membersWith(q, owner.id, ['billing'])),
    ...(await membersWith(q, owner.id, ['owner'])),
    ...(await membersWith(q, owner.id, ['admin'])),
  ]
  const email = payer ? (await onePerson(q, payer)).email : undefined
  return { name: row?.name ?? owner.id, email: email ?? '' }
}
