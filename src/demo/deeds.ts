import { atomically, type Db, Problem, type Tx, type VirtualClock } from '#base'
import { enrol } from '#earnings'
import type { Jobs } from '#jobs'
import {
  bookSeries,
  bookSession,
  bookSlot,
  cancelBooking,
  cancelSession,
  createSeries,
  createSession,
  type Likeness,
  markAttendance,
  reviewBooking,
  setTerms,
  setWeek,
  slotsOf,
  switchOf,
  switchOn,
  USUAL,
} from '#live'
import { buyCredits, openCheckout, openPayee, type Payments, payeeOf } from '#payments'
import {
  addMember,
  createOrganization,
  createPerson,
  type OrgRole,
  PLATFORM_CREATORS,
  type StaffRole,
} from '#people'
import { allocateCredits, leavePlan, startPlan, subscriptionsOf } from '#plans'
import { applyings } from './applying.ts'
import type { Educator } from './people.ts'
import { sayings } from './saying.ts'
import type { Series } from './series.ts'
import { keepings, trades, writings } from './writing.ts'

/** A Stoa that is up, as far as the town needs it: its clock stands, and only the town moves it. */
export type Engine = {
  db: Db
  clock: VirtualClock
  payments: Payments
  jobs: Jobs
}

/** The password of everybody of the town who may sign in. */
export const DEMO_PASSWORD = 'stoa-demo-2026'

/** Where the town's e-mail goes: a domain that nobody can own (RFC 2606). */
export const emailOf = (key: string) => `${key}@demo.example`

/** Test cards of the sandbox: one that works, and one that is refused at the first renewal. */
const CARD = { works: '4242424242424242', fails: '4000000000000341' }

const KINDS = { instructor: 'class', host: 'conversation' } as const

/** What one seat costs by card, in cents: the same as in credits. */
const MONEY = {
  class: { basic: 2500n, standard: 3500n, premium: 5000n, private: 8000n },
  conversation: { basic: 1500n, standard: 2000n, premium: 3000n, private: 8000n },
}

/** What says that a plan does not pay for this session, so that credits must. */
const NOT_INCLUDED = new Set([
  'session_not_included',
  'sessions_used_up',
  'payment_way_not_offered',
])

/** The note on credits that everybody without a plan gets when they join. */
export const WELCOME = 'Welcome to Stoa'

type NewPerson = {
  key: string
  name: string
  zone: string
  locale: string
  signsIn?: boolean
  role?: StaffRole
}

type Planned = { series: Series; start: Temporal.Instant; end: Temporal.Instant }
type Seat = { booking: string; present: boolean }

/** What people of the town can do, each by a verb of the engine. */
export type Deeds = ReturnType<typeof deedsOf>

