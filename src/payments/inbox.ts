import { atomically, queueWork } from '#base'
import { followBilling, followInvoice } from './billing.ts'
import { settleCheckout } from './checkout.ts'
import { followDispute } from './disputes.ts'
import { followDeclined } from './guard/declining.ts'
import { followWarning } from './guard/warnings.ts'
import { followPayee } from './payees.ts'
import { type Payments, providerNamed } from './payments.ts'
import { refuse } from './problems.ts'
import { BadNotice, type Notice, type NoticeEndpoint, type Things } from './provider.ts'
import { followRefund } from './sending.ts'
import { followSettlement } from './settlements.ts'
import { followBankPayout } from './transfers.ts'

/** The queue's name for working one notice. */
export const WORK_NOTICE = 'notice'

/**
 * Takes in what a provider sent: signature checked over the raw bytes, written down once by the
 * provider's own id for it, its work queued in the same transaction. Answered at once; false: it was
 * here before. Refusals: provider_unknown, notice_not_genuine.
 */
export async function takeNotice(
  payments: Payments,
  sent: {
    provider: string
    endpoint: NoticeEndpoint
    raw: Uint8Array
    signature: string | undefined
    /** The provider's name for it, where that stands in a header. */
    eventId?: string | undefined
  },
  now: Temporal.Instant,
): Promise<boolean> {
  const provider = providerNamed(payments, sent.provider)
  let notice: Notice
  try {
    notice = provider.readNotice(sent.raw, sent.signature, sent.endpoint, now, sent.eventId)
  } catch (error) {
    if (error instanceof BadNotice) throw refuse('notice_not_genuine', { detail: error.message })
    throw error
  }
  return atomically(payments.db, async (tx) => {
    const fresh = await tx`
      insert into payments.inbox
        (provider, event_id, endpoint, type, about_kind, about, account, happened_at, received_at, state, body)
      values (${provider.id}, ${notice.id}, ${sent.endpoint}, ${notice.type}, ${notice.about?.kind},
              ${notice.about?.ref}, ${notice.account}, ${notice.at}, ${now}, ${notice.about ? 'received' : 'ignored'},
              ${new TextDecoder().decode(sent.raw)})
      on conflict (provider, event_id) do nothing returning event_id`
    if (fresh.length === 0) return false
    if (notice.about) await queueWork(tx, WORK_NOTICE, { provider: provider.id, event: notice.id })
    return true
  })
}

type Row = {
  about_kind: keyof Things
  about: string
  account: string | null
  state: 'received' | 'done' | 'ignored' | 'failed'
}

/**
 * Works one notice: looks up the thing it is about and does what that has come to. The notice itself
 * is believed in nothing. Throws when it could not be done yet, so that the queue tries again; the
 * row says why.
 */
export async function workNotice(
  payments: Payments,
  named: { provider: string; event: string },
  now: Temporal.Instant,
): Promise<void> {
  const { db } = payments
  const [row] = await db<Row>`
    select about_kind, about, account, state from payments.inbox
     where provider = ${named.provider} and event_id = ${named.event}`
  if (!row || row.state === 'done' || row.state === 'ignored') return
  try {
    await follow(payments, row, now)
    await db`
      update payments.inbox set state = 'done', attempts = attempts + 1, worked_at = ${now}, error = null
       where provider = ${named.provider} and event_id = ${named.event}`
  } catch (error) {
    await db`
      update payments.inbox set state = 'failed', attempts = attempts + 1, worked_at = ${now},
             error = ${(error as Error).message.slice(0, 2_000)}
       where provider = ${named.provider} and event_id = ${named.event} and state <> 'done'`
    throw error
  }
}

async function follow(payments: Payments, row: Row, now: Temporal.Instant): Promise<void> {
  const { provider } = payments
  switch (row.about_kind) {
    case 'checkout': {
      const found = await provider.lookUp('checkout', row.about)
      if (found) await settleCheckout(payments, found, now)
      return
    }
    case 'invoice':
      return followInvoice(payments, row.about, now)
    case 'billing':
      await followBilling(payments, row.about, now)
      return
    case 'refund': {
      const found = await provider.lookUp('refund', row.about)
      if (found) await followRefund(payments, found, now)
      return
    }
    case 'dispute': {
      const found = await provider.lookUp('dispute', row.about)
      if (found) await followDispute(payments, found, now)
      return
    }
    case 'warning': {
      const found = await provider.lookUp('warning', row.about)
      if (found) await followWarning(payments, found, now)
      return
    }
    case 'declined': {
      const found = await provider.lookUp('declined', row.about)
      if (found) await followDeclined(payments, found, now)
      return
    }
    case 'payee': {
      const found = await provider.lookUp('payee', row.about)
      if (found) await followPayee(payments, found, now)
      return
    }
    case 'bankPayout': {
      const found = row.account && (await provider.lookUp('bankPayout', row.about, row.account))
      if (found) await followBankPayout(payments, found, row.account!, now)
      return
    }
    case 'settlement': {
      const found = await provider.lookUp('settlement', row.about)
      if (found) await followSettlement(payments, found)
      return
    }
    case 'transfer':
      // What we send we know from the answer, or by looking it up: see transfers.ts.
      return
  }
}
