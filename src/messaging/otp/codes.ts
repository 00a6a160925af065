import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto'
import { type Config, secretOf } from '#base'

/** The key under which codes are kept. It is derived from the master secret, and is not in the database. */
export type OtpKey = Buffer

export const openOtp = (config: Config): OtpKey =>
  Buffer.from(hkdfSync('sha256', secretOf(config), 'stoa', 'one-time passwords', 32))

/**
 * A code of so many digits. `randomInt` throws away what would make some digits likelier than others, so
 * each code is as likely as any other; zeros in front count.
 */
export const newCode = (length: number): string =>
  randomInt(10 ** length)
    .toString()
    .padStart(length, '0')

/** What is kept of a code: of no use for another request, nor without the key. */
export const hashOf = (key: OtpKey, id: string, code: string): Buffer =>
  createHmac('sha256', key).update(`${id}\n${code}`).digest()

/** Whether a code is one of those; takes as long whether it is or not. */
export function isOneOf(hash: Buffer, kept: readonly Buffer[]): boolean {
  let found = false
  for (const one of kept) found = timingSafeEqual(one, hash) || found
  return found
}
