import { SignJWT } from 'jose'
import type { Guest, MeetingProvider } from './meeting.ts'

/** A LiveKit server, and the page of its own or of LiveKit Meet on which people meet there. */
export type LiveKitSetting = {
  /** `wss://…`: the server. */
  server: string
  /** `https://…`: a page that takes `liveKitUrl` and `token`, as LiveKit Meet's /custom does. */
  page: string
  apiKey: string
}

/**
 * The access token that LiveKit reads: HS256 with the API secret, the key as issuer, who it is as subject, and
 * what they may do as `video` grants. https://docs.livekit.io/home/get-started/authentication/
 */
export async function livekitToken(
  { apiKey }: Pick<LiveKitSetting, 'apiKey'>,
  secret: string,
  guest: Guest,
  now: Temporal.Instant,
): Promise<string> {
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  const video = {
    room: guest.session,
    roomJoin: true,
    roomAdmin: guest.host,
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
    // Nobody records: that would need everybody's consent, which is not asked there.
    roomRecord: false,
  }
  return new SignJWT({ name: guest.name, video })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(apiKey)
    .setSubject(guest.person)
    .setNotBefore(seconds)
    .setExpirationTime(Math.floor(guest.closesAt.epochMilliseconds / 1000))
    .sign(new TextEncoder().encode(secret))
}

export function liveKit(setting: LiveKitSetting, secret: string): MeetingProvider {
  return {
    kind: 'livekit',
    async join(guest, now) {
      const url = new URL(setting.page)
      url.searchParams.set('liveKitUrl', setting.server)
      url.searchParams.set('token', await livekitToken(setting, secret, guest, now))
      return url.href
    },
    // Tokens end with the room's time, and a removed person gets none: there is nothing else to call.
    async end() {},
  }
}
