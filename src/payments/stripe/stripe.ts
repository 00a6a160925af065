import Stripe from 'stripe'
import { idFrom } from '#base'
import type {
  BankPayout,
  Checkout,
  CheckoutNow,
  Movement,
  OpenCheckout,
  OpenPayee,
  Payee,
  PaymentProvider,
  PayPayee,
  Refund,
  RefundPayment,
  TakeBack,
  Things,
  Transfer,
} from '../provider.ts'
import * as billing from './billing.ts'
import { ORDER } from './billing-reading.ts'
import { lookUpDeclined } from './declined.ts'
import { answerDispute, disputeLooks } from './disputes.ts'
import { asked, asking, meaningOf, sure } from './faults.ts'
import { readNotice, type Secrets } from './notices.ts'
import * as read from './reading.ts'
import { openSaved } from './saved.ts'

export type StripeAccess = {
  key: string
  secrets: Secrets
  /** Another server than Stripe's own: the sandbox. */
  server?: { host: string; port: number; protocol: 'http' }
}

const withFailure = { expand: ['failure_balance_transaction'] }
const TIMEOUT_MS = 20_000

/**
 * The production adapter, on the official SDK, its API version the one the SDK was made for.
 * Separate charges and transfers: buyers pay us, we pay recipients (see docs/decisions). The
 * sandbox differs in `id` and `server` only.
 */
export function openStripe(id: 'stripe' | 'sandbox', access: StripeAccess): PaymentProvider {
  const stripe = new Stripe(access.key, {
    apiVersion: Stripe.API_VERSION,
    telemetry: false,
    maxNetworkRetries: 1,
    timeout: TIMEOUT_MS,
    ...access.server,
  })
  const looks: {
    [Kind in keyof Things]: (ref: string, account?: string) => Promise<Things[Kind] | undefined>
  } = {
    checkout: (ref) => lookUpCheckout(stripe, ref),
    invoice: (ref) => billing.lookUpInvoice(stripe, ref),
    billing: (ref) => billing.lookUpBilling(stripe, ref),
    refund: (ref) =>
      asked(async () =>
        read.refundOf(sure(await stripe.refunds.retrieve(ref, withFailure), 'refund')),
      ),
    ...disputeLooks(stripe),
    declined: (ref) => lookUpDeclined(stripe, ref),
    payee: (ref) => lookUpPayee(stripe, ref),
    transfer: (ref) =>
      asked(async () =>
        read.transferOf(sure(await stripe.transfers.retrieve(ref), 'transfer', 'tr_')),
      ),
    bankPayout: (ref, account) => lookUpBankPayout(stripe, ref, account),
    // The platform's own payouts are kept manual: see README.
    settlement: async () => undefined,
  }
  return {
    id,
    saved: openSaved(stripe, (payer) => customerFor(stripe, payer)),
    openCheckout: (command) => openCheckout(stripe, command),
    closeCheckout: (ref) => closeCheckout(stripe, ref),
    changePlan: (command) => billing.changePlan(stripe, command),
    previewPlan: (command) => billing.previewPlan(stripe, command),
    payInvoice: (command) => billing.payInvoice(stripe, command),
    selfService: (command) => billing.selfService(stripe, command),
    refund: (command) => refund(stripe, command),
    openPayee: (command) => openPayee(stripe, command),
    answerDispute: (command) => answerDispute(stripe, command),
    payeeLink: (command) => payeeLink(stripe, command),
    pay: (command) => pay(stripe, command),
    takeBack: (command) => takeBack(stripe, command),
    lookUp: (kind, ref, account) => looks[kind](ref, account),
    find: (_kind, payoutId) => findTransfer(stripe, payoutId),
    readNotice: (raw, signature, endpoint, now) =>
      readNotice(raw, signature, access.secrets[endpoint], now),
    movements: (from) => movements(stripe, from),
    balance: () => balance(stripe),
  }
}

