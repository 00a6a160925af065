import { atomically, type Db, eachApart, newId, type Query, record, sql, type Tx } from '#base'
import { refuse } from '../problems.ts'
import { type Asked, readEducatorSearch, readSessionSearch } from './asking.ts'
import { findEducators } from './educators.ts'
import { dayOf } from './ranking.ts'
import { newlyListed } from './sessions.ts'

export type SearchedOf = 'sessions' | 'educators'

export type SavedSearch = {
  id: string
  of: SearchedOf
  name: string
  query: Asked
  notify: boolean
  savedAt: Temporal.Instant
}

const MOST = 20
/** Told of what is new at most once in so many hours. */
const LOOK_HOURS = 24
/** What was published this short a while ago may not be seen by everybody yet: it is new the next time. */
const SETTLED_MINUTES = 2
/** So many of what is new are named in a notice. */
const NAMED = 3
/** Counting stops here. */
const COUNTED = 50

const COLUMNS = sql`id, of, name, query, notify, saved_at as "savedAt"`

/** Somebody's saved searches, the oldest first. */
export async function savedSearches(q: Query, person: string): Promise<SavedSearch[]> {
  return await q<SavedSearch>`
    select ${COLUMNS} from live.saved_search where person_id = ${person} order by saved_at, id`
}

/**
 * Saves a search. The same id twice is once. Refusals, in order: too_many_saved_searches, and those of
 * reading the search.
 */
export async function saveSearch(
  tx: Tx,
  person: string,
  search: { id?: string | undefined; of: SearchedOf; name: string; query: Asked; notify: boolean },
  now: Temporal.Instant,
): Promise<SavedSearch> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`saved:${person}`}, 21))`
  const there = await savedSearches(tx, person)
  const same = there.find(({ id }) => id === search.id)
  if (same) return same
  if (there.length >= MOST) throw refuse('too_many_saved_searches', { most: MOST })
  if (search.of === 'sessions') await readSessionSearch(tx, search.query, person, now)
  else await readEducatorSearch(tx, search.query, person)
  const [made] = await tx<SavedSearch>`
    insert into live.saved_search (id, person_id, of, name, query, notify, saved_at, looked_at, look_due_at)
    values (${search.id ?? newId()}, ${person}, ${search.of}, ${search.name}, ${search.query}, ${search.notify},
      ${now}, ${now}, ${now.add({ hours: LOOK_HOURS })})
    returning ${COLUMNS}`
  return made!
}

/** Forgets a saved search. Refusal: unknown_saved_search, also for somebody else's. */
export async function forgetSearch(tx: Tx, person: string, id: string): Promise<void> {
  const gone = await tx`
    delete from live.saved_search where id = ${id} and person_id = ${person} returning 1 as one`
  if (gone.length === 0) throw refuse('unknown_saved_search', { id })
}

/** The next saved search to be looked at. */
export const nextSavedLook = sql`select min(look_due_at) from live.saved_search where notify`

type Due = { id: string; person: string; since: Temporal.Instant } & Pick<
  SavedSearch,
  'of' | 'name' | 'query'
>

/**
 * Looks whether something new fits the saved searches that are due, and tells whoever saved them, at
 * most once a day. What was there when it was saved is not new. Gives how many had something.
 */
export async function lookForSaved(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await db<{ id: string }>`
    select id from live.saved_search where notify and look_due_at <= ${now} order by look_due_at, id`
  return eachApart(due, ({ id }) => atomically(db, (tx) => look(db, tx, id, now)))
}

async function look(db: Db, tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const [due] = await tx<Due>`
    select id, person_id as person, of, name, query, looked_at as since from live.saved_search
    where id = ${id} and notify and look_due_at <= ${now} for update`
  if (!due) return false
  const until = now.subtract({ minutes: SETTLED_MINUTES })
  const fresh =
    due.of === 'sessions'
      ? await newSessions(tx, due, until, now)
      : await newEducators(db, due, until, now)
  await tx`
    update live.saved_search set looked_at = ${until}, look_due_at = ${now.add({ hours: LOOK_HOURS })}
    where id = ${id}`
  if (fresh.length === 0) return false
  await record(tx, {
    kind: 'search.found',
    about: { type: 'saved_search', id },
    at: now,
    data: {
      personId: due.person,
      of: due.of,
      name: due.name,
      count: fresh.length,
      named: fresh.slice(0, NAMED),
      query: due.query,
    },
  })
  return true
}

async function newSessions(
  tx: Tx,
  due: Due,
  until: Temporal.Instant,
  now: Temporal.Instant,
): Promise<string[]> {
  const search = await readSessionSearch(tx, due.query, due.person, now)
  const listed = await newlyListed(tx, search, { since: due.since, until }, COUNTED, now)
  return listed.filter(({ educatorId }) => educatorId !== due.person).map(({ title }) => title)
}

async function newEducators(
  db: Db,
  due: Due,
  until: Temporal.Instant,
  now: Temporal.Instant,
): Promise<string[]> {
  const search = await readEducatorSearch(db, due.query, due.person)
  const { items } = await findEducators(
    db,
    { ...search, joined: { since: due.since, until } },
    { sort: 'name', limit: COUNTED, day: dayOf(now) },
    now,
  )
  return items.filter(({ id }) => id !== due.person).map(({ name }) => name)
}
