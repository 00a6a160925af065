import { createHash } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { atomically, type Db, isId, newId, type Query, queueWork, raw, sql, type Tx } from '#base'
import type { MessageProviders, ProviderCard } from './opening.ts'
import { refuse } from './problems.ts'
import type { Webhook } from './provider.ts'
import { same } from './proving.ts'

/** The queue's name for working notices of providers of messages. */
export const WORK_PROVIDER_NOTICES = 'messageNotices'
/** So long it is kept what a notice said. */
export const NOTICE_DAYS = 90

/**
 * Takes in what a provider tells: whether it comes by the right address, from the right network and with
 * the right signature; written down once, as it came, and worked later. False: it was here before.
 * Refusals in order: message_provider_unknown (also where the address is not the secret one),
 * signature_wrong, notice_too_old, notice_unreadable.
 */
export async function takeProviderNotice(
  { db, messageProviders }: { db: Db; messageProviders: MessageProviders },
  sent: Webhook & { provider: string; secret: string; from: string },
  now: Temporal.Instant,
): Promise<boolean> {
  await byItsAddress(messageProviders, sent)
  const card = await messageProviders.cardOf(sent.provider)
  if (!comesFrom(card, sent.from)) throw refuse('signature_wrong')
  // Somebody who tries whether the address answers.
  if (sent.body.length === 0) return false
  const adapter = await messageProviders.adapterOf(sent.provider)
  await adapter.check(sent, now)
  const { 'content-type': type } = sent.headers
  const headers = { 'content-type': type, query: new URL(sent.url).search }
  const digest = createHash('sha256').update(headers.query).update('\n').update(sent.body).digest()
  return atomically(db, async (tx) => {
    const fresh = await tx`
      insert into messaging.provider_notice
        (id, provider_id, digest, received_at, headers, body, state, next_try_at)
      values (${newId()}, ${sent.provider}, ${digest}, ${now}, ${headers}, ${sent.body}, 'received', ${now})
      on conflict (provider_id, digest) do nothing returning id`
    if (fresh.length === 0) return false
    await queueWork(tx, WORK_PROVIDER_NOTICES, {}, WORK_PROVIDER_NOTICES)
    return true
  })
}

/** Whether this is the address that the provider was given. Refusal: message_provider_unknown. */
export async function byItsAddress(
  messageProviders: MessageProviders,
  { provider, secret }: { provider: string; secret: string },
): Promise<void> {
  const secrets = isId(provider) ? await messageProviders.callbacksOf(provider) : []
  if (!secrets.some((one) => same(one, secret))) throw refuse('message_provider_unknown')
}

/** Whether its notices may come from there. */
function comesFrom({ tellsFrom }: ProviderCard, address: string): boolean {
  if (tellsFrom.length === 0) return true
  const list = new BlockList()
  for (const network of tellsFrom) {
    const [base = '', bits] = network.split('/')
    const family = isIP(base) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(base, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}

/** What came, as it was sent; its secret address is not kept. */
export const webhookOf = (row: {
  headers: { 'content-type'?: string; query?: string }
  body: Buffer
}): Webhook => ({
  headers: { 'content-type': row.headers['content-type'] },
  body: row.body,
  url: `https://stoa.invalid/${row.headers.query ?? ''}`,
})

export const NOTICE_STATES = ['received', 'done', 'ignored', 'failed'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

/** A notice of a provider, as staff see it. */
export type ProviderNotice = {
  id: string
  provider: string
  receivedAt: Temporal.Instant
  state: NoticeState
  told: number | null
  attempts: number
  error: string | null
  workedAt: Temporal.Instant | null
  nextTryAt: Temporal.Instant | null
  /** Null: forgotten. */
  size: number | null
}

const shown =
  raw(`id, provider_id as provider, received_at as "receivedAt", state, told, attempts, error,
  worked_at as "workedAt", next_try_at as "nextTryAt", length(body) as size`)

/** Notices, the latest first. */
export function providerNotices(
  q: Query,
  page: {
    provider?: string | undefined
    state?: NoticeState | undefined
    before?: { at: Temporal.Instant; id: string } | undefined
    limit: number
  },
): Promise<ProviderNotice[]> {
  const { provider, state, before, limit } = page
  return q<ProviderNotice>`
    select ${shown} from messaging.provider_notice
     where true ${provider ? sql`and provider_id = ${provider}` : sql``}
           ${state ? sql`and state = ${state}` : sql``}
           ${before ? sql`and (received_at, id) < (${before.at}, ${before.id}::uuid)` : sql``}
     order by received_at desc, id desc limit ${limit}`
}

/** One of them, with what it said. Refusal: provider_notice_unknown. */
export async function oneProviderNotice(
  q: Query,
  id: string,
): Promise<ProviderNotice & { contentType: string | null; text: string | null }> {
  const [row] = await q<
    ProviderNotice & { headers: { 'content-type'?: string }; body: Buffer | null }
  >`select ${shown}, headers, body from messaging.provider_notice where id = ${id}`
  if (!row) throw refuse('provider_notice_unknown')
  const { headers, body, ...rest } = row
  return {
    ...rest,
    contentType: headers['content-type'] ?? null,
    text: body?.toString('utf8') ?? null,
  }
}

/** Has a notice worked again, whatever came of it. Refusals: provider_notice_unknown, provider_notice_forgotten. */
export async function replayNotice(
  tx: Tx,
  id: string,
  now: Temporal.Instant,
): Promise<ProviderNotice> {
  const [row] = await tx<{ forgotten: boolean }>`
    select body is null as forgotten from messaging.provider_notice where id = ${id} for update`
  if (!row) throw refuse('provider_notice_unknown')
  if (row.forgotten) throw refuse('provider_notice_forgotten')
  const [after] = await tx<ProviderNotice>`
    update messaging.provider_notice set state = 'received', attempts = 0, next_try_at = ${now}
     where id = ${id} returning ${shown}`
  await queueWork(tx, WORK_PROVIDER_NOTICES, {}, WORK_PROVIDER_NOTICES)
  return after!
}

/** Forgets what notices said after 90 days, and what the sandbox's messages did. Answers how many. */
export async function forgetProviderNotices(
  tx: Tx,
  now: Temporal.Instant,
): Promise<{ notices: number; sandbox: number }> {
  const before = now.subtract({ hours: 24 * NOTICE_DAYS })
  const notices = await tx`
    update messaging.provider_notice
       set body = null, next_try_at = null,
           state = case when state = 'received' then 'failed' else state end,
           error = case when state = 'received' then 'It was never read, and is forgotten.' else error end
     where body is not null and received_at < ${before} returning id`
  const sandbox = await tx`
    update messaging.sandbox_message set content = null where content is not null and at < ${before} returning id`
  await tx`delete from messaging.sandbox_report where told_at < ${before}`
  return { notices: notices.length, sandbox: sandbox.length }
}
