import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { EducatorCard, Page } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { place } from '../../../format/time.ts'
import { capital, languageName } from '../../../format/words.ts'
import { personOf } from '../../../visitor.ts'

export const meta = () => [{ title: 'Educators · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  await personOf(context)
  const filters = Object.fromEntries(new URL(request.url).searchParams) as Record<
    string,
    string | undefined
  >
  const educators = await context.get(apiOf).get<Page<EducatorCard>>('/api/educators', {
    q: filters.q,
    sort: 'name',
    all: true,
    kind: filters.kind,
    cursor: filters.cursor,
    limit: 40,
  })
  return { educators, filters }
}

export default function Educators() {
  const { educators, filters } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title="Educators" lead="Everybody who teaches here, by name." />
      <Panel>
        <div className="stack">
          <FilterForm label="Find educators">
            <TextField name="q" type="search" label="Name" defaultValue={filters.q} />
            <SelectField
              name="kind"
              label="Teaches"
              defaultValue={filters.kind}
              data={[
                { value: '', label: 'Both' },
                { value: 'class', label: 'Classes' },
                { value: 'conversation', label: 'Conversations' },
              ]}
            />
            <Button type="submit" variant="outline">
              Find
            </Button>
          </FilterForm>
          <DataTable
            caption="Educators"
            rows={educators.items}
            keyOf={(educator) => educator.id}
            columns={[
              {
                head: 'Name',
                title: true,
                cell: (educator) => (
                  <Link to={`/operate/educators/${educator.id}`}>{educator.name}</Link>
                ),
              },
              { head: 'Tier', cell: (educator) => <Tag>{capital(educator.tier)}</Tag> },
              {
                head: 'Languages',
                cell: (educator) => educator.languages.map(languageName).join(', '),
              },
              { head: 'Lives by', cell: (educator) => place(educator.zone) },
              {
                head: 'Next session',
                cell: ({ next }) =>
                  next && (
                    <Link to={`/operate/sessions/${next.id}`}>
                      <Instant at={next.start} as="short-moment" />
                    </Link>
                  ),
              },
              { head: 'Sessions held', numeric: true, cell: (educator) => educator.sessionsHeld },
              {
                head: 'Rating',
                numeric: true,
                cell: (educator) =>
                  educator.rating === null ? '' : `${educator.rating} of ${educator.reviewCount}`,
              },
            ]}
            empty={
              <EmptyState title="Nobody fits">
                Educators appear here once they are enrolled.
              </EmptyState>
            }
          />
          <Pager next={educators.next} />
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError />
