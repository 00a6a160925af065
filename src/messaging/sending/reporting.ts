import { isId, raw, type Tx } from '#base'
import { suppress } from '../contacts/index.ts'
import type { Category, Way, WrittenFrom } from '../message.ts'
import { errorCodes, type ProviderKind, type Told } from '../providers/index.ts'
import type { MessageState } from './asked.ts'
import { giveBackLate } from './late.ts'
import { pauseRefused, type RefusedWords } from './pausing.ts'

type Report = Extract<Told, { is: 'report' }>

/** What is known of a message after a report, from the least to the most. */
const RANK: Record<MessageState, number> = {
  waiting: 0,
  leaving: 1,
  unknown: 2,
  accepted: 3,
  sent: 4,
  failed: 5,
  delivered: 6,
  read: 7,
  refused: 9,
}

/**
 * Takes what a provider tells of messages: each event once, in any order, also of messages whose call is not
 * answered yet. What is known never becomes less: nothing takes a delivery back. Gives how many were new.
 */
export async function takeReports(
  tx: Tx,
  provider: string,
  told: readonly Told[],
  now: Temporal.Instant,
): Promise<{ fresh: number; early: number }> {
  const reports = told.filter((one): one is Report => one.is === 'report')
  if (reports.length === 0) return { fresh: 0, early: 0 }
  const attempts = await attemptsOf(tx, provider, reports)
  const fresh = new Set(await keep(tx, provider, reports, attempts, now))
  const known: Known[] = []
  for (const [index, report] of reports.entries()) {
    const attempt = attempts[index]
    if (!fresh.delete(report.event) || !attempt) continue
    known.push({ ...report, ...attempt })
  }
  await apply(tx, provider, known, now)
  const early = reports.filter((_, index) => !attempts[index]).length
  return { fresh: known.length, early }
}

type Attempt = { attempt_id: string; message: string; way: Way; left_at: Temporal.Instant }
type Known = Report & Attempt

async function attemptsOf(
  tx: Tx,
  provider: string,
  reports: readonly Report[],
): Promise<(Attempt | undefined)[]> {
  const rows = await tx<Attempt & { ord: bigint }>`
    select t.ord, coalesce(a.id, b.id) as attempt_id, coalesce(a.message_id, b.message_id) as message,
      coalesce(a.way, b.way) as way, coalesce(a.left_at, b.left_at) as left_at
    from unnest(${reports.map(({ attempt }) => (attempt && isId(attempt) ? attempt : null))}::uuid[],
        ${reports.map(({ ref }) => ref)}::text[]) with ordinality as t (attempt, ref, ord)
      left join messaging.attempt a on a.id = t.attempt and a.provider_id = ${provider}
      left join messaging.attempt b on b.provider_id = ${provider} and b.ref = t.ref
    where coalesce(a.id, b.id) is not null`
  const found: (Attempt | undefined)[] = reports.map(() => undefined)
  for (const { ord, ...attempt } of rows) found[Number(ord) - 1] = attempt
  return found
}

async function keep(
  tx: Tx,
  provider: string,
  reports: readonly Report[],
  attempts: readonly (Attempt | undefined)[],
  now: Temporal.Instant,
): Promise<string[]> {
  const of = <Item>(take: (one: Report) => Item) => reports.map(take)
  const rows = await tx<{ event: string }>`
    insert into messaging.report (provider_id, event, attempt_id, ref, state, code, said, at, taken_at, segments, category, billable)
    select ${provider}, event, attempt, ref, state, code, said, at, ${now}, segments, category, billable
    from unnest(${of(({ event }) => event)}::text[], ${attempts.map((one) => one?.attempt_id)}::uuid[],
      ${of(({ ref }) => ref)}::text[], ${of(({ state }) => state)}::text[], ${of(({ code }) => code)}::text[],
      ${of(({ words }) => words?.slice(0, 500))}::text[], ${of(({ at }) => at)}::timestamptz[],
      ${of(({ segments }) => segments)}::integer[], ${of(({ category }) => category)}::text[],
      ${of(({ billable }) => billable)}::boolean[])
      as t (event, attempt, ref, state, code, said, at, segments, category, billable)
    on conflict do nothing returning event`
  return rows.map(({ event }) => event)
}

