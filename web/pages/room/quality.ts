import type { Peer } from './peer.ts'

/** How a connection is, in a word and in figures. */
export type Quality = {
  word: 'good' | 'fair' | 'poor'
  roundTrip: number | null
  lost: number | null
  upload: number | null
  download: number | null
  relayed: boolean
}

export type Counted = { at: number; sent: number; received: number; packets: number; lost: number }

type Figures = {
  roundTrip: number | null
  relayed: boolean
  counted: Counted
}

/** Reads what the browser counted for one connection. */
async function figuresOf(peer: Peer): Promise<Figures> {
  const counted = { at: performance.now(), sent: 0, received: 0, packets: 0, lost: 0 }
  let roundTrip: number | null = null
  let relayed = false
  const stats = await peer.stats()
  for (const one of stats.values()) {
    if (one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded') {
      if (typeof one.currentRoundTripTime === 'number') roundTrip = one.currentRoundTripTime * 1000
      counted.sent += one.bytesSent ?? 0
      counted.received += one.bytesReceived ?? 0
      relayed ||= stats.get(one.localCandidateId)?.candidateType === 'relay'
    }
    if (one.type === 'inbound-rtp') {
      counted.packets += one.packetsReceived ?? 0
      counted.lost += Math.max(0, one.packetsLost ?? 0)
    }
  }
  return { roundTrip, relayed, counted }
}

/** The word for figures: round trips in milliseconds, losses in hundredths of a percent. */
export function wordFor(roundTrip: number | null, lost: number | null): Quality['word'] {
  const trip = roundTrip ?? 0
  const loss = lost ?? 0
  if (trip < 250 && loss < 200) return 'good'
  return trip < 500 && loss < 800 ? 'fair' : 'poor'
}

/** Measures one connection since the last time; `before` is kept by the caller. */
export async function measure(
  peer: Peer,
  before: Counted | undefined,
): Promise<{ quality: Quality; counted: Counted }> {
  const { roundTrip, relayed, counted } = await figuresOf(peer)
  const seconds = before ? (counted.at - before.at) / 1000 : 0
  const since = (now: number, then: number | undefined) => Math.max(0, now - (then ?? 0))
  const kilobits = (now: number, then: number | undefined) =>
    before && seconds > 0 ? Math.round((since(now, then) * 8) / 1000 / seconds) : null
  const packets = since(counted.packets, before?.packets)
  const gone = since(counted.lost, before?.lost)
  const lost = packets + gone > 0 ? Math.round((gone / (packets + gone)) * 10_000) : null
  const trip = roundTrip === null ? null : Math.round(roundTrip)
  return {
    counted,
    quality: {
      word: wordFor(trip, lost),
      roundTrip: trip,
      lost,
      upload: kilobits(counted.sent, before?.sent),
      download: kilobits(counted.received, before?.received),
      relayed,
    },
  }
}

/** One's own connection: the worst trip and loss, and all that went through. */
export function together(all: readonly Quality[]): Quality | null {
  if (all.length === 0) return null
  const worst = (of: (one: Quality) => number | null) =>
    all.reduce<number | null>((most, one) => {
      const value = of(one)
      return value === null ? most : Math.max(most ?? 0, value)
    }, null)
  const sum = (of: (one: Quality) => number | null) =>
    all.reduce<number | null>((total, one) => {
      const value = of(one)
      return value === null ? total : (total ?? 0) + value
    }, null)
  const roundTrip = worst((one) => one.roundTrip)
  const lost = worst((one) => one.lost)
  return {
    word: wordFor(roundTrip, lost),
    roundTrip,
    lost,
    upload: sum((one) => one.upload),
    download: sum((one) => one.download),
    relayed: all.some((one) => one.relayed),
  }
}
