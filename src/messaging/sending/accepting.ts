import { newId, Problem, type Query, queueWork, type Tx } from '#base'
import { hold, releaseHold } from '#ledger'
import { mayReceive } from '../contacts/index.ts'
import { ASSET_OF, type Lane, type MessageAsset, type Sender } from '../message.ts'
import { termsNow } from '../retail/index.ts'
import { refuseSuspended } from '../wallets/index.ts'
import { instants, plainly, texts } from './arrays.ts'
import { type Accepted, fingerprint, type NewMessage } from './asked.ts'
import { Hours, quietRules } from './hours.ts'
import { roomFor, tallySent } from './limits.ts'
import { refuse } from './problems.ts'
import { type Reckoned, Reckoning } from './reckoning.ts'

/** The task of the queue that lets messages of a lane leave. */
export const LEAVE = 'messaging.leave'

/** Handed in at once, at most. */
export const MOST_AT_ONCE = 10_000

const RUNS_OUT: Record<Lane, Temporal.Duration> = {
  otp: Temporal.Duration.from({ minutes: 5 }),
  transactional: Temporal.Duration.from({ hours: 24 }),
  bulk: Temporal.Duration.from({ hours: 72 }),
}

/** One of those asked for, on its way through the gates. */
type Wanted = Reckoned & {
  message: NewMessage
  id: string
  print: Buffer
  dueAt: Temporal.Instant
  expiresAt: Temporal.Instant
  waitsFor: string | null
  hold: bigint | null
  /** Another one here that came first under its key. */
  same?: Wanted
  answer?: Accepted
}

/**
 * Takes messages to be sent: what they need is reserved (one hold for all of an asset), and they are
 * written down, all or nothing. Each has its own answer, in the order in which they were asked for; what
 * one is refused for stops no other. A key that was used answers with the first message.
 * Throws messages_too_many_at_once, messages_suspended. Refuses single ones, in this order: message_unfit,
 * message_key_reused, what `mayReceive` says, message_runs_out_first, sending_limit, message_credits_short. The last two and
 * message_key_reused leave nothing behind: the key may be tried again.
 */
export async function accept(
  tx: Tx,
  sender: Sender,
  messages: readonly NewMessage[],
  now: Temporal.Instant,
): Promise<Accepted[]> {
  if (messages.length > MOST_AT_ONCE)
    throw refuse('messages_too_many_at_once', { most: MOST_AT_ONCE })
  const organization = sender.type === 'organization' ? sender.id : null
  if (organization) await refuseSuspended(tx, organization)
  const reckoning = new Reckoning(await termsNow(tx, now))
  const ends = endsOf()
  const all = messages.map((message) => wantedFrom(message, reckoning, organization, ends, now))
  await answerRepeated(tx, organization, all)
  await askRecipients(tx, organization, all, now)
  await waitForHours(tx, all, now)
  if (organization) await keepWithinLimit(tx, organization, all, now)
  if (organization) await reserve(tx, sender, all, now)
  await write(tx, organization, all, reckoning.terms.version, now)
  return all.map(({ same, answer }) => (same ? { ...same.answer!, repeated: true } : answer!))
}

const open = (all: readonly Wanted[]) => all.filter(({ same, answer }) => !same && !answer)

function refused(one: Wanted, refusal: string, kept: boolean): void {
  one.answer = {
    id: kept ? one.id : null,
    key: one.message.key,
    state: 'refused',
    units: 0n,
    refusal,
    repeated: false,
  }
}

type Ends = (dueAt: Temporal.Instant, lane: Lane) => Temporal.Instant

/** When messages run out whose sender said nothing of it; reckoned once for each hour and lane. */
function endsOf(): Ends {
  const known = new Map<Temporal.Instant, Partial<Record<Lane, Temporal.Instant>>>()
  return (dueAt, lane) => {
    const own = known.get(dueAt) ?? {}
    known.set(dueAt, own)
    own[lane] ??= dueAt.add(RUNS_OUT[lane])
    return own[lane]
  }
}

