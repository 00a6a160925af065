import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { atomically, deadlines, newId } from '#base'
import { balance, verify } from '#ledger'
import { addRate } from '#payments'
import { books, educator, owed, refused } from '../../../test/classroom.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import {
  commissionKeeper,
  earnCommission,
  endTransition,
  guaranteeMonths,
  listCommissions,
  listTransitions,
  makeTransition,
  monthSoFar,
  nextGuarantee,
  nextTransitionEnd,
  openCommission,
  prorated,
  schedulePayouts,
  setPolicy,
  tellTransitionEnds,
  topUpGuarantees,
} from '../index.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase()
})
after(async () => {
  assert.deepEqual((await verify(db)).findings, [])
  await db[Symbol.asyncDispose]()
})

const at = (text: string) => Temporal.Instant.from(text)
const day = (text: string) => Temporal.PlainDate.from(text)
const agree = (
  educatorId: string,
  more: { minimum?: bigint; currency?: string; months?: number; startsOn?: string } = {},
  now = at('2026-11-21T12:00:00Z'),
) =>
  atomically(db, (tx) =>
    makeTransition(
      tx,
      {
        educator: educatorId,
        minimum: more.minimum ?? 300_000n,
        currency: more.currency ?? 'USD',
        months: more.months,
        ...(more.startsOn ? { startsOn: day(more.startsOn) } : {}),
      },
      'person:staff',
      now,
    ),
  )

/** A seat included in a plan that earns the educator this much, at this moment. */
async function earns(educatorId: string, share: bigint, now: Temporal.Instant): Promise<string> {
  const bookingId = newId()
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
      {
        ...seat,
        sessionAt: now,
        paidBy: 'included',
        price: { credits: share },
        agreedRate: 10_000,
      },
      now,
    )
    await earnCommission(tx, { bookingId, by: 'schedule' }, now)
  })
  return bookingId
}

const months = async (id: string) =>
  (await guaranteeMonths(db, [id]))
    .toReversed()
    .map(({ month, minimum, earned, topUp }) => [month, minimum, earned, topUp])

test('what a month falls short of is topped up once, and whole or part months as they are', async () => {
  const nora = await educator(db, { name: 'Nora' })
  const id = await agree(nora, { startsOn: '2026-11-21', months: 2 })
  await earns(nora, 20_000n, at('2026-11-22T10:00:00Z'))
  await earns(nora, 320_000n, at('2026-12-31T23:59:59Z'))
  const before = await books(db, ['guarantees'])
  assert.equal(await topUpGuarantees(db, at('2026-11-30T23:59:59Z')), 0)
  assert.equal(await topUpGuarantees(db, at('2026-12-01T00:00:00Z')), 1)
  // Ten days of thirty: 1,000.00 of 3,000.00.
  assert.deepEqual(await months(id), [['2026-11-01', 100_000n, 20_000n, 80_000n]])
  assert.equal(await topUpGuarantees(db, at('2026-12-01T00:00:00Z')), 0)
  const [both] = await Promise.all([
    topUpGuarantees(db, at('2027-02-01T00:00:00Z')),
    topUpGuarantees(db, at('2027-02-01T00:00:00Z')),
  ])
  assert.ok(both !== undefined)
  // December was earned; of January twenty days count.
  assert.deepEqual(await months(id), [
    ['2026-11-01', 100_000n, 20_000n, 80_000n],
    ['2026-12-01', 300_000n, 320_000n, 0n],
    ['2027-01-01', 193_548n, 0n, 193_548n],
  ])
  const paid = (await books(db, ['guarantees'])).guarantees! - before.guarantees!
  assert.equal(paid, 80_000n + 193_548n)
  assert.equal(await owed(db, nora, 'educator_available'), 80_000n + 193_548n)
  assert.equal(await topUpGuarantees(db, at('2028-01-01T00:00:00Z')), 0)
  const { items } = await listCommissions(db, { payee: { type: 'person', id: nora }, limit: 10 })
  assert.deepEqual(
    items
      .filter(({ paidBy }) => paidBy === 'platform')
      .map(({ title, net, state, bookingId }) => [title, net, state, bookingId]),
    [
      ['Guaranteed minimum, 2027-01', 193_548n, 'available', null],
      ['Guaranteed minimum, 2026-11', 80_000n, 'available', null],
    ],
  )
  // It is a line of the next payout.
  assert.equal(await schedulePayouts(db, at('2027-02-01T05:00:00Z')), 1)
  assert.equal(
    await atomically(
      db,
      (tx) => tx<{ n: number }>`
    select count(*)::int as n from earnings.payout_item i join earnings.commission c on c.id = i.commission_id
    where c.source_type = 'guarantee' and c.educator_id = ${nora}`,
    ).then(([row]) => row!.n),
    2,
  )
})

