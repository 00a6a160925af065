import assert from 'node:assert/strict'
import { test } from 'node:test'
import Value from 'typebox/value'
import { newId } from '#base'
import { reactions } from '#jobs'
import { factOf, TRANSITIONS } from '#live'
import { testApp } from '../../../test/app.ts'
import { buy, educator, NOON, session } from '../../../test/classroom.ts'
import { EVENTS, eventOf, eventSchema } from './events.ts'

/**
 * Facts that stay in the house: they carry a link that lets its bearer in, are a step between two of our
 * own machines, concern how we tell people, or are between the operator and one educator or institution,
 * which is nobody else's business.
 */
const INDOORS = [
  'template.paused',
  'campaign.stopped',
  'campaign.done',
  'inbox.waiting',
  'inbox.assigned',
  'otp.country_stopped',
  'message_route.broken',
  'message_route.mended',
  'message_stock.lacking',
  'house_texts.closed',
  'phone.confirmed',
  'phone.removed',
  'stock.drifted',
  'stock.low',
  'stock.oversold',
  'stock.fits_again',
  'purchase.submitted',
  'purchase.approved',
  'purchase.raised',
  'person.email_verification',
  'person.password_reset',
  'organization.invited',
  'email.undeliverable',
  'webhook.disabled',
  'session.reminder',
  'order.turned_down',
  'buyer.stopped',
  'credits.delayed',
  'credits.released',
  'messages.purchased',
  'messages.delayed',
  'messages.suspended',
  'messages.resumed',
  'messages.granted',
  'messages.low',
  'messages.short',
  'messages.expiring',
  'bonus.asked',
  'refill.to_pay',
  'refill.failed',
  'refill.stopped',
  'refill.held_back',
  'refund.withdrawn',
  'refund.wished',
  'refund.wish_decided',
  'receipt.recorded',
  'receipt.decided',
  'billing.changed',
  'bank.paid',
  'bank.failed',
  'payee.ready',
  'payout.parked',
  'payouts.short',
  'commission.frozen',
  'subscription.trial_ending',
  'subscription.change_planned',
  'subscription.kept',
  'subscription.lapsed',
  'waitlist.turn',
  'waitlist.passed',
  'search.found',
  'series.hour_shifts',
  'series.date_left_out',
  'instant.switched_off',
  'booking.educator_changed',
  'co_educator.invited',
  'co_educator.set',
  'co_educator.accepted',
  'co_educator.declined',
  'co_educator.left',
  'co_educator.removed',
  'co_educator.withdrawn',
  'co_educator.moved',
  'messages.unread',
  'review.replied',
  'learner_rating.published',
  'report.made',
  'room.report_decided',
  'report.decided',
  'application.more_asked',
  'application.answered',
  'application.times_offered',
  'application.interview_set',
  'application.interview_called_off',
  'application.none_fits',
  'application.lapsed',
  'application.late',
  'contract.asked',
  'case.message',
  'case.reminder',
  'case.overdue',
  'tax.form_needed',
  'tax.statement',
  'quality.measure_taken',
  'quality.measure_ended',
  'quality.appealed',
  'quality.appeal_decided',
  'quality.audits_drawn',
  'educator.featured',
  'educator.invited',
  'educator.moved',
  'agreement.made',
  'agreement.ended',
  'transition.agreed',
  'transition.ending',
  'transition.ended',
  'guarantee.reckoned',
  'referral.rewarded',
  'referral.held_back',
]

test('every transition of a booking is an event', () => {
  assert.ok(TRANSITIONS.length >= 20, 'looked at something')
  for (const transition of TRANSITIONS) {
    const fact = factOf(transition)
    assert.equal(EVENTS[fact]?.shape, 'booking', `${transition.from} → ${transition.to}: ${fact}`)
  }
})

test('every fact that something follows from is told outside, or stays in the house by name', () => {
  const unheard = Object.keys(reactions).filter(
    (kind) => !(kind in EVENTS) && !INDOORS.includes(kind),
  )
  assert.deepEqual(unheard, [])
  const both = INDOORS.filter((kind) => kind in EVENTS)
  assert.deepEqual(both, [])
})

test('what is sent is what its shape names, and nothing that lets anybody in', () => {
  const event = eventOf({
    id: newId(),
    kind: 'session.empty',
    about: { type: 'session', id: newId() },
    at: NOON,
    data: { educatorId: newId(), token: 'opens the door', until: NOON.toString() },
  })
  assert.deepEqual(Object.keys(event!.data).sort(), ['educatorId', 'sessionId'])
  const reset = { kind: 'person.password_reset', about: { type: 'person', id: newId() }, at: NOON }
  assert.equal(eventOf({ ...reset, id: newId(), data: { url: 'x' } }), undefined)
})

test('the life of a seat is told as it is documented', async () => {
  await using stoa = await testApp({ start: NOON.toString() })
  const teacher = await educator(stoa.db, { name: 'Inés' })
  const learner = await stoa.person({ name: 'Maya' })
  await buy(stoa.db, learner, 500)
  for (const startsIn of [30, 60]) {
    const lesson = await session(stoa.db, teacher, { startsIn, minimum: 1 })
    const booked = await stoa.app.inject({
      method: 'POST',
      url: `/api/sessions/${lesson}/book`,
      headers: await stoa.doing(learner),
      payload: { paymentMethod: 'CREDITS' },
    })
    assert.ok(booked.statusCode < 300, booked.body)
    if (startsIn === 30) continue
    const cancelled = await stoa.app.inject({
      method: 'POST',
      url: `/api/bookings/${booked.json().id ?? booked.json().booking.id}/cancel`,
      headers: await stoa.doing(learner),
      payload: {},
    })
    assert.ok(cancelled.statusCode < 300, cancelled.body)
  }
  await stoa.deps.jobs.moveClock({ to: NOON.add({ hours: 24 * 12 }).toString() }, 'test')
  const facts = await stoa.db<{
    id: string
    kind: string
    about_type: string
    about_id: string
    at: Temporal.Instant
    data: Record<string, unknown>
  }>`select id, kind, about_type, about_id, at, data from base.fact order by recorded_at, id`
  const told = facts.flatMap(({ about_type: type, about_id: id, ...fact }) => {
    const event = eventOf({ ...fact, about: { type, id } })
    return event ? [event] : []
  })
  for (const event of told) {
    const faults = [...Value.Errors(eventSchema(event.type), event)]
    assert.deepEqual(faults, [], `${event.type}: ${JSON.stringify(event)}`)
  }
  const kinds = new Set(told.map(({ type }) => type))
  for (const kind of [
    'session.published',
    'booking.confirmed',
    'booking.cancelled',
    'booking.started',
    'booking.settled',
    'commission.available',
  ])
    assert.ok(kinds.has(kind), `${kind} among ${[...kinds]}`)
  const back = told.find(({ type }) => type === 'booking.cancelled')?.data.returned
  assert.deepEqual(back, { amount: '50.00', asset: 'CREDIT' })
})
