import type { ReactNode } from 'react'
import styles from './FactList.module.css'

export type FactLine = [label: string, fact: ReactNode]

/** What is known of one thing, as label and fact. Empty facts are left out. */
export function FactList({ facts }: { facts: (FactLine | false | null | undefined)[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(
          (line): line is FactLine => Array.isArray(line) && line[1] !== null && line[1] !== '',
        )
        .map(([label, fact]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
    </dl>
  )
}
