import type { ReactNode } from 'react'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import styles from './prices.module.css'

type FormProps = { intent: string; title: string; button: string; children: ReactNode }

function Fold({ intent, title, button, children }: FormProps) {
  return (
    <details className={styles.fold}>
      <summary>{title}</summary>
      <DeedForm intent={intent} className="stack">
        <div className={styles.fields}>{children}</div>
        <div>
          <DeedButton variant="outline">{button}</DeedButton>
        </div>
      </DeedForm>
    </details>
  )
}

const Currency = ({ name, label, value }: { name: string; label: string; value?: string }) => (
  <TextField
    name={name}
    label={label}
    placeholder="JPY"
    maxLength={3}
    defaultValue={value}
    required
  />
)
const From = () => (
  <TextField name="from" label="From" type="date" description="Now, if left empty" />
)

export const NewCreditPrice = () => (
  <Fold intent="credit" title="Set a price" button="Set it">
    <Currency name="currency" label="Currency" />
    <TextField
      name="price"
      label="One credit costs"
      inputMode="decimal"
      description="Empty: not sold in it any more"
    />
    <TextField
      name="least"
      label="At least so many"
      inputMode="numeric"
      defaultValue="5"
      required
    />
    <TextField
      name="most"
      label="At most so many"
      inputMode="numeric"
      defaultValue="500"
      required
    />
    <From />
  </Fold>
)

export const NewPack = () => (
  <Fold intent="pack" title="Make a pack" button="Put it on sale">
    <TextField name="name" label="Name" placeholder="Hundred" required maxLength={60} />
    <TextField name="credits" label="Credits" inputMode="numeric" required />
    <TextField name="bonus" label="On top" inputMode="numeric" placeholder="0" />
    <TextField
      name="bonusDays"
      label="Days that those last"
      inputMode="numeric"
      description="No end, if left empty"
    />
    <TextField name="prices" label="Prices" placeholder="95.00 USD, 14000 JPY" required />
    <From />
  </Fold>
)

type Plans = { code: string; name: string; audience: string }[]
export const NewPlanPrice = ({ plans }: { plans: Plans }) => (
  <Fold intent="plan" title="Price a plan in one more currency" button="Add the price">
    <SelectField
      name="plan"
      label="Plan"
      data={plans.map(({ code, name, audience }) => ({
        value: code,
        label: `${name}, ${audience}s`,
      }))}
    />
    <SelectField
      name="every"
      label="Paid"
      data={[
        { value: 'month', label: 'by the month' },
        { value: 'year', label: 'by the year' },
      ]}
    />
    <TextField name="price" label="Price" inputMode="decimal" required />
    <Currency name="currency" label="Currency" />
  </Fold>
)

export const NewRate = () => (
  <Fold intent="rate" title="Write a rate down" button="Write it down">
    <Currency name="base" label="One of" />
    <Currency name="quote" label="Is worth, in" value="USD" />
    <TextField name="rate" label="So much" inputMode="decimal" placeholder="0.0066" required />
    <TextField name="day" label="On" type="date" required />
    <TextField name="source" label="Who says so" placeholder="European Central Bank" required />
  </Fold>
)

export const NewConversion = () => (
  <Fold intent="conversion" title="Book a conversion" button="Book it">
    <TextField name="provider" label="Provider" defaultValue="stripe" required />
    <TextField name="ref" label="Its number there" required />
    <TextField name="given" label="Gave" inputMode="decimal" required />
    <Currency name="givenIn" label="Of" />
    <TextField name="got" label="Got" inputMode="decimal" required />
    <Currency name="gotIn" label="Of" value="USD" />
    <TextField name="day" label="On" type="date" required />
    <TextField name="time" label="At (UTC)" type="time" />
  </Fold>
)
