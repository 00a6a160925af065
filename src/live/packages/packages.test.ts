import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { atomically, type Db, newId } from '#base'
import { balance, PLATFORM, verify, wallet } from '#ledger'
import {
  books,
  credits,
  educator,
  hours,
  learner,
  NOON,
  onPlan,
  owed,
  planCredits,
  refused,
  session,
} from '../../../test/classroom.ts'
import { testDatabase } from '../../../test/database.ts'
import { dose } from '../../../test/doses.ts'
import { setTerms } from '../availability/offer.ts'
import {
  bookSession,
  buyPackage,
  cancelBooking,
  cancelSession,
  completeDue,
  earnForfeits,
  endPackage,
  expirePackages,
  extendPackage,
  offerPackage,
  onePackage,
  packagesOn,
  packagesOwed,
  packageTotal,
  previewEnd,
  remindOfPackages,
  setBuyingPolicy,
  startSessions,
  withdrawOffer,
} from '../index.ts'

const DAY = 24
const inTx = <Result>(db: Db, work: Parameters<typeof atomically<Result>>[1]) =>
  atomically(db, work)

/** An educator whose lesson of an hour costs 40, and five for 180. */
async function teacher(db: Db, discount = 1000) {
  const ivan = await educator(db)
  await onPlan(db, ivan, 'educator-pro')
  await inTx(db, (tx) =>
    setTerms(
      tx,
      ivan,
      {
        open: true,
        zone: 'Europe/Madrid',
        kind: 'class',
        title: 'One to one',
        description: '',
        language: 'es',
        priceLevel: 'own',
        ownPrice: 4000n,
        lengths: [30, 60],
        trialMinutes: 25,
        trialPrice: null,
        stepMinutes: 30,
        beforeMinutes: 0,
        afterMinutes: 0,
        noticeHours: 12,
        horizonDays: 60,
        dayMost: null,
        weekMost: null,
      },
      NOON,
    ),
  )
  const offer = await inTx(db, (tx) =>
    offerPackage(tx, { educator: ivan, minutes: 60, lessons: 5, discount }, NOON),
  )
  return { ivan, offer }
}

const lessonAt = (db: Db, ivan: string, startsIn: number, more = {}) =>
  session(db, ivan, {
    startsIn,
    capacity: 1,
    price: { credits: 4000n },
    title: `Lesson in ${startsIn} h`,
    ...more,
  })
const buyFive = (db: Db, offer: string, who: string, now = NOON) =>
  inTx(db, (tx) =>
    buyPackage(tx, { offer, learner: who, method: 'credits', seenTotal: 18000n }, now),
  )
const take = (db: Db, id: string, who: string, now = NOON) =>
  inTx(db, (tx) => bookSession(tx, { session: id, learner: who, method: 'package' }, now))
async function teach(db: Db, until: number) {
  await startSessions(db, hours(until))
  await completeDue(db, hours(until))
  await earnForfeits(db, hours(until))
}

