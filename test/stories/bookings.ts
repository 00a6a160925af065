import assert from 'node:assert/strict'
import { Desk, Educator, Learner } from './cast.ts'
import type { Stage } from './stage.ts'
import type { Teller } from './telling.ts'

/** Short stories of one booking each: who does what, and the books at the end. */

type Story = (stage: Stage, teller: Teller) => Promise<void>

/** A hundred bought credits at 1.00 each, a card fee of 3.20. */
const BOUGHT_100 = {
  'provider_clearing USD': '96.80',
  'processing_fees USD': '3.20',
  'deferred_credits USD': '-100.00',
  'wallet CREDIT': '100.00',
  'issued_purchase CREDIT': '-100.00',
}

async function scene(stage: Stage, teller: Teller, years = 4) {
  const desk = await Desk.open(stage, teller)
  const tuesday = (await desk.now()).toZonedDateTimeISO('UTC')
  const at = (days: number, time: string) => tuesday.add({ days }).withPlainTime(time).toInstant()
  const kinds: ('class' | 'conversation')[] = ['class', 'conversation']
  const elena = await Educator.join(stage, desk, { name: 'Elena', kinds, years })
  const maya = await Learner.join(stage, 'Maya')
  return { desk, at, elena, maya }
}

/** Premium class for 50 on Friday at 18:00, booked on Tuesday by somebody with 100 credits. */
async function bookedPremium(stage: Stage, teller: Teller) {
  const { desk, at, elena, maya } = await scene(stage, teller)
  await maya.buyCredits(100)
  const session = await elena.publish({
    kind: 'class',
    title: 'Arguing politely in Spanish',
    priceLevel: 'premium',
    start: at(3, '18:00'),
  })
  const { booking } = await maya.book(session, 'CREDITS', 50)
  assert.deepEqual((await maya.wallet()).lots, ['purchase 100.00, held 50.00'])
  return { desk, at, elena, maya, session, booking }
}

const cancelledInTime: Story = async (stage, teller) => {
  const { desk, at, maya, elena, booking } = await bookedPremium(stage, teller)
  await desk.liveUntil(at(2, '17:30'))
  const preview = await maya.get(`/api/bookings/${booking.id}/cancel-preview`)
  assert.equal(preview.returned.amount, '50.00')
  const cancelled = await maya.post(`/api/bookings/${booking.id}/cancel`)
  assert.deepEqual([cancelled.state, cancelled.returned.amount], ['cancelled_by_learner', '50.00'])
  assert.deepEqual((await maya.wallet()).lots, ['purchase 100.00, held 0.00'])
  await desk.liveUntil(at(4, '09:00'))
  assert.equal((await elena.earnings()).commissions[0].state, 'cancelled')
  await desk.booksAre('Cancelled a day and more before: as if nothing had been', BOUGHT_100)
}

const cancelledLate: Story = async (stage, teller) => {
  const { desk, at, maya, elena, booking } = await bookedPremium(stage, teller)
  await desk.liveUntil(at(3, '02:00'))
  const cancelled = await maya.post(`/api/bookings/${booking.id}/cancel`)
  assert.deepEqual(
    [cancelled.state, cancelled.kept.amount, cancelled.returned.amount],
    ['late_cancelled', '25.00', '25.00'],
  )
  assert.equal((await elena.earnings()).commissions[0].state, 'pending')
  await desk.liveUntil(at(3, '20:00'))
  await desk.booksAre(
    'Cancelled sixteen hours before: half is kept, and earned on at the scheduled end',
    {
      ...BOUGHT_100,
      'deferred_credits USD': '-75.00',
      'educator_held USD': '-17.50',
      'platform_fee USD': '-7.50',
      'wallet CREDIT': '75.00',
      'redeemed CREDIT': '25.00',
    },
  )
}

const calledOffLate: Story = async (stage, teller) => {
  const { desk, at, maya, elena, session } = await bookedPremium(stage, teller)
  await desk.liveUntil(at(3, '10:00'))
  await elena.post(`/api/sessions/${session}/cancel`, { reason: 'I have lost my voice.' })
  assert.deepEqual((await maya.wallet()).lots.toSorted(), [
    'goodwill 5.00, held 0.00',
    'purchase 100.00, held 0.00',
  ])
  await desk.booksAre(
    'Called off by the educator eight hours before: all comes back, and 10 % goodwill',
    {
      ...BOUGHT_100,
      'wallet CREDIT': '105.00',
      'issued_goodwill CREDIT': '-5.00',
    },
  )
}

const paidByCard: Story = async (stage, teller) => {
  const { desk, at, elena, maya } = await scene(stage, teller)
  const session = await elena.publish({
    kind: 'conversation',
    title: 'A song, a story, an opinion',
    priceLevel: 'standard',
    priceMoney: { amount: '20.00', asset: 'USD' },
    start: at(1, '18:00'),
  })
  const booked = await maya.book(session, 'CASH')
  assert.equal(booked.booking.state, 'held')
  await maya.pay({ id: booked.orderId })
  await desk.liveUntil(at(1, '20:00'))
  const { commissions } = await elena.earnings()
  assert.deepEqual(
    commissions.map((one: Commission) => [one.gross.amount, one.feeBorne.amount, one.net.amount]),
    [['20.00', '0.88', '13.12']],
  )
  await desk.booksAre(
    '20.00 by card: 13.12 to the host, 6.88 to the platform, which paid 0.88 for the card',
    {
      'provider_clearing USD': '19.12',
      'processing_fees USD': '0.88',
      'educator_held USD': '-13.12',
      'platform_fee USD': '-6.88',
    },
  )
}

