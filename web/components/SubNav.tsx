import { NavLink, useSearchParams } from 'react-router'
import styles from './SubNav.module.css'

export type SubPage = { to: string; label: string; end?: boolean }

/** Pages that belong together, in one row under the title; what `keep` names stays in the address. */
export function SubNav({
  label,
  pages,
  keep = [],
}: {
  label: string
  pages: SubPage[]
  keep?: string[]
}) {
  const [search] = useSearchParams()
  const kept = new URLSearchParams(
    keep.flatMap((name) => {
      const value = search.get(name)
      return value ? [[name, value]] : []
    }),
  )
  return (
    <nav className={styles.nav} aria-label={label}>
      {pages.map(({ to, label: name, end }) => (
        <NavLink key={to} to={{ pathname: to, search: kept.toString() }} end={end ?? false}>
          {name}
        </NavLink>
      ))}
    </nav>
  )
}
