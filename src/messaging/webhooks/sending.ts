import { type Answered, atomically, type Db, OutsideFault, record, sql } from '#base'
import { secretsOf, type Webhooks } from './receivers.ts'
import { signed } from './signing.ts'

/**
 * Minutes from one try to the next: three days and five hours in all. Standard Webhooks recommends this
 * rhythm, so that a receiver may be away for a weekend.
 */
const PAUSES = [1, 5, 30, 120, 300, 600, 840, 1_200, 1_440] as const
/** A receiver that takes nothing for so long is disabled. */
export const DISABLED_AFTER_DAYS = 5
/** A try that was begun and never ended, because its process was killed, is made again after so long. */
const BEGUN_MINUTES = 2
const TIMEOUT_MILLISECONDS = 15_000
const EXCERPT_BYTES = 2_048
/** Receivers that are spoken to side by side; each hears of one event after the other. */
const SIDE_BY_SIDE = 8

/** When the next event is to be sent. */
export const nextEvent = sql`select min(next_try_at) from messaging.delivery where state = 'waiting'`

export type Clocks = {
  now: () => Temporal.Instant
  /** The machine's own hour, which receivers compare with theirs; a sandbox's clock may be far from it. */
  wall: () => Temporal.Instant
}

/** Runs that go on in this process. */
const sending = new Set<Webhooks>()

/**
 * Sends what is due, to many receivers side by side. At most one such run goes on in a process, so that
 * slow receivers take one worker of the queue and no more; whoever comes while it goes on need not wait:
 * it looks again before it ends. A killed process loses nothing: a try is marked as begun before it is
 * made, and made again under the same webhook-id when it was never marked as ended.
 */
export async function sendEvents(db: Db, webhooks: Webhooks, clocks: Clocks): Promise<number> {
  if (sending.has(webhooks)) return 0
  sending.add(webhooks)
  try {
    return await sendAll(db, webhooks, clocks)
  } finally {
    sending.delete(webhooks)
  }
}

async function sendAll(db: Db, webhooks: Webhooks, clocks: Clocks): Promise<number> {
  // Switched off while an event was being written down for it.
  await db`update messaging.delivery d set state = 'held', next_try_at = null from messaging.receiver r
    where r.id = d.receiver_id and r.state <> 'on' and d.state = 'waiting'`
  let delivered = 0
  // Who has just failed is left alone until the next run, a minute from now.
  const failed: string[] = []
  for (;;) {
    const due = await db<{ receiver_id: string }>`
      select receiver_id from messaging.delivery
      where state = 'waiting' and next_try_at <= ${clocks.now()} and receiver_id <> all (${failed}::uuid[])
      group by receiver_id order by min(next_try_at), receiver_id limit ${SIDE_BY_SIDE}`
    if (due.length === 0) return delivered
    await Promise.all(
      due.map(async ({ receiver_id: receiver }) => {
        const count = await sendTo(db, webhooks, receiver, clocks)
        delivered += count.delivered
        if (count.failed || count.delivered === 0) failed.push(receiver)
      }),
    )
  }
}

type Begun = {
  id: string
  body: string
  tries: number
  attempts: number
  url: string
  at: Temporal.Instant
}

/** Sends a receiver what is due, one after the other, until one fails. */
async function sendTo(db: Db, webhooks: Webhooks, receiver: string, clocks: Clocks) {
  for (let delivered = 0; ; delivered++) {
    const begun = await begin(db, receiver, clocks.now())
    if (!begun) return { delivered, failed: false }
    const secrets = await secretsOf(db, webhooks, receiver, clocks.now())
    const outcome = await ask(webhooks, begun, secrets, clocks)
    await end(db, receiver, begun, outcome, clocks.now())
    if (!outcome.ok) return { delivered, failed: true }
  }
}

/** Marks one as begun, so that nobody else takes it, and so that it comes again if this is the last we do. */
async function begin(db: Db, receiver: string, now: Temporal.Instant): Promise<Begun | undefined> {
  const [row] = await db<Begun>`
    update messaging.delivery d set tries = d.tries + 1, attempts = d.attempts + 1,
      next_try_at = ${now.add({ minutes: BEGUN_MINUTES })}
    from messaging.receiver r
    where r.id = d.receiver_id and r.state = 'on' and d.id = (
      select id from messaging.delivery
      where receiver_id = ${receiver} and state = 'waiting' and next_try_at <= ${now}
      order by next_try_at, id limit 1 for update skip locked)
    returning d.id, d.body, d.tries, d.attempts, r.url, d.at`
  return row
}

