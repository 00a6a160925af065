import { useReader } from '../format/reader.tsx'
import styles from './Stars.module.css'

/** Stars for the eye, the figure for everybody. Fewer than three reviews are "New". */
export function Stars({ rating, count }: { rating: string | number | null; count?: number }) {
  const { locale } = useReader()
  if (rating === null || (count !== undefined && count < 3))
    return <span className="soft">New here</span>
  const figure = new Intl.NumberFormat(locale, {
    minimumFractionDigits: count === undefined ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(Number(rating))
  return (
    <span className="nowrap">
      <span className={styles.stars} data-rounded={Math.round(Number(rating))} aria-hidden="true">
        {'★'.repeat(Math.round(Number(rating)))}
        <span className={styles.rest}>{'★'.repeat(5 - Math.round(Number(rating)))}</span>
      </span>{' '}
      {count === undefined ? (
        <span className="visually-hidden">{figure} of 5 stars</span>
      ) : (
        <span className="figures" suppressHydrationWarning>
          {figure}
          <span className="visually-hidden"> of 5 stars</span>
        </span>
      )}
    </span>
  )
}
