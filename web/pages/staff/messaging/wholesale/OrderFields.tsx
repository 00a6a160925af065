import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { StockRules } from '../../../../api/stock.ts'
import { Amount } from '../../../../components/Amount.tsx'
import { LongField, SelectField, TextField } from '../../../../components/fields.tsx'
import { ASSET_NAME, type Asset, assetChoices } from '../stock-words.tsx'
import { type LineDraft, lineSum } from './order-words.ts'
import styles from './wholesale.module.css'

type Given = {
  provider: string
  note: string | null
  invoiceNumber: string | null
  invoiceOn: string | null
}

/** The fields of a purchase order: whom from, what, and what it comes to while it is typed. */
export function OrderFields({
  stock: { providers, prices, rules },
  given,
  lines: first,
}: {
  stock: Pick<StockRules, 'providers' | 'prices' | 'rules'>
  given?: Given
  lines: LineDraft[]
}) {
  const [lines, setLines] = useState(first)
  const change = (index: number, changes: Partial<LineDraft>) =>
    setLines(lines.map((line, at) => (at === index ? { ...line, ...changes } : line)))
  const choose = (index: number, asset: string) => {
    const price = prices.find((one) => one.asset === asset)
    change(index, { asset, ...(price ? { unitCost: price.unitCost, quantity: price.lot } : {}) })
  }
  const net = lines.reduce((sum, line) => sum + lineSum(line), 0)
  const tax = lines.reduce((sum, line) => sum + (Number(line.tax.replace(',', '.')) || 0), 0)
  const money = (sum: number) => ({ amount: sum.toFixed(2), asset: rules.currency })
  return (
    <>
      <input type="hidden" name="count" value={lines.length} />
      <div className="row">
        <SelectField
          name="provider"
          label="Provider"
          defaultValue={given?.provider}
          data={providers.map(({ id, name, assets }) => ({
            value: id,
            label: `${name} (${assets.map((asset) => ASSET_NAME[asset]).join(', ')})`,
          }))}
        />
        <TextField
          name="invoiceNumber"
          label="Invoice number"
          defaultValue={given?.invoiceNumber ?? ''}
          maxLength={60}
        />
        <TextField
          name="invoiceOn"
          type="date"
          label="Day of the invoice"
          defaultValue={given?.invoiceOn ?? ''}
        />
      </div>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
        <fieldset className={styles.line} key={index}>
          <legend>Line {index + 1}</legend>
          <SelectField
            name={`lines.${index}.asset`}
            label="Kind"
            value={line.asset}
            onChange={(event) => choose(index, event.currentTarget.value)}
            data={assetChoices}
          />
          <TextField
            name={`lines.${index}.quantity`}
            label="Quantity"
            inputMode="numeric"
            value={line.quantity}
            onChange={(event) => change(index, { quantity: event.currentTarget.value })}
          />
          <TextField
            name={`lines.${index}.unitCost`}
            label={`Each, ${rules.currency}`}
            inputMode="decimal"
            value={line.unitCost}
            onChange={(event) => change(index, { unitCost: event.currentTarget.value })}
          />
          <TextField
            name={`lines.${index}.tax`}
            label={`Tax, ${rules.currency}`}
            inputMode="decimal"
            value={line.tax}
            onChange={(event) => change(index, { tax: event.currentTarget.value })}
          />
          <TextField
            name={`lines.${index}.expiresOn`}
            type="date"
            label="Good until"
            defaultValue={line.expiresOn}
          />
          <div className={styles.lineEnd}>
            <Checkbox
              name={`lines.${index}.recoverable`}
              label="The tax is given back"
              checked={line.recoverable}
              onChange={(event) => change(index, { recoverable: event.currentTarget.checked })}
            />
            <span>
              without tax <Amount value={money(lineSum(line))} />
            </span>
          </div>
        </fieldset>
      ))}
      <div className="row">
        <Button
          variant="outline"
          onClick={() => setLines([...lines, lineOf(nextAsset(lines), prices)])}
          disabled={lines.length >= 20}
        >
          One more line
        </Button>
        {lines.length > 1 && (
          <Button variant="subtle" onClick={() => setLines(lines.slice(0, -1))}>
            Take the last one away
          </Button>
        )}
        <p>
          <Amount value={money(net)} /> and <Amount value={money(tax)} /> tax come to{' '}
          <strong>
            <Amount value={money(net + tax)} />
          </strong>
          .
        </p>
      </div>
      <LongField name="note" label="Note" defaultValue={given?.note ?? ''} maxLength={500} />
    </>
  )
}

const nextAsset = (lines: readonly LineDraft[]): Asset =>
  (['SMS', 'WHATSAPP', 'EMAIL'] as const).find(
    (asset) => !lines.some((line) => line.asset === asset),
  ) ?? 'SMS'

/** A new line with what such an order begins with. */
export function lineOf(asset: Asset, prices: StockRules['prices']): LineDraft {
  const price = prices.find((one) => one.asset === asset)
  return {
    asset,
    quantity: price?.lot ?? '',
    unitCost: price?.unitCost ?? '',
    tax: '',
    recoverable: true,
    expiresOn: '',
  }
}
