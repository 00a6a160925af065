import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import {
  actOnReport,
  listReports,
  meetingOf,
  meetingServices,
  oneReport,
  openMeeting,
  type Report,
  type ReportKind,
  type ServiceSetting,
  setLarger,
  setMeetingService,
} from '#live'
import type { Actor } from '#people'
import { actorOf, change, type Deps } from './edge.ts'
import { moderates } from './room.ts'
import { MeetingKindSchema } from './room-shapes.ts'
import { IdParams, IdSchema, InstantSchema, orNull, query } from './schemas.ts'

const thing = { additionalProperties: false } as const
const Named = Type.Object({ id: IdSchema, name: Type.String() }, thing)
const staff = { staff: ['moderator', 'support'] } as const

const ReportFields = {
  id: IdSchema,
  session: Type.Object(
    { id: IdSchema, title: Type.String(), start: InstantSchema, end: InstantSchema },
    thing,
  ),
  kind: Type.Enum(['technical', 'behaviour']),
  what: Type.String(),
  words: Type.String(),
  by: Named,
  about: orNull(Named),
  at: InstantSchema,
  closedAt: orNull(InstantSchema),
  closedBy: orNull(Type.String()),
  outcome: orNull(Type.Enum(['dismissed', 'warned', 'removed', 'ended', 'answered'])),
  running: Type.Boolean({ description: 'The room is open, so acting in it helps' }),
}
const ReportSchema = Type.Object(ReportFields, thing)

const DetailSchema = Type.Object(
  {
    ...ReportFields,
    talk: Type.Array(
      Type.Object(
        {
          id: IdSchema,
          person: IdSchema,
          name: Type.String(),
          words: Type.String(),
          at: InstantSchema,
        },
        thing,
      ),
    ),
    log: Type.Array(
      Type.Object(
        {
          kind: Type.String(),
          name: orNull(Type.String()),
          by: Type.String(),
          at: InstantSchema,
          note: Type.String(),
        },
        thing,
      ),
    ),
    quality: Type.Array(
      Type.Object(
        {
          at: InstantSchema,
          word: Type.String(),
          roundTrip: orNull(Type.Integer()),
          lost: orNull(Type.Integer()),
        },
        thing,
      ),
    ),
    people: Type.Array(
      Type.Object({ id: IdSchema, name: Type.String(), role: Type.String() }, thing),
    ),
  },
  thing,
)

const shown = (report: Report) => ({
  ...report,
  session: {
    ...report.session,
    start: report.session.start.toString(),
    end: report.session.end.toString(),
  },
  at: report.at.toString(),
  closedAt: report.closedAt?.toString() ?? null,
})

/** Moderators see all; support what does not work. */
const kindsOf = (actor: Actor): ReportKind[] =>
  moderates(actor) ? ['behaviour', 'technical'] : ['technical']

/** Reports from rooms, for those who look after them while the session runs. */
export const roomReportRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/room-reports',
      {
        config: { needs: staff },
        schema: {
          summary: 'Reports from rooms',
          tags: ['room'],
          querystring: query({ state: Type.Optional(Type.Enum(['open', 'closed'])) }),
          response: { 200: Type.Object({ items: Type.Array(ReportSchema) }, thing) },
        },
      },
      async (request) => {
        const kinds = kindsOf(actorOf(request))
        const filter = { open: request.query.state !== 'closed', kinds, limit: 100 }
        const reports = await listReports(deps.db, filter, deps.clock.now())
        return { items: reports.map(shown) }
      },
    )
    app.get(
      '/room-reports/:id',
      {
        config: { needs: staff },
        schema: {
          summary: 'One report from a room',
          tags: ['room'],
          params: IdParams,
          response: { 200: DetailSchema },
        },
      },
      (request) => detail(deps, app.rooms, request.params.id, actorOf(request)),
    )
    app.post(
      '/room-reports/:id/decide',
      {
        config: { needs: staff },
        schema: {
          summary: 'Decide about a report',
          tags: ['room'],
          params: IdParams,
          body: Type.Object(
            {
              deed: Type.Enum(['dismiss', 'warn', 'remove', 'end', 'answer']),
              note: Type.String({ maxLength: 1_000 }),
            },
            thing,
          ),
          response: { 200: DetailSchema },
        },
      },
      async (request) => {
        const actor = actorOf(request)
        const { deed, note } = request.body
        const { id } = request.params
        const decision = { id, kinds: kindsOf(actor), deed, note }
        const by = { person: actor.id, staff: true }
        const { session, about } = await change(deps, request, (tx, now) =>
          actOnReport(tx, decision, by, now),
        )
        // Carried out in the room once it is written down.
        if (deed === 'end') await endEverywhere(deps, app, session)
        if (deed === 'remove' && about) app.rooms.remove(session, about)
        if (deed === 'warn' && about) app.rooms.warn(session, about, note)
        return detail(deps, app.rooms, id, actor)
      },
    )
    await app.register(serviceRoutes(deps))
  }

