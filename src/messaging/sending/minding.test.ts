import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { atomically } from '#base'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { anSms, type FakeProvider, sendingScene } from '../../../test/sending.ts'
import type { Lane } from '../message.ts'
import type { ProviderKind } from '../providers/index.ts'
import { mindRoutes, noteOutcomes, type Outcome } from './minding.ts'
import { knowRoutes, setRoute } from './routes.ts'
import { type Measured, type Scored, sharesOf } from './scoring.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase({ size: 30 })
})
after(() => db[Symbol.asyncDispose]())

let days = 0

/** Ways of e-mail through these providers, each with its weight; everything is told of the first one. */
async function ways(
  weights: readonly number[],
  kinds: readonly ProviderKind[] = ['ses', 'sendgrid', 'ses'],
) {
  days += 1
  const start = Temporal.Instant.from('2027-03-01T08:00:00Z').add({ hours: 24 * days })
  const scene = await sendingScene(db, `${start}`)
  const providers: FakeProvider[] = []
  for (const [index] of weights.entries())
    providers.push(await scene.provider(['email'], { kind: kinds[index]! }))
  await knowRoutes(db, scene.now.subtract({ hours: 1 }))
  for (const [index, { id }] of providers.entries())
    await db`update messaging.route set weight = ${weights[index]!}, resting_weight = 50 where provider_id = ${id}`
  const route = (index: number) => ({ way: 'email', provider: providers[index]!.id }) as const
  return {
    scene,
    providers,
    /** `ooox`: taken, taken, taken, and the provider's fault. `r`: the recipient's. `u`: nobody knows. */
    async calls(marks: string, index = 0) {
      const what = { o: 'taken', x: 'error', r: 'refused', u: 'unknown' } as const
      const outcomes = [...marks].map(
        (mark): Outcome => ({
          route: route(index),
          at: scene.now,
          took: 80,
          what: what[mark as keyof typeof what],
        }),
      )
      await atomically(db, (tx) => noteOutcomes(tx, outcomes))
    },
    async delivered(messages: number, slow: number, index = 0) {
      await db`
        insert into messaging.route_tally (way, provider_id, since, delivered, slow)
        values ('email', ${providers[index]!.id}, ${scene.now}, ${messages}, ${slow})`
    },
    mind: () => mindRoutes(db, scene.now),
    set: (index: number, restingWeight: number) =>
      scene.inTransaction((tx) => setRoute(tx, route(index), { restingWeight }, 'test', scene.now)),
    async weights() {
      const rows = await db<{ provider_id: string; weight: number; breaker: string }>`
        select provider_id, weight, breaker from messaging.route where provider_id = any(${providers.map(({ id }) => id)}::uuid[])`
      return providers
        .map(({ id }) => rows.find(({ provider_id }) => provider_id === id)!)
        .map(({ weight, breaker }) => `${weight}${breaker === 'open' ? '!' : ''}`)
        .join(' ')
    },
  }
}
type Ways = Awaited<ReturnType<typeof ways>>

/** Three calls of which one fails: never five of the last ten, so that only the count of a minute speaks. */
const errors = (count: number) => 'oox'.repeat(count)

const SHIFTS: [string, number[], (own: Ways) => Promise<void>, string][] = [
  ['49 errors within a minute are borne', [50, 50], (own) => own.calls(errors(49)), '50 50'],
  ['the 50th takes ten points', [50, 50], (own) => own.calls(errors(50)), '40 60'],
  ['what nobody knows of counts, too', [50, 50], (own) => own.calls('oou'.repeat(50)), '40 60'],
  [
    'what the recipient is at fault for does not',
    [50, 50],
    (own) => own.calls('oor'.repeat(60)),
    '50 50',
  ],
  [
    'a minute is a minute: forty now and forty after it',
    [50, 50],
    async (own) => {
      await own.calls(errors(40))
      own.scene.pass({ seconds: 75 })
      await own.calls(errors(40))
    },
    '50 50',
  ],
  [
    'but forty and ten within it',
    [50, 50],
    async (own) => {
      await own.calls(errors(40))
      own.scene.pass({ seconds: 40 })
      await own.calls(errors(10))
    },
    '40 60',
  ],
  [
    'once a minute',
    [50, 50],
    async (own) => {
      await own.calls(errors(50))
      own.scene.pass({ seconds: 30 })
      await own.calls(errors(50))
    },
    '40 60',
  ],
  [
    'and again after it',
    [50, 50],
    async (own) => {
      await own.calls(errors(50))
      own.scene.pass({ seconds: 61 })
      await own.calls(errors(50))
    },
    '30 70',
  ],
  ['five of the last ten also break it', [50, 50], (own) => own.calls('ooooxxxxx'), '40! 60'],
  ['four of the last ten do not', [50, 50], (own) => own.calls('ooooooxxxx'), '50 50'],
  ['nothing below nought', [5, 50], (own) => own.calls(errors(50)), '0 60'],
  ['nothing above a hundred', [50, 95], (own) => own.calls(errors(50)), '40 100'],
  ['three ways: both others get ten', [50, 50, 30], (own) => own.calls(errors(50)), '40 60 40'],
  ['where there is no other, it stays', [50], (own) => own.calls(errors(50)), '50'],
  [
    'one that is switched off gets nothing',
    [50, 50, 50],
    async (own) => {
      await db`update messaging.provider set active = false where id = ${own.providers[1]!.id}`
      await own.calls(errors(50))
    },
    '40 50 60',
  ],
]

