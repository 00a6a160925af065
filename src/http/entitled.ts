import { type JournalLine, journals, type TransferLine } from '#ledger'
import { orderById } from '#payments'
import type { Actor } from '#people'
import { subscriptionsOf } from '#plans'
import type { Deps } from './edge.ts'
import { holds } from './guard.ts'

/**
 * Which entries of the books concern a person: those on accounts of their own or of organizations whose
 * money they look after, all of a payment or refund of their own, and every entry for finance.
 */

/** Events in which somebody pays the platform or gets it back: the payer may see them whole. */
const PAYMENTS = new Set([
  'credits.purchased',
  'subscription.paid',
  'subscription.upgraded',
  'booking.paid',
  'course.sold',
  'seat.sold',
  'certificate.sold',
  'licence.sold',
  'credits.refunded',
  'access.refunded',
  'booking.refunded',
  'refund.funded',
  'refund.sent',
  'refund.returned',
])

const KEEPS_MONEY = new Set(['owner', 'admin', 'billing'])

const isFinance = (actor: Actor) => holds(actor, { staff: ['finance'] })

/** The transfers of a journal that this person may see the content of. */
export async function concerning(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  journal: JournalLine,
): Promise<TransferLine[]> {
  if (isFinance(actor)) return journal.transfers
  const mine = ownersOf(actor)
  const own = journal.transfers.filter(({ debit, credit }) =>
    [debit, credit].some((address) => mine.has(address.split('/')[0]!)),
  )
  if (!PAYMENTS.has(journal.kind)) return own
  return own.length > 0 || (await paid(db, actor, journal)) ? journal.transfers : []
}

function ownersOf(actor: Actor): Set<string> {
  const kept = actor.memberships.filter(({ role }) => KEEPS_MONEY.has(role))
  return new Set([
    `person:${actor.id}`,
    ...kept.map(({ organizationId }) => `organization:${organizationId}`),
  ])
}

/** Whether it is this person's own order or subscription that was paid. */
async function paid(db: Deps['db'], actor: Actor, { about }: JournalLine): Promise<boolean> {
  if (about.type === 'order') {
    const { buyer } = await orderById(db, about.id)
    return ownersOf(actor).has(`${buyer.type}:${buyer.id}`)
  }
  if (about.type !== 'subscription') return false
  return (await subscriptionsOf(db, actor.id)).some(({ id }) => id === about.id)
}

const MOST = 50

/** Journals about an order (its plan's included), a booking or a subscription, oldest first. */
export async function journalsAbout(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  id: string,
): Promise<JournalLine[]> {
  const direct = await journals(db, { about: id, limit: MOST })
  const order = await orderById(db, id).catch(() => undefined)
  const plan = order?.lines.some(({ kind }) => kind === 'plan')
  if (!order || !plan) return direct.toReversed()
  const subscriptions = await subscriptionsOf(db, actor.id)
  const paidFor = await Promise.all(
    subscriptions.map((one) => journals(db, { about: one.id, limit: MOST })),
  )
  return [
    ...direct,
    ...paidFor.flat().filter(({ metadata }) => metadata?.order === order.name),
  ].toReversed()
}
