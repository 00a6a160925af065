import { recordAll, type Tx } from '#base'
import { type Posting, postRule, postSet, reverse } from '#ledger'
import { ownerOf } from '../commission.ts'
import { bookWithheld, unbookWithheld } from '../tax/withholding.ts'
import { type PayoutRow, type PayoutState, payoutColumns, type Sent, tellOf } from './payout.ts'

type Why = { code: string; reason: string }

/** Less than the minimum would be left of a payout that was set aside: what it was made of waits for the next one. */
export const OWED: Why = { code: 'set_off', reason: 'it pays what you owe from a dispute first' }

/** The platform's own balance at the provider does not reach: that is no fault of the payee's, nor of their bank's. */
const SHORT = 'balance_insufficient'

export type Outcome = { payout: PayoutRow; answer: Sent }

/**
 * Writes down how some payouts ended, in one transaction: those that were sent are in the ledger from here on.
 * An outcome that was written down before changes nothing. Answers how many are newly sent.
 */
export async function settleAll(
  tx: Tx,
  outcomes: readonly Outcome[],
  provider: string,
  now: Temporal.Instant,
): Promise<number> {
  const of = <Kind extends Sent['outcome']>(kind: Kind) =>
    outcomes.filter(
      (one): one is Outcome & { answer: Extract<Sent, { outcome: Kind }> } =>
        one.answer.outcome === kind,
    )
  const unknown = of('unknown').map(({ payout }) => payout.id)
  if (unknown.length > 0)
    await tx`
      update earnings.payout set state = 'unknown', moved_at = ${now}
      where id = any(${unknown}::uuid[]) and state = 'sending'`
  for (const { payout, answer } of of('refused')) {
    if (answer.code === SHORT) await waitForBalance(tx, [payout.id], ['sending'], now)
    else await fail(tx, payout.id, ['sending'], 'refused', answer, now)
  }
  return settleSent(
    tx,
    of('sent').map(({ payout, answer }) => ({ payout, ref: answer.ref })),
    provider,
    now,
  )
}

async function settleSent(
  tx: Tx,
  sent: readonly { payout: PayoutRow; ref: string }[],
  provider: string,
  now: Temporal.Instant,
): Promise<number> {
  if (sent.length === 0) return 0
  const moved = await tx<PayoutRow>`
    update earnings.payout p set state = 'sent', provider_ref = v.ref, sent_at = ${now}, moved_at = ${now},
      leased_until = null
    from unnest(${sent.map(({ payout }) => payout.id)}::uuid[], ${sent.map(({ ref }) => ref)}::text[]) as v (id, ref)
    where p.id = v.id and p.state in ('sending', 'unknown')
    returning p.id, run_id, payee_type, payee_id, currency, amount, set_off, withheld, set_off_journal, fee, fee_journal, p.state`
  const postings = moved
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((payout) => postingsOf(payout, provider, now))
  const outcomes = await postSet(tx, postings)
  for (const [index, outcome] of outcomes.entries()) {
    if ('refusal' in outcome) throw outcome.refusal
    const { rule, deed } = postings[index]!
    const { journalId } = outcome.receipt
    if (rule === 'earnings.set_off')
      await tx`update earnings.payout set set_off_journal = ${journalId} where id = ${deed.about.id}`
    if (rule === 'payout.fee')
      await tx`update earnings.payout set fee_journal = ${journalId} where id = ${deed.about.id}`
  }
  for (const payout of moved)
    if (payout.withheld > 0n) await bookWithheld(tx, { ...payout, payee: ownerOf(payout) }, now)
  await recordAll(
    tx,
    moved.map((payout) => ({
      kind: 'payout.sent',
      about: { type: 'payout', id: payout.id },
      at: now,
      data: {
        payeeType: payout.payee_type,
        payeeId: payout.payee_id,
        amount: payout.amount.toString(),
        currency: payout.currency,
      },
    })),
  )
  return moved.length
}