const NUMBER = /^\+[1-9][0-9]{6,14}$/
const LETTERBOX = /^[^\s@]+@[^\s@]+$/

function wantedFrom(
  message: NewMessage,
  reckoning: Reckoning,
  organization: string | null,
  ends: Ends,
  now: Temporal.Instant,
): Wanted {
  const { way, to, content, lane, sendAt = now, key } = message
  const fits =
    content.way === way &&
    (way === 'email' ? LETTERBOX : NUMBER).test(to) &&
    to.length <= 320 &&
    key.length >= 1 &&
    key.length <= 200 &&
    content.text.length > 0
  const dueAt = Temporal.Instant.compare(sendAt, now) > 0 ? sendAt : now
  const reckoned = fits ? reckoning.of(message) : { country: undefined, segments: 1, units: 0n }
  const one: Wanted = {
    ...reckoned,
    units: organization ? reckoned.units : 0n,
    message,
    id: newId(),
    print: fingerprint(message),
    dueAt,
    expiresAt: message.expiresAt ?? ends(dueAt, lane),
    waitsFor: dueAt.equals(now) ? null : 'its hour',
    hold: null,
  }
  if (!fits) refused(one, 'message_unfit', false)
  return one
}

type First = {
  id: string
  key: string
  fingerprint: Buffer
  state: Accepted['state']
  units: bigint
  due_at: Temporal.Instant
  reason: string | null
}

function firsts(q: Query, organization: string | null, keys: string[]): Promise<First[]> {
  return organization
    ? q<First>`select id, key, fingerprint, state, units, due_at, reason from messaging.message
        where organization_id = ${organization} and key = any(${keys}::text[])`
    : q<First>`select id, key, fingerprint, state, units, due_at, reason from messaging.message
        where organization_id is null and key = any(${keys}::text[])`
}

function repeated(one: Wanted, first: First): void {
  if (!one.print.equals(first.fingerprint)) {
    refused(one, 'message_key_reused', false)
    return
  }
  one.answer = {
    id: first.id,
    key: first.key,
    state: first.state,
    units: first.units,
    dueAt: first.due_at,
    ...(first.state === 'refused' ? { refusal: first.reason! } : {}),
    repeated: true,
  }
}

/** Keys that were used before, and keys that stand here twice: the first of them is the message. */
async function answerRepeated(
  tx: Tx,
  organization: string | null,
  all: readonly Wanted[],
): Promise<void> {
  const keys = [...new Set(open(all).map(({ message }) => message.key))]
  const before = new Map(
    (await firsts(tx, organization, keys)).map((first) => [first.key, first] as const),
  )
  const here = new Map<string, Wanted>()
  for (const one of open(all)) {
    const first = before.get(one.message.key)
    const same = here.get(one.message.key)
    if (first) repeated(one, first)
    else if (!same) here.set(one.message.key, one)
    else if (one.print.equals(same.print)) one.same = same
    else refused(one, 'message_key_reused', false)
  }
}

async function askRecipients(
  tx: Tx,
  organization: string | null,
  all: readonly Wanted[],
  now: Temporal.Instant,
): Promise<void> {
  const kinds = Map.groupBy(open(all), ({ message }) => `${message.way} ${message.category}`)
  for (const own of kinds.values()) {
    const { way, category } = own[0]!.message
    // What somebody needs to get into their account is tried, whatever became of other messages.
    if (!organization && category === 'authentication') continue
    const addresses = own.map(({ message }) => message.to)
    const not = await mayReceive(tx, organization, way, category, addresses, now)
    for (const one of own) {
      const code = not.get(one.message.to)
      if (code) refused(one, code, true)
    }
  }
}

