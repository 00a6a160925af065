import { atomically, type Db, sql, type Tx } from '#base'
import { type SuppressedFor, suppress } from '../contacts/index.ts'
import type { Lane, WrittenFrom } from '../message.ts'
import { type Classified, classify, ProviderFault, type Submitted } from '../providers/index.ts'
import { REPORT_HOURS } from './claiming.ts'
import { noteOutcomes, type Outcome } from './minding.ts'
import { pauseRefused } from './pausing.ts'
import { takeEarly } from './reporting.ts'
import type { Route } from './routes.ts'

/** What became of telling a provider. */
export type Answered = {
  attempt: string
  message: string
  route: Route
  lane: Lane
  at: Temporal.Instant
  took: number
} & ({ submitted: Submitted } | { fault: Error })

/** One that was not taken, or that nobody knows of. */
type Fault = Extract<Answered, { fault: Error }> & { says: Classified; code: string }

/** Pauses before another try of the same provider: what is urgent waits less. */
const PAUSES: Record<Lane, readonly number[]> = {
  otp: [1, 3, 6, 10],
  transactional: [5, 30, 120, 600],
  bulk: [15, 60, 300, 900],
}

/** Nothing of it is out, and it is of no use to try again. */
const ENDS = new Set(['bad_recipient', 'no_consent', 'bad_content', 'window_closed'])

/**
 * Writes down what providers answered. Taken: accepted. Refused: another way or another try, or its end, by the
 * class of the fault. Not known whether it was taken: unknown, and that is where it stays until it is reported on.
 */
export async function recordAnswers(
  db: Db,
  answers: readonly Answered[],
  lane: Lane,
): Promise<{ changed: boolean }> {
  const faults: Fault[] = []
  for (const answer of answers)
    if ('fault' in answer) faults.push({ ...answer, ...(await meaningOf(db, answer)) })
  const taken = answers.filter((one) => 'submitted' in one)
  return atomically(db, async (tx) => {
    await tx`select from messaging.message where id = any(${answers.map(({ message }) => message)}::uuid[])
      order by id for update`
    await writeTaken(tx, taken)
    await writeFaults(tx, faults, lane)
    const outcomes = [
      ...taken.map((one): Outcome => ({ ...one, what: 'taken' })),
      ...faults.map(outcomeOf),
    ]
    return noteOutcomes(tx, outcomes)
  })
}

/** What is thrown without being a fault of a provider is an error of ours, and nobody knows how far it came. */
async function meaningOf(
  db: Db,
  { fault, route }: Answered & { fault: Error },
): Promise<{ says: Classified; code: string }> {
  if (fault instanceof ProviderFault)
    return { says: await classify(db, route.kind, fault), code: fault.code }
  const says: Classified = { class: 'unknown', charged: null, words: fault.message, known: false }
  return { says, code: 'no_answer' }
}

function outcomeOf(fault: Fault): Outcome {
  const { says } = fault
  if (says.class === 'unknown') return { ...fault, what: 'unknown', why: says.words }
  if (ENDS.has(says.class)) return { ...fault, what: 'refused' }
  const asksToWait = (fault.fault as ProviderFault).retryAfterMs !== undefined
  if (says.class === 'retry' && asksToWait) return { ...fault, what: 'refused' }
  const breaks = says.class === 'out_of_stock' || says.class === 'configuration'
  return { ...fault, what: 'error', why: says.words, breaks }
}

type Taken = Extract<Answered, { submitted: Submitted }>

async function writeTaken(tx: Tx, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return
  const of = <Item>(take: (one: Taken) => Item) => taken.map(take)
  await tx`
    update messaging.attempt a set state = 'accepted', answered_at = t.at, took_ms = t.took, ref = coalesce(a.ref, t.ref),
      segments = t.segments, cost = t.cost
    from unnest(${of(({ attempt }) => attempt)}::uuid[], ${of(({ at }) => at)}::timestamptz[],
      ${of(({ took }) => took)}::integer[], ${of(({ submitted }) => submitted.ref)}::text[],
      ${of(({ submitted }) => submitted.segments)}::integer[], ${of(({ submitted }) => submitted.cost)}::text[])
      as t (id, at, took, ref, segments, cost)
    where a.id = t.id and a.state in ('leaving', 'unknown')`
  await tx`
    update messaging.message m set state = case when messaging.rank(m.state) < messaging.rank('accepted') then 'accepted' else m.state end,
      state_at = case when messaging.rank(m.state) < messaging.rank('accepted') then t.at else m.state_at end,
      told_segments = coalesce(m.told_segments, t.segments), content = messaging.without_secret(m.category, m.content)
    from unnest(${of(({ message }) => message)}::uuid[], ${of(({ at }) => at)}::timestamptz[],
      ${of(({ submitted }) => submitted.segments)}::integer[]) as t (id, at, segments)
    where m.id = t.id`
  for (const [provider, own] of Map.groupBy(taken, ({ route }) => route.provider))
    await takeEarly(
      tx,
      provider,
      own.map(({ submitted }) => submitted.ref),
      own[0]!.at,
    )
}

