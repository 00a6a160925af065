import type { Purchase } from '../../../../api/stock.ts'
import { text } from '../../../../components/deeds.ts'
import { endOf } from '../../../../format/periods.ts'

/** A line as the form of an order writes it. */
export type LineDraft = {
  asset: string
  quantity: string
  unitCost: string
  tax: string
  recoverable: boolean
  expiresOn: string
}

const amount = (form: FormData, name: string) => text(form, name).replace(',', '.')

/** What the form of an order says, as the API takes it; lines without a quantity are left out. */
export function orderFrom(form: FormData, zone: string) {
  const count = Number(text(form, 'count') || 0)
  const lines = Array.from({ length: count }, (_, index) => `lines.${index}`)
    .filter((at) => text(form, `${at}.quantity`) !== '')
    .map((at) => ({
      asset: text(form, `${at}.asset`),
      quantity: text(form, `${at}.quantity`).replace(/[\s.,’']/g, ''),
      unitCost: amount(form, `${at}.unitCost`),
      tax: amount(form, `${at}.tax`) || '0',
      recoverable: form.get(`${at}.recoverable`) !== null,
      expiresAt: endOf(text(form, `${at}.expiresOn`) || null, zone) ?? null,
    }))
  return {
    provider: text(form, 'provider'),
    note: text(form, 'note') || null,
    invoiceNumber: text(form, 'invoiceNumber') || null,
    invoiceOn: text(form, 'invoiceOn') || null,
    lines,
  }
}

/** The lines of a draft, for the form that writes it anew. */
export const draftsOf = ({ lines }: Pick<Purchase, 'lines'>): LineDraft[] =>
  lines.map(({ asset, quantity, unitCost, tax, recoverable, expiresAt }) => ({
    asset,
    quantity,
    unitCost,
    tax,
    recoverable,
    expiresOn: expiresAt?.slice(0, 10) ?? '',
  }))

/** What a line comes to without tax, for the eye; the server reckons exactly. */
export function lineSum({ quantity, unitCost }: Pick<LineDraft, 'quantity' | 'unitCost'>): number {
  const sum = Number(quantity.replace(/[\s,’']/g, '')) * Number(unitCost.replace(',', '.'))
  return Number.isFinite(sum) ? sum : 0
}
