import { Type } from 'typebox'
import {
  type ApplicationNow,
  agreedInstitutions,
  applyingPolicy,
  contractFor,
  educatorCard,
  interviewOf,
  notesOf,
  oneApplication,
  openDeeds,
  papersOf,
  pastApplications,
  rulesInForce,
  stepsOf,
} from '#earnings'
import { type Actor, personCards, staffWith } from '#people'
import {
  ApplicationStateSchema,
  filled,
  filledFrom,
  InterviewSchema,
  interviewFrom,
  PaperSchema,
  paperFrom,
} from './applying-shapes.ts'
import type { Deps } from './edge.ts'
import { IdSchema, InstantSchema, orNull } from './schemas.ts'

/** An application as its reviewers see it, whole. */

const thing = { additionalProperties: false } as const

export const PersonSchema = Type.Object({ id: IdSchema, name: Type.String() }, thing)

export const CaseSchema = Type.Object(
  {
    ...filled,
    reviewer: orNull(PersonSchema),
    late: Type.Boolean(),
    papers: Type.Array(PaperSchema),
    interview: orNull(InterviewSchema),
    notes: Type.Array(
      Type.Object(
        { id: IdSchema, words: Type.String(), by: PersonSchema, at: InstantSchema },
        thing,
      ),
    ),
    history: Type.Array(
      Type.Object(
        {
          number: Type.Integer(),
          deed: Type.String(),
          from: Type.String(),
          to: Type.String(),
          by: Type.String({ description: 'A name, or `schedule`' }),
          words: orNull(Type.String()),
          at: InstantSchema,
        },
        thing,
      ),
    ),
    before: Type.Array(
      Type.Object(
        {
          id: IdSchema,
          state: ApplicationStateSchema,
          at: InstantSchema,
          words: orNull(Type.String()),
        },
        thing,
      ),
      { description: 'What became of earlier applications of this person' },
    ),
    reviewers: Type.Array(PersonSchema, { description: 'To whom it can be given' }),
    educator: Type.Boolean({ description: 'They teach here already, something else' }),
    contract: Type.Boolean({ description: 'There is an agreement that they could accept' }),
    institutions: Type.Array(PersonSchema, {
      description: 'Whom they could teach for instead of on their own: those with an agreement now',
    }),
    interviewMinutes: Type.Integer(),
    reapplyDays: Type.Integer(),
    experiencedYears: Type.Integer(),
  },
  thing,
)

const WAITS = ['sent', 'in_review', 'answered', 'interview']
/** Whether its day has passed and it still waits for us. */
export const isLate = ({ state, decideBy }: ApplicationNow, now: Temporal.Instant) =>
  decideBy !== null && WAITS.includes(state) && Temporal.Instant.compare(decideBy, now) <= 0

export const isAdmin = ({ staffRoles }: Actor) => staffRoles.includes('admin')

export async function namesOf(
  deps: Deps,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const cards = await personCards(deps.db, [...new Set(ids.filter((id) => id !== null))])
  return new Map(cards.map(({ id, name }) => [id, name]))
}

export async function caseOf(deps: Deps, id: string, reader: Actor) {
  const now = deps.clock.now()
  const found = await oneApplication(deps.db, id)
  const [papers, interview, notes, steps, before, staff, card, policy, contract, theirs, rules] =
    await Promise.all([
      papersOf(deps.db, id),
      interviewOf(deps.db, id),
      notesOf(deps.db, id),
      stepsOf(deps.db, id),
      pastApplications(deps.db, found.personId),
      staffWith(deps.db, ['reviewer', 'admin']),
      educatorCard(deps.db, found.personId),
      applyingPolicy(deps.db),
      contractFor(deps.db, 'independent', found.country),
      contractFor(deps.db, 'institution', found.country),
      rulesInForce(deps.db),
    ])
  const doers = steps.map(({ by }) => /^person:(.+)$/.exec(by)?.[1] ?? null)
  const names = await namesOf(deps, [
    found.reviewerId,
    ...notes.map(({ by }) => by),
    ...doers,
    ...staff,
  ])
  const person = (one: string) => ({ id: one, name: names.get(one) ?? '' })
  const doer = { role: 'reviewer', id: reader.id, admin: isAdmin(reader) } as const
  return {
    ...filledFrom(found, openDeeds(found, doer, now)),
    reviewer: found.reviewerId ? person(found.reviewerId) : null,
    late: isLate(found, now),
    papers: papers.map(paperFrom),
    interview: interviewFrom(interview),
    notes: notes.map((note) => ({ ...note, by: person(note.by), at: note.at.toString() })),
    history: steps.map((step, index) => ({
      ...step,
      by: doers[index] ? (names.get(doers[index]) ?? '') : step.by,
      at: step.at.toString(),
    })),
    before: before
      .filter((one) => one.id !== id)
      .map(({ id: other, state, stateAt, words }) => ({
        id: other,
        state,
        at: stateAt.toString(),
        words,
      })),
    reviewers: staff.filter((one) => one !== found.personId).map(person),
    educator: card !== undefined,
    contract: contract !== undefined,
    institutions: theirs ? await agreedInstitutions(deps.db, deps.clock.now()) : [],
    interviewMinutes: policy.interviewMinutes,
    reapplyDays: policy.reapplyDays,
    experiencedYears: rules.numbers.experiencedYears,
  }
}
