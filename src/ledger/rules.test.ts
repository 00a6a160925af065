import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atomically, type Tx } from '#base'
import { testDatabase } from '../../test/database.ts'
import { type AllFacts, hold, type Owner, postRule, type Rule, verify } from './index.ts'
import { RULES } from './rules.ts'

/** Specification 1.5, line by line: an event, its facts, and what it does. + debit, − credit. */

const at = Temporal.Instant.from('2026-11-21T12:00:00Z')
const learner: Owner = { type: 'person', id: 'learner' }
const educator: Owner = { type: 'person', id: 'educator' }
const library: Owner = { type: 'organization', id: 'library' }
const usd = { currency: 'USD' }
const card = { provider: 'card', currency: 'USD' }
const earner = { educator, currency: 'USD' }

type Case = { [R in Rule]: [event: string, rule: R, facts: AllFacts[R], does: string] }[Rule]

/** What must have been posted for a case to be possible: credits of every kind, stock, earnings. */
async function before(tx: Tx): Promise<void> {
  const run = <R extends Rule>(rule: R, facts: AllFacts[R], key: string) =>
    postRule(tx, rule, facts, { key, about: { type: 'before', id: key }, by: 'test', at })
  const plan = { subscriber: learner, ...card, access: 0n, tax: 0n, fee: 0n }
  await run(
    'credits.purchased',
    { buyer: learner, ...card, net: 5000n, tax: 0n, fee: 187n, credits: 5000n },
    'lot 1',
  )
  await run(
    'subscription.paid',
    { ...plan, creditsValue: 8000n, credits: 12000n, expiresAt: at.add({ hours: 24 }) },
    'lot 2',
  )
  await run('tokens.earned', { to: learner, tokens: 10000n }, 'lot 3')
  await run('credits.granted', { to: library, credits: 5000n, reason: 'promotion' }, 'lot 4')
  await run('session.completed.included', { ...earner, share: 100000n }, 'held')
  await run('earnings.released', { ...earner, amount: 50000n }, 'available')
  await run('dispute.lost.paid_out', { ...earner, amount: 5000n, credited: 5000n }, 'owed')
  await run(
    'wholesale.purchased',
    { provider: 'msg', currency: 'INR', asset: 'SMS', quantity: 10n, cost: 150n, paidFrom: 'bank' },
    'lot 5',
  )
  await run(
    'wholesale.purchased',
    { provider: 'msg', currency: 'INR', asset: 'SMS', quantity: 10n, cost: 200n, paidFrom: 'bank' },
    'lot 6',
  )
  await run(
    'package.sold',
    {
      organization: library,
      provider: 'card',
      currency: 'INR',
      net: 44900n,
      tax: 0n,
      fee: 0n,
      parts: [{ asset: 'SMS', quantity: 1000n, worth: 1n }],
    },
    'lot 7',
  )
  const take = (owner: Owner, asset: string, units: bigint, key: string) =>
    hold(tx, { key, owner, asset, units, about: { type: 'before', id: key }, by: 'test', at })
  await take(learner, 'CREDIT', 5000n, 'hold 1')
  await take(library, 'CREDIT', 5000n, 'hold 2')
  await take(learner, 'TOKEN', 2000n, 'hold 3')
  await take(library, 'SMS', 15n, 'hold 4')
  await take(learner, 'CREDIT', 12000n, 'hold 5')
  await run(
    'credits.purchased',
    { buyer: learner, ...card, net: 5000n, tax: 0n, fee: 187n, credits: 5000n },
    'lot 8',
  )
  await run(
    'session.completed.tokens',
    await numbered(tx, { hold: 3n, educator, share: 700n, units: 1000n }),
    'tokens',
  )
  await hold(tx, {
    key: 'hold 6',
    owner: educator,
    purpose: 'educator_tokens',
    asset: 'TOKEN',
    units: 700n,
    about: { type: 'before', id: 'x' },
    by: 'test',
    at,
  })
}