async function waitForHours(tx: Tx, all: readonly Wanted[], now: Temporal.Instant): Promise<void> {
  const rest = open(all)
  if (rest.length === 0) return
  const hours = new Hours(await quietRules(tx))
  for (const one of rest) {
    const { way, category, zone, expiresAt } = one.message
    const opens = hours.opensFor({ way, category, country: one.country, zone }, one.dueAt)
    if (!opens.equals(one.dueAt)) {
      // Where the sender set no end of their own, waiting takes nothing from the time it has.
      if (!expiresAt) one.expiresAt = one.expiresAt.add(one.dueAt.until(opens))
      one.dueAt = opens
      one.waitsFor = 'quiet hours'
    }
    if (Temporal.Instant.compare(one.expiresAt, later(one.dueAt, now)) <= 0)
      refused(one, 'message_runs_out_first', true)
  }
}

const later = (a: Temporal.Instant, b: Temporal.Instant) =>
  Temporal.Instant.compare(a, b) < 0 ? b : a

async function keepWithinLimit(
  tx: Tx,
  organization: string,
  all: readonly Wanted[],
  now: Temporal.Instant,
): Promise<void> {
  const rest = open(all)
  if (rest.length === 0) return
  const room = await roomFor(tx, organization, rest.length, now)
  for (const one of rest.slice(room)) refused(one, 'sending_limit', false)
}

const ASSETS = ['EMAIL', 'SMS', 'WHATSAPP'] as const satisfies MessageAsset[]

/** One hold for all of an asset; where the wallet has less, for those that it reaches for, in their order. */
async function reserve(
  tx: Tx,
  sender: Sender,
  all: readonly Wanted[],
  now: Temporal.Instant,
): Promise<void> {
  for (const asset of ASSETS) {
    const own = open(all).filter(
      ({ message, units }) => ASSET_OF[message.way] === asset && units > 0n,
    )
    let held = await holdFor(tx, sender, asset, own, now)
    if (isShort(held)) {
      let left = held.available
      const reached = own.filter((one) => {
        if (one.units > left) refused(one, 'message_credits_short', false)
        else left -= one.units
        return !one.answer
      })
      held = await holdFor(tx, sender, asset, reached, now)
      if (isShort(held))
        throw new Error(`What the wallet of ${sender.id} had is gone within one statement`)
    }
    for (const one of own) if (!one.answer) one.hold = held
  }
}

type Short = { available: bigint }
const isShort = (held: bigint | null | Short): held is Short =>
  held !== null && typeof held === 'object'

async function holdFor(
  tx: Tx,
  sender: Sender,
  asset: MessageAsset,
  own: readonly Wanted[],
  now: Temporal.Instant,
): Promise<bigint | null | Short> {
  const units = own.reduce((sum, one) => sum + one.units, 0n)
  if (units === 0n) return null
  const id = newId()
  try {
    const { id: made } = await hold(tx, {
      key: `messages:${id}`,
      owner: sender,
      asset,
      units,
      about: { type: 'messages', id },
      by: `organization:${sender.id}`,
      at: now,
    })
    return made
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'insufficient_funds') throw error
    return { available: BigInt(error.facts.available as string) }
  }
}

/** Writes them in the order of their keys: whoever writes the same ones at the same moment waits, and nobody for each other. */
async function write(
  tx: Tx,
  organization: string | null,
  all: readonly Wanted[],
  terms: number,
  now: Temporal.Instant,
): Promise<void> {
  const rows = all
    .filter(({ same, id, answer }) => !same && (!answer || answer.id === id))
    .sort((a, b) => (a.message.key < b.message.key ? -1 : 1))
  if (rows.length === 0) return
  const written = new Set(await insert(tx, organization, rows, terms, now))
  const lost = rows.filter(({ id }) => !written.has(id))
  if (lost.length > 0) await giveBack(tx, organization, lost, now)
  const waiting = rows.filter(({ answer }) => !answer)
  for (const one of waiting) {
    const { id, message, units, dueAt } = one
    one.answer = { id, key: message.key, state: 'waiting', units, dueAt, repeated: false }
  }
  if (waiting.length === 0) return
  if (organization) await tallySent(tx, organization, waiting.length, now)
  const due = waiting.filter(({ dueAt }) => Temporal.Instant.compare(dueAt, now) <= 0)
  for (const lane of new Set(due.map(({ message }) => message.lane).sort()))
    await queueWork(tx, LEAVE, { lane }, `${LEAVE}:${lane}`)
}

