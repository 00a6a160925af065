import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { LEVELS, languageName } from '../format/words.ts'
import { DAYS, TIMES, WITHIN } from '../pages/public/finding.ts'
import { LANGUAGES } from '../pages/public/languages.ts'
import { FilterForm } from './Filters.tsx'
import styles from './Finding.module.css'

export type Facet = { value: string; count: number }[]

type Counted = { value: string; label: string; count?: number | undefined }

/** Choices with how many there are of each, where that was counted. */
export const withCounts = (labels: Record<string, string>, facet: Facet | undefined): Counted[] =>
  Object.entries(labels).map(([value, label]) => ({
    value,
    label,
    count: facet && (facet.find((one) => one.value === value)?.count ?? 0),
  }))

/** The filters that both searches have, with those of their own between them. */
export function FilterColumn({
  label,
  keep,
  placeholder,
  kinds,
  speaks,
  orders,
  facets,
  signedIn,
  own,
  ownNames = [],
}: {
  label: string
  keep?: string[]
  placeholder: string
  kinds: { label: string; choices: Record<string, string> }
  /** What the languages are called that an educator speaks. */
  speaks: string
  orders: { usual: string; others: Record<string, string> }
  facets: { kind: Facet; language: Facet; level: Facet; speaks?: Facet; rating?: Facet } | undefined
  signedIn: boolean
  own?: ReactNode
  ownNames?: readonly string[]
}) {
  return (
    <SearchForm
      label={label}
      {...(keep ? { keep } : {})}
      placeholder={placeholder}
      moreNames={[...SHARED, ...ownNames]}
      more={
        <>
          <ChooseWhen mine={signedIn} />
          {own}
          <ChoosePrice />
          <ChooseRating facet={facets?.rating} />
          <ChooseLanguage
            name="speaks"
            label={speaks}
            facet={facets?.speaks}
            otherwise={LANGUAGES}
          />
          <Choose
            name="sort"
            label="Order"
            all={orders.usual}
            choices={withCounts(orders.others, undefined)}
          />
        </>
      }
    >
      <Choose name="kind" label={kinds.label} choices={withCounts(kinds.choices, facets?.kind)} />
      <ChooseLanguage
        name="language"
        label="Language"
        facet={facets?.language}
        otherwise={LANGUAGES}
      />
      <ChooseLevel facet={facets?.level} />
    </SearchForm>
  )
}

/** What stands in the less used part of both. */
const SHARED = ['hours', 'within', 'days', 'priceMin', 'priceMax', 'rating', 'speaks', 'sort']

/** The form of a search. Its less used part opens; it stays open while something in it is chosen. */
function SearchForm({
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

function ChooseLanguage({
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

function ChooseLevel({ facet }: { facet: Facet | undefined }) {
  return (
    <Choose
      name="level"
      label="Level"
      choices={withCounts(Object.fromEntries(LEVELS.map((level) => [level, level])), facet)}
    />
  )
}

/** When: times of the day, one's own hours, days of the week, how soon. */
function ChooseWhen({ mine }: { mine: boolean }) {
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

const STARS = ['4.8', '4.5', '4']

function ChooseRating({ facet }: { facet?: Facet | undefined }) {
  return (
    <Choose
      name="rating"
      label="Rating"
      all="Any"
      choices={STARS.map((value) => ({
        value,
        label: `${value} stars or more`,
        count: facet && (facet.find((one) => one.value === value)?.count ?? 0),
      }))}
    />
  )
}

/** A price in whole credits, from and to. */
function ChoosePrice() {
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