/** What several reports say of one message, together. */
type Said = {
  message: string
  state: Report['state']
  at: Temporal.Instant
  leftAt: Temporal.Instant
  code: string | null
  words: string | null
  segments: number | null
  category: Category | null
  billable: boolean | null
}

function together(own: readonly Known[]): Said {
  const best = own.reduce((a, b) => (RANK[b.state] > RANK[a.state] ? b : a))
  // What is told of a failure says nothing of what was delivered.
  const holding = own.filter(({ state }) => best.state === 'failed' || state !== 'failed')
  const last = <Item>(take: (one: Known) => Item | undefined) =>
    holding.findLast((one) => take(one) !== undefined)
  return {
    message: best.message,
    state: best.state,
    at: best.at,
    leftAt: best.left_at,
    code: best.code ?? null,
    words: best.words ?? null,
    segments: last(({ segments }) => segments)?.segments ?? null,
    category: last(({ category }) => category)?.category ?? null,
    billable: last(({ billable }) => billable)?.billable ?? null,
  }
}

async function apply(
  tx: Tx,
  provider: string,
  known: readonly Known[],
  now: Temporal.Instant,
): Promise<void> {
  if (known.length === 0) return
  const said = [...Map.groupBy(known, ({ message }) => message).values()].map(together)
  const before = await tx<{
    id: string
    state: MessageState
    settled: boolean
    to_address: string
    organization_id: string | null
  }>`
    select id, state, settled_at is not null as settled, to_address, organization_id from messaging.message
    where id = any(${said.map(({ message }) => message)}::uuid[]) order by id for update`
  const states = new Map(before.map((one) => [one.id, one]))
  const of = <Item>(take: (one: Said) => Item) => said.map(take)
  await tx`
    update messaging.message m set
      state = case when messaging.rank(t.state) > messaging.rank(m.state) then t.state else m.state end,
      state_at = case when messaging.rank(t.state) > messaging.rank(m.state) then t.at else m.state_at end,
      reason = case when messaging.rank(t.state) <= messaging.rank(m.state) then m.reason
        when t.state = 'failed' then coalesce(t.code, 'failed') end,
      said = case when messaging.rank(t.state) <= messaging.rank(m.state) then m.said when t.state = 'failed' then t.said end,
      told_segments = case when t.idle then m.told_segments else coalesce(t.segments, m.told_segments) end,
      told_category = case when t.idle then m.told_category else coalesce(t.category, m.told_category) end,
      told_billable = case when t.idle then m.told_billable else coalesce(t.billable, m.told_billable) end,
      settle_at = case when m.settled_at is null and t.state in ('failed', 'delivered', 'read')
        then least(m.settle_at, ${now}) else m.settle_at end
    from unnest(${of(({ message }) => message)}::uuid[], ${of(({ state }) => state)}::text[], ${of(({ at }) => at)}::timestamptz[],
      ${of(({ code }) => code)}::text[], ${of(({ words }) => words?.slice(0, 500))}::text[],
      ${of(({ segments }) => segments)}::integer[], ${of(({ category }) => category)}::text[],
      ${of(({ billable }) => billable)}::boolean[],
      ${of(({ message, state }) => state === 'failed' && RANK[states.get(message)!.state] > RANK.failed)}::boolean[])
      as t (id, state, at, code, said, segments, category, billable, idle)
    where m.id = t.id and m.state <> 'waiting'`
  const risen = known.filter((one) => RANK[one.state] > RANK[states.get(one.message)!.state])
  await tally(tx, provider, risen, now)
  const failed = said.filter(({ message, state }) => {
    const was = states.get(message)!
    return state === 'failed' && RANK[was.state] < RANK.failed && was.state !== 'waiting'
  })
  await follow(tx, provider, failed, states, now)
  const late = failed.filter(({ message }) => states.get(message)!.settled)
  if (late.length > 0)
    await giveBackLate(
      tx,
      late.map(({ message }) => message),
      now,
    )
}

