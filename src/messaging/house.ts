import { atomically, type Config, type Db, type Query, type Tx } from '#base'
import { PLATFORM } from '#ledger'
import type { Letter } from './letters.ts'
import { type Handing, type Mail, MailFault } from './mail.ts'
import type { Content, Sender } from './message.ts'
import {
  addProvider,
  changeProvider,
  listProviders,
  type MessageProviders,
} from './providers/index.ts'
import { addMessageKey, openMessageKeys } from './providers/keys.ts'
import { type Accepted, accept } from './sending/index.ts'

/**
 * The house's own e-mails, by the pipe that all messages go through: ways with their weights, failover and
 * health, cost from the operator's stock. The outbox keeps them, hands each over under one key, and asks
 * after it under the same key.
 */

const HOUSE: Sender = { type: 'platform', id: PLATFORM.id }
/** Longer than the pipe would wait by itself: a weekend's outage of a provider loses nothing. */
const RUNS_OUT_HOURS = 45
/** As long as a provider may still tell what became of one. */
const UNKNOWN_HOURS = 72

/** Opens it. Where no provider of e-mail is set up, nothing leaves, and the outbox is where it is read. */
export function openHouseMail({ mailFrom }: Pick<Config, 'mailFrom'>): Mail {
  return {
    from: mailFrom,
    carries,
    send: (letter, handing) => hand(letter, handing, mailFrom),
    close() {},
  }
}

/** The sandbox carries no letters of the house: they would look sent, and nobody would get them. */
async function carries(q: Query): Promise<boolean> {
  const found = await q`
    select from messaging.provider where active and kind <> 'sandbox' and 'email' = any(ways) limit 1`
  return found.length > 0
}

async function hand(
  letter: Letter,
  { tx, secret, now }: Handing,
  mailFrom: string,
): Promise<'handed' | undefined> {
  const [answer] = await accept(
    tx,
    HOUSE,
    [
      {
        key: `email:${letter.id}`,
        way: 'email',
        to: letter.to,
        // What lets its bearer in leaves first, and its words are not kept once it has left.
        category: secret ? 'authentication' : 'utility',
        lane: secret ? 'otp' : 'transactional',
        content: contentOf(letter, mailFrom),
        about: { type: 'email', id: letter.id },
        expiresAt: now.add({ hours: RUNS_OUT_HOURS }),
      },
    ],
    now,
  )
  return await standing(tx, answer!, now)
}

function contentOf(letter: Letter, mailFrom: string): Content {
  const { id, subject, text, html, headers, calendar } = letter
  const [, name, address] = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(mailFrom) ?? []
  const from = address ? { ...(name ? { name } : {}), address } : { address: mailFrom.trim() }
  return { way: 'email', id, from, subject, text, html, headers, ...(calendar ? { calendar } : {}) }
}

/** What is known of it by now. Throws a MailFault where it did not leave, and will not. */
async function standing(
  tx: Tx,
  { id, state, refusal }: Accepted,
  now: Temporal.Instant,
): Promise<'handed' | undefined> {
  if (state === 'waiting' || state === 'leaving') return 'handed'
  if (state === 'refused' || !id)
    throw new MailFault(
      refusal === 'recipient_suppressed' ? 'address' : 'letter',
      `not sent: ${refusal}`,
    )
  if (state !== 'failed' && state !== 'unknown') return undefined
  const [told] = await tx<{ class: string | null; said: string | null; at: Temporal.Instant }>`
    select a.class, coalesce(a.said, m.said, m.reason) as said, m.accepted_at as at
    from messaging.message m left join messaging.attempt a on a.message_id = m.id
    where m.id = ${id} order by a.number desc nulls last limit 1`
  const words = told?.said ?? 'no reason was given'
  if (state === 'unknown') {
    // It may have arrived, so it is not sent again; a report may still come.
    if (now.since(told!.at).total('hours') < UNKNOWN_HOURS) return 'handed'
    throw new MailFault('over', `nobody knows whether it arrived: ${words}`)
  }
  throw new MailFault(KINDS[told?.class ?? ''] ?? 'over', words)
}

const KINDS: Record<string, MailFault['kind']> = {
  bad_recipient: 'address',
  no_consent: 'address',
  bad_content: 'letter',
}

/** What the provider that stands for SMTP_URL is called. */
const SMTP_URL = 'SMTP_URL'

/**
 * Makes the mail server of SMTP_URL a provider of e-mail like any other, at every start; where it is not set
 * any more, that provider is switched off. Whoever sets up others may give them their weights beside it.
 */
export async function followSmtpUrl(
  db: Db,
  providers: Pick<MessageProviders, 'box' | 'reload'>,
  { smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>,
  now: Temporal.Instant,
): Promise<void> {
  const by = 'SMTP_URL'
  const faultOf = () => undefined
  await atomically(db, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('messaging.smtp_url', 0))`
    const known = (await listProviders(tx)).find((one) => one.name === SMTP_URL)
    if (!smtpUrl) {
      if (known?.active) await changeProvider(tx, { id: known.id, active: false, by, faultOf }, now)
      return
    }
    const url = new URL(smtpUrl)
    const address = `${url.protocol}//${url.host}${url.search}`
    const settings = { from: mailFrom }
    const { id } =
      known ??
      (await addProvider(
        tx,
        providers.box,
        { kind: 'smtp', name: SMTP_URL, address, settings, by, faultOf },
        now,
      ))
    if (known) await changeProvider(tx, { id, address, settings, by, faultOf }, now)
    if (url.username) {
      const name = decodeURIComponent(url.username)
      const text = decodeURIComponent(url.password)
      const { keys } = await openMessageKeys(tx, providers.box)
      const same = keys.some((key) => key.provider === id && key.name === name && key.text === text)
      const given = { provider: id, purpose: 'access', text, name, hours: 0, by } as const
      if (!same) await addMessageKey(tx, providers.box, given, now)
    }
    await changeProvider(tx, { id, active: true, by, faultOf }, now)
  })
  await providers.reload()
}