// biome-ignore format: a line for each event
const cases: Case[] = [
  ['50 credits bought for 50.00 + 4.00 tax, card fee 1.87', 'credits.purchased', { buyer: learner, ...card, net: 5000n, tax: 400n, fee: 187n, credits: 5000n }, 'provider_clearing +5213, processing_fees +187, tax_payable -400, deferred_credits -5000, wallet +5000, issued_purchase -5000 | basis 5000 fee 187'],
  ['tax at redemption instead', 'credits.purchased', { buyer: learner, ...card, net: 5000n, tax: 400n, fee: 187n, credits: 5000n, taxAtRedemption: true }, 'provider_clearing +5213, processing_fees +187, deferred_credits -5400, wallet +5000, issued_purchase -5000 | basis 5400 fee 187'],
  ['subscription 99.00 with 120 credits, access worth 19.00', 'subscription.paid', { subscriber: learner, ...card, access: 1900n, creditsValue: 8000n, tax: 0n, fee: 317n, credits: 12000n }, 'provider_clearing +9583, processing_fees +317, deferred_access -1900, deferred_credits -8000, wallet +12000, issued_plan -12000 | basis 8000 fee 0'],
  ['access earned, day by day', 'access.earned', { ...usd, amount: 63n }, 'deferred_access +63, subscriptions -63'],
  ['upgrade with proration', 'subscription.upgraded', { subscriber: learner, ...card, access: 1500n, creditsValue: 6000n, tax: 0n, fee: 248n, credits: 9000n }, 'provider_clearing +7252, processing_fees +248, deferred_access -1500, deferred_credits -6000, wallet +9000, issued_plan -9000 | basis 6000 fee 0'],
  ['a later month of a year paid at once', 'subscription.granted', { subscriber: learner, ...usd, creditsValue: 6667n, credits: 12000n }, 'deferred_access +6667, deferred_credits -6667, wallet +12000, issued_plan -12000 | basis 6667 fee 0'],
  ['granted, promotional', 'credits.granted', { to: learner, credits: 1000n, reason: 'promotion' }, 'wallet +1000, issued_promotion -1000 | basis 0 fee 0'],
  ['goodwill', 'credits.granted', { to: learner, credits: 1000n, reason: 'goodwill' }, 'wallet +1000, issued_goodwill -1000 | basis 0 fee 0'],
  ['booking with money 20.00, fee 0.88', 'booking.paid', { ...card, net: 2000n, tax: 0n, fee: 88n }, 'provider_clearing +1912, processing_fees +88, deferred_bookings -2000'],
  ['cancelled in time', 'booking.refunded', { ...usd, amount: 2000n }, 'deferred_bookings +2000, refunds_payable -2000'],
  ['cancelled in time, with its tax', 'booking.refunded', { ...usd, amount: 2000n, tax: 160n }, 'deferred_bookings +2000, tax_payable +160, refunds_payable -2160'],
  ['access that is not earned yet refunded', 'access.refunded', { ...usd, amount: 1000n, tax: 80n }, 'deferred_access +1000, tax_payable +80, refunds_payable -1080'],
  ['a refund sent by the provider', 'refund.sent', { ...card, amount: 2000n }, 'refunds_payable +2000, provider_clearing -2000'],
  ['a refund that came back', 'refund.returned', { ...card, amount: 2000n }, 'provider_clearing +2000, refunds_payable -2000'],
  ['session completed, 50 credits from the plan, basis 33.33', 'session.completed.credits', { hold: 1n, ...earner, face: 5000n, share: 3500n }, 'deferred_credits +3333, educator_held -3500, platform_fee +167, wallet -5000, redeemed +5000 | basis 3333 fee 0'],
  ['same, from promotional credits', 'session.completed.credits', { hold: 2n, ...earner, face: 5000n, share: 3500n }, 'educator_held -3500, promotions +3500, wallet -5000, redeemed +5000 | basis 0 fee 0'],
  ['same, over a plan lot and a bought one (70 at 46.67, 50 at 50.00), tax 1.00 in the basis', 'session.completed.credits', { hold: 5n, ...earner, face: 12000n, share: 7000n, tax: 100n }, 'deferred_credits +9667, educator_held -7000, tax_payable -100, platform_fee -2567, wallet -12000, redeemed +12000 | basis 9667 fee 187'],
  ['late cancel, half: 17.50 of 35 credits kept', 'session.completed.credits', { hold: 1n, ...earner, face: 1750n, share: 1225n, units: 1750n }, 'deferred_credits +1166, educator_held -1225, platform_fee +59, wallet -1750, redeemed +1750 | basis 1166 fee 0'],
  ['paid in EUR, the basis in USD, at the dated rate', 'session.completed.credits', { hold: 1n, educator, currency: 'EUR', face: 5000n, share: 2800n, valued: { USD: 3000n } }, 'deferred_credits +3333 USD, exchange -3333 USD, exchange +3000 EUR, educator_held -2800 EUR, platform_fee -200 EUR, wallet -5000, redeemed +5000 | basis 3333 fee 0'],
  ['money booking 20.00 at 70 %, fee borne by the educator', 'session.completed.money', { ...earner, net: 2000n, share: 1400n, feeBorneByEducator: 88n }, 'deferred_bookings +2000, educator_held -1312, platform_fee -688'],
  ['money booking 20.00 at 70 %, fee borne by the platform', 'session.completed.money', { ...earner, net: 2000n, share: 1400n }, 'deferred_bookings +2000, educator_held -1400, platform_fee -600'],
  ['booking included in the plan, list price 35.00, 70 %', 'session.completed.included', { ...earner, share: 2450n }, 'included_sessions +2450, educator_held -2450'],
  ['session paid in tokens', 'session.completed.tokens', { hold: 3n, educator, share: 700n }, 'wallet -1000, educator_tokens +700, retired +300 | basis 0 fee 0'],
  ['session paid in tokens, an institution among those who earn', 'session.completed.tokens', { hold: 3n, educator, share: 500n, others: [{ owner: library, share: 200n }] }, 'wallet -1000, educator_tokens +700, retired +300 | basis 0 fee 0'],
  ['session paid in tokens, all to the educator', 'session.completed.tokens', { hold: 3n, educator, share: 1000n }, 'wallet -1000, educator_tokens +1000 | basis 0 fee 0'],
  ['lessons of a package run out: a plan lot (70 at 46.67) and a bought one (50 at 50.00)', 'lessons.expired', { hold: 5n }, 'deferred_credits +9667, unclaimed_property -5000, breakage -4667, wallet -12000, expired +12000 | basis 9667 fee 187'],
  ['credits given to somebody else, with what was paid for them', 'credits.given', { hold: 5n, to: { type: 'person', id: 'friend' } }, ' | basis 19334 fee 374'],
  ['half of a session given back to the plan’s lot: 25 of 50 credits, half of what it earned', 'session.returned.credits', { ...usd, owner: learner, payees: [{ payee: educator, amount: 1750n, held: true }], pieces: [{ units: 2500n, source: 'plan', basis: 1667n, fee: 0n, basisAsset: 'USD' }], borne: 0n, taxes: {}, valued: {} }, 'educator_held +1750, platform_fee -83, deferred_credits -1667, wallet +2500, redeemed -2500 | basis 1667 fee 0'],
  ['a session given back after its payout: two lots, one promotional, tax and another currency in them', 'session.returned.credits', { ...usd, owner: learner, payees: [{ payee: educator, amount: 3500n, held: false }], pieces: [{ units: 1000n, source: 'promotion', basis: 0n, fee: 0n }, { units: 2000n, source: 'purchase', basis: 2160n, fee: 70n, basisAsset: 'USD' }, { units: 2000n, source: 'purchase', basis: 1800n, fee: 60n, basisAsset: 'EUR' }], borne: 700n, taxes: { USD: 160n }, valued: { EUR: 2000n } }, 'educator_receivable +3500 USD, tax_payable +160 USD, platform_fee +1200 USD, promotions -700 USD, exchange -2000 USD, deferred_credits -2160 USD, exchange +1800 EUR, deferred_credits -1800 EUR, wallet +5000, redeemed -5000 | basis 3960 fee 130'],
  ['a session paid with money given back: it waits for its refund', 'session.returned.money', { ...usd, payees: [{ payee: educator, amount: 1312n, held: true }], net: 2000n }, 'educator_held +1312, platform_fee +688, deferred_bookings -2000'],
  ['an included session given back', 'session.returned.included', { ...usd, payees: [{ payee: educator, amount: 2450n, held: true }] }, 'educator_held +2450, included_sessions -2450'],
  ['a contest decided for the educator, all of it back with the learner already', 'session.made_good', { ...usd, payees: [{ payee: educator, amount: 3500n, held: true }] }, 'dispute_losses +3500, educator_held -3500'],
  ['a case decided for the educator, who owes a part of it', 'session.made_good', { ...usd, payees: [{ payee: educator, amount: 1000n, held: false }, { payee: educator, amount: 2500n, held: true }] }, 'dispute_losses +3500, educator_receivable -1000, educator_held -2500'],
  ['a case decided against the educator, who keeps the half', 'session.lowered', { ...usd, payees: [{ payee: educator, amount: 1750n, held: true }] }, 'educator_held +1750, platform_fee -1750'],
  ['7-day hold over', 'earnings.released', { ...earner, amount: 3500n }, 'educator_held +3500, educator_available -3500'],
  ['payout 48.12', 'payout.sent', { ...earner, provider: 'card', amount: 4812n }, 'educator_available +4812, provider_clearing -4812'],
  ['payout returned or reversed', 'payout.returned', { ...earner, provider: 'card', amount: 4812n }, 'provider_clearing +4812, educator_available -4812'],
  ['instant-payout fee', 'payout.fee', { ...earner, amount: 50n }, 'educator_available +50, payout_fees -50'],
  ['tax withheld', 'payout.withheld', { ...earner, amount: 500n }, 'educator_available +500, withholding_payable -500'],
  ['tax withheld goes to the authority', 'withholding.remitted', { ...usd, amount: 500n }, 'withholding_payable +500, bank -500'],
  ['guaranteed minimum topped up', 'guarantee.topped_up', { ...earner, amount: 700n }, 'guarantees +700, educator_available -700'],
  ['educator brought by another', 'referral.rewarded', { ...earner, amount: 5000n }, 'recruiting +5000, educator_available -5000'],
  ['unspent credits refunded, basis 40.00', 'credits.refunded', { owner: learner, ...usd, lot: 8n, credits: 4000n, basis: 4000n, tax: 320n }, 'deferred_credits +4000, tax_payable +320, refunds_payable -4320, wallet -4000, revoked +4000 | basis 4000 fee 149'],
  ['dispute opened 60.00, fee 15.00', 'dispute.opened', { ...card, amount: 6000n, fee: 1500n }, 'open_disputes +6000, dispute_fees +1500, provider_clearing -7500'],
  ['dispute won', 'dispute.won', { ...card, amount: 6000n, fee: 0n }, 'provider_clearing +6000, open_disputes -6000'],
  ['dispute won where the provider returns its fee', 'dispute.won', { ...card, amount: 6000n, fee: 1500n }, 'provider_clearing +7500, open_disputes -6000, dispute_fees -1500'],
  ['dispute lost after payout, educator at fault', 'dispute.lost.paid_out', { ...earner, amount: 6000n, credited: 3996n }, 'open_disputes -6000, educator_receivable +3996, platform_fee +2004'],
  ['later earnings pay the receivable first', 'earnings.set_off', { ...earner, amount: 3996n }, 'educator_available +3996, educator_receivable -3996'],
  ['dispute lost before payout', 'dispute.lost.held', { ...earner, amount: 6000n, credited: 3996n }, 'open_disputes -6000, educator_held +3996, platform_fee +2004'],
  ["dispute lost, platform's fault", 'dispute.lost.platform', { ...usd, amount: 6000n }, 'open_disputes -6000, dispute_losses +6000'],
  ['dispute lost before the session, or before access was earned', 'dispute.lost.deferred', { ...usd, kind: 'bookings', amount: 2000n, tax: 160n }, 'deferred_bookings +2000, tax_payable +160, open_disputes -2160'],
  ['dispute lost on a credit pack of 50.00 + 4.00 tax, 20 of 50 spent', 'dispute.lost.pack', { ...usd, amount: 5400n, owner: learner, lot: 8n, credits: 3000n, basis: 3000n }, 'open_disputes -5400, deferred_credits +3000, dispute_losses +2400, wallet -3000, revoked +3000 | basis 3000 fee 112'],
  ['course sold', 'course.sold', { ...card, net: 10000n, tax: 800n, fee: 343n }, 'provider_clearing +10457, processing_fees +343, tax_payable -800, deferred_courses -10000'],
  ['cohort seat sold', 'seat.sold', { ...card, net: 10000n, tax: 0n, fee: 0n }, 'provider_clearing +10000, deferred_seats -10000'],
  ['certificate sold', 'certificate.sold', { ...card, net: 2500n, tax: 0n, fee: 0n }, 'provider_clearing +2500, deferred_certificates -2500'],
  ['licence sold', 'licence.sold', { ...card, net: 9900n, tax: 0n, fee: 0n }, 'provider_clearing +9900, deferred_licences -9900'],
  ["sponsor's budget sold", 'sponsorship.sold', { ...card, net: 5000n, tax: 0n, fee: 0n }, 'provider_clearing +5000, deferred_sponsorship -5000'],
  ['course bought with credits at once: what was paid for them waits for the course', 'course.sold.credits', { buyer: learner, credits: 4000n }, 'deferred_credits +4000, deferred_courses -4000, wallet -4000, redeemed +4000 | basis 4000 fee 149'],
  ['course sale earned at access (educator 70 %)', 'course.earned', { ...earner, net: 10000n, share: 7000n }, 'deferred_courses +10000, educator_held -7000, platform_fee -3000'],
  ['cohort seat earned', 'seat.earned', { ...earner, net: 10000n, share: 7000n }, 'deferred_seats +10000, educator_held -7000, platform_fee -3000'],
  ['certificate that its educator earns on', 'certificate.earned', { ...earner, net: 2500n, share: 1750n }, 'deferred_certificates +2500, educator_held -1750, certificates -750'],
  ['certificate issued', 'certificate.issued', { ...usd, amount: 2500n }, 'deferred_certificates +2500, certificates -2500'],
  ['licence period passed', 'licence.earned', { ...usd, amount: 330n }, 'deferred_licences +330, licences -330'],
  ['sponsored view or click served', 'sponsorship.served', { ...usd, amount: 5n }, 'deferred_sponsorship +5, sponsorship -5'],
  ['course sale earned at an institution', 'course.earned', { ...earner, net: 10000n, share: 6000n, others: [{ owner: { type: 'organization', id: 'academy' }, share: 2500n }] }, 'deferred_courses +10000, educator_held -8500, platform_fee -1500'],
  ['course refunded within 30 days', 'course.refunded', { ...earner, provider: 'card', net: 10000n, tax: 800n, share: 7000n }, 'provider_clearing -10800, tax_payable +800, educator_held +7000, platform_fee +3000'],
  ['course bought with credits refunded', 'course.refunded.credits', { ...earner, owner: learner, credits: 5000n, basis: 3333n, share: 3500n }, 'educator_held +3500, platform_fee -167, deferred_credits -3333, wallet +5000, redeemed -5000 | basis 3333 fee 0'],
  ['wholesale purchase of 100,000 SMS for 15,000.00 INR', 'wholesale.purchased', { provider: 'msg', currency: 'INR', asset: 'SMS', quantity: 100_000n, cost: 1_500_000n, paidFrom: 'supplier_payable' }, 'inventory +1500000, supplier_payable -1500000, stock +100000, provider_supply -100000 | basis 1500000 fee 0'],
  ['wholesale purchase with tax that is given back, paid from the bank', 'wholesale.purchased', { provider: 'msg', currency: 'INR', asset: 'SMS', quantity: 1_000n, cost: 15_000n, tax: 2_700n, paidFrom: 'bank' }, 'inventory +15000, tax_recoverable +2700, bank -17700, stock +1000, provider_supply -1000 | basis 15000 fee 0'],
  ['supplier gives back', 'supplier.refunded', { currency: 'INR', amount: 900n }, 'supplier_payable -900, bank +900'], ['tax of suppliers set off', 'tax.recovered', { currency: 'INR', amount: 2_700n }, 'tax_payable +2700, tax_recoverable -2700'],
  ['supplier paid', 'supplier.paid', { currency: 'INR', amount: 1_500_000n }, 'supplier_payable +1500000, bank -1500000'],
  ['package of 449.00 sold to an organization, split by stand-alone price', 'package.sold', { organization: library, provider: 'card', currency: 'INR', net: 44900n, tax: 8082n, fee: 1060n, parts: [ { asset: 'SMS', quantity: 1000n, worth: 25000n }, { asset: 'WHATSAPP', quantity: 500n, worth: 7500n }, { asset: 'EMAIL', quantity: 2000n, worth: 10000n }] }, 'provider_clearing +51922, processing_fees +1060, tax_payable -8082, deferred_messages -44900, wallet +1000 SMS, issued_sale -1000 SMS, wallet +500 WHATSAPP, issued_sale -500 WHATSAPP, wallet +2000 EMAIL, issued_sale -2000 EMAIL | basis 44900 fee 1060'],
  ['15 messages delivered, stock oldest first', 'message.delivered', { hold: 4n, provider: 'msg', quantity: 15n }, 'deferred_messages +673, message_sales -673, message_costs +250, inventory -250, stock -15, used +15, wallet -15, spent +15 | basis 923 fee 0'],
  ['message failed, provider charges us', 'message.failed.charged', { provider: 'msg', asset: 'SMS', quantity: 1n }, 'refund_costs +15, inventory -15, stock -1, used +1 | basis 15 fee 0'],
  ['15 messages delivered by a provider that takes nothing', 'message.delivered.alone', { hold: 4n }, 'deferred_messages +673, message_sales -673, wallet -15, spent +15 | basis 673 fee 0'],
  ['the house sends 15 of its own', 'message.used.own', { provider: 'msg', asset: 'SMS', quantity: 15n }, 'message_costs +250, inventory -250, stock -15, used +15 | basis 250 fee 0'],
  ['stock comes for 15 that were sent without', 'message.cost.followed', { provider: 'msg', asset: 'SMS', quantity: 15n }, 'message_costs +250, inventory -250, stock -15, used +15 | basis 250 fee 0'],
  ['10 delivered messages turn out to have failed, of two lots, and the provider takes nothing for 4', 'message.returned', { organization: library, provider: 'msg', asset: 'SMS', pieces: [ { units: 7n, source: 'sale', basis: 314n, fee: 7n, basisAsset: 'INR' }, { units: 3n, source: 'promotion', basis: 0n, fee: 0n } ], stock: [ { units: 4n, source: 'wholesale', basis: 60n, fee: 0n, basisAsset: 'INR' } ] }, 'message_sales +314, deferred_messages -314, inventory +60, message_costs -60, wallet +10, spent -10, stock +4, used -4 | basis 374 fee 7'],
  ['package refunded', 'package.refunded', { organization: library, currency: 'INR', asset: 'SMS', lot: 7n, quantity: 100n, basis: 4490n, tax: 808n }, 'deferred_messages +4490, tax_payable +808, refunds_payable -5298, wallet -100, revoked +100 | basis 4490 fee 0'],
  ['message credits given for nothing', 'messages.granted', { organization: library, asset: 'SMS', quantity: 50n }, 'wallet +50, issued_promotion -50 | basis 0 fee 0'],
  ['dispute lost, 100 message credits unspent', 'dispute.lost.messages', { organization: library, currency: 'INR', asset: 'SMS', lot: 7n, quantity: 100n, basis: 4490n, amount: 5000n }, 'deferred_messages +4490, dispute_losses +510, open_disputes -5000, wallet -100, revoked +100 | basis 4490 fee 0'],
  ['tokens earned', 'tokens.earned', { to: learner, tokens: 500n }, 'wallet +500, issued_reward -500 | basis 0 fee 0'],
  ['tokens reversed', 'tokens.reversed', { from: learner, lot: 3n, tokens: 500n }, 'wallet -500, issued_reward +500 | basis 0 fee 0'],
  ['tokens redeemed for goods', 'tokens.redeemed', { hold: 3n, ...usd, cost: 800n }, 'promotions +800, rewards_payable -800, wallet -1000, redeemed +1000 | basis 0 fee 0'],
  ['tokens redeemed for credits', 'tokens.redeemed', { hold: 3n, ...usd, cost: 800n, credits: { to: learner, credits: 1000n } }, 'promotions +800, deferred_credits -800, wallet -1000 TOKEN, redeemed +1000 TOKEN, wallet +1000 CREDIT, issued_reward -1000 CREDIT | basis 800 fee 0'],
  ["educator's tokens turned into money", 'tokens.converted', { hold: 6n, ...earner, amount: 600n }, 'promotions +600, educator_available -600, educator_tokens -700, converted +700 | basis 0 fee 0'],
  ['currencies differ: the difference goes to FX', 'currency.exchanged', { provider: 'card', from: 'EUR', given: 1000n, to: 'USD', got: 1090n, valued: 1100n }, 'exchange +1000 EUR, provider_clearing -1000 EUR, provider_clearing +1090 USD, exchange -1100 USD, fx +10 USD'],
  ['money that nobody has explained', 'payment.unexplained', { ...card, amount: 2000n, fee: 88n }, 'provider_clearing +1912, processing_fees +88, suspense -2000'],
  ['a refund that nobody has explained', 'refund.unexplained', { ...usd, amount: 2000n }, 'suspense +2000, refunds_payable -2000'],
  ['an unexplained refund that the platform bears', 'refund.borne', { ...usd, amount: 2000n }, 'refunds +2000, suspense -2000'],
  ['a refund funded by the platform', 'refund.funded', { ...usd, amount: 2000n }, 'refunds +2000, refunds_payable -2000'],
  ['the provider pays out to the bank', 'provider.settled', { ...card, amount: 2000n }, 'bank +2000, provider_clearing -2000'], ['the provider takes a fee for a payout', 'provider.charged', { ...card, amount: 236n }, 'processing_fees +236, provider_clearing -236'], ['tax remitted', 'tax.remitted', { ...usd, amount: 400n }, 'tax_payable +400, bank -400'],
  ['capital paid in', 'equity.paid_in', { ...usd, amount: 100_000n }, 'bank +100000, equity -100000'],
]

