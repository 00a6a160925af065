import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, newId, shareOf } from '#base'
import { hold, verify } from '#ledger'
import { createOrganization, oneOrganization, onePerson, PLATFORM_CREATORS } from '#people'
import {
  books,
  educator,
  hours,
  learner,
  NOON,
  owed,
  person,
  refused,
} from '../../../test/classroom.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import {
  agreementsOf,
  answerInvitation,
  belongingOf,
  changeAgreement,
  commissionsOf,
  earnCommission,
  educatorCard,
  educatorsOf,
  endAgreement,
  type InvitationTerms,
  institutionSums,
  invitationsTo,
  inviteEducator,
  leaveInstitution,
  letGo,
  listInstitutions,
  listTransitions,
  moveEducator,
  openCommission,
  outlookOf,
  sharesOf,
  withdrawInvitation,
} from '../index.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(async () => {
  assert.deepEqual((await verify(db)).findings, [])
  await db[Symbol.asyncDispose]()
})

const STAFF = 'person:staff'
const school = async (name: string) =>
  (await atomically(db, (tx) => createOrganization(tx, { name }, NOON))).id
const agreed = (
  organizationId: string,
  educatorRate: number,
  institutionRate: number,
  more: { from?: Temporal.Instant; until?: Temporal.Instant } = {},
  now = NOON,
) =>
  atomically(db, (tx) =>
    changeAgreement(tx, { organizationId, educatorRate, institutionRate, ...more }, STAFF, now),
  )

/** A booking of 20 credits, earned at once. */
async function earnedSeat(educatorId: string, now: Temporal.Instant): Promise<string> {
  const bookingId = newId()
  const payer = await learner(db, 20)
  const seat = {
    bookingId,
    sessionId: newId(),
    educator: educatorId,
    kind: 'class',
    title: 'Spanish',
  } as const
  await atomically(db, async (tx) => {
    await openCommission(
      tx,
      { ...seat, sessionAt: now, paidBy: 'credits', agreedRate: null, price: { credits: 2000n } },
      now,
    )
    const held = await hold(tx, {
      key: `booking:${bookingId}`,
      owner: { type: 'person', id: payer },
      asset: 'CREDIT',
      units: 2000n,
      about: { type: 'booking', id: bookingId },
      by: `person:${payer}`,
      at: now,
    })
    await earnCommission(tx, { bookingId, hold: held.id, by: 'schedule' }, now)
  })
  return bookingId
}

const partsOf = async (bookingId: string) =>
  (await commissionsOf(db, bookingId)).map(({ part, net, rateFrom }) => [part, net, rateFrom])

test('an agreement is shared out as it says, and a later one counts for later bookings only', async () => {
  const lyra = await school('Lyra Languages')
  const nora = await educator(db, { organizationId: lyra, name: 'Nora' })
  const before = await earnedSeat(nora, NOON)
  assert.deepEqual(await partsOf(before), [['educator', 1400n, 'tier']])

  await agreed(lyra, 6000, 2500)
  const first = await earnedSeat(nora, NOON)
  assert.deepEqual(await partsOf(first), [
    ['educator', 1200n, 'institution'],
    ['institution', 500n, 'institution'],
  ])
  await agreed(lyra, 6500, 1500, { from: hours(24) })
  const same = await earnedSeat(nora, hours(23))
  assert.deepEqual((await partsOf(same))[0], ['educator', 1200n, 'institution'])
  const second = await earnedSeat(nora, hours(24))
  assert.deepEqual(await partsOf(second), [
    ['educator', 1300n, 'institution'],
    ['institution', 300n, 'institution'],
  ])
  assert.deepEqual(
    (await agreementsOf(db, lyra, hours(25))).map((one) => [
      one.state,
      one.educatorRate,
      one.until?.toString() ?? null,
    ]),
    [
      ['running', 6500, null],
      ['over', 6000, hours(24).toString()],
    ],
  )
  assert.equal(await owed(db, lyra, 'educator_held', 'organization'), 500n + 500n + 300n)
  const sums = await institutionSums(db, lyra, 'USD')
  assert.deepEqual([sums.name, sums.educators, sums.held], ['Lyra Languages', 1, 1300n])
  const { items } = await educatorsOf(db, { organizationId: lyra, limit: 10 }, 'USD', hours(30))
  assert.deepEqual(
    items.map((one) => [one.name, one.seats, one.educatorEarned, one.institutionEarned]),
    [['Nora', 4, 1400n + 1200n + 1200n + 1300n, 1300n]],
  )
  const [own] = (await listInstitutions(db, { words: 'lyra', limit: 10 }, 'USD', hours(30))).items
  assert.deepEqual([own!.educators, own!.educatorRate, own!.earned], [1, 6500, 1300n])

  await atomically(db, async (tx) => {
    const [running] = await agreementsOf(tx, lyra, hours(40))
    await endAgreement(tx, { organizationId: lyra, id: running!.id }, STAFF, hours(40))
  })
  assert.deepEqual(await partsOf(await earnedSeat(nora, hours(41))), [['educator', 1400n, 'tier']])
})

