import {
  type ActionFunctionArgs,
  Link,
  type LoaderFunctionArgs,
  redirect,
  useLoaderData,
} from 'react-router'
import type {
  Contact,
  ContactConsents,
  ContactField,
  ContactFields,
  ContactGroup,
  ContactGroups,
} from '../../../api/contacts.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Instant } from '../../../components/Instant.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState, PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { MessagingNav } from '../MessagingNav.tsx'
import { CATEGORY_NAME, WAY_NAME } from '../wallet/units.tsx'
import { addressesOf } from './forms.ts'
import { REFUSAL, SOURCE, whoIs } from './words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'Contact · Stoa' }]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const organization = `/api/organizations/${params.organizationId}`
  const [contact, consents, groups, fields] = await Promise.all([
    api.get<Contact>(`${organization}/contacts/${params.id}`),
    api.get<ContactConsents>(`${organization}/contacts/${params.id}/consents`),
    api.get<ContactGroups>(`${organization}/contact-groups`),
    api.get<ContactFields>(`${organization}/contact-fields`),
  ])
  const at = `/institution/${params.organizationId}/messaging/contacts`
  return { contact, consents, groups: groups.items, fields: fields.items, at }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = context.get(apiOf)
  const organization = `/api/organizations/${params.organizationId}`
  const at = `${organization}/contacts/${params.id}`
  const intent = text(form, 'intent')
  const outcome = await attempt(intent, async () => {
    switch (intent.split(':')[0]) {
      case 'change':
        await api.patch(at, changed(form))
        return { said: 'Kept.' }
      case 'join':
        await api.post(`${organization}/contact-groups/${text(form, 'group')}/members`, {
          add: [params.id],
        })
        return { said: 'Added to the group.' }
      case 'leave':
        await api.post(`${organization}/contact-groups/${text(form, 'group')}/members`, {
          remove: [params.id],
        })
        return { said: 'Taken out of the group.' }
      case 'consent':
        await api.post(`${organization}/consents`, { consents: [consented(form)] })
        return { said: 'Written down. What was written before stays.' }
      default:
        await api.delete(at)
        return undefined
    }
  })
  if (intent === 'forget' && 'ok' in outcome && outcome.ok)
    throw redirect(`/institution/${params.organizationId}/messaging/contacts`)
  return outcome
}

const changed = (form: FormData) => ({
  name: text(form, 'name'),
  reference: text(form, 'reference') || null,
  language: text(form, 'language') || null,
  zone: text(form, 'zone') || null,
  addresses: addressesOf(form),
  fields: Object.fromEntries(
    [...form.keys()]
      .filter((name) => name.startsWith('fields.'))
      .map((name) => [name.slice('fields.'.length), text(form, name) || null]),
  ),
})

function consented(form: FormData) {
  const [way, ...address] = text(form, 'address').split(' ')
  return {
    way,
    address: address.join(' '),
    category: text(form, 'category'),
    given: text(form, 'given') === 'yes',
    source: text(form, 'source'),
    ...(text(form, 'textVersion') ? { textVersion: text(form, 'textVersion') } : {}),
  }
}

/** One contact: who they are, where they are reached, what they allowed. */
export default function ContactPage() {
  const { contact, consents, groups, fields, at } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead title={whoIs(contact)} deeds={<Link to={at}>All contacts</Link>} />
      <MessagingNav />
      <div className="stack-wide">
        <Panel
          title="Who they are"
          note="The first address of a kind is the one that is written to."
        >
          <ChangeForm contact={contact} fields={fields} />
        </Panel>
        <Panel title="What may be sent">
          <MaySend now={consents.now} />
        </Panel>
        <Panel title="Groups">
          <Groups contact={contact} groups={groups} />
        </Panel>
        <Panel
          title="What they said"
          note="Nothing of it can be changed: taking back is a line of its own."
        >
          <History items={consents.items} />
          {contact.addresses.length > 0 && <ConsentForm contact={contact} />}
        </Panel>
        <Panel
          title="Forget them"
          note="Name, addresses and fields are gone for good. That an address is not to be written to stays known, by a mark that cannot be read back."
        >
          <DeedForm intent="forget">
            <DeedButton variant="outline" color="bad">
              Forget this contact
            </DeedButton>
          </DeedForm>
        </Panel>
      </div>
    </>
  )
}

const WAYS = Object.entries(WAY_NAME).map(([value, label]) => ({ value, label }))

function ChangeForm({ contact, fields }: { contact: Contact; fields: ContactField[] }) {
  const lines = [...contact.addresses, { way: 'sms', address: '' }]
  return (
    <DeedForm intent="change" className="stack" key={contact.changedAt}>
      <div className="columns">
        <TextField name="name" label="Name" defaultValue={contact.name} />
        <TextField
          name="reference"
          label="Member’s number"
          defaultValue={contact.reference ?? ''}
        />
        <TextField name="language" label="Language" defaultValue={contact.language ?? ''} />
        <TextField name="zone" label="Time zone" defaultValue={contact.zone ?? ''} />
      </div>
      {lines.map(({ way, address }, index) => (
        <div className="columns" key={`${way} ${address}`}>
          <SelectField name="way" label={`Way ${index + 1}`} data={WAYS} defaultValue={way} />
          <TextField
            name="address"
            label={address ? `Address ${index + 1}` : 'Another address, with +91 before a number'}
            defaultValue={address}
          />
        </div>
      ))}
      {fields.length > 0 && (
        <div className="columns">
          {fields.map((field) => (
            <FieldInput key={field.name} field={field} value={contact.fields[field.name]} />
          ))}
        </div>
      )}
      <div>
        <DeedButton>Keep the changes</DeedButton>
      </div>
    </DeedForm>
  )
}

