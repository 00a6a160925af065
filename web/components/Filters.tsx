import type { ReactNode } from 'react'
import { Form, Link, useLocation, useSearchParams, useSubmit } from 'react-router'
import styles from './Filters.module.css'

type Choice = { value: string; label: string; count?: number }

/**
 * One choice of several, kept in the address: links, so that it works without script, can be opened in
 * another tab and shared. The empty value means "all". Changing it goes back to the first page.
 */
export function ChoiceFilter({
  name,
  label,
  choices,
  chosen: given,
}: {
  name: string
  label: string
  choices: Choice[]
  /** What is chosen where the address does not say. */
  chosen?: string
}) {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const chosen = search.get(name) ?? given ?? ''
  return (
    <nav className={styles.choices} aria-label={label}>
      {choices.map((choice) => (
        <Link
          key={choice.value}
          to={addressWith(pathname, search, { [name]: choice.value, before: '', cursor: '' })}
          className={styles.choice}
          aria-current={choice.value === chosen ? 'true' : undefined}
          preventScrollReset
        >
          {choice.label}
          {choice.count !== undefined && <span className={styles.count}>{choice.count}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** The same page with some of its filters changed; an empty value drops the filter. */
export function addressWith(
  pathname: string,
  search: URLSearchParams,
  changes: Record<string, string>,
): string {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') next.delete(name)
    else next.set(name, value)
  }
  return next.size ? `${pathname}?${next}` : pathname
}

/**
 * Fields that filter what is below them. Sent by themselves when a choice changes, and by the button
 * where there is no script; the address holds what is chosen.
 */
export function FilterForm({
  children,
  keep = [],
  label,
}: {
  children: ReactNode
  /** Names of filters set elsewhere on the page, to be kept. */
  keep?: string[]
  label: string
}) {
  const submit = useSubmit()
  const [search] = useSearchParams()
  return (
    <Form
      method="get"
      role="search"
      aria-label={label}
      className={styles.form}
      onChange={(event) => {
        const field = event.target as unknown as HTMLInputElement
        if (field.type === 'search' || field.type === 'text') return
        const filled = new FormData(event.currentTarget)
        for (const [name, value] of [...filled]) if (value === '') filled.delete(name)
        submit(filled, { method: 'get', preventScrollReset: true, replace: true })
      }}
    >
      {keep.map((name) => {
        const value = search.get(name)
        return value ? <input key={name} type="hidden" name={name} value={value} /> : null
      })}
      {children}
    </Form>
  )
}