async function openCheckout(stripe: Stripe, command: OpenCheckout): Promise<Checkout> {
  return asking(async () => {
    const customer = await customerFor(stripe, command.payer)
    const metadata = { [ORDER.began]: command.orderId, [ORDER.number]: command.orderName }
    const shared = {
      ui_mode: 'hosted_page',
      customer,
      client_reference_id: command.orderId,
      success_url: command.paidAt,
      cancel_url: command.leftAt,
      expires_at: Math.floor(command.expiresAt.epochMilliseconds / 1000),
      metadata,
    } as const
    const currency = billing.small(command.currency)
    const params: Stripe.Checkout.SessionCreateParams =
      command.pays === 'plan'
        ? {
            ...shared,
            mode: 'subscription',
            line_items: [
              { price: await billing.priceOf(stripe, command.plan, currency), quantity: 1 },
            ],
            // A trial has a card from its first day, so that it can go on by itself.
            payment_method_collection: 'always',
            ...(await billing.termsOf(stripe, command, metadata)),
          }
        : {
            ...shared,
            mode: 'payment',
            line_items: command.lines.map((line) => ({
              price_data: {
                currency,
                unit_amount: Number(line.amount),
                product_data: { name: line.description },
              },
              quantity: line.quantity,
            })),
            // Metadata is not inherited: the payment must carry our order's id itself.
            payment_intent_data: { metadata, transfer_group: command.orderId },
          }
    const session = sure(
      await stripe.checkout.sessions.create(params, { idempotencyKey: command.key }),
      'checkout.session',
      'cs_',
    )
    return {
      ref: session.id,
      url: session.url ?? '',
      expiresAt: read.instant(session.expires_at),
      payerRef: customer,
    }
  })
}

async function customerFor(stripe: Stripe, payer: OpenCheckout['payer']): Promise<string> {
  if (payer.ref) return payer.ref
  const made = await stripe.customers.create(
    { email: payer.email, name: payer.name, metadata: { stoa_owner: payer.key } },
    // Another name or address is another request: it may not come under the same key.
    { idempotencyKey: `customer:${payer.key}:${idFrom(payer.email, payer.name)}` },
  )
  return sure(made, 'customer', 'cus_').id
}

async function lookUpCheckout(stripe: Stripe, ref: string): Promise<CheckoutNow | undefined> {
  return asked(async () => checkoutNow(stripe, await stripe.checkout.sessions.retrieve(ref)))
}

async function checkoutNow(stripe: Stripe, session: Stripe.Checkout.Session): Promise<CheckoutNow> {
  sure(session, 'checkout.session', 'cs_')
  return read.checkoutOf(
    session,
    await billing.lookUpPayment(stripe, read.idOf(session.payment_intent)),
  )
}

async function closeCheckout(stripe: Stripe, ref: string): Promise<CheckoutNow> {
  return asking(async () => {
    try {
      return await checkoutNow(stripe, await stripe.checkout.sessions.expire(ref))
    } catch (error) {
      // Paid or expired in the meantime: what it is now is the answer.
      const now = await lookUpCheckout(stripe, ref)
      if (!now || now.state === 'open') throw error
      return now
    }
  })
}

async function refund(stripe: Stripe, command: RefundPayment): Promise<Refund> {
  return asking(async () => {
    const made = await stripe.refunds.create(
      {
        charge: command.charge,
        amount: Number(command.amount),
        reason: 'requested_by_customer',
        metadata: { stoa_refund: command.refundId },
      },
      { idempotencyKey: command.key },
    )
    return read.refundOf(sure(made, 'refund'))
  })
}

async function openPayee(stripe: Stripe, command: OpenPayee): Promise<Payee> {
  return asking(async () => {
    const account = await stripe.v2.core.accounts.create(
      {
        contact_email: command.email,
        display_name: command.name,
        dashboard: 'express',
        identity: { country: command.country.toLowerCase(), entity_type: command.kind },
        defaults: {
          responsibilities: { fees_collector: 'application', losses_collector: 'application' },
        },
        configuration: {
          recipient: {
            capabilities: { stripe_balance: { stripe_transfers: { requested: true } } },
          },
        },
        metadata: { stoa_owner: command.owner },
        include: ['configuration.recipient'],
      },
      { idempotencyKey: command.key },
    )
    return read.payeeOf(sure(account, 'v2.core.account', 'acct_'))
  })
}

