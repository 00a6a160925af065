import { value } from '#ledger'
import { writeTo } from '#messaging'
import type { Reaction } from './react.ts'

/** The letter of a gift goes to the address that its giver named, whether an account belongs to it or not. */
export const writeToGifted: Reaction = async (tx, fact, now, { mail, payments }) => {
  const { email, giver, name, words, what, amount, claimUntil, token } = fact.data as Record<
    string,
    string
  >
  const told = {
    giver: giver!,
    name: name!,
    words: words || undefined,
    what: what!,
    amount: value(BigInt(amount!), 'CREDIT'),
    until: Temporal.Instant.from(claimUntil!),
    url: `${payments.url}/gift/${token}`,
  }
  const kind = 'gift.received'
  await writeTo(tx, mail, { fact: fact.id, kind, told, site: payments.url, address: email! }, now)
}
