import type { Tx } from '#base'

/**
 * How long what was told is kept. E-mails carry names, hours and amounts of people, and nothing in them
 * is the only record of anything: invoices and receipts are documents of payments, which keeps them as
 * long as the law says; what happened is in the facts and the audit log.
 */
export const WORDS_DAYS = 90
/** That an e-mail of a kind went out, when, and how it went, for whoever asks why something was not heard. */
export const TRACE_DAYS = 400
/** Notices in a person's own list. */
export const NOTICE_DAYS = 365

/**
 * Forgets the words and addresses of old e-mails, then that they were, and old notices. What waits to be
 * sent is not forgotten. Runs every day.
 */
export async function forgetTold(tx: Tx, now: Temporal.Instant) {
  const before = (days: number) => now.subtract({ hours: 24 * days })
  const emptied = await tx`
    update messaging.email set subject = '', body = '', to_address = '', calendar = null, action = null,
      unsubscribe = null, forgotten_at = ${now}
    where forgotten_at is null and state <> 'waiting' and at < ${before(WORDS_DAYS)} returning 1`
  const traces = await tx`delete from messaging.email
    where forgotten_at is not null and at < ${before(TRACE_DAYS)} returning 1`
  const notices =
    await tx`delete from messaging.notice where at < ${before(NOTICE_DAYS)} returning 1`
  await tx`delete from messaging.refused_address where since < ${before(WORDS_DAYS)}`
  return { words: emptied.length, traces: traces.length, notices: notices.length }
}