/** Holds and lots are numbered from 1 in the cases; here with the numbers they got. */
async function numbered<Facts extends object>(tx: Tx, facts: Facts): Promise<Facts> {
  const [first] = await tx<{ hold: bigint; lot: bigint }>`
    select (select min(id) from ledger.hold) as hold, (select min(id) from ledger.lot) as lot`
  const own = { ...facts } as Record<string, unknown>
  for (const name of ['hold', 'lot'] as const) {
    const number = own[name]
    if (typeof number === 'bigint') own[name] = number + first![name] - 1n
  }
  return own as Facts
}

type Line = { purpose: string; asset: string; amount: bigint }

async function linesOf(tx: Tx, journal: bigint): Promise<Line[]> {
  return tx<Line>`select a.purpose, s.code as asset, sum(x.amount)::bigint as amount
    from ledger.transfer t
    cross join lateral (values (t.debit_id, t.amount), (t.credit_id, -t.amount)) x (id, amount)
    join ledger.account a on a.id = x.id join ledger.asset s on s.id = a.asset_id
    where t.journal_id = ${journal} group by 1, 2 having sum(x.amount) <> 0`
}

/** Puts lines into one order; the asset is named where a purpose is there in more than one. */
function told(lines: readonly string[]): string {
  return [...lines].sort().join(', ')
}

