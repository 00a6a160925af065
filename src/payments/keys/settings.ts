import type { Query, Tx } from '#base'
import type { ProviderId } from '../provider.ts'
import { KEYS_CHANGED } from './keys.ts'
import { refuse } from './problems.ts'

/** What the operator has set about a provider. */
export type ProviderSetting = {
  provider: ProviderId
  /** False: nothing new is paid through it. What was begun goes on. */
  takes: boolean
  /** null: whatever it can take. */
  currencies: string[] | null
  account: string | null
}

/** Settings of every provider that has any. */
export function listSettings(q: Query): Promise<ProviderSetting[]> {
  return q<ProviderSetting>`
    select provider, takes, currencies, account from payments.provider_setting order by provider`
}

/** Sets what is given and leaves the rest; answers what it was and what it is. */
export async function setProvider(
  tx: Tx,
  given: {
    provider: ProviderId
    takes?: boolean | undefined
    currencies?: readonly string[] | null | undefined
    account?: string | null | undefined
    by: string
  },
  now: Temporal.Instant,
): Promise<{ before: ProviderSetting; after: ProviderSetting }> {
  const { provider } = given
  await tx`
    insert into payments.provider_setting (provider, changed_at, changed_by)
    values (${provider}, ${now}, ${given.by}) on conflict (provider) do nothing`
  const [before] = await tx<ProviderSetting>`
    select provider, takes, currencies, account from payments.provider_setting
     where provider = ${provider} for update`
  const after: ProviderSetting = {
    provider,
    takes: given.takes ?? before!.takes,
    currencies:
      given.currencies === undefined ? before!.currencies : currenciesOf(given.currencies),
    account: given.account === undefined ? before!.account : given.account,
  }
  await tx`
    update payments.provider_setting
       set takes = ${after.takes}, currencies = ${after.currencies}, account = ${after.account},
           changed_at = ${now}, changed_by = ${given.by}
     where provider = ${provider}`
  await tx`select pg_notify(${KEYS_CHANGED}, ${provider})`
  return { before: before!, after }
}

function currenciesOf(given: readonly string[] | null): string[] | null {
  if (!given || given.length === 0) return null
  return [...new Set(given)].sort()
}

/** Refuses what is to be paid anew through a provider that is off, or in a currency that it is not to take. */
export async function refuseUntaken(
  q: Query,
  provider: ProviderId,
  currency: string,
): Promise<void> {
  const [set] = await q<Pick<ProviderSetting, 'takes' | 'currencies'>>`
    select takes, currencies from payments.provider_setting where provider = ${provider}`
  if (!set) return
  if (!set.takes) throw refuse('provider_off', { provider })
  if (set.currencies && !set.currencies.includes(currency))
    throw refuse('currency_not_taken', { currency, taken: set.currencies })
}
