import { Button, NativeSelect } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { Panel } from '../../components/Panel.tsx'
import {
  type Choices,
  type DeviceKind,
  listDevices,
  openDevice,
  playNotes,
  type Trouble,
  troubleWords,
  watchLevel,
} from './devices.ts'
import styles from './room.module.css'
import type { Started } from './useOwn.ts'

type Tried = { track: MediaStreamTrack | null; trouble: Trouble | null; asking: boolean }
const untried: Tried = { track: null, trouble: null, asking: false }

/** One device: asked for, shown, given up, or taken along into the room. */
function useDevice(kind: DeviceKind, id: string) {
  const [tried, setTried] = useState<Tried>(untried)
  const track = useRef<MediaStreamTrack | null>(null)
  const stop = useCallback(() => {
    track.current?.stop()
    track.current = null
    setTried(untried)
  }, [])
  const start = useCallback(async () => {
    track.current?.stop()
    setTried({ ...untried, asking: true })
    const got = await openDevice(kind, id || undefined)
    track.current = 'track' in got ? got.track : null
    setTried({
      track: track.current,
      trouble: 'trouble' in got ? got.trouble : null,
      asking: false,
    })
  }, [kind, id])
  // Taken along: the page that comes next stops it.
  const take = useCallback(() => {
    const taken = track.current
    track.current = null
    return taken
  }, [])
  useEffect(() => () => track.current?.stop(), [])
  return { ...tried, start, stop, take }
}

/** Camera, microphone and speaker, tried before anybody else sees or hears. */
export function DeviceCheck({
  canEnter,
  why,
  enter,
}: {
  canEnter: boolean
  why: ReactNode
  enter: (started: Started) => void
}) {
  const [ids, setIds] = useState({ microphone: '', camera: '', speaker: '' })
  const [choices, setChoices] = useState<Choices>({ microphones: [], cameras: [], speakers: [] })
  const microphone = useDevice('microphone', ids.microphone)
  const camera = useDevice('camera', ids.camera)
  const { start: startMicrophone } = microphone
  const { start: startCamera } = camera
  useEffect(() => {
    startMicrophone()
  }, [startMicrophone])
  useEffect(() => {
    startCamera()
  }, [startCamera])
  const there = `${microphone.track?.id} ${camera.track?.id}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: names are known once a device was allowed
  useEffect(() => {
    listDevices().then(setChoices, () => {})
  }, [there])
  const asking = microphone.asking || camera.asking
  const go = () =>
    enter({
      audio: microphone.take(),
      video: camera.take(),
      microphoneId: ids.microphone,
      cameraId: ids.camera,
      speakerId: ids.speaker,
    })
  return (
    <div className="wide-and-narrow">
      <Panel title="Your camera">
        <Preview track={camera.track} />
        <DeviceLine kind="camera" device={camera} off="Come in without a camera" />
        <Chooser
          label="Camera"
          of={choices.cameras}
          value={ids.camera}
          choose={(id) => setIds({ ...ids, camera: id })}
        />
      </Panel>
      <div className="stack">
        <Panel title="Your sound">
          <Level track={microphone.track} />
          <DeviceLine kind="microphone" device={microphone} off="Come in without a microphone" />
          <Chooser
            label="Microphone"
            of={choices.microphones}
            value={ids.microphone}
            choose={(id) => setIds({ ...ids, microphone: id })}
          />
          <div className={styles.speaker}>
            <Chooser
              label="Speaker"
              of={choices.speakers}
              value={ids.speaker}
              choose={(id) => setIds({ ...ids, speaker: id })}
            />
            <Button variant="outline" onClick={() => playNotes(ids.speaker || undefined)}>
              Play two notes
            </Button>
          </div>
        </Panel>
        <Panel>
          <p className={styles.how}>
            {howIn(microphone.track !== null, camera.track !== null)} Stoa does not record this
            room.
          </p>
          <Button size="lg" fullWidth onClick={go} disabled={!canEnter || asking}>
            Join now
          </Button>
          {why !== null && <p className={styles.why}>{why}</p>}
        </Panel>
      </div>
    </div>
  )
}

function howIn(sound: boolean, picture: boolean): string {
  if (sound && picture) return 'The others will see and hear you.'
  if (sound) return 'The others will hear you, and not see you.'
  if (picture) return 'The others will see you, and not hear you.'
  return 'You will see and hear the others; they will neither see nor hear you. You can write.'
}

type DeviceLineProps = { kind: DeviceKind; device: ReturnType<typeof useDevice>; off: string }

function DeviceLine({ kind, device, off }: DeviceLineProps) {
  const { track, trouble, asking, start, stop } = device
  return (
    <div className={styles.device}>
      <p role="status">
        {asking
          ? `The browser asks whether this page may use your ${kind}.`
          : trouble
            ? `${troubleWords(kind, trouble)} You can come in without it.`
            : track
              ? `${track.label || `Your ${kind}`} works.`
              : `Your ${kind} is off.`}
      </p>
      {!asking && (
        <Button variant="subtle" size="compact-sm" onClick={track ? stop : start}>
          {track ? off : trouble ? 'Try again' : `Switch the ${kind} on`}
        </Button>
      )}
    </div>
  )
}

type ChooserProps = {
  label: string
  of: { id: string; label: string }[]
  value: string
  choose: (id: string) => void
}

/** Only where there is a choice. */
function Chooser({ label, of, value, choose }: ChooserProps) {
  if (of.length < 2) return null
  return (
    <NativeSelect
      label={label}
      value={value || of[0]!.id}
      onChange={(event) => choose(event.currentTarget.value)}
      data={of.map((one) => ({ value: one.id, label: one.label }))}
    />
  )
}

function Preview({ track }: { track: MediaStreamTrack | null }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = track ? new MediaStream([track]) : null
  }, [track])
  return (
    <div className={styles.preview}>
      {track ? (
        <video ref={video} autoPlay playsInline muted aria-label="How the others will see you" />
      ) : (
        <span>No picture</span>
      )}
    </div>
  )
}

/** How loud the microphone is; said in words too, for whoever does not see the bar. */
function Level({ track }: { track: MediaStreamTrack | null }) {
  const [level, setLevel] = useState(0)
  const [heard, setHeard] = useState(false)
  useEffect(() => {
    setHeard(false)
    setLevel(0)
    if (!track) return undefined
    return watchLevel(track, (now) => {
      setLevel(now)
      if (now > 0.08) setHeard(true)
    })
  }, [track])
  return (
    <div className={styles.level}>
      <meter min={0} max={1} value={level} aria-label="How loud your microphone is" />
      <p className="small soft" role="status">
        {track ? (heard ? 'We hear you.' : 'Say something: the bar should move.') : 'No sound'}
      </p>
    </div>
  )
}