test('a machine that was off makes up for every month, in order', async () => {
  const nora = await educator(db, { name: 'Nora' })
  const id = await agree(nora, { startsOn: '2026-11-21', minimum: 30_000n })
  const [due] = await deadlines(db, [nextGuarantee])
  assert.equal(due?.toString(), '2026-12-01T00:00:00Z')
  assert.equal(await topUpGuarantees(db, at('2027-08-15T12:00:00Z')), 7)
  const found = await months(id)
  assert.deepEqual(
    found.map(([month]) => month),
    [
      '2026-11-01',
      '2026-12-01',
      '2027-01-01',
      '2027-02-01',
      '2027-03-01',
      '2027-04-01',
      '2027-05-01',
    ],
  )
  assert.deepEqual([found[0]![3], found[1]![3], found[6]![3]], [10_000n, 30_000n, 19_355n])
})

test('what was taken back is not earned; once a month is reckoned it stays', async () => {
  const nora = await educator(db, { name: 'Nora' })
  const id = await agree(nora, { startsOn: '2026-11-21', minimum: 30_000n })
  const early = await earns(nora, 4_000n, at('2026-12-05T10:00:00Z'))
  const late = await earns(nora, 6_000n, at('2026-12-06T10:00:00Z'))
  const back = (bookingId: string, now: string) =>
    atomically(db, (tx) => commissionKeeper.takeBack(tx, bookingId, at(now)))
  await back(early, '2026-12-20T10:00:00Z')
  await topUpGuarantees(db, at('2027-01-01T00:00:00Z'))
  assert.deepEqual((await months(id))[1], ['2026-12-01', 30_000n, 6_000n, 24_000n])
  await back(late, '2027-01-03T10:00:00Z')
  assert.equal(await topUpGuarantees(db, at('2027-01-31T00:00:00Z')), 0)
  assert.deepEqual((await months(id))[1], ['2026-12-01', 30_000n, 6_000n, 24_000n])
  await topUpGuarantees(db, at('2027-02-01T00:00:00Z'))
  assert.deepEqual((await months(id))[2], ['2027-01-01', 30_000n, 0n, 30_000n])
})

test('months are those of the operator’s zone', async () => {
  const now = at('2026-11-21T12:00:00Z')
  await atomically(db, (tx) => setPolicy(tx, { payoutZone: 'Asia/Kolkata' }, 'person:staff', now))
  const nora = await educator(db, { name: 'Nora' })
  const id = await agree(nora, { startsOn: '2026-12-01', months: 1, minimum: 10_000n }, now)
  await atomically(db, (tx) => setPolicy(tx, { payoutZone: 'UTC' }, 'person:staff', now))
  await earns(nora, 500n, at('2026-11-30T18:29:59Z'))
  await earns(nora, 700n, at('2026-11-30T18:30:00Z'))
  await earns(nora, 900n, at('2026-12-31T18:29:59Z'))
  await earns(nora, 1_100n, at('2026-12-31T18:30:00Z'))
  assert.equal(await topUpGuarantees(db, at('2026-12-31T18:29:59Z')), 0)
  assert.equal(await topUpGuarantees(db, at('2026-12-31T18:30:00Z')), 1)
  assert.deepEqual(await months(id), [['2026-12-01', 10_000n, 1_600n, 8_400n]])
})

test('a minimum in another currency counts what was earned at the dated rate, and is paid in its own', async () => {
  const nora = await educator(db, { name: 'Nora' })
  const id = await agree(nora, {
    startsOn: '2026-12-01',
    months: 1,
    minimum: 50_000n,
    currency: 'EUR',
  })
  await earns(nora, 22_000n, at('2026-12-10T10:00:00Z'))
  await assert.rejects(topUpGuarantees(db, at('2027-01-01T00:00:00Z')), refused('rate_unknown'))
  await atomically(db, (tx) =>
    addRate(
      tx,
      {
        base: 'EUR',
        quote: 'USD',
        day: day('2026-12-31'),
        rate: '1.10',
        source: 'ECB',
        by: 'person:staff',
      },
      at('2026-12-31T15:00:00Z'),
    ),
  )
  assert.equal(await topUpGuarantees(db, at('2027-01-01T00:05:00Z')), 1)
  assert.deepEqual(await months(id), [['2026-12-01', 50_000n, 20_000n, 30_000n]])
  const euros = {
    owner: { type: 'person', id: nora },
    purpose: 'educator_available',
    asset: 'EUR',
  } as const
  assert.equal(await balance(db, euros), 30_000n)
})

