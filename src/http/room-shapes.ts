import { Type } from 'typebox'
import { IdSchema, InstantSchema, orNull, ZoneSchema } from './schemas.ts'

/** How the room answers, and what it takes. */

const thing = { additionalProperties: false } as const

export const MeetingKindSchema = Type.Enum(['room', 'livekit', 'jitsi', 'bigbluebutton', 'link'])
const RoleSchema = Type.Enum(['educator', 'learner', 'moderator'])
const Named = Type.Object({ id: IdSchema, name: Type.String() }, thing)

export const RoomSchema = Type.Object(
  {
    session: Type.Object(
      {
        id: IdSchema,
        kind: Type.Enum(['class', 'conversation']),
        title: Type.String(),
        start: InstantSchema,
        end: InstantSchema,
        zone: ZoneSchema,
        educator: Named,
      },
      thing,
    ),
    me: Type.Object({ id: IdSchema, name: Type.String(), role: RoleSchema }, thing),
    opensAt: InstantSchema,
    closesAt: InstantSchema,
    open: Type.Boolean({ description: 'Whether I can come in now' }),
    why: orNull(Type.String({ description: 'Else the code of the refusal' })),
    meeting: Type.Object(
      {
        kind: MeetingKindSchema,
        tooLarge: Type.Boolean({
          description: 'Made for more people than the room shows; no larger service is set up',
        }),
      },
      thing,
    ),
    cameras: Type.Integer(),
    people: Type.Integer({ description: 'So many can be in the room built in' }),
    direct: Type.Boolean({ description: 'No STUN or TURN: only browsers of one network meet' }),
    removed: Type.Array(Named, { description: 'For hosts: whom they asked to leave' }),
  },
  thing,
)

export const EntrySchema = Type.Object(
  {
    token: Type.String(),
    expiresInSeconds: Type.Integer(),
    socket: Type.String({ description: 'Path of the room’s WebSocket' }),
    role: RoleSchema,
    provider: MeetingKindSchema,
    iceServers: Type.Array(
      Type.Object(
        {
          urls: Type.Array(Type.String()),
          username: Type.Optional(Type.String()),
          credential: Type.Optional(Type.String()),
        },
        thing,
      ),
    ),
  },
  thing,
)

export const TalkSchema = Type.Object(
  {
    items: Type.Array(
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
  },
  thing,
)

export const ReportBody = Type.Object(
  {
    id: IdSchema,
    kind: Type.Enum(['technical', 'behaviour']),
    what: Type.Enum([
      'no_sound',
      'no_picture',
      'cut_off',
      'harassment',
      'unsafe',
      'content',
      'other',
    ]),
    about: Type.Optional(orNull(IdSchema)),
    words: Type.String({ maxLength: 2_000 }),
  },
  thing,
)

export const ChoiceBody = Type.Object(
  {
    kind: MeetingKindSchema,
    link: Type.Optional(orNull(Type.String({ maxLength: 500 }))),
  },
  thing,
)

export const ChoiceSchema = Type.Object(
  {
    kind: MeetingKindSchema,
    link: orNull(Type.String()),
    chosen: Type.Boolean(),
    tooLarge: Type.Boolean(),
  },
  thing,
)