/** An address that takes nothing counts as a soft bounce of its way; one that wants nothing is not written to again; words that are refused are paused there. */
async function follow(
  tx: Tx,
  provider: string,
  failed: readonly Said[],
  states: ReadonlyMap<string, { to_address: string; organization_id: string | null }>,
  now: Temporal.Instant,
): Promise<void> {
  const coded = failed.filter(({ code }) => code)
  if (coded.length === 0) return
  const [row] = await tx<{
    kind: ProviderKind
  }>`select kind from messaging.provider where id = ${provider}`
  const { kind } = row!
  const codes = new Map((await errorCodes(tx, kind)).map((one) => [one.code, one]))
  const more = await tx<{ id: string; way: Way; written: WrittenFrom | null }>`
    select id, way, content -> 'writtenFrom' as written from messaging.message
    where id = any(${coded.map(({ message }) => message)}::uuid[])`
  const moreOf = new Map(more.map((one) => [one.id, one]))
  const refused: RefusedWords[] = []
  for (const { message, code, leftAt } of coded) {
    const { to_address: address, organization_id: organization } = states.get(message)!
    const { way, written } = moreOf.get(message)!
    const { class: of, words: reason } = codes.get(code!) ?? {}
    // Bounces of e-mail are told as such, with what lasts and what does not.
    if (way === 'email') continue
    const at = { id: provider, kind }
    if (of === 'bad_content')
      refused.push({ at, organization, written, reason: reason!, leftAt, now })
    if (of !== 'bad_recipient' && of !== 'no_consent') continue
    const why = of === 'no_consent' ? 'opted_out' : 'soft_bounce'
    await suppress(tx, { organization, way, address, reason: why, source: message }, now)
  }
  await pauseRefused(tx, refused)
}

async function tally(
  tx: Tx,
  provider: string,
  risen: readonly Known[],
  now: Temporal.Instant,
): Promise<void> {
  const since = now.round({
    smallestUnit: 'second',
    roundingIncrement: 10,
    roundingMode: 'floor',
  })
  const ends = risen.filter(({ state }) => state === 'delivered' || state === 'failed')
  const ways = [...Map.groupBy(ends, ({ way }) => way)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [way, own] of ways) {
    const delivered = own.filter(({ state }) => state === 'delivered')
    const seconds = delivered.map(({ left_at, at }) =>
      Math.max(0, Math.round(left_at.until(at).total('seconds'))),
    )
    const slow = seconds.filter((one) => one > 300).length
    const sum = seconds.reduce((total, one) => total + one, 0)
    await tx`
      insert into messaging.route_tally as t (way, provider_id, since, delivered, failed, slow, delivery_seconds)
      values (${way}, ${provider}, ${since}, ${delivered.length}, ${own.length - delivered.length}, ${slow}, ${sum})
      on conflict (way, provider_id, since) do update set delivered = t.delivered + excluded.delivered,
        failed = t.failed + excluded.failed, slow = t.slow + excluded.slow,
        delivery_seconds = t.delivery_seconds + excluded.delivery_seconds`
  }
}

type EarlyRow = Omit<Known, 'is' | 'words'> & { said: string | null }

const EARLY =
  raw(`r.event, r.state, r.code, r.said, r.at, r.segments, r.category, r.billable, a.id as attempt_id,
  a.message_id as message, a.way, a.left_at`)

const reportFrom = ({ said, ...row }: EarlyRow): Known => ({
  ...(Object.fromEntries(
    Object.entries(row).map(([name, one]) => [name, one ?? undefined]),
  ) as typeof row),
  words: said ?? undefined,
  is: 'report',
})

/** Reports that came before their message had a name there: those of these names, or all that fit by now. */
export async function takeEarly(
  tx: Tx,
  provider: string,
  refs: readonly string[],
  now: Temporal.Instant,
): Promise<number> {
  if (refs.length === 0) return 0
  const rows = await tx<EarlyRow>`
    update messaging.report r set attempt_id = a.id from messaging.attempt a
    where r.attempt_id is null and r.provider_id = ${provider} and r.ref = any(${refs}::text[])
      and a.provider_id = r.provider_id and a.ref = r.ref
    returning ${EARLY}`
  await apply(tx, provider, rows.map(reportFrom), now)
  return rows.length
}

/** Early reports that crossed with the answer to their call. Gives how many. */
export async function matchEarly(tx: Tx, now: Temporal.Instant): Promise<number> {
  const rows = await tx<EarlyRow & { provider_id: string }>`
    update messaging.report r set attempt_id = a.id from messaging.attempt a
    where r.attempt_id is null and a.provider_id = r.provider_id and a.ref = r.ref
    returning r.provider_id, ${EARLY}`
  for (const [provider, own] of Map.groupBy(rows, ({ provider_id }) => provider_id))
    await apply(tx, provider, own.map(reportFrom), now)
  return rows.length
}
