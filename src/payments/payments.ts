import { Box, type Clock, type Config, type Db, secretOf } from '#base'
import type { Keepers } from './keepers.ts'
import { HOSTS, type KeyDesk } from './keys/desk.ts'
import { type Keyed, openKeyed } from './keys/keyed.ts'
import { refuse } from './problems.ts'
import { Busy, type PaymentProvider, type ProviderId, Refused, Unknown } from './provider.ts'
import { openRazorpay } from './razorpay/razorpay.ts'
import { RazorpaySandbox } from './sandbox/razorpay/sandbox.ts'
import { Sandbox } from './sandbox/sandbox.ts'
import { openStripe, type StripeAccess } from './stripe/stripe.ts'

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
  /** Who says the provider's keys. */
  desk: KeyDesk
  close(): Promise<void>
}

export type PaymentsDeps = {
  db: Db
  clock: Clock
  config: Config
  keepers: Keepers
  /** Other servers than the providers' own: a sandbox, in tests of the real ones. */
  servers?: { stripe?: NonNullable<StripeAccess['server']>; razorpay?: string }
}

/**
 * Opens the provider that the configuration names. With the sandbox this starts its server; its
 * notices are brought to nobody until `sandbox.deliverWith` says how.
 */
export async function openPayments(deps: PaymentsDeps): Promise<Payments> {
  const { db, clock, config, keepers } = deps
  const shared = { db, url: config.url, keepers, sandbox: undefined, rupees: undefined }
  const desk = deskFor(deps)
  if (config.payments === 'stripe' || config.payments === 'razorpay') {
    const { provider, reload, shut, close } = await openReal(deps, config.payments, desk)
    return { ...shared, provider, desk: { ...desk, reload, shut }, close: async () => close() }
  }
  if (config.payments === 'sandbox-razorpay') {
    const rupees = new RazorpaySandbox({ db, clock, url: config.url })
    await rupees.start()
    const access = { ...(await rupees.access()), bankPage: bankPage(config) }
    const provider = openRazorpay('sandbox-razorpay', access)
    return { ...shared, desk, rupees, provider, close: () => rupees.stop() }
  }
  const sandbox = new Sandbox({ db, clock, url: config.url })
  await sandbox.start()
  const { key, ...server } = sandbox.access
  const { own, connect } = await sandbox.secrets()
  const secrets = { own: [own], connect: [connect] }
  const provider = openStripe('sandbox', { key, server, secrets })
  return { ...shared, desk, sandbox, provider, close: () => sandbox.stop() }
}

const bankPage = (config: Config) => `${config.url}/teach/earnings/bank`

/** How providers are built with keys, and who says those of the one that moves the money here. */
function deskFor({ config, servers = {} }: PaymentsDeps): KeyDesk {
  const { payments, stripe, razorpay, production } = config
  const sandbox = payments.startsWith('sandbox')
  const given = payments === 'stripe' ? stripe.key : razorpay.keyId
  let box: Box | undefined
  return {
    from: sandbox ? 'itself' : given ? 'environment' : 'page',
    hosts: payments === 'stripe' || payments === 'razorpay' ? HOSTS[payments] : [],
    box: () => {
      box ??= new Box('keys of payment providers', secretOf(config), config.secretsBefore)
      return box
    },
    build: {
      stripe: ({ text }, secrets) =>
        openStripe('stripe', {
          key: text,
          secrets,
          ...(servers.stripe ? { server: servers.stripe } : {}),
        }),
      razorpay: ({ text, name }, secrets, account) =>
        openRazorpay('razorpay', {
          keyId: name ?? '',
          keySecret: text,
          webhookSecrets: secrets.own,
          payoutAccount: account ?? undefined,
          bankPage: bankPage(config),
          server: servers.razorpay,
        }),
    },
    house: { sandbox, production },
    reload: async () => {},
    shut: () => [],
  }
}

/** Secrets as they are given: one, or several with a comma between them while one is changed. */
const secrets = (given: string | undefined) =>
  (given ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** A real provider: with the keys of the environment where it has any, else with those that staff gave. */
async function openReal(
  { db, clock, config }: PaymentsDeps,
  id: 'stripe' | 'razorpay',
  desk: KeyDesk,
): Promise<Keyed> {
  const build = desk.build[id]
  if (desk.from === 'page') return openKeyed(id, { db, clock, box: desk.box(), build })
  const { stripe, razorpay } = config
  const [name, text, own] =
    id === 'stripe'
      ? [null, stripe.key!, stripe.webhookSecret]
      : [razorpay.keyId!, razorpay.keySecret!, razorpay.webhookSecret]
  const endpoints = { own: secrets(own), connect: secrets(stripe.connectWebhookSecret) }
  const key = { id, provider: id, purpose: 'api', name, text, endsAt: null } as const
  const provider = build(key, endpoints, razorpay.payoutAccount ?? null)
  return { provider, reload: async () => {}, shut: () => [], close: () => {} }
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