async function lookUpPayee(stripe: Stripe, ref: string): Promise<Payee | undefined> {
  return asked(async () => {
    const account = await stripe.v2.core.accounts.retrieve(ref, {
      include: ['configuration.recipient'],
    })
    return read.payeeOf(sure(account, 'v2.core.account', 'acct_'))
  })
}

async function payeeLink(
  stripe: Stripe,
  command: { ref: string; returnTo: string; againAt: string },
): Promise<{ url: string }> {
  return asking(async () => {
    const link = await stripe.v2.core.accountLinks.create({
      account: command.ref,
      use_case: {
        type: 'account_onboarding',
        account_onboarding: { refresh_url: command.againAt, return_url: command.returnTo },
      },
    })
    return { url: sure(link, 'v2.core.account_link').url }
  })
}

async function pay(stripe: Stripe, command: PayPayee): Promise<Transfer> {
  return asking(async () => {
    const made = await stripe.transfers.create(
      {
        amount: Number(command.amount),
        currency: billing.small(command.currency),
        destination: command.payee,
        transfer_group: command.payoutId,
        metadata: { stoa_payout: command.payoutId },
      },
      { idempotencyKey: command.key },
    )
    return read.transferOf(sure(made, 'transfer', 'tr_'))
  })
}

async function takeBack(stripe: Stripe, command: TakeBack): Promise<Transfer> {
  return asking(async () => {
    const reversal = await stripe.transfers.createReversal(
      command.transfer,
      { amount: Number(command.amount) },
      { idempotencyKey: command.key },
    )
    sure(reversal, 'transfer_reversal', 'trr_')
    return read.transferOf(
      sure(await stripe.transfers.retrieve(command.transfer), 'transfer', 'tr_'),
    )
  })
}

/** A payout's id is its transfer group, so a transfer whose answer was lost is found again by it. */
async function findTransfer(stripe: Stripe, payoutId: string): Promise<Transfer | undefined> {
  return asking(async () => {
    const found = await stripe.transfers.list({ transfer_group: payoutId, limit: 10 })
    const standing = found.data.find((one) => !one.reversed)
    return standing && read.transferOf(sure(standing, 'transfer', 'tr_'))
  })
}

async function lookUpBankPayout(
  stripe: Stripe,
  ref: string,
  account: string | undefined,
): Promise<BankPayout | undefined> {
  const on = account ? { stripeAccount: account } : {}
  return asked(async () => {
    const payout = sure(await stripe.payouts.retrieve(ref, {}, on), 'payout', 'po_')
    const carried: string[] = []
    for await (const moved of stripe.balanceTransactions.list({ payout: ref, limit: 100 }, on)) {
      if (moved.type === 'payment' || moved.type === 'transfer')
        carried.push(read.idOf(moved.source) ?? '')
    }
    return read.bankPayoutOf(payout, carried)
  })
}

async function* movements(stripe: Stripe, from: Temporal.Instant): AsyncIterable<Movement> {
  const since = Math.floor(from.epochMilliseconds / 1000)
  try {
    for await (const moved of stripe.balanceTransactions.list({
      created: { gte: since },
      limit: 100,
    })) {
      yield read.movementOf(sure(moved, 'balance_transaction', 'txn_'))
    }
  } catch (error) {
    throw meaningOf(error)
  }
}

async function balance(stripe: Stripe) {
  const now = sure(await asking(() => stripe.balance.retrieve()), 'balance')
  const currencies = new Set([...now.available, ...now.pending].map((one) => one.currency))
  const sum = (of: { amount: number; currency: string }[], currency: string) =>
    of.reduce((total, one) => (one.currency === currency ? total + BigInt(one.amount) : total), 0n)
  return [...currencies].map((currency) => ({
    currency: currency.toUpperCase(),
    available: sum(now.available, currency),
    pending: sum(now.pending, currency),
  }))
}