test('every event of the specification has its rule, and does what the table says', async () => {
  await using db = await testDatabase()
  const nothing = new Error('roll this case back')
  for (const [event, rule, facts, does] of cases) {
    await assert.rejects(
      atomically(db, async (tx) => {
        await before(tx)
        const receipt = await postRule(tx, rule, await numbered(tx, facts), {
          key: event,
          about: { type: 'test', id: 'case' },
          by: 'test',
          at,
        })
        const [lines, lots] = does.split(' | ')
        const named = new Set(lines!.match(/[A-Z]{3,}/g))
        const got = (await linesOf(tx, receipt.journalId)).map(
          ({ purpose, asset, amount }) =>
            `${purpose} ${amount > 0n ? '+' : ''}${amount}${named.has(asset) ? ` ${asset}` : ''}`,
        )
        assert.equal(told(got), told(lines!.split(', ')), event)
        if (lots) assert.equal(`basis ${receipt.basis} fee ${receipt.fee}`, lots, event)
        const books = await verify(tx)
        assert.deepEqual(books.findings, [], event)
        throw nothing
      }),
      (error) => {
        if (error !== nothing) throw error
        return true
      },
    )
  }
  assert.deepEqual(new Set(cases.map(([, rule]) => rule)), new Set(RULES), 'a rule without a line')
})
