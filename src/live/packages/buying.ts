import { newId, Problem, record, split, type Tx } from '#base'
import { hold } from '#ledger'
import { buyCredits } from '#payments'
import { buyingPolicy } from '../buying-policy.ts'
import { refuse } from '../problems.ts'
import { offerOnSale, type PackageOffer } from './offers.ts'

export type BuyPackage = {
  /** The caller's own id for it, so that sending it twice buys once. */
  id?: string | undefined
  offer: string
  learner: string
  /** Credits of the wallet; or money, for which the credits are bought and set aside at once. */
  method: 'credits' | 'cash'
  currency?: string | undefined
  /** The price that the learner saw, in hundredths of a credit. */
  seenTotal?: bigint | undefined
}

export type BoughtPackage = { id: string; state: 'active' | 'paying'; orderId: string | null }

/**
 * Buys lessons in one piece. Each lesson is credits set aside on the ledger, at the package's average, until
 * it has been given: the books say at any second what is owed of it.
 * Refusals, in order: package_not_on_sale, package_own, price_changed, then those of the ledger
 * (insufficient_funds) or of `buyCredits`.
 */
export async function buyPackage(
  tx: Tx,
  wish: BuyPackage,
  now: Temporal.Instant,
): Promise<BoughtPackage> {
  const id = wish.id ?? newId()
  const [there] = await tx<BoughtPackage>`
    select id, case when state = 'paying' then state else 'active' end as state, order_id as "orderId"
    from live.package where id = ${id}`
  if (there) return there
  const offer = await offerOnSale(tx, wish.offer)
  const { learner, seenTotal } = wish
  if (offer.educatorId === learner) throw refuse('package_own')
  if (seenTotal !== undefined && seenTotal !== offer.total) {
    throw refuse('price_changed', { price: offer.total, seen: seenTotal })
  }
  const by = `person:${learner}`
  if (wish.method === 'cash') {
    const order = await buyCredits(
      tx,
      {
        personId: learner,
        credits: offer.total,
        currency: wish.currency,
        returnTo: `/packages/${id}`,
      },
      now,
    )
    await write(tx, { id, offer, learner, by, orderId: order.id }, now)
    return { id, state: 'paying', orderId: order.id }
  }
  await write(tx, { id, offer, learner, by, orderId: null }, now)
  await open(tx, id, by, now)
  return { id, state: 'active', orderId: null }
}

type Written = {
  id: string
  offer: PackageOffer
  learner: string
  by: string
  orderId: string | null
}

async function write(tx: Tx, made: Written, now: Temporal.Instant): Promise<void> {
  const { id, offer, learner, by, orderId } = made
  await tx`
    insert into live.package (id, offer_id, learner_id, educator_id, kind, minutes, lessons, single, total, state,
      state_by, state_at, order_id, asked_at)
    values (${id}, ${offer.id}, ${learner}, ${offer.educatorId}, ${offer.kind}, ${offer.minutes}, ${offer.lessons},
      ${offer.single}, ${offer.total}, 'paying', ${by}, ${now}, ${orderId}, ${now})`
}

/** Reminders go out a month and a week before the end. */
export const REMIND_DAYS = [30, 7] as const

/** The first reminder that is still to come before an end. */
export function nextReminder(
  expiresAt: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const days = REMIND_DAYS.map((count) => expiresAt.subtract({ hours: 24 * count }))
  return days.find((at) => Temporal.Instant.compare(at, now) > 0) ?? null
}

/** Sets each lesson's credits aside; refused where the wallet does not suffice. */
async function open(tx: Tx, id: string, by: string, now: Temporal.Instant): Promise<void> {
  const { packageDays } = await buyingPolicy(tx)
  const expiresAt = now.add({ hours: 24 * packageDays })
  const [row] = await tx<{
    learner: string
    educator: string
    lessons: number
    minutes: number
    total: bigint
  }>`
    update live.package set state = 'active', state_by = ${by}, state_at = ${now}, bought_at = ${now},
      expires_at = ${expiresAt}, remind_at = ${nextReminder(expiresAt, now)}
    where id = ${id}
    returning learner_id as learner, educator_id as educator, lessons, minutes, total`
  const { learner, educator, lessons, minutes, total } = row!
  const parts = split(
    total,
    Array.from({ length: lessons }, () => 1n),
  )
  const about = { type: 'package', id }
  const owner = { type: 'person' as const, id: learner }
  for (const [index, units] of parts.entries()) {
    const number = index + 1
    const key = `package:${id}:${number}`
    const held = await hold(tx, { key, about, by, at: now, owner, asset: 'CREDIT', units })
    await tx`
      insert into live.package_lesson (package_id, number, units, ledger_hold)
      values (${id}, ${number}, ${units}, ${held.id})`
  }
  await record(tx, {
    kind: 'package.bought',
    about,
    at: now,
    data: {
      learnerId: learner,
      educatorId: educator,
      lessons,
      minutes,
      expiresAt: expiresAt.toString(),
    },
  })
}

/**
 * The order of a package is paid: its credits are in the wallet, and are set aside for the lessons. Where they
 * are not there any more (spent at once, or kept from being spent because the payment looks risky) the package
 * is not opened, and the credits stay the learner's. Told twice is told once.
 */
export async function openPaid(tx: Tx, orderId: string, now: Temporal.Instant): Promise<void> {
  const [paid] = await tx<{ id: string; learner: string; educator: string; state: string }>`
    select id, learner_id as learner, educator_id as educator, state from live.package
    where order_id = ${orderId} for update`
  if (paid?.state !== 'paying') return
  const { id, learner, educator } = paid
  const by = `person:${learner}`
  await tx`savepoint opening`
  try {
    await open(tx, id, by, now)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await tx`rollback to savepoint opening`
    await giveUp(tx, id, now)
    await record(tx, {
      kind: 'package.not_opened',
      about: { type: 'package', id },
      at: now,
      data: { learnerId: learner, educatorId: educator, why: error.code },
    })
  }
}

/** The order was never paid: nothing was bought. */
export async function dropUnpaid(tx: Tx, orderId: string, now: Temporal.Instant): Promise<void> {
  const [row] = await tx<{ id: string }>`
    select id from live.package where order_id = ${orderId} and state = 'paying' for update`
  if (row) await giveUp(tx, row.id, now)
}

const giveUp = (tx: Tx, id: string, now: Temporal.Instant) => tx`
  update live.package set state = 'not_paid', state_by = 'schedule', state_at = ${now} where id = ${id}`
