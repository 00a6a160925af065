import type { Order } from '../api/types.ts'
import { isZero } from '../format/money.ts'
import { Amount } from './Amount.tsx'

type Line = Order['lines'][number]

/** What a line of an order comes to, and beneath it what was taken off and the tax. */
export function LinePrice({ line }: { line: Line }) {
  const { discount, tax, taxName, taxPercent, taxIncluded, taxDue } = line
  const named = taxName && taxPercent ? `${taxName} ${taxPercent} %` : 'tax'
  return (
    <>
      <Amount value={line.amount} />
      {!isZero(discount) && (
        <div className="small soft">
          <Amount value={discount} /> taken off
        </div>
      )}
      {!isZero(tax) && taxDue === 'sale' && (
        <div className="small soft">
          {taxIncluded ? 'of it' : 'with'} <Amount value={tax} /> {named}
        </div>
      )}
    </>
  )
}
