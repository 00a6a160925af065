import type { ReactNode } from 'react'
import styles from './Panel.module.css'

type PanelProps = {
  title?: ReactNode
  /** A sentence under the title. */
  note?: ReactNode
  /** What stands at the right of the title: filters, a link, a button. */
  side?: ReactNode
  children: ReactNode
  id?: string
}

/** A white card with a section title. Few of them on a page. */
export function Panel({ title, note, side, children, id }: PanelProps) {
  return (
    <section className={styles.panel} id={id}>
      {title !== undefined && (
        <div className={styles.head}>
          <div>
            <h2>{title}</h2>
            {note !== undefined && <p className={styles.note}>{note}</p>}
          </div>
          {side !== undefined && <div className={styles.side}>{side}</div>}
        </div>
      )}
      {children}
    </section>
  )
}
