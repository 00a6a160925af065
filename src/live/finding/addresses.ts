import type { Query } from '#base'

/** A page of ours that everybody may read, for the map of the site. */
export type Address = { id: string; title: string; changedAt: Temporal.Instant }

/** So many addresses are in one map: the most that search engines read. */
export const IN_ONE_MAP = 50_000

/** Open sessions (the soonest first is no order that lasts, so: by id), one map of them. */
export async function sessionAddresses(q: Query, number: number): Promise<Address[]> {
  return await q<Address>`
    select s.id, s.title, s.state_at as "changedAt" from live.findable f join live.session s on s.id = f.session_id
    order by f.session_id offset ${(number - 1) * IN_ONE_MAP} limit ${IN_ONE_MAP}`
}

/** Educators, one map of them. */
export async function educatorAddresses(q: Query, number: number): Promise<Address[]> {
  return await q<Address>`
    select st.educator_id as id, st.name as title, st.reckoned_at as "changedAt" from live.educator_standing st
    order by st.educator_id offset ${(number - 1) * IN_ONE_MAP} limit ${IN_ONE_MAP}`
}

/** How many there are of each. One statement. */
export async function countAddresses(q: Query): Promise<{ sessions: number; educators: number }> {
  const [row] = await q<{ sessions: number; educators: number }>`
    select (select count(*) from live.findable)::int as sessions,
      (select count(*) from live.educator_standing)::int as educators`
  return row!
}
