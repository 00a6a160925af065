import type { Query, Tx } from '#base'
import { refuse } from '../problems.ts'

/** The operator's rules of tax. */
export type TaxPolicy = {
  version: number
  /** Where the operator is. */
  country: string
  /** Payouts wait until the payee's form is there. */
  payoutsWait: boolean
}

export async function taxPolicyNow(q: Query): Promise<TaxPolicy> {
  const [row] = await q<TaxPolicy>`
    select version, country, payouts_wait as "payoutsWait" from earnings.tax_policy
    order by version desc limit 1`
  return row!
}

export async function setTaxPolicy(
  tx: Tx,
  { country, payoutsWait }: Omit<TaxPolicy, 'version'>,
  by: string,
  now: Temporal.Instant,
): Promise<TaxPolicy> {
  await tx`select pg_advisory_xact_lock(hashtextextended('earnings.tax_policy', 0))`
  await tx`
    insert into earnings.tax_policy (version, country, payouts_wait, set_by, set_at)
    select max(version) + 1, ${country}, ${payoutsWait}, ${by}, ${now} from earnings.tax_policy`
  return taxPolicyNow(tx)
}

/** What is withheld of payouts to a country, from a day on; basis points. */
export type WithholdingRate = {
  /** `*`: any other. */
  country: string
  withForm: boolean
  /** A day, as `2026-11-21`. */
  from: string
  rate: number
  why: string
}

/** The rates of the operator's country, those to come among them. */
export async function withholdingRates(q: Query): Promise<WithholdingRate[]> {
  return await q<WithholdingRate>`
    select payee_country as country, with_form as "withForm", from_day as "from", rate, why
    from earnings.withholding_rate
    where operator_country = (select country from earnings.tax_policy order by version desc limit 1)
    order by payee_country, with_form, from_day desc`
}

/** Adds a rate from a day to come. Refusal: withholding_in_the_past. */
export async function setWithholding(
  tx: Tx,
  { country, withForm, from, rate, why }: WithholdingRate,
  by: string,
  now: Temporal.Instant,
): Promise<void> {
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  if (from <= today.toString()) throw refuse('withholding_in_the_past')
  await tx`
    insert into earnings.withholding_rate (operator_country, payee_country, with_form, from_day, rate, why, set_by, set_at)
    select p.country, ${country}, ${withForm}, ${from}, ${rate}, ${why}, ${by}, ${now}
    from earnings.tax_policy p order by p.version desc limit 1
    on conflict (operator_country, payee_country, with_form, from_day) do nothing`
}
