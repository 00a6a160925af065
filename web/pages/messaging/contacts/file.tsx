import { Button, Checkbox, Progress } from '@mantine/core'
import {
  type ActionFunctionArgs,
  Form,
  Link,
  type LoaderFunctionArgs,
  useLoaderData,
  useSearchParams,
  useSubmit,
} from 'react-router'
import type {
  ContactFaults,
  ContactFields,
  ContactFile,
  ContactFilePreview,
  ContactGroup,
  ContactGroups,
} from '../../../api/contacts.ts'
import { apiOf } from '../../../api/context.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { attempt, keepOnFailure, text } from '../../../components/deeds.ts'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { PageHead } from '../../../components/PageHead.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { useRereading } from '../../../components/rereading.ts'
import { StatFigures } from '../../../components/StatFigures.tsx'
import { PageError } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { counted } from '../../../format/words.ts'
import { MessagingNav } from '../MessagingNav.tsx'
import { CATEGORY_NAME, WAY_NAME } from '../wallet/units.tsx'
import { FILE_STATE } from './words.ts'

export const clientAction = keepOnFailure
export const meta = () => [{ title: 'A file of contacts · Stoa' }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const api = context.get(apiOf)
  const organization = `/api/organizations/${params.organizationId}`
  const at = `${organization}/contact-imports/${params.id}`
  const asked = new URL(request.url).searchParams
  const country = asked.get('country')?.toUpperCase() || 'IN'
  const mapping = asked.getAll('column')
  const file = await api.get<ContactFile>(at)
  const [groups, fields, faults, preview] = await Promise.all([
    api.get<ContactGroups>(`${organization}/contact-groups`),
    api.get<ContactFields>(`${organization}/contact-fields`),
    api.get<ContactFaults>(`${at}/faults`, { limit: 50 }),
    file.state === 'received'
      ? api.post<ContactFilePreview>(`${at}/preview`, {
          country,
          ...(mapping.length > 0 ? { mapping } : {}),
        })
      : null,
  ])
  const own = fields.items.map(({ name, label }) => ({ value: `fields.${name}`, label }))
  return {
    file,
    preview,
    country,
    columns: [...BECOMES, ...own],
    groups: groups.items.filter(({ rule }) => rule === null),
    faults: faults.items,
    faultFile: `${at}/faults.csv`,
    contacts: `/institution/${params.organizationId}/messaging/contacts`,
  }
}

const BECOMES = [
  { value: 'ignore', label: 'Left aside' },
  { value: 'name', label: 'Name' },
  { value: 'first_name', label: 'First name' },
  { value: 'last_name', label: 'Last name' },
  { value: 'reference', label: 'Member’s number' },
  { value: 'phone', label: 'Number for SMS and WhatsApp' },
  { value: 'sms', label: 'Number for SMS' },
  { value: 'whatsapp', label: 'Number for WhatsApp' },
  { value: 'email', label: 'E-mail' },
  { value: 'language', label: 'Language' },
  { value: 'zone', label: 'Time zone' },
  { value: 'country', label: 'Country of the number' },
  { value: 'consent', label: 'Agreed to offers: yes or no' },
  { value: 'new_field', label: 'A new field' },
]

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  const intent = text(form, 'intent')
  const at = `/api/organizations/${params.organizationId}/contact-imports/${params.id}`
  const api = context.get(apiOf)
  return attempt(intent, async () => {
    if (intent === 'stop') {
      await api.post(`${at}/stop`)
      return { said: 'Stopped. What was read stays.' }
    }
    const ways = form.getAll('ways').map(String)
    await api.post(`${at}/begin`, {
      mapping: form.getAll('column').map(String),
      choices: {
        country: text(form, 'country').toUpperCase() || null,
        duplicates: text(form, 'duplicates'),
        group: text(form, 'group') || null,
        consents:
          ways.length > 0
            ? { ways, categories: ['marketing'], textVersion: text(form, 'textVersion') }
            : null,
      },
    })
    return { said: 'It is being read. You can leave this page.' }
  })
}

/** A file of contacts: what its columns are, how far it is read, and what is wrong with it. */
export default function FilePage() {
  const { file, preview, contacts } = useLoaderData<typeof loader>()
  useRereading(2, file.state === 'running')
  return (
    <>
      <PageHead
        title={file.fileName}
        tags={<Tag tone={FILE_STATE[file.state][0]}>{FILE_STATE[file.state][1]}</Tag>}
        deeds={<Link to={`${contacts}/files`}>All files</Link>}
      />
      <MessagingNav />
      <div className="stack-wide">
        {preview ? <Decide preview={preview} /> : <HowFar file={file} />}
        <Faults />
      </div>
    </>
  )
}

