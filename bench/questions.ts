import type { Db } from '#base'
import {
  houseFigures,
  listBookings,
  matchEducators,
  nextCompletion,
  nextForfeit,
  nextMinimumCheck,
  nextSeatExpiry,
  nextSettlement,
  nextStart,
  reckonStandings,
  searchSessions,
  teachingFigures,
} from '#live'

/** What people type and choose: words, beginnings, slips of the pen, filters, hours, orders. */
const WORDS = [
  'travel',
  'grammar beginners',
  'conver',
  'spanish conversation',
  'bakry',
  'pronunciaton',
  'job interveiws',
  'quiet evening',
  'poetry',
  'rosa',
  'japanese b1',
  'bussiness english',
  'fam',
  'zzzz nothing',
  'deep memories circle',
  'science workshop',
]
const FILTERS = [
  '',
  'kind=class',
  'kind=conversation',
  'language=es',
  'language=ja&level=B2',
  'language=en&level=B1&kind=class',
  'level=C2',
  'topic=music',
  'topic=exams&language=fr',
  'priceMax=20',
  'priceMin=30&priceMax=50&language=de',
  'free=true',
  'seats=4&language=en',
  'rating=4.5',
  'rating=4.8&language=it&level=A2',
  'speaks=hi&language=en',
  'within=24',
  'within=72&free=true',
  'days=6,7&zone=America/New_York',
  'hours=12345@18:00-22:00&zone=Europe/Madrid',
  'hours=67@09:00-13:00&zone=Asia/Kolkata&language=en&level=B1',
  'hours=1234567@06:00-09:00&days=1,3,5&zone=America/Sao_Paulo&free=true',
  'language=tr&level=C2&topic=poetry&rating=4.8',
]

const HOURS = 'hours=12345@17:00-23:00&zone=Europe/Berlin'

const address = (path: string, ...parts: string[]) =>
  `${path}?${['limit=20', ...parts].filter(Boolean).join('&')}`
const sessions = (...parts: string[]) => address('/api/sessions', ...parts)
const people = (...parts: string[]) => address('/api/educators', ...parts)
const COUNTED = 'facets=true'
const typed = (words: string) => `q=${encodeURIComponent(words)}`

const OF_EDUCATORS = [
  '',
  'kind=class',
  'language=es',
  'language=ja&level=B2',
  'speaks=hi',
  'rating=4.5',
  'priceMax=25',
  'hours=12345@18:00-22:00&zone=Europe/Madrid',
  'hours=67@09:00-13:00&zone=Asia/Kolkata&language=en',
  'days=6&zone=America/New_York&within=72',
]
const NAMED = ['grammar', 'Rosa Costa', 'stroies', 'spanish']

/** Searches by what they ask for; each with counts beside it as the pages have them, but where it says otherwise. */
export const KINDS: Readonly<Record<string, readonly string[]>> = {
  'sessions by time, without counts': FILTERS.map((filter) => sessions(filter)),
  'sessions by time': FILTERS.map((filter) => sessions(COUNTED, filter)),
  'sessions by price, and the last first': FILTERS.flatMap((filter) => [
    sessions(COUNTED, filter, 'sort=price'),
    sessions(COUNTED, filter, 'sort=-start'),
  ]),
  'sessions, best first': FILTERS.map((filter) => sessions(COUNTED, filter, 'sort=best')),
  'sessions by rating': FILTERS.map((filter) => sessions(COUNTED, filter, 'sort=rating')),
  'words, by time': WORDS.map((words) => sessions(COUNTED, typed(words))),
  'words, best first': WORDS.map((words) => sessions(COUNTED, typed(words), 'sort=best')),
  'words and filters': WORDS.flatMap((words) => [
    sessions(COUNTED, typed(words), 'language=en', 'free=true'),
    sessions(COUNTED, typed(words), HOURS),
  ]),
  educators: [...OF_EDUCATORS, 'sort=rating&language=en', 'sort=price', 'sort=name'].map((filter) =>
    people(COUNTED, filter),
  ),
  'educators by words': NAMED.map((words) => people(COUNTED, typed(words))),
}

/** Every search of the bench, on its first page. */
export const SEARCHES: readonly string[] = Object.values(KINDS).flat()

const DEEP = [
  '/api/sessions?limit=20',
  '/api/sessions?limit=20&language=en',
  '/api/sessions?limit=20&sort=best',
  '/api/sessions?limit=20&q=conversation',
  '/api/educators?limit=20',
  '/api/educators?limit=20&language=en',
]
const PAGES_DOWN = 25

/** Pages far down: each is reached as a reader reaches it, by the link at the foot of the one before. */
export async function deepPages(url: string): Promise<string[]> {
  const pages: string[] = []
  for (const path of DEEP) {
    let at = path
    for (let page = 0; page < PAGES_DOWN; page++) {
      const { next } = (await (await fetch(url + at)).json()) as { next: string | null }
      if (!next) break
      at = `${path}&cursor=${encodeURIComponent(next)}`
      if (page % 8 === 7 || page === PAGES_DOWN - 1) pages.push(at)
    }
  }
  return pages
}

type Somebody = { learner: string; educator: string }

/** Reads over all bookings that pages and the schedule make. */
export const READS: Record<string, (db: Db, some: Somebody) => Promise<unknown>> = {
  'my bookings to come': (db, { learner }) =>
    listBookings(db, { learner, when: 'upcoming', limit: 20 }, Temporal.Now.instant()),
  'my bookings of the past': (db, { learner }) =>
    listBookings(db, { learner, when: 'past', limit: 20 }, Temporal.Now.instant()),
  "an educator's bookings to come": (db, { educator }) =>
    listBookings(db, { educator, when: 'upcoming', limit: 20 }, Temporal.Now.instant()),
  "an educator's bookings of the past": (db, { educator }) =>
    listBookings(db, { educator, when: 'past', limit: 20 }, Temporal.Now.instant()),
  'all bookings, for staff': (db) => listBookings(db, { limit: 20 }, Temporal.Now.instant()),
  'all bookings to come, for staff': (db) =>
    listBookings(db, { when: 'upcoming', limit: 20 }, Temporal.Now.instant()),
  "an educator's calendar": (db, { educator }) =>
    searchSessions(
      db,
      { educator, states: ['draft', 'published', 'started', 'completed', 'cancelled'], limit: 100 },
      Temporal.Now.instant(),
    ),
  "an educator's figures of 90 days": (db, { educator }) => {
    const to = Temporal.Now.instant()
    return teachingFigures(db, educator, { from: to.subtract({ hours: 24 * 90 }), to }, 'UTC', to)
  },
  'figures of the house, a day': (db) => {
    const to = Temporal.Now.instant()
    return houseFigures(db, { from: to.subtract({ hours: 24 }), to })
  },
  'what is due next, six looks': (db) => db`
    select (${nextSeatExpiry}) as a, (${nextStart}) as b, (${nextCompletion}) as c, (${nextForfeit}) as d,
      (${nextSettlement}) as e, (${nextMinimumCheck}) as f`,
  'educators who fit a learner': (db, { learner }) =>
    matchEducators(db, learner, 6, Temporal.Now.instant()),
  'all standings reckoned': (db) => reckonStandings(db, Temporal.Now.instant()),
}
