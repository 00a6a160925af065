import { Button } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  useLoaderData,
  useRevalidator,
} from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { Answer } from '../../api/types.ts'
import { DeedForm } from '../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../components/deeds.ts'
import { DeedButton } from '../../components/fields.tsx'
import { Instant, Meeting } from '../../components/Instant.tsx'
import { Mark } from '../../components/Mark.tsx'
import { Panel } from '../../components/Panel.tsx'
import { PageError } from '../../components/states.tsx'
import { useReader } from '../../format/reader.tsx'
import { DeviceCheck } from './DeviceCheck.tsx'
import { Elsewhere } from './Elsewhere.tsx'
import { InRoom, type RoomAnswer } from './InRoom.tsx'
import styles from './room.module.css'
import type { Started } from './useOwn.ts'

export const clientAction = keepOnFailure
export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: `Room: ${loaderData?.room.session.title ?? ''} · Stoa` },
  { name: 'robots', content: 'noindex' },
]

type Words = Answer<'/api/sessions/{id}/room/talk'>['items']

/** Ends after which this room is no longer for its reader. */
const SEATLESS = new Set(['no_seat', 'called_off', 'room_not_for_you', 'room_not_taking_place'])

/** It is over, or is for now: what was written can still be read. */
const READABLE = new Set<string | null>(['room_closed', 'room_ended'])

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const at = `/api/sessions/${params.id}/room`
  const room = await api.get<RoomAnswer>(at)
  const words = READABLE.has(room.why)
    ? (await api.get<{ items: Words }>(`${at}/talk`)).items
    : null
  return { room, words }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const api = context.get(apiOf)
  const intent = text(await request.formData(), 'intent')
  return attempt(intent, async () => {
    if (intent === 'open') {
      await api.post(`/api/sessions/${params.id}/room/open`)
      return { said: 'The room is open again.' }
    }
    const result = await api.post<{ url: string }>(`/api/sessions/${params.id}/room/elsewhere`)
    return { result }
  })
}

/** The room of a session: the devices first, then everybody. */
export default function RoomPage() {
  const { room, words } = useLoaderData<typeof loader>()
  const [started, setStarted] = useState<Started | null>(null)
  const [gone, setGone] = useState<string | null>(null)
  const { revalidate } = useRevalidator()
  useAllowedHere()
  const over = useCallback(
    (why: string) => {
      setGone(why)
      setStarted(null)
      // Whoever has no seat any more cannot read the room's page: they keep what they see.
      if (!SEATLESS.has(why)) revalidate()
    },
    [revalidate],
  )
  if (started)
    return (
      <Frame room={room} inside>
        <InRoom room={room} started={started} gone={over} />
      </Frame>
    )
  return (
    <Frame room={room}>
      {room.meeting.kind !== 'room' ? (
        <Elsewhere room={room} />
      ) : gone && gone !== 'left' ? (
        <Over why={gone} room={room} back={() => setGone(null)} />
      ) : final(room.why) ? (
        <Over why={room.why!} room={room} back={() => setGone(null)} />
      ) : (
        <>
          {gone === 'left' && (
            <p className={styles.left} role="status">
              You left the room. Your seat is still yours until it closes.
            </p>
          )}
          <Limits room={room} />
          <DeviceCheck
            canEnter={room.open}
            why={room.open ? null : <Opens room={room} />}
            enter={(next) => {
              setGone(null)
              setStarted(next)
            }}
          />
        </>
      )}
      {words && <Written words={words} />}
    </Frame>
  )
}

