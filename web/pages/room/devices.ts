/** What somebody's own camera and microphone give, and what to say where they do not. */

export type DeviceKind = 'microphone' | 'camera'

/** Why a device gives nothing, as a sentence. */
export type Trouble = 'denied' | 'missing' | 'busy' | 'unsupported' | 'other'

const WORDS: Record<Trouble, (device: DeviceKind) => string> = {
  denied: (device) =>
    `The browser may not use the ${device}. Allow it beside the address at the top, then try again.`,
  missing: (device) => `No ${device} was found on this device.`,
  busy: (device) => `Another program is using the ${device}. Close it, then try again.`,
  unsupported: (device) => `This browser cannot use a ${device} here.`,
  other: (device) => `The ${device} did not start.`,
}

export const troubleWords = (device: DeviceKind, trouble: Trouble) => WORDS[trouble](device)

const NAMES: Record<string, Trouble> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** Small pictures: in a room of six each browser sends its own five times. */
const PICTURE = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 20, max: 24 } }
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

export type Got = { track: MediaStreamTrack } | { trouble: Trouble }

/** Asks for one device; a chosen one that is gone is replaced by any other. */
export async function openDevice(device: DeviceKind, id?: string): Promise<Got> {
  if (!navigator.mediaDevices?.getUserMedia) return { trouble: 'unsupported' }
  const wanted = device === 'microphone' ? SOUND : PICTURE
  const exactly = id ? { ...wanted, deviceId: { ideal: id } } : wanted
  try {
    const stream = await navigator.mediaDevices.getUserMedia(
      device === 'microphone' ? { audio: exactly } : { video: exactly },
    )
    const [track] = stream.getTracks()
    return track ? { track } : { trouble: 'other' }
  } catch (error) {
    return { trouble: NAMES[(error as DOMException).name] ?? 'other' }
  }
}

/** Asks which screen or window to show; null where the person changed their mind. */
export async function openScreen(): Promise<MediaStreamTrack | null> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 8, max: 15 } },
      audio: false,
    })
    return stream.getVideoTracks()[0] ?? null
  } catch {
    return null
  }
}

export const canShareScreen = () =>
  typeof navigator !== 'undefined' && Boolean(navigator.mediaDevices?.getDisplayMedia)

export type Choices = { microphones: Choice[]; cameras: Choice[]; speakers: Choice[] }
export type Choice = { id: string; label: string }

/** The devices there are, by name; names are given once one of them was allowed. */
export async function listDevices(): Promise<Choices> {
  const found = (await navigator.mediaDevices?.enumerateDevices?.()) ?? []
  const of = (kind: MediaDeviceKind, word: string) =>
    found
      .filter((one) => one.kind === kind && one.deviceId)
      .map(({ deviceId, label }, at) => ({ id: deviceId, label: label || `${word} ${at + 1}` }))
  return {
    microphones: of('audioinput', 'Microphone'),
    cameras: of('videoinput', 'Camera'),
    speakers: of('audiooutput', 'Speaker'),
  }
}

/** Tells how loud a track is, from 0 to 1, ten times a second; gives what ends it. */
export function watchLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  // As long as the pause between two looks, so that no short word falls between them.
  analyser.fftSize = 8_192
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    tell(
      Math.min(
        1,
        samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0),
      ),
    )
  }, 100)
  return () => {
    clearInterval(timer)
    context.close().catch(() => {})
  }
}

/** Plays two soft notes, for hearing whether the speaker works. */
export async function playNotes(speaker?: string): Promise<void> {
  const context = new AudioContext()
  const choosing = context as AudioContext & { setSinkId?: (id: string) => Promise<void> }
  if (speaker) await choosing.setSinkId?.(speaker).catch(() => {})
  await context.resume()
  for (const [at, pitch] of [
    [0, 523.25],
    [0.35, 659.25],
  ] as const) {
    const note = context.createOscillator()
    const loudness = context.createGain()
    const start = context.currentTime + at
    note.frequency.value = pitch
    loudness.gain.setValueAtTime(0, start)
    loudness.gain.linearRampToValueAtTime(0.2, start + 0.04)
    loudness.gain.linearRampToValueAtTime(0, start + 0.32)
    note.connect(loudness).connect(context.destination)
    note.start(start)
    note.stop(start + 0.34)
  }
  setTimeout(() => context.close().catch(() => {}), 1_200)
}
