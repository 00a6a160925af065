import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { APP_ROLE, atomically, type Db, openDatabase, Problem } from '#base'
import { type TestApp, testApp } from '../../../test/app.ts'
import { educator, learner, NOON, session } from '../../../test/classroom.ts'
import { bookSession } from '../booking.ts'
import { cancelSession } from '../cancelling.ts'
import { readSessionSearch } from './asking.ts'
import { boardOf } from './board/board.ts'
import { sessionFacets } from './counting.ts'
import { findEducators } from './educators.ts'
import { findSessions } from './sessions.ts'

let stoa: TestApp
/** A second process, as far as the board is concerned: a pool and a board of its own. */
let other: Db
before(async () => {
  stoa = await testApp({ start: NOON.toString() })
  other = openDatabase({ url: stoa.db.url, role: APP_ROLE, size: 4 })
})
after(async () => {
  await other.close()
  await stoa[Symbol.asyncDispose]()
})

const by = { sort: 'best' as const, limit: 100, day: '2026-11-21' }

/** What the database says is open, counted there. */
async function truth(): Promise<Record<string, number>> {
  const rows = await stoa.db<{ level: string; count: number }>`
    select level, count(*)::int as count from live.session
    where state = 'published' and origin in ('made', 'series') and capacity > seats_taken and starts_at > ${NOON}
    group by 1`
  return Object.fromEntries(rows.map(({ level, count }) => [level, count]))
}

async function counts(db: Db, asked: object): Promise<Record<string, number>> {
  const search = await readSessionSearch(db, asked, undefined, NOON)
  const { level } = await sessionFacets(db, search, NOON)
  return Object.fromEntries(level.map(({ value, count }) => [value, count]))
}

test('whatever happens, every process counts what is there when it is asked', async () => {
  const { db } = stoa
  const rosa = await educator(db, { name: 'Rosa Costa' })
  const lena = await learner(db, 5_000)
  const helen = await stoa.person()
  const made: string[] = []
  let hour = 40
  const deeds = {
    publish: async (n: number) => {
      hour += 2
      made.push(
        await session(db, rosa, {
          title: `Number ${made.length}`,
          level: (['A1', 'B1', 'C1'] as const)[n % 3]!,
          startsIn: hour,
          capacity: 1 + (n % 2),
        }),
      )
    },
    book: async (n: number) => {
      const one = made[n % made.length]
      if (!one) return
      await atomically(db, (tx) =>
        bookSession(tx, { session: one, learner: lena, method: 'credits' }, NOON),
      ).catch(refused)
    },
    callOff: async (n: number) => {
      const one = made[n % made.length]
      if (!one) return
      // By the house: an educator who calls off so much would be hidden, staff or not.
      const actor = { person: helen, staff: true }
      await atomically(db, (tx) => cancelSession(tx, one, actor, 'ill', NOON)).catch(refused)
    },
    rename: async (n: number) => {
      const one = made[n % made.length]
      if (one) await db`update live.session set title = ${`Renamed ${n}`} where id = ${one}`
    },
  }
  let compared = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...Object.values(deeds)), fc.nat(50)), {
        minLength: 1,
        maxLength: 6,
      }),
      async (steps) => {
        // Some of them at one time, while others count.
        await Promise.all(steps.map(([deed, n]) => deed(n).then(() => counts(other, {}))))
        const wanted = await truth()
        assert.deepEqual(await counts(db, { free: true }), wanted)
        assert.deepEqual(await counts(other, { free: true }), wanted)
        const renamed = await readSessionSearch(other, { q: 'renamed' }, undefined, NOON)
        const { items } = await findSessions(other, renamed, by, NOON)
        const rows = await db<{ id: string }>`
          select session_id as id from live.findable f join live.session s on s.id = f.session_id
          where s.title like 'Renamed%'`
        assert.deepEqual(items.map(({ id }) => id).toSorted(), rows.map(({ id }) => id).toSorted())
        compared += 1
      },
    ),
    { numRuns: 15 },
  )
  assert.equal(compared, 15)
  assert.ok(made.length > 5)
})

const refused = (error: unknown) => {
  if (!(error instanceof Problem)) throw error
}

test('what was written first and kept last is not passed over', async () => {
  const { db } = stoa
  const ivan = await educator(db, { name: 'Iván Ruiz' })
  const slow = await session(db, ivan, { title: 'Slow', startsIn: 200, capacity: 3 })
  const quick = await session(db, ivan, { title: 'Quick', startsIn: 204, capacity: 3 })
  const left = async (id: string) => {
    const { sessions } = await boardOf(other, NOON)
    return sessions.left[sessions.placeOf(id)!]
  }
  assert.equal(await left(slow), 3)
  const open = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  const late = atomically(db, async (tx) => {
    await tx`update live.findable set seats_left = 1 where session_id = ${slow}`
    written.resolve()
    await open.promise
  })
  await written.promise
  await db`update live.findable set seats_left = 2 where session_id = ${quick}`
  assert.deepEqual([await left(slow), await left(quick)], [3, 2])
  open.resolve()
  await late
  assert.deepEqual([await left(slow), await left(quick)], [1, 2])
})

test('much at once is taken up as well, and the order is the same on every process', async () => {
  const { db } = stoa
  await educator(db, { name: 'Emre Engel' })
  await db`
    insert into people.person (id, name, email, email_verified, zone, locale, created_at, updated_at)
    select overlay(md5(n::text) placing '7' from 13)::uuid, 'Many ' || n, 'many' || n || '@example.org', true, 'UTC', 'en',
      ${NOON}, ${NOON} from generate_series(1, 1200) n`
  await boardOf(other, NOON)
  await db`
    insert into earnings.educator (person_id, name, zone, headline, about, languages, kinds, organization_id,
      years_teaching, enrolled_by, enrolled_at)
    select p.id, p.name, 'UTC', '', '', '{en}', '{class}', e.organization_id, 1, 'schedule', ${NOON}
    from people.person p cross join (select organization_id from earnings.educator limit 1) e
    where p.email like 'many%'`
  const found = async (at: Db) => {
    const all: string[] = []
    let cursor: { key: string; id: string; day: string } | null = null
    do {
      const search = { zone: 'UTC', language: 'en' }
      const page = await findEducators(at, search, { ...by, after: cursor ?? undefined }, NOON)
      all.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor)
    return all
  }
  const here = await found(db)
  assert.equal(new Set(here).size, here.length)
  assert.ok(here.length >= 1_200)
  assert.deepEqual(await found(other), here)
})