test('what an agreement is refused for', async () => {
  const lyra = await school('Refusals')
  const cases: [string, () => Promise<unknown>][] = [
    ['unknown_institution', () => agreed(newId(), 6000, 2000)],
    ['agreement_by_tiers', () => agreed(PLATFORM_CREATORS, 6000, 2000)],
    ['agreement_over_all', () => agreed(lyra, 8001, 2000)],
    ['agreement_in_the_past', () => agreed(lyra, 6000, 2000, { from: hours(-1) })],
    ['agreement_in_the_past', () => agreed(lyra, 6000, 2000, { from: hours(2), until: hours(2) })],
  ]
  for (const [code, deed] of cases) await assert.rejects(deed, refused(code), code)
  const planned = await agreed(lyra, 6000, 2000, { from: hours(10), until: hours(20) })
  await assert.rejects(agreed(lyra, 5000, 2000), refused('agreement_overlaps'))
  // It fits before the planned one.
  await agreed(lyra, 5000, 2000, { until: hours(10) })
  const end = (id: string, now: Temporal.Instant, at?: Temporal.Instant) =>
    atomically(db, (tx) => endAgreement(tx, { organizationId: lyra, id, at }, STAFF, now))
  await assert.rejects(end(newId(), NOON), refused('agreement_unknown'))
  await assert.rejects(end(planned, hours(12), hours(11)), refused('agreement_in_the_past'))
  await end(planned, hours(1))
  await assert.rejects(end(planned, hours(1)), refused('agreement_has_ended'))
  const states = (await agreementsOf(db, lyra, hours(1))).map((one) => one.state)
  assert.deepEqual(states, ['withdrawn', 'running'])
})