/** What was written in the room, for the people of the session. */
function Written({ words }: { words: Words }) {
  return (
    <Panel
      title="Written in the room"
      note="For the people of this session, until 30 days after; then it is removed."
    >
      {words.length === 0 ? (
        <p>Nothing was written.</p>
      ) : (
        <ol className="plain-list stack">
          {words.map((said) => (
            <li key={said.id}>
              <p className="small soft">
                <b>{said.name}</b> <Instant at={said.at} as="clock" />
              </p>
              <p className={styles.text}>{said.words}</p>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  )
}

const final = (why: string | null) => why !== null && why !== 'room_opens_later'

/**
 * Only this address may use camera and microphone. Whoever came here within the application still has the
 * rules of the page before: reading it anew brings its own.
 */
function useAllowedHere() {
  useEffect(() => {
    const { featurePolicy } = document as Document & {
      featurePolicy?: { allowsFeature(name: string): boolean }
    }
    if (featurePolicy && !featurePolicy.allowsFeature('camera')) window.location.reload()
  }, [])
}

function Frame({
  room,
  inside,
  children,
}: {
  room: RoomAnswer
  inside?: boolean
  children: ReactNode
}) {
  const { session } = room
  return (
    <div className={styles.frame} data-inside={inside || undefined}>
      <header className={styles.head}>
        {!inside && <Mark to="/" />}
        <div className={styles.title}>
          <h1 tabIndex={-1}>{session.title}</h1>
          <p>
            with {session.educator.name}
            {inside ? <TimeLeft end={session.end} /> : null}
          </p>
        </div>
        {!inside && (
          <Button component="a" href={`/sessions/${session.id}`} variant="subtle">
            About the session
          </Button>
        )}
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        {!inside && (
          <p className={styles.when}>
            <Meeting {...session} />
          </p>
        )}
        {children}
      </main>
    </div>
  )
}

/** Counted from the hour that the server says: the device's own clock may be wrong. */
function useServersNow(): number {
  const { now } = useReader()
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const began = performance.now()
    const timer = setInterval(() => setPassed(performance.now() - began), 1_000)
    return () => clearInterval(timer)
  }, [])
  return Date.parse(now) + passed
}

function TimeLeft({ end }: { end: string }) {
  const minutes = Math.ceil((Date.parse(end) - useServersNow()) / 60_000)
  if (minutes > 0) return <span> · {minutes} min left</span>
  return <span> · its time is over</span>
}

/** When the room opens; the page reads itself anew then. */
function Opens({ room }: { room: RoomAnswer }) {
  const { revalidate } = useRevalidator()
  const left = Date.parse(room.opensAt) - useServersNow()
  const due = left <= 0
  useEffect(() => {
    if (!due) return undefined
    revalidate()
    const timer = setInterval(revalidate, 5_000)
    return () => clearInterval(timer)
  }, [due, revalidate])
  return (
    <>
      The room opens at <Instant at={room.opensAt} as="clock" />, ten minutes before the start. This
      page opens it by itself.
    </>
  )
}

function Limits({ room }: { room: RoomAnswer }) {
  if (room.meeting.tooLarge)
    return (
      <p className={styles.note}>
        This session has more seats than the room shows at once: up to {room.cameras} cameras can be
        on, one of them the educator’s. Everybody hears and is heard, up to {room.people} people.
      </p>
    )
  return null
}

const ENDS: Record<string, [title: string, words: string]> = {
  removed: [
    'You were asked to leave',
    'The educator or a moderator has removed you from this room, so you cannot come back to it. If you think that was wrong, write to support.',
  ],
  ended: ['The session has ended', 'The educator ended it for everybody.'],
  closed: ['The room is closed', 'It closes a quarter of an hour after the session.'],
  replaced: [
    'The room is open in another window',
    'You came in from another window or device, so this one has left.',
  ],
  full: ['The room is full', 'As many people as it takes are in it. Try again in a moment.'],
  no_seat: [
    'You no longer have a seat',
    'It was cancelled, moved or given back, so the room has shown you out. Your bookings say what came back to you.',
  ],
  called_off: [
    'This session was called off',
    'It does not go on. Your bookings say what came back to you.',
  ],
  not_for_you: [
    'You no longer have a seat',
    'The room is for the educator and for those who have a seat in the session.',
  ],
  not_taking_place: ['This session does not take place', 'So it has no room.'],
}

function Over({ why, room, back }: { why: string; room: RoomAnswer; back: () => void }) {
  const word = why.replace(/^room_/, '')
  const [title, words] = ENDS[word] ?? ['You are no longer in the room', 'Try to come in again.']
  const again =
    (room.open && !SEATLESS.has(why)) || word === 'replaced' || word === 'full' || !(word in ENDS)
  return (
    <div className={styles.over} role="alert">
      <h2>{title}</h2>
      <p>{words}</p>
      <div className="row">
        {again && <Button onClick={back}>Come in again</Button>}
        {room.why === 'room_ended' && room.me.role !== 'learner' && (
          <DeedForm intent="open" onDone={back}>
            <DeedButton>Open it again</DeedButton>
          </DeedForm>
        )}
        <Button
          component="a"
          href={room.me.role === 'educator' ? `/teach/sessions/${room.session.id}` : '/bookings'}
          variant="outline"
        >
          {room.me.role === 'educator' ? 'To the session' : 'To my bookings'}
        </Button>
      </div>
    </div>
  )
}

export const ErrorBoundary = () => (
  <main id="content">
    <PageError who="the educator and those who have a seat in the session" />
  </main>
)
