import { type Query, raw, sql } from '#base'
import type { CoEducator } from '#earnings'

export type CoEducatorState = 'invited' | 'accepted' | 'declined' | 'left' | 'removed'

/** Somebody who teaches a session beside its educator, or was asked to. */
export type CoTeaching = {
  educatorId: string
  name: string
  /** What of the price is their part, in basis points. */
  share: number
  state: CoEducatorState
  stateAt: Temporal.Instant
}

/** All who were ever asked, those who teach first. */
export async function coEducatorsOf(q: Query, session: string): Promise<CoTeaching[]> {
  return await q<CoTeaching>`
    select educator_id as "educatorId", name, share, state, state_at as "stateAt" from live.co_educator
    where session_id = ${session}
    order by array_position(array['accepted', 'invited', 'declined', 'left', 'removed'], state), name, educator_id`
}

/** Those who have agreed, with their shares, in one order for everybody: what a booking that is made now freezes. */
export async function agreedOf(q: Query, session: string): Promise<CoEducator[]> {
  return await q<CoEducator>`
    select educator_id as educator, share from live.co_educator
    where session_id = ${session} and state = 'accepted' order by educator_id`
}

/** Who teaches a session beside its educator, for what part of the price, as text that can be compared. */
export const othersOf = (session: 's' | 't') =>
  raw(`(select coalesce(string_agg(c.educator_id || ' ' || c.share, ',' order by c.educator_id), '')
    from live.co_educator c where c.session_id = ${session}.id and c.state = 'accepted')`)

/** Whether somebody has agreed to teach this session beside its educator. */
export async function teachesToo(q: Query, session: string, person: string): Promise<boolean> {
  const [row] = await q`
    select 1 as one from live.co_educator
    where session_id = ${session} and educator_id = ${person} and state = 'accepted'`
  return row !== undefined
}

/** The same as a condition: the sessions (of alias `s`) that somebody teaches, alone or with others. */
export const taughtBy = (person: string) => sql`(s.educator_id = ${person} or s.id in (
  select session_id from live.co_educator where educator_id = ${person} and state = 'accepted'))`

/** The institution, or Platform Creators, that a session's educator gives it for. */
export async function houseOf(q: Query, session: string): Promise<string | undefined> {
  const [row] = await q<{ id: string }>`
    select organization_id as id from live.session where id = ${session}`
  return row?.id
}

/** A session that somebody is asked to teach, or teaches, beside its educator. */
export type Shared = {
  sessionId: string
  title: string
  start: Temporal.Instant
  end: Temporal.Instant
  zone: string
  educatorId: string
  educatorName: string
  share: number
  state: 'invited' | 'accepted'
  askedAt: Temporal.Instant
}

/** What somebody is asked to teach beside others and has not answered, and what they teach so; soonest first. */
export async function sharedWith(
  q: Query,
  person: string,
  now: Temporal.Instant,
): Promise<Shared[]> {
  return await q<Shared>`
    select s.id as "sessionId", s.title, s.starts_at as start, s.ends_at as "end", s.zone,
      s.educator_id as "educatorId", s.educator_name as "educatorName", c.share, c.state, c.state_at as "askedAt"
    from live.co_educator c join live.session s on s.id = c.session_id
    where c.educator_id = ${person} and c.state in ('invited', 'accepted')
      and s.state in ('draft', 'published', 'started') and s.ends_at > ${now}
    order by s.starts_at, s.id limit 200`
}
