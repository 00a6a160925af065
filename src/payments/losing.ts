import { record, type Tx } from '#base'
import { postRule, value } from '#ledger'
import type { Row } from './disputes.ts'
import { issueForLoss } from './documents/issuing.ts'
import { thawFor } from './freezing.ts'
import { type Part, partsFor } from './giving.ts'
import { type Order, orderById } from './order.ts'
import type { Payments } from './payments.ts'
import { type LineNow, unspentOf } from './unspent.ts'

type House = Pick<Payments, 'keepers'>

/**
 * Books a dispute that was lost: what is unspent leaves the wallet at its basis, what was not earned yet
 * is earned no more, and the rest is a loss. On a session that has been taught staff first say whose
 * fault it was; until then the money stands in open disputes, and the dispute on their list.
 */
export async function bookLoss(
  house: House,
  tx: Tx,
  dispute: Row,
  now: Temporal.Instant,
): Promise<void> {
  if (dispute.booked_at) return
  const order = await orderById(tx, dispute.order_id)
  const before = await unspentOf(tx, order, house.keepers, now)
  if (before.some(({ seat }) => seat === 'earned') && !dispute.fault) return
  const [moved] = await tx<{ out: bigint }>`
    select coalesce(-sum(amount), 0)::bigint as out from payments.dispute_move where dispute_id = ${dispute.id}`
  await thawFor(house, tx, dispute, now)
  // The time that lots were frozen is added to their life: what had run out meanwhile has not.
  const lines = await unspentOf(tx, order, house.keepers, now)
  if (moved!.out > 0n) await bookAll(house, tx, { dispute, order, lines, out: moved!.out, now })
  const { id, reason } = dispute
  await issueForLoss(tx, { id, orderId: order.id, amount: moved!.out, reason }, now)
  await tx`update payments.dispute set booked_at = ${now} where id = ${dispute.id}`
  await record(tx, {
    kind: 'dispute.lost',
    about: { type: 'dispute', id: dispute.id },
    at: now,
    data: {
      orderId: order.id,
      name: order.name,
      buyer: order.buyer,
      total: value(dispute.amount, dispute.currency),
      lines: order.lines.map(({ kind, about }) => ({ kind, about })),
      whole: true,
    },
  })
}

function least(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

type Loss = { dispute: Row; order: Order; lines: LineNow[]; out: bigint; now: Temporal.Instant }

async function bookAll(house: House, tx: Tx, loss: Loss): Promise<void> {
  const { dispute, order, lines, out, now } = loss
  const { parts, rest } = partsFor(lines.map(unearned), out)
  const post = posting(loss)
  const taught = lines.filter(({ seat }) => seat === 'earned')
  let left = rest
  if (left > 0n && taught.length > 0 && dispute.fault === 'educator') {
    for (const { line } of taught) {
      const what = { bookingId: line.about.id, amount: left, currency: dispute.currency }
      left = await clawBack(house, tx, what, now, post)
    }
  }
  for (const [index, part] of parts.entries()) {
    // The first pack carries what was spent of it too, as one entry.
    const lost = index === 0 && part.lot !== undefined ? left : 0n
    if (lost > 0n) left = 0n
    await give(house, tx, order, part, lost, post, now)
  }
  const { currency } = dispute
  if (left > 0n)
    await post((deed) => postRule(tx, 'dispute.lost.platform', { currency, amount: left }, deed))
}

/** A loss pays no tax back: relief for bad debts is claimed with the tax return. */
function unearned(line: LineNow): LineNow {
  const net = line.net - line.netBack
  const stands = line.seat === 'stands' && net > 0n
  return {
    ...line,
    tax: 0n,
    taxBack: 0n,
    holdings: stands ? [{ gives: 'booking', line: line.line.position, net }] : line.holdings,
  }
}

type Deed = Parameters<typeof postRule>[3]
type Post = (rule: (deed: Deed) => Promise<unknown>) => Promise<void>

/** Numbers the entries of one loss. */
function posting({ dispute, now }: Loss): Post {
  let entry = 0
  return async (rule) => {
    entry += 1
    await rule({
      key: `dispute:${dispute.id}:lost:${entry}`,
      about: { type: 'order', id: dispute.order_id },
      by: `provider:${dispute.provider}`,
      at: now,
      metadata: { dispute: dispute.id },
    })
  }
}

async function give(
  { keepers }: House,
  tx: Tx,
  order: Order,
  part: Part,
  lost: bigint,
  post: Post,
  now: Temporal.Instant,
): Promise<void> {
  const { currency, buyer: owner } = order
  const { net: basis } = part
  if (part.gives === 'credits') {
    const { lot, credits } = part as Required<Part>
    const facts = { currency, owner, lot, credits, basis, amount: basis + lost }
    return post((deed) => postRule(tx, 'dispute.lost.pack', facts, deed))
  }
  if (part.gives === 'messages') {
    const { lot, credits: quantity, asset } = part as Required<Part>
    const what = { currency, organization: owner, asset, lot, quantity }
    const facts = { ...what, basis, amount: basis + lost }
    return post((deed) => postRule(tx, 'dispute.lost.messages', facts, deed))
  }
  if (part.gives === 'access') await keepers.access.giveUp(tx, order.id, basis, now)
  const kind = part.gives === 'access' ? 'access' : 'bookings'
  await post((deed) =>
    postRule(tx, 'dispute.lost.deferred', { currency, kind, amount: basis }, deed),
  )
}

/** What a completed session had credited goes back: from what is held, or owed until later earnings pay it. */
async function clawBack(
  { keepers }: House,
  tx: Tx,
  { bookingId, amount, currency }: { bookingId: string; amount: bigint; currency: string },
  now: Temporal.Instant,
  post: Post,
): Promise<bigint> {
  const credited = await keepers.commission.takeBack(tx, bookingId, now)
  let left = amount
  // The last entry carries the platform's own share of it.
  for (const [index, { payee, credited: theirs, held }] of credited.entries()) {
    const part = least(theirs, left)
    const last = index === credited.length - 1
    const facts = { educator: payee, currency, credited: part, amount: last ? left : part }
    left -= facts.amount
    if (facts.amount === 0n) continue
    const rule = held ? 'dispute.lost.held' : 'dispute.lost.paid_out'
    await post((deed) => postRule(tx, rule, facts, deed))
  }
  return left
}
