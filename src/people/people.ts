import type { IncomingHttpHeaders } from 'node:http'
import type { Clock, Config, Db } from '#base'
import { type Actor, actorByToken, type SignedIn } from './actor.ts'
import { cookieIn, sessionCookieName, verifyToken } from './signing.ts'

export type PeopleDeps = { db: Db; config: Config; secret: string; clock: Clock }

/** What a request says about who sends it. */
export type Credentials =
  /** `token`: a session's token that we signed. */
  | { kind: 'session'; token: string; from: 'cookie' | 'header' }
  /** Something that looks like credentials and is not ours, or no more. */
  | { kind: 'worthless' }
  | { kind: 'none' }

/** Sign-in, opened once a process. */
export interface People {
  /** Reads and checks signatures only; no statement is sent. */
  credentials(headers: IncomingHttpHeaders): Credentials
  /** Who the credentials belong to at this moment. */
  identify(credentials: Credentials): Promise<SignedIn | undefined>
  /** Both in one. */
  actorOf(headers: IncomingHttpHeaders): Promise<Actor | undefined>
}

export function openPeople({ db, config, secret }: PeopleDeps): People {
  const cookie = sessionCookieName(config.url)
  const credentials = (headers: IncomingHttpHeaders): Credentials => {
    const bearer = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
    const signed = bearer ?? cookieIn(headers.cookie, cookie)
    if (!signed) return { kind: headers.authorization ? 'worthless' : 'none' }
    const token = verifyToken(signed, secret)
    if (!token) return { kind: 'worthless' }
    return { kind: 'session', token, from: bearer ? 'header' : 'cookie' }
  }
  const identify = async (given: Credentials) =>
    given.kind === 'session' ? actorByToken(db, given.token) : undefined
  return {
    credentials,
    identify,
    actorOf: async (headers) => (await identify(credentials(headers)))?.actor,
  }
}
