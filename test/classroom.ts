import { atomically, type Db, newId } from '#base'
import { enrol, type Kind } from '#earnings'
import { balance, PLATFORM, type Purpose, postRule, wallet } from '#ledger'
import { createSession, type Draft } from '#live'
import { createPerson, PLATFORM_CREATORS } from '#people'

/** Saturday noon; the Monday after is 23 November. */
export const NOON = Temporal.Instant.from('2026-11-21T12:00:00Z')
export const hours = (count: number, from = NOON) => from.add({ minutes: Math.round(count * 60) })

let number = 0

/** A person with nothing. */
export async function person(db: Db, name = 'Lena'): Promise<string> {
  number += 1
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${number}@example.org`
  return (await atomically(db, (tx) => createPerson(tx, { name, email }, NOON))).id
}

/** A learner with credits bought for their face. Whole credits. */
export async function learner(db: Db, credits = 0, name = 'Lena'): Promise<string> {
  const id = await person(db, name)
  if (credits > 0) await buy(db, id, credits)
  return id
}

/** Puts somebody on a paid plan, as if it had been paid for ten years: for tests of what plans open. */
export async function onPlan(db: Db, id: string, plan: string, from = NOON): Promise<void> {
  await db`
    insert into plans.subscription (id, person_id, audience, version_id, currency, interval, provider, billing,
      order_id, started_at, paid_since, period_start, period_end, state_at, state_by)
    select ${newId()}, ${id}, p.audience, v.id, 'USD', 'year', 'manual', ${`given:${id}`}, ${newId()}, ${from}, ${from},
           ${from}, ${from.add({ hours: 24 * 3650 })}, ${from}, 'test'
      from plans.plan p join plans.version v on v.plan_code = p.code
     where p.code = ${plan} and v.on_sale_until is null`
}

/** Credits bought at face value: their basis is their number. Whole credits. */
export async function buy(db: Db, id: string, credits: number, at = NOON): Promise<void> {
  const units = BigInt(credits) * 100n
  const key = newId()
  await atomically(db, (tx) =>
    postRule(
      tx,
      'credits.purchased',
      {
        buyer: { type: 'person', id },
        provider: 'sandbox',
        currency: 'USD',
        net: units,
        tax: 0n,
        fee: 0n,
        credits: units,
      },
      { key, about: { type: 'order', id: key }, by: 'provider:sandbox', at },
    ),
  )
}

/** Credits of a plan: cheaper than their face, and they run out. Whole credits, basis in cents. */
export async function planCredits(
  db: Db,
  id: string,
  credits: number,
  basis: bigint,
  expiresAt: Temporal.Instant,
): Promise<void> {
  const key = newId()
  await atomically(db, (tx) =>
    postRule(
      tx,
      'subscription.paid',
      {
        subscriber: { type: 'person', id },
        provider: 'sandbox',
        currency: 'USD',
        access: 1900n,
        creditsValue: basis,
        tax: 0n,
        fee: 0n,
        credits: BigInt(credits) * 100n,
        expiresAt,
      },
      { key, about: { type: 'order', id: key }, by: 'provider:sandbox', at: NOON },
    ),
  )
}

/** An educator; two years of teaching begin at Intermediate (70 %). */
export async function educator(
  db: Db,
  options: { years?: number; kinds?: Kind[]; name?: string; organizationId?: string } = {},
): Promise<string> {
  const name = options.name ?? 'Ivan'
  const id = await person(db, name)
  const enrolment = {
    personId: id,
    name,
    zone: 'Europe/Madrid',
    kinds: options.kinds ?? (['class', 'conversation'] as Kind[]),
    yearsTeaching: options.years ?? 2,
    organizationId: options.organizationId ?? PLATFORM_CREATORS,
  }
  await atomically(db, (tx) => enrol(tx, enrolment, 'person:staff', NOON))
  return id
}

/** A published class of an hour, two days ahead, at 50 credits, unless told otherwise. */
export async function session(
  db: Db,
  educatorId: string,
  more: Partial<Draft> & { startsIn?: number; made?: Temporal.Instant } = {},
): Promise<string> {
  const { startsIn, made = NOON, ...draft } = more
  const start = draft.start ?? hours(startsIn ?? 48)
  const full: Draft = {
    kind: 'class',
    educator: educatorId,
    title: 'Spanish for the market',
    language: 'es',
    level: 'B1',
    start,
    end: start.add({ hours: 1 }),
    price: { level: 'premium' },
    capacity: 4,
    ...draft,
  }
  return atomically(db, (tx) => createSession(tx, full, { person: educatorId, staff: true }, made))
}

/** Posted, held and available credits of a person, in hundredths. */
export async function credits(db: Db, id: string, at?: Temporal.Instant) {
  const { posted, held, available } = await wallet(
    db,
    { type: 'person', id },
    'CREDIT',
    at ? { at } : undefined,
  )
  return { posted, held, available }
}

/** Balances of platform accounts in cents, by purpose; and of an educator's. */
export async function books(db: Db, purposes: readonly Purpose[], currency = 'USD') {
  const out: Record<string, bigint> = {}
  for (const purpose of purposes) {
    out[purpose] = await balance(db, { owner: PLATFORM, purpose, asset: currency })
  }
  return out
}

export const owed = (
  db: Db,
  id: string,
  purpose: 'educator_held' | 'educator_available',
  type: 'person' | 'organization' = 'person',
) => balance(db, { owner: { type, id }, purpose, asset: 'USD' })

/** Whether a refusal has this code. */
export const refused = (code: string) => (error: unknown) =>
  (error as { code?: string }).code === code
