import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { balance, verify, wallet } from '#ledger'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import {
  ASSETS,
  anSms,
  type FakeProvider,
  fault,
  type SendingScene,
  senderOf,
  sendingScene,
} from '../../../test/sending.ts'
import { suppress } from '../contacts/index.ts'
import { LANES, type Way } from '../message.ts'
import type { Outgoing } from '../providers/index.ts'
import type { NewMessage } from './asked.ts'
import { Hours, quietRules } from './hours.ts'

let db: TestDatabase
before(async () => {
  db = await testDatabase({ size: 30 })
})
after(() => db[Symbol.asyncDispose]())

const PEOPLE = 12
const STOCK = 5_000n
const WALLET = 60n
const ways = ['sms', 'whatsapp', 'email'] as const
const addressOf = (way: Way, person: number) =>
  way === 'email' ? `p${person}@example.org` : `+9197000000${10 + person}`

type Step =
  | {
      do: 'accept'
      way: Way
      person: number
      category: NewMessage['category']
      key: number
      later: number
    }
  | { do: 'leave' }
  | { do: 'behave'; provider: number; how: 'works' | 'busy' | 'down' | 'hangs' | 'rejects' }
  | {
      do: 'tell'
      pick: number
      state: 'sent' | 'delivered' | 'read' | 'failed'
      charged: boolean
      times: number
    }
  | { do: 'pass'; minutes: number }
  | { do: 'suppress'; way: Way; person: number }
  | { do: 'settle' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('accept' as const),
      way: fc.constantFrom(...ways),
      person: fc.nat(PEOPLE - 1),
      category: fc.constantFrom('authentication', 'utility', 'marketing'),
      key: fc.nat(60),
      later: fc.constantFrom(0, 0, 0, 90, 600),
    }),
  },
  { weight: 5, arbitrary: fc.constant({ do: 'leave' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('behave' as const),
      provider: fc.nat(1),
      how: fc.constantFrom('works', 'works', 'busy', 'down', 'hangs', 'rejects'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('tell' as const),
      pick: fc.nat(1_000),
      state: fc.constantFrom('sent', 'delivered', 'delivered', 'read', 'failed'),
      charged: fc.boolean(),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      minutes: fc.constantFrom(1, 20, 240, 900),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('suppress' as const),
      way: fc.constantFrom(...ways),
      person: fc.nat(PEOPLE - 1),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'settle' as const }) },
)

/** Plays a schedule and remembers what a bystander outside the house sees. */
class Play {
  readonly scene: SendingScene
  readonly organization: string
  readonly providers: FakeProvider[]
  readonly taken: { provider: FakeProvider; outgoing: Outgoing }[] = []
  readonly suppressed = new Map<string, Temporal.Instant>()
  readonly wrong: string[] = []
  readonly #failed = new Map<string, boolean>()
  readonly #delivered = new Set<string>()
  readonly #hours: Hours
  readonly #run: number

  constructor(
    run: number,
    scene: SendingScene,
    organization: string,
    providers: FakeProvider[],
    hours: Hours,
  ) {
    this.#run = run
    this.scene = scene
    this.organization = organization
    this.providers = providers
    this.#hours = hours
    for (const provider of providers) provider.does = () => this.#take(provider)
  }

  #take(provider: FakeProvider): void {
    const outgoing = provider.calls.at(-1)!
    const { category, to, content } = outgoing
    const { now } = this.scene
    this.taken.push({ provider, outgoing })
    const reach = { way: content.way, category, country: to.startsWith('+') ? 'IN' : undefined }
    if (!this.#hours.opensFor(reach, now).equals(now)) this.wrong.push(`${to} was woken at ${now}`)
    if (
      this.suppressed.has(`${content.way} ${to}`) &&
      Temporal.Instant.compare(
        this.suppressed.get(`${content.way} ${to}`)!,
        now.subtract({ seconds: 60 }),
      ) < 0
    )
      this.wrong.push(`${to} is suppressed, and was written to`)
  }

  async do(step: Step): Promise<void> {
    const { scene } = this
    if (step.do === 'leave') await scene.leave()
    else if (step.do === 'settle') await scene.settle()
    else if (step.do === 'pass') scene.pass({ minutes: step.minutes })
    else if (step.do === 'accept') await this.#accept(step)
    else if (step.do === 'tell') await this.#tell(step)
    else if (step.do === 'behave') this.#behave(this.providers[step.provider]!, step.how)
    else {
      const address = addressOf(step.way, step.person)
      const name = `${step.way} ${address}`
      if (!this.suppressed.has(name)) this.suppressed.set(name, scene.now)
      await scene.inTransaction((tx) =>
        suppress(
          tx,
          {
            organization: this.organization,
            way: step.way,
            address,
            reason: 'asked',
            source: 'test',
          },
          scene.now,
        ),
      )
    }
  }

