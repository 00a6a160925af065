import { Button } from '@mantine/core'
import { type LoaderFunctionArgs, useLoaderData, useLocation } from 'react-router'
import { apiOf } from '../../api/context.ts'
import type { AuditEntry } from '../../api/operating.ts'
import type { Me, Page } from '../../api/types.ts'
import { AboutLink } from '../../components/AboutLink.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { FilterForm } from '../../components/Filters.tsx'
import { TextField } from '../../components/fields.tsx'
import { Instant } from '../../components/Instant.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { Pager } from '../../components/Pager.tsx'
import { Panel } from '../../components/Panel.tsx'
import { EmptyState, PageError } from '../../components/states.tsx'
import { byWords, plain } from '../../format/books.ts'
import { days } from '../../format/periods.ts'
import styles from './audit.module.css'

export const meta = () => [{ title: 'Audit log · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const search = new URL(request.url).searchParams
  const me = await api.get<Me>('/api/me')
  const { from: since, to: until } = days(search, me.person?.zone)
  const entries = await api.get<Page<AuditEntry>>('/api/audit', {
    deed: search.get('deed'),
    about: search.get('about'),
    by: search.get('by'),
    since,
    until,
    cursor: search.get('cursor'),
    limit: 50,
  })
  const filters = Object.fromEntries(search) as Record<string, string | undefined>
  return { entries, filters }
}

export default function Audit() {
  const { entries, filters } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  return (
    <>
      <PageHead
        title="Audit log"
        lead="Every act of the staff and every movement of value: who, what, before and after. Nothing here can be changed."
        deeds={
          <Button component="a" href={`/operate/audit.csv${search}`} download variant="outline">
            Download as CSV
          </Button>
        }
      />
      <Panel>
        <div className="stack">
          <FilterForm label="Which entries" keep={['by']}>
            <TextField
              name="deed"
              label="What was done"
              placeholder="staff_role or credits.allocated"
              defaultValue={filters.deed}
            />
            <TextField name="about" label="About (id)" defaultValue={filters.about} />
            <TextField name="from" type="date" label="From" defaultValue={filters.from} />
            <TextField name="to" type="date" label="To" defaultValue={filters.to} />
            <Button type="submit" variant="outline">
              Show
            </Button>
          </FilterForm>
          <DataTable
            caption="Audit log"
            rows={entries.items}
            keyOf={(entry) => entry.id}
            columns={[
              { head: 'When', cell: (entry) => <Instant at={entry.at} as="short-moment" /> },
              { head: 'Who', cell: (entry) => byWords(entry.by, entry.byName) },
              { head: 'What', title: true, cell: (entry) => plain(entry.deed) },
              { head: 'About', cell: (entry) => <AboutLink about={entry.about} /> },
              { head: 'Before and after', cell: (entry) => <Change entry={entry} /> },
              {
                head: 'From',
                wideOnly: true,
                cell: (entry) => entry.from && <code className={styles.from}>{entry.from}</code>,
              },
            ]}
            empty={
              <EmptyState title="No entries">
                What staff do, and every movement of value, is written here as it happens.
              </EmptyState>
            }
          />
          <Pager next={entries.next} />
        </div>
      </Panel>
    </>
  )
}

/** What was, and what became of it, line by line. */
function Change({ entry: { before, after } }: { entry: AuditEntry }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  if (names.length === 0) return null
  return (
    <details className={styles.change}>
      <summary>{names.map(plain).slice(0, 3).join(', ')}</summary>
      <dl>
        {names.map((name) => (
          <div key={name}>
            <dt>{plain(name)}</dt>
            <dd>
              {before && name in before && <del>{shown(before[name])}</del>}{' '}
              {after && name in after && <ins>{shown(after[name])}</ins>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
