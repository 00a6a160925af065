/** One other person's connection: their sound and picture, and ours for them. */

export type Signal = {
  description?: RTCSessionDescriptionInit
  candidate?: RTCIceCandidateInit
}

export type Tracks = { audio: MediaStreamTrack | null; video: MediaStreamTrack | null }

type Wiring = {
  ice: RTCIceServer[]
  /** The one who came later calls; the other gives way where both call at once. */
  calls: boolean
  tracks: Tracks
  send(signal: Signal): void
  changed(): void
}

/** A connection that stays broken for so long is tried over another way. */
const BROKEN_MS = 4_000

/**
 * Perfect negotiation: either side may ask for something new at any time, one of them gives way.
 * https://www.w3.org/TR/webrtc/#perfect-negotiation-example
 */
export class Peer {
  readonly instance: string
  readonly stream = new MediaStream()
  readonly #pc: RTCPeerConnection
  readonly #wiring: Wiring
  #making = false
  #ignoring = false
  #broken: ReturnType<typeof setTimeout> | undefined
  #tracks: Tracks
  #bitrate = 0
  /** Whether sound and picture ever came through. */
  wasThrough = false

  constructor(instance: string, wiring: Wiring) {
    this.instance = instance
    this.#wiring = wiring
    this.#tracks = wiring.tracks
    const pc = new RTCPeerConnection({ iceServers: wiring.ice, bundlePolicy: 'max-bundle' })
    this.#pc = pc
    pc.onicecandidate = ({ candidate }) => {
      if (!candidate) return
      const { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } = candidate
      wiring.send({ candidate: { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } })
    }
    pc.ontrack = ({ track }) => {
      this.stream.addTrack(track)
      wiring.changed()
    }
    pc.onnegotiationneeded = () => this.#offer()
    pc.onconnectionstatechange = () => this.#watch()
    if (wiring.calls) {
      // Both lines from the start: what is switched on later takes its place in them.
      pc.addTransceiver('audio', { direction: 'sendrecv' })
      pc.addTransceiver('video', { direction: 'sendrecv' })
      this.#fill()
    }
  }

  get state(): RTCPeerConnectionState {
    return this.#pc.connectionState
  }

  async #offer(): Promise<void> {
    try {
      this.#making = true
      await this.#pc.setLocalDescription()
      this.#tellDescription()
    } catch {
      // A connection that was closed meanwhile has nothing to offer.
    } finally {
      this.#making = false
    }
  }

  #tellDescription(): void {
    const description = this.#pc.localDescription
    if (description)
      this.#wiring.send({ description: { type: description.type, sdp: description.sdp } })
  }

  async hear({ description, candidate }: Signal): Promise<void> {
    const pc = this.#pc
    try {
      if (description) {
        const collision =
          description.type === 'offer' && (this.#making || pc.signalingState !== 'stable')
        this.#ignoring = this.#wiring.calls && collision
        if (this.#ignoring) return
        await pc.setRemoteDescription(description)
        if (description.type === 'offer') {
          for (const line of pc.getTransceivers()) line.direction = 'sendrecv'
          await this.#fill()
          await pc.setLocalDescription()
          this.#tellDescription()
        }
      } else if (candidate) await pc.addIceCandidate(candidate)
    } catch (error) {
      // What belongs to a connection of before is of no use to this one.
      if (!this.#ignoring && pc.connectionState !== 'closed')
        console.warn('The room heard something that does not fit:', (error as Error).message)
    }
  }

  #watch(): void {
    clearTimeout(this.#broken)
    const { connectionState: state } = this.#pc
    if (state === 'connected') {
      this.wasThrough = true
      this.limit(this.#bitrate)
    }
    if (state === 'failed') this.again()
    if (state === 'disconnected') this.#broken = setTimeout(() => this.again(), BROKEN_MS)
    this.#wiring.changed()
  }

  /** Looks for another way through the network; sound and picture go on where they were. */
  again(): void {
    if (this.#pc.connectionState !== 'closed') this.#pc.restartIce()
  }

  /** Sends these from now on. */
  give(tracks: Tracks): void {
    this.#tracks = tracks
    this.#fill().catch(() => {})
  }

  async #fill(): Promise<void> {
    for (const { sender, receiver } of this.#pc.getTransceivers()) {
      const track = this.#tracks[receiver.track.kind as 'audio' | 'video']
      if (sender.track !== track) await sender.replaceTrack(track)
    }
  }

  /** So many bits a second for our picture, at most. */
  limit(bitrate: number): void {
    this.#bitrate = bitrate
    if (!bitrate) return
    const line = this.#pc.getTransceivers().find(({ receiver }) => receiver.track.kind === 'video')
    const parameters = line?.sender.getParameters()
    if (!line || !parameters?.encodings?.[0]) return
    parameters.encodings[0].maxBitrate = bitrate
    line.sender.setParameters(parameters).catch(() => {})
  }

  /** How loud they are now, from 0 to 1. */
  loudness(): number {
    const line = this.#pc.getReceivers().find(({ track }) => track.kind === 'audio')
    return line?.getSynchronizationSources()[0]?.audioLevel ?? 0
  }

  stats(): Promise<RTCStatsReport> {
    return this.#pc.getStats()
  }

  close(): void {
    clearTimeout(this.#broken)
    this.#pc.onconnectionstatechange = null
    this.#pc.close()
  }
}
