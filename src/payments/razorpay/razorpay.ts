import { idFrom } from '#base'
import {
  type Checkout,
  type CheckoutNow,
  type OpenCheckout,
  type PaymentProvider,
  type Refund,
  type RefundPayment,
  Refused,
  type Things,
} from '../provider.ts'
import { Client, type Connection, sure } from './client.ts'
import { answerDispute, lookUpDispute } from './disputes.ts'
import { lookUpSettlement, movements } from './movements.ts'
import { readNotice, readReturn } from './notices.ts'
import * as payouts from './payouts.ts'
import * as read from './reading.ts'
import type { PaymentLink, RazorpayPayment, RazorpayRefund } from './wire.ts'

export type RazorpayAccess = Connection & {
  /** Of the webhook: two while it is changed. */
  webhookSecrets: readonly string[]
  /**
   * The number of the RazorpayX account that payouts are made from, and that settlements go to.
   * Without one nobody is paid through the provider.
   */
  payoutAccount?: string | undefined
  /** Our own page where a payee says where their bank is: the provider has none. */
  bankPage: string
}

const LEAST = 100n
/** The provider's page takes a name of so many letters, and a description. */
const NAME_AT_MOST = 50
const DESCRIPTION_AT_MOST = 2_000

/**
 * The production adapter, on a client of our own. A checkout is a payment link: a page of the
 * provider's that needs no script on ours, that can be closed, and that runs out by itself (see
 * docs/decisions/razorpay-payment-links.md). Payouts go through RazorpayX where that is switched on.
 * The sandbox differs in `id` and `server` only.
 */
export function openRazorpay(
  id: 'razorpay' | 'sandbox-razorpay',
  access: RazorpayAccess,
): PaymentProvider {
  const client = new Client(access)
  const account = access.payoutAccount ? { accountNumber: access.payoutAccount } : undefined
  const looks: {
    [Kind in keyof Things]: (ref: string) => Promise<Things[Kind] | undefined>
  } = {
    checkout: (ref) => lookUpCheckout(client, ref),
    refund: async (ref) => {
      const found = await client.look<RazorpayRefund>(`/v1/refunds/${encodeURIComponent(ref)}`)
      return found && read.refundOf(sure(found, 'rfnd_'))
    },
    dispute: (ref) => lookUpDispute(client, ref),
    payee: (ref) => payouts.lookUpPayee(client, ref),
    transfer: (ref) => payouts.lookUpTransfer(client, ref),
    bankPayout: (ref) => payouts.lookUpBankPayout(client, ref),
    settlement: (ref) => lookUpSettlement(client, account, ref),
    // It has no plans of ours, sends no early warnings, and its page names no card that was declined.
    declined: async () => undefined,
    invoice: async () => undefined,
    billing: async () => undefined,
    warning: async () => undefined,
  }
  return {
    id,
    openCheckout: (command) => openCheckout(client, command),
    closeCheckout: (ref) => closeCheckout(client, ref),
    changePlan: noPlans,
    previewPlan: noPlans,
    payInvoice: noPlans,
    selfService: async () => {
      throw new Refused(
        'no_page_there',
        'Razorpay keeps no page where a buyer sees to cards: each payment is made anew.',
        false,
      )
    },
    refund: (command) => refund(client, command),
    answerDispute: (command) => answerDispute(client, command),
    openPayee: (command) => payouts.openPayee(client, account, command),
    payeeLink: async () => ({ url: access.bankPage }),
    setBank: (command) => payouts.setBank(client, account, command),
    pay: (command) => payouts.pay(client, account, command),
    takeBack: async () => {
      throw new Refused(
        'cannot_take_back',
        'What RazorpayX has sent to a bank cannot be taken back. Offset it against what the payee earns next.',
        false,
      )
    },
    lookUp: (kind, ref) => looks[kind](ref),
    find: (_kind, payoutId) => payouts.findPayout(client, account, payoutId),
    readNotice: (raw, signature, _endpoint, _now, eventId) =>
      readNotice(raw, signature, access.webhookSecrets, eventId),
    readReturn: (query) => readReturn(query, access.keySecret),
    movements: (from) => movements(client, account, from),
    // It has no call that answers a balance: the days' movements are what the books are held against.
    balance: async () => [],
  }
}

async function noPlans(): Promise<never> {
  throw new Refused(
    'plans_not_sold_here',
    'Plans are not sold through Razorpay. Let another provider serve them, or sell credits.',
    false,
  )
}

/**
 * A payment link, named by order and attempt. The provider has no keys for links: its own rule that a
 * reference is used once keeps a second one from being made, and the one there is found by it.
 */
