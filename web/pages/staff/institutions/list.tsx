import { Button } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import { apiOf } from '../../../api/context.ts'
import type { Institutions } from '../../../api/joining.ts'
import { Figure } from '../../../components/Amount.tsx'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { FilterForm } from '../../../components/Filters.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { percent } from '../../../format/money.ts'
import { useReader } from '../../../format/reader.tsx'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Institutions · Stoa' }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  const [words, cursor] = [asked.get('words'), asked.get('cursor')]
  const found = await context
    .get(apiOf)
    .get<Institutions>('/api/institutions', { words, cursor, limit: 40 })
  return { ...found, words }
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData()
  let made = ''
  const outcome = await attempt('make', async () => {
    const api = context.get(apiOf)
    made = (await api.post<{ id: string }>('/api/institutions', { name: text(form, 'name') })).id
    return undefined
  })
  if (made) throw redirect(`/operate/institutions/${made}`)
  return outcome
}

/** Schools and other houses that educators teach for. */
export default function InstitutionList() {
  const { items, next, words } = useLoaderData<typeof loader>()
  const { locale } = useReader()
  return (
    <>
      <PageHead
        title="Institutions"
        lead="Whom educators teach for, and how what their seats bring is shared. Independent educators belong to Platform Creators and earn by their tiers."
      />
      <div className="stack-wide">
        <Panel>
          <div className="stack">
            <FilterForm label="Find institutions">
              <TextField name="words" type="search" label="Name" defaultValue={words ?? ''} />
              <Button type="submit" variant="outline">
                Find
              </Button>
            </FilterForm>
            <DataTable
              caption="Institutions"
              rows={items}
              keyOf={({ id }) => id}
              columns={[
                {
                  head: 'Name',
                  title: true,
                  cell: ({ id, name }) => <Link to={`/operate/institutions/${id}`}>{name}</Link>,
                },
                { head: 'Educators', numeric: true, cell: ({ educators }) => educators },
                { head: 'Invited', numeric: true, cell: ({ invited }) => invited },
                {
                  head: 'Educators get',
                  numeric: true,
                  cell: ({ agreement }) =>
                    agreement ? percent(agreement.educator, locale, 2) : 'by tier',
                },
                {
                  head: 'It gets',
                  numeric: true,
                  cell: ({ agreement }) =>
                    agreement ? percent(agreement.institution, locale, 2) : '–',
                },
                {
                  head: `Its part so far, ${items[0]?.earned.asset ?? ''}`,
                  numeric: true,
                  cell: ({ earned }) => <Figure value={earned} />,
                },
              ]}
              empty={<EmptyState title="Nobody fits">Look for another name.</EmptyState>}
            />
            <Pager next={next} />
          </div>
        </Panel>
        <Panel
          title="Make an institution"
          note="Its owner and managers are invited on the page of the organization."
        >
          <DeedForm intent="make" className="stack">
            <TextField name="name" label="Name" required maxLength={200} />
            <div>
              <DeedButton>Make it</DeedButton>
            </div>
          </DeedForm>
        </Panel>
      </div>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="administrators, finance and support" />