test('who moves, leaves or is let go earns by where they are when a seat is booked', async () => {
  const [lyra, orion] = [await school('Lyra'), await school('Orion')]
  await agreed(lyra, 5000, 3000)
  const nora = await educator(db, { organizationId: lyra, name: 'Nora' })
  const booked = newId()
  await atomically(db, (tx) =>
    openCommission(
      tx,
      {
        bookingId: booked,
        sessionId: newId(),
        educator: nora,
        kind: 'class',
        title: 'Spanish',
        sessionAt: hours(9),
        paidBy: 'included',
        price: { credits: 1000n },
        agreedRate: null,
      },
      NOON,
    ),
  )
  const move = (to: string, now = hours(1)) =>
    atomically(db, (tx) => moveEducator(tx, { educator: nora, to, how: 'moved' }, STAFF, now))
  await assert.rejects(move(newId()), refused('unknown_institution'))
  await assert.rejects(move(lyra), refused('belongs_there'))
  await move(orion)
  await atomically(db, (tx) => earnCommission(tx, { bookingId: booked, by: 'schedule' }, hours(10)))
  assert.deepEqual(await partsOf(booked), [
    ['educator', 500n, 'institution'],
    ['institution', 300n, 'institution'],
  ])
  assert.deepEqual(await partsOf(await earnedSeat(nora, hours(11))), [['educator', 1400n, 'tier']])
  const roles = async () =>
    (await onePerson(db, nora)).memberships.map(({ organizationId, role }) => [
      organizationId,
      role,
    ])
  assert.deepEqual(await roles(), [[orion, 'educator']])

  const goes = (organizationId: string) =>
    atomically(db, (tx) => letGo(tx, { organizationId, educator: nora }, STAFF, hours(12)))
  await assert.rejects(goes(lyra), refused('unknown_educator'))
  await goes(orion)
  assert.deepEqual(await roles(), [[PLATFORM_CREATORS, 'educator']])
  await assert.rejects(
    atomically(db, (tx) => leaveInstitution(tx, nora, `person:${nora}`, hours(13))),
    refused('belongs_there'),
  )
  assert.deepEqual(
    (await belongingOf(db, nora)).map(({ organization, how }) => [organization, how]),
    [
      ['Platform Creators', 'let go'],
      ['Orion', 'moved'],
      ['Lyra', 'enrolled'],
    ],
  )
  const facts = await db<{ kind: string }>`
    select kind from base.fact where kind = 'educator.moved' and about_id = ${nora}`
  assert.equal(facts.length, 2)
})

const TERMS: InvitationTerms = {
  kinds: ['class'],
  languages: ['es'],
  zone: 'Europe/Madrid',
  yearsTeaching: 3,
  headline: 'Spanish for work',
  locale: 'en',
  guarantee: null,
}
const invite = (organizationId: string, email: string, terms = TERMS, now = NOON) =>
  atomically(db, (tx) =>
    inviteEducator(tx, { organizationId, email, name: 'Vera Sol', terms }, STAFF, now),
  )
const reply = (
  id: string,
  personId: string,
  email: string,
  accepts = true,
  now = hours(1),
  emailVerified = true,
) =>
  atomically(db, (tx) =>
    answerInvitation(tx, { id, person: { id: personId, email, emailVerified }, accepts }, now),
  )

test('whoever is invited answers themselves, with that address, once', async () => {
  const lyra = await school('Lyra')
  const vera = await person(db, 'Vera')
  const { email } = await onePerson(db, vera)
  const guarantee = { minimum: '200000', currency: 'USD', months: 6, startsOn: null }
  const id = await invite(lyra, email.toUpperCase(), { ...TERMS, guarantee })
  await assert.rejects(invite(lyra, email), refused('invitation_open'))
  assert.deepEqual(
    (await invitationsTo(db, email, NOON)).map((one) => one.id),
    [id],
  )

  await assert.rejects(reply(id, vera, 'other@example.org'), refused('invitation_unknown'))
  await assert.rejects(reply(newId(), vera, email), refused('invitation_unknown'))
  await assert.rejects(
    reply(id, vera, email, true, hours(1), false),
    refused('invitation_unconfirmed'),
  )
  await assert.rejects(reply(id, vera, email, true, hours(24 * 30)), refused('invitation_run_out'))
  await reply(id, vera, email)
  await reply(id, vera, email)
  await assert.rejects(reply(id, vera, email, false), refused('invitation_answered'))
  const card = await educatorCard(db, vera)
  assert.deepEqual(
    [card?.name, card?.organizationId, card?.languages, card?.standings.map(({ tier }) => tier)],
    ['Vera Sol', lyra, ['es'], ['intermediate']],
  )
  const { items } = await listTransitions(db, { educator: vera, limit: 5 }, hours(1))
  assert.deepEqual(
    items.map(({ minimum, startsOn, endsOn, state }) => [minimum, startsOn, endsOn, state]),
    [[200_000n, '2026-11-21', '2027-05-21', 'running']],
  )
  const organization = await oneOrganization(db, lyra, { staffRoles: ['admin'], memberships: [] })
  assert.deepEqual(
    organization.people.map(({ id, role }) => [id, role]),
    [[vera, 'educator']],
  )
  await assert.rejects(invite(lyra, email), refused('belongs_there'))
})

