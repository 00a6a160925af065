import assert from 'node:assert/strict'
import { Desk, decimal, Educator, Learner } from './cast.ts'
import type { Stage } from './stage.ts'
import type { Teller } from './telling.ts'

/**
 * The main job, whole, with every cent:
 *
 * In the books + is debit and − credit, so a platform fee of 1.67 is 1.67 lost.
 *
 *   99.00 Premium ──► 19.00 access (earned by the day) + 80.00 for 120 credits
 *   50.00         ──► 50 credits
 *   50 credits of the plan's lot (basis 33.33) ──► a class ──► 35.00 to the instructor, −1.67 to the platform
 */
export async function playMainJob(stage: Stage, teller: Teller): Promise<void> {
  const desk = await Desk.open(stage, teller)
  const tuesday = await desk.now()
  const at = (days: number, time: string) =>
    tuesday.toZonedDateTimeISO('UTC').add({ days }).withPlainTime(time).toInstant()

  teller.step(
    'Elena, four years a teacher, becomes an instructor (Intermediate, 70 %) and publishes a Premium-level class.',
  )
  const elena = await Educator.join(stage, desk, { name: 'Elena', kinds: ['class'], years: 4 })
  const lesson = await elena.publish({
    kind: 'class',
    title: 'The two past tenses, told as a story',
    priceLevel: 'premium',
    start: at(1, '18:00'),
  })

  teller.step('Maya subscribes to Premium: 99.00 by card, 120 credits.')
  const maya = await Learner.join(stage, 'Maya')
  await maya.subscribe('learner-premium')
  assert.deepEqual(await maya.wallet(), {
    posted: '120.00',
    held: '0.00',
    available: '120.00',
    lots: ['plan 120.00, held 0.00'],
  })

  teller.step('She buys 50 credits more.')
  await maya.buyCredits(50)
  const bought = {
    'provider_clearing USD': '144.08',
    'processing_fees USD': '4.92',
    'deferred_access USD': '-19.00',
    'deferred_credits USD': '-130.00',
    'wallet CREDIT': '170.00',
    'issued_plan CREDIT': '-120.00',
    'issued_purchase CREDIT': '-50.00',
  }
  await desk.booksAre('The books after both payments', bought)

  teller.step('She books the class for 50 credits: taken from the plan’s, which run out sooner.')
  const { ways } = await maya.get(`/api/sessions/${lesson}`)
  const way = ways.find((one: { method: string }) => one.method === 'CREDITS')
  assert.deepEqual(
    [way.available, way.price.amount, way.before, way.after, way.expiring.amount.amount],
    [true, '50.00', '170.00', '120.00', '50.00'],
  )
  const { booking } = await maya.book(lesson, 'CREDITS', 50)
  assert.equal(booking.state, 'confirmed')
  const { lots, ...wallet } = await maya.wallet()
  assert.deepEqual(wallet, { posted: '170.00', held: '50.00', available: '120.00' })
  assert.deepEqual(lots, ['plan 120.00, held 50.00', 'purchase 50.00, held 0.00'])
  await desk.booksAre('The books after the booking: nothing is earned yet', bought)

  teller.step('The class takes place. Elena’s commission of 35.00 is held for seven days.')
  await desk.liveUntil(at(1, '20:00'))
  const held = await elena.earnings()
  assert.deepEqual(
    held.commissions.map((one: Commission) => [one.net.amount, one.rate, one.state]),
    [['35.00', 0.7, 'held']],
  )
  const journal = held.commissions[0].journalId
  const moved = await desk.movedBy(journal)
  teller.table('What this booking moved in money', [['Account', 'Moved'], ...Object.entries(moved)])
  // 80.00 × 50 / 120 = 33.33 of deferred credits; 35.00 of it is Elena's; the platform bears 1.67.
  assert.deepEqual(moved, {
    deferred_credits: '33.33',
    educator_held: '-35.00',
    platform_fee: '1.67',
  })
  const taught = {
    ...bought,
    'deferred_credits USD': '-96.67',
    'platform_fee USD': '1.67',
    'educator_held USD': '-35.00',
    'wallet CREDIT': '120.00',
    'redeemed CREDIT': '50.00',
  }
  await desk.booksAre('The books after the class', taught)

  teller.step('Seven days later the commission is available.')
  await desk.liveUntil(at(8, '21:00'))
  const released = await elena.earnings()
  assert.deepEqual(
    [released.overview.available.amount, released.overview.held.amount],
    ['35.00', '0.00'],
  )
  const daysOf = await periodOf(maya)
  const { 'educator_held USD': _none, ...rest } = taught
  await desk.booksAre('The books: available, and a week of access earned', {
    ...rest,
    ...accessEarned(7, daysOf),
    'educator_available USD': '-35.00',
  })

  teller.step('On the Monday after, it is paid out.')
  await desk.liveUntil(at(13, '12:00'))
  const [payout] = await elena.payouts()
  assert.equal(payout.amount.amount, '35.00')
  assert.equal(payout.scheduledFor, at(13, '00:00').toString().slice(0, 10))
  const { 'provider_clearing USD': _before, ...paid } = rest
  const books = { ...paid, ...accessEarned(12, daysOf), 'provider_clearing USD': '109.08' }
  await desk.booksAre('The books after the payout', books)

  teller.step('Before the week is over it has reached her bank.')
  await desk.liveUntil(at(18, '08:00'))
  const [arrived] = await elena.payouts()
  assert.equal(arrived.status, 'COMPLETED')
  const end = await elena.earnings()
  assert.deepEqual([end.overview.paid.amount, end.commissions[0].status], ['35.00', 'PAID'])
  await desk.booksAre('The books at the end', { ...books, ...accessEarned(17, daysOf) })
}

type Commission = { net: { amount: string }; rate: number; state: string }

/** How many days the paid period has. */
async function periodOf(learner: Learner): Promise<number> {
  const { items } = await learner.get('/api/subscriptions')
  const { periodStart, periodEnd } = items[0]
  const start = Temporal.Instant.from(periodStart)
  return Math.round(start.until(Temporal.Instant.from(periodEnd)).total('hours') / 24)
}

/** 19.00 of access is earned in equal days; what is not earned yet is owed. */
function accessEarned(days: number, of: number): Record<string, string> {
  const earned = (1900n * BigInt(days)) / BigInt(of)
  return {
    'subscriptions USD': decimal(-earned),
    'deferred_access USD': decimal(earned - 1900n),
  }
}