function HowFar({ file }: { file: ContactFile }) {
  const per = Math.round(file.share * 100)
  return (
    <Panel title={file.state === 'running' ? `${per} % read` : `${counted(file.rows, 'row')} read`}>
      <div className="stack" aria-live="polite">
        {file.state === 'running' && <Progress value={per} aria-label="How much is read" />}
        {file.fault && <p role="alert">{file.fault} The rows before it were read.</p>}
        <StatFigures
          label="What was read"
          stats={[
            { label: 'New contacts', figure: file.made },
            { label: 'Changed', figure: file.changed },
            { label: 'Nothing new', figure: file.leftAlone },
            { label: 'At fault, left out', figure: file.faulty },
          ]}
        />
        {file.state === 'running' && (
          <DeedForm intent="stop">
            <DeedButton variant="outline">Stop here</DeedButton>
          </DeedForm>
        )}
      </div>
    </Panel>
  )
}

function Decide({ preview }: { preview: ContactFilePreview }) {
  const { columns, groups, country } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const submit = useSubmit()
  return (
    <>
      <Panel
        title="What each column is"
        note="Guessed by its head. Change what is wrong: the rows below are read again."
      >
        <Form
          method="get"
          className="stack"
          onChange={(event) =>
            submit(event.currentTarget, { replace: true, preventScrollReset: true })
          }
        >
          <div className="columns" key={search.toString()}>
            {preview.heads.map((head, index) => (
              <SelectField
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
                key={index}
                name="column"
                label={head || `Column ${index + 1}`}
                data={columns}
                defaultValue={preview.mapping[index] ?? 'ignore'}
              />
            ))}
            <TextField
              name="country"
              label="Country of numbers without a code"
              defaultValue={country}
              maxLength={2}
            />
          </div>
          <div>
            <Button type="submit" variant="outline">
              Read the first rows so
            </Button>
          </div>
        </Form>
      </Panel>
      <Panel title="The first rows">
        <Rows preview={preview} />
      </Panel>
      <Panel title="Read the file">
        <BeginForm preview={preview} groups={groups} country={country} />
      </Panel>
    </>
  )
}

const Rows = ({ preview }: { preview: ContactFilePreview }) => (
  <DataTable
    caption="The first rows"
    rows={preview.rows}
    keyOf={({ line }) => String(line)}
    columns={[
      { head: 'Line', numeric: true, cell: ({ line }) => line },
      { head: 'Name', title: true, cell: ({ name, line }) => name || `Line ${line}` },
      {
        head: 'Reached at',
        cell: ({ addresses }) => [...new Set(addresses.map(({ address }) => address))].join(', '),
      },
      {
        head: 'What is wrong',
        cell: ({ faults }) =>
          faults.length === 0 ? (
            <Tag tone="good">Nothing</Tag>
          ) : (
            faults.map(({ column, sentence }) => `${column}: ${sentence}`).join(' ')
          ),
      },
    ]}
  />
)

function BeginForm({
  preview,
  groups,
  country,
}: {
  preview: ContactFilePreview
  groups: ContactGroup[]
  country: string
}) {
  return (
    <DeedForm intent="begin" className="stack">
      {preview.mapping.map((becomes, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
        <input key={index} type="hidden" name="column" value={becomes} />
      ))}
      <input type="hidden" name="country" value={country} />
      <div className="columns">
        <SelectField
          name="duplicates"
          label="Whoever is known already"
          description="By member’s number, else by number or e-mail address"
          data={[
            { value: 'update', label: 'Gets what the file says' },
            { value: 'fill', label: 'Gets what is missing' },
            { value: 'skip', label: 'Is left alone' },
          ]}
        />
        <SelectField
          name="group"
          label="Everybody of it comes into"
          description="Groups that are named one by one"
          data={[
            { value: '', label: 'No group' },
            ...groups.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <Checkbox.Group
        label={`They have agreed to: ${CATEGORY_NAME.marketing?.toLowerCase()}`}
        description="Tick a way only where you can prove it. Who has said no before is not brought back."
      >
        <div className="row">
          {Object.entries(WAY_NAME).map(([value, label]) => (
            <Checkbox key={value} name="ways" value={value} label={label} />
          ))}
        </div>
      </Checkbox.Group>
      <TextField
        name="textVersion"
        label="Where and to which words they agreed"
        placeholder="Membership form 2026, line 7"
        maxLength={100}
      />
      <div>
        <DeedButton>Read the whole file</DeedButton>
      </div>
    </DeedForm>
  )
}

function Faults() {
  const { file, faults, faultFile } = useLoaderData<typeof loader>()
  if (faults.length === 0) return null
  return (
    <Panel
      title={`${counted(file.faulty, 'row')} left out`}
      note="Mend them in the file and hand it in again: who is there already is known."
      side={<a href={faultFile}>All of them as a file</a>}
    >
      <DataTable
        caption="Rows left out"
        rows={faults}
        keyOf={({ line, column, sentence }) => `${line} ${column} ${sentence}`}
        columns={[
          { head: 'Line', numeric: true, title: true, cell: ({ line }) => line },
          { head: 'Column', cell: ({ column }) => column },
          { head: 'What stands there', cell: ({ value }) => value },
          { head: 'Why not', cell: ({ sentence }) => sentence },
        ]}
      />
    </Panel>
  )
}

export const ErrorBoundary = () => <PageError who="those who keep this organization’s contacts" />
