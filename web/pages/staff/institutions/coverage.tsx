import { Button } from '@mantine/core'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Coverage, LanguageCoverage } from '../../../api/joining.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { SelectField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { useReader } from '../../../format/reader.tsx'
import { place } from '../../../format/time.ts'
import { languageName } from '../../../format/words.ts'
import styles from './coverage.module.css'

export const meta = () => [{ title: 'Where educators are missing · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  const coverage = await context.get(apiOf).get<Coverage>('/api/coverage')
  return { coverage, chosen: asked.get('language') }
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const FULL_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
/** More who ask in an hour than this for each educator who is free then is tight. */
const TIGHT = 2

type State = 'quiet' | 'missing' | 'tight' | 'covered'

function stateOf(demand: number, supply: number): State {
  if (demand === 0) return 'quiet'
  if (supply === 0) return 'missing'
  return demand > supply * TIGHT ? 'tight' : 'covered'
}

const tenth = (figure: number) => Math.round(figure * 10) / 10

/** The hours in which most ask and nobody is free. */
const missingHours = ({ demand, supply }: LanguageCoverage) =>
  demand
    .map((asks, cell) => ({ asks, cell, free: supply[cell] ?? 0 }))
    .filter(
      ({ asks, free }) => stateOf(asks, free) === 'missing' || stateOf(asks, free) === 'tight',
    )
    .toSorted((a, b) => a.free - b.free || b.asks - a.asks || a.cell - b.cell)

const hourName = (cell: number) =>
  `${FULL_DAYS[Math.floor(cell / 24)]} ${String(cell % 24).padStart(2, '0')}:00`

/** Languages by hours of the week: who asks, and who could teach then. */
export default function CoveragePage() {
  const { coverage, chosen } = useLoaderData<typeof loader>()
  const { languages, zone, asOf } = coverage
  const one = languages.find(({ language }) => language === chosen) ?? languages[0]
  const { locale } = useReader()
  return (
    <>
      <PageHead
        title="Where educators are missing"
        lead={
          <>
            Who asks for a language in an hour of the week, against who could teach then. Hours of{' '}
            {place(zone)}; as of <Instant at={asOf} as="short-moment" />.
          </>
        }
      />
      <div className="stack-wide">
        {!one && (
          <Panel>
            <EmptyState title="Nothing to compare yet">
              The map is drawn from bookings, waitlists and saved searches, and from the hours of
              educators.
            </EmptyState>
          </Panel>
        )}
        {one && (
          <Panel
            title={languageName(one.language)}
            side={
              <FilterForm label="Language">
                <SelectField
                  name="language"
                  label="Language"
                  defaultValue={one.language}
                  data={languages.map(({ language }) => ({
                    value: language,
                    label: languageName(language),
                  }))}
                />
                <Button type="submit" variant="outline">
                  Show
                </Button>
              </FilterForm>
            }
            note="In each cell: how many educators have something free in that hour of the coming two weeks."
          >
            <div className="stack">
              <HoursMap one={one} />
              <ul className={styles.key}>
                <Key state="missing" says="asked for, nobody free" />
                <Key state="tight" says={`more than ${TIGHT} ask for each who is free`} />
                <Key state="covered" says="asked for, and covered" />
                <Key state="quiet" says="nobody asks" />
              </ul>
              <Missing one={one} />
            </div>
          </Panel>
        )}
        {languages.length > 0 && (
          <Panel
            title="All languages"
            note="Seats a week on average of eight; people who wait for a seat; people who have written down that they look for it."
          >
            <DataTable
              caption="Languages"
              rows={languages}
              keyOf={({ language }) => language}
              columns={[
                {
                  head: 'Language',
                  title: true,
                  cell: ({ language }) => (
                    <a href={`?language=${language}`}>{languageName(language)}</a>
                  ),
                },
                {
                  head: 'Booked a week',
                  numeric: true,
                  cell: ({ booked }) => tenth(booked).toLocaleString(locale),
                },
                { head: 'Waiting', numeric: true, cell: ({ waiting }) => waiting },
                { head: 'Looking', numeric: true, cell: ({ looking }) => looking },
                { head: 'Educators', numeric: true, cell: ({ educators }) => educators },
                { head: 'With free hours', numeric: true, cell: ({ free }) => free },
                {
                  head: 'Hours that lack somebody',
                  numeric: true,
                  cell: (row) => missingHours(row).length,
                },
              ]}
            />
          </Panel>
        )}
      </div>
    </>
  )
}

function HoursMap({ one }: { one: LanguageCoverage }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, it must scroll by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="Hours of the week">
      <table className={styles.map}>
        <caption className="visually-hidden">
          Educators who are free, by day and hour, for {languageName(one.language)}
        </caption>
        <thead>
          <tr>
            <td />
            {Array.from({ length: 24 }, (_, hour) => hour).map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((name, day) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {Array.from({ length: 24 }, (_, hour) => day * 24 + hour).map((cell) => {
                const [asks, free] = [one.demand[cell] ?? 0, one.supply[cell] ?? 0]
                const state = stateOf(asks, free)
                return (
                  <td
                    key={cell}
                    className={styles.cell}
                    data-state={state}
                    title={`${hourName(cell)}: ${tenth(asks)} ask, ${free} free`}
                  >
                    {state === 'missing' ? '!' : free === 0 ? '' : free}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Key = ({ state, says }: { state: State; says: string }) => (
  <li>
    <span className={styles.cell} data-state={state} aria-hidden="true" />
    {says}
  </li>
)

function Missing({ one }: { one: LanguageCoverage }) {
  const hours = missingHours(one).slice(0, 10)
  return (
    <DataTable
      caption="Where most are missing"
      rows={hours}
      keyOf={({ cell }) => String(cell)}
      columns={[
        { head: 'Most missing', title: true, cell: ({ cell }) => hourName(cell) },
        { head: 'Ask for it', numeric: true, cell: ({ asks }) => tenth(asks) },
        { head: 'Educators free', numeric: true, cell: ({ free }) => free },
      ]}
      empty={<p>No hour lacks an educator.</p>}
    />
  )
}

export const ErrorBoundary = () => <PageError who="administrators, support and reviewers" />
