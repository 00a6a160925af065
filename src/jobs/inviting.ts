import { notify, writeTo } from '#messaging'
import { personByEmail } from '#people'
import type { Reaction } from './react.ts'

/** Writes to whoever was invited to an organization: to their account where they have one, else to the address. */
export const writeToInvited: Reaction = async (tx, fact, now, { mail, payments }) => {
  const { email, organization, inviter, role } = fact.data as Record<string, string>
  const told = { organization: organization!, inviter: inviter!, role: role! }
  const shared = { fact: fact.id, kind: 'organization.invited', told, site: payments.url } as const
  const person = await personByEmail(tx, email!)
  if (person) await notify(tx, mail, { ...shared, to: person.id }, now)
  else await writeTo(tx, mail, { ...shared, address: email! }, now)
}
