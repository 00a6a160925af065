import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { atomically, Problem } from '#base'
import { type TestApp, testApp } from '../../../test/app.ts'
import { educator, learner, NOON, session } from '../../../test/classroom.ts'
import { bookSession } from '../booking.ts'
import { type Asked, readEducatorSearch, readSessionSearch } from './asking.ts'
import { sessionFacets } from './counting.ts'
import { educatorFacets, findEducators } from './educators.ts'
import { readDays, readHours, type WeeklyHours } from './hours.ts'
import type { FoundAt, SessionSort } from './searched.ts'
import { findSessions } from './sessions.ts'
import { reckonStandings } from './standing.ts'

/** A town made up anew each time; what it was made from is told when something is wrong in it. */
const SEED = Number(process.argv.find((word) => word.startsWith('--town='))?.slice(7)) || Date.now()
const WORDS = ['lumo', 'tavik', 'bromel', 'zindra', 'quarpo', 'felund', 'moskat']
const TOPICS = ['tavik', 'grammar', 'travel', 'work']
const LANGUAGES = ['es', 'fr', 'de']
const LEVELS = ['A1', 'B1', 'B2', 'C1'] as const
const ZONE = 'America/New_York'

type Session = {
  id: string
  educator: string
  start: Temporal.Instant
  end: Temporal.Instant
  kind: string
  language: string
  level: string
  topics: string[]
  price_level: string
  price: bigint
  left: number
  words: string
}
type Educator = {
  id: string
  kinds: string[]
  speaks: string[]
  teaches: string[]
  levels: string[]
  rating: number | null
  reviews: number
  name: string
}

let stoa: TestApp
let sessions: Session[]
let educators: Educator[]

function chance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return {
    below: (limit: number) => Math.floor(next() * limit),
    one: <Thing>(of: readonly Thing[]): Thing => of[Math.floor(next() * of.length)]!,
    some: <Thing>(of: readonly Thing[], share: number): Thing[] => of.filter(() => next() < share),
  }
}

before(async () => {
  stoa = await testApp({ start: NOON.toString() })
  const { db } = stoa
  const { below, one, some } = chance(SEED)
  const people: string[] = []
  for (let number = 0; number < 10; number++) {
    const id = await educator(db, { name: `${one(WORDS)} ${one(['Ruiz', 'Okafor', 'Ñandú'])}` })
    people.push(id)
    await db`update earnings.educator set languages = ${some(LANGUAGES, 0.5)} where person_id = ${id}`
  }
  for (let number = 0; number < 120; number++) {
    // Close together or over months, so over changes of clocks, too.
    const apart = [240, 1_440, 18_000][Math.floor(number / 12) % 3]!
    const start = NOON.add({ minutes: 120 + (number % 12) * apart + below(8) * 15 })
    const kind = one(['class', 'conversation'] as const)
    await session(db, people[Math.floor(number / 12)]!, {
      kind,
      title: `${one(WORDS)} ${one(WORDS)}`,
      description: some(WORDS, 0.2).join(' '),
      language: one(LANGUAGES),
      level: one(LEVELS),
      topics: some(TOPICS, 0.4),
      start,
      end: start.add({ minutes: one([30, 45, 60, 90]) }),
      capacity: 1 + below(3),
      price: { level: one(['basic', 'standard', 'premium'] as const) },
    })
  }
  const lena = await learner(db, 2_000)
  const all = await db<{ id: string }>`select session_id as id from live.findable order by 1`
  for (const { id } of some(all, 0.2))
    await atomically(db, (tx) =>
      bookSession(tx, { session: id, learner: lena, method: 'credits' }, NOON),
    ).catch((error: unknown) => {
      // Some are too close, clash, or are not open yet: whoever is refused takes no seat.
      if (!(error instanceof Problem)) throw error
    })
  await reckonStandings(db, NOON)
  for (const id of people)
    await db`update live.educator_standing set rating = ${[null, 3.9, 4.2, 4.6, 4.9][below(5)]},
      reviews = ${one([2, 3, 9])} where educator_id = ${id}`
  sessions = await db<Session>`
    select s.id, s.educator_id as educator, s.starts_at as start, s.ends_at as "end", s.kind, s.language, s.level,
      s.topics, s.price_level, s.price, s.capacity - s.seats_taken as left,
      concat_ws(' ', s.title, s.description, s.educator_name, array_to_string(s.topics, ' ')) as words
    from live.session s where s.state = 'published'`
  educators = await db<Educator>`
    select educator_id as id, kinds, speaks, teaches, levels, rating::float8 as rating, reviews, name
    from live.educator_standing`
})
after(() => stoa[Symbol.asyncDispose]())

