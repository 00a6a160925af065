import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { atomically, type Db, newId, shareOf, split } from '#base'
import { balance, PLATFORM, verify } from '#ledger'
import { createOrganization } from '#people'
import { educator, NOON } from '../../test/classroom.ts'
import { testDatabase } from '../../test/database.ts'
import {
  agree,
  type CoEducator,
  cancelCommission,
  commissionKeeper,
  commissionsOf,
  earnCommission,
  lowerCommission,
  openCommission,
  passCommission,
} from './index.ts'
import { divide } from './sharing.ts'

const inTx = <Result>(db: Db, work: Parameters<typeof atomically<Result>>[1]) =>
  atomically(db, work)

/** Four who teach: of an institution, and of each rung of the ladder of classes that a house begins with. */
async function faculty(db: Db): Promise<string[]> {
  const school = await inTx(db, (tx) => createOrganization(tx, { name: 'Escuela' }, NOON))
  const agreed = {
    organizationId: school.id,
    educatorRate: 5333,
    institutionRate: 2111,
    from: NOON,
  }
  await inTx(db, (tx) => agree(tx, agreed, 'person:staff', NOON))
  return [
    await educator(db, { organizationId: school.id }),
    await educator(db, { years: 1 }),
    await educator(db),
    await educator(db, { organizationId: school.id, years: 1 }),
  ]
}

async function open(db: Db, [lead, ...rest]: readonly string[], shares: number[], price: bigint) {
  const bookingId = newId()
  const others: CoEducator[] = rest.map((one, n) => ({ educator: one, share: shares[n + 1]! }))
  await inTx(db, (tx) =>
    openCommission(
      tx,
      {
        bookingId,
        sessionId: newId(),
        educator: lead!,
        others,
        kind: 'class',
        title: 'Spanish',
        sessionAt: NOON,
        paidBy: 'included',
        price: { credits: price },
        agreedRate: null,
      },
      NOON,
    ),
  )
  return bookingId
}

/** The parts of the price that educators have, the lead's first. */
const grossOf = async (db: Db, booking: string) =>
  (await commissionsOf(db, booking))
    .filter(({ part, share }) => part === 'educator' && share > 0)
    .map(({ gross }) => gross)
const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n)

/** Shares of one to four people, in basis points, the lead's first. */
const shares = fc
  .array(fc.integer({ min: 1, max: 997 }), { minLength: 1, maxLength: 4 })
  .map((weights) => {
    const parts = split(10_000n - BigInt(weights.length), weights.map(BigInt))
    return parts.map((part) => Number(part) + 1)
  })

