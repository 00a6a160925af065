import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import { type Chip, chipsOf, filterOf, without } from '../pages/public/finding.ts'
import type { Facet } from './FilterColumn.tsx'
import { addressWith } from './Filters.tsx'
import styles from './Finding.module.css'
import { SaveSearch } from './SaveSearch.tsx'
import { EmptyState } from './states.tsx'

type Found = {
  items: readonly unknown[]
  next: string | null
  near: { without: string; count: number }[]
  didYouMean: string | null
  facets?: { level: Facet }
}

/**
 * A search: its filters above on a phone, beside on a desk; to the right of them what it is filtered by, what
 * was meant, and what is found, or what is near where nothing is, and the way on.
 */
export function Finding({
  of,
  found,
  asked,
  signedIn,
  filters,
  isEmpty,
  nothingYet,
  more,
  below,
  children,
}: {
  of: 'sessions' | 'educators'
  found: Found
  /** As it is saved. */
  asked: Record<string, string>
  signedIn: boolean
  filters: ReactNode
  isEmpty: boolean
  /** Shown where nothing is there although nothing is filtered. */
  nothingYet: { title: string; says: string }
  /** What leads to the next page; nothing: there is none here. */
  more: string | undefined
  below?: ReactNode
  children: ReactNode
}) {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const chips = chipsOf(search)
  return (
    <div className={styles.columns}>
      <aside className={styles.side} aria-label="Filters">
        {filters}
      </aside>
      <div className={styles.found}>
        <Chips
          search={search}
          side={signedIn && <SaveSearch of={of} asked={asked} chips={chips} />}
        />
        <Meant didYouMean={found.didYouMean} />
        {!isEmpty ? (
          children
        ) : chips.length > 0 ? (
          <NothingFound what={of} near={found.near} levels={found.facets?.level} />
        ) : (
          <EmptyState title={nothingYet.title}>{nothingYet.says}</EmptyState>
        )}
        {more && found.next && (
          <p className={styles.onwards}>
            <Button
              component={Link}
              variant="outline"
              to={addressWith(pathname, search, { cursor: found.next })}
            >
              {more}
            </Button>
          </p>
        )}
        {below}
      </div>
    </div>
  )
}

/** What is filtered by: each chip takes its filter away. */
function Chips({ search, side }: { search: URLSearchParams; side?: ReactNode }) {
  const { pathname } = useLocation()
  const chips = chipsOf(search)
  if (chips.length === 0) return null
  return (
    <div className={styles.chosen}>
      <ul className={styles.chips} aria-label="Filtered by">
        {chips.map((chip) => (
          <li key={`${chip.name}${chip.value}`}>
            <Link to={without(pathname, search, chip)} className={styles.chip} preventScrollReset>
              {chip.label} <span aria-hidden="true">×</span>
              <span className="visually-hidden">: take this filter away</span>
            </Link>
          </li>
        ))}
        {chips.length > 1 && (
          <li>
            <Link to={pathname} className={styles.all}>
              Clear all
            </Link>
          </li>
        )}
      </ul>
      {side}
    </div>
  )
}

/** A word stood nowhere, and one very like it was taken for it. */
function Meant({ didYouMean }: { didYouMean: string | null }) {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  if (!didYouMean) return null
  return (
    <p className={styles.meant} role="status">
      Nothing has “{search.get('q')}” in it. These are for{' '}
      <Link to={addressWith(pathname, search, { q: didYouMean, cursor: '' })}>“{didYouMean}”</Link>.
    </p>
  )
}

/** Nothing is found: what is near. */
function NothingFound({
  what,
  near,
  levels,
}: {
  /** `sessions`. */
  what: string
  near: { without: string; count: number }[]
  /** How many there are at other levels. */
  levels: Facet | undefined
}) {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const chips = chipsOf(search)
  const level = search.get('level')
  const ways: { to: string; says: string }[] = []
  if (level)
    for (const { value, count } of levels?.slice(0, 3) ?? [])
      ways.push({
        to: addressWith(pathname, search, { level: value, cursor: '' }),
        says: `${count} at ${value}`,
      })
  for (const { without: name, count } of near) {
    const chip = chips.find((one: Chip) => one.name === filterOf(name))
    if (!chip || (name === 'level' && ways.length > 0)) continue
    const others = chips.filter((one) => one.name === chip.name)
    const to = others.reduce(
      (address, one) => without(pathname, new URLSearchParams(address.split('?')[1] ?? ''), one),
      `${pathname}?${search}`,
    )
    const said = others.map(({ label }) => label).join(', ')
    ways.push({ to, says: `${count}${count === 100 ? ' or more' : ''} without ${said}` })
  }
  return (
    <EmptyState
      title={
        level && levels?.length
          ? `No ${what} at ${level} fit all of this`
          : `No ${what} fit all of this`
      }
      deed={
        <Button component={Link} to={pathname} variant="outline">
          Show all {what}
        </Button>
      }
    >
      {ways.length > 0 ? (
        <>
          There are{' '}
          {ways.slice(0, 5).map(({ to, says }, index) => (
            <span key={to}>
              {index > 0 && (index === Math.min(ways.length, 5) - 1 ? ' and ' : ', ')}
              <Link to={to}>{says}</Link>
            </span>
          ))}
          .
        </>
      ) : (
        'Leave some of the filters out, and more appear.'
      )}
    </EmptyState>
  )
}
