import { useEffect, useRef } from 'react'
import { Portrait } from '../../components/Portrait.tsx'
import type { Other } from './call.ts'
import { IconHand, IconMicrophoneOff } from './icons.ts'
import styles from './room.module.css'

/** A stream in a picture; a face where there is none. Its sound is heard either way. */
function Stream({
  stream,
  shows,
  name,
  own,
  speaker,
  whole,
}: {
  stream: MediaStream | null
  shows: boolean
  name: string
  own?: boolean
  speaker?: string | undefined
  whole?: boolean
}) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const one = video.current
    if (!one) return
    if (one.srcObject !== stream) one.srcObject = stream
    // A browser may hold sound back until the page is touched; it was, on the way in.
    one.play?.().catch(() => {})
  })
  useEffect(() => {
    const one = video.current as
      | (HTMLVideoElement & { setSinkId?(id: string): Promise<void> })
      | null
    if (speaker && !own) one?.setSinkId?.(speaker).catch(() => {})
  }, [speaker, own])
  return (
    <>
      <video
        ref={video}
        autoPlay
        playsInline
        muted={own ?? false}
        data-shows={shows || undefined}
        data-whole={whole || undefined}
        data-own={own || undefined}
        aria-label={shows ? `Picture of ${name}` : `Sound of ${name}`}
      />
      {!shows && (
        <span className={styles.face} aria-hidden>
          <Portrait name={name} size="huge" />
        </span>
      )}
    </>
  )
}

const ROLES = { educator: 'Educator', moderator: 'Moderator', learner: '' }

export function OtherTile({ one, speaker }: { one: Other; speaker?: string | undefined }) {
  const shows = (one.camera || one.screen) && !one.away
  const trying = !one.away && one.state !== 'connected'
  return (
    <li
      className={styles.tile}
      data-speaking={one.speaking || undefined}
      data-screen={one.screen || undefined}
      data-person={one.person}
      data-state={one.state}
    >
      <Stream
        stream={one.stream}
        shows={shows}
        name={one.name}
        speaker={speaker}
        whole={one.screen}
      />
      {(one.away || trying) && (
        <span className={styles.waiting}>{one.away ? 'Reconnecting…' : 'Connecting…'}</span>
      )}
      <Label name={one.name} role={one.role} hand={one.hand} microphone={one.microphone} />
    </li>
  )
}

export function OwnTile({
  name,
  role,
  stream,
  screen,
  hand,
  microphone,
}: {
  name: string
  role: keyof typeof ROLES
  stream: MediaStream | null
  screen: boolean
  hand: boolean
  microphone: boolean
}) {
  return (
    <li className={styles.tile} data-own>
      <Stream stream={stream} shows={stream !== null} name={name} own whole={screen} />
      <Label name={`${name} (you)`} role={role} hand={hand} microphone={microphone} />
    </li>
  )
}

type LabelProps = { name: string; role: keyof typeof ROLES; hand: boolean; microphone: boolean }

function Label({ name, role, hand, microphone }: LabelProps) {
  return (
    <span className={styles.label}>
      {hand && (
        <>
          <IconHand size={16} aria-hidden />
          <span className="visually-hidden">Hand raised. </span>
        </>
      )}
      {!microphone && (
        <>
          <IconMicrophoneOff size={16} aria-hidden />
          <span className="visually-hidden">Microphone off. </span>
        </>
      )}
      <span>{name}</span>
      {ROLES[role] && <span className={styles.role}>{ROLES[role]}</span>}
    </span>
  )
}