async function openCheckout(client: Client, command: OpenCheckout): Promise<Checkout> {
  if (command.pays === 'plan') return noPlans()
  if (command.currency !== 'INR') throw payouts.notInRupees(command)
  const amount = command.lines.reduce((sum, line) => sum + line.amount * BigInt(line.quantity), 0n)
  if (amount < LEAST) {
    throw new Refused('amount_too_small', 'Razorpay takes payments from 1.00 INR.', false)
  }
  const reference = referenceOf(command)
  let link: PaymentLink
  try {
    link = await client.post<PaymentLink>('/v1/payment_links', {
      body: {
        amount: Number(amount),
        currency: command.currency,
        accept_partial: false,
        reference_id: reference,
        description: command.lines
          .map(({ description }) => description)
          .join(', ')
          .slice(0, DESCRIPTION_AT_MOST),
        customer: { name: command.payer.name.slice(0, NAME_AT_MOST), email: command.payer.email },
        // We tell people ourselves.
        notify: { sms: false, email: false },
        reminder_enable: false,
        expire_by: Math.floor(command.expiresAt.epochMilliseconds / 1000),
        notes: { [read.NOTE.order]: command.orderId, [read.NOTE.number]: command.orderName },
        callback_url: command.paidAt,
        callback_method: 'get',
      },
    })
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'reference_taken') throw error
    const before = await linkByReference(client, reference)
    if (!before || BigInt(before.amount) !== amount) throw error
    link = before
  }
  sure(link, 'plink_')
  return {
    ref: link.id,
    url: link.short_url,
    expiresAt: read.instant(link.expire_by),
    payerRef: command.payer.ref ?? command.payer.key,
  }
}

/** `2026-000042.1f0c…`, at most 40 letters: for people who look there, and for us. */
const referenceOf = ({ orderName, key }: OpenCheckout) =>
  `${orderName.slice(0, 15)}.${read.shortId(idFrom(key)).slice(0, 24)}`

async function linkByReference(
  client: Client,
  reference: string,
): Promise<PaymentLink | undefined> {
  const found = await client.get<{ payment_links?: PaymentLink[] }>('/v1/payment_links', {
    reference_id: reference,
  })
  return found.payment_links?.find((link) => link.reference_id === reference)
}

async function lookUpCheckout(client: Client, ref: string): Promise<CheckoutNow | undefined> {
  const link = await client.look<PaymentLink>(`/v1/payment_links/${encodeURIComponent(ref)}`)
  return link && checkoutNow(client, sure(link, 'plink_'))
}

async function checkoutNow(client: Client, link: PaymentLink): Promise<CheckoutNow> {
  const tries = read.paymentsOf(link)
  const one = tries.find(({ status }) => status === 'captured' || status === 'authorized')
  return read.checkoutOf(link, one && (await paymentOf(client, one.payment_id)))
}

/**
 * A payment, captured if it is only authorized: an account that does not capture by itself would let
 * the money lapse.
 */
async function paymentOf(client: Client, ref: string) {
  const path = `/v1/payments/${encodeURIComponent(ref)}`
  const payment = sure(await client.get<RazorpayPayment>(path), 'pay_')
  if (payment.status !== 'authorized') return read.paymentOf(payment)
  const { amount, currency } = payment
  try {
    const body = { amount, currency }
    return read.paymentOf(
      sure(await client.post<RazorpayPayment>(`${path}/capture`, { body }), 'pay_'),
    )
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'already_captured') throw error
    return read.paymentOf(sure(await client.get<RazorpayPayment>(path), 'pay_'))
  }
}

async function closeCheckout(client: Client, ref: string): Promise<CheckoutNow> {
  try {
    const closed = await client.post<PaymentLink>(
      `/v1/payment_links/${encodeURIComponent(ref)}/cancel`,
    )
    return await checkoutNow(client, sure(closed, 'plink_'))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    // Paid or run out in the meantime: what it is now is the answer.
    const now = await lookUpCheckout(client, ref)
    if (!now || now.state === 'open') throw error
    return now
  }
}

async function refund(client: Client, command: RefundPayment): Promise<Refund> {
  const made = await client.post<RazorpayRefund>(
    `/v1/payments/${encodeURIComponent(command.charge)}/refund`,
    {
      body: {
        amount: Number(command.amount),
        speed: 'normal',
        notes: { [read.NOTE.refund]: command.refundId },
      },
      key: { header: 'X-Refund-Idempotency', value: idFrom(command.key) },
    },
  )
  return read.refundOf(sure(made, 'rfnd_'))
}
