import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Suppressions } from '../../../api/contacts.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { Choose } from '../../../components/FilterColumn.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { DeedButton, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { WAY_NAME } from '../wallet/units.tsx'
import { SUPPRESSED } from './words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Addresses not written to · Stoa' }]

/** An organization's own, or all of them where no organization is in the address. */
const apiAt = (organizationId: string | undefined) =>
  organizationId ? `/api/organizations/${organizationId}/suppressions` : '/api/suppressions'

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const list = await context.get(apiOf).get<Suppressions>(apiAt(params.organizationId), {
    search: search.get('search') || null,
    reason: search.get('reason') || null,
    way: search.get('way') || null,
    cursor: search.get('cursor'),
    limit: 50,
  })
  const own = params.organizationId
  return { list, contacts: own ? `/institution/${own}/messaging/contacts` : null }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const at = `${apiAt(params.organizationId)}/${text(form, 'suppression')}/lift`
  return attempt(text(form, 'intent'), async () => {
    await context.get(apiOf).post(at, { reason: text(form, 'reason') })
    return { said: 'It is written to again.' }
  })
}

/** Addresses that nothing is sent to: messages came back, or somebody asked or complained. */
export default function SuppressedPage() {
  const { list, contacts } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Addresses not written to"
        lead="Messages came back, or somebody asked for it. Whoever complained is written to by nobody here until staff say why."
        deeds={contacts && <Link to={contacts}>All contacts</Link>}
      />
      {contacts && <MessagingNav />}
      <Panel title="All of them">
        <div className="stack">
          <FilterForm label="Find addresses">
            <TextField name="search" label="Part of an address" type="search" />
            <Choose
              name="reason"
              label="Why"
              choices={Object.entries(SUPPRESSED).map(([value, label]) => ({ value, label }))}
            />
            <Choose
              name="way"
              label="Way"
              choices={Object.entries(WAY_NAME).map(([value, label]) => ({ value, label }))}
            />
            <Button type="submit" variant="outline">
              Find
            </Button>
          </FilterForm>
          <DataTable
            caption="Addresses not written to"
            rows={list.items}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Address', title: true, cell: ({ address }) => address ?? 'Forgotten' },
              { head: 'Way', cell: ({ way }) => WAY_NAME[way] },
              { head: 'Why', cell: ({ reason }) => SUPPRESSED[reason] },
              { head: 'Since', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
              {
                head: 'Until',
                cell: ({ until }) => (until ? <Instant at={until} as="short-day" /> : 'For good'),
              },
              {
                head: 'Deeds',
                cell: ({ id, address }) => (
                  <DeedForm intent={`lift:${id}`} className="row">
                    <input type="hidden" name="suppression" value={id} />
                    <TextField
                      name="reason"
                      aria-label={`Why ${address ?? 'this address'} is written to again`}
                      placeholder="Why"
                      required
                      minLength={3}
                      maxLength={500}
                    />
                    <DeedButton variant="outline" size="compact-sm">
                      Write again
                    </DeedButton>
                  </DeedForm>
                ),
              },
            ]}
            empty={
              <EmptyState title="None like that">
                An address comes here by itself when messages to it come back.
              </EmptyState>
            }
          />
          <Pager next={list.next} />
        </div>
      </Panel>
    </>
  )
}

export const ErrorBoundary = () => <PageError who="those who keep this organization’s contacts" />
