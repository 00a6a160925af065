import { raiseOfMember } from '#messaging'
import type { Reaction } from './react.ts'
import { seatOf } from './telling-of-live.ts'

/** A seat that a member of an organization booked here is an event of that organization, where it waits for it. */
export const tellOrganizations: Reaction = async (tx, fact, now, { payments }) => {
  const { invitation, told, learnerId } = await seatOf(tx, fact.about.id, fact.data, now)
  const { summary, start, link } = invitation(false)
  // A house that is tried out on one machine has no address that leads there from elsewhere.
  const reachable = new URL(payments.url).hostname.includes('.')
  const data = {
    title: summary.slice(0, 200),
    educator: told.educator.slice(0, 200),
    starts_at: start.toString(),
    ...(reachable ? { link: `${payments.url}${link}` } : {}),
  }
  const event = { person: learnerId, name: 'session_booked', fact: fact.id, data }
  await raiseOfMember(tx, event, now)
}
