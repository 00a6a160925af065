import { type Static, Type } from 'typebox'
import type { After, Mark, Proposal, Verdict } from '#live'
import { IdSchema, InstantSchema, orNull } from './schemas.ts'

/** How live answers about what comes after a seat was taken. */

const thing = { additionalProperties: false } as const
export const SideSchema = Type.Enum(['learner', 'educator'])
export const StageSchema = Type.Enum([
  'answering',
  'evidence',
  'deciding',
  'decided',
  'appealed',
  'final',
])
export const ShareSchema = Type.Integer({
  minimum: 0,
  maximum: 10_000,
  description: 'Of all that was paid, what is the learner’s; basis points',
})
const OutcomeSchema = Type.Enum([
  'took_place',
  'learner_absent',
  'educator_absent',
  'neither_stayed',
  'outage',
  'unclear',
  'not_measured',
])

export const VerdictSchema = Type.Object(
  {
    outcome: OutcomeSchema,
    learnerSeconds: orNull(Type.Integer({ description: 'Measured in the room' })),
    educatorSeconds: orNull(Type.Integer()),
    at: InstantSchema,
  },
  thing,
)
export const verdictOf = (found: Verdict): Static<typeof VerdictSchema> => ({
  outcome: found.outcome,
  learnerSeconds: found.learnerSeconds,
  educatorSeconds: found.educatorSeconds,
  at: found.at.toString(),
})

const ContestedSchema = Type.Object(
  {
    side: SideSchema,
    stage: StageSchema,
    openedAt: InstantSchema,
    until: orNull(InstantSchema),
  },
  thing,
)

export const ProposalSchema = Type.Object(
  {
    id: IdSchema,
    bookingId: orNull(IdSchema),
    whole: Type.Boolean({ description: 'All who are booked are asked' }),
    side: SideSchema,
    words: Type.String(),
    start: InstantSchema,
    end: InstantSchema,
    sessionId: orNull(IdSchema),
    until: InstantSchema,
    answered: orNull(Type.Boolean({ description: 'What I have said to it' })),
  },
  thing,
)
export const proposalOf = (
  found: Proposal & { answered?: boolean | null },
): Static<typeof ProposalSchema> => ({
  id: found.id,
  bookingId: found.bookingId,
  whole: found.bookingId === null,
  side: found.side,
  words: found.words,
  start: found.toStart.toString(),
  end: found.toEnd.toString(),
  sessionId: found.toSession,
  until: found.untilAt.toString(),
  answered: found.answered ?? null,
})

export const AfterSchema = Type.Object(
  {
    confirmUntil: orNull(InstantSchema),
    verdict: orNull(VerdictSchema),
    caseUntil: Type.Object(
      { learner: orNull(InstantSchema), educator: orNull(InstantSchema) },
      thing,
    ),
    contested: orNull(ContestedSchema),
    proposal: orNull(ProposalSchema),
    moving: orNull(
      Type.Object(
        { freeUntil: InstantSchema, left: Type.Integer({ description: 'Moves that need nobody' }) },
        thing,
      ),
    ),
    movedLate: Type.Boolean(),
    replaceUntil: orNull(
      Type.String({
        format: 'date-time',
        description: 'Of a trial: until when its learner can have another instead, for nothing',
      }),
    ),
  },
  thing,
)
export const afterShape = (after: After): Static<typeof AfterSchema> => ({
  confirmUntil: after.confirmUntil?.toString() ?? null,
  verdict: after.verdict && verdictOf(after.verdict),
  caseUntil: {
    learner: after.caseUntil.learner?.toString() ?? null,
    educator: after.caseUntil.educator?.toString() ?? null,
  },
  contested: after.contested && {
    side: after.contested.side,
    stage: after.contested.stage,
    openedAt: after.contested.openedAt.toString(),
    until: after.contested.until?.toString() ?? null,
  },
  proposal: after.proposal && proposalOf(after.proposal),
  moving: after.moving && {
    freeUntil: after.moving.freeUntil.toString(),
    left: after.moving.left,
  },
  movedLate: after.movedLate,
  replaceUntil: after.replaceUntil?.toString() ?? null,
})

export const MarkSchema = Type.Object(
  {
    sessionId: IdSchema,
    title: Type.String(),
    start: InstantSchema,
    educator: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    why: Type.Enum(['cancelled', 'absent']),
    at: InstantSchema,
    until: InstantSchema,
    appeal: orNull(Type.String()),
    appealedAt: orNull(InstantSchema),
    lifted: Type.Boolean(),
    decidedAt: orNull(InstantSchema),
    note: orNull(Type.String()),
  },
  thing,
)
export const markOf = (mark: Mark): Static<typeof MarkSchema> => ({
  sessionId: mark.sessionId,
  title: mark.title,
  start: mark.start.toString(),
  educator: { id: mark.educatorId, name: mark.educatorName },
  why: mark.why,
  at: mark.at.toString(),
  until: mark.until.toString(),
  appeal: mark.appeal,
  appealedAt: mark.appealedAt?.toString() ?? null,
  lifted: mark.lifted,
  decidedAt: mark.decidedAt?.toString() ?? null,
  note: mark.note,
})
