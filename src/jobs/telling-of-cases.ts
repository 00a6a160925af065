import type { Fact, Query } from '#base'
import { membersWith, personCards, staffWith } from '#people'
import { type Hearers, seatOf, type Telling } from './telling-of-live.ts'

const text = (part: unknown): string => String(part)

type Role = 'learner' | 'educator' | 'staff'
const PLACE = { learner: '/cases/', educator: '/teach/cases/', staff: '/operate/cases/' } as const
const otherOf = (side: unknown): Role => (side === 'learner' ? 'educator' : 'learner')

/** A case in words, and where each side reads it. */
async function caseOf(q: Query, { about, data, at }: Fact, now: Temporal.Instant) {
  const { told, learnerId, educatorId } = await seatOf(q, about.id, data, now)
  const { session, start, learner, educator } = told
  const until = typeof data.until === 'string' ? Temporal.Instant.from(data.until) : at
  const to = { learner: learnerId, educator: educatorId }
  const names = { learner, educator, staff: 'Our staff' }
  const linkFor = (role: Role) => `${PLACE[role]}${about.id}`
  return { session, start, until, to, names, linkFor }
}

type CaseKind = Extract<Telling['kind'], `case.${string}`>

/** Tells those sides of a case; `own` says of each whether the fact is about them. */
const sides =
  (kind: CaseKind, whom: (fact: Fact) => readonly ('learner' | 'educator')[]): Hearers =>
  async (q, fact, now) => {
    const { session, start, until, to, names, linkFor } = await caseOf(q, fact, now)
    const by = (fact.data.side ?? 'staff') as Role
    return whom(fact).map((role): Telling => {
      const told = { session, start, until, name: names[by], link: linkFor(role) }
      const own = fact.data.side === role
      const ends = fact.data.follows === 'claim_holds'
      return { to: to[role], kind, told: { ...told, own, ends } } as Telling
    })
  }

const BOTH = ['learner', 'educator'] as const
const own = ({ data }: Fact) => [data.side as 'learner' | 'educator']
const others = ({ data }: Fact) =>
  BOTH.filter((role) => data.side === 'staff' || role === otherOf(data.side))

/** Who hears of cases, and of tax. */
export const hearersOfCases: Record<string, Hearers> = {
  'case.answered': sides('case.answered', others),
  'case.asked': sides('case.asked', own),
  'case.message': sides('case.message', others),
  'case.reminder': sides('case.reminder', own),
  'case.lost': sides('case.lost', () => BOTH),
  'case.appealed': sides('case.appealed', () => BOTH),
  // Whoever has it, else all who could take it.
  'case.overdue': async (q, fact, now) => {
    const { session, until, linkFor } = await caseOf(q, fact, now)
    const { assignedTo } = fact.data
    const staff = assignedTo ? [text(assignedTo)] : await staffWith(q, ['admin', 'support'])
    const told = { session, until, link: linkFor('staff') }
    return staff.map((to) => ({ to, kind: 'case.overdue', told }))
  },
  'tax.form_needed': async (q, { about }) => {
    const { people, link } = await payeeOf(q, about)
    return people.map((to) => ({ to, kind: 'tax.form_needed', told: { link } }))
  },
  'tax.statement': async (q, { about, data }) => {
    const { people, link } = await payeeOf(q, about)
    const told = { year: text(data.year), corrected: data.corrected === true, link }
    return people.map((to) => ({ to, kind: 'tax.statement', told }))
  },
}

/** Who hears of a payee's tax, and where it stands: the educator, or those who keep an institution's money. */
async function payeeOf(q: Query, { type, id }: Fact['about']) {
  if (type === 'organization')
    return {
      people: await membersWith(q, id, ['owner', 'admin', 'billing']),
      link: `/institution/${id}/tax`,
    }
  return { people: (await personCards(q, [id])).map((one) => one.id), link: '/teach/tax' }
}
