import type { ReactNode } from 'react'
import styles from './PageHead.module.css'

type PageHeadProps = {
  title: ReactNode
  /** What the page says first, in a sentence. */
  lead?: ReactNode
  /** The page's deeds. */
  deeds?: ReactNode
  /** Pills above the title. */
  tags?: ReactNode
}

/** The page's title and what can be done here. */
export function PageHead({ title, lead, deeds, tags }: PageHeadProps) {
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        {tags !== undefined && <div className={styles.tags}>{tags}</div>}
        <h1 tabIndex={-1}>{title}</h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      </div>
      {deeds !== undefined && <div className={styles.deeds}>{deeds}</div>}
    </div>
  )
}
