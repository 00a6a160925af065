import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { FilterForm } from '../../../components/Filters.tsx'
import { SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { SubNav } from '../../../components/SubNav.tsx'
import type { Asked } from './asked.ts'
import styles from './BooksHead.module.css'

const PAGES = [
  { to: '/operate/books', label: 'Overview', end: true },
  { to: '/operate/books/trial-balance', label: 'Trial balance' },
  { to: '/operate/books/balance-sheet', label: 'Balance sheet' },
  { to: '/operate/books/profit-and-loss', label: 'Profit and loss' },
  { to: '/operate/books/deferred', label: 'Deferred revenue' },
  { to: '/operate/books/payables', label: 'Owed to educators' },
  { to: '/operate/books/inventory', label: 'Message stock' },
  { to: '/operate/books/journals', label: 'Journals' },
]

type BooksHeadProps = {
  title: string
  asked: Asked
  /** Currencies that the books hold. */
  currencies?: string[]
  /** What the page is of: a moment, a period, or neither. */
  of?: 'moment' | 'period' | 'nothing'
  /** The page as CSV, with the same filters. */
  csv?: string
  /** Whether the books were proved right. */
  proof?: ReactNode
}

/** Title, moment or period, and the pages of the books; what is asked for stays in the address. */
export function BooksHead({
  title,
  asked,
  currencies = [],
  of = 'moment',
  csv,
  proof,
}: BooksHeadProps) {
  const [search] = useSearchParams()
  const several = currencies.length > 1
  const file = csv && `${csv}${search.size ? `${csv.includes('?') ? '&' : '?'}${search}` : ''}`
  return (
    <>
      <PageHead
        title={title}
        lead={
          <>
            <Words asked={asked} of={of} />
            {of !== 'nothing' && ` · ${currencyName(asked.currency)}`}
            {proof && <> · {proof}</>}
          </>
        }
        deeds={
          file && (
            <Button component="a" href={file} download variant="outline">
              Export CSV
            </Button>
          )
        }
      />
      <SubNav label="Books" pages={PAGES} keep={['asOf', 'currency']} />
      {of !== 'nothing' && (
        <div className={styles.asked}>
          <FilterForm label="Which books" keep={several ? [] : ['currency']}>
            {of === 'moment' ? (
              <TextField
                name="asOf"
                type="date"
                label="As of the end of"
                max={asked.today}
                defaultValue={search.get('asOf') ?? ''}
              />
            ) : (
              <>
                <TextField name="from" type="date" label="From" defaultValue={asked.period.from} />
                <TextField
                  name="to"
                  type="date"
                  label="To the end of"
                  defaultValue={asked.period.to}
                />
              </>
            )}
            {several && (
              <SelectField
                name="currency"
                label="Currency"
                defaultValue={asked.currency}
                data={currencies.map((code) => ({ value: code, label: currencyName(code) }))}
              />
            )}
            <Button type="submit" variant="outline">
              Show
            </Button>
          </FilterForm>
        </div>
      )}
    </>
  )
}

function Words({ asked, of }: { asked: Asked; of: 'moment' | 'period' | 'nothing' }) {
  if (of === 'nothing') return <>Newest first</>
  if (of === 'period')
    return (
      <span className="strong">
        <Instant at={asked.period.since} as="day" /> to{' '}
        <Instant at={dayBefore(asked.period.until)} as="day" />
      </span>
    )
  return (
    <>
      As of{' '}
      <span className="strong">
        <Instant at={asked.asOf ?? asked.now} />
      </span>
    </>
  )
}

const dayBefore = (instant: string) => new Date(Date.parse(instant) - 1000).toISOString()

/** `US Dollar` → `US dollar`, `Indian Rupee` → `Indian rupee`. */
const inASentence = (name: string) =>
  name.replaceAll(/ [A-Z](?=[a-z])/g, (letter) => letter.toLowerCase())

/** `USD` → `US dollar`. */
export function currencyName(code: string): string {
  try {
    return inASentence(new Intl.DisplayNames('en', { type: 'currency' }).of(code) ?? code)
  } catch {
    return code
  }
}
