import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { atomically, type Tx } from '#base'
import { postRule, verify } from '#ledger'
import { openCheckout } from '#payments'
import { type TestApp, testApp } from '../../../test/app.ts'
import { books, credits, educator, hours, NOON, refused, session } from '../../../test/classroom.ts'
import {
  bookSession,
  claimGift,
  endGifts,
  type GiveGift,
  giftBehind,
  giveGift,
  joinWaitlist,
  oneBooking,
  oneGift,
  onePlace,
  sendGifts,
  takeBackGift,
} from '../index.ts'

let stoa: TestApp
let ivan: string
before(async () => {
  stoa = await testApp({ start: NOON.toString() })
  ivan = await educator(stoa.db)
})
after(() => stoa[Symbol.asyncDispose]())

const inTx = <Result>(work: (tx: Tx) => Promise<Result>) => atomically(stoa.db, work)
const DAY = 24
type Wish = Partial<GiveGift> & Pick<GiveGift, 'what'>
const give = (giver: string, wish: Wish, now = NOON) =>
  inTx((tx) =>
    giveGift(
      tx,
      {
        giver,
        toEmail: 'Friend@Example.org ',
        toName: 'Friend',
        words: 'Happy birthday',
        method: 'credits',
        ...wish,
      } as GiveGift,
      now,
    ),
  )
async function buy(id: string, credits: number) {
  const units = BigInt(credits) * 100n
  const bought = {
    provider: 'sandbox',
    currency: 'USD',
    net: units,
    tax: 0n,
    fee: 0n,
    credits: units,
  }
  const buyer = { type: 'person', id } as const
  await inTx((tx) =>
    postRule(
      tx,
      'credits.purchased',
      { buyer, ...bought },
      { key: `test:${id}`, about: { type: 'order', id }, by: 'provider:sandbox', at: NOON },
    ),
  )
}
async function giverWith(credits: number, promotional = 0) {
  const id = await stoa.person({ name: 'Gina' })
  if (credits > 0) await buy(id, credits)
  if (promotional > 0) {
    const facts = { to: { type: 'person', id }, credits: BigInt(promotional) * 100n } as const
    await inTx((tx) =>
      postRule(
        tx,
        'credits.granted',
        { ...facts, reason: 'promotion', expiresAt: hours(30 * DAY) },
        { key: `promo:${id}`, about: { type: 'person', id }, by: 'test', at: NOON },
      ),
    )
  }
  return id
}
/** The link of a gift's letter. */
async function link(gift: string): Promise<string> {
  const [fact] = await stoa.db<{ token: string }>`
    select data ->> 'token' as token from base.fact
    where kind = 'gift.sent' and about_id = ${gift} order by id desc limit 1`
  return fact!.token
}
const claim = (token: string, who: string, now = NOON) =>
  inTx((tx) => claimGift(tx, token, who, now))
const proven = async () => assert.deepEqual(await verify(stoa.db), { ok: true, findings: [] })

test('credits for somebody: set aside, told by letter, claimed with what was paid for them', async () => {
  const giver = await giverWith(50, 20)
  const friend = await stoa.person({ name: 'Felix' })
  const { id } = await give(giver, { what: 'credits', credits: 3000n })
  // What a promotion brought stays where it is.
  assert.deepEqual(await credits(stoa.db, giver), { posted: 7000n, held: 3000n, available: 4000n })
  await sendGifts(stoa.db, NOON)
  assert.equal(await sendGifts(stoa.db, NOON), 0)
  const token = await link(id)
  await stoa.deps.jobs.settle()
  const [letter] = await stoa.db<{ address: string; body: string }>`
    select to_address as address, body from messaging.email where to_address = 'friend@example.org'`
  assert.match(letter!.body, /Gina gives you 30\.?0* credits on Stoa\. “Happy birthday”/)
  assert.ok(letter!.body.includes(`/gift/${token}`))
  assert.equal((await giftBehind(stoa.db, token)).giverName, 'Gina')
  const before = await books(stoa.db, ['deferred_credits', 'breakage', 'promotions'])
  await assert.rejects(claim(token, giver), refused('gift_to_yourself'))
  await assert.rejects(claim('nothing', friend), refused('unknown_gift'))
  await claim(token, friend)
  await claim(token, friend)
  await assert.rejects(claim(token, await stoa.person()), refused('gift_over'))
  assert.deepEqual(await credits(stoa.db, friend), { posted: 3000n, held: 0n, available: 3000n })
  assert.deepEqual(await credits(stoa.db, giver), { posted: 4000n, held: 0n, available: 4000n })
  assert.deepEqual(await books(stoa.db, ['deferred_credits', 'breakage', 'promotions']), before)
  assert.equal((await oneGift(stoa.db, id))!.state, 'claimed')
  await proven()
})

