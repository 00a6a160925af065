import { Link } from 'react-router'
import styles from './Mark.module.css'

/** Three columns and the name. */
export function Mark({ to = '/' }: { to?: string }) {
  return (
    <Link to={to} className={styles.mark} aria-label="Stoa, to the first page">
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M0 0h3v16H0zM6.5 0h3v16h-3zM13 0h3v16h-3z" fill="currentColor" />
      </svg>
      <span>Stoa</span>
    </Link>
  )
}
