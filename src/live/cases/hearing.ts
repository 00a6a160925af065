import { createHash } from 'node:crypto'
import { type FileKind, fileKind, fileName, newId, type Query, record, type Tx } from '#base'
import { refuse } from '../problems.ts'
import { lockHeard, peopleOf, sideOf } from './case.ts'

/** Who speaks in a case: one of the two, or staff. */
export type Speaker = { person: string; staff: boolean }
type Voice = 'learner' | 'educator' | 'staff'

export type CaseMessage = {
  id: string
  side: Voice
  by: string
  staffOnly: boolean
  words: string
  at: Temporal.Instant
}
export type CaseFile = {
  id: string
  side: Voice
  name: string
  kind: FileKind
  size: number
  at: Temporal.Instant
}

const FILES_OF_A_SIDE = 10

/** The booking, and as whom somebody speaks: whoever is a side is one, whatever roles they have. */
async function enter(tx: Tx, id: string, { person, staff }: Speaker) {
  const { booking } = await lockHeard(tx, id)
  const isSide = person === booking.learnerId || person === booking.educatorId
  const side: Voice = staff && !isSide ? 'staff' : sideOf(booking, person)
  return { booking, side }
}

/**
 * A side, or staff, say something in a case; the others read it. Staff may write a note for staff alone.
 * Refusals, in order: unknown_booking (also for strangers), case_over.
 */
export async function sayInCase(
  tx: Tx,
  id: string,
  speaker: Speaker,
  message: { words: string; staffOnly?: boolean | undefined },
  now: Temporal.Instant,
): Promise<string> {
  const { booking, side } = await enter(tx, id, speaker)
  const staffOnly = side === 'staff' && message.staffOnly === true
  const message_ = newId()
  await tx`
    insert into live.case_message (id, booking_id, side, staff_only, words, by, at)
    values (${message_}, ${id}, ${side}, ${staffOnly}, ${message.words}, ${`person:${speaker.person}`}, ${now})`
  if (!staffOnly) {
    await record(tx, {
      kind: 'case.message',
      about: { type: 'booking', id },
      at: now,
      data: { ...peopleOf(booking), side },
    })
  }
  return message_
}

/**
 * Takes in a file as evidence: a paper or a picture, by what it is and not by what it is called. The same file
 * again is there once. Refusals, in order: unknown_booking, case_over, case_file_not_like, case_files_full.
 */
export async function addCaseFile(
  tx: Tx,
  id: string,
  speaker: Speaker,
  given: { name: string; bytes: Buffer },
  now: Temporal.Instant,
): Promise<string> {
  const { side } = await enter(tx, id, speaker)
  const kind = fileKind(given.bytes)
  if (!kind) throw refuse('case_file_not_like')
  const hash = createHash('sha256').update(given.bytes).digest()
  const there = await tx<{ id: string; side: string; same: boolean }>`
    select id, side, hash = ${hash} as same from live.case_file where booking_id = ${id}`
  const same = there.find((one) => one.same)
  if (same) return same.id
  if (there.filter((one) => one.side === side).length >= FILES_OF_A_SIDE)
    throw refuse('case_files_full')
  const file = newId()
  await tx`
    insert into live.case_file (id, booking_id, side, name, kind, bytes, hash, by, at)
    values (${file}, ${id}, ${side}, ${fileName(given.name, kind)}, ${kind}, ${given.bytes}, ${hash},
      ${`person:${speaker.person}`}, ${now})`
  return file
}

/** One file of a case, whole. Refusal: case_file_unknown. */
export async function caseFile(
  q: Query,
  booking: string,
  id: string,
): Promise<{ name: string; kind: FileKind; bytes: Buffer }> {
  const [found] = await q<{ name: string; kind: FileKind; bytes: Buffer }>`
    select name, kind, bytes from live.case_file where booking_id = ${booking} and id = ${id}`
  if (!found) throw refuse('case_file_unknown')
  return found
}

export async function messagesOf(q: Query, booking: string): Promise<CaseMessage[]> {
  return await q<CaseMessage>`
    select id, side, by, staff_only as "staffOnly", words, at from live.case_message
    where booking_id = ${booking} order by at, id limit 500`
}

export async function filesOf(q: Query, booking: string): Promise<CaseFile[]> {
  return await q<CaseFile>`
    select id, side, name, kind, length(bytes) as size, at from live.case_file
    where booking_id = ${booking} order by at, id`
}
