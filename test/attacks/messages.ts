import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { atomically, type Db, migrate, newId } from '#base'
import { balance, postRule, verify, wallet } from '#ledger'
import { leaveDue, missAnswersOf, settleDue } from '#messaging'
import { createOrganization } from '#people'
import { chance } from '../memory-ledger.ts'
import { type Attack, pause } from './attack.ts'
import { Place } from './place.ts'
import type { Asked, Report } from './sender.ts'

const CREDITS = 1_000_000n

/** A provider outside the house: it knows what it took, whoever died meanwhile. */
class Outside {
  readonly taken = new Map<string, number>()
  /** Taken, and not said yet. */
  unsaid = 0
  calls = 0
  readonly refs: { ref: string; provider: string; message: string }[] = []
  readonly #random: ReturnType<typeof chance>
  readonly #server: Server

  constructor(seed: number) {
    this.#random = chance(seed)
    this.#server = createServer(async (request, response) => {
      const [, provider, message] = request.url!.split('/') as [string, string, string]
      this.calls += 1
      const busy = this.#random.yes(0.05)
      await pause(this.#random.upTo(4))
      if (!busy) {
        this.taken.set(message, (this.taken.get(message) ?? 0) + 1)
        const ref = newId()
        this.refs.push({ ref, provider, message })
        this.unsaid += 1
        await pause(1 + this.#random.upTo(12))
        this.unsaid -= 1
        response.end(JSON.stringify({ ref }))
      } else {
        response.statusCode = 503
        response.end()
      }
    })
  }

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

type Answer = { turn: number; id?: string; refusal?: string; error?: string }
type Question = Asked extends infer One ? (One extends Asked ? Omit<One, 'turn'> : never) : never

/** The process under attack; what it had not answered when it was killed is asked again of the next. */
class Sender {
  readonly #args: readonly string[]
  readonly #waiting = new Map<number, { asked: Asked; done: (answer: Answer) => void }>()
  #child: ChildProcess | undefined
  #turn = 0
  #failed: ((error: Error) => void) | undefined
  readonly broken = new Promise<never>((_, failed) => {
    this.#failed = failed
  })

  constructor(args: readonly string[]) {
    this.#args = args
    this.broken.catch(() => {})
  }

  async start(): Promise<void> {
    const child = fork(new URL('./sender.ts', import.meta.url), this.#args, {
      serialization: 'advanced',
    })
    this.#child = child
    child.once('exit', (code, signal) => {
      if (signal !== 'SIGKILL' && signal !== 'SIGTERM')
        this.#failed!(new Error(`The sender ended by itself, with ${code ?? signal}`))
    })
    child.on('message', (answer: Answer) => {
      this.#waiting.get(answer.turn)?.done(answer)
      this.#waiting.delete(answer.turn)
    })
    await once(child, 'message')
    for (const { asked } of this.#waiting.values()) child.send(asked, () => {})
  }