test('promotional credits alone buy no gift, nor does anybody give to themselves', async () => {
  const giver = await giverWith(10, 100)
  const own = await stoa.db<{ email: string }>`select email from people.person where id = ${giver}`
  const rows: [string, () => Promise<unknown>, string][] = [
    [
      'of promotional credits',
      () => give(giver, { what: 'credits', credits: 2000n }),
      'insufficient_funds',
    ],
    [
      'to oneself',
      () => give(giver, { what: 'credits', credits: 500n, toEmail: own[0]!.email.toUpperCase() }),
      'gift_to_yourself',
    ],
    ['too little', () => give(giver, { what: 'credits', credits: 400n }), 'gift_amount_invalid'],
    ['half a credit', () => give(giver, { what: 'credits', credits: 550n }), 'gift_amount_invalid'],
    [
      'in two years',
      () => give(giver, { what: 'credits', credits: 500n, sendAt: hours(800 * DAY) }),
      'gift_date_invalid',
    ],
    [
      'at another price',
      () => give(giver, { what: 'credits', credits: 500n, seen: 1n }),
      'price_changed',
    ],
  ]
  for (const [why, deed, code] of rows) await assert.rejects(deed, refused(code), why)
  await give(giver, { what: 'credits', credits: 500n })
  assert.deepEqual(await credits(stoa.db, giver), { posted: 11000n, held: 500n, available: 10500n })
})

test('sent on its day; taken back before it is claimed; back by itself after thirty days', async () => {
  const giver = await giverWith(100)
  const first = await give(giver, { what: 'credits', credits: 1000n, sendAt: hours(5 * DAY) })
  const second = await give(giver, { what: 'credits', credits: 2000n })
  await sendGifts(stoa.db, hours(4.9 * DAY))
  assert.equal((await oneGift(stoa.db, first.id))!.state, 'waiting')
  await sendGifts(stoa.db, hours(5 * DAY))
  const token = await link(first.id)
  await inTx((tx) => takeBackGift(tx, first.id, giver, hours(6 * DAY)))
  await inTx((tx) => takeBackGift(tx, first.id, giver, hours(6 * DAY)))
  await assert.rejects(claim(token, await stoa.person(), hours(6 * DAY)), refused('gift_over'))
  assert.equal((await credits(stoa.db, giver)).held, 2000n)
  const late = await link(second.id)
  await assert.rejects(claim(late, await stoa.person(), hours(30 * DAY)), refused('gift_over'))
  await endGifts(stoa.db, hours(30 * DAY))
  assert.equal(await endGifts(stoa.db, hours(30 * DAY)), 0)
  assert.equal((await oneGift(stoa.db, second.id))!.state, 'expired')
  assert.deepEqual(await credits(stoa.db, giver), { posted: 10000n, held: 0n, available: 10000n })
  await proven()
})

