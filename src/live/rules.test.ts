import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { asAdmin, testDatabase } from '../../test/database.ts'
import { transitionDiagram, transitionTable } from './drawing.ts'
import type { Level } from './policy.ts'
import { includable, priceOf } from './prices.ts'
import { meanShown } from './reviews/reading.ts'
import { TRANSITIONS } from './transitions.ts'
import { deadlines, freeAtLatest, returnShare } from './windows.ts'

const policy = {
  freeHours: 24,
  halfHours: 12,
  halfShare: 5000,
  graceMinutes: 60,
  graceStartHours: 3,
}
const start = Temporal.Instant.from('2026-11-25T18:00:00Z')
const before = (hours: number, seconds = 0) => start.subtract({ seconds: hours * 3600 + seconds })

/** Why · booked so many hours before the start · cancelled so many · what comes back, in basis points. */
const windows: [string, number, number, number, number][] = [
  ['two days before', 72, 48, 0, 10_000],
  ['exactly 24 h before', 72, 24, 0, 10_000],
  ['a second less than 24 h', 72, 24, -1, 5000],
  ['13 h before', 72, 13, 0, 5000],
  ['exactly 12 h before', 72, 12, 0, 5000],
  ['a second less than 12 h', 72, 12, -1, 0],
  ['at the start', 72, 0, 0, 0],
  ['booked 20 h before, cancelled within the hour', 20, 19.5, 0, 10_000],
  ['exactly an hour after booking', 20, 19, 0, 10_000],
  ['a second later', 20, 19, -1, 5000],
  ['booked 5 h before, cancelled within the hour', 5, 4.5, 0, 10_000],
  ['booked 3.5 h before, still more than 3 h to go', 3.5, 3.25, 0, 10_000],
  ['exactly 3 h to go is not more than 3 h', 3.5, 3, 0, 0],
  ['booked 2 h before: no grace', 2, 1.9, 0, 0],
]

for (const [why, booked, cancelled, second, share] of windows) {
  test(`cancelling: ${why} → ${share / 100} %`, () => {
    const until = deadlines(start, before(booked), policy)
    assert.equal(returnShare(until, policy, before(cancelled, second)), share)
  })
}

test('the shown deadline is the last moment that is free, in absolute hours over a clock change', () => {
  const until = deadlines(start, before(72), policy)
  assert.equal(freeAtLatest(until).toString(), '2026-11-24T18:00:00Z')
  assert.equal(freeAtLatest(deadlines(start, before(20), policy)).toString(), before(19).toString())
  // Madrid puts its clocks back on 25 October: 24 hours are 24 hours.
  const after = Temporal.ZonedDateTime.from('2026-10-25T18:00[Europe/Madrid]').toInstant()
  const shown = deadlines(after, before(2000), policy).freeUntil.toZonedDateTimeISO('Europe/Madrid')
  assert.equal(shown.toPlainDateTime().toString(), '2026-10-24T19:00:00')
})

const levels: Level[] = [
  { level: 'basic', credits: 2500n, preselected: false },
  { level: 'standard', credits: 3500n, preselected: true },
  { level: 'premium', credits: 5000n, preselected: false },
  { level: 'private', credits: 8000n, preselected: false },
]
const bounds = { ownPriceMin: 500n, ownPriceMax: 30_000n }

/** What was asked · whether own prices are allowed · the level and price, or the refusal. */
const prices: [string, Parameters<typeof priceOf>[1], boolean, string][] = [
  ['nothing: 30 for a class', {}, false, 'own 3000'],
  ['a level', { level: 'premium' }, false, 'premium 5000'],
  ['a price that is a level', { credits: 3500n }, false, 'standard 3500'],
  ['level and its price', { level: 'basic', credits: 2500n }, false, 'basic 2500'],
  ['level and another price', { level: 'basic', credits: 2600n }, false, 'price_not_allowed'],
  ['an own price without the tier', { credits: 4200n }, false, 'price_not_allowed'],
  ['the price of something unpriced', { credits: 3000n }, false, 'own 3000'],
  ['an own price of a Master', { credits: 4200n }, true, 'own 4200'],
  ['at the least', { credits: 500n }, true, 'own 500'],
  ['below it', { credits: 499n }, true, 'price_out_of_bounds'],
  ['at the most', { credits: 30_000n }, true, 'own 30000'],
  ['above it', { credits: 30_001n }, true, 'price_out_of_bounds'],
]

for (const [why, asked, ownPrices, expected] of prices) {
  test(`price: ${why}`, () => {
    let got: string
    try {
      const { level, credits } = priceOf('class', asked, levels, { ownPrices }, bounds)
      got = `${level} ${credits}`
    } catch (error) {
      got = (error as { code: string }).code
    }
    assert.equal(got, expected)
  })
}

test('a conversation without a price costs 20', () => {
  assert.equal(priceOf('conversation', {}, [], { ownPrices: false }, bounds).credits, 2000n)
})

test('plans include group sessions up to Standard', () => {
  assert.equal(includable({ capacity: 2, price: 3500n }, levels), true)
  assert.equal(includable({ capacity: 2, price: 3501n }, levels), false)
  assert.equal(includable({ capacity: 1, price: 2500n }, levels), false)
})

test('a mean is plain, to one place, and "New" under three', () => {
  const rows: [bigint, bigint, string | null][] = [
    [10n, 2n, null],
    [15n, 3n, '5.0'],
    [13n, 3n, '4.3'],
    [14n, 3n, '4.7'],
    [89n, 20n, '4.5'],
  ]
  for (const [sum, count, shown] of rows) assert.equal(meanShown(sum, count), shown)
})

test('the transitions in code are the transitions that the database allows', async () => {
  await using db = await testDatabase()
  const inDatabase = await db<{ pair: string }>`
    select from_state || ' ' || to_state as pair from live.booking_transition order by 1`
  const inCode = new Set(TRANSITIONS.map(({ from, to }) => `${from} ${to}`))
  assert.deepEqual(
    inDatabase.map(({ pair }) => pair),
    [...inCode].toSorted(),
  )
  await asAdmin(async (admin) => {
    await assert.rejects(admin.query("update live.booking_step set by = 'x'"), /append-only/)
  }, new URL(db.url).pathname.slice(1))
})

test('docs/bookings.md shows the table as it is in code', () => {
  const page = readFileSync(new URL('../../docs/bookings.md', import.meta.url), 'utf8')
  assert.ok(page.includes(transitionDiagram()), 'the diagram is another')
  assert.ok(page.includes(transitionTable()), `docs/bookings.md should hold:\n${transitionTable()}`)
})