/** Whether a wall clock shows one of the hours, asked of Temporal. */
function shows(hours: WeeklyHours, zone: string, at: Temporal.Instant): boolean {
  const there = at.toZonedDateTimeISO(zone)
  const minute = there.hour * 60 + there.minute
  return hours.some(({ day, from, to }) => day === there.dayOfWeek && minute >= from && minute < to)
}

function inside(hours: WeeklyHours, zone: string, one: Session): boolean {
  for (let at = one.start; Temporal.Instant.compare(at, one.end) < 0; at = at.add({ minutes: 15 }))
    if (!shows(hours, zone, at)) return false
  return true
}

const tokens = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().split(/\W+/)

function says(text: string, q: string): boolean {
  const there = tokens(text)
  return tokens(q).every((word) => there.some((one) => one.startsWith(word)))
}

const wellRated = (id: string, rating: number) => {
  const one = educators.find((other) => other.id === id)!
  return one.rating !== null && one.rating >= rating - 1e-6 && one.reviews >= 3
}

/** The search by hand: every session looked at with every filter. */
function fits(one: Session, asked: Asked): boolean {
  const hoursAhead = NOON.until(one.start).total('hours')
  return (
    hoursAhead > 0 &&
    (!asked.q || says(one.words, asked.q)) &&
    (!asked.kind || one.kind === asked.kind) &&
    (!asked.language || one.language === asked.language) &&
    (!asked.level || one.level === asked.level) &&
    (!asked.topic || one.topics.includes(asked.topic)) &&
    (!asked.priceLevel || one.price_level === asked.priceLevel) &&
    (asked.priceMin === undefined || Number(one.price) >= asked.priceMin * 100) &&
    (asked.priceMax === undefined || Number(one.price) <= asked.priceMax * 100) &&
    (asked.within === undefined || hoursAhead < asked.within) &&
    (!asked.hours || inside(readHours(asked.hours), asked.zone!, one)) &&
    (!asked.days || shows(readDays(asked.days), asked.zone!, one.start)) &&
    (asked.rating === undefined || wellRated(one.educator, asked.rating)) &&
    (!asked.speaks ||
      educators.find(({ id }) => id === one.educator)!.speaks.includes(asked.speaks)) &&
    (asked.seats === undefined || one.left >= asked.seats)
  )
}

const maybe = <Thing>(arbitrary: fc.Arbitrary<Thing>) =>
  fc.option(arbitrary, { nil: undefined, freq: 2 })
const anySearch: fc.Arbitrary<Asked> = fc.record({
  q: maybe(fc.constantFrom('lumo', 'tav', 'zindra bro', 'ruiz', 'NANDÚ', 'quarpo', 'gramm')),
  kind: maybe(fc.constantFrom('class' as const, 'conversation' as const)),
  language: maybe(fc.constantFrom(...LANGUAGES)),
  level: maybe(fc.constantFrom(...LEVELS, 'C2')),
  topic: maybe(fc.constantFrom(...TOPICS)),
  priceLevel: maybe(fc.constantFrom('basic', 'premium')),
  speaks: maybe(fc.constantFrom(...LANGUAGES)),
  priceMin: maybe(fc.constantFrom(0, 20, 35)),
  priceMax: maybe(fc.constantFrom(20, 35, 50)),
  within: maybe(fc.constantFrom(24, 72, 700)),
  hours: maybe(
    fc.constantFrom('12345@08:00-12:00', '1234567@06:00-24:00', '67@00:00-24:00,3@09:30-21:15'),
  ),
  days: maybe(fc.constantFrom('1,3,5', '6,7', '2')),
  zone: fc.constantFrom(ZONE, 'Europe/Madrid', 'Asia/Kolkata'),
  rating: maybe(fc.constantFrom(4, 4.5)),
  seats: maybe(fc.constantFrom(1, 2)),
})

/** Few filters at a time: with all of them nothing is ever found. */
const aSearch = fc
  .tuple(
    anySearch,
    fc.subarray(
      [
        'q',
        'kind',
        'language',
        'level',
        'topic',
        'priceLevel',
        'speaks',
        'priceMin',
        'priceMax',
        'within',
        'hours',
        'days',
        'rating',
        'seats',
      ] as const,
      { maxLength: 4 },
    ),
  )
  .map(([all, kept]) => ({
    zone: all.zone,
    ...Object.fromEntries(kept.map((name) => [name, all[name]])),
  })) as fc.Arbitrary<Asked>

const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id)
const town = (error: unknown) => {
  console.error(`The town was made from ${SEED}`)
  throw error
}

