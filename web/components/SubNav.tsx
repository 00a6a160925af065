import { useEffect, useRef } from 'react'
import { NavLink, useLocation, useSearchParams } from 'react-router'
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
  const { pathname } = useLocation()
  const row = useRef<HTMLElement>(null)
  // Where the row is wider than the screen, the page that one is on is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the page changes
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current=page]')
    if (row.current && here)
      row.current.scrollLeft = here.offsetLeft - (row.current.clientWidth - here.offsetWidth) / 2
  }, [pathname])
  const kept = new URLSearchParams(
    keep.flatMap((name) => {
      const value = search.get(name)
      return value ? [[name, value]] : []
    }),
  )
  return (
    <nav ref={row} className={styles.nav} aria-label={label}>
      {pages.map(({ to, label: name, end }) => (
        <NavLink key={to} to={{ pathname: to, search: kept.toString() }} end={end ?? false}>
          {name}
        </NavLink>
      ))}
    </nav>
  )
}
