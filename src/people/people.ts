import type { IncomingHttpHeaders } from 'node:http'
import { type Actor, actorBySession, actorByToken, type SignedIn } from './actor.ts'
import { openAuth, type PeopleDeps } from './auth.ts'
import { actorByKey, looksLikeKey } from './keys.ts'
import { followLink } from './links.ts'
import { cookieIn, sessionCookieName, verifyToken } from './signing.ts'
import { tokenReader } from './tokens.ts'

/** What a request says about who sends it. */
export type Credentials =
  /** A session's token that we signed. */
  | { kind: 'session'; token: string; from: 'cookie' | 'header' }
  /** An access token; its signature is checked by `identify`. */
  | { kind: 'access-token'; token: string }
  /** A key of an organization; `identify` looks for it. */
  | { kind: 'key'; secret: string }
  /** Something that looks like credentials and is not ours. */
  | { kind: 'worthless' }
  | { kind: 'none' }

/** Sign-in, opened once a process. */
export interface People {
  /** Answers /api/auth/*: sign-up, sign-in and out, sessions, tokens and their keys, organizations. */
  handle(request: Request): Promise<Response>
  /** Reads and checks signatures only; no statement is sent. */
  credentials(headers: IncomingHttpHeaders): Credentials
  /** Who the credentials belong to at this moment, in one statement. */
  identify(credentials: Credentials): Promise<SignedIn | undefined>
  /** Both in one. */
  actorOf(headers: IncomingHttpHeaders): Promise<Actor | undefined>
  /** Moves the end of a session on; gives the cookies to set. */
  renew(headers: IncomingHttpHeaders): Promise<string[]>
  /** Where a link of an e-mail leads, while it lives. */
  followLink(word: string): Promise<string | undefined>
}

export function openPeople(deps: PeopleDeps): People {
  const { db, config, secret, clock } = deps
  const auth = openAuth(deps)
  const claimsOf = tokenReader(db, config.url)
  const cookie = sessionCookieName(config.url)

  const credentials = (headers: IncomingHttpHeaders): Credentials => {
    if (headers.authorization !== undefined) {
      const bearer = /^bearer +([\w.%~+/=-]{1,4096})$/i.exec(headers.authorization)?.[1]
      if (!bearer) return { kind: 'worthless' }
      if (looksLikeKey(bearer)) return { kind: 'key', secret: bearer }
      if (bearer.split('.').length === 3) return { kind: 'access-token', token: bearer }
      const token = verifyToken(bearer, secret)
      return token ? { kind: 'session', token, from: 'header' } : { kind: 'worthless' }
    }
    const signed = cookieIn(headers.cookie, cookie)
    if (!signed) return { kind: 'none' }
    const token = verifyToken(signed, secret)
    return token ? { kind: 'session', token, from: 'cookie' } : { kind: 'worthless' }
  }

  const identify = async (given: Credentials) => {
    if (given.kind === 'session') return actorByToken(db, given.token)
    if (given.kind === 'key') {
      const actor = await actorByKey(db, given.secret, clock.now())
      return actor && { actor, session: actor.id, stale: false }
    }
    if (given.kind !== 'access-token') return undefined
    const claims = await claimsOf(given.token)
    return claims && actorBySession(db, claims.person, claims.session)
  }

  return {
    handle: auth.handler,
    credentials,
    identify,
    actorOf: async (headers) => (await identify(credentials(headers)))?.actor,
    async renew(headers) {
      const answer = await auth.api.getSession({
        headers: new Headers({ cookie: headers.cookie ?? '' }),
        returnHeaders: true,
      })
      return answer.headers.getSetCookie()
    },
    followLink: (word) => followLink(db, word),
  }
}
