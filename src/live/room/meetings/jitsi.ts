import { importPKCS8, SignJWT } from 'jose'
import type { Guest, MeetingProvider } from './meeting.ts'

/** A Jitsi Meet of one's own (shared secret), or 8x8's JaaS (`keyId` and a private key). */
export type JitsiSetting = {
  /** `meet.example.org`, or `8x8.vc`. */
  domain: string
  appId: string
  /** JaaS only: the id of the key, `vpaas-magic-cookie-…/abc123`. */
  keyId: string | null
}

/**
 * The token that Jitsi reads. Own servers (prosody's token auth): HS256, the application as issuer, the domain
 * as subject, the room by name. https://github.com/jitsi/lib-jitsi-meet/blob/master/doc/tokens.md
 * JaaS: RS256, `aud: jitsi`, `iss: chat`, the application as subject, and what may be used as features.
 * https://developer.8x8.com/jaas/docs/api-keys-jwt
 */
export async function jitsiToken(
  setting: JitsiSetting,
  secret: string,
  guest: Guest,
  now: Temporal.Instant,
): Promise<string> {
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  const jaas = setting.keyId !== null
  // JaaS reads these as text, and so do prosody's modules.
  const user = { id: guest.person, name: guest.name, moderator: guest.host ? 'true' : 'false' }
  const features = { recording: 'false', livestreaming: 'false', transcription: 'false' }
  const token = new SignJWT({
    room: roomName(guest.session),
    context: { user, ...(jaas ? { features } : {}) },
  })
    .setAudience('jitsi')
    .setIssuer(jaas ? 'chat' : setting.appId)
    .setSubject(jaas ? setting.appId : setting.domain)
    .setNotBefore(seconds - 10)
    .setExpirationTime(Math.floor(guest.closesAt.epochMilliseconds / 1000))
  if (!setting.keyId)
    return token
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(new TextEncoder().encode(secret))
  return token
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: setting.keyId })
    .sign(await importPKCS8(secret, 'RS256'))
}

/** Jitsi's rooms are named in small letters. */
export const roomName = (session: string) => `stoa-${session}`

export function jitsi(setting: JitsiSetting, secret: string): MeetingProvider {
  return {
    kind: 'jitsi',
    async join(guest, now) {
      const before = setting.keyId ? `${setting.appId}/` : ''
      const url = new URL(`https://${setting.domain}/${before}${roomName(guest.session)}`)
      url.searchParams.set('jwt', await jitsiToken(setting, secret, guest, now))
      return url.href
    },
    // Tokens end with the room's time; the moderator there ends it for all.
    async end() {},
  }
}
