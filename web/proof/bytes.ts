/** Bytes and fingerprints by the browser's own arithmetic (WebCrypto): nothing here asks the server. */

export type Bytes = Uint8Array<ArrayBuffer>

export const HASH_BYTES = 32

export function fromHex(text: string): Bytes {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Error('no hex')
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Reads base64 and base64url. */
export function fromBase64(text: string): Bytes {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

/** Base64url, which an address can carry. */
export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

export function joined(...parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index])

/** Text or bytes with their length in front, as the sealed forms have them. */
export function part(value: string | Uint8Array): Bytes {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length)
  return joined(length, bytes)
}

async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** RFC 6962: leaves and nodes begin with different bytes, so that neither passes for the other. */
export const leafHash = (data: Uint8Array) => sha256(joined(Uint8Array.of(0), data))
export const nodeHash = (left: Uint8Array, right: Uint8Array) =>
  sha256(joined(Uint8Array.of(1), left, right))

/** Whether the signature is by the holder of the key; null where this browser knows no Ed25519. */
export async function isSigned(
  data: Bytes,
  signature: Bytes,
  publicKey: Bytes,
): Promise<boolean | null> {
  let key: CryptoKey
  try {
    key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  } catch (error) {
    if ((error as Error).name === 'NotSupportedError') return null
    return false
  }
  return crypto.subtle.verify('Ed25519', key, signature, data)
}
