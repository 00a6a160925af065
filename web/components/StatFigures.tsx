import type { ReactNode } from 'react'
import { Link } from 'react-router'
import styles from './StatFigures.module.css'

export type Stat = {
  label: string
  /** The figure with its unit. */
  figure: ReactNode
  /** What it is made of, or what it means, in a few words. */
  note?: ReactNode
  /** Where it opens to what it is made of. */
  to?: string
  tone?: 'good' | 'bad' | 'attention'
}

/** Up to four figures in one row; on a phone two by two, or one under the other. */
export function StatFigures({ stats, label }: { stats: Stat[]; label: string }) {
  return (
    <dl className={styles.stats} aria-label={label} data-count={stats.length}>
      {stats.map((stat) => (
        <div key={stat.label} className={styles.stat}>
          <dt>{stat.label}</dt>
          <dd className={styles.figure} data-tone={stat.tone}>
            {stat.to ? <Link to={stat.to}>{stat.figure}</Link> : stat.figure}
          </dd>
          {stat.note !== undefined && <dd className={styles.note}>{stat.note}</dd>}
        </div>
      ))}
    </dl>
  )
}
