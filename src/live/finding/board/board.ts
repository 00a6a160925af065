import { atomically, type Db, type Fragment, type Query, raw, sql } from '#base'
import { type EducatorRow, Educators } from './educators.ts'
import { micros, type SessionRow, Sessions } from './sessions.ts'

/**
 * The notice board in the memory of a process: what counts and rankings are made from. PostgreSQL keeps the
 * truth; before each answer it is asked what has changed since the last look, so that an answer is never older
 * than the question.
 */
export type Board = {
  sessions: Sessions
  educators: Educators
  /** Numbers of educators who are not to be found now. */
  hidden: ReadonlySet<number>
}

/** So many changes come with a look; more are read in portions, so that nobody else waits meanwhile. */
const AT_ONCE = 500
const PORTION = 500
/** From so many texts on that count for nobody any more, and as many as do, the board is made anew. */
const WASTE = 20_000

const lookouts = new WeakMap<Db, Lookout>()

/** The board as it is now. */
export function boardOf(db: Db, now: Temporal.Instant): Promise<Board> {
  let lookout = lookouts.get(db)
  if (!lookout) {
    lookout = new Lookout(db)
    lookouts.set(db, lookout)
  }
  return lookout.asOf(now)
}

/** A board, and the snapshot up to which it has been read. */
type State = Pick<Board, 'sessions' | 'educators'> & {
  seen: string
  hiddenUntil: Map<number, number>
}

class Lookout {
  readonly #db: Db
  #state: Promise<State> | undefined
  #looking: Promise<unknown> = Promise.resolve()
  #next: Promise<State> | undefined
  #renewing = false

  constructor(db: Db) {
    this.#db = db
  }

  async asOf(now: Temporal.Instant): Promise<Board> {
    const { sessions, educators, hiddenUntil } = await this.#fresh(now)
    sessions.sweep(micros(now))
    const hidden = [...hiddenUntil]
      .filter(([, until]) => until > now.epochMilliseconds)
      .map(([at]) => at)
    return { sessions, educators, hidden: new Set(hidden) }
  }

  /** Whoever comes while a look is under way waits for the next one: this one may have begun too early. */
  #fresh(now: Temporal.Instant): Promise<State> {
    this.#next ??= this.#looking
      .catch(() => {})
      .then(() => {
        this.#next = undefined
        const look = this.#look(now)
        this.#looking = look
        return look
      })
    return this.#next
  }

  async #look(now: Temporal.Instant): Promise<State> {
    if (!this.#state) {
      this.#state = whole(this.#db, now)
      this.#state.catch(() => {
        this.#state = undefined
      })
      return this.#state
    }
    const state = await this.#state
    await follow(this.#db, state, now)
    this.#renewWhereWorn(state, now)
    return state
  }

  /** Texts that were said anew leave gaps: a new board is read meanwhile, and takes the place of this one. */
  #renewWhereWorn({ sessions, educators }: State, now: Temporal.Instant): void {
    const worn = Math.max(
      sessions.said.waste - sessions.count,
      educators.said.waste - educators.size,
    )
    if (this.#renewing || worn < WASTE) return
    this.#renewing = true
    whole(this.#db, now)
      .then((state) => {
        this.#state = Promise.resolve(state)
      })
      .catch(() => {})
      .finally(() => {
        this.#renewing = false
      })
  }
}

/** Reads all that is there. */
async function whole(db: Db, now: Temporal.Instant): Promise<State> {
  const state: State = {
    sessions: new Sessions(),
    educators: new Educators(),
    seen: '',
    hiddenUntil: new Map(),
  }
  await readApart(db, state, undefined, now)
  return state
}

type Changes = {
  seen: string
  gone: string[] | null
  sessions: SessionRow[] | null
  educators: EducatorRow[] | null
  hidden: Hidden[] | null
}
type Hidden = { educator: string; until: number | null }

/** Takes up what has changed. One statement, so that all of it is of one moment. */
async function follow(db: Db, state: State, now: Temporal.Instant): Promise<void> {
  const { seen } = state
  const part = (rows: Fragment) =>
    sql`(select jsonb_agg(to_jsonb(r)) from (${rows} limit ${raw(`${AT_ONCE + 1}`)}) r)`
  const [changes] = await db<Changes>`
    select pg_current_snapshot()::text as seen,
      (select jsonb_agg(g.session_id) from live.findable_gone g where ${since('g.changed', seen)}) as gone,
      ${part(sessionRows(seen))} as sessions, ${part(educatorRows(seen))} as educators,
      (select jsonb_agg(to_jsonb(h)) from (${hiddenAt(now)}) h) as hidden`
  const { sessions, educators } = changes!
  if ((sessions?.length ?? 0) > AT_ONCE || (educators?.length ?? 0) > AT_ONCE) {
    await readApart(db, state, seen, now)
    return
  }
  // What is there now is there, even if it was gone for a while.
  for (const id of changes!.gone ?? []) state.sessions.drop(id)
  for (const row of educators ?? []) state.educators.put(row)
  for (const row of sessions ?? []) state.sessions.put(row, state.educators)
  hide(state, changes!.hidden ?? [])
  state.seen = changes!.seen
}

