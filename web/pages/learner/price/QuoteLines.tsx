import type { ReactNode } from 'react'
import { Amount } from '../../../components/Amount.tsx'
import { isZero } from '../../../format/money.ts'
import styles from './price.module.css'
import type { Quote } from './quote.ts'

/** What something comes to, line by line: its price, less a code's part, with the tax. */
export function QuoteLines({ quote, children }: { quote: Quote; children?: ReactNode }) {
  const taxed = !isZero(quote.tax)
  const plain = isZero(quote.discount) && (!taxed || quote.taxIncluded)
  const tax = `${quote.taxName} ${quote.taxPercent} %`
  return (
    <dl className={styles.sum} aria-live="polite">
      {!plain && <Line term="Price" value={quote.list} />}
      {!isZero(quote.discount) && (
        <div>
          <dt>Code {quote.code}</dt>
          <dd>
            −<Amount value={quote.discount} />
          </dd>
        </div>
      )}
      {taxed && !quote.taxIncluded && <Line term={tax} value={quote.tax} />}
      <div className={styles.total}>
        <dt>You pay</dt>
        <dd>
          <Amount value={quote.total} />
        </dd>
      </div>
      {taxed && quote.taxIncluded && <Line term={`of it ${tax}`} value={quote.tax} />}
      {children}
    </dl>
  )
}

const Line = ({ term, value }: { term: string; value: Quote['total'] }) => (
  <div>
    <dt>{term}</dt>
    <dd>
      <Amount value={value} />
    </dd>
  </div>
)