function FieldInput({
  field: { name, label, kind, choices },
  value,
}: {
  field: ContactField
  value: string | number | boolean | undefined
}) {
  const shown = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '')
  const options = kind === 'yes_no' ? ['yes', 'no'] : choices
  if (options.length > 0)
    return (
      <SelectField
        name={`fields.${name}`}
        label={label}
        data={['', ...options]}
        defaultValue={shown}
      />
    )
  return (
    <TextField
      name={`fields.${name}`}
      label={label}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      defaultValue={shown}
    />
  )
}

function MaySend({ now }: { now: ContactConsents['now'] }) {
  const lines = Map.groupBy(now, ({ way, address }) => `${way} ${address}`)
  const categories = ['marketing', 'utility', 'service', 'authentication'] as const
  return (
    <DataTable
      caption="What may be sent to each address"
      rows={[...lines]}
      keyOf={([key]) => key}
      columns={[
        {
          head: 'Address',
          title: true,
          cell: ([, [first]]) => `${WAY_NAME[first!.way]}: ${first!.address}`,
        },
        ...categories.map((category) => ({
          head: CATEGORY_NAME[category]!,
          cell: ([, all]: [string, ContactConsents['now']]) => {
            const refusal = all.find((one) => one.category === category)?.refusal
            return refusal ? (
              <Tag tone="attention">{REFUSAL[refusal] ?? refusal}</Tag>
            ) : (
              <Tag tone="good">May be sent</Tag>
            )
          },
        })),
      ]}
      empty={<EmptyState title="No address">Nothing can be sent to them yet.</EmptyState>}
    />
  )
}

function Groups({ contact, groups }: { contact: Contact; groups: ContactGroup[] }) {
  const others = groups.filter(
    ({ id, rule }) => rule === null && !contact.groups.some((one) => one.id === id),
  )
  return (
    <div className="stack">
      {contact.groups.map(({ id, name }) => (
        <DeedForm key={id} intent={`leave:${id}`} className="row">
          <input type="hidden" name="group" value={id} />
          <span>{name}</span>
          <DeedButton variant="subtle" size="compact-sm" aria-label={`Take out of ${name}`}>
            Take out
          </DeedButton>
        </DeedForm>
      ))}
      {contact.groups.length === 0 && <p className="soft">In no group that is named one by one.</p>}
      {others.length > 0 && (
        <DeedForm intent="join" className="row">
          <SelectField
            name="group"
            label="Add to a group"
            data={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <DeedButton variant="outline">Add</DeedButton>
        </DeedForm>
      )}
    </div>
  )
}

const History = ({ items }: { items: ContactConsents['items'] }) => (
  <DataTable
    caption="What they said"
    rows={items}
    keyOf={({ id }) => id}
    columns={[
      {
        head: 'What',
        title: true,
        cell: ({ given, category }) => `${given ? 'Yes' : 'No'} to: ${CATEGORY_NAME[category]}`,
      },
      { head: 'Where', cell: ({ way, address }) => `${WAY_NAME[way]} ${address}` },
      { head: 'How it is known', cell: ({ source, ip }) => SOURCE[source] + (ip ? `, ${ip}` : '') },
      { head: 'Words', cell: ({ textVersion, note }) => textVersion ?? note ?? '' },
      { head: 'When', cell: ({ at }) => <Instant at={at} as="short-moment" /> },
    ]}
    empty={<p className="soft">Nothing is written down yet.</p>}
  />
)

const ConsentForm = ({ contact }: { contact: Contact }) => (
  <DeedForm intent="consent" className="stack">
    <h3>Write down what they said</h3>
    <div className="columns">
      <SelectField
        name="address"
        label="Address"
        data={contact.addresses.map(({ way, address }) => ({
          value: `${way} ${address}`,
          label: `${WAY_NAME[way]} ${address}`,
        }))}
      />
      <SelectField
        name="category"
        label="Messages of this kind"
        data={['marketing', 'utility', 'service', 'authentication'].map((value) => ({
          value,
          label: CATEGORY_NAME[value]!,
        }))}
      />
      <SelectField
        name="given"
        label="They said"
        data={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
      />
      <SelectField
        name="source"
        label="How it is known"
        data={(['paper', 'form', 'staff'] as const).map((value) => ({
          value,
          label: SOURCE[value],
        }))}
      />
      <TextField name="textVersion" label="Which words they agreed to" placeholder="form 2026" />
    </div>
    <div>
      <DeedButton variant="outline">Write it down</DeedButton>
    </div>
  </DeedForm>
)

export const ErrorBoundary = () => <PageError who="those who keep this organization’s contacts" />
