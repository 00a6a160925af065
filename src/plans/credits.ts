import { newId, type Query, record, type Tx } from '#base'
import { postRule, type StatementEntry, statement, value, type Wallet, wallet } from '#ledger'
import { audit, onePerson } from '#people'
import { versionById } from './catalogue.ts'
import { nextGrantOf } from './granting.ts'
import { refuse } from './problems.ts'
import { isOpen, liveSubscriptions } from './subscription.ts'

const owner = (personId: string) => ({ type: 'person', id: personId }) as const

/** A person's credits: the wallet, and what their plan brings when. */
export async function creditsOf(
  q: Query,
  personId: string,
  now: Temporal.Instant,
): Promise<{ wallet: Wallet; monthlyAllocation: bigint; resetDate: Temporal.Instant | undefined }> {
  const live = (await liveSubscriptions(q, personId)).find((one) => one.audience === 'learner')
  const open = live && isOpen(live, now) ? await versionById(q, live.versionId) : undefined
  return {
    wallet: await wallet(q, owner(personId), 'CREDIT', { now }),
    monthlyAllocation: open?.monthlyCredits ?? 0n,
    resetDate: open ? ((await nextGrantOf(q, live!.id))?.at ?? live!.periodEnd) : undefined,
  }
}

export type CreditMove = {
  id: string
  transactionType: 'ALLOCATION' | 'PURCHASE' | 'USAGE' | 'REFUND' | 'EXPIRY' | 'ADJUSTMENT'
  sessionType: 'LIVE_CLASS' | 'LIVE_CONVERSATION' | null
  sessionId: string | null
  amount: bigint
  balanceAfter: bigint
  description: string
  about: { type: string; id: string }
  metadata: Record<string, unknown>
  createdAt: Temporal.Instant
}

/** Kinds of journals that touch a wallet of credits, in the words of the API. */
const TYPES: Record<string, [CreditMove['transactionType'], string]> = {
  'credits.purchased': ['PURCHASE', 'Credits bought'],
  'subscription.paid': ['ALLOCATION', 'Credits of your plan'],
  'subscription.upgraded': ['ALLOCATION', 'Credits of your new plan'],
  'subscription.granted': ['ALLOCATION', 'Credits of your plan'],
  'credits.granted': ['ALLOCATION', 'Credits given to you'],
  'session.completed.credits': ['USAGE', 'A session'],
  'credits.refunded': ['REFUND', 'Credits given back for money'],
  'lot.expired': ['EXPIRY', 'Credits that ran out'],
}

const SESSION_TYPES: Record<string, CreditMove['sessionType']> = {
  class: 'LIVE_CLASS',
  conversation: 'LIVE_CONVERSATION',
}

/** What came and went in a person's wallet, newest first; `type` leaves out all others. */
export async function creditMoves(
  q: Query,
  personId: string,
  page: {
    before?: string | undefined
    type?: CreditMove['transactionType'] | undefined
    limit: number
  },
): Promise<CreditMove[]> {
  const found: CreditMove[] = []
  let { before } = page
  // A wallet has few entries: pages of all kinds are read until enough of the one are found.
  for (;;) {
    const rows = await statement(q, owner(personId), 'CREDIT', { before, limit: PAGE })
    found.push(
      ...rows.map(moveOf).filter((move) => !page.type || move.transactionType === page.type),
    )
    if (rows.length < PAGE || found.length >= page.limit) return found.slice(0, page.limit)
    before = rows.at(-1)!.transfer
  }
}

const PAGE = 100

function moveOf(entry: StatementEntry): CreditMove {
  const [transactionType, words] = TYPES[entry.kind] ?? ['ADJUSTMENT', 'A correction']
  const { title, plan, note, sessionKind, sessionId } = (entry.metadata ?? {}) as Record<
    string,
    string | undefined
  >
  return {
    id: entry.transfer,
    transactionType,
    sessionType: SESSION_TYPES[sessionKind ?? ''] ?? null,
    sessionId: sessionId ?? null,
    amount: entry.amount,
    balanceAfter: entry.balance,
    description: title ?? note ?? (plan ? `Credits of ${plan}` : words),
    about: entry.about,
    metadata: entry.metadata ?? {},
    createdAt: entry.at,
  }
}

const WHOLE = 100n
const MOST = 100_000n
const GIFT_DAYS = 365

/**
 * Gives credits for nothing (basis 0): a promotion, or goodwill. They run out after a year, or when said.
 * Refusals in order: allocation_invalid, person_unknown.
 */
export async function allocateCredits(
  tx: Tx,
  given: {
    /** The caller's own name for it; the same one twice is once. */
    key?: string
    personId: string
    credits: bigint
    reason: 'promotion' | 'goodwill'
    note: string
    expiresAt?: Temporal.Instant
    by: string
    from?: string
  },
  now: Temporal.Instant,
): Promise<{ id: string; expiresAt: Temporal.Instant }> {
  const { personId, credits, reason } = given
  const expiresAt = given.expiresAt ?? now.add({ hours: 24 * GIFT_DAYS })
  const late = Temporal.Instant.compare(expiresAt, now) <= 0
  if (credits <= 0n || credits > MOST || credits % WHOLE !== 0n || late) {
    throw refuse('allocation_invalid', { most: value(MOST, 'CREDIT') })
  }
  await onePerson(tx, personId)
  const id = given.key ?? newId()
  const receipt = await postRule(
    tx,
    'credits.granted',
    { to: owner(personId), credits, reason, expiresAt },
    {
      key: `grant:${id}`,
      about: { type: 'person', id: personId },
      by: given.by,
      at: now,
      metadata: { note: given.note },
    },
  )
  if (receipt.repeated) return { id, expiresAt }
  await record(tx, {
    kind: 'credits.granted',
    about: { type: 'person', id: personId },
    at: now,
    data: { personId, credits: value(credits, 'CREDIT'), expiresAt: expiresAt.toString(), reason },
  })
  await audit(
    tx,
    {
      by: given.by,
      deed: 'credits.allocated',
      about: { type: 'person', id: personId },
      after: { credits: value(credits, 'CREDIT'), reason, note: given.note },
      from: given.from,
    },
    now,
  )
  return { id, expiresAt }
}