const SLOWNESS: [string, number[], (own: Ways) => Promise<void>, string][] = [
  ['15 of 100 are slow', [50, 50], (own) => own.delivered(100, 15), '40 60'],
  ['14 of 100 are not', [50, 50], (own) => own.delivered(100, 14), '50 50'],
  ['nine say nothing', [50, 50], (own) => own.delivered(9, 9), '50 50'],
  [
    'where all are slow, nothing is gained',
    [50, 50],
    async (own) => {
      await own.delivered(20, 10)
      await own.delivered(20, 10, 1)
    },
    '50 50',
  ],
  [
    'a quarter of an hour ago is over',
    [50, 50],
    async (own) => {
      await own.delivered(100, 50)
      own.scene.pass({ minutes: 16 })
    },
    '50 50',
  ],
  [
    'once in five minutes',
    [50, 50],
    async (own) => {
      await own.delivered(100, 50)
      await own.mind()
      own.scene.pass({ minutes: 4 })
    },
    '40 60',
  ],
  [
    'and again after them',
    [50, 50],
    async (own) => {
      await own.delivered(100, 50)
      await own.mind()
      own.scene.pass({ minutes: 5 })
    },
    '30 70',
  ],
]

const DRIFTS: [string, number[], (own: Ways) => Promise<void>, string][] = [
  [
    'not before a quarter of an hour',
    [50, 50],
    async (own) => {
      await own.calls(errors(50))
      own.scene.pass({ minutes: 14 })
    },
    '40 60',
  ],
  [
    'then by ten',
    [50, 50],
    async (own) => {
      await own.calls(errors(50))
      own.scene.pass({ minutes: 1, seconds: 1 })
      await own.calls(errors(50))
      own.scene.pass({ minutes: 15 })
    },
    '40 60',
  ],
  [
    'until it is where it rests, and no further',
    [35, 62],
    async (own) => {
      for (let turn = 0; turn < 3; turn++) {
        await own.mind()
        own.scene.pass({ minutes: 15 })
      }
    },
    '50 50',
  ],
  [
    'what somebody sets is where it rests at once',
    [50, 50],
    async (own) => {
      await own.calls(errors(50))
      await own.set(0, 80)
      own.scene.pass({ minutes: 15 })
    },
    '80 50',
  ],
]

const play = (cases: typeof SHIFTS, minded: boolean) => {
  for (const [says, start, happens, expected] of cases)
    test(says, async () => {
      const own = await ways(start)
      await happens(own)
      if (minded) await own.mind()
      assert.equal(await own.weights(), expected)
    })
}
describe('weights go away from a way that fails: 50 in a minute, or five of its last ten', () =>
  play(SHIFTS, false))
describe('weights go away from a way that is slow: 15 of 100 of a quarter of an hour', () => {
  play(SLOWNESS, true)

  test('late is also what should have been delivered by now; a mail server that tells nothing is never late', async () => {
    for (const [kind, expected] of [
      ['ses', '40 60'],
      ['smtp', '50 50'],
    ] as const) {
      const own = await ways([50, 50], [kind, 'sendgrid'])
      const { scene, providers } = own
      await db`update messaging.provider set active = false where id = ${providers[1]!.id}`
      const letters = Array.from({ length: 12 }, (_, number) =>
        anSms({
          key: `late-${kind}-${number}`,
          way: 'email',
          to: `p${number}@example.org`,
          content: { way: 'email', subject: 'News', text: 'News' },
        }),
      )
      await scene.accept(null, letters)
      await scene.leave()
      assert.equal(providers[0]!.taken.length, 12)
      await db`update messaging.provider set active = true where id = ${providers[1]!.id}`
      scene.pass({ minutes: 4 })
      await own.mind()
      assert.equal(await own.weights(), '50 50', 'five minutes are not over')
      scene.pass({ minutes: 2 })
      await own.mind()
      assert.equal(await own.weights(), expected, kind)
    }
  })
})
describe('weights drift back: ten points every 15 quiet minutes', () => play(DRIFTS, true))