  ask(question: Question): Promise<Answer> {
    this.#turn += 1
    const asked = { ...question, turn: this.#turn } as Asked
    const { promise, resolve } = Promise.withResolvers<Answer>()
    this.#waiting.set(asked.turn, { asked, done: resolve })
    if (this.#child?.connected) this.#child.send(asked, () => {})
    return Promise.race([promise, this.broken])
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await Promise.all([
      once(child, 'exit'),
      child.connected ? once(child, 'disconnect') : undefined,
    ])
  }
}

/**
 * kill -9 of the process that accepts, sends, hears and settles messages, at any point, again and again: none that
 * was accepted is lost, none goes out twice, none is paid for twice, and the wallet is what was settled.
 */
export const messages: Attack = async ({ seed, dose, say }) =>
  killSenders(seed, dose === 'full' ? 100 : 2, say)

/** `careless`: with the bugs of sender.ts planted, it must find messages that are lost and some that went out twice. */
export async function killSenders(
  seed: number,
  rounds: number,
  say: (line: string) => void,
  { careless = false } = {},
): Promise<string> {
  await using place = await Place.open({ max_connections: '60' }, { migrated: false })
  await migrate(place.url)
  const db = place.open(6)
  const outside = new Outside(seed)
  const random = chance(seed + 1)
  const address = await outside.open()
  const sender = new Sender([place.url, address, ...(careless ? ['careless'] : [])])
  try {
    const scene = await furnish(db)
    await sender.start()
    const town = live(sender, scene.organization, outside, random)
    for (let round = 1; round <= rounds; round++) {
      await moment(outside, sender, random, careless)
      await sender.kill('SIGKILL')
      await sender.start()
      if (round % 20 === 0) say(`${round} kills; ${town.answered.size} messages accepted`)
    }
    await town.rest()
    await pause(300)
    await sender.kill('SIGTERM')
    await finish(db)
    return await reckon(db, scene, outside, town.answered, rounds)
  } finally {
    outside.close()
    await sender.kill('SIGTERM').catch(() => {})
    await db.close()
  }
}

/** When it is killed: at any moment after it did something, and of two times one while a provider has taken what it has not yet said. */
async function moment(
  outside: Outside,
  sender: Sender,
  random: ReturnType<typeof chance>,
  careless: boolean,
): Promise<void> {
  const enough = outside.calls + (careless ? 1 : 5 + random.upTo(40))
  const passes = (ready: () => boolean) =>
    (async () => {
      while (!ready()) await pause(1)
    })()
  await Promise.race([passes(() => outside.calls >= enough), sender.broken])
  if (careless || random.yes(0.5))
    await Promise.race([passes(() => outside.unsaid > 0), sender.broken])
  else await pause(random.upTo(300))
}

async function furnish(db: Db) {
  const now = Temporal.Now.instant()
  const deed = () => ({
    key: newId(),
    about: { type: 'attack', id: 'kill' },
    by: 'attack',
    at: now,
  })
  const providers = [newId(), newId()]
  return atomically(db, async (tx) => {
    await tx`update messaging.provider set active = false`
    for (const id of providers) {
      await tx`
        insert into messaging.provider (id, kind, name, ways, per_second, active, made_at, changed_at, changed_by)
        values (${id}, 'twilio', ${id}, array['sms'], 10000, true, ${now}, ${now}, 'attack')`
      await postRule(
        tx,
        'wholesale.purchased',
        {
          provider: id,
          asset: 'SMS',
          currency: 'INR',
          quantity: CREDITS,
          cost: CREDITS * 15n,
          paidFrom: 'bank',
        },
        deed(),
      )
    }
    const { id } = await createOrganization(tx, { name: 'Attacked library' }, now)
    await postRule(
      tx,
      'package.sold',
      {
        organization: { type: 'organization', id },
        provider: 'card',
        currency: 'INR',
        net: CREDITS * 25n,
        tax: 0n,
        fee: 0n,
        parts: [{ asset: 'SMS', quantity: CREDITS, worth: 1n }],
      },
      deed(),
    )
    return { organization: id, providers }
  })
}

/** Accepts and reports without pause, until it is told to rest. */
function live(
  sender: Sender,
  organization: string,
  outside: Outside,
  random: ReturnType<typeof chance>,
) {
  const answered = new Map<string, string>()
  let going = true
  let number = 0
  const accepting = async () => {
    while (going) {
      number += 1
      const own = number
      const key = `kill-${own}`
      const { id, refusal, error } = await sender.ask({
        do: 'accept',
        organization,
        key,
        number: own,
      })
      if (!id) throw new Error(`${key} was refused: ${refusal ?? error}`)
      answered.set(key, id)
    }
  }
  const reporting = async () => {
    for (let at = 0; going || at < outside.refs.length; ) {
      const some = outside.refs.slice(at, at + 40)
      at += some.length
      for (const [provider, own] of Map.groupBy(some, (one) => one.provider))
        await sender.ask({
          do: 'report',
          provider,
          told: own.flatMap(({ ref }) => toldOf(ref, random)),
        })
      if (some.length === 0) await pause(10)
    }
  }
  const all = Promise.all([...Array.from({ length: 12 }, accepting), reporting()])
  all.catch(() => {})
  return {
    answered,
    async rest() {
      going = false
      await all
    },
  }
}

/** Most are delivered, some fail, some are never heard of; half of them are told twice. */
function toldOf(ref: string, random: ReturnType<typeof chance>): Omit<Report, 'at'>[] {
  const state = random.yes(0.8)
    ? ('delivered' as const)
    : random.yes(0.5)
      ? ('failed' as const)
      : undefined
  if (!state) return []
  const told = {
    is: 'report' as const,
    event: `${ref}:${state}`,
    ref,
    state,
    ...(state === 'failed' ? { code: '30008' } : {}),
  }
  return random.yes(0.5) ? [told, told] : [told]
}

/** What was left behind leaves, what nobody answered is unknown, and after four days all is decided. */
async function finish(db: Db): Promise<void> {
  const later = Temporal.Now.instant().add({ minutes: 10 })
  await missAnswersOf(db, later)
  const nobody = {
    of: async () => ({
      kind: 'twilio' as const,
      id: '',
      ways: [],
      send: async ({ id }: { id: string }) => ({ ref: `last-${id}` }),
      read: () => [],
    }),
  }
  for (const lane of ['otp', 'transactional', 'bulk'] as const)
    await leaveDue({ db, providers: nobody, now: () => later }, lane)
  await settleDue(db, later.add({ hours: 80 }))
}

async function reckon(
  db: Db,
  { organization, providers }: { organization: string; providers: string[] },
  outside: Outside,
  answered: ReadonlyMap<string, string>,
  rounds: number,
): Promise<string> {
  const wrong: string[] = []
  const rows = await db<{ id: string; key: string; state: string; settled: boolean; out: number }>`
    select m.id, m.key, m.state, m.settled_at is not null as settled,
      (select count(*)::integer from messaging.attempt a where a.message_id = m.id and a.state <> 'refused') as out
    from messaging.message m`
  const byKey = new Map(rows.map((row) => [row.key, row]))
  for (const [key, id] of answered)
    if (byKey.get(key)?.id !== id) wrong.push(`${key} was answered, and is lost`)
  for (const { key, state, settled, out } of rows) {
    if (state === 'waiting' || state === 'leaving') wrong.push(`${key} is ${state} for ever`)
    if (!settled) wrong.push(`${key} is not settled`)
    if (out > 1) wrong.push(`${key} has ${out} attempts out`)
  }
  for (const [message, times] of outside.taken)
    if (times > 1) wrong.push(`${message} went out ${times} times`)
  const [sums] = await db<{ captured: bigint; stock: bigint; messages: number }>`
    select sum(captured)::bigint as captured, sum(stock)::bigint as stock, count(*)::integer as messages from messaging.settled`
  const { posted, held } = await wallet(db, { type: 'organization', id: organization }, 'SMS', {})
  if (held !== 0n) wrong.push(`${held} are still held`)
  if (posted !== CREDITS - sums!.captured)
    wrong.push(`${posted} are left, and ${sums!.captured} were taken`)
  let used = 0n
  for (const id of providers)
    used +=
      CREDITS -
      (await balance(db, { owner: { type: 'provider', id }, purpose: 'stock', asset: 'SMS' }))
  if (used !== sums!.stock) wrong.push(`${used} of stock are used, and ${sums!.stock} were settled`)
  if (sums!.messages !== rows.length) wrong.push(`${sums!.messages} settled of ${rows.length}`)
  const { findings } = await verify(db)
  if (findings.length > 0) wrong.push(JSON.stringify(findings))
  if (wrong.length > 0)
    throw new Error(`${wrong.length} are wrong: ${wrong.slice(0, 10).join('; ')}`)
  const unknown = rows.filter(({ state }) => state === 'unknown').length
  return `${rounds} × kill -9; ${rows.length} messages (${answered.size} answered), ${outside.taken.size} taken outside, ${unknown} left unknown; 0 lost, 0 sent twice, 0 charged twice`
}
