import type { Rank } from '../api/voices.ts'
import { useReader } from '../format/reader.tsx'
import { counted } from '../format/words.ts'
import styles from './ReviewFigures.module.css'

const PARTS = [
  ['clarity', 'Clear'],
  ['progress', 'Learners move on'],
  ['preparation', 'Prepared'],
  ['encouragement', 'Encouraging'],
] as const

/** How the stars of the last twelve months fall, and what they are made of; only once there are reviews. */
export function ReviewFigures({ rank }: { rank: Rank }) {
  const { locale } = useReader()
  if (rank.count === 0) return null
  const parts = PARTS.flatMap(([part, label]) => {
    const mean = rank[part]
    return mean === null || rank.count < 3 ? [] : [{ label, mean }]
  })
  const figure = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  return (
    <div className={styles.figures}>
      <table className={styles.table}>
        <caption className="visually-hidden">Reviews of the last twelve months by stars</caption>
        <tbody>
          {rank.stars
            .map((count, index) => ({ count, stars: index + 1 }))
            .reverse()
            .map(({ count, stars }) => (
              <tr key={stars}>
                <th scope="row">{counted(stars, 'star')}</th>
                <td className={styles.bar}>
                  {count > 0 && <span style={{ width: `${(100 * count) / rank.count}%` }} />}
                </td>
                <td className="figures">{count}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {parts.length > 0 && (
        <table className={styles.table}>
          <caption className="visually-hidden">What the stars are made of, of 5</caption>
          <tbody>
            {parts.map(({ label, mean }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className={styles.bar}>
                  <span style={{ width: `${mean * 20}%` }} />
                </td>
                <td className="figures" suppressHydrationWarning>
                  {figure.format(mean)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