test('five lessons of 40 at 10 % less: bought, taken one by one, earned at the average', async () => {
  await using db = await testDatabase()
  const { ivan, offer } = await teacher(db)
  const lena = await learner(db, 200)
  await onPlan(db, lena, 'learner-pro')
  assert.deepEqual(
    (await packagesOn(db, ivan)).map(({ single, total, lessons }) => [single, total, lessons]),
    [[4000n, 18000n, 5]],
  )
  const { id } = await buyFive(db, offer, lena)
  assert.deepEqual(await credits(db, lena), { posted: 20000n, held: 18000n, available: 2000n })
  assert.deepEqual(await packagesOwed(db), { packages: 1, lessons: 5, value: 18000n })
  const first = await lessonAt(db, ivan, 30)
  const { paid } = await take(db, first, lena)
  assert.deepEqual([paid.asset, paid.amount, paid.packageId], ['CREDIT', 3600n, id])
  assert.equal((await onePackage(db, id))!.left, 4)
  await teach(db, 31.5)
  // 36.00 of prepaid credits are earned: 25.20 by the educator, 10.80 by the platform.
  assert.equal(await owed(db, ivan, 'educator_held'), 2520n)
  assert.deepEqual(await books(db, ['deferred_credits', 'platform_fee']), {
    deferred_credits: 16400n,
    platform_fee: 1080n,
  })
  assert.deepEqual(await credits(db, lena), { posted: 16400n, held: 14400n, available: 2000n })
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('what cannot be had', async () => {
  await using db = await testDatabase()
  const { ivan, offer } = await teacher(db)
  const lena = await learner(db, 100)
  const group = await session(db, ivan, { startsIn: 40, capacity: 4 })
  const half = await lessonAt(db, ivan, 50, { end: hours(50.5) })
  const sell = (wish: object) =>
    inTx(db, (tx) =>
      offerPackage(tx, { educator: ivan, minutes: 60, lessons: 5, discount: 0, ...wish }, NOON),
    )
  const rows: [string, () => Promise<unknown>, string][] = [
    ['seven lessons', () => sell({ lessons: 7 }), 'package_terms_invalid'],
    ['a length not offered', () => sell({ minutes: 45 }), 'package_terms_invalid'],
    ['more off than allowed', () => sell({ discount: 3001 }), 'package_discount_out_of_bounds'],
    ['too few credits', () => buyFive(db, offer, lena), 'insufficient_funds'],
    ['one’s own', () => buyFive(db, offer, ivan), 'package_own'],
    [
      'another price',
      () =>
        inTx(db, (tx) =>
          buyPackage(tx, { offer, learner: lena, method: 'credits', seenTotal: 1n }, NOON),
        ),
      'price_changed',
    ],
    ['a lesson without a package', () => take(db, half, lena), 'no_package_lesson'],
    ['a group', () => take(db, group, lena), 'no_package_lesson'],
  ]
  for (const [why, deed, code] of rows) await assert.rejects(deed, refused(code), why)
  await inTx(db, (tx) => withdrawOffer(tx, offer, ivan, NOON))
  await assert.rejects(buyFive(db, offer, lena), refused('package_not_on_sale'))
  assert.equal(packageTotal(3325n, 5, 0), 16600n)
})

/** Each row: what was done with five lessons at 36.00 (40.00 alone), and what it comes to. */
test('cancelled in time a lesson is one of the package again; late, half of it lies in the wallet', async () => {
  await using db = await testDatabase()
  const { ivan, offer } = await teacher(db)
  const lena = await learner(db, 200)
  await onPlan(db, lena, 'learner-pro')
  const { id } = await buyFive(db, offer, lena)
  const left = async () => (await onePackage(db, id))!.left
  const early = await take(db, await lessonAt(db, ivan, 100), lena)
  assert.equal(await left(), 4)
  await inTx(db, (tx) => cancelBooking(tx, early.id, lena, hours(60)))
  assert.equal(await left(), 5)
  assert.deepEqual(await credits(db, lena), { posted: 20000n, held: 18000n, available: 2000n })

  const late = await take(db, await lessonAt(db, ivan, 110), lena)
  const cancelled = await inTx(db, (tx) => cancelBooking(tx, late.id, lena, hours(94)))
  assert.deepEqual([cancelled.kept, cancelled.returned], [1800n, 1800n])
  assert.equal(await left(), 4)
  assert.equal((await credits(db, lena)).available, 3800n)
  await teach(db, 112)
  assert.equal(await owed(db, ivan, 'educator_held'), 1260n)

  const calledOff = await lessonAt(db, ivan, 120)
  await take(db, calledOff, lena)
  const by = { person: ivan, staff: false }
  await inTx(db, (tx) => cancelSession(tx, calledOff, by, 'ill', hours(100)))
  assert.equal(await left(), 4)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('ended by the educator, by the learner, by its time: three tables of the same package', async (t) => {
  const rows = [
    {
      why: 'the educator ends it after one lesson: four come back at 36.00',
      end: async (db: Db, id: string, { ivan }: Cast) =>
        void (await inTx(db, (tx) =>
          endPackage(tx, id, { person: ivan, staff: false }, hours(40)),
        )),
      state: 'ended_by_educator',
      wallet: 16400n,
      educator: 2520n,
      books: { platform_fee: 1080n, deferred_credits: 16400n, unclaimed_property: 0n },
    },
    {
      why: 'the learner ends it after one lesson: it costs 40.00, and 4.00 more are earned',
      end: async (db: Db, id: string, { lena }: Cast) => {
        assert.deepEqual(await previewEnd(db, id, 'learner'), {
          lessonsLeft: 4,
          unused: 14400n,
          surcharge: 400n,
          returned: 14000n,
        })
        const deed = () =>
          inTx(db, (tx) => endPackage(tx, id, { person: lena, staff: false }, hours(40)))
        await deed()
        await deed()
      },
      state: 'ended_by_learner',
      wallet: 16000n,
      educator: 2800n,
      books: { platform_fee: 1200n, deferred_credits: 16000n, unclaimed_property: 0n },
    },
    {
      why: 'its time runs out: what was bought is nobody’s income',
      end: async (db: Db, _id: string, _cast: Cast) => {
        const end = hours(183 * DAY)
        assert.equal(await expirePackages(db, end.subtract({ seconds: 1 })), 0)
        assert.equal(await expirePackages(db, end), 1)
        assert.equal(await expirePackages(db, end), 0)
      },
      state: 'expired',
      wallet: 2000n,
      educator: 2520n,
      books: { platform_fee: 1080n, deferred_credits: 2000n, unclaimed_property: 14400n },
    },
  ]
  for (const row of rows) {
    await t.test(row.why, async () => {
      await using db = await testDatabase()
      const { ivan, offer } = await teacher(db)
      const lena = await learner(db, 200)
      const { id } = await buyFive(db, offer, lena)
      await take(db, await lessonAt(db, ivan, 30), lena)
      await teach(db, 31.5)
      await row.end(db, id, { ivan, lena })
      const now = (await onePackage(db, id))!
      assert.deepEqual([now.state, now.left], [row.state, 0])
      assert.deepEqual(await credits(db, lena), {
        posted: row.wallet,
        held: 0n,
        available: row.wallet,
      })
      assert.equal(await owed(db, ivan, 'educator_held'), row.educator)
      assert.deepEqual(
        await books(db, ['platform_fee', 'deferred_credits', 'unclaimed_property']),
        row.books,
      )
      assert.deepEqual(await verify(db), { ok: true, findings: [] })
    })
  }
})
type Cast = { ivan: string; lena: string }

test('never below zero: nearly used up, the single price takes no more than is left', async () => {
  await using db = await testDatabase()
  const { ivan, offer } = await teacher(db, 3000)
  const lena = await learner(db, 140)
  await onPlan(db, lena, 'learner-pro')
  const { id } = await inTx(db, (tx) =>
    buyPackage(tx, { offer, learner: lena, method: 'credits' }, NOON),
  )
  for (const at of [30, 32, 34, 36]) await take(db, await lessonAt(db, ivan, at), lena)
  await teach(db, 38)
  // Four at 28.00 are 48.00 dearer alone; 28.00 are left.
  const end = await inTx(db, (tx) => endPackage(tx, id, { person: lena, staff: false }, hours(40)))
  assert.deepEqual([end.surcharge, end.returned], [2800n, 0n])
  assert.deepEqual(await credits(db, lena), { posted: 0n, held: 0n, available: 0n })
  assert.equal(await owed(db, ivan, 'educator_held'), 9800n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('told a month and a week before; made longer once; nothing is booked beyond its end', async () => {
  await using db = await testDatabase()
  const { ivan, offer } = await teacher(db)
  const lena = await learner(db, 200)
  const { id } = await buyFive(db, offer, lena)
  const told = async () =>
    (await db<{ kind: string }>`select kind from base.fact where kind like 'package.%' order by id`)
      .map(({ kind }) => kind)
      .slice(1)
  await remindOfPackages(db, hours(152 * DAY))
  assert.deepEqual(await told(), [])
  await remindOfPackages(db, hours(153 * DAY))
  await remindOfPackages(db, hours(153 * DAY))
  await remindOfPackages(db, hours(176 * DAY))
  assert.deepEqual(await told(), ['package.ending', 'package.ending'])
  const late = hours(180 * DAY)
  const beyond = await session(db, ivan, {
    start: hours(190 * DAY),
    made: late,
    capacity: 1,
    price: { credits: 4000n },
  })
  await assert.rejects(take(db, beyond, lena, late), refused('no_package_lesson'))
  const extend = () => inTx(db, (tx) => extendPackage(tx, id, lena, late))
  assert.equal((await extend()).toString(), hours(213 * DAY).toString())
  await assert.rejects(extend(), refused('package_extended_already'))
  const seat = await take(db, beyond, lena, late)
  // It runs out while a lesson is booked: called off, its credits are the learner's again.
  await expirePackages(db, hours(213 * DAY))
  assert.equal((await onePackage(db, id))!.state, 'expired')
  assert.equal(seat.paid.amount, 3600n)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('plan credits and bought ones: each goes back to where it came from, whatever is done', async () => {
  await using db = await testDatabase({ size: 6 })
  await inTx(db, (tx) => setBuyingPolicy(tx, { packageDiscountMax: 5000 }, 'person:staff', NOON))
  let at = 30
  const deed = fc.constantFrom('take', 'cancel', 'late', 'teach', 'end', 'educator', 'expire')
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 12 }), async (deeds) => {
      const { ivan, offer } = await teacher(db, 1000)
      const lena = await learner(db, 100)
      await onPlan(db, lena, 'learner-pro')
      await planCredits(db, lena, 100, 6667n, hours(24 * 90))
      const { id } = await buyFive(db, offer, lena)
      let booked: string[] = []
      for (const one of deeds) {
        at += 3
        const now = hours(at)
        const quiet = (error: { code?: string }) => {
          if (!error.code || /^\d/.test(error.code)) throw error
        }
        if (one === 'take') {
          const place = await session(db, ivan, {
            start: hours(at + 40),
            made: now,
            capacity: 1,
            price: { credits: 4000n },
          })
          await take(db, place, lena, now).then(({ id: seat }) => booked.push(seat), quiet)
        }
        if (one === 'cancel' || one === 'late') {
          const seat = booked.pop()
          const when = one === 'late' ? hours(at + 22) : now
          if (seat) await inTx(db, (tx) => cancelBooking(tx, seat, lena, when)).catch(quiet)
        }
        if (one === 'teach') {
          at += 50
          await teach(db, at)
          booked = []
        }
        const by = one === 'end' ? lena : ivan
        if (one === 'end' || one === 'educator') {
          await inTx(db, (tx) => endPackage(tx, id, { person: by, staff: false }, now)).catch(quiet)
        }
        if (one === 'expire') await expirePackages(db, hours(at + 190 * DAY))
        const { value } = (await onePackage(db, id))!
        const { held } = await wallet(db, { type: 'person', id: lena }, 'CREDIT')
        const [waiting] = await db<{ sum: bigint }>`
          select coalesce(sum(case when state = 'late_cancelled' then kept else amount end), 0)::bigint as sum
          from live.booking_view where learner_id = ${lena}
            and (state in ('confirmed', 'in_progress') or forfeit_due_at is not null)`
        assert.equal(
          held,
          value + waiting!.sum,
          'what is held is lessons unused, and lessons booked',
        )
      }
    }),
    { numRuns: dose(12) },
  )
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
  assert.ok(
    (await balance(db, { owner: PLATFORM, purpose: 'deferred_credits', asset: 'USD' })) >= 0n,
  )
  assert.ok(newId())
})