  async #accept({ way, person, category, key, later }: Extract<Step, { do: 'accept' }>) {
    const { scene, organization } = this
    const text = `Number ${key}`
    const message = anSms({
      key: `run-${this.#run}-${way}-${key}`,
      way,
      to: addressOf(way, person),
      category,
      lane: LANES[key % 3]!,
      content: way === 'email' ? { way, subject: 'News', text } : { way, text },
      ...(later > 0 ? { sendAt: scene.now.add({ minutes: later }) } : {}),
    })
    await scene.accept(organization, [message, ...(key % 5 === 0 ? [message] : [])])
  }

  #behave(provider: FakeProvider, how: Extract<Step, { do: 'behave' }>['how']): void {
    provider.does = () => {
      if (how === 'busy') throw fault('20429', 'retry', 1_000)
      if (how === 'down') throw fault('unreachable', 'fail_over')
      if (how === 'rejects') throw fault('30007', 'bad_content')
      this.#take(provider)
      if (how === 'hangs') throw fault('no_answer', 'unknown')
    }
  }

  /** In any order and number; but what it has told to have failed is not delivered later, nor charged otherwise. */
  async #tell({ pick, state: wished, charged: wish, times }: Extract<Step, { do: 'tell' }>) {
    const one = this.taken[pick % Math.max(1, this.taken.length)]
    if (!one) return
    const { provider, outgoing } = one
    const failed = this.#failed.get(outgoing.message)
    const state = failed === undefined ? wished : 'failed'
    const charged = failed ?? wish
    if (state === 'failed' && !this.#delivered.has(outgoing.message))
      this.#failed.set(outgoing.message, charged)
    if (state === 'delivered' || state === 'read') this.#delivered.add(outgoing.message)
    const report = this.scene.report(outgoing, state, {
      attempt: outgoing.id,
      ...(state === 'failed' ? { billable: charged } : {}),
    })
    for (let time = 0; time < times; time++) await this.scene.tell(provider, [report])
  }
}

let runs = 0

async function play(steps: readonly Step[]): Promise<void> {
  runs += 1
  const day = Temporal.Instant.from('2027-01-01T06:00:00Z').add({ hours: runs * 24 * 40 })
  const scene = await sendingScene(db, `${day}`)
  const organization = await scene.organization()
  const providers: FakeProvider[] = []
  for (let number = 0; number < 2; number++) {
    const provider = await scene.provider(ways, { kind: 'sandbox' })
    for (const way of ways) await scene.stock(provider, way, STOCK, STOCK * 15n)
    providers.push(provider)
  }
  for (const way of ways) {
    await scene.credits(organization, way, WALLET / 2n, 700n, day.add({ hours: 24 * 10 }))
    await scene.credits(organization, way, WALLET / 2n, 901n, day.add({ hours: 24 * 100 }))
    for (let person = 0; person < PEOPLE; person++)
      await scene.allows(organization, way, addressOf(way, person))
  }
  const own = new Play(runs, scene, organization, providers, new Hours(await quietRules(db)))
  for (const one of steps) await own.do(one)
  for (const provider of providers)
    await own.do({ do: 'behave', provider: providers.indexOf(provider), how: 'works' })
  for (let turn = 0; turn < 5; turn++) {
    scene.pass({ hours: 5 })
    await scene.leave()
  }
  scene.pass({ hours: 80 })
  await scene.leave()
  await scene.settle()
  await look(own)
}

async function look({ scene, organization, providers, taken, wrong }: Play): Promise<void> {
  assert.deepEqual(wrong, [])
  const out = Map.groupBy(taken, ({ outgoing }) => outgoing.message)
  for (const [message, own] of out)
    assert.equal(own.length, 1, `${message} went out ${own.length} times`)
  const rows = await db<{
    id: string
    way: Way
    units: bigint
    settled: boolean
    captured: bigint
    back: bigint
  }>`
    select m.id, m.way, m.units, m.settled_at is not null as settled, coalesce(d.captured, 0)::bigint as captured,
      coalesce(b.units, 0)::bigint as back
    from messaging.message m left join messaging.settled d on d.message_id = m.id
      left join messaging.settled_back b on b.message_id = m.id
    where m.organization_id = ${organization} and m.state <> 'refused'`
  for (const row of rows) {
    assert.ok(row.settled, `${row.id} has no end`)
    assert.ok(row.captured <= row.units && row.back <= row.captured)
    if (!out.has(row.id)) assert.equal(row.captured, 0n, 'paid for what never left')
  }
  for (const way of ways) {
    const { posted, held, lots } = await wallet(db, senderOf(organization), ASSETS[way], {
      now: scene.now,
    })
    const paid = rows.reduce(
      (sum, row) => (row.way === way ? sum + row.captured - row.back : sum),
      0n,
    )
    assert.equal(held, 0n)
    assert.equal(posted, WALLET - paid, way)
    assert.equal(
      lots.reduce((sum, lot) => sum + lot.remaining, 0n),
      posted,
    )
  }
  await lookAtCost(providers)
}

/** What our books say was used is what the providers took money for. */
async function lookAtCost(providers: readonly FakeProvider[]): Promise<void> {
  for (const { id } of providers) {
    const [row] = await db<{ charged: bigint }>`
      select coalesce(sum(case
        when m.state <> 'failed' or coalesce(m.told_billable, m.way <> 'whatsapp') then a.stock else 0 end), 0)::bigint as charged
      from messaging.attempt a join messaging.message m on m.id = a.message_id
      where a.provider_id = ${id} and a.state <> 'refused'`
    let used = 0n
    for (const way of ways)
      used +=
        STOCK -
        (await balance(db, {
          owner: { type: 'provider', id },
          purpose: 'stock',
          asset: ASSETS[way],
        }))
    assert.equal(used, row!.charged)
  }
}

test('random schedules: each reserve ends once, wallets are their lots, cost is what providers took, nobody is woken or written to against their will', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 60 }), play), {
    numRuns: Number(process.env.SCHEDULES) || 8,
    endOnFailure: true,
  })
  assert.deepEqual((await verify(db)).findings, [])
})
