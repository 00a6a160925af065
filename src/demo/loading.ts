import pg from 'pg'
import { atomically, type Query, record } from '#base'
import { verify } from '#ledger'
import { changeSeller } from '#payments'
import { deedsOf, type Engine, emailOf } from './deeds.ts'
import { EDUCATORS } from './educators.ts'
import { firstDayOf, playHistory } from './history.ts'
import { LEARNERS } from './learners.ts'
import { OFFICE } from './organizations.ts'
import { STAFF } from './people.ts'

/** Half a year. */
export const DEMO_WEEKS = 26

const SEED = 'stoa'

/** Who sells in the town, on its invoices. */
const SELLER = {
  name: 'Stoa, a school for languages',
  address: 'Musterstraße 1\n10115 Berlin',
  country: 'DE',
  taxId: 'DE123456789',
  registration: 'A town that is made up: nothing here is for sale',
  email: 'billing@stoa.example',
  zone: 'Europe/Berlin',
  by: 'schedule',
}

export type DemoOptions = {
  /** Where the history ends: now. */
  until: Temporal.Instant
  weeks?: number
  seed?: string
  /** Told after each week of history, and waited for. */
  onWeek?: (week: number, of: number) => unknown
}

/** The hour at which the engine's clock must stand before the town is loaded. */
export function demoBegins({ until, weeks = DEMO_WEEKS }: DemoOptions): Temporal.Instant {
  return firstDayOf({ until, weeks }).toZonedDateTime('UTC').toInstant()
}

export type Loaded = {
  /** Ids of people and organizations, by key. */
  ids: ReadonlyMap<string, string>
  /** How often somebody of the town was told "no", by code. */
  refusals: ReadonlyMap<string, number>
}

/**
 * Plays the town's half year on an empty Stoa whose clock stands at `demoBegins`, and proves the books
 * at the end. The same seed and end give the same history.
 */
export async function loadDemo(engine: Engine, options: DemoOptions): Promise<Loaded> {
  const { until, weeks = DEMO_WEEKS, seed = SEED, onWeek } = options
  const about = { type: 'town', id: seed }
  await record(engine.db, { kind: 'demo.begun', about, at: engine.clock.now() })
  await atomically(engine.db, (tx) => changeSeller(tx, SELLER, engine.clock.now()))
  const { ids, refusals } = await playHistory(deedsOf(engine), { until, weeks, seed, onWeek })
  const { ok, findings } = await verify(engine.db)
  if (!ok)
    throw new Error(`The town's books are not right: ${JSON.stringify(findings.slice(0, 5))}`)
  await record(engine.db, { kind: 'demo.loaded', about, at: until })
  await engine.jobs.settle()
  return { ids, refusals }
}

/** `empty`: nobody lives here; `half`: a town whose loading was cut off; `whole`; `other`: real people. */
export type DemoState = 'empty' | 'half' | 'whole' | 'other'

export async function demoState(q: Query): Promise<DemoState> {
  const [row] = await q<{ begun: boolean; loaded: boolean; people: boolean }>`
    select exists (select from base.fact where kind = 'demo.begun') as begun,
      exists (select from base.fact where kind = 'demo.loaded') as loaded,
      exists (select from people.person) as people`
  if (row!.loaded) return 'whole'
  if (row!.begun) return 'half'
  return row!.people ? 'other' : 'empty'
}

/**
 * Empties a database that holds half a town, so that it can be brought up to date and loaded anew.
 * Nothing of anybody's is lost: doors open only once a town is whole. `url`: with the owner's rights.
 */
export async function forgetHalfATown(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(`
      select quote_ident(nspname) as name from pg_namespace
      where nspowner = current_user::regrole and nspname !~ '^pg_' and nspname not in ('public', 'information_schema')`)
    if (rows.length > 0) {
      await client.query(`drop schema ${rows.map(({ name }) => name).join(', ')} cascade`)
    }
  } finally {
    await client.end()
  }
}

const WHAT: Record<string, string> = {
  helen: 'admin: everything',
  tomasz: 'finance: the books, payouts',
  amara: 'support: people, bookings, credits',
  lucia: 'moderator',
  noor: 'reviewer',
  maya: 'learner on Premium, with credits to spend',
  sam: 'learner without a plan',
  elena: 'instructor of Spanish, with earnings',
  priya: 'instructor of English',
  diego: 'host of Spanish conversations',
  carmen: 'owner of Escuela Puente',
  sunita: 'owner of Dnyanada Study Library, Pune',
  astrid: 'owner of Halden Marine Engineering',
}

/** Everybody of the town who can be signed in as, with the demo password. */
export const SIGN_INS = [...STAFF, ...LEARNERS, ...EDUCATORS, ...OFFICE]
  .filter(({ signsIn }) => signsIn)
  .map(({ key, name }) => ({ name, email: emailOf(key), what: WHAT[key] ?? '' }))