/** Ends the room here, and the meeting where it is elsewhere. A service that does not answer is written down. */
async function endEverywhere(deps: Deps, app: FastifyInstance, session: string): Promise<void> {
  app.rooms.end(session, 'ended')
  try {
    const provider = await openMeeting(deps.db, deps.config, await meetingOf(deps.db, session))
    await provider.end(session)
  } catch (error) {
    app.log.error({ err: error, session }, 'a meeting elsewhere could not be ended')
  }
}

async function detail(
  deps: Deps,
  rooms: { peopleIn(session: string): { person: string; name: string; role: string }[] },
  id: string,
  actor: Actor,
) {
  const report = await oneReport(deps.db, id, kindsOf(actor), deps.clock.now())
  const { talk, log, quality } = report
  return {
    ...shown(report),
    talk,
    log: log.map((one) => ({ ...one, at: one.at.toString() })),
    quality: quality.map((one) => ({ ...one, at: one.at.toString() })),
    people: rooms
      .peopleIn(report.session.id)
      .map(({ person, name, role }) => ({ id: person, name, role })),
  }
}

const Text = Type.Optional(Type.String({ minLength: 1, maxLength: 300 }))
const SettingSchema = Type.Object(
  {
    ...{ server: Text, page: Text, apiKey: Text, domain: Text, appId: Text, endpoint: Text },
    keyId: Type.Optional(orNull(Type.String({ minLength: 1, maxLength: 300 }))),
  },
  thing,
)
const ServicesSchema = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(['livekit', 'jitsi', 'bigbluebutton']),
          setting: SettingSchema,
          setAt: InstantSchema,
          opens: Type.Boolean({ description: 'False: give its secret again' }),
        },
        thing,
      ),
    ),
    larger: MeetingKindSchema,
    stun: Type.Integer(),
    turn: Type.Integer(),
  },
  thing,
)

/** Services for meetings that the room built in is too small for. */
const serviceRoutes =
  (deps: Deps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const read = async () => {
      const { items, larger } = await meetingServices(deps.db, deps.config)
      const { stun, turn } = deps.config.room
      return {
        items: items.map(({ setBy: _, ...card }) => ({ ...card, setAt: card.setAt.toString() })),
        larger,
        stun: stun.length,
        turn: turn.length,
      }
    }
    app.get(
      '/meeting-services',
      {
        config: { needs: { staff: ['support'] } },
        schema: {
          summary: 'Services for larger meetings',
          tags: ['room'],
          response: { 200: ServicesSchema },
        },
      },
      read,
    )
    app.put(
      '/meeting-services/:kind',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          summary: 'Set up a service for larger meetings',
          tags: ['room'],
          params: Type.Object({ kind: Type.Enum(['livekit', 'jitsi', 'bigbluebutton']) }, thing),
          body: Type.Object(
            { setting: SettingSchema, secret: Type.String({ minLength: 8, maxLength: 8_000 }) },
            thing,
          ),
          response: { 200: ServicesSchema },
        },
      },
      async (request) => {
        const { setting, secret } = request.body
        const given = { kind: request.params.kind, setting: setting as ServiceSetting, secret }
        await change(deps, request, (tx, now, actor) =>
          setMeetingService(tx, deps.config, given, `person:${actor.id}`, now),
        )
        return read()
      },
    )
    app.put(
      '/meeting-services',
      {
        config: { needs: { staff: ['admin'] } },
        schema: {
          summary: 'Choose what sessions of more than six people use',
          tags: ['room'],
          body: Type.Object(
            { larger: Type.Enum(['room', 'livekit', 'jitsi', 'bigbluebutton']) },
            thing,
          ),
          response: { 200: ServicesSchema },
        },
      },
      async (request) => {
        await change(deps, request, (tx, now, actor) =>
          setLarger(tx, request.body.larger, `person:${actor.id}`, now),
        )
        return read()
      },
    )
  }