test('what is found is what looking at every session finds, in its order, and pages hold each once', async () => {
  let found = 0
  const sorts = ['start', '-start', 'price', '-price', 'rating', 'best'] as const
  await fc
    .assert(
      fc.asyncProperty(
        aSearch,
        fc.constantFrom<SessionSort>(...sorts),
        fc.integer({ min: 1, max: 40 }),
        async (asked, sort, limit) => {
          const search = await readSessionSearch(stoa.db, asked, undefined, NOON)
          const pages: string[] = []
          let at: FoundAt | null | undefined
          do {
            const by = { sort, after: at ?? undefined, limit, day: '2026-11-21' }
            const page = await findSessions(stoa.db, search, by, NOON)
            assert.ok(page.items.length <= limit)
            pages.push(...ids(page.items))
            at = page.next
          } while (at)
          const wanted = sessions.filter((one) => fits(one, asked))
          found += wanted.length
          const way = sort.startsWith('-') ? -1 : 1
          const key = (one: Session) =>
            sort.endsWith('price') ? Number(one.price) : one.start.epochMilliseconds
          if (/start|price/.test(sort))
            wanted.sort((a, b) => way * (key(a) - key(b) || (a.id < b.id ? -1 : 1)))
          const sorted = /start|price/.test(sort)
          assert.deepEqual(
            sorted ? pages : pages.toSorted(),
            sorted ? ids(wanted) : ids(wanted).toSorted(),
          )
          assert.equal(new Set(pages).size, pages.length)
        },
      ),
      { numRuns: 150 },
    )
    .catch(town)
  assert.ok(found > 500, 'the searches found something')
})

test('each count is what the list would hold with that value, its own filter left out', async () => {
  await fc
    .assert(
      fc.asyncProperty(aSearch, async (asked) => {
        const search = await readSessionSearch(stoa.db, asked, undefined, NOON)
        const counts = await sessionFacets(stoa.db, search, NOON)
        const rows = {
          kind: ['class', 'conversation'],
          language: LANGUAGES,
          level: [...LEVELS, 'C2'],
          priceLevel: ['basic', 'standard', 'premium'],
          topic: TOPICS,
        } as const
        for (const [name, values] of Object.entries(rows)) {
          const wanted = values
            .map((value) => ({
              value,
              count: sessions.filter((one) => fits(one, { ...asked, [name]: value } as Asked))
                .length,
            }))
            .filter(({ count }) => count > 0)
            .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
          assert.deepEqual(counts[name as keyof typeof rows], wanted, name)
        }
      }),
      { numRuns: 60 },
    )
    .catch(town)
})

test('educators are found as by hand, each once, and counted so', async () => {
  const open = (asked: Asked, one: Educator) =>
    sessions.some((session) => {
      const ahead = NOON.until(session.start).total('hours')
      return (
        session.educator === one.id &&
        session.left > 0 &&
        ahead < Math.min(asked.within ?? 999, 14 * 24 - 12) &&
        (!asked.hours || shows(readHours(asked.hours), asked.zone!, session.start)) &&
        (!asked.days || shows(readDays(asked.days), asked.zone!, session.start))
      )
    })
  const here = (one: Educator, asked: Asked) =>
    (!asked.kind || one.kinds.includes(asked.kind)) &&
    (!asked.language || one.teaches.includes(asked.language)) &&
    (!asked.speaks || one.speaks.includes(asked.speaks)) &&
    (!asked.level || one.levels.includes(asked.level)) &&
    (asked.rating === undefined || wellRated(one.id, asked.rating)) &&
    (!(asked.hours || asked.days || asked.within) || open(asked, one))
  await fc
    .assert(
      fc.asyncProperty(
        aSearch,
        fc.constantFrom('best' as const, 'rating' as const, 'price' as const, 'name' as const),
        fc.integer({ min: 1, max: 7 }),
        async ({ q: _q, topic: _t, priceMin: _a, priceMax: _b, ...asked }, sort, limit) => {
          if (asked.hours && asked.days) asked.days = undefined
          const search = await readEducatorSearch(stoa.db, asked, undefined)
          const pages: string[] = []
          let at: FoundAt | null | undefined
          do {
            const by = { sort, after: at ?? undefined, limit, day: '2026-11-21' }
            const page = await findEducators(stoa.db, search, by, NOON)
            pages.push(...ids(page.items))
            at = page.next
          } while (at)
          const wanted = educators.filter((one) => here(one, asked))
          assert.deepEqual(pages.toSorted(), ids(wanted).toSorted())
          const counts = await educatorFacets(stoa.db, search, NOON)
          for (const { value, count } of counts.level)
            assert.equal(
              count,
              educators.filter((one) => here(one, { ...asked, level: value })).length,
            )
          for (const { value, count } of counts.rating)
            assert.equal(
              count,
              educators.filter((one) => here(one, { ...asked, rating: Number(value) })).length,
            )
        },
      ),
      { numRuns: 80 },
    )
    .catch(town)
})