/** Takes up much, portion by portion out of one snapshot: all, or what no earlier snapshot saw. */
async function readApart(
  db: Db,
  state: State,
  seen: string | undefined,
  now: Temporal.Instant,
): Promise<void> {
  await atomically(db, async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`
    const [at] = await tx<{ seen: string }>`select pg_current_snapshot()::text as seen`
    if (seen !== undefined) {
      const gone = await tx<{ id: string }>`
        select g.session_id as id from live.findable_gone g where ${since('g.changed', seen)}`
      for (const { id } of gone) state.sessions.drop(id)
    }
    await inPortions<EducatorRow>(tx, 'educators', educatorRows(seen), (row) =>
      state.educators.put(row),
    )
    await inPortions<SessionRow>(tx, 'sessions', sessionRows(seen), (row) =>
      state.sessions.put(row, state.educators),
    )
    hide(state, await tx<Hidden>`${hiddenAt(now)}`)
    state.seen = at!.seen
  })
}

async function inPortions<Row extends object>(
  q: Query,
  name: 'sessions' | 'educators',
  rows: Fragment,
  take: (row: Row) => void,
) {
  const portions = raw(`board_${name}`)
  await q`declare ${portions} no scroll cursor for ${rows}`
  for (;;) {
    const portion = await q<Row>`fetch ${raw(`${PORTION}`)} from ${portions}`
    for (const row of portion) take(row)
    if (portion.length < PORTION) break
  }
  await q`close ${portions}`
}

function hide(state: State, hidden: readonly Hidden[]): void {
  state.hiddenUntil = new Map(
    hidden.map(({ educator, until }) => [
      state.educators.placeOf(educator),
      until ?? Number.POSITIVE_INFINITY,
    ]),
  )
}

const hiddenAt = (now: Temporal.Instant) => sql`
  select h.educator_id as educator,
    case when isfinite(h.until_at) then (extract(epoch from h.until_at) * 1000)::float8 end as until
  from live.hidden_educator_view h where h.until_at > ${now}`

/**
 * Written by a transaction that a snapshot could not see. Numbers of a database that was restored into another
 * are from elsewhere: those that no transaction here can have had yet say nothing.
 */
function since(column: string, seen: string): Fragment {
  const oldest = seen.slice(0, seen.indexOf(':'))
  const changed = raw(column)
  return sql`${changed} >= ${oldest}::bigint
    and ${changed} < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    and not pg_visible_in_snapshot(${changed}::text::xid8, ${seen}::pg_snapshot)`
}

const joined = (column: string) => raw(`coalesce(array_to_string(${column}, chr(31)), '')`)
const exactly = (column: string) => raw(`(extract(epoch from ${column}) * 1000000)::float8`)
const moment = (column: string) => raw(`(extract(epoch from ${column}) * 1000)::float8`)

/** Words without what stands beside them, apart by blanks; only where they have changed. */
function said(words: string, changed: string, seen: string | undefined): Fragment {
  const all = `array_to_string(tsvector_to_array(${words}), ' ')`
  const title = `array_to_string(tsvector_to_array(ts_filter(${words}, '{a}')), ' ')`
  if (seen === undefined) return raw(`${all} as words, ${title} as title`)
  const anew = sql`${raw(changed)} >= ${seen.slice(0, seen.indexOf(':'))}::bigint`
  return sql`case when ${anew} then ${raw(all)} end as words, case when ${anew} then ${raw(title)} end as title`
}

const sessionRows = (seen: string | undefined): Fragment => sql`
  select f.session_id as id, f.educator_id as educator, ${exactly('f.starts_at')} as start,
    ${exactly('f.ends_at')} as "end", f.price::float8 as price, f.seats_left as left, f.seats_held as held, f.kind,
    f.language, f.level, f.price_level as "priceLevel", ${joined('f.topics')} as topics,
    ${said('w.words', 'w.changed', seen)}
  from live.findable f left join live.findable_words w on w.session_id = f.session_id
  where ${seen === undefined ? raw('true') : since('f.changed', seen)}`

const educatorRows = (seen: string | undefined): Fragment => sql`
  select st.educator_id as id, st.name, ${joined('st.kinds')} as kinds, ${joined('st.speaks')} as speaks,
    ${joined('st.teaches')} as teaches, ${joined('st.levels')} as levels, ${joined('st.topics')} as topics,
    st.price_min::float8 as "priceMin", st.price_max::float8 as "priceMax", st.rating, st.reviews, st.rated, st.base,
    st.free::text as free, st.free_from - date '1970-01-01' as "freeFrom", st.organization_id as organization,
    ${moment('st.joined_at')} as joined, ${said('st.words', 'st.said', seen)}
  from live.educator_standing st
  where ${seen === undefined ? raw('true') : since('st.changed', seen)}`
