import { atomically, newId, type Tx } from '#base'
import { PLATFORM, postRule } from '#ledger'
import {
  accept,
  type FaultClass,
  LANES,
  type Lane,
  leaveDue,
  type MessageProvider,
  type NewMessage,
  type Outgoing,
  ProviderFault,
  type ProviderKind,
  recordConsents,
  type Sending,
  settleDue,
  type ToldByProvider as Told,
  takeReports,
  type Way,
} from '#messaging'
import { createOrganization } from '#people'
import type { TestDatabase } from './database.ts'

type Asset = 'SMS' | 'WHATSAPP' | 'EMAIL'
export const ASSETS: Record<Way, Asset> = { sms: 'SMS', whatsapp: 'WHATSAPP', email: 'EMAIL' }

/** A provider outside the house: what it does with a call is said by the test, and it remembers every one. */
export class FakeProvider implements MessageProvider {
  readonly kind: ProviderKind
  readonly id: string
  readonly ways: readonly Way[]
  readonly calls: Outgoing[] = []
  /** Those that it took. */
  readonly taken: Outgoing[] = []
  does: (outgoing: Outgoing, signal: AbortSignal) => Promise<void> | void = () => {}

  constructor(kind: ProviderKind, id: string, ways: readonly Way[]) {
    this.kind = kind
    this.id = id
    this.ways = ways
  }

  async send(outgoing: Outgoing, signal: AbortSignal) {
    this.calls.push(outgoing)
    await this.does(outgoing, signal)
    this.taken.push(outgoing)
    return { ref: `ref-${outgoing.id}` }
  }

  read(): Told[] {
    return []
  }
}

export const fault = (code: string, suggests: FaultClass, retryAfterMs?: number) =>
  new ProviderFault(code, suggests, `it says ${code}`, retryAfterMs)

/** What sending needs round it: an organization with credits, providers with stock, and a clock that stands. */
export async function sendingScene(db: TestDatabase, start: string) {
  const fakes = new Map<string, FakeProvider>()
  const clock = { now: Temporal.Instant.from(start) }
  const sending: Sending = {
    db,
    now: () => clock.now,
    patienceMs: 200,
    providers: { of: async (id) => fakes.get(id)! },
  }
  const scene = {
    db,
    get now() {
      return clock.now
    },
    set now(at: Temporal.Instant) {
      clock.now = at
    },
    fakes,
    sending,
    pass(duration: Temporal.DurationLike) {
      clock.now = clock.now.add(duration)
    },
    async provider(
      ways: readonly Way[],
      { kind = 'twilio', perSecond = 1000 }: { kind?: ProviderKind; perSecond?: number } = {},
    ): Promise<FakeProvider> {
      const id = newId()
      // Which ways a kind has is kept by the table; the sandbox has all.
      const written = ways.every((way) => KINDS[kind]?.includes(way)) ? kind : 'sandbox'
      await db`
        insert into messaging.provider (id, kind, name, ways, per_second, active, made_at, changed_at, changed_by)
        values (${id}, ${written}, ${`Provider ${id.slice(-6)}`}, ${ways}, ${perSecond}, true, ${scene.now}, ${scene.now}, 'test')`
      const made = new FakeProvider(written, id, ways)
      fakes.set(id, made)
      return made
    },
    async stock(provider: FakeProvider, way: Way, quantity: bigint, cost: bigint) {
      const facts = {
        provider: provider.id,
        asset: ASSETS[way],
        currency: 'INR',
        quantity,
        cost,
        paidFrom: 'bank',
      } as const
      await atomically(db, (tx) => postRule(tx, 'wholesale.purchased', facts, deed()))
    },
    /** Somebody who wants to hear of offers. */
    async allows(organization: string, way: Way, address: string) {
      const consent = {
        way,
        address,
        category: 'marketing',
        given: true,
        source: 'import',
      } as const
      await atomically(db, (tx) => recordConsents(tx, organization, [consent], 'test', scene.now))
    },
    async organization(): Promise<string> {
      const { id } = await atomically(db, (tx) =>
        createOrganization(tx, { name: `Library ${newId()}` }, scene.now),
      )
      return id
    },
    async credits(
      organization: string,
      way: Way,
      quantity: bigint,
      net: bigint,
      expiresAt?: Temporal.Instant,
    ) {
      const facts = {
        organization: senderOf(organization),
        provider: 'card',
        currency: 'INR',
        net,
        tax: 0n,
        fee: 0n,
        parts: [{ asset: ASSETS[way], quantity, worth: 1n }],
        expiresAt,
      }
      await atomically(db, (tx) => postRule(tx, 'package.sold', facts, deed()))
    },
    accept: (organization: string | null, messages: readonly NewMessage[]) =>
      atomically(db, (tx) => accept(tx, senderOf(organization), messages, scene.now)),
    leave: async (lanes: readonly Lane[] = LANES) => {
      for (const lane of lanes) await leaveDue(scene.sending, lane)
    },
    settle: () => settleDue(db, scene.now),
    tell: (provider: FakeProvider, told: readonly Told[]) =>
      atomically(db, (tx) => takeReports(tx, provider.id, told, scene.now)),
    /** What the provider tells of a message that it took. */
    report: (outgoing: Outgoing, state: Report['state'], more: Partial<Report> = {}): Told => ({
      is: 'report',
      event: newId(),
      ref: `ref-${outgoing.id}`,
      state,
      at: scene.now,
      ...more,
    }),
    async inTransaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
      return atomically(db, work)
    },
  }
  const deed = () => ({
    key: newId(),
    about: { type: 'test', id: 'scene' },
    by: 'test',
    at: scene.now,
  })
  // What the house came with is not part of the scene.
  await db`update messaging.provider set active = false`
  await db`
    update messaging.message set state = 'failed', reason = 'message_called_back', settle_at = ${scene.now}
    where state = 'waiting'`
  return scene
}

const KINDS: Partial<Record<ProviderKind, readonly Way[]>> = {
  msg91: ['sms'],
  gupshup: ['whatsapp'],
  whatsapp_cloud: ['whatsapp'],
  twilio: ['sms', 'whatsapp'],
  sendgrid: ['email'],
  ses: ['email'],
  smtp: ['email'],
  sandbox: ['sms', 'whatsapp', 'email'],
}

type Report = Extract<Told, { is: 'report' }>
export type SendingScene = Awaited<ReturnType<typeof sendingScene>>

export const senderOf = (organization: string | null) =>
  organization
    ? ({ type: 'organization', id: organization } as const)
    : ({ type: 'platform', id: PLATFORM.id } as const)

let numbers = 0

/** A message to somebody in India whom nobody has written to before. */
export function anSms(more: Partial<NewMessage> = {}): NewMessage {
  numbers += 1
  return {
    key: `sms-${numbers}`,
    way: 'sms',
    to: `+9198${String(10_000_000 + numbers)}`,
    category: 'utility',
    lane: 'transactional',
    content: { way: 'sms', text: 'Your seat is booked.' },
    about: { type: 'test', id: 'messages' },
    ...more,
  }
}
