import type { ReactNode } from 'react'
import styles from './Tag.module.css'

export type Tone = 'plain' | 'accent' | 'good' | 'attention' | 'bad' | 'warm'

/** A word in a pill. The word says it; the colour only helps. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  )
}