const included: Story = async (stage, teller) => {
  const { desk, at, elena, maya } = await scene(stage, teller)
  const session = await elena.publish({
    kind: 'class',
    title: 'First steps, one hour',
    priceLevel: 'standard',
    start: at(0, '18:00'),
  })
  await maya.subscribe('learner-premium')
  const { ways } = await maya.get(`/api/sessions/${session}`)
  assert.deepEqual([ways[0].method, ways[0].available, ways[0].before], ['INCLUDED', true, '2'])
  await maya.book(session, 'INCLUDED')
  await desk.liveUntil(at(0, '20:00'))
  const { included: left } = await maya.get('/api/entitlements')
  assert.equal(left.find((one: { kind: string }) => one.kind === 'class').left, 1)
  await desk.booksAre('Included in the plan: the educator earns 70 % of the list price of 35.00', {
    'provider_clearing USD': '95.83',
    'processing_fees USD': '3.17',
    'deferred_access USD': '-19.00',
    'deferred_credits USD': '-80.00',
    'included_sessions USD': '24.50',
    'educator_held USD': '-24.50',
    'wallet CREDIT': '120.00',
    'issued_plan CREDIT': '-120.00',
  })
}

const unusedCredits: Story = async (stage, teller) => {
  const { desk, maya } = await scene(stage, teller)
  await maya.subscribe('learner-premium')
  const { items } = await maya.get('/api/subscriptions')
  await maya.patch(`/api/subscriptions/${items[0].id}`, { cancelAtPeriodEnd: true })
  const end = Temporal.Instant.from(items[0].periodEnd)
  await desk.liveUntil(end.add({ hours: 30 }))
  assert.equal((await maya.get('/api/subscriptions')).items[0].state, 'ended')
  assert.equal((await maya.wallet()).posted, '0.00')
  await desk.booksAre('A plan that nobody used and nobody renewed: all of it is earned', {
    'provider_clearing USD': '95.83',
    'processing_fees USD': '3.17',
    'subscriptions USD': '-19.00',
    'breakage USD': '-80.00',
    'expired CREDIT': '120.00',
    'issued_plan CREDIT': '-120.00',
  })
}

/** A payout that waits, because the provider does not know the payee's bank yet, and goes out when it does. */
const parkedPayout: Story = async (stage, teller) => {
  const desk = await Desk.open(stage, teller)
  const tuesday = (await desk.now()).toZonedDateTimeISO('UTC')
  const at = (days: number, time: string) => tuesday.add({ days }).withPlainTime(time).toInstant()
  const elena = await Educator.join(stage, desk, {
    name: 'Elena',
    kinds: ['class'],
    years: 4,
    payable: false,
  })
  const maya = await Learner.join(stage, 'Maya')
  await maya.buyCredits(100)
  const session = await elena.publish({
    kind: 'class',
    title: 'Arguing politely in Spanish',
    priceLevel: 'premium',
    start: at(0, '18:00'),
  })
  await maya.book(session, 'CREDITS', 50)
  const earned = {
    ...BOUGHT_100,
    'deferred_credits USD': '-50.00',
    'platform_fee USD': '-15.00',
    'educator_available USD': '-35.00',
    'wallet CREDIT': '50.00',
    'redeemed CREDIT': '50.00',
  }
  await desk.liveUntil(at(13, '12:00'))
  const [first] = await elena.payouts()
  assert.equal(first.status, 'PENDING')
  assert.ok(first.parkedSince)
  await desk.booksAre('A payout without a bank account: the money is still available', earned)

  await elena.openAccount()
  await desk.liveUntil(at(25, '12:00'))
  const payouts = await elena.payouts()
  assert.deepEqual(
    payouts.map((one: { status: string; amount: { amount: string } }) => [
      one.status,
      one.amount.amount,
    ]),
    [['COMPLETED', '35.00']],
  )
  const { 'educator_available USD': _paid, ...rest } = earned
  await desk.booksAre('As soon as there is one it is sent, once', {
    ...rest,
    'provider_clearing USD': '61.80',
  })
}

type Commission = {
  gross: { amount: string }
  feeBorne: { amount: string }
  net: { amount: string }
}

export const STORIES: readonly { name: string; play: Story }[] = [
  { name: 'cancelled in time: credits return to the same lots', play: cancelledInTime },
  { name: 'cancelled late: half is kept, and earned on', play: cancelledLate },
  {
    name: 'called off by the educator at short notice: all returns, with goodwill',
    play: calledOffLate,
  },
  { name: 'paid by card: who bears the fee', play: paidByCard },
  { name: 'included in the plan', play: included },
  { name: 'a plan that runs out unused', play: unusedCredits },
  { name: 'a payout that waits for a bank account', play: parkedPayout },
]
