import { importJWK, type JWK, jwtVerify } from 'jose'
import { type Db, isId } from '#base'

/** Least time between two looks for keys that we do not know. */
const LOOK_AGAIN_MILLISECONDS = 10_000

/** Who an access token speaks for, and by which sign-in. */
export type Claims = { person: string; session: string }

/**
 * Checks access tokens against the published keys. Keys are read once and kept: a key never
 * changes. Gives undefined for whatever is not a living token of ours.
 */
export function tokenReader(db: Db, issuer: string) {
  let keys = new Map<string, CryptoKey | Uint8Array>()
  let lookedAt = Number.NEGATIVE_INFINITY
  const keyOf = async (id: string | undefined) => {
    if (!id || !isId(id)) throw new Error('unknown key')
    if (!keys.has(id) && performance.now() - lookedAt > LOOK_AGAIN_MILLISECONDS) {
      lookedAt = performance.now()
      const rows = await db<{ id: string; public_key: string }>`
        select id, public_key from people.jwks`
      const found = rows.map(
        async (row) =>
          [row.id, await importJWK(JSON.parse(row.public_key) as JWK, 'EdDSA')] as const,
      )
      keys = new Map(await Promise.all(found))
    }
    const key = keys.get(id)
    if (!key) throw new Error('unknown key')
    return key
  }
  return async (token: string): Promise<Claims | undefined> => {
    try {
      const { payload } = await jwtVerify(token, (header) => keyOf(header.kid), {
        issuer,
        audience: issuer,
        algorithms: ['EdDSA'],
      })
      const { sub, sid } = payload
      if (typeof sub !== 'string' || typeof sid !== 'string' || !isId(sub) || !isId(sid)) {
        return undefined
      }
      return { person: sub, session: sid }
    } catch (error) {
      // A database that is away is not a wrong token.
      if ((error as { code?: string }).code?.startsWith('ERR_J') === false) throw error
      return undefined
    }
  }
}
