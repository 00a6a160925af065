import type { Query, Tx } from '#base'
import { ASSETS, scaleOf } from '#ledger'
import type { Policy } from '../policy.ts'
import { refuse } from '../problems.ts'

export type Minimum = {
  currency: string
  minimum: bigint
  setBy: string | null
  setAt: Temporal.Instant | null
}

/** From what amount on a currency is paid out. Where the operator has set none, the base currency's number of units. */
export class Minimums {
  readonly #policy: Policy
  readonly #set: ReadonlyMap<string, bigint>

  constructor(policy: Policy, set: ReadonlyMap<string, bigint>) {
    this.#policy = policy
    this.#set = set
  }

  of(currency: string): bigint {
    return this.#set.get(currency) ?? inUnits(this.#policy.payoutMinimum, this.#policy, currency)
  }
}

/** The same number of units of another currency: 25.00 USD is 25 JPY and 25.000 KWD; at least one of the smallest. */
export function inUnits(amount: bigint, { currency: base }: Policy, currency: string): bigint {
  const by = scaleOf(currency) - scaleOf(base)
  const same = by >= 0 ? amount * 10n ** BigInt(by) : amount / 10n ** BigInt(-by)
  return same > 0n || amount === 0n ? same : 1n
}

export async function minimumsNow(q: Query, policy: Policy): Promise<Minimums> {
  const set = (await listMinimums(q)).filter(({ currency }) => currency !== policy.currency)
  return new Minimums(policy, new Map(set.map(({ currency, minimum }) => [currency, minimum])))
}

/** What the operator has set for other currencies than the base one. */
export async function listMinimums(q: Query): Promise<Minimum[]> {
  return await q<Minimum>`
    select distinct on (currency) currency, minimum, set_by as "setBy", set_at as "setAt"
    from earnings.payout_minimum order by currency, set_at desc`
}

/** Sets from what amount on a currency is paid out. Refusal: no_currency. */
export async function setMinimum(
  tx: Tx,
  { currency, minimum }: { currency: string; minimum: bigint },
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  if (ASSETS.get(currency)?.kind !== 'currency') throw refuse('no_currency', { currency })
  await tx`
    insert into earnings.payout_minimum (currency, minimum, set_by, set_at)
    values (${currency}, ${minimum}, ${by}, ${now})
    on conflict (currency, set_at) do nothing`
}
