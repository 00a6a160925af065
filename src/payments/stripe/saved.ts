import type Stripe from 'stripe'
import { type Checkout, type Payment, Unknown } from '../provider.ts'
import type { ChargeSaved, OpenSetup, SavedMethod, SavedMethods } from '../saved.ts'
import { lookUpPayment, small } from './billing.ts'
import { ORDER } from './billing-reading.ts'
import { asked, asking, sure } from './faults.ts'
import { idOf, instant, paymentOf } from './reading.ts'

/** Cards and other methods that payers keep at Stripe. `customerFor` finds or makes the payer there. */
export const openSaved = (
  stripe: Stripe,
  customerFor: (payer: OpenSetup['payer']) => Promise<string>,
): SavedMethods => ({
  open: (command) => openSetup(stripe, command, customerFor),
  list: (payer, billings) => list(stripe, payer, billings),
  makeDefault: (payer, method, billings) => makeDefault(stripe, payer, method, billings),
  forget: (method) =>
    asking(async () => {
      sure(await stripe.paymentMethods.detach(method), 'payment_method', 'pm_')
    }),
  charge: (command) => charge(stripe, command),
  find: (payer, orderId) => find(stripe, payer, orderId),
})

function openSetup(
  stripe: Stripe,
  command: OpenSetup,
  customerFor: (payer: OpenSetup['payer']) => Promise<string>,
): Promise<Checkout> {
  return asking(async () => {
    const customer = await customerFor(command.payer)
    const session = sure(
      await stripe.checkout.sessions.create(
        {
          mode: 'setup',
          ui_mode: 'hosted_page',
          customer,
          // Without it Stripe does not know which methods to offer.
          currency: small(command.currency),
          success_url: command.paidAt,
          cancel_url: command.leftAt,
          expires_at: Math.floor(command.expiresAt.epochMilliseconds / 1000),
        },
        { idempotencyKey: command.key },
      ),
      'checkout.session',
      'cs_',
    )
    return {
      ref: session.id,
      url: session.url ?? '',
      expiresAt: instant(session.expires_at),
      payerRef: customer,
    }
  })
}

async function list(
  stripe: Stripe,
  payer: string,
  billings: readonly string[],
): Promise<SavedMethod[]> {
  const found = await asked(async () => {
    const [customer, methods, running] = await Promise.all([
      stripe.customers.retrieve(payer),
      stripe.customers.listPaymentMethods(payer, { limit: 100 }),
      Promise.all(billings.map((one) => stripe.subscriptions.retrieve(one))),
    ])
    if (customer.deleted) return []
    const renewing = new Set(
      running
        .filter(({ status }) => status !== 'canceled')
        .map((one) => idOf(one.default_payment_method)),
    )
    const chosen = idOf(customer.invoice_settings.default_payment_method)
    // Where none was chosen the one that was kept last is charged.
    const first = methods.data.some(({ id }) => id === chosen) ? chosen : methods.data[0]?.id
    return methods.data.map((method) => ({
      ...named(sure(method, 'payment_method', 'pm_')),
      ref: method.id,
      default: method.id === first,
      renews: renewing.has(method.id),
    }))
  })
  return found ?? []
}

function named({ type, card, sepa_debit, us_bank_account, link }: Stripe.PaymentMethod) {
  if (card) {
    const { brand, last4, exp_month, exp_year } = card
    return { kind: brand, last4, expires: `${String(exp_month).padStart(2, '0')}/${exp_year}` }
  }
  const last4 = sepa_debit?.last4 ?? us_bank_account?.last4 ?? link?.email ?? ''
  return { kind: type, last4, expires: undefined }
}

function makeDefault(
  stripe: Stripe,
  payer: string,
  method: string,
  billings: readonly string[],
): Promise<void> {
  return asking(async () => {
    const changed = await stripe.customers.update(payer, {
      invoice_settings: { default_payment_method: method },
    })
    sure(changed, 'customer', 'cus_')
    for (const billing of billings) {
      const renewed = await stripe.subscriptions.update(billing, { default_payment_method: method })
      sure(renewed, 'subscription', 'sub_')
    }
  })
}

function charge(stripe: Stripe, command: ChargeSaved): Promise<Payment> {
  return asking(async () => {
    const made = await stripe.paymentIntents.create(
      {
        amount: Number(command.amount),
        currency: small(command.currency),
        customer: command.payer,
        payment_method: command.method,
        confirm: true,
        off_session: true,
        description: command.what,
        metadata: { [ORDER.began]: command.orderId, [ORDER.number]: command.orderName },
        transfer_group: command.orderId,
      },
      { idempotencyKey: command.key },
    )
    sure(made, 'payment_intent', 'pi_')
    const paid = await lookUpPayment(stripe, made.id)
    // A method that takes days: it is found again by its order.
    if (!paid) throw new Unknown('The payment is neither made nor refused yet.')
    return paid
  })
}

function find(stripe: Stripe, payer: string, orderId: string): Promise<Payment | undefined> {
  return asking(async () => {
    const made = await stripe.paymentIntents.list({
      customer: payer,
      limit: 100,
      expand: ['data.latest_charge.balance_transaction'],
    })
    const one = made.data.find(
      ({ metadata, status }) => metadata[ORDER.began] === orderId && status === 'succeeded',
    )
    return one && paymentOf(sure(one, 'payment_intent', 'pi_'))
  })
}
