import assert from 'node:assert/strict'
import { atomically } from '#base'
import { verify } from '#ledger'
import { bookSession } from '#live'
import { openPayee } from '#payments'
import { educator, hours, learner, NOON, session } from '../classroom.ts'
import { openHouse } from './house.ts'

/**
 * A small school on a Saturday afternoon: Lucía has held one class that Mira and Jonas paid with credits,
 * another is booked for Monday, and staff of three roles are at work.
 */
export async function openSchool() {
  const house = await openHouse()
  const { db, deps } = house
  const staff = (name: string, role: 'admin' | 'finance' | 'support') =>
    house.person({ name, email: `${role}@example.org`, zone: 'Europe/Berlin', staffRoles: [role] })
  const lucia = await educator(db, { name: 'Lucía Ortega', kinds: ['class'] })
  await db`update people.person set zone = 'Europe/Madrid' where id = ${lucia}`
  const mira = await learner(db, 200, 'Mira Kaya')
  const jonas = await learner(db, 200, 'Jonas Weber')
  const helen = await staff('Helen Moss', 'admin')
  const tomasz = await staff('Tomasz Nowak', 'finance')
  const amara = await staff('Amara Obi', 'support')
  const owner = { type: 'person', id: lucia } as const
  const payee = await openPayee(
    deps.payments,
    { owner, email: 'lucia@example.org', name: 'Lucía Ortega', country: 'ES' },
    NOON,
  )
  await deps.payments.sandbox!.makeReady(payee.ref!)

  const book = (id: string, person: string) =>
    atomically(db, (tx) =>
      bookSession(tx, { session: id, learner: person, method: 'credits' }, deps.clock.now()),
    )
  const held = await session(db, lucia, { title: 'Past tenses in real stories', startsIn: 2 })
  const booking = (await book(held, mira)).id
  await book(held, jonas)
  const coming = await session(db, lucia, {
    title: 'A morning at the bakery',
    start: hours(46),
    end: hours(47),
  })
  await book(coming, jonas)
  await deps.jobs.moveClock({ to: hours(5).toString() }, 'test')

  return {
    ...house,
    lucia,
    mira,
    jonas,
    helen,
    tomasz,
    amara,
    held,
    coming,
    /** Mira's seat in the class that was held. */
    booking,
    book,
    /** Whatever was clicked, the books are right. */
    async booksAreRight() {
      assert.deepEqual(await verify(db), { ok: true, findings: [] })
    },
    [Symbol.asyncDispose]: () => house[Symbol.asyncDispose](),
  }
}

export type School = Awaited<ReturnType<typeof openSchool>>
