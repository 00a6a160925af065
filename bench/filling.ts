import { atomically, type Db, newId } from '#base'
import { enrol } from '#earnings'
import { postRule } from '#ledger'
import { createSession } from '#live'
import { createPerson, PLATFORM_CREATORS } from '#people'
import { sellVersion, soldVersions } from '#plans'

const PASSWORD = 'a bench has a password'
/** A house sees several benches, each with people of its own. */
const addressOf = (called: string) => `${called.toLowerCase()}-${newId().slice(-12)}@bench.example`

/** Somebody who learns, and the headers by which the server knows them. */
export type Learner = { id: string; headers: Record<string, string> }

/**
 * Lets everybody book as many sessions ahead as they like, and those of the weeks to come at once: a bench
 * books in a minute what people book in months.
 */
async function letAllBook(db: Db): Promise<void> {
  const plan = 'learner-free'
  const [sold] = await soldVersions(db, plan)
  const { name, says, monthlyCredits, unused, rollMonths, trialDays, prices, included } = sold!
  // In a house that is kept an earlier bench has let them.
  if (sold!.features.includes('sessions.priority')) return
  const features = [...sold!.features, 'sessions.priority']
  const limits = {
    ...sold!.limits,
    'sessions.open_bookings': 1_000_000,
    'sessions.priority_hours': 48,
  }
  const terms = {
    name,
    says,
    monthlyCredits,
    unused,
    rollMonths,
    trialDays,
    prices,
    included,
    features,
    limits,
  }
  const now = Temporal.Now.instant()
  await atomically(db, (tx) => sellVersion(tx, { plan, terms, by: 'schedule' }, now))
}

/** Learners with credits, each signed in over HTTP as a person would be. */
export async function learners(house: { url: string; db: Db }, count: number): Promise<Learner[]> {
  await letAllBook(house.db)
  const made: Learner[] = []
  for (let number = 0; number < count; number++) {
    const now = Temporal.Now.instant()
    const email = addressOf('learner')
    const { id } = await atomically(house.db, async (tx) => {
      const person = await createPerson(
        tx,
        { name: `Learner ${number}`, email, password: PASSWORD, emailVerified: true },
        now,
      )
      await postRule(
        tx,
        'credits.granted',
        { to: { type: 'person', id: person.id }, credits: 100_000_000n, reason: 'promotion' },
        {
          key: `bench:${person.id}`,
          about: { type: 'bench', id: person.id },
          by: 'schedule',
          at: now,
        },
      )
      return person
    })
    made.push({ id, headers: { cookie: await signIn(house.url, email) } })
  }
  return made
}

async function signIn(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  if (!answer.ok)
    throw new Error(`Signing in was answered ${answer.status}: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** Educators who lead conversations. */
export async function educators(db: Db, count: number, called = 'Educator'): Promise<string[]> {
  const made: string[] = []
  for (let number = 0; number < count; number++) {
    const now = Temporal.Now.instant()
    const name = `${called} ${number}`
    const email = addressOf(called)
    await atomically(db, async (tx) => {
      const { id } = await createPerson(tx, { name, email }, now)
      await enrol(
        tx,
        {
          personId: id,
          name,
          zone: 'UTC',
          kinds: ['conversation'],
          yearsTeaching: number % 5,
          organizationId: PLATFORM_CREATORS,
          languages: ['en'],
        },
        'schedule',
        now,
      )
      made.push(id)
    })
  }
  return made
}

export type Slots = { from: Temporal.Instant; count: number; everyMinutes: number; seats: number }

/** One session for each educator at each slot: sessions[slot][educator]. */
export async function sessions(db: Db, educators: string[], slots: Slots): Promise<string[][]> {
  const now = Temporal.Now.instant()
  const made: string[][] = []
  for (let slot = 0; slot < slots.count; slot++) {
    const start = slots.from.add({ minutes: slot * slots.everyMinutes })
    made.push(
      await atomically(db, async (tx) => {
        const row: string[] = []
        for (const [number, educator] of educators.entries()) {
          const draft = {
            kind: 'conversation' as const,
            educator,
            title: `Conversation ${slot}, led by educator ${number}`,
            description:
              'Somewhat longer words about what will be talked about, as a host would write them.',
            language: 'en',
            level: 'B1',
            topics: ['everyday', 'speaking'],
            start,
            end: start.add({ minutes: 45 }),
            capacity: slots.seats,
          }
          row.push(await createSession(tx, draft, { person: educator, staff: false }, now))
        }
        return row
      }),
    )
  }
  return made
}
