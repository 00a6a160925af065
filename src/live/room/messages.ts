import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'

/** What a browser and the room say to each other. */

const thing = { additionalProperties: false } as const
const PersonId = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })

const Signal = Type.Object(
  {
    t: Type.Literal('signal'),
    to: PersonId,
    description: Type.Optional(
      Type.Object(
        {
          type: Type.Enum(['offer', 'answer', 'pranswer', 'rollback']),
          sdp: Type.String({ maxLength: 48_000 }),
        },
        thing,
      ),
    ),
    candidate: Type.Optional(
      Type.Object(
        {
          candidate: Type.String({ maxLength: 1_000 }),
          sdpMid: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
          sdpMLineIndex: Type.Union([Type.Integer({ minimum: 0, maximum: 64 }), Type.Null()]),
          usernameFragment: Type.Optional(
            Type.Union([Type.String({ maxLength: 256 }), Type.Null()]),
          ),
        },
        thing,
      ),
    ),
  },
  thing,
)

const State = Type.Object(
  {
    t: Type.Literal('state'),
    microphone: Type.Boolean(),
    camera: Type.Boolean(),
    screen: Type.Boolean(),
    hand: Type.Boolean(),
  },
  thing,
)

const count = (maximum: number) => Type.Union([Type.Integer({ minimum: 0, maximum }), Type.Null()])

export const QualityMessage = Type.Object(
  {
    t: Type.Literal('quality'),
    word: Type.Enum(['good', 'fair', 'poor']),
    roundTrip: count(60_000),
    lost: count(10_000),
    upload: count(1_000_000),
    download: count(1_000_000),
    relayed: Type.Boolean(),
  },
  thing,
)

const FromBrowser = Type.Union([
  Signal,
  State,
  QualityMessage,
  Type.Object(
    { t: Type.Literal('say'), words: Type.String({ minLength: 1, maxLength: 2_000 }) },
    thing,
  ),
  Type.Object({ t: Type.Literal('mute'), who: Type.Union([PersonId, Type.Null()]) }, thing),
  Type.Object({ t: Type.Literal('remove'), who: PersonId }, thing),
  Type.Object({ t: Type.Literal('end') }, thing),
  Type.Object({ t: Type.Literal('leave') }, thing),
  Type.Object({ t: Type.Literal('here') }, thing),
])

export type FromBrowser = Static<typeof FromBrowser>

const known = Compile(FromBrowser)

/** A message of a browser, or undefined where it is none that we know. */
export function readMessage(text: string): FromBrowser | undefined {
  try {
    const said: unknown = JSON.parse(text)
    return known.Check(said) ? said : undefined
  } catch {
    return undefined
  }
}

export type Devices = { microphone: boolean; camera: boolean; screen: boolean; hand: boolean }

export type RoomPerson = Devices & {
  person: string
  name: string
  role: 'educator' | 'learner' | 'moderator'
  /** Their browser window: another one begins its connections anew. */
  instance: string
  /** Cut off, and expected back. */
  away: boolean
}

export type Spoken = { id: string; person: string; name: string; words: string; at: string }

/** Why something that was asked for was not done; the words for it are the page's. */
export type Declined = 'cameras_taken' | 'screen_taken' | 'hosts_only' | 'too_fast' | 'not_done'

/** Why somebody has to leave whom the room had let in. */
export type MustLeave = 'removed' | 'ended' | 'no_seat' | 'called_off'

/** One message of each kind. */
type AboutPerson<Kind> = Kind extends string ? { t: Kind; who: RoomPerson } : never

export type ToBrowser =
  | {
      t: 'welcome'
      you: string
      people: RoomPerson[]
      cameras: number
      closesAt: string
    }
  | AboutPerson<'joined' | 'returned' | 'changed' | 'away'>
  | { t: 'left'; who: string; why: 'left' | 'lost' | 'removed' }
  | { t: 'signal'; from: string; description?: unknown; candidate?: unknown }
  | { t: 'talk'; talk: Spoken[] }
  | { t: 'said'; said: Spoken }
  | { t: 'mute'; by: string }
  | { t: 'warned'; words: string }
  | { t: 'declined'; why: Declined }
  | { t: 'gone'; why: MustLeave | 'closed' | 'replaced' }
  | { t: 'restarting'; inMs: number }
  | { t: 'beat' }

/** Why a connection is ended, as a close code that the browser can read. */
export const CLOSED = {
  restarting: 1012,
  replaced: 4001,
  removed: 4002,
  ended: 4003,
  closed: 4004,
  no_seat: 4005,
  called_off: 4006,
  nonsense: 4400,
  tooFast: 4429,
} as const