type Outcome = {
  ok: boolean
  tookMs: number
  status: number | null
  error: string | null
  excerpt: string
  retryAfterSeconds: number
}

async function ask(
  webhooks: Webhooks,
  { id, body, url }: Begun,
  secrets: readonly string[],
  { wall }: Clocks,
): Promise<Outcome> {
  const start = wall()
  const ended = (rest: Partial<Outcome>): Outcome => ({
    ok: false,
    status: null,
    error: null,
    excerpt: '',
    retryAfterSeconds: 0,
    ...rest,
    tookMs: Math.max(0, Math.round(wall().since(start).total('milliseconds'))),
  })
  if (secrets.length === 0)
    return ended({ error: 'Its secret cannot be opened with STOA_SECRET as it is now.' })
  try {
    const answered = await webhooks.outside.ask({
      url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Stoa-Webhooks/1',
        ...signed(secrets, { id: `msg_${id}`, body }, start),
      },
      body,
      timeoutMs: TIMEOUT_MILLISECONDS,
      mostBytes: EXCERPT_BYTES,
    })
    return ended({
      ok: answered.status >= 200 && answered.status < 300,
      status: answered.status,
      excerpt: readable(answered),
      retryAfterSeconds: Number(
        /^\d{1,5}$/.exec(String(answered.headers['retry-after']))?.[0] ?? 0,
      ),
    })
  } catch (error) {
    if (error instanceof OutsideFault) return ended({ error: error.message })
    throw error
  }
}

/** Text as PostgreSQL keeps it. */
const readable = ({ body }: Answered) =>
  body.toString('utf8').replaceAll('\u0000', '').slice(0, 1_000)

async function end(
  db: Db,
  receiver: string,
  begun: Begun,
  outcome: Outcome,
  now: Temporal.Instant,
): Promise<void> {
  const { ok, tookMs, status, error, excerpt, retryAfterSeconds } = outcome
  await atomically(db, async (tx) => {
    // The receiver first: of two that end at one time, one sees what the other wrote.
    const [row] = await tx<{ failing_since: Temporal.Instant | null; state: string }>`
      select failing_since, state from messaging.receiver where id = ${receiver} for update`
    await tx`
      insert into messaging.delivery_attempt (delivery_id, number, at, took_ms, status, error, excerpt)
      values (${begun.id}, ${begun.attempts}, ${now}, ${tookMs}, ${status}, ${error}, ${excerpt})
      on conflict do nothing`
    if (ok) {
      await tx`update messaging.delivery set state = 'delivered', next_try_at = null, delivered_at = ${now}
        where id = ${begun.id}`
      await tx`update messaging.receiver set failing_since = null
        where id = ${receiver} and failing_since is not null`
      return
    }
    const pause = PAUSES[begun.tries - 1]
    const asked = Math.min(Math.ceil(retryAfterSeconds / 60), 1_440)
    await tx`
      update messaging.delivery set
        state = ${pause === undefined ? 'failed' : 'waiting'},
        next_try_at = ${pause === undefined ? null : now.add({ minutes: Math.max(pause, asked) })}
      where id = ${begun.id} and state = 'waiting'`
    const since = row!.failing_since ?? now
    await tx`update messaging.receiver set failing_since = ${since} where id = ${receiver}`
    const days = Math.floor(now.since(since).total('hours') / 24)
    // 410: whoever is there says that nobody is there any more (Standard Webhooks).
    if (row!.state === 'on' && (days >= DISABLED_AFTER_DAYS || status === 410))
      await disable(tx, receiver, days, now)
  })
}

/** What waits is held, and whoever set it up is told. */
async function disable(
  tx: Parameters<Parameters<typeof atomically>[1]>[0],
  receiver: string,
  days: number,
  now: Temporal.Instant,
): Promise<void> {
  const [row] = await tx<{ organization_id: string | null; url: string; made_by: string }>`
    update messaging.receiver set state = 'disabled', state_at = ${now}, state_by = 'schedule'
    where id = ${receiver} returning organization_id, url, made_by`
  await tx`update messaging.delivery set state = 'held', next_try_at = null
    where receiver_id = ${receiver} and state = 'waiting'`
  await record(tx, {
    kind: 'webhook.disabled',
    about: { type: 'receiver', id: receiver },
    at: now,
    data: {
      organizationId: row!.organization_id,
      url: row!.url,
      madeBy: row!.made_by,
      days,
    },
  })
}
