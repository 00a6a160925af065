import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { atomically, newId, Problem } from '#base'
import {
  chooseMeeting,
  enterRoom,
  letBack,
  type Meeting,
  meetingFor,
  meetingOf,
  openMeeting,
  ROOM_CAMERAS,
  ROOM_PEOPLE,
  refuseInRoom,
  removedFrom,
  reopenRoom,
  reportFromRoom,
  roomSeat,
  talkOf,
  wentElsewhere,
} from '#live'
import type { Actor } from '#people'
import { actorOf, change, type Deps } from './edge.ts'
import {
  ChoiceBody,
  ChoiceSchema,
  EntrySchema,
  ReportBody,
  RoomSchema,
  TalkSchema,
} from './room-shapes.ts'
import { iceServers, signRoomToken } from './rooms/tokens.ts'
import { IdParams, IdSchema } from './schemas.ts'

const thing = { additionalProperties: false } as const
const Done = Type.Object({ done: Type.Literal(true) }, thing)
const done = { done: true } as const

export const moderates = ({ staffRoles }: Actor) =>
  staffRoles.includes('moderator') || staffRoles.includes('admin')
const whoOf = (actor: Actor) => ({ person: actor.id, moderates: moderates(actor) })
const hostOf = (actor: Actor) => ({ person: actor.id, staff: moderates(actor) })

/** The room of a session: what it is, the way in, and what can be said from it. */
export const roomRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/sessions/:id/room',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'The room of a session, as I stand to it',
          tags: ['room'],
          params: IdParams,
          response: { 200: RoomSchema },
        },
      },
      (request) => roomOf(deps, request.params.id, actorOf(request)),
    )
    app.post(
      '/sessions/:id/room',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Come into the room: a token for its door, good for two minutes',
          tags: ['room'],
          params: IdParams,
          response: { 200: EntrySchema },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const now = deps.clock.now()
        const seat = await enterRoom(deps.db, request.params.id, whoOf(actor), now)
        const { kind } = await meetingOf(deps.db, seat.session)
        if (!app.rooms.fits(seat)) throw refuseInRoom('room_full', { people: ROOM_PEOPLE })
        const claims = {
          session: seat.session,
          person: seat.person,
          role: seat.role,
          moderates: moderates(actor),
        }
        return {
          token: await signRoomToken(deps.config, claims, now),
          expiresInSeconds: 120,
          socket: `/room/${seat.session}`,
          role: seat.role,
          provider: kind,
          iceServers: iceServers(deps.config.room, actor.id, now),
        }
      },
    )
    app.post(
      '/sessions/:id/room/elsewhere',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'The way to a meeting that is not here, for me alone',
          tags: ['room'],
          params: IdParams,
          response: { 200: Type.Object({ url: Type.String() }, thing) },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const now = deps.clock.now()
        const seat = await enterRoom(deps.db, request.params.id, whoOf(actor), now)
        const meeting = await meetingOf(deps.db, seat.session)
        const provider = await openMeeting(deps.db, deps.config, meeting)
        const url = await provider.join(
          {
            session: seat.session,
            title: seat.title,
            person: seat.person,
            name: seat.name,
            host: seat.role !== 'learner',
            people: seat.capacity + 1,
            closesAt: seat.closesAt,
          },
          now,
        )
        if (!url) throw refuseInRoom('meeting_service_unset', { kind: meeting.kind })
        await atomically(deps.db, (tx) => wentElsewhere(tx, seat, newId(), now))
        return { url }
      },
    )
    await app.register(saying(deps))
    await app.register(hosting(deps))
  }

/** What is said in a room, and about it. */
const saying =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/sessions/:id/room/talk',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'What was written in the room; kept for thirty days',
          tags: ['room'],
          params: IdParams,
          response: { 200: TalkSchema },
        },
      },
      async (request) => {
        const { session, removed } = await roomSeat(
          deps.db,
          request.params.id,
          whoOf(actorOf(request)),
        )
        if (removed) throw refuseInRoom('room_removed')
        const talk = await talkOf(deps.db, session, 500)
        return { items: talk.map((said) => ({ ...said, at: said.at.toString() })) }
      },
    )
    app.post(
      '/sessions/:id/room/reports',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Say from the room what is wrong',
          tags: ['room'],
          params: IdParams,
          body: ReportBody,
          response: { 201: Done },
        },
      },
      async (request, reply) => {
        const { about, ...body } = request.body
        await change(deps, request, (tx, now, actor) =>
          reportFromRoom(
            tx,
            { ...body, ...whoOf(actor), session: request.params.id, about: about ?? null },
            now,
          ),
        )
        reply.code(201)
        return done
      },
    )
  }

/** What the educator and moderators decide about a room. */
const hosting =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/sessions/:id/room/open',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Open a room again that was ended',
          tags: ['room'],
          params: IdParams,
          response: { 200: Done },
        },
      },
      async (request) => {
        await change(deps, request, (tx, now, actor) =>
          reopenRoom(tx, request.params.id, hostOf(actor), now),
        )
        return done
      },
    )
    app.post(
      '/sessions/:id/room/let-back/:person',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Let somebody come back who was removed',
          tags: ['room'],
          params: Type.Object({ id: IdSchema, person: IdSchema }, thing),
          response: { 200: Done },
        },
      },
      async (request) => {
        const { id, person } = request.params
        await change(deps, request, (tx, now, actor) => letBack(tx, id, person, hostOf(actor), now))
        return done
      },
    )
    app.get(
      '/sessions/:id/meeting',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Where a session of mine meets',
          tags: ['room'],
          params: IdParams,
          response: { 200: ChoiceSchema },
        },
      },
      (request): Promise<Meeting> =>
        meetingFor(deps.db, request.params.id, hostOf(actorOf(request))),
    )
    app.put(
      '/sessions/:id/meeting',
      {
        config: { needs: 'person' },
        schema: {
          summary: 'Choose where a session meets',
          tags: ['room'],
          params: IdParams,
          body: ChoiceBody,
          response: { 200: ChoiceSchema },
        },
      },
      (request) =>
        change(deps, request, async (tx, now, actor) => {
          const { kind, link } = request.body
          const { id } = request.params
          await chooseMeeting(tx, id, { kind, link: link ?? null }, hostOf(actor), now)
          return meetingOf(tx, id)
        }),
    )
  }

/** Why somebody cannot come in now, as the code of the refusal. */
async function whyNot(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

async function roomOf(deps: Deps, id: string, actor: Actor) {
  const now = deps.clock.now()
  const seat = await roomSeat(deps.db, id, whoOf(actor))
  const [why, meeting, removed] = await Promise.all([
    whyNot(() => enterRoom(deps.db, id, whoOf(actor), now)),
    meetingOf(deps.db, id),
    seat.role === 'learner' ? [] : removedFrom(deps.db, id),
  ])
  const { stun, turn } = deps.config.room
  return {
    session: {
      id: seat.session,
      kind: seat.kind,
      title: seat.title,
      start: seat.start.toString(),
      end: seat.end.toString(),
      zone: seat.zone,
      educator: seat.educator,
    },
    me: { id: seat.person, name: seat.name, role: seat.role },
    opensAt: seat.opensAt.toString(),
    closesAt: seat.closesAt.toString(),
    open: why === null,
    why,
    meeting: { kind: meeting.kind, tooLarge: meeting.tooLarge },
    cameras: ROOM_CAMERAS,
    people: ROOM_PEOPLE,
    direct: stun.length + turn.length === 0,
    removed: removed.map(({ person, name }) => ({ id: person, name })),
  }
}