async function insert(
  tx: Tx,
  organization: string | null,
  rows: readonly Wanted[],
  terms: number,
  now: Temporal.Instant,
): Promise<string[]> {
  const of = <Item>(take: (one: Wanted) => Item) => rows.map(take)
  const written = await tx<{ id: string }>`
    insert into messaging.message (id, organization_id, key, fingerprint, way, category, lane, to_address, country, zone,
      content, contact_id, about_type, about_id, segments, units, terms, hold_id, accepted_at, due_at, waits_for, expires_at,
      state, state_at, reason)
    select id, ${organization}, key, decode(print, 'hex'), way, category, lane, to_address, country, zone,
      content::jsonb, contact_id, about_type, about_id, segments, units, ${terms}, hold_id, ${now}, due_at, waits_for, expires_at,
      case when reason is null then 'waiting' else 'refused' end, ${now}, reason
    from unnest(${plainly(of(({ id }) => id))}::uuid[], ${texts(of(({ message }) => message.key))}::text[],
      ${plainly(of(({ print }) => print.toString('hex')))}::text[], ${plainly(of(({ message }) => message.way))}::text[],
      ${plainly(of(({ message }) => message.category))}::text[], ${plainly(of(({ message }) => message.lane))}::text[],
      ${texts(of(({ message }) => message.to))}::text[], ${plainly(of(({ country }) => country))}::text[],
      ${texts(of(({ message }) => message.zone))}::text[], ${texts(of(({ message }) => JSON.stringify(message.content)))}::text[],
      ${plainly(of(({ message }) => message.contact))}::uuid[], ${texts(of(({ message }) => message.about.type))}::text[],
      ${texts(of(({ message }) => message.about.id))}::text[], ${plainly(of(({ segments }) => segments))}::integer[],
      ${plainly(of(({ answer, units }) => (answer ? 0n : units)))}::bigint[],
      ${plainly(of(({ answer, hold: own }) => (answer ? null : own)))}::bigint[],
      ${instants(of(({ dueAt }) => dueAt))}::timestamptz[], ${texts(of(({ waitsFor }) => waitsFor))}::text[],
      ${instants(of(({ expiresAt }) => expiresAt))}::timestamptz[], ${texts(of(({ answer }) => answer?.refusal))}::text[])
      as t (id, key, print, way, category, lane, to_address, country, zone, content, contact_id, about_type, about_id,
        segments, units, hold_id, due_at, waits_for, expires_at, reason)
    on conflict do nothing returning id`
  return written.map(({ id }) => id)
}

/** Somebody else wrote these keys while this was under way: theirs are the messages, and what was held for ours goes back. */
async function giveBack(
  tx: Tx,
  organization: string | null,
  lost: readonly Wanted[],
  now: Temporal.Instant,
): Promise<void> {
  for (const [own, those] of Map.groupBy(lost, (one) => one.hold)) {
    const units = those.reduce((sum, one) => sum + (one.answer ? 0n : one.units), 0n)
    if (own === null || units === 0n) continue
    await releaseHold(tx, {
      hold: own,
      units,
      key: `messages:${those[0]!.id}:lost`,
      by: `organization:${organization}`,
      at: now,
    })
  }
  const theirs = await firsts(
    tx,
    organization,
    lost.map(({ message }) => message.key),
  )
  const byKey = new Map(theirs.map((first) => [first.key, first]))
  for (const one of lost) repeated(one, byKey.get(one.message.key)!)
}
