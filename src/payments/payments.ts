import type { Clock, Config, Db } from '#base'
import type { Keepers } from './keepers.ts'
import { refuse } from './problems.ts'
import { Busy, type PaymentProvider, type ProviderId, Refused, Unknown } from './provider.ts'
import { openRazorpay } from './razorpay/razorpay.ts'
import { RazorpaySandbox } from './sandbox/razorpay/sandbox.ts'
import { Sandbox } from './sandbox/sandbox.ts'
import { openStripe } from './stripe/stripe.ts'

/** Payments, opened once a process. Verbs that speak with a provider take it; the others take a transaction. */
export type Payments = {
  db: Db
  /** Whoever moves the money here. Never called inside a transaction of ours. */
  provider: PaymentProvider
  /** Where people reach Stoa, for the ways back from the provider's pages. */
  url: string
  /** There only where the provider is the sandbox. */
  sandbox: Sandbox | undefined
  /** There only where the provider is the sandbox that is shaped like Razorpay. */
  rupees: RazorpaySandbox | undefined
  /** Who answers for what an order opened, when its money goes back. */
  keepers: Keepers
  close(): Promise<void>
}

export type PaymentsDeps = { db: Db; clock: Clock; config: Config; keepers: Keepers }

/**
 * Opens the provider that the configuration names. With the sandbox this starts its server; its
 * notices are brought to nobody until `sandbox.deliverWith` says how.
 */
export async function openPayments(deps: PaymentsDeps): Promise<Payments> {
  const { db, clock, config, keepers } = deps
  if (config.payments === 'razorpay' || config.payments === 'sandbox-razorpay') {
    return openRupees(deps)
  }
  if (config.payments === 'stripe') {
    const { key, webhookSecret, connectWebhookSecret } = config.stripe
    return {
      db,
      url: config.url,
      sandbox: undefined,
      rupees: undefined,
      keepers,
      // While a webhook's secret is changed, both are given, with a comma between them.
      provider: openStripe('stripe', {
        key: key!,
        secrets: { own: secrets(webhookSecret), connect: secrets(connectWebhookSecret) },
      }),
      close: async () => {},
    }
  }
  const sandbox = new Sandbox({ db, clock, url: config.url })
  await sandbox.start()
  const { key, ...server } = sandbox.access
  const { own, connect } = await sandbox.secrets()
  return {
    db,
    url: config.url,
    sandbox,
    rupees: undefined,
    keepers,
    provider: openStripe('sandbox', { key, server, secrets: { own: [own], connect: [connect] } }),
    close: () => sandbox.stop(),
  }
}

/** Secrets as they are given: one, or several with a comma between them while one is changed. */
const secrets = (given: string | undefined) =>
  (given ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** Razorpay, or the sandbox of its shape. */
async function openRupees({ db, clock, config, keepers }: PaymentsDeps): Promise<Payments> {
  const { url } = config
  const bankPage = `${url}/teach/earnings/bank`
  const shared = { db, url, sandbox: undefined, keepers }
  if (config.payments === 'razorpay') {
    const { keyId, keySecret, webhookSecret, payoutAccount } = config.razorpay
    const webhookSecrets = secrets(webhookSecret)
    const access = { keyId: keyId!, keySecret: keySecret!, webhookSecrets, payoutAccount, bankPage }
    const provider = openRazorpay('razorpay', access)
    return { ...shared, rupees: undefined, provider, close: async () => {} }
  }
  const rupees = new RazorpaySandbox({ db, clock, url })
  await rupees.start()
  const provider = openRazorpay('sandbox-razorpay', { ...(await rupees.access()), bankPage })
  return { ...shared, rupees, provider, close: () => rupees.stop() }
}

/** The provider by its name in an address. Refusal: provider_unknown. */
export function providerNamed(payments: Payments, id: string): PaymentProvider {
  if (payments.provider.id !== (id as ProviderId))
    throw refuse('provider_unknown', { provider: id })
  return payments.provider
}

/** A provider's failure as a refusal of ours, for the person who waits. */
export async function forPeople<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call
  } catch (error) {
    if (error instanceof Busy) throw refuse('payment_busy', { retryAfterMs: error.retryAfterMs })
    if (error instanceof Unknown) throw refuse('payment_unsure')
    if (error instanceof Refused)
      throw refuse('payment_refused', { reason: error.code, detail: error.message })
    throw error
  }
}