test('an invitation that has run out, was withdrawn or declined makes room for another', async () => {
  const lyra = await school('Lyra')
  const vera = await person(db, 'Vera')
  const { email } = await onePerson(db, vera)
  await invite(lyra, email)
  const late = hours(24 * 31)
  const second = await invite(lyra, email, TERMS, late)
  const withdraw = (id: string, from = lyra) =>
    atomically(db, (tx) => withdrawInvitation(tx, { organizationId: from, id }, STAFF, late))
  await assert.rejects(withdraw(second, newId()), refused('invitation_unknown'))
  await withdraw(second)
  await assert.rejects(withdraw(second), refused('invitation_answered'))
  const third = await invite(lyra, email, TERMS, late)
  await reply(third, vera, email, false, late)
  assert.equal(await educatorCard(db, vera), undefined)
  await invite(lyra, email, TERMS, late)
})

test('an educator who accepts another institution moves there with what they have', async () => {
  const [lyra, orion] = [await school('Lyra'), await school('Orion')]
  const nora = await educator(db, { organizationId: lyra, name: 'Nora', years: 0 })
  const { email } = await onePerson(db, nora)
  await reply(await invite(orion, email), nora, email)
  const card = await educatorCard(db, nora)
  assert.deepEqual(
    [card?.name, card?.organizationId, card?.standings[0]?.tier],
    ['Nora', orion, 'beginner'],
  )
})

test('what is shown beforehand is what the books say afterwards', async () => {
  const lyra = await school('Lyra')
  await agreed(lyra, 6000, 2500)
  const nora = await educator(db, { organizationId: lyra, name: 'Nora' })
  const before = await books(db, ['platform_fee'])
  await earnedSeat(nora, NOON)
  const after = await books(db, ['platform_fee'])
  const shown = sharesOf({ price: 2000n, educatorRate: 6000, institutionRate: 2500 })
  assert.deepEqual(
    [shown.educator, shown.institution, shown.platform],
    [
      await owed(db, nora, 'educator_held'),
      await owed(db, lyra, 'educator_held', 'organization'),
      after.platform_fee! - before.platform_fee!,
    ],
  )
  const card = { cardFee: 88n, feeBearer: 'educator' } as const
  assert.deepEqual(sharesOf({ price: 2000n, educatorRate: 7000, ...card }), {
    educator: 1312n,
    feeBorne: 88n,
    institution: 0n,
    cardFee: 88n,
    platform: 600n,
  })
  // A fee that is more than the share takes no more than it.
  assert.equal(sharesOf({ price: 50n, educatorRate: 7000, ...card }).educator, 0n)
})

test('the calculator reckons seat by seat, as commissions are', async () => {
  const wish = {
    kind: 'class',
    price: 2000n,
    seats: 3,
    sessionsPerWeek: 5,
    paidBy: 'card',
  } as const
  const found = await outlookOf(db, { ...wish, tier: 'intermediate' }, NOON)
  assert.deepEqual(
    [
      found.currency,
      found.seat.cardFee,
      found.seat.educator,
      found.perSession,
      found.perWeek,
      found.perMonth,
      found.perYear,
    ],
    ['USD', 88n, 1312n, 3936n, 19_680n, 85_280n, 1_023_360n],
  )
  const lowest = await outlookOf(db, { ...wish, price: 1999n, paidBy: 'credits' }, NOON)
  assert.deepEqual([lowest.rung.tier, lowest.seat.educator], ['beginner', shareOf(1999n, 6000n)])
  assert.equal(lowest.ladder.length, 4)
})