describe('what a way draws: its weight, and the less the dearer, the slower and the worse it is', () => {
  const way = (
    cost: number | undefined,
    more: Partial<Measured> & Partial<Scored> = {},
  ): Scored => {
    const { weight = 50, manual = null, unitCost, ...measured } = more
    const tallied = { delivered: 0, failed: 0, deliverySeconds: 0, calls: 0, tookMs: 0 }
    return {
      way: 'sms',
      provider: 'p',
      weight,
      manual,
      unitCost:
        unitCost ??
        (cost === undefined ? undefined : { currency: 'INR', smallest: BigInt(cost), units: 100n }),
      measured: Object.keys(measured).length > 0 ? { ...tallied, ...measured } : undefined,
    }
  }
  const took = (seconds: number) => ({ delivered: 100, deliverySeconds: seconds * 100 })
  const dollars = { currency: 'USD', smallest: 1n, units: 100n }
  const cases: [string, Scored[], Lane, number[]][] = [
    ['alike draw alike', [way(15), way(15)], 'bulk', [5_000, 5_000]],
    [
      'their weights stay',
      [way(15, { weight: 70 }), way(15, { weight: 30 })],
      'bulk',
      [7_000, 3_000],
    ],
    ['twice as dear draws a quarter', [way(15), way(30)], 'bulk', [5_000, 1_250]],
    [
      'by hand it draws all, whatever it costs',
      [way(15), way(30, { manual: 'on' })],
      'bulk',
      [5_000, 5_000],
    ],
    ['ever so dear still draws a twentieth', [way(15), way(900)], 'bulk', [5_000, 250]],
    ['what costs nothing is the best', [way(0), way(15)], 'bulk', [5_000, 250]],
    [
      'a cost that nobody knows is the mean of the others',
      [way(10), way(20), way(undefined)],
      'bulk',
      [5_000, 1_250, 2_222],
    ],
    [
      'costs of two currencies are not compared',
      [way(15), way(undefined, { unitCost: dollars })],
      'bulk',
      [5_000, 5_000],
    ],
    [
      'half delivered is twice the price',
      [way(15, { delivered: 980 }), way(15, { delivered: 480, failed: 500 })],
      'bulk',
      [5_000, 1_250],
    ],
    ['one failure alone is no ruin', [way(15), way(15, { failed: 1 })], 'bulk', [5_000, 4_535]],
    [
      'for a password 15 seconds are twice the price',
      [way(15, took(0)), way(15, took(15))],
      'otp',
      [5_000, 1_250],
    ],
    [
      'for a newsletter they are next to nothing',
      [way(15, took(0)), way(15, took(15))],
      'bulk',
      [5_000, 4_918],
    ],
    [
      'the dearer and faster one carries passwords',
      [way(15, took(60)), way(30, took(5))],
      'otp',
      [1_422, 5_000],
    ],
    [
      'and the cheaper one newsletters',
      [way(15, took(60)), way(30, took(5))],
      'bulk',
      [5_000, 1_327],
    ],
    [
      'without reports the calls say how long it takes',
      [way(15, { calls: 100, tookMs: 0 }), way(15, { calls: 100, tookMs: 1_500_000 })],
      'otp',
      [5_000, 1_250],
    ],
    [
      'nine deliveries say nothing of that',
      [way(15, took(0)), way(15, { delivered: 9, deliverySeconds: 9_000 })],
      'otp',
      [5_000, 5_000],
    ],
  ]
  for (const [says, all, lane, expected] of cases)
    test(says, () => assert.deepEqual([...sharesOf(all, lane).values()], expected))

  test('messages go so, and by weight alone where a way is on by hand', async () => {
    const own = await ways([50, 50])
    const { scene, providers } = own
    const [cheap, dear] = providers as [FakeProvider, FakeProvider]
    await scene.stock(cheap, 'email', 1_000n, 1_000n)
    await scene.stock(dear, 'email', 1_000n, 2_000n)
    const send = async (run: string) => {
      const before = dear.taken.length
      const letters = Array.from({ length: 200 }, (_, number) =>
        anSms({
          key: `score-${run}-${number}`,
          way: 'email',
          to: `s${number}@example.org`,
          lane: 'bulk',
          content: { way: 'email', subject: 'News', text: 'News' },
        }),
      )
      await scene.accept(null, letters)
      await scene.leave()
      return dear.taken.length - before
    }
    // One of five, and one of two; further off than six times what chance does.
    const byItself = await send('by itself')
    assert.ok(byItself > 5 && byItself < 75, `${byItself} of 200`)
    const manual = { set: 'on', why: 'its quality is better' } as const
    await scene.inTransaction((tx) =>
      setRoute(tx, { way: 'email', provider: dear.id }, { manual }, 'test', scene.now),
    )
    const byHand = await send('by hand')
    assert.ok(byHand > 57 && byHand < 143, `${byHand} of 200`)
  })
})
