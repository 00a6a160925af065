import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Session cookies as Better Auth writes them: `token.signature`, percent-encoded, the signature
 * being HMAC-SHA-256 of the token in base64 (better-call 1.4.0, dist/crypto.mjs).
 */
export function signToken(token: string, secret: string): string {
  return encodeURIComponent(`${token}.${signature(token, secret).toString('base64')}`)
}

/** The token of a signed value, or undefined where we did not sign it. Needs no database. */
export function verifyToken(signed: string, secret: string): string | undefined {
  let plain: string
  try {
    plain = decodeURIComponent(signed)
  } catch {
    return undefined
  }
  const dot = plain.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = plain.slice(0, dot)
  const given = Buffer.from(plain.slice(dot + 1), 'base64')
  const right = signature(token, secret)
  return given.length === right.length && timingSafeEqual(given, right) ? token : undefined
}

function signature(token: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(token).digest()
}

/** The name of the session cookie: `__Secure-` where Stoa is reached over https. */
export function sessionCookieName(url: string): string {
  return `${url.startsWith('https:') ? '__Secure-' : ''}stoa.session_token`
}

/** One cookie's value out of a Cookie header. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}
