import { Button } from '@mantine/core'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { PersonRow } from '../../../api/operating.ts'
import type { Page } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { plain } from '../../../format/books.ts'
import { place } from '../../../format/time.ts'

export const meta = () => [{ title: 'People · Stoa' }]

const ROLES = ['admin', 'finance', 'support', 'moderator', 'reviewer']

export async function loader({ context, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const filters = { words: search.get('words') ?? '', role: search.get('role') ?? '' }
  const people = await context.get(apiOf).get<Page<PersonRow>>('/api/people', {
    ...filters,
    cursor: search.get('cursor'),
    limit: 40,
  })
  return { people, filters }
}

export default function People() {
  const { people, filters } = useLoaderData<typeof loader>()
  const searched = filters.words !== '' || filters.role !== ''
  return (
    <>
      <PageHead title="People" lead="Everybody with an account here, the newest first." />
      <Panel>
        <div className="stack">
          <FilterForm label="Find people">
            <TextField
              name="words"
              type="search"
              label="Name or e-mail"
              defaultValue={filters.words}
            />
            <SelectField
              name="role"
              label="Staff role"
              defaultValue={filters.role}
              data={[
                { value: '', label: 'Everybody' },
                ...ROLES.map((role) => ({ value: role, label: plain(role) })),
              ]}
            />
            <Button type="submit" variant="outline">
              Find
            </Button>
          </FilterForm>
          <DataTable
            caption="People"
            rows={people.items}
            keyOf={(person) => person.id}
            columns={[
              {
                head: 'Name',
                title: true,
                cell: (person) => <Link to={`/operate/people/${person.id}`}>{person.name}</Link>,
              },
              { head: 'E-mail', cell: (person) => person.email },
              { head: 'Joined', cell: (person) => <Instant at={person.joinedAt} as="short-day" /> },
              { head: 'Lives by', cell: (person) => place(person.zone) },
              { head: 'Is', cell: (person) => <Standing person={person} /> },
            ]}
            empty={
              searched ? (
                <EmptyState title="Nobody fits">
                  Try a part of the name, or the beginning of the e-mail address.
                </EmptyState>
              ) : (
                <EmptyState title="Nobody yet">Whoever joins appears here.</EmptyState>
              )
            }
          />
          <Pager next={people.next} />
        </div>
      </Panel>
    </>
  )
}

function Standing({ person }: { person: PersonRow }) {
  return (
    <>
      {person.staffRoles.map((role) => (
        <Tag key={role} tone="accent">
          {plain(role)}
        </Tag>
      ))}
      {person.memberships.map(({ organizationId, organization, role }) => (
        <Tag key={organizationId}>
          {role} of {organization}
        </Tag>
      ))}
    </>
  )
}

export const ErrorBoundary = () => <PageError who="staff of this Stoa" />
