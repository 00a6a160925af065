import { Button } from '@mantine/core'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { Contact, ContactGroups, Contacts } from '../../../api/contacts.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { Choose } from '../../../components/FilterColumn.tsx'
import { FilterForm } from '../../../components/Filters.tsx'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Pager } from '../../../components/Pager.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { type Country, countries } from '../../../format/countries.ts'
import { counted } from '../../../format/words.ts'
import { MessagingNav } from '../MessagingNav.tsx'
import { WAY_NAME } from '../wallet/units.tsx'
import { addressesFrom } from './forms.ts'
import { whoIs } from './words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Contacts · Stoa' }]

const FILTERS = ['search', 'group', 'way'] as const

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const { searchParams } = new URL(request.url)
  const organization = `/api/organizations/${params.organizationId}`
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, searchParams.get(name) || null]))
  const [contacts, groups] = await Promise.all([
    api.get<Contacts>(`${organization}/contacts`, {
      ...chosen,
      cursor: searchParams.get('cursor'),
      limit: 50,
    }),
    api.get<ContactGroups>(`${organization}/contact-groups`),
  ])
  const filters = new URLSearchParams(
    Object.entries(chosen).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
  return {
    contacts,
    groups: groups.items,
    places: countries(),
    filtered: filters.size > 0,
    file: `${organization}/contacts.csv${filters.size > 0 ? `?${filters}` : ''}`,
    at: `/institution/${params.organizationId}/messaging/contacts`,
  }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  return attempt('add', async () => {
    await context.get(apiOf).post(`/api/organizations/${params.organizationId}/contacts`, {
      name: text(form, 'name'),
      reference: text(form, 'reference') || null,
      addresses: addressesFrom(form),
    })
    return { said: 'Added.' }
  })
}

/** Everybody an organization writes to. */
export default function ContactsPage() {
  const { contacts, groups, places, filtered, file, at } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead
        title="Contacts"
        lead="Everybody you write to. They need no account here; what they allowed is kept with its proof."
        deeds={
          <Button component={Link} to={`${at}/files`}>
            Import a file
          </Button>
        }
      />
      <MessagingNav />
      <div className="stack-wide">
        <Panel
          title={counted(contacts.total, 'contact')}
          side={
            <div className="row">
              <Link to={`${at}/groups`}>Groups and fields</Link>
              <Link to={`${at}/suppressed`}>Not written to</Link>
              <a href={file}>As a file</a>
            </div>
          }
        >
          <div className="stack">
            <FilterForm label="Find contacts">
              <TextField name="search" label="Name, number or address" type="search" />
              <Choose
                name="group"
                label="Group"
                choices={groups.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <Choose
                name="way"
                label="Can be reached by"
                choices={Object.entries(WAY_NAME).map(([value, label]) => ({ value, label }))}
              />
              <Button type="submit" variant="outline">
                Find
              </Button>
            </FilterForm>
            <List contacts={contacts.items} at={at} filtered={filtered} />
            <Pager next={contacts.next} />
          </div>
        </Panel>
        <Panel title="Add somebody" note="A number without its country’s code needs the country.">
          <AddForm countries={places} />
        </Panel>
      </div>
    </>
  )
}

function List({ contacts, at, filtered }: { contacts: Contact[]; at: string; filtered: boolean }) {
  const address = (contact: Contact, ways: readonly string[]) =>
    contact.addresses.find(({ way }) => ways.includes(way))?.address ?? ''
  return (
    <DataTable
      caption="Contacts"
      rows={contacts}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Name',
          title: true,
          cell: (one) => <Link to={`${at}/${one.id}`}>{whoIs(one)}</Link>,
        },
        { head: 'Reference', wideOnly: true, cell: ({ reference }) => reference ?? '' },
        { head: 'Number', cell: (one) => address(one, ['sms', 'whatsapp']) },
        { head: 'E-mail', cell: (one) => address(one, ['email']) },
        { head: 'Groups', cell: ({ groups }) => groups.map(({ name }) => name).join(', ') },
      ]}
      empty={
        filtered ? (
          <EmptyState title="Nobody like that">Choose fewer filters, or another word.</EmptyState>
        ) : (
          <EmptyState
            title="Nobody here yet"
            deed={
              <Button component={Link} to={`${at}/files`}>
                Import a file
              </Button>
            }
          >
            Bring your members in from a spreadsheet, or add them one by one below.
          </EmptyState>
        )
      }
    />
  )
}

const AddForm = ({ countries }: { countries: Country[] }) => (
  <DeedForm intent="add" className="stack">
    <div className="columns">
      <TextField name="name" label="Name" autoComplete="off" />
      <TextField name="reference" label="Member’s number, if there is one" autoComplete="off" />
    </div>
    <div className="columns">
      <TextField name="phone" label="Mobile number" inputMode="tel" autoComplete="off" />
      <SelectField
        name="country"
        label="Country of the number"
        data={countries}
        defaultValue="IN"
      />
      <SelectField
        name="ways"
        label="The number is for"
        data={[
          { value: 'sms whatsapp', label: 'SMS and WhatsApp' },
          { value: 'sms', label: 'SMS' },
          { value: 'whatsapp', label: 'WhatsApp' },
        ]}
      />
      <TextField name="email" label="E-mail" inputMode="email" autoComplete="off" />
    </div>
    <div>
      <DeedButton>Add to contacts</DeedButton>
    </div>
  </DeedForm>
)

export const ErrorBoundary = () => <PageError who="those who keep this organization’s contacts" />
