import { Box, type Config, type Query, record, secretOf, type Tx } from '#base'
import type { Owner } from '#ledger'
import { audit } from '#people'
import { refuse } from '../problems.ts'
import {
  FORM_OF_ORGANIZATIONS,
  FORMS,
  type Form,
  type FormName,
  type FormValues,
  faultsOf,
} from './forms.ts'
import { masked } from './numbers.ts'
import { taxPolicyNow } from './rules.ts'

/** A payee's form as it may be shown: numbers masked. */
export type GivenForm = {
  number: number
  form: FormName
  country: string
  name: string
  shown: FormValues
  givenBy: string
  givenAt: Temporal.Instant
}

const boxOf = (config: Config) => new Box('tax forms', secretOf(config), config.secretsBefore)
const about = ({ type, id }: Owner, number: number) => `earnings.tax_form ${type} ${id} ${number}`

/** Which form is asked of a person, or of an organization, that pays tax in a country. */
export async function formFor(
  q: Query,
  country: string,
  of: Owner['type'] = 'person',
): Promise<Form> {
  const { country: here } = await taxPolicyNow(q)
  const [row] = await q<{ form: FormName }>`
    select form from earnings.tax_form_for
    where operator_country in (${here}, '*') and payee_country in (${country}, '*')
    order by operator_country = '*', payee_country = '*' limit 1`
  const form = row!.form
  return FORMS[(of === 'organization' && FORM_OF_ORGANIZATIONS[form]) || form]
}

/** The form that counts: the last one given. */
export async function formOf(q: Query, payee: Owner): Promise<GivenForm | undefined> {
  const [row] = await q<GivenForm>`
    select number, form, country, name, shown, given_by as "givenBy", given_at as "givenAt"
    from earnings.tax_form where payee_type = ${payee.type} and payee_id = ${payee.id}
    order by number desc limit 1`
  return row
}

/**
 * A payee gives their tax details, or others than before: what was given stays in the history. All of it is
 * sealed; of numbers only the last signs can be shown. Refusal: tax_form_wrong (with each fault).
 */
export async function giveForm(
  tx: Tx,
  config: Config,
  payee: Owner,
  given: { country: string; values: FormValues; by: string },
  now: Temporal.Instant,
): Promise<GivenForm> {
  const { country, values, by } = given
  const form = await formFor(tx, country, payee.type)
  const faults = faultsOf(form, country, values)
  if (faults.length > 0) {
    const errors = faults.map(({ field, says }) => ({ field, message: says }))
    throw refuse('tax_form_wrong', { form: form.name, errors, detail: faults[0]!.says })
  }
  await tx`select pg_advisory_xact_lock(hashtextextended(${`tax form ${payee.type} ${payee.id}`}, 29))`
  const number = ((await formOf(tx, payee))?.number ?? 0) + 1
  const kept = boxOf(config).seal(JSON.stringify(values), about(payee, number))
  const shown = Object.fromEntries(
    form.fields
      .filter(({ name }) => values[name]?.trim())
      .map(({ name, secret, kind }) => {
        const value = values[name]!.trim()
        return [
          name,
          secret ? masked(value) : kind === 'date' ? `${value.slice(0, 4)}-••-••` : value,
        ]
      }),
  )
  await tx`
    insert into earnings.tax_form (payee_type, payee_id, number, form, country, name, shown, sealed_with, nonce,
      sealed, given_by, given_at)
    values (${payee.type}, ${payee.id}, ${number}, ${form.name}, ${country}, ${values.legalName!.trim()}, ${shown},
      ${kept.with}, ${kept.nonce}, ${kept.sealed}, ${by}, ${now})`
  await audit(
    tx,
    { by, deed: 'tax_form.given', about: payee, after: { form: form.name, country, number } },
    now,
  )
  return (await formOf(tx, payee))!
}

/**
 * Opens a form for somebody who may: who looked, and why, stands in the audit log.
 * Refusals, in order: tax_form_unknown, tax_form_shut.
 */
export async function openForm(
  tx: Tx,
  config: Config,
  payee: Owner,
  { by, why }: { by: string; why: string },
  now: Temporal.Instant,
): Promise<{ given: GivenForm; values: FormValues }> {
  const given = await formOf(tx, payee)
  if (!given) throw refuse('tax_form_unknown')
  const values = await valuesOf(tx, config, payee, given.number)
  if (!values) throw refuse('tax_form_shut')
  const after = { why, number: given.number }
  await audit(tx, { by, deed: 'tax_form.opened', about: payee, after }, now)
  return { given, values }
}

async function valuesOf(
  q: Query,
  config: Config,
  payee: Owner,
  number: number,
): Promise<FormValues | undefined> {
  const [row] = await q<{ with: string; nonce: Buffer; sealed: Buffer }>`
    select sealed_with as "with", nonce, sealed from earnings.tax_form
    where payee_type = ${payee.type} and payee_id = ${payee.id} and number = ${number}`
  const text = row && boxOf(config).open(row, about(payee, number))
  return text === undefined ? undefined : (JSON.parse(text) as FormValues)
}

/** The last form of each of these payees, opened: for an export, which the caller writes into the audit log. */
export async function formsOpened(q: Query, config: Config, payees: readonly Owner[]) {
  const opened = new Map<string, { form: FormName; country: string; values: FormValues }>()
  for (const payee of payees) {
    const given = await formOf(q, payee)
    const values = given && (await valuesOf(q, config, payee, given.number))
    if (given && values)
      opened.set(`${payee.type} ${payee.id}`, { form: given.form, country: given.country, values })
  }
  return opened
}

/** Whether a payee's payouts wait for their form. */
export async function payoutsWait(q: Query, payee: Owner): Promise<boolean> {
  const found = await q`
    select 1 as one from earnings.payee_waits_view
    where payee_type = ${payee.type} and payee_id = ${payee.id}`
  return found.length > 0
}

/** How often somebody whose payouts wait is asked for their form. */
const ASK_DAYS = 30

/** Asks those whose payouts wait for their form, once a month. Answers how many. */
export async function askForForms(tx: Tx, now: Temporal.Instant): Promise<number> {
  const asked = await tx<Owner>`
    insert into earnings.tax_asked as a (payee_type, payee_id, asked_at)
    select payee_type, payee_id, ${now} from earnings.payee_waits_view
    on conflict (payee_type, payee_id) do update set asked_at = excluded.asked_at
      where a.asked_at <= ${now.subtract({ hours: 24 * ASK_DAYS })}
    returning payee_type as type, payee_id as id`
  for (const payee of asked) await record(tx, { kind: 'tax.form_needed', about: payee, at: now })
  return asked.length
}