test('a seat is kept from the moment it is paid, and booked for whoever claims it', async () => {
  const giver = await giverWith(150)
  const felix = await stoa.person({ name: 'Felix' })
  const other = await stoa.person({ name: 'Olga' })
  await buy(other, 100)
  const id = await session(stoa.db, ivan, { capacity: 1, startsIn: 200 })
  const gift = await give(giver, { what: 'seat', session: id })
  const book = (who: string, now = NOON) =>
    inTx((tx) => bookSession(tx, { session: id, learner: who, method: 'credits' }, now))
  await assert.rejects(book(other), refused('session_full'))
  const place = await inTx((tx) => joinWaitlist(tx, { session: id, person: other }, NOON))
  await sendGifts(stoa.db, NOON)
  const taken = await claim(await link(gift.id), felix, hours(20))
  const seat = (await oneBooking(stoa.db, taken.bookingId!, NOON))!
  assert.deepEqual([seat.learnerId, seat.state, seat.amount], [felix, 'confirmed', 5000n])
  assert.deepEqual(await credits(stoa.db, felix), { posted: 5000n, held: 5000n, available: 0n })
  assert.equal((await onePlace(stoa.db, place))!.state, 'waiting')
  await proven()

  // Somebody who is elsewhere gets the credits, and the seat goes to who waits.
  const second = await session(stoa.db, ivan, { capacity: 1, startsIn: 210 })
  const busy = await stoa.person({ name: 'Busy' })
  await buy(busy, 60)
  const elsewhere = await session(stoa.db, await educator(stoa.db), { startsIn: 210 })
  await inTx((tx) =>
    bookSession(tx, { session: elsewhere, learner: busy, method: 'credits' }, NOON),
  )
  const gift2 = await give(giver, { what: 'seat', session: second })
  const wait = await inTx((tx) => joinWaitlist(tx, { session: second, person: other }, NOON))
  await sendGifts(stoa.db, NOON)
  const instead = await claim(await link(gift2.id), busy)
  assert.deepEqual([instead.bookingId, instead.insteadWhy], [null, 'learner_busy'])
  assert.equal((await credits(stoa.db, busy)).available, 6000n)
  assert.equal((await onePlace(stoa.db, wait))!.state, 'offered')

  // Nobody claims the third before booking closes: the seat is free again, the credits can still be claimed.
  const third = await session(stoa.db, ivan, { capacity: 2, startsIn: 220 })
  const gift3 = await give(giver, { what: 'seat', session: third })
  const left = async () =>
    (
      await stoa.db<{ taken: number }>`
      select seats_taken as taken from live.session_view where id = ${third}`
    )[0]!.taken
  assert.equal(await left(), 1)
  await sendGifts(stoa.db, NOON)
  await endGifts(stoa.db, hours(219))
  assert.equal(await left(), 0)
  const late = await claim(await link(gift3.id), felix, hours(220))
  assert.equal(late.insteadWhy, 'booking_closed')
  assert.equal((await credits(stoa.db, felix)).available, 5000n)
  await proven()
})

test('bought with money: given when it is paid, and refundable while nobody has claimed it', async () => {
  const giver = await stoa.person({ name: 'Gina' })
  const { id, orderId } = await give(giver, { what: 'credits', credits: 2000n, method: 'cash' })
  assert.equal((await oneGift(stoa.db, id))!.state, 'paying')
  const { url } = await openCheckout(stoa.deps.payments, orderId!, stoa.clock.now())
  const page = url.slice(url.lastIndexOf('/') + 1)
  await stoa.deps.payments.sandbox!.completeCheckout(page, '4242 4242 4242 4242')
  await stoa.deps.jobs.settle()
  assert.equal((await oneGift(stoa.db, id))!.state, 'waiting')
  assert.deepEqual(await credits(stoa.db, giver), { posted: 2000n, held: 2000n, available: 0n })
  await inTx((tx) => takeBackGift(tx, id, giver, stoa.clock.now()))
  assert.equal((await credits(stoa.db, giver)).available, 2000n)
  await proven()
})
