import { Link, useLocation, useSearchParams } from 'react-router'
import { addressWith } from './Filters.tsx'
import styles from './Pager.module.css'

/** The way to older entries, kept in the address; and back to the newest. */
export function Pager({ next, name = 'cursor' }: { next: string | null; name?: string }) {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const first = !search.get(name)
  if (first && next === null) return null
  return (
    <nav className={styles.pager} aria-label="More of the list">
      {!first && (
        <Link to={addressWith(pathname, search, { [name]: '' })}>Back to the first page</Link>
      )}
      {next !== null && <Link to={addressWith(pathname, search, { [name]: next })}>Further</Link>}
    </nav>
  )
}