test('the parts come to the whole: opened, lowered, passed on, earned; no cent is lost or made', async () => {
  await using db = await testDatabase()
  const all = await faculty(db)
  let expected = 0n
  await fc.assert(
    fc.asyncProperty(
      shares,
      fc.bigInt({ min: 1n, max: 1_000_003n }),
      fc.integer({ min: 0, max: 10_000 }),
      fc.subarray([0, 1, 2, 3]),
      async (parts, price, kept, away) => {
        const who = all.slice(0, parts.length)
        const booking = await open(db, who, parts, price)
        const opened = await grossOf(db, booking)
        // The database divides as the house does, whoever comes first in it.
        assert.deepEqual(opened.toSorted(), split(price, parts.map(BigInt)).toSorted())
        assert.equal(sum(opened), price)

        await inTx(db, (tx) => lowerCommission(tx, booking, BigInt(kept), 10_000n))
        const whole = (price * BigInt(kept)) / 10_000n
        assert.equal(sum(await grossOf(db, booking)), whole)

        const absent = away.filter((index) => index < who.length).map((index) => who[index]!)
        const passes = absent.length > 0 && absent.length < who.length
        assert.equal(await inTx(db, (tx) => passCommission(tx, booking, absent, NOON)), passes)
        assert.equal(await inTx(db, (tx) => passCommission(tx, booking, absent, NOON)), false)
        const rows = await commissionsOf(db, booking)
        const own = rows.filter(({ part }) => part === 'educator')
        assert.equal(
          own.reduce((total, { share }) => total + share, 0),
          10_000,
        )
        assert.equal(sum(own.map(({ gross }) => gross)), whole)
        if (passes) {
          for (const row of rows) {
            const gone = absent.includes(row.educatorId)
            assert.equal(row.state, gone ? 'cancelled' : 'pending')
            if (gone) assert.equal(row.net + row.gross, 0n)
          }
        }

        // What rounds to nothing posts nothing.
        if (rows.every(({ net }) => net === 0n)) return
        await inTx(db, (tx) => earnCommission(tx, { bookingId: booking, by: 'schedule' }, NOON))
        for (const row of await commissionsOf(db, booking)) {
          assert.equal(row.net, shareOf(row.gross, BigInt(row.rate)), 'each earns of their part')
          expected += row.net
        }
      },
    ),
    { numRuns: 40 },
  )
  // What all commissions say together is what the books say.
  const spent = { owner: PLATFORM, purpose: 'included_sessions', asset: 'USD' } as const
  assert.equal(await balance(db, spent), expected)
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

test('dividing gives everybody their share to within a cent, and all of it away', () => {
  fc.assert(
    fc.property(shares, fc.bigInt({ min: 0n, max: 10n ** 12n }), (parts, whole) => {
      const rows = parts.map((share, index) => ({
        id: String(index),
        part: 'educator' as const,
        educator_id: String(index),
        share,
        gross: 0n,
        rate: 7000,
      }))
      const divided = divide(rows, whole)
      assert.equal(sum(divided.map(({ gross }) => gross)), whole)
      for (const { gross, share } of divided) {
        const exact = whole * BigInt(share)
        const off = gross * 10_000n - exact
        assert.ok(off > -10_000n && off < 10_000n, `${gross} of ${whole} at ${share}`)
      }
    }),
  )
})

test('shares that do not come to the whole are refused by the database itself', async () => {
  await using db = await testDatabase()
  const all = await faculty(db)
  const booking = await open(db, all.slice(0, 2), [6000, 4000], 5000n)
  await assert.rejects(
    inTx(
      db,
      (tx) => tx`
      update earnings.commission set share = 3999
      where source_id = ${booking} and educator_id = ${all[1]!}`,
    ),
    /do not come to the whole/,
  )
})

test('a booking of several is frozen, taken back and cancelled as one', async () => {
  await using db = await testDatabase()
  const all = await faculty(db)
  const taken = await open(db, all.slice(0, 3), [5000, 3000, 2000], 10_000n)
  await inTx(db, (tx) => earnCommission(tx, { bookingId: taken, by: 'schedule' }, NOON))
  await inTx(db, (tx) => commissionKeeper.freeze(tx, taken, NOON))
  const back = await inTx(db, (tx) => commissionKeeper.takeBack(tx, taken, NOON))
  const rows = await commissionsOf(db, taken)
  assert.deepEqual(
    rows.map(({ part, share, rate, gross, net, state }) => [part, share, rate, gross, net, state]),
    [
      ['educator', 5000, 5333, 5000n, 2666n, 'taken_back'],
      ['educator', 3000, 6000, 3000n, 1800n, 'taken_back'],
      ['educator', 2000, 7000, 2000n, 1400n, 'taken_back'],
      ['institution', 5000, 2111, 5000n, 1056n, 'taken_back'],
    ].toSorted((a, b) => order(rows, a) - order(rows, b)),
  )
  assert.equal(sum(back.map(({ credited }) => credited)), 6922n)
  assert.deepEqual(await inTx(db, (tx) => commissionKeeper.takeBack(tx, taken, NOON)), [])

  const called = await open(db, all.slice(0, 3), [5000, 3000, 2000], 10_000n)
  await inTx(db, (tx) => cancelCommission(tx, called, NOON))
  assert.deepEqual(
    new Set((await commissionsOf(db, called)).map(({ state, net }) => `${state} ${net}`)),
    new Set(['cancelled 0']),
  )
  assert.deepEqual(await verify(db), { ok: true, findings: [] })
})

/** The lead comes first; the others in whatever order their ids have. */
const order = (rows: readonly { rate: number }[], row: unknown[]) =>
  rows.findIndex(({ rate }) => rate === row[2])
