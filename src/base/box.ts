import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/** A text that only the holder of the master secret can read. */
export type Sealed = {
  /** Names the key that sealed it; says nothing about the secret. */
  with: string
  nonce: Buffer
  /** Ciphertext and its tag. */
  sealed: Buffer
}

type Key = { id: string; key: Buffer }
const TAG_BYTES = 16

/**
 * Seals texts for keeping (AES-256-GCM), each with a fresh nonce, under a key derived from the master
 * secret (HKDF-SHA-256) that is used for nothing else. Secrets of before still open what they sealed,
 * so that the master secret can be changed.
 */
export class Box {
  readonly #keys: readonly [Key, ...Key[]]

  /** `purpose` keeps keys of different uses apart. */
  constructor(purpose: string, secret: string, before: readonly string[] = []) {
    const derive = (from: string): Key => {
      const key = Buffer.from(hkdfSync('sha256', from, 'stoa', purpose, 32))
      const id = createHash('sha256')
        .update('name of the key')
        .update(key)
        .digest('hex')
        .slice(0, 12)
      return { id, key }
    }
    this.#keys = [derive(secret), ...before.map(derive)]
  }

  /** The key that seals now. */
  get keyId(): string {
    return this.#keys[0].id
  }

  /** `about` is bound to it: it opens only for the same thing, so no row can be put in another's place. */
  seal(text: string, about: string): Sealed {
    const { id, key } = this.#keys[0]
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return { with: id, nonce, sealed }
  }

  /** undefined: it was sealed with another secret, for another thing, or was changed since. */
  open({ with: id, nonce, sealed }: Sealed, about: string): string | undefined {
    const found = this.#keys.find((one) => one.id === id)
    if (!found) return undefined
    try {
      const decipher = createDecipheriv('aes-256-gcm', found.key, nonce)
        .setAAD(Buffer.from(about))
        .setAuthTag(sealed.subarray(-TAG_BYTES))
      const text = Buffer.concat([
        decipher.update(sealed.subarray(0, -TAG_BYTES)),
        decipher.final(),
      ])
      return text.toString('utf8')
    } catch {
      return undefined
    }
  }
}
