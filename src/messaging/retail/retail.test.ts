import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { testDatabase } from '../../../test/database.ts'
import { offerFor, offersFor, termsNow, unitsOf } from './index.ts'

const now = Temporal.Instant.from('2026-11-01T00:00:00Z')
const library = { type: 'organization', id: '019a0000-0000-7000-8000-000000000001' } as const

describe('what is on sale', () => {
  test('is the catalogue, at its prices, with what it is worth', async () => {
    await using db = await testDatabase()
    const offers = await offersFor(db, library, now)
    assert.deepEqual(
      offers.map(({ name, price, worth, validDays }) => [name, price, worth, validDays]),
      [
        ['Micro top-up', 4900n, 4250n, 90],
        ['Mini top-up', 9900n, 10625n, 120],
        ['Quick top-up', 19900n, 21250n, 180],
        ['Starter', 44900n, 42500n, 90],
        ['Growth', 159900n, 212500n, 180],
        ['Business', 349900n, 637500n, 365],
        ['Enterprise', 899900n, 2125000n, 365],
      ],
    )
    const two = await offerFor(db, offers[3]!.id, library, 2, now)
    assert.deepEqual(two.total, {
      parts: [
        { asset: 'SMS', quantity: 2000n, worth: 50000n },
        { asset: 'WHATSAPP', quantity: 1000n, worth: 15000n },
        { asset: 'EMAIL', quantity: 4000n, worth: 20000n },
      ],
      price: 89800n,
      worth: 85000n,
    })
    const terms = await termsNow(db, now)
    assert.equal(
      unitsOf(terms, { way: 'sms', category: 'utility', segments: 2, country: 'GB' }),
      50n,
    )
  })
})
