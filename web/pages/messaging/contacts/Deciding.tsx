import { Alert, Button, Checkbox } from '@mantine/core'
import { Form, useSearchParams, useSubmit } from 'react-router'
import type { ContactFilePreview, ContactGroup } from '../../../api/contacts.ts'
import type { ProblemBody } from '../../../api/types.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { DeedForm } from '../../../components/DeedForm.tsx'
import { DeedButton, SelectField, TextField } from '../../../components/fields.tsx'
import { Panel } from '../../../components/Panel.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { Tag } from '../../../components/Tag.tsx'
import type { Country } from '../../../format/countries.ts'
import { CATEGORY_NAME, WAY_NAME } from '../wallet/units.tsx'

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

export type Decision = {
  preview: ContactFilePreview
  /** Why the columns cannot be what was chosen; the rows are not read then. */
  unclear: ProblemBody | null
  country: string
  countries: Country[]
  groups: ContactGroup[]
  /** The organization's own fields. */
  own: { value: string; label: string }[]
}

/** What is said before a file is read: its columns, then what becomes of its rows. */
export function Deciding(decision: Decision) {
  const { preview, unclear } = decision
  return (
    <>
      <Columns {...decision} />
      <Panel title="The first rows">
        {unclear ? (
          <EmptyState title="Not read yet">
            They stand here as soon as it is clear what the columns are.
          </EmptyState>
        ) : (
          <Rows preview={preview} />
        )}
      </Panel>
      {!unclear && (
        <Panel title="Read the file">
          <BeginForm {...decision} />
        </Panel>
      )}
    </>
  )
}

function Columns({ preview, unclear, country, countries, own }: Decision) {
  const [search] = useSearchParams()
  const submit = useSubmit()
  return (
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
        {unclear && (
          <Alert role="alert" color="bad" variant="light" title={unclear.title}>
            {unclear.detail}
          </Alert>
        )}
        <div className="columns" key={search.toString()}>
          {preview.heads.map((head, index) => (
            <SelectField
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
              key={index}
              name="column"
              label={head || `Column ${index + 1}`}
              data={[...BECOMES, ...own]}
              defaultValue={preview.mapping[index] ?? 'ignore'}
            />
          ))}
          <SelectField
            name="country"
            label="Country of numbers without a code"
            data={countries}
            defaultValue={country}
          />
        </div>
        <div>
          <Button type="submit" variant="outline">
            Read the first rows so
          </Button>
        </div>
      </Form>
    </Panel>
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
            faults
              .map(({ column, sentence }) => (column ? `${column}: ${sentence}` : sentence))
              .join(' ')
          ),
      },
    ]}
  />
)

function BeginForm({ preview, groups, country }: Decision) {
  const rowByRow = preview.heads[preview.mapping.indexOf('consent')]
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
        description={
          rowByRow
            ? `Whoever says yes under “${rowByRow}” has agreed by the ways that are ticked. Who has said no before is not brought back.`
            : 'Tick a way only where you can prove it. Who has said no before is not brought back.'
        }
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
        description="The proof: needed where a way is ticked"
        placeholder="Membership form 2026, line 7"
        maxLength={100}
      />
      <div>
        <DeedButton>Read the whole file</DeedButton>
      </div>
    </DeedForm>
  )
}
