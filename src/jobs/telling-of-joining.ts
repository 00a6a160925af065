import type { Fact } from '#base'
import { value } from '#ledger'
import { notify, writeTo } from '#messaging'
import { membersWith, PLATFORM_CREATORS, personByEmail, staffWith } from '#people'
import type { Reaction } from './react.ts'
import type { Hearers } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)
const instant = (part: unknown) => Temporal.Instant.from(text(part))
/** A day of the operator's calendar, as a moment that is that day nearly everywhere. */
const dayOf = (part: unknown) => instant(`${text(part)}T12:00:00Z`)
const money = (amount: unknown, { data }: Fact) => value(BigInt(text(amount)), text(data.currency))
const percent = (basisPoints: unknown) => `${Number(basisPoints) / 100} %`

/** Writes to whoever was invited to teach: to their account where they have one, else to the address. */
export const writeToInvitedEducator: Reaction = async (tx, fact, now, { mail, payments }) => {
  const { email, organization, until } = fact.data as Record<string, string>
  const told = { organization: organization!, until: instant(until) }
  const shared = { fact: fact.id, kind: 'educator.invited', told, site: payments.url } as const
  const person = await personByEmail(tx, email!)
  if (person) await notify(tx, mail, { ...shared, to: person.id }, now)
  else await writeTo(tx, mail, { ...shared, address: email! }, now)
}

/** What is told of a transition agreement. */
function ofTransition(fact: Fact) {
  const { data } = fact
  return {
    educator: text(data.educator),
    amount: money(data.amount, fact),
    startsOn: dayOf(data.startsOn),
    endsOn: dayOf(data.endsOn),
  }
}

/** Who hears of institutions, guaranteed minimums, and educators who were brought. */
export const hearersOfJoining: Record<string, Hearers> = {
  'educator.moved': async (q, { about, data }) => {
    const [from, to] = [text(data.from), text(data.to)]
    const educator = text(data.educator)
    const of = async (
      id: string,
      organization: string,
      kind: 'institution.joined' | 'institution.left',
    ) => {
      if (id === PLATFORM_CREATORS) return []
      const people = await membersWith(q, id, ['owner', 'admin', 'manager'])
      return people.map((person) => ({
        to: person,
        kind,
        told: { educator, organization, link: `/institution/${id}` },
      }))
    }
    const own =
      data.how === 'moved' || data.how === 'let go'
        ? [
            {
              to: about.id,
              kind: 'educator.moved' as const,
              told: {
                from: text(data.fromName),
                to: text(data.toName),
                letGo: data.how === 'let go',
              },
            },
          ]
        : []
    return [
      ...own,
      ...(await of(from, text(data.fromName), 'institution.left')),
      ...(await of(to, text(data.toName), 'institution.joined')),
    ]
  },
  'agreement.made': async (q, { about, data }) => {
    const people = await membersWith(q, about.id, ['owner', 'admin', 'manager'])
    const told = {
      organization: text(data.organization),
      educatorShare: percent(data.educatorRate),
      institutionShare: percent(data.institutionRate),
      from: instant(data.from),
      link: `/institution/${about.id}`,
    }
    return people.map((to) => ({ to, kind: 'agreement.made', told }))
  },
  'agreement.ended': async (q, { about, data }) => {
    const people = await membersWith(q, about.id, ['owner', 'admin', 'manager'])
    const link = `/institution/${about.id}`
    const told = { organization: text(data.organization), end: instant(data.end), link }
    return people.map((to) => ({ to, kind: 'agreement.ended', told }))
  },
  'transition.agreed': (_q, fact) => {
    const { educator: _, ...told } = ofTransition(fact)
    return [{ to: text(fact.data.educatorId), kind: 'transition.agreed', told }]
  },
  'transition.ending': async (q, fact) => {
    const { startsOn: _, ...told } = ofTransition(fact)
    const staff = await staffWith(q, ['finance', 'admin'])
    return [
      { to: text(fact.data.educatorId), kind: 'transition.ending', told },
      ...staff.map((to) => ({ to, kind: 'transition.ending.staff' as const, told })),
    ]
  },
  'transition.ended': (_q, { data }) => {
    const reason = typeof data.reason === 'string' ? `${data.reason.replace(/[.\s]+$/, '')}.` : ''
    const told = { early: data.early === true, reason, endsOn: dayOf(data.endsOn) }
    return [{ to: text(data.educatorId), kind: 'transition.ended', told }]
  },
  'guarantee.reckoned': (_q, fact) => {
    const { data } = fact
    // A month that was earned needs no words: its page has it.
    if (BigInt(text(data.topUp)) === 0n) return []
    const told = {
      amount: money(data.topUp, fact),
      earned: money(data.earned, fact),
      minimum: money(data.minimum, fact),
    }
    return [{ to: text(data.educatorId), kind: 'guarantee.topped_up', told }]
  },
  'referral.rewarded': (_q, fact) => [
    {
      to: text(fact.data.referrerId),
      kind: 'referral.rewarded',
      told: { name: text(fact.data.name), amount: money(fact.data.amount, fact) },
    },
  ],
  'referral.held_back': async (q, fact) => {
    const told = {
      name: text(fact.data.name),
      amount: money(fact.data.amount, fact),
      reason: text(fact.data.reason),
    }
    const staff = await staffWith(q, ['finance', 'admin'])
    return staff.map((to) => ({ to, kind: 'referral.held_back', told }))
  },
}
