import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { parseUnits } from '#base'
import {
  agreementsOf,
  answerInvitation,
  belongingOf,
  educatorCard,
  endTransition,
  guaranteeMonths,
  invitationsTo,
  leaveInstitution,
  listTransitions,
  makeTransition,
  monthSoFar,
  type Transition,
} from '#earnings'
import { ASSETS } from '#ledger'
import { audit } from '#people'
import { cursorOr } from './cursor.ts'
import { actorOf, change, type Deps } from './edge.ts'
import {
  AgreementSchema,
  agreementFrom,
  InvitationSchema,
  invitationFrom,
  TransitionBody,
  TransitionSchema,
  transitionFrom,
} from './institution-shapes.ts'
import { refuse } from './problems.ts'
import {
  DateSchema,
  IdParams,
  IdSchema,
  InstantSchema,
  orNull,
  page,
  pageQuery,
  query,
} from './schemas.ts'

const thing = { additionalProperties: false } as const
const tags = ['institutions']
const SETS = { staff: ['admin', 'finance'] } as const

/** Transition agreements as staff make and see them, and what an educator sees of where they belong. */
export const transitionRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(staffRoutes(deps))
    await app.register(ownRoutes(deps))
  }

async function shown(deps: Deps, items: readonly Transition[]) {
  const now = deps.clock.now()
  const months = await guaranteeMonths(
    deps.db,
    items.map(({ id }) => id),
  )
  return Promise.all(
    items.map(async (one) =>
      transitionFrom(
        one,
        months,
        one.state === 'running' ? await monthSoFar(deps.db, one, now) : undefined,
      ),
    ),
  )
}

const day = (text: string | undefined) => {
  if (text === undefined) return undefined
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    throw refuse('request_invalid', { detail: `${text} is no day.` })
  }
}

const staffRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/transitions',
      {
        config: { needs: { staff: ['admin', 'finance', 'support'] } },
        schema: {
          summary: 'Transition agreements with their months, those that end last first',
          tags,
          querystring: query({
            ...pageQuery,
            state: Type.Optional(Type.Enum(['planned', 'running', 'over'])),
            educator: Type.Optional(IdSchema),
          }),
          response: { 200: page(TransitionSchema) },
        },
      },
      async ({ query: { cursor, limit = 20, ...filter } }) => {
        const asked = { ...filter, after: cursorOr(cursor), limit }
        const { items, next } = await listTransitions(deps.db, asked, deps.clock.now())
        return { items: await shown(deps, items), next }
      },
    )
    app.post(
      '/educators/:id/transitions',
      {
        config: { needs: SETS },
        schema: {
          summary:
            'Guarantee an educator a minimum a month, for the usual six months unless said otherwise',
          tags,
          params: IdParams,
          body: TransitionBody,
          response: { 201: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request, reply) => {
        reply.code(201)
        return change(deps, request, async (tx, now, actor) => {
          const { minimum, months, startsOn } = request.body
          const units = parseUnits(minimum.amount, ASSETS.get(minimum.asset)?.scale ?? 0)
          const by = `person:${actor.id}`
          const given = {
            educator: request.params.id,
            minimum: units ?? 0n,
            currency: minimum.asset,
            months,
          }
          const starts = day(startsOn)
          const id = await makeTransition(tx, { ...given, startsOn: starts }, by, now)
          const about = { type: 'person', id: request.params.id }
          await audit(
            tx,
            { by, deed: 'transition.made', about, after: request.body, from: request.ip },
            now,
          )
          return { id }
        })
      },
    )
    app.post(
      '/transitions/:id/end',
      {
        config: { needs: SETS },
        schema: {
          summary: 'End a transition agreement early: the days before are still guaranteed',
          tags,
          params: IdParams,
          body: Type.Object(
            {
              on: Type.Optional(DateSchema),
              reason: Type.String({ minLength: 3, maxLength: 500 }),
            },
            thing,
          ),
          response: { 200: Type.Object({ id: IdSchema }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { id } = request.params
          const by = `person:${actor.id}`
          const { on, reason } = request.body
          await endTransition(tx, { id, on: day(on), reason }, by, now)
          const about = { type: 'transition', id }
          await audit(
            tx,
            { by, deed: 'transition.ended', about, after: request.body, from: request.ip },
            now,
          )
          return { id }
        }),
    )
  }

const BelongingSchema = Type.Object(
  {
    organization: Type.Object({ id: IdSchema, name: Type.String() }, thing),
    how: Type.Enum(['enrolled', 'accepted', 'moved', 'left', 'let go']),
    since: InstantSchema,
  },
  thing,
)

const ownRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/educator/institution',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Where I belong, what is agreed for it, and what I am guaranteed',
          tags,
          response: {
            200: Type.Object(
              {
                organization: Type.Object({ id: IdSchema, name: Type.String() }, thing),
                agreement: orNull(AgreementSchema),
                belonging: Type.Array(BelongingSchema),
                transitions: Type.Array(TransitionSchema),
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const { id } = actorOf(request)
        const now = deps.clock.now()
        const card = (await educatorCard(deps.db, id))!
        const belonging = await belongingOf(deps.db, id)
        const agreements = await agreementsOf(deps.db, card.organizationId, now)
        const running = agreements.find(({ state }) => state === 'running')
        const { items } = await listTransitions(deps.db, { educator: id, limit: 20 }, now)
        const here = belonging[0]!
        return {
          organization: { id: here.organizationId, name: here.organization },
          agreement: running ? agreementFrom(running) : null,
          belonging: belonging.map((one) => ({
            organization: { id: one.organizationId, name: one.organization },
            how: one.how,
            since: one.since.toString(),
          })),
          transitions: await shown(deps, items),
        }
      },
    )
    app.post(
      '/educator/institution/leave',
      {
        config: { needs: 'educator' },
        schema: {
          summary: 'Leave my institution for Platform Creators, for later bookings',
          tags,
          response: { 200: Type.Object({ left: Type.Boolean() }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          await leaveInstitution(tx, actor.id, `person:${actor.id}`, now)
          return { left: true }
        }),
    )
    app.get(
      '/teaching-invitations',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Invitations to teach that wait for my answer',
          tags,
          response: {
            200: Type.Object(
              {
                email: Type.String(),
                confirmed: Type.Boolean(),
                items: Type.Array(InvitationSchema),
              },
              thing,
            ),
          },
        },
      },
      async (request) => {
        const { email, emailVerified } = actorOf(request)
        const items = await invitationsTo(deps.db, email, deps.clock.now())
        return { email, confirmed: emailVerified, items: items.map(invitationFrom) }
      },
    )
    app.post(
      '/teaching-invitations/:id/answer',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Accept or decline an invitation to teach',
          tags,
          params: IdParams,
          body: Type.Object({ accepts: Type.Boolean() }, thing),
          response: { 200: Type.Object({ accepted: Type.Boolean() }, thing) },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { accepts } = request.body
          const { id } = request.params
          await answerInvitation(tx, { id, person: actor, accepts }, now)
          const about = { type: 'invitation', id }
          const by = `person:${actor.id}`
          await audit(
            tx,
            { by, deed: 'invitation.answered', about, after: { accepts }, from: request.ip },
            now,
          )
          return { accepted: accepts }
        }),
    )
  }
