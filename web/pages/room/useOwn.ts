import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Call, CallState } from './call.ts'
import { type DeviceKind, openDevice, openScreen, type Trouble } from './devices.ts'
import type { Tracks } from './peer.ts'

export type Started = Tracks & { microphoneId?: string; cameraId?: string; speakerId?: string }

const stopped = (track: MediaStreamTrack | null) => {
  track?.stop()
  return null
}

/** Our own microphone, camera, screen and hand while we are in the room. */
export function useOwn(call: Call, state: CallState, started: Started) {
  const [audio, setAudio] = useState(started.audio)
  const [camera, setCamera] = useState(started.video)
  const [screen, setScreen] = useState<MediaStreamTrack | null>(null)
  const [microphone, setMicrophone] = useState(started.audio !== null)
  const [hand, setHand] = useState(false)
  const [trouble, setTrouble] = useState<{ device: DeviceKind; trouble: Trouble } | null>(null)

  useEffect(() => {
    if (audio) audio.enabled = microphone
    const own = { microphone: microphone && audio !== null, camera: camera !== null }
    call.give({ audio, video: screen ?? camera }, { ...own, screen: screen !== null, hand })
  }, [call, audio, camera, screen, microphone, hand])

  // What the room did not allow is switched off here too.
  const { refused, muted } = state
  useEffect(() => {
    if (refused.camera > 0) setCamera(stopped)
  }, [refused.camera])
  useEffect(() => {
    if (refused.screen > 0) setScreen(stopped)
  }, [refused.screen])
  useEffect(() => {
    if (muted > 0) setMicrophone(false)
  }, [muted])

  // The lights go out with the page.
  const open = useRef<(MediaStreamTrack | null)[]>([])
  open.current = [audio, camera, screen]
  useEffect(
    () => () => {
      for (const track of open.current) track?.stop()
    },
    [],
  )

  const toggleMicrophone = useCallback(async () => {
    setTrouble(null)
    if (audio) return setMicrophone((on) => !on)
    const got = await openDevice('microphone', started.microphoneId)
    if ('trouble' in got) return setTrouble({ device: 'microphone', trouble: got.trouble })
    setAudio(got.track)
    setMicrophone(true)
  }, [audio, started.microphoneId])

  const toggleCamera = useCallback(async () => {
    setTrouble(null)
    if (camera) {
      camera.stop()
      return setCamera(null)
    }
    const got = await openDevice('camera', started.cameraId)
    if ('trouble' in got) return setTrouble({ device: 'camera', trouble: got.trouble })
    setCamera(got.track)
  }, [camera, started.cameraId])

  const toggleScreen = useCallback(async () => {
    if (screen) {
      screen.stop()
      return setScreen(null)
    }
    const track = await openScreen()
    // The browser's own bar can end it too.
    if (track) track.onended = () => setScreen(null)
    setScreen(track)
  }, [screen])

  const shown = useMemo(() => {
    const track = screen ?? camera
    return track ? new MediaStream([track]) : null
  }, [screen, camera])

  const toggleHand = useCallback(() => setHand((up) => !up), [])
  return { toggleMicrophone, toggleCamera, toggleScreen, toggleHand, shown, trouble }
}

export type Own = ReturnType<typeof useOwn>
