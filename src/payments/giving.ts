import type { Tx } from '#base'
import { type Deed, postRule, reverse } from '#ledger'
import type { Keepers } from './keepers.ts'
import type { Order } from './order.ts'
import { stillTaxedLater } from './tax/redeeming.ts'
import type { Holding, LineNow } from './unspent.ts'

/** One thing that is given up for a refund. The parts of a refund are its amount. */
export type Part = {
  line: number | undefined
  gives: 'credits' | 'messages' | 'access' | 'booking' | 'platform' | 'suspense'
  net: bigint
  tax: bigint
  credits?: bigint
  lot?: bigint
  /** Of `messages`: which. */
  asset?: MessageAsset
}

type MessageAsset = 'SMS' | 'WHATSAPP' | 'EMAIL'

/**
 * What is given up for `amount` (for all that is unspent where none is given): what the lines hold, in
 * their order, each with its share of the tax. `rest`: what is left over of the amount. `crumbs`: the
 * rest is less than the smallest piece that could be given up for it.
 */
export function partsFor(
  lines: readonly LineNow[],
  amount: bigint | undefined,
): { parts: Part[]; rest: bigint; crumbs: boolean } {
  const parts: Part[] = []
  let left = amount
  let whole = true
  for (const line of lines) {
    let { netBack, taxBack } = line
    for (const holding of line.holdings) {
      const tax = (net: bigint) => taxOf(line, netBack + net) - taxBack
      const part = pieceOf(holding, left, tax)
      if (!part || part.net < holding.net || (part.credits ?? 0n) < credits(holding)) whole = false
      if (!part) continue
      parts.push(part)
      netBack += part.net
      taxBack += part.tax
      if (left !== undefined) left -= part.net + part.tax
    }
  }
  return { parts, rest: left ?? 0n, crumbs: !whole }
}

const credits = (holding: Holding) => ('credits' in holding ? holding.credits : 0n)

/** The tax on the first `net` of a line: what comes last takes the rest. */
function taxOf({ net: all, tax }: LineNow, net: bigint): bigint {
  if (net >= all) return tax
  return (tax * net) / all
}

/** The largest piece of a holding that costs no more than `most`; undefined: none. */
function pieceOf(
  holding: Holding,
  most: bigint | undefined,
  tax: (net: bigint) => bigint,
): Part | undefined {
  const { line, gives } = holding
  const fits = (net: bigint) => most === undefined || net + tax(net) <= most
  if (!('credits' in holding)) {
    const net = largest(holding.net, fits)
    return net === 0n ? undefined : { line, gives, net, tax: tax(net) }
  }
  const units = largest(holding.credits, (n) => fits(basisOf(holding, n)))
  const net = basisOf(holding, units)
  if (units === 0n) return undefined
  const asset = gives === 'messages' ? { asset: holding.asset as MessageAsset } : {}
  return { line, gives, net, tax: tax(net), credits: units, lot: holding.lot, ...asset }
}

/** The basis that `units` of a lot's free part carry: the ledger's own arithmetic. */
function basisOf(holding: Extract<Holding, { lot: bigint }>, units: bigint): bigint {
  if (units === holding.credits) return holding.net
  const share = (holding.basis * units) / holding.issued
  if (share > holding.net) return holding.net
  return share
}

/** The largest number up to `most` that fits; what fits fits for all smaller ones too. */
function largest(most: bigint, fits: (n: bigint) => boolean): bigint {
  if (fits(most)) return most
  let [low, high] = [0n, most]
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

type Given = { refundId: string; order: Order; by: string; at: Temporal.Instant }

const deedOf = ({ refundId, order, by, at }: Given, key: string): Deed => ({
  key: `refund:${refundId}:${key}`,
  about: { type: 'order', id: order.id },
  by,
  at,
  metadata: { order: order.name, refund: refundId },
})

/**
 * Gives the parts up: each is one journal against `refunds_payable`, so that credits cannot be spent
 * while their money is on its way. The refund's row is there already.
 */
export async function giveUp(
  tx: Tx,
  given: Given,
  parts: readonly Part[],
  keepers: Keepers | undefined,
): Promise<void> {
  for (const [index, part] of parts.entries()) {
    const position = index + 1
    const journal = await post(tx, given, part, deedOf(given, `${position}`))
    if (part.gives === 'access')
      await keepers!.access.giveUp(tx, given.order.id, part.net, given.at)
    await tx`
      insert into payments.refund_part (refund_id, position, line, gives, net, tax, credits, lot, asset, journal)
      values (${given.refundId}, ${position}, ${part.line}, ${part.gives}, ${part.net}, ${part.tax}, ${part.credits},
              ${part.lot}, ${part.asset}, ${journal})`
  }
}

async function post(tx: Tx, { order }: Given, part: Part, deed: Deed): Promise<bigint> {
  const { currency, buyer: owner } = order
  const { net: amount, tax } = part
  const posted = () => {
    switch (part.gives) {
      case 'credits': {
        const { lot, credits } = part as Required<Part>
        const facts = { currency, owner, lot, credits, basis: amount, tax }
        return postRule(tx, 'credits.refunded', facts, deed)
      }
      case 'messages': {
        const { lot, credits: quantity, asset } = part as Required<Part>
        const facts = { currency, organization: owner, asset, lot, quantity, basis: amount, tax }
        return postRule(tx, 'package.refunded', facts, deed)
      }
      case 'access':
        return postRule(tx, 'access.refunded', { currency, amount, tax }, deed)
      case 'booking':
        return postRule(tx, 'booking.refunded', { currency, amount, tax }, deed)
      case 'platform':
        return postRule(tx, 'refund.funded', { currency, amount }, deed)
      case 'suspense':
        return postRule(tx, 'refund.unexplained', { currency, amount: amount + tax }, deed)
    }
  }
  return (await posted()).journalId
}

/** Takes back what was given up: credits lie in the wallet again, with their basis and expiry. */
export async function takeBack(tx: Tx, given: Given, keepers: Keepers): Promise<void> {
  type Given = { position: number; gives: Part['gives']; net: bigint; lot: bigint; journal: bigint }
  const parts = await tx<Given>`
    select position, gives, net, lot, journal from payments.refund_part
     where refund_id = ${given.refundId} order by position`
  for (const { position, gives, net, lot, journal } of parts) {
    const { lots } = await reverse(tx, journal, deedOf(given, `${position}:withdrawn`))
    if (gives === 'credits') await stillTaxedLater(tx, lot, lots[0]!.id)
    if (gives === 'access') await keepers.access.takeAgain(tx, given.order.id, net)
  }
}