test('what a transition agreement is refused for, and how it ends early', async () => {
  const nora = await educator(db, { name: 'Nora' })
  const now = at('2026-11-21T12:00:00Z')
  const cases: [string, () => Promise<unknown>][] = [
    ['guarantee_unfit', () => agree(nora, { minimum: 0n })],
    ['guarantee_unfit', () => agree(nora, { currency: 'SMS' })],
    ['unknown_educator', () => agree(newId())],
    ['transition_begins_too_early', () => agree(nora, { startsOn: '2026-10-31' })],
  ]
  for (const [code, deed] of cases) await assert.rejects(deed, refused(code), code)
  const id = await agree(nora, { minimum: 31_000n, startsOn: '2026-12-01' })
  await assert.rejects(agree(nora, { startsOn: '2027-05-31' }), refused('transition_overlaps'))
  await agree(nora, { startsOn: '2027-06-01', months: 1 })
  const end = (which: string, when: string, on?: string) =>
    atomically(db, (tx) =>
      endTransition(
        tx,
        { id: which, reason: 'They asked for it', ...(on ? { on: day(on) } : {}) },
        'person:staff',
        at(when),
      ),
    )
  await assert.rejects(end(newId(), '2026-12-11T00:00:00Z'), refused('transition_unknown'))
  await assert.rejects(
    end(id, '2026-12-11T00:00:00Z', '2026-12-10'),
    refused('transition_end_unfit'),
  )
  await assert.rejects(
    end(id, '2026-12-11T00:00:00Z', '2027-06-02'),
    refused('transition_end_unfit'),
  )
  await end(id, '2026-12-11T09:00:00Z')
  await assert.rejects(end(id, '2026-12-11T09:00:00Z'), refused('transition_has_ended'))
  // Ten days of 31 are still guaranteed, at the end of the month; what comes after earns plain commissions.
  await earns(nora, 5_000n, at('2026-12-20T10:00:00Z'))
  await topUpGuarantees(db, at('2027-02-01T00:00:00Z'))
  assert.deepEqual(await months(id), [['2026-12-01', 10_000n, 0n, 10_000n]])
  const { items } = await listTransitions(
    db,
    { educator: nora, limit: 5 },
    at('2027-01-01T00:00:00Z'),
  )
  assert.deepEqual(
    items.map(({ state, endsOn }) => [state, endsOn]),
    [
      ['planned', '2027-07-01'],
      ['over', '2026-12-11'],
    ],
  )
  // One that is ended before it begins never ran.
  await end(items[0]!.id, '2027-01-02T00:00:00Z')
  await topUpGuarantees(db, at('2027-12-01T00:00:00Z'))
  assert.deepEqual(await months(items[0]!.id), [])
  assert.equal(await monthSoFar(db, items[1]!, now), undefined)
})

test('its end is told a month before, and when it has come', async () => {
  const nora = await educator(db, { name: 'Nora' })
  const id = await agree(nora, { startsOn: '2028-01-01', months: 3 })
  const told = async () =>
    (await db<{ kind: string }>`select kind from base.fact where about_id = ${id} order by at`).map(
      ({ kind }) => kind,
    )
  await tellTransitionEnds(db, at('2028-03-01T23:59:59Z'))
  assert.deepEqual(await told(), ['transition.agreed'])
  const [next] = await deadlines(db, [nextTransitionEnd])
  assert.equal(next?.toString(), '2028-03-02T00:00:00Z')
  await tellTransitionEnds(db, at('2028-03-02T00:00:00Z'))
  await tellTransitionEnds(db, at('2028-03-20T00:00:00Z'))
  await tellTransitionEnds(db, at('2028-04-01T00:00:00Z'))
  await tellTransitionEnds(db, at('2028-05-01T00:00:00Z'))
  assert.deepEqual(await told(), ['transition.agreed', 'transition.ending', 'transition.ended'])
})

test('parts of a month are fair: never more than the whole, and two parts of it within a unit of it', () => {
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10n ** 12n),
      fc.integer({ min: 28, max: 31 }),
      fc.integer({ min: 0, max: 31 }),
      (minimum, of, cut) => {
        const days = Math.min(cut, of)
        const [first, second] = [prorated(minimum, days, of), prorated(minimum, of - days, of)]
        assert.equal(prorated(minimum, of, of), minimum)
        assert.ok(first >= 0n && first <= minimum)
        const apart = first + second - minimum
        assert.ok(apart >= -1n && apart <= 1n, `${first} + ${second} is not ${minimum}`)
        if (days < of) assert.ok(prorated(minimum, days + 1, of) >= first)
      },
    ),
  )
})

test('whatever is earned and however often it runs, a month brings the minimum at least and is topped up once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ day: fc.integer({ min: 1, max: 61 }), share: fc.bigInt(1n, 40_000n) }), {
        maxLength: 6,
      }),
      fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 5 }),
      fc.bigInt(1n, 60_000n),
      async (seats, runs, minimum) => {
        const nora = await educator(db, { name: 'Nora' })
        const start = at('2029-01-01T00:00:00Z')
        const id = await agree(nora, { startsOn: '2029-01-01', months: 2, minimum })
        const after = (days: number) => start.add({ hours: 24 * days })
        const deeds = [
          ...seats.map(({ day: n, share }) => ({
            n,
            do: () => earns(nora, share, after(n).subtract({ hours: 12 })),
          })),
          ...runs.map((n) => ({ n, do: () => topUpGuarantees(db, after(n)) })),
        ].sort((a, b) => a.n - b.n)
        for (const deed of deeds) await deed.do()
        await Promise.all([topUpGuarantees(db, after(90)), topUpGuarantees(db, after(90))])
        const found = await guaranteeMonths(db, [id])
        assert.equal(found.length, 2)
        for (const one of found) assert.equal(one.earned + one.topUp >= one.minimum, true)
        const sum = found.reduce((total, { topUp }) => total + topUp, 0n)
        assert.equal(await owed(db, nora, 'educator_available'), sum)
      },
    ),
    { numRuns: 8 },
  )
})