async function writeFaults(tx: Tx, faults: readonly Fault[], lane: Lane): Promise<void> {
  if (faults.length === 0) return
  const of = <Item>(take: (one: Fault) => Item) => faults.map(take)
  const attempts = await tx<{
    id: string
    number: number
    organization_id: string | null
    to_address: string
    state: string
    written: WrittenFrom | null
    left_at: Temporal.Instant
  }>`
    update messaging.attempt a set state = case when t.class = 'unknown' then 'unknown' else 'refused' end,
      answered_at = t.at, took_ms = t.took, code = t.code, class = t.class, said = t.said
    from unnest(${of(({ attempt }) => attempt)}::uuid[], ${of(({ at }) => at)}::timestamptz[],
      ${of(({ took }) => took)}::integer[], ${of(({ code }) => code.slice(0, 80))}::text[],
      ${of(({ says }) => says.class)}::text[], ${of(({ says }) => says.words.slice(0, 500))}::text[])
      as t (id, at, took, code, class, said), messaging.message m
    where a.id = t.id and a.state = 'leaving' and m.id = a.message_id
    returning a.id, a.number, a.left_at, m.organization_id, m.to_address, m.state, m.content -> 'writtenFrom' as written`
  const numbers = new Map(attempts.map((one) => [one.id, one]))
  const next = faults.flatMap((one) => {
    const found = numbers.get(one.attempt)
    return found ? [{ ...one, ...found, ...nextOf(one, found.number, lane) }] : []
  })
  await tx`
    update messaging.message m set state = t.state, state_at = t.at,
      due_at = coalesce(t.due_at, m.due_at), waits_for = case when t.state = 'waiting' then 'another try' end,
      reason = case when t.state in ('failed', 'unknown') then t.code end, said = t.said,
      settle_at = case t.state when 'failed' then t.at when 'unknown' then m.settle_at end,
      content = case when t.state = 'waiting' then m.content else messaging.without_secret(m.category, m.content) end
    from unnest(${next.map(({ message }) => message)}::uuid[], ${next.map(({ becomes }) => becomes)}::text[],
      ${next.map(({ at }) => at)}::timestamptz[], ${next.map(({ dueAt }) => dueAt)}::timestamptz[],
      ${next.map(({ code }) => code)}::text[], ${next.map(({ says }) => says.words.slice(0, 500))}::text[])
      as t (id, state, at, due_at, code, said)
    where m.id = t.id and m.state = 'leaving'`
  for (const one of next) {
    const reason = SUPPRESSES[one.says.class]
    if (!reason || !one.says.known) continue
    const { organization_id: organization, to_address: address, route, attempt } = one
    await suppress(tx, { organization, way: route.way, address, reason, source: attempt }, one.at)
  }
  await pauseRefused(
    tx,
    next
      .filter(({ says }) => says.class === 'bad_content' && says.known)
      .map(({ route, says, organization_id, written, left_at, at }) => ({
        at: { id: route.provider, kind: route.kind },
        organization: organization_id,
        written,
        reason: says.words,
        leftAt: left_at,
        now: at,
      })),
  )
}

/** Refused at the door for good: nothing more is sent there. */
const SUPPRESSES: Partial<Record<string, Exclude<SuppressedFor, 'soft_bounces'>>> = {
  bad_recipient: 'bad_address',
  no_consent: 'opted_out',
}

function nextOf(
  { says, at, fault }: Fault,
  number: number,
  lane: Lane,
): { becomes: 'unknown' | 'failed' | 'waiting'; dueAt: Temporal.Instant | undefined } {
  if (says.class === 'unknown') return { becomes: 'unknown', dueAt: undefined }
  if (ENDS.has(says.class)) return { becomes: 'failed', dueAt: undefined }
  if (says.class !== 'retry') return { becomes: 'waiting', dueAt: at }
  const pauses = PAUSES[lane]
  const seconds = pauses[Math.min(number, pauses.length) - 1]!
  const asked = (fault as ProviderFault).retryAfterMs ?? 0
  return { becomes: 'waiting', dueAt: at.add({ milliseconds: Math.max(asked, seconds * 1_000) }) }
}

/** When the next call has gone unanswered for too long. */
export const nextMissedDeparture = sql`
  select min(answer_by) from messaging.attempt where state = 'leaving'`

/** Departures that nobody answered in time, or whose process is no more: unknown, and never sent again. Gives how many. */
export async function missAnswersOf(db: Db, now: Temporal.Instant): Promise<number> {
  return atomically(db, async (tx) => {
    const late = await tx<{ id: string; message_id: string }>`
      select id, message_id from messaging.attempt where state = 'leaving' and answer_by <= ${now} limit 1000`
    if (late.length === 0) return 0
    const messages = late.map(({ message_id }) => message_id)
    await tx`select from messaging.message where id = any(${messages}::uuid[]) order by id for update`
    await tx`
      update messaging.attempt set state = 'unknown', answered_at = ${now}, code = 'no_answer', class = 'unknown',
        said = 'Nobody knows whether it was taken.'
      where id = any(${late.map(({ id }) => id)}::uuid[]) and state = 'leaving'`
    await tx`
      update messaging.message set state = 'unknown', state_at = ${now}, reason = 'no_answer',
        content = messaging.without_secret(category, content),
        settle_at = coalesce(settle_at, ${now.add({ hours: REPORT_HOURS })})
      where id = any(${messages}::uuid[]) and state = 'leaving'`
    return late.length
  })
}