/** What a payout that is sure to have been sent means: the money left; what they owed and its fee were paid with it. */
function postingsOf(payout: PayoutRow, provider: string, at: Temporal.Instant): Posting[] {
  const { id, currency, amount, set_off: setOff, fee } = payout
  const shared = { educator: ownerOf(payout), currency }
  const deed = (key: string) => ({
    key: `payout:${id}:${key}`,
    about: { type: 'payout', id },
    by: 'schedule',
    at,
  })
  const postings: Posting[] = [
    { rule: 'payout.sent', facts: { ...shared, provider, amount }, deed: deed('sent') },
  ]
  if (setOff > 0n)
    postings.push({
      rule: 'earnings.set_off',
      facts: { ...shared, amount: setOff },
      deed: deed('set_off'),
    })
  if (fee > 0n)
    postings.push({ rule: 'payout.fee', facts: { ...shared, amount: fee }, deed: deed('fee') })
  return postings
}

/** The platform's balance does not reach for these: they wait, set aside, and are looked at again in an hour. */
export async function waitForBalance(
  tx: Tx,
  ids: readonly string[],
  from: PayoutState[],
  now: Temporal.Instant,
): Promise<void> {
  await tx`
    update earnings.payout set state = 'reserved', short_since = coalesce(short_since, ${now}), leased_until = null,
      due_at = ${now.add({ hours: 1 })}, moved_at = ${now}
    where id = any(${ids as string[]}::uuid[]) and state = any(${from}::text[])`
}

/** The money is not on its way any more: its commissions are available again for the next payout. */
export async function fail(
  tx: Tx,
  id: string,
  from: PayoutState[],
  to: 'refused' | 'returned',
  why: Why,
  now: Temporal.Instant,
): Promise<PayoutRow | undefined> {
  const [payout] = await tx<PayoutRow>`
    update earnings.payout set state = ${to}, reason_code = ${why.code}, reason = ${why.reason}, failed_at = ${now},
      moved_at = ${now}, leased_until = null, parked_since = null, parked_until = null, short_since = null
    where id = ${id} and state = any(${from}::text[]) returning ${payoutColumns}`
  if (!payout) return undefined
  await tx`
    update earnings.commission set state = 'available', payout_id = null, paid_at = null where payout_id = ${id}`
  await tellOf(tx, why === OWED ? 'payout.stopped' : 'payout.failed', payout, now, why)
  return payout
}

/** The payee's bank has it. Told twice is told once. */
export async function payoutArrived(tx: Tx, id: string, now: Temporal.Instant): Promise<void> {
  const [payout] = await tx<PayoutRow>`
    update earnings.payout set state = 'completed', completed_at = ${now}, moved_at = ${now}
    where id = ${id} and state = 'sent' returning ${payoutColumns}`
  if (!payout) return
  await tx`
    update earnings.commission set state = 'paid', paid_at = ${now} where payout_id = ${id} and state = 'in_payout'`
  await tellOf(tx, 'payout.paid', payout, now)
}

/**
 * A payout that had been sent came back to the provider's balance of ours (taken back, account closed):
 * the ledger has it again, and it is available for the next one, with the fee of an instant one.
 */
export async function payoutReturned(
  tx: Tx,
  id: string,
  provider: string,
  why: Why,
  now: Temporal.Instant,
): Promise<void> {
  const payout = await fail(tx, id, ['sent', 'completed'], 'returned', why, now)
  if (!payout) return
  const { amount, currency, set_off_journal: setOff, fee_journal: fee } = payout
  const deed = (key: string) => ({
    key: `payout:${id}:${key}`,
    about: { type: 'payout', id },
    by: 'schedule',
    at: now,
  })
  await postRule(
    tx,
    'payout.returned',
    { educator: ownerOf(payout), provider, currency, amount },
    deed('returned'),
  )
  // Its commissions are available whole again, so what they paid off is owed again.
  if (setOff !== null) await reverse(tx, setOff, deed('set_off:undone'))
  if (fee !== null) await reverse(tx, fee, deed('fee:undone'))
  await unbookWithheld(tx, id, now)
}
