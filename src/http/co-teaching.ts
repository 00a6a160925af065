import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from 'typebox'
import {
  acceptCoTeaching,
  CO_EDUCATORS,
  type CoTeaching,
  coEducatorsOf,
  houseOf,
  inviteCoEducator,
  leaveCoTeaching,
  refuseUnlessKind,
  removeCoEducator,
  type Settling,
  type Shared,
  sessionPage,
  sharedWith,
} from '#live'
import type { Actor } from '#people'
import { actorOf, change, type Deps } from './edge.ts'
import { byOf } from './live-asking.ts'
import { refuse } from './problems.ts'
import { IdParams, IdSchema, InstantSchema, page } from './schemas.ts'

/** Sessions that several teach: who is asked, who has agreed, for what part of the price. */

const thing = { additionalProperties: false } as const
const tags = ['live']
type Kind = 'class' | 'conversation'
const PersonSchema = Type.Object({ id: IdSchema, name: Type.String() }, thing)
const ShareSchema = Type.Integer({
  minimum: 0,
  maximum: 10_000,
  description: 'What of the price is their part, in basis points',
})

const CoEducatorSchema = Type.Object(
  {
    educator: PersonSchema,
    share: ShareSchema,
    state: Type.Enum(['invited', 'accepted', 'declined', 'left', 'removed']),
    since: InstantSchema,
  },
  thing,
)
const TeachersSchema = Type.Object(
  {
    lead: Type.Object({ ...PersonSchema.properties, share: ShareSchema }, thing),
    items: Type.Array(CoEducatorSchema),
    most: Type.Integer({ description: 'So many may teach it beside its educator' }),
  },
  thing,
)
const SharedSchema = Type.Object(
  {
    session: Type.Object(
      {
        id: IdSchema,
        title: Type.String(),
        start: InstantSchema,
        end: InstantSchema,
        zone: Type.String(),
      },
      thing,
    ),
    lead: PersonSchema,
    share: ShareSchema,
    state: Type.Enum(['invited', 'accepted']),
    askedAt: InstantSchema,
  },
  thing,
)

const InviteBody = Type.Object(
  { educatorId: IdSchema, share: Type.Integer({ minimum: 1, maximum: 9999 }) },
  thing,
)
const AnswerBody = Type.Object({ teaches: Type.Boolean() }, thing)
const OneParams = Type.Object({ id: IdSchema, educatorId: IdSchema }, thing)

const coEducatorOf = (one: CoTeaching): Static<typeof CoEducatorSchema> => ({
  educator: { id: one.educatorId, name: one.name },
  share: one.share,
  state: one.state,
  since: one.stateAt.toString(),
})

const sharedOf = (one: Shared): Static<typeof SharedSchema> => ({
  session: {
    id: one.sessionId,
    title: one.title,
    start: one.start.toString(),
    end: one.end.toString(),
    zone: one.zone,
  },
  lead: { id: one.educatorId, name: one.educatorName },
  share: one.share,
  state: one.state,
  askedAt: one.askedAt.toString(),
})

/** Owners, admins and managers of an institution settle who of its educators teaches what. */
const settling = (actor: Actor): Settling => ({
  ...byOf(actor),
  institutions: actor.memberships
    .filter(({ role }) => ['owner', 'admin', 'manager'].includes(role))
    .map(({ organizationId }) => organizationId),
})

/** All who teach a session, for whoever does, was asked to, settles it, or is staff. */
async function teachersOf(
  deps: Deps,
  id: string,
  actor: Actor,
  kind: Kind | undefined,
): Promise<Static<typeof TeachersSchema>> {
  const { staff, institutions } = settling(actor)
  const reader = { person: actor.id, staff }
  const { card } = await sessionPage(deps.db, id, reader, kind, deps.clock.now())
  const items = await coEducatorsOf(deps.db, id)
  const asked = items.some((one) => one.educatorId === actor.id)
  const house = institutions!.includes((await houseOf(deps.db, id)) ?? '')
  if (card.educatorId !== actor.id && !asked && !house && !staff) throw refuse('not_allowed')
  const theirs = items.filter(({ state }) => state === 'accepted')
  const share = 10_000 - theirs.reduce((sum, one) => sum + one.share, 0)
  return {
    lead: { id: card.educatorId, name: card.educatorName, share },
    items: items.map(coEducatorOf),
    most: CO_EDUCATORS,
  }
}

/** Under each name of a session. */
export const coTeaching =
  (deps: Deps, kind: Kind | undefined): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/:id/educators',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Who teaches a session, and for what part of its price',
          tags,
          params: IdParams,
          response: { 200: TeachersSchema },
        },
      },
      (request) => teachersOf(deps, request.params.id, actorOf(request), kind),
    )
    app.post(
      '/:id/educators',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Ask another educator to teach it too; staff and institutions set it',
          tags,
          params: IdParams,
          body: InviteBody,
          response: { 200: TeachersSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        const { educatorId: educator, share } = request.body
        await change(deps, request, async (tx, now, actor) => {
          await refuseUnlessKind(tx, id, kind)
          await inviteCoEducator(tx, id, { educator, share }, settling(actor), now)
        })
        return teachersOf(deps, id, actorOf(request), kind)
      },
    )
    app.post(
      '/:id/educators/answer',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Say whether I teach it too; also leave it again',
          tags,
          params: IdParams,
          body: AnswerBody,
          response: { 200: TeachersSchema },
        },
      },
      async (request) => {
        const { id } = request.params
        await change(deps, request, async (tx, now, actor) => {
          await refuseUnlessKind(tx, id, kind)
          const answer = request.body.teaches ? acceptCoTeaching : leaveCoTeaching
          await answer(tx, id, actor.id, now)
        })
        return teachersOf(deps, id, actorOf(request), kind)
      },
    )
    app.post(
      '/:id/educators/:educatorId/remove',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Take an educator off again, or take the question back',
          tags,
          params: OneParams,
          response: { 200: TeachersSchema },
        },
      },
      async (request) => {
        const { id, educatorId } = request.params
        await change(deps, request, async (tx, now, actor) => {
          await refuseUnlessKind(tx, id, kind)
          await removeCoEducator(tx, id, educatorId, settling(actor), now)
        })
        return teachersOf(deps, id, actorOf(request), kind)
      },
    )
  }

/** What I am asked to teach, or teach, beside others. */
export const sharedRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/educator/shared',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Sessions that I am asked to teach, or teach, beside others',
          tags,
          response: { 200: page(SharedSchema) },
        },
      },
      async (request) => {
        const items = await sharedWith(deps.db, actorOf(request).id, deps.clock.now())
        return { items: items.map(sharedOf), next: null }
      },
    )
  }