export function deedsOf({ db, clock, payments, jobs }: Engine) {
  const now = () => clock.now()
  const act = <Result>(verb: (tx: Tx, now: Temporal.Instant) => Promise<Result>) =>
    atomically(db, (tx) => verb(tx, now()))

  /** Pays an order on the sandbox's page, and waits until all that follows has happened. */
  const pay = async (order: string, card: string) => {
    const { url } = await openCheckout(payments, order, now())
    const page = url.slice(url.lastIndexOf('/') + 1)
    const paid = await payments.sandbox!.completeCheckout(page, card)
    if (paid.outcome !== 'paid') throw new Error(`The sandbox answered ${paid.outcome}`)
    await jobs.settle()
  }

  let following: Promise<void> | undefined

  const bookBy = (learner: string, session: string, method: 'included' | 'credits' | 'cash') =>
    act((tx, at) => bookSession(tx, { session, learner, method }, at))

  return {
    ...sayings(act, db),
    ...applyings(act),
    ...trades(act, (order) => pay(order, CARD.works)),
    ...keepings(act),
    ...writings(act),
    now,

    /** Moves the clock and lives through all that is due on the way. */
    moveTo: async (instant: Temporal.Instant) => {
      await following
      await jobs.moveClock({ to: instant.toString() }, 'demo')
    },

    /** Lets what follows from the deeds so far happen while the next ones are done. */
    letFollow: () => {
      following ??= jobs.settle().finally(() => {
        following = undefined
      })
      // Whoever moves the clock waits for it, and hears of its failure.
      following.catch(() => {})
    },

    /** Moves the clock's hand within a few hours, with nothing happening by itself. */
    stepTo: (instant: Temporal.Instant) => clock.moveTo(instant),

    join: async (person: NewPerson) => {
      const { key, name, zone, locale, signsIn, role } = person
      const { id } = await act((tx, at) =>
        createPerson(
          tx,
          {
            name,
            email: emailOf(key),
            emailVerified: true,
            zone,
            locale,
            ...(role ? { staffRoles: [role] } : {}),
            ...(signsIn ? { password: DEMO_PASSWORD } : {}),
          },
          at,
        ),
      )
      return id
    },

    found: async (name: string) => (await act((tx, at) => createOrganization(tx, { name }, at))).id,

    addMember: (organization: string, person: string, role: OrgRole) =>
      act((tx, at) => addMember(tx, { organization, person, role }, at)),

    /** Becomes an educator, and somebody whom the provider can pay. */
    enrol: async (person: string, educator: Educator, organization: string | undefined) => {
      const { name, zone, headline, about, teaches, yearsTeaching, key, country } = educator
      await act((tx, at) =>
        enrol(
          tx,
          {
            personId: person,
            name,
            zone,
            headline,
            about,
            languages: [...teaches],
            kinds: educator.kinds.map((kind) => KINDS[kind]),
            yearsTeaching,
            organizationId: organization ?? PLATFORM_CREATORS,
          },
          'schedule',
          at,
        ),
      )
      const owner = { type: 'person', id: person } as const
      const payee = await openPayee(payments, { owner, email: emailOf(key), name, country }, now())
      await payments.sandbox!.makeReady(payee.ref!)
    },

    /** The bank of this educator will send the next payout back. */
    bankRefuses: async (person: string) => {
      const owner = { type: 'person', id: person } as const
      const payee = await payeeOf(db, payments.provider.id, owner)
      await payments.sandbox!.failNextPayout(payee!.ref!)
    },

    publish: (person: string, educator: Educator, { series, start, end }: Planned) =>
      act((tx, at) =>
        createSession(
          tx,
          {
            kind: series.kind,
            educator: person,
            title: series.title,
            description: series.description,
            language: series.language,
            level: series.level,
            topics: [...series.topics],
            start,
            end,
            zone: educator.zone,
            minimum: series.least ?? 1,
            capacity: series.seats,
            price: { level: series.price },
            money: { amount: MONEY[series.kind][series.price], currency: 'USD' },
          },
          { person, staff: false },
          at,
        ),
      ),

    /** On Tuesdays and Thursdays from next week on, at half past seven on the educator's own clock. */
    makeSeries: async (
      person: string,
      likeness: Omit<Likeness, 'topics'> & { topics: readonly string[] },
    ) => {
      const rule = {
        weekdays: [2, 4],
        everyWeeks: 1,
        time: '07:30',
        minutes: 45,
        fromDay: now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: 5 }).toString(),
        untilDay: null,
        times: 8,
      }
      const like = { ...likeness, topics: [...likeness.topics] }
      const made = await act((tx, at) =>
        createSeries(tx, { educator: person, rule, likeness: like }, { person, staff: false }, at),
      )
      return made.id
    },

    /** All of it; where some dates are in the way, the others. */
    bookSeries: async (learner: string, series: string) => {
      const book = (without: string[]) =>
        act((tx, at) => bookSeries(tx, { series, learner, without }, at))
      try {
        await book([])
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'series_in_the_way') throw error
        await book((error.facts.dates as { session: string }[]).map(({ session }) => session))
      }
    },

    /** A conversation whose learners ask first. */
    publishAsking: (person: string, start: Temporal.Instant) =>
      act((tx, at) =>
        createSession(
          tx,
          {
            kind: 'conversation',
            educator: person,
            title: 'A walk through my street',
            description:
              'You see it through my telephone, and ask what you like. Tell me first what you hope for.',
            language: 'es',
            level: 'B1',
            topics: ['culture'],
            start,
            end: start.add({ minutes: 45 }),
            capacity: 4,
            asksFirst: true,
            price: { level: 'standard' },
          },
          { person, staff: false },
          at,
        ),
      ),

    /** Can be talked to now, until then; nobody who has not held enough sessions tries. */
    switchOn: (person: string, language: string, until: Temporal.Instant) =>
      act(async (tx, at) => {
        const { held, needed } = await switchOf(tx, person, at)
        const offer = { languages: [language], levels: [], lengths: [15, 30], until }
        if (held >= needed) await switchOn(tx, person, { ...offer, priceLevel: 'standard' }, at)
      }),

    offerHours: (
      person: string,
      offer: {
        title: string
        zone: string
        language: string
        lengths: number[]
        week: { weekday: number; from: number; until: number }[]
      },
    ) =>
      act(async (tx, at) => {
        const { week, ...words } = offer
        await setTerms(
          tx,
          person,
          { ...USUAL, ...words, kind: 'class', priceLevel: 'standard' },
          at,
        )
        await setWeek(tx, person, week, at)
      }),

    /** The first free hour so many days ahead; nothing where there is none. */
    bookHour: (wish: { learner: string; educator: string; minutes: number; ahead: number }) =>
      act(async (tx, at) => {
        const { ahead, minutes, ...who } = wish
        const from = at.add({ hours: 24 * ahead })
        const window = { from, until: from.add({ hours: 24 * 7 }), minutes }
        const [slot] = await slotsOf(tx, who.educator, window, at)
        if (!slot) return
        await bookSlot(tx, { ...who, start: slot.start, minutes, method: 'credits' }, at)
      }),

    callOff: (educator: string, session: string, reason: string) =>
      act((tx, at) => cancelSession(tx, session, { person: educator, staff: false }, reason, at)),

    takeAttendance: (educator: string, session: string, seats: Seat[]) =>
      act((tx, at) => markAttendance(tx, session, seats, { person: educator, staff: false }, at)),

    subscribe: async (person: string, plan: 'premium' | 'pro', cardFails: boolean) => {
      const wish = { personId: person, plan: `learner-${plan}` }
      const order = await act((tx, at) => startPlan(tx, wish, at))
      await pay(order.id, cardFails ? CARD.fails : CARD.works)
    },

    /** Ends the plan with its period. */
    leavePlan: async (person: string) => {
      const live = (await subscriptionsOf(db, person)).find(({ endedAt }) => !endedAt)
      if (live) await leavePlan(payments, { personId: person, id: live.id, leave: true }, now())
    },

    /** Credits for nothing: to welcome somebody, or to make something good. */
    giveCredits: (given: { by: string; to: string; credits: number; note: string; days: number }) =>
      act((tx, at) =>
        allocateCredits(
          tx,
          {
            personId: given.to,
            credits: BigInt(given.credits) * 100n,
            reason: given.note === WELCOME ? 'promotion' : 'goodwill',
            note: given.note,
            expiresAt: at.add({ hours: 24 * given.days }),
            by: given.by,
          },
          at,
        ),
      ),

    buyCredits: async (person: string, credits: number) => {
      const units = BigInt(credits) * 100n
      const order = await act((tx, at) => buyCredits(tx, { personId: person, credits: units }, at))
      await pay(order.id, CARD.works)
    },

    /** Books in the way that costs least: included in the plan, else by credits; `cash`: by card. */
    book: async (person: string, session: string, cash: boolean) => {
      if (cash) {
        const { id, paid } = await bookBy(person, session, 'cash')
        await pay(paid.orderId!, CARD.works)
        return id
      }
      try {
        return (await bookBy(person, session, 'included')).id
      } catch (error) {
        if (!(error instanceof Problem) || !NOT_INCLUDED.has(error.code)) throw error
        return (await bookBy(person, session, 'credits')).id
      }
    },

    cancelBooking: (person: string, booking: string) =>
      act((tx, at) => cancelBooking(tx, booking, person, at)),

    review: (person: string, booking: string, stars: number, words: string) =>
      act((tx, at) => reviewBooking(tx, booking, person, { stars, words }, at)),
  }
}
