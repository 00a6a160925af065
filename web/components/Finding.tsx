import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import { LEVELS, languageName } from '../format/words.ts'
import {
  type Chip,
  chipsOf,
  DAYS,
  filterOf,
  TIMES,
  WITHIN,
  without,
} from '../pages/public/finding.ts'
import { addressWith, FilterForm } from './Filters.tsx'
import styles from './Finding.module.css'
import { EmptyState } from './states.tsx'

export type Facet = { value: string; count: number }[]

/** A search: its filters above on a phone, beside on a desk; what is found to the right of them. */
export function Finding({ filters, children }: { filters: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.columns}>
      <aside className={styles.side} aria-label="Filters">
        {filters}
      </aside>
      <div className={styles.found}>{children}</div>
    </div>
  )
}

/** The form of a search. Its less used part opens; it stays open while something in it is chosen. */
export function SearchForm({
  label,
  keep,
  placeholder,
  more,
  moreNames,
  children,
}: {
  label: string
  keep?: string[]
  placeholder: string
  children: ReactNode
  more: ReactNode
  moreNames: readonly string[]
}) {
  const [search] = useSearchParams()
  return (
    <FilterForm label={label} keep={keep ?? []}>
      <TextInput
        type="search"
        name="q"
        label="Search"
        placeholder={placeholder}
        defaultValue={search.get('q') ?? ''}
        key={`q${search.get('q')}`}
      />
      {children}
      <details className={styles.more} open={moreNames.some((name) => search.has(name))}>
        <summary>More filters</summary>
        <div className={styles.fields}>{more}</div>
      </details>
      <Button type="submit" variant="outline">
        Search
      </Button>
    </FilterForm>
  )
}

/** One filter of several values, with how many there are of each. */
export function Choose({
  name,
  label,
  all = 'All',
  choices,
}: {
  name: string
  label: string
  all?: string
  choices: { value: string; label: string; count?: number | undefined }[]
}) {
  const [search] = useSearchParams()
  const chosen = search.get(name) ?? ''
  const known = choices.some(({ value }) => value === chosen)
  return (
    <NativeSelect
      name={name}
      label={label}
      defaultValue={chosen}
      key={`${name}${chosen}`}
      data={[
        { value: '', label: all },
        ...(chosen && !known ? [{ value: chosen, label: chosen }] : []),
        ...choices.map((choice) => ({
          value: choice.value,
          label: choice.count === undefined ? choice.label : `${choice.label} (${choice.count})`,
        })),
      ]}
    />
  )
}

const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label)

export function ChooseLanguage({
  name,
  label,
  facet,
  otherwise,
}: {
  name: string
  label: string
  facet: Facet | undefined
  /** What is offered where nothing was counted. */
  otherwise: readonly string[]
}) {
  const choices = facet
    ? facet.map(({ value, count }) => ({ value, label: languageName(value), count }))
    : otherwise.map((value) => ({ value, label: languageName(value) }))
  return <Choose name={name} label={label} choices={choices.toSorted(byLabel)} />
}

export function ChooseLevel({ facet }: { facet: Facet | undefined }) {
  return (
    <Choose
      name="level"
      label="Level"
      choices={LEVELS.map((value) => ({
        value,
        label: value,
        count: facet && (facet.find((one) => one.value === value)?.count ?? 0),
      }))}
    />
  )
}

/** When: times of the day, one's own hours, days of the week, how soon. */
export function ChooseWhen({ mine }: { mine: boolean }) {
  const [search] = useSearchParams()
  const days = new Set(search.getAll('days').flatMap((part) => part.split(',')))
  const hours = [
    ...(mine ? [{ value: 'mine', label: 'In my hours' }] : []),
    ...Object.entries(TIMES).map(([value, { label }]) => ({ value, label })),
  ]
  return (
    <>
      <Choose name="hours" label="Time of day" all="Any" choices={hours} />
      <Choose
        name="within"
        label="How soon"
        all="Any time"
        choices={Object.entries(WITHIN).map(([value, label]) => ({ value, label }))}
      />
      <fieldset className={styles.days} key={[...days].join()}>
        <legend>Days of the week</legend>
        {DAYS.map((day, index) => (
          <Checkbox
            key={day}
            name="days"
            value={`${index + 1}`}
            label={day}
            defaultChecked={days.has(`${index + 1}`)}
          />
        ))}
      </fieldset>
    </>
  )
}

export function ChooseRating({ facet }: { facet?: Facet | undefined }) {
  return (
    <Choose
      name="rating"
      label="Rating"
      all="Any"
      choices={['4.8', '4.5', '4'].map((value) => ({
        value,
        label: `${value} stars or more`,
        count: facet && (facet.find((one) => one.value === value)?.count ?? 0),
      }))}
    />
  )
}

/** A price in whole credits, from and to. */
export function ChoosePrice() {
  const [search] = useSearchParams()
  const field = (name: string, label: string) => (
    <TextInput
      type="number"
      name={name}
      label={label}
      min={0}
      max={100_000}
      inputMode="numeric"
      defaultValue={search.get(name) ?? ''}
      key={`${name}${search.get(name)}`}
    />
  )
  return (
    <>
      {field('priceMin', 'From credits')}
      {field('priceMax', 'Up to credits')}
    </>
  )
}

/** What is filtered by: each chip takes its filter away. */
export function Chips({ search, side }: { search: URLSearchParams; side?: ReactNode }) {
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
export function Meant({ didYouMean }: { didYouMean: string | null }) {
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
export function NothingFound({
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
