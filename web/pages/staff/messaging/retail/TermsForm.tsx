import type { RetailTerms } from '../../../../api/retail.ts'
import { DataTable } from '../../../../components/DataTable.tsx'
import { DeedForm } from '../../../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../../../components/fields.tsx'
import { percent } from '../../../../format/money.ts'
import { useReader } from '../../../../format/reader.tsx'
import { type ReckonedWith, reckon, shareOf } from '../../../../format/retail.ts'
import styles from './retail.module.css'
import { ASSET_NAMES, ASSETS, type Asset, type TypedTerms } from './terms.ts'

type Props = {
  terms: RetailTerms
  typed: TypedTerms
  change: (typed: TypedTerms) => void
  /** What is typed, where all of it is figures. */
  by: ReckonedWith | undefined
}

/** The form of the prices: of a unit, of a payment, of categories and countries. */
export function TermsForm({ terms, typed, change, by }: Props) {
  const { currency } = terms
  const share = (name: 'feeRate' | 'feeTaxRate' | 'taxRate', label: string) => (
    <TextField
      name={name}
      label={label}
      inputMode="decimal"
      value={typed[name]}
      onChange={(event) => change({ ...typed, [name]: event.currentTarget.value })}
      required
    />
  )
  return (
    <DeedForm intent="terms" className="stack">
      <input type="hidden" name="currency" value={currency} />
      <Units terms={terms} typed={typed} change={change} by={by} />
      <h3 className={styles.section}>To reckon with</h3>
      <div className={styles.fields}>
        {share('feeRate', 'A payment costs, % of it')}
        <TextField
          name="feeFixed"
          label={`and on top, ${currency}`}
          inputMode="decimal"
          value={typed.feeFixed}
          onChange={(event) => change({ ...typed, feeFixed: event.currentTarget.value })}
          required
        />
        {share('feeTaxRate', 'Tax on that fee, %')}
        {share('taxRate', 'Tax on a sale, %')}
        <SelectField
          name="taxIncluded"
          label="That tax"
          value={typed.taxIncluded ? 'yes' : 'no'}
          onChange={(event) =>
            change({ ...typed, taxIncluded: event.currentTarget.value === 'yes' })
          }
          data={[
            { value: 'yes', label: 'lies in our prices' },
            { value: 'no', label: 'comes on top' },
          ]}
        />
      </div>
      <h3 className={styles.section}>Units that one message takes</h3>
      <div className={styles.fields}>
        {(['utility', 'authentication', 'service', 'marketing'] as const).map((category) => (
          <TextField
            key={category}
            name={category}
            label={`WhatsApp, ${category}`}
            inputMode="numeric"
            defaultValue={terms.whatsapp[category]}
            required
          />
        ))}
        <TextField
          name="elsewhere"
          label="A segment of SMS elsewhere"
          inputMode="decimal"
          defaultValue={terms.sms.elsewhere / 1000}
          required
        />
      </div>
      <TextField
        name="countries"
        label="A segment of SMS by country"
        description="Country and units, with commas between: IN 1, GB 25. What a message takes is rounded up. An e-mail takes one unit for each recipient."
        defaultValue={terms.sms.countries
          .map(({ country, thousandths }) => `${country} ${thousandths / 1000}`)
          .join(', ')}
      />
      <div className={styles.fields}>
        <TextField name="note" label="Why" required minLength={3} maxLength={500} />
        <TextField name="from" label="From" type="date" description="Now, if left empty" />
      </div>
      <div>
        <DeedButton>Set these prices</DeedButton>
      </div>
    </DeedForm>
  )
}

function Units({ terms, typed, change, by }: Props) {
  const { locale } = useReader()
  const field = (asset: Asset, kind: 'prices' | 'costs', label: string) => (
    <TextField
      name={`${kind}.${asset}`}
      aria-label={`${ASSET_NAMES[asset]}: ${label}, ${terms.currency}`}
      inputMode="decimal"
      className={styles.rate}
      value={typed[kind][asset]}
      onChange={(event) =>
        change({ ...typed, [kind]: { ...typed[kind], [asset]: event.currentTarget.value } })
      }
      required
    />
  )
  // Of a million units: one alone costs less than can be paid.
  const many = (asset: Asset) => {
    if (!by) return undefined
    const price = by.prices[asset] * 10n ** BigInt(by.scale)
    return reckon(price, [{ asset, quantity: 1_000_000n }], by)
  }
  const shown = (asset: Asset, of: 'margin' | 'markup') => {
    const share = many(asset)?.[of]
    return share ? percent(shareOf(share), locale, 1) : '…'
  }
  return (
    <DataTable<{ asset: Asset }>
      caption="Prices and costs of a unit"
      rows={ASSETS.map((asset) => ({ asset }))}
      keyOf={({ asset }) => asset}
      columns={[
        { head: 'Unit', title: true, cell: ({ asset }) => ASSET_NAMES[asset] },
        {
          head: `Price, ${terms.currency}`,
          numeric: true,
          cell: ({ asset }) => field(asset, 'prices', 'price'),
        },
        {
          head: `Cost, ${terms.currency}`,
          numeric: true,
          cell: ({ asset }) => field(asset, 'costs', 'cost'),
        },
        { head: 'Markup on cost', numeric: true, cell: ({ asset }) => shown(asset, 'markup') },
        { head: 'Margin on price', numeric: true, cell: ({ asset }) => shown(asset, 'margin') },
      ]}
    />
  )
}
