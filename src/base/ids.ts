import { createHash, randomUUIDv7 } from 'node:crypto'

let last = { moment: 0, nth: 0 }

/**
 * A new UUIDv7: sorts by the moment it was made, and among those of one process strictly in the
 * order they were asked for (RFC 9562, 6.2, method 1: the twelve bits behind the moment count
 * within a millisecond; a clock that stands still or goes back is carried on from).
 */
export function newId(): string {
  const fresh = randomUUIDv7()
  const moment = Number.parseInt(fresh.slice(0, 8) + fresh.slice(9, 13), 16)
  if (moment > last.moment) last = { moment, nth: Number.parseInt(fresh.slice(15, 18), 16) >> 1 }
  else if (last.nth < 0xfff) last.nth++
  else last = { moment: last.moment + 1, nth: 0 }
  const time = last.moment.toString(16).padStart(12, '0')
  const nth = last.nth.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${nth}${fresh.slice(18)}`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether `text` is a UUID in its canonical lower-case form. */
export function isId(text: string): boolean {
  return UUID.test(text)
}

/**
 * The same UUID for the same words, always: names a deed that follows from another one
 * ("the commission of this booking"), so that doing it twice is doing it once.
 * RFC 9562 version 8 over SHA-256, so it can never be mistaken for a random id.
 */
export function idFrom(...words: string[]): string {
  const hash = createHash('sha256')
  for (const word of words) hash.update(`${word.length}:${word}`)
  const bytes = hash.digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
